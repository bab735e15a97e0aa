"""What the overview suggests: each rule at both sides of its limit, and never what chance explains."""

import pandas as pd
import pytest

from dashboard import standing_out, suggestions
from dashboard.areas import Area
from dashboard.catalogue import catalogue
from dashboard.overview import Frames
from dashboard.standing_out import Judged
from dashboard.suggestions import Beside, advice

GENT = Area("gemeente", "44021", "Gent")
FLANDERS = Area("vlaanderen", "vlaanderen:vlaanderen", "Vlaanderen")
REGISTERED, OUTFLOW = (catalogue().indicatoren[name] for name in ("registratiegraad", "twe_uitstroom_3m"))
NOTHING = "Bij Gent valt niets op dat zeker meer is dan toeval of een gewone schommeling."
SPAN = "2022-K4..2024-K3"


def month(at: int) -> str:
    return f"{2020 + at // 12}-{at % 12 + 1:02}"


def people(last: float, count: int = 61, place: str = "44021", **columns: object) -> pd.DataFrame:
    """Months from 2020-01 that go up and down by 3, with `last` persons in the newest."""
    counts = [100.0 + 3 * (at % 2) for at in range(count - 1)] + [last]
    frame = pd.DataFrame({"gebied_id": place, "periode": [month(at) for at in range(count)], "onder": counts})
    return frame.assign(**{"boven": frame["onder"], "status": "definitief", "dekking": "1/1"} | columns)


def share(
    upper: object, lower: float, place: str = "44021", periode: str = "2025-01", **columns: object
) -> pd.DataFrame:
    """One row of a share: its numerator (or limits) and its denominator."""
    low, high = upper if isinstance(upper, tuple) else (upper, upper)
    row = {"gebied_id": place, "periode": periode, "status": "definitief", "delen": 1, "bekend": 1, "gemaskeerd": 0}
    row |= {"teller_onder": low, "teller_boven": high, "noemer_onder": lower, "noemer_boven": lower}
    return pd.DataFrame([row | {"onder": low / lower, "boven": high / lower} | columns])


def known(count: int = 61, provisional: int = 0) -> pd.DataFrame:
    names = [month(at) for at in range(count)]
    return pd.DataFrame({"periode": names, "voorlopig": [at >= count - provisional for at in range(count)]})


def asked(leefloon=None, known_at_vdab=None, outflow=None, months=None, area: Area = GENT):
    at = "2025-01" if months is None else str(months["periode"].max())
    whole = Beside(share(6000, 10_000, periode=at), share(3800, 10_000, periode=SPAN), rates())
    leefloon = people(100) if leefloon is None else leefloon
    known_at_vdab = share(600, 1000) if known_at_vdab is None else known_at_vdab
    outflow = share(380, 1000, periode=SPAN) if outflow is None else outflow
    frames = Frames(leefloon, leefloon, pd.DataFrame(), known_at_vdab, outflow)
    return advice(area, frames, whole, known() if months is None else months, at)


def rates() -> pd.DataFrame:
    values = [0.94, 0.95, 5.0, 11.94, 11.95, 20.0, None]
    return pd.DataFrame({"onder": values, "boven": values}).astype(float)


def texts(found) -> str:
    return " ".join(one.zin for one in found.suggesties)


def test_where_nothing_stands_out_it_says_so_and_still_leads_on():
    found = asked()
    assert found.opening == NOTHING
    assert [one.pagina for one in found.suggesties] == ["kaart", "bronnen"]


def test_a_change_beyond_the_places_own_months_is_named_with_both_counts():
    found = asked(people(180))
    first = found.suggesties[0]
    assert first.zin == (
        "In januari 2025 kregen in Gent 80,0% meer mensen een leefloon dan een jaar eerder (180 tegenover 100). "
        "Dat is meer dan het aantal daar gewoonlijk schommelt."
    )
    assert first.sleutels["tweede"] == "periode:2024-01"
    assert found.opening == ""


@pytest.mark.parametrize("last", [100, 103, 97])
def test_a_usual_month_is_not_named(last: float):
    assert standing_out.year_change(people(last), "44021", "2025-01") == Judged()


def test_a_short_series_is_not_judged_and_says_so():
    found = asked(people(180, 30), months=known(30))
    assert "leefloon dan een jaar eerder" not in texts(found)
    assert "Niet te beoordelen: de verandering in een jaar (er zijn minder dan 24 maanden bekend)" in found.opening


def test_months_that_count_other_municipalities_are_no_yardstick():
    frame = people(180)
    frame.loc[frame.index < 40, "dekking"] = "1/2"
    assert standing_out.year_change(frame, "44021", "2025-01").reden == "te_kort"


def test_a_change_is_judged_in_the_last_stable_month():
    found = asked(people(180), months=known(61, provisional=3))
    assert "180" not in texts(found)
    assert "Januari 2025 is voorlopig. De laatste stabiele maand is oktober 2024." in texts(found)
    assert found.suggesties[0].sleutels == {"gebied": "44021", "soort": "gemeente", "periode": "2024-10"}


def test_a_share_far_from_vlaanderen_is_named_with_its_caveat():
    first = asked(known_at_vdab=share(450, 1000)).suggesties[0]
    assert first.zin == (
        "Registratiegraad: 45,0% in Gent, 60,0% in Vlaanderen. Dat is 15,0 procentpunt lager en meer dan toeval alleen "
        "verklaart. Indicatief: noemer zonder tewerkstelling."
    )
    assert first.sleutels == {
        "gebied": "44021",
        "soort": "gemeente",
        "indicator": "registratiegraad",
        "periode": "2025-01",
    }


@pytest.mark.parametrize(
    ("upper", "lower", "said"),
    [(18, 40, False), (450, 1000, True), (5600, 10_000, False), ((500, 700), 1000, False), ((440, 460), 1000, True)],
)
def test_a_share_is_named_only_beyond_chance_masks_and_the_middle_class(upper, lower, said: bool):
    """18 of 40 is 15 points lower but may be chance; 56% is certain but near; 50-70% lies on both sides."""
    flanders = share(60_000, 100_000)
    found = standing_out.beside_flanders(REGISTERED, share(upper, lower), flanders)
    assert (found.oordeel == "lager") is said


def test_a_hidden_share_is_said_to_differ_by_at_least_its_nearest_limit():
    first = asked(known_at_vdab=share((440, 460), 1000)).suggesties[0]
    assert "tussen 44,0 en 46,0% in Gent" in first.zin
    assert "minstens 14,0 procentpunt lager" in first.zin


def test_an_incomplete_area_is_not_set_beside_vlaanderen():
    part = {"delen": 8, "bekend": 6}
    found = asked(people(100, dekking="6/8"), known_at_vdab=share(100, 1000, **part))
    assert "Registratiegraad:" not in texts(found)
    assert "de registratiegraad (niet alle gemeenten tellen mee)" in found.opening
    first = found.suggesties[0]
    assert first.pagina == "bronnen"
    assert "tellen 6 van de 8 gemeenten" in first.zin


def test_a_small_denominator_is_not_judged():
    found = asked(outflow=share(1, 4, periode=SPAN, onder=None, boven=None, status="te_klein"))
    assert "de TWE-uitstroom 3 maanden (de aantallen zijn te klein)" in found.opening


@pytest.mark.parametrize(("width", "said"), [(0.1, False), (0.11, True)])
def test_a_range_too_wide_to_say_much_is_named(width: float, said: bool):
    row = share((550, 550 + 1000 * width), 1000, delen=8, bekend=8, gemaskeerd=4)
    found = texts(asked(known_at_vdab=row))
    assert ("omdat in 4 van de 8 gemeenten kleine aantallen verborgen zijn" in found) is said


def test_vlaanderen_says_how_far_its_municipalities_lie_apart():
    found = asked(people(100, place=FLANDERS.gebied_id), area=FLANDERS)
    assert found.suggesties[0].zin == (
        "De leefloongraad verschilt sterk: 12 of meer per 1.000 inwoners in 2 gemeenten, minder dan 1 in 1."
    )


def test_never_more_than_four():
    wide = share((100, 300), 1000, periode="2025-04", delen=8, bekend=8, gemaskeerd=4)
    outflow = share(800, 1000, periode=SPAN)
    leefloon = people(180, 64)
    leefloon.loc[60, ["onder", "boven"]] = 180.0
    found = asked(leefloon, wide, outflow, known(64, 3))
    assert len(found.suggesties) == suggestions.MOST
    assert not any(one.pagina == "bronnen" for one in found.suggesties)
