"""Compile Scherer et al. 2023: effect of land use on species, by country, land use and intensity.

python factors/cf_scherer_2023/build.py --source DIR
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from footprint.editions import Column, Edition, Source, Table, arguments, write_edition
from footprint.editions.build import Arguments
from footprint.editions.characterisation import GLO, LAND, factors_table, iso3_by_iso2, joined, per_of
from footprint.ground.errors import FactorError
from footprint.ground.text import fold

COUNTRY = "cf/landuse_scherer2023_country.csv"
MAPPING = "cf/scherer2021_lci_flow_to_landuse_class.csv"
GLAM = "cf/glam1_2024_10_eq.parquet"
NAMES = "ref/country_names_iso_en_nl_fr_de.csv"

EDITION = Edition(
    id="cf_scherer_2023",
    title="Land use and species: characterisation factors of Scherer et al. 2023, by country",
    description="Share of the world's species put at risk per m2 and year of land use, and per m2 changed; 5 land "
    "uses x 3 intensities, "
    "laid out on the flow names of ecoinvent and GLAM 1.0, which adopted these factors.",
    version="1.0.0",
    published="2023",
    compiled="2026-11-20",
    citation="Scherer, L., Rosa, F., Sun, Z., Michelsen, O., De Laurentiis, V., Marques, A., Pfister, S., Verones, "
    "F., Kuipers, K. J. J. (2023). "
    "Biodiversity impact assessment considering land use intensities and fragmentation. Environmental Science & "
    "Technology.",
    doi="10.1021/acs.est.3c04191",
    url="https://zenodo.org/records/10114492",
    licence="not seen",
    licence_status="unknown",
    licence_note="The licence of the data record could not be read when this edition was compiled; check it before "
    "redistributing.",
    sources=(
        Source(
            COUNTRY,
            "1156da6ee5148fdda7d35efeb2c7747d5f79881f46fd84a58932fed7065e54ec",
            "Scherer et al. 2023, CF_domain_country.csv",
            "https://zenodo.org/records/10114492",
            "not seen",
            "unknown",
        ),
        Source(
            MAPPING,
            "50a34f9ac052753a93a04116273cbf97c36eb27a2a51e405f433f4b8fbbb82bd",
            "Scherer et al. 2021, flows of life-cycle inventories by land use and intensity, supplement of doi "
            "10.1007/s11367-021-02003-y",
            "https://doi.org/10.1007/s11367-021-02003-y",
            "not seen",
            "unknown",
        ),
        Source(
            GLAM,
            "c03212027bf55df57c9535f82533c932de9519c60e0495613b78e7d66c74e472",
            "GLAM 1.0, V1.0.2024.10, ecosystem quality (world values of land use)",
            "https://www.lifecycleinitiative.org/activities/life-cycle-assessment-data-and-methods/"
            "global-guidance-for-life-cycle-impact-assessment-indicators-and-methods-glam/",
            "not seen",
            "unknown",
        ),
        Source(
            NAMES,
            "b3c703ec851e660fcd6376d2f82b4cfc1640b7f48d7ac8fe1aa34b94af83fbb0",
            "ISO 3166-1 codes",
            "https://www.iso.org/iso-3166-country-codes.html",
            "facts",
            "stated",
        ),
    ),
)

APPROACHES = {"average": "avg", "marginal": "mar"}
_CLASSES = {"Cropland": "Cropland", "Managed forests": "Managed_forest", "Pasture": "Pasture", "Urban": "Urban"}
#: Spellings of the mapping that differ from those of the flow list.
_SPELLINGS = {
    "tranformation": "transformation",
    "ocuppation": "occupation",
    "dumpsite": "dump site",
    "green areas": "green area",
    "shrub land": "shrubland",
    "non irrigated": "nonirrigated",
}
_TOLERANCE = 0.002


def classes(args: Arguments) -> pd.DataFrame:
    """Return the published rows by place, land_use and intensity; areas without an ISO code are left out.

    Palestine stands there twice (Gaza, West Bank): the larger value counts, as in GLAM 1.0.
    """
    table = pd.read_csv(args.path(EDITION, COUNTRY), keep_default_na=False, na_values={})
    names = pd.read_csv(args.path(EDITION, NAMES), keep_default_na=False)
    table = table[table["iso3"].isin(names["iso3"])].rename(columns={"iso3": "place"})
    numbers = [name for name in table if name.startswith("CF_")]
    table[numbers] = table[numbers].replace("", np.nan).astype("float64")
    columns = ["place", "land_use", "intensity"]
    return table.groupby(columns, as_index=False)[[*numbers, "quality_glo"]].max().dropna(subset=["CF_occ_avg_glo"])


def mapping(args: Arguments) -> pd.DataFrame:
    """Return flow, land_use, intensity: the flow names of GLAM with the class the method's authors give to them."""
    glam = _glam(args)
    flows = sorted({*glam["flow"], "Transformation, from grassland, natural, for livestock grazing"})
    table = pd.read_csv(args.path(EDITION, MAPPING), keep_default_na=False)
    ours = table[(table["lci_database"] == "ecoinvent") & (table["chaudhary_land_use"] != "Unmatched flows")]
    broad = ours["chaudhary_land_use"].str.replace(r" \(.*", "", regex=True).map(_CLASSES)
    by_name = dict(zip(ours["elementary_flow"].map(_folded), zip(broad, ours["intensity"], strict=True), strict=True))
    found = [by_name[_folded(flow.replace("unknown", "unspecified"))] for flow in flows]
    return pd.DataFrame(found, columns=["land_use", "intensity"]).assign(flow=flows)[["flow", "land_use", "intensity"]]


def _folded(flow: str) -> str:
    text = fold(flow).removesuffix(" non use")
    for written, meant in _SPELLINGS.items():
        text = text.replace(written, meant)
    return text


def _glam(args: Arguments) -> pd.DataFrame:
    table = pd.read_parquet(args.path(EDITION, GLAM), columns=["impact_category", "flow", "location", "value"])
    land = table[table["impact_category"] == "Land use, biodiversity_damage"]
    iso3 = iso3_by_iso2(args.path(EDITION, NAMES))
    return land[["flow", "value"]].astype({"flow": "str"}).assign(place=land["location"].astype("str").map(iso3))


def by_country(published: pd.DataFrame, flows: pd.DataFrame, approach: str) -> pd.DataFrame:
    """Return one row per flow and country; "from" is minus "to"."""
    sign = np.where(flows["flow"].str.startswith("Transformation, from"), -1.0, 1.0)
    stem = np.where(flows["flow"].str.startswith("Occupation"), "occ", "tra")
    parts = []
    for (flow, land_use, intensity), turn, kind in zip(flows.itertuples(index=False), sign, stem, strict=True):
        ours = published[(published["land_use"] == land_use) & (published["intensity"] == intensity)]
        name = f"CF_{kind}_{APPROACHES[approach]}_glo"
        rows = ours[["place"]].assign(
            flow=flow, value=turn * ours[name] + 0.0, rsd=ours[f"{name}_rsd"], quality=ours["quality_glo"]
        )
        parts.append(rows)
    return pd.concat(parts, ignore_index=True).assign(approach=approach)


def world(args: Arguments, flows: pd.DataFrame) -> pd.DataFrame:
    """Return the world values; Scherer et al. publish none, these are GLAM 1.0's own."""
    glam = _glam(args)
    ours = glam[glam["place"] == GLO].set_index("flow")["value"]
    mirrored = -ours.reindex(flows["flow"].str.replace(", from ", ", to ")).to_numpy()
    value = ours.reindex(flows["flow"]).to_numpy()
    value = np.where(np.isnan(value), mirrored, value)
    rows = pd.DataFrame({"flow": flows["flow"], "place": GLO, "value": value, "rsd": np.nan, "quality": ""})
    return rows.assign(approach="average", flag="world value of GLAM 1.0")


def check_against_glam(rows: pd.DataFrame, glam: pd.DataFrame) -> None:
    """Raise FactorError if a country value of GLAM 1.0 differs from ours by more than 0.2 %.

    "Transformation, from" is left out: it is minus "to" here, and in GLAM 1.0 too except for Palestine.
    """
    glam = glam[~glam["flow"].str.startswith("Transformation, from")]
    ours = rows[rows["approach"] == "average"].set_index(["flow", "place"])["value"]
    theirs = glam.set_index(["flow", "place"])["value"]
    both = ours.reindex(theirs.index)
    apart = both.isna() | ((both - theirs).abs() > _TOLERANCE * theirs.abs())
    if apart.any():
        raise FactorError(f"{int(apart.sum())} factors differ from GLAM 1.0, first {theirs[apart].index[0]}")


def factors(args: Arguments) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the factors and the mapping they were laid out with."""
    flows = mapping(args)
    published = classes(args)
    rows = pd.concat(
        [*(by_country(published, flows, approach) for approach in APPROACHES), world(args, flows)], ignore_index=True
    )
    check_against_glam(rows, _glam(args))
    occupation = rows["flow"].str.startswith("Occupation")
    quality = (
        rows["quality"]
        .where(rows["quality"].isin(["original", ""]), "quality: " + rows["quality"])
        .replace("original", "")
    )
    wide = pd.Series(np.where(rows["rsd"] > 2, "rsd>2", ""), index=rows.index)
    return rows.assign(
        category="Land use, biodiversity, " + rows["approach"],
        realm="terrestrial",
        pressure=np.where(occupation, "land occupation", "land transformation"),
        compartment=LAND,
        unit="global PDF.yr",
        per=per_of(rows["flow"]),
        flag=joined(rows["flag"].fillna(""), wide, quality),
    ).drop(columns="quality"), flows


MAPPING_COLUMNS = (
    Column("flow", "string", "", "Elementary flow."),
    Column("land_use", "string", "", "Land use of Scherer et al. 2023."),
    Column("intensity", "string", "", "Minimal, Light or Intense."),
)


def main() -> None:
    args = arguments(Path(__file__).parent)
    rows, flows = factors(args)
    tables = [
        factors_table(rows, "Factors by flow and country; global species loss, average and marginal."),
        Table(
            "flow_classes.csv",
            flows,
            MAPPING_COLUMNS,
            ("flow",),
            "Land use and intensity behind each flow name (Scherer et al. 2021).",
        ),
    ]
    write_edition(EDITION, tables, args.out)


if __name__ == "__main__":
    main()
