"""The examples are what their READMEs say, and make.py rebuilds them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from python_calamine import CalamineWorkbook

from footprint.stages.read import Activities, read

EXAMPLES = Path(__file__).parents[2] / "examples"
WORKBOOKS = ("chocolate_maker/purchases.xlsx", "fresh_produce/purchases.xlsx")
MADE = (*WORKBOOKS, "feed_mill/purchases.csv")
LINES = {**dict(zip(MADE, (60, 400, 42), strict=True)), "belgium/imports.csv": 11_667}


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples_make", EXAMPLES / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cells(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def codes(activities: Activities) -> list[str]:
    return [problem.code for problem in activities.problems if problem.severity == "error"]


def test_two_builds_have_the_same_bytes(make: ModuleType, tmp_path: Path) -> None:
    for name in ("one", "two"):
        make.make(tmp_path / name, None)
    for name in MADE:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_shipped_files_are_those_of_the_script(make: ModuleType, tmp_path: Path) -> None:
    make.make(tmp_path, None)
    for name in WORKBOOKS:
        assert cells(EXAMPLES / name) == cells(tmp_path / name)
    assert (EXAMPLES / MADE[2]).read_bytes() == (tmp_path / MADE[2]).read_bytes()


def test_belgium_is_left_alone_without_its_source(make: ModuleType, tmp_path: Path) -> None:
    make.make(tmp_path, None)
    assert not (tmp_path / "belgium" / "imports.csv").exists()


def test_a_source_with_another_hash_is_refused(make: ModuleType, tmp_path: Path) -> None:
    for name in make.SOURCES:
        (tmp_path / name).write_text("item\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="expected c8598f06"):
        make.belgium_rows(tmp_path)


def test_a_code_is_kept_only_where_it_means_the_item(make: ModuleType) -> None:
    items = [
        {"slug": "apples", "hs6": "080810"},
        {"slug": "several", "hs6": "070420 070490"},
        {"slug": "shared", "hs6": "010101"},
        {"slug": "shared_too", "hs6": "010101"},
        {"slug": "olive_oil", "hs6": "150910"},
        {"slug": "none", "hs6": ""},
    ]
    assert make.single_codes(items) == {"apples": "080810"}


@pytest.mark.parametrize("name", LINES)
def test_every_line_is_read(name: str) -> None:
    assert len(read(EXAMPLES / name).table) == LINES[name]


def test_the_chocolate_maker_has_the_mistakes_its_readme_lists() -> None:
    activities = read(EXAMPLES / "chocolate_maker" / "purchases.xlsx")
    found = {problem.where: problem.code for problem in activities.problems if problem.severity == "error"}
    assert found == {"Aankopen 2024!D14": "amount_ambiguous", "Aankopen 2024!D60": "amount_error_cell"}
    assert activities.table["origin"].isna().sum() == 30


def test_the_feed_mill_is_read_without_being_told_how() -> None:
    activities = read(EXAMPLES / "feed_mill" / "purchases.csv")
    assert [problem.code for problem in activities.problems] == ["encoding_assumed"]
    assert activities.table["amount"].sum() == pytest.approx(153_637.5)
    assert "Brésil" in set(activities.table["origin"])


def test_no_amount_of_belgium_can_be_read_as_thousands() -> None:
    activities = read(EXAMPLES / "belgium" / "imports.csv")
    assert codes(activities) == []
    assert activities.table["amount"].sum() == pytest.approx(37_897_073.26)
    assert "NAM" in set(activities.table["origin"])


def test_the_fresh_produce_list_has_its_gaps(make: ModuleType) -> None:
    rows = make.fresh_rows()
    assert 20 <= sum(row[2] == "" for row in rows) <= 60
    assert 150 <= sum(row[1] != "" for row in rows) <= 250
    assert all(float(row[3]) > 0 for row in rows)
