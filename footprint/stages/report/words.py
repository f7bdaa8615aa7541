"""The report's vocabulary, declared in English and said in the language of the report: zones, flows, rules, columns."""

from __future__ import annotations

from collections.abc import Mapping

from footprint.ground.language import Language, mark

ZONES: Mapping[str, str] = {"belgium": mark("Belgium"), "abroad": mark("Abroad"), "global": mark("Global")}

ZONE_MEANING: Mapping[str, str] = {
    "belgium": mark("The pressure happens in Belgium."),
    "abroad": mark("The pressure happens in another country: where the crop grew, not where it was bought."),
    "global": mark("The pressure acts everywhere, wherever it arose: greenhouse gases."),
}

MEASURES: Mapping[str, str] = {"lines": mark("lines"), "tonnes": mark("tonnes"), "euros": mark("euros")}
"""What coverage is measured in."""

_LEVELS: Mapping[str, str] = {
    "given": mark("Given in the list"),
    "characterised": mark("Counted in full"),
    "partly characterised": mark("Counted in part"),
    "not covered": mark("Not counted"),
}

_FLOWS: Mapping[str, str] = {
    "Occupation, annual crop": mark("Cropland used, annual crops"),
    "Occupation, permanent crop": mark("Cropland used, permanent crops"),
    "Occupation, pasture, man made": mark("Pasture used"),
    "Occupation, pasture, man made, intensive": mark("Pasture used, intensive"),
    "Occupation, forest, intensive": mark("Forest used for timber, planted"),
    "Occupation, forest, extensive": mark("Forest used for timber, other"),
    "Occupation, mineral extraction site": mark("Land under mines"),
    "Transformation, from forest, primary (non-use)": mark("Forest cleared"),
    "Transformation, from unspecified, natural (non-use)": mark("Nature turned into mines"),
    "Transformation, to mineral extraction site": mark("Land turned into mines"),
    "Transformation, to pasture, man made": mark("Land turned into pasture"),
    "Transformation, to annual crop": mark("Land turned into annual cropland"),
    "Transformation, to permanent crop": mark("Land turned into permanent cropland"),
    "Carbon dioxide, from soil or biomass stock": mark("Carbon dioxide from cleared land"),
    "Methane, non-fossil": mark("Methane"),
    "Dinitrogen monoxide": mark("Nitrous oxide"),
    "Ammonia": mark("Ammonia to air"),
    "Nitrogen oxides": mark("Nitrogen oxides to air"),
    "Nitrate": mark("Nitrate to water"),
    "Phosphate": mark("Phosphate to water"),
    "Water, unspecified natural origin": mark("Water from rivers, lakes and wells (blue water)"),
}

EVERYDAY_UNITS: Mapping[str, tuple[float, str]] = {
    "m2.yr": (1e-4, mark("ha for one year")),
    "m2": (1e-4, "ha"),
    "kg": (1e-3, "t"),
    "m3": (1.0, "m³"),
}
"""Inventory unit -> (factor, unit people use)."""

_COLUMNS: Mapping[str, str] = {
    "what": mark("What"),
    "value": mark("Value"),
    "step": mark("Step"),
    "lines": mark("Lines"),
    "lines_share": mark("Lines, share"),
    "tonnes": mark("Tonnes"),
    "root_tonnes": mark("Raw materials [t]"),
    "tonnes_share": mark("Tonnes, share"),
    "euros": mark("Euros"),
    "euros_share": mark("Euros, share"),
    "lens": mark("Lens"),
    "realm": mark("Realm"),
    "pressure": mark("Pressure"),
    "belgium": mark("Belgium"),
    "abroad": mark("Abroad"),
    "global": mark("Global"),
    "belgium_share": mark("Belgium, share"),
    "abroad_share": mark("Abroad, share"),
    "global_share": mark("Global, share"),
    "unit": mark("Unit"),
    "covered": mark("Tonnes covered"),
    "covered_from": mark("Tonnes covered, from"),
    "covered_to": mark("to"),
    "uncounted": mark("Not counted"),
    "in_words": mark("In words"),
    "flow": mark("Land, water, emissions"),
    "elementary_flow": mark("Flow"),
    "compartment": mark("Compartment"),
    "reason": mark("Reason"),
    "level": mark("Got as far as"),
    "impact_counted": mark("Impact counted"),
    "unweighed": mark("Lines without weight"),
    "id": mark("Id"),
    "name": mark("Name"),
    "land_m2_yr": mark("Land [m2.yr]"),
    "land_low_m2_yr": mark("Land, low end of stated range [m2.yr]"),
    "land_high_m2_yr": mark("Land, high end of stated range [m2.yr]"),
    "water_m3": mark("Water [m3]"),
    "line": mark("Line"),
    "item": mark("Item"),
    "origin": mark("Origin"),
    "product": mark("Product"),
    "origin_used": mark("Origin used"),
    "quality": mark("Quality"),
    "share": mark("Share"),
    "cumulated": mark("Cumulated share"),
    "to_find_out": mark("What to find out"),
    "why": mark("Why"),
    "impact_share": mark("Impact resting on it"),
    "largest": mark("Largest lines"),
    "known": mark("How well it is known"),
    "rank": mark("Rank"),
    "from": mark("From"),
    "to": mark("To"),
    "country": mark("Country"),
    "impact": mark("Impact"),
    "practice": mark("Practice"),
    "as_counted": mark("As counted"),
    "scenario": mark("Scenario"),
    "low": mark("Low"),
    "high": mark("High"),
    "note": mark("Note"),
    "edition": mark("Edition"),
    "title": mark("Title"),
    "citation": mark("Citation"),
    "doi": "DOI",
    "url": "URL",
    "licence": mark("Licence"),
    "licence_status": mark("Licence status"),
    "version": mark("Version"),
    "used_for": mark("Used for"),
    "place": mark("Place"),
    "question": mark("Question"),
    "meaning": mark("Meaning"),
    "column": mark("Column"),
    "zone": mark("Zone"),
    "code": mark("Code"),
    "severity": mark("Severity"),
    "where": mark("Where"),
    "found": mark("Found"),
    "expected": mark("Expected"),
    "fix": mark("What to do"),
    "times": mark("Times"),
}

_WORDS: Mapping[str, str] = {
    "error": mark("error"),
    "warning": mark("warning"),
    "info": mark("remark"),
    "none": mark("none"),
    "short term": mark("short term"),
    "long term": mark("long term"),
    "in part": mark("in part"),
    "conventional": mark("conventional"),
    "organic": mark("organic"),
    "extensive": mark("extensive"),
    "verified": mark("verified"),
    "stated": mark("stated"),
    "unknown": mark("unknown"),
    "declared": mark("declared"),
    "traced": mark("traced"),
    "used in belgium": mark("used in Belgium"),
    "by value": mark("by value"),
    "by mass": mark("by mass"),
    "view": mark("View of origins"),
    "allocation": mark("Joint products shared"),
}

LINE_COLUMNS: Mapping[str, str] = {
    "line": mark("Row of the line in the file that was read."),
    "item": mark("The goods, as written in the file."),
    "origin": mark("Declared country of production (ISO 3166-1); empty when none was given or understood."),
    "tonnes": mark("Weight counted for the line [t]; empty when it could not be known."),
    "match": mark("How the goods were recognised: by code, by name, or by likeness."),
    "match_score": mark("How alike the text and the recognised name are."),
    "coverage": mark("How far the line got."),
    "product": mark("The product it was recognised as."),
    "origin_grade": mark("How well the origin is known: plot, municipality, region, country, unknown."),
    "origin_used": mark("The country, or mix of countries, the calculation used."),
    "origin_rule": mark("The rule that chose it."),
    "tonnes_rule": mark("How the weight was found: as given, by density, or by the price of the year."),
    "made_of": mark("How well it is known what the good is made of; empty for what is grown, grazed or mined."),
    "fallback": mark("Where a country had no figure of its own, the wider region whose figure stood in."),
    "quality": mark("Data quality of the line: 1 is best, 5 is weakest."),
    "reason": mark("Why the line is not counted, or of which pressures a part is missing (in part: ...)."),
}

LIMITS = (
    mark(
        "The figures are model estimates from national averages. They show where the weight lies and what to look "
        "into; they do not measure one farm, one field or one supplier."
    ),
    mark("An empty cell means that something is not known. It never means zero, and no total fills it in."),
    mark(
        "Lenses and realms are never added up: each asks another question in another unit. Where they rank products "
        "or origins differently, that is a finding, not an error."
    ),
    mark(
        "Land use is counted for every year it lasts. Turning nature into farmland happens once: it stands apart and "
        "is not added. So do effects that only come after a century (long term)."
    ),
    mark("What is listed under 'Not covered' has an impact too. It is only not in the totals."),
    mark("Certificates change no figure here: they are evidence about practice, not a measured difference."),
)

STEPS = (
    mark(
        "Each line is recognised as a product, its country of production is taken from the list or from trade "
        "figures, and its amount is turned into tonnes."
    ),
    mark("Each tonne is given the land, water and emissions it takes in that country (the inventory)."),
    mark(
        "Each of these is multiplied by a published factor for the country where it happens. The sum is the impact: "
        "impact = tonnes × inventory per tonne × factor."
    ),
)

NEVER_ADDED = mark("Lenses and realms are never added up: each row answers another question.")


def title_case(text: str) -> str:
    """Return `text` with its first letter in capitals and underscores as spaces.

    >>> title_case("land_use")
    'Land use'
    """
    plain = text.replace("_", " ")
    return plain[:1].upper() + plain[1:]


def heading(column: str, language: Language) -> str:
    """Return the heading of a column of the report.

    >>> heading("licence_status", Language("en")), heading("doi", Language("nl"))
    ('Licence status', 'DOI')
    """
    return language.say(_COLUMNS[column])


def word(text: str, language: Language) -> str:
    """Return a word of the tables in the language; one that is not declared is said as it is.

    >>> word("info", Language("en")), word("land_use", Language("en"))
    ('remark', 'land use')
    """
    return language.say(_WORDS.get(text, text.replace("_", " ")))


def phrase(text: str, language: Language) -> str:
    """Return a text of the tables in the language: as a whole, or its parts between ": ", "; " and ", ".

    >>> phrase("in part: climate change, water use", Language("en"))
    'in part: climate change, water use'
    """
    whole = word(text, language)
    if whole != text:
        return whole
    sign = next((sign for sign in ("; ", ": ", ", ") if sign in text), None)
    if sign is None:
        return text
    spaced = "\u00a0" if language.code == "fr" and sign != ", " else ""
    return f"{spaced}{sign}".join(phrase(part, language) for part in text.split(sign))


def level_name(level: str, language: Language) -> str:
    """Return the plain name of a step of coverage."""
    return language.say(_LEVELS[level]) if level in _LEVELS else title_case(phrase(level, language))


def flow_name(flow: str, compartment: str, language: Language) -> str:
    """Return the plain name of an elementary flow; an unknown one keeps its own, with its compartment.

    >>> flow_name("Ammonia", "air", Language("en")), flow_name("Zinc", "air", Language("en"))
    ('Ammonia to air', 'Zinc (air)')
    """
    return language.say(_FLOWS[flow]) if flow in _FLOWS else f"{flow} ({compartment})"


def rank_of(name: str, order: tuple[str, ...]) -> tuple[int, str]:
    """Return a sort key: the place in `order`, unknown names after it by alphabet."""
    return (order.index(name) if name in order else len(order), name)
