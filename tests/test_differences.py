"""What a load says it changed: zero, missing and another division stay three things; memberships are named."""

import pandas as pd
import pytest

from dashboard.ingest import differences

NAMES = {(2019, "11007"): "Borsbeek", (2019, "11002"): "Antwerpen", (2025, "11002"): "Antwerpen"}
MEMBER = ("igs", "igs:a", 2025, "11002", "2020-01-01", "2030-01-01", "hoog")


class Model:
    """The tables of a snapshot that a report is made of: counts by (division, nis), and memberships."""

    def __init__(self, counts, afwezig="nul", members=()):
        rows = [("r", "2024-06", *key, onder, boven) for key, (onder, boven) in counts.items()]
        divisions = sorted({division for division, _ in counts})
        self.tables = {
            "waarneming": pd.DataFrame(rows, columns=["reeks", "periode", "indeling", "nis", "onder", "boven"]),
            "levering": pd.DataFrame({"reeks": "r", "periode": "2024-06", "indeling": divisions}),
            "reeks": pd.DataFrame({"reeks": ["r"], "afwezig": [afwezig]}),
            "gemeente": pd.DataFrame(
                [(*key, name) for key, name in NAMES.items()], columns=["indeling", "nis", "naam"]
            ),
            "lidmaatschap": pd.DataFrame(
                list(members), columns=["soort", "gebied_id", "indeling", "nis", "van", "tot", "zekerheid"]
            ),
        }

    def table(self, name):
        return self.tables[name]


TWO = {(2019, "11002"): (100, 100), (2019, "11007"): (50, 50)}
MISSING = float("nan")


@pytest.mark.parametrize(
    ("after", "afwezig", "said"),
    [
        ({(2019, "11002"): (100, 100)}, "nul", ["  Borsbeek juni 2024: 50 → 0"]),
        ({(2019, "11002"): (100, 100)}, "ontbreekt", ["  Borsbeek juni 2024: 50 → ontbreekt"]),
        ({**TWO, (2019, "11007"): (MISSING, MISSING)}, "nul", ["  Borsbeek juni 2024: 50 → ontbreekt"]),
        ({**TWO, (2019, "11007"): (1, 4)}, "nul", ["  Borsbeek juni 2024: gemaskeerd → gemaskeerd"]),
        (
            {(2025, "11002"): (150, 150)},
            "nul",
            [
                "  Antwerpen juni 2024: 100 → ontbreekt",
                "  Antwerpen juni 2024: ontbreekt → 150",
                "  Borsbeek juni 2024: 50 → ontbreekt",
            ],
        ),
    ],
    ids=["nobody", "not delivered", "said to be missing", "masked", "another division"],
)
def test_what_is_absent_is_nobody_only_where_that_division_was_delivered(after, afwezig, said):
    found = differences.report(Model(TWO, afwezig), Model(after, afwezig))
    assert sorted(found[1:]) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([MEMBER], [MEMBER], ["Niets veranderd."]),
        ([], [MEMBER], ["indeling igs: nieuw: 1 lidmaatschap"]),
        ([MEMBER], [], ["indeling igs: verdwenen: 1 lidmaatschap"]),
        ([MEMBER], [(*MEMBER[:5], "2026-01-01", "hoog")], ["indeling igs: gewijzigd: 1 lidmaatschap"]),
        (
            [MEMBER],
            [("regiegebied", "regiegebied:b", *MEMBER[2:])],
            ["indeling igs: verdwenen: 1 lidmaatschap", "indeling regiegebied: nieuw: 1 lidmaatschap"],
        ),
    ],
)
def test_a_list_of_memberships_is_no_nothing(before, after, said):
    assert differences.report(Model(TWO, members=before), Model(TWO, members=after)) == said
