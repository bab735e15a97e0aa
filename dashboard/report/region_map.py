"""The map of the region: its municipalities in the classes of one figure, its neighbours without, cut from a ready drawing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard import maps
from dashboard.catalogue import Indicator
from dashboard.coherence.adjacency import borders
from dashboard.drawings import DrawingInfo
from dashboard.levels import levels, lying_between
from dashboard.maps import Panel, Places
from dashboard.report import titles
from dashboard.report.facts import UNKNOWN_MEMBER, Facts
from dashboard.report.pack import Map, Part, Patch, Points
from dashboard.report.values import is_sample, notes, source
from dashboard.tokens import colours
from dashboard.wording import number, window

NAME = "Kaart van het gebied"
WITH_NEIGHBOURS = "Kaart van de gemeente en haar buurgemeenten"
WIDTH, MARGIN, PLACES = 1000.0, 0.08, 1
PAIR = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
NO_CLASSES = "Geen van de gekozen cijfers is een verhouding met kaartklassen. Daarom tonen we geen kaart."
NO_DRAWING = "Er is geen tekening van de gemeenten. Daarom tonen we geen kaart."
Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Frame:
    """The part of a drawing that is shown: its corner and what a unit of it is multiplied with."""

    x: float
    y: float
    factor: float
    hoogte: float

    def moved(self, path: str) -> str:
        """A path in the units of the frame."""

        def one(pair: re.Match[str]) -> str:
            x, y = (self.factor * (float(pair[at]) - corner) for at, corner in ((1, self.x), (2, self.y)))
            return f"{x:.{PLACES}f},{y:.{PLACES}f}"

        return PAIR.sub(one, path)


def parts(facts: Facts, drawing: DrawingInfo | None) -> list[Part]:
    """One slide with the first chosen figure that has map classes; a sentence where there is nothing to draw."""
    entry = next((one for one in facts.keten if one.klassen), None)
    why = NO_CLASSES if entry is None else NO_DRAWING if drawing is None else ""
    if entry is None or drawing is None:
        nothing = pd.DataFrame()
        return [
            Part(
                "kaart",
                NAME,
                why,
                Points((why,)),
                why,
                source(facts.keten, nothing, facts.snapshot),
                (),
                nothing,
                False,
            )
        ]
    flanders = facts.flanders(entry)
    limits = _limits(flanders)
    own = tuple(facts.members.loc[facts.members["lidstatus"] != UNKNOWN_MEMBER, "nis"])
    codes = (*own, *borders().around(own)) if len(own) == 1 else own
    places = facts.places(entry) if len(own) > 1 else facts.municipalities(entry, codes)
    shown = places[places["gebied_id"].isin(codes)]
    titel = f"{entry.korte_naam}, {window(facts.period(entry))}"
    where = Places({nis: (nis,) for nis in codes})
    panel = maps.panel(entry, shown, where, titel, limits)
    frame = pd.concat([shown, flanders], ignore_index=True)
    bron = source([entry], frame, facts.snapshot, drawing.bron)
    cut, height = _cut(json.loads(drawing.pad.read_text(encoding="utf-8")), codes)
    title = _title(facts, entry, shown, own)
    return [
        Part(
            id="kaart",
            naam=f"{NAME if len(own) > 1 else WITH_NEIGHBOURS}: {entry.korte_naam}",
            titel=title,
            getoond=Map(_patches(facts, cut, panel, own), WIDTH, height, _legend(panel)),
            alt=f"{title} {' '.join(f'{panel.line(row)}.' for row in panel.rijen)}",
            bron=bron,
            notities=tuple(
                text
                for text in (panel.uitleg and f"{panel.uitleg[:1].upper()}{panel.uitleg[1:]}.", *notes(entry, shown))
                if text
            ),
            cijfers=frame,
            voorbeeld=is_sample(frame),
        )
    ]


def _limits(flanders: pd.DataFrame) -> tuple[float, float] | None:
    if flanders.empty or pd.isna(flanders["onder"].iloc[0]):
        return None
    return float(flanders["onder"].iloc[0]), float(flanders["boven"].iloc[0])


def _cut(drawing: Mapping[str, Any], codes: tuple[str, ...]) -> tuple[dict[str, Any], float]:
    """Every municipality in the frame round these, moved to it and WIDTH units wide, and the height of the frame."""
    corners = {
        nis: [(float(x), float(y)) for x, y in PAIR.findall(area["pad"])] for nis, area in drawing["gemeenten"].items()
    }
    own = [pair for nis in codes for pair in corners.get(nis, [])]
    left, right = min(x for x, _ in own), max(x for x, _ in own)
    top, bottom = min(y for _, y in own), max(y for _, y in own)
    edge = MARGIN * max(right - left, bottom - top)
    frame = Frame(left - edge, top - edge, WIDTH / (right - left + 2 * edge), bottom - top + 2 * edge)
    inside = {
        nis for nis, pairs in corners.items() if _touches(pairs, left - edge, right + edge, top - edge, bottom + edge)
    }
    height = round(frame.factor * frame.hoogte, PLACES)
    areas = {
        nis: {
            "pad": frame.moved(area["pad"]),
            "x": round(frame.factor * (area["x"] - frame.x), PLACES),
            "y": round(frame.factor * (area["y"] - frame.y), PLACES),
        }
        for nis, area in drawing["gemeenten"].items()
        if nis in inside
    }
    return areas, height


def _touches(pairs: list[tuple[float, float]], left: float, right: float, top: float, bottom: float) -> bool:
    """Whether the box round an area overlaps the frame."""
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    return min(xs) < right and max(xs) > left and min(ys) < bottom and max(ys) > top


def _rings(path: str) -> tuple[Ring, ...]:
    return tuple(
        tuple((float(x), float(y)) for x, y in PAIR.findall(ring)) for ring in path.split("M") if PAIR.search(ring)
    )


def _patches(facts: Facts, cut: Mapping[str, Any], panel: Panel, own: tuple[str, ...]) -> tuple[Patch, ...]:
    rows, colour = {row.gebied_id: row for row in panel.rijen}, colours("light")
    names = dict(zip(facts.names["nis"], facts.names["naam"], strict=True))
    found = []
    for nis, area in cut.items():
        row = rows.get(nis)
        fill = "grond" if row is None else "vlak" if row.mark.klasse is None else panel.kleuren[row.mark.klasse]
        words = f"{names[nis]}: hoort niet bij dit gebied" if row is None else panel.line(row)
        pattern = "" if row is None else row.mark.patroon
        at, apart = (area["x"], area["y"]), nis in own and len(own) < len(rows)
        found.append(
            Patch(nis, names[nis], _rings(area["pad"]), colour[fill], pattern, words, row is not None, at, apart)
        )
    return tuple(found)


def _legend(panel: Panel) -> tuple[tuple[str, str, str], ...]:
    colour = colours("light")
    lines = []
    for entry in panel.legende:
        count = "" if entry.aantal is None else f" ({number(entry.aantal)})"
        fill = colour[panel.kleuren[int(entry.waarde)]] if entry.soort == "klasse" else colour["vlak"]
        pattern = str(entry.waarde) if entry.soort in ("patroon", "gearceerd") else ""
        lines.append((fill, pattern, f"{entry.tekst}{count}"))
    return tuple(lines)


def _title(facts: Facts, entry: Indicator, shown: pd.DataFrame, own: tuple[str, ...]) -> str:
    """Between which figures the municipalities lie, of one alone its neighbours; how many of them have one."""
    alone = len(own) == 1
    order = levels(shown[~shown["gebied_id"].isin(own)] if alone else shown, entry)
    ranked = [row for row in order if row.ranked]
    every, noun = len(order), "buurgemeenten" if alone else "gemeenten"
    many = number(every) if len(ranked) == every else f"{number(len(ranked))} van de {number(every)}"
    the = "de " if len(ranked) == every else ""
    few = f"Minder dan twee {noun} van {{}} hebben een volledig cijfer over {entry.zin.onderwerp}."
    return titles.fitting(
        lying_between(ranked, entry, f"{the}{many} {noun} van {place.text}", facts.period(entry))
        if len(ranked) > 1
        else few.format(place.text)
        for place in facts.wordings[alone:]
    )
