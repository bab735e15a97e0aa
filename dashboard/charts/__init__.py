"""Figures as Plotly charts, one module a kind of chart. The only place that imports Plotly.

Doubt has one look: masked is a hatched bar between the certain limits without a dot; chance is a thin whisker; provisional is
an open dot on a dashed line; missing is a gap with a light `?` on the axis; a sample carries a quiet diagonal word.
"""

from plotly.graph_objects import Figure

from dashboard.charts.canvas import CONFIG, Drawing, drawn
from dashboard.charts.dot import dots, span
from dashboard.charts.funnel import funnel
from dashboard.charts.keys import KeyMarks, keys
from dashboard.charts.lines import Line
from dashboard.charts.parts import parts
from dashboard.charts.scatter import Point, scatter
from dashboard.charts.shares import Share, shares, told
from dashboard.charts.strips import Dot, Strip, strips
from dashboard.charts.swing import swing
from dashboard.charts.trend import trend
from dashboard.charts.waterfall import waterfall

__all__ = [
    "CONFIG", "Dot", "Drawing", "Figure", "KeyMarks", "Line", "Point", "Share", "Strip", "dots", "drawn", "funnel", "keys",
    "parts", "scatter", "shares", "span", "strips", "swing", "told", "trend", "waterfall",
]  # fmt: skip
