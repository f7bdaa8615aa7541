"""The pages of the report, in the order in which they are read: each answers one question.

first        the answer, and how far it reaches
world        where it happens
streams      from product to place to pressure to realm; pressures by product
goods        what weighs most; whether the lenses agree
knowledge    how well origins are known; data quality
questions    what to find out next
coverage     what is counted and what is not
breakdowns   products, raw materials, origins
totals       impact by pressure, and the inventory behind it
problems     what was wrong or guessed
method       practice, method, sources
"""

from __future__ import annotations

from footprint.stages.report.model import Report
from footprint.stages.report.page import Page, Section
from footprint.stages.report.pages.breakdowns import breakdown_page
from footprint.stages.report.pages.coverage import coverage_page
from footprint.stages.report.pages.first import first_page
from footprint.stages.report.pages.goods import goods_pages
from footprint.stages.report.pages.knowledge import origins_page, quality_page
from footprint.stages.report.pages.method import method_page, practices_page, sources_page
from footprint.stages.report.pages.problems import problems_page
from footprint.stages.report.pages.questions import questions_page
from footprint.stages.report.pages.streams import pressures_page, streams_page
from footprint.stages.report.pages.totals import apart_table, flows_table, inventory_table, pressure_table
from footprint.stages.report.pages.world import world_page

__all__ = ["pages"]


def pages(report: Report, most_problems: int | None = None) -> tuple[Page, ...]:
    """Return every page; one that would say nothing is left out.

    Parameters
    ----------
    most_problems
        How many problems are listed one by one; all if None.
    """
    found = (
        first_page(report),
        world_page(report),
        streams_page(report),
        *goods_pages(report),
        pressures_page(report),
        origins_page(report),
        quality_page(report),
        questions_page(report),
        coverage_page(report),
        *(breakdown_page(report, key) for key in ("product", "material", "origin")),
        _inventory_page(report),
        *([practices_page(report)] if len(report.practices) else []),
        problems_page(report, most_problems),
        method_page(report),
        sources_page(report),
    )
    return tuple(page for page in found if page.sections)


def _inventory_page(report: Report) -> Page:
    """Return the impact by pressure, what is kept apart, and the inventory it comes from."""
    tables = (pressure_table(report), apart_table(report), inventory_table(report), flows_table(report))
    lead = report.say("The pressures behind each total, and the land, water and emissions behind the pressures.")
    sections = tuple(Section(table.title, table) for table in tables if table.rows)
    return Page("inventory", report.say("Pressures"), lead, sections)
