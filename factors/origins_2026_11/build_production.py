"""Tonnes by product and country: crops and animal products; wood and what is mined have editions of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

Read = Callable[[str], pd.DataFrame]

HERE = Path(__file__).parent
LAND = "lci/crop_land_occupation_avg_2016_2020.csv.gz"
RECENT = "lci/faostat_production_and_producer_price_2018_2022.csv.gz"
ALL_2018 = "lci/faostat_production_2018_all_items.csv.gz"
COLUMNS = ["product", "country", "tonnes", "year", "source"]

# Later vintage more than 20 times the earlier one, against every other source: the earlier one is kept.
EARLIER_VINTAGE = {("coffee_green", "CAF"), ("sesame_seed", "CAF")}
MADE_TEA = "tea"
# FAOSTAT items of animal products, at the farm gate or the slaughterhouse. Hides, skins, wool, honey, beeswax and
# cocoons are not among them: the file that counts them has no row for nearly all of the European Union, and a missing
# row would read as "not produced there".
ANIMALS = {
    867: "cattle_carcass", 882: "milk", 947: "buffalo_carcass", 951: "buffalo_milk", 977: "sheep_carcass",
    982: "sheep_milk", 1017: "goat_carcass", 1020: "goat_milk", 1035: "pig_carcass", 1058: "chicken_carcass",
    1062: "eggs", 1069: "duck_carcass", 1073: "meat_of_geese_fresh_or_chilled", 1080: "turkey_carcass",
    1097: "horse_meat_fresh_or_chilled", 1108: "meat_of_asses_fresh_or_chilled",
    1127: "meat_of_camels_fresh_or_chilled", 1141: "meat_of_rabbits_and_hares_fresh_or_chilled",
}  # fmt: skip


def crop_ids() -> dict[int, str]:
    """Return the product id of each crop of the inventory by its FAOSTAT item code."""
    table = pd.read_csv(HERE.parent / "reference_2026_11" / "written" / "crops.csv", keep_default_na=False)
    return dict(zip(table["fao"].astype(int), table["id"], strict=True))


def _vintage(frame: pd.DataFrame, ids: dict[int, str], variable: str, year: str, source: str) -> pd.DataFrame:
    single = (frame["country"].str.len() == 3) & (frame["country"] != "WLD")
    rows = frame[(frame["variable"] == variable) & single & frame["commodity_code"].isin(ids)]
    columns = {"product": rows["commodity_code"].map(ids), "country": rows["country"]}
    return pd.DataFrame(columns | {"tonnes": rows["value"].astype(float), "year": year, "source": source})


def _crops(read: Read) -> pd.DataFrame:
    """Return crops: the later vintage where it has a row, else the earlier; tea as made tea."""
    earlier = _vintage(read(LAND), crop_ids(), "production_avg", "2016-2020", "faostat_qcl_2016_2020")
    later = _vintage(read(RECENT), crop_ids(), "production", "2018-2022", "faostat_qcl_2018_2022")
    keep_earlier = pd.MultiIndex.from_frame(later[["product", "country"]]).isin(EARLIER_VINTAGE)
    known = later["product"].isin(earlier["product"])
    return pd.concat([later[known & (later["product"] != MADE_TEA) & ~keep_earlier], earlier])


def _animals(read: Read) -> pd.DataFrame:
    later = _vintage(read(RECENT), ANIMALS, "production", "2018-2022", "faostat_qcl_2018_2022")
    return pd.concat([later, _vintage(read(ALL_2018), ANIMALS, "production", "2018", "faostat_qcl_2018")])


def production(read: Read) -> pd.DataFrame:
    """Return tonnes by product and country, one row each, the better source first; countries with none left out."""
    both = pd.concat([_crops(read), _animals(read)])[COLUMNS]
    both = both.drop_duplicates(["product", "country"])
    return both[both["tonnes"] > 0].sort_values(["product", "country"], ignore_index=True)


# Roots of traced groups that are made, not grown: FAOSTAT counts them itself (item code, year 2018).
MADE_ROOTS = {162: "sugar", 252: "coconut_oil", 256: "palm_kernels", 257: "palm_oil"}


def made_roots(read: Read) -> pd.DataFrame:
    """Return the production of the roots of traced groups that are made goods."""
    table = _vintage(read(ALL_2018), MADE_ROOTS, "production", "2018", "faostat_qcl_2018")
    return table[table["tonnes"] > 0].sort_values(["product", "country"], ignore_index=True)


SUGAR_PROCESSES = {"sugar_cane": "cane_sugar_milling", "sugar_beet": "beet_sugar_making"}
SUGAR_INPUTS = {"sugar_cane": "cane_sugar", "sugar_beet": "beet_sugar"}


def sugar_rates() -> dict[str, float]:
    """Return tonnes of sugar per tonne of cane and of beet: those of the processes edition, which owns them."""
    steps = pd.read_csv(HERE.parent / "processes_2026_11" / "written" / "processes.csv", keep_default_na=False)
    rows = steps[steps["process"].isin(SUGAR_PROCESSES.values())].set_index(["process", "role", "product"])["amount"]
    return {
        crop: float(rows[process, "output", SUGAR_INPUTS[crop]]) / float(rows[process, "input", crop])
        for crop, process in SUGAR_PROCESSES.items()
    }


# Tonnes of sugar per tonne of crop.
SUGAR_RATES = sugar_rates()


def sugar_parts(grown: pd.DataFrame) -> pd.DataFrame:
    """Return the part of each country's sugar that its own harvests of cane and of beet would give."""
    crops = grown[grown["product"].isin(SUGAR_RATES)]
    crops = crops.assign(sugar=crops["tonnes"] * crops["product"].map(SUGAR_RATES))
    crops["part"] = crops["sugar"] / crops.groupby("country")["sugar"].transform("sum")
    return crops[["country", "product", "part"]]


def blends(grown: pd.DataFrame) -> pd.DataFrame:
    """Return of which sugar, cane or beet, the sugar made in a country consists."""
    parts = sugar_parts(grown).rename(columns={"part": "share"})
    parts = parts.assign(input=parts["product"].map(SUGAR_INPUTS), product="sugar")
    return parts[["product", "country", "input", "share"]].sort_values(
        ["product", "country", "input"], ignore_index=True
    )
