"""From product to place to pressure to realm: nothing is lost on the way."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pandas as pd
import pytest

from footprint.stages.report.groups import groups
from footprint.stages.report.pages.streams import (
    MOST_PLACES,
    MOST_PRODUCTS,
    MOST_ROWS,
    pressures_page,
    streams_of,
    streams_page,
)

NAN = float("nan")
LAST = {"other products", "other countries", "everywhere"}


def carried(chart, stage, end):
    """Return the share of each node of a stage, by what enters it or by what leaves it."""
    found = Counter()
    for link in chart.links:
        if link.stage == stage - (end == "target"):
            found[getattr(link, end)] += link.share
    return found


def bars_of(section):
    """Return the numbers of the bars of a section."""
    return section.charts[0].values  # noqa: PD011 - a chart is no table of pandas


def with_streams(report, rows):
    """Return the report with some streams of one lens and realm: product, place, pressure, value."""
    frame = pd.DataFrame(rows, columns=["product", "place", "pressure", "value"])
    fixed = {"name": None, "place_name": None, "lens": "species", "realm": "terrestrial", "unit": "global PDF.yr"}
    return dataclasses.replace(report, streams=frame.assign(**fixed))


@pytest.mark.parametrize("count", [1, 60, 2000])
def test_every_stage_carries_the_whole(make, count):
    for section in streams_page(make(count)).sections:
        chart = section.charts[0]
        for stage in range(3):
            shares = [link.share for link in chart.links if link.stage == stage]
            assert sum(shares) == pytest.approx(1.0, rel=1e-9), (chart.title, stage)


def test_as_much_leaves_a_node_as_enters_it(report):
    for section in streams_page(report).sections:
        chart = section.charts[0]
        for stage in (1, 2):
            entered, left = carried(chart, stage, "target"), carried(chart, stage, "source")
            assert set(entered) == set(left) == set(chart.nodes[stage])
            assert dict(entered) == pytest.approx(dict(left), rel=1e-9)


def test_nodes_stand_once_in_falling_order_and_what_is_drawn_together_last(report):
    for section in streams_page(report).sections:
        chart = section.charts[0]
        for stage in range(3):
            shares, nodes = carried(chart, stage, "source"), chart.nodes[stage]
            heights = [shares[name] for name in nodes if name not in LAST]
            assert heights == pytest.approx(sorted(heights, reverse=True), abs=1e-12)
            assert not set(nodes[: len(heights)]) & LAST
            assert len(set(nodes)) == len(nodes)


def test_the_table_holds_the_figures_of_the_chart(report, rows_of):
    for section in streams_page(report).sections:
        rows = [row for row in rows_of(section.table) if row["Place"] is not None]
        of_product = Counter()
        for row in rows:
            of_product[row["Product"]] += row["Share"]
        rest = sum(row["Share"] for row in rows_of(section.table) if row["Place"] is None)
        drawn = carried(section.charts[0], 0, "source")
        assert sum(drawn[name] - of_product[name] for name in drawn) == pytest.approx(rest, abs=1e-9)
        assert all(of_product[name] <= drawn[name] + 1e-12 for name in drawn)


@pytest.mark.parametrize("count", [60, 2000])
def test_the_table_sums_to_the_total_of_its_lens_and_realm(make, count, rows_of, of_group):
    report = make(count)
    for group, section in zip(groups(report), streams_page(report).sections, strict=True):
        rows = rows_of(section.table)
        assert sum(row["Impact"] for row in rows) == pytest.approx(of_group(report.totals, group)["value"].sum())
        assert sum(row["Share"] for row in rows) == pytest.approx(1.0, rel=1e-9)
        assert {row["Unit"] for row in rows} == {group.unit}


def test_what_stands_apart_is_in_no_stream(report):
    found = {pressure for group in groups(report) for pressure in streams_of(report, group)["pressure"]}
    assert "land occupation" in found
    assert not found & {"land transformation", "climate change, long term"}


def test_small_streams_are_counted_in_the_last_row(report, rows_of):
    rows = [(f"p{product}", f"C{place:02}", "land occupation", 1.0) for product in range(7) for place in range(7)]
    table = streams_page(with_streams(report, rows)).sections[0].table
    last = rows_of(table)[-1]
    assert len(table.rows) == MOST_ROWS + 1
    assert last["Product"] == "Smaller streams: 9"
    assert last["Share"] == pytest.approx(9 / 49)


def test_the_largest_products_and_places_are_told_apart_and_the_others_drawn_together(report):
    rows = [(f"p{number:02}", f"C{number:02}", "land occupation", 100.0 - number) for number in range(20)]
    chart = streams_page(with_streams(report, [*rows, ("", "C00", "land occupation", 7.0)])).sections[0].charts[0]
    products, places = carried(chart, 0, "source"), carried(chart, 1, "source")
    total = sum(row[3] for row in rows) + 7.0
    assert set(products) == {*(f"p{number:02}" for number in range(MOST_PRODUCTS)), "other products"}
    assert products["other products"] == pytest.approx((sum(100.0 - n for n in range(8, 20)) + 7.0) / total)
    assert set(places) == {*(f"C{number:02}" for number in range(MOST_PLACES)), "other countries"}


def test_what_acts_everywhere_is_never_another_country(report):
    rows = [("wheat", f"C{number:02}", "land occupation", 10.0 + number) for number in range(20)]
    climate = ("wheat", "GLO", "climate change", 1.0)
    chart = streams_page(with_streams(report, [*rows, climate])).sections[0].charts[0]
    assert carried(chart, 1, "source")["everywhere"] == pytest.approx(1.0 / (sum(row[3] for row in rows) + 1.0))


@pytest.mark.parametrize("value", [0.0, NAN])
def test_without_anything_known_there_is_no_chart(report, value):
    bare = with_streams(report, [("wheat", "BEL", "land occupation", value)])
    assert streams_page(bare).sections == ()
    assert pressures_page(bare).sections == ()


def test_gains_have_no_flow_and_bars_of_amounts(report):
    rows = [("beef", "YEM", "land occupation", -3.0), ("wheat", "BEL", "land occupation", 2.0)]
    mixed = with_streams(report, rows)
    assert streams_page(mixed).sections == ()
    chart = pressures_page(mixed).sections[0].charts[0]
    assert sorted(part for (part,) in chart.values) == [-3.0, 2.0]  # noqa: PD011
    assert not any("%" in end for end in chart.ends)


def test_pressures_by_product_sum_to_the_total(report, of_group):
    for group, section in zip(groups(report), pressures_page(report).sections, strict=True):
        parts = [cell for row in section.table.rows for cell in row[1:] if cell is not None]
        assert sum(parts) == pytest.approx(of_group(report.totals, group)["value"].sum(), rel=1e-9)
        drawn = [value for row in bars_of(section) for value in row if value is not None]
        assert sum(drawn) == pytest.approx(1.0, rel=1e-9)


def test_bars_of_pressures_are_the_cells_of_their_table_over_the_whole(report):
    for section in pressures_page(report).sections:
        chart, rows = section.charts[0], section.table.rows
        total = sum(cell for row in rows for cell in row[1:] if cell is not None)
        assert chart.names == tuple(row[0] for row in rows)
        for row, values in zip(rows, bars_of(section), strict=True):
            expected = [None if cell is None else pytest.approx(cell / total) for cell in row[1:]]
            assert list(values) == expected


def test_a_pressure_that_is_not_known_of_a_product_is_absent_not_zero(report):
    rows = [("wheat", "BEL", "land occupation", 3.0), ("pork", "BEL", "land occupation", 2.0)]
    more = with_streams(
        report, [*rows, ("wheat", "GLO", "climate change", 1.0), ("pork", "GLO", "climate change", NAN)]
    )
    section = pressures_page(more).sections[0]
    assert [row[1:] for row in section.table.rows] == [(3.0, 1.0), (2.0, None)]
    assert bars_of(section)[1][1] is None


def test_no_more_than_the_largest_products_have_a_bar(report):
    rows = [(f"p{number:02}", "BEL", "land occupation", 100.0 - number) for number in range(MOST_PRODUCTS + 3)]
    section = pressures_page(with_streams(report, [("", "BEL", "land occupation", 500.0), *rows])).sections[0]
    names = [row[0] for row in section.table.rows]
    assert names == [*(f"p{number:02}" for number in range(MOST_PRODUCTS)), "other products"]
    assert section.table.rows[-1][1] == 500.0 + 92.0 + 91.0 + 90.0
