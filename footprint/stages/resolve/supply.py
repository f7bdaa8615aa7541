"""Where the tonnes were grown or made: the written ladder of origins for each product and declared country.

    the declared country, if it grows or makes the product
    > the traced supply of the declared country, if trade in the product is traced
    > the traced mix of Belgian imports
    > the mix of direct Belgian imports > world exports > world production
    > made in Belgium, for want of anything known

A declared country with no recorded production of the product cannot be its origin (cocoa "from NL"): the ladder is used
and the line says so. Mixes keep only countries that can grow or make the product; a good without a mix of its own takes
that of the one crop it is made of.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footprint.stages.resolve.catalogue import Catalogue, Mix

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

#: How the origin of a cell was found; the order is that of the ladder.
RULES = (
    *("declared", "traced_country", "traced_be", "direct_be"),
    *("world_exports", "world_production", "assumed_be", "none"),
)
#: Rules that stand on a table of shares of that name.
MIXES = ("traced_be", "direct_be", "world_exports", "world_production")
HOME = "BEL"
NONE: Mix = (np.empty(0, dtype=np.int64), np.empty(0))


@dataclass(frozen=True)
class Supply:
    """Countries of production of each cell (a distinct product and declared country, or -1 for none).

    Attributes
    ----------
    rule
        Index into RULES, shape (cells,).
    country
        Catalogue code of the declared country, -1 for none; shape (cells,).
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
    return np.asarray(known & catalogue.producible[product, country], dtype=bool)


def traced_where_declared(product: Ints, country: Ints, catalogue: Catalogue) -> Bools:
    """Return whether it is known where the declared country's supply of the product grew."""
    known = (product >= 0) & (country >= 0)
    return np.asarray(known & catalogue.has_traced[product, country], dtype=bool)


def supply_of(product: Ints, country: Ints, catalogue: Catalogue, adjusted: bool = False) -> Supply:
    """Return the countries of production of each cell.

    Parameters
    ----------
    product, country
        Catalogue codes of the cells, shape (cells,); product -1: unmatched; country -1: not declared.
    adjusted
        True: a declared country is taken for the last one that shipped, so that its traced supply counts wherever trade
        in the product is traced (the re-export adjusted view).
    """
    covered = catalogue.covered[product]
    believed = covered & grown_where_declared(product, country, catalogue)
    if adjusted:
        believed &= ~traced_where_declared(product, country, catalogue)
    declared = np.flatnonzero(believed)
    rule = np.full(len(product), len(RULES) - 1, dtype=np.int8)
    rule[declared] = 0
    parts = [(declared, country[declared], np.ones(len(declared)))]
    for cell in np.flatnonzero(covered & ~believed):
        rule[cell], places, shares = origin_of(int(product[cell]), int(country[cell]), catalogue)
        parts.append((np.full(len(places), cell), places, shares))
    cells, place, share = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Supply(rule, country, cells, product[cells], place, share)


def origin_of(product: int, country: int, catalogue: Catalogue) -> tuple[int, Ints, Floats]:
    """Return the first rung of the ladder below the declared country: its rule, countries and shares."""
    if (product, country) in catalogue.traced:
        return RULES.index("traced_country"), *catalogue.traced[product, country]
    rule, places, shares = mix_of(product, catalogue)
    home, whole = _at_home(catalogue)
    if not len(places) and catalogue.producible[product, home].all():
        return RULES.index("assumed_be"), home, whole
    return rule, places, shares


def _at_home(catalogue: Catalogue) -> Mix:
    return np.array([catalogue.countries.get_loc(HOME)], dtype=np.int64), np.ones(1)


def mix_of(product: int, catalogue: Catalogue, bases: tuple[str, ...] = MIXES) -> tuple[int, Ints, Floats]:
    """Return the first mix a product has, or else the crop it is made of: its rule, countries and shares."""
    for source in (product, catalogue.single_root.get(product, product)):
        for basis in bases:
            mix = catalogue.mixes.get((source, basis), NONE)
            countries, shares = _producers(mix, catalogue.producible[product])
            if len(countries):
                return RULES.index(basis), countries, shares
    return len(RULES) - 1, *NONE


def _producers(mix: Mix, possible: Bools) -> Mix:
    countries, shares = mix
    keep = possible[countries]
    kept = shares[keep]
    return countries[keep], kept / kept.sum() if len(kept) else kept
