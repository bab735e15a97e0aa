"""The drawing of a map as one SVG document that stands by itself: title, map, legend, source. Light, for paper and slides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from dashboard.maps.classes import PATTERNS
from dashboard.maps.panel import LARGEST, Entry, Panel, Row, circle
from dashboard.maps.places import Places
from dashboard.tokens import colours
from dashboard.wording import number

FONT = "'Source Sans 3', 'Source Sans', 'Helvetica Neue', Arial, sans-serif"
TOP = 58
LINE = 24
COLUMNS = 2
SAMPLE = "VOORBEELDCIJFERS"


def document(
    drawing: Mapping[str, Any],
    panels: Sequence[Panel],
    where: Places,
    source: str,
    sample: bool,
    chosen: str = "",
    together: frozenset[str] = frozenset(),
) -> str:
    """The maps one under the other as an SVG document.

    drawing: the JSON of a drawing (breedte, hoogte, gemeenten, grenzen). source: the line under the last map. chosen: the id
    of the area whose outline is drawn heavy. together: municipalities outlined as one, where no drawn area is chosen.
    """
    width, parts, y = drawing["breedte"], [], 0.0
    for panel in panels:
        body, height = _panel(drawing, panel, where, sample, chosen, together)
        parts.append(f'<g transform="translate(0,{y:.0f})">{body}</g>')
        y += height
    ink = colours("light")["zacht"]
    parts.append(f'<text x="4" y="{y + 16:.0f}" font-size="14" fill="{ink}">{escape(source)}</text>')
    title = escape("; ".join(panel.titel for panel in panels))
    told = escape(" ".join(f"{panel.titel}. {panel.bevinding}" for panel in panels), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y + 28:.0f}" width="{width}" height="{y + 28:.0f}" '
        f'font-family="{FONT}" role="img" aria-label="{told}"><title>{title}</title><defs>{_patterns()}</defs>'
        f'<rect width="100%" height="100%" fill="{colours("light")["grond"]}"/>{"".join(parts)}</svg>\n'
    )


def _patterns() -> str:
    ink, edge = colours("light")["inkt"], colours("light")["kaart-rand"]
    return "".join(
        f'<pattern id="p-{name}" width="{pattern.maat}" height="{pattern.maat}" patternUnits="userSpaceOnUse">'
        f'<path d="{pattern.pad}" stroke="{edge}" stroke-width="2.6" fill="none"/>'
        f'<path d="{pattern.pad}" stroke="{ink}" stroke-width="1" fill="none"/></pattern>'
        for name, pattern in PATTERNS.items()
        if pattern.pad
    )


def _panel(
    drawing: Mapping[str, Any], panel: Panel, where: Places, sample: bool, chosen: str, together: frozenset[str]
) -> tuple[str, float]:
    colour, height = colours("light"), drawing["hoogte"]
    rows = {row.gebied_id: row for row in panel.rijen}
    shown = {nis: _only(where.gebieden.get(nis, ()), rows) for nis in drawing["gemeenten"]}
    several = [nis for nis, areas in where.gebieden.items() if len(areas) > 1 and nis in drawing["gemeenten"]]
    below = " · ".join(text for text in (panel.eenheid, panel.uitleg) if text)
    heading = (
        f'<text x="4" y="24" font-size="21" font-weight="600" fill="{colour["inkt"]}">{escape(panel.titel)}</text>'
        f'<text x="4" y="46" font-size="15" fill="{colour["zacht"]}">{escape(below)}</text>'
    )
    parts = [
        f'<g transform="translate(0,{TOP})">',
        *_areas(drawing, panel, shown, several),
        *_hatched(drawing, several),
        *_borders(drawing, shown, chosen, together),
    ]
    if panel.cirkel:
        parts += [*_circles(drawing, panel, where, rows), *_circle_key(drawing, panel)]
    if sample:
        parts.append(
            f'<text x="{drawing["breedte"] / 2}" y="{height / 2}" font-size="54" opacity="0.16" text-anchor="middle" '
            f'transform="rotate(-12 {drawing["breedte"] / 2} {height / 2})" fill="{colour["inkt"]}">{SAMPLE}</text>'
        )
    parts.append("</g>")
    listed = [entry for entry in panel.legende if entry.soort != "cirkel"]
    entries = [_entry(panel, entry, at, TOP + height + 12) for at, entry in enumerate(listed)]
    lines = -(-len(entries) // COLUMNS)
    return heading + "".join(parts + entries), TOP + height + 20 + lines * LINE


def _only(areas: Sequence[str], rows: Mapping[str, Row]) -> Row | None:
    return rows.get(areas[0]) if len(areas) == 1 else None


def _hatched(drawing: Mapping[str, Any], several: Sequence[str]) -> Iterator[str]:
    for nis in several:
        yield f'<path d="{drawing["gemeenten"][nis]["pad"]}" fill="url(#p-meer)" fill-rule="evenodd"/>'


def _areas(
    drawing: Mapping[str, Any], panel: Panel, shown: Mapping[str, Row | None], several: Sequence[str]
) -> Iterator[str]:
    colour = colours("light")
    for nis, area in drawing["gemeenten"].items():
        row = shown[nis]
        known = row is not None and row.mark.klasse is not None
        without = colour["vlak" if row or nis in several else "grond"]
        fill = colour[panel.kleuren[row.mark.klasse]] if row and known else without  # type: ignore[index]
        words = f"<title>{escape(panel.line(row))}</title>" if row else ""
        yield f'<path d="{area["pad"]}" fill="{fill}" fill-rule="evenodd">{words}</path>'
        if row and row.mark.patroon and not (panel.cirkel and row.onder is not None):
            yield f'<path d="{area["pad"]}" fill="url(#p-{row.mark.patroon})" fill-rule="evenodd"/>'


def _borders(
    drawing: Mapping[str, Any], shown: Mapping[str, Row | None], chosen: str, together: frozenset[str]
) -> Iterator[str]:
    thin: list[str] = []
    dashed: list[str] = []
    heavy: list[str] = []
    own: list[str] = []
    grouped = len({row.gebied_id for row in shown.values() if row}) < len(shown)
    for one, other, path in drawing["grenzen"]:
        sides = [shown.get(nis) for nis in (one, other)]
        ids = {row.gebied_id if row else "" for row in sides}
        provisional = any(row and row.mark.voorlopig for row in sides)
        outline = not other or (grouped and len(ids) > 1)
        (heavy if outline else dashed if provisional else thin).append(path)
        around = len({one, other} & together) == 1
        if around if not chosen else chosen in ids and len(ids) > 1:
            own.append(path)
    ink, soft, edge = (colours("light")[name] for name in ("inkt", "zacht", "kaart-rand"))
    yield f'<path d="{"".join(thin)}" fill="none" stroke="{edge}" stroke-width="0.8"/>'
    yield f'<path d="{"".join(dashed)}" fill="none" stroke="{soft}" stroke-width="0.9" stroke-dasharray="3 2"/>'
    yield f'<path d="{"".join(heavy)}" fill="none" stroke="{soft}" stroke-width="1.2" stroke-linejoin="round"/>'
    yield f'<path d="{"".join(own)}" fill="none" stroke="{edge}" stroke-width="6" stroke-linejoin="round"/>'
    yield f'<path d="{"".join(own)}" fill="none" stroke="{ink}" stroke-width="3" stroke-linejoin="round"/>'


def _circles(drawing: Mapping[str, Any], panel: Panel, where: Places, rows: Mapping[str, Row]) -> Iterator[str]:
    fill, edge = colours("light")["schaal-e"], colours("light")["kaart-rand"]
    points: dict[str, list[tuple[float, float]]] = {}
    for nis, area in drawing["gemeenten"].items():
        for gebied in where.gebieden.get(nis, ()):
            points.setdefault(gebied, []).append((area["x"], area["y"]))
    known = [row for row in rows.values() if row.boven is not None and row.gebied_id in points]
    for row in sorted(known, key=lambda row: -(row.boven or 0)):
        at = points[row.gebied_id]
        x, y = sum(x for x, _ in at) / len(at), sum(y for _, y in at) / len(at)
        outer, inner = (circle(limit or 0, panel.cirkel or 0) for limit in (row.boven, row.onder))
        opened = row.mark.voorlopig
        if outer > inner:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{outer:.1f}" fill="url(#p-verborgen)" stroke="{fill}"/>'
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{inner:.1f}" fill="{fill}" fill-opacity="{0.25 if opened else 0.75}" '
            f'stroke="{fill if opened else edge}"><title>{escape(panel.line(row))}</title></circle>'
        )


def _circle_key(drawing: Mapping[str, Any], panel: Panel) -> Iterator[str]:
    ink, x, foot = colours("light")["zacht"], 50, 2 * LARGEST + 4
    for entry in panel.legende:
        if entry.soort == "cirkel":
            radius = circle(float(entry.waarde), panel.cirkel or 0)
            yield f'<circle cx="{x}" cy="{foot - radius:.1f}" r="{radius:.1f}" fill="none" stroke="{ink}"/>'
            yield f'<text x="{x + 52}" y="{foot - 2 * radius + 5:.1f}" font-size="13" fill="{ink}">{entry.tekst}</text>'


def _entry(panel: Panel, entry: Entry, at: int, top: float) -> str:
    colour = colours("light")
    x, y = 4 + 500 * (at % COLUMNS), top + LINE * (at // COLUMNS)
    fill, ink = colour["vlak"], colour["inkt"]
    box = f'x="{x}" y="{y}" width="26" height="16" stroke="{colour["ander"]}" stroke-width="0.8"'
    if entry.waarde == "geen_gebied":
        fill = colour["grond"]
    elif entry.soort == "klasse":
        fill = colour[panel.kleuren[int(entry.waarde)]]
    swatch = f'<rect {box} fill="{fill}"/>'
    if entry.soort in ("patroon", "gearceerd"):
        swatch += f'<rect {box} fill="url(#p-{entry.waarde})"/>' if PATTERNS[str(entry.waarde)].pad else ""
    elif entry.soort == "voorlopig" and panel.cirkel:
        style = f'fill="{colour["schaal-e"]}" fill-opacity="0.25" stroke="{colour["schaal-e"]}"'
        swatch = f'<circle cx="{x + 13}" cy="{y + 8}" r="6" {style}/>'
    elif entry.soort == "voorlopig":
        swatch = f'<rect {box} fill="{colour["grond"]}" stroke-dasharray="3 2"/>'
    elif entry.soort == "nul":
        swatch = f'<circle cx="{x + 13}" cy="{y + 8}" r="1.5" fill="{colour["schaal-e"]}"/>'
    count = "" if entry.aantal is None else f" ({number(entry.aantal)})"
    return f'{swatch}<text x="{x + 34}" y="{y + 13}" font-size="15" fill="{ink}">{escape(entry.tekst)}{count}</text>'
