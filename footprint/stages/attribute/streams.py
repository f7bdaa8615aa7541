"""Product by place by pressure: which good presses on nature where, and how."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.stages.attribute.ledger import Ledger

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OTHERS = -1


def streams(ledger: Ledger, product: Ints, chosen: Ints, countries: int) -> pd.DataFrame:
    """Return product, place, lens, realm, pressure, value, unit: the totals by product and place (law L4).

    Parameters
    ----------
    product
        Catalogue code of each cell's product, shape (cells,).
    chosen
        The products told apart, shape (k,); all others together are OTHERS.
    countries
        Number of countries; `place` is one of them, or `countries` for what acts everywhere.
    """
    parts = [_placed(ledger, tonnes, countries) for tonnes in _root_tonnes(ledger, product, chosen).T]
    codes = [*chosen.tolist(), OTHERS]
    return pd.concat([part.assign(product=code) for code, part in zip(codes, parts, strict=True)], ignore_index=True)


def _root_tonnes(ledger: Ledger, product: Ints, chosen: Ints) -> Floats:
    """Return the tonnes of each root behind each of the chosen products, and all others [t], shape (roots, k + 1).

    The others are not what the chosen leave of the whole: where nothing is left, a difference of floats is not 0.
    """
    wanted = [*(product == code for code in chosen), ~np.isin(product, chosen)]
    demand = np.zeros((len(ledger.walk.chain.ids), len(wanted)))
    for at, ours in enumerate(wanted):
        drawn = ledger.draw.tonnes(np.where(ours, ledger.cell_tonnes, 0.0))
        np.add.at(demand[:, at], ledger.walk.process, drawn)
    return np.asarray(ledger.walk.chain.supply(demand)[ledger.walk.root], dtype=np.float64)


def _placed(ledger: Ledger, tonnes: Floats, countries: int) -> pd.DataFrame:
    """Return place, lens, realm, pressure, value, unit of some tonnes of roots; what is not known adds nothing."""
    bought = np.flatnonzero(tonnes > 0)
    value = ledger.impact[bought] * tonnes[bought, np.newaxis]
    everywhere = ledger.combos["everywhere"].to_numpy(dtype=bool)
    width = countries + 1
    place = np.where(everywhere, countries, ledger.walk.country[bought, np.newaxis])
    key = place + width * ledger.groups.pressure_of
    known = np.isfinite(value)
    size = width * len(ledger.pressures)
    summed = np.bincount(key[known], value[known], size)
    found = np.flatnonzero(np.bincount(key[known], minlength=size))
    named = ledger.pressures.iloc[found // width][["lens", "realm", "pressure", "unit"]].reset_index(drop=True)
    return named.assign(place=found % width, value=summed[found])
