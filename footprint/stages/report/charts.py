"""The workbook's own charts: their figures on the sheet "Chart data", their looks, their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from footprint.stages.report.breakdown import Breakdown, top
from footprint.stages.report.groups import Group, by_zone, groups, shares, sums, whole, yearly
from footprint.stages.report.model import Report
from footprint.stages.report.palette import BAR, INK, MUTED, ZONE_COLOURS
from footprint.stages.report.table import Column, Table
from footprint.stages.report.words import EVERYDAY_UNITS, ZONES, flow_name

DATA_SHEET = "Chart data"
TOP = 10
WIDTH, HEIGHT = 620, 330
_ZONE_NAMES = tuple(ZONES.values())
_LETTERS = "ABCDEF"
_LABEL_FROM = 0.05
"""Share of the longest bar from which a part has room for its label."""

Point = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The figures of one chart.

    Parameters
    ----------
    title
        Title of the chart.
    series
        Names of its series: the zones, or one.
    names
        Category per row.
    points
        One value per series and row.
    style
        Number format of the labels.
    stacking
        "percent_stacked", "stacked", or "" for one series.
    """

    title: str
    series: tuple[str, ...]
    names: tuple[str, ...]
    points: tuple[Point, ...]
    style: str
    stacking: str = ""


def zone_block(report: Report) -> Block:
    """Return where the impact happens: shares of Belgium, abroad and global per lens and realm."""
    found = sums(yearly(report.totals), ["lens", "realm", "unit", "zone"])
    parts = {group.title: shares(by_zone(found, group.lens, group.realm, group.unit)) for group in groups(report)}
    title = "Where the impact happens (share of each lens and realm)"
    return Block(title, _ZONE_NAMES, tuple(parts), tuple(parts.values()), f'[>={_LABEL_FROM}]0%;""', "percent_stacked")


def land_block(report: Report) -> Block:
    """Return the land occupied in Belgium and abroad [ha for one year]."""
    found = sums(report.pressures, ["flow", "compartment", "unit", "zone"])
    kinds = [kind for kind in dict.fromkeys(key[:3] for key in found) if _is_land(*kind)]
    factor = EVERYDAY_UNITS["m2.yr"][0]
    points = [tuple(None if part is None else part * factor for part in by_zone(found, *kind)[:2]) for kind in kinds]
    names = tuple(flow_name(flow, place) for flow, place, _ in kinds)
    room = _LABEL_FROM * max((whole(point) or 0.0 for point in points), default=0.0)
    style = f'[>={room:.6f}]#,##0;""'
    return Block("Land used, by place (ha for one year)", _ZONE_NAMES[:2], names, tuple(points), style, "stacked")


def _is_land(flow: str, compartment: str, unit: str) -> bool:
    """Return whether a flow is land held for a time."""
    return flow.startswith("Occupation") and unit == "m2.yr" and bool(compartment)


def top_block(parts: Breakdown, group: Group) -> Block:
    """Return the ten largest products or origins of one group, as shares of its impact where there is a whole."""
    rows = top(parts, group, TOP)
    share = all(portion is not None for _, _, portion in rows)
    kind, style, tail = ("Share", "0.0%", "(share of impact)") if share else ("Impact", "0.0E+00", f"[{group.unit}]")
    points = tuple((portion if share else value,) for _, value, portion in rows)
    names = tuple(name for name, _, _ in rows)
    return Block(f"Top {TOP} {parts.key}s: {group.title} {tail}", (kind,), names, points, style)


def data_table(blocks: Iterable[Block]) -> Table:
    """Return the figures of all charts, one under the other."""
    rows = []
    for block in blocks:
        for name, point in zip(block.names, block.points, strict=True):
            zones = (*point, None, None)[:3] if len(block.series) > 1 else (None, None, None)
            rows.append((block.title, name, *zones, point[0] if len(block.series) == 1 else None))
    figures = (Column(name, "value") for name in (*_ZONE_NAMES, "Value"))
    return Table(DATA_SHEET, (Column("Chart", "long"), Column("Name", "long"), *figures), tuple(rows))


def first_rows(blocks: Sequence[Block]) -> list[int]:
    """Return the spreadsheet row on which each block's figures start (row 1 is the heading)."""
    starts = [2]
    for block in blocks:
        starts.append(starts[-1] + len(block.names))
    return starts[:-1]


def add_chart(book: Workbook, sheet: Worksheet, block: Block, first: int, row: int, column: int) -> None:
    """Draw `block`, whose figures start on row `first` of the data sheet, at `row` and `column` of `sheet`."""
    chart = book.add_chart({"type": "bar", "subtype": block.stacking} if block.stacking else {"type": "bar"})
    for place, series in enumerate(block.series):
        letter = _LETTERS[2 + place] if len(block.series) > 1 else _LETTERS[5]
        chart.add_series(_series(block, place, series, letter, first))
    _dress(chart, block)
    sheet.insert_chart(row, column, chart, {"description": block.title, "object_position": 2})


def _series(block: Block, place: int, series: str, letter: str, first: int) -> dict[str, object]:
    """Return one series: where its figures stand, a copy of them, its colour and its labels."""
    last = first + len(block.names) - 1
    return {
        "name": series,
        "categories": f"='{DATA_SHEET}'!$B${first}:$B${last}",
        "values": f"='{DATA_SHEET}'!${letter}${first}:${letter}${last}",
        # rows already written are gone from memory, so the copy a viewer shows before it recalculates is given here
        "categories_data": list(block.names),
        "values_data": [point[place] for point in block.points],
        "gap": 45,
        "data_labels": _labels(block, series),
        **_look(series),
    }


def _labels(block: Block, series: str) -> dict[str, object]:
    """Return the labels of a series: inside the parts of a stack, after the end of a single bar."""
    font = {"size": 9, "color": "#FFFFFF" if series == "Belgium" else INK, "bold": bool(block.stacking)}
    place = {} if block.stacking else {"position": "outside_end"}
    return {"value": True, "num_format": block.style, "font": font, **place}


def _look(series: str) -> dict[str, object]:
    """Return the fill of a series; the palest zone is hatched, so that it does not vanish on white."""
    if series == "Global":
        pattern = {"pattern": "light_upward_diagonal", "fg_color": MUTED, "bg_color": ZONE_COLOURS[series]}
        return {"pattern": pattern, "border": {"color": "#FFFFFF"}}
    if series in ZONE_COLOURS:
        return {"fill": {"color": ZONE_COLOURS[series]}, "border": {"color": "#FFFFFF"}}
    return {"fill": {"color": BAR}, "border": {"none": True}}


def _dress(chart: Chart, block: Block) -> None:
    """Set title, axes and legend: no grid, no axis of numbers beside labelled bars, the largest on top."""
    chart.set_title({"name": block.title, "name_font": {"size": 12, "color": INK}, "overlay": False})
    font = {"size": 9, "color": INK}
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"none": True}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"} if len(block.series) > 1 else {"none": True})
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    chart.set_chartarea({"border": {"none": True}})
