"""The list of purchase lines as a sheet, and the way to each of its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from footprint.stages.report.excel import lists
from footprint.stages.report.excel.formats import GENERAL, KILOGRAMS, MIXED, SCIENTIFIC
from footprint.stages.report.excel.names import link
from footprint.stages.report.model import COLUMNS, Report
from footprint.stages.report.table import Cell, Column, cells, is_number
from footprint.stages.report.words import LINE_COLUMNS

_WIDE = ("item", "fallback", "reason")
_OF_PLACE = re.compile(r"![A-Z]*([0-9]+)$")
_OF_LIST = re.compile(r"[0-9]+")


def line_list(report: Report) -> lists.Long:
    """Return every line of the list, its impacts after it.

    The headings are the names of the columns in every language, for those who read the sheet with a program; what they
    mean is a note on each.
    """
    names, units = [*COLUMNS["lines"], *report.impact_columns], _units(report)
    frame = report.lines
    styles = tuple(_style(name, units) if is_number(frame[name]) else "" for name in names)
    columns = tuple(_column(name, style, units) for name, style in zip(names, styles, strict=True))
    impact = report.say("Impact of the line under this lens and realm.")
    meanings = tuple(report.say(LINE_COLUMNS[name]) if name in LINE_COLUMNS else impact for name in names)
    return lists.Long("lines", columns, styles, tuple(cells(frame[name]) for name in names), meanings)


def _units(report: Report) -> dict[str, str]:
    """Return the unit of each column of impacts."""
    return {f"{row.lens}: {row.realm}": str(row.unit) for row in report.realms.itertuples()}


def _style(name: str, units: dict[str, str]) -> str:
    """Return the number format of a column of the lines."""
    if name in COLUMNS["lines"]:
        return KILOGRAMS if name == "tonnes" else GENERAL
    return SCIENTIFIC if "PDF.yr" in units.get(name, "") else MIXED


def _column(name: str, style: str, units: dict[str, str]) -> Column:
    """Return the heading of a column of the lines; impacts carry their unit."""
    if name not in COLUMNS["lines"]:
        return Column(f"{name} [{units[name]}]" if name in units else name, "value", name)
    if style:
        return Column(name, "tonnes" if name == "tonnes" else "plain", name)
    return Column(name, "long" if name in _WIDE else "text", name)


def way_to_lines(report: Report, sheets: Sequence[str]) -> Callable[[str, Cell], str | None]:
    """Return a function from a cell that names a line to the address of its row.

    Parameters
    ----------
    sheets
        The sheets the lines stand on, in order.
    """
    numbers = report.lines["line"].to_numpy(np.int64)
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]

    def address(column: str, cell: Cell) -> str | None:
        number = _number(column, cell)
        place = int(np.searchsorted(ordered, number)) if number is not None else len(ordered)
        if place == len(ordered) or ordered[place] != number:
            return None
        part, row = divmod(int(order[place]), lists.MOST_ROWS)
        return link(sheets[part], f"A{row + 2}")

    return address


def _number(column: str, cell: Cell) -> int | None:
    """Return the number of the line a cell names: the row of a place ("Sheet1!C12"), or the first of several lines."""
    if not isinstance(cell, str):
        return None if cell is None else int(cell)
    found = _OF_PLACE.search(cell) if column == "where" else _OF_LIST.match(cell)
    digits = found[found.lastindex or 0] if found else ""
    return int(digits) if 0 < len(digits) < 10 else None
