"""What holds for every edition: its files are those of its passport, and its keys are keys."""

from __future__ import annotations

import pytest
from released import EDITIONS, ROOT, passport_of, table_of

from footprint.editions.build import sha256_of

MADE_HERE = ("inventory_minerals_2026_11", "inventory_wood_2026_11")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_table_has_the_hash_rows_and_key_of_the_datapackage(edition):
    for resource in passport_of(edition)["resources"]:
        path = ROOT / edition / resource["path"]
        assert f"sha256:{sha256_of(path)}" == resource["hash"]
        rows, key = table_of(edition, resource["path"]), resource["schema"]["primaryKey"]
        assert len(rows) == resource["rows"]
        assert list(rows.columns) == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert not rows.duplicated(key).any()
        assert not rows[key].isna().any(axis=None)


@pytest.mark.parametrize("edition", MADE_HERE)
def test_the_passport_names_its_sources_and_the_edition_is_small(edition):
    passport = passport_of(edition)
    assert passport["citation"]
    assert all(len(source["sha256"]) == 64 and source["url"].startswith("https://") for source in passport["sources"])
    assert sum(path.stat().st_size for path in (ROOT / edition).iterdir() if path.is_file()) < 2_000_000
