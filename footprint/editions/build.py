"""Write one edition of factors: its tables and the datapackage that is their passport.

A build script declares an :class:`Edition`, reads its sources through :meth:`Arguments.path` (which refuses a file
whose SHA-256 is not the declared one), makes its tables and calls :func:`write_edition`. The same sources give the
same bytes (law L8).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from footprint.ground.errors import FactorError

LicenceStatus = Literal["verified", "stated", "unknown"]
ColumnType = Literal["string", "number", "integer", "boolean"]


@dataclass(frozen=True)
class Source:
    """A file an edition was made from: its name, its SHA-256, and where the publisher keeps it."""

    name: str
    sha256: str
    title: str
    url: str
    licence: str
    licence_status: LicenceStatus


@dataclass(frozen=True)
class Column:
    """A column of a table: name, Frictionless type, unit ("" for none) and one sentence."""

    name: str
    type: ColumnType
    unit: str
    description: str


@dataclass(frozen=True)
class Table:
    """A table of an edition: file name (.parquet or .csv), rows, columns and primary key."""

    file: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    description: str = ""


@dataclass(frozen=True)
class Edition:
    """The passport of an edition; every field is required by ``footprint factors verify``."""

    id: str
    title: str
    description: str
    version: str
    published: str
    compiled: str
    citation: str
    doi: str
    url: str
    licence: str
    licence_status: LicenceStatus
    licence_note: str
    sources: tuple[Source, ...] = field(default=())


@dataclass(frozen=True)
class Arguments:
    """Where the sources lie and the hashes the user accepts in place of the declared ones."""

    source: Path
    out: Path
    accepted: dict[str, str]

    def path(self, edition: Edition, name: str) -> Path:
        """Return the path of source `name`; raise FactorError if it is missing or its hash is not the expected one."""
        declared = {source.name: source.sha256 for source in edition.sources}
        path = self.source / name
        if not path.is_file():
            raise FactorError(f"{name} is not in {self.source.name}: give the folder that holds it with --source")
        expected, found = self.accepted.get(name, declared[name]), sha256_of(path)
        if found != expected:
            raise FactorError(
                f"{name} has SHA-256 {found}, expected {expected}: another version of the source. "
                f"If you mean it, pass --sha256 {name}={found} and give the edition a new id."
            )
        return path


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def arguments(out: Path, argv: Sequence[str] | None = None) -> Arguments:
    """Read a build script's command line: ``--source DIR [--out DIR] [--sha256 NAME=HASH ...]``."""
    parser = argparse.ArgumentParser(description="Compile one edition of factors from its sources.")
    parser.add_argument("--source", type=Path, required=True, help="folder that holds the source files")
    parser.add_argument("--out", type=Path, default=out, help="folder to write the edition to")
    parser.add_argument("--sha256", action="append", default=[], metavar="NAME=HASH", help="accept another version")
    read = parser.parse_args(argv)
    accepted = dict(pair.split("=", 1) for pair in read.sha256)
    return Arguments(read.source, read.out, accepted)


def write_edition(edition: Edition, tables: Sequence[Table], out: Path) -> None:
    """Write the tables and ``datapackage.json`` of an edition into folder `out`.

    Raises
    ------
    FactorError
        A column is undeclared, or a key is empty or doubled.
    """
    out.mkdir(parents=True, exist_ok=True)
    for table in tables:
        _check(table)
        _write_table(table, out / table.file)
    resources = [_resource(table, out / table.file) for table in tables]
    text = json.dumps(_package(edition, resources), indent=1, ensure_ascii=False)
    (out / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def told_tables(frames: Mapping[str, pd.DataFrame], keys: Mapping[str, tuple[str, ...]]) -> list[Table]:
    """Return the tables of an edition, in the order of `keys`.

    Parameters
    ----------
    frames
        File name -> rows. "columns.csv" (column, unit, description) has the words for the columns of all of them; their
        types are read off the frames.
    keys
        File name -> primary key.
    """
    words = frames["columns.csv"].set_index("column")
    return [Table(file, frames[file], _told(frames[file], words), key) for file, key in keys.items()]


def _told(frame: pd.DataFrame, words: pd.DataFrame) -> tuple[Column, ...]:
    told = words.loc[list(frame.columns)]
    named = zip(told.index, told["unit"], told["description"], strict=True)
    return tuple(Column(name, _type_of(frame[name]), unit, text) for name, unit, text in named)


def _type_of(values: pd.Series) -> ColumnType:
    if pd.api.types.is_bool_dtype(values):
        return "boolean"
    if pd.api.types.is_integer_dtype(values):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(values) else "string"


def _check(table: Table) -> None:
    declared, found = [column.name for column in table.columns], list(table.frame.columns)
    if declared != found:
        raise FactorError(f"{table.file}: columns are {found}, declared are {declared}")
    keys = table.frame[list(table.key)]
    if keys.isna().any(axis=None):
        raise FactorError(f"{table.file}: empty key in {int(keys.isna().any(axis=1).sum())} rows of {list(table.key)}")
    if (doubled := keys.duplicated()).any():
        raise FactorError(f"{table.file}: {int(doubled.sum())} doubled keys, first: {keys[doubled].iloc[0].to_dict()}")


def _write_table(table: Table, path: Path) -> None:
    if path.suffix == ".csv":
        table.frame.to_csv(path, index=False, lineterminator="\n")
        return
    arrow = pa.Table.from_pandas(table.frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(arrow, path, compression="zstd", compression_level=19, version="2.6")


def _resource(table: Table, path: Path) -> dict[str, Any]:
    fields = [
        {"name": column.name, "type": column.type, "unit": column.unit, "description": column.description}
        for column in table.columns
    ]
    return {
        "name": path.stem,
        "path": path.name,
        "format": path.suffix[1:],
        "description": table.description,
        "rows": len(table.frame),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256_of(path)}",
        "schema": {"fields": fields, "primaryKey": list(table.key)},
    }


def _package(edition: Edition, resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": edition.id,
        "title": edition.title,
        "description": edition.description,
        "version": edition.version,
        "created": edition.compiled,
        "published": edition.published,
        "homepage": edition.url,
        "citation": edition.citation,
        "doi": edition.doi,
        "licenses": [{"name": edition.licence, "status": edition.licence_status, "note": edition.licence_note}],
        "sources": [vars(source) for source in edition.sources],
        "resources": resources,
    }
