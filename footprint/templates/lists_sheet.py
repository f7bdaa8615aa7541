"""The hidden sheet of choices, one column for each list, and the names by which the cells find them."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from footprint.templates.styles import protect

SHEET = "lists"
_FIRST = 3


def name_of(choices: str) -> str:
    """Return the name in the workbook of a list.

    >>> name_of("units")
    'footprint_units'
    """
    return f"footprint_{choices}"


def write_lists(book: Workbook, choices: Mapping[str, tuple[str, ...]], version: str) -> None:
    """Write the sheet of choices: the mark of the template, the names of the lists, and under them what they offer."""
    sheet: Worksheet = book.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    sheet["A1"] = version
    for column, (name, offered) in enumerate(choices.items(), 1):
        for row, text in enumerate((name, *offered), _FIRST - 1):
            sheet.cell(row, column, text)
        letter = get_column_letter(column)
        area = f"'{SHEET}'!${letter}${_FIRST}:${letter}${_FIRST + len(offered) - 1}"
        book.defined_names[name_of(name)] = DefinedName(name_of(name), attr_text=area)
    protect(sheet)
