"""HTML that Streamlit has no element for: real tables, key figures and folds. Every text is escaped here; only Markup is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import pandas as pd

from dashboard.catalogue import Indicator
from dashboard.records import records
from dashboard.wording import UNKNOWN, short_bounds, short_period

MONTH_COLUMNS = ["periode", "onder", "boven", "status"]


class Markup(str):
    """HTML that is already safe."""

    __slots__ = ()


@dataclass(frozen=True)
class Column:
    """A table column: its heading, and whether it holds numbers (set to the right)."""

    naam: str
    getal: bool = False


def safe(text: object) -> str:
    """A text escaped, HTML of this module as it is."""
    return text if isinstance(text, Markup) else escape(str(text))


def table(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[object]], note: str = "", extra: str = ""
) -> Markup:
    """A table with a caption; the first cell of each row is its heading. It scrolls by itself where it does not fit."""
    small = f"<small>{safe(note)}</small>" if note else ""
    head = "".join(_heading(column) for column in columns)
    body = "".join(f"<tr>{_row(columns, row)}</tr>" for row in rows)
    return Markup(
        f'<div class="am-schuif" role="group" tabindex="0" aria-label="{escape(caption, quote=True)}">'
        f'<table class="am-tabel {extra}">'
        f"<caption>{safe(caption)}{small}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _heading(column: Column) -> str:
    return f'<th scope="col"{_class(column)}>{safe(column.naam)}</th>' if column.naam else "<td></td>"


def _row(columns: Sequence[Column], row: Sequence[object]) -> str:
    first = f'<th scope="row"{_class(columns[0])}>{safe(row[0])}</th>'
    return first + "".join(
        f"<td{_class(column)}>{safe(cell)}</td>" for column, cell in zip(columns[1:], row[1:], strict=True)
    )


def _class(column: Column) -> str:
    return ' class="am-n"' if column.getal else ""


def month_table(frame: pd.DataFrame, indicator: Indicator, caption: str) -> Markup:
    """Every month of one place: a row a year, a column a month; ° marks what is provisional."""
    cells = {row["periode"]: _month(row, indicator) for row in records(frame[MONTH_COLUMNS])}
    years = sorted({periode[:4] for periode in cells}, reverse=True)
    columns = [
        Column("Jaar"),
        *(Column(short_period(f"2000-{month:02}").removesuffix(" 2000"), getal=True) for month in range(1, 13)),
    ]
    rows = [[year, *(cells.get(f"{year}-{month:02}", Markup("&nbsp;")) for month in range(1, 13))] for year in years]
    return table(caption, columns, rows, f"{indicator.eenheid}; ° voorlopig, {UNKNOWN} niet beschikbaar", "am-maanden")


def _month(row: Mapping[object, object], indicator: Indicator) -> Markup | str:
    lower, upper = row["onder"], row["boven"]
    if pd.isna(lower) or pd.isna(upper):  # type: ignore[call-overload]
        return UNKNOWN
    text = short_bounds(float(lower), float(upper), indicator.decimalen)  # type: ignore[arg-type]
    return Markup(f'<span class="am-licht">{escape(text)}°</span>') if row["status"] == "voorlopig" else text


def key_figures(figures: Sequence[tuple[str, str, str]]) -> Markup:
    """Label, figure and remark of a few figures, as a definition list."""
    cells = "".join(
        f'<div><dt>{safe(label)}</dt><dd><span class="am-getal">{safe(value)}</span> '
        f'<span class="am-bij">{safe(remark)}</span></dd></div>'
        for label, value, remark in figures
    )
    return Markup(f'<dl class="am-kern">{cells}</dl>')


def paragraphs(sentences: Sequence[str]) -> Markup:
    """Plain text, one paragraph a sentence or group of sentences; empty ones are left out."""
    found = "".join(f"<p>{safe(text)}</p>" for text in sentences if text)
    return Markup(f'<div class="am-tekst">{found}</div>' if found else "")


def fold(title: str, body: Markup, note: str = "", opened: bool = False) -> Markup:
    """Something long behind its title, found by the browser's search and by a screen reader."""
    small = f"<span>{safe(note)}</span>" if note else ""
    return Markup(
        f'<details class="am-vouw"{" open" if opened else ""}><summary>{safe(title)}{small}</summary><div>{body}</div></details>'
    )


def definitions(entries: Sequence[tuple[str, object]], extra: str = "am-lijst") -> Markup:
    """Terms with their texts; a sequence of texts becomes a list."""
    cells = []
    for term, text in entries:
        if isinstance(text, tuple | list):
            text = Markup("<ul>" + "".join(f"<li>{safe(item)}</li>" for item in text) + "</ul>")
        cells.append(f"<div><dt>{safe(term)}</dt><dd>{safe(text)}</dd></div>")
    return Markup(f'<dl class="{extra}">{"".join(cells)}</dl>')


def joined(parts: Iterable[Markup]) -> Markup:
    """Several pieces as one."""
    return Markup("".join(parts))


def link(text: str, address: Mapping[str, str], page: str = "") -> Markup:
    """A link to another view of the same page, or of a page beside it (its part of the address)."""
    query = escape(urlencode(address, safe=":"), quote=True)
    return Markup(f'<a class="am-link" href="{escape(page, quote=True)}?{query}" target="_self">{safe(text)}</a>')


def out_of_frame(address: str) -> Markup:
    """A link from a page that stands in another site's frame to the same view in a tab of its own."""
    return Markup(
        f'<a class="am-uit" href="{escape(address, quote=True)}" target="_blank" rel="noopener">'
        "Open deze weergave in de Activeringsmonitor (nieuw tabblad)</a>"
    )


def steps(entries: Sequence[tuple[str, Markup]]) -> Markup:
    """A list of reasons, each with the link it leads to under it."""
    cells = "".join(f"<li>{safe(text)} {onward}</li>" for text, onward in entries)
    return Markup(f'<ul class="am-hierna">{cells}</ul>' if cells else "")


def bullets(sentences: Sequence[str]) -> Markup:
    """Plain text as a list, one point a sentence or group of sentences."""
    items = "".join(f"<li>{safe(text)}</li>" for text in sentences)
    return Markup(f'<div class="am-tekst"><ul>{items}</ul></div>' if items else "")


def copy_button(label: str, text: str) -> Markup:
    """A button that puts a text on the clipboard (static/nederlands.js) and says so."""
    return Markup(
        f'<p class="am-zin"><button type="button" class="am-kopieer" data-tekst="{escape(text, quote=True)}">{safe(label)}'
        '</button> <span role="status"></span></p>'
    )


def bar(lower: float, upper: float, highest: float) -> Markup:
    """A bar from zero for an exact count; for a masked one only the hatched range between its limits."""
    scale = 100 / highest if highest else 0
    style, kind = f"width:{scale * (upper - lower):.1f}%;left:{scale * lower:.1f}%", "am-bereik"
    if lower == upper:
        style, kind = f"width:{scale * upper:.1f}%", "am-zeker"
    return Markup(f'<div class="am-staaf"><i class="{kind}" style="{style}"></i></div>')


def sample_mark() -> Markup:
    """The word that stands wherever a sample figure does."""
    return Markup('<span class="am-voorbeeld">VOORBEELDCIJFERS</span>')
