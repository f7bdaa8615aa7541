"""The inventory and the origins: anchors, provenance of every row, shares that sum to one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from footprint.ground.library import INVENTORY, ORIGINS, Library
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
    """Yield the checks of the inventory and origin editions."""
    flows = library.table(INVENTORY, "flows")
    land = flows[flows["flow"].astype(str).str.startswith("Occupation")].set_index(["fao", "origin"])["value"]
    for name, fao, country, expected, tolerance in ANCHORS:
        found = 10_000.0 / float(land.loc[(fao, country)])
        yield Check(
            f"anchor: {name}",
            bool(np.isclose(found, expected, rtol=tolerance)),
            f"{found:.3f} t/ha, expected {expected}",
        )
    sources = set(library.table(INVENTORY, "sources")["source"].astype(str))
    orphans = set(flows["source"].astype(str)) - sources
    unsaid = int((flows[["level", "year", "source"]].astype(str) == "").any(axis=1).sum())
    yield Check(
        "inventory: level, year and source on every row",
        not orphans and not unsaid,
        f"{len(flows):,} rows; unsaid {unsaid}; unknown sources {sorted(orphans) or 'none'}",
    )
    negative = int((flows["value"].to_numpy(np.float64) < 0).sum())
    yield Check("inventory: no flow below zero", negative == 0, f"{negative} negative")
    shares = library.table(ORIGINS, "mixes").groupby(["fao", "basis"], observed=True)["share"].sum()
    off = int((~np.isclose(shares, 1.0, rtol=1e-9)).sum())
    yield Check("origins: the shares of every mix sum to 1", off == 0, f"{len(shares):,} mixes, {off} off")
