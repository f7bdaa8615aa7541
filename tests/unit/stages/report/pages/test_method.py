"""Method and sources: every lens, column, unit and edition is explained."""

from __future__ import annotations

import dataclasses

import pytest

from footprint.practice.carried import ONE_FACTOR
from footprint.stages.report.groups import groups
from footprint.stages.report.model import COLUMNS
from footprint.stages.report.pages.method import method_page, practices_page, sources_page


@pytest.fixture(scope="module")
def tables(report):
    return {section.title: section.table for section in method_page(report).sections}


def test_every_column_of_the_lines_is_explained(tables, report):
    rows = dict(tables["The columns of the lines"].rows)
    assert sorted(rows) == sorted([*COLUMNS["lines"], *report.impact_columns])
    assert all(rows.values())


def test_every_unit_of_a_total_is_explained(tables, report):
    assert {group.unit for group in groups(report)} <= set(dict(tables["Units"].rows))


def test_every_lens_asks_its_question(tables, report):
    asked = {row[0]: row[tables["The lenses"].place("question")] for row in tables["The lenses"].rows}
    assert asked == dict(zip(report.lenses["lens"], report.lenses["question"], strict=True))


def test_the_limits_say_what_absence_means(tables):
    assert any("It never means zero" in row[0] for row in tables["What to keep in mind"].rows)


def test_every_edition_has_its_licence(report, rows_of):
    rows = rows_of(sources_page(report).sections[0].table)
    assert [(row["Edition"], row["Licence"], row["Licence status"]) for row in rows] == [
        ("glam_scherer_2023", "CC BY 4.0", "verified"),
        ("ibif_v2", "not seen", "unknown"),
    ]


def test_every_correction_has_its_reason(report, rows_of):
    rows = rows_of(sources_page(report).sections[1].table)
    assert [row["Reason"] for row in rows] == report.overrides["reason"].tolist()


def test_citations_and_places_stay_as_they_were_published(report, mirrored):
    page = sources_page(report)
    editions, remarks = (section.table for section in page.sections)
    for name in ("edition", "title", "citation", "doi", "licence", "url", "version"):
        assert [row[editions.place(name)] for row in editions.rows] == report.factors[name].tolist()
    assert [row[remarks.place("flow")] for row in remarks.rows] == report.overrides["flow"].tolist()


def test_scenarios_stand_beside_what_was_counted(report):
    table = practices_page(report).sections[0].table
    for name in ("line", "as_counted", "scenario", "low", "high", "unit"):
        assert [row[table.place(name)] for row in table.rows] == report.practices[name].tolist()
    assert "no total uses it" in table.note


def test_the_share_of_cropland_of_a_scenario_is_said_in_the_language(make):
    dutch = make(language="nl")
    note = "12% of its land is cropland; the rest is as counted; " + ONE_FACTOR
    table = practices_page(dataclasses.replace(dutch, practices=dutch.practices.assign(note=note))).sections[0].table
    said = table.rows[0][table.place("note")]
    assert "12" in said
    assert "cropland" not in said
