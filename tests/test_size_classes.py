"""Size classes of two dates and the agreements per class, on hand-worked rows and on the shipped data."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from dashboard import queries, size_classes, survey
from dashboard.catalogue import catalogue
from dashboard.size_classes import Agreements, tables, words
from tests.small import PEOPLE, counted

KLEIN, MIDDEN, GROOT, CENTRUM = (f"grootteklasse:{name}" for name in ("klein", "middelgroot", "groot", "centrumstad"))
NEW_YEAR = [date(year, 1, 1) for year in (2020, 2022, 2025)]


def classes(*rows: tuple[str, str, float | None, str]) -> pd.DataFrame:
    """Rows of `queries.klassen`: code, class, inhabitants (None where the class is assumed) and the code later."""
    frame = pd.DataFrame(rows, columns=["nis", "gebied_id", "inwoners", "nis_later"])
    return frame.assign(naam="N" + frame["nis"], aangenomen=frame["inwoners"].isna())


def test_who_changed_class_by_hand():
    """1 grew, 2 stayed, 3 and 4 became 5 (another class than both), 6 and 7 became 8 (both of the class of 8)."""
    then = classes(
        ("1", KLEIN, 9999, "1"), ("2", GROOT, 30_000, "2"), ("3", KLEIN, 8000, "5"), ("4", KLEIN, 7000, "5"),
        ("6", GROOT, 21_000, "8"), ("7", GROOT, 22_000, "8"),
    )  # fmt: skip
    now = classes(
        ("1", MIDDEN, None, "1"), ("2", GROOT, 31_000, "2"), ("5", MIDDEN, 15_000, "5"), ("8", GROOT, 43_000, "8")
    )
    found = size_classes.moved(then, now)
    assert [(one.nis, one.soort, one.klasse, [part.naam for part in one.vroeger]) for one in found] == [
        ("1", "klasse", MIDDEN, ["N1"]),
        ("5", "fusie", MIDDEN, ["N3", "N4"]),
    ]
    assert (found[0].inwoners, found[0].aangenomen, found[0].vroeger[0].inwoners) == (None, True, 9999)
    assert words.changed(found, NEW_YEAR[0], NEW_YEAR[1]) == (
        "Tussen 1 januari 2020 en 1 januari 2022 veranderde 1 gemeente van klasse; daarnaast ontstond 1 gemeente door een "
        "fusie waarin minstens één deel een andere klasse had."
    )
    text = tables.moved(found, (NEW_YEAR[0], NEW_YEAR[1]), lambda name, _: name)
    assert "klein, 9.999 inwoners" in text
    assert "middelgroot, aangenomen" in text
    assert "N3: klein, 8.000 inwoners; N4: klein, 7.000 inwoners" in text
    assert words.assumed(now, NEW_YEAR[1]).startswith(
        "Van 1 gemeente kennen we het aantal inwoners op 1 januari 2022 niet."
    )
    assert words.assumed(then, NEW_YEAR[0]) == ""


def test_nobody_changed_and_one_date_only():
    same = classes(("2", GROOT, 30_000, "2"))
    assert size_classes.moved(same, same) == []
    assert words.changed([], NEW_YEAR[0], NEW_YEAR[1]).startswith(
        "Tussen 1 januari 2020 en 1 januari 2022 veranderde geen"
    )
    assert words.changed([], NEW_YEAR[0], NEW_YEAR[0]) == (
        "Kies twee verschillende peildata om te zien wie van klasse veranderde."
    )
    assert size_classes.chronological(NEW_YEAR[2], NEW_YEAR[0]) == (NEW_YEAR[0], NEW_YEAR[2])


@pytest.mark.parametrize(
    ("moment", "expected"), [(NEW_YEAR[0], [13, 89, 129, 69]), (NEW_YEAR[1], [13, 90, 131, 66]), (NEW_YEAR[2], [13, 98, 119, 55])]
)  # fmt: skip
def test_the_classes_of_the_shipped_data(shipped, moment, expected):
    """1 January 2022 is table 3 of the study: 4,3 / 30,0 / 43,7 / 22,0 percent of 300."""
    frame = queries.klassen(shipped, peildatum=moment, later=moment)
    assert list(size_classes.counts(frame).values()) == expected
    assert (frame["nis"] == frame["nis_later"]).all()
    assert frame["inwoners"].isna().sum() == (26 if moment.year == 2022 else 0)


def test_who_changed_class_in_the_shipped_data(shipped):
    then, now = (queries.klassen(shipped, peildatum=moment, later=NEW_YEAR[2]) for moment in (NEW_YEAR[0], NEW_YEAR[2]))
    found = {one.naam: one for one in size_classes.moved(then, now)}
    assert [part.klasse for part in found["Antwerpen"].vroeger] == [CENTRUM, MIDDEN]
    assert (found["Dessel"].soort, found["Dessel"].vroeger[0].inwoners) == ("klasse", 9605)
    assert {part.naam for part in found["Pajottegem"].vroeger} == {"Galmaarden", "Gooik", "Herne"}
    assert "Gent" not in found
    assert sum(one.soort == "klasse" for one in found.values()) == 11


def test_no_agreements_were_delivered(shipped):
    assert size_classes.agreements(queries.overeenkomsten(shipped, peildatum=NEW_YEAR[2])) == []


def agreed(month: str, forms: dict[str, dict[str, float]], indeling: int = 2019) -> pd.DataFrame:
    """The agreements of a small land with classes of 1 January 2024: 11002 a centrumstad, 31005 large, 11007 middle."""
    world = counted()
    world.membership("centrumstad:antwerpen", ["11002"])
    world.delivery("inwoners", "2024", PEOPLE | {"12009": 21_000})
    for reeks in size_classes.FORMS:
        world.series(reeks, afwezig="nul")
        world.delivery(reeks, month, forms.get(reeks, {}), indeling)
    return queries.overeenkomsten(world.model, peildatum=date(2024, 1, 1))


def test_agreements_per_class_by_hand():
    """12009 and 31005 are large and only one has an agreement, in two forms; 11007 is middle with one; absent is none."""
    frame = agreed(
        "2024-05",
        {
            "overeenkomst": {"31005": 1, "11007": 1},
            "overeenkomst_igs": {"31005": 1},
            "overeenkomst_eigen": {"31005": 1, "11007": 1},
        },
    )
    found = {(one.klasse, one.reeks): one for one in size_classes.agreements(frame)}
    counts = {key: (one.onder, one.gemeenten) for key, one in found.items()}
    assert counts[CENTRUM, "overeenkomst"] == (0, 1)
    assert counts[GROOT, "overeenkomst"] == counts[GROOT, "overeenkomst_igs"] == (1, 2)
    assert counts[MIDDEN, "overeenkomst"] == (1, 1)
    assert counts[GROOT, "overeenkomst_addendum"] == (0, 2)
    assert words.agreed(list(found.values()), date(2024, 5, 1)) == (
        "Op 1 mei 2024 hadden 2 van de 8 gemeenten minstens één samenwerkingsovereenkomst met VDAB."
    )
    assert set(frame["herkomst"]) == {"gepubliceerd"}


def test_a_merger_of_different_classes_has_no_known_class():
    """In 2025 12050 is made of 12041 (small) and 12009 (large): its class on 1 January 2024 is unknown, and it counts once."""
    frame = agreed("2025-02", {"overeenkomst": {"12050": 1, "31005": 1}}, 2025)
    found = {one.klasse: one for one in size_classes.agreements(frame) if one.reeks == "overeenkomst"}
    assert (found[size_classes.UNKNOWN_CLASS].onder, found[size_classes.UNKNOWN_CLASS].gemeenten) == (1, 1)
    assert found[GROOT].gemeenten == 1
    assert sum(one.gemeenten for one in found.values()) == frame["gemeenten"].sum() / 4


def test_shares_of_a_class_with_an_agreement():
    def share(members: int, low: int, high: int, known: int | None = None) -> str:
        return words.share(Agreements(GROOT, "overeenkomst", members, members if known is None else known, low, high))

    assert share(98, 49, 49) == "50%"
    assert share(13, 13, 13) == "100% (klein aantal)"
    assert share(9, 9, 9) == "geen percentage: minder dan 10"
    assert share(40, 10, 20) == "25%–50%"
    assert share(40, 10, 10, known=39) == "n.b."


def test_what_the_study_says_of_agreements():
    said = words.published(survey.rows("onderzoek_percentages"))
    assert said.startswith(
        "Volgens de studie van 2023 (bladzijde 69) had 79% van de lokale besturen een overeenkomst op 1 oktober 2023"
    )
    assert words.published([]) == ""


def test_a_class_without_a_complete_figure_stands_alone(shipped):
    """Of 1 January 2020 only the centrumsteden are whole in today's municipalities: nothing is compared."""
    from dashboard.figures import Question, figures

    frame = figures(shipped, Question("leefloongraad", "grootteklasse", periode="2025-09", peildatum=NEW_YEAR[0]), "s")
    members = {GROOT: 82, MIDDEN: 120, KLEIN: 62, CENTRUM: 13}
    found = words.finding(frame, catalogue().indicatoren["leefloongraad"], members, NEW_YEAR[0])
    assert "in de 13 centrumsteden" in found.zin
    assert "keer" not in found.zin
    assert found.twijfel[-1] == words.ALONE


def test_why_municipalities_have_no_figure():
    assert words.without(["te_klein", "ontbreekt", "te_klein"]) == (
        "2 met te weinig mensen voor een percentage, 1 zonder cijfer"
    )
    assert words.without([]) == ""
