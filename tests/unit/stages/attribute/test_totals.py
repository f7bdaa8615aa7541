"""Totals by zone, product, origin and flow, added up by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from footprint.stages.attribute.totals import (
    by_axis,
    cell_flow,
    cell_values,
    pressures,
    root_flow,
    root_values,
    sum_known,
    totals,
)


def by_key(table: pd.DataFrame, *keys: str) -> dict[object, float]:
    return table.set_index(list(keys))["value"].to_dict()


def test_totals_by_pressure_and_zone(bought) -> None:
    found = by_key(totals(bought.ledger, bought.countries), "pressure", "zone")
    assert found == {
        ("climate change", "global"): 11 * 10 + 4 * 10 + 5 * 20,
        ("land occupation", "belgium"): 11 * 2,
        ("land occupation", "abroad"): 4 * 4 + 5 * 8,
        ("land transformation", "belgium"): 11 * 1,
        ("land transformation", "abroad"): 4 * 3,
        ("water use", "abroad"): 4 * 5,
    }


def test_a_zone_where_all_is_unknown_has_no_row_and_no_zero(bought) -> None:
    water = totals(bought.ledger, bought.countries).query("pressure == 'water use'")
    assert water["zone"].tolist() == ["abroad"]


def test_a_zone_where_nothing_happens_is_zero(bought) -> None:
    without_belgium = bought.countries.map({"BEL": "FRA", "BRA": "BRA"})
    found = by_key(totals(bought.ledger, without_belgium), "pressure", "zone")
    assert found["land occupation", "belgium"] == 0
    assert found["land occupation", "abroad"] == 11 * 2 + 4 * 4 + 5 * 8


def test_nothing_known_gives_no_rows(nothing_known) -> None:
    assert totals(nothing_known.ledger, nothing_known.countries).empty


def test_root_values_keep_the_unknown(bought) -> None:
    expected = [[np.nan, 132.0, 11.0], [20.0, 56.0, 12.0], [np.nan, 140.0, np.nan]]
    np.testing.assert_array_equal(root_values(bought.ledger), expected)


def by_root(bought, code: np.ndarray, names: pd.Index, axis: str) -> pd.DataFrame:
    ledger = bought.ledger
    return by_axis(root_values(ledger), ledger.root_tonnes, ledger.realms, code, names, axis)


def test_by_material(bought) -> None:
    table = by_root(bought, bought.ledger.walk.product, bought.products, "product")
    assert by_key(table, "product", "realm") == {
        ("wheat", "freshwater"): 20.0,
        ("wheat", "terrestrial"): 188.0,
        ("soybeans", "terrestrial"): 140.0,
        ("wheat", "terrestrial, land transformation"): 23.0,
    }
    assert table.groupby("product")["tonnes"].first().to_dict() == {"wheat": 15.0, "soybeans": 5.0}


def test_by_origin(bought) -> None:
    table = by_root(bought, bought.ledger.walk.country, bought.countries, "origin")
    assert by_key(table, "origin", "realm") == {
        ("BRA", "freshwater"): 20.0,
        ("BEL", "terrestrial"): 132.0,
        ("BRA", "terrestrial"): 196.0,
        ("BEL", "terrestrial, land transformation"): 11.0,
        ("BRA", "terrestrial, land transformation"): 12.0,
    }


@pytest.mark.parametrize("axis", ["product", "country"])
def test_parts_sum_to_the_total_of_each_realm(bought, axis: str) -> None:
    names = {"product": bought.products, "country": bought.countries}[axis]
    table = by_root(bought, getattr(bought.ledger.walk, axis), names, axis)
    assert table.groupby("realm")["value"].sum().to_dict() == {
        "freshwater": 20.0,
        "terrestrial": 22 + 56 + 250,
        "terrestrial, land transformation": 23.0,
    }


def test_pressures_before_any_factor(bought) -> None:
    amount = np.array([[[100.0, np.nan], [200.0, 3.0]], [[np.nan, np.nan], [50.0, np.nan]]])
    flows = pd.DataFrame({"flow": ["land", "water"], "compartment": ["ground", "river"], "unit": ["m2.yr", "m3"]})
    table = pressures(bought.ledger, amount, flows, bought.countries)
    assert by_key(table, "flow", "zone") == {
        ("land", "abroad"): 4 * 200 + 5 * 50,
        ("land", "belgium"): 11 * 100,
        ("water", "abroad"): 4 * 3,
    }


def test_by_product_bought_is_the_good_and_not_its_raw_materials(baked) -> None:
    table = by_axis(cell_values(baked), baked.cell_tonnes, baked.realms, np.array([0]), pd.Index(["bread"]), "product")
    assert by_key(table, "product", "realm") == pytest.approx(
        {
            ("bread", "freshwater"): 10.0,
            ("bread", "terrestrial"): 76.0,
            ("bread", "terrestrial, land transformation"): 10.0,
        }
    )
    assert set(table["tonnes"]) == {8.0}


def test_flows_of_goods_and_of_roots_have_the_same_sum(baked) -> None:
    amount = np.array([[100.0, np.nan], [0.0, 0.0]])
    assert cell_flow(baked, amount).tolist() == [8 * 0.5 * 100]
    np.testing.assert_array_equal(root_flow(baked, amount), [400.0, np.nan])


def test_sums_leave_the_unknown_and_the_unnamed_out() -> None:
    found = sum_known(np.array([1.0, np.nan, 4.0, 8.0]), np.array([0, 1, 0, -1]), 3)
    np.testing.assert_array_equal(found, [5.0, np.nan, np.nan])
