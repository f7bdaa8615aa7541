"""The tables all doors show: parts equal wholes, absence is not zero, nothing is added that must not be."""

from __future__ import annotations

import dataclasses
import math

import pandas as pd
import pytest

from footprint.stages.report.breakdown import breakdown, breakdown_table, flows_table, pressure_table, ranks_table, top
from footprint.stages.report.groups import groups, shares
from footprint.stages.report.headline import (
    MOST_REASONS,
    NO_REASON,
    apart_table,
    coverage_table,
    inventory_table,
    not_covered_table,
    read_table,
    totals_table,
)
from footprint.stages.report.table import cells


def rows_of(table):
    """Return the rows of a table as mappings."""
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_totals_and_what_is_kept_apart_make_up_the_frame(report):
    for zone, name in (("belgium", "Belgium"), ("abroad", "Abroad"), ("global", "Global")):
        for (lens, realm), part in report.totals[report.totals["zone"] == zone].groupby(["lens", "realm"]):
            shown = [row[name] for table in (totals_table(report), apart_table(report)) for row in rows_of(table)
                     if (row["Lens"], row["Realm"]) == (lens, realm) and row[name] is not None]  # fmt: skip
            assert math.isclose(sum(shown), part["value"].sum(), rel_tol=1e-12)


def test_transformation_and_long_term_are_not_in_the_totals(report):
    species = rows_of(totals_table(report))[0]
    yearly = report.totals[(report.totals["lens"] == "species") & (report.totals["realm"] == "terrestrial")]
    yearly = yearly[(yearly["pressure"] != "land transformation") & (yearly["zone"] == "abroad")]
    assert math.isclose(species["Abroad"], yearly["value"].sum(), rel_tol=1e-12)
    assert {row["Pressure"] for row in rows_of(apart_table(report))} == {
        "Land transformation",
        "Climate change, long term",
    }


def test_lenses_and_realms_keep_their_order_and_units(report):
    found = [(group.lens, group.realm, group.unit) for group in groups(report)]
    assert found == [
        ("species", "terrestrial", "global PDF.yr"),
        ("species", "freshwater", "global PDF.yr"),
        ("species", "marine", "global PDF.yr"),
        ("condition", "terrestrial", "MSA-loss.m2.yr"),
        ("impactworld", "terrestrial", "PDF.m2.yr"),
        ("impactworld", "freshwater", "PDF.m2.yr"),
    ]


def test_two_units_under_one_lens_are_never_added(report):
    other = report.totals.assign(unit="m3 world-eq")
    mixed = dataclasses.replace(report, totals=pd.concat([report.totals, other], ignore_index=True))
    first, second = rows_of(totals_table(mixed))[:2]
    assert (first["Unit"], second["Unit"]) == ("global PDF.yr", "m3 world-eq")
    assert first["Abroad"] == second["Abroad"] == rows_of(totals_table(report))[0]["Abroad"]


def test_a_zone_without_a_value_is_absent_not_zero(report):
    marine = rows_of(totals_table(report))[2]
    assert marine["Realm"] == "marine"
    assert marine["Global"] is None


def test_missing_values_stay_missing(report):
    blank = dataclasses.replace(report, totals=report.totals.assign(value=float("nan")))
    assert {row["Belgium"] for row in rows_of(totals_table(blank))} == {None}
    assert {row["In words"] for row in rows_of(totals_table(blank))} == {""}


def test_zone_shares_sum_to_one(report):
    for row in rows_of(totals_table(report)):
        known = [row[f"{zone}, share"] for zone in ("Belgium", "Abroad", "Global") if row[f"{zone}, share"] is not None]
        assert math.isclose(sum(known), 1.0, rel_tol=1e-12)


def test_no_share_where_gains_stand_beside_losses():
    assert shares((2.0, -1.0, None)) == (None, None, None)


def test_coverage_stands_beside_every_total(report):
    detail = report.coverage[(report.coverage["measure"] == "tonnes")].set_index("level")["share"]
    row = rows_of(totals_table(report))[0]
    known = [detail[name] for name in detail.index if name.startswith("species: terrestrial: ")]
    assert (row["Tonnes covered, from"], row["to"]) == (min(known), max(known))


def test_coverage_ladder_holds_amounts_and_shares(report):
    row = rows_of(coverage_table(report))[-1]
    given = report.coverage.set_index(["measure", "level"])
    assert row["Step"] == "Land, water and emissions known"
    assert row["Lines"] == given.loc[("lines", "with inventory"), "value"]
    assert row["Tonnes, share"] == given.loc[("tonnes", "with inventory"), "share"]


def test_every_uncovered_line_and_tonne_is_listed(report):
    bare = report.lines[list(report.impact_columns)].isna().all(axis=1)
    rows = rows_of(not_covered_table(report))
    assert bare.any()
    assert sum(row["Lines"] for row in rows) == bare.sum()
    assert math.isclose(sum(row["Tonnes"] or 0 for row in rows), report.lines.loc[bare, "tonnes"].sum(), rel_tol=1e-12)
    assert {row["Reason"] for row in rows} == {text.capitalize() for text in report.lines.loc[bare, "reason"]}


def test_a_reason_without_any_weight_has_no_tonnes(report):
    row = next(row for row in rows_of(not_covered_table(report)) if row["Reason"] == "No price for the year")
    assert row["Tonnes"] is None
    assert row["Lines without weight"] == row["Lines"] > 0


def test_a_line_without_impact_and_without_reason_is_listed_all_the_same(report):
    silent = dataclasses.replace(report, lines=report.lines.assign(reason=""))
    row = rows_of(not_covered_table(silent))[0]
    assert row["Reason"].lower() == NO_REASON


def test_a_line_with_a_reason_and_an_impact_is_counted_in_part(report):
    first = report.lines["species: terrestrial"].first_valid_index()
    reasons = report.lines["reason"].astype(object)
    reasons[first] = "no water figure"
    rows = rows_of(not_covered_table(dataclasses.replace(report, lines=report.lines.assign(reason=reasons))))
    assert [row["Impact counted"] for row in rows if row["Reason"] == "No water figure"] == ["in part"]


def test_many_reasons_are_summed_up_in_one_row(make):
    many = make(400)
    named = many.lines.assign(reason=[f"reason {number}" for number in range(400)])
    rows = rows_of(not_covered_table(dataclasses.replace(many, lines=named)))
    assert len(rows) == MOST_REASONS + 1
    assert rows[-1]["Reason"].startswith("375 other reasons")
    assert sum(row["Lines"] for row in rows) == 400


def test_inventory_is_shown_in_everyday_units(report):
    row = rows_of(inventory_table(report))[0]
    square_metres = report.pressures[report.pressures["flow"] == "Occupation, annual crop"].set_index("zone")["value"]
    assert (row["Land, water, emissions"], row["Unit"]) == ("Cropland used, annual crops", "ha for one year")
    assert math.isclose(row["Abroad"], square_metres["abroad"] / 10_000, rel_tol=1e-12)


def test_inventory_of_record_keeps_flow_and_unit(report):
    row = rows_of(flows_table(report))[0]
    assert (row["Flow"], row["Unit"]) == ("Occupation, annual crop", "m2.yr")


def test_products_are_ordered_by_the_first_lens_and_sum_to_it(report):
    parts = breakdown(report, "product")
    column = [row["species: terrestrial [global PDF.yr]"] for row in rows_of(breakdown_table(parts))]
    ours = report.by_product[(report.by_product["lens"] == "species") & (report.by_product["realm"] == "terrestrial")]
    assert column == sorted(column, reverse=True)
    assert math.isclose(sum(column), ours["value"].sum(), rel_tol=1e-12)


def test_top_gives_shares_of_all_products_not_of_the_ten(report):
    parts = breakdown(report, "product")
    rows = top(parts, parts.groups[0], 3)
    assert len(rows) == 3
    assert math.isclose(rows[0][1] / rows[0][2], sum(parts.column(parts.groups[0]).values()), rel_tol=1e-12)


def test_an_origin_that_is_not_known_has_its_row(report):
    unknown = report.by_origin.assign(origin=report.by_origin["origin"].where(report.by_origin["origin"] != "CIV"))
    assert "not known" in breakdown(dataclasses.replace(report, by_origin=unknown), "origin").names


def test_ranks_name_what_changes_with_the_lens(report):
    table = ranks_table(breakdown(report, "origin"))
    moved = [name for name, *places in table.rows if max(places) - min(places) >= 3]
    assert moved
    assert all(name in table.note for name in moved)


def test_pressures_without_a_total_but_with_coverage_are_shown(report):
    bare = pd.DataFrame([("tonnes", "species: marine: fisheries", 0.0, 0.0)], columns=report.coverage.columns)
    more = dataclasses.replace(report, coverage=pd.concat([report.coverage, bare], ignore_index=True))
    row = next(row for row in rows_of(pressure_table(more)) if row["Pressure"] == "fisheries")
    assert (row["Abroad"], row["Tonnes covered"]) == (None, 0.0)


def test_what_was_read_comes_first_and_an_unknown_year_is_left_out(report):
    more = dataclasses.replace(report, year=None, summary={**report.summary, "sheets_read": 2})
    names = [name for name, _ in read_table(more).rows]
    assert read_table(more).rows[0] == ("File", "aankopen_2025.xlsx")
    assert "Year" not in names
    assert read_table(more).rows[-2:] == (("Sheets read", 2), ("Version", more.version))
    assert ("Year", "2024") in read_table(dataclasses.replace(report, year=2024)).rows


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (pd.Series(["a", None, "a"], dtype="category"), ["a", None, "a"]),
        (pd.Series([3, 1], dtype="category"), [3, 1]),
        (pd.Series([1, None], dtype="Int64"), [1, None]),
        (pd.Series(["x", None], dtype="str"), ["x", None]),
        (pd.Series([True, False]), ["True", "False"]),
        (pd.Series(["half \ud83c"], dtype=object), ["half \ufffd"]),
    ],
)
def test_cells_are_plain_python(series, expected):
    found = cells(series)
    assert found == expected
    assert [type(cell) for cell in found] == [type(cell) for cell in expected]
