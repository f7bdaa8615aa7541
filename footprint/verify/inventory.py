"""The inventory and the origins: anchors, provenance of every row, shares that sum to one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from footprint.ground.library import CROPS, ORIGINS, PROCESSES, Library
from footprint.ground.sources import flows_of
from footprint.verify.check import Check

#: FAO item, country, yield [t/ha], relative tolerance: known values the inventory must reproduce.
ANCHORS = (
    ("Brazil soy", 236, "BRA", 3.19, 0.01),
    ("Belgium potatoes", 116, "BEL", 41.8, 0.01),
    ("Belgium wheat", 15, "BEL", 8.41, 0.01),
    ("Ivory Coast cocoa", 661, "CIV", 0.479, 0.01),
    ("Indonesia oil palm fruit", 254, "IDN", 17.1, 0.01),
    ("Viet Nam coffee", 656, "VNM", 2.62, 0.01),
)


def check_inventory(library: Library) -> Iterator[Check]:
    """Yield the checks of the inventory, process and origin editions."""
    yield from _anchors(library)
    for edition, flows in flows_of(library).items():
        yield from _rows(library, edition, flows)
    yield from _shares(library)
    yield from _processes(library)


def _anchors(library: Library) -> Iterator[Check]:
    flows = library.table(CROPS, "flows")
    land = flows[flows["flow"].astype(str).str.startswith("Occupation")].set_index(["fao", "origin"])["value"]
    for name, fao, country, expected, tolerance in ANCHORS:
        found = 10_000.0 / float(land.loc[(fao, country)])
        yield Check(
            f"anchor: {name}",
            bool(np.isclose(found, expected, rtol=tolerance)),
            f"{found:.3f} t/ha, expected {expected}",
        )


def _rows(library: Library, edition: str, flows: pd.DataFrame) -> Iterator[Check]:
    sources = set(library.table(edition, "sources")["source"].astype(str))
    orphans = set(flows["source"].astype(str)) - sources
    unsaid = int((flows[["level", "year", "source"]].astype(str) == "").any(axis=1).sum())
    yield Check(
        f"{edition}: level, year and source on every row",
        not orphans and not unsaid,
        f"{len(flows):,} rows; unsaid {unsaid}; unknown sources {sorted(orphans) or 'none'}",
    )
    negative = int((flows["value"].to_numpy(np.float64) < 0).sum())
    yield Check(f"{edition}: no flow below zero", negative == 0, f"{negative} negative")


def _shares(library: Library) -> Iterator[Check]:
    for name, table, keys in (
        ("mix", "mixes", ["product", "basis"]),
        ("traced supply", "traced", ["group", "country"]),
        ("blend", "blends", ["product", "country"]),
    ):
        shares = library.table(ORIGINS, table).groupby(keys, observed=True)["share"].sum()
        off = int((~np.isclose(shares, 1.0, rtol=1e-9)).sum())
        yield Check(f"origins: the shares of every {name} sum to 1", off == 0, f"{len(shares):,} of them, {off} off")


def _processes(library: Library) -> Iterator[Check]:
    """Check that no process makes a good of itself and that everything it takes is known or said to be missing."""
    exchanges = library.table(PROCESSES, "exchanges").astype({"product": str, "input": str})
    itself = exchanges[exchanges["product"] == exchanges["input"]]["product"].tolist()
    yield Check("processes: nothing is made of itself", not itself, f"{len(exchanges):,} exchanges; {itself or 'none'}")
    low = int((exchanges[["value", "mass"]].to_numpy(np.float64) <= 0).sum())
    yield Check("processes: every amount is above zero", low == 0, f"{low} at or below zero")
