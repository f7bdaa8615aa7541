import datetime
import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.stages.read.amounts import cells_of_objects, cells_of_texts, join_cells, read_amounts, read_cell
from footprint.stages.read.numbers import read_number

SIGNS = st.sampled_from([None, ".", ","])
TEXTS = st.one_of(
    st.text(alphabet="0123456789.,", max_size=9),
    st.text(alphabet="0123456789.,' -+()eE€kgt#/\u00a0", max_size=12),
    st.sampled_from(
        ["1.234", "0.5", "1e5", "1.5e5", "inf", "nan", "NaN", "-0", "12.", ".5", "", " ", "1" * 30, "+5", "00.5"]
    ),
)


@given(texts=st.lists(TEXTS, max_size=12), decimal=SIGNS)
def test_a_column_reads_as_its_cells_one_by_one(texts, decimal):
    column = pa.chunked_array([pa.array(texts[:5], type=pa.string()), pa.array(texts[5:], type=pa.string())])
    amounts = read_amounts(cells_of_texts(column, decimal), decimal)
    expected = [read_number(text, decimal) for text in texts]
    np.testing.assert_array_equal(amounts.counted, [reading.value for reading in expected])
    odd = amounts.odd[amounts.odd["code"] != ""]
    assert odd["code"].tolist() == [reading.code for reading in expected if reading.code]
    assert odd["position"].tolist() == [place for place, reading in enumerate(expected) if reading.code]


@given(numbers=st.lists(st.floats(min_value=1e-6, max_value=1e15), min_size=1), sign=st.sampled_from(".,"))
def test_plain_numbers_in_a_column_keep_every_bit(numbers, sign):
    texts = [f"{number:.17g}".replace(".", sign) for number in numbers]
    amounts = read_amounts(cells_of_texts(pa.chunked_array([pa.array(texts)]), sign), sign)
    assert amounts.counted.tolist() == numbers


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (True, "amount_is_boolean"),
        (np.bool_(False), "amount_is_boolean"),
        (datetime.date(2023, 5, 1), "amount_is_date"),
        (datetime.time(3, 4), "amount_is_date"),
        (datetime.timedelta(hours=30), "amount_is_date"),
        (math.inf, "amount_not_finite"),
        (-1, "amount_negative"),
        (0, "amount_zero"),
        (None, "amount_missing"),
        ([], "amount_unreadable"),
        (3, ""),
    ],
)
def test_every_type_of_cell_has_its_code(cell, code):
    assert read_cell(cell).code == code


def test_true_is_not_one():
    amounts = read_amounts(cells_of_objects([1, True, 1.0, "1"]))
    np.testing.assert_array_equal(amounts.counted, [1.0, math.nan, 1.0, 1.0])
    assert amounts.odd["code"].tolist() == ["amount_is_boolean", ""]


def test_batches_join_at_their_places():
    parts = [(0, cells_of_objects([1.0, "x"])), (2, cells_of_objects(["", 4.0]))]
    amounts = read_amounts(join_cells(parts, 4))
    np.testing.assert_array_equal(amounts.counted, [1.0, math.nan, math.nan, 4.0])
    assert dict(zip(amounts.odd["position"], amounts.odd["code"], strict=True)) == {
        1: "amount_unreadable",
        2: "amount_missing",
    }
