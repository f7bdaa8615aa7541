"""What reading hands on: the purchase lines as written, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from footprint.ground.errors import Problem


@dataclass(frozen=True, slots=True)
class Place:
    """Where a list stands, so that a cell of it can be named.

    Parameters
    ----------
    source
        The file name, or "data" for a table in memory.
    sheet
        The sheet of a workbook, or "".
    columns
        For each key the letter of its column ("C"), or its name where columns have no letters.
    lettered
        Whether columns have letters.
    header_row
        The row of the header, counted from 1; 0 where the list has none.
    """

    source: str
    sheet: str
    columns: Mapping[str, str]
    lettered: bool
    header_row: int = 0

    @property
    def whole(self) -> str:
        """Return the name of the whole: the sheet, or the file where there are no sheets."""
        return self.sheet or self.source

    def cell(self, column: str, line: int) -> str:
        """Return the name of a cell, given the letter or name of its column."""
        return f"{self.whole}!{column}{line}" if self.lettered else f"{self.whole}!{column}[{line}]"

    def where(self, line: int, key: str = "") -> str:
        """Return the name of the cell of `key` on `line`, or of the line where the list has no such column."""
        return self.cell(self.columns[key], line) if key in self.columns else f"{self.whole}!{line}"


@dataclass(frozen=True, eq=False)
class Activities:
    """A purchase list as written: one row for each purchase line.

    Parameters
    ----------
    table
        Columns `line` (int64: the row the spreadsheet shows, or the position from 1), the text columns of
        :data:`footprint.ground.tables.PURCHASES` (categorical, missing where nothing is written), `amount` [unit] and
        `year` (float64, NaN where empty or unread).
    place
        Names the cells.
    problems
        Everything found, in the order of the lines.
    amounts_written
        One row for each amount with a problem: line, written, code. All of them, also where `problems` lists only some.
    skipped
        How many rows were left out, by reason: "blank", "header", "total".
    """

    table: pd.DataFrame
    place: Place
    problems: tuple[Problem, ...] = ()
    amounts_written: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["line", "written", "code"]))
    skipped: Mapping[str, int] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Return the file name, or "data"."""
        return self.place.source

    @property
    def sheet(self) -> str:
        """Return the name of the sheet, or ""."""
        return self.place.sheet

    @property
    def columns(self) -> Mapping[str, str]:
        """Return for each key the letter or name of the column it was read from."""
        return self.place.columns

    def where(self, line: int, key: str = "") -> str:
        """Return the name of a cell ("Sheet1!C12") or of a line ("Sheet1!12")."""
        return self.place.where(line, key)


def letter_of(place: int) -> str:
    """Return the letter of a column, counted from 0.

    >>> letter_of(0), letter_of(25), letter_of(26), letter_of(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters = chr(ord("A") + rest) + letters
        place -= 1
    return letters


def place_of(letters: str) -> int:
    """Return the position of a column, counted from 0.

    >>> place_of("A"), place_of("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
