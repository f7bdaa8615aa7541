"""Cells are plain values of Python, and absence is None."""

from __future__ import annotations

import pandas as pd
import pytest

from footprint.stages.report.table import Column, Table, cells


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (pd.Series(["a", None, "a"], dtype="category"), ["a", None, "a"]),
        (pd.Series([3, 1], dtype="category"), [3, 1]),
        (pd.Series([1, None], dtype="Int64"), [1, None]),
        (pd.Series(["x", None], dtype="str"), ["x", None]),
        (pd.Series([True, False]), ["True", "False"]),
        (pd.Series(["half \ud83c"], dtype=object), ["half \ufffd"]),
    ],
)
def test_cells_are_plain_python(series, expected):
    found = cells(series)
    assert found == expected
    assert [type(cell) for cell in found] == [type(cell) for cell in expected]


def test_a_table_of_some_of_its_columns():
    table = Table("t", (Column("A", key="a"), Column("B", key="b"), Column("C", key="c")), ((1, 2, 3),), "note")
    kept = table.only(["c", "a"])
    assert ([column.key for column in kept.columns], kept.rows, kept.note) == (["c", "a"], ((3, 1),), "note")
