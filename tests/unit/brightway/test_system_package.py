"""The whole product system in memory: every product solved by bw2calc and by the engine's own sweep."""

from __future__ import annotations

import numpy as np
import pytest

from footprint.brightway import method_packages, system_package
from footprint.brightway.projects import bw2calc
from footprint.stages.characterise import Factors
from footprint.stages.inventory import Network, System

pytest.importorskip("bw_processing", reason="the bridge to Brightway is an extra: footprint[brightway]")


def test_every_product_in_every_country_scores_what_the_sweep_says(
    network: Network, system: System, factors: Factors
) -> None:
    made, methods = system_package(network, system), method_packages(factors)
    width = len(system.countries)
    roots = np.flatnonzero(network.chain.ids < len(system.products) * width)
    ids = network.chain.ids[roots]
    lca = bw2calc().LCA({1: 1.0}, data_objs=[made.package, next(iter(methods.values()))])
    lca.lci(factorize=True)
    for (_, _, pressure), package in methods.items():
        lca.load_lcia_data([package])
        combo = int(np.flatnonzero(factors.combos["pressure"].astype(str) == pressure)[0])
        flow = int(factors.combos["flow"].iloc[combo])
        per_root = system.amount[ids // width, ids % width, flow] * factors.value[combo, ids % width]
        direct = np.zeros((len(network.chain.ids), 1))
        direct[roots, 0] = np.where(np.isfinite(per_root), per_root, 0.0)
        expected = network.chain.total(direct)[:, 0]
        assert (expected > 0).sum() > 4
        for node, total in zip(made.processes["id"].tolist(), expected, strict=True):
            lca.lci({node: 1.0})
            lca.lcia_calculation()
            assert lca.score == pytest.approx(total, rel=1e-9, abs=0), node


def test_a_node_has_the_id_of_the_network_and_one(network: Network, system: System) -> None:
    made = system_package(network, system).processes.set_index(["product", "country", "market"])["id"]
    place = network.node(np.array([network.products.get_loc("chocolate")]), np.array([0]))
    assert made["chocolate", "BEL", False] == place[0] + 1
    assert made.is_unique


def test_a_part_holds_only_what_it_rests_on(network: Network, system: System) -> None:
    place = network.node(np.array([network.products.get_loc("sugar")]), np.array([1]))
    part = system_package(network, system, network.chain.reach(place))
    assert set(part.processes["product"]) == {"sugar"}, "no beet is known in that country"
    assert len(part.flows) == 0
