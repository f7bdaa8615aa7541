"""The prepared tables: shapes that fit, and what no flow feeds."""

from __future__ import annotations

import numpy as np
import pytest

from footprint.engine import engine
from footprint.ground.errors import FactorError


def test_the_default_lenses_are_prepared_once() -> None:
    assert engine() is engine(["species", "condition"])
    assert engine().lenses == ("species", "condition")


def test_impact_is_inventory_times_factor_in_every_cell() -> None:
    tables = engine(["condition"])
    for at, combo in enumerate(tables.factors.combos.itertuples()):
        amount, factor = tables.system.amount[:, :, combo.flow], tables.factors.value[at]
        np.testing.assert_array_equal(tables.impact[:, :, at], amount * factor)
    products, countries = len(tables.system.products), len(tables.system.countries)
    assert tables.impact.shape == tables.expected.shape == (products, countries, len(tables.factors.combos))


def test_catalogue_products_find_their_inventory() -> None:
    tables = engine()
    place = tables.system_product
    found = tables.catalogue.ids[place >= 0]
    assert list(found) == list(tables.network.products[place[place >= 0]])
    assert (tables.catalogue.products["covered"].to_numpy(dtype=bool) == (place >= 0)).all()


def test_pressures_without_a_flow_are_named() -> None:
    assert "species: freshwater: ecotoxicity" in engine(["species"]).uncounted
    assert engine(["water_scarcity"]).uncounted == ()


def test_a_lens_that_does_not_exist() -> None:
    with pytest.raises(FactorError, match="no lens 'beauty'"):
        engine(["beauty"])
