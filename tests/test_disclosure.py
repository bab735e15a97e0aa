"""Small cells of a breakdown are hidden at the border: the rules of domain.md "Disclosure" that concern breakdowns.

The whole and each marginal are literal rows; what may be known afterwards is what a snapshot holds, shows and reports.
"""

import pytest

from dashboard import database, figures, snapshots
from dashboard.figures import Question
from dashboard.ingest import differences
from dashboard.ingest.load import load
from dashboard.snapshots import Storage
from tests import deliveries
from tests.deliveries import by_province, counts, kept, pod_mi, pod_mi_row, read
from tests.world import land

pytestmark = pytest.mark.traag

ANTWERPEN, AARTSELAAR = "11002", "11001"
AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
MONTH = "2020-01"


def sex(nis, man, vrouw, eq=(0, 0), month=202001):
    labelled = (("man", man, eq[0]), ("vrouw", vrouw, eq[1]))
    return [pod_mi_row(nis, month, ll, other, geslacht=label) for label, ll, other in labelled if ll or other]


def delivered(tmp_path, *rows):
    return read(pod_mi(tmp_path / "f.csv", *rows))


def bounds(delivery, nis, dimension="geslacht", month=MONTH, reeks="leefloon"):
    """category -> what is known of it in this municipality; an absent row is zero."""
    names = [name for name in delivery.levering["reeks"].unique() if name.startswith(f"{reeks}:{dimension}:")]
    return {name.rsplit(":", 1)[1]: counts(delivery, name).get((nis, month), 0) for name in names}


@pytest.mark.parametrize(("smallest", "hidden"), [(0, False), (1, True), (2, True), (3, True), (4, True), (5, False)])
def test_one_to_four_hides_and_zero_and_five_do_not(tmp_path, smallest, hidden):
    delivery = delivered(tmp_path, *sex(ANTWERPEN, smallest, 96))
    whole = smallest + 96
    expected = {"man": (0, whole), "vrouw": (0, whole)} if hidden else {"man": smallest, "vrouw": 96}
    assert bounds(delivery, ANTWERPEN) == expected
    assert counts(delivery, "leefloon") == {(ANTWERPEN, MONTH): whole}


def test_one_small_cell_hides_its_whole_dimension_also_the_zeros_and_the_large(tmp_path):
    rows = [pod_mi_row(ANTWERPEN, 202001, n, leeftijd=age) for age, n in (("18-24", 3), ("25-34", 500), ("65+", 20))]
    assert bounds(delivered(tmp_path, *rows), ANTWERPEN, "leeftijd") == dict.fromkeys(AGES, (0, 523))


def test_only_that_dimension_municipality_month_and_series_is_hidden(tmp_path):
    rows = [
        *sex(ANTWERPEN, 3, 97, (50, 60)),
        pod_mi_row(ANTWERPEN, 202001, 40, 110, leeftijd="18-24"), pod_mi_row(ANTWERPEN, 202001, 60, 0, leeftijd="65+"),
        *sex(AARTSELAAR, 10, 20),
        *sex(ANTWERPEN, 7, 93, month=202101),
        pod_mi_row(AARTSELAAR, 202001, 30, leeftijd="25-34"),
        pod_mi_row(ANTWERPEN, 202101, 100, leeftijd="25-34"),
    ]  # fmt: skip
    delivery = delivered(tmp_path, *rows)
    assert bounds(delivery, ANTWERPEN) == {"man": (0, 100), "vrouw": (0, 100)}
    assert bounds(delivery, ANTWERPEN, reeks="leefloon_equivalent") == {"man": 50, "vrouw": 60}
    assert bounds(delivery, ANTWERPEN, "leeftijd") == dict.fromkeys(AGES, 0) | {"18-24": 40, "65+": 60}
    assert bounds(delivery, AARTSELAAR) == {"man": 10, "vrouw": 20}
    assert bounds(delivery, ANTWERPEN, month="2021-01") == {"man": 7, "vrouw": 93}


def test_the_marginal_decides_and_not_a_small_crossed_cell(tmp_path):
    rows = [
        pod_mi_row(ANTWERPEN, 202001, n, geslacht=label, leeftijd=age)
        for label, age, n in (("man", "18-24", 3), ("man", "65+", 4), ("vrouw", "18-24", 2), ("vrouw", "65+", 90))
    ]
    delivery = delivered(tmp_path, *rows)
    assert bounds(delivery, ANTWERPEN) == {"man": 7, "vrouw": 92}
    assert bounds(delivery, ANTWERPEN, "leeftijd") == dict.fromkeys(AGES, 0) | {"18-24": 5, "65+": 94}


def rows_with_hidden(hidden, small=(1, 9), month=202001):
    """A delivery in which per province the first `hidden[province]` municipalities have a small cell and one more has none."""
    rows = []
    for province, codes in by_province().items():
        amount = hidden.get(province, 0)
        rows += [row for nis in codes[:amount] for row in sex(nis, *small, month=month)]
        rows += sex(codes[amount], 30, 20, month=month)
    return rows


PROVINCES = ("antwerpen", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen")


@pytest.mark.parametrize(
    ("hidden", "exact"),
    [
        ({}, True),
        ({"provincie:limburg": 3}, True),
        ({"provincie:limburg": 4, "provincie:antwerpen": 3}, True),
        ({"provincie:limburg": 1}, False),
        ({"provincie:limburg": 2}, False),
        ({"provincie:limburg": 3, "provincie:antwerpen": 2}, False),
        ({"provincie:limburg": 30, "provincie:west-vlaanderen": 1}, False),
    ],
)
def test_totals_are_kept_only_when_every_province_hides_none_or_at_least_three(tmp_path, hidden, exact):
    delivery = delivered(tmp_path, *rows_with_hidden(hidden))
    men, women = kept(delivery, "leefloon:geslacht:man"), kept(delivery, "leefloon:geslacht:vrouw")
    if not exact:
        assert men == women == {}
        return
    of = {f"provincie:{name}": hidden.get(f"provincie:{name}", 0) for name in PROVINCES}
    assert men == {(name, MONTH): 30 + amount for name, amount in of.items()} | {
        ("vlaanderen:vlaanderen", MONTH): 150 + sum(of.values())
    }
    assert women == {(name, MONTH): 20 + 9 * amount for name, amount in of.items()} | {
        ("vlaanderen:vlaanderen", MONTH): 100 + 9 * sum(of.values())
    }


def test_a_month_or_dimension_that_cannot_be_kept_leaves_the_others_kept(tmp_path):
    other = [row for codes in by_province().values() for row in sex(codes[0], 50, 60, month=202101)]
    ages = [
        pod_mi_row(nis, 202001, total, leeftijd="25-34")
        for nis, total in totals_of(rows_with_hidden({"provincie:limburg": 1}))
    ]
    other_ages = [pod_mi_row(codes[0], 202101, 110, leeftijd="25-34") for codes in by_province().values()]
    delivery = delivered(tmp_path, *rows_with_hidden({"provincie:limburg": 1}), *other, *ages, *other_ages)
    assert {period for _, period in kept(delivery, "leefloon:geslacht:man")} == {"2021-01"}
    assert {period for _, period in kept(delivery, "leefloon:leeftijd:25-34")} == {"2020-01", "2021-01"}
    assert {period for _, period in kept(delivery, "leefloon_equivalent:geslacht:man")} == {"2020-01", "2021-01"}


def totals_of(rows):
    found = {}
    for nis, *_, ll, _eq in rows:
        found[nis] = found.get(nis, 0) + ll
    return found.items()


def known(delivery):
    """Everything a delivery hands to the model."""
    order = ["reeks", "periode", "nis"]
    return (
        delivery.waarneming.sort_values(order).to_numpy().tolist(),
        delivery.brontotaal.sort_values(["reeks", "periode", "gebied_id"]).to_numpy().tolist(),
        delivery.levering.to_numpy().tolist(),
        delivery.meldingen,
    )


@pytest.mark.parametrize("amount", [1, 2])
def test_where_totals_are_not_kept_nothing_depends_on_a_hidden_value(tmp_path, amount):
    worlds = [(1, 9), (4, 6), (9, 1)]
    first, *others = [
        known(delivered(tmp_path, *rows_with_hidden({"provincie:limburg": amount}, small))) for small in worlds
    ]
    assert others == [first] * 2


def test_where_totals_are_kept_only_their_sum_depends_on_the_hidden_values(tmp_path):
    codes = by_province()["provincie:limburg"]

    def world(values):
        rows = [row for nis, man in zip(codes, values, strict=False) for row in sex(nis, man, 20 - man)]
        return delivered(
            tmp_path,
            *rows,
            *(row for name, other in by_province().items() if "limburg" not in name for row in sex(other[0], 30, 20)),
        )

    one, same_sum, other_sum = world((1, 2, 4)), world((4, 1, 2)), world((1, 2, 3))
    assert kept(one, "leefloon:geslacht:man")["provincie:limburg", MONTH] == 7
    assert known(one) == known(same_sum)
    assert known(one)[0] == known(other_sum)[0]
    assert known(one)[1] != known(other_sum)[1]


# In a snapshot

TELLING_TOTAL, TELLING_REST, SMALL = 98_765, 98_762, 3


@pytest.fixture(scope="module")
def loads(tmp_path_factory):
    """Two snapshots: Antwerpen hides a telling number beside a small cell; then the hidden division and the total change.

    In January 2021 three municipalities of Limburg are hidden and no others, so that totals are kept.
    """
    root = tmp_path_factory.mktemp("geheim")
    (root / "bronnen").mkdir()
    place = Storage(root / "bronnen", root / "ontvangen", root / "snapshots")
    open_ones = [
        row for name, codes in by_province().items() if "antwerpen" not in name for row in sex(codes[0], 30, 20)
    ]
    open_ones += rows_with_hidden({"provincie:limburg": 3}, month=202101)
    first = [*sex(ANTWERPEN, SMALL, TELLING_REST), *sex("11004", 40, 50), *open_ones]
    load(place, [pod_mi(root / "een.csv", *first)], progress=lambda line: None)
    old = snapshots.current(place)
    changed = [*sex(ANTWERPEN, 4, TELLING_REST), *sex("11004", 41, 50), *open_ones]
    load(place, [pod_mi(root / "twee.csv", *changed)], progress=lambda line: None)
    return old, snapshots.current(place)


def test_a_hidden_count_stands_nowhere_in_the_parquet_of_the_snapshot(loads):
    old, _ = loads
    found = {}
    for name, table in deliveries.parquet(old.folder).items():
        for column in table.select_dtypes("number"):
            values = table[column]
            found |= {
                (name, column, value): True
                for value in (TELLING_TOTAL, TELLING_REST, TELLING_REST + 40, TELLING_REST + 100)
                if (values == value).any()
            }
    assert {value for *_, value in found} == {TELLING_TOTAL}
    observed = deliveries.parquet(old.folder)["waarneming"]
    hidden = observed[
        (observed["nis"] == ANTWERPEN) & (observed["periode"] == MONTH) & observed["reeks"].str.startswith("leefloon:")
    ]
    assert hidden[["onder", "boven"]].to_numpy().tolist() == [[0, TELLING_TOTAL]] * 2
    text = (old.folder / "snapshot.json").read_text(encoding="utf-8")
    assert str(TELLING_REST) not in text


@pytest.fixture(scope="module")
def model(loads):
    return database.open_snapshot(loads[0].folder)


def ask(model, periode=MONTH, gebied=None, **question):
    asked = Question("leefloon", periode=periode, uitsplitsing="geslacht", indeling="destijds", **question)
    frame = figures.figures(model, asked, "s")
    return frame[frame["gebied_id"] == (gebied or frame["gebied_id"].iloc[0])].set_index("categorie")


def test_a_masked_municipality_and_every_group_with_it_show_exactly_its_width(model):
    for question, visible in (
        ({"gebied": ANTWERPEN}, (0, 0)),
        ({"soort": "provincie", "gebied": "provincie:antwerpen"}, (40, 50)),
        ({"soort": "vlaanderen"}, (160, 130)),
    ):
        frame = ask(model, **question)
        assert frame["teller_onder"].to_dict() == {"man": visible[0], "vrouw": visible[1]}, question
        assert frame["teller_boven"].to_dict() == {
            "man": visible[0] + TELLING_TOTAL,
            "vrouw": visible[1] + TELLING_TOTAL,
        }
        assert frame["teller"].isna().all()
        assert frame["waarde"].isna().all()
        assert frame["stab_onder"].isna().all()
        assert set(frame["status"]) == {"gemaskeerd"}


def test_a_group_without_a_masked_part_is_exact(model):
    frame = ask(model, soort="provincie", gebied="provincie:limburg")
    assert frame["waarde"].to_dict() == {"man": 30, "vrouw": 20}
    assert set(frame["status"]) == {"definitief"}


def test_a_revision_list_prints_gemaskeerd_and_no_hidden_number(loads):
    old, new = (database.open_snapshot(one.folder) for one in loads)
    changes = {change.reeks: change.gewijzigd for change in differences.compare(old, new)}
    antwerpen = {
        name: cells[cells["nis"] == ANTWERPEN][["oud", "nieuw"]].to_numpy().tolist() for name, cells in changes.items()
    }
    assert antwerpen["leefloon"] == [["98.765", "98.766"]]
    assert antwerpen["leefloon:geslacht:man"] == antwerpen["leefloon:geslacht:vrouw"] == [["gemaskeerd", "gemaskeerd"]]
    visible = changes["leefloon:geslacht:man"].set_index("nis").loc["11004", ["oud", "nieuw"]].tolist()
    assert visible == ["40", "41"]
    text = "\n".join(differences.lines(differences.compare(old, new)))
    assert "98.762" not in text
    assert "Antwerpen jan. 2020: 98.765 → 98.766" in text


def test_kept_totals_are_shown_as_the_sources_own_and_other_groups_are_intervals(model):
    limburg = ask(model, "2021-01", soort="provincie", gebied="provincie:limburg").loc["man"]
    assert (limburg["waarde"], limburg["cijfer_van_bron"], limburg["gemaskeerd"]) == (33, True, 3)
    vlaanderen = ask(model, "2021-01", soort="vlaanderen").loc["man"]
    assert (vlaanderen["waarde"], vlaanderen["cijfer_van_bron"]) == (153, True)
    hidden = by_province()["provincie:limburg"][:3]
    group = ask(model, "2021-01", soort="arrondissement", gebied="arrondissement:hasselt").loc["man"]
    assert set(hidden) <= {nis for nis in by_province()["provincie:limburg"] if nis.startswith("71")}
    assert (group["onder"], group["boven"]) == (30, 60)
    assert not group["cijfer_van_bron"]


def test_a_revision_in_other_municipalities_prints_gemaskeerd_where_the_period_masks_anything():
    def delivered_in(division, counts, open_counts):
        world = land()
        world.delivery("trajecten", "2024-01", counts, division)
        world.delivery("trajecten", "2024-02", open_counts, division)
        return world.model

    old = delivered_in(2019, {"12041": 2, "12009": 0, "31005": 7}, {"31005": 9})
    new = delivered_in(2025, {"12050": (1, 3), "31005": 8}, {"31005": 10})
    ((change),) = differences.compare(old, new)
    shown = {(row.periode, row.oud, row.nieuw) for row in change.gewijzigd.itertuples()}
    assert shown == {
        ("2024-01", "gemaskeerd", "gemaskeerd"),
        ("2024-02", "9", "ontbreekt"),
        ("2024-02", "ontbreekt", "10"),
    }


# A whole and its masked part

TWE = ["Code", "Periode", "twe_gestart", "twe_beeindigd", "twe_werk_3m", "twe_werk_12m"]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((5, "-", "-"), (5, (1, 3), (1, 3))),
        ((2, "-", "-"), ((1, 3), (1, 3), (1, 3))),
        ((2, "-", 2), ((1, 3), (1, 3), (1, 3))),
        ((9, "-", 2), (9, (1, 3), (1, 3))),
        ((3, 0, "-"), (3, 0, (1, 3))),
        ((2, 0, "-"), ((1, 3), 0, (1, 3))),
        ((2, 0, 1), (2, 0, 1)),
        ((2, "-", ""), ((1, 3), (1, 3), (None, None))),
    ],
)
def test_a_whole_below_the_limit_of_its_masked_part_is_masked_with_it(tmp_path, counts, shown):
    ended, after_3, after_12 = counts
    rows = [["Sjabloon", "twe"], TWE, [ANTWERPEN, "2024-K1", 8, ended, after_3, after_12]]
    delivery = read(deliveries.text(tmp_path / "t.csv", rows))
    found = delivery.waarneming.set_index("reeks")
    for name, expected in zip(("twe_beeindigd", "twe_werk_3m", "twe_werk_12m"), shown, strict=True):
        low, high = expected if isinstance(expected, tuple) else (expected, expected)
        bounds_of = found.loc[name, ["onder", "boven"]].tolist()
        assert bounds_of == [low, high] or (low is None and all(value != value for value in bounds_of)), name
