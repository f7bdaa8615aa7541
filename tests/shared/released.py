"""The released editions as their tests read them: straight from the files, not through the library."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

import factors

ROOT = Path(factors.__file__).parent
EDITIONS = tuple(sorted(path.parent.name for path in ROOT.glob("*/datapackage.json")))


@cache
def table_of(edition: str, name: str) -> pd.DataFrame:
    """Return a table by its file name; an empty cell of a csv is an empty text."""
    path = ROOT / edition / name
    return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path, keep_default_na=False)


@cache
def passport_of(edition: str) -> dict[str, Any]:
    """Return the datapackage of an edition."""
    passport: dict[str, Any] = json.loads((ROOT / edition / "datapackage.json").read_text(encoding="utf-8"))
    return passport
