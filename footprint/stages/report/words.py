"""The report's vocabulary: plain names for zones, realms, pressures, flows and columns, and the method in words."""

from __future__ import annotations

from collections.abc import Mapping

ZONES: Mapping[str, str] = {"belgium": "Belgium", "abroad": "Abroad", "global": "Global"}

ZONE_MEANING: Mapping[str, str] = {
    "Belgium": "The pressure happens in Belgium.",
    "Abroad": "The pressure happens in another country: where the crop grew, not where it was bought.",
    "Global": "The pressure acts everywhere, wherever it arose: greenhouse gases.",
}

_LEVELS: Mapping[str, str] = {
    "given": "Given in the list",
    "matched": "Product recognised",
    "with tonnes": "Weight known",
    "with inventory": "Land, water and emissions known",
}

_FLOWS: Mapping[str, str] = {
    "Occupation, annual crop": "Cropland used, annual crops",
    "Occupation, permanent crop": "Cropland used, permanent crops",
    "Occupation, pasture, man made": "Pasture used",
    "Occupation, pasture, man made, intensive": "Pasture used, intensive",
    "Occupation, forest, intensive": "Forest used for timber, planted",
    "Occupation, forest, extensive": "Forest used for timber, other",
    "Occupation, mineral extraction site": "Land under mines",
    "Transformation, from forest, primary (non-use)": "Forest cleared",
    "Transformation, from unspecified, natural (non-use)": "Nature turned into mines",
    "Transformation, to mineral extraction site": "Land turned into mines",
    "Transformation, to pasture, man made": "Land turned into pasture",
    "Transformation, to annual crop": "Land turned into annual cropland",
    "Transformation, to permanent crop": "Land turned into permanent cropland",
    "Carbon dioxide, from soil or biomass stock": "Carbon dioxide from cleared land",
    "Methane, non-fossil": "Methane",
    "Dinitrogen monoxide": "Nitrous oxide",
    "Ammonia": "Ammonia to air",
    "Nitrogen oxides": "Nitrogen oxides to air",
    "Nitrate": "Nitrate to water",
    "Phosphate": "Phosphate to water",
    "Water, unspecified natural origin": "Water from rivers, lakes and wells (blue water)",
}

EVERYDAY_UNITS: Mapping[str, tuple[float, str]] = {
    "m2.yr": (1e-4, "ha for one year"),
    "m2": (1e-4, "ha"),
    "kg": (1e-3, "t"),
    "m3": (1.0, "m³"),
}
"""Inventory unit -> (factor, unit people use)."""

LINE_COLUMNS: Mapping[str, str] = {
    "line": "Row of the line in the file that was read.",
    "item": "The goods, as written in the file.",
    "origin": "Declared country of production (ISO 3166-1); empty when none was given or understood.",
    "tonnes": "Weight counted for the line [t]; empty when it could not be known.",
    "match": "How the goods were recognised: by code, by name, or by likeness.",
    "match_score": "How alike the text and the recognised name are.",
    "coverage": "How far the line got.",
    "product": "The product it was recognised as.",
    "origin_grade": "How well the origin is known: plot, municipality, region, country, unknown.",
    "origin_used": "The country, or mix of countries, the calculation used.",
    "origin_rule": "The rule that chose it.",
    "tonnes_rule": "How the weight was found: as given, by density, or by the price of the year.",
    "made_of": "How well it is known what the good is made of; empty for what is grown, grazed or mined.",
    "fallback": "Where a country had no figure of its own, the wider region whose figure stood in.",
    "quality": "Data quality of the line: 1 is best, 5 is weakest.",
    "reason": "Why the line is not counted, or of which pressures a part is missing (in part: ...).",
}

LIMITS = (
    "The figures are model estimates from national averages. They show where the weight lies and what to look into; "
    "they do not measure one farm, one field or one supplier.",
    "An empty cell means that something is not known. It never means zero, and no total fills it in.",
    "Lenses and realms are never added up: each asks another question in another unit. Where they rank products or "
    "origins differently, that is a finding, not an error.",
    "Land use is counted for every year it lasts. Turning nature into farmland happens once: it stands apart and is "
    "not added. So do effects that only come after a century (long term).",
    "What is listed under 'Not covered' has an impact too. It is only not in the totals.",
    "Certificates change no figure here: they are evidence about practice, not a measured difference.",
)

STEPS = (
    "Each line is recognised as a product, its country of production is taken from the list or from trade figures, and "
    "its amount is turned into tonnes.",
    "Each tonne is given the land, water and emissions it takes in that country (the inventory).",
    "Each of these is multiplied by a published factor for the country where it happens. The sum is the impact: "
    "impact = tonnes × inventory per tonne × factor.",
)

NEVER_ADDED = "Lenses and realms are never added up: each row answers another question."


def title_case(text: str) -> str:
    """Return `text` with its first letter in capitals and underscores as spaces.

    >>> title_case("land_use")
    'Land use'
    """
    plain = text.replace("_", " ")
    return plain[:1].upper() + plain[1:]


def heading(column: str) -> str:
    """Return the heading of a column of the report.

    >>> heading("licence_status"), heading("doi")
    ('Licence status', 'DOI')
    """
    return column.upper() if column in ("doi", "url") else title_case(column)


def level_name(level: str) -> str:
    """Return the plain name of a step of coverage."""
    return _LEVELS.get(level, title_case(level))


def flow_name(flow: str, compartment: str) -> str:
    """Return the plain name of an elementary flow; an unknown one keeps its own, with its compartment.

    >>> flow_name("Ammonia", "air"), flow_name("Zinc", "air")
    ('Ammonia to air', 'Zinc (air)')
    """
    return _FLOWS.get(flow, f"{flow} ({compartment})")


def rank_of(name: str, order: tuple[str, ...]) -> tuple[int, str]:
    """Return a sort key: the place in `order`, unknown names after it by alphabet."""
    return (order.index(name) if name in order else len(order), name)
