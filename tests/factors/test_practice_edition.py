"""Every row of the yield effects: keys, ranges, sources, groups of all crops, and the choice of each figure."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from released import passport_of

import factors

ROOT = Path(factors.__file__).parent
PRACTICE = ROOT / "practice_2026_11"
READ = {"read", "second-hand", "from memory"}


@cache
def table(name: str) -> pd.DataFrame:
    return pd.read_csv(PRACTICE / f"{name}.csv", keep_default_na=False, na_values={"low": [""], "high": [""]})


def passport() -> dict:
    return passport_of(PRACTICE.name)


def test_the_figures_are_those_the_passport_was_written_for():
    (source,) = passport()["sources"]
    assert source["sha256"] == hashlib.sha256((PRACTICE / "studies.csv").read_bytes()).hexdigest()


def test_every_study_has_a_publication_a_status_and_a_plausible_ratio():
    studies = table("studies")
    assert set(studies["source"]) == set(table("sources")["source"])
    assert set(studies["status"]) <= READ
    assert studies["value"].between(0.5, 1.1).all()
    bounded = studies.dropna(subset=["low"])
    assert (bounded["low"] <= bounded["value"]).all()
    assert (bounded["value"] <= bounded["high"]).all()
    assert (studies["low"].isna() == studies["high"].isna()).all()
    assert table("sources")["url"].str.startswith("http").all()


def test_a_figure_from_memory_is_marked_and_no_figure_is_both():
    remembered = table("studies").query("status == 'from memory'")
    assert 5 < len(remembered) < len(table("studies")) / 2
    assert not remembered["note"].str.startswith("Abstract read").any()


def test_animals_are_told_and_never_chosen():
    animals = table("studies").query("figure != 'yield'")
    assert set(animals["group"]) == {"animals", "dairy_cattle", "broilers"}
    assert not animals["central"].any()


def test_every_group_has_one_figure_for_each_practice_within_its_range():
    yields = table("yields")
    assert len(yields) == 2 * len(table("groups"))
    assert (yields["low"] <= yields["ratio"]).all()
    assert (yields["ratio"] <= yields["high"]).all()
    assert set(yields["status"]) <= READ
    assert set(yields["stands_for"]) <= set(table("groups")["group"])


def test_the_chosen_figure_is_that_of_the_study_it_names():
    studies = table("studies").query("central")
    assert not studies.duplicated(["practice", "group"]).any()
    known = studies.set_index(["practice", "group"])
    for row in table("yields").itertuples():
        study = known.loc[(row.practice, row.stands_for)]
        assert (row.ratio, row.source, row.status) == (study["value"], study["source"], study["status"])
        assert row.stands_for in (row.group, "all_crops")
        assert ((row.practice, row.group) in known.index) == (row.stands_for == row.group)


def test_no_range_is_narrower_than_that_of_all_crops():
    yields = table("yields")
    for practice, rows in yields.groupby("practice"):
        every = rows[rows["group"] == "all_crops"].iloc[0]
        assert (rows["low"] <= every["low"]).all(), practice
        assert (rows["high"] >= every["high"]).all(), practice


def test_the_range_holds_every_figure_of_the_group():
    figures = table("studies").query("figure == 'yield'")
    ranges = table("yields").set_index(["practice", "group"])
    for row in figures.itertuples():
        told = ranges.loc[(row.practice, row.group)]
        assert told["low"] <= row.value <= told["high"], row


def test_every_crop_of_the_inventory_is_in_one_group():
    crops = pd.read_csv(ROOT / "inventory_crops_2026_11" / "crops.csv")["fao"]
    products = pd.read_csv(ROOT / "reference_2026_11" / "products.csv", keep_default_na=False)
    ids = products.loc[products["fao"].isin(crops.astype(str)), "id"]
    assert set(table("crop_groups")["product"]) == set(ids)
    assert len(ids) == 160
    assert set(table("crop_groups")["group"]) == set(table("groups")["group"]) - {"fodder", "all_crops"}


@pytest.mark.parametrize(
    ("product", "group"),
    [
        ("wheat", "wheat"),
        ("barley", "other_cereals"),
        ("rapeseed", "oilseeds"),
        ("oil_palm_fruit", "oil_trees"),
        ("cocoa_beans", "stimulants"),
        ("coffee_green", "coffee"),
        ("green_corn_maize", "vegetables"),
        ("chicory_roots", "roots_tubers"),
        ("seed_cotton_unginned", "fibres"),
    ],
)
def test_crops_are_where_a_farmer_would_look(product: str, group: str):
    assert table("crop_groups").set_index("product").loc[product, "group"] == group


def test_each_practice_has_an_intensity_and_says_that_it_is_a_convention():
    practices = table("practices").set_index("practice")
    assert list(practices.index) == ["conventional", "organic", "extensive"]
    assert set(practices["basis"]) == {"convention"}
    assert practices["reason"].str.len().gt(80).all()
    assert practices["intensity"].to_dict() == {"conventional": "intense", "organic": "light", "extensive": "light"}


def test_the_flows_have_the_intensity_the_factors_give_them():
    classes = pd.read_csv(ROOT / "cf_scherer_2023" / "flow_classes.csv").set_index("flow")
    for row in table("intensities").itertuples():
        told = classes.loc[row.flow]
        assert (told["land_use"], told["intensity"].lower()) == ("Cropland", row.intensity)
        assert row.as_counted == (row.intensity == "intense")


def test_anchors():
    organic = table("yields").query("practice == 'organic'").set_index("group")
    assert organic.loc["all_crops", ["ratio", "low", "high"]].tolist() == [0.808, 0.71, 0.845]
    assert organic.loc["wheat", "ratio"] == 0.73
    assert organic.loc["coffee", "ratio"] == pytest.approx(
        (1080 / 1386 + 0.57 + 0.72 + 0.56 + 789 / 1183 + 1.0 + 0.98) / 7, abs=5e-4
    )
    extensive = table("yields").query("practice == 'extensive'").set_index("group")
    assert extensive.loc["wheat", "ratio"] == pytest.approx(1 / 1.203, abs=5e-4)
    assert extensive.loc["wheat", "low"] == pytest.approx(1 / 1.85, abs=5e-4)
