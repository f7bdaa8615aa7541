"""Product by place by pressure, worked out by hand on the ledger of `conftest`."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from footprint.stages.attribute.streams import OTHERS, streams
from footprint.stages.attribute.totals import totals

WHEAT, SOYBEANS, BREAD = 0, 1, 2
BELGIUM, BRAZIL, EVERYWHERE = 0, 1, 2
NOBODY_GROWS_IT = -1
PRODUCT = np.array([WHEAT, WHEAT, SOYBEANS, NOBODY_GROWS_IT, WHEAT])
"""Product of each cell."""


def told_apart(ledger, product, *chosen: int) -> pd.DataFrame:
    return streams(ledger, product, np.array(chosen, dtype=np.int64), countries=2)


def by_key(table: pd.DataFrame) -> dict[object, float]:
    return table.set_index(["product", "place", "pressure"])["value"].to_dict()


def test_each_product_by_place_and_pressure(bought) -> None:
    assert by_key(told_apart(bought.ledger, PRODUCT, WHEAT, SOYBEANS)) == {
        (WHEAT, BELGIUM, "land occupation"): 11 * 2,
        (WHEAT, BRAZIL, "land occupation"): 4 * 4,
        (WHEAT, BELGIUM, "land transformation"): 11 * 1,
        (WHEAT, BRAZIL, "land transformation"): 4 * 3,
        (WHEAT, BRAZIL, "water use"): 4 * 5,
        (WHEAT, EVERYWHERE, "climate change"): 11 * 10 + 4 * 10,
        (SOYBEANS, BRAZIL, "land occupation"): 5 * 8,
        (SOYBEANS, EVERYWHERE, "climate change"): 5 * 20,
    }


def test_a_good_stands_where_its_raw_materials_grew(baked) -> None:
    assert by_key(told_apart(baked, np.array([BREAD]), BREAD)) == {
        (BREAD, BELGIUM, "land occupation"): 8 * 0.5 * 2,
        (BREAD, BRAZIL, "land occupation"): 8 * 0.25 * 4,
        (BREAD, BELGIUM, "land transformation"): 8 * 0.5 * 1,
        (BREAD, BRAZIL, "land transformation"): 8 * 0.25 * 3,
        (BREAD, BRAZIL, "water use"): 8 * 0.25 * 5,
        (BREAD, EVERYWHERE, "climate change"): 8 * 0.75 * 10,
    }


@pytest.mark.parametrize("chosen", [(), (WHEAT,), (SOYBEANS,), (WHEAT, SOYBEANS)])
def test_streams_sum_to_the_totals_of_each_pressure(bought, chosen) -> None:
    table = told_apart(bought.ledger, PRODUCT, *chosen)
    of_pressure = totals(bought.ledger, bought.countries).groupby(["lens", "realm", "pressure", "unit"])["value"].sum()
    found = table.groupby(["lens", "realm", "pressure", "unit"])["value"].sum()
    assert found.to_dict() == of_pressure.to_dict()


def test_others_are_the_whole_without_the_chosen(bought) -> None:
    whole, some = told_apart(bought.ledger, PRODUCT), told_apart(bought.ledger, PRODUCT, WHEAT)
    wheat = some[some["product"] == WHEAT].set_index(["place", "pressure"])["value"]
    others = some[some["product"] == OTHERS].set_index(["place", "pressure"])["value"]
    every = whole.set_index(["place", "pressure"])["value"]
    assert set(whole["product"]) == {OTHERS}
    assert wheat.add(others, fill_value=0.0).to_dict() == every.to_dict()


def test_the_last_bit_of_a_sum_makes_no_others(bought) -> None:
    rounded = dataclasses.replace(bought.ledger, root_tonnes=np.nextafter(bought.ledger.root_tonnes, np.inf))
    assert set(told_apart(rounded, PRODUCT, WHEAT, SOYBEANS)["product"]) == {WHEAT, SOYBEANS}


def test_the_unknown_has_no_row_and_no_zero(bought) -> None:
    table = told_apart(bought.ledger, PRODUCT, WHEAT, SOYBEANS)
    soya = table[table["product"] == SOYBEANS]
    assert set(soya["pressure"]) == {"land occupation", "climate change"}
    water = table[table["pressure"] == "water use"]
    assert water["place"].tolist() == [BRAZIL]


def test_nothing_known_gives_no_rows(nothing_known) -> None:
    assert told_apart(nothing_known.ledger, PRODUCT, WHEAT).empty
