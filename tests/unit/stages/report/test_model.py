"""A report that lacks something is refused before a door opens."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest


def test_missing_column_is_named(report):
    with pytest.raises(ValueError, match="totals: columns missing: zone, unit"):
        dataclasses.replace(report, totals=report.totals.drop(columns=["zone", "unit"]))


def test_impact_column_of_text_is_refused(report):
    with pytest.raises(ValueError, match="these are not: species: terrestrial"):
        dataclasses.replace(report, lines=report.lines.assign(**{"species: terrestrial": "much"}))


def test_infinite_number_is_refused(report):
    with pytest.raises(ValueError, match="by_product: infinite numbers in: value"):
        dataclasses.replace(report, by_product=report.by_product.assign(value=np.inf))


def test_impact_columns_are_those_after_the_fixed_ones(report):
    assert report.impact_columns[:2] == ("species: terrestrial", "species: terrestrial, land transformation")
    assert "reason" not in report.impact_columns
