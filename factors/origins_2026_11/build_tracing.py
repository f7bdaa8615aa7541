"""The traced groups: which country's supply grew where (footprint.tracing), and what Belgium keeps of it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd

from footprint.ground.joins import lookup
from footprint.tracing import TracingWarning, supply_balance, trace_origins, trade_without_source

HOME = "BEL"
# A share below this is cut, and the others are scaled to 1.
SMALLEST = 0.0005
DIGITS = 7


@dataclass(frozen=True)
class Tracing:
    """Results by group (column ``item``): all shares, the balance of each country, and what had no source."""

    shares: pd.DataFrame
    balance: pd.DataFrame
    unsourced: pd.DataFrame


def in_root_tonnes(flows: pd.DataFrame, groups: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return the trade of each group in tonnes of its root: item (the group), exporter, importer, tonnes."""
    rows = lookup(flows, groups[["item", "group", "factor"]], "item")
    rows = rows.assign(tonnes=rows["tonnes_per_year"] * rows["factor"])
    names = {"group": "item", "origin_iso3": "exporter", "dest_iso3": "importer"}
    rows = rows.drop(columns="item").rename(columns=names)[["item", "exporter", "importer", "tonnes"]]
    added = corrections[corrections["basis"] == "traced"].rename(columns={"country": "exporter"})
    roots = groups.drop_duplicates("root")[["root", "group"]].rename(columns={"root": "product", "group": "item"})
    added = lookup(added, roots, "product")[["item", "exporter", "importer", "tonnes"]]
    return pd.concat([rows, added]).groupby(["item", "exporter", "importer"], as_index=False)["tonnes"].sum()


def trace(grown: pd.DataFrame, trade: pd.DataFrame, groups: pd.DataFrame) -> Tracing:
    """Trace all groups in one solve; trade that no producer leads to is left out and counted."""
    roots = groups.drop_duplicates("group")[["group", "root"]].rename(columns={"group": "item", "root": "product"})
    made = lookup(grown[["product", "country", "tonnes"]], roots, "product", missing="keep").dropna(subset=["item"])
    made = made[["item", "country", "tonnes"]]
    unsourced = trade_without_source(made, trade)
    rest = trade.drop(index=unsourced.index)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TracingWarning)  # the balance, which is written, says the same in full
        return Tracing(trace_origins(made, rest), supply_balance(made, rest), unsourced)


def table(tracing: Tracing) -> pd.DataFrame:
    """Return the shares of each consumer's supply, small ones cut, the rest scaled to 1 and rounded."""
    rows = tracing.shares.rename(columns={"item": "group", "supply_share": "share"})
    keys = ["group", "country"]
    total = rows.groupby(keys)["consumption_tonnes"].transform("sum")
    rows = rows.assign(total=total)[rows["share"] >= SMALLEST]
    rows["share"] /= rows.groupby(keys)["share"].transform("sum")
    rows["share"] = rows["share"].round(DIGITS)
    rows = rows.sort_values([*keys, "share"], ascending=[True, True, False], kind="stable")
    rest = 1.0 - rows.groupby(keys)["share"].transform("sum")
    rows["share"] = np.where(rows.duplicated(keys), rows["share"], rows["share"] + rest)
    rows["consumption_tonnes"] = (rows["share"] * rows["total"]).round(2)
    columns = ["group", "country", "origin", "share", "consumption_tonnes"]
    return rows[columns].sort_values([*keys, "origin"], ignore_index=True)


def home_mixes(tracing: Tracing) -> pd.DataFrame:
    """Return origins of what Belgium has: rows item, basis, country, tonnes (of the root).

    What is imported is the supply without what grew at home. Belgian harvests that come back from abroad are left out
    of it: whoever buys what was imported does not mean them.
    """
    mine = tracing.shares[tracing.shares["country"] == HOME].drop(columns="country")
    balance = tracing.balance[tracing.balance["country"] == HOME][["item", "supply"]]
    mine = lookup(mine, balance, "item").rename(columns={"origin": "country"})
    supply = mine["supply"] * mine["supply_share"]
    imports = supply.where(mine["country"] != HOME, 0.0)
    bases = (("traced_be_supply", supply), ("traced_be", imports))
    long = pd.concat([mine.assign(basis=basis, tonnes=tonnes) for basis, tonnes in bases])
    total = long.groupby(["item", "basis"])["tonnes"].transform("sum")
    return long[long["tonnes"] >= SMALLEST * total][["item", "basis", "country", "tonnes"]]


def summary(tracing: Tracing, trade: pd.DataFrame) -> pd.DataFrame:
    """Return by group what was traced, and what was left out or scaled down."""
    balance = tracing.balance.assign(scaled=tracing.balance["exports"] * (1 - tracing.balance["kept"]))
    by_group = balance.groupby("item")[["production", "scaled"]].sum()
    by_group["exporters_scaled"] = balance[balance["kept"] < 1].groupby("item").size()
    by_group["trade"] = trade.groupby("item")["tonnes"].sum()
    by_group["unsourced"] = tracing.unsourced.groupby("item")["tonnes"].sum()
    whole = by_group.reindex(columns=["production", "trade", "unsourced", "scaled", "exporters_scaled"])
    whole = whole.where(whole.notna(), 0.0).astype({"exporters_scaled": int})
    return whole.rename_axis("group").reset_index()
