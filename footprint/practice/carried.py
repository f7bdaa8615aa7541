"""What a tonne carries as counted and in the scenarios, up the chain from its crops."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from footprint.ground.errors import FactorError
from footprint.ground.language import mark
from footprint.practice.scenario import Floats, Ints, Scenario
from footprint.stages.attribute.ledger import Draw, Walk

#: A share of other land below this is not worth a word.
TOLD = 0.0005

ONE_FACTOR = mark("the lens has one factor for all cropland: the yield alone acts")
NO_CROPS = mark("no cropland stands behind it: no scenario")


@dataclass(frozen=True)
class Carried:
    """What a tonne carries as counted and in the scenarios, n tonnes of different goods.

    Attributes
    ----------
    as_counted, rest
        Impact by realm with cropland, and the part that is not of cropland; shape (n, realms).
    touched
        Whether anything of each realm is known, shape (n, realms).
    changed
        Impact of cropland, shape (n, practices, ends, intensities, realms).
    other_land, crop_land
        Land that is no cropland, shape (n,); cropland by kind of crop, shape (n, 2) [m2.yr/t].
    new_land
        Cropland in the scenario, shape (n, practices, ends) [m2.yr/t].
    """

    as_counted: Floats
    rest: Floats
    touched: npt.NDArray[np.bool_]
    changed: Floats
    other_land: Floats
    crop_land: Floats
    new_land: Floats

    def value(self, practice: int, intensity: int) -> Floats:
        """Return the impact in a scenario, shape (n, realms)."""
        return np.asarray(self.rest + self.changed[:, practice, 0, intensity])

    def ends(self, practice: int) -> tuple[Floats, Floats]:
        """Return the least and the most impact over all intensities and the range of the yield."""
        every = self.rest[:, np.newaxis, np.newaxis] + self.changed[:, practice]
        return every.min(axis=(1, 2)), every.max(axis=(1, 2))

    def ratio(self, practice: int, end: int) -> Floats:
        """Return the yield ratio of all cropland behind each good; NaN where there is none."""
        crops, new = self.crop_land.sum(axis=1), self.new_land[:, practice, end]
        found: Floats = np.divide(crops, new, out=np.full(len(new), np.nan), where=new > 0)
        return found

    @property
    def share(self) -> Floats:
        """Return the share of cropland in all land; NaN where there is no land."""
        crops = self.crop_land.sum(axis=1)
        every = crops + self.other_land
        found: Floats = np.divide(crops, every, out=np.full(len(every), np.nan), where=every > 0)
        return found


def carried(scenario: Scenario, way: Walk, shares: Draw) -> Carried:
    """Return what a tonne of each cell carries, with all it is made of."""
    tables, product, country = scenario.engine, way.product, way.country
    impact = tables.impact[product, country]
    counted = tables.groups.by_realm(known(impact))[:, scenario.realms]
    touched = tables.groups.by_realm(np.isfinite(impact).astype(np.float64))[:, scenario.realms]
    land = tables.system.amount[product, country]
    crops = known(land[:, scenario.crop_flows])
    occupies = tables.system.flows["flow"].astype(str).str.startswith("Occupation").to_numpy()
    other = known(land[:, occupies]).sum(axis=1) - crops.sum(axis=1)
    stretch = _stretch(scenario, product, crops)
    per_combination = crops[:, scenario.kind]
    now = _by_realm(scenario, per_combination * known(scenario.counted[:, country].T))
    new = _scenarios(scenario, per_combination, stretch, country)
    new_land = stretch * crops.sum(axis=1)[:, np.newaxis, np.newaxis]
    parts = [counted, counted - now, touched, new, other[:, np.newaxis], crops, new_land]
    flat = np.hstack([part.reshape(len(product), -1) for part in parts])
    edges = np.cumsum([math.prod(part.shape[1:]) for part in parts])[:-1]
    split = np.split(shares.to_cells(way.up(flat)), edges, axis=1)
    shaped = [found.reshape(shares.cells, *part.shape[1:]) for found, part in zip(split, parts, strict=True)]
    return Carried(shaped[0], shaped[1], shaped[2] > 0, shaped[3], shaped[4][:, 0], shaped[5], shaped[6])


def known(values: Floats) -> Floats:
    """Return the values with what is unknown left out of sums (0)."""
    return np.asarray(np.where(np.isfinite(values), values, 0.0), dtype=np.float64)


def _stretch(scenario: Scenario, product: Ints, crops: Floats) -> Floats:
    """Return by how much the cropland of each root grows, shape (roots, practices, ends).

    Raises
    ------
    FactorError
        A root has cropland and no yield effect.
    """
    ratio = scenario.ratio[:, :, product]
    without = ~np.isfinite(ratio).all(axis=(0, 1)) & (crops.sum(axis=1) > 0)
    if without.any():
        names = scenario.engine.system.products[np.unique(product[without])]
        raise FactorError(f"no yield effect is known for {', '.join(names[:5])}")
    return np.where(np.isfinite(ratio), 1.0 / ratio, 1.0).transpose(2, 0, 1)


def _scenarios(scenario: Scenario, land: Floats, stretch: Floats, country: Ints) -> Floats:
    """Return the impact of cropland, shape (roots, practices, ends, intensities, realms)."""
    by_intensity = np.stack(
        [_by_realm(scenario, land * known(factor[:, country].T)) for factor in scenario.factor], axis=1
    )
    return np.asarray(stretch[:, :, :, np.newaxis, np.newaxis] * by_intensity[:, np.newaxis, np.newaxis])


def _by_realm(scenario: Scenario, values: Floats) -> Floats:
    found = np.zeros((len(values), len(scenario.realms)))
    for at, realm in enumerate(scenario.realm):
        found[:, realm] += values[:, at]
    return found


def note_of(share: float, by_intensity: bool) -> str:
    """Return what must be known of a row: land that does not change, a lens that does not tell intensities apart."""
    parts = [] if share > 1 - TOLD else [f"{share:.0%} of its land is cropland; the rest is as counted"]
    return "; ".join([*parts, *([] if by_intensity else [ONE_FACTOR])])
