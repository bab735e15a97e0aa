"""Money as read in Flanders."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_decimal

from dashboard.wording import LOCALE

NO_BREAK = "\u00a0"


def euro(cents: int) -> str:
    """Cents as `€ 43.250,00`, with a space that does not break."""
    return f"€{NO_BREAK}{format_decimal(Decimal(cents) / 100, format='#,##0.00', locale=LOCALE)}"


def euro_range(lower: int, upper: int) -> str:
    """One amount, or `€ 10,00 – € 12,50` for a table."""
    return euro(lower) if lower == upper else f"{euro(lower)} – {euro(upper)}"


def euro_between(lower: int, upper: int) -> str:
    """One amount, or `tussen € 10,00 en € 12,50` for a sentence."""
    return euro(lower) if lower == upper else f"tussen {euro(lower)} en {euro(upper)}"
