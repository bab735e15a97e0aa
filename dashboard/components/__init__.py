"""The blocks pages are made of: finding, key figures, chart with its table, source and downloads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from dashboard import charts, export, sources
from dashboard.catalogue import Indicator
from dashboard.charts import Line
from dashboard.components.plots import plot
from dashboard.events import Event
from dashboard.findings import quotation
from dashboard.markup import Markup, copy_button, fold, joined, key_figures, month_table, paragraphs, safe
from dashboard.records import records
from dashboard.sentences import read, sentence
from dashboard.tokens import Scheme

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def scheme() -> Scheme:
    """Light or dark, as the reader's browser shows the page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def notice(text: str) -> None:
    """Say something a reader must not miss."""
    st.html(f'<div class="am-melding" role="status">{safe(text)}</div>')


def finding(
    sentence: str, lead: Sequence[str] = (), figures: Sequence[tuple[str, str, str]] = (), hint: str = ""
) -> None:
    """The page's first words: one sentence in the largest type, the doubt under it, key figures beside it.

    Sentence and doubt can be copied into a note, with their source and the page's link; hint, what a reader can do, is not.
    """
    said = st.session_state
    note = quotation(sentence, lead, said["snapshot"], said["voorbeeld"], said["adres"])
    _first_words(sentence, joined([paragraphs([*lead, hint]), copy_button("Kopieer deze zin", note)]), figures)


def prompt(sentence: str, lead: Sequence[str] = ()) -> None:
    """The page's first words where there is nothing found to quote: what to choose, or why there is no figure."""
    _first_words(sentence, paragraphs(lead))


def _first_words(sentence: str, under: Markup, figures: Sequence[tuple[str, str, str]] = ()) -> None:
    words = f'<div><h1 class="am-bevinding">{safe(sentence)}</h1>{under}</div>'
    st.html(f'<div class="am-opening">{words}{key_figures(figures) if figures else ""}</div>')


def section(title: str) -> None:
    """A heading that opens a part of the page."""
    st.html(f'<h2 class="am-deel">{safe(title)}</h2>')


def html(markup: Markup) -> None:
    """Something made by the markup module; nothing where it is empty."""
    if markup:
        st.html(markup)


def trend(title: str, lines: Sequence[Line], indicator: Indicator, events: Sequence[Event], key: str) -> None:
    """A chart of months with its title, the same figures as a table, its source and its downloads; never an empty chart.

    Its newest month is marked, whichever month the page speaks of: a chart that stays the same is not sent or drawn again.
    """
    if not lines or not lines[0].frame["onder"].notna().any():
        st.html(f'<h3 class="am-onderdeel">{safe(title)}</h3>')
        notice("Er is voor dit gebied geen enkele maand met een cijfer.")
        return
    own = lines[0].frame
    partial = own["bekend"] < own["delen"]
    note = f"<small>telt niet alle gemeenten van {safe(lines[0].naam)}</small>" if partial.any() else ""
    st.html(f'<h3 class="am-onderdeel">{safe(title)}{note}</h3>')
    figure = charts.trend(lines, indicator, events, scheme(), str(own["periode"].max()))
    alt = f"{title}. {_course(own, indicator)} De tabel onder de grafiek geeft elke maand."
    whole = export.named([(line.frame, line.volledig) for line in lines])
    remarks = [f"vergeleken met {line.volledig}" for line in lines if line.volledig]
    remarks += ["gestreept: voorlopig"] if own["voorlopig"].any() else []
    said = sources.text(indicator, own, *remarks)
    plot(figure, key, alt, export.title(whole, indicator), f"{title}, {lines[0].naam}", said)
    st.html(fold("Alle maanden als tabel", month_table(own, indicator, f"{indicator.korte_naam}, {lines[0].naam}")))
    st.html(sources.marked(said, sources.is_sample(own)))
    downloads(whole, indicator, key)


def _course(own: pd.DataFrame, indicator: Indicator) -> str:
    """Where a line ends, beside where it begins."""
    rows = records(own.sort_values("periode"))
    first, last = read(rows[0]), read(rows[-1])
    return sentence(last, indicator, earlier=first if first.periode != last.periode else None)


def source(indicator: Indicator, frame: pd.DataFrame, *remarks: str) -> None:
    """Source, period, snapshot and sample mark of a figure, with every warning that touches it and what else must be said."""
    st.html(sources.line(indicator, frame, *remarks))


def sourced(names: Sequence[str], snapshot_id: str, sample: bool, *remarks: str) -> None:
    """Sources, snapshot and sample mark of a figure that shows several indicators."""
    words = " · ".join([f"Bron: {'; '.join(names)}", *remarks, f"snapshot {snapshot_id}"])
    st.html(sources.marked(words, sample))


def shares(title: str, groups: Sequence[tuple[str, Sequence[charts.Share]]], key: str, source: str) -> None:
    """Percentages as bars; the table that holds them too stands under it."""
    figure = charts.shares(groups, scheme())
    alt = f"{title}. {charts.told(groups)} De tabel onder de grafiek geeft elk cijfer."
    plot(figure, key, alt, f"activeringsmonitor-{key}", title, source)


def remark(text: str) -> None:
    """A quiet line under a figure."""
    st.html(f'<div class="am-bron">{safe(text)}</div>')


def table_downloads(name: str, frame: pd.DataFrame, notes: Sequence[tuple[str, str]], title: str, key: str) -> None:
    """Any table as files, with what must be known about it."""
    made_downloads(name, lambda: frame, lambda: notes, title, key)


def made_downloads(
    name: str, frame: Callable[[], pd.DataFrame], notes: Callable[[], Sequence[tuple[str, str]]], title: str, key: str
) -> None:
    """The same for a table that is only made when it is asked for."""
    file = f"activeringsmonitor-{name}"
    with st.container(horizontal=True, key=f"acties_{key}", gap="small"):
        download("Download CSV", f"{file}.csv", "text/csv", lambda: export.plain_csv(frame()), f"csv_{key}")
        download(
            "Download Excel", f"{file}.xlsx", EXCEL, lambda: export.workbook(frame(), notes(), title), f"xlsx_{key}"
        )


def downloads(
    frame: pd.DataFrame, indicator: Indicator, key: str, made: Callable[[], pd.DataFrame] | None = None
) -> None:
    """The figures of a chart or table as files, made when they are asked for. made: makes them from what names the file."""
    made = made or (lambda: frame)
    name = export.title(frame, indicator)
    with st.container(horizontal=True, key=f"acties_{key}", gap="small"):
        download("Download CSV", f"{name}.csv", "text/csv", lambda: export.dutch_csv(made(), indicator), f"csv_{key}")
        download("Download Excel", f"{name}.xlsx", EXCEL, lambda: export.xlsx(made(), indicator), f"xlsx_{key}")


def download(label: str, name: str, mime: str, content: Callable[[], bytes], key: str) -> None:
    """One file."""
    st.download_button(label, content, name, mime, key=key, on_click="ignore", type="tertiary")


def state_download(state: pd.DataFrame, snapshot_id: str) -> None:
    """The state of every series as a file for Dutch Excel."""
    content = (
        state.assign(snapshot=snapshot_id)
        .map(export.defused)
        .to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
        .encode("utf-8-sig")
    )
    with st.container(horizontal=True, key="acties_staat"):
        download(
            "Download CSV", f"activeringsmonitor-bronnen-{snapshot_id}.csv", "text/csv", lambda: content, "csv_staat"
        )
