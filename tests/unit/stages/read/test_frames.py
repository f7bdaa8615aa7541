import datetime
import json
import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from footprint.ground.errors import InputError
from footprint.stages.read import Limits, read

ROWS = [
    {"item": "cocoa", "origin": "CI", "amount": 12.5, "unit": "kg"},
    {"item": "coffee", "origin": None, "amount": "1.234", "unit": "kg"},
    {"item": "tea", "amount": True, "unit": "kg"},
]


def check_rows(activities, codes):
    assert activities.table["line"].tolist() == [1, 2, 3]
    assert activities.table["origin"].isna().tolist() == [False, True, True]
    np.testing.assert_array_equal(activities.table["amount"], [12.5, math.nan, math.nan])
    assert codes == {"amount_ambiguous": ["data!amount[2]"], "amount_is_boolean": ["data!amount[3]"]}


def test_a_list_of_mappings(codes_at):
    activities = read(ROWS)
    check_rows(activities, codes_at(activities))


def test_a_frame_of_objects(codes_at):
    activities = read(pd.DataFrame(ROWS, index=[7, 7, 9]))
    check_rows(activities, codes_at(activities))


def test_a_json_file(tmp_path, codes_at):
    (tmp_path / "rows.json").write_text(json.dumps(ROWS))
    assert codes_at(read(tmp_path / "rows.json")) == {
        "amount_ambiguous": ["rows.json!amount[2]"],
        "amount_is_boolean": ["rows.json!amount[3]"],
    }
    (tmp_path / "rows.json").write_text('{"item": 1}')
    with pytest.raises(InputError, match="a JSON object"):
        read(tmp_path / "rows.json")
    (tmp_path / "rows.json").write_text("[{]")
    with pytest.raises(InputError, match="JSON that cannot be read"):
        read(tmp_path / "rows.json")


FRAME = pd.DataFrame(
    {
        "Artikel": ["cacao", "koffie", "thee"],
        "Herkomst": ["CI", None, "IN"],
        "Hoeveelheid (kg)": [1.5, math.nan, 3.0],
        "Jaar": [2023, 2022, 2021],
    }
)


@pytest.mark.parametrize("kind", ["object", "str", "category", "string[pyarrow]"])
def test_every_kind_of_text_column(kind):
    table = read(FRAME.astype({"Artikel": kind, "Herkomst": kind})).table
    assert table["item"].tolist() == ["cacao", "koffie", "thee"]
    assert table["origin"].isna().tolist() == [False, True, False]
    assert table["year"].tolist() == [2023.0, 2022.0, 2021.0]


@pytest.mark.parametrize("kind", ["float64", "float32", "Float64", "double[pyarrow]", "object"])
def test_every_kind_of_number_column(kind, codes_at):
    activities = read(FRAME.astype({"Hoeveelheid (kg)": kind}))
    np.testing.assert_array_equal(activities.table["amount"], [1.5, math.nan, 3.0])
    assert codes_at(activities) == {"amount_missing": ["data!Hoeveelheid (kg)[2]"]}
    assert activities.columns["amount"] == "Hoeveelheid (kg)"


def test_amounts_of_odd_types(codes_at):
    amounts = [
        Decimal("1.5"),
        np.float32(2.5),
        np.int64(3),
        pd.NA,
        pd.NaT,
        datetime.date(2023, 1, 1),
        math.inf,
        {},
        "4",
    ]
    activities = read(
        pd.DataFrame({"item": "x", "origin": "CI", "unit": "kg", "amount": pd.Series(amounts, dtype=object)})
    )
    assert activities.table["amount"].dropna().tolist() == [1.5, 2.5, 3.0, 4.0]
    assert codes_at(activities) == {
        "amount_missing": ["data!amount[4]", "data!amount[5]"],
        "amount_is_date": ["data!amount[6]"],
        "amount_not_finite": ["data!amount[7]"],
        "amount_unreadable": ["data!amount[8]"],
    }


def test_columns_of_dates_and_booleans_are_no_amounts(codes_at):
    base = {"item": ["x", "y"], "origin": "CI", "unit": "kg"}
    dates = read(pd.DataFrame({**base, "amount": pd.to_datetime(["2023-01-01", "2023-01-02"])}))
    assert list(codes_at(dates)) == ["amount_is_date"]
    assert list(codes_at(read(pd.DataFrame({**base, "amount": [True, False]})))) == ["amount_is_boolean"]


def test_whole_codes_in_a_number_column_stay_whole():
    frame = pd.DataFrame({"hs_code": [18010000.0, math.nan], "item": ["a", "b"], "amount (kg)": [1, 2], "origin": "CI"})
    assert read(frame).table["hs_code"].tolist()[0] == "18010000"


@pytest.mark.parametrize("kind", ["str", "category", "object"])
def test_a_parquet_file(tmp_path, kind, codes_at):
    frame = FRAME.assign(extra=1, amount_text=["1,5", "1.234", "3"]).astype({"Artikel": kind})
    frame.drop(columns="amount_text").to_parquet(tmp_path / "list.parquet")
    activities = read(tmp_path / "list.parquet")
    assert activities.table["item"].tolist() == ["cacao", "koffie", "thee"]
    assert codes_at(activities) == {"amount_missing": ["list.parquet!Hoeveelheid (kg)[2]"]}


def test_a_parquet_file_with_texts_as_amounts(tmp_path):
    pd.DataFrame({"item": ["a", "b"], "origin": "CI", "amount": ["1,5 kg", "1.741,14"]}).to_parquet(
        tmp_path / "a.parquet"
    )
    table = read(tmp_path / "a.parquet").table
    assert table["amount"].tolist() == [1.5, 1741.14]
    assert table["unit"].isna().tolist() == [False, True]


def test_a_damaged_or_huge_parquet_file_is_refused(tmp_path):
    FRAME.to_parquet(tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"file_too_large.*3 rows"):
        read(tmp_path / "a.parquet", limits=Limits(cells=1))
    (tmp_path / "a.parquet").write_bytes((tmp_path / "a.parquet").read_bytes()[:-20])
    with pytest.raises(InputError, match="file_not_a_table"):
        read(tmp_path / "a.parquet")


def test_tables_that_are_none():
    with pytest.raises(InputError, match=r"file_empty.*Write at least one line below the header"):
        read([])
    with pytest.raises(InputError, match=r"data!2: source_unreadable: found a int"):
        read([ROWS[0], 5])
    with pytest.raises(InputError, match="source_unreadable: found a bytes"):
        read(b"item;amount")
    with pytest.raises(InputError, match="header_missing"):
        read(pd.DataFrame({"colour": ["red"]}))
    with pytest.raises(InputError, match="no column item"):
        read(pd.DataFrame({"origin": ["CI"], "amount": [1]}))
    with pytest.raises(InputError, match=r"file_empty.*Write at least one line below the header"):
        read(pd.DataFrame({"item": [], "amount": []}))


def test_the_frame_of_the_caller_is_left_alone():
    frame = FRAME.copy()
    read(frame)
    pd.testing.assert_frame_equal(frame, FRAME)
