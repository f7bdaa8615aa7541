"""The product system: what each process takes, and from which country it is supplied.

A process (product, country) takes its inputs from the supply of its country. The rule for an input, in order:

    the traced supply mix of that country, if its trade is traced
    > the country itself, if it produces the input
    > Belgium's direct import mix (in Belgium) > world exports > world production

Processing is the same everywhere; feed differs by country. An input without inventory is counted as missing, never left
out in silence (law L1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.chain import Chain, chain_of
from footprint.ground.errors import FactorError
from footprint.ground.sources import Supplies
from footprint.stages.inventory.markets import Markets, build_markets, producible
from footprint.stages.inventory.order import levels_of
from footprint.stages.inventory.wants import Allocation, Wants, wants

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Network:
    """The assembled product system.

    Attributes
    ----------
    products
        Ids of all products: first those with flows of their own, then the made ones, length P.
    countries
        ISO3 codes, length C.
    producible
        Where each product can be made or grown, shape (P, C).
    markets
        Products as countries are supplied with them; the k-th is node P * C + k.
    chain
        The system; process (p, c) is node p * C + c.
    """

    products: pd.Index
    countries: pd.Index
    producible: Bools
    markets: Markets
    chain: Chain

    def node(self, product: Ints, country: Ints) -> Ints:
        """Return the ids of some processes."""
        return product * len(self.countries) + country

    def named(self, ids: Ints) -> pd.DataFrame:
        """Return product, country (of a market: whom it supplies) and whether it is a market, of some nodes."""
        size = len(self.products) * len(self.countries)
        market = ids >= size
        process, at = np.where(market, 0, ids), np.where(market, ids - size, 0)
        of_market = self.markets.product[at] if len(self.markets.key) else at
        key = self.markets.key[at] if len(self.markets.key) else np.full(len(ids), "", dtype=object)
        return pd.DataFrame(
            {
                "product": self.products[np.where(market, of_market, process // len(self.countries))],
                "country": np.where(market, key, self.countries[process % len(self.countries)]),
                "market": market,
            }
        )


def assemble(
    tables: Supplies, roots: pd.Index, countries: pd.Index, regions: pd.DataFrame, allocation: Allocation = "value"
) -> Network:
    """Return the product system.

    Parameters
    ----------
    tables
        What products are made of, and where they come from.
    roots
        Products that have flows of their own.
    countries
        ISO3 codes.
    regions
        country, region: the UN M49 sub-region of every country.
    allocation
        How a process shares its inputs among its products: by value, or by mass.

    Raises
    ------
    FactorError
        A product has flows of its own and is made of others as well.
    """
    products = _products(tables, roots)
    possible = producible(tables, products, countries)
    markets = build_markets(tables, products, possible, countries)
    wanted = wants(tables, products, countries, regions, allocation)
    return Network(products, countries, possible, markets, _chain(wanted, markets, products, len(roots), countries))


def _products(tables: Supplies, roots: pd.Index) -> pd.Index:
    """Return the roots, then the made goods; FactorError for one that is both, which would count twice."""
    made = {*tables.exchanges["product"].astype(str), *tables.blends["product"].astype(str)}
    if both := sorted(made & set(roots)):
        raise FactorError(f"products with flows of their own are made of others as well: {', '.join(both)}")
    return roots.append(pd.Index(sorted(made), dtype=roots.dtype))


def _chain(wanted: Wants, markets: Markets, products: pd.Index, roots: int, countries: pd.Index) -> Chain:
    width, size = len(countries), len(products) * len(countries)
    taker = wanted.product * width + wanted.country
    source = np.where(wanted.taken >= 0, markets.supplier[wanted.taken, wanted.country], -1)
    known = source >= 0
    missing = np.bincount(taker[~known], wanted.amount[~known], size + len(markets.product)).astype(np.float64)
    # a made good without a recipe in some country is unknown there, not free
    missing[:size][(np.arange(size) >= roots * width) & (np.bincount(taker, minlength=size) == 0)] = 1.0
    ids = np.arange(size + len(markets.product))
    block = np.concatenate([np.arange(size) // width, len(products) + markets.product])
    taker = np.concatenate([taker[known], size + markets.market])
    source = np.concatenate([source[known], markets.source * width + markets.country])
    amount = np.concatenate([wanted.amount[known], markets.share])
    level = levels_of(block[taker], block[source], 2 * len(products))[block]
    return chain_of(ids, taker, source, amount, missing, level)
