"""The long table: every line by lens, realm, pressure and place, each with its factor."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from footprint.ground.errors import FootprintError
from footprint.stages.attribute import impacts as laying
from footprint.stages.attribute.totals import totals

#: Row of the factor table by combination and country; climate has one row for the world.
FACTOR_ROW = np.array([[0, 1], [2, 3], [4, 5], [6, 6]])
IDS = pd.Index([f"factor {at}" for at in range(7)])


def long(bought, at: slice = slice(None)) -> pd.DataFrame:
    return laying.impacts(
        bought.ledger, bought.countries, FACTOR_ROW, IDS, bought.line[at], bought.cell[at], bought.tonnes[at]
    )


def test_a_line_from_two_countries_has_a_row_for_each(bought) -> None:
    land = long(bought).query("line == 3 and pressure == 'land occupation'").set_index("place")
    assert land["value"].to_dict() == {"BEL": 4 * 0.25 * 2, "BRA": 4 * 0.75 * 4}
    assert land["zone"].to_dict() == {"BEL": "belgium", "BRA": "abroad"}
    assert land["factor"].to_dict() == {"BEL": "factor 0", "BRA": "factor 1"}


def test_climate_change_has_one_row_whose_place_is_the_world(bought) -> None:
    climate = long(bought).query("line == 3 and pressure == 'climate change'")
    (row,) = climate[["place", "zone", "value", "factor"]].itertuples(index=False, name=None)
    assert row == ("GLO", "global", 40.0, "factor 6")


def test_lines_of_unknown_tonnes_and_the_unknown_have_no_row(bought) -> None:
    table = long(bought)
    assert sorted(table["line"].unique()) == [2, 3, 4, 7]
    assert np.isfinite(table["value"]).all()
    assert "water use" not in set(table.query("line == 2")["pressure"].astype(str))


def test_the_rows_sum_to_the_totals(bought) -> None:
    keys = ["pressure", "zone"]
    summed = long(bought).groupby(keys, observed=True)["value"].sum().to_dict()
    assert summed == totals(bought.ledger, bought.countries).set_index(keys)["value"].to_dict()


def test_some_lines_only(bought) -> None:
    assert set(long(bought, slice(2, 3))["line"]) == {4}


def test_lines_with_nothing_known_give_an_empty_table(bought) -> None:
    table = long(bought, slice(4, 5))
    assert table.empty
    assert list(table.columns[:3]) == ["line", "lens", "realm"]


def test_a_table_too_large_is_refused_with_what_to_do(bought, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "LIMIT", 5)
    with pytest.raises(FootprintError, match=r"would have up to 20 rows: ask for some lines with result\.impacts_of"):
        long(bought)
