"""Figures as Plotly charts, one module a kind of chart. The only place that imports Plotly.

Doubt has one look: masked is a hatched bar between the certain limits without a dot; chance is a thin whisker; provisional is
an open dot on a dashed line; missing is a gap with a light `?` on the axis; a sample carries a quiet diagonal word.
"""

from dashboard.charts.canvas import CONFIG, saving
from dashboard.charts.shares import Share, shares
from dashboard.charts.strips import Dot, Strip, strips
from dashboard.charts.trend import Line, trend

__all__ = ["CONFIG", "Dot", "Line", "Share", "Strip", "saving", "shares", "strips", "trend"]
