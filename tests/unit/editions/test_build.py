"""Writing an edition: what is refused, and the same bytes each time (law L8)."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

import pandas as pd
import pytest

from footprint.editions import Column, Edition, Source, Table, arguments, write_edition
from footprint.ground.errors import FactorError

CONTENT = b"a source\n"
SOURCE = Source("table.txt", hashlib.sha256(CONTENT).hexdigest(), "A table", "https://example.org", "CC0-1.0", "stated")
EDITION = Edition(
    **{"id": "made_1", "title": "Made", "description": "For a test", "version": "1", "published": "2020"},
    **{"compiled": "2026-11-20", "citation": "Nobody (2020)", "doi": "", "url": "https://example.org"},
    **{"licence": "CC0-1.0", "licence_status": "stated", "licence_note": ""},
    sources=(SOURCE,),
)
COLUMNS = (Column("key", "string", "", "A key."), Column("value", "number", "kg", "A value."))
ROWS = pd.DataFrame({"key": ["a", "b"], "value": [1.0, 1 / 3]})


def table(file: str = "rows.parquet", frame: pd.DataFrame = ROWS) -> Table:
    return Table(file, frame, COLUMNS, ("key",))


@pytest.mark.parametrize("file", ["rows.parquet", "rows.csv"])
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, file: str) -> None:
    for folder in ("one", "two"):
        write_edition(EDITION, [table(file)], tmp_path / folder)
    assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    passports = [(tmp_path / folder / "datapackage.json").read_bytes() for folder in ("one", "two")]
    assert passports[0] == passports[1]


def test_the_passport_has_hash_size_units_key_and_sources(tmp_path: Path) -> None:
    write_edition(EDITION, [table()], tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    (resource,) = package["resources"]
    content = (tmp_path / "rows.parquet").read_bytes()
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert (resource["bytes"], resource["rows"], resource["name"]) == (len(content), 2, "rows")
    assert resource["schema"]["primaryKey"] == ["key"]
    assert [field["unit"] for field in resource["schema"]["fields"]] == ["", "kg"]
    assert package["sources"] == [dataclasses.asdict(SOURCE)]


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (ROWS.assign(more=1), r"rows.csv: columns are \['key', 'value', 'more'\], declared are"),
        (ROWS.assign(key=["a", None]), r"rows.csv: empty key in 1 rows of \['key'\]"),
        (ROWS.assign(key="a"), r"rows.csv: 1 doubled keys, first: \{'key': 'a'\}"),
    ],
)
def test_a_table_that_breaks_its_declaration_is_refused(tmp_path: Path, frame: pd.DataFrame, told: str) -> None:
    with pytest.raises(FactorError, match=told):
        write_edition(EDITION, [table("rows.csv", frame)], tmp_path)
    assert not (tmp_path / "datapackage.json").exists()


def test_a_source_is_found_by_name_and_hash(tmp_path: Path) -> None:
    (tmp_path / "table.txt").write_bytes(CONTENT)
    read = arguments(tmp_path / "out", ["--source", str(tmp_path)])
    assert read.path(EDITION, "table.txt") == tmp_path / "table.txt"
    assert read.out == tmp_path / "out"


def test_a_source_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FactorError, match=r"table.txt is not in .*give the folder that holds it with --source"):
        arguments(tmp_path, ["--source", str(tmp_path)]).path(EDITION, "table.txt")


def test_another_version_of_a_source_is_refused_unless_accepted(tmp_path: Path) -> None:
    (tmp_path / "table.txt").write_bytes(b"another\n")
    found = hashlib.sha256(b"another\n").hexdigest()
    with pytest.raises(FactorError, match=f"has SHA-256 {found}, expected {SOURCE.sha256}"):
        arguments(tmp_path, ["--source", str(tmp_path)]).path(EDITION, "table.txt")
    accepted = arguments(tmp_path, ["--source", str(tmp_path), "--sha256", f"table.txt={found}"])
    assert accepted.path(EDITION, "table.txt").read_bytes() == b"another\n"
