"""The briefing pack for a strategisch overleg: a frozen snapshot and a set of choices become slides, a report and a workbook."""
