"""HS and CN codes as spreadsheets and people write them."""

from __future__ import annotations

import pytest

from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.tariff import candidates, read_code, restored


@pytest.mark.parametrize(
    ("written", "head"),
    [
        ("0803.90.10", "08039010"),
        ("0803 90 10", "08039010"),
        ("0803 9010", "08039010"),
        ("8039010", "08039010"),
        ("8.05.10", "080510"),
        ("805.10", "080510"),
        ("701", "0701"),
        ("18010000.0", "18010000"),
        ("8039010.0", "08039010"),
        ("18010000,0", "18010000"),
        ("1.801E7", "18010000"),
        ("1.801E+07", "18010000"),
        ("HS 1801", "1801"),
        ("ex 1801 00 00", "18010000"),
        ("CN-code: 1801 00 00", "18010000"),
        ("0803901000", "08039010"),
        ("803901000", "08039010"),
        ("18", "18"),
        ("7", "07"),
    ],
)
def test_dots_spaces_and_a_lost_zero_do_not_matter(written: str, head: str, catalogue: Catalogue) -> None:
    reading = read_code(written, catalogue)
    assert reading is not None
    assert reading.head == head


@pytest.mark.parametrize(
    "written",
    [
        "1801/1802",
        "1801; 1802",
        "1801, 1805",
        "1801 1802",
        "1801-1805",
        "5412345678908",
        "4012345678901",
        "9998",
        "1e999",
    ],
)
def test_several_codes_and_article_numbers_are_no_code(written: str, catalogue: Catalogue) -> None:
    reading = read_code(written, catalogue)
    assert reading is not None
    assert (reading.head, reading.product) == ("", -1)
    assert reading.reason


@pytest.mark.parametrize("written", ["n/a", "-", "?", "onbekend"])
def test_no_digit_is_nothing_written(written: str, catalogue: Catalogue) -> None:
    assert read_code(written, catalogue) is None


def test_a_code_never_falls_back_to_its_chapter(catalogue: Catalogue) -> None:
    assert read_code("0899", catalogue).head == ""
    assert read_code("08", catalogue).covers_several


def test_candidates_are_products_and_no_words(catalogue: Catalogue) -> None:
    assert candidates(read_code("0803", catalogue), catalogue) == ("plantains_and_cooking_bananas", "bananas")
    assert candidates(read_code("070999", catalogue), catalogue) == ()


def test_every_code_of_the_table_reads_as_itself_with_and_without_its_zero(catalogue: Catalogue) -> None:
    codes = [code for code in catalogue.codes if len(code) in (4, 6, 8)]
    assert [code for code in codes if read_code(code, catalogue).head != code] == []
    short = [code for code in codes if code[0] == "0"]
    assert [code for code in short if read_code(code[1:], catalogue).head != code] == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("9011100", "09011100"),
        ("9011100.0", "09011100"),
        ("701", "0701"),
        ("09011100", ""),
        ("18010000", ""),
        ("x", ""),
    ],
)
def test_a_zero_that_was_put_back_is_known(written: str, code: str, catalogue: Catalogue) -> None:
    assert restored(written, catalogue) == code


def test_a_text_too_long_for_a_code_is_none(catalogue: Catalogue) -> None:
    assert read_code("1801" * 100_000, catalogue).head == ""
    assert restored("1801" * 100_000 + "0", catalogue) == ""
