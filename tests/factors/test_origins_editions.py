"""Every row of the origins and of the world inventory: keys, units, shares, regions, growers, sums."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
from released import passport_of
from released import table_of as table

import factors
from footprint.ground.errors import FactorError

ROOT = Path(factors.__file__).parent
CROPS, ORIGINS, WORLD = "inventory_crops_2026_11", "origins_2026_11", "world_inventory_2026_11"
REFERENCE = "reference_2026_11"
NEIGHBOURS = ("BEL", "NLD", "FRA", "DEU", "LUX", "GBR")
BASES = {"traced_be", "traced_be_supply", "direct_be", "world_exports", "world_production"}
TRADE_BASES = ["direct_be", "world_exports"]


@cache
def build(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / ORIGINS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def passport() -> dict:
    return passport_of(ORIGINS)


@cache
def crop_ids() -> dict[int, str]:
    """Product id of each crop of the inventory by its FAOSTAT item code."""
    products = table(REFERENCE, "products.csv").query("fao != ''")
    ids = dict(zip(products["fao"].astype(int), products["id"], strict=True))
    return {fao: ids[fao] for fao in table(CROPS, "crops.csv")["fao"]}


def grown_cells() -> pd.DataFrame:
    """Crop and country of every land row of the inventory."""
    rows = table(CROPS, "flows.parquet")
    rows = rows[rows["flow"].str.startswith("Occupation")]
    rows = rows.loc[(rows["origin"].str.len() == 3) & (rows["origin"] != "WLD"), ["fao", "origin"]]
    return rows.assign(product=rows["fao"].map(crop_ids()))


def numbers(frame: pd.DataFrame, column: str) -> pd.Series:
    return pd.to_numeric(frame[column]).astype(float)


def share_of(product: str, basis: str, country: str) -> float:
    rows = table(ORIGINS, "mixes.parquet")
    rows = rows[(rows["product"] == product) & (rows["basis"] == basis) & (rows["country"] == country)]
    return rows["share"].item()


@pytest.mark.parametrize("resource", passport()["resources"], ids=lambda resource: resource["name"])
def test_every_amount_is_a_number_of_its_range_and_has_a_unit(resource):
    frame = table(ORIGINS, resource["path"])
    for field in resource["schema"]["fields"]:
        if field["type"] == "string":
            continue
        assert field["unit"] or field["name"] == "exporters_scaled"
        values = numbers(frame, field["name"])
        assert values.notna().all() or field["name"] in {"production_t", "used_share"}
        assert (values.dropna() >= 0).all()
        if field["name"] in {"share", "used_share"}:
            assert (values.dropna() <= 1 + 1e-12).all()


def test_every_product_is_in_the_catalogue_and_every_country_has_a_region():
    ids = set(table(REFERENCE, "products.csv")["id"])
    countries = set(table(ORIGINS, "regions.csv")["country"])
    for name in ("production.parquet", "mixes.parquet", "blends.parquet", "caps.csv", "coverage.csv"):
        assert set(table(ORIGINS, name)["product"]) <= ids, name
        if "country" in table(ORIGINS, name):
            assert set(table(ORIGINS, name)["country"]) <= countries, name
    assert set(table(ORIGINS, "groups.csv")["root"]) <= ids
    assert set(table(ORIGINS, "caps.csv")["root"]) <= ids
    assert set(table(ORIGINS, "blends.parquet")["input"]) == {"cane_sugar", "beet_sugar"}
    use = table(ORIGINS, "be_use.csv")
    assert set(use[use["kind"] == "product"]["id"]) <= ids
    traced = table(ORIGINS, "traced.parquet")
    assert set(traced["country"]) | set(traced["origin"]) <= countries


def test_every_source_named_is_explained():
    known = set(table(ORIGINS, "sources.csv")["source"])
    named = [set(table(ORIGINS, name)["source"]) for name in ("production.parquet", "mixes.parquet", "corrections.csv")]
    assert set().union(*named) == known
    assert table(ORIGINS, "sources.csv")["licence_status"].isin(["verified", "stated", "unknown"]).all()
    for name in ("groups.csv", "caps.csv"):
        assert table(ORIGINS, name)["source"].str.len().gt(3).all(), name


def test_shares_sum_to_one_everywhere():
    mixes = table(ORIGINS, "mixes.parquet")
    sums = mixes.groupby(["product", "basis"])["share"].sum()
    assert (sums - 1).abs().max() < 1e-9
    assert set(mixes["basis"]) == BASES
    traced = table(ORIGINS, "traced.parquet").groupby(["group", "country"])["share"].sum()
    assert (traced - 1).abs().max() < 1e-9
    blends = table(ORIGINS, "blends.parquet").groupby(["product", "country"])["share"].sum()
    assert (blends - 1).abs().max() < 1e-9
    assert (mixes["share"] > 0).all()


def test_every_crop_has_a_production_mix_and_the_regions_are_complete():
    mixes = table(ORIGINS, "mixes.parquet")
    regions = table(ORIGINS, "regions.csv").set_index("country")["region"]
    assert set(crop_ids().values()) <= set(mixes[mixes["basis"] == "world_production"]["product"])
    assert set(grown_cells()["origin"]) <= set(regions.index)
    origins = table(CROPS, "flows.parquet")["origin"].drop_duplicates()
    named = origins[origins.str.startswith("region:")].str.removeprefix("region:")
    assert set(named) <= set(regions)
    assert len(regions) >= 249
    assert regions.nunique() == 23  # 22 sub-regions, and Antarctica by itself
    expected = {
        "BEL": "Western Europe",
        "TWN": "Eastern Asia",
        "BRA": "South America",
        "CIV": "Western Africa",
        "GBR": "Northern Europe",
    }
    assert regions.loc[list(expected)].to_dict() == expected


@pytest.mark.parametrize(
    ("product", "basis", "country", "share"),
    [
        ("soybeans", "traced_be", "BRA", 0.52),
        ("soybeans", "traced_be", "USA", 0.27),
        ("soybeans", "traced_be", "CAN", 0.09),
        ("cocoa_beans", "traced_be", "CIV", 0.58),
        ("cocoa_beans", "traced_be", "GHA", 0.20),
        ("coffee_green", "traced_be", "BRA", 0.34),
        ("palm_oil", "traced_be", "IDN", 0.38),
        ("palm_oil", "traced_be", "MYS", 0.26),
        ("oil_palm_fruit", "traced_be", "IDN", 0.38),
        ("wheat", "traced_be_supply", "BEL", 0.33),
        ("natural_rubber", "traced_be", "CIV", 0.37),
        ("pork", "traced_be", "NLD", 0.40),
    ],
)
def test_traced_shares_are_those_published_or_known(product, basis, country, share):
    assert share_of(product, basis, country) == pytest.approx(share, abs=0.015)


def test_a_neighbour_s_soy_and_cocoa_grow_overseas_too():
    traced = table(ORIGINS, "traced.parquet").set_index(["group", "country", "origin"])["share"]
    assert traced["soy", "NLD", "BRA"] > 0.4
    assert traced["soy", "DEU", "USA"] > 0.15
    assert traced["cocoa", "NLD", "CIV"] > 0.35
    assert traced["cocoa", "DEU", "CIV"] > 0.35
    assert traced["wheat", "DEU", "DEU"] > 0.7
    assert traced["potatoes", "NLD", "NLD"] > 0.6


def test_the_belgian_mixes_are_the_traced_rows_of_belgium():
    roots = table(ORIGINS, "groups.csv").drop_duplicates("group").set_index("group")["root"]
    traced = table(ORIGINS, "traced.parquet").query("country == 'BEL'")
    mixes = table(ORIGINS, "mixes.parquet").query("basis == 'traced_be_supply'").set_index(["product", "country"])
    found = mixes["share"].reindex(pd.MultiIndex.from_arrays([traced["group"].map(roots), traced["origin"]]))
    assert np.allclose(found, traced["share"], rtol=0, atol=5e-6)  # rounded shares
    imported = table(ORIGINS, "mixes.parquet").query("basis == 'traced_be'")
    assert "BEL" not in set(imported["country"])


def test_nothing_is_consumed_that_nobody_produced():
    traced = table(ORIGINS, "traced.parquet")
    roots = table(ORIGINS, "groups.csv").drop_duplicates("group").set_index("group")["root"]
    produced = set(table(ORIGINS, "production.parquet")[["product", "country"]].itertuples(index=False, name=None))
    made = {"sugar", "coconut_oil", "palm_kernels", "palm_oil"}
    cells = {(roots[group], origin) for group, origin in zip(traced["group"], traced["origin"], strict=True)}
    assert {cell for cell in cells if cell[0] not in made} <= produced
    world = table(ORIGINS, "tracing.csv").set_index("group")
    eaten = traced.groupby("group")["consumption_tonnes"].sum()
    assert (eaten / world["production"] - 1).abs().max() < 0.001  # small shares are cut, the rest scaled
    assert set(world.index) == set(roots.index) == set(eaten.index)
    assert (world["unsourced"] <= 0.003 * world["trade"]).all()
    assert (world["scaled"] <= 0.2 * world["trade"]).all()


def test_every_sugar_origin_says_cane_or_beet():
    origins = set(table(ORIGINS, "traced.parquet").query("group == 'sugar_raw_eq'")["origin"])
    blends = table(ORIGINS, "blends.parquet").set_index(["country", "input"])["share"]
    assert origins <= set(blends.index.get_level_values("country"))
    assert blends["BEL", "beet_sugar"] == blends["BRA", "cane_sugar"] == 1
    assert 0.5 < blends["USA", "beet_sugar"] < 0.65


def test_factors_of_the_groups_are_inverse_yields():
    groups = table(ORIGINS, "groups.csv").set_index("item")
    assert len(groups) == 60
    assert groups["group"].nunique() == 32
    assert groups["factor"].between(0.5, 11).all()
    assert groups.loc[["soya_bean_oil", "cake_of_soya_beans"], "factor"].to_list() == pytest.approx([1 / 0.97] * 2)
    assert len(groups.drop_duplicates(["group", "root"])) == 32


def test_no_mix_says_a_crop_grew_where_it_cannot():
    mixes = table(ORIGINS, "mixes.parquet")
    tropical = ["coffee_green", "cocoa_beans", "oil_palm_fruit", "natural_rubber"]
    assert not (mixes["product"].isin(tropical) & mixes["country"].isin(NEIGHBOURS)).any()
    traced = table(ORIGINS, "traced.parquet")
    assert not (traced["group"].isin(["coffee", "cocoa", "palm_oil"]) & traced["origin"].isin(NEIGHBOURS)).any()


def test_no_country_ships_more_than_it_grows():
    mixing, producing = build("build_mixes"), build("build_production")
    grown = table(ORIGINS, "production.parquet").set_index(["product", "country"])["tonnes"]
    own = {product: (product, 1.0) for product in grown.index.get_level_values("product").unique()}
    own |= {product: (product, rate) for product, _, rate in mixing.TRADED_AS}
    own |= {product: (product, rate) for product, rate in producing.SUGAR_RATES.items()}
    own |= {row.product: (row.root, row.rate) for row in table(ORIGINS, "caps.csv").itertuples()}
    mixes = table(ORIGINS, "mixes.parquet")
    corrected = mixes["source"].str.startswith("fpis")
    rows = mixes[mixes["basis"].isin(TRADE_BASES) & mixes["product"].isin(own) & ~corrected]
    roots, rates = zip(*(own[product] for product in rows["product"]), strict=True)
    most = grown.reindex(pd.MultiIndex.from_arrays([roots, rows["country"]])).to_numpy() * np.array(rates)
    assert (rows["tonnes"].to_numpy() <= most * (1 + 1e-9)).all()
    kept = table(ORIGINS, "coverage.csv")
    assert (kept["kept"] <= kept["reported"] * (1 + 1e-9)).all()


def test_made_goods_keep_their_exporters_unless_they_have_one_root():
    coverage = table(ORIGINS, "coverage.csv").set_index(["product", "basis"])
    kept = coverage["kept"] / coverage["reported"]
    assert kept["chocolate", "direct_be"] == kept["cocoa_butter", "direct_be"] == pytest.approx(1)
    assert kept["olive_oil", "direct_be"] < 0.999
    assert set(table(ORIGINS, "caps.csv")["product"]).isdisjoint(table(ORIGINS, "production.parquet")["product"])
    assert share_of("olive_oil", "direct_be", "ESP") > 0.4
    assert share_of("wine", "direct_be", "FRA") > 0.3


def test_a_mix_of_trade_rests_on_enough_of_it():
    coverage = table(ORIGINS, "coverage.csv")
    mixes = table(ORIGINS, "mixes.parquet")
    used = coverage[coverage["left_out"] == ""]
    direct, world = used[used["basis"] == "direct_be"], used[used["basis"] == "world_exports"]
    assert (direct["kept"] >= 500).all()
    assert (direct["kept"] >= 0.5 * direct["reported"]).all()
    assert set(world.loc[world["kept"] < 10_000, "product"]) == {"hempseed", "vanilla"}
    found = mixes[mixes["basis"].isin(TRADE_BASES)][["product", "basis"]].drop_duplicates()
    assert set(found.itertuples(index=False, name=None)) == set(
        used[["product", "basis"]].itertuples(index=False, name=None)
    )
    assert set(coverage["left_out"]) == {*("", "under 500 t", "under half of the trade", "under 10,000 t", "judged")}


def test_judged_exporters_and_mixes_are_left_out_and_single_ones_are_judged():
    judged = table(ORIGINS, "judged.csv")
    assert judged["reason"].str.len().gt(12).all()
    assert set(judged["decision"]) == {"keep", "leave out"}
    mixes = table(ORIGINS, "mixes.parquet").set_index(["product", "basis", "country"])["share"]
    for row in judged.itertuples():
        if row.decision == "keep":
            assert mixes[row.product, row.basis, row.country] > 0.95
        elif row.country:
            assert (row.product, row.basis, row.country) not in mixes.index
        else:
            assert (row.product, row.basis) not in mixes.index.droplevel("country")
    single = mixes[mixes > 0.95].reset_index().query("basis in @TRADE_BASES")
    assert len(single) == (judged["decision"] == "keep").sum()
    assert "cheese_from_skimmed_cow_milk" not in mixes.index.get_level_values("product")


def test_an_unjudged_mix_of_one_country_is_refused():
    choosing = build("build_choice")
    mixes = pd.DataFrame({"product": ["x"], "basis": ["direct_be"], "country": ["MNG"], "share": [1.0]})
    nothing = pd.DataFrame(columns=["product", "basis", "country", "decision"])
    with pytest.raises(FactorError, match="one country, not judged"):
        choosing.check_single_origins(mixes, nothing)
    choosing.check_single_origins(mixes, mixes.assign(decision="keep"))


def test_sugar_is_counted_at_the_rates_of_the_processes():
    assert build("build_production").SUGAR_RATES == {"sugar_cane": 0.105, "sugar_beet": 0.15}


def test_coconuts_come_from_who_ships_coconuts_and_not_from_who_ships_their_oil():
    mixes = table(ORIGINS, "mixes.parquet").query("product == 'coconuts_in_shell'")
    assert set(mixes["basis"]) == {"direct_be", "world_exports", "world_production"}
    assert share_of("coconuts_in_shell", "direct_be", "CIV") > 0.8


def test_what_belgium_uses_follows_from_what_it_trades_and_produces():
    use = table(ORIGINS, "be_use.csv")
    known = use[use["used_share"] != ""]
    exports, imports, made = (numbers(known, name) for name in ("export_t", "import_t", "production_t"))
    expected = (1 - exports / (imports + made)).clip(lower=0)
    assert np.allclose(numbers(known, "used_share"), expected, rtol=0, atol=0.005)
    groups = known[known["kind"] == "group"].set_index("id")["used_share"].astype(float)
    assert len(groups) == 32
    assert groups["cocoa"] == pytest.approx(0.50, abs=0.01)
    assert groups["bananas"] == pytest.approx(0.18, abs=0.01)
    assert (use[use["used_share"] == ""]["production_t"] == "").all()


def test_origins_of_the_main_mixes_have_an_inventory_of_their_own():
    known = set(grown_cells()[["product", "origin"]].itertuples(index=False, name=None))
    traced = table(ORIGINS, "mixes.parquet").query("basis == 'traced_be'")
    traced = traced[traced["product"].isin(crop_ids().values())]
    met = [cell in known for cell in zip(traced["product"], traced["country"], strict=True)]
    assert traced[met].groupby("product")["share"].sum().min() > 0.95
    assert traced["product"].nunique() >= 26


def test_tea_is_made_tea_and_china_is_counted_once():
    grown = table(ORIGINS, "production.parquet").set_index(["product", "country"])["tonnes"]
    assert 6e6 < grown["tea"].sum() < 7e6
    assert grown["tea", "CHN"] == pytest.approx(2.63e6, rel=0.01)
    assert grown["wheat", "CHN"] == pytest.approx(1.35e8, rel=0.02)
    assert 7e8 < grown["wheat"].sum() < 8.2e8


@pytest.mark.parametrize(
    ("product", "low", "high"),
    [("milk", 7.0e8, 7.8e8), ("cattle_carcass", 6.5e7, 7.5e7), ("pig_carcass", 1.1e8, 1.25e8), ("eggs", 8e7, 9.5e7)],
)
def test_animal_products_are_the_size_of_the_world(product, low, high):
    grown = table(ORIGINS, "production.parquet").query("product == @product")
    assert low < grown["tonnes"].sum() < high
    assert set(NEIGHBOURS) <= set(grown["country"])


def test_corrections_stand_in_the_tables_with_their_source():
    mixes = table(ORIGINS, "mixes.parquet").set_index(["basis", "product", "country"])
    corrections = table(ORIGINS, "corrections.csv")
    assert corrections["reason"].str.len().gt(20).all()
    assert set(corrections["basis"]) == {"world_exports", "traced"}
    for row in corrections[corrections["basis"] == "world_exports"].itertuples():
        found = mixes.loc[(row.basis, row.product, row.country)]
        assert (found["tonnes"], found["source"]) == (row.tonnes, row.source)
    traced = table(ORIGINS, "traced.parquet").set_index(["group", "country", "origin"])["share"]
    assert 0.02 < traced["cocoa", "NLD", "NGA"] < 0.08
    assert share_of("cocoa_beans", "traced_be", "NGA") == pytest.approx(0.018, abs=0.002)


def test_the_world_inventory_is_the_size_of_the_world():
    rows = table(WORLD, "inventory.parquet")
    assert rows.groupby("flow")["unit"].nunique().eq(1).all()
    assert rows["amount"].gt(0).all()
    assert set(rows["source"]) <= set(table(WORLD, "sources.csv")["source"])
    assert set(rows["place"]) - {"GLO"} <= set(table(ORIGINS, "regions.csv")["country"])
    sums = rows[rows["place"] != "GLO"].groupby("flow")["amount"].sum()
    assert 14e12 < sums["Occupation, annual crop"] + sums["Occupation, permanent crop"] < 16e12
    assert sums[sums.index.str.startswith("Occupation")].sum() < 1.3e14  # the land of the world
    assert 1.2e12 < sums["Water, unspecified natural origin"] < 2e12


def test_world_totals_hold_their_country_rows_and_their_molar_conversions():
    rows = table(WORLD, "inventory.parquet")
    methane = rows[rows["flow"] == "Methane, non-fossil"].set_index("place")["amount"]
    assert 2.2e10 < methane.drop("GLO").sum() < 2.8e10 < methane["GLO"]
    total = rows[rows["place"] == "GLO"].set_index("flow")["amount"]
    assert total["Dinitrogen monoxide"] == pytest.approx(7.3e9 * 44.013 / 28.014, rel=1e-3)
    assert total["Carbon dioxide, fossil"] == pytest.approx(10.2e12 * 44.009 / 12.011, rel=1e-3)
    assert total["Carbon dioxide, from soil or biomass stock"] == pytest.approx(1.2e12 * 44.009 / 12.011, rel=1e-3)


def test_world_nitrogen_is_that_of_faostat():
    rows = table(WORLD, "inventory.parquet")
    ammonia = rows[rows["flow"] == "Ammonia"]["amount"].sum()
    assert ammonia / 0.05 == pytest.approx(110.7e9, rel=0.01)
