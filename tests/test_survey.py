"""The study of 2023 as it is shown: every figure as printed, n and flaws beside it, no chart where it would mislead."""

import csv
import io
import re
from html import unescape

import openpyxl
import pytest

from dashboard import export, survey
from dashboard.charts import shares
from dashboard.survey import items, rows
from dashboard.survey import tables as survey_tables

TABLES = [key for key in items() if key.startswith("tabel-")]


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", markup)))


def test_every_table_question_and_case_can_be_reached():
    assert [f"tabel-{number}" for number in (2, 3, 5, 6, 7, 10, 11, 12)] == TABLES
    shown = [row for item in items().values() for row in item.rijen]
    assert sorted(map(str, shown)) == sorted(map(str, [*rows("onderzoek_tabellen"), *rows("onderzoek_percentages")]))
    cases = plain(survey_tables.case_tables())
    for row in rows("onderzoek_cases"):
        assert plain(row["definitie"]).strip() in cases
        assert f"tabel {row['tabel']} van de studie" in cases


@pytest.mark.parametrize("key", TABLES)
def test_a_table_holds_every_figure_as_printed_with_n(key: str):
    item = items()[key]
    text = plain(survey_tables.main_table(item))
    words = text.split()
    for row in item.rijen:
        assert row["gedrukt"] in words
        assert row["n"] in re.findall(r"\d+", text) or survey.counted(item) == f"n = {row['n']}"
    assert len(re.findall(r"<td", survey_tables.main_table(item))) >= len(item.rijen)


@pytest.mark.parametrize("key", list(items()))
def test_every_flaw_stands_beside_its_figures_and_travels_with_the_download(key: str):
    item = items()[key]
    if item.is_table:
        wanted = survey.flaws(f"tabel:{item.rijen[0]['tabel']}")
    else:
        wanted = tuple(text for row in item.rijen for text in survey.flaws(f"percentage:{row['id']}"))
        assert all(row["opmerking"] in plain(survey_tables.main_table(item)) for row in item.rijen)
    assert item.gebreken == wanted
    notes = [text for label, text in survey.explanation(item) if label == "Gebrek"]
    assert notes == [*wanted, *survey.flaws("enquete"), *survey.flaws("studie")]


def test_table_10_says_which_n_were_corrected():
    head = re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", survey_tables.main_table(items()["tabel-10"]))
    assert head == [
        "Antwoord",
        "Centrumstad (n = 10)",
        "Groot (n = 65, gecorrigeerd)",
        "Middelgroot (n = 89)",
        "Klein (n = 25, gecorrigeerd)",
        "Totaal (n = 189)",
    ]


def test_table_12_is_shown_as_printed_and_never_drawn():
    item = items()["tabel-12"]
    assert survey.bars(item) == []
    assert survey.no_chart(item) == "Er is geen grafiek: deze cijfers zijn niet intern consistent."
    assert "niet intern consistent" in survey_tables.main_table(item)


def test_bars_are_the_printed_shares_per_class_with_n():
    groups = survey.bars(items()["tabel-5"])
    assert [title for title, _ in groups] == [
        "Externe dienst of intergemeentelijke samenwerking",
        "Eigen medewerkers, samen met andere taken",
        "Eigen medewerkers, enkel deze taak",
    ]
    assert [(bar.naam, bar.waarde, bar.geheel) for bar in groups[0][1]] == [
        ("Totaal (n = 189)", 33.7, True),
        ("Centrumstad (n = 10)", 0.0, False),
        ("Groot (n = 65)", 18.5, False),
        ("Middelgroot (n = 89)", 44.4, False),
        ("Klein (n = 25)", 48.0, False),
    ]


@pytest.mark.parametrize(
    "key", ["tabel-6", "vraag-twe-uitstroom-3m-2017", "vraag-ontevreden-project-74", "vraag-bvs-vaak"]
)
def test_scores_other_years_two_prints_of_one_figure_and_single_figures_are_not_drawn(key: str):
    assert survey.bars(items()[key]) == []
    assert survey.no_chart(items()[key]) == ""


def test_only_answers_of_the_same_people_stand_in_one_chart():
    ((title, bars),) = survey.bars(items()["vraag-tevreden-regulier"])
    assert title == "Trajectbegeleiders (n = 221)"
    assert [bar.waarde for bar in bars] == [52.4, 28.1, 16.3, 3.2]
    for item in items().values():
        for _, group in survey.bars(item):
            assert len({bar.naam for bar in group}) == len(group)


def test_the_chart_starts_at_zero_ends_at_100_and_writes_each_figure():
    figure = shares(survey.bars(items()["tabel-5"]), "light")
    assert list(figure.layout.xaxis.range) == [0, 100]
    assert figure.data[0].text[:2] == ("33,7%", "0,0%")
    assert len(set(figure.data[0].y)) == 15
    assert figure.data[0].marker.color[0] != figure.data[0].marker.color[1]
    long_names = shares(survey.bars(items()["vraag-drempel-start-taal"]), "dark")
    assert long_names.layout.margin.l == 0
    assert max(long_names.data[0].y) < long_names.layout.height


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-02-21..2023-03-19", "21 februari 2023 tot en met 19 maart 2023"),
        ("2023-01-01", "1 januari 2023"),
        ("2022-12", "december 2022"),
        ("2023-H1", "eerste helft 2023"),
        ("2020-K2", "2e kwartaal 2020"),
        ("2022", "2022"),
        ("onbekend (rapport van 2022-12)", "onbekend (rapport van 2022-12)"),
        ("eind 2023", "eind 2023"),
    ],
)
def test_periods_of_the_study_read_well(text: str, words: str):
    assert survey.when(text) == words


def test_a_range_and_a_missing_figure_keep_their_own_form():
    known = {row["id"]: row for row in rows("onderzoek_percentages")}
    assert survey.value(known["registratiegraad-2022-09"]) == "56–60%"
    assert survey.value(known["drempel-start-taal"]) == "52,4%"
    empty = next(row for row in rows("onderzoek_cases") if not row["waarde"])
    assert survey.value(empty) == "n.b."
    cases = plain(survey_tables.case_tables())
    assert "81.824 personen" in cases
    assert "30,6 personen" in cases


def test_figures_of_others_are_not_called_the_study_s_own():
    words = survey.source(items()["vraag-registratiegraad-2022-09"])
    assert words.startswith("Bron: VDAB en VVSG")
    assert "aangehaald in de studie" in words
    assert "toevalssteekproef" not in words
    assert survey.source(items()["tabel-5"]).endswith("bladzijde 37 · geen toevalssteekproef")


def test_ratios_stand_only_where_the_study_allows_them():
    ratios = {row["case"]: row["zekerheid"] for row in rows("onderzoek_cases") if row["eenheid"] == "personen per VTE"}
    assert ratios == {"Essen": "middel", "Borgloon": "schatting", "Welzijnsband Meetjesland": "schatting"}
    assert plain(survey_tables.case_tables()).count("personen per VTE") == len(ratios)


def test_size_classes_carry_the_date_and_the_number_counted():
    everywhere = {
        row["groep"]: float(row["waarde"])
        for row in items()["tabel-3"].rijen
        if row["antwoord"] == "aandeel in Vlaanderen"
    }
    counted = {"centrumstad": 13, "groot": 90, "middelgroot": 131, "klein": 66}
    assert "1 januari 2022" in survey.CLASS_DATE
    for name, number in counted.items():
        assert round(number / 3, 1) == everywhere[name]
        assert re.search(rf"\b{number} {name[:3]}", survey.CLASS_DATE)


def test_downloads_hold_the_figures_and_what_is_wrong_with_them():
    item = items()["tabel-10"]
    body = list(csv.DictReader(io.StringIO(export.plain_csv(survey.frame(item)).decode("utf-8-sig")), delimiter=";"))
    assert [row["gedrukt"] for row in body] == [row["gedrukt"] for row in item.rijen]
    assert all("Die aantallen zijn gebruikt." in row["gebreken"] for row in body)
    book = openpyxl.load_workbook(io.BytesIO(export.workbook(survey.frame(item), survey.explanation(item), item.titel)))
    assert book.sheetnames == ["Cijfers", "Toelichting"]
    assert any("geen toevalssteekproef" in str(row[1].value) for row in book["Toelichting"].iter_rows())
    assert len(survey.case_frame()) == len(rows("onderzoek_cases"))
