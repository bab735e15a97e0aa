"""Every indicator for every kind of region, in both divisions, with its breakdowns: whole, in order, and consistent."""

import os

import numpy as np
import pandas as pd
import pytest

from dashboard import areas, database, export, figures, queries
from dashboard.__main__ import main
from dashboard.catalogue import catalogue
from dashboard.figures import CONTRACT, Question

pytestmark = pytest.mark.traag

ENTRIES = catalogue().indicatoren
NUMBERS = ["teller_onder", "teller_boven", "noemer", "waarde", "onder", "boven", "stab_onder", "stab_boven"]
SHOWN = {"definitief", "voorlopig"}
THEN = ("gemeente", "igs")  # of the time: kinds whose members change differently
BROKEN_DOWN = ("gemeente", "regiegebied", "provincie", "vlaanderen")
ASKED = [
    (indicator, soort, breakdown, indeling)
    for indicator, entry in ENTRIES.items()
    for breakdown in ("", *entry.uitsplitsingen)
    for indeling, kinds in (("huidig", BROKEN_DOWN if breakdown else tuple(catalogue().soorten)), ("destijds", THEN))
    for soort in kinds
    if not breakdown or indeling == "huidig"
]
# Every third by default, so that each indicator and each kind of area has its turn; `EXPORT_CASES=alle` asks them all.
ONE_IN = 1 if os.environ.get("EXPORT_CASES") == "alle" else 3
EXPORTS = [pytest.param(*asked, id="-".join(filter(None, asked))) for asked in ASKED[::ONE_IN]]
GROUPS = [("huidig", soort) for soort in ("regiegebied", "grootteklasse", "igs")]
GROUPS += [("destijds", soort) for soort in ("igs",)]
RECENT = "2024-11..2025-12"  # round the mergers and into the provisional months
CLOSE = 1e-9


@pytest.fixture
def exported(opslag, shipped, snapshot, monkeypatch, tmp_path):
    """The rows of one export through the command line."""
    monkeypatch.setenv("ACTIVERINGSMONITOR_OPSLAG", str(opslag.snapshots.parent))
    monkeypatch.delenv("ACTIVERINGSMONITOR_BRONNEN", raising=False)
    monkeypatch.setattr(database, "open_snapshot", lambda folder: shipped)

    def command(*arguments):
        written = tmp_path / "export.parquet"
        assert main(["export", *arguments, "--formaat", "parquet", "--uit", str(written)]) == 0
        return pd.read_parquet(written)

    return command


@pytest.mark.parametrize(("indicator", "soort", "breakdown", "indeling"), EXPORTS)
def test_every_export_is_whole_and_every_row_is_a_value_or_says_why_not(
    exported, shipped, snapshot, indicator, soort, breakdown, indeling
):
    entry = ENTRIES[indicator]
    arguments = ["--indicator", indicator, "--soort", soort, "--indeling", indeling]
    arguments += ["--uitsplitsing", breakdown] if breakdown else []
    arguments += ["--periode", RECENT] if entry.telling == "stand" and soort != "vlaanderen" else []
    frame = exported(*arguments)
    assert list(frame.columns) == CONTRACT
    assert not frame.duplicated(["gebied_id", "periode", "categorie"]).any()
    assert set(frame["status"]) <= set(export.STATUSES)
    assert (
        frame[["indicator", "soort", "indeling", "uitsplitsing", "snapshot"]].drop_duplicates().to_numpy()
    ).tolist() == [[indicator, soort, indeling, breakdown, snapshot.id]]
    assert (frame["gebied"] != "").all()
    assert (frame["bron"] != "").all()
    _complete(shipped, frame, soort, indeling, breakdown)
    _values(frame, entry)
    _coverage(frame)


def _complete(model, frame, soort, indeling, breakdown):
    """Every area of the kind has a row for every period and category there is."""
    known = areas.areas(model)
    ids = set(known.loc[known["soort"] == soort, "gebied_id"])
    if soort == "gemeente" and indeling == "destijds":
        assert len(ids & set(frame["gebied_id"])) == 285 or frame["periode"].max() < "2025"
        return
    if soort == "centrumstad":
        assert len(ids) == 13
    if soort == "grootteklasse":  # every municipality has its class, so `onbekend` is empty and is not shown
        ids = {area_id for area_id in ids if not area_id.endswith(":onbekend") or area_id in set(frame["gebied_id"])}
        assert len(ids) >= 4
    assert set(frame["gebied_id"]) == ids
    assert len(frame) == len(ids) * frame["periode"].nunique() * frame["categorie"].nunique()
    assert breakdown or set(frame["categorie"]) == {""}


def _values(frame, entry):
    shown = frame["status"].isin(SHOWN)
    assert (frame["waarde"].notna() == shown).all()
    assert not np.isinf(frame[NUMBERS].astype(float)).any(axis=None)
    exact = frame[shown]
    assert (exact["onder"] == exact["waarde"]).all()
    assert (exact["boven"] == exact["waarde"]).all()
    assert exact["herkomst"].isin(["gepubliceerd", "voorbeeld", "geschat"]).all()
    assert (exact["teller_periode"] != "").all()
    assert not entry.noemer or (exact["noemer_periode"] != "").all()
    assert not entry.noemer or exact["noemer"].notna().all()
    masked = frame[frame["status"] == "gemaskeerd"]
    assert (masked["onder"] < masked["boven"]).all()
    rest = frame[~shown & (frame["status"] != "gemaskeerd")]
    assert rest[["onder", "boven", "stab_onder", "stab_boven"]].isna().all(axis=None)
    if entry.interval == "geen":
        assert frame["stab_onder"].isna().all()
    else:
        assert exact["stab_onder"].notna().all()
        assert frame["stab_onder"].notna().equals(shown)
        assert (exact["stab_onder"] <= exact["waarde"] + CLOSE).all()
        assert (exact["waarde"] <= exact["stab_boven"] + CLOSE).all()
    if entry.noemer and entry.noemer.regel == "zelfde" and entry.interval == "wilson":
        assert exact["waarde"].between(0, entry.factor).all()
    sampled = {source.id for source in catalogue().sources_of(entry)} & {"pod_mi", "vdab", "twe", "twe_stand"}
    assert set(exact["herkomst"]) <= ({"voorbeeld"} if sampled else {"gepubliceerd", "geschat"})


def _coverage(frame):
    with_parts = frame[frame["dekking"] != ""]
    parts = with_parts["dekking"].str.split("/", expand=True).astype(int)
    if len(parts):
        assert (parts[0] <= parts[1]).all()
        assert with_parts["dekking_inwoners"].between(0, 1).all()
        assert (with_parts.loc[parts[0] == parts[1], "dekking_inwoners"] == 1).all()
        assert (with_parts.loc[parts[0] < parts[1], "dekking_inwoners"] < 1).all()
    assert not frame.loc[frame["dekking"] == "", "status"].isin([*SHOWN, "gemaskeerd"]).any()


@pytest.mark.parametrize(("indeling", "soort"), GROUPS)
@pytest.mark.parametrize("indicator", [name for name, entry in ENTRIES.items() if entry.soort != "maat"])
def test_a_group_is_the_sum_of_its_municipalities_unless_the_source_counted_it(shipped, indicator, soort, indeling):
    if indicator == "leefloon_en_equivalent_januari":
        assert set(figures.figures(shipped, Question(indicator, soort), "s")["status"]) == {"ontbreekt"}
        return
    recent = RECENT if not ENTRIES[indicator].venster_kwartalen else ""
    question = {"periode": recent, "indeling": indeling}
    at = {"weergave": indeling, "peildatum": figures.peildatum(shipped, Question(indicator, soort))}
    groups = figures.figures(shipped, Question(indicator, soort, **question), "s")
    groups = groups[(groups["bekend"] == groups["delen"]) & (groups["grens"] == 0) & ~groups["cijfer_van_bron"]]
    groups = groups[groups["teller_onder"].notna()].set_index(["gebied_id", "periode"])
    places = figures.figures(shipped, Question(indicator, **question), "s")
    members = queries.samenstelling(shipped, soort=soort, **at)
    held = places.merge(
        members.rename(columns={"gebied_id": "groep", "van": "lid_van"}), left_on="gebied_id", right_on="nis"
    )
    held = held[(held["van"] >= held["lid_van"]) & (held["van"] < held["tot"])].drop_duplicates(
        ["groep", "nis", "periode"]
    )
    sums = held.groupby(["groep", "periode"])[["teller_onder", "teller_boven"]].sum()
    expected = sums.reindex(groups.index.rename(["groep", "periode"]))
    np.testing.assert_allclose(groups[["teller_onder", "teller_boven"]].to_numpy(float), expected.to_numpy(), rtol=1e-9)


@pytest.mark.parametrize("indicator", [name for name, entry in ENTRIES.items() if entry.soort != "maat"])
def test_vlaanderen_is_the_same_in_the_municipalities_of_today_and_of_then(shipped, indicator):
    both = [
        figures.figures(shipped, Question(indicator, "vlaanderen", indeling=indeling), "s").set_index("periode")
        for indeling in ("huidig", "destijds")
    ]
    assert list(both[0].index) == list(both[1].index)
    complete = (both[0]["bekend"] == both[0]["delen"]) & (both[1]["bekend"] == both[1]["delen"])
    columns = ["teller_onder", "teller_boven"]
    now, then = (frame.loc[complete & ~both[1]["status"].isin(["gemaskeerd"]), columns].astype(float) for frame in both)
    np.testing.assert_allclose(now, then, rtol=1e-9)


@pytest.mark.parametrize("soort", ["gemeente", "provincie", "vlaanderen"])
@pytest.mark.parametrize("indicator", ["leefloon", "leefloon_equivalent", "leefloongraad", "twe_lopend"])
@pytest.mark.parametrize(("telling", "number"), [("jaargemiddelde", 12), ("halfjaargemiddelde", 6)])
def test_a_mean_is_the_mean_of_its_months(shipped, indicator, soort, telling, number):
    months = figures.figures(shipped, Question(indicator, soort, periode="2023"), "s")
    means = figures.figures(shipped, Question(indicator, soort, periode="2023", telling=telling), "s")
    part = months["periode"].str[5:].astype(int).le(6).map({True: "2023-H1", False: "2023-H2"})
    months["periode"] = part if number == 6 else "2023"
    expected = months.groupby(["gebied_id", "periode"])["teller"].agg(lambda counts: counts.sum(skipna=False) / number)
    found = means.set_index(["gebied_id", "periode"])["teller"].reindex(expected.index)
    known = expected.notna()
    assert known.any()
    assert found[~known].isna().all()  # a masked month leaves no exact mean
    np.testing.assert_allclose(found[known].astype(float), expected[known].astype(float), rtol=1e-9)


@pytest.mark.parametrize("soort", ["gemeente", "regiegebied", "grootteklasse", "vlaanderen"])
@pytest.mark.parametrize(
    "comparator", ["median", "kwartielen", "vlaanderen", "groep:11002+44021", "groep:provincie:limburg"]
)
def test_every_comparator_works_for_every_kind_and_keeps_every_row(exported, comparator, soort):
    arguments = ["--indicator", "registratiegraad", "--soort", soort, "--periode", "2024-03"]
    plain, compared = exported(*arguments), exported(*arguments, "--vergelijk", comparator)
    assert list(compared.columns[: len(CONTRACT)]) == CONTRACT
    assert len(compared.columns) > len(CONTRACT)
    pd.testing.assert_frame_equal(compared[CONTRACT], plain)
    added = [name for name in compared.columns if name.endswith(("_onder", "_boven")) and name not in CONTRACT]
    for lower in (name for name in added if name.endswith("_onder")):
        upper = lower.removesuffix("_onder") + "_boven"
        assert (compared[lower] <= compared[upper])[compared[lower].notna()].all()


def test_each_indicator_and_each_kind_of_area_has_its_turn():
    chosen = [case.values for case in EXPORTS]
    assert {indicator for indicator, *_ in chosen} == set(ENTRIES)
    assert {soort for _, soort, *_ in chosen} == set(catalogue().soorten)
