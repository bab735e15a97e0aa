"""Protects small cells of a breakdown before they can enter a snapshot (docs/vertrouwelijkheid.md).

Per municipality, month and dimension: one category with a count from 1 up to the source's threshold hides that dimension
whole there; each category is then known only to lie between 0 and the municipal total. Exact totals of Vlaanderen and the
provinces are kept only when every province has no or at least three municipalities hidden.
"""

from __future__ import annotations

import pandas as pd

from dashboard.ingest import reference

ENOUGH_HIDDEN = 3


def protect(
    marginal: pd.DataFrame, totals: pd.DataFrame, threshold: int, division: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Bounds and kept totals of one dimension of one series.

    marginal: every municipality, month and category (columns periode, nis, categorie, aantal; zeros included).
    totals: the municipal totals (periode, nis, totaal). Returns observations (periode, nis, categorie, onder, boven) and
    kept totals (periode, categorie, soort, gebied_id, waarde).
    """
    small = marginal["aantal"].between(1, threshold - 1)
    hidden = small.groupby([marginal["periode"], marginal["nis"]]).transform("any")
    cells = marginal.merge(totals, on=["periode", "nis"], how="left")
    cells["verborgen"] = hidden.to_numpy()
    cells["onder"] = cells["aantal"].where(~cells["verborgen"], 0).astype(float)
    cells["boven"] = cells["aantal"].where(~cells["verborgen"], cells["totaal"]).astype(float)
    return cells[["periode", "nis", "categorie", "onder", "boven"]], _kept_totals(cells, division)


def _kept_totals(cells: pd.DataFrame, division: int) -> pd.DataFrame:
    members = reference.memberships()
    provinces = members[(members["soort"] == "provincie") & (members["indeling"] == division)][["nis", "gebied_id"]]
    located = cells.merge(provinces, on="nis")
    hidden = located[located["verborgen"]].groupby(["periode", "gebied_id"])["nis"].nunique()
    unsafe = set(hidden[hidden < ENOUGH_HIDDEN].index.get_level_values("periode"))
    safe = located[~located["periode"].isin(unsafe)]
    by_province = (
        safe.groupby(["periode", "categorie", "gebied_id"], as_index=False)["aantal"].sum().assign(soort="provincie")
    )
    whole = safe.groupby(["periode", "categorie"], as_index=False)["aantal"].sum()
    whole = whole.assign(soort="vlaanderen", gebied_id="vlaanderen:vlaanderen")
    kept = pd.concat([by_province, whole], ignore_index=True).rename(columns={"aantal": "waarde"})
    return kept[["periode", "categorie", "soort", "gebied_id", "waarde"]]
