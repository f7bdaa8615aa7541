"""Manure of the animal inventory: ammonia beside what countries report, nitrogen balanced, hens on dry systems."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from released import table_of

import factors
from factors.inventory_animals_2026_11 import build_manure

ANIMALS = Path(factors.__file__).parent / "inventory_animals_2026_11"


def table(name: str) -> pd.DataFrame:
    return table_of(ANIMALS.name, name)


def flows() -> pd.DataFrame:
    return table("flows.parquet")


def amount(product: str, origin: str, flow: str) -> float:
    rows = flows().query("product == @product and origin == @origin and flow == @flow")
    assert len(rows) == 1
    return float(rows["value"].iloc[0])


def ammonia_kt() -> pd.Series:
    """Ammonia a year by country, all products."""
    rows = flows()[(flows()["flow"] == "Ammonia") & flows()["origin"].str.len().eq(3) & flows()["origin"].ne("WLD")]
    weights = (
        table("output.parquet")
        .set_index(["product", "country"])["tonnes"]
        .reindex(pd.MultiIndex.from_frame(rows[["product", "origin"]], names=["product", "country"]))
    )
    assert weights.notna().all()
    return (rows["value"] * weights.to_numpy()).groupby(rows["origin"]).sum() / 1e6


def test_ammonia_of_the_world_adds_up_to_what_is_known():
    assert 25_000 < ammonia_kt().sum() < 30_000


def test_ammonia_of_a_country_is_what_it_reports_less_what_crops_are_charged():
    kt = ammonia_kt()
    told = table("ammonia_inventories.csv").set_index("country")
    assert len(told) > 35
    assert told["agriculture"].between(0.8, 1).all()
    charged = 1 - kt.reindex(told.index) / (told["total_kt"] * told["agriculture"])
    assert charged.between(0, 0.45).all()
    for country, low, high in (
        ("BEL", 50, 62),
        ("NLD", 100, 115),
        ("DNK", 60, 75),
        ("GBR", 170, 230),
        ("DEU", 400, 520),
    ):
        assert low < kt[country] < high


def test_grazing_cattle_lose_what_the_ipcc_says():
    """Brazil: 99 % of the nitrogen is dropped on pasture."""
    excreted = amount("cattle_carcass", "BRA", "Dinitrogen monoxide") / 0.033
    lost = amount("cattle_carcass", "BRA", "Ammonia") / build_manure.N_TO["Ammonia"] / excreted
    assert lost == pytest.approx(0.99 * build_manure.GRAZED + 0.01 * 0.314)


def test_manure_nitrogen_is_mass_balanced():
    """What is lost as ammonia, nitrate and N2O is under the nitrogen excreted."""
    rules = table("manure_nitrogen.csv").set_index("product")
    assert (rules["volatilised"] + rules["leached"]).max() < 0.75
    rows = flows().pivot_table(index=["product", "origin"], columns="flow", values="value")
    for product, rule in rules.iterrows():
        excreted = rows.loc[product, "Dinitrogen monoxide"] / rule["n2o_per_n"]
        lost = rows.loc[product, "Ammonia"] * 14 / 17 + rows.loc[product, "Nitrate"] * 14 / 62
        assert (lost < excreted).all()


def test_hens_of_europe_stand_on_dry_systems():
    parts = table("emission_parts.parquet").query("product == 'eggs' and part == 'manure_ch4'").set_index("origin")
    assert (parts.loc[["BEL", "FRA", "RUS", "ITA", "SWE"], "value"] - 0.03 / 0.017 < 1e-9).all()
    assert set(parts.loc[["BEL", "FRA", "RUS"], "flag"]) == {"dry_manure"}
    assert 1.5 < parts.loc["WLD", "value"] < 3.5


def test_countries_with_an_inventory_are_scaled_and_the_rest_of_europe_by_their_mean():
    cells = pd.DataFrame(
        {
            "country": ["A", "B", "C", "D"],
            "region": ["Western Europe", "Western Europe", "Southern Europe", "Eastern Asia"],
            "value": 10.0,
            "flag": ["", "", "by_value", ""],
        }
    )
    known = pd.DataFrame({"country": ["A", "B"], "kg": [5.0, 9.0], "modelled": [10.0, 10.0], "scale": [0.5, 0.9]})
    made = build_manure.scaled(cells, known)
    assert made["value"].tolist() == pytest.approx([5.0, 9.0, 7.0, 10.0])
    assert made["flag"].tolist() == ["scaled_to_inventory", "scaled_to_inventory", "by_value", "from_n2o"]
    assert made["source"].tolist() == ["emep_2023"] * 3 + ["halpern_manure"]
