"""The first page: what was read, how far it is covered, the answer per lens, what weighs most, what to do next."""

from __future__ import annotations

from footprint.stages.report.chart import Bars
from footprint.stages.report.figures import percent
from footprint.stages.report.groups import Group, has_gain, leading
from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.pages.coverage import coverage_charts, coverage_table
from footprint.stages.report.pages.names import Names
from footprint.stages.report.pages.questions import questions_table
from footprint.stages.report.pages.totals import totals_table, zone_chart
from footprint.stages.report.table import Cell, Kind, Table, columns_of, head
from footprint.stages.report.words import title_case, word

TOP, FIRST_QUESTIONS = 5, 4


def first_page(report: Report) -> Page:
    """Return the page that stands alone if it is the only one read."""
    totals = totals_table(report)
    sections = (
        Section(report.say("What was read"), read_table(report)),
        Section(report.say("How much of the list is covered"), coverage_table(report), coverage_charts(report)),
        Section(totals.title, totals, (zone_chart(report),)),
        Section(report.say("The five lines that weigh most"), top_lines(report), top_charts(report)),
        Section(report.say("What to find out next"), _first_questions(report)),
    )
    lead = report.say("Impact on biodiversity, in Belgium and abroad, of the purchases on this list.")
    return Page("summary", report.say("Summary"), lead, sections)


def read_table(report: Report) -> Table:
    """Return what was read: the file, the year, and the figures of the summary."""
    facts: list[tuple[str, Cell]] = [(report.say("File"), report.source)]
    facts += [(report.say("Year"), str(report.year))] if report.year is not None else []
    for name, value in report.summary.items():
        said = word(value, report.language) if isinstance(value, str) else value
        facts.append((title_case(word(str(name), report.language)), said))
    rows = (*facts, (report.say("Version"), report.version))
    return Table(report.say("What was read"), head(report.language, what="text", value="text"), rows)


def top_lines(report: Report) -> Table:
    """Return the lines with the largest impact under the first realm of each lens."""
    rows = [row for group in leading(report) for row in _top_rows(group, report)]
    kinds: dict[str, Kind] = {"lens": "text", "line": "plain", "item": "long", "product": "text", "origin_used": "text"}
    columns = head(report.language, **kinds, tonnes="tonnes", impact="value", unit="text", share="share")
    return Table(report.say("The five lines that weigh most"), columns, tuple(rows))


def top_charts(report: Report) -> tuple[Bars, ...]:
    """Return the same lines as bars, one chart per lens."""
    charts = []
    for group in leading(report):
        rows = _top_rows(group, report)
        names = tuple(f"{row[2] or row[3]}, {row[4]}" for row in rows)
        shares = tuple((row[8] if isinstance(row[8], float) else None,) for row in rows)
        ends = tuple("" if share is None else percent(share, report.language) for (share,) in shares)
        if rows:
            charts.append(Bars(group.title, names, (report.say("Share of the impact"),), shares, ends))
    return tuple(charts)


def _top_rows(group: Group, report: Report) -> list[tuple[Cell, ...]]:
    """Return lens, line, item, product, origin, tonnes, impact, unit and share of the largest lines."""
    if group.column not in report.lines.columns:
        return []
    value = report.lines[group.column].astype(float)
    gain = has_gain(value)
    largest = value[value != 0].dropna().sort_values(ascending=False, key=abs, kind="stable").head(TOP)
    names, total = Names(report), float("nan") if gain else float(value.sum())
    known = columns_of(report.lines.loc[largest.index], ("line", "item", "product", "origin_used", "tonnes"))
    rows: list[tuple[Cell, ...]] = []
    for line, item, product, origin, tonnes, impact in zip(*known, largest.tolist(), strict=True):
        share = impact / total if total > 0 else None
        named = (names.of(str(product)), names.origin(str(origin)))
        rows.append((group.name, line, item, *named, tonnes, impact, group.unit, share))
    return rows


def _first_questions(report: Report) -> Table:
    table = questions_table(report)
    return Table(table.title, table.columns, table.rows[:FIRST_QUESTIONS], table.note)
