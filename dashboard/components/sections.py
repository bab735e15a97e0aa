"""The parts of the overview that ask for more figures: lines, largest changes, members of a region, breakdowns."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import breakdown as parts
from dashboard import changes, findings, store, tables
from dashboard.areas import OWN_GROUP, Area
from dashboard.asking import about
from dashboard.catalogue import Indicator, catalogue
from dashboard.charts import Line
from dashboard.components import downloads, html, notice, section, source
from dashboard.components.choosers import address
from dashboard.figures import Question
from dashboard.markup import Markup, fold, link, paragraphs
from dashboard.overview import named
from dashboard.wording import capital, period

LARGE = 100
LONG = 25
OWN_LIST = "U stelde deze groep zelf samen. Elk cijfer van de groep komt uit sommen over haar gemeenten van vandaag."


def to(name: str, area_id: str, soort: str = "gemeente") -> Markup:
    """A link to an area on the page that is shown."""
    return link(name, address(gebied=area_id, soort=soort))


def lines(area: Area, frame: pd.DataFrame) -> list[Line]:
    """The place itself as first line; the municipalities it was made of, where the frame holds them apart, after it."""
    own = frame[frame["gebied_id"] == area.gebied_id]
    others = frame[frame["gebied_id"] != area.gebied_id]
    former = [Line(str(name), rows, "ander") for name, rows in others.groupby("gebied")]
    return [Line(area.naam, own), *former] if len(own) else former


def breakdowns(snapshot_id: str, area: Area, indicator: Indicator, month: str) -> None:
    """Who the people are, by every dimension, of the last month that has it; or why that is not shown."""
    dimensions = catalogue().source_of_series(indicator.teller[0].reeks).dimensies
    frames = []
    with st.container(key="uitsplitsingen"):
        columns = st.columns(len(indicator.uitsplitsingen), gap="large")
    for column, name in zip(columns, indicator.uitsplitsingen, strict=True):
        periode = parts.last_known(store.months(snapshot_id, indicator.id, name), month)
        with column:
            if periode is None:
                html(paragraphs([f"Naar {dimensions[name].naam.lower()} is er tot {period(month)} geen cijfer."]))
                continue
            frames.append(_breakdown(snapshot_id, area, indicator, name, periode))
    if frames:
        whole = pd.concat(frames)
        source(indicator, whole)
        downloads(whole, indicator, "uitsplitsing")


def _breakdown(snapshot_id: str, area: Area, indicator: Indicator, name: str, periode: str) -> pd.DataFrame:
    dimension = catalogue().source_of_series(indicator.teller[0].reeks).dimensies[name]
    frame = store.figures(snapshot_id, about(area, indicator.id, periode=periode, uitsplitsing=name))
    found = parts.parts(frame, dimension)
    if found and not any(part.boven for part in found):
        html(
            paragraphs(
                [f"Naar {dimension.naam.lower()}: in {period(periode)} kreeg niemand in {named(area)} een leefloon."]
            )
        )
    elif not found:
        html(paragraphs([f"Naar {dimension.naam.lower()} is er in {period(periode)} geen cijfer."]))
    elif parts.hidden(found):
        html(paragraphs([tables.hidden_breakdown(dimension.naam, periode, area.soort == "gemeente")]))
    else:
        html(tables.breakdown(dimension.naam, found, periode, bool(frame["cijfer_van_bron"].all())))
    return frame


def largest_changes(snapshot_id: str, indicator: Indicator, month: str) -> None:
    """Where the number rose and fell most in a year, up to the last stable month; a list and no verdict."""
    section(f"Grootste veranderingen bij gemeenten met minstens {LARGE} leefloongerechtigden")
    stable = changes.last_stable(store.months(snapshot_id, indicator.id), month) or month
    now, then = (
        store.figures(snapshot_id, Question(indicator.id, periode=at)) for at in (stable, changes.year_before(stable))
    )
    largest = changes.largest(now, then, LARGE)
    if not largest.vergeleken:
        notice(f"Voor {period(stable)} is er geen maand een jaar eerder om mee te vergelijken.")
        return
    left, right = st.columns(2, gap="large")
    with left:
        html(tables.changes(largest.meer, "Meer dan een jaar eerder", stable, to))
    with right:
        html(tables.changes(largest.minder, "Minder dan een jaar eerder", stable, to))
    html(paragraphs([findings.compared_places(largest.vergeleken, largest.niet_vergelijkbaar, LARGE)]))
    both = pd.concat([then, now])
    source(indicator, now, f"vergeleken met {period(changes.year_before(stable))}")
    downloads(both, indicator, "veranderingen")


def members(snapshot_id: str, area: Area, count: Indicator, rate: Indicator, month: str) -> None:
    """The municipalities of a region with their own figures, and how certain their list is."""
    section(f"Gemeenten van {named(area)}")
    names = store.members_of(snapshot_id, area, "huidig", month)
    codes = tuple(names["nis"])
    year = f"{changes.year_before(month)}..{month}"
    counts, rates = (
        store.figures(snapshot_id, Question(entry.id, "gemeente", codes, periode=year)) for entry in (count, rate)
    )
    unknown = sorted(names.loc[names["lidstatus"] == "grens", "naam"])
    html(paragraphs([composition(snapshot_id, area), findings.left_out(unknown)]))
    provisional = changes.provisional_since(store.months(snapshot_id, count.id), month)
    caption = capital(period(month)) + (", voorlopig" if provisional else "")
    body = tables.members(names, counts, rates, month, caption, to)
    html(body if len(names) <= LONG else fold(f"{len(names)} gemeenten", body))
    source(rate, rates)
    downloads(rates, rate, "leden")


def composition(snapshot_id: str, area: Area) -> str:
    """How certain the list of an area's members is."""
    if area.soort == OWN_GROUP:
        return OWN_LIST
    found = store.areas(snapshot_id)
    row = found[found["gebied_id"] == area.gebied_id].iloc[0]
    complete = bool(row["volledig"])
    return " ".join(
        findings.composition(area.soort, row["zekerheid"], complete, row["periode_tekst"], row["opmerking"])
    )
