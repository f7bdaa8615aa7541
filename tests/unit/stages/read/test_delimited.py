import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from footprint.ground.errors import InputError
from footprint.stages.read import read
from footprint.stages.read.delimited import read_delimited
from footprint.stages.read.judge import judge

LIST = "item{0}origin{0}amount{0}unit\ncocoa{0}CI{0}12.5{0}kg\ncoffee{0}BR{0}3{0}t\n"


@pytest.mark.parametrize("delimiter", list(",;\t|"))
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_ending(write_text, delimiter, ending):
    activities = read(write_text(LIST.format(delimiter).replace("\n", ending)))
    assert activities.table[["line", "item", "origin", "amount", "unit"]].values.tolist() == [
        [2, "cocoa", "CI", 12.5, "kg"],
        [3, "coffee", "BR", 3.0, "t"],
    ]
    assert activities.where(3, "amount") == "purchases.csv!C3"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding(write_text, encoding):
    activities = read(
        write_text("Libellé;Pays d'origine;Quantité (kg)\nfèves – €;Côte d’Ivoire;12,5\n", encoding=encoding)
    )
    assert activities.table[["item", "origin", "amount"]].values.tolist() == [["fèves – €", "Côte d’Ivoire", 12.5]]
    assert [problem.code for problem in activities.problems if problem.code == "encoding_assumed"] == (
        ["encoding_assumed"] if encoding == "cp1252" else []
    )


def test_bytes_of_no_encoding_are_refused(write_text):
    with pytest.raises(InputError, match="file_encoding"):
        read(write_text(b"item;amount\ncaf\x81\xe9;5\n"))


def test_decimal_commas(write_text):
    activities = read(write_text('item;origin;amount;unit\na;CI;"1.741,14";kg\nb;CI;12,5;kg\nc;CI;0,500;kg\n'))
    assert activities.table["amount"].tolist() == [1741.14, 12.5, 0.5]


def test_the_ambiguous_number_is_a_question(write_text):
    path = write_text("item;origin;amount;unit\na;CI;1.234;kg\nb;CI;1,234;kg\nc;CI;1.5;kg\n")
    activities = read(path)
    np.testing.assert_array_equal(activities.table["amount"], [math.nan, math.nan, 1.5])
    first = activities.problems[0]
    assert (first.code, first.severity, first.where) == ("amount_ambiguous", "error", "purchases.csv!C2")
    assert (first.found, first.expected) == ("1.234", "1234 or 1.234")
    np.testing.assert_array_equal(read(path, decimal=".").table["amount"], [1.234, 1234.0, 1.5])
    answered = read(path, decimal=",")
    np.testing.assert_array_equal(answered.table["amount"], [1234.0, 1.234, math.nan])
    assert answered.problems[0].code == "amount_unreadable"


def test_the_unit_in_the_amount_cell_fills_the_unit(write_text, codes_at):
    activities = read(write_text("item;origin;amount;unit\na;CI;12 kg;\nb;CI;€ 12,50;EUR\nc;CI;12 kg;t\nd;CI;3;t\n"))
    assert activities.table["unit"].tolist() == ["kg", "EUR", "t", "t"]
    np.testing.assert_array_equal(activities.table["amount"], [12.0, 12.5, math.nan, 3.0])
    assert codes_at(activities) == {"amount_unit_conflict": ["purchases.csv!C4"]}
    assert activities.amounts_written["written"].tolist() == ["12 kg"]


def test_the_unit_in_the_header_fills_empty_units(write_text):
    activities = read(write_text("item;origin;amount (kg);unit\na;CI;12;\nb;CI;13;t\n"))
    assert activities.table["unit"].tolist() == ["kg", "t"]


def test_a_shifted_line_has_no_amount(write_text, codes_at):
    activities = read(write_text("item,origin,amount,unit\ncocoa,CI,1,5,kg\ntea,IN,2,kg\n"))
    np.testing.assert_array_equal(activities.table["amount"], [math.nan, 2.0])
    assert codes_at(activities) == {"row_too_wide": ["purchases.csv!C2"]}


def test_short_lines_and_blank_ones(write_text, codes_at):
    activities = read(write_text("item;origin;amount;unit\n\ncocoa;CI\n;;;\ntea;IN;2;kg\n\n\n"))
    assert activities.table["line"].tolist() == [3, 5]
    assert codes_at(activities) == {"amount_missing": ["purchases.csv!C3"]}
    assert activities.skipped == {"blank": 2}


def test_quoted_fields_hold_delimiters_and_line_breaks(write_text):
    activities = read(write_text('item,origin,amount,unit\n"cocoa, ""raw""\nbeans",CI,"1,5",kg\ntea,IN,2,kg\n'))
    assert activities.table["item"].tolist() == ['cocoa, "raw" beans', "tea"]
    assert activities.table["line"].tolist() == [2, 3]


@pytest.mark.parametrize(
    "text",
    [
        'item,origin,amount,unit\n"cocoa,CI,1,kg\ntea,IN,2,kg\n',
        'item,origin,amount,unit\ncocoa,CI,1,"kg\ntea,IN,2,kg\ntea,IN,3,kg\n',
        'item,origin,amount,unit\ncocoa,CI,1,"kg\ntea,IN,2,kg\ntea,IN,3,"kg\ntea,IN,4,kg\n',
    ],
)
def test_an_open_quote_swallows_no_lines(write_text, text):
    with pytest.raises(InputError, match="quote_open"):
        read(write_text(text))


def test_the_line_for_excel_is_understood(write_text):
    activities = read(write_text("sep=;\r\nitem;origin;amount;unit\r\ncocoa;CI;1,5;kg\r\n"))
    assert activities.table[["line", "amount"]].values.tolist() == [[2, 1.5]]


def test_titles_above_the_header(write_text):
    activities = read(write_text("Purchases of 2023;;;\n\nitem;origin;amount;unit\ncocoa;CI;1,5;kg\n"))
    assert activities.table["line"].tolist() == [4]


def test_text_without_a_header_is_refused(write_text):
    with pytest.raises(InputError, match=r"header_missing.*Dear madam"):
        read(write_text("Dear madam,\nplease find enclosed\n"))


def test_na_is_namibia_and_an_error_value_is_nothing(write_text, codes_at):
    activities = read(write_text("item;origin;amount;unit\nbeef;NA;1,5;kg\nbeef;#N/A;2;kg\n"))
    assert activities.table["origin"].astype(object).where(activities.table["origin"].notna(), None).tolist() == [
        "NA",
        None,
    ]
    assert codes_at(activities) == {"text_error_cell": ["purchases.csv!B3"]}


def test_many_faults_are_summed_up_and_none_is_lost(write_text):
    rows = "".join(f"cocoa;CI;1.{n % 1000:03d};kg\n" for n in range(2500))
    activities = read(write_text("item;origin;amount;unit\n" + rows))
    assert len(activities.problems) == 1001
    assert "amount_ambiguous on 1,500 more lines" in activities.problems[-1].found
    assert len(activities.amounts_written) == 2500


FIELDS = st.one_of(
    st.text(alphabet="abcé #N/A01", max_size=6),
    st.sampled_from(
        [
            "12.5",
            "1.234",
            "1.741,14",
            "3",
            "0",
            "-1",
            "12 kg",
            "€ 5,00",
            "kg",
            "",
            "total",
            "item",
            'a "b" c',
            "x\ny",
            "NA",
        ]
    ),
)


@given(
    rows=st.lists(st.tuples(*[FIELDS] * 5), min_size=1, max_size=8),
    delimiter=st.sampled_from(",;\t|"),
    decimal=st.sampled_from([None, ".", ","]),
)
def test_the_fast_road_and_the_careful_one_give_the_same(rows, delimiter, decimal):
    quoted = [
        ['"' + field.replace('"', '""') + '"' if set(field) & set('",;\t|\n') else field for field in row]
        for row in rows
    ]
    lines = [["item", "origin", "amount", "unit", "year"], ["kept", "BE", "1", "kg", "2023"], *quoted]
    content = pa.py_buffer("\n".join(delimiter.join(line) for line in lines).encode())
    fast = judge(read_delimited(content, "p.csv", decimal), decimal)
    careful = judge(read_delimited(content, "p.csv", decimal, careful=True), decimal)
    assert fast.table.astype(object).equals(careful.table.astype(object))
    assert fast.problems == careful.problems
    assert fast.skipped == careful.skipped
    assert fast.amounts_written.equals(careful.amounts_written)
