"""The faults that reading finds: what each code means, and what the user is told to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from footprint.ground.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said about a fault, whatever the cell: its meaning, its weight, what was expected and how to mend it."""

    meaning: str
    severity: Severity
    expected: str
    fix: str


LONGEST_FOUND = 400
"""Characters of a cell that are repeated in a problem."""

_HALVES = re.compile("[\ud800-\udfff]")

_EXPORT = "Save the list again from the spreadsheet as .xlsx or .csv and send that file."
_NUMBER = "a number such as 1741.14 or 1741,14"
_ONE_NUMBER = "Write the amount as a number and its unit in the unit column."

ADVICE: dict[str, Advice] = {
    # the file
    "file_missing": Advice("The path leads to no file.", "error", "a file that exists", "Check the path and the name."),
    "file_is_folder": Advice("The path leads to a folder.", "error", "a file", "Name the file inside the folder."),
    "file_empty": Advice("The file or table holds nothing.", "error", "a header and at least one line", _EXPORT),
    "file_too_large": Advice(
        "The file is larger than the limit.",
        "error",
        "a file within the limit",
        "Split the list into several files, or raise the limit in footprint.stages.read.Limits.",
    ),
    "file_not_a_table": Advice(
        "The content is no spreadsheet, delimited text or parquet file, or it is damaged.",
        "error",
        "xlsx, xls, ods, csv, parquet or JSON",
        _EXPORT,
    ),
    "file_encoding": Advice(
        "The text is in no encoding that is understood.",
        "error",
        "UTF-8, UTF-16 or Windows-1252 text",
        "Save it as 'CSV UTF-8'.",
    ),
    "encoding_assumed": Advice(
        "The text is not UTF-8 and was read as Windows-1252.",
        "info",
        "UTF-8 text",
        "Look at the accents in the result; save the list as 'CSV UTF-8' if they are wrong.",
    ),
    "workbook_encrypted": Advice(
        "The workbook is protected by a password.",
        "error",
        "a workbook without a password",
        "Remove the password to open it and save again.",
    ),
    "workbook_unsafe": Advice(
        "The workbook unpacks to far more than a purchase list can hold, or carries entity declarations.",
        "error",
        "a workbook that unpacks to a reasonable size",
        "Copy the list to a new workbook and send that; raise footprint.stages.read.Limits if you trust the file.",
    ),
    "source_unreadable": Advice(
        "What was handed over is no path, table or list of mappings.",
        "error",
        "a path, a pandas DataFrame or a list of mappings",
        "Hand over one of those.",
    ),
    # its structure
    "sheet_missing": Advice(
        "The sheet asked for is not there.", "error", "the name of a sheet", "Name one of the sheets."
    ),
    "sheet_ignored": Advice(
        "A sheet was not read.", "info", "one list in one sheet", "Name the sheet to read if it should be this one."
    ),
    "sheet_has_errors": Advice(
        "The sheet holds error values, which are read as empty cells.",
        "warning",
        "cells without error values",
        "Mend the formulas, or save the list as .xlsx to see which cells they are.",
    ),
    "header_missing": Advice(
        "No row is recognised as the header.",
        "error",
        "a row with headers such as item, origin, amount, unit (or artikel, oorsprong, hoeveelheid, eenheid)",
        "Put the headers above the list, within the first 30 rows.",
    ),
    "header_duplicated": Advice(
        "Two columns claim the same meaning; the first one was read.",
        "warning",
        "one column for each meaning",
        "Rename or remove the column that should not be read.",
    ),
    "header_repeated": Advice(
        "A row repeats the header and was skipped.", "warning", "one header", "Remove the row if it holds no purchase."
    ),
    "header_assumed": Advice(
        "The header may mean this column; it was read as such.",
        "info",
        "a header that says it outright",
        "Rename the header if the column is something else.",
    ),
    "column_missing": Advice(
        "A column that every list needs is not there.",
        "error",
        "the columns item (or hs_code) and amount",
        "Add the column, or give it one of the headers in docs/input.md, such as artikel or hoeveelheid.",
    ),
    "column_absent": Advice(
        "A column that most lists need is not there.",
        "warning",
        "the columns origin and unit",
        "Add the column: without an origin a line counts as unknown, without a unit it cannot be counted.",
    ),
    "column_ignored": Advice(
        "Columns are not read, since their headers are not understood.",
        "info",
        "headers as in docs/input.md",
        "Rename the headers if these columns matter.",
    ),
    "row_too_wide": Advice(
        "A line has more fields than the header, so its fields may have shifted.",
        "error",
        "as many fields as the header has",
        'Put fields that hold the delimiter (such as 1,5 or Smith, Ltd) between double quotes: "1,5".',
    ),
    "row_is_total": Advice(
        "A row of totals was skipped.", "info", "one purchase per line", "Nothing, unless it is a purchase."
    ),
    "quote_open": Advice(
        "A double quote is opened and not closed, so lines are swallowed.",
        "error",
        'a closing double quote, and "" for a quote inside a quoted field',
        "Close the quote or remove it.",
    ),
    "cell_merged": Advice(
        "A merged cell covers several lines; its text was taken for each of them.",
        "warning",
        "one value in each line",
        "Undo the merge and write the value in each line.",
    ),
    "amount_merged": Advice(
        "One amount is merged over several lines.",
        "error",
        "one amount in each line",
        "Undo the merge and write the amount of each line.",
    ),
    # its cells
    "text_error_cell": Advice(
        "A cell holds an error value and was read as empty.", "warning", "a text", "Mend the formula or write the text."
    ),
    "formula_without_value": Advice(
        "A cell holds a formula whose result was not saved.",
        "error",
        "a value",
        "Open the workbook in a spreadsheet program, let it calculate, and save it.",
    ),
    "amount_missing": Advice(
        "The amount is empty; that is unknown, not zero.", "error", _NUMBER, "Write the amount, or remove the line."
    ),
    "amount_unreadable": Advice("The amount is no number.", "error", _NUMBER, _ONE_NUMBER),
    "amount_ambiguous": Advice(
        "The amount can be read as two numbers.",
        "error",
        "one reading",
        "Write a number cell or no thousands sign, or say which sign is the decimal sign (--decimal , or --decimal .).",
    ),
    "amount_error_cell": Advice(
        "The amount is an error value.", "error", _NUMBER, "Mend the formula, or write the amount as a number."
    ),
    "amount_is_date": Advice(
        "The amount is a date or a time.",
        "error",
        _NUMBER,
        "Spreadsheets turn 1.5 or 1/2 into dates: format the cell as a number and write the amount again.",
    ),
    "amount_is_boolean": Advice("The amount is true or false.", "error", _NUMBER, _ONE_NUMBER),
    "amount_not_finite": Advice(
        "The amount is infinite, larger than any purchase, or not a number.", "error", _NUMBER, _ONE_NUMBER
    ),
    "amount_negative": Advice(
        "The amount is negative.",
        "error",
        "an amount of zero or more",
        "Take a credit note off the purchase it belongs to, or remove the line.",
    ),
    "amount_zero": Advice(
        "The amount is zero.",
        "warning",
        "an amount above zero",
        "Remove the line, or write the amount if it is unknown.",
    ),
    "amount_unit_conflict": Advice(
        "The cell of the amount names another unit than the unit column or the header.",
        "error",
        "one unit",
        "Write the amount as a number, in the unit of the column or the header.",
    ),
    "year_unreadable": Advice(
        "The year is no year; the line is read without one.",
        "warning",
        "a year such as 2023, or a date",
        "Write the year.",
    ),
    "more_like_this": Advice(
        "The same fault occurs on more lines than are listed one by one.",
        "info",
        "the same as for the lines listed",
        "Mend the lines listed in the same way; all of them stand in the table of amounts as written.",
    ),
}

READ_CODES: dict[str, str] = {code: advice.meaning for code, advice in ADVICE.items()}


def problem(code: str, where: str, found: str, *, expected: str = "", fix: str = "") -> Problem:
    """Return the problem `code` at `where`, with the standing advice unless another is given."""
    advice = ADVICE[code]
    shown = found if len(found) <= LONGEST_FOUND else f"{found[:LONGEST_FOUND]}… ({len(found):,} characters)"
    return Problem(code, advice.severity, whole(where), whole(shown), expected or advice.expected, fix or advice.fix)


def whole(text: str) -> str:
    r"""Return `text` without halves of characters, which no file or table can hold.

    >>> whole("caf\u00e9 \ud83c") == "caf\u00e9 \ufffd"
    True
    """
    return text if text.isascii() else _HALVES.sub("\ufffd", text)
