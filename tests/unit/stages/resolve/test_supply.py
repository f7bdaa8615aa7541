"""The ladder of origins: declared country, traced imports, direct imports, world exports, world production."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.catalogue import mixes_by_basis
from footprint.stages.resolve.supply import MIXES, RULES, grown_where_declared, mix_of, origin_of, supply_of


def code(catalogue: Catalogue, product: str) -> int:
    return int(catalogue.ids.get_loc(product))


def place(catalogue: Catalogue, iso3: str) -> int:
    return int(catalogue.countries.get_loc(iso3))


def test_a_declared_grower_is_the_origin(catalogue: Catalogue) -> None:
    cocoa, ghana = code(catalogue, "cocoa_beans"), place(catalogue, "GHA")
    supply = supply_of(np.array([cocoa]), np.array([ghana]), catalogue)
    assert [RULES[rule] for rule in supply.rule] == ["declared"]
    assert (supply.place.tolist(), supply.share.tolist()) == ([ghana], [1.0])


def test_a_country_that_does_not_grow_it_is_not(catalogue: Catalogue) -> None:
    cocoa = np.full(4, code(catalogue, "cocoa_beans"))
    countries = np.array([place(catalogue, "NLD"), place(catalogue, "GHA"), -1, place(catalogue, "BEL")])
    assert grown_where_declared(cocoa, countries, catalogue).tolist() == [False, True, False, False]
    assert not grown_where_declared(np.array([-1]), countries[1:2], catalogue).any()


def rule_of(catalogue: Catalogue, product: str, country: str = "") -> str:
    where = place(catalogue, country) if country else -1
    rule, _, _ = origin_of(code(catalogue, product), where, catalogue)
    return RULES[rule]


def test_each_step_of_the_ladder_follows_the_one_before(catalogue: Catalogue) -> None:
    soy = code(catalogue, "soybeans")
    mixes, used = dict(catalogue.mixes), []
    for _ in range(len(MIXES) + 1):
        rule, _, _ = origin_of(soy, -1, replace(catalogue, mixes=mixes))
        used.append(RULES[rule])
        mixes.pop((soy, RULES[rule]), None)
    assert used == [*MIXES, "none"]


def test_a_declared_hub_is_seen_through(catalogue: Catalogue) -> None:
    """Cocoa beans "from the Netherlands" grew where Dutch supply is traced to; cocoa butter is made there of it."""
    assert rule_of(catalogue, "cocoa_beans", "NLD") == "traced_country"
    _, places, shares = origin_of(code(catalogue, "cocoa_beans"), place(catalogue, "NLD"), catalogue)
    assert catalogue.countries[places[shares.argmax()]] == "CIV"
    butter = supply_of(np.array([code(catalogue, "cocoa_butter")]), np.array([place(catalogue, "NLD")]), catalogue)
    assert [RULES[rule] for rule in butter.rule] == ["declared"]


@pytest.mark.parametrize(
    ("product", "hub", "grower"),
    [
        ("palm_oil", "NLD", "IDN"),
        ("coconut_oil", "NLD", "PHL"),
        ("palm_kernels", "NLD", "IDN"),
        ("sugar", "ARE", "MUS"),
    ],
)
def test_oils_and_sugar_come_from_where_their_crop_grows(
    catalogue: Catalogue, product: str, hub: str, grower: str
) -> None:
    """The Netherlands refine palm oil and crush copra, the Emirates refine sugar; what they ship grew elsewhere."""
    cell = np.array([code(catalogue, product)] * 2), np.array([place(catalogue, hub), place(catalogue, grower)])
    assert [RULES[int(rule)] for rule in supply_of(*cell, catalogue).rule] == ["traced_country", "declared"]
    _, places, shares = origin_of(code(catalogue, "palm_oil"), place(catalogue, "NLD"), catalogue)
    assert catalogue.countries[places[shares.argmax()]] in ("IDN", "MYS")


def test_goods_without_an_origin(catalogue: Catalogue) -> None:
    assert rule_of(catalogue, "cocoa_butter") == "direct_be", "of the traced beans of those that ship it"
    assert rule_of(catalogue, "butter_of_karite_nuts") == rule_of(catalogue, "karite_nuts_sheanuts"), "that of its nuts"
    assert rule_of(catalogue, "wine") == "direct_be", "Belgium grows next to no grapes; its wine is imported"
    assert rule_of(catalogue, "dark_chocolate") == "assumed_be", "no trade is recorded under that name"


def test_the_adjusted_view_takes_a_declared_country_for_the_last_that_shipped(catalogue: Catalogue) -> None:
    """Soya beans grow in the Netherlands, a little; what it ships was grown in Brazil and the United States."""
    cell = np.array([code(catalogue, "soybeans")]), np.array([place(catalogue, "NLD")])
    declared, adjusted = supply_of(*cell, catalogue), supply_of(*cell, catalogue, adjusted=True)
    assert [RULES[int(one.rule[0])] for one in (declared, adjusted)] == ["declared", "traced_country"]
    assert catalogue.countries[adjusted.place[adjusted.share.argmax()]] == "BRA"


def test_shares_of_every_crop_sum_to_one_at_every_step(catalogue: Catalogue) -> None:
    covered = np.flatnonzero(catalogue.products["covered"])
    found = [mix_of(int(product), catalogue, (basis,)) for product in covered for basis in MIXES]
    sums = [shares.sum() for rule, _, shares in found if RULES[rule] != "none"]
    assert len(sums) > 300
    np.testing.assert_allclose(sums, 1.0, rtol=1e-9)
    assert all((shares > 0).all() for _, _, shares in found)


def test_mixes_other_than_traced_ones_hold_growers_only(catalogue: Catalogue) -> None:
    for product in np.flatnonzero(catalogue.products["covered"]):
        for basis in MIXES[1:]:
            _, places, _ = mix_of(int(product), catalogue, (basis,))
            assert catalogue.producible[product, places].all(), catalogue.ids[product]


def test_every_crop_has_a_mix(catalogue: Catalogue) -> None:
    covered = np.flatnonzero(catalogue.products["covered"])
    supply = supply_of(covered, np.full(len(covered), -1), catalogue)
    assert [catalogue.ids[covered[at]] for at in np.flatnonzero(supply.rule == RULES.index("none"))] == []
    np.testing.assert_allclose(np.bincount(supply.cell, supply.share, len(covered)), 1.0, rtol=1e-9)


def test_no_producer_is_said_and_not_made_up(catalogue: Catalogue) -> None:
    bare = replace(catalogue, mixes={})
    supply = supply_of(np.array([code(catalogue, "cocoa_beans")]), np.array([-1]), bare)
    assert RULES[supply.rule[0]] == "none"
    assert len(supply.share) == 0


def test_unmatched_and_uncovered_products_have_no_supply(catalogue: Catalogue) -> None:
    products = np.array([-1, code(catalogue, "salt")])
    supply = supply_of(products, np.full(2, place(catalogue, "BEL")), catalogue)
    assert [RULES[rule] for rule in supply.rule] == ["none", "none"]
    assert len(supply.cell) == 0


def test_mixes_by_basis_leaves_unknown_countries_and_products_out() -> None:
    table = pd.DataFrame(
        {
            "product": ["cocoa", "cocoa", "tea", "mammoth"],
            "basis": ["direct_be", "direct_be", "world_exports", "world_exports"],
            "country": ["GHA", "ZZZ", "CIV", "CIV"],
            "share": [0.4, 0.6, 1.0, 1.0],
        }
    )
    mixes = mixes_by_basis(table, pd.Index(["tea", "cocoa"]), pd.Index(["CIV", "GHA"]))
    assert {key: (places.tolist(), shares.tolist()) for key, (places, shares) in mixes.items()} == {
        (1, "direct_be"): ([1], [0.4]),
        (0, "world_exports"): ([0], [1.0]),
    }


@pytest.mark.parametrize(
    ("item", "origin", "rule"), [("cacaobonen", "Nederland", False), ("cacaobonen", "Ghana", True)]
)
def test_a_replaced_origin_is_marked(case, item: str, origin: str, rule: bool) -> None:  # type: ignore[no-untyped-def]
    resolved = case({"item": item, "origin": origin}).resolved
    assert resolved.key_replaced.tolist() == [not rule]
    assert (RULES[resolved.supply.rule[0]] == "declared") is rule
