"""Prices and exchange rates by year, densities: what turns money and volume into tonnes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pandas as pd

from factors.reference_2026_11.build_products import split, written
from footprint.ground.errors import FactorError

YEARS_OF_PRODUCER_PRICES = range(2018, 2023)
# Series of one good differ by grade and place, and a year's mean hides its months: a quarter on either side.
PINK_SHEET_BAND = 0.25
# A farm-gate price is not what a buyer pays: half to double.
PRODUCER_BAND = (0.5, 2.0)
# Producer prices of another form than the crop of the inventory (README, "Prices left out").
OTHER_FORM = {"tea": "fresh leaf", "vanilla": "green beans"}
# Animals are priced at the farm gate by carcass weight, milk as it is milked: FAO item code -> products of that form.
# Meat with the bone is the carcass but for its offal and fat: it takes the same price, within the same band.
AT_FARM_GATE = {
    "867": ("cattle_carcass", "meat_of_cattle_with_the_bone_fresh_or_chilled"),
    "882": ("milk",),
    "947": ("buffalo_carcass",),
    "951": ("buffalo_milk",),
    "977": ("sheep_carcass", "lamb"),
    "982": ("sheep_milk",),
    "1017": ("goat_carcass", "meat_of_goat_fresh_or_chilled"),
    "1020": ("goat_milk",),
    "1035": ("pig_carcass", "pork"),
    "1058": ("chicken_carcass", "poultry"),
    "1062": ("eggs",),
    "1069": ("duck_carcass", "meat_of_ducks_fresh_or_chilled"),
    "1080": ("turkey_carcass", "meat_of_turkeys_fresh_or_chilled"),
}
# Series that stop within a year, so that its mean is one of some months.
PARTIAL = {("Barley", 2020), ("Sorghum", 2020), ("Shrimps, Mexican", 2023)}


def prices(pink_sheet: pd.DataFrame, producer: pd.DataFrame, products: pd.DataFrame) -> pd.DataFrame:
    """Return EUR per tonne by product, year and basis, with a band that covers grade, place and season."""
    rows = [*_pink_sheet(pink_sheet), *_producer(producer, products)]
    columns = ["product", "year", "currency", "price_per_t", "low", "high", "basis", "source"]
    frame = pd.DataFrame(rows, columns=columns).round({"price_per_t": 2, "low": 2, "high": 2})
    return frame.sort_values(["product", "year", "basis"], ignore_index=True)


def _pink_sheet(table: pd.DataFrame) -> Iterable[tuple[str, int, str, float, float, float, str, str]]:
    values = table.set_index("series")
    years = [column for column in table.columns if column.isdigit()]
    for row in written("price_series").itertuples(index=False):
        series = values.loc[split(row.series)]
        if (series["unit"] != "EUR/t").any():
            raise FactorError(f"{row.product}: a series is not in EUR/t: {row.series}")
        for year in years:
            found = series.loc[series[year] != "", year].astype(float)
            if len(found):
                yield _banded(row.product, int(year), found)


def _banded(product: str, year: int, found: pd.Series) -> tuple[str, int, str, float, float, float, str, str]:
    low, high = found.min() * (1 - PINK_SHEET_BAND), found.max() * (1 + PINK_SHEET_BAND)
    partial = year == 2026 or any((name, year) in PARTIAL for name in found.index)
    note = " (January to May)" if year == 2026 else " (part of the year)" if partial else ""
    names = " + ".join(found.index)
    source = f"World Bank Pink Sheet, 2 June 2026: {names}; annual mean{note}, ECB annual average rate"
    return product, year, "EUR", float(found.mean()), float(low), float(high), "pinksheet", source


def _producer(
    table: pd.DataFrame, products: pd.DataFrame
) -> Iterable[tuple[str, int, str, float, float, float, str, str]]:
    crops = products[products["class"].str.endswith("crop")]
    ids = {str(fao): (product,) for fao, product in zip(crops["fao"], crops["id"], strict=True)} | AT_FARM_GATE
    source = "FAOSTAT producer prices, mean 2018-22 over countries weighted by production (farm gate)"
    for row in table.itertuples(index=False):
        named = [product for product in ids.get(row.item_code, ()) if product not in OTHER_FORM]
        if not named or not row.world_wavg_eur_t:
            continue
        mean, median = float(row.world_wavg_eur_t), float(row.median_eur_t)
        low, high = PRODUCER_BAND[0] * min(mean, median), PRODUCER_BAND[1] * max(mean, median)
        for product, year in itertools.product(named, YEARS_OF_PRODUCER_PRICES):
            yield product, year, "EUR", mean, low, high, "producer_price", source


def exchange_rates(table: pd.DataFrame) -> pd.DataFrame:
    """Return currency, year, units of it per euro, source: annual averages of the daily reference rates."""
    long = table.melt("year", var_name="currency", value_name="per_eur")
    long = long[long["per_eur"] != ""].copy()
    long["year"], long["per_eur"] = long["year"].astype(int), long["per_eur"].astype(float)
    long["source"] = "European Central Bank, euro foreign exchange reference rates, annual average"
    long.loc[long["year"] == 2026, "source"] += " of January to October"
    columns = ["currency", "year", "per_eur", "source"]
    return long[columns].sort_values(["currency", "year"], ignore_index=True)


def densities() -> pd.DataFrame:
    """Return kg per m3 of the products bought by volume, with a band and a source."""
    table = written("densities")
    columns = ["density_kg_m3", "low", "high"]
    table[columns] = table[columns].astype(float)
    return table.sort_values("product", ignore_index=True)
