"""Every kind of sentence, as literally expected in golden/zinnen.yaml; and what no sentence may ever be."""

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dashboard.catalogue import catalogue
from dashboard.sentences import MEDIAN, Figure, Place, place_of, read, sentence, statement
from dashboard.sentences.figure import SHOWN
from dashboard.sentences.reasons import PLAIN

GOLDEN = yaml.safe_load((Path(__file__).parent / "golden" / "zinnen.yaml").read_text(encoding="utf-8"))
INDICATORS = catalogue().indicatoren
USUAL = {"soort": "gemeente", "gebied_id": "44021", "gebied": "Gent", "dekking": "1/1", "delen": 1}
STATUSES = [
    *SHOWN,
    *("ontbreekt", "te_klein", "niet_van_toepassing", "buiten_bereik", "nog_niet_waarneembaar", "niet_berekenbaar"),
]
FORBIDDEN = re.compile(
    r"\bnan\b|\bNone\b|significant|  |\.\.|\. ,|\bn\.b\.|\b(the|and|with|from|count|rate|sample|month|year)\b"
    r"|\b(dankzij|wegens|leidt|leidde|zorgt|zorgde|veroorza\w+)\b"
)


def figure(indicator: str, fields: dict) -> Figure:
    given_value = {"onder": fields["waarde"], "boven": fields["waarde"]} if "waarde" in fields else {}
    default = {"indicator": indicator, "status": "definitief", "telling": INDICATORS[indicator].telling}
    return read({**USUAL, **default, **given_value, **fields})


def written(case: dict) -> str:
    indicator = case["indicator"]
    place = Place(**case["plaats"]) if "plaats" in case else None
    own = figure(indicator, case["rij"])
    comparator = None
    if "naast" in case:
        shared = {
            key: case["rij"][key] for key in ("periode", "telling", "uitsplitsing", "categorie") if key in case["rij"]
        }
        other = figure(indicator, {**shared, **case["naast"]})
        comparator = (other, Place(**case["naast_plaats"]) if "naast_plaats" in case else place_of(other))
    earlier = figure(indicator, {**case["rij"], **case["vroeger"]}) if "vroeger" in case else None
    return sentence(own, INDICATORS[indicator], place, comparator, earlier)


@pytest.mark.parametrize("case", GOLDEN, ids=[case["geval"] for case in GOLDEN])
def test_golden(case):
    assert written(case) == case["zin"]


def test_the_golden_sentences_cover_everything():
    rows = [case["rij"] for case in GOLDEN]
    assert len(GOLDEN) >= 80
    assert {case["indicator"] for case in GOLDEN} == set(INDICATORS)
    assert {row.get("soort", "gemeente") for row in rows} >= {*catalogue().soorten, "eigen_groep"}
    assert {row.get("status", "definitief") for row in rows} == set(STATUSES)


@pytest.mark.parametrize("case", GOLDEN, ids=[case["geval"] for case in GOLDEN])
def test_golden_sentences_are_plain_dutch(case):
    assert not FORBIDDEN.search(case["zin"])
    assert case["zin"].endswith(".")


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda entry: entry.id)
def test_every_indicator_has_the_words_its_sentence_needs(indicator):
    phrase = indicator.zin
    needed = {
        "aantal": ("een", "veel", "geen", "werkwoord_een", "werkwoord_veel"),
        "aandeel": ("groep", "werkwoord_een", "slot", "noemer"),
        "graad": ("eenheid", "noemer"),
        "dichtheid": ("eenheid", "eenheid_een", "noemer"),
        "maat": (),
    }[indicator.soort]
    assert all(getattr(phrase, name) for name in needed)
    assert indicator.soort != "maat" or phrase.eenheid or phrase.voor
    words = phrase.model_dump()
    assert not any(FORBIDDEN.search(text) for text in words.values())
    assert all(text.endswith(".") for text in (phrase.nota, phrase.boven_100) if text)
    assert indicator.teller_is_deel_van_noemer or indicator.soort != "aandeel" or phrase.boven_100


PERIODS = st.sampled_from(
    [
        "2024-12",
        "2025-01",
        "2024-K3",
        "2023-H1",
        "2024",
        "onbekend",
        "2023-K1..2024-K4",
        "2024-01..2024-06",
        "2022..2024",
    ]
)
NAMES = {
    "gemeente": "Gent",
    "regiegebied": "Maasland",
    "provincie": "Limburg",
    "vlaanderen": "Vlaanderen",
    "igs": "Welzijnskoepel",
}


@st.composite
def figures_of(draw, indicator: str, periode: str, soort: str) -> Figure:
    entry = INDICATORS[indicator]
    without = {"te_klein", "niet_van_toepassing"} if entry.noemer is None else set()
    status = draw(st.sampled_from([status for status in STATUSES if status not in without]))
    numbers = (
        st.integers(0, 50_000) if entry.soort == "aantal" else st.floats(0, 2 if entry.soort == "aandeel" else 90_000)
    )
    lower, upper = sorted(draw(st.tuples(numbers, numbers)))
    parts = draw(st.integers(1, 300))
    counted = draw(st.integers(1, parts)) if status in SHOWN else 0
    return read(
        {
            "indicator": indicator,
            "telling": draw(st.sampled_from([entry.telling, "jaargemiddelde"])),
            "periode": periode,
            "status": status,
            "onder": lower if status in SHOWN else float("nan"),
            "boven": (upper if status == "gemaskeerd" else lower) if status in SHOWN else float("nan"),
            "soort": soort,
            "gebied_id": f"{soort}:x",
            "gebied": NAMES[soort],
            "dekking": draw(st.sampled_from(["", f"{counted}/{parts}"])),
            "delen": parts,
            "gemaskeerd": draw(st.integers(0, counted)),
            "dekking_inwoners": draw(st.sampled_from([float("nan"), 0.0, 0.386, 1.0])),
            "noemer": draw(st.sampled_from([float("nan"), 10.0, 29.0, 5000.0])),
            "teller": draw(st.sampled_from([float("nan"), 4.0, 5000.0])),
            "noemer_periode": draw(st.sampled_from(["", "2024-09", "2024"])),
            "stab_onder": draw(st.sampled_from([float("nan"), lower * 0.9])),
            "stab_boven": lower * 1.1,
            "herkomst": draw(st.sampled_from(["gepubliceerd", "voorbeeld", "geschat"])),
            "voorlopig": draw(st.booleans()),
        }
    )


@given(
    data=st.data(), indicator=st.sampled_from(sorted(INDICATORS)), periode=PERIODS, soort=st.sampled_from(sorted(NAMES))
)
def test_any_figure_gives_a_whole_sentence_with_its_place_and_period(data, indicator, periode, soort):
    own = data.draw(figures_of(indicator, periode, soort))
    text = sentence(own, INDICATORS[indicator])
    assert not FORBIDDEN.search(text)
    assert text.endswith(".")
    assert text[0].isupper()
    assert NAMES[soort] in text
    assert ("het recentste jaar" if periode == "onbekend" else periode[:4]) in text
    assert own.known != text.startswith("Voor ")
    assert not own.sample or not own.known or "voorbeeldcijfers" in text


@given(data=st.data(), indicator=st.sampled_from(sorted(INDICATORS)))
def test_a_direction_is_only_given_where_it_is_certain(data, indicator):
    own, other = (data.draw(figures_of(indicator, "2025-01", soort)) for soort in ("gemeente", "vlaanderen"))
    earlier = data.draw(figures_of(indicator, "2024-12", "gemeente"))
    if len({own.telling, other.telling, earlier.telling}) > 1 or not own.known:
        return
    text = statement(own, INDICATORS[indicator], comparator=(other, place_of(other)), earlier=earlier)
    assert not FORBIDDEN.search(text.text)
    assert " steeg " not in text.verandering or " of " in text.verandering or own.limits[0] > earlier.limits[1]
    assert " daalde " not in text.verandering or " of " in text.verandering or own.limits[1] < earlier.limits[0]
    for word in ("meer", "hoger", "keer"):
        if f" {word} dan" in text.zin or f" {word} zo" in text.zin:
            assert "meer dan 99" in text.zin or own.limits[0] > other.limits[1]
    if " dan in Vlaanderen" in text.zin or " als in Vlaanderen" in text.zin:
        assert own.complete
        assert other.complete
        assert own.sample == other.sample


COUNT = figure("leefloon", {"periode": "2024-12", "waarde": 12})


@pytest.mark.parametrize(
    "other",
    [
        {"telling": "jaarteller"},
        {"uitsplitsing": "leeftijd", "categorie": "18-24"},
        {"indicator": "leefloon_equivalent"},
        {"periode": "2024-11"},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_what_differs_in_kind_is_never_compared(other):
    second = figure("leefloon", {"periode": "2024-12", "waarde": 9, "gebied": "Mol", "gebied_id": "13025", **other})
    with pytest.raises(ValueError, match=r"never compared|not the same period"):
        sentence(COUNT, INDICATORS["leefloon"], comparator=(second, place_of(second)))


def test_a_size_class_is_only_compared_with_its_number_and_date():
    small = {"soort": "grootteklasse", "gebied_id": "grootteklasse:klein", "gebied": "Kleine OCMW's"}
    other = figure("leefloon", {"periode": "2024-12", "waarde": 628, **small})
    with pytest.raises(ValueError, match="number and date"):
        sentence(COUNT, INDICATORS["leefloon"], comparator=(other, place_of(other)))
    dated = Place("grootteklasse", "Kleine OCMW's", "grootteklasse:klein", 55, date(2025, 1, 1))
    assert "in de 55 kleine OCMW's van 1 januari 2025" in sentence(
        COUNT, INDICATORS["leefloon"], comparator=(other, dated)
    )


def test_a_figure_is_not_read_with_the_words_of_another_indicator():
    with pytest.raises(ValueError, match="leefloon"):
        sentence(COUNT, INDICATORS["leefloon_equivalent"])


def test_an_earlier_moment_lies_before():
    with pytest.raises(ValueError, match="is not before"):
        sentence(COUNT, INDICATORS["leefloon"], earlier=COUNT)


def test_a_median_has_no_article_of_place():
    assert Place(MEDIAN, "", aantal=1).inside == "de mediaan van 1 gemeente"


@pytest.mark.parametrize("status", [*STATUSES[3:], *PLAIN])
def test_every_status_keeps_its_own_reason(status):
    text = sentence(figure("leefloongraad", {"periode": "2024-12", "status": status}), INDICATORS["leefloongraad"])
    others = {
        sentence(figure("leefloongraad", {"periode": "2024-12", "status": other}), INDICATORS["leefloongraad"])
        for other in {*STATUSES[3:], *PLAIN} - {status}
    }
    assert text not in others
