"""docs/validation.md says what the tables say today: the same figures, enough of them, and every miss explained."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks import imports, validation


@pytest.fixture(scope="module")
def foods() -> pd.DataFrame:
    return validation.foods()


@pytest.fixture(scope="module")
def chains() -> pd.DataFrame:
    return validation.chains()


@pytest.fixture(scope="module")
def belgian() -> pd.DataFrame:
    return validation.belgian()


def test_the_document_holds_the_figures_of_today() -> None:
    written = validation.DOCUMENT.read_text(encoding="utf-8")
    assert validation.renewed(written) == written, "stale: python -m benchmarks.validation --write"


def test_at_least_thirty_foods_are_compared_by_land(foods: pd.DataFrame) -> None:
    assert foods["food"].nunique() >= 30
    assert foods["ours"].gt(0).all()
    assert foods["product"].is_unique
    assert (foods["low"] < foods["high"]).all()


def test_at_least_ten_chains_are_compared(chains: pd.DataFrame) -> None:
    assert chains["chain"].nunique() >= 10
    assert chains["ours"].ge(0).all()
    assert {"water", "deforestation", "climate"} <= set(chains["quantity"])
    assert chains["citation"].ne("").all()
    assert chains["status"].str.contains("read|from memory/unverified").all()


def test_belgian_food_has_the_land_of_its_dutch_like(belgian: pd.DataFrame) -> None:
    ratio = belgian["our_land"] / belgian["land"]
    assert ratio.median() == pytest.approx(1, abs=0.35)


@pytest.mark.parametrize("name", ["foods", "chains", "belgian"])
def test_every_miss_is_explained(name: str, request: pytest.FixtureRequest) -> None:
    table = request.getfixturevalue(name)
    missed = table.loc[table["verdict"] != "inside"]
    assert missed.loc[missed["why"] == "", "product"].tolist() == []


def test_a_range_is_met_inside_it_and_a_single_figure_within_half(chains: pd.DataFrame) -> None:
    single = chains.loc[chains["low"].isna() & chains["high"].isna() & (chains["central"] > 0)]
    near = (single["ours"] / single["central"]).between(1 / validation.NEAR, validation.NEAR)
    assert (near == (single["verdict"] == "inside")).all()
    ranged = chains.dropna(subset=["low", "high"])
    assert (ranged["ours"].between(ranged["low"], ranged["high"]) == (ranged["verdict"] == "inside")).all()


def test_greenhouse_gases_are_summed_as_ar6_does() -> None:
    flows = pd.Series(
        {"Methane, non-fossil": 1.0, "Dinitrogen monoxide": 2.0, validation.CLEARING: 3.0, "Nitrate": 9.0}
    )
    assert validation.climate(flows) == pytest.approx(27.0 + 2 * 273.0 + 3.0)
    assert validation.farm(flows) == pytest.approx(27.0 + 2 * 273.0)


def test_land_of_an_unknown_kind_has_no_crop_equivalent() -> None:
    with pytest.raises(ValueError, match="no crop equivalent"):
        validation.crop_land(pd.Series({"Occupation, moor": 1.0}))


@pytest.mark.parametrize(("value", "text"), [(361.2, "361"), (0.00095, "0.000950"), (12.34, "12.3"), (0.0, "0")])
def test_figures_have_three_digits(value: float, text: str) -> None:
    assert validation.number(value) == text


def test_nearly_all_of_belgium_s_farm_imports_is_covered() -> None:
    table = imports.chapters()
    whole = table.iloc[-1]
    assert whole["chapter"] == "all"
    assert whole["covered"] > 0.9
    parts = table.iloc[:-1]
    assert parts["tonnes"].sum() == pytest.approx(whole["tonnes"], rel=1e-9)
    known = parts[["grown", "cited", "memory", "stand_in"]].sum(axis=1)
    assert known.tolist() == pytest.approx(parts["covered"].tolist(), rel=1e-9)


def test_what_is_not_covered_has_a_reason() -> None:
    named = imports.not_covered().iloc[: imports.NAMED]
    assert named["reason"].notna().all()
