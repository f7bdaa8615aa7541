"""Our system in a Brightway project on disk: what bw2calc makes of it, worked by hand, and what stands in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import footprint
from footprint.brightway import write_project
from footprint.brightway.content import BIOSPHERE_NAME, Content
from footprint.brightway.projects import bw2calc, opened
from footprint.brightway.write import Written, write_content
from footprint.ground.errors import FactorError, InputError

PARITY = 1e-9
LAND = ("footprint", "species", "terrestrial", "land occupation")
CLIMATE = ("footprint", "species", "terrestrial", "climate change")


@pytest.fixture(scope="module")
def written(bw2data: Any, content: Content) -> Written:
    return write_content("made", content)


def score(data: Any, database: str, code: str, method: tuple[str, ...]) -> float:
    """Return what bw2calc says of a tonne of an activity."""
    demand, packages, _ = data.prepare_lca_inputs({(database, code): 1000.0}, method)
    lca = bw2calc().LCA(demand, data_objs=packages)
    lca.lci()
    lca.lcia()
    return float(lca.score)


def test_a_tonne_of_chocolate_by_hand(bw2data: Any, written: Written) -> None:
    """0.5 t of beans on 20,000 m2.yr/t; 2.1 t of beet and 0.02 t fed, 0.6 Belgian, 0.4 French; 0.2 t of milk."""
    beet = 0.3 * 7 + 0.2 * 0.1
    land = 0.5 * 20_000 * 1e-12 / 3 + beet * (0.6 * 120 * 1e-15 + 0.4 * 1000 / 7 * 2e-15)
    with opened("made", create=False) as data:
        assert score(data, written.database, "chocolate|BEL", LAND) == pytest.approx(land, rel=1e-14)
        assert score(data, written.database, "chocolate|BEL", CLIMATE) == pytest.approx(0.2 * 30 * 4e-14, rel=1e-14)


def test_a_market_is_an_activity_of_the_country_it_supplies(bw2data: Any, written: Written) -> None:
    with opened("made", create=False) as data:
        market = data.get_node(database=written.database, code="market|sugar_beet|BEL")
        assert (market["name"], market["location"], market["unit"]) == ("market for sugar beet", "BE", "kilogram")
        taken = {exchange.input["location"]: exchange["amount"] for exchange in market.technosphere()}
        assert taken == {"BE": pytest.approx(0.6), "FR": pytest.approx(0.4)}
        world = data.get_node(database=written.database, code="market|cocoa_beans|WLD")
        assert world["location"] == "GLO"


def test_an_activity_says_where_its_figures_are_from_and_what_is_missing(bw2data: Any, written: Written) -> None:
    with opened("made", create=False) as data:
        chocolate = data.get_node(database=written.database, code="chocolate|BEL")
        milk = data.get_node(database=written.database, code="milk|FRA")
        assert chocolate["reference product"] == "Chocolate"
        assert "made_recipes: label" in chocolate["comment"]
        assert "Nothing is known of 0.1 kg" in chocolate["comment"]
        assert milk["comment"] == "Flows by level of their figures: world 1. Sources: made."
        methane = next(iter(milk.biosphere()))
        assert methane["amount"] == pytest.approx(0.03)
        assert methane["comment"] == "world; 2020, made, made_edition"


def test_a_flow_stands_in_its_country_and_compartment(bw2data: Any, written: Written) -> None:
    with opened("made", create=False) as data:
        flow = data.get_node(database=BIOSPHERE_NAME, code="Occupation, annual crop|natural resource/land|CIV")
        assert flow["name"] == "Occupation, annual crop, CI"
        assert (flow["categories"], flow["unit"]) == (("natural resource", "land"), "square meter-year")
        assert (flow["location"], flow["type"]) == ("CI", "natural resource")
    assert written.flows == 2 * 3


def test_a_method_has_its_unit_editions_and_every_factor_in_full(bw2data: Any, written: Written) -> None:
    with opened("made", create=False) as data:
        about = data.methods[LAND]
        assert (about["unit"], about["edition"]) == ("global PDF.yr", "made_factors")
        assert "Cited (2020)." in about["description"]
        assert sorted(value for _, value in data.Method(LAND).load()) == [1e-15, 2e-15, 1e-12 / 3]
        assert len(data.Method(CLIMATE).load()) == 3, "the world's factor for each country"


def test_the_project_that_was_current_stays_so(bw2data: Any, written: Written) -> None:
    assert bw2data.projects.current == "default"
    assert "made" in bw2data.projects


def test_what_is_there_is_replaced_only_if_told(bw2data: Any, content: Content) -> None:
    small = replace(content, chain=content.chain.reach(content.network.node(np.array([3]), np.array([0]))))
    first = write_content("twice", content)
    with pytest.raises(InputError, match="a database 'footprint made'"):
        write_content("twice", small)
    with opened("twice", create=False) as data:
        flow = data.get_node(database=BIOSPHERE_NAME, code="Methane, non-fossil|air|BEL").id
        mill = data.Database("mill")
        mill.write({("mill", "bar"): bar(first.database)})
    again = write_content("twice", small, overwrite=True)
    assert again.activities < first.activities
    with opened("twice", create=False) as data:
        assert data.get_node(database=BIOSPHERE_NAME, code="Methane, non-fossil|air|BEL").id == flow
        assert score(data, "mill", "bar", CLIMATE) == pytest.approx(2 * 0.2 * 30 * 4e-14, rel=1e-6), "its links hold"


def bar(database: str) -> dict[str, Any]:
    taken = {"input": (database, "chocolate|BEL"), "amount": 2.0, "type": "technosphere"}
    made = {"input": ("mill", "bar"), "amount": 1.0, "type": "production"}
    return {"name": "bar", "unit": "kilogram", "location": "BE", "type": "process", "exchanges": [made, taken]}


def test_flows_that_came_with_a_newer_inventory_are_added(bw2data: Any, content: Content) -> None:
    fewer = content.system.flows.assign(flow=["Occupation, annual crop", "Something else"])
    write_content("newer", replace(content, database="older", system=replace(content.system, flows=fewer)))
    write_content("newer", content)
    with opened("newer", create=False) as data:
        names = {node["flow"] for node in data.Database(BIOSPHERE_NAME)}
        assert names == {"Occupation, annual crop", "Something else", "Methane, non-fossil"}
        assert score(data, content.database, "milk|FRA", CLIMATE) == pytest.approx(30 * 4e-14, rel=1e-14)


def test_real_products_score_what_the_engine_says(bw2data: Any) -> None:
    written = write_project("real", ["chocolate", "wheat"], ["BE"])
    expected = footprint.intensities(origin="BE").groupby(["product", "lens", "realm", "pressure"])["value"].sum()
    assert len(written.methods) > 8
    with opened("real", create=False) as data:
        for method in written.methods:
            for product in ("chocolate", "wheat"):
                found = score(data, written.database, f"{product}|BEL", method)
                assert found == pytest.approx(expected[(product, *method[1:])], rel=PARITY, abs=0), (product, method)


@pytest.mark.parametrize(
    ("products", "origins", "match"),
    [
        (["unobtainium"], None, "no product 'unobtainium'"),
        (["wheat"], ["Atlantis"], "'Atlantis' is no country"),
        (["cocoa_beans"], ["BE"], "none of these countries grows"),
        ("wheat", None, r"products is a list: write \['wheat'\]"),
        (None, "BE", r"origins is a list: write \['BE'\]"),
    ],
)
def test_what_does_not_exist_is_said_before_anything_is_written(
    bw2data: Any, products: Any, origins: Any, match: str
) -> None:
    with pytest.raises(FactorError, match=match):
        write_project("nothing", products, origins)
    assert "nothing" not in bw2data.projects
