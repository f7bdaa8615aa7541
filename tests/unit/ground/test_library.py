"""The library of editions: what it hands out, and what it says of what it does not have."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from footprint.editions import Column, Edition, Table, write_edition
from footprint.ground.errors import FactorError
from footprint.ground.library import (
    INVENTORIES,
    LENSES,
    ORIGINS,
    PROCESSES,
    REFERENCE,
    WORLD,
    Library,
    library,
    open_library,
)

COLUMNS = (
    Column("name", "string", "", "A name."),
    Column("value", "number", "kg", "A value."),
    Column("count", "integer", "", "A count."),
    Column("yes", "boolean", "", "Whether."),
)
ROWS = pd.DataFrame({"name": ["NA", ""], "value": [0.1, None], "count": [1, 2], "yes": [True, False]})


@pytest.fixture
def made(tmp_path: Path) -> Library:
    edition = Edition(
        **{"id": "made_1", "title": "Made", "description": "For a test", "version": "1", "published": "2020"},
        **{"compiled": "2026-11-20", "citation": "Nobody (2020)", "doi": "10.0/x", "url": "https://example.org"},
        **{"licence": "CC0-1.0", "licence_status": "verified", "licence_note": ""},
    )
    tables = [Table(f"{name}", ROWS, COLUMNS, ("name",)) for name in ("small.csv", "large.parquet")]
    write_edition(edition, tables, tmp_path / "made_1")
    (tmp_path / "no_edition").mkdir()
    return open_library(tmp_path)


def test_an_edition_is_a_folder_with_a_passport(made: Library) -> None:
    assert list(made.passports) == ["made_1"]
    passport = made.passport("made_1")
    assert (passport.citation, passport.licence, passport.licence_status) == ("Nobody (2020)", "CC0-1.0", "verified")


@pytest.mark.parametrize("name", ["small", "large"])
def test_a_table_comes_back_as_it_was_written(made: Library, name: str) -> None:
    table = made.table("made_1", name)
    assert list(table.columns) == ["name", "value", "count", "yes"]
    assert table["name"].astype(str).tolist() == ["NA", ""], "NA is Namibia, and nothing is an empty text"
    assert table["value"].iloc[0] == 0.1
    assert pd.isna(table["value"].iloc[1])
    assert table["yes"].tolist() == [True, False]


@pytest.mark.parametrize("name", ["small", "large"])
def test_some_columns_only(made: Library, name: str) -> None:
    assert list(made.table("made_1", name, ["count"]).columns) == ["count"]


def test_no_such_edition(made: Library) -> None:
    with pytest.raises(FactorError, match="no edition 'other_1'; there are made_1"):
        made.passport("other_1")


def test_no_such_table(made: Library) -> None:
    with pytest.raises(FactorError, match="edition 'made_1' has no table 'middle'; it has small, large"):
        made.table("made_1", "middle")


def test_a_passport_without_a_field_can_still_be_read_and_checked(made: Library, tmp_path: Path) -> None:
    path = tmp_path / "made_1" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    del package["citation"], package["licenses"]
    path.write_text(json.dumps(package), encoding="utf-8")
    passport = open_library(tmp_path).passport("made_1")
    assert (passport.citation, passport.licence, passport.licence_status) == ("", "", "")


@pytest.mark.parametrize("edition", [*INVENTORIES, PROCESSES, ORIGINS, REFERENCE, LENSES, WORLD])
def test_the_editions_the_engine_reads_are_installed(edition: str) -> None:
    assert library().passport(edition).id == edition
