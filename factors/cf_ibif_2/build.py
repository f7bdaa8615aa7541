"""Compile IBIF v2: mean species abundance lost per unit of pressure, by country.

python factors/cf_ibif_2/build.py --source DIR
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from footprint.editions import Edition, Source, arguments, write_edition
from footprint.editions.build import Arguments
from footprint.editions.characterisation import GLO, LAND, LAND_COVERS, factors_table, land_flows
from footprint.ground.errors import FactorError

FACTORS = "cf/ibif_v2_country.csv"
NAMES = "ref/country_names_iso_en_nl_fr_de.csv"

EDITION = Edition(
    id="cf_ibif_2",
    title="IBIF v2: intactness-based biodiversity impact factors, by country",
    description="Loss of mean species abundance on land by land use, greenhouse gases, nitrogen deposition and "
    "roads; all species, plants, and "
    "warm-blooded vertebrates.",
    version="2",
    published="2025",
    compiled="2026-11-20",
    citation="Schipper, A. M. et al. (2025). Intactness-based biodiversity impact factors (IBIF), version 2. "
    "Scientific Data 12, 1660.",
    doi="10.1038/s41597-025-05946-1",
    url="https://doi.org/10.1038/s41597-025-05946-1",
    licence="not seen",
    licence_status="unknown",
    licence_note="The article is open access; PBL announces conditions of use for developers, which could not be "
    "read. Check them before "
    "redistributing.",
    sources=(
        Source(
            FACTORS,
            "1d14f87af18986019944980ce3bde3352f8cc78f0d53a4432818dc46168ade6a",
            "IBIF_v2.xlsx, country values in one table, units of the publisher",
            "https://doi.org/10.1038/s41597-025-05946-1",
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

TAXA = {"overall": "overall", "plants": "plants", "vert": "warm-blooded vertebrates"}
#: Land use of the publisher: broad classes of land covers.
LAND_CLASSES = {
    "Cr": ("annual crop", "permanent crop"),
    "Pa": ("pasture",),
    "Pl": ("forest, intensive",),
    "Ur": ("urban",),
    "Mi": ("mines",),
}
M2_PER_KM2 = 1e6
M_PER_KM = 1e3
#: Global warming potential over 100 years [kg CO2e/kg], IPCC AR6 WGI, table 7.15.
GWP100 = {"Methane, non-fossil": 27.0, "Methane, fossil": 29.8, "Dinitrogen monoxide": 273.0}
MEAN = "unweighted mean of the countries"


def published(args: Arguments) -> pd.DataFrame:
    """Return the publisher's table by ISO 3166-1 alpha-3, numbers as numbers."""
    table = pd.read_csv(args.path(EDITION, FACTORS), keep_default_na=False, na_values=[""])
    names = pd.read_csv(args.path(EDITION, NAMES), keep_default_na=False)
    return table[table["iso3"].isin(names["iso3"])].set_index("iso3").astype("float64")


def by_place(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return place and value of one column, with the unweighted mean of the countries as world value."""
    known = table[name].dropna()
    whole = pd.concat([known, pd.Series({GLO: known.mean()})])
    return pd.DataFrame({"place": whole.index, "value": whole.to_numpy(), "flag": [""] * len(known) + [MEAN]})


def land(table: pd.DataFrame, taxon: str) -> Iterator[pd.DataFrame]:
    """Yield land occupation: loss of habitat, fragmentation and, for mines, disturbance [m2.yr lost per m2.yr]."""
    for code, classes in LAND_CLASSES.items():
        covers = [(code, cover) for name in classes for cover in LAND_COVERS[name]]
        values = by_place(table, f"LU_{code}_{taxon}").assign(land_class=code)
        yield land_flows(values, covers, "Occupation").assign(pressure="land occupation", per="m2.yr")


def nitrogen(table: pd.DataFrame, taxon: str) -> Iterator[pd.DataFrame]:
    """Yield ammonia and nitrogen oxides to air; none for vertebrates."""
    for code, flow in (("NH3", "Ammonia"), ("NOx", "Nitrogen oxides")):
        if f"{code}_{taxon}" in table:
            values = by_place(table, f"{code}_{taxon}")
            told = {"flow": flow, "compartment": "air", "pressure": "nitrogen deposition", "per": "kg"}
            yield values.assign(value=values["value"] * M2_PER_KM2, **told)


def roads(table: pd.DataFrame, taxon: str) -> Iterator[pd.DataFrame]:
    """Yield roads, per metre and year of their length; none for plants."""
    if f"R_{taxon}" in table:
        values = by_place(table, f"R_{taxon}")
        told = {"flow": "Occupation, road, length", "compartment": LAND, "pressure": "roads", "per": "m.yr"}
        yield values.assign(value=values["value"] * M2_PER_KM2 / M_PER_KM, **told)


def climate(table: pd.DataFrame, taxon: str) -> Iterator[pd.DataFrame]:
    """Yield greenhouse gases: the publisher's CO2, one value for all countries, and two gases derived from it.

    Carbon taken up gets no factor: the publisher gives none.
    """
    values = table[f"CO2_{taxon}"].unique()
    if len(values) != 1:
        raise FactorError(f"IBIF gives {len(values)} values for CO2 ({taxon}) where one is expected")
    carbon = float(values[0]) * M2_PER_KM2
    gases = [("Carbon dioxide, fossil", 1.0, ""), ("Carbon dioxide, from soil or biomass stock", 1.0, "")]
    gases += [(gas, potential, "derived by GWP100 AR6") for gas, potential in GWP100.items()]
    rows = pd.DataFrame(gases, columns=["flow", "value", "flag"])
    yield rows.assign(value=rows["value"] * carbon, place=GLO, compartment="air", pressure="climate change", per="kg")


def factors(args: Arguments) -> pd.DataFrame:
    """Return all factors, in MSA-loss.m2.yr."""
    table, parts = published(args), []
    for taxon, name in TAXA.items():
        rows = [*land(table, taxon), *nitrogen(table, taxon), *roads(table, taxon), *climate(table, taxon)]
        parts.append(pd.concat(rows, ignore_index=True).assign(category=f"MSA loss, {name}"))
    return pd.concat(parts, ignore_index=True).assign(realm="terrestrial", unit="MSA-loss.m2.yr")


def main() -> None:
    args = arguments(Path(__file__).parent)
    write_edition(
        EDITION,
        [factors_table(factors(args), "Factors by flow and country; greenhouse gases are world values.")],
        args.out,
    )


if __name__ == "__main__":
    main()
