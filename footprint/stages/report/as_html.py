"""The page: one file, no script, nothing fetched; it prints, and it reads the same in grey."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pandas as pd
from markupsafe import Markup

from footprint.stages.report import headline, svg
from footprint.stages.report.breakdown import (
    Breakdown,
    breakdown,
    breakdown_table,
    practices_table,
    pressure_table,
    ranks_table,
    top,
)
from footprint.stages.report.door import text_file
from footprint.stages.report.figures import figure, number, percent
from footprint.stages.report.groups import Group, by_zone, groups, shares, sums, whole, yearly
from footprint.stages.report.method import method_tables, source_tables
from footprint.stages.report.model import COLUMNS, Report
from footprint.stages.report.table import Cell, Column, Kind, Table, cells, clean, from_frame
from footprint.stages.report.words import LIMITS, NEVER_ADDED, STEPS

MOST_LINES, MOST_NAMES, MOST_PROBLEMS, TOP = 50, 50, 50, 10
LONGEST_TEXT = 300
_LINE_COLUMNS = ("line", "item", "origin", "tonnes", "product", "origin_used", "fallback", "quality", "reason")
_LINE_KINDS: dict[str, Kind] = {"line": "plain", "tonnes": "tonnes", "quality": "plain"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_LINK = re.compile(r"https?://[^\s]+\Z")


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its heading."""

    title: str
    drawing: Markup


def to_html(report: Report) -> str:
    """Return the page of `report`; at most a few hundred rows of it, whatever the number of lines."""
    products, origins = breakdown(report, "product"), breakdown(report, "origin")
    return _environment().get_template("report.html").render(
        report=report,
        limits=LIMITS,
        steps=STEPS,
        legend=svg.legend(),
        never_added=NEVER_ADDED,
        zones=zone_chart(report),
        ladder=coverage_chart(report),
        parts=[
            _part("By product", products),
            _part("By raw material", breakdown(report, "material")),
            _part("By origin", origins),
        ],
        lines=lines_table(report),
        problem_kinds=problem_kinds(report),
        sources=source_tables(report),
        method=method_tables(report)[:-1],
        tables=_tables(report),
        totals_without_words=for_page(headline.totals_table(report)),
        words=in_words_rows(report),
    )  # fmt: skip


def write_html(report: Report, path: str | Path) -> None:
    """Write the page of `report` to `path`.

    Raises
    ------
    InputError
        If the file cannot be written.
    """
    with text_file(path) as file:
        file.write(to_html(report))


def _environment() -> jinja2.Environment:
    """Return the template environment: everything is escaped, and a name that does not exist is an error."""
    found = jinja2.Environment(
        loader=jinja2.PackageLoader("footprint.stages.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(show=show, right=is_right, link=link)
    return found


def show(cell: Cell, kind: str) -> str:
    """Return a cell as printed; absence is a dash, not a nought (law L1).

    >>> show(0.123, "share"), show(None, "value"), show(1234567.0, "tonnes")
    ('12.3 %', '–', '1,234,567')
    """
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return svg.shorten(_CONTROL.sub("\ufffd", clean(cell)), LONGEST_TEXT)
    if kind in ("share", "value"):
        return percent(cell) if kind == "share" else number(cell)
    return str(cell) if kind == "plain" and isinstance(cell, int) and abs(cell) < 10_000 else figure(cell)


def is_right(kind: str) -> bool:
    """Return whether cells of `kind` stand to the right."""
    return kind not in ("text", "long")


def link(text: str, column: str) -> str:
    """Return the address a citation links to; empty when it is none that a reader may safely follow.

    >>> link("10.1000/182", "DOI"), link("javascript:alert(1)", "URL")
    ('https://doi.org/10.1000/182', '')
    """
    if column == "DOI" and re.match(r"10\.\d{4,9}/\S+\Z", text):
        return f"https://doi.org/{text}"
    return text if column in ("DOI", "URL") and _LINK.match(text) else ""


def _tables(report: Report) -> dict[str, Table]:
    """Return the tables of the page by name."""
    return {
        "read": headline.read_table(report),
        "coverage": headline.coverage_table(report),
        "totals": headline.totals_table(report),
        "apart": headline.apart_table(report),
        "not_covered": headline.not_covered_table(report),
        "inventory": headline.inventory_table(report),
        "pressures": pressure_table(report),
        "practices": _first_rows(practices_table(report)),
        "problems": problems_table(report),
    }


def _first_rows(table: Table) -> Table:
    """Return the first rows of a table, and how many more the workbook has."""
    more = _more(len(table.rows) - MOST_NAMES)
    return Table(table.title, table.columns, table.rows[:MOST_NAMES], f"{table.note} {more}".strip())


def without_shares(table: Table) -> Table:
    """Return a breakdown with names and amounts only: ids are for machines, and the charts show the shares."""
    narrow = [column.kind != "share" and " end of stated range" not in column.name for column in table.columns]
    kept = [place for place, stays in enumerate(narrow) if place > 0 and stays]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return Table(table.title, tuple(table.columns[place] for place in kept), rows, table.note)


def in_words_rows(report: Report) -> list[tuple[str, str]]:
    """Return what each total means, by lens and realm; those without plain wording are left out."""
    pairs = zip(groups(report), headline.totals_table(report).rows, strict=True)
    return [(group.title, str(row[-1])) for group, row in pairs if row[-1]]


def for_page(table: Table) -> Table:
    """Return the totals without what the page shows above them: shares by zone in the bars, words in a list."""
    kept = [place for place, column in enumerate(table.columns[:-1]) if not column.name.endswith(", share")]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return Table(table.title, tuple(table.columns[place] for place in kept), rows, table.note)


def zone_chart(report: Report) -> Markup:
    """Return where the impact happens, one bar per lens and realm, with its amount."""
    found = sums(yearly(report.totals), ["lens", "realm", "unit", "zone"])
    rows = []
    for group in groups(report):
        parts = by_zone(found, group.lens, group.realm, group.unit)
        total = whole(parts)
        end = "not known" if total is None else f"{number(total)} {group.unit}"
        rows.append((f"{group.lens}: {group.realm}", shares(parts), end))
    return svg.stacked("hatch", "Share of the impact in Belgium, abroad and global, per lens and realm", rows)


def coverage_chart(report: Report) -> Markup:
    """Return the share of tonnes (of lines, when no weight is known) that reaches each step."""
    table = headline.coverage_table(report)
    names = [column.name for column in table.columns]
    wanted = next((name for name in ("Tonnes, share", "Lines, share") if name in names), None)
    if wanted is None:
        return Markup("")
    place = names.index(wanted)
    measure = wanted.split(",")[0].lower()
    known = [(str(row[0]), row[place]) for row in table.rows]
    rows = [(name, float(share), f"{percent(float(share))} of {measure}") for name, share in known if share is not None]
    return svg.bars(f"Share of {measure} that reaches each step", rows)


def _part(title: str, parts: Breakdown) -> tuple[str, list[Figure], Table, Table]:
    """Return the charts of one breakdown, its table and its ranks."""
    figures = [Figure(group.title, top_chart(parts, group)) for group in parts.groups]
    table = without_shares(breakdown_table(parts))
    note = _more(len(table.rows) - MOST_NAMES)
    return title, figures, Table(table.title, table.columns, table.rows[:MOST_NAMES], note), ranks_table(parts)


def top_chart(parts: Breakdown, group: Group) -> Markup:
    """Return the ten largest products or origins of one lens and realm."""
    rows = [(name, value, _worth(value, share)) for name, value, share in top(parts, group, TOP)]
    return svg.bars(f"Top {TOP} {parts.key}s, {group.title}", rows, svg.HALF)


def _worth(value: float, share: float | None) -> str:
    """Return the share with the amount in brackets; the amount alone when there is no share."""
    return number(value) if share is None else f"{percent(share)} ({number(value)})"


def lines_table(report: Report) -> Table:
    """Return the lines that weigh most under the first lens; the rest are counted, not shown."""
    impacts = [group for group in groups(report) if group.column in report.lines.columns]
    first = impacts[0].column if impacts else "tonnes"
    ranked = report.lines[first].astype(float).sort_values(ascending=False, kind="stable", na_position="last")
    chosen = report.lines.loc[ranked.index[:MOST_LINES]].rename(columns={one.column: one.heading for one in impacts})
    columns = [Column(name, _LINE_KINDS.get(name, "text")) for name in _LINE_COLUMNS]
    note = f"The {len(chosen):,} largest under {first}. {_more(len(report.lines) - len(chosen))}"
    return from_frame(
        "Lines that weigh most", chosen, [*columns, *(Column(one.heading, "value") for one in impacts)], note
    )


def _more(count: int) -> str:
    """Return how many rows stand in the workbook only."""
    return f"{count:,} more in the workbook." if count > 0 else ""


def problems_table(report: Report) -> Table:
    """Return the first problems, errors before warnings; the rest are counted."""
    severities = pd.Categorical(report.problems["severity"].astype(str), ["error", "warning", "info"], ordered=True)
    ordered = report.problems.assign(_rank=severities).sort_values("_rank", kind="stable").head(MOST_PROBLEMS)
    rest = len(report.problems) - len(ordered)
    columns = [Column(name) for name in COLUMNS["problems"]]
    return from_frame("Problems, line by line", ordered, columns, _more(rest))


def problem_kinds(report: Report) -> Table:
    """Return how often each problem occurs, and how to mend it."""
    texts = report.problems[["code", "severity", "fix"]].astype(str)
    counted = texts.groupby(["code", "severity"], sort=False)["fix"].agg(["size", "first"]).reset_index()
    ordered = counted.sort_values("size", ascending=False, kind="stable").head(MOST_PROBLEMS)
    rows: Sequence[list[Cell]] = [cells(ordered[name]) for name in ("code", "severity", "size", "first")]
    heads = (Column("Code"), Column("Severity"), Column("Times", "count"), Column("What to do"))
    return Table("Problems", heads, tuple(zip(*rows, strict=True)))
