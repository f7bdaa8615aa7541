"""By product, raw material and origin: parts sum to the total, and shares are shares of all of them."""

from __future__ import annotations

import dataclasses

import pytest

from footprint.stages.report.groups import groups
from footprint.stages.report.pages.breakdowns import TOP, breakdown, breakdown_page, breakdown_table, top_chart

AXES = ["product", "material", "origin"]
NAN = float("nan")


def first_group(report):
    return groups(report)[0]


@pytest.mark.parametrize("axis", AXES)
def test_parts_sum_to_the_total_of_each_lens_and_realm(report, rows_of, of_group, axis):
    rows = rows_of(breakdown_table(breakdown(report, axis), report))
    for group in groups(report):
        column = [row[f"{group.title} [{group.unit}]"] for row in rows]
        known = [value for value in column if value is not None]
        assert sum(known) == pytest.approx(of_group(report.totals, group)["value"].sum(), rel=1e-12)
        shares = [row[f"{group.title}, share"] for row in rows if row[f"{group.title}, share"] is not None]
        assert sum(shares) == pytest.approx(1.0, rel=1e-12)


@pytest.mark.parametrize("axis", AXES)
def test_rows_are_ordered_by_the_first_lens(report, rows_of, axis):
    parts = breakdown(report, axis)
    column = [row["Species, terrestrial [global PDF.yr]"] for row in rows_of(breakdown_table(parts, report))]
    assert column == sorted(column, reverse=True)
    assert len(column) == len(parts.names) == getattr(report, f"by_{axis}")[axis].nunique()


def test_tonnes_sum_to_those_of_the_counted_lines(report, rows_of):
    rows = rows_of(breakdown_table(breakdown(report, "product"), report))
    counted = report.lines["coverage"] != "not covered"
    assert sum(row["Tonnes"] for row in rows) == pytest.approx(report.lines.loc[counted, "tonnes"].sum(), rel=1e-12)


def test_what_a_lens_does_not_see_has_no_impact_and_no_share(report, rows_of):
    table = report.by_product
    marine = (table["product"] == "wheat") & (table["realm"] == "marine")
    without = dataclasses.replace(report, by_product=table[~marine])
    row = next(row for row in rows_of(breakdown_table(breakdown(without, "product"), without)) if row["Id"] == "wheat")
    assert (row["Species, marine [global PDF.yr]"], row["Species, marine, share"]) == (None, None)
    assert row["Species, freshwater, share"] > 0


def test_an_unknown_amount_is_absent_not_zero(report, rows_of):
    dry = dataclasses.replace(report, by_product=report.by_product.assign(water_m3=NAN))
    rows = rows_of(breakdown_table(breakdown(dry, "product"), dry))
    assert {row["Water [m3]"] for row in rows} == {None}


@pytest.mark.parametrize("axis", AXES)
def test_bars_are_the_largest_shares_of_the_table(report, rows_of, axis):
    section = breakdown_page(report, axis).sections[0]
    rows = rows_of(section.table)
    for group, chart in zip(groups(report), section.charts, strict=True):
        shares = {row["Name"]: row[f"{group.title}, share"] for row in rows}
        largest = sorted((share for share in shares.values() if share is not None), reverse=True)[:TOP]
        assert [value for (value,) in chart.values] == largest
        assert [shares[name] for name in chart.names] == largest
        assert chart.series == ("Share of the impact",)


def test_where_a_part_is_a_gain_bars_show_amounts(report):
    table = report.by_product
    gain = table["value"].where(table["product"] != "wheat", -table["value"])
    parts = breakdown(dataclasses.replace(report, by_product=table.assign(value=gain)), "product")
    chart = top_chart(parts, parts.groups[0], report)
    assert chart.series == ("Impact [global PDF.yr]",)
    assert [value for (value,) in chart.values] == list(parts.column(parts.groups[0]).values())[:TOP]
    assert not any("%" in text for text in chart.ends)


def test_an_origin_that_is_not_known_has_its_row(report, rows_of):
    unknown = report.by_origin.assign(origin=report.by_origin["origin"].where(report.by_origin["origin"] != "CIV"))
    bare = dataclasses.replace(report, by_origin=unknown)
    rows = rows_of(breakdown_table(breakdown(bare, "origin"), bare))
    column = "Species, terrestrial [global PDF.yr]"
    before = rows_of(breakdown_table(breakdown(report, "origin"), report))
    assert [row[column] for row in rows if row["Id"] == "not known"] == [
        row[column] for row in before if row["Id"] == "CIV"
    ]


def test_names_are_shown_as_the_tables_have_them(report, mirrored):
    parts = breakdown(report, "origin")
    assert parts.names["CIV"] == "Côte d'Ivoire"
