"""Every row of the reference edition: keys, names, codes, countries, prices, rates, and texts people write."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import factors
from footprint.editions.build import Arguments
from footprint.ground.errors import FactorError
from footprint.ground.text import fold

ROOT = Path(factors.__file__).parent
EDITION = ROOT / "reference_2026_11"
LANGUAGES = ["en", "nl", "fr", "de"]
CHAPTERS = [*range(1, 25), 26, 40, 41, 44, 47, 48, 51, 52, 53]


@cache
def table(name: str) -> pd.DataFrame:
    path = EDITION / name
    return pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path, keep_default_na=False)


@cache
def package() -> dict:
    return json.loads((EDITION / "datapackage.json").read_text(encoding="utf-8"))


def products() -> pd.DataFrame:
    return table("products.csv")


def covered() -> pd.DataFrame:
    return products()[products()["covered"]]


def product_of_text(text: str) -> str:
    names = table("product_names.csv").set_index("folded")["product"]
    return names.get(fold(text), "")


def product_of_code(code: str) -> str:
    return table("hs_codes.parquet").set_index("code")["product"][code]


def country_of(text: str) -> str:
    return table("country_names.csv").set_index("name")["iso3"].get(fold(text), "")


def test_tables_are_the_ones_of_the_passport() -> None:
    for resource in package()["resources"]:
        digest = hashlib.sha256((EDITION / resource["path"]).read_bytes()).hexdigest()
        assert resource["hash"] == f"sha256:{digest}", resource["path"]
        assert len(table(resource["path"])) == resource["rows"], resource["path"]
        declared = [field["name"] for field in resource["schema"]["fields"]]
        assert declared == list(table(resource["path"]).columns), resource["path"]


def test_keys_are_unique_and_filled() -> None:
    for resource in package()["resources"]:
        keys = table(resource["path"])[resource["schema"]["primaryKey"]].astype(str)
        assert not keys.duplicated().any(), resource["path"]
        assert (keys != "").all(axis=None), resource["path"]


def test_every_source_has_licence_and_hash() -> None:
    for source in package()["sources"]:
        assert re.fullmatch(r"[0-9a-f]{64}", source["sha256"]), source["name"]
        assert source["licence"], source["name"]
        assert source["licence_status"] in {"verified", "stated", "unknown"}, source["name"]


def test_the_160_crops_are_covered_and_nothing_else() -> None:
    assert len(covered()) == 160
    assert not covered()["fao"].duplicated().any()
    assert set(covered()["class"]) == {"annual crop", "permanent crop"}
    assert not products().loc[~products()["covered"], "class"].str.endswith("crop").any()


def test_covered_products_are_the_crops_of_the_inventory() -> None:
    crops = pd.read_csv(ROOT / "inventory_crops_2026_11" / "crops.csv")
    mine = dict(zip(covered()["fao"].astype(int), covered()["class"].str.removesuffix(" crop"), strict=True))
    assert mine == dict(zip(crops["fao"].astype(int), crops["class"], strict=True))


def test_what_is_not_covered_says_why_and_what_is_does_not() -> None:
    assert ((products()["reason"] == "") == products()["covered"]).all()


def test_covered_products_have_names_in_four_languages_that_find_them() -> None:
    for row in covered().to_dict("records"):
        assert [product_of_text(row[lang]) for lang in LANGUAGES] == [row["id"]] * 4, row["id"]


def test_every_product_has_an_english_name_and_a_plain_id() -> None:
    assert (products()["en"] != "").all()
    assert products()["id"].str.fullmatch(r"[a-z0-9_]+").all()


def test_names_are_folded_and_belong_to_one_product() -> None:
    names = table("product_names.csv")
    assert (names["name"].map(fold) == names["folded"]).all()
    assert not names["folded"].duplicated().any()
    assert set(names["product"]) <= set(products()["id"])
    assert set(names["kind"]) == {"name", "synonym", "trade text"}
    assert set(names["lang"]) == {"", *LANGUAGES}


def test_ambiguous_names_offer_two_products_or_more_and_are_no_names() -> None:
    ambiguous = table("ambiguous_names.csv")
    candidates = ambiguous["candidates"].str.split()
    assert (candidates.map(lambda ids: len(set(ids))) >= 2).all()
    assert set(candidates.explode()) <= set(products()["id"])
    assert not set(ambiguous["folded"]) & set(table("product_names.csv")["folded"])
    assert (ambiguous["reason"] != "").all()


def test_words_near_a_name_are_folded_and_in_no_name() -> None:
    words = set(table("other_words.parquet")["word"])
    assert {word for word in words if fold(word) != word or " " in word} == set()
    assert not words & {word for name in table("product_names.csv")["folded"] for word in name.split()}
    assert {"kerzen", "pompes", "duiven", "kirche", "radius", "organen"} <= words


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("Fèves de cacao", "cocoa_beans"),
        ("FEVES  DE CACAO", "cocoa_beans"),
        ("Cacaobonen", "cocoa_beans"),
        ("Sojabohnen", "soybeans"),
        ("sojaschroot", "soy_meal"),
        ("zachte tarwe", "wheat"),
        ("blé tendre", "wheat"),
        ("Weichweizen", "wheat"),
        ("froment", "wheat"),
        ("ajuin", "onions"),
        ("witloof", "lettuce_and_chicory"),
        ("chicons", "lettuce_and_chicory"),
        ("patates", "potatoes"),
        ("tomaten los", "tomatoes"),
        ("appelsienen", "oranges"),
        ("Rohkaffee", "coffee_green"),
        ("koffie", "coffee_roasted"),
        ("rijst", "rice"),
        ("padierijst", "rice_paddy"),
        ("katoen", "cotton"),
        ("amandelen", "almonds"),
        ("amandelen in de dop", "almonds_in_shell"),
        ("latex", "natural_rubber_latex"),
        ("lin oléagineux", "linseed"),
        ("sucre de betterave", "sugar"),
        ("mélasse de canne", "molasses"),
        ("carton ondulé", "paper"),
        ("aluminiumfolie", "aluminium"),
        ("watervrij melkvet", "butter"),
        ("lécithine de tournesol", "other_lecithins"),
        ("carbonate de calcium", "feed_minerals"),
        ("phosphate monocalcique", "feed_minerals"),
        ("prémélange minéral et vitaminé", "feed_minerals"),
        ("tomatensaus", "sauces"),
        ("amandelmelk", "plant_drinks"),
        ("jute zakken", "textiles"),
        ("sperziebonen", "other_beans_green"),
        ("boter", "butter"),
        ("Huile de palme", "palm_oil"),
        ("karton", "paper"),
    ],
)
def test_texts_people_write(text: str, product: str) -> None:
    assert product_of_text(text) == product


@pytest.mark.parametrize(
    "text",
    [
        *("raisins", "prunes", "paprika", "walnoten", "bonen", "erwten", "rubber", "koffiebonen", "kolen"),
        *("cacao", "Kakao", "soja", "arabica", "kriek", "conférence", "chili pepper"),
    ],
)
def test_texts_to_ask_about(text: str) -> None:
    assert product_of_text(text) == ""
    assert fold(text) in set(table("ambiguous_names.csv")["folded"])


def test_a_crop_in_another_form_is_another_product() -> None:
    forms = {
        "cotton": "seed_cotton_unginned",
        "rice": "rice_paddy",
        "almonds": "almonds_in_shell",
        "coffee_roasted": "coffee_green",
        "groundnuts": "groundnuts_excluding_shelled",
        "sunflower_kernels": "sunflower_seed",
        "soybeans_toasted": "soybeans",
    }
    table_ = products().set_index("id")
    for other, crop in forms.items():
        assert table_.loc[crop, "covered"], crop
        assert table_.loc[other, "reason"].startswith("another form of the covered crop"), other


def test_codes_are_digits_of_even_length_and_name_known_products() -> None:
    codes = table("hs_codes.parquet")
    assert codes["code"].str.fullmatch(r"(\d{2}){1,4}").all()
    assert set(codes["product"]) <= {"", *products()["id"]}
    usable = codes["product"].isin(covered()["id"])
    assert ((codes["reason"] == "") == usable).all()


def test_every_chapter_asked_for_has_codes_of_every_length() -> None:
    codes = table("hs_codes.parquet")["code"]
    for chapter in CHAPTERS:
        assert set(codes[codes.str.startswith(f"{chapter:02d}")].str.len()) == {2, 4, 6, 8}, chapter


def test_a_heading_has_a_product_only_if_its_subheadings_share_it() -> None:
    codes = table("hs_codes.parquet")
    six = codes[codes["code"].str.len() == 6]
    four = codes[(codes["code"].str.len() == 4) & codes["product"].isin(covered()["id"])]
    assert len(four) >= 12
    for row in four.itertuples():
        # Codes of earlier editions of the HS may differ; those of 2022 may not.
        assert row.product in set(six.loc[six["code"].str.startswith(row.code), "product"]), row.code


@pytest.mark.parametrize(
    ("code", "product"),
    [
        ("1201", "soybeans"),
        ("120190", "soybeans"),
        ("1801", "cocoa_beans"),
        ("18010000", "cocoa_beans"),
        ("0901", ""),
        ("090111", "coffee_green"),
        ("090121", "coffee_roasted"),
        ("1001", "wheat"),
        ("10019900", "wheat"),
        ("1006", ""),
        ("100610", "rice_paddy"),
        ("100630", "rice_milled"),
        ("0701", "potatoes"),
        ("0702", "tomatoes"),
        ("080310", "plantains_and_cooking_bananas"),
        ("08039010", "bananas"),
        ("080510", "oranges"),
        ("080211", "almonds_in_shell"),
        ("080212", "almonds"),
        ("080420", ""),
        ("08042010", "figs"),
        ("08042090", "figs_dried"),
        ("5201", "cotton"),
        ("5301", ""),
        ("530121", "flax"),
        ("400122", "natural_rubber"),
        ("400110", "natural_rubber_latex"),
        ("0903", "mate_dried"),
        ("1806", "chocolate"),
        ("0203", "pork"),
        ("48", "paper"),
        ("10", ""),
    ],
)
def test_codes_people_write(code: str, product: str) -> None:
    assert product_of_code(code) == product


def test_codes_listed_with_a_product_lead_back_to_it() -> None:
    for row in products().itertuples():
        assert [product_of_code(code) for code in row.hs.split()] == [row.id] * len(row.hs.split()), row.id


def test_countries_are_those_of_iso_and_kosovo() -> None:
    countries = table("countries.csv")
    assert len(countries) == 250
    assert countries["iso3"].str.fullmatch(r"[A-Z]{3}").all()
    assert not countries["iso2"].duplicated().any()
    assert set(countries.loc[countries["numeric"] == "", "iso3"]) == {"XKX"}
    assert {"BEL", "NLD", "FRA", "DEU", "LUX", "GBR", "NAM", "CIV", "XKX"} <= set(countries["iso3"])


def test_countries_have_four_names_and_codes_that_find_them() -> None:
    groups = set(table("country_groups.csv")["name"])
    for row in table("countries.csv").to_dict("records"):
        texts = [row["iso3"], row["iso2"], *(row[lang] for lang in LANGUAGES)]
        assert all(texts), row["iso3"]
        found = {country_of(text) for text in texts if fold(text) not in groups}
        assert found == {row["iso3"]}, row["iso3"]


def test_country_names_are_folded_and_known() -> None:
    names = table("country_names.csv")
    assert (names["name"].map(fold) == names["name"]).all()
    assert set(names["iso3"]) == set(table("countries.csv")["iso3"])
    assert set(names["lang"]) == {*LANGUAGES, "code", "alias"}
    assert not set(names["name"]) & set(table("country_groups.csv")["name"])


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("België", "BEL"),
        ("Belgique", "BEL"),
        ("Ivoorkust", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Elfenbeinküste", "CIV"),
        ("Ivory Coast", "CIV"),
        ("VS", "USA"),
        ("États-Unis", "USA"),
        ("UK", "GBR"),
        ("Holland", "NLD"),
        ("Niederlande", "NLD"),
        ("Tsjechië", "CZE"),
        ("Czech Republic", "CZE"),
        ("Viet Nam", "VNM"),
        ("Birma", "MMR"),
        ("Turkije", "TUR"),
        ("Türkiye", "TUR"),
        ("DR Congo", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("China, mainland", "CHN"),
        ("NA", "NAM"),
        ("be", "BEL"),
        ("Wit-Rusland", "BLR"),
        ("Almería", "ESP"),
        ("Minas Gerais", "BRA"),
        ("Rep. Dom.", "DOM"),
        ("Marocco", "MAR"),
    ],
)
def test_countries_people_write(text: str, iso3: str) -> None:
    assert country_of(text) == iso3


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("EU", "group"),
        ("RoW", "group"),
        ("Europa", "group"),
        ("Amérique du Sud", "group"),
        ("Congo", "group"),
        ("Korea", "group"),
        ("Benelux", "group"),
        ("import", "group"),
        ("divers", "group"),
        ("onbekend", "unknown"),
        ("inconnu", "unknown"),
        ("unbekannt", "unknown"),
        ("n/a", "unknown"),
    ],
)
def test_texts_that_are_no_country(text: str, meaning: str) -> None:
    groups = table("country_groups.csv").set_index("name")
    assert groups.loc[fold(text), "meaning"] == meaning
    assert groups.loc[fold(text), "fix"].endswith(".")
    assert country_of(text) == ""


def test_the_build_refuses_a_source_with_another_hash(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("build_reference", EDITION / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "ref").mkdir()
    for source in module.SOURCES:
        if source.name.startswith("ref/"):
            (tmp_path / source.name).write_text("slug\n", encoding="utf-8")
    with pytest.raises(FactorError, match="another version of the source"):
        module.tables(Arguments(tmp_path, tmp_path, {}))
