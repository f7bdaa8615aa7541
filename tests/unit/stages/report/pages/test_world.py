"""Where in the world: the countries make up the total with what acts everywhere."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from footprint.stages.report.groups import groups
from footprint.stages.report.pages.world import MOST, world_page


def of_one_group(report, shares):
    """Return the report with one stream for each place of one lens and realm."""
    start = report.streams.iloc[[0]].assign(lens="species", realm="terrestrial", pressure="land occupation")
    rows = [start.assign(place=place, value=value) for place, value in shares.items()]
    return dataclasses.replace(report, streams=pd.concat(rows, ignore_index=True))


def test_countries_and_everywhere_make_up_the_yearly_total(report, rows_of, of_group):
    for group, section in zip(groups(report), world_page(report).sections, strict=True):
        rows = rows_of(section.table)
        total = of_group(report.totals, group)["value"].sum()
        assert sum(row["Impact"] for row in rows) == pytest.approx(total, rel=1e-12)
        assert sum(row["Share"] for row in rows) == pytest.approx(1.0, rel=1e-12)


def test_the_map_has_the_shares_of_its_table_but_for_what_acts_everywhere(report, rows_of):
    names = report.names.set_index("id")["name"]
    for section in world_page(report).sections:
        shares = {row["Country"]: row["Share"] for row in rows_of(section.table)}
        everywhere = shares.pop("everywhere", None)
        assert {names[place]: share for place, share in section.charts[0].shares.items()} == shares
        assert bool(section.table.note) == (everywhere is not None)


def test_the_note_says_how_much_is_on_no_map(report):
    page = world_page(of_one_group(report, {"BRA": 3.0, "GLO": 1.0}))
    assert page.sections[0].table.note.startswith("25.0 % acts everywhere")
    assert page.sections[0].charts[0].shares == {"BRA": 0.75}


def test_what_only_acts_everywhere_has_no_map(report):
    assert world_page(of_one_group(report, {"GLO": 1.0})).sections == ()


def test_nothing_and_traces_are_not_coloured(report):
    page = world_page(of_one_group(report, {"BRA": 2.0, "FRA": 0.0, "BEL": 1e-9, "GHA": float("nan")}))
    assert page.sections[0].charts[0].shares == pytest.approx({"BRA": 1.0})


def test_beside_a_gain_there_is_a_table_of_amounts_and_no_map(report, rows_of):
    section = world_page(of_one_group(report, {"BRA": 2.0, "YEM": -3.0})).sections[0]
    rows = rows_of(section.table)
    assert section.charts == ()
    assert [(row["Impact"], row["Share"]) for row in rows] == [(-3.0, None), (2.0, None)]
    assert "gain" in section.table.note


def test_many_countries_are_summed_in_the_last_row(report, rows_of):
    places = {f"X{number:02}": float(number) for number in range(1, MOST + 5)}
    section = world_page(of_one_group(report, places)).sections[0]
    rows = rows_of(section.table)
    assert len(rows) == MOST + 1
    assert (rows[-1]["Country"], rows[-1]["Impact"]) == ("Other countries: 4", 1.0 + 2.0 + 3.0 + 4.0)
    assert len(section.charts[0].shares) == len(places)
