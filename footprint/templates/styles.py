"""How the sheets of a template look: fonts, fills and frames, and how high a row of wrapped text must be."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from footprint.stages.report.palette import BELGIUM, HEAD, INK, LINE, MUTED

WHITE, WANTED = "#FFFFFF", "#FCE4C0"
"""The paper, and a cell that still wants its value: the orange of the palette, made light."""

FREE = Protection(locked=False)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; sizes in points."""

    size: float = 11
    colour: str = INK
    fill: str = WHITE
    bold: bool = False
    italic: bool = False
    wrap: bool = False
    right: bool = False
    middle: bool = False
    line: bool = False
    indent: int = 0
    family: str = "Calibri"


TITLE = Look(size=18, colour=BELGIUM, bold=True, middle=True)
HEADING = Look(size=13, colour=BELGIUM, bold=True)
NOTE = Look(size=10, colour=MUTED, middle=True)
VERSION = Look(size=9, colour=MUTED, right=True, middle=True)
LABEL = Look(size=8, colour=MUTED, wrap=True, right=True, indent=1)
BRIEF = Look(size=8, colour=MUTED, wrap=True, indent=1)
EXAMPLE = Look(colour=MUTED, italic=True, middle=True, indent=1)
NEEDED_HEAD = Look(colour=WHITE, fill=BELGIUM, bold=True, wrap=True, middle=True, indent=1)
OTHER_HEAD = Look(fill=HEAD, bold=True, wrap=True, middle=True, line=True, indent=1)
TEXT = Look(wrap=True)
STRONG = Look(bold=True, wrap=True, line=True, indent=1)
ROW = Look(wrap=True, line=True, indent=1)
COMMAND = Look(fill=HEAD, family="Consolas", middle=True, indent=1)
LINK = Look(size=12, colour=BELGIUM, bold=True)
HIDDEN = Look(colour=MUTED)


def rgb(colour: str) -> str:
    """Return a colour as workbooks write it, opaque.

    >>> rgb("#0B4F6C")
    'FF0B4F6C'
    """
    return f"FF{colour[1:]}"


UNDER = Border(bottom=Side("thin", color=rgb(LINE)))
"""A fine line below a cell."""


def solid_rule(colour: str) -> PatternFill:
    """Return the fill of a rule, which has its colour where other fills have their background."""
    return PatternFill("solid", bgColor=rgb(colour))


def dress(cell: Cell, look: Look) -> Cell:
    """Give a cell its look; return it."""
    cell.font = Font(name=look.family, size=look.size, color=rgb(look.colour), bold=look.bold, italic=look.italic)
    cell.fill = PatternFill("solid", fgColor=rgb(look.fill))
    vertical, horizontal = "center" if look.middle else "top", "right" if look.right else "left"
    cell.alignment = Alignment(horizontal=horizontal, vertical=vertical, wrap_text=look.wrap, indent=look.indent)
    if look.line:
        cell.border = UNDER
    return cell


def height(text: str, width: float, look: Look) -> float:
    """Return how high [points] a row must be for `text` in cells of `width` [characters of 11 points].

    Widths are told in digits, and a letter is narrower on the mean: by a sixth is on the safe side.
    """
    letters = max(1, int((width - 2 * look.indent) * 11 / look.size * 1.2))
    return len(textwrap.wrap(text, letters)) * look.size * 1.32 + 4


def paper(sheet: Worksheet, rows: range) -> None:
    """Make whole rows white and locked, beyond the last column too, over the unlocked columns of a sheet."""
    for row in rows:
        sheet.row_dimensions[row].fill = PatternFill("solid", fgColor=rgb(WHITE))
        sheet.row_dimensions[row].protection = Protection(locked=True)


def print_on_a4(sheet: Worksheet, orientation: str) -> None:
    """Set up the print: all columns on one page, small margins [inch], pages numbered."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = sheet.page_margins.top = 0.4
    sheet.page_margins.bottom = 0.8
    sheet.oddFooter.right.text = "&P / &N"


def protect(sheet: Worksheet) -> None:
    """Protect a sheet without a password, and leave users what they need to arrange their lines."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)
