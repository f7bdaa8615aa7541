"""A damaged copy of an edition is caught, each kind of damage by its name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from made_library import METHOD, made_library

from footprint.ground.library import library, open_library
from footprint.verify import verify
from footprint.verify.editions import check_editions

SMALL = "cf_aware_2_0"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the smallest edition, in a folder of its own."""
    shutil.copytree(Path(str(library().root)) / SMALL, tmp_path / SMALL)
    return tmp_path / SMALL


def failed(edition: Path) -> dict[str, str]:
    return {check.name: check.found for check in check_editions(open_library(edition.parent)) if not check.passed}


def change_passport(edition: Path, **fields: object) -> None:
    path = edition / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**package, **fields}), encoding="utf-8")


def test_a_faithful_copy_passes(copy: Path) -> None:
    assert failed(copy) == {}
    assert len(list(check_editions(open_library(copy.parent)))) == 4


def test_a_changed_value_is_caught_by_its_hash(copy: Path) -> None:
    path = copy / "factors.parquet"
    table = pd.read_parquet(path)
    table.loc[0, "value"] *= 1.001
    table.to_parquet(path)
    assert failed(copy) == {f"{SMALL}: hashes": "1 tables; differing: ['factors.parquet']"}


def test_a_doubled_key_is_caught(copy: Path) -> None:
    path = copy / "factors.parquet"
    table = pd.read_parquet(path)
    pd.concat([table, table.head(1)]).to_parquet(path)
    assert "factors: doubled keys" in failed(copy)[f"{SMALL}: tables"]
    assert "factors: columns or rows differ from the passport" in failed(copy)[f"{SMALL}: tables"]


def test_an_empty_value_is_caught(copy: Path) -> None:
    path = copy / "factors.parquet"
    table = pd.read_parquet(path)
    table.loc[3, "value"] = float("nan")
    table.to_parquet(path)
    assert "factors: empty or infinite values" in failed(copy)[f"{SMALL}: tables"]


def test_a_renamed_column_is_caught(copy: Path) -> None:
    path = copy / "factors.parquet"
    pd.read_parquet(path).rename(columns={"rsd": "spread"}).to_parquet(path)
    assert "columns or rows differ" in failed(copy)[f"{SMALL}: tables"]


@pytest.mark.parametrize("field", ["citation", "version", "homepage", "licenses", "sources"])
def test_a_passport_without_a_field_is_caught(copy: Path, field: str) -> None:
    change_passport(copy, **{field: None if field != "licenses" else []})
    assert f"missing fields: ['{field}']" in failed(copy)[f"{SMALL}: passport"]


@pytest.mark.parametrize("licence", [{"name": "", "status": "verified"}, {"name": "CC0-1.0", "status": "guessed"}])
def test_a_licence_without_name_or_known_status_is_caught(copy: Path, licence: dict[str, str]) -> None:
    change_passport(copy, licenses=[licence])
    assert set(failed(copy)) == {f"{SMALL}: passport"}


def test_a_table_that_is_not_there_is_caught(copy: Path) -> None:
    (copy / "factors.parquet").unlink()
    found = failed(copy)
    assert set(found) == {f"{SMALL}: hashes", f"{SMALL}: tables"}
    assert "factors: cannot be read" in found[f"{SMALL}: tables"]


def test_a_table_cut_short_is_caught(copy: Path) -> None:
    path = copy / "factors.parquet"
    path.write_bytes(path.read_bytes()[:1000])
    assert "factors: cannot be read" in failed(copy)[f"{SMALL}: tables"]


def test_too_much_is_caught(copy: Path) -> None:
    package = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0]["bytes"] = 16_000_000
    change_passport(copy, resources=package["resources"])
    assert failed(copy) == {"size of all tables": "16.00 MB, limit 15 MB"}


def test_a_library_that_lacks_editions_fails_and_says_so(tmp_path: Path) -> None:
    made_library(tmp_path)
    checks = {check.name: check for check in verify(open_library(tmp_path))}
    assert checks[f"{METHOD}: tables"].passed
    assert not checks["methods and inventory"].passed
    assert "no edition" in checks["methods and inventory"].found
