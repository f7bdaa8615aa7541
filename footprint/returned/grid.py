"""Where rows and cells of a sheet stand, found in one pass: only what may have to move is remembered."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from footprint.ground.activities import place_of
from footprint.returned.elements import Element, is_closed, local, parse, parser_of_parts, tag_end

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_DIGITS = "0123456789"
_CELLS, _ROWS = 4, 3
"""How deep cells and rows lie: worksheet, sheetData, row, c."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where its tag starts and ends, where its content ends, and the cells that may be dropped.

    `loose` are the cells without content, and those of the columns asked for: column -> from where to where.
    """

    start: int
    inner: int
    close: int
    loose: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def closed(self) -> bool:
        """Return whether the row is one tag."""
        return self.close == self.start


@dataclass
class Grid:
    """A sheet as it stands.

    Parameters
    ----------
    ours
        Columns (from 0) whose cells are ours to drop.
    rows
        Row (from 0) -> its place.
    width
        Columns up to the last one with content that is not ours.
    formulas
        Columns, of ours, in which someone wrote a formula.
    tops
        The elements right below the root; `inside` those one level deeper, but rows.
    tag
        Name of the root as written.
    """

    ours: Collection[int] = ()
    rows: dict[int, Row] = field(default_factory=dict)
    width: int = 0
    formulas: set[int] = field(default_factory=set)
    tops: list[Element] = field(default_factory=list)
    inside: list[tuple[Element, Element]] = field(default_factory=list)
    tag: str = "worksheet"


def position(reference: str) -> tuple[int, int] | None:
    """Return row and column of a reference, from 0; None for what is none.

    >>> position("C12"), position("nowhere")
    ((11, 2), None)
    """
    found = _REFERENCE.fullmatch(reference)
    return (int(found[2]) - 1, place_of(found[1].upper())) if found else None


def scan(data: bytes, ours: Collection[int] = ()) -> Grid:
    """Return where everything of a sheet stands; UnreadableError for what is no plain XML."""
    grid = Grid(ours)
    parse(_Walk(data, grid).parser, data)
    return grid


class _Walk:
    """The pass: expat calls `start` and `end` for every element."""

    def __init__(self, data: bytes, grid: Grid) -> None:
        self.data, self.grid = data, grid
        self.parser = parser_of_parts()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.depth = 0
        self.places: dict[str, int] = {}
        self.in_rows = False
        self.row, self.column = -1, -1
        self.cell_at, self.filled, self.formula = 0, False, False
        self.opened: list[tuple[str, dict[str, str], int]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        self.depth += 1
        if self.in_rows and self.depth > _CELLS:
            self.filled = True
            self.formula = self.formula or (tag[-1] == "f" and self.depth == _CELLS + 1 and local(tag) == "f")
        elif not self.in_rows:
            self._start_other(tag, attributes, self.parser.CurrentByteIndex)
        elif self.depth == _CELLS:
            self._start_cell(attributes, self.parser.CurrentByteIndex)
        else:
            self._start_row(attributes, self.parser.CurrentByteIndex)

    def end(self, _: str) -> None:
        """Take the end of an element."""
        if self.in_rows and self.depth == _CELLS:
            self._end_cell(self.parser.CurrentByteIndex)
        elif self.in_rows and self.depth == _ROWS:
            row = self.grid.rows[self.row]
            if not is_closed(self.data, row.inner):
                self.grid.rows[self.row] = Row(row.start, row.inner, self.parser.CurrentByteIndex, row.loose)
        elif self.depth < _ROWS or not self.in_rows:
            self._end_other(self.parser.CurrentByteIndex)
        self.depth -= 1

    def _start_other(self, tag: str, attributes: dict[str, str], at: int) -> None:
        if self.depth == 1:
            self.grid.tag = tag
        self.opened.append((tag, attributes, at))
        self.in_rows = self.depth == 2 and local(tag) == "sheetData"

    def _end_other(self, at: int) -> None:
        tag, attributes, start = self.opened.pop()
        self.in_rows = False
        if self.depth not in (2, 3):
            return
        inner = tag_end(self.data, start)
        close, stop = (inner, inner) if is_closed(self.data, inner) else (at, tag_end(self.data, at))
        one = Element(tag, local(tag), attributes, self.depth, start, inner, close, stop)
        if self.depth == 2:
            self.grid.tops.append(one)
        elif len(self.opened) > 1:
            owner, owned, begins = self.opened[1]
            self.grid.inside.append((Element(owner, local(owner), owned, 2, begins, begins, begins, begins), one))

    def _start_row(self, attributes: dict[str, str], at: int) -> None:
        written = attributes.get("r", "")
        self.row = int(written) - 1 if written.isdecimal() else self.row + 1
        self.column = -1
        self.grid.rows[self.row] = Row(at, tag_end(self.data, at), at)

    def _start_cell(self, attributes: dict[str, str], at: int) -> None:
        letters = attributes.get("r", "").rstrip(_DIGITS)
        if letters not in self.places:
            found = position(f"{letters}1")
            self.places[letters] = found[1] if found else -1
        self.column = self.places[letters] if letters else self.column + 1
        self.cell_at, self.filled, self.formula = at, False, False

    def _end_cell(self, at: int) -> None:
        ours = self.column in self.grid.ours
        if self.formula and ours:
            self.grid.formulas.add(self.column)
        if self.filled and not ours:
            self.grid.width = max(self.grid.width, self.column + 1)
        else:
            self.grid.rows[self.row].loose[self.column] = (self.cell_at, self._cell_end(at))

    def _cell_end(self, at: int) -> int:
        """Return where the cell ends whose end is told at `at`."""
        inner = 0 if self.filled else tag_end(self.data, self.cell_at)
        return inner if inner and is_closed(self.data, inner) else self.data.index(b">", at) + 1
