"""A membership list: it replaces the lists of the kinds it names, and figures follow it from then on."""

import datetime

import pytest

from dashboard import areas, database, figures, snapshots
from dashboard.figures import Question
from dashboard.ingest.load import load
from dashboard.snapshots import Storage
from tests import deliveries
from tests.deliveries import faults, read

pytestmark = pytest.mark.traag

HEADER = ["soort", "gebied", "nis", "van", "tot", "indeling", "zekerheid"]
ANTWERPEN, AARTSELAAR, GENT, BORSBEEK, BEVEREN_2025 = "11002", "11001", "44021", "11007", "46030"


def listed(path, *rows, header=HEADER):
    return deliveries.text(path, [header, *rows])


def member(nis, gebied="Nieuw gebied", soort="regiegebied", van="", tot="", indeling="", zekerheid=""):
    return [soort, gebied, nis, van, tot, indeling, zekerheid]


def test_a_list_gives_regions_with_permanent_ids_and_memberships_with_their_dates(tmp_path):
    rows = [
        member(ANTWERPEN, "Regio Één & Twee", van="2026-01-01", zekerheid="hoog"),
        member(BORSBEEK, "Oud gebied", van="2020-01-01", tot="2025-01-01"),
        member(GENT, "Gent", "igs", indeling="2019"),
        member(GENT, "Gent"),
    ]
    delivery = read(listed(tmp_path / "lijst.csv", *rows))
    assert delivery.gebied[["soort", "gebied_id", "naam", "zekerheid"]].to_numpy().tolist() == [
        ["regiegebied", "regiegebied:regio-een-twee", "Regio Één & Twee", "hoog"],
        ["regiegebied", "regiegebied:oud-gebied", "Oud gebied", ""],
        ["igs", "igs:gent", "Gent", ""],
        ["regiegebied", "regiegebied:gent", "Gent", ""],
    ]
    stated = delivery.lidmaatschap[["gebied_id", "indeling", "nis", "van", "tot"]].astype(str).to_numpy().tolist()
    assert stated == [
        ["regiegebied:regio-een-twee", "2025", "11002", "2026-01-01", "9999-12-31"],
        ["regiegebied:oud-gebied", "2019", "11007", "2020-01-01", "2025-01-01"],
        ["igs:gent", "2019", "44021", "0001-01-01", "9999-12-31"],
        ["regiegebied:gent", "2025", "44021", "0001-01-01", "9999-12-31"],
    ]
    assert delivery.waarneming.empty
    assert delivery.levering.empty


def test_a_workbook_may_hold_dates_as_dates_and_codes_as_numbers(tmp_path):
    rows = [HEADER, ["regiegebied", "R", 11002, datetime.date(2020, 1, 1), datetime.datetime(2026, 1, 1), 2019, None]]
    delivery = read(deliveries.xlsx(tmp_path / "lijst.xlsx", {"Leeg": [], "Leden": rows}))
    assert delivery.lidmaatschap[["indeling", "nis", "van", "tot"]].astype(str).to_numpy().tolist() == [
        ["2019", "11002", "2020-01-01", "2026-01-01"]
    ]


KINDS = "regiegebied, igs, lokaal_partnerschap, referentieregio, eerstelijnszone, centrumstad"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (member(GENT, soort="provincie"), [f"soort: Soort 'provincie' kan niet vervangen worden. Kies uit: {KINDS}."]),
        (member(GENT, soort="Regio"), [f"soort: Soort 'Regio' kan niet vervangen worden. Kies uit: {KINDS}."]),
        (member(GENT, gebied=""), ["gebied: De naam van het gebied ontbreekt."]),
        (member(GENT, gebied="..."), ["gebied: De naam van het gebied ontbreekt."]),
        (member(GENT, van="1/1/2020"), ["van: '1/1/2020' is geen datum. Schrijf JJJJ-MM-DD."]),
        (member(GENT, tot="2020-02-30"), ["tot: '2020-02-30' is geen datum. Schrijf JJJJ-MM-DD."]),
        (member(GENT, van="2020-01-01 en later"), ["van: '2020-01-01 en later' is geen datum. Schrijf JJJJ-MM-DD."]),
        (member(GENT, van="2024-01-01", tot="2024-01-01"), ["tot: De einddatum ligt niet na de begindatum."]),
        (member(GENT, indeling="2020"), ["indeling: Indeling '2020' bestaat niet. Kies uit: 2018, 2019, 2025."]),
        (member(GENT, zekerheid="zeker"), ["zekerheid: Kies hoog, middel, laag of laat leeg."]),
        (member(""), ["nis: De code van de gemeente ontbreekt."]),
        (member("99999"), ["nis: Code '99999' is geen gemeente van de indeling 2025."]),
        (
            member(BORSBEEK),
            [
                "nis: Code '11007' (Borsbeek) hoort bij de indeling 2018, 2019; dit bestand gebruikt de gemeenten van 2025."
            ],
        ),
        (
            member(BEVEREN_2025, van="2024-12-31", zekerheid="?"),
            [
                "nis: Code '46030' (Beveren-Kruibeke-Zwijndrecht) hoort bij de indeling 2025; dit bestand gebruikt de "
                "gemeenten van 2019.",
                "zekerheid: Kies hoog, middel, laag of laat leeg.",
            ],
        ),
    ],
)
def test_a_wrong_row_is_refused_in_dutch_at_its_cell(tmp_path, row, expected):
    found = faults(listed(tmp_path / "l.csv", member(AARTSELAAR), [], row))
    assert found == [f"l.csv:-:4:{text}" for text in expected]


def test_a_list_without_rows_or_with_a_missing_column_is_refused(tmp_path):
    assert faults(listed(tmp_path / "l.csv")) == ["l.csv:-:-:-: Er staat geen enkel lidmaatschap in."]
    assert faults(listed(tmp_path / "l.csv", member(GENT), header=["soort", "gebieden", *HEADER[2:]])) == [
        "l.csv:-:1:gebied: Kolom 'gebied' ontbreekt. De kolom 'gebieden' lijkt er het meest op."
    ]


def test_a_municipality_in_two_regions_at_a_time_is_refused_unless_the_kind_overlaps(tmp_path):
    rows = [
        member(GENT, "A", van="2020-01-01", tot="2024-01-01"),
        [],
        member(GENT, "B", van="2023-12-31", tot="2026-01-01"),
    ]
    rows = [row if not row else [*row[:5], "2019", ""] for row in rows]
    assert faults(listed(tmp_path / "l.csv", *rows)) == [
        "l.csv:-:4:nis: Gemeente 44021 is op hetzelfde moment al lid (zie rij 2)."
    ]
    rows[2][3] = "2024-01-01"
    assert len(read(listed(tmp_path / "l.csv", *rows)).lidmaatschap) == 2
    overlapping = [member(GENT, "A", "igs"), member(GENT, "B", "igs")]
    assert len(read(listed(tmp_path / "l.csv", *overlapping)).lidmaatschap) == 2


def test_a_municipality_twice_in_one_region_is_refused_in_every_kind(tmp_path):
    for soort in ("igs", "regiegebied"):
        assert faults(listed(tmp_path / "l.csv", member(GENT, soort=soort), member(GENT, soort=soort))) == [
            "l.csv:-:3:nis: Gemeente 44021 is op hetzelfde moment al lid (zie rij 2)."
        ]


def test_figures_follow_the_new_list_and_other_kinds_keep_theirs(tmp_path):
    (tmp_path / "bronnen").mkdir()
    place = Storage(tmp_path / "bronnen", tmp_path / "ontvangen", tmp_path / "snapshots")
    rows = [
        member(ANTWERPEN, "Twee steden", van="2026-01-01"),
        member(GENT, "Twee steden", van="2026-01-01"),
        member(AARTSELAAR, "Later", van="2027-01-01"),
    ]
    load(place, [listed(tmp_path / "lijst.csv", *rows)], progress=lambda line: None)
    model = database.open_snapshot(snapshots.current(place).folder)
    known = areas.areas(model)
    assert known.loc[known["soort"] == "regiegebied", "gebied_id"].tolist() == [
        "regiegebied:later",
        "regiegebied:twee-steden",
    ]
    assert (known["soort"] == "igs").sum() > 20

    def inhabitants(soort, *gebieden, indeling="huidig"):
        frame = figures.figures(model, Question("inwoners", soort, gebieden, periode="2025", indeling=indeling), "s")
        return frame.set_index("gebied_id")["teller"].dropna().to_dict()

    cities = inhabitants("gemeente", ANTWERPEN, GENT)
    assert inhabitants("regiegebied")["regiegebied:twee-steden"] == cities[ANTWERPEN] + cities[GENT]
    assert inhabitants("regiegebied", indeling="destijds") == {}
    assert "opmerking" in known
    remark = known.loc[known["gebied_id"] == "regiegebied:twee-steden", "opmerking"].item()
    assert remark == "Lijst uit het bestand lijst.csv."
