"""What is said about a finding, whatever the line: its weight, what was expected, and how to mend it."""

from __future__ import annotations

from footprint.ground.errors import Severity
from footprint.ground.language import mark, told

ITEM: dict[str, tuple[Severity, str, str]] = {
    "item_missing": ("error", mark("an item or an HS/CN code"), mark("Fill the item or the code.")),
    "item_unmatched": (
        "warning",
        mark("a product of the catalogue"),
        mark("Write the product's common name in nl, fr, de or en, or add its HS/CN code."),
    ),
    "item_ambiguous": ("warning", mark("one product"), mark("Write which product is meant, or add its HS/CN code.")),
    "item_fuzzy": (
        "warning",
        mark("the product's name"),
        mark("Check the match; correct the spelling if it is another product."),
    ),
    "hs_unknown": (
        "warning",
        mark("one HS or CN code of 2 to 10 digits"),
        mark("Check the code; only the item text was used."),
    ),
    "code_text_disagree": (
        "warning",
        mark("a code and a text for the same product"),
        mark("Correct whichever is wrong; the code counts."),
    ),
}
ORIGIN: dict[str, tuple[Severity, str]] = {
    "origin_group": ("warning", mark("Name the country of production, or leave the cell empty.")),
    "origin_transit": ("warning", mark("Name the country where it was grown, not the one it passed through.")),
    "origin_several": ("warning", mark("Give each country a line of its own with its amount.")),
    "origin_part": ("info", mark("Leave only the country if this is wrong.")),
    "origin_fuzzy": ("warning", mark("Correct the spelling if another country is meant.")),
    "origin_unknown_name": ("warning", mark("Write the country's name in nl, fr, de or en, or its ISO code.")),
}
UNIT: dict[str, tuple[Severity, str, str]] = {
    "unit_missing": ("error", mark("a unit (kg, t, lb, l, m3, EUR, USD ...)"), mark("Fill the unit.")),
    "unit_unknown": (
        "error",
        mark("a unit of mass, volume or money (kg, t, lb, l, m3, EUR, USD ...)"),
        mark("Use one of these units."),
    ),
    "tonnes_need_product": (
        "warning",
        mark("a mass, or a known product"),
        mark("Give the amount in kg or t, or name the product."),
    ),
    "tonnes_from_volume": ("info", mark("a mass"), mark("Give the amount in kg or t if you know it.")),
    "tonnes_from_money": (
        "info",
        mark("a mass"),
        mark("Give the amount in kg or t if you know it: prices vary widely."),
    ),
    "density_missing": (
        "error",
        mark("a mass, or a product with a known density"),
        mark("Give the amount in kg or t."),
    ),
    "price_missing": (
        "error",
        mark("a mass, or a product with a price in that year"),
        mark("Give the amount in kg or t, as on the delivery note: a price of another year would give other tonnes."),
    ),
    "price_year_missing": (
        "error",
        mark("the year of the purchase beside an amount of money"),
        mark("Fill the year, or give one for the whole list."),
    ),
    "exchange_rate_missing": (
        "error",
        mark("a currency and year with a known rate"),
        mark("Give the amount in EUR, or in kg or t."),
    ),
}
DESTINATIONS = mark("used_in_belgium, re_exported or transit")
#: By whether the text is understood: problem code and mend.
PRACTICE = {
    True: ("practice_noted", mark("Nothing to do: the report shows what the practice would change.")),
    False: ("practice_unknown", mark("Write conventional, organic or extensive; the line is counted as it is.")),
}
RULE_WORDS = {
    "traced_country": told("the traced supply of that country"),
    "traced_be": told("the traced mix of Belgian imports"),
    "direct_be": told("the mix of direct Belgian imports, growers only"),
    "world_exports": told("the mix of world exports, growers only"),
    "world_production": told("the mix of world production"),
    "assumed_be": told("Belgium, where it is taken to be made, for want of anything known"),
    "none": told("no mix: no producer is known"),
}
