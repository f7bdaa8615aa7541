"""The life-cycle inventory as one array: product x country x elementary flow, per tonne.

A cell that no table fills is NaN, never zero (law L1). Where a country has no row of its own, the written ladder
applies: country, then its UN sub-region, then the world; each cell remembers the row it came from and the rung it
stands on. Flows whose edition has no regional rows (transformation and its CO2) have no ladder: missing stays missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.errors import JoinError
from footprint.ground.joins import pairs, positions, stack

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEVELS = ("country", "region", "world")
WORLD = "WLD"
TRANSFORMED = ("Transformation, to annual crop", "Transformation, to permanent crop")
LAND_USE_CO2 = "Carbon dioxide, from soil or biomass stock"
_COLUMNS = [
    *("product", "origin", "flow", "compartment", "value", "unit"),
    *("level", "year", "source", "flag", "low", "high"),
]


@dataclass(frozen=True)
class System:
    """Inventory per tonne.

    Attributes
    ----------
    products
        Ids of the products that have flows of their own, length P.
    countries
        ISO 3166-1 alpha-3 codes, length C.
    flows
        flow, compartment, unit; length F.
    amount
        Flow per tonne of product [unit of the flow], shape (P, C, F); NaN where nothing is known.
    row
        Row of `rows` that filled the cell, shape (P, C, F); -1 where nothing did.
    level
        Rung of the ladder (index into LEVELS), shape (P, C, F). It is the row's own: a country's row in which the
        edition put a regional or world value stands on that rung, as does a row climbed to.
    expected
        Whether the flow belongs to the product at all, shape (P, C, F): where True and `amount` is NaN, data are
        missing.
    rows
        edition, origin, level, year, source, flag of every inventory row, and the range low to high its edition states.
    """

    products: pd.Index
    countries: pd.Index
    flows: pd.DataFrame
    amount: Floats
    row: Ints
    level: npt.NDArray[np.int8]
    expected: npt.NDArray[np.bool_]
    rows: pd.DataFrame

    @cached_property
    def low(self) -> Floats:
        """The low end of the stated range of each flow, or the flow itself where none is stated, shape (P, C, F)."""
        return self._end("low")

    @cached_property
    def high(self) -> Floats:
        """The high end, likewise."""
        return self._end("high")

    def _end(self, name: str) -> Floats:
        stated = self.rows[name].to_numpy(np.float64)[self.row]
        return np.where((self.row >= 0) & np.isfinite(stated), stated, self.amount)

    def flow_position(self, name: str) -> int:
        """Return the place of a flow, by name, on the third axis."""
        return int(positions([name], pd.Index(self.flows["flow"]))[0])


def build_system(tables: Mapping[str, pd.DataFrame], countries: pd.Index, regions: pd.DataFrame) -> System:
    """Return the inventory array of all products that have flows of their own.

    Parameters
    ----------
    tables
        Edition -> product, origin, flow, compartment, value [unit/t], unit, level, year, source, flag, low, high.
    countries
        ISO3 codes.
    regions
        country, region: UN M49 sub-region of every country.
    """
    flows = stack([table[_COLUMNS].assign(edition=_same(edition, len(table))) for edition, table in tables.items()])
    products = pd.Index(sorted(flows["product"].unique()), dtype="str")
    kinds = _kinds(flows)
    region_names = pd.Index(sorted(regions["region"].astype(str).unique()))
    places = countries.append(pd.Index("region:" + region_names)).append(pd.Index([WORLD]))
    row = _scatter(flows, products, places, kinds)
    country_at = positions(countries, pd.Index(regions["country"].astype(str)))
    region_of = positions(regions["region"].astype(str), region_names)[country_at]
    climbed = _climb(row, len(countries), region_of)
    written = positions(flows["level"], pd.Index(LEVELS)).astype(np.int8)
    amount = np.where(climbed >= 0, flows["value"].to_numpy(np.float64)[climbed], np.nan)
    return System(
        products=products,
        countries=countries,
        flows=kinds,
        amount=amount,
        row=climbed,
        level=np.where(climbed >= 0, written[climbed], np.int8(len(LEVELS) - 1)),
        expected=_expected(row, amount, kinds, len(countries)),
        rows=flows[["edition", "origin", "level", "year", "source", "flag", "low", "high"]],
    )


def _same(word: str, length: int) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(np.zeros(length, dtype=np.int8), pd.Index([word]))


def _kinds(flows: pd.DataFrame) -> pd.DataFrame:
    """Return the distinct flow, compartment, unit."""
    distinct = flows[["flow", "compartment", "unit"]].drop_duplicates().astype(str)
    return distinct.sort_values(["flow", "compartment"], ignore_index=True)


def _scatter(flows: pd.DataFrame, products: pd.Index, places: pd.Index, kinds: pd.DataFrame) -> Ints:
    """Return the row number of the inventory table for each product x place x flow, -1 where there is none."""
    product, place = positions(flows["product"], products), positions(flows["origin"], places)
    names = pd.Index(kinds["flow"] + "|" + kinds["compartment"])
    written = [flows[name].array for name in ("flow", "compartment")]
    first, second, which = pairs(written[0].codes, written[1].codes, len(written[1].categories))
    texts = [f"{written[0].categories[a]}|{written[1].categories[b]}" for a, b in zip(first, second, strict=True)]
    row = np.full((len(products), len(places), len(kinds)), -1, dtype=np.int64)
    at = (product, place, positions(texts, names)[which])
    row[at] = np.arange(len(flows))
    if len(doubled := np.flatnonzero(row[at] != np.arange(len(flows)))):
        first = flows.iloc[doubled[0]]
        where = f"{first['product']}, {first['origin']}, {first['flow']}"
        raise JoinError(f"{len(doubled)} flows stand twice in the inventories, first {where}")
    return row


def _climb(row: Ints, countries: int, region_of: Ints) -> Ints:
    """Return for each cell the first row found on country, region, world; -1 where there is none."""
    own, regional = row[:, :countries, :], row[:, countries:-1, :][:, region_of, :]
    world = np.broadcast_to(row[:, -1:, :], own.shape)
    climbed: Ints = np.where(own >= 0, own, np.where(regional >= 0, regional, world))
    return climbed


def _expected(row: Ints, amount: Floats, kinds: pd.DataFrame, countries: int) -> npt.NDArray[np.bool_]:
    """Return where a product should have a flow: it has it anywhere; land-use CO2 also where land was cleared."""
    anywhere = (row >= 0).any(axis=1, keepdims=True)
    expected = np.repeat(anywhere, countries, axis=1)
    cleared = np.flatnonzero(kinds["flow"].isin(TRANSFORMED))
    carbon = np.flatnonzero(kinds["flow"] == LAND_USE_CO2)
    if len(cleared) and len(carbon):
        expected[:, :, carbon[0]] |= (amount[:, :, cleared] > 0).any(axis=2)
    return expected
