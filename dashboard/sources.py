"""The line under every figure: source, period, warnings, snapshot, sample mark. Pure."""

from __future__ import annotations

import pandas as pd

from dashboard import cautions
from dashboard.catalogue import Indicator, catalogue
from dashboard.markup import Markup, safe, sample_mark
from dashboard.wording import month_span

SAID_OTHERWISE = ("voorbeeld", "voorlopig", "dekking", "nog_niet_waarneembaar")


def text(indicator: Indicator, frame: pd.DataFrame, *remarks: str) -> str:
    """Source, period, what else must be said, every warning that touches a row of the frame, and snapshot."""
    words = [f"Bron: {'; '.join(entry.naam for entry in catalogue().sources_of(indicator))}"]
    words.append(month_span(frame["periode"].min(), frame["periode"].max()))
    words += [remark.rstrip(".") for remark in remarks if remark]
    words += [caution.kort for caution, _ in cautions.overall(frame, indicator) if caution.soort not in SAID_OTHERWISE]
    words.append(f"snapshot {frame['snapshot'].iloc[0]}")
    return " · ".join(words)


def line(indicator: Indicator, frame: pd.DataFrame, *remarks: str) -> Markup:
    """The same as a line on a page, with the sample mark."""
    return marked(text(indicator, frame, *remarks), is_sample(frame))


def marked(said: str, sample: bool) -> Markup:
    """What was said of a figure's source, as a line on a page."""
    mark = f" {sample_mark()}" if sample else ""
    return Markup(f'<div class="am-bron">{safe(said)}{mark}</div>')


def is_sample(frame: pd.DataFrame) -> bool:
    """Whether any figure of the frame is invented."""
    return bool((frame["herkomst"] == "voorbeeld").any())
