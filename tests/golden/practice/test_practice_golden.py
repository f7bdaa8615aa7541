"""Organic and extensive Belgian wheat worked by hand against what the tool says."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from footprint.practice.per_tonne import practices

HERE = Path(__file__).parent
with (HERE / "expected.csv").open(newline="", encoding="utf-8") as lines:
    EXPECTED = list(csv.DictReader(lines))


@cache
def table() -> pd.DataFrame:
    return practices("wheat", "BE").set_index(["practice", "lens"])


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: f"{row['practice']} {row['lens']} {row['column']}")
def test_the_tool_gives_what_was_worked_by_hand(row: dict[str, str]) -> None:
    found = table().loc[(row["practice"], row["lens"])]
    assert found["realm"] == "terrestrial"
    assert found[row["column"]] == pytest.approx(float(row["value"]), rel=float(row["rel_tolerance"]))
    assert row["column"] in ("ratio_to_conventional", "land_m2_yr") or found["unit"] == row["unit"]


def test_the_note_shows_every_expected_figure() -> None:
    note = (HERE / "note.md").read_text(encoding="utf-8")
    assert len(EXPECTED) == 30
    assert [row for row in EXPECTED if f"{float(row['value']):.6e}" not in note] == []
