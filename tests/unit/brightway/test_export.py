"""The export to Brightway: every number in full, and only what is used."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

import footprint

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    pytest.importorskip("bw_processing")

from footprint.brightway import Exported, export

LINES = [
    {"item": "wheat", "origin": "BE", "amount": 1 / 3, "unit": "t"},
    {"item": "soybeans", "origin": "Brazil", "amount": 7, "unit": "t"},
]


@pytest.fixture(scope="module")
def result() -> footprint.Result:
    return footprint.assess(LINES, lenses=["species"])


@pytest.fixture(scope="module")
def exported(result: footprint.Result) -> Exported:
    return export(result)


def array(package: object, name: str) -> np.ndarray:
    return package.get_resource(name)[0]


def test_a_process_for_each_product_and_country(exported: Exported) -> None:
    made = exported.processes.set_index("product")
    assert made["country"].to_dict() == {"wheat": "BEL", "soybeans": "BRA"}
    assert exported.demand == {made.loc["wheat", "id"]: 1 / 3, made.loc["soybeans", "id"]: 7.0}


def test_amounts_are_kept_in_float64_to_the_last_digit(result: footprint.Result, exported: Exported) -> None:
    data = array(exported.system, "biosphere_matrix.data")
    system = result.engine.system
    wheat = system.amount[system.products.get_loc("wheat"), system.countries.get_loc("BEL")]
    assert data.dtype == np.float64
    assert set(wheat[np.isfinite(wheat) & (wheat != 0)]) <= set(data)
    assert not (data.astype(np.float32).astype(np.float64) == data).all()


def test_factors_are_kept_in_float64_to_the_last_digit(result: footprint.Result, exported: Exported) -> None:
    data = array(exported.methods["species", "terrestrial", "land occupation"], "characterization_matrix.data")
    factors = [footprint.factor("species", "Occupation, annual crop", place).value for place in ("BEL", "BRA")]
    assert data.dtype == np.float64
    assert sorted(data) == sorted(factors)


def test_there_is_a_method_for_each_lens_realm_and_pressure(result: footprint.Result, exported: Exported) -> None:
    combos = result.engine.factors.combos[["lens", "realm", "pressure"]].astype(str).drop_duplicates()
    assert set(exported.methods) == set(combos.itertuples(index=False, name=None))


def test_no_factor_stands_for_a_flow_that_is_not_there(exported: Exported) -> None:
    there = set(array(exported.system, "biosphere_matrix.indices")["row"].tolist())
    for package in exported.methods.values():
        assert set(array(package, "characterization_matrix.indices")["row"].tolist()) <= there
    assert there
