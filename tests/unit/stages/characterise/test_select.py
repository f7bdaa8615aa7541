"""Which factor counts: country before world, own compartment before the unspecified one, climate everywhere."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from footprint.ground.errors import FactorError
from footprint.ground.library import library
from footprint.stages.characterise import Factors, select_factors
from footprint.stages.characterise.select import chosen, known_lenses, lens_rows

COUNTRIES = pd.Index(["BEL", "BRA"])
FLOWS = pd.DataFrame(
    {"flow": ["Ammonia", "Methane, non-fossil", "Nitrate"], "compartment": ["air", "air", "water/surface water"]}
)
FRESH, CLIMATE = ("freshwater", "freshwater eutrophication", "nutrients"), ("terrestrial", "climate change", "warming")
ACID = ("terrestrial", "terrestrial acidification", "acid")


def row(kind: tuple[str, str, str], flow: str, compartment: str, place: str, value: float) -> dict[str, object]:
    realm, pressure, category = kind
    return {
        **{"lens": "made", "realm": realm, "pressure": pressure, "edition": "method", "category": category},
        **{"unit": "global PDF.yr", "flow": flow, "compartment": compartment, "place": place, "value": value},
    }


def select(*rows: dict[str, object]) -> Factors:
    return select_factors(pd.DataFrame(rows), FLOWS, COUNTRIES)


def test_the_country_comes_before_the_world_which_is_a_fallback() -> None:
    found = select(row(ACID, "Ammonia", "air", "BEL", 2.0), row(ACID, "Ammonia", "air", "GLO", 5.0))
    assert found.value.tolist() == [[2.0, 5.0]]
    assert found.fallback.tolist() == [[False, True]]
    assert found.rows.iloc[found.row[0]]["place"].tolist() == ["BEL", "GLO"]


def test_a_method_with_world_values_only_is_global_by_design() -> None:
    found = select(row(ACID, "Ammonia", "air", "GLO", 5.0))
    assert found.value.tolist() == [[5.0, 5.0]]
    assert not found.fallback.any()


def test_a_country_without_any_row_has_no_factor() -> None:
    found = select(row(ACID, "Ammonia", "air", "BEL", 2.0))
    assert found.value[0, 0] == 2.0
    assert np.isnan(found.value[0, 1])
    assert found.row[0, 1] == -1
    assert not found.fallback.any()


def test_the_unspecified_compartment_fills_in_for_its_own() -> None:
    found = select(
        row(FRESH, "Nitrate", "water", "BEL", 1.0),
        row(FRESH, "Nitrate", "water", "BRA", 3.0),
        row(FRESH, "Nitrate", "water/surface water", "BRA", 4.0),
        row(FRESH, "Nitrate", "soil", "BEL", 99.0),
    )
    assert found.value.tolist() == [[1.0, 4.0]]


def test_a_countrys_unspecified_compartment_comes_before_the_worlds_own() -> None:
    found = select(row(FRESH, "Nitrate", "water", "BEL", 1.0), row(FRESH, "Nitrate", "water/surface water", "GLO", 7.0))
    assert found.value.tolist() == [[1.0, 7.0]]


def test_climate_change_acts_everywhere_and_nothing_else_does() -> None:
    found = select(row(CLIMATE, "Methane, non-fossil", "air", "GLO", 8.0), row(ACID, "Ammonia", "air", "BEL", 2.0))
    assert found.combos.set_index("pressure")["everywhere"].to_dict() == {
        "climate change": True,
        "terrestrial acidification": False,
    }
    assert not found.fallback.any()


def test_combinations_name_the_place_of_their_flow() -> None:
    found = select(row(FRESH, "Nitrate", "water", "BEL", 1.0), row(ACID, "Ammonia", "air", "BEL", 2.0))
    assert found.combos.set_index("flow")["flow_name"].to_dict() == {0: "Ammonia", 2: "Nitrate"}


def test_places_that_are_no_country_here_are_left_out() -> None:
    found = select(row(ACID, "Ammonia", "air", "BEL", 2.0), row(ACID, "Ammonia", "air", "ATA", 3.0))
    assert set(found.rows["place"]) == {"BEL"}


def test_default_lenses_are_those_marked_as_such() -> None:
    assert chosen(library(), None) == ["species", "condition"]
    assert chosen(library(), ["lcimpact", "lcimpact"]) == ["lcimpact"]


def test_a_lens_that_does_not_exist_is_refused_and_the_others_named() -> None:
    with pytest.raises(FactorError, match=r"no lens 'beauty'; there are .*species"):
        chosen(library(), ["species", "beauty"])


def test_rows_of_a_lens_are_those_of_the_flows_asked_for() -> None:
    rows = lens_rows(library(), ["condition"], ["Occupation, annual crop"])
    assert set(rows["flow"].astype(str)) == {"Occupation, annual crop"}
    assert set(rows["lens"]) == {"condition"}
    assert set(known_lenses(library()).query("lens == 'condition'")["unit"]) == set(rows["unit"].astype(str))
