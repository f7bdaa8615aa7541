"""The prepared tables: catalogue, inventory, factors and their product, made once per set of lenses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from footprint.ground.joins import positions
from footprint.ground.library import INVENTORY, LENSES, ORIGINS, Library, library
from footprint.stages.attribute import Groups, group
from footprint.stages.characterise import Factors, intensity, select_factors
from footprint.stages.characterise.select import chosen, lens_rows
from footprint.stages.inventory import System, build_system
from footprint.stages.resolve import Catalogue, build_catalogue


@dataclass(frozen=True)
class Engine:
    """What an assessment computes with.

    Attributes
    ----------
    lenses
        The lenses in use.
    system
        Inventory per tonne, shape (P, C, F).
    factors
        Characterisation factors, shape (E, C).
    groups
        How the combinations are summed.
    impact
        Impact per tonne [unit of the combination/t], shape (P, C, E); NaN where unknown.
    expected
        Where a combination belongs to the product, shape (P, C, E).
    system_product
        Place on the system's product axis of each catalogue product; -1 for products without an inventory.
    uncounted
        Pressures the lenses have factors for but no flow of the inventory feeds ("species: freshwater: ecotoxicity").
    """

    library: Library
    catalogue: Catalogue
    lenses: tuple[str, ...]
    system: System
    factors: Factors
    groups: Groups
    impact: npt.NDArray[np.float64]
    expected: npt.NDArray[np.bool_]
    system_product: npt.NDArray[np.int64]
    uncounted: tuple[str, ...]


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the installed factors."""
    return build_catalogue(library())


@cache
def system() -> System:
    """Return the inventory of the installed factors."""
    products = catalogue().products
    covered = products.loc[products["covered"], ["id", "fao"]]
    regions = library().table(ORIGINS, "regions")
    return build_system(library().table(INVENTORY, "flows"), covered, catalogue().countries, regions)


def engine(lenses: list[str] | None = None) -> Engine:
    """Return the prepared tables for some lenses; the default ones if None.

    Raises
    ------
    FactorError
        A lens does not exist.
    """
    return _prepared(tuple(chosen(library(), lenses)))


@cache
def _prepared(lenses: tuple[str, ...]) -> Engine:
    inventory = system()
    names = list(inventory.flows["flow"])
    factors = select_factors(lens_rows(library(), list(lenses), names), inventory.flows, inventory.countries)
    flow_of = factors.combos["flow"].to_numpy(np.int64)
    return Engine(
        library=library(),
        catalogue=catalogue(),
        lenses=lenses,
        system=inventory,
        factors=factors,
        groups=group(factors.combos),
        impact=intensity(inventory.amount, flow_of, factors.value),
        expected=inventory.expected[:, :, flow_of],
        system_product=positions(catalogue().ids, inventory.products, missing="mark"),
        uncounted=_uncounted(lenses, factors),
    )


def _uncounted(lenses: tuple[str, ...], factors: Factors) -> tuple[str, ...]:
    selection = library().table(LENSES, "selection").astype(str)
    asked = selection[selection["lens"].isin(lenses)][["lens", "realm", "pressure"]].agg(": ".join, axis=1)
    fed = set(factors.combos[["lens", "realm", "pressure"]].agg(": ".join, axis=1))
    return tuple(sorted(set(asked) - fed))
