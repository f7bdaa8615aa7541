"""From whom a product is had in each country: itself, a market of the growers it trades with, or nobody."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.joins import positions
from footprint.ground.sources import Supplies

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

HOME, WORLD = "BEL", "WLD"
#: Mixes an input is taken from where its own country does not produce it; the first only in Belgium.
DIRECT, WIDER = "direct_be", ("world_exports", "world_production")


@dataclass(frozen=True)
class Markets:
    """Products as countries are supplied with them.

    Attributes
    ----------
    product
        Place of each market's product, shape (K,).
    key
        The country supplied, "direct_be" for Belgium's imports, or "WLD".
    market, source, country, share
        Long table of what markets draw from: a market, and the product and country of a process.
    supplier
        Whom each product is had from in each country, shape (P, C): the number of a process (p * C + c), that of a
        market (P * C + k), or -1 for nobody.
    """

    product: Ints
    key: npt.NDArray[np.object_]
    market: Ints
    source: Ints
    country: Ints
    share: Floats
    supplier: Ints


def producible(tables: Supplies, products: pd.Index, countries: pd.Index) -> Bools:
    """Return where each product can come from, shape (P, C).

    What has recorded production comes from where it is recorded; a blend from where its parts grow; what is made of a
    single crop from where that crop grows or arrives by traced trade; any other made good from anywhere.
    """
    found = np.ones((len(products), len(countries)), dtype=bool)
    for table in (tables.production, tables.blends):
        cells = _cells(table, products, countries)
        found[cells.any(axis=1)] = cells[cells.any(axis=1)]
    product = positions(tables.made_of["product"], products, missing="mark")
    root = positions(tables.made_of["root"], products, missing="mark")
    both = (product >= 0) & (root >= 0)
    found[product[both]] = (found | _cells(tables.traced, products, countries))[root[both]]
    return found


def _cells(table: pd.DataFrame, products: pd.Index, countries: pd.Index) -> Bools:
    """Return which (product, country) a table has, shape (P, C)."""
    product = positions(table["product"], products, missing="mark")
    country = positions(table["country"], countries, missing="mark")
    known = (product >= 0) & (country >= 0)
    found = np.zeros((len(products), len(countries)), dtype=bool)
    found[product[known], country[known]] = True
    return found


def build_markets(tables: Supplies, products: pd.Index, possible: Bools, countries: pd.Index) -> Markets:
    """Return the markets, and whom each product is had from in each country.

    Parameters
    ----------
    possible
        Where each product can come from, shape (P, C).
    """
    mixes = _mixes(tables, products, possible, countries)
    names, market = np.unique((mixes["product"] + "|" + mixes["key"]).to_numpy(object), return_inverse=True)
    split = [name.split("|") for name in names]
    product = positions([one for one, _ in split], products)
    key = np.array([key for _, key in split], dtype=object)
    share = mixes["share"].to_numpy(np.float64)
    return Markets(
        product=product,
        key=key,
        market=market.astype(np.int64),
        source=positions(mixes["product"], products),
        country=positions(mixes["country"], countries),
        share=share / np.bincount(market, share, len(names))[market],
        supplier=_suppliers(product, key, possible & ~_cells(tables.minor, products, countries), countries),
    )


def _suppliers(product: Ints, key: npt.NDArray[np.object_], possible: Bools, countries: pd.Index) -> Ints:
    number = possible.size + np.arange(len(product))
    own = np.arange(possible.size).reshape(possible.shape)
    supplier = np.where(possible, own, -1)
    traced = ~np.isin(key, [WORLD, DIRECT])
    supplier[product[traced], positions(key[traced], countries)] = number[traced]
    home = int(countries.get_indexer(pd.Index([HOME]))[0])
    for kind, where in ((DIRECT, np.arange(len(countries)) == home), (WORLD, np.ones(len(countries), dtype=bool))):
        of_product = np.full(len(possible), -1, dtype=np.int64)
        of_product[product[key == kind]] = number[key == kind]
        supplier = np.where((supplier < 0) & where, of_product[:, np.newaxis], supplier)
    return supplier


def _mixes(tables: Supplies, products: pd.Index, possible: Bools, countries: pd.Index) -> pd.DataFrame:
    """Return product, key, country, share: traced supply of countries, Belgium's direct imports, the world's.

    What a mix has from a country where the product cannot come from is left out before the basis is chosen: such a
    process takes nothing, and would count as nothing.
    """
    rank = {DIRECT: 0} | {basis: at for at, basis in enumerate(WIDER, 1)}
    known = tables.mixes[tables.mixes["basis"].isin(rank)].astype({"product": str, "basis": str, "country": str})
    known = known[_among(known, possible, products, countries)]
    known = known.assign(rank=known["basis"].map(rank), key=np.where(known["basis"] == DIRECT, DIRECT, WORLD))
    first = known[known["rank"] == known.groupby(["product", "key"])["rank"].transform("min")]
    traced = tables.traced.astype({"product": str, "country": str, "origin": str})
    traced = traced.rename(columns={"country": "key", "origin": "country"})
    traced = traced[_among(traced, possible, products, countries) & traced["key"].isin(countries)]
    columns = ["product", "key", "country", "share"]
    return pd.concat([traced[columns], first[columns]], ignore_index=True)


def _among(mixes: pd.DataFrame, possible: Bools, products: pd.Index, countries: pd.Index) -> Bools:
    """Return which rows have a share, of a product, from a country where it can come from."""
    product = positions(mixes["product"], products, missing="mark")
    country = positions(mixes["country"], countries, missing="mark")
    known = (product >= 0) & (country >= 0) & (mixes["share"].to_numpy(np.float64) > 0)
    return known & possible[product, country]
