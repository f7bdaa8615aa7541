"""What may be added: one lens, one realm, one unit."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from footprint.stages.report.groups import groups, leading, one_off, shares, sums, whole, yearly


def test_lenses_and_realms_keep_their_order_and_units(report):
    assert [(group.lens, group.realm, group.unit) for group in groups(report)] == [
        ("species", "terrestrial", "global PDF.yr"),
        ("species", "freshwater", "global PDF.yr"),
        ("species", "marine", "global PDF.yr"),
        ("condition", "terrestrial", "MSA-loss.m2.yr"),
        ("impactworld", "terrestrial", "PDF.m2.yr"),
        ("impactworld", "freshwater", "PDF.m2.yr"),
    ]


def test_the_first_realm_of_each_lens_leads(report):
    assert [group.column for group in leading(report)] == [
        "species: terrestrial",
        "condition: terrestrial",
        "impactworld: terrestrial",
    ]


def test_a_lens_without_a_title_has_its_name(report):
    bare = dataclasses.replace(report, lenses=report.lenses.iloc[:1])
    assert [group.name for group in leading(bare)] == ["Species", "Condition", "Impactworld"]


def test_what_stands_apart_and_what_recurs_make_up_the_totals(report):
    parts = [yearly(report.totals), one_off(report.totals)]
    assert set(parts[1]["pressure"]) == {"land transformation", "climate change, long term"}
    assert sorted(pd.concat(parts).index) == sorted(report.totals.index)


def test_sums_leave_the_unknown_out():
    frame = pd.DataFrame({"key": ["a", "a", "b"], "value": [1.0, float("nan"), float("nan")]})
    assert sums(frame, ["key"]) == {("a",): 1.0}


@pytest.mark.parametrize(
    ("parts", "total", "portions"),
    [
        ((1.0, 3.0, None), 4.0, (0.25, 0.75, None)),
        ((2.0, -1.0, None), 1.0, (None, None, None)),
        ((0.0, 0.0), 0.0, (None, None)),
        ((None, None), None, (None, None)),
    ],
)
def test_shares_of_the_known(parts, total, portions):
    assert whole(parts) == total
    assert shares(parts) == portions
