"""A page of the report as a sheet: title, answer, and for each question its charts and its table.

Narrow tables have their charts beside them, wide ones above, so that both are seen at once and the printed page is
filled. Sizes on the sheet are in pixels (96 to the inch), heights of rows in points (72 to the inch).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter.image import Image

from footprint.stages.report.chart import Bars, Chart, Flow, WorldMap
from footprint.stages.report.excel import native, paper
from footprint.stages.report.excel.formats import fit
from footprint.stages.report.excel.names import link
from footprint.stages.report.excel.paper import LINE_HEIGHT, pixels
from footprint.stages.report.excel.tables import Leaf, is_prose, put_paragraph, put_table
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section

Painter = Callable[[Flow | WorldMap], bytes]
"""Draws as a PNG picture what a spreadsheet has no chart for."""

PAINTED = (Flow, WorldMap)
_PIXELS_PER_ROW = 20
_GAP = 16
"""Space between charts, and between a table and the charts beside it [pixels]."""

_BAND, _WIDEST_BAND, _NARROWEST = 1280, 1680, 390
"""Width of a band of charts at least and at most, and of a chart in it at least [pixels]."""

_ALONE, _WIDEST, _PICTURE = 720, 1000, 940
"""Width of a chart alone at least and at most, and of a picture alone [pixels]."""

_BESIDE = 1480
"""Width of a table with what is beside it, at most [pixels]."""

_SMALL, _SMALL_LINES, _SMALL_PICTURE = 460, 640, 800
"""Width beside a table of bars, of lines with names, and of a picture, at least [pixels]."""

_WIDOW = 3
"""Rows of a table that must not be parted from the charts above it."""

_MOST_FROZEN = 190.0
"""Height of rows above a list that may stay in sight while it is scrolled [points]."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a leaf draws its charts with.

    Parameters
    ----------
    report
        The report, whose language is spoken.
    painter
        Draws pictures.
    data_sheet
        Name of the sheet with the figures of the charts.
    blocks
        The blocks drawn so far, in order; each stands below the one before it, a blank row between them.
    home
        Name of the first sheet.
    """

    report: Report
    painter: Painter
    data_sheet: str
    home: str
    blocks: list[native.Block]

    def place(self, block: native.Block) -> native.Place:
        """Take the next free rows of the data sheet for `block`."""
        row = sum(len(one.names) + 2 for one in self.blocks)
        self.blocks.append(block)
        return native.Place(self.data_sheet, row, len(block.names))


def lay_out(leaf: Leaf, page: Page, drawing: Drawing, contents: Sequence[tuple[str, str]] = ()) -> None:
    """Write a page.

    Parameters
    ----------
    contents
        Sheets to link to at the end, and what stands on each.
    """
    for place, width in enumerate(leaf.widths):
        leaf.sheet.set_column(place, place, width)
    row, widest = _head(leaf, page, drawing), sum(map(pixels, leaf.widths))
    starts: list[tuple[int, int]] = []
    for section in page.sections:
        start = row if starts else 0
        row, width, whole = _put_section(leaf, section, drawing, row)
        widest = max(widest, width)
        starts += [(start, whole), *((head, head + _WIDOW) for head in leaf.tables[-1:] if head > start)]
        row += 1
    if contents:
        starts.append((row, row + len(contents) + 1))
        row = _put_contents(leaf, contents, drawing, row)
    _freeze(leaf, page)
    _print(leaf, row, widest, starts, drawing)


def _put_contents(leaf: Leaf, contents: Sequence[tuple[str, str]], drawing: Drawing, row: int) -> int:
    """Write a link to each other sheet and what stands there; return the next free row."""
    leaf.sheet.write_string(row, 0, drawing.report.say("In this workbook"), leaf.made.heading)
    for place, (name, about) in enumerate(contents, row + 1):
        leaf.sheet.write_url(place, 0, link(name), leaf.made.link, name)
        leaf.sheet.write_string(place, 1, fit(about), leaf.made.plain)
    return row + 1 + len(contents)


def _head(leaf: Leaf, page: Page, drawing: Drawing) -> int:
    """Write the way back, the title and the answer; return the next free row."""
    if leaf.sheet.get_name() != drawing.home:
        leaf.sheet.write_url(0, 0, link(drawing.home), leaf.made.link, f"← {drawing.home}")
    leaf.set_height(1, 27)
    leaf.sheet.write_string(1, 0, fit(page.title), leaf.made.title)
    return (put_paragraph(leaf, 2, page.lead, leaf.made.lead, _characters(leaf)) if page.lead else 2) + 1


def _characters(leaf: Leaf) -> int:
    """Return how many letters a line of running text may have."""
    return max(100, min(150, int(sum(leaf.widths))))


def _put_section(leaf: Leaf, section: Section, drawing: Drawing, row: int) -> tuple[int, int, int]:
    """Write a section; return the next free row, its width [pixels], and the row its first page must reach."""
    if section.title:
        leaf.sheet.write_string(row, 0, fit(section.title), leaf.made.heading)
        row += 1
    if section.table.note:
        row = put_paragraph(leaf, row, section.table.note, leaf.made.note, _characters(leaf))
    charts = [chart for chart in section.charts if _has_figures(chart)]
    across = sum(pixels(width) for width in leaf.widths[: len(section.table.columns)])
    if charts and section.table.rows and (beside := _beside(charts, across)):
        return _put_beside(leaf, section, charts, drawing, row, (across + _GAP, beside))
    row, width = _put_band(leaf, charts, drawing, row, across) if charts else (row, 0)
    first = row + min(_WIDOW, len(section.table.rows))
    return _put_figures(leaf, section, drawing, row), width, first


def _beside(charts: Sequence[Chart], across: int) -> int:
    """Return how wide the charts can be beside a table `across` pixels wide; 0 where they must stand above it."""
    room = min(_single(charts[0]), _BESIDE - _GAP - across)
    least = {Bars: _SMALL, Flow: _SMALL_PICTURE, WorldMap: _SMALL_PICTURE}.get(type(charts[0]), _SMALL_LINES)
    return room if room >= least else 0


def _has_figures(chart: Chart) -> bool:
    """Return whether there is anything to draw."""
    return bool(
        chart.shares if isinstance(chart, WorldMap) else chart.links if isinstance(chart, Flow) else chart.names
    )


def _put_figures(leaf: Leaf, section: Section, drawing: Drawing, row: int) -> int:
    """Write the table of a section, or sentences where it is or would be none; return the next free row."""
    if is_prose(section.table):
        for cell in (cell for cells in section.table.rows for cell in cells):
            row = put_paragraph(leaf, row, f"• {cell}", leaf.made.prose, _characters(leaf))
        return row
    if section.table.rows:
        return put_table(leaf, row, section.table)
    if section.table.columns:
        leaf.sheet.write_string(row, 0, drawing.report.say("Nothing to show here."), leaf.made.note)
    return row + 1


def _put_beside(
    leaf: Leaf, section: Section, charts: Sequence[Chart], drawing: Drawing, row: int, room: tuple[int, int]
) -> tuple[int, int, int]:
    """Write a table and its charts to the right of it, one below the other; `room` is their left and their width."""
    below, ends = row, []
    for chart in charts:
        below += _rows(_insert(leaf, chart, drawing, (below, room[0]), room[1]) + _GAP)
        ends.append(below)
    last = _put_figures(leaf, section, drawing, row)
    return max(last, below), sum(room), ends[0]


def _put_band(leaf: Leaf, charts: Sequence[Chart], drawing: Drawing, row: int, across: int) -> tuple[int, int]:
    """Draw charts side by side above a table, in as many bands as they need; return the next free row and the width."""
    band_width = min(_WIDEST_BAND, max(_BAND, across))
    count = 1 if isinstance(charts[0], PAINTED) else _per_band(len(charts), band_width)
    width = _single(charts[0], across) if count == 1 else (band_width - (count - 1) * _GAP) // count
    for start in range(0, len(charts), count):
        band = charts[start : start + count]
        high = max((native.height_of(chart) for chart in band if not isinstance(chart, PAINTED)), default=None)
        places = [(row, place * (width + _GAP)) for place in range(len(band))]
        drawn = [_insert(leaf, chart, drawing, at, width, high) for chart, at in zip(band, places, strict=True)]
        row += _rows(max(drawn) + _GAP)
    return row, count * width + (count - 1) * _GAP


def _per_band(charts: int, width: int) -> int:
    """Return how many charts stand side by side, so that all bands are equally full.

    >>> _per_band(4, 1280), _per_band(4, 1680), _per_band(6, 1280)
    (2, 4, 3)
    """
    bands = -(-charts // (width // _NARROWEST))
    return -(-charts // bands)


def _single(chart: Chart, across: int = 0) -> int:
    """Return the width of a chart that stands alone, above something `across` pixels wide [pixels]."""
    return _PICTURE if isinstance(chart, PAINTED) else min(_WIDEST, max(_ALONE, across))


def _rows(height: int) -> int:
    return -(-height // _PIXELS_PER_ROW)


def _insert(
    leaf: Leaf, chart: Chart, drawing: Drawing, at: tuple[int, int], width: int, height: int | None = None
) -> int:
    """Put a chart or picture at a row and a distance from the left [pixels]; return its height [pixels]."""
    row, left = at
    looks = {"description": chart.title, "object_position": 3, "x_offset": left}
    if isinstance(chart, Flow | WorldMap):
        image = Image(BytesIO(drawing.painter(chart)))
        leaf.sheet.insert_image(row, 0, image, {**looks, **_scale(image, width)})
        return int(image.height / image.width * width)
    high = height or native.height_of(chart)
    block = native.block_of(chart, drawing.report)
    drawn = native.draw(leaf.book, chart, block, drawing.place(block), (width, high))
    leaf.sheet.insert_chart(row, 0, drawn, looks)
    return high


def _scale(image: Image, width: int) -> dict[str, float]:
    """Return the scale at which `image` is `width` wide, whatever the dots per inch it claims."""
    return {
        "x_scale": width * image.x_dpi / 96 / image.width,
        "y_scale": width * image.y_dpi / 96 / image.width,
    }


def _freeze(leaf: Leaf, page: Page) -> None:
    """Keep the title in sight, and the headings of a table that stands alone near the top; repeat these on paper."""
    alone = len(page.sections) == 1 and len(leaf.tables) == 1
    above = sum(leaf.heights.get(row, LINE_HEIGHT) for row in range(leaf.tables[0] + 1)) if alone else _MOST_FROZEN + 1
    leaf.sheet.freeze_panes(leaf.tables[0] + 1 if above <= _MOST_FROZEN else 2, 0)
    if alone:
        leaf.sheet.repeat_rows(leaf.tables[0])


def _print(leaf: Leaf, rows: int, widest: int, starts: Sequence[tuple[int, int]], drawing: Drawing) -> None:
    """Set the printed page: one page wide, and no break through a chart."""
    paper.set_page(leaf.sheet, drawing.report)
    column, edge = paper.last_column(leaf.widths, widest)
    leaf.sheet.print_area(0, 0, rows, column)
    leaf.sheet.set_h_pagebreaks(paper.breaks(leaf.heights, starts, edge))
    leaf.sheet.hide_gridlines(2)
