"""A product system of four countries, small enough to solve by hand: who supplies what, and what a tonne takes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from footprint.ground.errors import FactorError, JoinError
from footprint.ground.sources import Supplies
from footprint.stages.inventory import Network, assemble

COUNTRIES = pd.Index(["BEL", "CIV", "FRA", "NLD"])
REGIONS = pd.DataFrame(
    [("BEL", "Western Europe"), ("CIV", "Western Africa"), ("FRA", "Western Europe"), ("NLD", "Western Europe")],
    columns=["country", "region"],
)
ROOTS = pd.Index(["cocoa_beans", "grapes", "milk", "sugar_beet", "wheat"])
#: Belgium's cocoa: 0.9 from CIV, the rest unknown to the axes. Wheat is traced to France; grapes grow in France only.
TABLES = Supplies(
    exchanges=pd.DataFrame(
        [
            ("cocoa_paste", "*", "cocoa_beans", 1.25, 1.25),
            ("chocolate", "*", "cocoa_paste", 0.4, 0.3),
            ("chocolate", "*", "sugar", 0.5, 0.5),
            ("chocolate", "*", "milk", 0.2, 0.2),
            ("chocolate", "*", "", 0.05, 0.05),
            ("sugar", "*", "sugar_beet", 7.0, 5.0),
            ("wine", "*", "grapes", 1.4, 1.4),
            ("cement", "*", "limestone", 1.5, 1.5),
        ],
        columns=["product", "country", "input", "value", "mass"],
    ),
    feed=pd.DataFrame(
        [("milk", "BEL", "wheat", 0.1), ("milk", "region:Western Europe", "wheat", 0.3), ("milk", "WLD", "wheat", 0.7)],
        columns=["product", "country", "input", "amount"],
    ),
    blends=pd.DataFrame(columns=["product", "country", "input", "share"]),
    traced=pd.DataFrame(
        [
            ("cocoa_beans", "BEL", "CIV", 1.0),
            ("wheat", "BEL", "BEL", 0.25),
            ("wheat", "BEL", "FRA", 0.75),
        ],
        columns=["product", "country", "origin", "share"],
    ),
    mixes=pd.DataFrame(
        [
            ("grapes", "direct_be", "FRA", 1.0),
            ("grapes", "world_production", "FRA", 1.0),
            ("cocoa_beans", "world_production", "CIV", 1.0),
            ("sugar_beet", "world_production", "FRA", 0.5),
            ("sugar_beet", "world_production", "NLD", 0.5),
        ],
        columns=["product", "basis", "country", "share"],
    ),
    production=pd.DataFrame(
        [
            ("cocoa_beans", "CIV", 1.0),
            ("grapes", "FRA", 1.0),
            ("milk", "BEL", 1.0),
            ("milk", "FRA", 1.0),
            ("milk", "NLD", 1.0),
            ("sugar_beet", "BEL", 1.0),
            ("sugar_beet", "FRA", 1.0),
            ("sugar_beet", "NLD", 1.0),
            ("wheat", "BEL", 1.0),
            ("wheat", "FRA", 1.0),
        ],
        columns=["product", "country", "tonnes"],
    ),
    minor=pd.DataFrame(columns=["product", "country"]),
    made_of=pd.DataFrame([("cocoa_paste", "cocoa_beans"), ("wine", "grapes")], columns=["product", "root"]),
)


@pytest.fixture(scope="module")
def network() -> Network:
    return assemble(TABLES, ROOTS, COUNTRIES, REGIONS)


def asked(network: Network, product: str, country: str) -> dict[tuple[str, str], float]:
    """Return the tonnes of each root behind a tonne of a product."""
    node = network.node(np.array([network.products.get_loc(product)]), np.array([COUNTRIES.get_loc(country)]))
    demand = np.zeros((len(network.chain.ids), 1))
    demand[network.chain.places(node)] = 1.0
    supply = network.chain.supply(demand)[:, 0]
    named = network.named(network.chain.ids).assign(tonnes=supply)
    roots = named[(named["tonnes"] > 0) & ~named["market"] & named["product"].isin(ROOTS)]
    return {(row.product, row.country): pytest.approx(row.tonnes, rel=1e-14) for row in roots.itertuples()}


def test_a_bar_made_in_belgium_rests_on_what_belgium_is_supplied_with(network: Network) -> None:
    """0.4 x 1.25 t of beans, traced to CIV; 0.5 x 7 t of its own beet; 0.2 t of its own milk on 0.02 t of wheat."""
    assert asked(network, "chocolate", "BEL") == {
        ("cocoa_beans", "CIV"): 0.5,
        ("sugar_beet", "BEL"): 3.5,
        ("milk", "BEL"): 0.2,
        ("wheat", "BEL"): 0.2 * 0.1 * 0.25,
        ("wheat", "FRA"): 0.2 * 0.1 * 0.75,
    }


def test_mass_allocation_takes_the_other_column() -> None:
    by_mass = assemble(TABLES, ROOTS, COUNTRIES, REGIONS, "mass")
    found = asked(by_mass, "chocolate", "BEL")
    assert (found["cocoa_beans", "CIV"], found["sugar_beet", "BEL"]) == (0.375, 2.5)


def test_feed_climbs_from_country_to_region_to_world(network: Network) -> None:
    """Dutch cows eat what the sub-region's eat; the Netherlands grow no wheat and no mix of it is known: missing."""
    assert asked(network, "milk", "FRA") == {("milk", "FRA"): 1.0, ("wheat", "FRA"): 0.3}
    assert asked(network, "milk", "NLD") == {("milk", "NLD"): 1.0}
    node = network.node(np.array([network.products.get_loc("milk")]), np.array([COUNTRIES.get_loc("NLD")]))
    assert network.chain.missing[network.chain.places(node)].tolist() == [0.3]


def test_what_a_country_does_not_grow_comes_from_those_that_do(network: Network) -> None:
    """Ivorian bars: own beans, beet of the world mix; no recorded production of milk and no mix: missing."""
    assert asked(network, "chocolate", "CIV") == {
        ("cocoa_beans", "CIV"): 0.5,
        ("sugar_beet", "FRA"): 1.75,
        ("sugar_beet", "NLD"): 1.75,
    }


def test_belgium_presses_the_grapes_it_imports_and_others_those_of_the_world(network: Network) -> None:
    assert asked(network, "wine", "BEL") == asked(network, "wine", "NLD") == {("grapes", "FRA"): 1.4}
    suppliers = network.markets.supplier[network.products.get_loc("grapes")]
    assert len(set(suppliers.tolist())) == 3, "Belgium's imports, France itself, the world"


def test_where_a_product_can_come_from(network: Network) -> None:
    def possible(product: str) -> list[str]:
        return list(COUNTRIES[network.producible[network.products.get_loc(product)]])

    assert possible("cocoa_beans") == ["CIV"]
    assert possible("cocoa_paste") == ["BEL", "CIV"], "the grower, and who is traced to buy beans"
    assert possible("wine") == ["FRA"]
    assert possible("chocolate") == list(COUNTRIES)


def test_what_is_not_known_is_missing_and_not_left_out(network: Network) -> None:
    chocolate = network.node(np.array([network.products.get_loc("chocolate")] * 2), np.array([0, 1]))
    cement = network.node(np.array([network.products.get_loc("cement")]), np.array([0]))
    places = network.chain.places(np.concatenate([chocolate, cement]))
    assert network.chain.missing[places].tolist() == [0.05, 0.25, 1.5]


def test_a_blend_takes_each_country_s_own_parts() -> None:
    blends = pd.DataFrame(
        [("syrup", "FRA", "wheat", 0.4), ("syrup", "FRA", "sugar_beet", 0.6), ("syrup", "BEL", "sugar_beet", 1.0)],
        columns=["product", "country", "input", "share"],
    )
    network = assemble(replace(TABLES, blends=blends), ROOTS, COUNTRIES, REGIONS)
    assert asked(network, "syrup", "FRA") == {("wheat", "FRA"): 0.4, ("sugar_beet", "FRA"): 0.6}
    assert list(COUNTRIES[network.producible[network.products.get_loc("syrup")]]) == ["BEL", "FRA"]


def test_a_mix_takes_nothing_from_where_a_product_cannot_come_from() -> None:
    """Sugar has a recipe in France only, so a world mix that is half Belgian is all French; made elsewhere: unknown."""
    french = TABLES.blends.assign(share=0.0)
    french.loc[0] = ["syrup", "FRA", "sugar_beet", 1.0]
    half = pd.DataFrame(
        [("syrup", "world_exports", "BEL", 0.5), ("syrup", "world_exports", "FRA", 0.5)], columns=TABLES.mixes.columns
    )
    sweet = pd.DataFrame([("sweets", "*", "syrup", 1.0, 1.0)], columns=TABLES.exchanges.columns)
    tables = replace(
        TABLES,
        blends=french,
        mixes=pd.concat([TABLES.mixes, half]),
        exchanges=pd.concat([TABLES.exchanges, sweet], ignore_index=True),
    )
    network = assemble(tables, ROOTS, COUNTRIES, REGIONS)
    assert asked(network, "sweets", "NLD") == {("sugar_beet", "FRA"): 1.0}
    bare = network.chain.places(network.node(np.array([network.products.get_loc("syrup")]), np.array([0])))
    assert network.chain.missing[bare].tolist() == [1.0]


def test_what_is_made_or_fed_in_a_country_nobody_knows_is_refused() -> None:
    with pytest.raises(JoinError, match="Atlantis"):
        assemble(replace(TABLES, exchanges=TABLES.exchanges.replace("*", "Atlantis")), ROOTS, COUNTRIES, REGIONS)
    with pytest.raises(JoinError, match="Atlantis"):
        assemble(replace(TABLES, feed=TABLES.feed.replace("BEL", "Atlantis")), ROOTS, COUNTRIES, REGIONS)


def test_rows_in_another_order_give_the_same_system(network: Network) -> None:
    turned = Supplies(**{name: table.iloc[::-1] for name, table in vars(TABLES).items()})
    other = assemble(turned, ROOTS, COUNTRIES, REGIONS)
    np.testing.assert_array_equal(other.chain.ids, network.chain.ids)
    np.testing.assert_array_equal(other.chain.takes.toarray(), network.chain.takes.toarray())


def test_markets_are_named_by_whom_they_supply(network: Network) -> None:
    named = network.named(network.chain.ids)
    markets = {(row.product, row.country) for row in named[named["market"]].itertuples()}
    assert {("cocoa_beans", "BEL"), ("grapes", "direct_be"), ("grapes", "WLD")} <= markets


def test_a_small_producer_takes_from_the_world_and_not_from_itself() -> None:
    """Belgium's beet is too little for its sugar: it takes that of the world mix, half French and half Dutch."""
    minor = pd.DataFrame([("sugar_beet", "BEL")], columns=["product", "country"])
    network = assemble(replace(TABLES, minor=minor), ROOTS, COUNTRIES, REGIONS)
    assert asked(network, "sugar", "BEL") == {("sugar_beet", "FRA"): 3.5, ("sugar_beet", "NLD"): 3.5}
    assert network.producible[network.products.get_loc("sugar_beet"), 0], "it can still be declared"


def test_a_product_that_grows_and_is_made_as_well_is_refused() -> None:
    double = pd.DataFrame([("milk", "*", "wheat", 1.0, 1.0)], columns=TABLES.exchanges.columns)
    exchanges = pd.concat([TABLES.exchanges, double])
    with pytest.raises(FactorError, match="made of others as well: milk"):
        assemble(replace(TABLES, exchanges=exchanges), ROOTS, COUNTRIES, REGIONS)
