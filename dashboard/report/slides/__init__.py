"""The slides of a briefing pack, with native charts, tables and maps. The only place that imports python-pptx."""

from dashboard.report.slides.deck import pptx
from dashboard.report.slides.template import TemplateFault

__all__ = ["TemplateFault", "pptx"]
