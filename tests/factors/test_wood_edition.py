"""Every row of the wood inventory: keys, units, ranges, the ladder, anchors, and the mixes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from released import table_of

import factors

ROOT = Path(factors.__file__).parent
WOOD = ROOT / "inventory_wood_2026_11"
INTENSIVE, EXTENSIVE = "Occupation, forest, intensive", "Occupation, forest, extensive"
WORLD_FOREST_HA = 4.06e9


def table(name: str) -> pd.DataFrame:
    return table_of(WOOD.name, name)


def total(product: str, origin: str, bound: str = "value") -> float:
    rows = table("flows.parquet").query("product == @product and origin == @origin")
    assert len(rows) == 2
    return float(rows[bound].sum())


def countries() -> pd.DataFrame:
    rows = table("flows.parquet")
    return rows[(rows["origin"].str.len() == 3) & (rows["origin"] != "WLD")]


def test_flows_are_two_occupations_in_one_unit_without_gaps():
    rows = table("flows.parquet")
    assert set(rows["flow"]) == {INTENSIVE, EXTENSIVE}
    assert set(rows["unit"]) == {"m2.yr"}
    assert set(rows["compartment"]) == {"natural resource/land"}
    assert set(rows["product"]) == {"logs", "fuelwood"}
    assert not rows.isna().any(axis=None)


def test_every_value_lies_in_its_range_and_both_rows_stand_for_every_origin():
    rows = table("flows.parquet")
    assert rows["low"].ge(0).all()
    assert (rows["value"] >= rows["low"] - 1e-9 * rows["value"]).all()
    assert (rows["value"] <= rows["high"] * (1 + 1e-9)).all()
    assert rows.groupby(["product", "origin"]).size().eq(2).all()
    assert rows.groupby(["product", "origin"])["value"].sum().gt(0).all()


def test_believed_harvests_per_hectare_are_those_of_a_forest():
    rows = countries()
    own = rows[rows["level"].eq("country")].groupby(["product", "origin"])["value"].sum()
    per_ha = 10_000 / own  # tonnes; a tonne is 1.25 to 1.43 m3
    assert per_ha.between(0.1 / 1.43, 20 / 1.25).all()


def test_levels_sources_and_flags_are_known_and_used():
    rows = table("flows.parquet")
    assert set(rows["level"]) == {"country", "region", "world"}
    assert set(rows["flag"]) == {"", *table("flags.csv")["flag"]}
    used = set(rows["source"]) | set(table("mixes.parquet")["source"]) | set(table("production.parquet")["source"])
    used |= set(table("densities.csv")["source"]) | set(table("roundwood_equivalents.csv")["source"])
    assert used == set(table("sources.csv")["source"])
    assert rows.loc[rows["origin"].eq("WLD"), "level"].eq("world").all()
    assert rows.loc[rows["origin"].str.startswith("region:"), "level"].eq("region").all()


def test_a_cell_that_is_not_believed_holds_the_value_of_its_region_or_of_the_world():
    rows = table("flows.parquet")
    doubted = rows["flag"].isin(["implausible_harvest", "tiny_harvest"])
    assert not rows.loc[doubted, "level"].eq("country").any()
    wider = rows[rows["origin"].eq("WLD") | rows["origin"].str.startswith("region:")]
    known = set(zip(wider["product"], wider["flow"], wider["value"].round(6), strict=True))
    cells = rows[doubted]
    assert set(zip(cells["product"], cells["flow"], cells["value"].round(6), strict=True)) <= known


@pytest.mark.parametrize(
    ("origin", "m3_per_ha", "t_per_m3"),
    [
        ("SWE", 3.29, 0.706),
        ("FIN", 2.92, 0.716),
        ("DEU", 6.78, 0.706),
        ("BEL", 7.70, 0.722),
        ("BRA", 14.08, 0.768),
        ("CMR", 0.397, 0.800),
        ("GAB", 0.170, 0.800),
        ("USA", 1.87, 0.721),
    ],
)
def test_harvests_per_hectare_behind_the_land_are_the_published_ones(origin, m3_per_ha, t_per_m3):
    assert 10_000 / total("logs", origin) == pytest.approx(m3_per_ha * t_per_m3, rel=0.02)


def test_belgium_counts_its_multiple_use_forest_although_none_is_designated_for_production():
    removed = 4.319e6 + 0.893e6
    assert total("logs", "BEL") == pytest.approx(676_900 * 10_000 / removed / 0.7225, rel=0.01)
    planted = (
        table("flows.parquet").query("product == 'logs' and origin == 'BEL' and flow == @INTENSIVE")["value"].item()
    )
    assert planted / total("logs", "BEL") == pytest.approx(438.2 / 676.9, rel=1e-6)


def test_plantation_countries_stand_on_planted_forest_alone():
    flagged = countries().query("flag == 'planted_only'")
    assert set(flagged["origin"]) == set(table("plantations.csv")["country"])
    assert flagged.loc[flagged["flow"].eq(EXTENSIVE), "value"].eq(0).all()


def test_fuelwood_shares_the_land_of_timber_in_europe():
    for origin in ("BEL", "DEU", "FRA", "SWE"):
        ratio = total("fuelwood", origin) / total("logs", origin)
        assert ratio == pytest.approx(1.0, abs=0.1)  # the same per m3; densities differ


def test_all_logs_and_fuelwood_together_need_less_forest_than_there_is():
    made = table("production.parquet").rename(columns={"country": "origin"})
    cells = countries().groupby(["product", "origin"], as_index=False)["value"].sum()
    both = cells.merge(made, on=["product", "origin"], validate="one_to_one")
    hectares = (both["value"] * both["tonnes"] / 10_000).groupby(both["product"]).sum()
    assert 1.2e9 < hectares["logs"] < 2.0e9
    assert hectares.sum() < WORLD_FOREST_HA


def test_the_default_lenses_know_the_flows():
    species = pd.read_parquet(ROOT / "cf_scherer_2023" / "factors.parquet", columns=["flow"])
    condition = pd.read_parquet(ROOT / "cf_ibif_2" / "factors.parquet", columns=["flow"])
    assert {INTENSIVE, EXTENSIVE} <= set(species["flow"])
    assert INTENSIVE in set(condition["flow"])
    assert EXTENSIVE not in set(condition["flow"])  # so said in the README; if it comes, say so there


def test_production_is_that_of_the_world():
    tonnes = table("production.parquet").groupby("product")["tonnes"].sum() / 1e6
    assert tonnes["logs"] == pytest.approx(1_497, rel=0.01)
    assert tonnes["paper"] == pytest.approx(408, rel=0.01)
    assert tonnes["wood_pulp"] == pytest.approx(192, rel=0.01)
    assert tonnes["fuelwood"] == pytest.approx(1_929.8 / 1.38, rel=0.01)
    assert table("production.parquet")["tonnes"].gt(0).all()


def test_mixes_sum_to_one_and_no_country_exports_more_than_it_makes():
    rows = table("mixes.parquet")
    assert set(rows["basis"]) == {"direct_be", "world_exports", "world_production"}
    assert rows["share"].between(0, 1, inclusive="right").all()
    assert (rows.groupby(["product", "basis"])["share"].sum() - 1).abs().max() < 1e-9
    made = table("production.parquet").set_index(["product", "country"])["tonnes"]
    limit = made.reindex(pd.MultiIndex.from_frame(rows[["product", "country"]])).to_numpy()
    assert (rows["tonnes"].to_numpy() <= limit * (1 + 1e-9)).all()


def test_the_belgian_mix_of_sawnwood_leaves_out_embargoed_wood():
    rows = table("mixes.parquet").query("basis == 'direct_be'")
    assert set(rows["product"]) == {"sawnwood"}
    assert set(table("corrections.csv")["country"]) == {"RUS", "BLR"}
    assert not rows["country"].isin(["RUS", "BLR"]).any()


def test_equivalents_follow_from_volumes_and_densities():
    rows = table("roundwood_equivalents.csv").set_index(["product", "wood"])["tonnes_of_logs"]
    assert rows["sawnwood", "coniferous"] == pytest.approx(1.88 / 1.43 * 1.82, rel=0.01)
    assert rows["sawnwood", "non_coniferous"] == pytest.approx(1.88 / 1.25 * 1.43, rel=0.01)
    assert rows["charcoal", "all"] == pytest.approx(6.0 / 1.38, rel=0.01)
