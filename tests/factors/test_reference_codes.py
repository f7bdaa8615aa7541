"""Customs codes of the reference edition: every code of the chapters asked for gives a product or a reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from released import table_of

import factors

EDITION = Path(factors.__file__).parent / "reference_2026_11"
CHAPTERS = [*range(1, 25), 26, 40, 41, 44, 47, 48, 51, 52, 53]


def table(name: str) -> pd.DataFrame:
    return table_of(EDITION.name, name)


def products() -> pd.DataFrame:
    return table("products.csv")


def covered() -> pd.DataFrame:
    return products()[products()["covered"]]


@cache
def code_map() -> dict[str, str]:
    table_ = table("hs_codes.parquet")
    return dict(zip(table_["code"], table_["product"], strict=True))


def product_of_code(code: str) -> str:
    return code_map()[code]


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


GENERAL = ("chapter:", "mineral, metal, fuel or chemical", "no crop of the inventory has this code", "processed good:")


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_code_of_a_chapter_gives_a_product_or_says_which_good_is_missing(chapter: int) -> None:
    codes = table("hs_codes.parquet")
    eight = codes[(codes["code"].str.len() == 8) & codes["code"].str.startswith(f"{chapter:02d}")]
    assert len(eight) > 0
    bare = eight[eight["product"] == ""]
    assert (bare["reason"].str.len() >= 20).all()
    several = bare["reason"].str.startswith("heading covers several products: ")
    vague = bare[~several & bare["reason"].str.startswith(GENERAL)]
    assert vague["code"].tolist() == []


def test_codes_are_counted_by_chapter() -> None:
    counted = pd.read_csv(EDITION / "code_coverage.csv", dtype={"chapter": str}).set_index("chapter")
    assert counted.sum(axis=1).sum() == 9759
    assert counted.loc["10", "reason"] == counted.loc["10", "several"] == 0
    named = counted.loc[[f"{chapter:02d}" for chapter in CHAPTERS]].sum()
    assert named["covered"] > 1500
    assert named["reason"] + named["several"] < 0.12 * named.sum()


def test_headings_of_several_products_name_products() -> None:
    codes = table("hs_codes.parquet")
    several = codes.loc[codes["reason"].str.contains("several products: ", regex=False), "reason"]
    several = several[~several.str.contains("use a longer code", regex=False)]
    ids = set(products()["id"])
    for reason in several.drop_duplicates():
        listed = reason.partition("several products: ")[2].partition(" and ")[0].split()
        assert len(listed) >= 1, reason
        assert set(listed) <= ids, reason


@pytest.mark.parametrize("chapter", [25, 26, 27, 28, 31, 39, 54, 62, 70, *range(72, 82), 84, 85, 87, 94])
def test_headings_of_other_chapters_give_a_product_or_a_reason(chapter: int) -> None:
    codes = table("hs_codes.parquet")
    four = codes[(codes["code"].str.len() == 4) & codes["code"].str.startswith(f"{chapter:02d}")]
    if chapter != 77:
        assert len(four) > 0
    assert ((four["product"] != "") | (four["reason"].str.len() >= 20)).all()


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
        ("1806", ""),
        ("18063100", "chocolate"),
        ("0203", "pork"),
        ("03021400", "salmon"),
        ("03048100", "salmon"),
        ("03061799", "shrimps"),
        ("16041421", "tuna_canned"),
        ("04069021", "cheese"),
        ("04061030", "fresh_cheese"),
        ("20079910", ""),
        ("22029911", "soy_milk"),
        ("23032010", "beet_pulp"),
        ("44111210", "fibreboard_mdf"),
        ("48025620", "paper"),
        ("72142000", "steel"),
        ("27101943", "diesel"),
        ("48", "paper"),
        ("10", ""),
    ],
)
def test_codes_people_write(code: str, product: str) -> None:
    assert product_of_code(code) == product


def test_codes_listed_with_a_product_lead_back_to_it() -> None:
    for row in products().itertuples():
        assert [product_of_code(code) for code in row.hs.split()] == [row.id] * len(row.hs.split()), row.id
