"""Where the tonnes were grown: the written ladder of origins for each product and declared country.

    declared country, if it grows the product
    > traced Belgian import mix > direct Belgian import mix > world exports > world production

A declared country with no recorded production of the product cannot be its origin (cocoa "from NL"): the ladder is used
and the line says so. Mixes other than traced ones keep only countries that grow the product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footprint.stages.resolve.catalogue import Catalogue

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: How the origin of a cell was found; the order is that of the ladder.
RULES = ("declared", "traced_be", "direct_be", "world_exports", "world_production", "none")
MIXES = RULES[1:5]


@dataclass(frozen=True)
class Supply:
    """Countries of production of each cell (a distinct product and the country it counts from, or -1 for its mix).

    Attributes
    ----------
    rule
        Index into RULES, shape (cells,).
    country
        Catalogue code of the declared country, -1 for a mix; shape (cells,).
    cell, product, place, share
        Long table of shares; `product` and `place` are catalogue codes; shares of a cell sum to 1. A cell without any
        known producer has no row.
    """

    rule: npt.NDArray[np.int8]
    country: Ints
    cell: Ints
    product: Ints
    place: Ints
    share: Floats


def grown_where_declared(product: Ints, country: Ints, catalogue: Catalogue) -> Bools:
    """Return whether the declared country is known to produce the product; False where either is unknown (-1)."""
    known = (product >= 0) & (country >= 0)
    return np.asarray(known & (catalogue.production[product, country] > 0), dtype=bool)


def supply_of(product: Ints, country: Ints, catalogue: Catalogue) -> Supply:
    """Return the countries of production of each cell.

    Parameters
    ----------
    product, country
        Catalogue codes of the cells, shape (cells,); product -1: unmatched; country -1: not declared, or no grower.
    """
    covered = np.append(catalogue.products["covered"].to_numpy(dtype=bool), False)[product]
    declared = np.flatnonzero(covered & (country >= 0))
    rule = np.full(len(product), len(RULES) - 1, dtype=np.int8)
    rule[declared] = 0
    parts = [(declared, country[declared], np.ones(len(declared)))]
    for cell in np.flatnonzero(covered & (country < 0)):
        rule[cell], places, shares = mix_of(int(product[cell]), catalogue)
        parts.append((np.full(len(places), cell), places, shares))
    cells, place, share = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Supply(rule, country, cells, product[cells], place, share)


def mix_of(product: int, catalogue: Catalogue, bases: tuple[str, ...] = MIXES) -> tuple[int, Ints, Floats]:
    """Return the first mix of the ladder a product has: its rule, countries and shares."""
    fao = int(catalogue.products["fao"].iloc[product])
    grown = catalogue.production[product] > 0
    for basis in bases:
        mix = catalogue.mixes.get((fao, basis))
        if mix is None:
            continue
        countries, shares = _growers(mix, grown if basis != "traced_be" else np.ones_like(grown))
        if len(countries):
            return RULES.index(basis), countries, shares
    return len(RULES) - 1, np.empty(0, dtype=np.int64), np.empty(0)


def _growers(mix: tuple[Ints, Floats], grown: Bools) -> tuple[Ints, Floats]:
    countries, shares = mix
    keep = grown[countries]
    kept = shares[keep]
    return countries[keep], kept / kept.sum() if len(kept) else kept
