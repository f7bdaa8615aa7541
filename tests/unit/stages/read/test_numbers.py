import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.stages.read.numbers import is_error_text, read_number

READ = [
    ("1741.14", 1741.14, ""),
    ("1 741,14", 1741.14, ""),
    ("1.741,14", 1741.14, ""),
    ("1,741.14", 1741.14, ""),
    ("1'741.14", 1741.14, ""),
    ("1\u2019741,14", 1741.14, ""),
    ("1\u00a0741,14", 1741.14, ""),
    ("1\u202f741\u202f141,5", 1741141.5, ""),
    ("1\u2009741", 1741.0, ""),
    ("1.234.567", 1234567.0, ""),
    ("1,234,567.8", 1234567.8, ""),
    ("1 234,567", 1234.567, ""),
    ("1234.567", 1234.567, ""),
    ("0,500", 0.5, ""),
    ("0.125", 0.125, ""),
    (",5", 0.5, ""),
    ("12.", 12.0, ""),
    ("+12", 12.0, ""),
    ("1.5e3", 1500.0, ""),
    ("1,5E-2", 0.015, ""),
    ("€ 12,50", 12.5, "€"),
    ("12,50 €", 12.5, "€"),
    ("EUR 1.250,00", 1250.0, "EUR"),
    ("12 kg", 12.0, "kg"),
    ("12kg", 12.0, "kg"),
    ("3,5 m3", 3.5, "m3"),
    ("3,5 m³", 3.5, "m³"),
    ("€ 12,-", 12.0, "€"),
    ("1.234,-", 1234.0, ""),
]

REFUSED = [
    ("1.234", "amount_ambiguous"),
    ("1,234", "amount_ambiguous"),
    ("123.456", "amount_ambiguous"),
    ("1.000 kg", "amount_ambiguous"),
    ("5-", "amount_negative"),
    ("-5", "amount_negative"),
    ("\u22125", "amount_negative"),
    ("(5)", "amount_negative"),
    ("€ -12,50", "amount_negative"),
    ("#N/A", "amount_error_cell"),
    ("#NUM!", "amount_error_cell"),
    ("#DIV/0!", "amount_error_cell"),
    ("#WAARDE!", "amount_error_cell"),
    ("Err:502", "amount_error_cell"),
    ("2023-05-01", "amount_is_date"),
    ("1/5/2023", "amount_is_date"),
    ("01.05.2023", "amount_is_date"),
    ("waar", "amount_is_boolean"),
    ("inf", "amount_not_finite"),
    ("nan", "amount_not_finite"),
    ("1e400", "amount_not_finite"),
    ("=A1*2", "formula_without_value"),
    ("", "amount_missing"),
    ("\u00a0 ", "amount_missing"),
    ("12-15", "amount_unreadable"),
    ("ca. 12", "amount_unreadable"),
    ("<5", "amount_unreadable"),
    ("12 x 500 g", "amount_unreadable"),
    ("1.23.456", "amount_unreadable"),
    ("1,2,3", "amount_unreadable"),
    ("1 74", "amount_unreadable"),
    ("1,23,456.7", "amount_unreadable"),
    ("12 34,5", "amount_unreadable"),
    ("€ 12 kg", "amount_unreadable"),
    ("-", "amount_unreadable"),
    ("abc", "amount_unreadable"),
    ("(5", "amount_unreadable"),
    ("--5", "amount_unreadable"),
]


@pytest.mark.parametrize(("text", "value", "unit"), READ)
def test_one_reading_is_the_number(text, value, unit):
    reading = read_number(text)
    assert (reading.value, reading.unit, reading.code) == (value, unit, "")


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_no_number_is_taken_where_there_is_none_for_sure(text, code):
    reading = read_number(text)
    assert reading.code == code
    assert math.isnan(reading.value)


def test_an_ambiguous_number_names_both_readings():
    assert read_number("12.345").expected == "12345 or 12.345"


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [("1.234", ".", 1.234), ("1.234", ",", 1234.0), ("1,234", ".", 1234.0), ("1,234", ",", 1.234), ("12,-", ",", 12.0)],
)
def test_the_decimal_sign_answers_the_question(text, decimal, value):
    assert read_number(text, decimal).value == value


@pytest.mark.parametrize(
    ("text", "decimal"), [("1,5", "."), ("1.5", ","), ("1.741,14", "."), ("12,-", "."), ("1,741.1", ",")]
)
def test_a_number_against_the_decimal_sign_is_refused(text, decimal):
    assert read_number(text, decimal).code == "amount_unreadable"


def test_zero_is_zero_and_a_warning():
    for text in ("0", "0,00", "-0"):
        assert (read_number(text).value, read_number(text).code) == (0.0, "amount_zero")


def test_error_texts_are_told_from_texts():
    assert is_error_text("#REF!")
    assert not is_error_text("# 1 cocoa")
    assert not is_error_text("Erbsen")


def _written(value: float, mark: str, sign: str, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.translate(str.maketrans({",": mark, ".": sign}))


LOCALES = st.sampled_from(
    [("", "."), ("", ","), (".", ","), (",", "."), (" ", ","), ("\u202f", ","), ("'", "."), ("\u00a0", ".")]
)


@given(
    value=st.floats(min_value=0, max_value=1e12, allow_nan=False),
    locale=LOCALES,
    places=st.integers(0, 6),
    unit=st.sampled_from(["", " kg", " €", "t"]),
)
def test_a_number_in_any_locale_reads_back_or_is_asked_about(value, locale, places, unit):
    reading = read_number(_written(value, *locale, places) + unit)
    if reading.code == "amount_ambiguous":
        assert f"{float(f'{value:.{places}f}'):.15g}" in reading.expected.split(" or ")
    else:
        assert reading.value == float(f"{value:.{places}f}")


@given(value=st.floats(min_value=0, max_value=1e12), places=st.integers(0, 6), mark=st.sampled_from(["", " ", "."]))
def test_with_the_decimal_sign_given_nothing_is_asked(value, places, mark):
    reading = read_number(_written(value, mark, ",", places), ",")
    assert reading.value == float(f"{value:.{places}f}")
    assert reading.code in ("", "amount_zero")


@given(st.text(alphabet="0123456789.,' -+()eE€kgt#/:", max_size=12))
def test_any_text_has_a_value_or_a_code(text):
    reading = read_number(text)
    assert math.isnan(reading.value) == (reading.code not in ("", "amount_zero"))
