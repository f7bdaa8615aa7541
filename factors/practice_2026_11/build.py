"""Compile the yield effects of organic and extensive farming by group of crops.

    python factors/practice_2026_11/build.py --source DIR

No source file is read: the figures stand in ``studies.csv``, written by hand with their publication. This script
chooses the figure of each group and its range, and gives every crop of the crop inventory its group.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from footprint.editions.build import Edition, Source, arguments, sha256_of, told_tables, write_edition
from footprint.ground.errors import FactorError

HERE = Path(__file__).parent
CROPS = HERE.parent / "inventory_crops_2026_11" / "crops.csv"
PRODUCTS = HERE.parent / "reference_2026_11" / "products.csv"
ALL = "all_crops"
PRACTICES = ("organic", "extensive")

EDITION = Edition(
    id="practice_2026_11",
    title="Yields of organic and extensive farming against conventional farming, by group of crops",
    description="Ratios from meta-analyses with their range, the groups of 160 crops, and the intensity each practice "
    "is taken for. A scenario, never a discount.",
    version="2026.11",
    published="2026-11-26",
    compiled="2026-11-26",
    citation="Own compilation from de Ponti et al. (2012), Seufert et al. (2012), Ponisio et al. (2015), Beckmann et "
    "al. (2019) and others; every row names its source.",
    doi="",
    url="https://doi.org/10.1016/j.agsy.2011.12.004",
    licence="mixed: see sources.csv",
    licence_status="stated",
    licence_note="Single figures quoted from publications, with the source of each; no table was taken over.",
    sources=(
        Source(
            "studies.csv",
            sha256_of(HERE / "studies.csv"),
            "Figures from publications, written by hand with the source of each",
            "https://doi.org/10.1016/j.agsy.2011.12.004",
            "mixed: see sources.csv",
            "stated",
        ),
    ),
)

#: FAOSTAT item codes of each group; every crop of the inventory is in one.
MEMBERS = {
    "wheat": [15],
    "maize": [56],
    "rice": [27],
    "other_cereals": [44, 71, 75, 79, 83, 89, 92, 94, 97, 101, 103, 108],
    "potatoes": [116],
    "roots_tubers": [122, 125, 135, 136, 137, 149, 459],
    "sugar_beet": [157],
    "sugar_other": [156, 161],
    "pulses": [176, 181, 187, 191, 195, 197, 201, 203, 205, 210, 211],
    "soybeans": [236],
    "oilseeds": [242, 265, 267, 270, 280, 289, 292, 296, 299, 333, 336, 339],
    "oil_trees": [249, 254, 260, 263, 275, 277, 305, 310],
    "nuts": [216, 217, 220, 221, 222, 223, 225, 226, 234],
    "vegetables": [
        *(358, 366, 367, 372, 373, 378, 388, 393, 394, 397, 399, 401, 402, 403, 406, 407, 414, 417, 420, 423),
        *(426, 430, 446, 449, 463, 567, 568),
    ],
    "fruit": [
        *(461, 486, 489, 490, 495, 497, 507, 512, 515, 521, 523, 526, 530, 531, 534, 536, 541, 542, 544, 547, 549),
        *(550, 552, 554, 558, 560, 569, 571, 572, 574, 577, 587, 591, 592, 600, 603, 619),
    ],
    "coffee": [656],
    "stimulants": [224, 661, 667, 671, 677, 826],
    "spices": [687, 689, 692, 693, 698, 702, 711, 720, 723, 748, 754],
    "fibres": [328, 773, 777, 780, 782, 788, 789, 800, 809, 821],
    "rubber": [836],
}


def written(name: str) -> pd.DataFrame:
    return pd.read_csv(HERE / name, keep_default_na=False, na_values={"low": [""], "high": [""]})


def crop_groups() -> pd.DataFrame:
    """Return product, group: every crop of the crop inventory once."""
    of_fao = {fao: group for group, codes in MEMBERS.items() for fao in codes}
    crops = pd.read_csv(CROPS)["fao"]
    if set(crops) != set(of_fao) or sum(map(len, MEMBERS.values())) != len(of_fao):
        raise FactorError(f"crops without a group, or in two: {sorted(set(crops) ^ set(of_fao))}")
    ids = pd.read_csv(PRODUCTS, keep_default_na=False).query("fao != ''")
    product = dict(zip(ids["fao"].astype(int), ids["id"], strict=True))
    rows = [(product[fao], of_fao[fao]) for fao in crops]
    return pd.DataFrame(rows, columns=["product", "group"]).sort_values("product", ignore_index=True)


def yields(studies: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Return the ratio of each practice and group, and its range.

    The range goes from the lowest to the highest figure of any study for the group or for all crops together, their
    own intervals included: a group that rests on a few trials is not better known than crops as a whole.
    """
    rows = []
    for practice in PRACTICES:
        figures = studies[(studies["practice"] == practice) & (studies["figure"] == "yield")]
        for group in groups["group"]:
            own = figures[(figures["group"] == group) & figures["central"]]
            stands_for = group if len(own) else ALL
            chosen = figures[(figures["group"] == stands_for) & figures["central"]].iloc[0]
            told = figures.loc[figures["group"].isin([group, ALL]), ["value", "low", "high"]]
            ends = told.min(axis=None), told.max(axis=None)
            rows.append([practice, group, chosen["value"], *ends, stands_for, chosen["source"], chosen["status"]])
    names = ["practice", "group", "ratio", "low", "high", "stands_for", "source", "status"]
    return pd.DataFrame(rows, columns=names).sort_values(["practice", "group"], ignore_index=True)


KEYS = {
    "yields.csv": ("practice", "group"),
    "crop_groups.csv": ("product",),
    "practices.csv": ("practice",),
    "intensities.csv": ("intensity", "crop"),
    "studies.csv": ("practice", "group", "part", "source", "figure"),
    "groups.csv": ("group",),
    "sources.csv": ("source",),
    "columns.csv": ("column",),
}


def main() -> None:
    args = arguments(HERE)
    frames = {file: written(file) for file in KEYS if file not in ("yields.csv", "crop_groups.csv")}
    frames["yields.csv"] = yields(frames["studies.csv"], frames["groups.csv"])
    frames["crop_groups.csv"] = crop_groups()
    write_edition(EDITION, told_tables(frames, KEYS), args.out)


if __name__ == "__main__":
    main()
