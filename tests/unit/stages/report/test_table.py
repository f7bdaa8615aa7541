"""Cells are plain values of Python, and absence is None."""

from __future__ import annotations

import pandas as pd
import pytest

from footprint.stages.report.table import cells


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
