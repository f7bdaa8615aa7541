"""The fast engine against a slow obvious one, and against bw2calc."""

from __future__ import annotations

import importlib.util
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import footprint

_SPEC = importlib.util.spec_from_file_location("naive", Path(__file__).with_name("naive.py"))
naive = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(naive)

ALL_LENSES = ["species", "condition", "impactworld", "impactworld_global", "lcimpact", "water_scarcity"]


def shares_of(result: footprint.Result) -> pd.DataFrame:
    """Return product, country, tonnes as the result resolved them: the naive engine starts here."""
    draw, engine = result.ledger.draw, result.engine
    tonnes = np.zeros(draw.cells)
    for cell, mass in zip(result.resolved.cell, result.resolved.amounts.tonnes, strict=True):
        tonnes[cell] += 0.0 if np.isnan(mass) else mass
    return pd.DataFrame(
        {
            "product": engine.system.products[draw.product[draw.pair]],
            "country": engine.system.countries[draw.country[draw.pair]],
            "tonnes": tonnes[draw.cell] * draw.share,
        }
    ).query("tonnes > 0")


@pytest.fixture(scope="module")
def result(purchases: pd.DataFrame) -> footprint.Result:
    return footprint.assess(purchases, lenses=ALL_LENSES)


def test_fast_engine_equals_naive_engine(result: footprint.Result) -> None:
    expected = naive.totals(shares_of(result), ALL_LENSES)
    found = result.totals.set_index(["lens", "realm", "pressure", "zone"])["value"].to_dict()
    nonzero = {key: value for key, value in expected.items() if key in found or value != 0}
    assert len(nonzero) > 50
    for key, value in nonzero.items():
        assert found[key] == pytest.approx(value, rel=1e-12, abs=0), key
    assert all(found[key] == 0 for key in set(found) - set(expected))


def test_bw2calc_gives_the_same_totals(result: footprint.Result) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bw2calc = pytest.importorskip("bw2calc")
    from footprint.brightway import export

    exported = export(result)
    expected = result.totals.groupby(["lens", "realm", "pressure"], observed=True)["value"].sum()
    assert len(exported.methods) >= len(expected) > 30
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lca = bw2calc.LCA(exported.demand, data_objs=[exported.system, next(iter(exported.methods.values()))])
        lca.lci()
        for key, value in expected.items():
            lca.load_lcia_data([exported.methods[key]])
            lca.lcia_calculation()
            assert lca.score == pytest.approx(value, rel=1e-9), key
