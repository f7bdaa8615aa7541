"""Compile the forest behind a tonne of roundwood, by country, and where wood comes from.

    python factors/inventory_wood_2026_11/build.py --source DIR

DIR holds the files named in ``made_from.csv``. The tables this script does not make are written by hand and read by it;
sub-regions come from the origins edition.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from footprint.editions.build import Arguments, Edition, Source, arguments, told_tables, write_edition
from footprint.ground.joins import lookup

HERE = Path(__file__).parent
REGIONS = HERE.parent / "origins_2026_11" / "regions.csv"
FOREST = "lci/forest_area_and_roundwood_land_occupation.csv"
TRADE = "ref/forest_products_production_trade_2018_2022.csv.gz"
BELGIAN = "ref/be_sawnwood_import_origins_2009_2011.csv"

EDITION = Edition(
    id="inventory_wood_2026_11",
    title="Forest occupied per tonne of roundwood and fuelwood, by country, and the origins of wood products",
    description="Forest in production over wood removed, with its range; production and origin mixes of six products.",
    version="2026.11",
    published="2026-11-26",
    compiled="2026-11-26",
    citation="Own compilation from FAO Global Forest Resources Assessment 2020 and FAOSTAT Forestry production and "
    "trade 2018-2022; every row names its source.",
    doi="10.4060/ca9825en",
    url="https://fra-data.fao.org/",
    licence="FAO terms of use (CC BY 4.0 since 2025; older copies: CC BY-NC-SA 3.0 IGO)",
    licence_status="stated",
    licence_note="Figures of FAO in our own layout; its terms were read in stored copies, not at the publisher.",
    sources=tuple(Source(**row) for row in pd.read_csv(HERE / "made_from.csv").to_dict("records")),
)

LAND = "natural resource/land"
FLOWS = {"intensive": "Occupation, forest, intensive", "extensive": "Occupation, forest, extensive"}
AREAS = {
    "planted": "planted_forest",
    "natural": "naturally_regenerating_forest",
    "primary": "primary_forest",
    "production": "primary_designation_production",
    "multiple": "primary_designation_multiple_use",
    "all": "forest_area",
}
# Where fuelwood comes out of the same forests and is sold as the timber is: it carries its share of the land.
TOGETHER_REGIONS = (
    "Northern Europe",
    "Western Europe",
    "Southern Europe",
    "Eastern Europe",
    "Northern America",
    "Australia and New Zealand",
)
TOGETHER_COUNTRIES = ("JPN", "KOR")
HA_TO_M2 = 10_000.0
TINY_M3 = 20_000.0  # a smaller harvest does not make a country's forest a production forest
SLOWEST = 0.1  # m3/ha.yr: less is not a forest that is harvested (selective logging in the Congo basin: 0.17-0.40)
FASTEST_PLANTED, FASTEST_NATURAL = 20.0, 10.0  # m3/ha.yr: more does not grow on the area that was named
BELIEVED_CELLS = 3
PARTS = [f"{kind}_{bound}" for kind in FLOWS for bound in ("value", "low", "high")]
FLOW_COLUMNS = [
    "product", "origin", "flow", "compartment", "value", "low", "high", "unit", "level", "year", "source", "flag",
]  # fmt: skip
ITEMS = {
    "Industrial roundwood": "logs",
    "Sawnwood": "sawnwood",
    "Wood-based panels": "plywood",
    "Veneer sheets": "veneer_sheets",
    "Wood pulp": "wood_pulp",
    "Paper and paperboard": "paper",
}
YEARS = ["2018", "2019", "2020", "2021", "2022"]


def read(args: Arguments, name: str) -> pd.DataFrame:
    return pd.read_csv(args.path(EDITION, name), keep_default_na=False, low_memory=False)


def written(name: str) -> pd.DataFrame:
    return pd.read_csv(HERE / name, keep_default_na=False, na_values={"low": [""], "high": [""]})


# --- reading ---


def trade(args: Arguments) -> pd.DataFrame:
    """Return production and exports of six products by country, mean 2018-2022 [m3 or t]."""
    rows = read(args, TRADE)
    rows = rows[rows["item"].isin(ITEMS) & rows["element"].isin(["Production", "Export"])]
    rows = rows.assign(product=rows["item"].map(ITEMS), amount=rows[YEARS].apply(pd.to_numeric).mean(axis=1))
    wide = rows.pivot_table(index=["product", "iso3"], columns="element", values="amount").reset_index()
    return wide.rename(columns={"iso3": "country", "Production": "made", "Export": "exported"})


def forests(args: Arguments, traded: pd.DataFrame) -> pd.DataFrame:
    """Return areas [ha] and removals [m3] by country, with the sub-region and the density of its roundwood [t/m3]."""
    rows = read(args, FOREST)
    rows = rows[(rows["commodity_code"] == "FRA") & rows["variable"].isin(AREAS.values())]
    names = {variable: short for short, variable in AREAS.items()}
    wide = rows.assign(variable=rows["variable"].map(names)).pivot_table(
        index="country", columns="variable", values="value"
    )
    wide = (wide * 1000).reset_index()
    logs = traded.loc[(traded["product"] == "logs") & (traded["made"] > 0), ["country", "made"]]
    cells = lookup(logs.rename(columns={"made": "industrial"}), wide, "country", missing="keep")
    cells = lookup(cells, written("roundwood_2020.csv"), "country", missing="keep")
    cells = lookup(cells, pd.read_csv(REGIONS, keep_default_na=False), "country")
    cells["fuel"] = cells["fuelwood_m3"].where(cells["fuelwood_m3"].notna(), 0.0)
    return cells.assign(conifer=conifers(cells)).reset_index(drop=True)


def conifers(cells: pd.DataFrame) -> pd.Series:
    """Return the coniferous share of industrial roundwood: the country's of 2020, else that of its sub-region."""
    parts = cells[["coniferous_m3", "non_coniferous_m3"]]
    own = parts["coniferous_m3"] / parts.sum(axis=1, min_count=2)
    sums = parts.groupby(cells["region"]).transform("sum")
    return own.where(own.notna(), sums["coniferous_m3"] / sums.sum(axis=1))


def tonnes_per_m3(conifer: pd.Series, product: str) -> pd.Series:
    """Return density [t/m3]: that of softwood and hardwood weighted by the coniferous share of the roundwood."""
    table = written("densities.csv").set_index(["product", "wood"])["m3_per_t"]
    if (product, "all") in table.index:
        return pd.Series(1.0 / table.loc[(product, "all")], index=conifer.index)
    return conifer / table.loc[(product, "coniferous")] + (1 - conifer) / table.loc[(product, "non_coniferous")]


# --- which forest, which wood ---


def fastest(cells: pd.DataFrame, area: pd.Series) -> pd.Series:
    """Return the fastest harvest believed on an area [m3/ha.yr]: higher where half of it or more is planted."""
    mostly_planted = cells["planted"] >= 0.5 * area
    return pd.Series(np.where(mostly_planted, FASTEST_PLANTED, FASTEST_NATURAL), index=cells.index)


def chosen_area(cells: pd.DataFrame, wood: pd.Series) -> pd.DataFrame:
    """Return the area the wood comes from [ha] and why: designated, else all forest that is not primary.

    Designated is production plus multiple use. It is not used where it is not reported, nil, or too small for the wood.
    """
    designated = cells[["production", "multiple"]].sum(axis=1, min_count=1)
    planted = cells["planted"].where(cells["planted"].notna(), 0.0)
    primary = cells["primary"].where(cells["primary"].notna(), 0.0)
    managed = planted + (cells["natural"] - primary).clip(lower=0)
    managed = managed.where(managed.notna(), cells["all"])
    unknown = designated.isna() | designated.eq(0)
    small = ~unknown & (wood / designated > fastest(cells, designated))
    flag = np.select([unknown, small], ["no_designation", "designation_too_small"], "")
    return pd.DataFrame({"area": designated.where(~(unknown | small), managed), "flag": flag})


def planted_part(cells: pd.DataFrame, area: pd.Series) -> pd.Series:
    """Return the share of the area that is planted; where planting is not reported, the median of the sub-region."""
    share = (cells["planted"] / area).clip(upper=1.0)
    return share.where(share.notna(), share.groupby(cells["region"]).transform("median"))


def per_m3(cells: pd.DataFrame, area: pd.Series, wood: pd.Series, name: str) -> dict[str, pd.Series]:
    """Return m2.yr per m3 of planted (intensive) and other (extensive) forest when `area` [ha] gives `wood` [m3]."""
    total = HA_TO_M2 * area / wood
    share = planted_part(cells, area)
    return {f"intensive_{name}": total * share, f"extensive_{name}": total * (1 - share)}


def bounds(cells: pd.DataFrame, area: pd.Series, woods: list[pd.Series]) -> pd.DataFrame:
    """Return the lowest and highest m2.yr per m3 over planted forest, the chosen area and all forest, and over `woods`.

    Planted forest counts only where the wood could have grown on it.
    """
    runs: dict[str, list[pd.Series]] = {kind: [] for kind in FLOWS}
    for wood in woods:
        for ground in (cells["planted"], area, cells["all"]):
            run = per_m3(cells, ground, wood, "run")
            possible = ground.gt(0) & (wood / ground <= fastest(cells, ground))
            for kind in FLOWS:
                runs[kind].append(run[f"{kind}_run"].where(possible | (ground is area)))
    table = {kind: pd.concat(columns, axis=1) for kind, columns in runs.items()}
    low = {f"{kind}_low": part.min(axis=1) for kind, part in table.items()}
    return pd.DataFrame(low | {f"{kind}_high": part.max(axis=1) for kind, part in table.items()})


def together(cells: pd.DataFrame) -> pd.Series:
    return cells["region"].isin(TOGETHER_REGIONS) | cells["country"].isin(TOGETHER_COUNTRIES)


def logs(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the forest behind a tonne of industrial roundwood, by country, with belief and flag."""
    planted_only = cells["country"].isin(written("plantations.csv")["country"])
    both = cells["industrial"] + cells["fuel"]
    wood = both.where(together(cells) & ~planted_only, cells["industrial"])
    choice = chosen_area(cells, wood)
    area = choice["area"].where(~planted_only, cells["planted"])
    flag = choice["flag"].mask(planted_only, "planted_only")
    value = pd.DataFrame(per_m3(cells, area, wood, "value"))
    table = pd.concat([value, bounds(cells, area, [cells["industrial"], both])], axis=1)
    return judged(cells, table.div(tonnes_per_m3(cells["conifer"], "logs"), axis=0), area, wood, flag, "logs")


def fuelwood(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the forest behind a tonne of fuelwood: the designated area shared by volume with the timber."""
    burnt = cells[cells["fuel"] > 0].reset_index(drop=True)
    both = burnt["industrial"] + burnt["fuel"]
    choice = chosen_area(burnt, both)
    flag = choice["flag"].mask(choice["flag"].eq("") & ~together(burnt), "shared_forest")
    value = pd.DataFrame(per_m3(burnt, choice["area"], both, "value"))
    table = pd.concat([value, bounds(burnt, choice["area"], [both])], axis=1)
    dense = tonnes_per_m3(burnt["conifer"], "fuelwood")
    return judged(burnt, table.div(dense, axis=0), choice["area"], both, flag, "fuelwood")


def judged(
    cells: pd.DataFrame, per_t: pd.DataFrame, area: pd.Series, wood: pd.Series, flag: pd.Series, product: str
) -> pd.DataFrame:
    """Take belief from tiny harvests and from harvests per hectare that no forest gives."""
    pace = wood / area
    tiny = wood < TINY_M3
    odd = ~tiny & ~((pace >= SLOWEST) & (pace <= fastest(cells, area)))
    flag = flag.mask(flag.eq("") & cells["planted"].isna(), "split_of_region")
    flag = flag.mask(odd, "implausible_harvest").mask(tiny, "tiny_harvest")
    volume = cells["industrial"] if product == "logs" else cells["fuel"]
    tonnes = volume * tonnes_per_m3(cells["conifer"], product)
    table = pd.concat([cells[["country", "region"]], per_t[PARTS]], axis=1)
    return table.assign(product=product, tonnes=tonnes, believed=~(tiny | odd), level="country", flag=flag)


# --- the ladder: country, region, world ---


def steps(cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the mean over believed cells, weighted by tonnes: sums of area over sums of wood."""
    kept = cells[cells["believed"]]
    weighted = kept[PARTS].mul(kept["tonnes"], axis=0).assign(tonnes=kept["tonnes"], cells=1, origin=kept[by])
    sums = weighted.groupby("origin").sum()
    return sums[PARTS].div(sums["tonnes"], axis=0).assign(cells=sums["cells"]).reset_index()


def laddered(cells: pd.DataFrame) -> pd.DataFrame:
    """Return country, region and world rows; what is not believed takes the region's value, else the world's."""
    region, world = steps(cells, "region"), steps(cells.assign(world="WLD"), "world")
    steady = region[region["cells"] >= BELIEVED_CELLS].rename(columns={"origin": "region"}).drop(columns="cells")
    doubted, own = cells[~cells["believed"]], cells[cells["believed"]]
    doubted = lookup(doubted.drop(columns=PARTS), steady, "region", missing="keep")
    of_world = doubted["extensive_value"].isna()
    for part in PARTS:
        doubted[part] = doubted[part].where(~of_world, world[part].iloc[0])
    doubted["level"] = np.where(of_world, "world", "region")
    countries = pd.concat([own, doubted]).assign(origin=lambda t: t["country"])
    region = region.assign(origin="region:" + region["origin"], level="region", flag="")
    every = pd.concat([countries, region, world.assign(level="world", flag="")])
    return every.assign(product=cells["product"].iloc[0])[["product", "origin", "level", "flag", *PARTS]]


def flows(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of flows.parquet, an intensive and an extensive one for each product and origin."""
    parts = []
    for made in (laddered(logs(cells)), laddered(fuelwood(cells))):
        for kind, flow in FLOWS.items():
            names = {f"{kind}_{bound}": bound for bound in ("value", "low", "high")}
            table = made[["product", "origin", "level", "flag", *names]].rename(columns=names).assign(flow=flow)
            nil = table["value"].eq(0) & table["flag"].isin(["", "no_designation"])
            parts.append(table.assign(flag=table["flag"].mask(nil, "all_planted")))
    every = pd.concat(parts).assign(compartment=LAND, unit="m2.yr", source="fra_2020_faostat_fo")
    every = every.assign(year="area 2020, harvest 2018-2022")[FLOW_COLUMNS]
    return every.sort_values(["product", "origin", "flow"], ignore_index=True)


# --- production and mixes ---


def in_tonnes(traded: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Return production and exports in tonnes; exports no larger than production, so that re-exports are left out."""
    conifer = cells[["country", "conifer"]]
    usual = cells["coniferous_m3"].sum() / cells[["coniferous_m3", "non_coniferous_m3"]].sum(axis=None)
    table = lookup(traded, conifer, "country", missing="keep")
    share = table["conifer"].where(table["conifer"].notna(), usual)
    by_volume = {product: tonnes_per_m3(share, product) for product in ("logs", "sawnwood", "plywood", "veneer_sheets")}
    dense = pd.Series(1.0, index=table.index)
    for product, value in by_volume.items():
        dense = dense.mask(table["product"].eq(product), value)
    made = table["made"].where(table["made"].notna(), 0.0)
    sent = table["exported"].where(table["exported"].notna(), 0.0)
    own = np.minimum(sent, made)
    return table.assign(dense=dense, tonnes=made * dense, own=own * dense, sent=sent * dense)


def production(rows: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Return tonnes by product and country."""
    made = rows[["product", "country", "tonnes"]].assign(year="2018-2022", source="faostat_fo_2018_2022")
    burnt = cells[["country", "fuel"]].assign(tonnes=cells["fuel"] * tonnes_per_m3(cells["conifer"], "fuelwood"))
    burnt = burnt.assign(product="fuelwood", year="2020", source="timba_faostat_fo_2020")
    every = pd.concat([made, burnt[["product", "country", "tonnes", "year", "source"]]])
    return every[every["tonnes"] > 0].sort_values(["product", "country"], ignore_index=True)


def belgian(args: Arguments, rows: pd.DataFrame) -> pd.DataFrame:
    """Return Belgian imports of sawnwood from Europe: none from countries now embargoed, none a country cannot saw."""
    bought = read(args, BELGIAN).rename(columns={"iso3": "country", "m3_per_year_avg2009_2011": "m3"})
    wood = bought["item"].map({"Sawnwood (C)": 1.0, "Sawnwood (NC)": 0.0})
    bought = bought.assign(tonnes=bought["m3"] * tonnes_per_m3(wood, "sawnwood"))
    bought = bought.groupby("country", as_index=False)["tonnes"].sum().assign(product="sawnwood", basis="direct_be")
    bought = bought[~bought["country"].isin(written("corrections.csv")["country"])]
    sawn = rows.loc[rows["product"] == "sawnwood", ["country", "tonnes"]].rename(columns={"tonnes": "made"})
    bought = lookup(bought, sawn, "country", missing="keep")
    limit = bought["made"].where(bought["made"].notna(), 0.0)
    bought["tonnes"] = np.minimum(bought["tonnes"], limit)
    return bought.drop(columns="made").assign(year="2009-2011", source="faostat_ft_2009_2011")


def mixes(args: Arguments, rows: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """Return shares of countries by product and basis, each summing to 1."""
    sent = rows[["product", "country", "own"]].rename(columns={"own": "tonnes"})
    sent = sent.assign(basis="world_exports", year="2018-2022", source="faostat_fo_2018_2022")
    every = pd.concat([belgian(args, rows), sent, made.assign(basis="world_production")])
    every = every[every["tonnes"] > 0]
    every["share"] = every["tonnes"] / every.groupby(["product", "basis"])["tonnes"].transform("sum")
    columns = ["product", "basis", "country", "share", "tonnes", "year", "source"]
    return every[columns].sort_values(["product", "basis", "country"], ignore_index=True)


def coverage(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how much of the reported exports is left after re-exports."""
    sums = rows.groupby("product", as_index=False)[["sent", "own"]].sum()
    return sums.assign(basis="world_exports").rename(columns={"sent": "reported", "own": "kept"})[
        ["product", "basis", "reported", "kept"]
    ]


# --- writing ---


KEYS = {
    "flows.parquet": ("product", "origin", "flow", "compartment"),
    "production.parquet": ("product", "country"),
    "mixes.parquet": ("product", "basis", "country"),
    "coverage.csv": ("product", "basis"),
    "roundwood_2020.csv": ("country",),
    "roundwood_equivalents.csv": ("product", "wood"),
    "densities.csv": ("product", "wood"),
    "plantations.csv": ("country",),
    "corrections.csv": ("country",),
    "sources.csv": ("source",),
    "flags.csv": ("flag",),
    "columns.csv": ("column",),
    "made_from.csv": ("name",),
}


def main() -> None:
    args = arguments(HERE)
    traded = trade(args)
    cells = forests(args, traded)
    rows = in_tonnes(traded, cells)
    made = production(rows, cells)
    frames = {"flows.parquet": flows(cells), "production.parquet": made, "mixes.parquet": mixes(args, rows, made)}
    frames["coverage.csv"] = coverage(rows)
    frames |= {file: written(file) for file in KEYS if file not in frames}
    write_edition(EDITION, told_tables(frames, KEYS), args.out)


if __name__ == "__main__":
    main()
