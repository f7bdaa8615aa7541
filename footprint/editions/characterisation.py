"""What all editions of characterisation factors share: the columns, the vocabulary and the rules a table must keep.

A factor says how much damage one unit of an elementary flow does, in one realm, at one place. Flow names and
compartments are those of ecoinvent and GLAM, places are ISO 3166-1 alpha-3, ``GLO`` for no place.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from footprint.editions.build import Column, Table
from footprint.ground.errors import FactorError
from footprint.ground.pressures import PRESSURES, REALMS

LAND = "natural resource/land"
GLO = "GLO"

COLUMNS = (
    Column(
        "category",
        "string",
        "",
        "Indicator, as the publisher names it, with its approach or taxon where there are several.",
    ),
    Column("realm", "string", "", "terrestrial, freshwater or marine."),
    Column("pressure", "string", "", "What the flow does to nature: one of the pressures the lenses select on."),
    Column("flow", "string", "", "Elementary flow, ecoinvent and GLAM nomenclature."),
    Column("compartment", "string", "", "compartment/subcompartment, or the compartment alone when it is unspecified."),
    Column("place", "string", "", "Country of the flow, ISO 3166-1 alpha-3; GLO for no place."),
    Column("value", "number", "unit/per", "Damage per unit of flow."),
    Column("unit", "string", "", "Unit of the damage."),
    Column("per", "string", "", "Unit of the flow."),
    Column("approach", "string", "", "average, marginal, or empty where the publisher makes no difference."),
    Column("low", "number", "unit/per", "Lower end of the published 95 % interval; empty where none is published."),
    Column("high", "number", "unit/per", "Upper end of the published 95 % interval; empty where none is published."),
    Column("rsd", "number", "1", "Published relative standard deviation; empty where none is published."),
    Column("flag", "string", "", "What to know about this row; empty if nothing. Several remarks are joined by '; '."),
)
KEY = ("category", "realm", "flow", "compartment", "place", "approach")

UNITS = frozenset({"global PDF.yr", "MSA-loss.m2.yr", "PDF.m2.yr", "m3 world-eq"})
FLOW_UNITS = frozenset({"m2.yr", "m2", "m3", "kg", "m.yr", "kBq"})
APPROACHES = frozenset({"average", "marginal", ""})
_VOCABULARY = {
    "realm": frozenset(REALMS),
    "pressure": frozenset(PRESSURES),
    "unit": UNITS,
    "per": FLOW_UNITS,
    "approach": APPROACHES,
}

#: The flows of the inventory; every edition that knows the substance has a row for exactly this name and compartment.
CORE_FLOWS = (
    ("Occupation, annual crop", LAND),
    ("Occupation, permanent crop", LAND),
    ("Transformation, from forest, primary (non-use)", LAND),
    ("Transformation, to annual crop", LAND),
    ("Transformation, to permanent crop", LAND),
    ("Carbon dioxide, from soil or biomass stock", "air"),
    ("Methane, non-fossil", "air"),
    ("Dinitrogen monoxide", "air"),
    ("Ammonia", "air"),
    ("Nitrogen oxides", "air"),
    ("Nitrate", "water/surface water"),
    ("Phosphate", "water/surface water"),
    ("Water, unspecified natural origin", "natural resource/in water"),
)

#: Land covers under one broad class, for methods that know only broad classes. The first of each is the class itself.
LAND_COVERS = {
    "annual crop": (
        "annual crop",
        "annual crop, flooded crop",
        "annual crop, greenhouse",
        "annual crop, irrigated",
        "annual crop, irrigated, extensive",
        "annual crop, irrigated, intensive",
        "annual crop, non-irrigated",
        "annual crop, non-irrigated, extensive",
        "annual crop, non-irrigated, intensive",
        "arable land, unspecified use",
    ),
    "permanent crop": (
        "permanent crop",
        "permanent crop, irrigated",
        "permanent crop, irrigated, extensive",
        "permanent crop, irrigated, intensive",
        "permanent crop, non-irrigated",
        "permanent crop, non-irrigated, extensive",
        "permanent crop, non-irrigated, intensive",
    ),
    "pasture": (
        "pasture, man made",
        "pasture, man made, extensive",
        "pasture, man made, intensive",
        "grassland, natural, for livestock grazing",
    ),
    "forest, extensive": ("forest, extensive",),
    "forest, intensive": ("forest, intensive",),
    "urban": (
        "urban, continuously built",
        "urban, discontinuously built",
        "urban, green area",
        "construction site",
        "dump site",
        "industrial area",
        "traffic area, rail network",
        "traffic area, rail/road embankment",
        "traffic area, road network",
    ),
    "mines": ("mineral extraction site",),
}

#: Land left to nature: the state the other land covers are compared with.
NATURAL_COVERS = (
    "forest, primary (non-use)",
    "forest, secondary (non-use)",
    "grassland, natural (non-use)",
    "unspecified, natural (non-use)",
)

#: Water taken from nature (+) and given back (-), for methods whose factor is per m3 consumed.
WATER_FLOWS = (
    ("Water, unspecified natural origin", "natural resource/in water", 1.0),
    ("Water, lake", "natural resource/in water", 1.0),
    ("Water, river", "natural resource/in water", 1.0),
    ("Water, well, in ground", "natural resource/in water", 1.0),
    ("Water", "water", -1.0),
)

#: Mass of N per mass of nitrate, and of P per mass of phosphate [kg/kg]; atomic weights N 14.007, O 15.999, P 30.974.
NITROGEN_IN_NITRATE = 14.007 / (14.007 + 3 * 15.999)
PHOSPHORUS_IN_PHOSPHATE = 30.974 / (30.974 + 4 * 15.999)


def factors_table(frame: pd.DataFrame, description: str) -> Table:
    """Return the rows as table ``factors.parquet``: columns in order, sorted by key, vocabulary checked.

    Columns the method does not publish (low, high, rsd, flag, approach) are added empty.

    Raises
    ------
    FactorError
        A word is outside the vocabulary, or a value is missing or infinite.
    """
    unpublished = {"low": np.nan, "high": np.nan, "rsd": np.nan}
    unsaid = {"flag": "", "approach": ""}
    whole = pd.DataFrame({**unpublished, **unsaid}, index=frame.index).drop(columns=list(frame), errors="ignore")
    whole = pd.concat([frame, whole], axis=1)
    for name, words in _VOCABULARY.items():
        if unknown := set(whole[name]) - words:
            raise FactorError(f"column {name} has {sorted(map(str, unknown))}, known are {sorted(words)}")
    if not np.isfinite(whole["value"].to_numpy(np.float64)).all():
        raise FactorError(f"{int((~np.isfinite(whole['value'])).sum())} factors are missing or infinite")
    ordered = whole[[column.name for column in COLUMNS]].sort_values(list(KEY), kind="stable", ignore_index=True)
    return Table("factors.parquet", _typed(ordered), COLUMNS, KEY, description)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    types = {column.name: "float64" if column.type == "number" else "str" for column in COLUMNS}
    return frame.astype(types)


def drop_repeats(frame: pd.DataFrame) -> pd.DataFrame:
    """Drop a sub-compartment whose values all equal those of its unspecified compartment, at every place it has.

    The library takes the unspecified sub-compartment where one is missing, so nothing is lost. Core flows stay.
    """
    key = ["category", "flow", "place"]
    unspecified = frame[~frame["compartment"].str.contains("/")].set_index([*key, "compartment"])["value"]
    base = pd.MultiIndex.from_frame(frame[key].assign(compartment=frame["compartment"].str.split("/").str[0]))
    same = np.isclose(unspecified.reindex(base).to_numpy(np.float64), frame["value"], rtol=1e-9, atol=0.0)
    repeats = frame.assign(same=same).groupby(["category", "flow", "compartment"])["same"].transform("all")
    core = pd.MultiIndex.from_frame(frame[["flow", "compartment"]]).isin(list(CORE_FLOWS))
    return frame[~repeats | core | ~frame["compartment"].str.contains("/")]


def per_of(flow: pd.Series) -> pd.Series:
    """Return the unit a land, water or mass flow is counted in, from its name."""
    starts = [("Occupation, ", "m2.yr"), ("Transformation, ", "m2"), ("Water", "m3")]
    per = pd.Series("kg", index=flow.index)
    for start, unit in starts:
        per = per.mask(flow.str.startswith(start), unit)
    return per


def land_flows(values: pd.DataFrame, covers: Iterable[tuple[str, str]], kind: str) -> pd.DataFrame:
    """Return one row per land cover and country from values by class and country.

    Parameters
    ----------
    values
        land_class, place, value and, if published, low and high.
    covers
        Pairs (land class, land cover).
    kind
        "Occupation", "Transformation, from" or "Transformation, to". What comes out of a land use is given back: the
        factor of "from" is minus that of "to", and its interval is turned round.
    """
    parts = [values[values["land_class"] == of].assign(flow=_land_flow(kind, cover)) for of, cover in covers]
    rows = pd.concat(parts, ignore_index=True).drop(columns="land_class").assign(compartment=LAND)
    if kind != "Transformation, from":
        return rows
    turned = rows.assign(value=-rows["value"])
    return turned.assign(low=-rows["high"], high=-rows["low"]) if "low" in rows else turned


def _land_flow(kind: str, cover: str) -> str:
    return f"{kind}, {cover}" if kind == "Occupation" else f"{kind} {cover}"


def reference_state(category: str, kinds: Iterable[str], **fields: str) -> pd.DataFrame:
    """Return factors of 0 for land left to nature, for methods that measure every land use against it."""
    flows = [_land_flow(kind, cover) for kind in kinds for cover in NATURAL_COVERS]
    rows = pd.DataFrame({"flow": flows, "compartment": LAND, "place": GLO, "value": 0.0})
    return rows.assign(
        category=category, flag="reference state of the method, 0 by definition; no published row", **fields
    )


def iso3_by_iso2(path: Path) -> dict[str, str]:
    """Return ISO 3166-1 alpha-3 by alpha-2 from a table with columns iso2 and iso3; GLO stays GLO."""
    table = pd.read_csv(path, keep_default_na=False, usecols=["iso2", "iso3"])
    return {**dict(zip(table["iso2"], table["iso3"], strict=True)), GLO: GLO}


def joined(*remarks: pd.Series) -> pd.Series:
    """Return the remarks of each row as one text, empty ones left out."""
    rows = zip(*(remark.astype(str) for remark in remarks), strict=True)
    return pd.Series(["; ".join(part for part in row if part) for row in rows], index=remarks[0].index)
