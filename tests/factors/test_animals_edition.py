"""Every row of the animal inventory: keys, units, levels, flags, factors, and anchors from the literature."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from released import table_of

import factors
from factors.inventory_animals_2026_11 import build, build_feed, build_flows, build_ladder
from footprint.editions.build import Arguments
from footprint.ground.errors import FactorError

ROOT = Path(factors.__file__).parent
ANIMALS = ROOT / "inventory_animals_2026_11"
UNITS = {
    "Occupation, pasture, man made": "m2.yr",
    "Occupation, pasture, man made, intensive": "m2.yr",
    "Transformation, from forest, primary (non-use)": "m2",
    "Transformation, to pasture, man made": "m2",
    "Carbon dioxide, from soil or biomass stock": "kg",
    "Methane, non-fossil": "kg",
    "Dinitrogen monoxide": "kg",
    "Ammonia": "kg",
    "Nitrate": "kg",
}
COLUMNS = [
    *("product", "origin", "flow", "compartment", "value", "low", "high"),
    *("unit", "level", "year", "source", "flag"),
]
RUMINANTS = ("cattle_carcass", "milk", "buffalo_carcass", "buffalo_milk", "sheep_carcass", "goat_carcass")
GRASS = ("Occupation, pasture, man made", "Occupation, pasture, man made, intensive")
NEIGHBOURS = ("BEL", "NLD", "FRA", "DEU", "GBR")


def table(name: str) -> pd.DataFrame:
    return table_of(ANIMALS.name, name)


def flows() -> pd.DataFrame:
    return table("flows.parquet")


def feed() -> pd.DataFrame:
    return table("feed.parquet")


def amount(product: str, country: str, good: str) -> float:
    rows = feed().query("product == @product and country == @country and input == @good")
    assert len(rows) == 1
    return float(rows["amount"].iloc[0])


def cell(product: str, origin: str, flow: str) -> pd.Series:
    rows = flows().query("product == @product and origin == @origin and flow == @flow")
    assert len(rows) == 1
    return rows.iloc[0]


def grass(product: str, origin: str) -> float:
    rows = flows().query("product == @product and origin == @origin and flow in @GRASS")
    assert len(rows) > 0
    return float(rows["value"].sum())


def made() -> pd.Series:
    """Tonnes a year by product and country, the edition's own weights."""
    return table("output.parquet").set_index(["product", "country"])["tonnes"]


def test_a_source_with_another_hash_is_refused(tmp_path):
    name = build_feed.FEED
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(b"other")
    read = build_ladder.Reader(Arguments(tmp_path, tmp_path, {}), build.EDITION)
    with pytest.raises(FactorError, match="another version of the source"):
        read(name)


# --- every row of flows ---


def test_flows_have_the_fixed_columns_known_units_and_positive_values():
    rows = flows()
    assert list(rows.columns) == COLUMNS
    assert rows["unit"].equals(rows["flow"].map(UNITS))
    assert rows["value"].notna().all()
    nil = rows["value"] == 0
    assert set(rows.loc[nil, "flag"]) <= {"nil_below_1e-4", "weak_attribution", "small_producer"}
    assert (rows["value"] >= 0).all()


def test_every_row_names_a_known_source_flag_level_and_place():
    places = set(pd.read_csv(ROOT / "origins_2026_11" / "regions.csv", keep_default_na=False)["country"])
    regions = set(pd.read_csv(ROOT / "origins_2026_11" / "regions.csv", keep_default_na=False)["region"])
    known = places | {f"region:{name}" for name in regions} | {"WLD"}
    for rows, place in ((flows(), "origin"), (feed(), "country")):
        assert set(rows["source"]) <= set(table("sources.csv")["source"])
        assert set(rows["flag"]) <= {*table("flags.csv")["flag"], ""}
        assert set(rows["level"]) <= {"country", "region", "world"}
        assert set(rows[place]) <= known
        assert set(rows["product"]) == set(table("products.csv")["product"])
        assert set(rows.loc[rows[place] == "WLD", "level"]) == {"world"}
        regional = rows[rows[place].str.startswith("region:")]
        assert set(regional["level"]) <= {"region", "world"}
        assert set(regional.loc[regional["level"] == "world", "flag"]) <= {"no_country_value", "proxy_chicken"}


def test_replaced_cells_are_not_of_country_level():
    wider = flows()["flag"].isin(["no_country_value", "tiny_production", "proxy_chicken"])
    assert not flows().loc[wider, "level"].eq("country").any()
    assert not feed().loc[feed()["flag"].isin(["implausible_total", "no_country_value"]), "level"].eq("country").any()


@pytest.mark.parametrize("edition", ["cf_scherer_2023", "cf_ibif_2", "cf_glam_1_0_2024_10"])
def test_flows_have_factors_where_the_lens_covers_their_kind(edition):
    known = pd.read_parquet(ROOT / edition / "factors.parquet", columns=["flow", "compartment"]).drop_duplicates()
    pairs = set(known.itertuples(index=False, name=None))
    land = set(flows().query("compartment == 'natural resource/land'")["flow"])
    wanted = {
        "cf_scherer_2023": {(flow, "natural resource/land") for flow in land},
        "cf_ibif_2": {(flow, "natural resource/land") for flow in GRASS}
        | {(flow, "air") for flow in ("Methane, non-fossil", "Dinitrogen monoxide", "Ammonia")},
        "cf_glam_1_0_2024_10": {("Methane, non-fossil", "air"), ("Ammonia", "air"), ("Nitrate", "water/surface water")},
    }
    assert wanted[edition] <= pairs


def test_both_sides_of_a_transformation_are_equal_and_only_countries_have_one():
    rows = flows()[flows()["flow"].str.startswith("Transformation")]
    wide = rows.pivot_table(index=["product", "origin"], columns="flow", values="value")
    assert wide.notna().all(axis=None)
    assert wide.iloc[:, 0].equals(wide.iloc[:, 1].rename(wide.columns[0]))
    assert rows["origin"].str.len().eq(3).all()
    assert not rows["origin"].eq("WLD").any()
    assert wide.max(axis=None) <= 10_000 * build_flows.MOST_HA_T


def test_the_two_grasslands_together_keep_the_cap():
    caps = table("products.csv").set_index("product")["pasture_cap_m2_t"]
    rows = flows()[flows()["flow"].isin(GRASS)]
    sums = rows[rows["origin"].str.len() == 3].groupby(["product", "origin"])["value"].sum()
    for product, cap in caps[caps != ""].items():
        assert sums[product].max() <= float(cap) * (1 + 1e-9)


def test_only_grassland_has_a_range_and_the_value_lies_in_it():
    rows = flows()[flows()["low"].notna() | flows()["high"].notna()]
    assert set(rows["flow"]) == set(GRASS)
    assert len(rows) > 700
    assert (rows["low"].dropna() <= rows.loc[rows["low"].notna(), "value"] * (1 + 1e-9)).all()
    assert (rows["high"] >= rows["value"] * (1 - 1e-9)).all()
    assert (rows["low"].isna() | (rows["low"] > 0)).all()
    australian = cell("cattle_carcass", "AUS", GRASS[0])
    assert australian["low"] < 0.4 * australian["value"]
    world = flows().query("product == 'cattle_carcass' and origin == 'WLD' and flow in @GRASS")
    assert 130_000 < world["low"].sum() < 203_000 < world["value"].sum() < world["high"].sum() < 350_000


def test_methane_and_n2o_are_the_sums_of_their_parts():
    parts = table("emission_parts.parquet")
    parts = parts.assign(gas=parts["part"].map(lambda part: part.rsplit("_", 1)[1]))
    sums = parts.groupby(["product", "origin", "gas"])["value"].sum()
    gases = {"Methane, non-fossil": "ch4", "Dinitrogen monoxide": "n2o"}
    rows = flows()[flows()["flow"].isin(gases) & ~flows()["product"].isin(["turkey_carcass", "duck_carcass"])]
    for row in rows.itertuples():
        assert row.value == pytest.approx(sums[row.product, row.origin, gases[row.flow]])


def test_ruminants_have_grassland_and_enteric_methane_everywhere_and_birds_none():
    enteric = table("emission_parts.parquet").query("part == 'enteric_ch4'")
    for product in RUMINANTS:
        own = set(flows().query("product == @product and flow == 'Methane, non-fossil'")["origin"])
        assert own == set(enteric.loc[enteric["product"] == product, "origin"])
        grassed = set(flows().query("product == @product and flow in @GRASS")["origin"])
        assert set(NEIGHBOURS) & own <= grassed
    assert not set(enteric["product"]) & {"chicken_carcass", "eggs"}
    assert not flows().query("product in ('eggs', 'pig_carcass', 'chicken_carcass') and flow in @GRASS").size


# --- every row of feed ---


def test_feed_is_positive_and_made_of_catalogued_products():
    catalogue = set(pd.read_csv(ROOT / "reference_2026_11" / "products.csv", keep_default_na=False)["id"])
    assert set(feed()["input"]) <= catalogue
    assert feed()["amount"].between(build_feed.CUT_T_T, 6).all()


def test_total_feed_lies_within_the_limits_that_were_set():
    limits = table("products.csv").set_index("product")
    totals = feed().groupby(["product", "country"])["amount"].sum()
    for product in ("pig_carcass", "chicken_carcass", "eggs", "cattle_carcass", "milk", "sheep_carcass"):
        low, high = float(limits.loc[product, "feed_low"]), float(limits.loc[product, "feed_high"])
        assert totals[product].min() >= 0.6 * low
        assert totals[product].max() <= 1.05 * high


def test_every_product_has_the_same_places_in_feed_as_in_flows():
    for name in ("pig_carcass", "chicken_carcass", "eggs", "turkey_carcass", "duck_carcass"):
        fed = set(feed().loc[feed()["product"] == name, "country"])
        for flow in ("Methane, non-fossil", "Dinitrogen monoxide", "Ammonia", "Nitrate"):
            assert set(flows().loc[(flows()["product"] == name) & (flows()["flow"] == flow), "origin"]) == fed


def test_a_place_has_either_all_emissions_and_grass_of_a_ruminant_or_none():
    for name in (*RUMINANTS, "sheep_milk", "goat_milk"):
        own = flows()[flows()["product"] == name]
        places = set(own.loc[~own["flow"].str.contains("Transformation|Carbon", regex=True), "origin"])
        for group in (GRASS, ("Methane, non-fossil",), ("Nitrate",)):
            assert set(own.loc[own["flow"].isin(group), "origin"]) == places


def test_feed_of_the_world_adds_up_to_what_is_known():
    rows = feed()[(feed()["country"].str.len() == 3) & (feed()["country"] != "WLD")]
    weights = made().reindex(pd.MultiIndex.from_frame(rows[["product", "country"]]))
    assert weights.notna().all()
    eaten = (rows["amount"] * weights.to_numpy()).groupby(rows["input"]).sum() / 1e6
    for good, (low, high) in {"soy_meal": (180, 260), "maize": (550, 750), "wheat": (120, 200)}.items():
        assert low < eaten[good] < high
    for rule in table("world_outputs.csv").itertuples():
        assert eaten[rule.input] < 1.05 * rule.most_t / 1e6


def test_methane_of_the_world_adds_up_to_what_is_known():
    rows = flows()[(flows()["flow"] == "Methane, non-fossil") & flows()["origin"].str.len().eq(3)]
    rows = rows[rows["origin"] != "WLD"]
    weights = made().reindex(pd.MultiIndex.from_frame(rows[["product", "origin"]], names=["product", "country"]))
    assert weights.notna().all()
    assert 90e9 < (rows["value"] * weights.to_numpy()).sum() < 115e9


# --- anchors ---


def test_molasses_is_that_of_the_countrys_own_sugar():
    rows = feed()[feed()["country"].str.len() == 3]
    assert set(rows.loc[(rows["country"] == "BRA") & rows["input"].str.contains("molasses"), "input"]) == {
        "cane_molasses"
    }
    sugar = pd.read_parquet(ROOT / "origins_2026_11" / "blends.parquet").query("product == 'sugar'")
    assert not set(rows.loc[rows["input"] == "molasses", "country"]) & set(sugar["country"])


def test_cows_of_north_america_eat_what_is_published():
    rows = feed().query("product == 'milk' and country in ('USA', 'CAN')")
    assert (rows.groupby("country")["amount"].sum() - 0.304).abs().max() < 0.01
    assert set(rows["source"]) == {"alberta_milk"}


@pytest.mark.parametrize(
    ("product", "low", "high"),
    [
        ("pig_carcass", 0.25, 0.65),
        ("chicken_carcass", 0.5, 0.75),
        ("eggs", 0.2, 0.4),
        ("milk", 0.015, 0.035),
        ("cattle_carcass", 0.03, 0.25),
    ],
)
def test_soy_behind_a_tonne_in_western_europe_is_what_studies_say(product, low, high):
    for country in NEIGHBOURS:
        assert low <= amount(product, country, "soy_meal") <= high


def test_no_cassava_rice_or_sorghum_in_european_pork():
    rows = feed().query("product == 'pig_carcass' and country in @NEIGHBOURS")
    assert set(rows["input"]) == {"soy_meal", "rapeseed_meal", "maize", "wheat", "barley"}
    assert set(rows["flag"]) == {"european_diet"}
    assert set(rows.loc[rows["country"] == "GBR", "level"]) == {"country"}


def test_grassland_anchors():
    assert 230_000 < grass("cattle_carcass", "WLD") < 330_000
    assert 10_000 < grass("cattle_carcass", "BEL") < 20_000
    assert 300 < grass("milk", "BEL") < 600
    assert grass("cattle_carcass", "AUS") == pytest.approx(910_100)
    assert 120_000 < grass("cattle_carcass", "BRA") < 200_000


@pytest.mark.parametrize(
    ("product", "origin", "low", "high"),
    [
        ("milk", "BEL", 14, 20),
        ("milk", "WLD", 22, 40),
        ("cattle_carcass", "BEL", 350, 520),
        ("cattle_carcass", "BRA", 900, 1300),
        ("cattle_carcass", "WLD", 550, 800),
        ("pig_carcass", "BEL", 30, 70),
        ("chicken_carcass", "BEL", 0.3, 5),
    ],
)
def test_methane_anchors(product, origin, low, high):
    assert low < cell(product, origin, "Methane, non-fossil")["value"] < high


def test_belgian_herd_is_heads_times_the_ipcc_factor():
    parts = table("emission_parts.parquet").set_index(["product", "origin", "part"])["value"]
    heads = table("herds.csv").set_index("country").loc["BEL"]
    milk = heads["dairy"] * 1000 * 117 / parts["milk", "BEL", "enteric_ch4"]
    beef = heads["other"] * 1000 * 57 / parts["cattle_carcass", "BEL", "enteric_ch4"]
    assert 3.9e6 < milk < 4.6e6
    assert 240_000 < beef < 300_000


def test_brazilian_beef_clears_forest_and_belgian_hardly():
    forest = "Transformation, from forest, primary (non-use)"
    assert cell("cattle_carcass", "BRA", forest)["value"] == pytest.approx(1382, rel=0.01)
    assert cell("cattle_carcass", "BEL", forest)["value"] < 2
    assert 70_000 < cell("cattle_carcass", "BRA", "Carbon dioxide, from soil or biomass stock")["value"] < 95_000


def test_proxies_are_the_chickens_of_the_same_place():
    chicken = flows().query("product == 'chicken_carcass'").set_index(["origin", "flow"])["value"]
    turkey = flows().query("product == 'turkey_carcass'").set_index(["origin", "flow"])["value"]
    assert len(turkey) > 100
    assert turkey.equals(chicken.reindex(turkey.index))


# --- the rules, on small tables ---


def test_a_missing_cell_takes_the_median_of_three_believed_neighbours_else_the_world():
    cells = pd.DataFrame(
        {
            "product": "milk",
            "country": ["A", "B", "C", "D", "E"],
            "region": ["r", "r", "r", "r", "s"],
            "tonnes": [1.0, 1.0, 2.0, 1.0, 1.0],
            "value": [1.0, 2.0, 9.0, float("nan"), float("nan")],
            "believed": [True, True, True, False, False],
        }
    )
    made = build_ladder.filled(cells, ["product"]).set_index("country")
    assert made["value"].to_dict() == {"A": 1.0, "B": 2.0, "C": 9.0, "D": 2.0, "E": 21 / 4}
    assert made["level"].tolist() == ["country"] * 3 + ["region", "world"]


def test_cereals_take_the_place_in_the_mix_the_cell_has():
    rows = pd.DataFrame(
        {
            "product": "eggs",
            "country": "A",
            "region": "r",
            "tonnes": 1.0,
            "code": ["maiz", "whea", "soyb"],
            "value": [1.0, 3.0, 1.0],
        }
    )
    more = pd.DataFrame({"product": ["eggs"], "country": ["A"], "more": [0.4]})
    made = build_feed.with_cereals(rows, more).set_index("code")["value"]
    assert made.to_dict() == pytest.approx({"maiz": 1.1, "whea": 3.3, "barl": 0.0, "soyb": 1.0})
