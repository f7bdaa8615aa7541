"""Two hundred messy sheets: every fault is told at its cell, no wrong number is counted, no clean line is accused."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from footprint.engine import catalogue
from footprint.ground.activities import Activities
from footprint.ground.errors import Problem
from footprint.stages.read import read
from footprint.stages.resolve import Resolved, resolve
from footprint.stages.resolve.amounts import price_of
from footprint.stages.resolve.remarks import remarks

from .faults import KINDS
from .layouts import LAYOUTS, PRODUCTS
from .sheets import SHEETS, YEAR, Sheet, sheet_of
from .writers import write

#: What is said of a header, a sheet or a file, and never of a line.
OF_THE_WHOLE = ("header_duplicated", "sheet_ignored", "sheet_list_ignored", "hidden_read", "currency_missing")


class Case(NamedTuple):
    sheet: Sheet
    activities: Activities
    resolved: Resolved
    problems: list[Problem]


@pytest.fixture(scope="module")
def prices() -> dict[str, float]:
    """Return the price of each product that has one in the year of the lists [EUR/t]."""
    found = {product: price_of(product, YEAR, catalogue()) for product in PRODUCTS}
    return {product: price[1].value for product, price in found.items() if price is not None}


@pytest.fixture
def case(request: pytest.FixtureRequest, prices: dict[str, float], tmp_path: Path) -> Case:
    sheet = sheet_of(request.param, prices)
    activities = read(write(sheet, tmp_path))
    resolved = resolve(activities, catalogue())
    return Case(sheet, activities, resolved, [*activities.problems, *remarks(activities, resolved, catalogue())])


@pytest.mark.parametrize("case", range(SHEETS), indirect=True)
def test_a_messy_sheet_is_read_as_it_is_meant(case: Case) -> None:
    assert _lines_lost_or_made(case) == []
    assert _faults_not_told(case) == []
    assert _wrong(case) == []
    assert _false_alarms(case) == []


def _lines_lost_or_made(case: Case) -> list[int]:
    return sorted({*case.activities.table["line"].tolist()} ^ {*case.sheet.lines})


def _faults_not_told(case: Case) -> list[str]:
    """Return the planted faults that no problem names at their place."""
    told = {(problem.code, problem.where) for problem in case.problems}
    places = [(row, line) for row, line in case.sheet.lines.items() if line.kind]
    lost = [
        f"{line.kind} in {case.sheet.cell(row, line.role)}: {line.cells.get(line.role)!r}"
        for row, line in places
        if not any((code, where) in told for code in line.codes for where in _places(case.sheet, row, line.role))
    ]
    whole = [(where, codes) for where, codes in case.sheet.expected if not any(_is_told(told, where, codes))]
    return lost + [f"{codes} in {where}" for where, codes in whole]


def _is_told(told: set[tuple[str, str]], where: str, codes: tuple[str, ...]) -> list[bool]:
    whole = codes == ("header_duplicated",)
    return [code in codes and (whole or place == where) for code, place in told]


def _places(sheet: Sheet, row: int, role: str) -> tuple[str, ...]:
    return sheet.cell(row, role), f"{sheet.name}!{row}"


def _wrong(case: Case) -> list[str]:
    """Return the lines with another product, country, weight or year than they are written with."""
    seen = _as_understood(case)
    wrong = []
    for row, line in case.sheet.lines.items():
        product, country, tonnes, year = seen[row]
        weighed = math.isclose(tonnes, line.tonnes, rel_tol=1e-9, abs_tol=1e-15)
        fits = (product == line.product, country == line.country, weighed, year == line.year)
        unknown = (product == "", country == "", math.isnan(tonnes), year == 0)
        may = unknown if line.kind else (False,) * 4
        if not all(fit or not_known for fit, not_known in zip(fits, may, strict=True)):
            wrong.append(f"row {row} {line.kind or 'clean'}: {seen[row]} for {line}")
    return wrong


def _as_understood(case: Case) -> dict[int, tuple[str, str, float, int]]:
    known, resolved = catalogue(), case.resolved
    product, country = resolved.key_product[resolved.key], resolved.key_country[resolved.key]
    years = case.activities.table["year"].fillna(0).astype(int)
    return {
        line: (
            known.id_of[product[at]] if product[at] >= 0 else "",
            str(known.countries[country[at]]) if country[at] >= 0 else "",
            float(resolved.amounts.tonnes[at]),
            int(years[at]),
        )
        for at, line in enumerate(case.activities.table["line"].tolist())
    }


def _false_alarms(case: Case) -> list[str]:
    """Return errors and warnings at lines that have no fault, and at the whole where nothing was wrong."""
    faulty = {place for row, line in case.sheet.lines.items() if line.kind for place in _whole_line(case.sheet, row)}
    expected = {code for _, codes in case.sheet.expected for code in codes}
    expected |= {code for line in case.sheet.lines.values() for code in line.codes}
    rows = {where for where, _ in case.sheet.expected}
    return [
        str(problem)
        for problem in case.problems
        if problem.severity != "info"
        and problem.where not in faulty | rows
        and not (problem.code in OF_THE_WHOLE and problem.code in expected)
    ]


def _whole_line(sheet: Sheet, row: int) -> list[str]:
    return [f"{sheet.name}!{row}", *(sheet.cell(row, role) for role in sheet.layout.roles)]


def test_the_corpus_is_as_varied_as_it_says(prices: dict[str, float]) -> None:
    sheets = [sheet_of(number, prices) for number in range(SHEETS)]
    kinds = Counter(line.kind for sheet in sheets for line in sheet.lines.values() if line.kind)
    assert len(sheets) >= 240
    assert set(kinds) == {kind.name for kind in KINDS}
    assert len(kinds) >= 25
    assert {(sheet.layout.name, sheet.layout.language) for sheet in sheets} == {
        (one.name, one.language) for one in LAYOUTS
    }
    assert {sheet.layout.language for sheet in sheets} == {"en", "nl", "fr", "de"}
    assert np.median([sum(not line.kind for line in sheet.lines.values()) for sheet in sheets]) >= 10
    assert any(sheet.second for sheet in sheets)
    assert any(sheet.hidden for sheet in sheets)
    assert any(sheet.merged for sheet in sheets)


def test_a_sheet_is_the_same_each_time(prices: dict[str, float], tmp_path: Path) -> None:
    assert sheet_of(7, prices) == sheet_of(7, prices)
