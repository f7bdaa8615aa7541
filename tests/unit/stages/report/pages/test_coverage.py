"""How much is covered: parts sum to what was given, and everything that is not counted is listed."""

from __future__ import annotations

import dataclasses
import math

import pytest

from footprint.stages.report.figures import percent
from footprint.stages.report.pages.coverage import (
    MOST_REASONS,
    coverage_charts,
    coverage_table,
    detailed_coverage,
    not_covered_table,
)

NAN = float("nan")
MEASURES = ["Lines", "Tonnes", "Euros"]


@pytest.mark.parametrize("measure", MEASURES)
def test_what_became_of_the_list_sums_to_what_was_given(report, rows_of, measure):
    given, *became = rows_of(coverage_table(report))
    assert (given["Step"], given[f"{measure}, share"]) == ("Given in the list", 1.0)
    assert [row["Step"] for row in became] == ["Counted in full", "Counted in part", "Not counted"]
    assert sum(row[measure] for row in became) == pytest.approx(given[measure], rel=1e-12)
    assert sum(row[f"{measure}, share"] for row in became) == pytest.approx(1.0, rel=1e-12)


def test_amounts_are_those_of_the_lines(report, rows_of):
    rows = {row["Step"]: row for row in rows_of(coverage_table(report))}
    lost = report.lines[report.lines["coverage"] == "not covered"]
    assert rows["Not counted"]["Lines"] == len(lost) > 0
    assert rows["Not counted"]["Tonnes"] == pytest.approx(lost["tonnes"].sum(), rel=1e-12)


def test_a_measure_nothing_was_given_of_is_left_out(report):
    bare = dataclasses.replace(report, coverage=report.coverage[report.coverage["measure"] != "euros"])
    assert [column.key for column in coverage_table(bare).columns] == [
        *("step", "lines", "lines_share", "tonnes", "tonnes_share"),
    ]


def test_bars_show_what_is_counted_of_lines_tonnes_and_euros_as_wholes(report, rows_of):
    rows = rows_of(coverage_table(report))
    (chart,) = coverage_charts(report)
    assert chart.names == ("Lines", "Tonnes", "Euros")
    assert chart.series == tuple(row["Step"] for row in rows[1:])
    assert chart.values == tuple(tuple(row[f"{name}, share"] for row in rows[1:]) for name in chart.names)
    assert all(math.isclose(sum(parts), 1.0, rel_tol=1e-9) for parts in chart.values)


def test_bars_of_a_list_without_weights_are_of_its_lines(report):
    lines_only = dataclasses.replace(report, coverage=report.coverage[report.coverage["measure"] == "lines"])
    assert coverage_charts(lines_only)[0].names == ("Lines",)


def test_coverage_of_a_pressure_has_its_lens_and_realm(report):
    found = detailed_coverage(report)
    assert found["condition", "terrestrial", "roads"] == 0.0
    assert found["species", "terrestrial", "land occupation"] > found["species", "terrestrial", "climate change"] > 0
    assert {key[0] for key in found} == {"species", "condition", "impactworld"}


def test_a_reason_with_a_colon_is_no_pressure(report, rows_of):
    reason = "not covered: re-exported or in transit: left out of this view"
    coverage = report.coverage.copy()
    coverage.loc[len(coverage)] = ["tonnes", reason, 7.0, 0.5]
    more = dataclasses.replace(report, coverage=coverage)
    assert set(detailed_coverage(more)) == set(detailed_coverage(report))
    before, after = (rows_of(coverage_table(one))[-1]["Tonnes"] for one in (report, more))
    assert after == pytest.approx(before + 7.0)


def test_every_uncounted_line_and_tonne_is_listed(report, rows_of):
    bare = report.lines[list(report.impact_columns)].isna().all(axis=1)
    rows = [row for row in rows_of(not_covered_table(report)) if row["Impact counted"] == "none"]
    assert sum(row["Lines"] for row in rows) == bare.sum() > 0
    assert sum(row["Tonnes"] or 0 for row in rows) == pytest.approx(report.lines.loc[bare, "tonnes"].sum(), rel=1e-12)
    assert {row["Reason"] for row in rows} == {text.capitalize() for text in report.lines.loc[bare, "reason"]}


def test_a_reason_without_any_weight_has_no_tonnes(report, rows_of):
    row = next(row for row in rows_of(not_covered_table(report)) if row["Reason"] == "Money without a price")
    assert (row["Tonnes"], row["Tonnes, share"]) == (None, None)
    assert row["Lines without weight"] == row["Lines"] > 0


def test_a_line_without_impact_and_without_reason_is_listed_all_the_same(report, rows_of):
    silent = dataclasses.replace(report, lines=report.lines.assign(reason=""))
    rows = rows_of(not_covered_table(silent))
    assert {row["Reason"] for row in rows} == {"No reason given"}
    assert sum(row["Lines"] for row in rows) == (report.lines["coverage"] == "not covered").sum()


def test_a_line_with_a_reason_and_an_impact_is_counted_in_part(report, rows_of):
    rows = [row for row in rows_of(not_covered_table(report)) if row["Impact counted"] == "in part"]
    assert [(row["Reason"], row["Got as far as"]) for row in rows] == [("In part: climate change", "Counted in part")]
    assert rows[0]["Lines"] == (report.lines["coverage"] == "partly characterised").sum() > 0


def test_the_heaviest_reason_comes_first(report, rows_of):
    tonnes = [row["Tonnes"] for row in rows_of(not_covered_table(report))]
    known = [value for value in tonnes if value is not None]
    assert known == sorted(known, reverse=True)
    assert tonnes[len(known) :] == [None] * (len(tonnes) - len(known))


def test_many_reasons_are_summed_up_in_one_row(make, rows_of):
    many = make(400)
    named = many.lines.assign(reason=[f"reason {number}" for number in range(400)])
    rows = rows_of(not_covered_table(dataclasses.replace(many, lines=named)))
    assert len(rows) == MOST_REASONS + 1
    assert rows[-1]["Reason"] == f"Other reasons: {400 - MOST_REASONS}"
    assert sum(row["Lines"] for row in rows) == 400
    assert sum(row["Tonnes"] or 0 for row in rows) == pytest.approx(many.lines["tonnes"].sum(), rel=1e-12)


def test_without_weights_lines_have_a_share_all_the_same(report, rows_of):
    bare = dataclasses.replace(report, lines=report.lines.assign(tonnes=NAN))
    rows = rows_of(not_covered_table(bare))
    assert {(row["Tonnes"], row["Tonnes, share"]) for row in rows} == {(None, None)}
    assert sum(row["Lines, share"] for row in rows) == pytest.approx(
        (report.lines["coverage"] != "characterised").mean()
    )


def test_tonnes_of_lines_that_are_not_counted_and_not_weighed_are_unknown(report, rows_of):
    lost = report.lines["coverage"].astype(str) == "not covered"
    lines = report.lines.assign(tonnes=report.lines["tonnes"].where(~lost))
    table = coverage_table(dataclasses.replace(report, lines=lines))
    row = rows_of(table)[-1]
    assert (row["Step"], row["Tonnes"], row["Tonnes, share"]) == ("Not counted", None, None)
    assert f"Lines without weight: {lines['tonnes'].isna().sum()}" in table.note


def test_a_list_that_is_counted_in_full_and_in_part_is_counted_as_a_whole(report):
    kept = report.coverage[~report.coverage["level"].str.startswith("not covered")]
    (chart,) = coverage_charts(dataclasses.replace(report, coverage=kept))
    assert [len(parts) for parts in chart.values] == [2, 2, 2]
    known = kept[kept["level"].isin(["characterised", "partly characterised"])].groupby("measure")["share"].sum()
    assert chart.ends == tuple(percent(known[name]) for name in ("lines", "tonnes", "euros"))
