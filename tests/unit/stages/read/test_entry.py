import gzip

import numpy as np
import pandas as pd
import pytest

from footprint.ground.activities import letter_of, place_of
from footprint.ground.errors import InputError
from footprint.ground.tables import PURCHASES
from footprint.stages.read import READ_CODES, Limits, read
from footprint.stages.read.codes import ADVICE
from footprint.stages.read.years import read_year


def test_paths_that_lead_nowhere(tmp_path):
    with pytest.raises(InputError, match="file_missing"):
        read(tmp_path / "none.csv")
    with pytest.raises(InputError, match="file_is_folder"):
        read(tmp_path)
    (tmp_path / "empty.csv").touch()
    with pytest.raises(InputError, match="file_empty"):
        read(tmp_path / "empty.csv")


def test_a_file_beyond_the_limit(write_text):
    path = write_text("item;origin;amount;unit\ncocoa;CI;5;kg\n")
    with pytest.raises(InputError, match="file_too_large"):
        read(path, limits=Limits(file_bytes=10))
    assert len(read(str(path)).table) == 1


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%abc", b"\x89PNG\r\n\x1a\n" + bytes(50), gzip.compress(b"a"), b"<html><table>", b"MZ\x00\x01abc" * 9],
)
def test_other_files_are_refused(write_text, content):
    with pytest.raises(InputError, match="file_not_a_table"):
        read(write_text(content))


def test_every_fault_has_its_advice():
    assert list(READ_CODES) == list(ADVICE)
    assert all(
        advice.meaning.endswith(".") and advice.expected and advice.fix.endswith(".") for advice in ADVICE.values()
    )


def test_the_table_has_every_column_in_order():
    table = read([{"item": "cocoa", "amount": 5}]).table
    assert table.columns.tolist() == ["line", *(column.key for column in PURCHASES)]
    kinds = {column.key: column.kind for column in PURCHASES}
    assert all(isinstance(table[key].dtype, pd.CategoricalDtype) for key, kind in kinds.items() if kind == "text")
    assert all(table[key].dtype == np.float64 for key, kind in kinds.items() if kind != "text")
    assert table["line"].dtype == np.int64


def test_missing_columns_are_told_and_loose_ones_too(codes_at):
    activities = read([{"item": "cocoa", "land": "CI", "amount": 5, "colour": "brown"}])
    assert codes_at(activities) == {
        "column_absent": ["data"],
        "header_assumed": ["data!land"],
        "column_ignored": ["data"],
    }


def test_the_order_of_rows_changes_no_category():
    rows = [{"item": name, "amount": 1, "unit": "kg", "origin": "CI"} for name in ("tea", "cocoa", "coffee")]
    assert read(rows).table["item"].cat.categories.tolist() == read(rows[::-1]).table["item"].cat.categories.tolist()


def test_letters_and_places_are_each_other():
    assert all(place_of(letter_of(place)) == place for place in range(20_000))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023", 2023),
        ("2023.0", 2023),
        ("01.05.2022", 2022),
        ("Q1 2021", 2021),
        ("20230501", 2023),
        ("2023-05-01", 2023),
        ("2023-05", 2023),
    ],
)
def test_years_that_are_named(text, year):
    assert read_year(text) == year


@pytest.mark.parametrize("text", ["", "45292", "2022-2023", "2022/23", "23", "1899", "2023,5", "12023"])
def test_years_that_are_not(text):
    assert np.isnan(read_year(text))
