"""The faults that reading finds: what each code means, and what the user is told to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from footprint.ground.errors import Problem, Severity
from footprint.ground.language import mark, told


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

_EXPORT = mark("Save the list again from the spreadsheet as .xlsx or .csv and send that file.")
NO_LINE = mark("Write at least one line below the header.")
"""What to do about a list without lines."""
_NUMBER = mark("a number such as 1741.14 or 1741,14")
_ONE_NUMBER = mark("Write the amount as a number and its unit in the unit column.")

ADVICE: dict[str, Advice] = {
    # the file
    "file_missing": Advice(
        mark("The path leads to no file."), "error", mark("a file that exists"), mark("Check the path and the name.")
    ),
    "file_is_folder": Advice(
        mark("The path leads to a folder."), "error", mark("a file"), mark("Name the file inside the folder.")
    ),
    "file_empty": Advice(
        mark("The file or table holds nothing."), "error", mark("a header and at least one line"), _EXPORT
    ),
    "file_too_large": Advice(
        mark("The file is larger than the limit."),
        "error",
        mark("a file within the limit"),
        mark("Split the list into several files."),
    ),
    "file_not_a_table": Advice(
        mark("The content is no spreadsheet, delimited text or parquet file, or it is damaged."),
        "error",
        mark("xlsx, xls, ods, csv, parquet or JSON"),
        _EXPORT,
    ),
    "file_encoding": Advice(
        mark("The text is in no encoding that is understood."),
        "error",
        mark("UTF-8, UTF-16 or Windows-1252 text"),
        mark("Save it as 'CSV UTF-8'."),
    ),
    "encoding_assumed": Advice(
        mark("The text is not UTF-8 and was read as Windows-1252."),
        "info",
        mark("UTF-8 text"),
        mark("Look at the accents in the result; save the list as 'CSV UTF-8' if they are wrong."),
    ),
    "workbook_encrypted": Advice(
        mark("The workbook is protected by a password."),
        "error",
        mark("a workbook without a password"),
        mark("Remove the password that opens it, and save it again."),
    ),
    "workbook_unsafe": Advice(
        mark("The workbook unpacks to far more than a purchase list can hold, or carries entity declarations."),
        "error",
        mark("a workbook that unpacks to a reasonable size"),
        mark(
            "Copy the list to a new workbook and send that; raise footprint.stages.read.Limits if you trust the file."
        ),
    ),
    "source_unreadable": Advice(
        mark("What was handed over is no path, table or list of mappings."),
        "error",
        mark("a path, a pandas DataFrame or a list of mappings"),
        mark("Hand over one of those."),
    ),
    # its structure
    "sheet_missing": Advice(
        mark("The sheet asked for is not there."), "error", mark("the name of a sheet"), mark("Name one of the sheets.")
    ),
    "sheet_ignored": Advice(
        mark("A sheet was not read."),
        "info",
        mark("one list in one sheet"),
        mark("Name the sheet to read if it should be this one."),
    ),
    "sheet_list_ignored": Advice(
        mark("A sheet that holds a list too was not read: one sheet is read at a time."),
        "warning",
        mark("all lines in one sheet"),
        mark("Put the lines of all sheets in one, or assess each sheet by its name (--sheet)."),
    ),
    "hidden_read": Advice(
        mark("Hidden rows or columns were read like the others."),
        "warning",
        mark("a list that shows what it counts"),
        mark("Unhide them, or take the filter away, and remove the lines that should not count."),
    ),
    "macros_not_run": Advice(
        mark("The workbook holds macros; none of them was run."),
        "info",
        mark("a workbook without macros"),
        mark("Nothing."),
    ),
    "links_not_followed": Advice(
        mark("The workbook links to other files; none was opened, and the values saved in its cells were read."),
        "info",
        mark("values, not links"),
        mark("Update the links in the spreadsheet and save, if the values may be old."),
    ),
    "profile_unreadable": Advice(
        mark("The file holds no profile of columns."),
        "error",
        mark("a profile as footprint map --save writes it"),
        mark("Make the profile anew: footprint map FILE --save profile.json."),
    ),
    "profile_mismatch": Advice(
        mark("A column that the profile names is not there."),
        "error",
        mark("the headers of the profile"),
        mark("Name the profile that belongs to this list, or make one: footprint map FILE --save profile.json."),
    ),
    "profile_moved": Advice(
        mark("A column of the profile stands elsewhere; it was found by its header."),
        "info",
        mark("the place that the profile says"),
        mark("Nothing, if it is the same column."),
    ),
    "sheet_has_errors": Advice(
        mark("The sheet holds error values, which are read as empty cells."),
        "warning",
        mark("cells without error values"),
        mark("Mend the formulas, or save the list as .xlsx to see which cells they are."),
    ),
    "header_missing": Advice(
        mark("No row is recognised as the header."),
        "error",
        mark("a row with headers such as item, origin, amount, unit (or artikel, oorsprong, hoeveelheid, eenheid)"),
        mark(
            "Put the headers above the list, within the first 30 rows. Or say which column is which: footprint map FILE"
            " --save profile.json, then footprint assess FILE --profile profile.json."
        ),
    ),
    "header_duplicated": Advice(
        mark("Two columns claim the same meaning; the first one was read."),
        "warning",
        mark("one column for each meaning"),
        mark("Rename or remove the column that should not be read."),
    ),
    "header_repeated": Advice(
        mark("A row repeats the header and was skipped."),
        "warning",
        mark("one header"),
        mark("Remove the row if it holds no purchase."),
    ),
    "header_assumed": Advice(
        mark("The header may mean this column; it was read as such."),
        "info",
        mark("a header that says it outright"),
        mark("Rename the header if the column is something else."),
    ),
    "money_ignored": Advice(
        mark("A column of money stands beside the quantity and was not read."),
        "info",
        mark("one amount: a quantity says more than money"),
        mark("Nothing. To assess the money instead, leave the column of the quantity out."),
    ),
    "currency_missing": Advice(
        mark("The amounts are money, and nothing says in which currency."),
        "error",
        mark("a currency in the header, such as 'Amount (EUR)', or a column of currencies"),
        mark("Write the currency in the header of the amount, or its mass ('Quantity (kg)') if it is no money."),
    ),
    "column_missing": Advice(
        mark("A column that every list needs is not there."),
        "error",
        mark("the columns item (or hs_code) and amount"),
        mark(
            "Add the column, or give it one of the headers in docs/input.md, such as artikel or hoeveelheid. Or say"
            " which column is which: footprint map FILE --save profile.json, then footprint assess FILE --profile"
            " profile.json."
        ),
    ),
    "column_absent": Advice(
        mark("A column that most lists need is not there."),
        "warning",
        mark("the columns origin and unit"),
        mark("Add the column: without an origin a line counts as unknown, without a unit it cannot be counted."),
    ),
    "column_ignored": Advice(
        mark("Columns are not read, since their headers are not understood."),
        "info",
        mark("headers as in docs/input.md"),
        mark("Rename the headers if these columns matter."),
    ),
    "row_too_wide": Advice(
        mark("A line has more fields than the header, so its fields may have shifted."),
        "error",
        mark("as many fields as the header has"),
        mark('Put fields that hold the delimiter (such as 1,5 or Smith, Ltd) between double quotes: "1,5".'),
    ),
    "row_is_total": Advice(
        mark("A row of totals was skipped."),
        "info",
        mark("one purchase per line"),
        mark("Nothing, unless it is a purchase."),
    ),
    "quote_open": Advice(
        mark("A double quote is opened and not closed, so lines are swallowed."),
        "error",
        mark('a closing double quote, and "" for a quote inside a quoted field'),
        mark("Close the quote or remove it."),
    ),
    "cell_merged": Advice(
        mark("A merged cell covers several lines; its text was taken for each of them."),
        "warning",
        mark("one value in each line"),
        mark("Undo the merge and write the value in each line."),
    ),
    "amount_merged": Advice(
        mark("One amount is merged over several lines."),
        "error",
        mark("one amount in each line"),
        mark("Undo the merge and write the amount of each line."),
    ),
    # its cells
    "text_error_cell": Advice(
        mark("A cell holds an error value and was read as empty."),
        "warning",
        mark("a text"),
        mark("Mend the formula or write the text."),
    ),
    "formula_without_value": Advice(
        mark("A cell holds a formula whose result was not saved."),
        "error",
        mark("a value"),
        mark("Open the workbook in a spreadsheet program, let it calculate, and save it."),
    ),
    "amount_missing": Advice(
        mark("The amount is empty; that is unknown, not zero."),
        "error",
        _NUMBER,
        mark("Write the amount, or remove the line."),
    ),
    "amount_unreadable": Advice(mark("The amount is no number."), "error", _NUMBER, _ONE_NUMBER),
    "amount_ambiguous": Advice(
        mark("The amount can be read as two numbers."),
        "error",
        mark("one reading"),
        mark(
            "Write a number cell or no thousands sign, or say which sign is the decimal sign (--decimal , or"
            " --decimal .)."
        ),
    ),
    "amount_error_cell": Advice(
        mark("The amount is an error value."),
        "error",
        _NUMBER,
        mark("Mend the formula, or write the amount as a number."),
    ),
    "amount_is_date": Advice(
        mark("The amount is a date or a time."),
        "error",
        _NUMBER,
        mark("Spreadsheets turn 1.5 or 1/2 into dates: format the cell as a number and write the amount again."),
    ),
    "amount_is_boolean": Advice(mark("The amount is true or false."), "error", _NUMBER, _ONE_NUMBER),
    "amount_not_finite": Advice(
        mark("The amount is infinite, larger than any purchase, or not a number."), "error", _NUMBER, _ONE_NUMBER
    ),
    "amount_negative": Advice(
        mark("The amount is negative."),
        "error",
        mark("an amount of zero or more"),
        mark("Take a credit note off the purchase it belongs to, or remove the line."),
    ),
    "amount_zero": Advice(
        mark("The amount is zero."),
        "warning",
        mark("an amount above zero"),
        mark("Remove the line, or write the real amount if zero stands for unknown."),
    ),
    "amount_unit_conflict": Advice(
        mark("The cell of the amount names another unit than the unit column or the header."),
        "error",
        mark("one unit"),
        mark(
            "Let the cell, the unit column and the header name one unit; a quantity stands under a header such as"
            " Quantity (kg), an amount of money under one such as Value (EUR)."
        ),
    ),
    "year_unreadable": Advice(
        mark("The year is no year; the line is read without one."),
        "warning",
        mark("a year such as 2023, or a date"),
        mark("Write the year."),
    ),
    "more_like_this": Advice(
        mark("The same fault occurs on more lines than are listed one by one."),
        "info",
        mark("the same as for the lines listed"),
        mark("Mend these lines as those that are listed; all of them stand in the table of amounts as written."),
    ),
}

READ_CODES: dict[str, str] = {code: advice.meaning for code, advice in ADVICE.items()}


def problem(code: str, where: str, found: str, *, expected: str = "", fix: str = "") -> Problem:
    """Return the problem `code` at `where`, with the standing advice unless another is given."""
    advice = ADVICE[code]
    shown = found
    if len(found) > LONGEST_FOUND:
        shown = told("{opening}… ({count:,} characters)", opening=found[:LONGEST_FOUND], count=len(found))
    return Problem(code, advice.severity, whole(where), whole(shown), expected or advice.expected, fix or advice.fix)


def whole(text: str) -> str:
    r"""Return `text` without halves of characters, which no file or table can hold.

    >>> whole("caf\u00e9 \ud83c") == "caf\u00e9 \ufffd"
    True
    """
    return text if text.isascii() or _HALVES.search(text) is None else _HALVES.sub("\ufffd", text)
