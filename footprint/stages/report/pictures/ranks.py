"""Things ranked under several lenses: a line of dots each, from column to column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from footprint.stages.report.chart import Ranks
from footprint.stages.report.palette import ABROAD, INK, MUTED, PALE
from footprint.stages.report.pictures.lettering import fitted, said, widest, wrapped
from footprint.stages.report.pictures.shapes import SMALL, Dot, Line, Point, Scene, Shape, Words, layered

ROW, RADIUS = 31, 12
_GAP, _HEADING = 20, 18
_NAMES, _FEW = (0.36, 0.24), 3
"""Part of the width that names may take on either side: beside a few columns, and beside more."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the columns stand [px], and the height of the first row."""

    columns: tuple[float, ...]
    top: float
    names: float


def ranks(chart: Ranks, width: float) -> Scene:
    """Return the ranks as shapes, `width` pixels wide; what a lens does not see has no dot there."""
    headings = _headings(chart, width)
    grid = _grid(chart, width, max(map(len, headings), default=1))
    rows = tuple(rows_of([ranks[column] for ranks in chart.ranks]) for column in range(len(chart.columns)))
    # What the lenses disagree about is drawn last, over the others.
    order = sorted(range(len(chart.names)), key=lambda thing: (chart.flips[thing], -thing))
    shapes: list[Shape] = []
    for x, lines in zip(grid.columns, headings, strict=True):
        bottom = grid.top - 0.75 * ROW
        shapes += [
            Words(x, bottom - _HEADING * (number + 0.5), line, "middle", bold=True)
            for number, line in enumerate(reversed(lines))
        ]
    for thing in order:
        places = [(x, _height(grid, rows[column][thing])) for column, x in enumerate(grid.columns)]
        shapes += [*_lines(chart, thing, places), *_dots(chart, thing, places)]
    shapes += _names(chart, grid, rows)
    deepest = max((row for column in (rows[:1] + rows[-1:]) for row in column), default=0)
    return Scene(width, _height(grid, deepest) + ROW / 2, layered(*shapes))


def rows_of(ranks: Sequence[int | None]) -> tuple[int, ...]:
    """Return the row of each thing in a column: by rank, equal ranks one under the other, the unranked below a gap.

    >>> rows_of([3, 1, None, 1])
    (2, 0, 4, 1)
    """
    ranked = sorted((rank, thing) for thing, rank in enumerate(ranks) if rank is not None)
    unranked = [thing for thing, rank in enumerate(ranks) if rank is None]
    row = {thing: place for place, (_, thing) in enumerate(ranked)}
    row |= {thing: len(ranked) + 1 + place for place, thing in enumerate(unranked)}
    return tuple(row[thing] for thing in range(len(ranks)))


def _headings(chart: Ranks, width: float) -> list[tuple[str, ...]]:
    room = (width - 2 * _names_room(chart, width)) / max(len(chart.columns) - 1, 1) - 12
    return [wrapped(column, min(room, 200), 3, bold=True) for column in chart.columns]


def _names_room(chart: Ranks, width: float) -> float:
    part = _NAMES[len(chart.columns) > _FEW]
    return min(widest(chart.names, bold=True), part * width) + _GAP


def _grid(chart: Ranks, width: float, lines: int) -> Grid:
    """Return the columns, evenly apart between the names on either side."""
    room = _names_room(chart, width)
    step = (width - 2 * room) / max(len(chart.columns) - 1, 1)
    columns = tuple(room + place * step for place in range(len(chart.columns)))
    return Grid(columns, _HEADING * lines + ROW * 0.75, room - _GAP)


def _height(grid: Grid, row: int) -> float:
    return grid.top + ROW * row


def _lines(chart: Ranks, thing: int, places: Sequence[Point]) -> Iterator[Shape]:
    """Yield the line of a thing, broken where a lens does not see it."""
    colour, wide = (ABROAD, 4.0) if chart.flips[thing] else (PALE, 2.0)
    run: list[Point] = []
    for place, rank in zip([*places, (0.0, 0.0)], [*chart.ranks[thing], None], strict=True):
        if rank is not None:
            run.append(place)
            continue
        if len(run) > 1:
            yield Line(tuple(run), colour, wide)
        run = []


def _dots(chart: Ranks, thing: int, places: Sequence[Point]) -> Iterator[Shape]:
    fill = ABROAD if chart.flips[thing] else "#FFFFFF"
    for column, (place, rank) in enumerate(zip(places, chart.ranks[thing], strict=True)):
        if rank is not None:
            title = said(f"{chart.names[thing]}, {chart.columns[column]}: {rank}")
            yield Dot(*place, RADIUS, fill, ABROAD if chart.flips[thing] else PALE, title)
            yield Words(*place, str(rank), "middle", SMALL, INK, bold=chart.flips[thing])


def _names(chart: Ranks, grid: Grid, rows: Sequence[Sequence[int]]) -> Iterator[Shape]:
    """Yield the names beside the first and the last column; pale where the lens there does not see the thing."""
    sides = (("end", 0, -_GAP), ("start", len(grid.columns) - 1, _GAP))[: len(grid.columns)]
    for anchor, column, away in sides:
        for thing, name in enumerate(chart.names):
            seen, bold = chart.ranks[thing][column] is not None, chart.flips[thing]
            text, colour = fitted(name, grid.names, bold=bold), INK if seen else MUTED
            x, y = grid.columns[column] + away, _height(grid, rows[column][thing])
            yield Words(x, y, text, "end" if anchor == "end" else "start", colour=colour, bold=bold)
