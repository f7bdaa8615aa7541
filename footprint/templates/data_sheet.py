"""The sheet to fill in: an explanation and an example above, the headings, and prepared rows below."""

from __future__ import annotations

import itertools
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from footprint.ground.language import Language
from footprint.ground.tables import TEMPLATE_MARK, InputColumn
from footprint.stages.report.palette import BELGIUM, INK
from footprint.templates import styles
from footprint.templates.kinds import Template
from footprint.templates.lists_sheet import name_of

MARK, TITLE, NOTE, BRIEF, EXAMPLE, KEYS, HEADS, FIRST = range(1, 9)
"""Rows: the mark (hidden), title, note, explanation, example, keys (hidden), headings, and the first line."""

LAST = 10_000
"""Last prepared row: help, choices and colours reach down to it; cells below it are free too."""

_LEFT = 2
_LABELS = 12.0
_LAST_COLUMN = 16_384
_FIRST_RANK = 101
"""Priority of the first rule: those below are left for the marks of a list that comes back."""


def version_of(template: Template, language: Language) -> str:
    """Return what stands in the first cell of each sheet: the mark, the kind, its version and the language."""
    return f"{TEMPLATE_MARK} {template.kind} {template.version} {language.code}"


def write_data(book: Workbook, template: Template, language: Language) -> None:
    """Write the sheet to fill in."""
    sheet: Worksheet = book.create_sheet(template.sheet[language.code])
    sheet.sheet_properties.tabColor = styles.rgb(BELGIUM)
    _free_columns(sheet, template)
    styles.paper(sheet, range(MARK, FIRST))
    _write_top(sheet, template, language)
    for column, declared in enumerate(template.columns, _LEFT):
        _write_column(sheet, column, template, declared, language)
        _add_help(sheet, column, template, declared, language)
    _set_heights(sheet, template, language)
    _mark_lines(sheet, template)
    _arrange(sheet, template)
    area = f"'{sheet.title}'!$A${MARK}"
    book.defined_names[TEMPLATE_MARK] = DefinedName(TEMPLATE_MARK, attr_text=area)


def _free_columns(sheet: Worksheet, template: Template) -> None:
    """Unlock whole columns, to the last of the sheet: a row with a locked cell can be neither removed nor sorted."""
    sheet.column_dimensions["A"].width = _LABELS
    for column, declared in enumerate(template.columns, _LEFT):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = template.asks[declared.key].width
        dimension.number_format = _format(declared)
        side = "right" if declared.kind == "number" else "left"
        dimension.alignment = Alignment(horizontal=side, vertical="top", indent=1)
    rest = _LEFT + len(template.columns)
    beyond = ColumnDimension(sheet, index=get_column_letter(rest), min=rest, max=_LAST_COLUMN, width=_LABELS)
    sheet.column_dimensions[get_column_letter(rest)] = beyond
    for dimension in sheet.column_dimensions.values():
        dimension.protection = styles.FREE
        dimension.font = Font(name="Calibri", size=11, color=styles.rgb(INK))


def _write_top(sheet: Worksheet, template: Template, language: Language) -> None:
    """Write what stands beside and above the columns."""
    last = _LEFT + len(template.columns) - 1
    note = language.say(
        "One line for each purchase. Headings with * are needed. An orange cell still wants its value; what you do not"
        " know stays empty, for empty is unknown and never zero."
    )
    styles.dress(sheet.cell(MARK, 1, version_of(template, language)), styles.HIDDEN)
    styles.dress(sheet.cell(TITLE, _LEFT, language.say(template.title)), styles.TITLE)
    version = language.say("Template {version}", version=template.version)
    styles.dress(sheet.cell(TITLE, last, version), styles.VERSION)
    styles.dress(sheet.cell(NOTE, _LEFT, note), styles.NOTE)
    styles.dress(sheet.cell(BRIEF, 1, language.say("What it says")), styles.LABEL)
    styles.dress(sheet.cell(EXAMPLE, 1, language.say("Example (not counted)")), styles.LABEL)


def _write_column(sheet: Worksheet, column: int, template: Template, declared: InputColumn, language: Language) -> None:
    """Write the explanation, example, key and heading of one column."""
    title = declared.titles[language.code]
    needed = template.filled(declared)
    styles.dress(sheet.cell(BRIEF, column, language.say(declared.description)), styles.BRIEF)
    right = declared.kind == "number"
    example = sheet.cell(EXAMPLE, column, example_of(declared, language))
    styles.dress(example, replace(styles.EXAMPLE, right=right)).number_format = _format(declared)
    styles.dress(sheet.cell(KEYS, column, declared.key), styles.HIDDEN)
    look = styles.NEEDED_HEAD if needed else styles.OTHER_HEAD
    styles.dress(sheet.cell(HEADS, column, f"{title} *" if needed else title), replace(look, right=right))


def _format(column: InputColumn) -> str:
    """Return the number format of a column: a code is text, or it would lose the zeros in front."""
    return "@" if column.key == "hs_code" else "General"


def example_of(column: InputColumn, language: Language) -> str | float:
    """Return the example of a column as its cell holds it: a number where a number is asked for."""
    return column.examples[language.code] if column.kind == "text" else float(column.examples["en"])


def _add_help(sheet: Worksheet, column: int, template: Template, declared: InputColumn, language: Language) -> None:
    """Add to the cells of a column their help, and what they are checked against; nothing is ever refused."""
    ask = template.asks[declared.key]
    rule = _rule(template, declared)
    rule.promptTitle, rule.prompt = declared.titles[language.code], language.say(ask.hint)
    rule.showInputMessage, rule.allow_blank = True, True
    rule.showErrorMessage, rule.errorStyle = rule.type is not None and not ask.free, "warning"
    rule.errorTitle = language.say("Please check")
    rule.error = language.say("This may not be understood. If so, the report names the cell. Keep it?")
    letter = get_column_letter(column)
    rule.add(f"{letter}{FIRST}:{letter}{LAST}")
    sheet.add_data_validation(rule)


def _rule(template: Template, column: InputColumn) -> DataValidation:
    """Return what the cells of a column are checked against: a list, a number above zero, or nothing."""
    offered = template.asks[column.key].choices
    if offered:
        return DataValidation(type="list", formula1=name_of(offered))
    if column.kind == "number":
        return DataValidation(type="decimal", operator="greaterThan", formula1="0")
    return DataValidation(type=None)


def _mark_lines(sheet: Worksheet, template: Template) -> None:
    """Draw a line under each line in use, and colour the empty cells that it still wants."""
    letters = {declared.key: get_column_letter(at) for at, declared in enumerate(template.columns, _LEFT)}
    first, last = letters[template.columns[0].key], letters[template.columns[-1].key]
    used = f"COUNTA(${first}{FIRST}:${last}{FIRST})>0"
    ranks = itertools.count(_FIRST_RANK)
    for declared in template.columns:
        if template.filled(declared):
            either = [declared.key, *(key for key in [template.stands_in.get(declared.key)] if key)]
            gaps = ",".join(f"LEN(${letters[key]}{FIRST})=0" for key in either)
            letter = letters[declared.key]
            wanted = FormulaRule(formula=[f"AND({used},{gaps})"], fill=styles.solid_rule(styles.WANTED))
            wanted.priority = next(ranks)
            sheet.conditional_formatting.add(f"{letter}{FIRST}:{letter}{LAST}", wanted)
    drawn = FormulaRule(formula=[used], border=styles.UNDER)
    drawn.priority = next(ranks)
    sheet.conditional_formatting.add(f"{first}{FIRST}:{last}{LAST}", drawn)


def _set_heights(sheet: Worksheet, template: Template, language: Language) -> None:
    """Make each row as high as its text; hide the rows that only the reader needs."""
    brief = max(
        styles.height(language.say(declared.description), template.asks[declared.key].width, styles.BRIEF)
        for declared in template.columns
    )
    label = styles.height(language.say("Example (not counted)"), _LABELS, styles.LABEL)
    heights = {TITLE: 30.0, NOTE: 20.0, BRIEF: brief, EXAMPLE: max(20.0, label), HEADS: 33.0}
    for row, high in heights.items():
        sheet.row_dimensions[row].height = high
    for row in (MARK, KEYS):
        sheet.row_dimensions[row].hidden = True


def _arrange(sheet: Worksheet, template: Template) -> None:
    """Freeze what stands above, start in the first line, filter below the headings, protect, and set up the print."""
    last = get_column_letter(_LEFT + len(template.columns) - 1)
    start = f"{get_column_letter(_LEFT)}{FIRST}"
    sheet.freeze_panes = f"{get_column_letter(_LEFT + 1)}{FIRST}"
    sheet.sheet_view.pane.activePane = "bottomLeft"
    for selection in sheet.sheet_view.selection:
        if selection.pane == "bottomLeft":
            selection.activeCell = selection.sqref = start
    sheet.auto_filter.ref = f"{get_column_letter(_LEFT)}{HEADS}:{last}{LAST}"
    styles.protect(sheet)
    styles.print_on_a4(sheet, "landscape")
    sheet.print_title_rows = f"{HEADS}:{HEADS}"
