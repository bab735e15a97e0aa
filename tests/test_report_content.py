"""The pack of three regions: every number in the three files comes from `export`, and bad choices get one Dutch sentence."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from zipfile import ZipFile

import pandas as pd
import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from dashboard.catalogue import catalogue
from dashboard.database import ROOT, Database
from dashboard.export import machine_csv
from dashboard.figures import CONTRACT, Question, side_by_side
from dashboard.report import content, files
from dashboard.report.choices import HERE, PARTS, BadChoice
from dashboard.report.pack import Bars, Choices, Lines, Map, Pack, Part, Points, Table
from dashboard.report.printed import data
from dashboard.report.titles import LONGEST
from dashboard.snapshots import Snapshot, Storage
from dashboard.uncertainty.variation import AT_LEAST
from dashboard.wording import number

REGIONS = ("Welzijnsband Meetjesland", "Antwerpen", "Noorderkempen (Werkt)")
ASKED = Choices("regiegebied", "", "", "", "2025-03", (), ())
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
FLOAT = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
KEY = ["indicator", "soort", "gebied_id", "periode"]


@pytest.fixture(scope="module", params=REGIONS)
def pack(request: pytest.FixtureRequest, shipped: Database, snapshot: Snapshot, opslag: Storage) -> Pack:
    return content.pack(shipped, snapshot, opslag, replace(ASKED, gebied_id=request.param))


@pytest.fixture(scope="module")
def exported(pack: Pack, shipped: Database, snapshot: Snapshot) -> pd.DataFrame:
    """What `export` writes for every indicator, kind and period of the pack, as text."""
    rows = pd.concat([part.cijfers for part in pack.delen if len(part.cijfers)])
    found = []
    for soort, of_kind in rows.groupby("soort"):
        spans = of_kind.groupby("indicator")["periode"].agg(lambda all_: sorted(set(all_)))
        asked = [
            Question(indicator, soort, tuple(of_kind["gebied_id"].unique()), periode=periode)
            for indicator, periods in spans.items()
            for periode in spanned(periods)
        ]
        found += [as_text(frame) for frame in side_by_side(shipped, asked, snapshot.id)]
    return pd.concat(found, ignore_index=True).drop_duplicates()


def spanned(periods: list[str]) -> list[str]:
    """The months as one span, and every window of quarters."""
    months = [text for text in periods if ".." not in text]
    asked = [f"{months[0]}..{months[-1]}"] if len(months) > 1 else months
    return [*asked, *(text for text in periods if ".." in text)]


@pytest.fixture(scope="module")
def made(pack: Pack) -> dict[str, bytes]:
    """The three files of the pack."""
    return {kind: files.written(pack, kind) for kind in files.KINDS}


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(machine_csv(frame)), dtype=str, keep_default_na=False)[CONTRACT]


def test_every_row_behind_a_part_is_a_row_of_the_export(pack: Pack, exported: pd.DataFrame):
    known = set(exported.itertuples(index=False, name=None))
    for part in pack.delen:
        if len(part.cijfers):
            assert set(as_text(part.cijfers).itertuples(index=False, name=None)) <= known, part.id


def decimals(indicator: str) -> tuple[float, int]:
    entry = catalogue().indicatoren[indicator]
    return (100.0 if entry.soort == "aandeel" else 1.0), entry.decimalen


def written_numbers(part: Part) -> set[str]:
    """Every way the figures behind a part may be written: values, limits, chance, counts, and how two of them differ."""
    found: set[str] = set()
    for indicator, rows in part.cijfers.groupby("indicator"):
        factor, places = decimals(str(indicator))
        columns = ["onder", "boven", "stab_onder", "stab_boven"]
        values = {factor * value for value in rows[columns].to_numpy(float).ravel() if not pd.isna(value)}
        found |= {number(value, digits) for value in values for digits in (0, places)}
        now_and_then = rows[rows["periode"].str[-2:] == str(rows["periode"].max())[-2:]]
        values = {
            factor * value for value in now_and_then[["onder", "boven"]].to_numpy(float).ravel() if not pd.isna(value)
        }
        for first, second in combinations(sorted(values), 2):
            found |= {number(second - first, places), number(second / first if first else 0, 1).removesuffix(",0")}
            found |= {number(100 * (second / first - 1), 1), number(100 * (1 - first / second), 1)} if first else set()
        counts = rows[["teller_onder", "teller_boven", "noemer_onder", "noemer_boven"]].to_numpy(float).ravel()
        found |= {number(value) for value in counts if not pd.isna(value)}
        found |= {number(100 * value, 1) for value in rows["dekking_inwoners"] if not pd.isna(value)}
        found |= {text for dekking in rows["dekking"] for text in str(dekking).split("/")}
    return found


def known_words(part: Part) -> set[str]:
    """Numbers that are no figures: periods, and how many areas there are."""
    texts = [str(value) for value in part.cijfers["periode"].unique()] if len(part.cijfers) else []
    counted = range(1, 1 + max(len(part.cijfers), 20))
    return set(re.findall(r"\d+", " ".join(texts))) | {number(count) for count in counted}


def shown_texts(part: Part) -> Iterator[str]:
    thing = part.getoond
    if isinstance(thing, Table):
        yield from (cell.tekst for row in thing.rijen for cell in row)
    elif isinstance(thing, Bars):
        yield from (point.tekst for point in thing.punten)
    elif isinstance(thing, Lines):
        yield from (point.tekst for line in thing.lijnen for point in line.punten if point.onder is not None)
    elif isinstance(thing, Map):
        yield from (patch.tekst for patch in thing.vlakken if patch.eigen)


def without_units(text: str) -> str:
    """A text without the numbers that belong to a unit or to a name of a figure."""
    for entry in catalogue().indicatoren.values():
        for words in (entry.eenheid.removeprefix("% "), entry.korte_naam):
            text = text.replace(words, " ")
    return text.replace("boven 100%", " ").replace(f"{AT_LEAST} maanden", " ")


def test_every_number_that_is_shown_is_a_figure_behind_the_part(pack: Pack):
    for part in pack.delen:
        allowed = written_numbers(part) | known_words(part) if len(part.cijfers) else set()
        texts = (
            [*shown_texts(part), part.titel] if part.id != "sinds-bron" and not part.id.startswith("bronnen") else []
        )
        for text in texts:
            strange = set(NUMBER.findall(without_units(text))) - allowed
            assert not strange, (part.id, text, strange)


def test_the_limits_of_every_point_are_those_of_its_own_row(pack: Pack):
    """A chart's numbers are exactly the limits of the row that carries its name, in the unit they are read in."""
    flanders = {"Vlaanderen"}
    for part in pack.delen:
        if not isinstance(part.getoond, (Bars, Lines)):
            continue
        indicator = str(part.cijfers["indicator"].iloc[0])
        factor, _ = decimals(indicator)
        rows = {(row["gebied"], row["periode"]): row for row in part.cijfers.to_dict("records")}
        lines = (
            [(line.naam, point) for line in part.getoond.lijnen for point in line.punten]
            if isinstance(part.getoond, Lines)
            else [(point.naam, point) for point in part.getoond.punten]
        )
        periode = str(part.cijfers["periode"].iloc[0])
        for name, point in lines:
            row = rows[(name, point.naam if isinstance(part.getoond, Lines) else periode)]
            if point.onder is not None:
                assert (point.onder, point.boven) == (factor * row["onder"], factor * row["boven"]), (part.id, name)
            assert name in flanders or point.rol != "vergelijking"


def texts_of(pack: Pack) -> str:
    """All text of a pack: what a file may say besides numbers of pages."""
    words = [pack.titel, pack.ondertitel, pack.snapshot, str(pack.datum), pack.gebied, *pack.adressen.values()]
    words += [text for pair in pack.begrippen for text in pair]
    for part in pack.delen:
        words += [part.naam, part.titel, part.alt, part.bron, *part.notities, *shown_texts(part)]
        thing = part.getoond
        words += [*thing.kolommen] if isinstance(thing, Table) else [*thing.zinnen] if isinstance(thing, Points) else []
        if isinstance(thing, Map):
            words += [text for line in thing.legende for text in line]
        if isinstance(thing, (Bars, Lines)):
            words += [thing.eenheid, str(thing)]
    return " ".join(words)


def figures_in(text: str) -> set[str]:
    """Numbers with a decimal or of three digits and more: those a reader takes for a figure."""
    return {found for found in NUMBER.findall(text) if "," in found or len(found) >= 3}


def slide_texts(file: bytes) -> str:
    """The words of every slide and of its notes."""
    with ZipFile(io.BytesIO(file)) as package:
        names = [name for name in package.namelist() if re.match(r"ppt/(slides|notesSlides)/[^/]+\.xml", name)]
        return " ".join(" ".join(re.findall(r"<a:t>([^<]*)</a:t>", package.read(name).decode())) for name in names)


def test_every_figure_in_the_slides_is_in_the_pack(pack: Pack, made: dict[str, bytes]):
    said = slide_texts(made[".pptx"])
    assert figures_in(said) <= figures_in(texts_of(pack))
    assert pack.snapshot in said
    assert "VOORBEELDCIJFERS" in said.upper()


def test_every_number_behind_a_chart_of_the_slides_is_a_limit_of_one_of_its_points(pack: Pack, made: dict[str, bytes]):
    drawn = [part.getoond for part in pack.delen]
    points = [one for shown in drawn if isinstance(shown, Bars) for one in shown.punten]
    points += [one for shown in drawn if isinstance(shown, Lines) for line in shown.lijnen for one in line.punten]
    known = {f"{limit:.9g}" for one in points for limit in (one.onder, one.boven) if limit is not None}
    numbers, words = set(), set()
    with ZipFile(io.BytesIO(made[".pptx"])) as package:
        for name in package.namelist():
            if re.fullmatch(r"ppt/charts/chart\d+\.xml", name):
                text = package.read(name).decode()
                for cache in re.findall(r"<c:numCache>.*?</c:numCache>", text, re.DOTALL):
                    numbers |= set(re.findall(r"<c:v>([^<]*)</c:v>", cache))
                words |= set(re.findall(r"<a:t>([^<]*)</a:t>", text))
            elif name.startswith("ppt/embeddings/"):
                book = CalamineWorkbook.from_filelike(io.BytesIO(package.read(name)))
                cells = [
                    cell
                    for sheet in book.sheet_names
                    for row in book.get_sheet_by_name(sheet).to_python()
                    for cell in row
                ]
                numbers |= {str(cell) for cell in cells if isinstance(cell, float)}
    assert numbers
    assert {f"{float(number):.9g}" for number in numbers} <= known
    assert figures_in(" ".join(words)) <= figures_in(texts_of(pack))


def printed_texts(thing: object, key: str = "") -> Iterator[str]:
    """The words of the report as they are handed to its template; not colours, drawings and the steps of an axis."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            if name not in ("streepjes", "adres"):
                yield from printed_texts(value, name)
    elif isinstance(thing, (list, tuple)):
        for value in thing:
            yield from printed_texts(value, key)
    elif isinstance(thing, str) and not thing.startswith(("<svg", "#")):
        yield thing


def test_every_figure_in_the_report_is_in_the_pack(pack: Pack, made: dict[str, bytes]):
    told = data(pack)
    assert figures_in(" ".join(printed_texts(told))) <= figures_in(texts_of(pack)) | {str(pack.datum.year)}
    steps = {tick for part in told["delen"] for _, tick in part["getoond"].get("streepjes", ())}
    printed = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made[".pdf"])).pages)
    known = figures_in(texts_of(pack)) | steps | {str(pack.datum.year)}
    assert {text for text in figures_in(printed) if "," in text} <= known


def test_the_same_snapshot_and_choices_give_the_same_files(
    pack: Pack, made: dict[str, bytes], shipped: Database, snapshot: Snapshot, opslag: Storage
):
    if pack.gebied != REGIONS[0]:
        pytest.skip("one region is enough: the writers have tests of their own")
    again = content.pack(shipped, snapshot, opslag, replace(ASKED, gebied_id=pack.gebied))
    assert {kind: files.written(again, kind) == made[kind] for kind in made} == dict.fromkeys(files.KINDS, True)


def test_every_number_in_the_workbook_is_in_the_export(pack: Pack, exported: pd.DataFrame, made: dict[str, bytes]):
    book_file = made[".xlsx"]
    with ZipFile(io.BytesIO(book_file)) as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())
    numeric = [name for name in CONTRACT if name not in (*KEY, "status", "dekking", "bron", "snapshot", "gebied")]
    known = {float(text) for name in numeric for text in exported[name] if FLOAT.fullmatch(text)}
    known |= {100 * value for value in known} | {float(count) for count in range(1, 4)}
    book = CalamineWorkbook.from_filelike(io.BytesIO(book_file))
    assert book.sheet_names[-1] == "Toelichting"
    assert len(book.sheet_names) == len(pack.delen) + 1
    rounded = {f"{value:.9g}" for value in known}
    for name in book.sheet_names:
        for line in book.get_sheet_by_name(name).to_python():
            strange = [value for value in line if isinstance(value, float) and f"{value:.9g}" not in rounded]
            assert not strange, (name, line)


def test_every_title_stands_in_two_lines_and_is_that_of_one_slide(pack: Pack):
    titles = [part.titel for part in pack.delen]
    assert max(map(len, titles)) <= LONGEST
    assert len(set(titles)) == len(titles)
    assert not any("…" in title for title in titles)


def test_every_link_leads_to_a_page_that_is_there(pack: Pack):
    for address in pack.adressen.values():
        page = address.removeprefix(f"{HERE}/").partition("?")[0]
        assert (ROOT / "pages" / f"{page or 'overzicht'}.py").is_file(), address


def test_the_parts_stand_in_the_order_that_was_chosen(shipped: Database, snapshot: Snapshot, opslag: Storage):
    chosen = replace(
        ASKED, gebied_id="Maasland", onderdelen=("bronnen", "twijfel"), indicatoren=("leefloon",), vorige=""
    )
    made = content.pack(shipped, snapshot, opslag, chosen)
    assert [part.id for part in made.delen] == ["bronnen", "twijfel"]
    assert made.voorbeeld
    assert made.keuzes.periode == "2025-09"
    assert set(made.adressen) == {"", "bronnen"}


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"gebied_id": "Maas"}, "Geen regiegebied gevonden met de naam of code 'Maas'. Bedoelt u Maasland?"),
        ({"gebied_id": ""}, "Kies eerst een gebied"),
        ({"soort": "gemeente", "gebied_id": "Gent"}, "Een pakket maken we niet voor soort 'gemeente'"),
        ({"vorige": "2025-09"}, "Het vorige overleg (september 2025) ligt niet voor september 2025"),
        ({"vorige": "2030-01"}, "kies een vroegere maand"),
        (
            {"vorige": "2010-01"},
            "Het vorige overleg (januari 2010) ligt voor de eerste maand met cijfers, januari 2015.",
        ),
        ({"vorige": "2020-01-01-weg"}, "Het vorige overleg: Snapshot '2020-01-01-weg' bestaat niet (meer)."),
        ({"periode": "2040-01"}, "Van januari 2040 zijn er geen cijfers"),
        ({"periode": "2025"}, "'2025' is geen maand; schrijf JJJJ-MM."),
        ({"indicatoren": ("geluk",)}, "Indicator 'geluk' bestaat niet"),
        (
            {"indicatoren": tuple(list(catalogue().indicatoren)[:11])},
            "Een pakket toont hoogstens 10 cijfers; u koos er 11.",
        ),
        ({"onderdelen": ("slot",)}, f"Onderdeel 'slot' bestaat niet; kies uit {', '.join(PARTS)}."),
        ({"vergelijk": "mars"}, "Geen gebied gevonden met de naam of code 'mars'."),
    ],
)
def test_a_choice_without_a_pack_gets_one_dutch_sentence(
    shipped: Database, snapshot: Snapshot, opslag: Storage, choices: dict, words: str
):
    asked = replace(ASKED, **({"gebied_id": "Maasland"} | choices))
    with pytest.raises(BadChoice) as refused:
        content.pack(shipped, snapshot, opslag, asked)
    assert words in str(refused.value)
