"""The factor library: the editions in ``factors/``, read once, never changed.

An edition is a folder with a ``datapackage.json`` (its passport) and tables. :class:`Library` hands out whole tables by
edition and name; which row of a table counts is decided in the stages, not here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import pandas as pd
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from footprint.ground.errors import FactorError

#: The editions the engine reads, by the part they play. A new release of one of them is a change of one line here.
CROPS = "inventory_crops_2026_11"
ANIMALS = "inventory_animals_2026_11"
WOOD = "inventory_wood_2026_11"
MINERALS = "inventory_minerals_2026_11"
INVENTORIES = (CROPS, ANIMALS, WOOD, MINERALS)
PROCESSES = "processes_2026_11"
PRACTICES = "practice_2026_11"
ORIGINS = "origins_2026_11"
REFERENCE = "reference_2026_11"
LENSES = "lenses_2026_11"
WORLD = "world_inventory_2026_11"
WORLD_MAP = "world_map_2026_11"


@dataclass(frozen=True)
class Passport:
    """Where an edition comes from and under which licence (law L6)."""

    id: str
    title: str
    version: str
    citation: str
    doi: str
    url: str
    licence: str
    licence_status: str
    published: str
    package: Mapping[str, Any]


@dataclass(frozen=True)
class Library:
    """All editions found under one folder."""

    root: Traversable
    passports: Mapping[str, Passport]

    def passport(self, edition: str) -> Passport:
        """Return the passport of an edition; raise FactorError if there is no such edition."""
        if edition not in self.passports:
            raise FactorError(f"no edition {edition!r}; there are {', '.join(self.passports)}")
        return self.passports[edition]

    def table(self, edition: str, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a table of an edition, text columns as categories where that saves work.

        Raises
        ------
        FactorError
            There is no such edition or table.
        """
        resources = {resource["name"]: resource for resource in self.passport(edition).package["resources"]}
        if name not in resources:
            raise FactorError(f"edition {edition!r} has no table {name!r}; it has {', '.join(resources)}")
        resource = resources[name]
        path = self.root / edition / resource["path"]
        fields = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        return _read_parquet(path, columns) if resource["format"] == "parquet" else _read_csv(path, fields, columns)

    def citations(self, edition: str) -> dict[str, str]:
        """Return source -> citation of an edition: who published the rows that name the source."""
        table = self.table(edition, "sources", ["source", "citation"]).astype(str)
        return dict(zip(table["source"], table["citation"], strict=True))


def _read_parquet(path: Traversable, columns: Sequence[str] | None) -> pd.DataFrame:
    with path.open("rb") as handle:
        schema = pq.read_schema(handle)
        handle.seek(0)
        wanted = list(columns) if columns is not None else schema.names
        texts = [name for name in wanted if str(schema.field(name).type) in {"string", "large_string"}]
        frame: pd.DataFrame = pq.read_table(handle, columns=wanted, read_dictionary=texts).to_pandas()
    return frame


_ARROW_TYPES = {"string": "string", "number": "float64", "integer": "int64", "boolean": "bool"}


def _read_csv(path: Traversable, fields: Mapping[str, str], columns: Sequence[str] | None) -> pd.DataFrame:
    types = {name: _ARROW_TYPES[kind] for name, kind in fields.items()}
    options = pa_csv.ConvertOptions(
        column_types=types,
        null_values=[""],
        strings_can_be_null=False,
        include_columns=list(columns) if columns else [],
        true_values=["true", "True"],
        false_values=["false", "False"],
    )
    with path.open("rb") as handle:
        table = pa_csv.read_csv(
            handle, convert_options=options, parse_options=pa_csv.ParseOptions(newlines_in_values=True)
        )
    frame: pd.DataFrame = table.to_pandas()
    return frame


@cache
def library() -> Library:
    """Return the library of the installed ``factors`` package."""
    return open_library(files("factors"))


def open_library(root: Traversable) -> Library:
    """Return the library under `root`, a folder of editions."""
    editions = sorted(
        (entry for entry in root.iterdir() if (entry / "datapackage.json").is_file()), key=lambda entry: entry.name
    )
    return Library(root, {edition.name: _passport(edition) for edition in editions})


def _passport(edition: Traversable) -> Passport:
    """Return the passport of an edition; a field it lacks is "", for ``footprint factors verify`` to tell."""
    package = json.loads((edition / "datapackage.json").read_text(encoding="utf-8"))
    licence: dict[str, str] = next(iter(package.get("licenses") or ()), {})
    return Passport(
        id=edition.name,
        title=package.get("title", ""),
        version=package.get("version", ""),
        citation=package.get("citation", ""),
        doi=package.get("doi", ""),
        url=package.get("homepage", ""),
        licence=licence.get("name", ""),
        licence_status=licence.get("status", ""),
        published=package.get("published", ""),
        package=package,
    )
