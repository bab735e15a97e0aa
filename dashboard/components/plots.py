"""A chart on a page with its text alternative, and the buttons that save it as a picture with its title and source."""

from __future__ import annotations

import streamlit as st

from dashboard import charts
from dashboard.components.scripts import component, packed


def plot(figure: charts.Figure, key: str, alt: str, name: str, title: str = "", source: str = "") -> None:
    """The chart; alt says what it shows. name: of the file, without its ending.

    title and source are written in the picture; both stay empty for a chart that holds its own.
    """
    chart = f"grafiek_{key}"
    st.plotly_chart(figure, theme=None, config=charts.CONFIG, key=chart, alt=alt)
    component("beeld")(key=f"beeld_{key}", data={"grafiek": chart, "naam": name, "titel": title, "bron": source})


def saved_drawing(drawing: str, key: str, name: str) -> None:
    """The buttons that save a whole SVG, with its title and source in it, where the page shows its parts."""
    component("beeld")(key=f"beeld_{key}", data=packed({"tekening": drawing, "naam": name}))
