"""What was wrong: every problem is counted once and shown as it was."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from footprint.stages.report.pages.problems import more, problem_kinds, problems_table


@pytest.fixture
def troubled(report):
    """Return a report with five problems of three kinds."""
    rows = [
        ("origin_assumed", "info", "Blad1!C3", "no country", "a country", "Ask the supplier."),
        ("item_unmatched", "error", "Blad1!B4", "Belgium", "a product", "Write its name."),
        ("origin_assumed", "info", "Blad1!C5", "{0.__class__}", "a country", "Ask the supplier."),
        ("unit_unknown", "warning", "Blad1!E6", "{x}", "a unit", "Write kg."),
        ("origin_assumed", "info", "Blad1!C7", "no country", "a country", "Ask the supplier."),
    ]
    return dataclasses.replace(report, problems=pd.DataFrame(rows, columns=list(report.problems.columns)))


def test_kinds_count_every_problem_the_commonest_first(troubled, rows_of):
    rows = rows_of(problem_kinds(troubled))
    assert [(row["Code"], row["Severity"], row["Times"], row["What to do"]) for row in rows] == [
        ("origin_assumed", "remark", 3, "Ask the supplier."),
        ("item_unmatched", "error", 1, "Write its name."),
        ("unit_unknown", "warning", 1, "Write kg."),
    ]


def test_errors_come_before_warnings_before_remarks(troubled, rows_of):
    rows = rows_of(problems_table(troubled))
    assert [row["Where"] for row in rows] == ["Blad1!B4", "Blad1!E6", "Blad1!C3", "Blad1!C5", "Blad1!C7"]


def test_those_beyond_the_most_are_counted(troubled):
    table = problems_table(troubled, 2)
    assert (len(table.rows), table.note) == (2, "More in the workbook: 3.")
    assert problems_table(troubled).note == ""


def test_a_language_leaves_codes_places_and_findings_as_they_are(troubled, mirrored):
    table = problems_table(troubled)
    kept = [tuple(row[table.place(name)] for name in ("code", "where", "found")) for row in table.rows]
    assert sorted(kept) == sorted(troubled.problems[["code", "where", "found"]].itertuples(index=False, name=None))
    assert [row[table.place("severity")] for row in table.rows] != ["error", "warning", "info", "info", "info"]


def test_how_many_more_is_written_as_its_readers_do(make):
    assert more(make(1, language="nl"), 1234).endswith("1.234.")
    assert more(make(1), 0) == ""
