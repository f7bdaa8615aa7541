"""Which mixes of reported trade can stand for an unknown origin, and which exporters are not believed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from footprint.ground.errors import FactorError
from footprint.ground.joins import lookup

# What Belgium is shipped must come to this much [t/yr], and to this part of the reported trade after re-exports are
# left out; else the few tonnes seen do not tell where the rest came from.
DIRECT_TONNES, DIRECT_PART = 500.0, 0.5
# World exports must come to this much [t/yr]; of what is counted as produced the smaller amount does, if it is this
# part of the world's production (vanilla).
WORLD_TONNES, WORLD_TONNES_PRODUCED, WORLD_PART_PRODUCED = 10_000.0, 1_000.0, 0.05
# A mix of one country beyond this share is judged by hand in judged.csv.
SINGLE = 0.95


def believed_exporters(rows: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Take the tonnes from the exporters that judged.csv does not believe."""
    doubted = judged[(judged["decision"] == "leave out") & (judged["country"] != "")]
    keys = ["product", "basis", "country"]
    found = pd.MultiIndex.from_frame(rows[keys]).isin(pd.MultiIndex.from_frame(doubted[keys]))
    return rows.assign(tonnes=rows["tonnes"].where(~found, 0.0))


def coverage(rows: pd.DataFrame, grown: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """Return tonnes reported and kept by product and basis, and why the mix is left out; empty where it is used."""
    table = rows.groupby(["product", "basis"], as_index=False)[["reported", "tonnes"]].sum()
    table = table.rename(columns={"tonnes": "kept"})
    produced = grown.groupby("product", as_index=False)["tonnes"].sum().rename(columns={"tonnes": "produced"})
    table = lookup(table, produced, "product", missing="keep")
    direct, kept = table["basis"].eq("direct_be"), table["kept"]
    enough = kept.ge(WORLD_TONNES_PRODUCED) & (kept / table["produced"]).ge(WORLD_PART_PRODUCED)
    whole = judged[(judged["decision"] == "leave out") & (judged["country"] == "")]
    keys = ["product", "basis"]
    refused = pd.MultiIndex.from_frame(table[keys]).isin(pd.MultiIndex.from_frame(whole[keys]))
    reasons = {
        "under 500 t": direct & kept.lt(DIRECT_TONNES),
        "under half of the trade": direct & kept.lt(DIRECT_PART * table["reported"]),
        "under 10,000 t": ~direct & kept.lt(WORLD_TONNES) & ~enough,
        "judged": refused,
    }
    return table.assign(left_out=np.select(list(reasons.values()), list(reasons), ""))[
        ["product", "basis", "reported", "kept", "left_out"]
    ]


def usable(rows: pd.DataFrame, covered: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the mixes that are used."""
    used = covered.loc[covered["left_out"] == "", ["product", "basis", "left_out"]]
    return lookup(rows, used, ["product", "basis"], missing="keep").dropna(subset=["left_out"])


def check_single_origins(mixes: pd.DataFrame, judged: pd.DataFrame) -> None:
    """Refuse a mix of reported trade with one country beyond SINGLE that nobody has judged, and idle judgements."""
    keys = ["product", "basis", "country"]
    single = mixes[mixes["basis"].isin(["direct_be", "world_exports"]) & (mixes["share"] > SINGLE)]
    kept = judged[judged["decision"] == "keep"]
    found, known = (set(rows[keys].itertuples(index=False, name=None)) for rows in (single, kept))
    if found != known:
        raise FactorError(f"one country, not judged: {sorted(found - known)}; judged in vain: {sorted(known - found)}")
