"""The helpers behind the tables of characterisation factors."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from footprint.editions.characterisation import (
    LAND,
    NITROGEN_IN_NITRATE,
    PHOSPHORUS_IN_PHOSPHATE,
    drop_repeats,
    factors_table,
    joined,
    land_flows,
    per_of,
    reference_state,
)
from footprint.ground.errors import FactorError

ROW = {
    "category": "Land use",
    "realm": "terrestrial",
    "pressure": "land occupation",
    "flow": "Occupation, annual crop",
    "compartment": LAND,
    "place": "BEL",
    "value": 2.0,
    "unit": "global PDF.yr",
    "per": "m2.yr",
}


def test_molar_masses() -> None:
    assert pytest.approx(0.22590, abs=5e-6) == NITROGEN_IN_NITRATE
    assert pytest.approx(0.326145, abs=5e-6) == PHOSPHORUS_IN_PHOSPHATE


def test_table_is_ordered_and_complete() -> None:
    frame = factors_table(pd.DataFrame([{**ROW, "place": "NLD"}, ROW]), "").frame
    assert list(frame["place"]) == ["BEL", "NLD"]
    assert frame["low"].isna().all()
    assert (frame["flag"] == "").all()
    assert frame["rsd"].dtype == np.float64


def test_table_keeps_what_is_published() -> None:
    frame = factors_table(pd.DataFrame([{**ROW, "low": 1.0, "high": 3.0, "flag": "seen"}]), "").frame
    assert frame[["low", "high", "flag"]].iloc[0].tolist() == [1.0, 3.0, "seen"]


@pytest.mark.parametrize(
    ("field", "word"),
    [("realm", "aerial"), ("pressure", "noise"), ("unit", "PDF"), ("per", "ha"), ("approach", "mean")],
)
def test_word_outside_the_vocabulary_is_refused(field: str, word: str) -> None:
    with pytest.raises(FactorError, match=f"column {field} has .*{word}"):
        factors_table(pd.DataFrame([{**ROW, field: word}]), "")


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_missing_value_is_refused(value: float) -> None:
    with pytest.raises(FactorError, match="1 factors are missing or infinite"):
        factors_table(pd.DataFrame([{**ROW, "value": value}]), "")


def test_repeats_of_the_unspecified_compartment_go_and_differences_stay() -> None:
    rows = pd.DataFrame(
        [
            ("air", "BEL", 1.0),
            ("air", "FRA", 2.0),
            ("air/urban", "BEL", 1.0),
            ("air/urban", "FRA", 2.0),
            ("air/high", "BEL", 1.0),
            ("air/high", "FRA", 2.5),
        ],
        columns=["compartment", "place", "value"],
    ).assign(category="c", flow="Sulfur dioxide")
    kept = drop_repeats(rows)
    assert set(kept["compartment"]) == {"air", "air/high"}
    assert len(kept) == 4


def test_core_flow_stays_though_repeated() -> None:
    rows = pd.DataFrame({"compartment": ["water", "water/surface water"], "place": "BEL", "value": 1.0})
    assert len(drop_repeats(rows.assign(category="c", flow="Nitrate"))) == 2
    assert len(drop_repeats(rows.assign(category="c", flow="Nitrite"))) == 1


def test_from_is_minus_to_and_its_interval_is_turned_round() -> None:
    values = pd.DataFrame({"land_class": ["crop"], "place": ["BEL"], "value": [5.0], "low": [1.0], "high": [9.0]})
    out = land_flows(values, [("crop", "annual crop")], "Transformation, from").iloc[0]
    assert out["flow"] == "Transformation, from annual crop"
    assert (out["low"], out["value"], out["high"]) == (-9.0, -5.0, -1.0)
    stay = land_flows(values, [("crop", "annual crop")], "Occupation").iloc[0]
    assert (stay["flow"], stay["value"]) == ("Occupation, annual crop", 5.0)


def test_reference_state_is_zero_and_says_so() -> None:
    rows = reference_state("Land transformation", ["Transformation, from"], realm="terrestrial")
    assert "Transformation, from forest, primary (non-use)" in set(rows["flow"])
    assert (rows["value"] == 0).all()
    assert rows["flag"].str.contains("no published row").all()


def test_unit_of_flow() -> None:
    flows = pd.Series(["Occupation, urban", "Transformation, to urban", "Water, lake", "Ammonia"])
    assert list(per_of(flows)) == ["m2.yr", "m2", "m3", "kg"]


def test_remarks_are_joined_without_the_empty_ones() -> None:
    assert list(joined(pd.Series(["a", "", ""]), pd.Series(["b", "c", ""]))) == ["a; b", "c", ""]
