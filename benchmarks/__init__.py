"""Measures the monitor against its budgets: `make bench`. Never a test; a test would fail on a busy machine."""
