"""A ledger of two products and two countries, small enough to add up by eye.

Impact per tonne, by land occupation, land transformation, water use and climate change (? is unknown, - is not
expected):

    wheat Belgium  2 1 ? 10        wheat Brazil  4 3 5 10        soybeans Brazil  8 ? - 20

Cells, and the tonnes of their lines: wheat from Belgium 10; wheat a quarter from Belgium, the rest from Brazil 4;
soybeans from Brazil 5; a product nobody grows 7; wheat from Brazil 1. So wheat from Belgium is 11 t, wheat from
Brazil 4 t, soybeans from Brazil 5 t.

Bread is made of 0.5 t of Belgian and 0.25 t of Brazilian wheat, and 0.25 t of something unknown; only the fixture
`baked` buys it, 8 t.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from footprint.ground.chain import Chain, chain_of
from footprint.stages.attribute import Ledger, attribute, group
from footprint.stages.attribute.ledger import draw

NAN = np.nan
IMPACT = np.array([[[2, 1, NAN, 10], [4, 3, 5, 10]], [[NAN, NAN, NAN, NAN], [8, NAN, NAN, 20]]])
EXPECTED = np.array([[[True] * 4] * 2, [[True, True, False, True]] * 2])
COMBOS = pd.DataFrame(
    [
        ("terrestrial", "land occupation", "Occupation, annual crop", False),
        ("terrestrial", "land transformation", "Transformation, to annual crop", False),
        ("freshwater", "water use", "Water, unspecified natural origin", False),
        ("terrestrial", "climate change", "Methane, non-fossil", True),
    ],
    columns=["realm", "pressure", "flow_name", "everywhere"],
).assign(lens="species", unit="global PDF.yr", flow=np.arange(4))


def chain() -> Chain:
    """Return wheat, soybeans and bread in Belgium and Brazil: nodes 0 to 5; bread from Belgium is node 4."""
    missing = np.array([0, 0, 0, 0, 0.25, 0])
    return chain_of(
        np.arange(6), np.array([4, 4]), np.array([0, 1]), np.array([0.5, 0.25]), missing, np.array([0, 0, 0, 0, 1, 1])
    )


@dataclass(frozen=True)
class Bought:
    """Lines, their cells and the ledger behind them."""

    ledger: Ledger
    products: pd.Index
    countries: pd.Index
    line: npt.NDArray[np.int64]
    cell: npt.NDArray[np.int64]
    tonnes: npt.NDArray[np.float64]


def made(tonnes: tuple[float, ...] = (10, 4, 5, NAN, 7, 1)) -> Bought:
    cell = np.array([0, 1, 2, 0, 3, 4])
    shares = draw(
        cell=np.array([0, 1, 1, 2, 4]),
        product=np.array([0, 0, 0, 1, 0]),
        country=np.array([0, 0, 1, 1, 1]),
        share=np.array([1.0, 0.25, 0.75, 1.0, 1.0]),
        cells=5,
        countries=2,
    )
    weights = np.array(tonnes, dtype=np.float64)
    cell_tonnes = np.bincount(cell, np.nan_to_num(weights), 5)
    ledger = attribute(IMPACT, EXPECTED, group(COMBOS), shares, cell_tonnes, chain())
    products, countries = pd.Index(["wheat", "soybeans"]), pd.Index(["BEL", "BRA"])
    return Bought(ledger, products, countries, np.arange(2, 8), cell, weights)


@pytest.fixture
def bought() -> Bought:
    return made()


@pytest.fixture
def nothing_known() -> Bought:
    return made((NAN,) * 6)


@pytest.fixture
def baked() -> Ledger:
    """Return the ledger of 8 t of Belgian bread."""
    shares = draw(np.array([0]), np.array([2]), np.array([0]), np.array([1.0]), cells=1, countries=2)
    return attribute(IMPACT, EXPECTED, group(COMBOS), shares, np.array([8.0]), chain())
