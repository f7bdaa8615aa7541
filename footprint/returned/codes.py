"""The faults of giving a workbook back."""

from __future__ import annotations

from footprint.ground.errors import InputError, Problem
from footprint.ground.language import mark, told

RETURNED_CODES = {
    "return_needs_file": "A marked workbook was asked for a list that is no spreadsheet or delimited text.",
    "return_suffix": "The name of the marked workbook does not end as its kind asks.",
    "return_unmarkable": "The workbook is built in a way that marks cannot be added to without damage.",
}
"""Problem code -> its meaning in a sentence."""


def needs_file(source: str) -> InputError:
    """Return the error for a source that has no cells to give back."""
    found = told("a file that is no spreadsheet")
    wish = mark("a workbook (xlsx, xlsm, xls, ods) or delimited text (csv)")
    fix = mark("Ask for the report instead, or save the list as .xlsx and send that.")
    return InputError([Problem("return_needs_file", "error", source, found, wish, fix)])


def wrong_suffix(target: str, suffix: str) -> InputError:
    """Return the error for a target whose name would not open."""
    wish = told("a name that ends in {suffix}", suffix=suffix)
    fix = told("Name the marked workbook so that it ends in {suffix}.", suffix=suffix)
    return InputError([Problem("return_suffix", "error", target, target, wish, fix)])


def unreadable(source: str, part: str) -> InputError:
    """Return the error for a workbook one of whose parts is no plain XML."""
    return unmarkable(source, told("{part} is no plain XML", part=part))


def unmarkable(source: str, found: str) -> InputError:
    """Return the error for a workbook that cannot be marked without damage; `found` is said by `told`."""
    wish = mark("a workbook as spreadsheet programs save it")
    fix = mark("Open the workbook, save it again as .xlsx, and send that; the report can be had without marks.")
    return InputError([Problem("return_unmarkable", "error", source, found, wish, fix)])
