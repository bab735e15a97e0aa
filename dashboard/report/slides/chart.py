"""What native charts share: figures in a workbook that opens in PowerPoint, a plot of exact place, labels as written.

A label is the text of the page, not a number PowerPoint writes again: its decimals and signs would follow the reader's computer.
The plot has a fixed place inside the chart, so that a rule or a word beside a bar stands where its value is.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt
from xlsxwriter import Workbook

from dashboard.charts.canvas import nice_ticks
from dashboard.report.slides.pieces import Box, describe, emu, rgb
from dashboard.report.slides.pieces import colour as ink
from dashboard.report.slides.text import clean, type_sizes

C = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
DUTCH = '[>=1000000]0"."000"."000;[>=1000]0"."000;0'
NO_LEADER = (
    f'<c:extLst {C}><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"><c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
EPOCH = datetime(2000, 1, 1)
SHEET, LIBRARYS_SHEET = "Gegevens", "Sheet1"
ROLES = {"gebied": "accent", "vergelijking": "vergelijk", "ander": "ander"}


class Series(NamedTuple):
    """A column of figures of a chart; None leaves a gap."""

    naam: str
    waarden: tuple[float | None, ...]


def chart(
    shapes: Any,
    kind: Any,
    box: Box,
    inner: Box,
    categories: Sequence[str],
    series: Sequence[Series],
    name: str,
    alt: str,
) -> Any:
    """A native chart without legend and title. inner: the place of the plot, in points on the slide."""
    if not categories:  # a chart without a row is refused by the library
        categories, series = [""], [Series(one.naam, (None,)) for one in series]
    data = CategoryChartData(number_format="General")
    data.categories = [clean(category) or " " for category in categories]
    for one in series:
        data.add_series(clean(one.naam), one.waarden)
    frame = shapes.add_chart(kind, *(emu(part) for part in box), data)
    describe(frame, name, alt)
    made = frame.chart
    made.has_legend = made.has_title = False
    made.font.size = Pt(type_sizes()["gewoon"])
    made.font.color.rgb = rgb("inkt")
    for reference in made._chartSpace.iter(qn("c:f")):
        reference.text = f"{SHEET}{reference.text.removeprefix(LIBRARYS_SHEET)}"
    made.part.chart_workbook.update_from_xlsx_blob(workbook(categories, series))
    _inside(made, box, inner)
    clear = parse_xml(f"<c:spPr {C}><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")
    made._chartSpace.find(qn("c:chart")).addnext(clear)  # what stands behind a chart stays in sight
    return made


def workbook(categories: Sequence[str], series: Sequence[Series]) -> bytes:
    """The figures behind a chart as PowerPoint opens them. Nothing a name says becomes a formula or a link."""
    target = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(target, plain)
    book.set_properties({"created": EPOCH, "author": "Activeringsmonitor"})
    page = book.add_worksheet(SHEET)  # the references of the chart name this sheet
    for at, category in enumerate(categories, 1):
        page.write_string(at, 0, clean(category))
    for column, one in enumerate(series, 1):
        page.write_string(0, column, clean(one.naam))
        for at, value in enumerate(one.waarden, 1):
            if value is not None:
                page.write_number(at, column, value)
    page.set_column(0, len(series), 24)
    book.close()
    return target.getvalue()


def scale(low: float, high: float, whole: bool) -> tuple[float, float, float]:
    """Round ends of a value axis that holds both limits, and the step between its numbers."""
    if high <= low:
        high = low + 1
    ticks = nice_ticks(low, high, whole)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step


def label(
    point: Any,
    text: str,
    position: Any,
    size: float,
    colour: str,
    bold: bool = False,
    shift: tuple[float, float] = (0, 0),
) -> None:
    """The label of one point, as written. shift: how far it stands from its usual place, as a share of the chart."""
    made = point.data_label
    frame = made.text_frame
    frame.word_wrap = False
    run = frame.paragraphs[0].add_run()
    run.text = clean(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = rgb(colour)
    made.position = position
    ground = f"<c:spPr {C}><a:solidFill>{ink('grond')}</a:solidFill></c:spPr>"
    made._dLbl.find(qn("c:tx")).addnext(parse_xml(ground))  # a rule behind the chart does not cross the words
    if any(shift):
        away = f'<c:x val="{shift[0]:.5f}"/><c:y val="{shift[1]:.5f}"/>'
        layout = f"<c:layout {C}><c:manualLayout>{away}</c:manualLayout></c:layout>"
        made._dLbl.insert(1, parse_xml(layout))  # after c:idx
        labels = made._dLbl.getparent()
        if labels.find(qn("c:extLst")) is None:
            labels.append(parse_xml(NO_LEADER))


def hatch(fill: Any, colour: str) -> None:
    """The one look of masked: diagonal hatching."""
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb = rgb(colour)
    fill.back_color.rgb = rgb("grond")


def whiskers(series: Any, plus: Sequence[float | None], minus: Sequence[float | None], line: str, caps: bool) -> None:
    """Error bars of each point its own length; None draws none. line: the `a:ln` they are drawn with."""
    sides = "".join(
        f'<c:{side}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(lengths)}"/>'
        + "".join(
            f'<c:pt idx="{at}"><c:v>{length!r}</c:v></c:pt>' for at, length in enumerate(lengths) if length is not None
        )
        + f"</c:numLit></c:{side}>"
        for side, lengths in (("plus", plus), ("minus", minus))
    )
    bars = parse_xml(
        f'<c:errBars {C}><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="{0 if caps else 1}"/>{sides}'
        f"<c:spPr>{line}</c:spPr></c:errBars>"
    )
    element = series._element
    element.find(qn("c:cat")).addprevious(bars)


def _inside(made: Any, box: Box, inner: Box) -> None:
    area = made._chartSpace.find(f"{qn('c:chart')}/{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    shares = {
        "x": (inner.left - box.left) / box.width,
        "y": (inner.top - box.top) / box.height,
        "w": inner.width / box.width,
        "h": inner.height / box.height,
    }
    values = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in shares.items())
    area.insert(
        0,
        parse_xml(
            f'<c:layout {C}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{values}</c:manualLayout></c:layout>"
        ),
    )
