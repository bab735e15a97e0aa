"""The comparator has one name, with its number and date, wherever it stands; an own group is one text in a link."""

import pandas as pd
import pytest

from dashboard import areas, comparators, comparison, figures, groups
from dashboard.areas import Area, UnknownArea
from dashboard.figures import Question

GHENT = Area("gemeente", "44021", "Gent")
DUFFEL = Area("gemeente", "12009", "Duffel")
WHOLE = Area("vlaanderen", "vlaanderen:vlaanderen", "Vlaanderen")


@pytest.mark.parametrize(
    ("text", "where", "naam", "aantal"),
    [
        ("vlaanderen", None, "de 285 Vlaamse gemeenten van 1 januari 2025", 285),
        ("", None, "de 285 Vlaamse gemeenten van 1 januari 2025", 285),
        ("klasse", GHENT, "de 13 centrumsteden van 1 januari 2025", 13),
        ("klasse", DUFFEL, "de 119 middelgrote OCMW's van 1 januari 2025", 119),
        ("groep:grootteklasse:groot", None, "de 98 grote OCMW's van 1 januari 2025", 98),
        ("centrumsteden", None, "de 13 centrumsteden van 1 januari 2025", 13),
        ("provincie", DUFFEL, "de 67 gemeenten van de provincie Antwerpen (indeling van 1 januari 2025)", 67),
        ("regiegebied", DUFFEL, "de 10 gemeenten van het regiegebied Rivierenland (samenstelling: sinds 2020)", 10),
        ("groep:44021+11002", None, "uw groep (2 gemeenten van 1 januari 2025)", 2),
        ("groep:Aan zee:44021", None, "uw groep Aan zee (1 gemeente van 1 januari 2025)", 1),
        (
            "regiegebied:zuid-oost-limburg",
            None,
            "de 2 gemeenten van het regiegebied Zuid-Oost Limburg (samenstelling: pagina zonder datum, van voor de fusies van "
            "2025; van 2 gemeenten weten we niet of ze erbij horen)",
            2,
        ),
    ],
)
def test_a_comparator_is_named_with_its_number_and_date(shipped, text, where, naam, aantal):
    found = comparators.find(shipped, text, where)
    assert (found.naam, found.aantal, len(found.leden)) == (naam, aantal, aantal)
    assert found.beside == f"t.o.v. {naam}"


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("klasse", WHOLE, "kan alleen voor één gemeente, niet voor Vlaanderen"),
        ("regiegebied", Area("gemeente", "73028", "Herstappe"), "Dat betekent niet dat er geen is."),
        ("groep:73009+44021", None, "Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon. Gebruik 73111."),
        ("geluk", None, "Geen gebied gevonden"),
        ("grootteklasse:onbekend", None, "kennen we geen enkele gemeente"),
    ],
)
def test_what_cannot_be_compared_with_says_why(shipped, text, where, why):
    with pytest.raises(UnknownArea, match=why):
        comparators.find(shipped, text, where)


def test_every_comparator_offered_is_found_again_by_its_id_and_holds_no_one_alone(shipped):
    for where in (GHENT, DUFFEL, WHOLE):
        offered = comparators.offered(shipped, where)
        assert offered[0][0] == "vlaanderen"
        assert all(comparators.find(shipped, text, where).beside == label for text, label in offered)
    assert "regiegebied" not in dict(comparators.offered(shipped, GHENT))  # its only member is Gent itself
    assert "regiegebied" in dict(comparators.offered(shipped, DUFFEL))


def test_its_figures_come_from_sums_and_its_size_class_is_of_the_date_in_its_name(shipped):
    other = comparators.find(shipped, "klasse", DUFFEL)
    asked = other.question("leefloongraad", "2024-05")
    assert asked.peildatum == other.peildatum
    row = figures.figures(shipped, asked, "s").iloc[0]
    members = figures.figures(
        shipped, Question("leefloongraad", "eigen_groep", other.leden, periode="2024-05"), "s"
    ).iloc[0]
    assert (row["teller"], row["noemer"]) == (members["teller"], members["noemer"])
    assert row["waarde"] == pytest.approx(1000 * row["teller"] / row["noemer"])


def test_export_and_pages_name_a_comparator_alike(shipped):
    question = Question("leefloon", "gemeente", ("44021",), periode="2024-05")
    frame = figures.figures(shipped, question, "s")
    for text in ("vlaanderen", "groep:provincie:limburg", "groep:44021+11002"):
        found = comparison.compared(shipped, question, frame, text)
        assert found["vergelijk"].tolist() == [comparators.find(shipped, text).naam]
    found = comparison.compared(shipped, question, frame, "median")
    assert found["vergelijk"].tolist() == ["de mediaan van 285 gemeenten van 1 januari 2025"]


def test_the_spread_over_members_counts_only_complete_figures():
    frame = pd.DataFrame(
        {
            "gebied_id": ["a", "b", "c", "d", "e"],
            "periode": "2024-05",
            "categorie": "",
            "onder": [1.0, 2.0, 3.0, 9.0, None],
            "boven": [1.0, 2.0, 5.0, 9.0, None],
            "status": ["definitief", "definitief", "gemaskeerd", "definitief", "ontbreekt"],
            "bekend": [1, 1, 1, 1, 0],
            "delen": [1, 1, 1, 2, 1],
        }
    )
    row = comparison.spread(frame, ["a", "b", "c", "d", "e"]).iloc[0]
    assert (row["aantal_leden"], row["mediaan_leden"]) == (3, 2.0)
    assert pd.isna(row["kwartiel_3_leden"])
    assert (row["kwartiel_3_leden_onder"], row["kwartiel_3_leden_boven"]) == (2.5, 3.5)
    assert comparison.spread(frame, ["e"]).empty


def test_an_own_group_survives_its_text_and_old_members_lead_to_todays(shipped):
    group = groups.made("  Kust:  en  polder ", ["31005", "35013", "31005"])
    assert group.text == "Kust en polder:31005+35013"
    assert groups.parse(shipped, group.text) == group
    old = groups.parse(shipped, "Haspengouw:73009+73028")
    assert old.leden == ("73111", "73028")
    assert old.uitleg == "Borgloon is sinds 1 januari 2025 deel van Tongeren-Borgloon."
    assert old.area == Area(areas.OWN_GROUP, "groep:73111+73028", "Haspengouw")
    assert groups.made("", ["31005"]).naam == "Eigen groep"
    with pytest.raises(UnknownArea, match="minstens één gemeente"):
        groups.parse(shipped, "Leeg:")


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Kust:31005+35013", ["31005", "35013"]),
        ("31005, 35013", ["31005", "35013"]),
        ("31005 35013 De Panne", ["31005", "35013", "De Panne"]),  # a browser reads a typed + as a space
        ("De Panne+Oud-Heverlee", ["De Panne", "Oud-Heverlee"]),
        ("", []),
    ],
)
def test_members_are_read_however_a_link_parts_them(text, members):
    assert groups.split(text)[1] == members
