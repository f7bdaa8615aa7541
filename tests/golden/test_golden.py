"""Golden cases: results worked by hand from the publications against what the tool says.

How a case is made stands in the README beside this file.
"""

from __future__ import annotations

import csv
import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import footprint

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/input.csv"))
KEY = ("lens", "realm", "pressure", "zone")
#: Cases that work out some pressures only; of the others every row is in ``expected.csv``, or is nil.
PARTIAL = {
    "belgian_dark_chocolate",
    "belgian_pork",
    "brazilian_beef",
    "cocoa_from_the_netherlands",
    "euro_cocoa",
    "french_butter",
    "unknown_origin_cocoa",
}
LOOSEST = 1e-3

Row = tuple[str, str, str, str]


@cache
def expected(case: str) -> dict[Row, dict[str, str]]:
    with (HERE / case / "expected.csv").open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    found = {(row["lens"], row["realm"], row["pressure"], row["zone"]): row for row in rows}
    assert len(found) == len(rows), f"{case}: a row stands twice in expected.csv"
    return found


def options(case: str) -> dict[str, Any]:
    """Return what the case asks of the tool beside its purchases: ``options.json``, else the defaults."""
    path = HERE / case / "options.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


@cache
def totals(case: str) -> dict[Row, tuple[float, str]]:
    lenses = sorted({row[0] for row in expected(case)})
    table = footprint.assess(HERE / case / "input.csv", lenses=lenses, **options(case)).totals
    keys = table[list(KEY)].itertuples(index=False, name=None)
    return dict(zip(keys, zip(table["value"], table["unit"], strict=True), strict=True))


def fault(row: Row, told: dict[str, str], found: tuple[float, str] | None) -> str | None:
    """Return what is wrong with one row, or None."""
    if found is None:
        return f"{row}: not in the totals, expected {told['value']} {told['unit']}"
    value, unit = found
    if unit != told["unit"]:
        return f"{row}: unit {unit}, expected {told['unit']}"
    if math.isclose(value, float(told["value"]), rel_tol=float(told["rel_tolerance"])):
        return None
    return f"{row}: {value!r}, expected {told['value']} within {told['rel_tolerance']}"


def test_there_are_cases() -> None:
    assert len(CASES) >= 15
    assert set(CASES) >= PARTIAL
    assert {case for case in CASES if options(case)} == {"french_butter"}


@pytest.mark.parametrize("case", CASES)
def test_the_tool_gives_what_was_worked_by_hand(case: str) -> None:
    faults = [fault(row, told, totals(case).get(row)) for row, told in expected(case).items()]
    assert faults
    assert not [text for text in faults if text], "\n".join(text for text in faults if text)


@pytest.mark.parametrize("case", CASES)
def test_nothing_stands_beside_what_was_worked_by_hand(case: str) -> None:
    worked = {(row[0], row[2]) for row in expected(case)}
    beside = {row: value for row, (value, _) in totals(case).items() if row not in expected(case)}
    if case in PARTIAL:
        beside = {row: value for row, value in beside.items() if (row[0], row[2]) in worked}
    assert all(math.isfinite(value) for value in beside.values())
    assert {row: value for row, value in beside.items() if value} == {}


@pytest.mark.parametrize("case", CASES)
def test_the_note_shows_every_expected_figure(case: str) -> None:
    note = (HERE / case / "note.md").read_text(encoding="utf-8")
    figures = {row: f"{float(told['value']):.6e}" for row, told in expected(case).items()}
    assert figures
    assert {row: figure for row, figure in figures.items() if figure not in note} == {}


@pytest.mark.parametrize("case", CASES)
def test_tolerances_are_tight(case: str) -> None:
    loose = [row for row, told in expected(case).items() if not 0 < float(told["rel_tolerance"]) <= LOOSEST]
    assert loose == []
