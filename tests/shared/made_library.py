"""A library of two editions, small enough to know by heart: a method with two factors, and a lens that uses it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from footprint.editions import Column, Edition, Source, Table, write_edition
from footprint.editions.characterisation import factors_table
from footprint.ground.library import LENSES, Library, open_library

METHOD = "cf_made_1"
LAND = "Occupation, annual crop"
#: Key, then the other columns; "default" is boolean and "value" a number, the rest is text.
_LENS = {"lens": "made", "title": "Made", "unit": "global PDF.yr", "default": True, "question": "Why?", "note": ""}
_SELECTION = {
    **{"lens": "made", "realm": "terrestrial", "pressure": "land occupation"},
    **{"edition": METHOD, "category": "land", "approach": "average"},
}
_OVERRIDE = {
    **{"edition": METHOD, "category": "land", "flow": LAND, "compartment": "*", "place": "FRA"},
    **{"action": "zero", "value": 0.0, "stand_in": "", "published_value": 5.0, "reason": "made so", "source": "nobody"},
}
_FACTOR = {
    **{"category": "land", "realm": "terrestrial", "pressure": "land occupation", "flow": LAND},
    **{"compartment": "natural resource/land", "unit": "global PDF.yr", "per": "m2.yr", "approach": "average"},
}
_KINDS = {"default": "boolean", "value": "number", "published_value": "number"}


def _edition(name: str) -> Edition:
    return Edition(
        **{"id": name, "title": "Made", "description": "For a test", "version": "1", "published": "2020"},
        **{"compiled": "2026-11-20", "citation": "Nobody (2020)", "doi": "10.0/x", "url": "https://example.org"},
        **{"licence": "CC0-1.0", "licence_status": "verified", "licence_note": ""},
        sources=(Source("made.csv", "0" * 64, "Made", "https://example.org", "CC0-1.0", "verified"),),
    )


def _table(name: str, row: dict[str, object], *key: str) -> Table:
    columns = tuple(Column(column, _KINDS.get(column, "string"), "", "Made.") for column in row)
    return Table(f"{name}.csv", pd.DataFrame([row]), columns, key)


def made_library(root: Path) -> Library:
    """Write the two editions under `root` and open them: Belgium 2, France published as 5 and corrected to 0."""
    rows = [{**_FACTOR, "place": place, "value": value} for place, value in (("BEL", 2.0), ("FRA", 5.0))]
    write_edition(_edition(METHOD), [factors_table(pd.DataFrame(rows), "Made.")], root / METHOD)
    tables = [
        _table("lenses", _LENS, "lens"),
        _table("selection", _SELECTION, "lens", "realm", "pressure", "edition", "category"),
        _table("overrides", _OVERRIDE, "edition", "category", "flow", "compartment", "place"),
    ]
    write_edition(_edition(LENSES), tables, root / LENSES)
    return open_library(root)
