"""Feed per tonne of animal product: the GLEAM-based table, its feeds turned back into goods, screened and corrected."""

from __future__ import annotations

import numpy as np
import pandas as pd

from factors.inventory_animals_2026_11.build_ladder import (
    CELL,
    HERE,
    Reader,
    completed,
    filled,
    harvests,
    output,
    products,
    proxies,
    steps,
    written,
)
from footprint.ground.joins import lookup, spread

FEED = "lci/livestock_feed_per_tonne_2017.csv.gz"
BLENDS = HERE.parent / "origins_2026_11" / "blends.parquet"
SOY_HARVEST_T = 350e6  # mean of 2017-2019, the years of the shares in soy_totals.csv
CEREALS = ("maiz", "whea", "barl")
EUROPE = ("Western Europe", "Northern Europe", "Southern Europe")
EASTERN = ("POL", "CZE", "SVK", "HUN", "ROU", "BGR")
SOY_SCALED = ("pig_carcass", "chicken_carcass", "eggs")
CUT_T_T = 1e-3  # less than a kilogram of a feed per tonne is left out
CAKES = {"": (270, 0.60), "cotton": (328, 0.32), "sunflower": (267, 0.47)}  # FAOSTAT item, t of cake per t of crop
PULSES = (176, 181, 187, 191, 195, 197, 201, 203, 205, 210, 211)
COLUMNS = ["product", "country", "input", "amount", "level", "year", "source", "flag"]


def table(read: Reader) -> pd.DataFrame:
    """Return the source's rows of countries that make the product: product, country, code, value, region, tonnes."""
    rows = read(FEED).rename(columns={"commodity_code": "fao"})
    names = products()[["fao", "product"]]
    rows = lookup(rows[rows["fao"].isin(names["fao"])], names, "fao")
    rows = rows.assign(code=rows["variable"].str.removeprefix("feed:"))
    rows = lookup(rows[[*CELL, "code", "value"]], output(read), CELL, missing="keep")
    return rows[rows["tonnes"].notna() & rows["code"].ne("fodder_DM")]


def european(cells: pd.DataFrame) -> pd.Series:
    return cells["region"].isin(EUROPE) | cells["country"].isin(EASTERN)


# --- crops that hardly travel as feed ---


def available(read: Reader) -> pd.DataFrame:
    """Return the tonnes of each crop of feed_caps.csv a country can feed: code, country, most."""
    crops = harvests(read)
    pulses = crops[crops["fao"].isin(PULSES)].groupby("country", as_index=False)["tonnes"].sum().assign(fao=197)
    crops = pd.concat([crops[crops["fao"] != 197], pulses])
    caps = written("feed_caps.csv")
    crops = lookup(crops[crops["fao"].isin(caps["fao"])], caps[["fao", "code", "share"]], "fao")
    return crops.assign(most=crops["tonnes"] * crops["share"])[["code", "country", "most"]]


def capped(rows: pd.DataFrame, read: Reader) -> pd.DataFrame:
    """Hold feeds that hardly travel to what the country grows; cereals take the place of the excess."""
    caps = written("feed_caps.csv")[["code", "dry"]]
    table = lookup(rows, available(read), ["code", "country"], missing="keep")
    used = (table["value"] * table["tonnes"]).groupby([table["code"], table["country"]]).transform("sum")
    bound = table["code"].isin(caps["code"])
    factor = (table["most"].where(table["most"].notna(), 0.0) / used).clip(upper=1.0).where(bound, 1.0)
    table = lookup(table.drop(columns="most"), caps, "code", missing="keep")
    lost = (table["value"] * (1 - factor) * table["dry"]).where(bound, 0.0)
    moved = table.assign(lost=lost).groupby(CELL, as_index=False)["lost"].sum()
    table = table.assign(value=table["value"] * factor).drop(columns="dry")
    return with_cereals(table, moved.rename(columns={"lost": "more"}))


def with_cereals(rows: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Add `more` [t/t] of cereals to each cell, in the mix of its maize, wheat and barley (maize if it has none)."""
    cells = rows.drop_duplicates(CELL)
    blank = pd.concat([cells.assign(code=code, value=0.0) for code in CEREALS])
    table = pd.concat([rows, blank]).groupby([*CELL, "code", "region", "tonnes"], as_index=False)["value"].sum()
    grain = table["value"].where(table["code"].isin(CEREALS), 0.0)
    total = grain.groupby([table["product"], table["country"]]).transform("sum")
    share = (grain / total).where(total > 0, table["code"].eq("maiz").astype(float))
    table = lookup(table, more, CELL)
    return table.assign(value=table["value"] + share * table["more"]).drop(columns="more")


# --- from the source's crops to goods ---


def variants(read: Reader) -> dict[str, dict[str, str]]:
    """Return which row of feed_crops.csv holds in a country, by code: the crop most grown there decides."""
    crops = harvests(read).pivot_table(index="country", columns="fao", values="tonnes", fill_value=0.0)
    cake = pd.DataFrame({name: crops[fao] * part for name, (fao, part) in CAKES.items()})
    grown = cake.sum(axis=1) > 0
    grain = np.select([crops[44] >= crops[83], crops[83] > crops[56]], ["", "sorghum"], "maize")
    beet = np.where(crops[157] > crops[156] / 2, "beet", "cane")  # a tonne of beet gives twice the pulp
    return {
        "sugb": dict(zip(crops.index, beet, strict=True)),
        "ocer": dict(zip(crops.index, grain, strict=True)),
        "xoil": cake.idxmax(axis=1).where(grown, "").to_dict(),
    }


def goods(rows: pd.DataFrame, read: Reader) -> pd.DataFrame:
    """Turn the source's crop equivalents into the goods that are fed: input and value [t/t]."""
    rules, crops = variants(read), written("feed_crops.csv")
    fallback = {"sugb": "cane"}
    where = [
        rules.get(code, {}).get(country, fallback.get(code, ""))
        for code, country in zip(rows["code"], rows["country"], strict=True)
    ]
    table = lookup(rows.assign(where=where), crops[["code", "where", "input", "factor"]], ["code", "where"])
    table = table.assign(value=table["value"] * table["factor"])
    return table.groupby([*CELL, "region", "tonnes", "input"], as_index=False)["value"].sum()


# --- totals ---


def totals(rows: pd.DataFrame, read: Reader) -> pd.DataFrame:
    """Return one row per product and country with its total feed [t/t], replaced where it lies outside the limits."""
    made = output(read)
    limits = products()[["product", "feed_low", "feed_high"]].dropna()
    made = made[made["product"].isin(limits["product"])]
    sums = rows.groupby(CELL, as_index=False)["value"].sum()
    table = lookup(lookup(made, sums, CELL, missing="keep"), limits, "product")
    inside = table["value"].between(table["feed_low"], table["feed_high"])
    flag = np.select([table["value"].isna(), ~inside], ["no_country_value", "implausible_total"], "")
    table = table.assign(believed=inside, flag=flag).drop(columns=["feed_low", "feed_high"])
    return published(filled(table, ["product"]))


def published(table: pd.DataFrame) -> pd.DataFrame:
    """Put the totals of feed_totals.csv in the place of the source's; one figure for both countries: level region."""
    table = lookup(table, written("feed_totals.csv").drop(columns="reason"), CELL, missing="keep")
    here = table["total"].notna()
    table = table.assign(
        value=table["value"].mask(here, table["total"]),
        level=table["level"].mask(here, "region"),
        flag=table["flag"].mask(here, "published_total"),
        believed=table["believed"] | here,
    )
    return table.drop(columns="total")


def composed(rows: pd.DataFrame, total: pd.DataFrame) -> pd.DataFrame:
    """Give each cell the composition of its own rows (else of its region, else of the world) times its total."""
    believed = total.loc[total["believed"], CELL].assign(good=True)
    good = lookup(rows, believed, CELL, missing="keep")
    wide = shares(good[good["good"].eq(True)].drop(columns="good"))
    own = share_of(rows, CELL)
    parts, left = [], total
    for source, keys in ((own, CELL), (wide["region"], ["product", "region"]), (wide["world"], ["product"])):
        here = left[keys].apply(tuple, axis=1).isin(set(source[keys].apply(tuple, axis=1)))
        cells = left[here].rename(columns={"value": "total"})
        block = source[[*keys, "input", "share"]]
        parts.append(spread(cells, block, keys))
        left = left[~here]
    table = pd.concat(parts, ignore_index=True)
    return table.assign(value=table["total"] * table["share"]).drop(columns=["total", "share"])


def share_of(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    sums = rows.groupby([*keys, "input"], as_index=False)["value"].sum()
    whole = sums.groupby(keys)["value"].transform("sum")
    return sums[whole > 0].assign(share=sums["value"] / whole)


def shares(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the composition of regions and of the world, weighted by the feed eaten."""
    eaten = rows.assign(value=rows["value"] * rows["tonnes"])
    return {"region": share_of(eaten, ["product", "region"]), "world": share_of(eaten, ["product"])}


# --- corrections ---


def europe_diets(rows: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """Return the European rows of the products in diets.csv: soy, cereals and other cakes from published figures."""
    diets = written("diets.csv")
    soy = diets["soy_kt"] / diets["product_kt"]
    total = (soy / diets["soy_share"]).where(diets["soy_share"].notna(), diets["feed_t_t"])
    diets = diets.assign(soy=soy, cereals=total * diets["cereals_share"], cakes=total * diets["cakes_share"])
    cells = made[made["product"].isin(diets["product"])]
    cells = lookup(cells[european(cells)], diets[["product", "soy", "cereals", "cakes"]], "product")
    mix = cereal_mix(rows)
    parts = [
        cells.assign(input="soy_meal", value=cells["soy"]),
        cells.assign(input="rapeseed_meal", value=cells["cakes"]),
    ]
    for cereal in mix.columns:
        parts.append(cells.assign(input=cereal, value=cells["cereals"] * cells["region"].map(mix[cereal])))
    table = pd.concat(parts).drop(columns=["soy", "cereals", "cakes"])
    level = np.where(table["country"] == "GBR", "country", "region")
    return table.assign(level=level, flag="european_diet", believed=True)


def cereal_mix(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of maize, wheat and barley in the cereals pigs and hens eat, by sub-region."""
    grain = rows[rows["input"].isin(["maize", "wheat", "barley"])]
    grain = grain[grain["product"].isin(SOY_SCALED)]
    sums = grain.assign(value=grain["value"] * grain["tonnes"]).pivot_table(
        index="region", columns="input", values="value", aggfunc="sum", fill_value=0.0
    )
    return sums.div(sums.sum(axis=1), axis=0)


def soy_scaled(rows: pd.DataFrame) -> pd.DataFrame:
    """Scale the soy of pigs and hens outside Europe to the world's published use; cereals take the freed place."""
    animals = products().set_index("product")["animal"]
    kind, fixed = rows["product"].map(animals), rows["flag"].eq("european_diet")
    soy = rows["input"].eq("soy_meal")
    eaten = rows["value"] * rows["tonnes"]
    factor = pd.Series(1.0, index=rows.index)
    for line in written("soy_totals.csv").itertuples():
        here = kind.eq(line.animal) & soy
        target = line.share * SOY_HARVEST_T - eaten[here & fixed].sum()
        factor = factor.mask(here & ~fixed, target / eaten[here & ~fixed].sum())
    freed = (rows["value"] * (1 - factor)).groupby([rows["product"], rows["country"]]).transform("sum")
    grain = rows["value"].where(rows["input"].isin(["maize", "wheat", "barley"]), 0.0)
    whole = grain.groupby([rows["product"], rows["country"]]).transform("sum")
    more = (grain / whole * freed).where(whole > 0, 0.0)
    return rows.assign(value=rows["value"] * factor + more)


def within_output(rows: pd.DataFrame) -> pd.DataFrame:
    """Scale by-products to what the world makes of them (world_outputs.csv); nothing takes their place."""
    for line in written("world_outputs.csv").itertuples():
        here = rows["input"].eq(line.input)
        factor = min(1.0, line.most_t / (rows["value"] * rows["tonnes"])[here].sum())
        flag = rows["flag"].mask(here & rows["flag"].eq(""), "world_output") if factor < 1 else rows["flag"]
        rows = rows.assign(value=rows["value"].mask(here, rows["value"] * factor), flag=flag)
    return rows


def own_molasses(rows: pd.DataFrame) -> pd.DataFrame:
    """Turn molasses into that of cane or beet, as the sugar of the country is made (blends of the origins edition)."""
    sugar = pd.read_parquet(BLENDS)
    sugar = sugar[sugar["product"] == "sugar"][["country", "input", "share"]]
    kinds = sugar["input"].map({"cane_sugar": "cane_molasses", "beet_sugar": "beet_molasses"})
    sugar = sugar.assign(kind=kinds)[["country", "kind", "share"]]
    here = rows["input"].eq("molasses") & rows["country"].isin(sugar["country"])
    split = spread(rows[here], sugar, "country")
    split = split.assign(value=split["value"] * split["share"], input=split["kind"]).drop(columns=["kind", "share"])
    return pd.concat([rows[~here], split[split["value"] > 0]], ignore_index=True)


def feed(read: Reader) -> pd.DataFrame:
    """Return feed.parquet: goods fed per tonne of product, by country, region and world."""
    made = output(read)
    source = goods(capped(table(read), read), read)
    total = totals(source, read)
    rows = composed(source, total)
    diets = europe_diets(source, made)
    replaced = european(rows) & rows["product"].isin(diets["product"])
    rows = own_molasses(within_output(soy_scaled(pd.concat([rows[~replaced], diets], ignore_index=True))))
    rows = rows[rows["value"] >= CUT_T_T]
    wider = completed(wide_rows(rows).assign(flag=""), made[made["product"].isin(total["product"])], [])
    scaled = rows["input"].eq("soy_meal") & rows["product"].isin(SOY_SCALED) & rows["flag"].eq("")
    flags = rows["flag"].mask(scaled, "corrected_soy")
    every = pd.concat([rows.assign(flag=flags), wider]).rename(columns={"value": "amount"})
    source_key = np.where(every["flag"].eq("european_diet"), "aic_fefac", "gleam_halpern")
    every = every.assign(year="2017", source=source_key)
    every["source"] = every["source"].mask(every["flag"].eq("published_total"), "alberta_milk")
    every["year"] = every["year"].mask(every["flag"].eq("european_diet"), "2015-2023")
    return proxies(every[COLUMNS], made, ["product", "country", "input"])


def wide_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return region and world rows over the believed cells; a feed a country does not use counts as none there."""
    cells = rows.loc[rows["believed"], [*CELL, "region", "tonnes"]].drop_duplicates(CELL)
    inputs = rows.loc[rows["believed"], ["product", "input"]].drop_duplicates()
    grid = spread(cells, inputs, "product")
    amounts = rows[[*CELL, "input", "value"]]
    grid = lookup(grid, amounts, [*CELL, "input"], missing="keep")
    grid["value"] = grid["value"].where(grid["value"].notna(), 0.0)
    wide = steps(grid, ["product", "input"])
    return wide[wide["value"] >= CUT_T_T]
