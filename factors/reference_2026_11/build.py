"""Compile the reference edition: products and their names, codes, countries, prices, densities and exchange rates.

    python factors/reference_2026_11/build.py --source DIR

DIR holds the two folders ``ref`` and ``lci`` with the files named in SOURCES.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from factors.reference_2026_11 import build_codes as codes_of
from factors.reference_2026_11 import build_money as money
from factors.reference_2026_11 import build_places as places
from factors.reference_2026_11 import build_products as catalogue
from factors.reference_2026_11 import build_words as words_of
from footprint.editions.build import Arguments, Column, Edition, Source, Table, arguments, write_edition
from footprint.ground.errors import FactorError

FAO_TERMS = "CC BY 4.0 with the FAO database terms (an older copy of the terms: CC BY-NC-SA 3.0 IGO)"
EU_REUSE = "Commission reuse policy, CC BY 4.0"

SOURCES = (
    Source(
        "ref/fao_trade_items.csv",
        "fa6e3370b050ae7e8c63db54357c1242fe84d725e90f428ac269bbffda200d7b",
        "FAOSTAT trade items: slug, item code, name, six-digit codes",
        "https://www.fao.org/faostat/en/#data/TM",
        FAO_TERMS,
        "stated",
    ),
    Source(
        "ref/commodity_core_multilingual.csv",
        "2d6f239aa1d348825f74c8fa1a61c5e859cee1e54dfb11ffbc68b8988ecf4ca3",
        "91 commodities with names and synonyms in four languages, written for this project",
        "",
        "own work",
        "verified",
    ),
    Source(
        "lci/crop_class_annual_permanent.csv",
        "90167ac842b2346483cb76e6071618395136683742c3582e608f4b4494a813bd",
        "160 crops, annual or permanent, after DeDuCE",
        "https://zenodo.org/records/13624636",
        "CC BY 4.0 (DeDuCE)",
        "stated",
    ),
    Source(
        "ref/hs6_to_fao_item_biotrade.csv",
        "aa19653efbd9e423ffd42a939378ca511cdf069e9d077cd40584bf2beb88ae5d",
        "Mapping of HS six-digit codes to FAO items, biotrade 0.4.6 (Joint Research Centre)",
        "https://gitlab.com/bioeconomy/forobs/biotrade/",
        "MIT",
        "stated",
    ),
    Source(
        "ref/hs2022_en_datasets.csv.gz",
        "92a1083536fa9ddfccb6270d9e6594f8c9c412fa800433f1e1fb84e520c73722",
        "Harmonized System 2022, English",
        "https://github.com/datasets/harmonized-system",
        "PDDL",
        "stated",
    ),
    Source(
        "ref/cn8_2023_labels_en_fr_nl_de.csv.gz",
        "5ec3849c2e5529a0d914d5d4b1751007f74362e9d0d93b0004606123728bfcf0",
        "Combined Nomenclature 2023, self-explanatory texts (National Bank of Belgium, Eurostat)",
        "https://ec.europa.eu/eurostat/ramon",
        EU_REUSE,
        "stated",
    ),
    Source(
        "ref/cn2025_headings_en_fr_nl_de.csv.gz",
        "50558f89d232f8d9f0431c957e3632beea582e8d14629ff2829ec157027c1dd7",
        "Combined Nomenclature 2025, headings and subheadings",
        "https://github.com/xterr/php-cncodes",
        f"MIT; {EU_REUSE}",
        "stated",
    ),
    Source(
        "ref/cpv2008_en_fr_nl_de.csv",
        "e8460ad9bc5f0a5aeb47828c865c0161a44a0c0a1d022799f909e3c643482a4a",
        "Common Procurement Vocabulary 2008",
        "https://github.com/xterr/php-cpvcodes",
        f"MIT; {EU_REUSE}",
        "stated",
    ),
    Source(
        "ref/country_names_iso_en_nl_fr_de.csv",
        "b3c703ec851e660fcd6376d2f82b4cfc1640b7f48d7ac8fe1aa34b94af83fbb0",
        "ISO 3166-1 (pycountry 26.2.16) with names of the Unicode CLDR (Babel)",
        "https://cldr.unicode.org",
        "LGPL-2.1 (pycountry), Unicode licence (CLDR)",
        "stated",
    ),
    Source(
        "ref/fao_area_codes.csv",
        "fe99cb7560df0b6e7271b58c1778b649834f09a8798a9e824645be70cd64c9c6",
        "FAO area codes and names",
        "https://www.fao.org/faostat/en/#definitions",
        FAO_TERMS,
        "stated",
    ),
    Source(
        "ref/worldbank_pinksheet_annual_eur_2018_2026.csv",
        "79fd521039327ad91fce7925161a372d2529eb881763757fc953cd99832ede46",
        "World Bank Commodity Price Data (Pink Sheet), 2 June 2026: annual means in EUR",
        "https://www.worldbank.org/en/research/commodity-markets",
        "CC BY 4.0",
        "stated",
    ),
    Source(
        "ref/producer_price_world_by_item.csv",
        "1820a5a6bbd2a64f4cdf6a5fae66cd69ba60bdcdf42faaf71aab14fdfce58f9d",
        "FAOSTAT producer prices 2018-22 in EUR, by item (GCAM-FAOSTAT d5f4957)",
        "https://github.com/JGCRI/gcamfaostat",
        f"BSD-2-Clause (repository); data {FAO_TERMS}",
        "stated",
    ),
    Source(
        "ref/ecb_fx_annual_avg_per_eur.csv",
        "4908dd391120fb1c53090d03779974c2782b82894393eaf1dca8c9f22d264f0f",
        "Annual averages of the euro foreign exchange reference rates to 30 October 2026",
        "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates",
        "free reuse with source (European Central Bank)",
        "stated",
    ),
)

EDITION = Edition(
    id="reference_2026_11",
    title="Reference tables: products, names, codes, countries, prices, densities, exchange rates",
    description="What turns words, codes, money and volumes of a purchase list into products, countries and tonnes.",
    version="2026.11",
    published="2026-11-20",
    compiled="2026-11-20",
    citation=(
        "Own compilation of FAOSTAT item lists and producer prices, biotrade (Joint Research Centre), "
        "Harmonized System 2022, Combined Nomenclature 2023 and 2025, Common Procurement Vocabulary 2008, ISO 3166-1 "
        "and Unicode CLDR, World Bank Pink Sheet (2 June 2026) and European Central Bank reference rates; crop names "
        "and rules written for this project."
    ),
    doi="",
    url="https://www.fao.org/faostat",
    licence="CC BY 4.0, with the terms of the sources",
    licence_status="stated",
    licence_note=(
        "Own layout and own names; facts from the sources listed. The FAO database terms want a human reading before "
        "publication; densities carry their own sources, some unverified."
    ),
    sources=SOURCES,
)


def column(name: str, description: str, kind: str = "string", unit: str = "") -> Column:
    """Return a column; `kind` is "string" unless said."""
    return Column(name, kind, unit, description)  # type: ignore[arg-type]


PRODUCT_COLUMNS = (
    column("id", "name of the product in every table"),
    column("en", "English name"),
    column("nl", "Dutch name; empty where none was written"),
    column("fr", "French name; empty where none was written"),
    column("de", "German name; empty where none was written"),
    column("hs", "shortest HS or CN codes of the product, space separated"),
    column("fao", "FAO item code; empty where FAO has no such item", "integer"),
    column(
        "class",
        "annual crop, permanent crop, processed, animal, fish, wood, mineral, fodder, residue or other",
    ),
    column("covered", "true if an edition has an inventory or a recipe of this product in this form", "boolean"),
    column("reason", "why it is not covered; empty if it is"),
    column("trace_group", "group under which Belgian origins were traced; empty if none"),
    column("allocation", "value: shares a joint process by value; none: has its process alone; empty if not covered"),
    column("density_kg_m3", "density or bulk density where it is sold by volume (densities.csv)", "number", "kg/m3"),
    column("source", "edition that holds its inventory or recipe; empty if not covered"),
)
NAME_COLUMNS = (
    column("name", "as people write it"),
    column("folded", "without case, accents and punctuation"),
    column("lang", "en, nl, fr, de; empty if not recorded"),
    column("product", "product id"),
    column("kind", "name (the product's own), synonym, or trade text (customs and procurement vocabularies)"),
)
AMBIGUOUS_COLUMNS = (
    column("folded", "text that names several products"),
    column("candidates", "product ids, space separated, likeliest first"),
    column("reason", "what is left open"),
)
WORD_COLUMNS = (column("word", "a word near a product's name in spelling, folded"),)
KIND_COLUMNS = (
    column("general", "product id"),
    column("specific", "product id of a kind of it"),
    column(
        "text_counts",
        "true if a text that names the kind counts beside a code of the general product: recipes or blends mix its "
        "kinds, or the kind has no code of its own; in all pairs a code of the kind counts beside the general text",
        "boolean",
    ),
)
CODE_COLUMNS = (
    column("code", "HS or CN code of 2, 4, 6 or 8 digits"),
    column("product", "product id; empty if the code has none"),
    column("reason", "why the code gives no covered product; empty if it does"),
)
CODE_COVERAGE_COLUMNS = (
    column("chapter", "HS chapter, two digits"),
    column("covered", "eight-digit codes of CN 2023 with a covered product", "integer"),
    column("not_covered", "with a product that is not covered", "integer"),
    column("several", "that several products share, which are named", "integer"),
    column("reason", "without a product, with a reason", "integer"),
)
COUNTRY_COLUMNS = (
    column("iso3", "ISO 3166-1 alpha-3 (XKX: Kosovo, user-assigned)"),
    column("iso2", "ISO 3166-1 alpha-2"),
    column("numeric", "ISO 3166-1 numeric, three digits; empty for Kosovo"),
    column("fao_area", "FAO area code; CHN is mainland China (41)", "integer"),
    column("en", "English name"),
    column("nl", "Dutch name"),
    column("fr", "French name"),
    column("de", "German name"),
    column("official_en", "official English name"),
)
COUNTRY_NAME_COLUMNS = (
    column("name", "folded name or code"),
    column("iso3", "country"),
    column("lang", "en, nl, fr, de, code, or alias"),
)
GROUP_COLUMNS = (
    column("name", "folded text that is no single country"),
    column("meaning", "group: names more or less than a country; unknown: says that the origin is not known"),
    column("fix", "what the user can do"),
)
PRICE_COLUMNS = (
    column("product", "product id"),
    column("year", "calendar year", "integer"),
    column("currency", "always EUR"),
    column("price_per_t", "price", "number", "EUR/t"),
    column("low", "low end of the band (README)", "number", "EUR/t"),
    column("high", "high end of the band (README)", "number", "EUR/t"),
    column("basis", "pinksheet: world market; producer_price: farm gate, a floor"),
    column("source", "series, period and rate"),
)
DENSITY_COLUMNS = (
    column("product", "product id"),
    column("density_kg_m3", "bulk density of solids, density of liquids", "number", "kg/m3"),
    column("low", "low end", "number", "kg/m3"),
    column("high", "high end", "number", "kg/m3"),
    column("source", "where it stands; unverified parts say so"),
)
RATE_COLUMNS = (
    column("currency", "ISO 4217 code"),
    column("year", "calendar year", "integer"),
    column("per_eur", "units of the currency for one euro, annual average", "number", "1/EUR"),
    column("source", "publisher and period"),
)


# Vocabularies in four languages: what stands in them is a word, not a slip of the pen.
NOMENCLATURES = (
    "ref/cn8_2023_labels_en_fr_nl_de.csv.gz",
    "ref/cn2025_headings_en_fr_nl_de.csv.gz",
    "ref/cpv2008_en_fr_nl_de.csv",
)


def tables(args: Arguments) -> list[Table]:
    """Return the tables of the edition, made from the sources."""
    source = _reader(args)
    core, items = source("ref/commodity_core_multilingual.csv"), source("ref/fao_trade_items.csv")
    products = catalogue.products(core, items, source("lci/crop_class_annual_permanent.csv"))
    if strangers := codes_of.check_rules(products):
        raise FactorError(f"ids in the hand-written tables that are no product: {strangers}")
    codes = _codes(products, core, items, source)
    products["hs"] = products["id"].map(codes_of.codes_of_products(codes)).fillna("")
    names = _names(products, core, codes, source)
    cn8 = source("ref/cn8_2023_labels_en_fr_nl_de.csv.gz")["cn8"]
    by_chapter = codes_of.coverage(codes, cn8, products)
    words = words_of.other_words(names, [source(name) for name in NOMENCLATURES])
    return [
        *_product_tables(products, names, codes),
        Table("code_coverage.csv", by_chapter, CODE_COVERAGE_COLUMNS, ("chapter",), "what eight-digit codes lead to"),
        Table("other_words.parquet", words, WORD_COLUMNS, ("word",), "words that are no misspelt names"),
        *_country_tables(source),
        *_money_tables(products, source),
    ]


def _reader(args: Arguments) -> Callable[[str], pd.DataFrame]:
    return lambda name: catalogue.read(args.path(EDITION, name))


def _codes(
    products: pd.DataFrame, core: pd.DataFrame, items: pd.DataFrame, source: Callable[[str], pd.DataFrame]
) -> pd.DataFrame:
    nomenclatures = (
        source("ref/hs2022_en_datasets.csv.gz")["hscode"],
        source("ref/cn8_2023_labels_en_fr_nl_de.csv.gz")["cn8"],
        source("ref/cn2025_headings_en_fr_nl_de.csv.gz")["code"],
    )
    mapping = source("ref/hs6_to_fao_item_biotrade.csv")
    return codes_of.code_table(products, core, mapping, catalogue.fao_ids(core, items), nomenclatures)


def _names(
    products: pd.DataFrame, core: pd.DataFrame, codes: pd.DataFrame, source: Callable[[str], pd.DataFrame]
) -> pd.DataFrame:
    product_of = dict(zip(codes["code"], codes["product"], strict=True))
    trade_texts = [
        *catalogue.trade_item_texts(core, source("ref/fao_trade_items.csv")),
        *catalogue.procurement_texts(products, source("ref/cpv2008_en_fr_nl_de.csv")),
        *catalogue.customs_texts(products, source("ref/cn8_2023_labels_en_fr_nl_de.csv.gz"), product_of),
    ]
    return catalogue.names(products, core, trade_texts)


def _product_tables(products: pd.DataFrame, names: pd.DataFrame, codes: pd.DataFrame) -> list[Table]:
    products = products[[column.name for column in PRODUCT_COLUMNS]]
    return [
        Table("products.csv", products, PRODUCT_COLUMNS, ("id",), "the catalogue"),
        Table("product_names.csv", names, NAME_COLUMNS, ("folded", "product"), "ways to write a product"),
        Table("ambiguous_names.csv", catalogue.ambiguous(), AMBIGUOUS_COLUMNS, ("folded",), "texts to ask about"),
        Table("kinds.csv", catalogue.kinds(products), KIND_COLUMNS, ("general", "specific"), "products of which kind"),
        Table("hs_codes.parquet", codes, CODE_COLUMNS, ("code",), "HS 2022 and CN 2023/2025 codes to products"),
    ]


def _country_tables(source: Callable[[str], pd.DataFrame]) -> list[Table]:
    areas = source("ref/fao_area_codes.csv")
    countries = places.countries(source("ref/country_names_iso_en_nl_fr_de.csv"), areas)
    names = places.country_names(countries, areas)
    return [
        Table("countries.csv", countries, COUNTRY_COLUMNS, ("iso3",), "countries and territories"),
        Table("country_names.csv", names, COUNTRY_NAME_COLUMNS, ("name",), "ways to write a country"),
        Table("country_groups.csv", places.groups(), GROUP_COLUMNS, ("name",), "texts that are no single country"),
    ]


def _money_tables(products: pd.DataFrame, source: Callable[[str], pd.DataFrame]) -> list[Table]:
    pink_sheet = source("ref/worldbank_pinksheet_annual_eur_2018_2026.csv")
    prices = money.prices(pink_sheet, source("ref/producer_price_world_by_item.csv"), products)
    rates = money.exchange_rates(source("ref/ecb_fx_annual_avg_per_eur.csv"))
    return [
        Table("prices.parquet", prices, PRICE_COLUMNS, ("product", "year", "basis"), "EUR per tonne by year"),
        Table("densities.csv", money.densities(), DENSITY_COLUMNS, ("product",), "kg per m3"),
        Table("exchange_rates.csv", rates, RATE_COLUMNS, ("currency", "year"), "currency per euro"),
    ]


def main() -> None:
    """Compile the edition from the folder given on the command line."""
    args = arguments(Path(__file__).parent)
    write_edition(EDITION, tables(args), args.out)


if __name__ == "__main__":
    main()
