"""The sentences of the overview, as literally expected."""

import pytest

from dashboard import findings
from dashboard.catalogue import catalogue
from dashboard.changes import NOT_YET, Change, Value
from dashboard.sentences import Figure

WHOLE = "300/300"


def value(
    count: float | tuple[float, float] | None,
    periode: str = "2025-12",
    status: str = "definitief",
    dekking: str = WHOLE,
) -> Value:
    lower, upper = count if isinstance(count, tuple) else (count, count)
    return Value(periode, lower, upper, status, dekking)


def beside(now: object, then: object, status: str = "definitief", then_status: str = "definitief") -> Change:
    return Change(value(now, "2025-12", status), value(then, "2024-12", then_status))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            beside(40130, 39116, "voorlopig"),
            "In december 2025 kregen 40.130 mensen in Gent een leefloon, 2,6% meer dan een jaar eerder. "
            "Dat cijfer is nog voorlopig.",
        ),
        (beside(90, 100), "In december 2025 kregen 90 mensen in Gent een leefloon, 10,0% minder dan een jaar eerder."),
        (beside(100, 100), "In december 2025 kregen 100 mensen in Gent een leefloon, evenveel als een jaar eerder."),
        (beside(7, 4), "In december 2025 kregen 7 mensen in Gent een leefloon; een jaar eerder was dat 4 mensen."),
        (beside(1, 0), "In december 2025 kreeg 1 persoon in Gent een leefloon; een jaar eerder was dat niemand."),
        (beside(0, 0), "In december 2025 kreeg niemand in Gent een leefloon, net als een jaar eerder."),
        (
            beside((41, 45), 40, "gemaskeerd"),
            "In december 2025 kregen tussen 41 en 45 mensen in Gent een leefloon; een jaar eerder was dat 40 mensen.",
        ),
        (
            beside(12, None, then_status="ontbreekt"),
            "In december 2025 kregen 12 mensen in Gent een leefloon. Met een jaar eerder kunnen we niet vergelijken: "
            "de bron heeft dat cijfer niet geleverd.",
        ),
        (
            beside(12, None, then_status=NOT_YET),
            "In december 2025 kregen 12 mensen in Gent een leefloon. Met een jaar eerder kunnen we niet vergelijken: "
            "de gemeente bestond toen nog niet in deze vorm.",
        ),
        (
            beside(None, 12, "ontbreekt"),
            "Voor Gent is er in december 2025 geen cijfer over het leefloon: de bron heeft dat cijfer niet geleverd.",
        ),
    ],
)
def test_how_many_people(change, expected):
    assert findings.recipients(change, "Gent", "") == expected


def test_an_incomplete_area_names_the_part_it_counts():
    change = Change(value(228, dekking="6/10"), value(200, "2024-12", dekking="6/10"))
    assert findings.recipients(change, "het regiegebied X", "6 van de 8 gemeenten").startswith(
        "In december 2025 kregen 228 mensen in 6 van de 8 gemeenten van het regiegebied X een leefloon, 14,0% meer"
    )


def test_areas_that_count_other_municipalities_are_not_compared():
    change = Change(value(228, dekking="6/8"), value(200, "2024-12", dekking="8/8"))
    assert "toen telden andere gemeenten mee" in findings.recipients(change, "X", "6 van de 8 gemeenten")


def test_the_rate_with_comparator_and_chance():
    assert findings.rate(value(25.01), value(5.84), (24.4, 25.6)) == (
        "Dat is 25,0 per 1.000 inwoners; in Vlaanderen was dat 5,8. Door toeval alleen kan dat niveau liggen tussen 24,4 en 25,6."
    )
    assert findings.rate(value(5.84), None, None) == "Dat is 5,8 per 1.000 inwoners."


def test_an_incomplete_rate_is_not_compared():
    assert (
        findings.rate(value(2.7, dekking="6/8"), value(5.8), None)
        == "In 6 van de 8 gemeenten is dat 2,7 per 1.000 inwoners."
    )


def test_no_rate_says_why():
    assert findings.rate(value(None, status="te_klein"), None, None, Figure("2025-12", "te_klein", noemer=8)) == (
        "Een leefloongraad is er niet: het aantal inwoners is kleiner dan 10."
    )


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("registratiegraad", "het aantal personen met een leefloon kan kleiner zijn dan 10"),
        ("twe_uitstroom_3m", "het aantal beëindigde trajecten kan kleiner zijn dan 10"),
    ],
)
def test_too_small_names_what_is_divided_by(indicator, words):
    assert findings.no_figure(value(None, status="te_klein"), catalogue().indicatoren[indicator]) == words


def test_caution_about_provisional_months():
    stable = Change(value(39274, "2025-09"), value(38285, "2024-09"))
    assert findings.caution(beside(40130, 39116, "voorlopig"), stable, "2025-10") == (
        "Oktober tot en met december 2025 zijn voorlopig, omdat OCMW's nog aanvragen indienen. "
        "De vergelijking met december 2024, dat definitief is, kan dus nog veranderen. "
        "De laatste stabiele maand is september 2025: 39.274 mensen, 2,6% meer dan een jaar eerder."
    )
    assert findings.caution(beside(1, 1), None, None) == ""


def test_coverage_only_speaks_when_something_is_missing():
    assert findings.coverage(value(5), 1.0) == ""
    assert findings.coverage(value(5, dekking="6/8"), 0.386) == (
        "Dit cijfer is onvolledig en kan niet naast dat van een volledig gebied staan. "
        "In de getelde gemeenten woont 38,6% van de inwoners."
    )


def test_what_is_known_of_a_regiegebied():
    assert findings.composition("regiegebied", "laag", False, "2017-2019", "Opmerking.") == [
        "Samenstelling 2020–2025, niet bevestigd voor 2026 en later.",
        "De ledenlijst is onzeker (zekerheid laag): dit gebied staat standaard niet in rangschikkingen.",
        "De ledenlijst is onvolledig.",
        "Periode volgens de bron: 2017–2019.",
        "Opmerking.",
    ]
    assert findings.composition("provincie", "", True, "", "") == []


def test_who_is_left_out():
    assert findings.left_out([]) == ""
    assert findings.left_out(["Hasselt"]).startswith("Hasselt telt niet mee")
    assert findings.left_out(["Hasselt", "Tongeren-Borgloon"]).startswith(
        "Hasselt en Tongeren-Borgloon tellen niet mee"
    )


def test_how_many_places_were_compared():
    assert (
        findings.compared_places(53, 0, 100)
        == "Vergeleken: 53 gemeenten met in de eerste maand minstens 100 leefloongerechtigden."
    )
    assert findings.compared_places(1, 2, 100).endswith("Voor 2 gemeenten kan de verandering niet berekend worden.")
