"""Makes, from a template source's YAML, the example sheet that a user fills in, and its section of docs/bronbestanden.md.

`python -m dashboard.ingest.voorbeeldblad` writes them all: `data/sources/sjablonen/<bron>.csv` and the sections between the
marks in the document. The figures are invented and the sheet says so itself, so that it can never pass for a delivery.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from dashboard.catalogue import Mask, Source, catalogue
from dashboard.database import ROOT
from dashboard.ingest import places

FOLDER = ROOT / "data" / "sources" / "sjablonen"
DOCUMENT = ROOT / "docs" / "bronbestanden.md"
BEGIN, END = "<!-- begin sjablonen -->", "<!-- einde sjablonen -->"
STAND = "2026-02-28"
PERIODS = {"maand": "2026-01", "kwartaal": "2024-K3", "jaar": "2024"}
WINDOWS = {"kwartaal": "2022-K4..2024-K3", "jaar": "2023..2024"}
RHYTHMS = {"maand": "en maand", "kwartaal": "en kwartaal", "jaar": "en jaar"}
LARGE, SMALL = ("44021", "Gent"), ("31042", "Zuienkerke")
INVENTED = "Verzonnen cijfers, alleen om de vorm te tonen. Wis de regels Herkomst en Opmerking en de rijen, en vul uw cijfers in."
Row = list[str]


def templates() -> dict[str, Source]:
    """The sources that are delivered in the template, by id."""
    return {name: source for name, source in catalogue().bronnen.items() if source.sjabloon}


def content(source: Source) -> bytes:
    """The example sheet as a CSV that Dutch Excel opens: the bytes of a download."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\n").writerows(_rows(source))
    return written.getvalue().encode("utf-8-sig")


def section(source: Source) -> str:
    """What docs/bronbestanden.md says about the source: rows, columns, signs for hidden numbers and the example."""
    spans = source.rijen == "tijdvakken"
    lines = [f"### `{source.id}`: {source.naam}", "", source.toelichting.strip(), ""]
    lines += _forms(source) if spans else _columns(source)
    lines += ["", *(f"- {text}" for text in _rules(source, spans)), *(f"- {text}" for text in source.valkuilen), ""]
    lines += ["```", content(source).decode("utf-8-sig").rstrip("\n"), "```", ""]
    return "\n".join(lines)


def document() -> str:
    """docs/bronbestanden.md with its sections made anew."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    sections = "\n".join(section(source) for source in templates().values())
    return f"{before}{BEGIN}\n\n{sections}\n{END}{after}"


def write(folder: Path = FOLDER) -> None:
    """Write every example sheet and the document."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in templates().items():
        (folder / f"{name}.csv").write_bytes(content(source))
    DOCUMENT.write_text(document(), encoding="utf-8")


def _rows(source: Source) -> list[Row]:
    spans = source.rijen == "tijdvakken"
    heading = [["Sjabloon", source.id], ["Herkomst", "voorbeeld"], ["Opmerking", INVENTED]]
    heading += [["Indeling", str(source.indeling)], ["Stand", STAND]]
    heading += [["Masker", text, str(mask.onder), str(mask.boven)] for text, mask in source.maskers.items()]
    return heading + (_spans(source) if spans else _counts(source))


def _counts(source: Source) -> list[Row]:
    """A large municipality, a small one with hidden numbers, and a total the source publishes itself."""
    period, series = PERIODS[source.ritme], list(source.reeksen)
    hidden = list(source.maskers)[-1]
    wholes = {entry.deel_van for entry in source.reeksen.values()} - {
        name for name, entry in source.reeksen.items() if entry.deel_van
    }
    large = [_invented(source, at) for at in range(len(series))]
    small = [str(7 + at) if name in wholes else hidden for at, name in enumerate(series)]
    rows = [["Soort", "Code", "Gebied", "Periode", *(entry.kolommen[0] for entry in source.reeksen.values())]]
    rows += [["gemeente", *LARGE, period, *map(str, large)], ["gemeente", *SMALL, period, *small]]
    if WINDOWS.get(source.ritme) and any(entry.deel_van for entry in source.reeksen.values()):
        rows += [["gemeente", *LARGE, WINDOWS[source.ritme], *(str(8 * number) for number in large)]]
    return [*rows, ["vlaanderen", places.FLANDERS, "Vlaanderen", period, *(str(20 * number) for number in large)]]


def _invented(source: Source, at: int) -> int:
    """Some number: a part is less than its whole, and a later part is not less than an earlier one."""
    is_part = bool(list(source.reeksen.values())[at].deel_van)
    return 50 + 10 * at if is_part else 200 + 10 * at


def _spans(source: Source) -> list[Row]:
    first, second, *_ = [entry.kolommen[0] for entry in source.reeksen.values() if entry.kolommen]
    rows = [["Code", "Gebied", "Vorm", "Van", "Tot"], [*LARGE, first, "2023-03-01", ""]]
    return [*rows, [*LARGE, second, "2023-03-01", "2025-01-01"], [*SMALL, first, "2024-07-01", ""]]


def _columns(source: Source) -> Row:
    lines = ["| kolom | inhoud |", "| --- | --- |"]
    for entry in source.reeksen.values():
        part = f"; deel van `{source.reeksen[entry.deel_van].kolommen[0]}`" if entry.deel_van else ""
        lines.append(f"| `{entry.kolommen[0]}` | {entry.naam} ({_kind(entry.telling)}{part}) |")
    return lines


def _kind(telling: str) -> str:
    return "aantal in de loop van de periode" if telling == "stroom" else "stand"


def _forms(source: Source) -> Row:
    lines = ["| kolom | inhoud |", "| --- | --- |", "| `Code` of `Gebied` | NIS-code of exacte naam van de gemeente |"]
    forms = [f"`{entry.kolommen[0]}` ({entry.naam})" for entry in source.reeksen.values() if entry.kolommen]
    lines.append(f"| `Vorm` | {', '.join(forms)}; een rij per gemeente en vorm |")
    return [*lines, "| `Van`, `Tot` | eerste dag en dag na de laatste (`JJJJ-MM-DD`); een lege `Tot` loopt nog |"]


def _rules(source: Source, spans: bool) -> Row:
    if spans:
        return [
            "`Stand` is verplicht: tot die dag klopt de lijst. Het bestand vervangt de hele vorige lijst.",
            "Eén gemeente kan meer vormen tegelijk hebben, maar dezelfde vorm geen twee keer op hetzelfde moment.",
            "Eindigt een gemeente door een fusie, sluit haar tijdvak dan af en geef de nieuwe gemeente een eigen rij.",
        ]
    rules = [
        f"Eén rij per gemeente {RHYTHMS[source.ritme]} (`{PERIODS[source.ritme]}`); levering: {source.leveringsritme}."
    ]
    if WINDOWS.get(source.ritme) and all(entry.telling == "stroom" for entry in source.reeksen.values()):
        rules.append(f"Ook een telling over meer perioden samen mag (`{WINDOWS[source.ritme]}`).")
    absent = "is nul" if source.afwezig == "nul" else "ontbreekt; ze is niet nul"
    rules.append(f"Een gemeente zonder rij {absent}. Een lege cel is onbekend; schrijf 0 voor niemand.")
    return rules + [_hidden(bounds, source) for bounds in dict.fromkeys(source.maskers.values())]


def _hidden(bounds: Mask, source: Source) -> str:
    signs = [f"`{text}`" for text, mask in source.maskers.items() if mask == bounds]
    said = " of ".join(filter(None, [", ".join(signs[:-1]), signs[-1]]))
    return f"Verborgen: {said} betekent {bounds.onder} tot en met {bounds.boven}, tenzij een regel `Masker` iets anders zegt."


if __name__ == "__main__":
    write()
