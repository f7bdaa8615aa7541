"""What the inventory, process and origin editions beside this one cover, and why they leave out the rest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from footprint.ground.errors import FactorError

EDITIONS = Path(__file__).parent.parent
BLENDS = "origins_2026_11/blends.parquet"
METALS = "inventory_minerals_2026_11/exchanges.csv"

# Tables whose column `product` names what an edition covers; those that exist are read. The first that has a product
# is its source.
COVERING = (
    "inventory_crops_2026_11/flows.parquet",
    "inventory_animals_2026_11/flows.parquet",
    "inventory_wood_2026_11/flows.parquet",
    "inventory_minerals_2026_11/flows.parquet",
    "inventory_fish_2026_11/flows.parquet",
    "processes_2026_11/exchanges.parquet",
    METALS,
    BLENDS,
)
# Tables whose column `input` names products as well.
WITH_INPUTS = (
    "inventory_animals_2026_11/feed.parquet",
    "processes_2026_11/exchanges.parquet",
    METALS,
    BLENDS,
)
EXCHANGES = "processes_2026_11/exchanges.parquet"
# Processes with this end mix the kinds of a product whose kind is not told: chocolate is dark, milk and white.
KINDS_END = "_kinds"
GROUPS = "origins_2026_11/groups.csv"
# The crop inventory names its products by FAO item code.
CROPS = "inventory_crops_2026_11/flows.parquet"


def sources(product_of_fao: Mapping[str, str]) -> dict[str, str]:
    """Return product id -> id of the edition that its inventory or recipe comes from.

    Parameters
    ----------
    product_of_fao
        Product id of each FAO item code (text): the key of the crop inventory.
    """
    found: dict[str, str] = {}
    for table in COVERING:
        for product in _column(table, "fao" if table == CROPS else "product"):
            found.setdefault(product_of_fao[product] if table == CROPS else product, table.partition("/")[0])
    return found


def allocations() -> set[str]:
    """Return the products of a joint process: those that share its burden by value."""
    path = EDITIONS / EXCHANGES
    if not path.is_file():
        return set()
    made = pd.read_parquet(path, columns=["product", "process"]).astype(str).drop_duplicates()
    shared = made.groupby("process")["product"].transform("nunique") > 1
    return set(made.loc[shared, "product"])


def reasons() -> dict[str, str]:
    """Return product id -> why an edition beside this one does not cover it, in its own words."""
    found: dict[str, str] = {}
    for folder in dict.fromkeys(table.partition("/")[0] for table in COVERING):
        path = EDITIONS / folder / "not_covered.csv"
        if path.is_file():
            table = pd.read_csv(path, dtype=str, keep_default_na=False)
            found = dict(zip(table["product"], table["reason"], strict=True)) | found
    return found


def trace_groups() -> dict[str, str]:
    """Return product id -> group whose origins were traced; empty where the origins say none yet."""
    path = EDITIONS / GROUPS
    if not path.is_file():
        return {}
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    return dict(zip(table["root"], table["group"], strict=True))


def kinds() -> set[tuple[str, str]]:
    """Return (product, kind of it): the inputs of a process that mixes kinds, and of a blend."""
    found: set[tuple[str, str]] = set()
    if (path := EDITIONS / EXCHANGES).is_file():
        table = pd.read_parquet(path, columns=["product", "input", "process"]).astype(str)
        table = table[table["process"].str.endswith(KINDS_END) & (table["input"] != "")]
        found |= set(zip(table["product"], table["input"], strict=True))
    if (path := EDITIONS / BLENDS).is_file():
        table = pd.read_parquet(path, columns=["product", "input"]).astype(str)
        found |= set(zip(table["product"], table["input"], strict=True))
    return found


def check_known(ids: set[str]) -> None:
    """Raise FactorError if an edition names a product or an input that the catalogue does not have."""
    named = [(table, "product") for table in COVERING if table != CROPS] + [(table, "input") for table in WITH_INPUTS]
    strangers = {f"{name} ({table})" for table, column in named for name in _column(table, column) if name}
    strangers = {text for text in strangers if text.partition(" ")[0] not in ids}
    if strangers:
        raise FactorError(f"products of other editions that are not in the catalogue: {sorted(strangers)}")


def _column(table: str, column: str) -> list[str]:
    """Return the values of a column, none if there is no such table; a recipe of nothing but unknown inputs is none."""
    path = EDITIONS / table
    if not path.is_file():
        return []
    columns = [column, *(["input"] if table in (EXCHANGES, METALS) and column == "product" else [])]
    if path.suffix == ".csv":
        frame = pd.read_csv(path, usecols=columns, dtype=str, keep_default_na=False)
    else:
        frame = pd.read_parquet(path, columns=columns)
    if "input" in frame:
        frame = frame[frame["input"].astype(str) != ""]
    return sorted(frame[column].astype(str).unique())
