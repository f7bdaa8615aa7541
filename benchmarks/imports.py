"""How much of Belgium's real farm imports is covered, by chapter of the customs nomenclature, and what is not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

import footprint

LIST = Path(__file__).parents[1] / "examples" / "belgium" / "imports.csv"
#: Water under a customs code: no product, and not a part of what should be covered.
NO_PRODUCT = "ice_and_snow"
#: Items not covered that are named; the others are summed.
NAMED = 15

CHAPTERS = {
    "01": "live animals",
    "02": "meat",
    "04": "dairy, eggs, honey",
    "05": "other animal products",
    "06": "live plants, flowers",
    "07": "vegetables",
    "08": "fruit, nuts",
    "09": "coffee, tea, spices",
    "10": "cereals",
    "11": "milling products, malt, starch",
    "12": "oilseeds, other seeds, fodder",
    "13": "gums, extracts",
    "14": "plaiting materials",
    "15": "fats and oils",
    "16": "meat preparations",
    "17": "sugar and confectionery",
    "18": "cocoa and chocolate",
    "19": "preparations of cereals",
    "20": "preparations of fruit and vegetables",
    "21": "other preparations",
    "22": "beverages",
    "23": "residues, feed",
    "24": "tobacco",
}


@cache
def lines() -> pd.DataFrame:
    """Return the lines of the list: item, product, chapter, tonnes, covered, made_of."""
    table = footprint.assess(LIST).lines
    hs = footprint.products().set_index("id")["hs"].astype(str).str[:2]
    found = table[["item", "product", "tonnes", "coverage", "made_of"]].astype({"product": str, "made_of": str})
    chapter = found["product"].map(hs).where(lambda code: code.isin(CHAPTERS), "other")
    return found.assign(chapter=chapter, covered=found["coverage"].astype(str) != "not covered")


def chapters() -> pd.DataFrame:
    """Return chapter, name, tonnes, share covered, and by how well the recipe is known, largest chapter first."""
    table = lines()[lines()["product"] != NO_PRODUCT]
    rows = [_row(str(chapter), mine) for chapter, mine in table.groupby("chapter", sort=True)]
    ordered = pd.DataFrame(rows).sort_values("tonnes", ascending=False)
    whole = _row("all", table) | {"name": "all, without ice and snow"}
    return pd.concat([ordered, pd.DataFrame([whole])], ignore_index=True)


def _row(chapter: str, mine: pd.DataFrame) -> dict[str, object]:
    tonnes = mine["tonnes"].sum()
    counted = mine[mine["covered"]]
    by_recipe = counted.groupby("made_of")["tonnes"].sum() / tonnes
    return {
        "chapter": chapter,
        "name": CHAPTERS.get(chapter, "not in these chapters"),
        "tonnes": tonnes,
        "covered": counted["tonnes"].sum() / tonnes,
        "grown": by_recipe.get("", 0.0),
        "cited": by_recipe.get("cited", 0.0),
        "memory": by_recipe.get("from memory", 0.0),
        "stand_in": by_recipe.get("stand-in", 0.0),
    }


def not_covered() -> pd.DataFrame:
    """Return item, tonnes and reason of what is not covered, largest first."""
    lost = lines()[~lines()["covered"]]
    reason = footprint.products().set_index("id")["reason"].astype(str)
    summed = lost.astype({"item": str}).groupby(["item", "product"], sort=True)["tonnes"].sum().reset_index()
    summed = summed.assign(reason=summed["product"].map(reason).replace({"": np.nan}))
    ordered = summed.sort_values(["tonnes", "item"], ascending=[False, True], ignore_index=True)
    first, rest = ordered.head(NAMED), ordered.iloc[NAMED:]
    others = pd.DataFrame([{"item": f"{len(rest)} others", "tonnes": rest["tonnes"].sum(), "reason": ""}])
    return pd.concat([first, others], ignore_index=True)[["item", "tonnes", "reason"]]


def section() -> str:
    """Return the two tables in Markdown."""
    table = chapters()
    head = "| chapter | | tonnes | covered | grown or raised | recipe cited | from memory | stand-in |"
    rows = [
        f"| {row.chapter} | {row.name} | {row.tonnes:,.0f} | **{row.covered:.1%}** | {row.grown:.1%} | {row.cited:.1%} "
        f"| {row.memory:.1%} | {row.stand_in:.1%} |"
        for row in table.itertuples(index=False, name="Chapter")
    ]
    lost = [
        f"| {row.item} | {row.tonnes:,.0f} | {'' if pd.isna(row.reason) else row.reason} |"
        for row in not_covered().itertuples(index=False)
    ]
    parts = [head, "|---|---|---:|---:|---:|---:|---:|---:|", *rows, "", "| not covered | tonnes | reason |"]
    return "\n".join([*parts, "|---|---:|---|", *lost])
