"""What was wrong or guessed in the list, by kind and one by one."""

from __future__ import annotations

import pandas as pd

from footprint.stages.report.model import COLUMNS, Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.table import Cell, Kind, Table, cells, from_frame, head
from footprint.stages.report.words import word

SEVERITIES = ("error", "warning", "info")


def problems_page(report: Report, most: int | None = None) -> Page:
    """Return how often each problem occurs and how to mend it, and the problems themselves, errors first.

    Parameters
    ----------
    most
        How many problems are listed one by one; all if None.
    """
    one_by_one = report.say("Line by line")
    sections = (Section("", problem_kinds(report)), Section(one_by_one, problems_table(report, most)))
    lead = report.say("What was wrong, what was guessed, and how to mend it.")
    return Page("problems", report.say("Problems"), lead, sections)


def problem_kinds(report: Report) -> Table:
    """Return how often each problem occurs, and how to mend it."""
    texts = report.problems[["code", "severity", "fix"]].astype(str)
    counted = texts.groupby(["code", "severity", "fix"], sort=False).size().rename("size").reset_index()
    ordered = counted.sort_values("size", ascending=False, kind="stable")
    ordered = ordered.assign(severity=[word(text, report.language) for text in ordered["severity"]])
    rows: list[list[Cell]] = [cells(ordered[name]) for name in ("code", "severity", "size", "fix")]
    columns = head(report.language, code="text", severity="text", times="count", fix="long")
    return Table(report.say("Problems"), columns, tuple(zip(*rows, strict=True)))


def problems_table(report: Report, most: int | None = None) -> Table:
    """Return the problems one by one, errors before warnings; those beyond `most` are counted."""
    rank = pd.Categorical(report.problems["severity"].astype(str), list(SEVERITIES), ordered=True)
    ordered = report.problems.assign(_rank=rank).sort_values("_rank", kind="stable").head(most or len(rank))
    ordered = ordered.assign(severity=[word(text, report.language) for text in ordered["severity"].astype(str)])
    note = more(report, len(report.problems) - len(ordered))
    title = report.say("Problems, line by line")
    kinds: dict[str, Kind] = dict.fromkeys(COLUMNS["problems"], "text")
    return from_frame(title, ordered, report.language, note, **kinds)


def more(report: Report, count: int) -> str:
    """Return how many rows stand in the workbook only."""
    return report.say("More in the workbook: {count}.", count=report.language.signs(f"{count:,}")) if count > 0 else ""
