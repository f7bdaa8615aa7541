"""The prepared tables: catalogue, inventory, factors and their product, made once per set of lenses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.errors import FactorError
from footprint.ground.joins import positions
from footprint.ground.library import LENSES, ORIGINS, REFERENCE, Library, library
from footprint.ground.sources import Supplies, flows_of, recipes_of, supplies_of
from footprint.stages.attribute import Groups, group
from footprint.stages.characterise import Factors, intensity, select_factors
from footprint.stages.characterise.select import chosen, lens_rows
from footprint.stages.inventory import Allocation, Network, System, assemble, build_system, recipe_grades
from footprint.stages.resolve import Catalogue, build_catalogue


@dataclass(frozen=True)
class Engine:
    """What an assessment computes with.

    Attributes
    ----------
    lenses
        The lenses in use.
    allocation
        How processes share their inputs among their products.
    system
        Inventory per tonne of the products with flows of their own, shape (P, C, F).
    network
        The product system: what every product takes, and from where.
    factors
        Characterisation factors, shape (E, C).
    groups
        How the combinations are summed.
    impact
        Impact per tonne [unit of the combination/t], shape (P, C, E); NaN where unknown.
    expected
        Where a combination belongs to the product, shape (P, C, E).
    system_product
        Place on the network's product axis of each catalogue product; -1 for products it does not have.
    recipe_grade
        How well it is known what each product of the network is made of: place in recipes.GRADES.
    uncounted
        Pressures the lenses have factors for but no flow of the inventory feeds ("species: freshwater: ecotoxicity").
    """

    library: Library
    catalogue: Catalogue
    lenses: tuple[str, ...]
    allocation: Allocation
    system: System
    network: Network
    factors: Factors
    groups: Groups
    impact: npt.NDArray[np.float64]
    expected: npt.NDArray[np.bool_]
    system_product: npt.NDArray[np.int64]
    recipe_grade: npt.NDArray[np.int8]
    uncounted: tuple[str, ...]

    def names(self, language: str) -> dict[str, str]:
        """Return the name of every product and country in a language ("en", "nl", "fr", "de"), by id."""
        countries = self.library.table(REFERENCE, "countries", ["iso3", language]).astype(str)
        of_products = zip(self.catalogue.id_of, self.catalogue.products[language].astype(str), strict=True)
        return dict(of_products) | dict(zip(countries["iso3"], countries[language], strict=True))


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the installed factors."""
    return build_catalogue(library(), _supplies(), network("value").products, network("value").producible)


@cache
def system() -> System:
    """Return the inventory of the products with flows of their own."""
    return build_system(flows_of(library()), _countries(), _regions())


@cache
def network(allocation: Allocation) -> Network:
    """Return the product system of the installed factors."""
    return assemble(_supplies(), system().products, _countries(), _regions(), allocation)


@cache
def _supplies() -> Supplies:
    return supplies_of(library())


def _countries() -> pd.Index:
    return pd.Index(library().table(REFERENCE, "countries", ["iso3"])["iso3"].astype(str))


def _regions() -> pd.DataFrame:
    return library().table(ORIGINS, "regions")


def engine(lenses: list[str] | None = None, allocation: Allocation = "value") -> Engine:
    """Return the prepared tables for some lenses; the default ones if None.

    Parameters
    ----------
    allocation
        How a process shares its inputs among its products: by "value" (the default) or by "mass".

    Raises
    ------
    FactorError
        A lens does not exist, or the allocation is neither.
    """
    if allocation not in ("value", "mass"):
        raise FactorError(f"no allocation {allocation!r:.40}; there are 'value' and 'mass'")
    return _prepared(tuple(chosen(library(), lenses)), allocation)


@cache
def _prepared(lenses: tuple[str, ...], allocation: Allocation) -> Engine:
    inventory = system()
    names = list(inventory.flows["flow"])
    factors = select_factors(lens_rows(library(), list(lenses), names), inventory.flows, inventory.countries)
    flow_of = factors.combos["flow"].to_numpy(np.int64)
    made = network(allocation)
    return Engine(
        library=library(),
        catalogue=catalogue(),
        lenses=lenses,
        allocation=allocation,
        system=inventory,
        network=made,
        factors=factors,
        groups=group(factors.combos),
        impact=intensity(inventory.amount, flow_of, factors.value),
        expected=inventory.expected[:, :, flow_of],
        system_product=positions(catalogue().ids, made.products, missing="mark"),
        recipe_grade=recipe_grades(recipes_of(_supplies()), made.products),
        uncounted=_uncounted(lenses, factors),
    )


def _uncounted(lenses: tuple[str, ...], factors: Factors) -> tuple[str, ...]:
    selection = library().table(LENSES, "selection").astype(str)
    asked = selection[selection["lens"].isin(lenses)][["lens", "realm", "pressure"]].agg(": ".join, axis=1)
    fed = set(factors.combos[["lens", "realm", "pressure"]].agg(": ".join, axis=1))
    return tuple(sorted(set(asked) - fed))
