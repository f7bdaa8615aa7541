"""Every row of the reference edition: keys, names, codes, countries, prices, rates, and texts people write."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pandas as pd
import pytest
from released import passport_of, table_of

import factors
from factors.reference_2026_11 import build_coverage as coverage
from footprint.editions.build import Arguments
from footprint.ground.errors import FactorError

ROOT = Path(factors.__file__).parent
EDITION = ROOT / "reference_2026_11"


def table(name: str) -> pd.DataFrame:
    return table_of(EDITION.name, name)


def package() -> dict:
    return passport_of(EDITION.name)


def products() -> pd.DataFrame:
    return table("products.csv")


def covered() -> pd.DataFrame:
    return products()[products()["covered"]]


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


def crops() -> pd.DataFrame:
    return products()[products()["class"].str.endswith("crop")]


def test_the_160_crops_are_covered() -> None:
    assert len(crops()) == 160
    assert crops()["covered"].all()
    assert not crops()["fao"].duplicated().any()
    assert set(crops()["class"]) == {"annual crop", "permanent crop"}


def test_the_catalogue_is_wide_enough() -> None:
    assert len(products()) >= 800
    assert (products()["class"] == "fish").sum() >= 25
    assert {"processed", "animal", "fish", "wood", "mineral", "fodder", "residue"} <= set(products()["class"])


def test_crops_are_those_of_the_inventory() -> None:
    inventory = pd.read_csv(ROOT / "inventory_crops_2026_11" / "crops.csv")
    mine = dict(zip(crops()["fao"].astype(int), crops()["class"].str.removesuffix(" crop"), strict=True))
    assert mine == dict(zip(inventory["fao"].astype(int), inventory["class"], strict=True))


def test_a_product_is_covered_if_an_edition_holds_it() -> None:
    fao = {str(row.fao).removesuffix(".0"): row.id for row in crops().itertuples()}
    sources = coverage.sources(fao)
    assert sources == dict(zip(covered()["id"], covered()["source"], strict=True))
    assert (products().loc[~products()["covered"], "source"] == "").all()


def test_other_editions_name_products_of_the_catalogue() -> None:
    coverage.check_known(set(products()["id"]))
    with pytest.raises(FactorError, match="not in the catalogue"):
        coverage.check_known(set())


def test_products_of_a_joint_process_share_it_by_value() -> None:
    allocation = products().set_index("id")["allocation"]
    assert set(allocation[products()["covered"].to_numpy()]) <= {"value", "none"}
    assert set(allocation[~products()["covered"].to_numpy()]) == {""}
    assert set(allocation[allocation == "value"].index) == coverage.allocations() & set(covered()["id"])


def test_kinds_are_those_of_mixed_recipes_and_blends_and_some_by_hand() -> None:
    kinds = table("kinds.csv")
    pairs = dict(zip(zip(kinds["general"], kinds["specific"], strict=True), kinds["text_counts"], strict=True))
    assert set(kinds["general"]) | set(kinds["specific"]) <= set(products()["id"])
    assert coverage.kinds() <= set(pairs)
    assert all(pairs[pair] for pair in coverage.kinds())
    assert {("chocolate", "dark_chocolate"), ("sugar", "beet_sugar"), ("molasses", "cane_molasses")} <= set(pairs)
    coded = set(products().loc[products()["hs"] != "", "id"])
    by_hand = {pair: counts for pair, counts in pairs.items() if pair not in coverage.kinds()}
    assert all(counts == (pair[1] not in coded) for pair, counts in by_hand.items())
    assert not {(two, one) for one, two in pairs} & set(pairs)


def test_trace_groups_are_those_of_the_origins() -> None:
    groups = pd.read_csv(ROOT / "origins_2026_11" / "groups.csv", keep_default_na=False)
    mine = products()[products()["trace_group"] != ""]
    assert dict(zip(mine["id"], mine["trace_group"], strict=True)) == dict(
        zip(groups["root"], groups["group"], strict=True)
    )


def test_inputs_of_recipes_are_covered_themselves() -> None:
    exchanges = pd.read_parquet(ROOT / coverage.EXCHANGES, columns=["product", "input"]).astype(str)
    inputs = set(exchanges.loc[exchanges["product"].isin(covered()["id"]), "input"]) - {""}
    assert sorted(inputs - set(covered()["id"])) == []


def test_no_reason_puts_off_to_later() -> None:
    reasons = [*products()["reason"], *table("hs_codes.parquet")["reason"]]
    late = ("product system", " yet", "comes with", "later")
    assert [text for text in reasons if any(word in text for word in late)] == []


def test_every_reason_tells_the_buyer_something() -> None:
    reasons = products().loc[~products()["covered"], "reason"]
    assert reasons.str.len().between(15, 220).all()


def test_what_is_not_covered_says_why_and_what_is_does_not() -> None:
    assert ((products()["reason"] == "") == products()["covered"]).all()


def test_ids_are_plain_and_of_a_length_to_type() -> None:
    assert products()["id"].str.fullmatch(r"[a-z0-9_]+").all()
    goods = products()[~products()["class"].str.endswith("crop")]
    assert goods["id"].str.len().max() <= 60


def test_densities_stand_in_the_catalogue() -> None:
    densities = table("densities.csv").set_index("product")["density_kg_m3"]
    mine = products().set_index("id")["density_kg_m3"].replace("", None).dropna().astype(float)
    assert mine.to_dict() == densities.to_dict()


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
        reason = table_.loc[other, "reason"]
        assert reason == "" or reason.startswith("another form of the covered crop"), other


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
