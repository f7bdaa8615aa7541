"""The four examples run from sheet to workbook, page and JSON by the command a user types."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from footprint.cli.app import app

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = [
    "chocolate_maker/purchases.xlsx",
    "feed_mill/purchases.csv",
    "fresh_produce/purchases.xlsx",
    "belgium/imports.csv",
]


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.split("/")[0])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    outputs = ["--out", folder / "report.xlsx", "--html", folder / "report.html", "--json", folder / "result.json"]
    done = CliRunner().invoke(app, ["assess", str(EXAMPLES / request.param), *map(str, outputs)])
    assert done.exit_code == 0, done.output
    return folder


def test_coverage_and_totals_stand_on_the_first_sheet(written: Path) -> None:
    first = CalamineWorkbook.from_path(written / "report.xlsx").get_sheet_by_index(0)
    cells = [str(cell) for row in first.to_python() for cell in row if cell != ""]
    coverage = next(place for place, text in enumerate(cells) if "covered" in text)
    totals = next(place for place, text in enumerate(cells) if "global PDF.yr" in text)
    assert coverage < totals
    assert "MSA-loss.m2.yr" in cells
    assert any("Not covered" in text for text in cells)


def test_json_holds_the_five_tables_and_no_line_is_lost(written: Path) -> None:
    told = json.loads((written / "result.json").read_text(encoding="utf-8"))
    assert list(told) == ["factors", "coverage", "totals", "lines", "problems"]
    given = next(row for row in told["coverage"] if (row["measure"], row["level"]) == ("lines", "given"))
    assert len(told["lines"]) == given["value"]
    assert {row["zone"] for row in told["totals"]} == {"belgium", "abroad", "global"}
    assert all(row["citation"] and row["licence"] for row in told["factors"])
    not_covered = [row for row in told["lines"] if row["coverage"] == "not covered"]
    assert all(row["reason"] for row in not_covered)


def test_page_needs_no_network(written: Path) -> None:
    page = (written / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "src=" not in page
    assert "<svg" in page
