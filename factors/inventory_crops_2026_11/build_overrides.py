"""What is written by hand beside the crop inventory, and how its decisions enter the tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from footprint.ground.joins import lookup

HERE = Path(__file__).parent
CELL = ["fao", "country"]


def written(name: str) -> pd.DataFrame:
    return pd.read_csv(HERE / name, keep_default_na=False, na_values={key: [""] for key in ("low", "high", "value")})


def decisions(table: str) -> pd.DataFrame:
    rows = written("overrides.csv")
    chosen = rows.loc[rows["table"] == table, [*CELL, "decision", "flag", "value", "source", "year"]]
    return chosen.rename(columns={"flag": "decided", "value": "stated", "source": "stated_by", "year": "stated_for"})


def decided(cells: pd.DataFrame, table: str) -> pd.DataFrame:
    """Obey overrides.csv: a replaced cell is not believed, a cell with its own published value takes it."""
    cells = lookup(cells, decisions(table)[[*CELL, "decision", "decided", "stated"]], CELL, missing="keep")
    replace, set_ = cells["decision"].eq("replace"), cells["decision"].eq("set") & cells["believed"]
    flag = cells["flag"].mask(replace, cells["decided"])
    value = cells["value"].where(~set_, cells["stated"])
    return cells.assign(value=value, flag=flag, believed=cells["believed"] & ~replace).drop(
        columns=["decision", "decided", "stated"]
    )


def with_published(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Put the published values of overrides.csv into finished rows, with their source, year and flag."""
    stated = decisions(table).query("decision == 'set'").drop(columns="decision").rename(columns={"country": "origin"})
    rows = lookup(rows, stated, ["fao", "origin"], missing="keep")
    known = rows["stated"].notna()
    taken = {"value": "stated", "flag": "decided", "source": "stated_by", "year": "stated_for"}
    rows = rows.assign(**{column: rows[column].where(~known, rows[new]) for column, new in taken.items()})
    return rows.assign(level=rows["level"].where(~known, "country")).drop(columns=list(taken.values()))
