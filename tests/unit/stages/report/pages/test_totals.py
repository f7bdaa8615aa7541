"""The totals: parts equal wholes, absence is not zero, and what must not be added is not."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from footprint.stages.report.groups import groups
from footprint.stages.report.pages.totals import (
    apart_table,
    flows_table,
    inventory_table,
    pressure_table,
    totals_table,
    zone_chart,
)

NAN = float("nan")
ZONES = {"belgium": "Belgium", "abroad": "Abroad", "global": "Global"}


@pytest.mark.parametrize("zone", ZONES)
def test_totals_and_what_is_kept_apart_make_up_the_frame(report, rows_of, zone):
    rows = [*rows_of(totals_table(report)), *rows_of(apart_table(report))]
    for group in groups(report):
        ours = [row for row in rows if (row["Lens"], row["Realm"]) == (group.name, group.realm)]
        shown = [row[ZONES[zone]] for row in ours if row[ZONES[zone]] is not None]
        part = report.totals.query("lens == @group.lens and realm == @group.realm and zone == @zone")
        assert sum(shown) == pytest.approx(part["value"].sum(), rel=1e-12)


def test_transformation_and_long_term_are_not_in_the_totals(report, rows_of, of_group):
    abroad = report.totals[report.totals["zone"] == "abroad"]
    expected = of_group(abroad, groups(report)[0])["value"].sum()
    assert rows_of(totals_table(report))[0]["Abroad"] == pytest.approx(expected, rel=1e-12)
    assert {row["Pressure"] for row in rows_of(apart_table(report))} == {
        "Land transformation",
        "Climate change, long term",
    }


def test_two_units_under_one_lens_are_never_added(report, rows_of):
    other = report.totals.assign(unit="m3 world-eq")
    realms = pd.concat([report.realms, report.realms.assign(unit="m3 world-eq")], ignore_index=True)
    totals = pd.concat([report.totals, other], ignore_index=True)
    mixed = dataclasses.replace(report, totals=totals, realms=realms)
    first, second = rows_of(totals_table(mixed))[:2]
    assert (first["Unit"], second["Unit"]) == ("global PDF.yr", "m3 world-eq")
    assert first["Abroad"] == second["Abroad"] == rows_of(totals_table(report))[0]["Abroad"]


def test_a_zone_without_a_value_is_absent_not_zero(report, rows_of):
    marine = rows_of(totals_table(report))[2]
    assert marine["Realm"] == "marine"
    assert (marine["Global"], marine["Global, share"]) == (None, None)


def test_missing_values_stay_missing(report, rows_of):
    blank = dataclasses.replace(report, totals=report.totals.assign(value=NAN))
    rows = rows_of(totals_table(blank))
    assert {row["Belgium"] for row in rows} == {None}
    assert {row["In words"] for row in rows} == {""}
    assert set(zone_chart(blank).ends) == {"not known"}


def test_zone_shares_sum_to_one(report, rows_of):
    for row in rows_of(totals_table(report)):
        known = [row[f"{zone}, share"] for zone in ZONES.values() if row[f"{zone}, share"] is not None]
        assert sum(known) == pytest.approx(1.0, rel=1e-12)


def test_bars_of_zones_are_the_shares_of_the_table(report, rows_of):
    chart, rows = zone_chart(report), rows_of(totals_table(report))
    assert chart.series == tuple(ZONES.values())
    assert list(chart.values) == [tuple(row[f"{zone}, share"] for zone in ZONES.values()) for row in rows]
    assert chart.names == tuple(f"{row['Lens']}, {row['Realm']}" for row in rows)


def test_coverage_stands_beside_every_total(report, rows_of):
    detail = report.coverage[report.coverage["measure"] == "tonnes"].set_index("level")["share"]
    for row, group in zip(rows_of(totals_table(report)), groups(report), strict=True):
        known = [detail[name] for name in detail.index if name.startswith(f"{group.column}: ") and detail[name] > 0]
        assert (row["Tonnes covered, from"], row["to"]) == (min(known), max(known))


def test_a_pressure_nothing_is_known_of_is_named_and_lowers_no_coverage(report, rows_of):
    by_lens = {(row["Lens"], row["Realm"]): row["Not counted"] for row in rows_of(totals_table(report))}
    assert by_lens["Condition", "terrestrial"] == "roads"
    assert by_lens["Species", "terrestrial"] == ""


def test_pressures_sum_to_the_totals(report, rows_of):
    rows = rows_of(pressure_table(report))
    apart = ("land transformation", "climate change, long term")
    for total in rows_of(totals_table(report)):
        ours = [row for row in rows if (row["Lens"], row["Realm"]) == (total["Lens"], total["Realm"])]
        for zone in ZONES.values():
            known = [row[zone] for row in ours if row[zone] is not None and row["Pressure"] not in apart]
            assert sum(known) == pytest.approx(total[zone] or 0.0, rel=1e-12)


def test_pressures_without_a_total_but_with_coverage_are_shown(report, rows_of):
    row = next(row for row in rows_of(pressure_table(report)) if row["Pressure"] == "roads")
    assert (row["Abroad"], row["Abroad, share"], row["Tonnes covered"]) == (None, None, 0.0)


def test_inventory_is_shown_in_everyday_units(report, rows_of):
    row = rows_of(inventory_table(report))[0]
    square_metres = report.pressures[report.pressures["flow"] == "Occupation, annual crop"].set_index("zone")["value"]
    assert (row["Land, water, emissions"], row["Unit"]) == ("Cropland used, annual crops", "ha for one year")
    assert row["Abroad"] == pytest.approx(square_metres["abroad"] / 10_000, rel=1e-12)


def test_inventory_of_record_keeps_flow_and_unit(report, rows_of, mirrored):
    flows = flows_table(report)
    shown = {row[:2] + row[-1:]: row[2:5] for row in flows.rows}
    sums = report.pressures.pivot_table(index=["flow", "compartment", "unit"], columns="zone", values="value")
    assert shown == {key: (row["belgium"], row["abroad"], None) for key, row in sums.iterrows()}


def test_a_realm_of_which_nothing_is_known_has_its_row(report, rows_of):
    bare = dataclasses.replace(report, totals=report.totals[report.totals["realm"] != "marine"])
    row = next(row for row in rows_of(totals_table(bare)) if row["Realm"] == "marine")
    assert (row["Belgium"], row["Abroad"], row["Global"], row["In words"]) == (None, None, None, "")


def test_a_gain_is_not_called_unknown(report):
    gain = dataclasses.replace(report, totals=report.totals.assign(value=-report.totals["value"]))
    chart = zone_chart(gain)
    assert set(chart.blanks) == {"no shares: a part is a gain"}
    assert all(part is None for bar in chart.values for part in bar)  # noqa: PD011
