"""Every row of the origins and of the world inventory: shares, regions, growers, sums."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest

import factors

ROOT = Path(factors.__file__).parent
CROPS, ORIGINS, WORLD = "inventory_crops_2026_11", "origins_2026_11", "world_inventory_2026_11"
NEIGHBOURS = ("BEL", "NLD", "FRA", "DEU", "LUX", "GBR")


@cache
def table(edition: str, name: str) -> pd.DataFrame:
    path = ROOT / edition / name
    return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path, keep_default_na=False)


@cache
def build(edition: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"build_{edition}", ROOT / edition / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def grown_cells() -> pd.DataFrame:
    """Crop and country of every land row of the inventory."""
    rows = table(CROPS, "flows.parquet")
    rows = rows[rows["flow"].str.startswith("Occupation")]
    return rows.loc[(rows["origin"].str.len() == 3) & (rows["origin"] != "WLD"), ["fao", "origin"]]


def test_shares_sum_to_one_on_every_basis():
    sums = table(ORIGINS, "mixes.parquet").groupby(["fao", "basis"])["share"].sum()
    assert (sums - 1).abs().max() < 1e-9
    bases = {"traced_be", "traced_be_supply", "direct_be", "world_exports", "world_production"}
    assert set(sums.index.get_level_values("basis")) == bases


def test_every_crop_has_a_production_mix_and_every_country_a_region():
    crops = set(table(CROPS, "crops.csv")["fao"])
    mixes = table(ORIGINS, "mixes.parquet")
    regions = table(ORIGINS, "regions.csv").set_index("country")["region"]
    assert set(mixes[mixes["basis"] == "world_production"]["fao"]) == crops
    assert set(mixes["country"]) | set(grown_cells()["origin"]) <= set(regions.index)
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
    ("fao", "basis", "country", "share"),
    [
        (236, "traced_be", "BRA", 0.52),
        (236, "traced_be", "USA", 0.27),
        (661, "traced_be", "CIV", 0.58),
        (661, "traced_be", "GHA", 0.20),
        (656, "traced_be", "BRA", 0.34),
        (254, "traced_be", "IDN", 0.38),
        (15, "traced_be_supply", "BEL", 0.33),
        (836, "traced_be", "CIV", 0.41),
    ],
)
def test_traced_shares_are_those_of_the_tracing(fao, basis, country, share):
    rows = table(ORIGINS, "mixes.parquet").query("fao == @fao and basis == @basis and country == @country")
    assert rows["share"].item() == pytest.approx(share, abs=0.01)


def test_no_mix_says_a_crop_grew_where_it_cannot():
    mixes = table(ORIGINS, "mixes.parquet")
    assert not (mixes["fao"].isin([661, 656, 254, 836]) & mixes["country"].isin(NEIGHBOURS)).any()


def test_no_country_ships_more_of_a_crop_than_it_grows():
    module, grown = build(ORIGINS), table(ORIGINS, "production.parquet").set_index(["fao", "country"])["tonnes"]
    rates = {fao: rate for fao, _, rate in module.TRADED_AS} | module.SUGAR
    mixes = table(ORIGINS, "mixes.parquet")
    rows = mixes[mixes["basis"].isin(["direct_be", "world_exports"])].set_index(["fao", "country"])
    most = grown.reindex(rows.index) * [rates.get(fao, 1.0) for fao in rows.index.get_level_values("fao")]
    assert (rows["tonnes"] <= most * (1 + 1e-9)).all()
    kept = table(ORIGINS, "coverage.csv")
    assert (kept["kept"] <= kept["reported"] * (1 + 1e-9)).all()


def test_origins_of_the_main_mixes_have_an_inventory_of_their_own():
    known = set(grown_cells().itertuples(index=False, name=None))
    traced = table(ORIGINS, "mixes.parquet").query("basis == 'traced_be'")
    pairs = pd.Series(
        [(fao, country) in known for fao, country in zip(traced["fao"], traced["country"], strict=True)],
        index=traced.index,
    )
    assert traced[pairs].groupby(traced["fao"])["share"].sum().min() > 0.95


def test_tea_is_made_tea_and_china_is_counted_once():
    grown = table(ORIGINS, "production.parquet")
    tea = grown[grown["fao"] == 667]
    assert 6e6 < tea["tonnes"].sum() < 7e6
    assert tea.set_index("country").loc["CHN", "tonnes"] == pytest.approx(2.63e6, rel=0.01)
    wheat = grown[grown["fao"] == 15].set_index("country")["tonnes"]
    assert wheat["CHN"] == pytest.approx(1.35e8, rel=0.02)
    assert 7e8 < wheat.sum() < 8.2e8


def test_corrections_stand_in_the_mixes_with_their_source():
    mixes = table(ORIGINS, "mixes.parquet").set_index(["basis", "fao", "country"])
    corrections = table(ORIGINS, "corrections.csv")
    assert corrections["reason"].str.len().gt(20).all()
    for row in corrections.itertuples():
        found = mixes.loc[(row.basis, row.fao, row.country)]
        assert (found["tonnes"], found["source"]) == (row.tonnes, row.source)


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
