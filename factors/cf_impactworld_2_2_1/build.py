"""Compile IMPACT World+ 2.2.1, ecosystem quality, world values.

python factors/cf_impactworld_2_2_1/build.py --source DIR
"""

from __future__ import annotations

import ast
from pathlib import Path

import pandas as pd

from footprint.editions import Edition, Source, arguments, write_edition
from footprint.editions.build import Arguments
from footprint.editions.characterisation import GLO, drop_repeats, factors_table, reference_state

FACTORS = "cf/impactworld_2_2_1_global_eq.csv.gz"

EDITION = Edition(
    id="cf_impactworld_2_2_1",
    title="IMPACT World+ 2.2.1, ecosystem quality, world values",
    description="Share of species lost locally times area and time, damage level; newer land use and climate than "
    "version 2.1, without countries.",
    version="2.2.1",
    published="2026",
    compiled="2026-11-20",
    citation="Bulle, C., Margni, M., Patouillard, L., et al. (2019). IMPACT World+: a globally regionalized life "
    "cycle impact assessment method. "
    "The International Journal of Life Cycle Assessment 24, 1653-1674; characterisation factors version 2.2.1, "
    "CIRAIG.",
    doi="10.1007/s11367-019-01583-0",
    url="https://github.com/CIRAIG/IWP_Reborn",
    licence="not seen",
    licence_status="unknown",
    licence_note="The repository the figures come from states no licence. Check the publisher's terms before "
    "redistributing.",
    sources=(
        Source(
            FACTORS,
            "b237a9245d3d7d6e4d79ff66bf947f4b96b7d3ca7a1a0ab473dc871622558ee6",
            "IMPACT World+ 2.2.1, Report_changes/2.2.1/bw2_version.xlsx of IWP_Reborn (commit dbacd30), ecosystem "
            "quality in one table",
            "https://github.com/CIRAIG/IWP_Reborn",
            "not seen",
            "unknown",
        ),
    ),
)

#: Indicator of the publisher: realm, pressure. The total over all indicators is not shipped: its parts are.
INDICATORS = {
    "Climate change, ecosystem quality, terrestrial ecosystem, short term": (
        "terrestrial",
        "climate change, short term",
    ),
    "Climate change, ecosystem quality, terrestrial ecosystem, long term": ("terrestrial", "climate change, long term"),
    "Climate change, ecosystem quality, marine ecosystem, short term (beta)": ("marine", "climate change, short term"),
    "Climate change, ecosystem quality, marine ecosystem, long term (beta)": ("marine", "climate change, long term"),
    "Fisheries impact": ("marine", "fisheries"),
    "Freshwater acidification": ("freshwater", "freshwater acidification"),
    "Freshwater ecotoxicity, short term": ("freshwater", "ecotoxicity, short term"),
    "Freshwater ecotoxicity, long term": ("freshwater", "ecotoxicity, long term"),
    "Freshwater eutrophication": ("freshwater", "freshwater eutrophication"),
    "Ionizing radiations, ecosystem quality": ("freshwater", "ionising radiation"),
    "Land occupation, biodiversity": ("terrestrial", "land occupation"),
    "Land transformation, biodiversity": ("terrestrial", "land transformation"),
    "Marine acidification, short term": ("marine", "marine acidification, short term"),
    "Marine acidification, long term": ("marine", "marine acidification, long term"),
    "Marine ecotoxicity, short term": ("marine", "ecotoxicity, short term"),
    "Marine ecotoxicity, long term": ("marine", "ecotoxicity, long term"),
    "Marine eutrophication": ("marine", "marine eutrophication"),
    "Photochemical ozone formation, ecosystem quality": ("terrestrial", "photochemical ozone formation"),
    "Terrestrial acidification": ("terrestrial", "terrestrial acidification"),
    "Terrestrial ecotoxicity, short term": ("terrestrial", "ecotoxicity, short term"),
    "Terrestrial ecotoxicity, long term": ("terrestrial", "ecotoxicity, long term"),
    "Thermally polluted water": ("freshwater", "thermal pollution"),
    "Water availability, freshwater ecosystem": ("freshwater", "water use"),
    "Water availability, terrestrial ecosystem": ("terrestrial", "water use"),
}
LAND = {
    "Land occupation, biodiversity": (("Occupation",), "m2.yr"),
    "Land transformation, biodiversity": (("Transformation, from", "Transformation, to"), "m2"),
}
UNITS = {
    "kilogram": "kg",
    "square meter": "m2",
    "square meter-year": "m2.yr",
    "cubic meter": "m3",
    "kilo Becquerel": "kBq",
}
_TOLD = ("realm", "pressure")


def factors(args: Arguments) -> pd.DataFrame:
    """Return all factors; obsolete flow names are left out."""
    table = pd.read_csv(args.path(EDITION, FACTORS), keep_default_na=False)
    table = table[table["impact_category"].isin(INDICATORS) & ~table["flow"].str.endswith("(obsolete)")]
    rows = table[["flow", "value"]].assign(
        category=table["impact_category"],
        compartment=table["categories"].map(lambda written: "/".join(ast.literal_eval(written))),
        per=table["flow_unit"].map(UNITS),
        place=GLO,
        flag=table["impact_category"]
        .str.endswith("(beta)")
        .map({True: "beta of the publisher; selected by no lens", False: ""}),
    )
    rows = rows.assign(
        **{
            name: rows["category"].map({key: told[at] for key, told in INDICATORS.items()})
            for at, name in enumerate(_TOLD)
        }
    )
    nature = [
        reference_state(category, kinds, per=per, **dict(zip(_TOLD, INDICATORS[category], strict=True)))
        for category, (kinds, per) in LAND.items()
    ]
    return pd.concat([drop_repeats(rows), *nature], ignore_index=True).assign(unit="PDF.m2.yr")


def main() -> None:
    args = arguments(Path(__file__).parent)
    write_edition(EDITION, [factors_table(factors(args), "Factors by flow, world values.")], args.out)


if __name__ == "__main__":
    main()
