"""Own flows of animal products: pasture, methane, nitrous oxide, manure nitrogen, forest cleared for pasture."""

from __future__ import annotations

import numpy as np
import pandas as pd

from factors.inventory_animals_2026_11.build_ladder import (
    CELL,
    Reader,
    completed,
    filled,
    harvests,
    iso3,
    output,
    prices,
    products,
    proxies,
    steps,
    weighted,
    written,
)
from factors.inventory_animals_2026_11.build_manure import manure_nitrogen
from footprint.ground.joins import lookup

GHG = "lci/livestock_ghg_per_tonne_2017.csv.gz"
FEED = "lci/livestock_feed_per_tonne_2017.csv.gz"
PASTURE = "lci/livestock_pasture_derived_faostat.csv"
LAND_USE = "lci/faostat_land_use_2015_2022.csv.gz"
CLEARED = "lci/deforestation_deduce_eudr_2020_2022.csv.gz"
PARTS = {"ghg_enteric_ch4": "enteric_ch4", "ghg_manure_ch4": "manure_ch4", "ghg_manure_n2o": "manure_n2o"}
GWP = {"enteric_ch4": 25.0, "manure_ch4": 25.0, "manure_n2o": 298.0}  # the factors the source multiplied with
POOL_ABOVE = 3.0  # meat over so many times the world's: the herd is kept for more than meat
NIL_HA_T = 1e-4
MOST_HA_T = 1.0  # more is a tiny herd beside a large clearing: left out, nothing is known there
WEAK = 0.3  # quality index of DeDuCE (0 to 1) under which a cell is flagged
LAND = "natural resource/land"
GRASS, LEY = "Occupation, pasture, man made", "Occupation, pasture, man made, intensive"
FOREST, TO_GRASS = "Transformation, from forest, primary (non-use)", "Transformation, to pasture, man made"
COLUMNS = [
    *("product", "origin", "flow", "compartment", "value", "low", "high"),
    *("unit", "level", "year", "source", "flag"),
]
LEVELS = ["country", "region", "world"]


# --- emissions ---


def emitted(read: Reader) -> pd.DataFrame:
    """Return kg of CH4 or N2O per tonne: product, country, region, tonnes, part, value (NaN if none), tiny."""
    rows = read(GHG).rename(columns={"commodity_code": "fao"})
    rows = rows[rows["variable"].isin(PARTS)]
    rows = lookup(rows, products()[["fao", "product"]], "fao").assign(part=rows["variable"].map(PARTS).to_numpy())
    rows["value"] = rows["value"].astype(float) * 1000 / rows["part"].map(GWP)
    made = output(read)
    made = made[made["product"].isin(rows["product"])]
    grid = pd.concat([made.assign(part=part) for part in GWP])
    enteric = lookup(grid, products()[["product", "enteric", "animal", "pair", "fao"]], "product")
    grid = enteric[enteric["enteric"] | enteric["part"].ne("enteric_ch4")]
    rows = rows.assign(tiny=rows["flag"].eq("tiny_production"))[[*CELL, "part", "value", "tiny"]]
    return lookup(grid, rows, [*CELL, "part"], missing="keep")


def herd_methane(cells: pd.DataFrame) -> pd.DataFrame:
    """Return kg of enteric CH4 a year of each herd, from heads (herds.csv) and IPCC factors: country, kind, ch4."""
    heads = written("herds.csv").melt("country", var_name="kind", value_name="thousand")
    factors = written("enteric_factors.csv").melt("region", var_name="kind", value_name="factor")
    regions = cells[["country", "region"]].drop_duplicates()
    table = lookup(lookup(heads, regions, "country"), factors, ["region", "kind"])
    return table.assign(ch4=table["thousand"] * 1000 * table["factor"])[["country", "kind", "ch4"]]


def rescaled(cells: pd.DataFrame) -> pd.DataFrame:
    """Scale all parts of a herd's emissions so that its enteric methane is heads times the IPCC factor.

    The source counts other herds than FAOSTAT (1.9 times the beef cattle of the USA, 0.75 times the dairy cows of
    Belgium). Cows and other cattle are scaled each; a flock of sheep, goats or buffalo as a whole.
    """
    kinds = {"cattle_carcass": "other", "milk": "dairy", "pig_carcass": "pigs"}
    kind = cells["product"].map(kinds).fillna(cells["pair"])
    enteric = cells[cells["part"].eq("enteric_ch4")].assign(kind=kind)
    table = enteric.assign(told=enteric["value"] * enteric["tonnes"])
    told = table.groupby(["country", "kind"], as_index=False)["told"].sum()
    both = lookup(told, herd_methane(cells), ["country", "kind"], missing="keep")
    both = both[both["told"].gt(0) & both["ch4"].gt(0)]
    both = both.assign(scale=both["ch4"] / both["told"])[["country", "kind", "scale"]]
    table = lookup(cells.assign(kind=kind), both, ["country", "kind"], missing="keep")
    scale = table["scale"].where(table["scale"].notna(), 1.0)
    return table.assign(value=table["value"] * scale).drop(columns=["kind", "scale"])


def pooled(cells: pd.DataFrame, read: Reader) -> pd.DataFrame:
    """Share a herd's emissions between its meat and milk by value, where the herds cannot be told apart.

    That is buffalo everywhere, and other ruminants where meat carries over 3 times the world's enteric methane: animals
    kept for milk, work and wealth. Elsewhere the source's split (dairy cows to milk, the other animals to meat) stands.
    """
    usable = cells["value"].gt(0) & ~cells["tiny"].eq(True)
    world = weighted(cells[usable], ["product", "part"]).rename(columns={"value": "usual"}).drop(columns="cells")
    table = lookup(cells, world, ["product", "part"])
    heavy = table["part"].eq("enteric_ch4") & table["product"].str.endswith("_carcass") & table["pair"].ne("")
    heavy &= table["value"] > POOL_ABOVE * table["usual"]
    herds = set(table.loc[heavy, ["pair", "country"]].apply(tuple, axis=1))
    here = table["pair"].eq("buffaloes") | table[["pair", "country"]].apply(tuple, axis=1).isin(herds)
    return by_value(table.drop(columns="usual"), here, read)


def by_value(table: pd.DataFrame, here: pd.Series, read: Reader) -> pd.DataFrame:
    price = prices(read)
    priced = lookup(table, price, ["fao", "country"], missing="keep")
    median = price[price["country"] == "WLD"].set_index("fao")["price"]
    usd = priced["price"].where(priced["price"].notna(), priced["fao"].map(median))
    herd = [table["pair"], table["country"], table["part"]]
    burden = (table["value"] * table["tonnes"]).groupby(herd).transform("sum")
    worth = (usd * table["tonnes"]).groupby(herd).transform("sum")
    known = here & burden.gt(0)
    value = table["value"].where(~known, usd * burden / worth)
    return table.assign(value=value, pooled=known)


def screened(cells: pd.DataFrame) -> pd.DataFrame:
    """Say which cells are believed: not nil, not tiny, within the limits of flow_limits.csv around the world's mean."""
    usable = cells["value"].gt(0) & ~cells["tiny"].eq(True)
    world = weighted(cells[usable], ["product", "part"]).rename(columns={"value": "usual"}).drop(columns="cells")
    table = lookup(cells, world, ["product", "part"])
    limits = written("flow_limits.csv").set_index(["part", "animal"])[["low", "high"]]
    kinds = np.select(
        [table["product"].str.endswith("milk"), table["animal"].eq("pig") & table["part"].eq("enteric_ch4"),
         table["part"].eq("enteric_ch4"), table["animal"].eq("poultry") & table["part"].eq("manure_n2o")],
        ["milk", "pig", "meat", "poultry"], "any")  # fmt: skip
    keys = [
        (part, kind) if (part, kind) in limits.index else (part, "any")
        for part, kind in zip(table["part"], kinds, strict=True)
    ]
    bound = limits.loc[keys].to_numpy()
    ratio = table["value"] / table["usual"]
    inside = ratio.between(bound[:, 0], bound[:, 1])
    tiny = table["tiny"].eq(True)
    flag = np.select(
        [table["value"].isna() | table["value"].eq(0), tiny, ~inside, table["pooled"]],
        ["no_country_value", "tiny_production", "implausible", "by_value"], "")  # fmt: skip
    return table.assign(believed=inside & ~tiny, flag=flag).drop(columns="usual")


def emission_parts(read: Reader) -> pd.DataFrame:
    """Return product, country, part, value [kg/t], level and flag, with region and world rows."""
    cells = dry_hens(filled(screened(pooled(rescaled(emitted(read)), read)), ["product", "part"]))
    keep = ["product", "country", "part", "value", "level", "flag"]
    wider = completed(steps(cells[cells["believed"]], ["product", "part"]).assign(flag=""), cells, ["part"])
    return pd.concat([cells[keep], wider[keep]]).sort_values(keep[:3], ignore_index=True)


def dry_hens(cells: pd.DataFrame) -> pd.DataFrame:
    """Give the eggs of the regions in hens.csv the manure methane of hens on dry systems (the source: wet ones)."""
    rules = written("hens.csv")
    here = cells["product"].eq("eggs") & cells["part"].eq("manure_ch4") & cells["region"].isin(rules["region"])
    dry = cells["region"].map(dict(zip(rules["region"], rules["ch4_head"] * 1000 / rules["eggs_head"], strict=True)))
    return cells.assign(
        value=cells["value"].mask(here, dry),
        level=cells["level"].mask(here, "region"),
        flag=cells["flag"].mask(here, "dry_manure"),
        believed=cells["believed"] | here,
    )


def gases(parts: pd.DataFrame) -> pd.DataFrame:
    """Return methane (enteric plus manure) and nitrous oxide: the widest level and first flag of the parts speak."""
    flow = np.where(parts["part"].eq("manure_n2o"), "Dinitrogen monoxide", "Methane, non-fossil")
    rows = parts.assign(flow=flow, rank=parts["level"].map(LEVELS.index))
    rows = rows.sort_values(["product", "country", "flow", "part"])
    table = rows.groupby(["product", "country", "flow"], as_index=False).agg(
        value=("value", "sum"), rank=("rank", "max"), flag=("flag", lambda f: next((x for x in f if x), ""))
    )
    table["level"] = table["rank"].map(dict(enumerate(LEVELS)))
    return table.assign(compartment="air", unit="kg", year="2017", source="halpern_ghg").drop(columns="rank")


# --- pasture ---


def leys(read: Reader) -> pd.DataFrame:
    """Return temporary meadows over permanent ones by country, means of 2017-2020: country, ley."""
    rows = iso3(read(LAND_USE))
    rows = rows[rows["year"].astype(int).between(2017, 2020)]
    wide = rows.pivot_table(index="country", columns="commodity_code", values="value", aggfunc="mean")
    wide = wide[wide[6655] > 0]
    return (wide[6633] / wide[6655]).rename("ley").dropna().reset_index()


def grassland(read: Reader) -> pd.DataFrame:
    """Return cells with grassland [m2.yr/t]: permanent (`grass`), temporary over permanent (`ley`), and its bounds.

    `high` is all of FAOSTAT's meadows, `low` the land the fodder of the source would need at the yield grazed land has
    in the mean of the world; `value` is the former, capped at the published 95th percentile.
    """
    rows = read(PASTURE).rename(columns={"commodity_code": "fao"})
    rows = lookup(rows, products()[["fao", "product"]], "fao")[[*CELL, "value"]].rename(columns={"value": "grass"})
    grid = lookup(output(read), products()[["product", "pasture_cap_m2_t"]].dropna(), "product", missing="keep")
    grid = grid[grid["pasture_cap_m2_t"].notna()]
    cells = lookup(lookup(grid, rows, CELL, missing="keep"), leys(read), "country", missing="keep")
    ley = cells["ley"].where(cells["ley"].notna(), 0.0)
    cells = lookup(cells.assign(ley=ley), fodder(read), CELL, missing="keep")
    high = cells["grass"] * (1 + ley)
    capped = high.clip(upper=cells["pasture_cap_m2_t"])
    low = (cells["fodder"] / world_yield(cells.assign(high=high))).clip(upper=capped)
    flag = np.select([~cells["grass"].gt(0), capped < high], ["no_country_value", "capped_p95"], "")
    return cells.assign(whole=capped, low=low, high=high, flag=flag, believed=cells["grass"].gt(0))


def fodder(read: Reader) -> pd.DataFrame:
    """Return dry matter of grass, hay and silage, on the source's own herds: product, country, fodder [t/t]."""
    rows = read(FEED).rename(columns={"commodity_code": "fao", "value": "fodder"})
    rows = rows[rows["variable"].eq("feed:fodder_DM") & rows["fodder"].gt(0)]
    rows = lookup(rows, products()[["fao", "product"]], "fao", missing="keep").dropna(subset="product")
    return rows[[*CELL, "fodder"]]


def world_yield(cells: pd.DataFrame) -> float:
    """Return the dry matter eaten per square metre of meadow over the world [t/m2], where both are known."""
    known = cells[cells["high"].gt(0) & cells["fodder"].gt(0)]
    eaten, land = (known["fodder"] * known["tonnes"]).sum(), (known["high"] * known["tonnes"]).sum()
    return float(eaten / land)


def pasture(read: Reader) -> pd.DataFrame:
    """Return occupation of permanent and temporary grassland [m2.yr/t] with its range."""
    cells = grassland(read)
    parts = []
    for flow, share in ((GRASS, 1 / (1 + cells["ley"])), (LEY, cells["ley"] / (1 + cells["ley"]))):
        ends = {name: cells[name] * share for name in ("low", "high")}
        parts.append(cells.assign(flow=flow, value=cells["whole"] * share, **ends))
    table = filled(pd.concat(parts, ignore_index=True), ["product", "flow"])
    narrower, wider = table["low"].lt(table["value"]), table["high"].gt(table["value"])
    silent = table["level"].ne("country") | ~(narrower | wider)
    table = table.assign(**{name: table[name].mask(silent) for name in ("low", "high")})
    keep = ["product", "country", "flow", "value", "low", "high", "level", "flag"]
    table = pd.concat([table[keep], completed(wide_range(table), table, [])[keep]])
    table = table[table["value"] > 0]
    return table.assign(compartment=LAND, unit="m2.yr", year="2017-2020", source="faostat_rl")


def wide_range(table: pd.DataFrame) -> pd.DataFrame:
    """Return region and world rows with the mean of the ends; a cell without a low end counts with its value."""
    believed, by = table[table["believed"]], ["product", "flow"]
    wide = steps(believed, by).assign(flag="")
    for name in ("low", "high"):
        ends = steps(believed.assign(value=believed[name].fillna(believed["value"])), by)
        wide = lookup(wide, ends.rename(columns={"value": name})[[*by, "country", name]], [*by, "country"])
    return wide


# --- forest cleared ---


def clearing(read: Reader) -> pd.DataFrame:
    """Return hectares and tonnes of CO2 per tonne of carcass, pasture for meat and for hides together, 2020-2021."""
    rows = iso3(read(CLEARED))
    rows = rows[rows["commodity"].isin(["Cattle meat", "Leather"]) & rows["year"].isin([2020, 2021])]
    names = {"deforestation_risk_amortized": "ha", "deforestation_emissions_incl_peat_drainage_amortized": "mt"}
    rows = rows.assign(what=rows["variable"].map(names)).dropna(subset="what")
    wide = rows.pivot_table(index="country", columns="what", values="value", aggfunc="sum") / 2  # two years
    wide["quality"] = pd.to_numeric(rows["quality_index"]).groupby(rows["country"]).mean()
    herd = harvests(read).query("fao in (867, 947)").groupby("country", as_index=False)["tonnes"].sum()
    table = lookup(wide.reset_index(), herd, "country", missing="keep").dropna(subset="tonnes")
    table = table.assign(ha_t=table["ha"] / table["tonnes"], co2_t=table["mt"] * 1e6 / table["tonnes"])
    return table[table["ha_t"] <= MOST_HA_T]


def transformation(read: Reader) -> pd.DataFrame:
    """Return forest to pasture [m2/t] and its CO2 [kg/t], countries only; under 1e-4 ha/t is nil."""
    made = output(read)
    made = made[made["product"].isin(["cattle_carcass", "buffalo_carcass"])]
    cells = lookup(made, clearing(read).drop(columns="tonnes"), "country", missing="keep").dropna(subset="ha_t")
    nil, gain = cells["ha_t"] < NIL_HA_T, cells["co2_t"] < 0
    flag = np.select(
        [nil, cells["tonnes"] < 1000, cells["quality"] < WEAK],
        ["nil_below_1e-4", "small_producer", "weak_attribution"], "")  # fmt: skip
    cells = cells.assign(flag=flag, level="country", year="2020-2021", source="deduce_eudr")
    m2 = (cells["ha_t"] * 10_000).mask(nil, 0.0)
    land = [cells.assign(flow=flow, value=m2, unit="m2", compartment=LAND) for flow in (FOREST, TO_GRASS)]
    co2 = (cells["co2_t"] * 1000).mask(nil | gain, 0.0)
    air = cells.assign(flow="Carbon dioxide, from soil or biomass stock", value=co2, unit="kg", compartment="air")
    return pd.concat([*land, air.dropna(subset="value")])


def flows(read: Reader) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return flows.parquet and emission_parts.parquet."""
    parts = emission_parts(read)
    every = pd.concat([gases(parts), manure_nitrogen(parts, read), pasture(read), transformation(read)])
    made = output(read)
    every = every.reindex(columns=["product", "country", *COLUMNS[2:]])
    table = proxies(every, made, ["product", "country", "flow"])
    return table.rename(columns={"country": "origin"})[COLUMNS], parts.rename(columns={"country": "origin"})
