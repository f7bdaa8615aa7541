"""A page of the report, before any door has drawn it: the HTML page and the workbook show the same ones."""

from __future__ import annotations

from dataclasses import dataclass

from footprint.stages.report.chart import Chart
from footprint.stages.report.table import Table


@dataclass(frozen=True, slots=True)
class Section:
    """A question of a page: charts, and the table with the same figures.

    Parameters
    ----------
    title
        Its heading, "" where the page's own says it.
    table
        The figures; its note says how to read them.
    charts
        Pictures of these figures, most important first; none where a table says it better.
    """

    title: str
    table: Table
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: a sheet of the workbook, a chapter of the HTML page.

    Parameters
    ----------
    key
        Its name in the code and in links ("origins").
    title
        Its heading, short enough for the tab of a sheet (31 characters).
    lead
        One or two sentences: the answer this page gives.
    sections
        Its parts, in order.
    """

    key: str
    title: str
    lead: str
    sections: tuple[Section, ...]
