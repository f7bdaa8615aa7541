"""What must not change when the same purchases are written another way; and that nothing is ever lost."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_shared import made_purchases

import footprint
from footprint.ground.pressures import column_of

KEYS = ["lens", "realm", "pressure", "zone"]


def totals(purchases: pd.DataFrame) -> pd.Series:
    return footprint.assess(purchases).totals.set_index(KEYS)["value"]


def test_doubling_every_amount_doubles_every_total(purchases: pd.DataFrame) -> None:
    doubled = purchases.assign(amount=purchases["amount"] * 2)
    pd.testing.assert_series_equal(totals(doubled), totals(purchases) * 2, rtol=1e-12)


def test_splitting_a_line_in_two_changes_nothing(purchases: pd.DataFrame) -> None:
    halves = purchases.assign(amount=purchases["amount"] / 2)
    both = pd.concat([halves, halves], ignore_index=True)
    pd.testing.assert_series_equal(totals(both), totals(purchases), rtol=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rows_follow_their_lines_when_shuffled(purchases: pd.DataFrame, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(purchases))
    shuffled = footprint.assess(purchases.iloc[order].reset_index(drop=True))
    straight = footprint.assess(purchases)
    pd.testing.assert_frame_equal(shuffled.totals, straight.totals, check_exact=True)
    pd.testing.assert_frame_equal(shuffled.coverage, straight.coverage, check_exact=True)
    pd.testing.assert_frame_equal(shuffled.by_product, straight.by_product, check_exact=True)
    there = straight.lines.iloc[order].reset_index(drop=True)
    for column in ("tonnes", "species: terrestrial", "condition: terrestrial"):
        np.testing.assert_allclose(shuffled.lines[column], there[column], rtol=1e-12)


def test_kilograms_and_tonnes_are_the_same(purchases: pd.DataFrame) -> None:
    mass = purchases[purchases["unit"].isin(["kg", "t"])]
    as_kg = mass.assign(amount=np.where(mass["unit"] == "t", mass["amount"] * 1000, mass["amount"]), unit="kg")
    pd.testing.assert_series_equal(totals(as_kg), totals(mass), rtol=1e-12)


@pytest.mark.parametrize(
    "headers",
    [
        {"item": "artikel", "origin": "land van oorsprong", "amount": "hoeveelheid", "unit": "eenheid", "year": "jaar"},
        {"item": "désignation", "origin": "pays d'origine", "amount": "quantité", "unit": "unité", "year": "année"},
        {"item": "Bezeichnung", "origin": "Ursprungsland", "amount": "Menge", "unit": "Einheit", "year": "Jahr"},
    ],
)
def test_language_of_headers_changes_nothing(purchases: pd.DataFrame, headers: dict[str, str]) -> None:
    pd.testing.assert_series_equal(totals(purchases.rename(columns=headers)), totals(purchases), rtol=1e-15)


def test_language_of_items_and_origins_changes_nothing() -> None:
    lists = [
        [("cocoa beans", "Ivory Coast"), ("wheat", "Belgium"), ("potatoes", "Netherlands")],
        [("cacaobonen", "Ivoorkust"), ("tarwe", "België"), ("aardappelen", "Nederland")],
        [("fèves de cacao", "Côte d'Ivoire"), ("blé", "Belgique"), ("pommes de terre", "Pays-Bas")],
        [("Kakaobohnen", "Elfenbeinküste"), ("Weizen", "Belgien"), ("Kartoffeln", "Niederlande")],
    ]
    frames = [
        footprint.assess([{"item": item, "origin": origin, "amount": 7, "unit": "t"} for item, origin in one]).totals
        for one in lists
    ]
    for frame in frames[1:]:
        pd.testing.assert_frame_equal(frame, frames[0])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(min_value=0, max_value=10**9))
def test_every_tonne_is_characterised_or_listed(seed: int) -> None:
    """25 sheets an example, 1,000 in all; coverage levels are parts of what was given (laws L1, L4)."""
    for one in range(25):
        result = footprint.assess(made_purchases(seed + one, lines=12))
        mass = result.lines["tonnes"].sum()
        for measure, rows in result.coverage.groupby("measure"):
            level = rows.set_index("level")["value"]
            counted = level["characterised"] + level["partly characterised"]
            listed = level[level.index.str.startswith("not covered: ")].sum()
            assert counted + listed == pytest.approx(level["given"], rel=1e-9), measure
        given = result.coverage.query("measure == 'tonnes' and level == 'given'")["value"].iloc[0]
        assert given == pytest.approx(mass, rel=1e-12)
        lost = result.lines["coverage"].astype(str) == "not covered"
        assert (result.lines.loc[lost, "reason"].astype(str) != "").all()


def summed(table: pd.DataFrame) -> pd.Series:
    """Return the sums by lens and realm, with what stands apart from its realm in one of its own (law L5)."""
    realm = [column_of(realm, pressure) for realm, pressure in zip(table["realm"], table["pressure"], strict=True)]
    return table.assign(realm=realm).groupby(["lens", "realm"], observed=True)["value"].sum()


def test_parts_sum_to_the_whole_on_every_axis(purchases: pd.DataFrame) -> None:
    result = footprint.assess(purchases)
    whole = summed(result.totals)
    np.testing.assert_allclose(summed(result.impacts).loc[whole.index], whole, rtol=1e-9)
    for table in (result.by_product, result.by_material, result.by_origin):
        parts = table.groupby(["lens", "realm"], observed=True)["value"].sum()
        np.testing.assert_allclose(parts.loc[whole.index], whole, rtol=1e-9)
    for (lens, realm), value in whole.items():
        assert result.lines[f"{lens}: {realm}"].sum() == pytest.approx(value, rel=1e-9)
    by_place = result.impacts.groupby(KEYS, observed=True)["value"].sum()
    straight = result.totals.set_index(KEYS)["value"]
    straight = straight[straight != 0]  # a zone nothing happens in has a total of 0 and no rows
    np.testing.assert_allclose(by_place.loc[straight.index], straight, rtol=1e-9)


@pytest.mark.parametrize("axis", ["product", "material", "origin"])
def test_land_and_water_by_axis_sum_to_the_pressures(purchases: pd.DataFrame, axis: str) -> None:
    result = footprint.assess(purchases)
    table = getattr(result, f"by_{axis}").drop_duplicates(axis)
    flows = result.pressures.groupby("flow")["value"].sum()
    land = flows[flows.index.str.startswith("Occupation")].sum()
    assert table["land_m2_yr"].sum() == pytest.approx(land, rel=1e-9)
    assert table["water_m3"].sum() == pytest.approx(flows["Water, unspecified natural origin"], rel=1e-9)
    assert (table["land_low_m2_yr"].fillna(0) <= table["land_high_m2_yr"].fillna(0)).all()
    counted = result.lines.loc[result.lines["coverage"].astype(str) != "not covered", "tonnes"].sum()
    whole = counted if axis == "product" else result.ledger.root_tonnes.sum()
    assert table["tonnes"].sum() == pytest.approx(whole, rel=1e-9)
