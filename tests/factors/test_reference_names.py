"""Names of the reference edition: every product has four, they find it, and texts people write."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from released import table_of

import factors
from footprint.ground.text import fold

EDITION = Path(factors.__file__).parent / "reference_2026_11"
EXAMPLES = Path(factors.__file__).parent.parent / "examples"
LANGUAGES = ["en", "nl", "fr", "de"]


def table(name: str) -> pd.DataFrame:
    return table_of(EDITION.name, name)


def products() -> pd.DataFrame:
    return table("products.csv")


def crops() -> pd.DataFrame:
    return products()[products()["class"].str.endswith("crop")]


@cache
def product_names() -> dict[str, str]:
    names = table("product_names.csv")
    return dict(zip(names["folded"], names["product"], strict=True))


def product_of_text(text: str) -> str:
    return product_names().get(fold(text), "")


def test_products_have_names_in_four_languages_that_find_them() -> None:
    asked = set(table("ambiguous_names.csv")["folded"])
    for row in products().to_dict("records"):
        names = [row[lang] for lang in LANGUAGES]
        assert all(names), row["id"]
        found = {product_of_text(name) for name in names if fold(name) not in asked}
        assert found == {row["id"]}, row["id"]


def test_few_names_are_asked_about_and_none_of_a_covered_crop() -> None:
    asked = set(table("ambiguous_names.csv")["folded"])
    unclear = [
        row["id"] for row in products().to_dict("records") if any(fold(row[lang]) in asked for lang in LANGUAGES)
    ]
    assert not set(unclear) & set(crops()["id"])
    assert len(unclear) <= 5, unclear


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
    assert {"kerzen", "pompes", "kirche", "radius", "orangs"} <= words


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
        ("sucre de betterave", "beet_sugar"),
        ("mélasse de canne", "cane_molasses"),
        ("carton ondulé", "corrugated_board"),
        ("aluminiumfolie", "aluminium"),
        ("watervrij melkvet", "anhydrous_milk_fat"),
        ("lécithine de tournesol", "other_lecithins"),
        ("carbonate de calcium", "feed_minerals"),
        ("phosphate monocalcique", "feed_minerals"),
        ("prémélange minéral et vitaminé", "feed_minerals"),
        ("tomatensaus", "sauces"),
        ("amandelmelk", "almond_drink"),
        ("jute zakken", "textiles"),
        ("sperziebonen", "other_beans_green"),
        ("boter", "butter"),
        ("Huile de palme", "palm_oil"),
        ("Sojaschrot", "soy_meal"),
        ("plywood", "plywood"),
        ("multiplex", "plywood"),
        ("lamb", "lamb"),
        ("leder", "leather"),
        ("gouda", "cheese"),
        ("steak haché", "beef"),
        ("kippenbouten", "poultry"),
        ("varkenskoteletten", "pork"),
        ("zalmfilet", "salmon"),
        ("grijze garnalen", "shrimps"),
        ("basmatirijst", "rice"),
        ("bouillon", "soups"),
        ("tempeh", "meat_substitutes"),
        ("varkensvoer", "feed_compound_pigs"),
        ("PET-flessen", "plastics"),
        ("griesmeel", "semolina"),
        ("runderkarkas", "cattle_carcass"),
        ("tourteau de soja", "soy_meal"),
        ("volle melkpoeder", "milk_powder"),
        ("magere melkpoeder", "skim_milk_and_whey_powder"),
        ("gepelde hazelnoten", "hazelnuts"),
        ("kartonnen dozen", "corrugated_board"),
        ("varkensvlees", "pork"),
        ("filet américain", "beef_and_veal_preparations_nes"),
        ("A4-papier", "paper"),
        ("papier toilette", "paper"),
        ("cabillaud", "cod"),
        ("zeetong", "sole_fish"),
        ("Pladijs", "plaice"),
        ("thon en boîte", "tuna_canned"),
        ("crevettes", "shrimps"),
        ("langoustines", "norway_lobster"),
        ("mazout", "diesel"),
        ("benzine", "petrol"),
        ("gaz naturel", "natural_gas"),
        ("Edelstahl", "stainless_steel"),
        ("acier", "steel"),
        ("confiture de fraises", "jam"),
        ("appelmoes", "fruit_puree"),
        ("mozzarella", "fresh_cheese"),
        ("eendagskuikens", "poultry_live"),
        ("kerstbomen", "foliage_and_christmas_trees"),
        ("houten pallets", "wooden_packaging"),
        ("latex gloves", "rubber_gloves"),
        ("NPK", "compound_fertiliser"),
        (
            "animal or vegetable fats and oils and their fractions chemically modified except those hydrogenated "
            "interesterified reesterified or elaidinized inedible mixtures or preparations of animal or vegetable "
            "fats or oils",
            "chemically_modified_fats",
        ),
        ("karton", "paper"),
    ],
)
def test_texts_people_write(text: str, product: str) -> None:
    assert product_of_text(text) == product


def test_a_list_in_the_words_of_the_food_and_agriculture_organization_is_understood() -> None:
    items = set(pd.read_csv(EXAMPLES / "belgium" / "imports.csv", usecols=["item"])["item"])
    asked = set(table("ambiguous_names.csv")["folded"])
    unknown = {item for item in items if not product_of_text(item) and fold(item) not in asked}
    assert len(items) > 400
    assert unknown == set()


@pytest.mark.parametrize(
    "text",
    [
        *("raisins", "prunes", "paprika", "walnoten", "bonen", "erwten", "rubber", "koffiebonen", "kolen"),
        *("ham", "jambon", "saucisses", "frituurolie", "meubels", "charcuterie", "tong"),
        *("cacao", "Kakao", "soja", "arabica", "kriek", "conférence", "chili pepper"),
    ],
)
def test_texts_to_ask_about(text: str) -> None:
    assert product_of_text(text) == ""
    assert fold(text) in set(table("ambiguous_names.csv")["folded"])
