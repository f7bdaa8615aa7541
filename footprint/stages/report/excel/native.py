"""Charts the reader can change: their figures on a sheet of their own, their looks, their sizes.

A chart is drawn from a :class:`Block` of cells: one row per name, one column per series.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart
from xlsxwriter.utility import quote_sheetname, xl_range_abs

from footprint.stages.report.chart import Bars, Numbers, Pareto, Ranks
from footprint.stages.report.figures import percent
from footprint.stages.report.model import Report
from footprint.stages.report.palette import GLOBAL, INK, LINE, MUTED, PALE, QUALITATIVE
from footprint.stages.report.pictures.colours import FILLS, ink_on
from footprint.stages.report.table import Column, Kind, Table

Native = Bars | Pareto | Ranks

PIXELS_PER_BAR, PIXELS_PER_STACK, FRAME, LEGEND = 24, 26, 56, 28
"""Height of a bar with its gap, of one with a name of two lines, of title and margins, of a legend [pixels]."""

PLAIN_HEIGHT, MOST_HEIGHT, PIXELS_PER_RANK = 340, 900, 22
_ROOM_FOR_ENDS = 0.66
_LABEL_FROM = 0.06
"""Share of a bar from which a part has room for its label."""

_FONT = {"size": 9, "color": INK}
_FILLS = FILLS | dict.fromkeys(("global", "none"), GLOBAL)
"""Role -> the colour of a series, as in the pictures; of those that are hatched, the ground."""

_HATCHED = {"global": "light_upward_diagonal", "none": "light_downward_diagonal"}
"""The palest fills are hatched, so that they do not vanish on white or in grey print."""

_MARKERS = ("circle", "square", "diamond", "triangle", "long_dash", "star", "plus", "x")


@dataclass(frozen=True, slots=True)
class Block:
    """The cells a chart is drawn from.

    Parameters
    ----------
    title
        What the chart shows.
    names
        One text per row.
    series
        Name and numbers of each column.
    kind
        How the numbers are read.
    """

    title: str
    names: tuple[str, ...]
    series: tuple[tuple[str, Numbers], ...]
    kind: Kind

    def table(self) -> Table:
        """Return the cells as a table: the names, and one column per series."""
        columns = (Column(self.title), *(Column(name, self.kind) for name, _ in self.series))
        rows = zip(self.names, *(numbers for _, numbers in self.series), strict=True)
        return Table(self.title, columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its sheet, the row of its headings, and how many rows follow."""

    sheet: str
    row: int
    count: int

    def names(self) -> str:
        """Return the address of the names."""
        return self._address(self.row + 1, self.row + self.count, 0)

    def numbers(self, series: int) -> str:
        """Return the address of the numbers of a series."""
        return self._address(self.row + 1, self.row + self.count, series + 1)

    def head(self, series: int) -> list[object]:
        """Return the cell of the name of a series."""
        return [self.sheet, self.row, series + 1]

    def _address(self, first: int, last: int, column: int) -> str:
        return f"={quote_sheetname(self.sheet)}!{xl_range_abs(first, column, last, column)}"


def block_of(chart: Native, report: Report) -> Block:
    """Return the cells that `chart` is drawn from."""
    if isinstance(chart, Bars):
        columns = tuple(zip(*chart.values, strict=True)) or tuple(() for _ in chart.series)
        kind: Kind = "share" if chart.whole or _are_shares(columns) else "value"
        return Block(chart.title, _bar_names(chart), tuple(zip(chart.series, columns, strict=True)), kind)
    if isinstance(chart, Pareto):
        aim = report.say("Aim: {share}", share=percent(chart.aim, report.language))
        curve = tuple(accumulate(chart.shares))
        series = ((chart.axis, chart.shares), (report.say("Cumulated share"), curve), (aim, (chart.aim,) * len(curve)))
        return Block(chart.title, chart.names, series, "share")
    ranks = tuple((name, tuple(ranks)) for name, ranks in zip(chart.names, chart.ranks, strict=True))
    return Block(chart.title, chart.columns, ranks, "count")


def _bar_names(chart: Bars) -> tuple[str, ...]:
    """Return what each bar is called; the text after a stack, for which a spreadsheet has no place, stands here."""
    if len(chart.series) == 1 or not chart.ends:
        return chart.names
    return tuple(f"{name}: {end}" if end else name for name, end in zip(chart.names, chart.ends, strict=True))


def _are_shares(columns: tuple[Numbers, ...]) -> bool:
    """Return whether the bars can be parts of one whole: all between 0 and 1, and together no more than that."""
    known = [value for column in columns for value in column if value is not None]
    return bool(known) and min(known) >= 0 and max(known) <= 1 and max(known) > 1e-4


def height_of(chart: Native) -> int:
    """Return the height of a chart [pixels]."""
    if isinstance(chart, Bars):
        legend = LEGEND if len(chart.series) > 1 else 0
        thick = PIXELS_PER_STACK if legend and chart.ends else PIXELS_PER_BAR
        return min(MOST_HEIGHT, max(180, FRAME + legend + thick * len(chart.names)))
    return (
        PLAIN_HEIGHT if isinstance(chart, Pareto) else max(PLAIN_HEIGHT, 2 * FRAME + PIXELS_PER_RANK * _deepest(chart))
    )


def draw(book: Workbook, chart: Native, block: Block, place: Place, size: tuple[int, int]) -> NativeChart:
    """Return `chart`, drawn from the cells at `place`, ready to be put on a sheet; `size` is in pixels."""
    drawers: dict[type, Callable[..., NativeChart]] = {Bars: _bars, Pareto: _pareto, Ranks: _ranks}
    native = drawers[type(chart)](book, chart, block, place)
    native.set_title({"name": said(chart.title), "name_font": {"size": 12, "color": INK}, "overlay": False})
    native.set_size({"width": size[0], "height": size[1]})
    native.set_chartarea({"border": {"none": True}})
    return native


def said(text: str) -> str:
    """Return a text of a chart that is never taken for the address of a cell: `=A1`, `Sheet1!A1`.

    >>> said("=A1"), said("Origins")
    (' =A1', 'Origins')
    """
    text = text.replace("!", "!\u2060")
    return f" {text}" if text.startswith("=") else text


def _series(block: Block, place: Place, number: int) -> dict[str, Any]:
    """Return one series: where it stands, and a copy of it, which viewers show that do not compute."""
    name, numbers = block.series[number]
    return {
        "name": place.head(number),
        "name_data": [name],
        "categories": place.names(),
        "categories_data": list(block.names),
        "values": place.numbers(number),
        "values_data": list(numbers),
    }


def _bars(book: Workbook, chart: Bars, block: Block, place: Place) -> NativeChart:
    """Draw horizontal bars, the first on top: no grid, and no axis of numbers beside labelled bars."""
    stacking = "percent_stacked" if chart.whole else "stacked" if len(chart.series) > 1 else ""
    native = book.add_chart({"type": "bar", "subtype": stacking} if stacking else {"type": "bar"})
    for number, role in enumerate(chart.roles):
        look = {**_fill(role), "gap": 40, **_labels(chart, role)}
        native.add_series({**_series(block, place, number), **look})
    native.set_y_axis({"reverse": True, "num_font": _FONT, "line": {"color": LINE}, "major_tick_mark": "none"})
    native.set_x_axis(_measure(chart))
    native.set_legend({"position": "bottom"} if stacking else {"none": True})
    return native


def _measure(chart: Bars) -> dict[str, Any]:
    """Return the axis of numbers: hidden where each bar has its label; a share goes to the end and no further."""
    ends = {"min": 0, "max": 1} if chart.whole else {}
    if chart.ends or chart.whole:
        return {"visible": False, "major_gridlines": {"visible": False}, **ends}
    return {"num_font": _FONT, "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}}}


def _labels(chart: Bars, role: str) -> dict[str, Any]:
    """Return the labels: shares inside the parts of a whole; after a single bar its own text."""
    if chart.whole:
        font = {"size": 9, "color": INK if role in _HATCHED else ink_on(_FILLS[role]), "bold": True}
        return {"data_labels": {"value": True, "num_format": f'[>={_LABEL_FROM}]0%;""', "font": font}}
    if len(chart.series) > 1 or not chart.ends:
        return {}
    custom = [{"value": said(end)} if end else {"delete": True} for end in chart.ends]
    return {"data_labels": {"value": True, "custom": custom, "position": "outside_end", "font": _FONT}}


def _fill(role: str) -> dict[str, Any]:
    """Return the fill of a series by what it stands for."""
    colour = _FILLS[role]
    edge = {"border": {"color": "#FFFFFF", "width": 0.75}}
    if role in _HATCHED:
        return {"pattern": {"pattern": _HATCHED[role], "fg_color": MUTED, "bg_color": colour}, **edge}
    return {"fill": {"color": colour}, **edge}


def _pareto(book: Workbook, chart: Pareto, block: Block, place: Place) -> NativeChart:
    """Draw columns, and on a second axis the curve of their sum with the share aimed at."""
    columns, curve = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
    columns.add_series({**_series(block, place, 0), **_fill("plain"), "gap": 30})
    marker = {"type": "circle", "size": 5, "fill": {"color": "#FFFFFF"}, "border": {"color": INK}}
    curve.add_series(
        {**_series(block, place, 1), "line": {"color": INK, "width": 1.75}, "marker": marker, "y2_axis": True}
    )
    dashed = {"line": {"color": "#B35900", "width": 1.5, "dash_type": "dash"}}
    curve.add_series({**_series(block, place, 2), **dashed, "marker": {"type": "none"}, "y2_axis": True})
    columns.combine(curve)
    grid = {"visible": True, "line": {"color": LINE, "width": 0.5}}
    columns.set_x_axis({"num_font": {**_FONT, "rotation": -45 if len(chart.names) > 6 else 0}, "line": {"color": LINE}})
    columns.set_y_axis({"min": 0, "major_gridlines": grid, **_axis(chart.axis)})
    curve.set_y2_axis({"min": 0, "max": 1, "major_unit": 0.2, **_axis(block.series[1][0])})
    columns.set_legend({"position": "bottom"})
    return columns


def _axis(name: str) -> dict[str, Any]:
    """Return the looks of an axis of shares with its name."""
    plain = {"num_format": "0%", "num_font": _FONT, "line": {"none": True}}
    return {"name": said(name), "name_font": {**_FONT, "bold": False}, **plain}


def _ranks(book: Workbook, chart: Ranks, block: Block, place: Place) -> NativeChart:
    """Draw a line of dots per thing, the first rank on top; those whose rank changes much stand out."""
    native, bold = book.add_chart({"type": "line"}), 0
    for number, flips in enumerate(chart.flips):
        bold += flips
        native.add_series({**_series(block, place, number), **_rank_look(chart.ranks[number], number, bold, flips)})
    scale = {"reverse": True, "min": 0, "max": _deepest(chart) + 1, "major_unit": 1, "num_format": "0;;"}
    native.set_y_axis({**scale, "num_font": _FONT, "line": {"none": True}, "major_gridlines": {"visible": False}})
    native.set_x_axis({"num_font": _FONT, "label_position": "high", "line": {"none": True}})
    native.set_legend({"none": True})
    native.set_plotarea({"layout": {"x": 0.07, "y": 0.16, "width": _ROOM_FOR_ENDS, "height": 0.78}})
    return native


def _deepest(chart: Ranks) -> int:
    """Return the lowest rank that is drawn."""
    return max((rank for ranks in chart.ranks for rank in ranks if rank is not None), default=1)


def _rank_look(ranks: tuple[int | None, ...], number: int, bold: int, flips: bool) -> dict[str, Any]:
    """Return the looks of a line of ranks, its name after its last dot."""
    colour = _FILLS[str((bold - 1) % len(QUALITATIVE) + 1)] if flips else PALE
    last = max((column for column, rank in enumerate(ranks) if rank is not None), default=-1)
    custom: list[dict[str, Any] | None] = [None if column == last else {"delete": True} for column in range(len(ranks))]
    font = {"size": 8, "color": INK, "bold": flips}
    marker = {"type": _MARKERS[number % 4], "size": 7, "fill": {"color": colour}, "border": {"color": "#FFFFFF"}}
    labels = {"series_name": True, "value": False, "position": "right", "font": font, "custom": custom}
    return {"line": {"color": colour, "width": 2.5 if flips else 1.25}, "marker": marker, "data_labels": labels}
