"""The problem codes of this stage and what each means; docs/problems.md lists them all."""

from footprint.ground.language import mark

RESOLVE_CODES = {
    "item_missing": mark("The line has an amount but neither an item nor a code."),
    "item_unmatched": mark("No product has this name, or one near enough; the best candidates are named."),
    "item_ambiguous": mark("The name stands for several products."),
    "item_fuzzy": mark("The name was taken for a product of nearly the same spelling."),
    "hs_unknown": mark("The code is in none of the chapters of the Combined Nomenclature known here."),
    "code_zero_restored": mark("The code lost the zero at its front, as numbers do in a spreadsheet; it was put back."),
    "code_text_disagree": mark("Code and text name two different products; the code counts."),
    "product_not_covered": mark("The product is known but has no inventory; its tonnes are listed, not counted."),
    "origin_assumed": mark("No country of production is known; a mix of countries was used, by rule."),
    "origin_traced": mark(
        "In the view traced, a declared country is the last that shipped; its traced supply was used."
    ),
    "origin_replaced": mark("The declared country does not grow the product; a mix of countries was used, by rule."),
    "origin_group": mark("The origin is a group of countries, not a country of production."),
    "origin_transit": mark("The origin is a place of transit, not a country of production."),
    "origin_several": mark("The origin cell names several countries."),
    "origin_part": mark("One country was found among other words in the origin cell."),
    "origin_fuzzy": mark("The origin was taken for a country of nearly the same spelling."),
    "origin_unknown_name": mark("The origin is no country known here."),
    "unit_missing": mark("The amount has no unit."),
    "unit_unknown": mark("The unit is no unit of mass, volume or money known here."),
    "tonnes_need_product": mark("Volume and money become tonnes by the product, and the product is not known."),
    "tonnes_from_volume": mark("Tonnes were found from a volume by the product's density."),
    "tonnes_from_money": mark("Tonnes were found from money by the product's price of that year."),
    "density_missing": mark("The product has no density here, so a volume cannot become tonnes."),
    "price_missing": mark("The product has no price for that year here, so money cannot become tonnes."),
    "price_year_missing": mark("Money becomes tonnes only by the price of its year, and the line has no year."),
    "exchange_rate_missing": mark("The currency has no exchange rate for that year here."),
    "amount_implausible": mark(
        "The amount stands far above those of all other lines of the product; it counts as written."
    ),
    "practice_noted": mark("The practice is a scenario beside the result, which it never changes."),
    "practice_in_item": mark("The text of the item names a practice, which is read from the column of practices only."),
    "practice_unknown": mark(
        "The practice is none of conventional, organic and extensive; the line is counted as it is."
    ),
    "destination_unknown": mark(
        "In the view of what is used in Belgium, a line without a known destination is counted."
    ),
}
