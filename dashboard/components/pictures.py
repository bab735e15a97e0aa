"""A chart on a page that a reader can save: its title above it, its source in the saved picture, a text says what it shows."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import charts
from dashboard.catalogue import Indicator, catalogue
from dashboard.components.plots import plot
from dashboard.markup import safe

MARK = "voorbeeldcijfers"


def picture(
    drawing: charts.Drawing,
    title: str,
    finding: str,
    key: str,
    indicators: Sequence[Indicator],
    frame: pd.DataFrame,
    beside: str = "",
) -> None:
    """A chart with its title, and buttons that save it with its source. finding: what it shows, for who does not see it.

    beside: the comparator by its name, number and date, which a saved picture has to say too.
    """
    names = dict.fromkeys(source.naam for entry in indicators for source in catalogue().sources_of(entry))
    sample = f" · {MARK}" if (frame["herkomst"] == "voorbeeld").any() else ""
    source = f"{beside} Bron: {'; '.join(names)} · snapshot {frame['snapshot'].iloc[0]}{sample}"
    name = f"activeringsmonitor-{key}{marked(frame)}"
    alt = f"{title}. {finding} De tabel onder de grafiek geeft elk cijfer."
    st.html(f'<h3 class="am-onderdeel">{safe(title)}</h3>')
    plot(charts.drawn(drawing), key, alt, name, title, source.strip())


def marked(frame: pd.DataFrame) -> str:
    """What a file name adds when it holds invented figures."""
    return f"-{MARK}" if (frame["herkomst"] == "voorbeeld").any() else ""
