"""A user's own products: what a tonne takes from nature and gives to it, and what our lenses say of that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.brightway.places import NO_PLACE
from footprint.ground.errors import Problem
from footprint.ground.joins import positions, runs
from footprint.ground.library import REFERENCE, library
from footprint.stages.attribute.totals import ABROAD, BELGIUM, GLOBAL, HOME
from footprint.stages.characterise import Factors, select_factors
from footprint.stages.characterise.select import chosen, lens_rows

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_KEYS = ["activity", "product", "lens", "realm", "pressure", "place", "zone", "unit"]


@dataclass(frozen=True)
class OwnProducts:
    """The activities of a user's database, as products.

    Attributes
    ----------
    database
        Its name.
    activities
        activity (code), name, product, location, place (ISO3 or GLO), unit, amount_per_tonne: units per tonne of
        product, NaN where the product is not measured by mass; such an activity has no flows of its own here.
    flows
        activity, flow, compartment, place (ISO3 or GLO: of who emits it), value [unit per tonne of product], unit,
        known (whether any lens has a factor for it).
    problems
        What was assumed or left out.
    """

    database: str
    activities: pd.DataFrame
    flows: pd.DataFrame
    problems: tuple[Problem, ...]

    def intensities(self, lenses: list[str] | None = None) -> pd.DataFrame:
        """Return impact per tonne: activity, product, lens, realm, pressure, place, zone, value, unit.

        The factor is that of the flow's country, else the method's world value, as everywhere here. What acts
        everywhere (climate change), or where nobody knows, is of zone "global". A pressure of which nothing is known
        has no row; :meth:`without_factor` lists the flows that count for nothing.

        Parameters
        ----------
        lenses
            The default ones if None.
        """
        factors, kind, place = _factors(self.flows, lenses)
        value = _matching(factors, self.flows["unit"].to_numpy(object), kind)
        combo_of = factors.combos["flow"].to_numpy(np.int64)
        order = np.argsort(combo_of, kind="stable")
        first, last = (np.searchsorted(combo_of[order], kind, side=side) for side in ("left", "right"))
        row, at = runs(first, last - first)
        combo = order[at]
        factor = value[combo, place[row]]
        known = np.isfinite(factor)
        return _summed(self, factors.combos, row[known], combo[known], factor[known])

    def without_factor(self, lenses: list[str] | None = None) -> pd.DataFrame:
        """Return the flows that none of the lenses has a factor for: the columns of `flows` but `known`."""
        factors, kind, place = _factors(self.flows, lenses)
        value = _matching(factors, self.flows["unit"].to_numpy(object), kind)
        found = np.zeros((int(kind.max(initial=-1)) + 1, value.shape[1]), dtype=bool)
        np.logical_or.at(found, factors.combos["flow"].to_numpy(np.int64), np.isfinite(value))
        lost = ~found[kind, place]
        return self.flows.loc[lost].drop(columns="known").reset_index(drop=True)


def _factors(flows: pd.DataFrame, lenses: list[str] | None) -> tuple[Factors, Ints, Ints]:
    """Return the factors of the flows, and the places of each row of `flows` on their axes of flows and countries."""
    names = ["flow", "compartment", "unit"]
    kinds = flows[names].drop_duplicates().sort_values(names, ignore_index=True)
    index = pd.MultiIndex.from_frame(kinds)
    countries = pd.Index(library().table(REFERENCE, "countries", ["iso3"])["iso3"].astype(str))
    places = countries.append(pd.Index([f"no country ({NO_PLACE})"]))  # has no factor of its own: takes the world's
    rows = lens_rows(library(), chosen(library(), lenses), list(kinds["flow"].unique()))
    at = positions(flows["place"], countries, missing="mark")
    place = np.where(at < 0, len(countries), at)
    kind = np.asarray(index.get_indexer(pd.MultiIndex.from_frame(flows[names])), dtype=np.int64)
    return select_factors(rows, kinds, places), kind, place


def _matching(factors: Factors, units: npt.NDArray[np.object_], kind: Ints) -> Floats:
    """Return the factors, NaN where a factor is per another unit than its flow has."""
    unit_of = np.full(int(kind.max(initial=-1)) + 1, "", dtype=object)
    unit_of[kind] = units
    per = factors.rows["per"].astype(str).to_numpy(dtype=object)[factors.row] if len(factors.rows) else factors.row
    same = per == unit_of[factors.combos["flow"].to_numpy(np.int64)][:, np.newaxis]
    return np.where(same & (factors.row >= 0), factors.value, np.nan)


def _summed(own: OwnProducts, combos: pd.DataFrame, row: Ints, combo: Ints, factor: Floats) -> pd.DataFrame:
    flows, named = own.flows.iloc[row], combos.iloc[combo]
    place = np.where(named["everywhere"].to_numpy(dtype=bool), NO_PLACE, flows["place"].to_numpy(object))
    products = own.activities["product"].to_numpy(object)
    at = positions(flows["activity"], pd.Index(own.activities["activity"]))
    long = pd.DataFrame(
        {
            "activity": flows["activity"].to_numpy(object),
            "product": products[at],
            **{name: named[name].astype(str).to_numpy(object) for name in ("lens", "realm", "pressure")},
            "place": place,
            "zone": np.where(place == NO_PLACE, GLOBAL, np.where(place == HOME, BELGIUM, ABROAD)),
            "value": flows["value"].to_numpy(np.float64) * factor,
            "unit": named["unit"].astype(str).to_numpy(object),
        }
    )
    summed = long.groupby(_KEYS, sort=True)["value"].sum().reset_index()
    return summed[[*_KEYS[:-1], "value", "unit"]]
