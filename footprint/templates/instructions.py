"""The first sheet: what to fill in, how to go on from there, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from footprint.ground.language import Language, mark
from footprint.ground.library import REFERENCE, library
from footprint.templates import styles
from footprint.templates.data_sheet import FIRST, version_of
from footprint.templates.kinds import Template
from footprint.templates.styles import Look

SHEETS = {"en": "Instructions", "nl": "Instructies", "fr": "Instructions", "de": "Anleitung"}
"""Name of the sheet, by language."""

_WIDTHS = (3.0, 23.0, 26.0, 56.0, 25.0)
_LEFT, _RIGHT = 2, len(_WIDTHS)
_WIDE = sum(_WIDTHS[1:])
_COLUMN_HEADS = (mark("Column"), mark("Needed?"), mark("What it says"), mark("Example"))


@dataclass(frozen=True, slots=True)
class _Page:
    """The sheet being written, what of, and in which language."""

    sheet: Worksheet
    template: Template
    language: Language


def write_instructions(book: Workbook, template: Template, language: Language) -> None:
    """Write the instructions, top to bottom."""
    sheet: Worksheet = book.create_sheet(SHEETS[language.code])
    page = _Page(sheet, template, language)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    row = _write_title(page)
    row = _write_steps(page, row)
    row = _write_texts(page, row, language.say("Good to know"), [language.say(rule) for rule in template.rules])
    row = _write_texts(page, row, language.say("What is done with this file"), _promises(language))
    _write_columns(page, row)
    _arrange(sheet)


def _write_title(page: _Page) -> int:
    """Write the title and which template this is; return the next row."""
    say = page.language.say
    styles.dress(page.sheet.cell(1, 1, version_of(page.template, page.language)), styles.HIDDEN)
    page.sheet.row_dimensions[1].hidden = True
    page.sheet.row_dimensions[2].height = 34
    styles.dress(page.sheet.cell(2, _LEFT, say(page.template.title)), styles.TITLE)
    edition = library().passport(REFERENCE)
    text = say("Template {version}. Names from {edition}.", version=page.template.version, edition=edition.id)
    styles.dress(page.sheet.cell(3, _LEFT, text), styles.NOTE)
    return 5


def _write_steps(page: _Page, row: int) -> int:
    """Write the three steps, with a link to the sheet to fill in and the command to run; return the next row."""
    say, name = page.language.say, page.template.sheet[page.language.code]
    row = _write_heading(page, row, say("In three steps"))
    fill = say(
        "1. Fill in the sheet {sheet}, one line for each purchase. Type, choose from the lists, or paste from your own"
        " system; paste values only, so that the lists stay.",
        sheet=name,
    )
    row = _write_paragraph(page, row, fill, styles.TEXT)
    row = _write_link(page, row, say("Go to the sheet {sheet}", sheet=name), name)
    row = _write_paragraph(page, row, say("2. Save the file and run this command where the file is:"), styles.TEXT)
    file = name.lower()
    command = f"footprint assess {file}.xlsx --lang {page.language.code} --html report.html --marked {file}-marked.xlsx"
    row = _write_paragraph(page, row, command, styles.COMMAND)
    look = say("3. Look at the report, and at your list in the marked file: what was not understood is coloured there.")
    return _write_paragraph(page, row, look, styles.TEXT) + 1


def _promises(language: Language) -> list[str]:
    """Return what is done with the file of the user."""
    return [
        language.say("It is read and never changed. Formulas and macros in it are not run, links are not followed."),
        language.say(
            "On your own computer nothing leaves that computer. If you hand the file to a server, ask who runs it."
        ),
        language.say(
            "Headings and help are protected, without a password, so that the list stays readable. Lines may be added,"
            " sorted, filtered and removed."
        ),
    ]


def _write_texts(page: _Page, row: int, heading: str, texts: list[str]) -> int:
    """Write a heading and a list of texts; return the next row."""
    row = _write_heading(page, row, heading)
    for text in texts:
        row = _write_paragraph(page, row, f"• {text}", styles.TEXT)
    return row + 1


def _write_heading(page: _Page, row: int, text: str) -> int:
    styles.dress(page.sheet.cell(row, _LEFT, text), styles.HEADING)
    page.sheet.row_dimensions[row].height = 22
    return row + 1


def _write_paragraph(page: _Page, row: int, text: str, look: Look) -> int:
    """Write a text over the width of the page; return the next row."""
    for column in range(_LEFT, _RIGHT + 1):
        styles.dress(page.sheet.cell(row, column), look)
    page.sheet.cell(row, _LEFT, text)
    page.sheet.merge_cells(start_row=row, end_row=row, start_column=_LEFT, end_column=_RIGHT)
    page.sheet.row_dimensions[row].height = styles.height(text, _WIDE, look)
    return row + 1


def _write_link(page: _Page, row: int, text: str, sheet: str) -> int:
    cell = styles.dress(page.sheet.cell(row, _LEFT, f"→ {text}"), styles.LINK)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!B{FIRST}", display=text)
    page.sheet.row_dimensions[row].height = 24
    return row + 1


def _write_columns(page: _Page, row: int) -> None:
    """Write the table of columns, from their declarations."""
    language = page.language
    row = _write_heading(page, row, language.say("The columns"))
    _write_row(page, row, [language.say(head) for head in _COLUMN_HEADS], (styles.OTHER_HEAD,) * len(_COLUMN_HEADS))
    for place, column in enumerate(page.template.columns, row + 1):
        texts = [
            column.titles[language.code],
            language.say(page.template.need(column)),
            language.say(column.description),
            column.examples[language.code],
        ]
        _write_row(page, place, texts, (styles.STRONG, styles.ROW, styles.ROW, styles.ROW))


def _write_row(page: _Page, row: int, texts: list[str], looks: tuple[Look, ...]) -> None:
    for column, (text, look) in enumerate(zip(texts, looks, strict=True), _LEFT):
        styles.dress(page.sheet.cell(row, column, text), look)
    widths = _WIDTHS[_LEFT - 1 :]
    high = max(styles.height(*part) for part in zip(texts, widths, looks, strict=True))
    page.sheet.row_dimensions[row].height = high + 3


def _arrange(sheet: Worksheet) -> None:
    """Take the lines between cells away, protect, and set up the print."""
    sheet.sheet_view.showGridLines = False
    styles.protect(sheet)
    styles.print_on_a4(sheet, "portrait")
