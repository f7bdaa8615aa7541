"""Every row of the crop inventory, and the passports of the inventory editions: keys, units, levels, anchors."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from released import passport_of as package
from released import table_of as table

import factors
from footprint.editions.build import Arguments
from footprint.ground.errors import FactorError

ROOT = Path(factors.__file__).parent
CROPS, ORIGINS, WORLD = "inventory_crops_2026_11", "origins_2026_11", "world_inventory_2026_11"
EDITIONS = (CROPS, ORIGINS, WORLD)
UNITS = {
    "Occupation, annual crop": "m2.yr",
    "Occupation, permanent crop": "m2.yr",
    "Transformation, from forest, primary (non-use)": "m2",
    "Transformation, to annual crop": "m2",
    "Transformation, to permanent crop": "m2",
    "Carbon dioxide, from soil or biomass stock": "kg",
    "Methane, non-fossil": "kg",
    "Dinitrogen monoxide": "kg",
    "Ammonia": "kg",
    "Nitrogen oxides": "kg",
    "Nitrate": "kg",
    "Phosphate": "kg",
    "Water, unspecified natural origin": "m3",
}
NEIGHBOURS = ("BEL", "NLD", "FRA", "DEU", "LUX", "GBR")
TREES = {263, 275, 277, 305, 661, 656, 254, 836, 249, 515}


@cache
def build(edition: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"build_{edition}", ROOT / edition / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def flows() -> pd.DataFrame:
    return table(CROPS, "flows.parquet")


def cell(fao: int, origin: str, flow: str) -> pd.Series:
    rows = flows().query("fao == @fao and origin == @origin and flow.str.startswith(@flow)")
    assert len(rows) == 1
    return rows.iloc[0]


@cache
def production() -> pd.Series:
    """Tonnes by FAOSTAT item and country, of the origins edition."""
    names = table("reference_2026_11", "written/crops.csv").set_index("id")["fao"]
    grown = table(ORIGINS, "production.parquet")
    grown = grown[grown["product"].isin(names.index)]
    return grown.assign(fao=grown["product"].map(names).astype(int)).set_index(["fao", "country"])["tonnes"]


def countries(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[(rows["origin"].str.len() == 3) & (rows["origin"] != "WLD")]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_passport_names_its_sources_and_the_edition_is_small(edition):
    passport = package(edition)
    assert passport["citation"]
    assert passport["licenses"][0]["status"] in {"verified", "stated", "unknown"}
    assert all(len(source["sha256"]) == 64 for source in passport["sources"])
    told = [source["url"] for source in passport["sources"]]
    assert all(url.startswith("https://") for url in told if url)
    assert told.count("") <= 1  # a list written for this project
    assert sum(path.stat().st_size for path in (ROOT / edition).iterdir() if path.is_file()) < 2_000_000


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_build_refuses_a_source_with_another_hash(edition, tmp_path):
    module, name = build(edition), package(edition)["sources"][0]["name"]
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text("another version", encoding="utf-8")
    with pytest.raises(FactorError, match="another version of the source"):
        Arguments(tmp_path, tmp_path, {}).path(module.EDITION, name)


def test_flows_have_one_unit_each_no_gap_and_no_negative_amount():
    rows = flows()
    assert dict(rows.drop_duplicates("flow")[["flow", "unit"]].itertuples(index=False)) == UNITS
    assert rows.groupby("flow")["unit"].nunique().eq(1).all()
    assert rows.groupby("flow")["compartment"].nunique().eq(1).all()
    assert not rows.isna().any(axis=None)
    assert rows["value"].ge(0).all()
    assert rows["value"].dtype == "float64"
    assert rows[rows["flow"].str.startswith("Occupation")]["value"].gt(0).all()


@pytest.mark.parametrize("name", ["flows.parquet", "applied.parquet"])
def test_every_row_has_a_level_a_year_a_known_source_and_a_known_flag(name):
    rows = table(CROPS, name)
    assert set(rows["level"]) <= {"country", "region", "world"}
    assert rows["year"].str.len().gt(0).all()
    assert set(rows["source"]) <= set(table(CROPS, "sources.csv")["source"])
    assert set(rows["flag"]) <= {"", *table(CROPS, "flags.csv")["flag"]}
    own = rows["origin"].eq("WLD")
    assert rows.loc[own, "level"].eq("world").all()
    assert rows.loc[rows["origin"].str.startswith("region:"), "level"].eq("region").all()


def test_every_flag_and_every_source_is_used():
    used = pd.concat([flows(), table(CROPS, "applied.parquet")])
    assert set(table(CROPS, "flags.csv")["flag"]) <= set(used["flag"])
    behind_fractions = set(table(CROPS, "loss_fractions.csv")["source"])
    assert set(table(CROPS, "sources.csv")["source"]) <= set(used["source"]) | behind_fractions


@pytest.mark.parametrize(
    ("fao", "origin", "t_ha"),
    [
        (236, "BRA", 3.19),
        (116, "BEL", 41.8),
        (15, "BEL", 8.41),
        (661, "CIV", 0.479),
        (254, "IDN", 17.1),
        (656, "VNM", 2.62),
        (667, "KEN", 1.99),
        (157, "BEL", 85.3),
        (56, "USA", 10.84),
        (486, "ECU", 37.3),
        (15, "WLD", 3.49),
    ],
)
def test_yields_behind_land_occupation_are_the_published_ones(fao, origin, t_ha):
    assert 10_000 / cell(fao, origin, "Occupation")["value"] == pytest.approx(t_ha, rel=5e-3)


def test_there_are_160_crops_and_212_countries_each_crop_with_one_class_of_land():
    crops = table(CROPS, "crops.csv")
    rows = flows()[flows()["flow"].str.startswith("Occupation")]
    assert len(crops) == 160
    assert countries(rows)["origin"].nunique() == 212
    assert rows.groupby("fao")["flow"].nunique().eq(1).all()
    assert set(rows[rows["origin"] == "WLD"]["fao"]) == set(crops["fao"])
    assert set(crops[crops["class"] == "permanent"]["fao"]) >= TREES
    named = rows.drop_duplicates("fao").set_index("fao")["flow"].str.extract("Occupation, (.*) crop")[0]
    assert named.reindex(crops["fao"]).tolist() == crops["class"].tolist()


def test_yield_ranges_hold_the_world_mean_of_the_large_crops():
    crops = table(CROPS, "crops.csv").set_index("fao")
    assert (crops["yield_low_t_ha"] <= crops["yield_high_t_ha"]).all()
    for fao in (15, 27, 56, 116, 236, 254, 656, 661):
        t_ha = 10_000 / cell(fao, "WLD", "Occupation")["value"]
        assert crops.loc[fao, "yield_low_t_ha"] < t_ha < crops.loc[fao, "yield_high_t_ha"]


def test_world_land_is_the_sum_of_areas_over_the_sum_of_tonnes():
    cells = pd.DataFrame({
        "fao": [1, 1, 1], "commodity": "x", "country": ["AAA", "BBB", "CCC"], "flag": ["", "", "outlier_vs_world"],
        "area": [100.0, 300.0, 1.0], "tonnes": [400.0, 600.0, 1000.0], "region": ["R", "R", "R"],
    })  # fmt: skip
    grown, wider = build(CROPS).land(cells)
    assert wider.set_index("level")["value"].to_dict() == pytest.approx({"region": 4000.0, "world": 4000.0})
    replaced = grown.set_index("country").loc["CCC"]
    assert replaced["value"] == pytest.approx(4000.0)
    assert replaced["level"] == "world"


def test_an_outlier_takes_the_median_of_three_neighbours():
    cells = pd.DataFrame({
        "fao": 1, "commodity": "x", "country": ["AAA", "BBB", "CCC", "DDD"], "flag": ["", "", "", "outlier_vs_world"],
        "area": [100.0, 200.0, 600.0, 1.0], "tonnes": [100.0, 100.0, 100.0, 1000.0], "region": "R",
    })  # fmt: skip
    row = build(CROPS).land(cells)[0].set_index("country").loc["DDD"]
    assert row["value"] == pytest.approx(20_000.0)
    assert row["level"] == "region"


def test_world_rows_follow_from_country_rows_and_production():
    grown = production()
    for fao in (15, 27, 56, 116, 236):
        rows = (
            countries(flows()).query("fao == @fao and flow.str.startswith('Occupation')").set_index("origin")["value"]
        )
        tonnes = grown.loc[fao].reindex(rows.index).dropna()
        mean = (rows.reindex(tonnes.index) * tonnes).sum() / tonnes.sum()
        assert cell(fao, "WLD", "Occupation")["value"] == pytest.approx(mean, rel=0.05)


def test_replaced_cells_are_never_called_the_countrys_own():
    rows = flows()
    wider = rows["flag"].isin(
        ["outlier_vs_world", "tiny_production", "implausible", "no_country_value", "literature_constant"]
    )
    assert not rows.loc[wider, "level"].eq("country").any()
    assert wider.sum() > 1000


def test_glasshouses_of_belgium_and_the_netherlands_keep_their_own_yield():
    for fao, origin in ((388, "BEL"), (388, "NLD"), (397, "NLD"), (401, "BEL"), (449, "BEL")):
        row = cell(fao, origin, "Occupation")
        assert (row["level"], row["flag"]) == ("country", "protected_cropping")


def found(fao: int, country: str, decided: str) -> pd.Series:
    """The row that an override is about."""
    if decided.startswith("applied "):
        rows = table(CROPS, "applied.parquet").query("fao == @fao and origin == @country")
        return rows.set_index("nutrient").loc[decided.removeprefix("applied ")]
    return cell(fao, country, {"land": "Occupation", "water": "Water"}[decided])


def test_overrides_are_obeyed():
    rows = table(CROPS, "overrides.csv")
    assert rows["reason"].str.len().gt(20).all()
    assert rows["decision"].isin(["keep", "replace", "set", "annual", "permanent"]).all()
    for row in rows[rows["table"] != "class"].itertuples():
        result = found(row.fao, row.country, row.table)
        assert result["flag"] == row.flag
        assert (result["level"] == "country") == (row.decision in {"keep", "set"})
        if row.decision == "set":
            assert (result["value"], result["source"], result["year"]) == (float(row.value), row.source, row.year)
    assert rows["value"].ne("").tolist() == rows["decision"].eq("set").tolist()
    classes = table(CROPS, "crops.csv").set_index("fao")["class"]
    corrected = rows[rows["table"] == "class"].set_index("fao")["decision"]
    assert classes.loc[corrected.index].tolist() == corrected.tolist()


def test_coffee_gets_the_fertiliser_that_is_published_for_it():
    rows = table(CROPS, "applied.parquet").query("fao == 656 and nutrient == 'N'").set_index("origin")["value"]
    assert rows.drop("WLD").max() < 300
    for country in ("COL", "ECU", "SLV", "PAN", "DOM", "BRA", "IND", "GTM", "HND", "NIC"):
        assert 100 < rows[country] < 170  # published: 60 to 130, India 116 to 156
    assert rows["CIV"] == pytest.approx(0.0088, rel=0.01)  # doubted, and left


def test_water_of_a_group_is_flagged_wherever_it_stands_for_several_crops():
    rows = flows()[flows()["flow"].str.startswith("Water")]
    own = rows[rows["flag"] == ""]
    single = {15, 27, 56, 116, 236, 328, 486, 249, 157, 156, 79}
    grouped = {388, 403, 426, 515, 560, 490, 221, 692, 75, 187, 260, 270, 292, 333, 773, 836}
    assert single <= set(own["fao"])
    assert grouped.isdisjoint(own["fao"])
    assert grouped <= set(rows.loc[rows["flag"] == "group_mean", "fao"])
    world = rows[rows["origin"] == "WLD"].set_index("fao")["flag"]
    assert world[388] == "group_mean"
    assert world[15] == ""


def test_published_water_of_coffee_means_the_constant_of_the_world():
    rows = flows()[(flows()["fao"] == 656) & flows()["flow"].str.startswith("Water")].set_index("origin")
    known = rows[rows["flag"] == "published"]["value"]
    tonnes = production().loc[656].reindex(known.index)
    assert (known * tonnes).sum() / tonnes.sum() == pytest.approx(rows.loc["WLD", "value"], rel=0.05)


def test_transformation_comes_in_equal_pairs_for_countries_only():
    rows = flows()[flows()["flow"].str.startswith("Transformation")]
    source = rows[rows["flow"].str.contains("from")].set_index(["fao", "origin"])["value"]
    target = rows[~rows["flow"].str.contains("from")].set_index(["fao", "origin"])["value"]
    pd.testing.assert_series_equal(source, target)
    assert rows["level"].eq("country").all()
    assert len(countries(rows)) == len(rows)


def test_under_one_square_metre_per_tonne_is_nil_and_flagged():
    rows = flows()[flows()["flow"].str.startswith("Transformation")]
    nil = rows["flag"].eq("nil_below_1e-4")
    assert rows.loc[nil, "value"].eq(0).all()
    assert rows.loc[~nil, "value"].ge(1).all()
    assert cell(15, "BEL", "Transformation, from")["flag"] == "nil_below_1e-4"
    assert cell(236, "BRA", "Transformation, from")["value"] == pytest.approx(9.51, rel=1e-3)
    assert cell(661, "CIV", "Transformation, from")["value"] == pytest.approx(226, rel=5e-3)


def test_carbon_is_nil_where_transformation_is_nil_and_never_a_credit():
    rows = flows()
    carbon = rows[rows["flow"].str.startswith("Carbon")].set_index(["fao", "origin"])
    cleared = rows[rows["flow"].str.startswith("Transformation, from")].set_index(["fao", "origin"])["value"]
    nil = cleared.reindex(carbon.index).eq(0)
    assert carbon.loc[nil, "value"].eq(0).all()
    assert set(carbon.loc[carbon["value"].eq(0), "flag"]) == {"nil_below_1e-4", "no_credit"}
    assert set(carbon.loc[~nil].index.get_level_values("fao")) == {236, 254, 656, 661, 836}
    assert carbon.loc[(236, "BRA"), "value"] == pytest.approx(367.7, rel=1e-3)


def test_emission_factors_are_the_published_equations():
    factor = table(CROPS, "emission_factors.csv").set_index(["flow", "fao"])["kg_per_kg"]
    assert factor["Ammonia", ""] == 0.05
    assert factor["Nitrogen oxides", ""] == 0.04
    assert factor["Dinitrogen monoxide", ""] == pytest.approx((0.010 + 0.11 * 0.010 + 0.24 * 0.011) * 44.013 / 28.014)
    assert factor["Dinitrogen monoxide", "27"] == pytest.approx((0.004 + 0.11 * 0.010 + 0.24 * 0.011) * 44.013 / 28.014)
    assert factor["Nitrate", ""] == pytest.approx(0.24 * 62.005 / 14.007)
    assert factor["Phosphate", ""] == pytest.approx(0.05 * 94.971 / 30.974)


@pytest.mark.parametrize(("fao", "origin"), [(15, "BEL"), (27, "IND"), (661, "WLD"), (236, "region:South America")])
def test_emissions_are_what_was_applied_times_the_factor(fao, origin):
    used = table(CROPS, "applied.parquet").query("fao == @fao and origin == @origin").set_index("nutrient")["value"]
    factors_of = table(CROPS, "emission_factors.csv")
    for row in factors_of[factors_of["fao"].isin(["", str(fao)])].itertuples():
        if (row.flow, row.fao, fao) != ("Dinitrogen monoxide", "", 27):
            assert cell(fao, origin, row.flow)["value"] == pytest.approx(used[row.nutrient] * row.kg_per_kg, rel=1e-12)


def test_fertiliser_adds_up_to_the_worlds():
    grown = production()
    rows = countries(table(CROPS, "applied.parquet")).set_index(["fao", "origin"])
    tonnes = grown.reindex(rows.index)
    total = (rows["value"] * tonnes).groupby(rows["nutrient"]).sum() / 1e9
    assert 85 < total["N"] < 115
    assert 14 < total["P"] < 22


def test_fractions_lie_in_their_ranges():
    rows = table(CROPS, "loss_fractions.csv")
    ranged = rows[(rows["low"] != "") & (rows["high"] != "")].astype({"low": float, "high": float})
    assert len(ranged) >= 7
    assert ((ranged["low"] <= ranged["value"]) & (ranged["value"] <= ranged["high"])).all()


def test_rice_alone_gives_methane_and_its_field_rates_are_those_of_ipcc_1996():
    rows = flows()[flows()["flow"].str.startswith("Methane")]
    assert set(rows["fao"]) == {27}
    for origin, kg_ha in (("USA", 350), ("ITA", 504), ("CHN", 182)):
        t_ha = 10_000 / cell(27, origin, "Occupation")["value"]
        assert cell(27, origin, "Methane")["value"] * t_ha == pytest.approx(kg_ha, rel=0.05)


def test_world_water_of_the_staples_is_near_the_published_means():
    for fao, published in ((15, 342), (27, 341), (56, 81), (328, 1306)):
        assert cell(fao, "WLD", "Water")["value"] == pytest.approx(published, rel=0.25)


def test_no_water_is_deeper_than_two_metres():
    rows = countries(flows())
    land = rows[rows["flow"].str.startswith("Occupation")].set_index(["fao", "origin"])["value"]
    water = rows[rows["flow"].str.startswith("Water") & rows["level"].eq("country")].set_index(["fao", "origin"])[
        "value"
    ]
    depth = water * 10_000 / land.reindex(water.index)
    assert depth.max() <= 20_000 * (1 + 1e-9)


@pytest.mark.parametrize("origin", NEIGHBOURS)
def test_belgium_and_its_neighbours_have_every_flow_of_wheat(origin):
    found = set(flows().query("fao == 15 and origin == @origin")["flow"])
    assert found >= {"Occupation, annual crop", "Ammonia", "Nitrate", "Phosphate", "Water, unspecified natural origin"}


def test_every_crop_has_a_world_row_to_fall_back_on():
    rows = flows()[flows()["origin"] == "WLD"]
    crops = set(table(CROPS, "crops.csv")["fao"])
    for flow in ("Ammonia", "Phosphate", "Water, unspecified natural origin"):
        assert len(crops - set(rows[rows["flow"] == flow]["fao"])) <= 2  # sugar crops nes and mate: in no group
    assert not rows["flow"].str.startswith(("Transformation", "Carbon")).any()
