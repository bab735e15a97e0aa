"""Rows as `figures.figures` gives them, written by hand: what tests of ordering, contributions and charts are made of."""

from __future__ import annotations

import pandas as pd

from dashboard.catalogue import Indicator, catalogue

FLOW, RATE, COUNT, REGISTRATION = "twe_uitstroom_3m", "leefloongraad", "leefloon", "registratiegraad"


def indicator(name: str) -> Indicator:
    return catalogue().indicatoren[name]


def place(nis: str, teller, noemer=None, *, name: str = FLOW, **other: object) -> dict:
    """One figure. teller, noemer: a count, or a pair of limits where it is masked; None where nothing is known."""
    entry = indicator(name)
    k, n = (_pair(count) for count in (teller, noemer))
    lower, upper, status = _level(entry, k, n)
    exact = lower is not None and lower == upper
    base = {
        "indicator": name,
        "soort": "gemeente",
        "gebied_id": nis,
        "gebied": f"Stad {nis}",
        "periode": "2025-09",
        "van": pd.Timestamp("2025-09-01"),
        "telling": entry.telling,
        "uitsplitsing": "",
        "categorie": "",
        "teller": k[0] if k and k[0] == k[1] else None,
        "teller_onder": k[0] if k else None,
        "teller_boven": k[1] if k else None,
        "noemer": n[0] if n and n[0] == n[1] else None,
        "noemer_onder": n[0] if n else None,
        "noemer_boven": n[1] if n else None,
        "onder": lower,
        "boven": upper,
        "waarde": lower if exact else None,
        "stab_onder": 0.8 * lower if exact and entry.interval != "geen" else None,
        "stab_boven": 1.2 * lower if exact and entry.interval != "geen" else None,
        "status": status,
        "dekking": "1/1",
        "dekking_inwoners": 1.0,
        "teller_periode": "2025-09",
        "noemer_periode": "2025-09",
        "herkomst": "gepubliceerd",
        "snapshot": "s",
        "voorlopig": False,
        "delen": 1,
        "bekend": 1,
        "grens": 0,
        "aangenomen": 0,
        "gemaskeerd": int(lower is not None and not exact),
    }
    return base | other


def frame(*rows: dict) -> pd.DataFrame:
    found = pd.DataFrame(list(rows))
    numbers = ["teller", "teller_onder", "teller_boven", "noemer", "noemer_onder", "noemer_boven", "onder", "boven"]
    numbers += ["waarde", "stab_onder", "stab_boven"]
    return found.astype(dict.fromkeys(numbers, float))


def _pair(count) -> tuple[float, float] | None:
    if count is None:
        return None
    return (float(count[0]), float(count[1])) if isinstance(count, tuple) else (float(count), float(count))


def _level(entry: Indicator, k, n) -> tuple[float | None, float | None, str]:
    if k is None:
        return None, None, "ontbreekt"
    if entry.noemer is None:
        return k[0], k[1], "definitief" if k[0] == k[1] else "gemaskeerd"
    if n[0] < 10:
        return None, None, "te_klein"
    lower, upper = entry.factor * k[0] / n[1], entry.factor * k[1] / n[0]
    return lower, upper, "definitief" if lower == upper else "gemaskeerd"
