"""Corrections to published factors: one row and one reason each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from footprint.editions.characterisation import NATURAL_COVERS
from footprint.ground.errors import FactorError

ECOREGIONS = "cf/landuse_scherer2023_ecoregion.parquet"

SCHERER = "cf_scherer_2023"
GLAM = "cf_glam_1_0_2024_10"
LCIMPACT = "cf_lcimpact_1_3"
IBIF = "cf_ibif_2"
WORLDPLUS = "cf_impactworld_2_1"
WORLDPLUS_GLOBAL = "cf_impactworld_2_2_1"
AWARE = "cf_aware_2_0"

_SCHERER_PAPER = "Scherer et al. 2023, doi 10.1021/acs.est.3c04191"
_NETHERLANDS = (
    "The published value mixes in ecoregions of the Caribbean Netherlands (relative standard deviation up to 33; "
    "cropland 3.4 times that of the "
    "mainland). Replaced by the value of ecoregion 80402, Atlantic mixed forests, on which the European "
    "Netherlands lie."
)
_NATURE = (
    "Land left to nature is the state other uses are compared with. The published value is that of lightly managed "
    "forest or pasture and would "
    "credit whoever clears it."
)
_GAP = "No row for this country; the world value stands in."
_NEIGHBOUR = (
    "No row for this country. The largest factor of its land neighbours stands in ({lead}: {listed}); the world value, "
    "{world:.2g}, is {times:,.0f} times larger and would rule the result."
)
#: Land borders of the countries a neighbour stands in for.
LAND_NEIGHBOURS = {
    "LUX": ["BEL", "DEU", "FRA"],
    "NLD": ["BEL", "DEU"],
    "POL": ["BLR", "CZE", "DEU", "LTU", "SVK", "UKR"],
}
_METHANE = (
    "Methane from paddy fields would be the only flow of this inventory with an ecotoxicity factor; pesticides, which "
    "make the ecotoxicity of crops, are not in it. A total of methane alone would mislead, so ecotoxicity is shown as "
    "not counted."
)
_NO_ESTIMATE = (
    "Published as exactly 0, like {count} others, nearly all of them islands, where every other country is above 0: "
    "no estimate. "
)
_RIVER = (
    "A kg of N put into {via} of this country is said to do {times:,.1f} times what it does put straight into its "
    "sea; it cannot do more. "
    "The world value stands in. Published value: that of N."
)
_WORLD = "The world value stands in."
#: Countries whose rivers end in a closed basin: no nutrient of theirs reaches the sea.
CLOSED_BASINS = frozenset({"ARM", "AZE", "KGZ", "TKM", "UZB"})
_APPROACHES = {"average": "avg", "marginal": "mar"}


def rows_of(edition: str) -> pd.DataFrame:
    """Return the factors of a characterisation edition beside this one."""
    return pd.read_parquet(Path(__file__).parent.parent / edition / "factors.parquet")


def netherlands(ecoregions: Path) -> Iterator[dict[str, object]]:
    """Yield the land factors of the Netherlands, taken from the ecoregion of its mainland."""
    flows = pd.read_csv(Path(__file__).parent.parent / SCHERER / "flow_classes.csv")
    table = pd.read_parquet(ecoregions)
    mainland = table[table["eco_id"] == 80402].set_index(["land_use", "intensity"])
    rows = rows_of(SCHERER)
    published = rows[rows["place"] == "NLD"].set_index(["approach", "flow"])["value"]
    nature = set(_natural_flows())
    for approach, short in _APPROACHES.items():
        for flow, land_use, intensity in flows[~flows["flow"].isin(nature)].itertuples(index=False):
            kind, sign = (
                ("occ" if flow.startswith("Occupation") else "tra"),
                (-1 if flow.startswith("Transformation, from") else 1),
            )
            yield _row(
                SCHERER,
                f"Land use, biodiversity, {approach}",
                "NLD",
                "replace",
                _NETHERLANDS,
                flow=flow,
                value=sign * float(mainland.loc[(land_use, intensity), f"CF_{kind}_{short}_glo"]),
                published_value=float(published[(approach, flow)]),
                source=f"{_SCHERER_PAPER}, CF_domain.csv",
            )


def _natural_flows() -> list[str]:
    kinds = ("Occupation, ", "Transformation, from ", "Transformation, to ")
    return [kind + cover for kind in kinds for cover in NATURAL_COVERS]


def nature() -> Iterator[dict[str, object]]:
    """Yield the flows of undisturbed nature: no factor for land no one uses."""
    for flow in _natural_flows():
        yield _row(SCHERER, "*", "*", "zero", _NATURE, flow=flow, value=0.0)


def gaps() -> Iterator[dict[str, object]]:
    """Yield Belgium, its neighbours and Poland where a selected indicator has no row for them."""
    for category, place in (
        ("Freshwater eutrophication, nitrogen", "LUX"),
        ("Freshwater eutrophication, nitrogen", "NLD"),
        ("Freshwater eutrophication, nitrogen", "POL"),
        ("Freshwater eutrophication, phosphorus", "LUX"),
    ):
        yield _neighbour(category, place)
    yield _gap(GLAM, "Freshwater eutrophication, phosphorus", "BEL", flow="Phosphorus", compartment="soil")
    yield _gap(WORLDPLUS, "Water availability, terrestrial ecosystem", "BEL")


def _neighbour(category: str, place: str) -> dict[str, object]:
    """Return the row by which the land neighbour with the largest factor stands in for a country without one."""
    rows = rows_of(GLAM)
    lead = "Nitrate" if category.endswith("nitrogen") else "Phosphate"
    rows = rows[
        (rows["category"] == category) & (rows["compartment"] == "water/surface water") & (rows["flow"] == lead)
    ]
    value = rows.set_index("place")["value"]
    if place in value.index:
        raise FactorError(f"{GLAM}, {category} has rows for {place}: no gap")
    near = value.reindex(LAND_NEIGHBOURS[place]).dropna()
    listed = ", ".join(f"{country} {near[country]:.2g}" for country in near.sort_values().index)
    reason = _NEIGHBOUR.format(lead=lead.lower(), listed=listed, world=value["GLO"], times=value["GLO"] / near.max())
    return _row(GLAM, category, place, "use_place", reason, stand_in=str(near.idxmax()))


def _gap(edition: str, category: str, place: str, flow: str = "*", compartment: str = "*") -> dict[str, object]:
    rows = rows_of(edition)
    ours = rows[(rows["category"] == category) & (rows["place"] == place)]
    if (ours["flow"].eq(flow) & ours["compartment"].eq(compartment)).any() or (flow == "*" and len(ours)):
        raise FactorError(f"{edition}, {category} has rows for {place}: no gap")
    return _row(edition, category, place, "use_glo", _GAP, flow=flow, compartment=compartment)


def zeros() -> Iterator[dict[str, object]]:
    """Yield zeros that are no estimate."""
    for category in (
        "Terrestrial acidification",
        "Water consumption, all effects",
        "Water consumption, certain effects",
    ):
        rows = rows_of(LCIMPACT)
        ours = (
            rows[rows["category"] == category].groupby("place")["value"].agg(lambda values: bool((values == 0).all()))
        )
        places = sorted(ours[ours].index)
        for place in places:
            reason = _NO_ESTIMATE.format(count=len(places) - 1) + _WORLD
            yield _row(LCIMPACT, category, place, "use_glo", reason, published_value=0.0)
    yield from _nutrient_zeros()


def _nutrient_zeros() -> Iterator[dict[str, object]]:
    rows = rows_of(GLAM)
    rows = rows[rows["category"].str.contains("eutrophication")]
    zero = rows[
        (rows["value"] == 0) & ~((rows["category"] == "Marine eutrophication") & rows["place"].isin(CLOSED_BASINS))
    ]
    positive = set(rows.loc[rows["value"] > 0, ["category", "place", "compartment"]].itertuples(index=False, name=None))
    for category, place, compartment in sorted(
        set(zero[["category", "place", "compartment"]].itertuples(index=False, name=None))
    ):
        if (category, place, compartment) in positive:
            raise FactorError(f"{category} of {place} to {compartment} is 0 for some flows only")
        yield _nutrient_zero(category, place, compartment, (category, place, compartment.split("/")[0]) in positive)


def _nutrient_zero(category: str, place: str, compartment: str, has_unspecified: bool) -> dict[str, object]:
    reason = f"Published as exactly 0 for {compartment}, where nearly every other country is above 0: no estimate. "
    if has_unspecified:
        more = "The country's value for water of unspecified kind stands in."
        return _row(GLAM, category, place, "exclude", reason + more, compartment=compartment, published_value=0.0)
    return _row(GLAM, category, place, "use_glo", reason + _WORLD, compartment=compartment, published_value=0.0)


def methane() -> Iterator[dict[str, object]]:
    """Yield the ecotoxicity of methane, the only one the crop inventory would reach."""
    yield _row(GLAM, "Freshwater ecotoxicity", "*", "exclude", _METHANE, flow="Methane, non-fossil")


def rivers() -> Iterator[dict[str, object]]:
    """Yield countries where LC-IMPACT has nitrogen do more to the sea through river or soil than put into the sea."""
    category, rows = "Marine eutrophication", rows_of(LCIMPACT)
    rows = rows[(rows["category"] == category) & (rows["flow"] == "Nitrogen") & (rows["place"] != "GLO")]
    value = {key: by.set_index("place")["value"] for key, by in rows.groupby("compartment")}
    for compartment, via in (("soil", "soil"), ("water/surface water", "a river")):
        into_sea = value["water/ocean"].reindex(value[compartment].index)
        times = (value[compartment] / into_sea)[(into_sea > 0) & (value[compartment] > into_sea)]
        for place in times.index:
            reason = _RIVER.format(times=times[place], via=via)
            more = {"compartment": compartment, "published_value": value[compartment][place]}
            yield _row(LCIMPACT, category, place, "use_glo", reason, **more)


def _row(edition: str, category: str, place: str, action: str, reason: str, **more: object) -> dict[str, object]:
    empty = {
        "flow": "*",
        "compartment": "*",
        "value": None,
        "stand_in": "",
        "published_value": None,
        "source": "this project",
    }
    return {
        **empty,
        "edition": edition,
        "category": category,
        "place": place,
        "action": action,
        "reason": reason,
        **more,
    }
