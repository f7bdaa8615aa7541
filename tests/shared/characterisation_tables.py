"""Characterisation editions, lenses and overrides as the data tests read them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from footprint.editions.characterisation import COLUMNS
from footprint.ground.library import LENSES, library

EDITIONS = (
    "cf_aware_2_0",
    "cf_glam_1_0_2024_10",
    "cf_ibif_2",
    "cf_impactworld_2_1",
    "cf_impactworld_2_2_1",
    "cf_lcimpact_1_3",
    "cf_scherer_2023",
)
NEIGHBOURS = ("BEL", "DEU", "FRA", "GBR", "LUX", "NLD")
MATCH = ["edition", "category", "flow", "compartment", "place"]


@cache
def table(edition: str) -> pd.DataFrame:
    frame = library().table(edition, "factors")
    texts = [column.name for column in COLUMNS if column.type == "string"]
    return frame.astype(dict.fromkeys(texts, "str")).assign(edition=edition)


@cache
def lens_table(name: str) -> pd.DataFrame:
    return library().table(LENSES, name)


@cache
def selected() -> pd.DataFrame:
    """The factor rows of all lenses, with their lens."""
    parts = []
    for row in lens_table("selection").itertuples(index=False):
        frame = table(row.edition)
        same = [frame[key] == getattr(row, key) for key in ("category", "realm", "pressure", "approach")]
        parts.append(frame[np.logical_and.reduce(same)].assign(lens=row.lens))
    return pd.concat(parts, ignore_index=True)


def matches(frame: pd.DataFrame, override: pd.Series) -> pd.Series:
    same = pd.Series(True, index=frame.index)
    for key in MATCH:
        if override[key] != "*":
            same &= frame[key] == override[key]
    return same
