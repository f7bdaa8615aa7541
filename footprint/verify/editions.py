"""Every edition: passport complete, hashes true, keys unique, no empty number, size within the limit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from footprint.ground.library import Library
from footprint.verify.check import Check

#: The whole of factors/ stays under this many bytes.
SIZE_LIMIT = 15_000_000
_REQUIRED = ("title", "version", "created", "published", "homepage", "citation", "licenses", "sources", "resources")
#: What reading a damaged table raises.
UNREADABLE = (pa.ArrowException, OSError)
_STATUSES = ("verified", "stated", "unknown")


def check_editions(library: Library) -> Iterator[Check]:
    """Yield the checks of all editions."""
    for edition, passport in library.passports.items():
        missing = [field for field in _REQUIRED if not passport.package.get(field)]
        status = passport.licence_status in _STATUSES and bool(passport.licence)
        yield Check(
            f"{edition}: passport",
            not missing and status,
            f"licence {passport.licence!r} ({passport.licence_status}); missing fields: {missing or 'none'}",
        )
        yield _hashes(library, edition)
        yield _tables(library, edition)
    size = sum(table["bytes"] for passport in library.passports.values() for table in passport.package["resources"])
    yield Check("size of all tables", size < SIZE_LIMIT, f"{size / 1e6:.2f} MB, limit {SIZE_LIMIT / 1e6:.0f} MB")


def _hashes(library: Library, edition: str) -> Check:
    wrong = []
    resources = library.passports[edition].package["resources"]
    for resource in resources:
        path = library.root / edition / resource["path"]
        found = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}" if path.is_file() else "no file"
        if found != resource["hash"]:
            wrong.append(resource["path"])
    return Check(f"{edition}: hashes", not wrong, f"{len(resources)} tables; differing: {wrong or 'none'}")


def _tables(library: Library, edition: str) -> Check:
    faults: list[str] = []
    rows = 0
    for resource in library.passports[edition].package["resources"]:
        name = resource["name"]
        try:
            table = library.table(edition, name)
        except UNREADABLE as fault:
            faults.append(f"{name}: cannot be read ({fault})")
            continue
        rows += len(table)
        faults += [f"{name}: {text}" for text in _faults(table, resource)]
    return Check(f"{edition}: tables", not faults, f"{rows:,} rows; faults: {faults or 'none'}")


def _faults(table: pd.DataFrame, resource: Mapping[str, Any]) -> Iterator[str]:
    fields = [field["name"] for field in resource["schema"]["fields"]]
    if fields != list(table.columns) or len(table) != resource["rows"]:
        yield "columns or rows differ from the passport"
    if table.duplicated(resource["schema"]["primaryKey"]).any():
        yield "doubled keys"
    # Only an override that replaces a value has one.
    has_values = "value" in table and resource["name"] != "overrides"
    if has_values and not np.isfinite(table["value"].to_numpy(np.float64)).all():
        yield "empty or infinite values"
