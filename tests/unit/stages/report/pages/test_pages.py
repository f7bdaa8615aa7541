"""All pages together: their order, their names, and that a language changes words only."""

from __future__ import annotations

import dataclasses
import re

import pytest

from footprint.ground.language import LANGUAGES, Language
from footprint.stages.report.chart import Bars, Flow, Pareto, Ranks, WorldMap
from footprint.stages.report.pages import pages

ORDER = [
    *("summary", "world", "streams", "pareto", "agreement", "pressures", "knowledge", "quality", "questions"),
    *("coverage", "by_product", "by_material", "by_origin", "inventory", "practices", "problems", "method", "sources"),
]
LONGEST_TAB = 31


def numbers(cell):
    """Return the numbers of a cell or text, whatever the signs between their digits."""
    return re.findall(r"\d+", cell) if isinstance(cell, str) else cell


def of_chart(chart):
    """Return the numbers of a chart; the streams of a flow chart are a set."""
    match chart:
        case Bars():
            return [*chart.values, *map(numbers, chart.ends)]
        case Pareto():
            return [*chart.shares, chart.aim]
        case Ranks():
            return [*chart.ranks, *chart.flips]
        case WorldMap():
            return list(chart.shares.items())
        case Flow():
            return [sorted(round(link.share, 12) for link in chart.links), *map(len, chart.nodes)]


def figures(report):
    """Return everything on the pages that is a number, in its order."""
    found = []
    for page in pages(report):
        for section in page.sections:
            rows = [[numbers(cell) for cell in row] for row in section.table.rows]
            found.append((page.key, rows, numbers(section.table.note), [of_chart(chart) for chart in section.charts]))
    return found


def test_pages_come_in_the_order_in_which_they_are_read(report):
    assert [page.key for page in pages(report)] == ORDER


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_fit_the_tab_of_a_sheet_and_differ(make, language):
    titles = [page.title for page in pages(make(language=language))]
    assert max(map(len, titles)) <= LONGEST_TAB
    assert len({title.casefold() for title in titles}) == len(titles)


@pytest.mark.parametrize("count", [0, 1])
def test_a_page_that_would_say_nothing_is_left_out(make, count):
    found = {page.key: page for page in pages(make(count))}
    assert all(page.sections for page in found.values())
    assert ("world" in found, "practices" in found) == (count > 0, count > 0)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_language_changes_words_and_no_number(make, language):
    assert figures(make(language=language)) == figures(make())


def test_the_order_of_rows_does_not_follow_the_alphabet_of_a_language(report, mirrored, monkeypatch):
    other = figures(dataclasses.replace(report, language=Language("nl")))
    monkeypatch.undo()
    assert other == figures(report)


def test_every_heading_is_said_in_the_language(report, mirrored):
    texts = [
        text
        for page in pages(report)
        for table in (section.table for section in page.sections)
        for text in (page.title, page.lead, table.title, table.note, *(column.name for column in table.columns))
    ]
    english = re.compile(r"\b(the|and|of|what|how|where|lines|impact)\b", re.IGNORECASE)
    assert len(texts) > 100
    assert [text for text in texts if english.search(text)] == []


def test_every_chart_stands_beside_a_table(report):
    sections = [section for page in pages(report) for section in page.sections if section.charts]
    assert {type(chart) for section in sections for chart in section.charts} == {Bars, Flow, Pareto, Ranks, WorldMap}
    assert all(section.table.rows for section in sections)


@pytest.mark.parametrize("count", [60, 2000])
def test_parts_of_one_whole_sum_to_one(make, count):
    charts = [chart for page in pages(make(count)) for section in page.sections for chart in section.charts]
    wholes = [row for chart in charts if isinstance(chart, Bars) and chart.whole for row in chart.values]
    known = [[value for value in row if value is not None] for row in wholes]
    assert [sum(row) for row in known if row] == pytest.approx([1.0] * len(known), rel=1e-12)
