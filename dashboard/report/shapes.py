"""The shapes of a map as an SVG without words: the report writes names and key itself, in its own letter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.maps import PATTERNS
from dashboard.report.pack import Map, Patch
from dashboard.tokens import colours

COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
PAPER = 640
WIDEST, HIGHEST = 110, 68
LETTER = 1.35


def picture(shown: Map) -> str:
    """The patches of a map, neighbours first, as an SVG of paths and patterns."""
    scale = shown.breedte / PAPER
    ink, edge, soft = (colours("light")[name] for name in ("inkt", "kaart-rand", "ander"))
    patterns = "".join(
        f'<pattern id="p-{name}" width="{pattern.maat}" height="{pattern.maat}" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({scale:.4f})"><path d="{pattern.pad}" stroke="{edge}" stroke-width="2.6" fill="none"/>'
        f'<path d="{pattern.pad}" stroke="{ink}" stroke-width="1" fill="none"/></pattern>'
        for name, pattern in PATTERNS.items()
        if pattern.pad
    )
    body = []
    for patch in sorted(shown.vlakken, key=lambda patch: (patch.eigen, patch.apart)):
        path, line = _path(patch), ink if patch.eigen else soft
        width = (3.2 if patch.apart else 1.4 if patch.eigen else 0.5) * scale
        fill = _colour(patch.kleur)
        if patch.patroon in PATTERNS and PATTERNS[patch.patroon].pad:
            body.append(f'<path d="{path}" fill="{fill}" fill-rule="evenodd"/>')
            fill = f"url(#p-{patch.patroon})"
        body.append(
            f'<path d="{path}" fill="{fill}" fill-rule="evenodd" stroke="{line}" stroke-width="{width:.3f}" '
            f'stroke-linejoin="round"/>'
        )
    frame = f'width="{shown.breedte:.2f}" height="{shown.hoogte:.2f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame} viewBox="0 0 {shown.breedte:.2f} {shown.hoogte:.2f}">'
        f'<defs>{patterns}<clipPath id="kader"><rect {frame}/></clipPath></defs>'
        f'<g clip-path="url(#kader)">{"".join(body)}</g></svg>'
    )


def swatch(kleur: str, patroon: str) -> str:
    """A box of the key: colour, pattern, or both."""
    ink, soft = colours("light")["inkt"], colours("light")["ander"]
    pattern = PATTERNS.get(patroon)
    defined, over = "", ""
    if pattern and pattern.pad:
        defined = (
            f'<defs><pattern id="p" width="{pattern.maat}" height="{pattern.maat}" patternUnits="userSpaceOnUse">'
            f'<path d="{pattern.pad}" stroke="{ink}" stroke-width="1" fill="none"/></pattern></defs>'
        )
        over = '<rect x="0.5" y="0.5" width="25" height="15" fill="url(#p)"/>'
    box = f'<rect x="0.5" y="0.5" width="25" height="15" fill="{_colour(kleur)}" stroke="{soft}" stroke-width="0.8"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="26" height="16" viewBox="0 0 26 16">{defined}{box}{over}</svg>'
    )


def named(own: Sequence[Patch], width: float, height: float) -> bool:
    """Whether every name fits its own municipality on a map of these units; otherwise all get a number.

    Paper is at most WIDEST by HIGHEST mm, a letter of a name LETTER mm.
    """
    letter = LETTER * max(width / WIDEST, height / HIGHEST)
    return all(len(patch.naam) * letter < _wide(patch) for patch in own)


def middle(patch: Patch) -> tuple[float, float]:
    """Where the name of a patch stands: at its `punt`, else in the middle of its largest ring."""
    if patch.punt:
        return patch.punt
    ring = max(patch.ringen, key=_area)
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def _wide(patch: Patch) -> float:
    ring = max(patch.ringen, key=_area)
    return max(x for x, _ in ring) - min(x for x, _ in ring)


def _area(ring: Sequence[tuple[float, float]]) -> float:
    turned = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in turned))


def _path(patch: Patch) -> str:
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z" for ring in patch.ringen)


def _colour(text: str) -> str:
    return text if COLOUR.fullmatch(text) else colours("light")["grond"]
