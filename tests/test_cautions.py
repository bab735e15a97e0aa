"""What must be said beside a figure, word by word, and that nothing is said where nothing is the matter."""

import pandas as pd
import pytest

from dashboard import export
from dashboard.catalogue import catalogue
from dashboard.cautions import NEEDED, cautions, months_between, observable_from, overall, short

ENTRIES = catalogue().indicatoren
GRAAD, COUNT, KNOWN = ENTRIES["leefloongraad"], ENTRIES["leefloon"], ENTRIES["registratiegraad"]
OUTFLOW, DISTANT = ENTRIES["twe_uitstroom_3m"], ENTRIES["twe_uitstroom_12m"]
PLAIN = {
    "indicator": "x", "soort": "provincie", "gebied": "X", "periode": "2025-09", "telling": "stand", "onder": 0.5, "boven": 0.5,
    "status": "definitief", "dekking_inwoners": 1.0, "teller_periode": "2025-09", "noemer_periode": "2025-09",
    "herkomst": "gepubliceerd", "van": pd.Timestamp("2025-09-01"), "voorlopig": False, "delen": 30, "bekend": 30, "grens": 0,
    "aangenomen": 0, "gemaskeerd": 0, "noemer_onder": 400.0, "noemer_boven": 400.0, "snapshot": "s",
}  # fmt: skip
INDICATIVE = ("voorbehoud", "indicatief: noemer zonder tewerkstelling", "Indicatief: noemer zonder tewerkstelling.")


def said(indicator, **changed):
    return [(one.soort, one.kort, one.zin) for one in cautions(PLAIN | changed, indicator)]


def test_an_exact_figure_over_hidden_parts_says_that_the_source_gives_the_total():
    words = "Kleine aantallen zijn verborgen, maar de bron geeft zelf het totaal van dit gebied."
    hidden = {"gemaskeerd": 2, "cijfer_van_bron": True}
    assert said(COUNT, **hidden) == [("cijfer_van_bron", "met totalen van de bron zelf", words)]
    assert said(COUNT, cijfer_van_bron=True) == []
    assert [kind for kind, *_ in said(COUNT, **hidden, boven=0.6)] == ["gemaskeerd"]


@pytest.mark.parametrize("indicator", [GRAAD, COUNT, OUTFLOW])
def test_nothing_is_said_where_nothing_is_the_matter(indicator):
    assert said(indicator) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"delen": 8, "bekend": 6, "grens": 2, "dekking_inwoners": 0.7321},
            (
                "dekking",
                "telt 6 van de 8 gemeenten",
                "Dit cijfer is onvolledig: het telt 6 van de 8 gemeenten, met 73,2% van de inwoners. "
                "Van 2 gemeenten weten we na een fusie niet of ze bij het gebied horen.",
            ),
        ),
        (
            {"delen": 8, "bekend": 7, "grens": 1, "dekking_inwoners": float("nan")},
            (
                "dekking",
                "telt 7 van de 8 gemeenten",
                "Dit cijfer is onvolledig: het telt 7 van de 8 gemeenten. "
                "Van 1 gemeente weten we na een fusie niet of ze bij het gebied hoort.",
            ),
        ),
        (
            {"boven": 0.6, "gemaskeerd": 12, "status": "gemaskeerd"},
            (
                "gemaskeerd",
                "bereik: in 12 van de 30 gemeenten is iets verborgen",
                "In 12 van de 30 gemeenten is een klein aantal verborgen. "
                "Daarom staat er een bereik waarin het cijfer zeker ligt.",
            ),
        ),
        (
            {"boven": 0.6, "gemaskeerd": 1, "delen": 1, "bekend": 1, "soort": "gemeente", "status": "gemaskeerd"},
            (
                "gemaskeerd",
                "bereik: een klein aantal is verborgen",
                "Een klein aantal is hier verborgen. Daarom staat er een bereik waarin het cijfer zeker ligt.",
            ),
        ),
        (
            {"boven": 0.6, "gemaskeerd": 1, "delen": 2, "bekend": 2, "soort": "gemeente", "status": "gemaskeerd"},
            (
                "gemaskeerd",
                "bereik: in 1 van de 2 delen is iets verborgen",
                "In 1 van de 2 delen is een klein aantal verborgen. Daarom staat er een bereik waarin het cijfer zeker ligt.",
            ),
        ),
        (
            {"aangenomen": 1},
            (
                "aangenomen",
                "het lidmaatschap van 1 gemeente is aangenomen",
                "Het lidmaatschap van 1 gemeente is aangenomen: na een fusie telt het grootste deel als geheel.",
            ),
        ),
        (
            {"aangenomen": 26, "soort": "grootteklasse"},
            (
                "aangenomen",
                "de grootteklasse van 26 gemeenten is aangenomen",
                "De grootteklasse van 26 gemeenten is aangenomen: hun bevolking op de peildatum is niet bekend.",
            ),
        ),
        (
            {"noemer_onder": 29, "noemer_boven": 29},
            (
                "kleine_aantallen",
                "klein aantal: noemer 29",
                "De noemer is klein: 29. Enkele personen maken dan een groot verschil.",
            ),
        ),
        (
            {"noemer_onder": 28, "noemer_boven": 31},
            (
                "kleine_aantallen",
                "klein aantal: noemer tussen 28 en 31",
                "De noemer is klein: tussen 28 en 31. Enkele personen maken dan een groot verschil.",
            ),
        ),
        (
            {"voorlopig": True},
            ("voorlopig", "voorlopig", "Dit cijfer is voorlopig: de bron kan het nog herzien."),
        ),
        (
            {"soort": "regiegebied", "van": pd.Timestamp("2026-01-01")},
            (
                "samenstelling",
                "samenstelling niet bevestigd",
                "De samenstelling van dit gebied is voor 2026 en later niet bevestigd.",
            ),
        ),
        (
            {"periode": "2023-K3..2025-K2"},
            (
                "venster",
                "8 kwartalen samen",
                "8 kwartalen samen: van het 3e kwartaal 2023 tot en met het 2e kwartaal 2025.",
            ),
        ),
        (
            {"periode": "onbekend"},
            ("jaar_onbekend", "jaar onbekend", "Van welk jaar dit cijfer is, is niet bekend."),
        ),
        ({"herkomst": "geschat"}, ("geschat", "geschat", "Dit cijfer is geschat.")),
        (
            {"herkomst": "voorbeeld"},
            ("voorbeeld", "voorbeeldcijfer", "Dit is een voorbeeldcijfer en geen meting."),
        ),
    ],
)
def test_each_warning_is_said_alone_and_in_these_words(changed, expected):
    assert said(OUTFLOW, **changed) == [expected]


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [(1.0001, 1.2, "boven 100%"), (0.9, 1.2, "mogelijk boven 100%"), (1.0, 1.0, ""), (0.4, 0.4, "")],
)
def test_over_100_percent_is_said_on_the_certain_limits(lower, upper, words):
    found = [one for one in said(KNOWN, onder=lower, boven=upper) if one[0] == "boven_100"]
    sentence = f"{words.capitalize()}: dat kan, want de teller is geen deel van de noemer. Het cijfer is niet afgetopt."
    assert found == ([("boven_100", words, sentence)] if words else [])


def test_months_that_differ_and_a_denominator_that_leaves_people_out():
    assert said(KNOWN) == [INDICATIVE]
    assert said(KNOWN, periode="2025-12", teller_periode="2025-12") == [
        (
            "verschil_maanden",
            "teller dec. 2025, noemer sept. 2025: 3 maanden verschil",
            "De teller is van december 2025, de noemer van september 2025: 3 maanden verschil.",
        ),
        INDICATIVE,
    ]
    assert said(KNOWN, teller_periode="2026-01", noemer_periode="2025-12")[0][1].endswith("dec. 2025: 1 maand verschil")
    assert said(KNOWN, telling="jaargemiddelde", teller_periode="2025", noemer_periode="2025")[0][1] == (
        "noemer soms van een eerdere maand"
    )
    assert said(GRAAD, teller_periode="2025-12", noemer_periode="2025") == []  # 1 January is no month that lags


@pytest.mark.parametrize(
    ("upper", "lower", "months"), [("2026-02", "2025-11", 3), ("2025-K2", "2025-01", 0), ("2025", "2025", 0)]
)
def test_months_between_counts_over_years_and_only_months(upper, lower, months):
    assert months_between({"teller_periode": upper, "noemer_periode": lower}) == months


def test_an_outcome_that_cannot_be_known_yet_says_from_when():
    gone = {"status": "nog_niet_waarneembaar", "onder": float("nan"), "boven": float("nan"), "bekend": 0}
    assert said(OUTFLOW, **gone, periode="2025-K3") == [
        (
            "nog_niet_waarneembaar",
            "nog niet waarneembaar, ten vroegste op 1 maart 2026",
            "Dit cijfer is nog niet waarneembaar. Na de periode horen 3 maanden opvolging en 2 maanden tot de levering: "
            "ten vroegste op 1 maart 2026.",
        )
    ]
    assert str(observable_from("2024-K1..2025-K4", DISTANT)) == "2027-03-01"
    assert said(OUTFLOW, **gone | {"status": "ontbreekt"}) == []


def test_the_date_agrees_with_the_model(shipped):
    """What the database calls ripe is what the sentence promises: at the delivery's date, not a quarter later."""
    from dashboard import queries

    for indicator in (OUTFLOW, DISTANT):
        known = queries.momenten(shipped, indicator=indicator.id, dimensie="")
        seen = known["tot"].max().date()
        promised = [observable_from(text, indicator) <= seen for text in known["periode"]]
        assert promised == known["rijp"].tolist()
        assert set(promised) == {True, False}


def test_a_frame_counts_its_warnings_and_generalises_words_that_differ():
    rows = [PLAIN, PLAIN | {"onder": 1.1, "boven": 1.1}, PLAIN | {"onder": 0.9, "boven": 1.1, "voorlopig": True}]
    found = {one.soort: (one.kort, count) for one, count in overall(pd.DataFrame(rows)[NEEDED], KNOWN)}
    assert found == {
        "boven_100": ("soms boven 100%", 2),
        "voorbehoud": ("indicatief: noemer zonder tewerkstelling", 3),
        "gemaskeerd": ("bereik waar iets verborgen is", 1),
        "voorlopig": ("voorlopig", 1),
    }


def test_short_leaves_out_what_is_said_otherwise():
    row = PLAIN | {"voorlopig": True, "herkomst": "voorbeeld"}
    assert short(row, OUTFLOW, without=("voorbeeld",)) == ["voorlopig"]


def test_the_workbook_carries_every_warning_of_its_rows():
    rows = pd.DataFrame([PLAIN, PLAIN | {"voorlopig": True, "onder": 1.3, "boven": 1.3}])
    notes = [text for label, text in export.explanation(rows, KNOWN) if label == "Waarschuwing"]
    assert notes == [
        "Indicatief: noemer zonder tewerkstelling. Geldt voor 2 van de 2 rijen.",
        "Boven 100% of mogelijk boven 100%: dat kan, want de teller is geen deel van de noemer. Geldt voor 1 van de 2 rijen.",
        "Dit cijfer is voorlopig: de bron kan het nog herzien. Geldt voor 1 van de 2 rijen.",
    ]
