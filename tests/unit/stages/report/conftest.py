"""A made-up but consistent report: seeded, its parts sum to its wholes, any number of lines."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache

import numpy as np
import pandas as pd
import pytest

from footprint.ground.language import Language
from footprint.ground.library import library
from footprint.stages.report import Report
from footprint.stages.report.pictures import World, world

PRODUCTS = {
    "cocoa_beans": ("Cocoa beans", 20900, ("CIV", "GHA", "CMR"), "Cacaobonen"),
    "soya_beans": ("Soya beans", 3100, ("BRA", "USA", "CAN"), "Sojabonen, bulk"),
    "wheat": ("Wheat", 1200, ("BEL", "FRA", "DEU"), "Baktarwe"),
    "sugar_beet": ("Sugar beet", 120, ("BEL", "FRA"), "Betteraves sucrières"),
    "oil_palm_fruit": ("Oil palm fruit", 585, ("IDN", "MYS"), "Palmvruchten"),
    "coffee_green": ("Coffee, green", 3820, ("VNM", "BRA", "ETH"), "Café vert"),
    "potatoes": ("Potatoes", 240, ("BEL", "NLD"), "Aardappelen"),
    "bananas": ("Bananas", 480, ("COL", "ECU", "CIV"), "Bananen"),
    "almonds": ("Almonds", 6400, ("USA", "ESP"), "Amandelen"),
    "rapeseed": ("Rapeseed", 2800, ("FRA", "UKR"), "Koolzaad"),
    "tomatoes": ("Tomatoes", 40, ("BEL", "NLD", "ESP"), "Tomates"),
    "avocados": ("Avocados", 1050, ("PER", "CHL"), "Avocado's"),
}
COUNTRIES = {
    "BEL": ("Belgium", 0.98),
    "FRA": ("France", 1.4),
    "DEU": ("Germany", 0.9),
    "NLD": ("Netherlands", 1.0),
    "ESP": ("Spain", 4.1),
    "CIV": ("Côte d'Ivoire", 7.7),
    "GHA": ("Ghana", 6.1),
    "CMR": ("Cameroon", 12.0),
    "BRA": ("Brazil", 7.05),
    "USA": ("United States", 2.2),
    "CAN": ("Canada", 0.4),
    "IDN": ("Indonesia", 15.2),
    "MYS": ("Malaysia", 13.4),
    "VNM": ("Viet Nam", 5.5),
    "ETH": ("Ethiopia", 6.8),
    "COL": ("Colombia", 11.1),
    "ECU": ("Ecuador", 19.0),
    "UKR": ("Ukraine", 0.7),
    "PER": ("Peru", 9.4),
    "CHL": ("Chile", 8.8),
}
LENSES = (
    (
        "species",
        "Species",
        "global PDF.yr",
        "What share of the world's species is put at risk of extinction?",
        "Scherer 2023, GLAM.",
    ),
    ("condition", "Condition", "MSA-loss.m2.yr", "How much of nature's original make-up is lost?", "IBIF, land only."),
    (
        "impactworld",
        "IMPACT World+",
        "PDF.m2.yr",
        "How many species are lost locally, over what area?",
        "For comparison.",
    ),
)
EFFECTS = (
    ("species", "terrestrial", "land occupation", 1e-15),
    ("species", "terrestrial", "land transformation", 3e-16),
    ("species", "terrestrial", "climate change", 2e-16),
    ("species", "terrestrial", "water use", 6e-17),
    ("species", "freshwater", "freshwater eutrophication", 4e-16),
    ("species", "freshwater", "climate change", 1e-16),
    ("species", "marine", "marine eutrophication", 8e-17),
    ("condition", "terrestrial", "land occupation", 0.7),
    ("condition", "terrestrial", "climate change", 0.21),
    ("condition", "terrestrial", "nitrogen deposition", 0.05),
    ("impactworld", "terrestrial", "land occupation", 0.5),
    ("impactworld", "terrestrial", "climate change, long term", 0.4),
    ("impactworld", "freshwater", "freshwater eutrophication", 0.09),
)
UNITS = {lens: unit for lens, _, unit, _, _ in LENSES}
UNCOVERED = (
    ("Chocolade bonbons 250 g", "processed good, no inventory", "chocolates"),
    ("Palletten EUR1", "item not recognised", None),
    ("Vin rouge, AOC", "money without a price", "wine"),
    ("Brood, gesneden", "unit not recognised", "bread"),
)
"""Item, reason, product; the last two have no tonnes."""
NOT_COUNTED = {"chocolates": "Chocolates", "wine": "Wine", "bread": "Bread"}
APART = ("land transformation", "climate change, long term")
TOLD_APART = 8
"""Products with streams of their own, per lens and realm."""
ORIGINS = (
    ("declared", "country"),
    ("traced_be", "unknown"),
    ("declared", "plot"),
    ("traced_country", "unknown"),
    ("declared", "country"),
    ("world_exports", "unknown"),
)
"""Rule and grade of the origin of every sixth line."""


def _draw(count: int, seed: int) -> pd.DataFrame:
    """Return the truth: per line its product, country, tonnes, whether it is covered, and whether in part only."""
    rng = np.random.default_rng(seed)
    names = list(PRODUCTS)
    product = rng.choice(names, count, p=np.arange(len(names), 0, -1) / sum(range(len(names) + 1)))
    country = [
        PRODUCTS[name][2][pick % len(PRODUCTS[name][2])]
        for name, pick in zip(product, rng.integers(0, 3, count), strict=True)
    ]
    gap = np.where(rng.random(count) < 0.15, rng.integers(0, len(UNCOVERED), count), -1)
    tonnes = np.where(gap >= 2, np.nan, np.round(rng.lognormal(2.5, 1.4, count), 3))
    partly = (gap < 0) & (np.arange(count) % 8 == 5)
    return pd.DataFrame({"product": product, "country": country, "tonnes": tonnes, "gap": gap, "partly": partly})


def _impacts(truth: pd.DataFrame) -> pd.DataFrame:
    """Return the impact per covered line and effect, long."""
    covered = truth[truth["gap"] < 0].reset_index(names="row")
    area = covered["tonnes"] * covered["product"].map({name: value[1] for name, value in PRODUCTS.items()})
    weight = covered["country"].map({code: value[1] for code, value in COUNTRIES.items()})
    parts = []
    for lens, realm, pressure, size in EFFECTS:
        zone = np.where(covered["country"] == "BEL", "belgium", "abroad") if "climate" not in pressure else "global"
        part = weight if lens == "species" else weight**0.1
        named = {"lens": lens, "realm": realm, "pressure": pressure, "zone": zone, "value": area * part * size}
        parts.append(covered.assign(**named)[~covered["partly"] | ("climate" not in pressure)])
    return pd.concat(parts, ignore_index=True).assign(unit=lambda long: long["lens"].map(UNITS))


def _per(impacts: pd.DataFrame, key: str, names: dict[str, str]) -> pd.DataFrame:
    """Return the yearly impact per product or origin, long."""
    yearly = impacts[~impacts["pressure"].isin(APART)]
    long = yearly.groupby([key, "lens", "realm", "unit"], as_index=False)["value"].sum()
    tonnes = impacts.drop_duplicates("row").groupby(key)["tonnes"].sum()
    weight = long[key].map(tonnes)
    land = {"land_m2_yr": weight * 2000.0, "land_low_m2_yr": weight * 1500.0, "land_high_m2_yr": weight * 9000.0}
    return long.assign(name=long[key].map(names), tonnes=weight, water_m3=weight * 30.0, **land)


def _lines(truth: pd.DataFrame, impacts: pd.DataFrame) -> pd.DataFrame:
    """Return the lines as the engine hands them over: texts as Categorical, one column per lens and realm."""
    gap, free, at = truth["gap"], truth["gap"] < 0, truth.index.to_numpy()
    text = lambda values: pd.Categorical(pd.Series(values, index=truth.index))  # noqa: E731
    lost = lambda place: gap.map(lambda pick: UNCOVERED[pick][place])  # noqa: E731
    item = truth["product"].map({name: value[3] for name, value in PRODUCTS.items()})
    known = free | lost(2).notna()
    rule = np.where(known, np.array([one for one, _ in ORIGINS])[at % len(ORIGINS)], "none")
    used = {"declared": truth["country"], "traced_country": "supply of " + truth["country"]}
    lines = pd.DataFrame(
        {
            "line": np.arange(2, len(truth) + 2),
            "item": text(item.where(free, lost(0))),
            "origin": text(truth["country"].where(np.isin(rule, ["declared", "traced_country"]))),
            "tonnes": truth["tonnes"],
            "match": text(np.where(known, np.where(at % 9 == 0, "fuzzy", "name"), "unmatched")),
            "match_score": np.where(known, 100.0, 0.0),
            "coverage": text(np.where(free, np.where(truth["partly"], PARTLY, FULL), "not covered")),
            "product": text(truth["product"].where(free, lost(2))),
            "origin_used": text(
                [
                    "" if name == "none" else used[name].iloc[row] if name in used else f"mix: {name}"
                    for row, name in enumerate(rule)
                ]
            ),
            "origin_grade": text(np.array([grade for _, grade in ORIGINS])[at % len(ORIGINS)]),
            "origin_rule": text(rule),
            "tonnes_rule": text(np.where(truth["tonnes"].isna(), "unknown", "mass")),
            "made_of": text(np.full(len(truth), "")),
            "fallback": text(np.where(at % 7 == 0, "land: region 4 %; other flows: world 48 %", "")),
            "quality": np.where(free, at % 4 + 1, 5).astype("int8"),
            "reason": text(np.where(free, np.where(truth["partly"], IN_PART, ""), lost(1))),
        }
    )
    return lines.assign(**_of_lines(truth, impacts))


def _of_lines(truth: pd.DataFrame, impacts: pd.DataFrame) -> dict[str, pd.Series]:
    """Return the impact of each line under each lens and realm, what stands apart in a column of its own."""
    columns = {
        f"{lens}: {realm}, {pressure}" if pressure in APART else f"{lens}: {realm}": (lens, realm, pressure in APART)
        for lens, realm, pressure, _ in EFFECTS
    }
    found = {}
    for column, (lens, realm, apart) in columns.items():
        ours = (impacts["lens"] == lens) & (impacts["realm"] == realm) & (impacts["pressure"].isin(APART) == apart)
        found[column] = impacts[ours].groupby("row")["value"].sum().reindex(truth.index)
    return found


FULL, PARTLY, IN_PART = "characterised", "partly characterised", "in part: climate change"


def _streams(impacts: pd.DataFrame) -> pd.DataFrame:
    """Return the impact by product, place and pressure: the leading products apart, the others together."""
    yearly = impacts[~impacts["pressure"].isin(APART)]
    of_product = yearly.groupby(["lens", "realm", "product"], as_index=False)["value"].sum()
    leaders = of_product.sort_values("value", ascending=False).groupby(["lens", "realm"]).head(TOLD_APART)["product"]
    place = impacts["country"].where(~impacts["pressure"].str.contains("climate"), "GLO")
    long = impacts.assign(place=place, product=impacts["product"].where(impacts["product"].isin(set(leaders)), ""))
    summed = long.groupby(["product", "place", "lens", "realm", "pressure", "unit"], as_index=False)["value"].sum()
    names = NAMES.set_index("id")["name"]
    return summed.assign(name=summed["product"].map(names), place_name=summed["place"].map(names))


def _coverage(lines: pd.DataFrame) -> pd.DataFrame:
    """Return what became of the lines and, per pressure, the share its total stands on."""
    coverage, reason = lines["coverage"].astype(str), lines["reason"].astype(str)
    steps = {"given": coverage != "", FULL: coverage == FULL, PARTLY: coverage == PARTLY}
    lost = sorted(set(reason[coverage == "not covered"]))
    steps |= {f"not covered: {why}": (coverage == "not covered") & (reason == why) for why in lost}
    for lens, realm, pressure, _ in EFFECTS:
        steps[f"{lens}: {realm}: {pressure}"] = (coverage == FULL) | (
            (coverage == PARTLY) & ("climate" not in pressure)
        )
    steps["condition: terrestrial: roads"] = coverage == ""
    weights = {"lines": pd.Series(1.0, index=lines.index), "tonnes": lines["tonnes"], "euros": lines["tonnes"] * 1200.0}
    rows = [
        (measure, level, weight[kept].sum(), weight[kept].sum() / (weight.sum() or np.nan))
        for measure, weight in weights.items()
        for level, kept in steps.items()
    ]
    return pd.DataFrame(rows, columns=["measure", "level", "value", "share"])


NAMES = pd.DataFrame(
    [
        *((key, value[0]) for key, value in PRODUCTS.items()),
        *NOT_COUNTED.items(),
        *((code, name) for code, (name, _) in COUNTRIES.items()),
    ],
    columns=["id", "name"],
)


FACTORS = pd.DataFrame(
    [
        (
            "glam_scherer_2023",
            "Land use, species (GLAM 1.0)",
            "Scherer et al. 2023, Biodiversity impact of land use.",
            "10.1021/acs.est.3c04191",
            "CC BY 4.0",
            "verified",
            "https://example.org/scherer",
            "1.0",
            "species: terrestrial",
        ),
        (
            "ibif_v2",
            "IBIF",
            "IBIF v2, mean species abundance factors.",
            "",
            "not seen",
            "unknown",
            "javascript:alert(1)",
            "2",
            "condition",
        ),
    ],
    columns=["edition", "title", "citation", "doi", "licence", "licence_status", "url", "version", "used_for"],
)
PRACTICES = pd.DataFrame(
    [
        (3, "organic", "species", "terrestrial", 2e-12, 2.1e-12, 1.5e-12, 3e-12, "global PDF.yr", "lighter use"),
        (3, "organic", "condition", "terrestrial", 800.0, 1000.0, 900.0, 1200.0, "MSA-loss.m2.yr", "yield alone"),
    ],
    columns=["line", "practice", "lens", "realm", "as_counted", "scenario", "low", "high", "unit", "note"],
)

OVERRIDES = pd.DataFrame(
    [
        (
            "glam_scherer_2023",
            "Occupation, annual crop",
            "NLD",
            "The published value counts overseas territory; ecoregion 80402 stands in.",
        )
    ],
    columns=["edition", "flow", "place", "reason"],
)
FLOWS = (
    ("Occupation, annual crop", "natural resource/land", "m2.yr", 0.7),
    ("Occupation, permanent crop", "natural resource/land", "m2.yr", 0.3),
    ("Water, unspecified natural origin", "natural resource/in water", "m3", 0.05),
    ("Ammonia", "air", "kg", 1e-3),
    ("Carbon dioxide, from soil or biomass stock", "air", "kg", 0.2),
)


def _pressures(impacts: pd.DataFrame) -> pd.DataFrame:
    """Return inventory totals in proportion to the impact on condition."""
    land = (
        impacts[(impacts["lens"] == "condition") & (impacts["pressure"] == "land occupation")]
        .groupby("zone")["value"]
        .sum()
    )
    rows = [
        (flow, place, zone, value * size, unit) for flow, place, unit, size in FLOWS for zone, value in land.items()
    ]
    return pd.DataFrame(rows, columns=["flow", "compartment", "zone", "value", "unit"])


def _problems(lines: pd.DataFrame) -> pd.DataFrame:
    """Return one problem per line that is not recognised."""
    bad = lines[lines["match"] == "unmatched"]
    where = [f"Aankopen!B{line}" for line in bad["line"]]
    fixed = {
        "code": "item_unmatched",
        "severity": "error",
        "where": where,
        "found": bad["item"].astype(str),
        "expected": "a product of the catalogue",
        "fix": "Give the HS or CN code, or one of the names of `footprint products`.",
    }
    return pd.DataFrame(fixed, index=bad.index)


@cache
def _world() -> World:
    return world(library())


def _realms(impacts: pd.DataFrame) -> pd.DataFrame:
    """Return every lens and realm, what stands apart as a realm of its own."""
    apart = impacts["pressure"].isin(APART)
    realm = impacts["realm"].where(~apart, impacts["realm"] + ", " + impacts["pressure"])
    return impacts.assign(realm=realm)[["lens", "realm", "unit"]].drop_duplicates(ignore_index=True)


def make_report(count: int = 60, seed: int = 20261120, language: str = "en") -> Report:
    """Return a report over `count` lines; over none, with empty tables of the same columns.

    Names in its tables are English in every language.
    """
    if count == 0:
        full = make_report(60, language=language)
        names = (
            *("coverage", "totals", "by_product", "by_material", "by_origin", "lines", "problems", "pressures"),
            *("streams", "practices"),
        )
        return dataclasses.replace(full, summary={"lines": 0}, **{name: getattr(full, name).iloc[:0] for name in names})
    truth = _draw(count, seed)
    impacts = _impacts(truth)
    lines = _lines(truth, impacts)
    return Report(
        title="Biodiversity footprint of purchases",
        source="aankopen_2025.xlsx",
        year=2025,
        version="0.1.0",
        summary={"lines": count, "tonnes": float(truth["tonnes"].sum()), "products": int(lines["product"].nunique())},
        coverage=_coverage(lines),
        totals=impacts.groupby(["lens", "realm", "pressure", "zone", "unit"], as_index=False)["value"].sum(),
        by_product=_per(impacts, "product", {key: value[0] for key, value in PRODUCTS.items()}),
        by_material=_per(impacts, "product", {key: value[0] for key, value in PRODUCTS.items()}).rename(
            columns={"product": "material"}
        ),
        by_origin=_per(
            impacts.rename(columns={"country": "origin"}), "origin", {key: value[0] for key, value in COUNTRIES.items()}
        ),
        lines=lines,
        factors=FACTORS,
        overrides=OVERRIDES,
        problems=_problems(lines),
        pressures=_pressures(impacts),
        practices=PRACTICES,
        lenses=pd.DataFrame(LENSES, columns=["lens", "title", "unit", "question", "note"]),
        streams=_streams(impacts),
        names=NAMES,
        realms=_realms(impacts),
        world=_world(),
        language=Language(language),
    )


@pytest.fixture
def make() -> Callable[..., Report]:
    """Return the maker of reports."""
    return make_report


@pytest.fixture(scope="session")
def report() -> Report:
    """Return a report over 60 lines."""
    return make_report()
