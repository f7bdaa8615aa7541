"""The fast engine against a slow obvious one, and against bw2calc."""

from __future__ import annotations

import importlib.util
import warnings
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import footprint
from footprint.engine import engine


def _module(name: str):  # type: ignore[no-untyped-def]
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


naive, naive_chain = _module("naive"), _module("naive_chain")

ALL_LENSES = ["species", "condition", "impactworld", "impactworld_global", "lcimpact", "water_scarcity"]


MADE = pd.DataFrame(
    [
        ("chocolate", "Belgium", 3.0),
        ("pork", "Belgium", 2.0),
        ("butter", "", 1.0),
        ("beef", "Brazil", 1.0),
        ("palm oil", "Netherlands", 5.0),
        ("cocoa beans", "Germany", 4.0),
        ("sugar", "France", 7.0),
        ("sugar", "", 7.0),
        ("paper", "Sweden", 2.0),
        ("wine", "", 3.0),
        ("cotton lint", "", 1.0),
    ],
    columns=["item", "origin", "amount"],
).assign(unit="t")


def bought(result: footprint.Result) -> pd.DataFrame:
    """Return product, country, tonnes as the result resolved them: the naive engine starts here."""
    draw, network = result.ledger.draw, result.engine.network
    tonnes = np.zeros(draw.cells)
    for cell, mass in zip(result.resolved.cell, result.resolved.amounts.tonnes, strict=True):
        tonnes[cell] += 0.0 if np.isnan(mass) else mass
    return pd.DataFrame(
        {
            "product": network.products[draw.product[draw.process]],
            "country": network.countries[draw.country[draw.process]],
            "tonnes": tonnes[draw.cell] * draw.share,
        }
    ).query("tonnes > 0")


def behind(shares: pd.DataFrame, allocation: str) -> pd.DataFrame:
    """Return product, country, tonnes of what grew, grazed or was mined behind what was bought."""
    found = defaultdict(float)
    for row in shares.itertuples():
        naive_chain.follow(row.product, row.country, row.tonnes, naive.roots(), found, allocation)
    rows = [(product, country, tonnes) for (product, country), tonnes in sorted(found.items())]
    return pd.DataFrame(rows, columns=["product", "country", "tonnes"])


@pytest.fixture(scope="module")
def result(purchases: pd.DataFrame) -> footprint.Result:
    return footprint.assess(purchases, lenses=ALL_LENSES)


def agree(found: pd.DataFrame, expected: dict) -> None:
    """Hold totals to those of the naive engine."""
    totals = found.set_index(["lens", "realm", "pressure", "zone"])["value"].to_dict()
    nonzero = {key: value for key, value in expected.items() if key in totals or value != 0}
    assert len(nonzero) >= 20
    for key, value in nonzero.items():
        assert totals[key] == pytest.approx(value, rel=1e-12, abs=0), key
    assert all(totals[key] == 0 for key in set(totals) - set(expected))


def test_fast_engine_equals_naive_engine(result: footprint.Result) -> None:
    agree(result.totals, naive.totals(behind(bought(result), "value"), ALL_LENSES))


@pytest.mark.parametrize("allocation", ["value", "mass"])
def test_made_goods_equal_their_inputs_followed_one_by_one(allocation: str) -> None:
    found = footprint.assess(MADE, allocation=allocation)
    assert (found.lines["coverage"].astype(str) != "not covered").all()
    roots = behind(bought(found), allocation)
    assert len(roots) > 300
    agree(found.totals, naive.totals(roots, ["species", "condition"]))
    by_root = found.by_material.drop_duplicates("material").set_index("material")["tonnes"]
    for material, tonnes in roots.groupby("product")["tonnes"].sum().items():
        assert by_root[material] == pytest.approx(tonnes, rel=1e-12), material


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


def test_every_product_equals_bw2calc() -> None:
    """The whole system in one factorisation; each product where it is made: in Belgium, or first in the alphabet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bw2calc = pytest.importorskip("bw2calc")
    from footprint.brightway import method_packages, system_package

    tables = engine(["species", "condition"])
    network = tables.network
    home = network.countries.get_loc("BEL")
    country = np.where(network.producible[:, home], home, network.producible.argmax(axis=1))
    made = np.flatnonzero(network.producible.any(axis=1))
    expected = footprint.intensities().groupby(["product", "origin", "lens", "realm", "pressure"])["value"].sum()
    system, methods = system_package(network, tables.system).package, method_packages(tables.factors)
    demand = {int(node) + 1: 1.0 for node in network.node(made[:1], country[made[:1]])}
    compared = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lca = bw2calc.LCA(demand, data_objs=[system, next(iter(methods.values()))])
        lca.lci(factorize=True)
        weights = {key: weighted(lca, package) for key, package in methods.items()}
        for product in made:
            node = int(network.node(np.array([product]), country[[product]])[0]) + 1
            lca.lci({node: 1.0})
            for key, weight in weights.items():
                at = (network.products[product], network.countries[country[product]], *key)
                if at in expected.index:
                    ours, theirs = expected[at], float((weight @ lca.inventory).sum())
                    assert theirs == pytest.approx(ours, rel=1e-9, abs=1e-9 * scale(key)), at
                    compared += 1
    assert len(made) > 500
    assert compared > 5_000


def weighted(lca, package):  # type: ignore[no-untyped-def]
    """Return the characterisation factors of a method as a row beside the biosphere."""
    lca.load_lcia_data([package])
    return lca.characterization_matrix.diagonal()[np.newaxis, :]


def scale(key: tuple[str, str, str]) -> float:
    """Return a value small beside any that counts: a factorisation leaves noise where the engine says nought."""
    return 1e-3 if key[0] == "condition" else 1e-15
