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
    product, key, country, share = _mixes(tables, products, possible, countries)
    keys = np.array([*countries, WORLD, DIRECT], dtype=object)
    distinct, market = np.unique(product * len(keys) + key, return_inverse=True)
    supplied, named = distinct // len(keys), keys[distinct % len(keys)]
    own = possible & ~_cells(tables.minor, products, countries)
    return Markets(
        product=supplied,
        key=named,
        market=market.astype(np.int64),
        source=product,
        country=country,
        share=share / np.bincount(market, share, len(distinct))[market],
        supplier=_suppliers(supplied, named, own, countries),
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


def _mixes(
    tables: Supplies, products: pd.Index, possible: Bools, countries: pd.Index
) -> tuple[Ints, Ints, Ints, Floats]:
    """Return product, key (place among the countries, then WORLD and DIRECT), country and share of all mixes.

    They are the traced supply of countries, Belgium's direct imports and the world's. What a mix has from a country
    where the product cannot come from is left out before the basis is chosen: such a process takes nothing, and would
    count as nothing.
    """
    rank = positions(tables.mixes["basis"], [DIRECT, *WIDER], missing="mark")
    product, country, share = _placed(tables.mixes, "country", products, countries)
    key = np.where(rank == 0, len(countries) + 1, len(countries))
    kept = (rank >= 0) & _among(product, country, share, possible)
    best = np.full((len(products), len(countries) + 2), len(WIDER) + 1)
    np.minimum.at(best, (product[kept], key[kept]), rank[kept])
    kept &= rank == best[product, key]
    mixed = (product[kept], key[kept], country[kept], share[kept])
    product, country, share = _placed(tables.traced, "origin", products, countries)
    key = positions(tables.traced["country"], countries, missing="mark")
    kept = (key >= 0) & _among(product, country, share, possible)
    traced = (product[kept], key[kept], country[kept], share[kept])
    at, by, where, amount = (np.concatenate(both) for both in zip(traced, mixed, strict=True))
    return at, by, where, amount


def _placed(mixes: pd.DataFrame, country: str, products: pd.Index, countries: pd.Index) -> tuple[Ints, Ints, Floats]:
    return (
        positions(mixes["product"], products, missing="mark"),
        positions(mixes[country], countries, missing="mark"),
        mixes["share"].to_numpy(np.float64),
    )


def _among(product: Ints, country: Ints, share: Floats, possible: Bools) -> Bools:
    """Return which rows have a share, of a product, from a country where it can come from."""
    return (product >= 0) & (country >= 0) & (share > 0) & possible[product, country]
