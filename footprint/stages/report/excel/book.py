"""Which sheets the workbook has, and in which order: the pages of the report, every line, the figures of the charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlsxwriter import Workbook

from footprint.stages.report.excel import lists
from footprint.stages.report.excel.formats import MIXED, SHARE, Formats, formats
from footprint.stages.report.excel.layout import Drawing, Painter, lay_out
from footprint.stages.report.excel.lines import line_list, way_to_lines
from footprint.stages.report.excel.names import sheet_names
from footprint.stages.report.excel.paper import set_page
from footprint.stages.report.excel.tables import Leaf, LinkTo, put_table, widths_of
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.palette import BELGIUM
from footprint.stages.report.table import Cell, Table

MOST_ON_A_PAGE = 5_000
"""Rows from which a table leaves its page for a list of its own."""

LAST = ("method", "sources")
"""Pages that explain: they stand after the lines."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet, or the sheets of a list, with its name or names.

    Parameters
    ----------
    title
        What the tab is called.
    what
        A page, or a list to be streamed.
    about
        What stands there, for the table of contents.
    """

    title: str
    what: Page | lists.Long
    about: str
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is written, with the names of all sheets."""

    entries: tuple[Entry, ...]
    data_sheet: str

    @property
    def lines(self) -> Sequence[str]:
        """The sheets the lines stand on."""
        return next(entry.sheets for entry in self.entries if entry.what.key == "lines")

    @property
    def contents(self) -> Sequence[tuple[str, str]]:
        """Every sheet but the first, and what stands on it."""
        return [(entry.sheets[0], entry.about) for entry in self.entries[1:]]


def write_sheets(file: Workbook, report: Report, pages: Sequence[Page], painter: Painter) -> None:
    """Write every sheet, in the order in which they are read."""
    plan = plan_of(report, pages)
    made, link_to = formats(file), way_to_lines(report, plan.lines)
    drawing = Drawing(report, painter, plan.data_sheet, plan.entries[0].sheets[0], [])
    for entry in plan.entries:
        if isinstance(entry.what, Page):
            leaf = _leaf(file, made, entry.what, entry.sheets[0], link_to)
            lay_out(leaf, entry.what, drawing, plan.contents if entry is plan.entries[0] else ())
        else:
            lists.put_list(file, made, entry.what, entry.sheets, report)
    _put_chart_data(file, made, drawing)


def plan_of(report: Report, pages: Sequence[Page]) -> Plan:
    """Return what is written, in order: the pages, every line, lists too long for a page, and the explanations."""
    opened = [_relieved(page, report) for page in pages]
    written = [Entry(page.title, page, page.lead) for page, _ in opened]
    about = report.say("Every line of the list: how it was understood, and its impact under each lens.")
    middle = [Entry(report.say("Lines"), line_list(report), about), *(entry for _, long in opened for entry in long)]
    early = [entry for entry in written if entry.what.key not in LAST]
    entries = (*early, *middle, *(entry for entry in written if entry.what.key in LAST))
    titles = [_titles(entry) for entry in entries]
    names = iter(sheet_names([*(title for group in titles for title in group), report.say("Chart data")]))
    named = tuple(
        replace(entry, sheets=tuple(next(names) for _ in group)) for entry, group in zip(entries, titles, strict=True)
    )
    return Plan(named, next(names))


def _titles(entry: Entry) -> list[str]:
    return [entry.title] if isinstance(entry.what, Page) else lists.titles_of(entry.title, entry.what.parts)


def _relieved(page: Page, report: Report) -> tuple[Page, list[Entry]]:
    """Return the page without the tables that are too long for it, and these as lists of their own."""
    kept, lists_of_its_own = [], []
    for number, section in enumerate(page.sections, 1):
        table = section.table
        if len(table.rows) <= MOST_ON_A_PAGE:
            kept.append(section)
            continue
        title, count = report.say("{page}, list", page=page.title), report.language.signs(f"{len(table.rows):,}")
        lists_of_its_own.append(Entry(title, _long(f"{page.key}_list_{number}", table), table.title or page.lead))
        note = report.say("The rows are on a sheet of their own, {sheet}: {count}.", sheet=title, count=count)
        kept.append(Section(section.title, Table(table.title, (), (), f"{table.note} {note}".strip())))
    return replace(page, sections=tuple(kept)), lists_of_its_own


def _long(key: str, table: Table) -> lists.Long:
    """Return a table as a list; a column that holds any text is one of texts."""
    columns = tuple(list(column) for column in zip(*table.rows, strict=True))
    texts = [any(isinstance(cell, str) for cell in column) for column in columns]
    cells = tuple(_as_texts(column) if text else column for column, text in zip(columns, texts, strict=True))
    styles = tuple("" if text else _STYLES.get(one.kind, MIXED) for one, text in zip(table.columns, texts, strict=True))
    return lists.Long(key, table.columns, styles, cells, ("",) * len(columns))


def _as_texts(column: Sequence[Cell]) -> list[Cell]:
    return [None if cell is None else str(cell) for cell in column]


_STYLES = {"plain": "General", "count": "#,##0", "share": SHARE}


def _leaf(file: Workbook, made: Formats, page: Page, name: str, link_to: LinkTo) -> Leaf:
    """Add the sheet of a page."""
    sheet = file.add_worksheet(name)
    if not file.worksheets()[1:]:
        sheet.set_tab_color(BELGIUM)
    return Leaf(file, sheet, made, page.key, widths_of([section.table for section in page.sections]), link_to)


def _put_chart_data(file: Workbook, made: Formats, drawing: Drawing) -> None:
    """Write the figures the charts are drawn from, one table under the other."""
    sheet = file.add_worksheet(drawing.data_sheet)
    tables = [block.table() for block in drawing.blocks]
    leaf = Leaf(file, sheet, made, "chart_data", widths_of(tables), lambda *_: None)
    for place, width in enumerate(leaf.widths):
        sheet.set_column(place, place, width)
    row = 0
    for table in tables:
        row = put_table(leaf, row, table) + 1
    set_page(sheet, drawing.report)
    sheet.hide_gridlines(2)
