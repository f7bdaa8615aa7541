"""The first page: what was read, how far it is covered, the answer, what weighs most, what to find out."""

from __future__ import annotations

import dataclasses

import pytest

from footprint.stages.report.groups import leading
from footprint.stages.report.pages.first import FIRST_QUESTIONS, TOP, first_page, read_table, top_charts, top_lines
from footprint.stages.report.pages.questions import questions_table


def test_coverage_comes_before_the_totals(report):
    assert [section.title for section in first_page(report).sections] == [
        "What was read",
        "How much of the list is covered",
        "Impact on biodiversity of these purchases",
        "The five lines that weigh most",
        "What to find out next",
    ]


def test_what_was_read_comes_first_and_an_unknown_year_is_left_out(report):
    more = dataclasses.replace(report, year=None, summary={**report.summary, "sheets_read": 2})
    rows = read_table(more).rows
    assert rows[0] == ("File", "aankopen_2025.xlsx")
    assert "Year" not in [name for name, _ in rows]
    assert rows[-2:] == (("Sheets read", 2), ("Version", more.version))
    assert ("Year", "2024") in read_table(dataclasses.replace(report, year=2024)).rows


def test_the_name_of_the_file_is_never_said_in_another_language(report, mirrored):
    named = dataclasses.replace(report, source="Belgium {0.__class__}")
    assert read_table(named).rows[0][1] == "Belgium {0.__class__}"


def test_the_lines_that_weigh_most_under_each_lens(report, rows_of):
    rows = rows_of(top_lines(report))
    for group in leading(report):
        ours = [row for row in rows if row["Lens"] == group.name]
        largest = report.lines.set_index("line")[group.column].nlargest(TOP)
        assert [(row["Line"], row["Impact"], row["Unit"]) for row in ours] == [
            (line, impact, group.unit) for line, impact in largest.items()
        ]
        total = report.lines[group.column].sum()
        assert [row["Share"] for row in ours] == pytest.approx((largest / total).tolist(), rel=1e-12)


def test_bars_of_lines_show_the_shares_of_their_table(report, rows_of):
    drawn = [value for chart in top_charts(report) for (value,) in chart.values]
    assert drawn == [row["Share"] for row in rows_of(top_lines(report))]


def test_what_nothing_is_known_of_does_not_weigh(report):
    unknown = report.lines.assign(**dict.fromkeys(report.impact_columns, float("nan")))
    bare = dataclasses.replace(report, lines=unknown)
    assert top_lines(bare).rows == ()
    assert top_charts(bare) == ()


def test_a_line_without_an_item_has_its_product(report, rows_of):
    silent = dataclasses.replace(report, lines=report.lines.assign(item=None))
    row = rows_of(top_lines(silent))[0]
    assert row["Item"] is None
    assert top_charts(silent)[0].names[0] == f"{row['Product']}, {row['Origin used']}"


def test_items_stay_as_they_were_written(report, rows_of, mirrored):
    items = ["Belgium", "{0.__class__}", "{x}", "100 % {} %s"]
    written = [items[line % len(items)] for line in report.lines["line"]]
    hostile = dataclasses.replace(report, lines=report.lines.assign(item=written))
    found = dict(zip(report.lines["line"], written, strict=True))
    table = top_lines(hostile)
    line, item = table.place("line"), table.place("item")
    assert {row[item] for row in table.rows} == set(items)
    assert all(row[item] == found[row[line]] for row in table.rows)


def test_the_first_questions_are_the_weightiest(report):
    assert first_page(report).sections[-1].table.rows == questions_table(report).rows[:FIRST_QUESTIONS]
