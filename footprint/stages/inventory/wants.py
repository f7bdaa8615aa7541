"""What a tonne of each product takes in each country where it is made: conversions, recipes, blends and feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.joins import positions, runs
from footprint.ground.sources import Supplies

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

Allocation = Literal["value", "mass"]
EVERYWHERE, WORLD = "*", "WLD"


@dataclass(frozen=True)
class Wants:
    """Long table: a tonne of `product` made in `country` takes `amount` tonnes of `taken` (-1: not known here)."""

    product: Ints
    country: Ints
    taken: Ints
    amount: Floats


def wants(
    tables: Supplies, products: pd.Index, countries: pd.Index, regions: pd.DataFrame, allocation: Allocation
) -> Wants:
    """Return what all products take.

    Parameters
    ----------
    products, countries
        The axes: ids and ISO3 codes.
    regions
        country, region: for feed, whose ladder is country, sub-region, world.
    allocation
        Which column of the exchanges counts.
    """
    made = _everywhere(tables.exchanges, allocation, products, countries)
    blended = _everywhere(tables.blends, "share", products, countries)
    fed = _fed(tables.feed, products, countries, regions)
    parts = zip(*((part.product, part.country, part.taken, part.amount) for part in (made, blended, fed)), strict=True)
    return Wants(*(np.concatenate(columns) for columns in parts))


def _everywhere(table: pd.DataFrame, amount: str, products: pd.Index, countries: pd.Index) -> Wants:
    """Return the rows of a table, those of country "*" once for each country."""
    everywhere = (table["country"].astype(str) == EVERYWHERE).to_numpy()
    place = np.full(len(table), -1, dtype=np.int64)
    place[~everywhere] = positions(table["country"][~everywhere], countries)
    times = np.where(everywhere, len(countries), 1)
    row, nth = runs(np.zeros(len(table), dtype=np.int64), times)
    return Wants(
        product=positions(table["product"], products)[row],
        country=np.where(place[row] >= 0, place[row], nth),
        taken=positions(table["input"], products, missing="mark")[row],
        amount=table[amount].to_numpy(np.float64)[row],
    )


def _fed(feed: pd.DataFrame, products: pd.Index, countries: pd.Index, regions: pd.DataFrame) -> Wants:
    """Return what animals eat in every country: the diet recorded there, else the sub-region's, else the world's."""
    region = regions.astype(str).set_index("country")["region"].reindex(countries)
    keys = pd.Index([*countries, *("region:" + name for name in sorted(region.dropna().unique())), WORLD])
    ordered = feed.assign(at=positions(feed["product"], products), key=positions(feed["country"], keys))
    ordered = ordered.sort_values(["at", "key"], kind="stable", ignore_index=True)
    diet = ordered["at"].to_numpy() * len(keys) + ordered["key"].to_numpy()
    animals = np.unique(ordered["at"].to_numpy())
    climb = np.stack(
        [np.arange(len(countries)), positions("region:" + region, keys), np.full(len(countries), len(keys) - 1)]
    )
    wanted = animals[:, np.newaxis, np.newaxis] * len(keys) + climb
    first = np.searchsorted(diet, wanted)
    count = np.searchsorted(diet, wanted, side="right") - first
    rung = (count > 0).argmax(axis=1)[:, np.newaxis, :]
    first, count = (np.take_along_axis(each, rung, axis=1)[:, 0, :].ravel() for each in (first, count))
    eater, row = runs(first, count)
    return Wants(
        product=animals[eater // len(countries)],
        country=eater % len(countries),
        taken=positions(ordered["input"], products, missing="mark")[row],
        amount=ordered["amount"].to_numpy(np.float64)[row],
    )
