"""The page: one file, no script, nothing fetched; it prints on A4, and it reads the same in grey."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2
from markupsafe import Markup

from footprint.ground.language import Language
from footprint.stages.report.door import text_file
from footprint.stages.report.figures import figure, number, percent
from footprint.stages.report.groups import groups
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.pages import pages
from footprint.stages.report.pages.names import Names
from footprint.stages.report.pages.problems import more
from footprint.stages.report.pictures import FULL, HALF, draw
from footprint.stages.report.table import Cell, Column, Kind, Table, cells, clean, head
from footprint.stages.report.words import phrase

MOST_LINES, MOST_ROWS, MOST_PROBLEMS = 50, 50, 50
LONGEST_TEXT = 300
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_LINK = re.compile(r"https?://[^\s]+\Z")
_HIDDEN = frozenset({"id", "land_low_m2_yr", "land_high_m2_yr"})
"""Columns the page leaves to the workbook: ids are for machines, ends of ranges make a table too wide to read."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A section as the page shows it: its pictures, and its table with at most MOST_ROWS rows."""

    title: str
    table: Table
    pictures: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the report with its sections drawn."""

    key: str
    title: str
    lead: str
    sections: tuple[Drawn, ...]


def to_html(report: Report) -> str:
    """Return the page of `report`; at most a few hundred rows of it, whatever the number of lines."""
    chapters = [_chapter(page, report) for page in _for_the_page(report)]
    return (
        _environment(report.language)
        .get_template("report.html")
        .render(report=report, first=chapters[0], chapters=chapters[1:], language=report.language.code)
    )


def write_html(report: Report, path: str | Path) -> None:
    """Write the page of `report` to `path`.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    with text_file(path) as file:
        file.write(to_html(report))


def _environment(language: Language) -> jinja2.Environment:
    """Return the template environment: everything is escaped, and a name that does not exist is an error."""
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("footprint.stages.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(show=partial(show, language=language), right=is_right, link=link)
    found.globals.update(say=language.say)
    return found


def show(cell: Cell, kind: str, language: Language) -> str:
    """Return a cell as printed; absence is a dash, not a nought (law L1).

    >>> show(0.123, "share", Language("en")), show(None, "value", Language("en"))
    ('12.3 %', '–')
    >>> show(1234567.0, "tonnes", Language("nl"))
    '1.234.567'
    """
    if cell is None:
        return "–"
    if isinstance(cell, str):
        text = _CONTROL.sub("\ufffd", clean(cell))
        return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1].rstrip()}…"
    if kind in ("share", "value"):
        return percent(cell, language) if kind == "share" else number(cell, language)
    return str(cell) if kind == "plain" and isinstance(cell, int) and abs(cell) < 10_000 else figure(cell, language)


def is_right(kind: str) -> bool:
    """Return whether cells of `kind` stand to the right."""
    return kind not in ("text", "long")


def link(text: str, key: str) -> str:
    """Return the address a citation links to; empty when it is none that a reader may safely follow.

    >>> link("10.1000/182", "doi"), link("javascript:alert(1)", "url")
    ('https://doi.org/10.1000/182', '')
    """
    if key == "doi" and re.match(r"10\.\d{4,9}/\S+\Z", text):
        return f"https://doi.org/{text}"
    return text if key in ("doi", "url") and _LINK.match(text) else ""


def _for_the_page(report: Report) -> list[Page]:
    """Return the pages of the report, problems cut short, and the lines that weigh most before them."""
    found = list(pages(report, MOST_PROBLEMS))
    found.insert([page.key for page in found].index("problems"), lines_page(report))
    return found


def _chapter(page: Page, report: Report) -> Chapter:
    return Chapter(page.key, page.title, page.lead, tuple(_drawn(section, report) for section in page.sections))


def _drawn(section: Section, report: Report) -> Drawn:
    width = HALF if len(section.charts) > 1 else FULL
    pictures = tuple((one.title, draw(one, report.language, report.world, width)) for one in section.charts)
    return Drawn(section.title, _short(section.table, report), pictures)


def _short(table: Table, report: Report) -> Table:
    """Return a table as the page shows it: without columns for machines, and not too long."""
    shown = [place for place, column in enumerate(table.columns) if column.key not in _HIDDEN]
    rows = tuple(tuple(row[place] for place in shown) for row in table.rows[:MOST_ROWS])
    note = f"{table.note} {more(report, len(table.rows) - MOST_ROWS)}".strip()
    return Table(table.title, tuple(table.columns[place] for place in shown), rows, note)


def lines_page(report: Report) -> Page:
    """Return the lines that weigh most under the first lens; the rest are counted, not shown."""
    title = report.say("Lines that weigh most")
    lead = report.say("The largest lines under the first lens. The workbook has every line.")
    return Page("lines", title, lead, (Section("", _lines_table(title, report)),))


def _lines_table(title: str, report: Report) -> Table:
    impacts = [group for group in groups(report) if group.column in report.lines.columns]
    first = impacts[0].column if impacts else "tonnes"
    ranked = report.lines[first].astype(float).sort_values(ascending=False, kind="stable", na_position="last")
    chosen = report.lines.loc[ranked.index[:MOST_LINES]]
    names = Names(report)
    kinds: dict[str, Kind] = {"line": "plain", "item": "text", "product": "text", "origin_used": "text"}
    ends: dict[str, Kind] = {"tonnes": "tonnes", "quality": "plain", "reason": "text"}
    said = [
        cells(chosen["line"]),
        cells(chosen["item"]),
        [None if one is None else names.of(str(one)) for one in cells(chosen["product"])],
        [None if one is None else names.origin(str(one)) for one in cells(chosen["origin_used"])],
        cells(chosen["tonnes"]),
        cells(chosen["quality"]),
        [None if not one else phrase(str(one), report.language) for one in cells(chosen["reason"])],
        *(cells(chosen[group.column]) for group in impacts),
    ]
    heads = [Column(f"{group.title} [{group.unit}]", "value", group.column) for group in impacts]
    note = more(report, len(report.lines) - len(chosen))
    return Table(title, (*head(report.language, **kinds, **ends), *heads), tuple(zip(*said, strict=True)), note)
