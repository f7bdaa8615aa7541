"""Every row of the minerals inventory: keys, units, ranges, the land of ores, recipes of metals, and the mixes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from released import table_of

import factors

ROOT = Path(factors.__file__).parent
MINERALS = ROOT / "inventory_minerals_2026_11"
OCCUPATION = "Occupation, mineral extraction site"
FROM, TO = "Transformation, from unspecified, natural (non-use)", "Transformation, to mineral extraction site"
UNITS = {OCCUPATION: "m2.yr", FROM: "m2", TO: "m2"}


def table(name: str) -> pd.DataFrame:
    return table_of(MINERALS.name, name)


def world(product: str, flow: str) -> pd.Series:
    rows = table("flows.parquet").query("product == @product and flow == @flow and origin == 'WLD'")
    assert len(rows) == 1
    return rows.iloc[0]


def mix(product: str, basis: str) -> pd.Series:
    return table("mixes.parquet").query("product == @product and basis == @basis").set_index("country")["share"]


def test_flows_have_one_unit_each_no_gap_and_lie_in_their_range():
    rows = table("flows.parquet")
    assert dict(rows.drop_duplicates("flow")[["flow", "unit"]].itertuples(index=False)) == UNITS
    assert set(rows["compartment"]) == {"natural resource/land"}
    assert not rows.isna().any(axis=None)
    assert rows["value"].gt(0).all()
    assert (rows["low"] <= rows["value"]).all()
    assert (rows["value"] <= rows["high"]).all()
    assert set(rows["level"]) == {"world"}
    assert set(rows["flag"]) == set(table("flags.csv")["flag"])
    assert set(rows["source"]) <= set(table("sources.csv")["source"])


def test_only_what_has_a_cited_rate_and_grade_has_land_and_every_mining_country_has_it():
    rows = table("flows.parquet")
    assert set(rows["product"]) == {"iron_ore", "bauxite", "copper_ore", "copper_concentrate", "gold_ore", "gold"}
    assert rows.groupby(["product", "origin"]).size().eq(3).all()
    mined = table("production.parquet")
    for product, part in rows.groupby("product"):
        places = set(mined.loc[mined["product"] == product, "country"]) | {"WLD"}
        assert set(part["origin"]) == places


@pytest.mark.parametrize(
    ("product", "m2", "m2_yr"),
    [
        ("iron_ore", 0.0425, 1.275),
        ("bauxite", 0.0798, 2.394),
        ("copper_concentrate", 2.052, 61.56),
        ("gold", 49_630, 1.4889e6),
    ],
)
def test_land_per_tonne_follows_from_the_published_rates(product, m2, m2_yr):
    assert world(product, TO)["value"] == pytest.approx(m2, rel=1e-4)
    assert world(product, FROM)["value"] == world(product, TO)["value"]
    assert world(product, OCCUPATION)["value"] == pytest.approx(m2_yr, rel=1e-4)


def test_concentrate_and_metal_carry_the_rock_they_were_won_from():
    made = table("production.parquet").groupby("product")["tonnes"].sum()
    for bought, rock in (("copper_concentrate", "copper_ore"), ("gold", "gold_ore")):
        land = [world(product, TO)["value"] * made[product] for product in (bought, rock)]
        assert land[0] == pytest.approx(land[1], rel=0.001)


def test_all_output_occupies_less_land_than_the_mines_of_the_world():
    rows = table("flows.parquet").query("flow == @OCCUPATION and origin == 'WLD'").set_index("product")["value"]
    rows = rows.drop(["copper_concentrate", "gold"])  # the same rock as copper_ore and gold_ore
    tonnes = table("production.parquet").groupby("product")["tonnes"].sum()
    km2 = (rows * tonnes.reindex(rows.index)).sum() / 1e6
    assert 10_000 < km2 < 57_000


def test_the_lenses_know_the_flows():
    for edition in ("cf_scherer_2023", "cf_impactworld_2_1"):
        known = set(pd.read_parquet(ROOT / edition / "factors.parquet", columns=["flow"])["flow"])
        assert set(UNITS) <= known
    assert OCCUPATION in set(pd.read_parquet(ROOT / "cf_ibif_2" / "factors.parquet", columns=["flow"])["flow"])


def test_every_mineral_has_land_or_a_recipe_or_a_reason():
    counted = set(table("flows.parquet")["product"]) | set(table("exchanges.csv")["product"])
    reasons = table("not_covered.csv")
    assert not counted & set(reasons["product"])
    assert set(table("minerals.csv")["product"]) == set(table("production.parquet")["product"])
    assert set(table("minerals.csv")["product"]) <= counted | set(reasons["product"])
    assert reasons["reason"].str.len().gt(20).all()


def test_recipes_of_metals_are_cited_and_name_known_inputs():
    rows = table("exchanges.csv")
    assert set(rows["country"]) == {"*"}
    assert set(rows["source"]) <= set(table("sources.csv")["source"])
    assert set(rows["input"]) <= {"", *table("minerals.csv")["product"]}
    assert rows["value"].eq(rows["mass"]).all()
    assert rows["value"].gt(0).all()
    ore = rows.set_index(["product", "input"])["value"]
    assert ore["steel", "iron_ore"] == pytest.approx(2.0 / 1.7, abs=0.001)
    assert ore["steel", "coal"] == pytest.approx(1.0 / 1.7, abs=0.001)
    copper = ore["copper", "copper_concentrate"] * world("copper_concentrate", TO)["value"]
    assert copper == pytest.approx(0.045 / 0.0057, rel=0.01)


@pytest.mark.parametrize(
    ("product", "country", "share"),
    [
        ("cobalt_ore", "COD", 0.71),
        ("copper_concentrate", "CHL", 0.24),
        ("iron_ore", "AUS", 0.30),
        ("bauxite", "GIN", 0.24),
        ("nickel_ore", "IDN", 0.53),
        ("platinum", "ZAF", 0.72),
        ("steel", "CHN", 0.55),
        ("lithium", "AUS", 0.41),
    ],
)
def test_world_production_is_the_published_one(product, country, share):
    assert mix(product, "world_production")[country] == pytest.approx(share, abs=0.03)


def test_production_is_positive_and_has_a_known_source_and_year():
    rows = table("production.parquet")
    assert rows["tonnes"].gt(0).all()
    assert rows["country"].str.fullmatch("[A-Z]{3}").all()
    assert set(zip(rows["source"], rows["year"], strict=True)) == {("wmd", "2021-2024"), ("bgs_wms", "2019-2021")}
    total = rows.groupby("product")["tonnes"].sum()
    assert total["gold"] == pytest.approx(3_285, rel=0.01)
    assert total["steel"] == pytest.approx(1.878e9, rel=0.01)
    assert rows.query("product == 'gold' and country == 'GUY'")["tonnes"].item() == pytest.approx(15.3, abs=0.1)


def test_mixes_sum_to_one():
    rows = table("mixes.parquet")
    assert set(rows["basis"]) == {"direct_be", "world_production"}
    assert rows["share"].between(0, 1, inclusive="right").all()
    assert (rows.groupby(["product", "basis"])["share"].sum() - 1).abs().max() < 1e-9


def test_a_belgian_mix_names_mining_countries_only():
    rows = table("mixes.parquet").query("basis == 'direct_be'")
    mined = set(table("production.parquet")[["product", "country"]].itertuples(index=False, name=None))
    assert set(rows[["product", "country"]].itertuples(index=False, name=None)) <= mined
    coverage = table("coverage.csv")
    assert set(rows["product"]) == set(coverage.query("used == 'yes'")["product"])
    kept = coverage.query("used == 'yes'")
    assert (kept["kept"] >= 0.5 * kept["reported"]).all()
    assert kept["kept"].ge(500).all()


def test_ports_give_no_mix_and_embargoed_coal_is_left_out():
    assert mix("crude_oil", "direct_be").empty
    assert mix("crude_oil", "world_production")["SAU"] > 0.1
    assert "RUS" not in mix("coal", "direct_be").index
    assert mix("iron_ore", "direct_be")["CAN"] > 0.4
