"""Prices, densities and exchange rates of the reference edition."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from released import table_of

import factors

EDITION = Path(factors.__file__).parent / "reference_2026_11"
NO_PRICE = {
    "brazil_nuts_in_shell",
    "cassava_leaves",
    "flax",
    "hempseed",
    "jojoba_seeds",
    "mate_leaves",
    "mushrooms_and_truffles",
    "other_sugar_crops_nec",
    "tallowtree_seeds",
    "true_hemp_raw_or_retted",
    "vanilla",
}


def table(name: str) -> pd.DataFrame:
    return table_of(EDITION.name, name)


def products() -> pd.DataFrame:
    return table("products.csv")


def test_prices_are_positive_and_within_their_band() -> None:
    prices = table("prices.parquet")
    assert (prices["low"] > 0).all()
    assert (prices["low"] <= prices["price_per_t"]).all()
    assert (prices["price_per_t"] <= prices["high"]).all()
    assert set(prices["currency"]) == {"EUR"}
    assert prices["year"].between(2018, 2026).all()
    assert set(prices["product"]) <= set(products()["id"])


def test_only_listed_crops_have_no_price() -> None:
    crops = set(products().loc[products()["class"].str.endswith("crop"), "id"])
    assert crops - set(table("prices.parquet")["product"]) == NO_PRICE


def test_prices_keep_to_the_form_of_the_product() -> None:
    prices = table("prices.parquet")
    market = set(prices.loc[prices["basis"] == "pinksheet", "product"])
    assert {"cocoa_beans", "coffee_green", "tea", "natural_rubber", "oranges"} <= market
    assert not {"rice_paddy", "seed_cotton_unginned", "groundnuts_excluding_shelled", "sugar_cane"} & market
    assert set(prices.loc[prices["product"] == "tea", "basis"]) == {"pinksheet"}


def test_animals_are_priced_at_the_farm_gate_in_the_form_sold_there() -> None:
    prices = table("prices.parquet").set_index(["product", "year", "basis"])["price_per_t"]
    assert prices[("milk", 2020, "producer_price")] == pytest.approx(357.5)
    assert prices[("cattle_carcass", 2020, "producer_price")] == pytest.approx(4268.5)
    assert prices[("pig_carcass", 2020, "producer_price")] == prices[("pork", 2020, "producer_price")]
    assert ("milk", 2024, "producer_price") not in prices.index


def test_made_goods_have_a_world_market_price_or_none() -> None:
    made = set(products().loc[products()["class"].isin(["processed", "wood", "mineral"]), "id"])
    prices = table("prices.parquet")
    assert set(prices.loc[prices["product"].isin(made), "basis"]) == {"pinksheet"}
    assert {"palm_oil", "soy_meal", "cane_sugar", "copper", "nickel", "gold"} <= set(prices["product"])
    assert not {"sugar", "chocolate", "cheese", "bread", "paper", "sawnwood"} & set(prices["product"])


def test_what_is_sold_by_volume_has_a_density() -> None:
    wanted = {"milk", "palm_oil", "orange_juice", "wine", "beer", "spirits", "natural_honey", "ethanol", "petrol"}
    wanted |= {"diesel", "logs", "sawnwood", "vinegar", "cream_fresh", "other_nonalcoholic_caloric_beverages"}
    assert wanted <= set(table("densities.csv")["product"])


def test_the_price_of_cocoa_by_year() -> None:
    prices = table("prices.parquet")
    cocoa = prices[(prices["product"] == "cocoa_beans") & (prices["basis"] == "pinksheet")].set_index("year")
    assert cocoa.loc[2022, "price_per_t"] == pytest.approx(2272.8)
    assert cocoa.loc[2025, "price_per_t"] == pytest.approx(6900.5)
    assert "January to May" in cocoa.loc[2026, "source"]


def test_the_band_of_green_coffee_spans_both_kinds() -> None:
    prices = table("prices.parquet").set_index(["product", "year", "basis"]).loc[("coffee_green", 2022, "pinksheet")]
    assert prices["price_per_t"] == pytest.approx((5347.2 + 2170.7) / 2)
    assert prices["low"] < 2170.7
    assert prices["high"] > 5347.2


def test_densities_are_within_their_band_and_sourced() -> None:
    densities = table("densities.csv")
    assert ((densities["low"] <= densities["density_kg_m3"]) & (densities["density_kg_m3"] <= densities["high"])).all()
    assert densities["density_kg_m3"].between(300, 1500).all()
    assert (densities["source"] != "").all()
    assert set(densities["product"]) <= set(products()["id"])


def test_exchange_rates_are_positive_and_yearly() -> None:
    rates = table("exchange_rates.csv")
    assert (rates["per_eur"] > 0).all()
    assert rates["currency"].str.fullmatch(r"[A-Z]{3}").all()
    assert "EUR" not in set(rates["currency"])
    dollar = rates[rates["currency"] == "USD"].set_index("year")["per_eur"]
    assert dollar[2022] == pytest.approx(1.053049)
    assert set(dollar.index) == set(range(1999, 2027))
