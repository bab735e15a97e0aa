"""Which area a row is about: a code of the stated division, or a name matched exactly; otherwise the nearest names."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from dashboard.catalogue import catalogue
from dashboard.ingest import reference
from dashboard.ingest.columns import code, number_text
from dashboard.wording import folded

FLANDERS = "vlaanderen:vlaanderen"


def place(cell: dict[str, object], division: int, wrong: list[tuple[str, str]]) -> dict[str, object]:
    """Columns soort and gebied_id of a row with cells code, gebied, soort; what is wrong is added to `wrong`."""
    kind = number_text(cell.get("soort", "")) or "gemeente"
    text, name = number_text(cell.get("code", "")), number_text(cell.get("gebied", ""))
    if kind not in catalogue().soorten:
        wrong.append(("soort", f"Soort '{kind}' bestaat niet. Kies uit: {', '.join(catalogue().soorten)}."))
        return {"soort": kind, "gebied_id": ""}
    is_municipality = kind == "gemeente"
    found = _municipality(text, name, division, wrong) if is_municipality else _region(kind, text, name, wrong)
    return {"soort": kind, "gebied_id": found}


def _municipality(text: str, name: str, division: int, wrong: list[tuple[str, str]]) -> str:
    names = _municipal_names(division)
    if text:
        nis = code(text)
        if nis not in reference.codes(division):
            wrong.append(("code", reference.explain_unknown(nis, division)))
        elif names.get(folded(name), nis) != nis:
            wrong.append(("gebied", f"Code '{nis}' is niet die van '{name}' ({names[folded(name)]})."))
        return nis
    if folded(name) not in names:
        wrong.append(
            ("gebied", f"Geen gemeente van de indeling {division} heet '{name}'.{_nearest(name, _spelled(division))}")
        )
    return names.get(folded(name), "")


def _region(kind: str, text: str, name: str, wrong: list[tuple[str, str]]) -> str:
    known = _regions(kind)
    if text in known:
        return text
    by_name = {folded(label): gebied_id for gebied_id, label in known.items()}
    wanted = folded(name or text)
    if wanted not in by_name:
        column = "gebied" if name else "code"
        wrong.append(
            (column, f"Geen {catalogue().soorten[kind].naam} heet '{name or text}'.{_nearest(wanted, known.values())}")
        )
    return by_name.get(wanted, "")


def _nearest(name: str, known: Iterable[str]) -> str:
    spelled = {folded(label): label for label in known}
    close = get_close_matches(folded(name), list(spelled), n=3, cutoff=0.6)
    return f" Lijkt op: {', '.join(spelled[found] for found in close)}." if close else ""


@cache
def _municipal_names(division: int) -> dict[str, str]:
    frame = reference.municipalities()
    rows = frame[frame["indeling"] == division]
    return {folded(name): nis for name, nis in zip(rows["naam"], rows["nis"], strict=True)}


def _spelled(division: int) -> list[str]:
    frame = reference.municipalities()
    return frame.loc[frame["indeling"] == division, "naam"].tolist()


@cache
def _regions(kind: str) -> dict[str, str]:
    ruled = dict(catalogue().soorten[kind].gebieden)
    frame = reference.regions()
    rows = frame[frame["soort"] == kind]
    return ruled | dict(zip(rows["gebied_id"], rows["naam"], strict=True))
