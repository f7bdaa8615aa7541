"""Rows of totals: of a month, a quarter, a year or a part, in four languages, wherever they say so."""

import pandas as pd
import pyarrow as pa
import pytest

from footprint.stages.read import read
from footprint.stages.read.delimited import read_delimited
from footprint.stages.read.totals import says_total, totals_among

UNREAD = "Konto;Artikel;Menge (kg)\n4000;Kakaobohnen;12,5\nGesamt;;12,5\n4001;;3\n"


@pytest.mark.parametrize(
    "text",
    [
        *("TOTAL Janvier", "Total août", "Total du mois de décembre", "total T1 2024", "Total 4ème trimestre"),
        *("Totaal januari 2024", "Totaal maart", "Januari totaal", "Totaal 1e kwartaal", "Subtotaal"),
        *("Gesamt Q1", "Gesamt", "Summe März", "Gesamtsumme 2023", "Zwischensumme Kaffee", "Summe Dez"),
        *("Total February", "Q3 total", "Grand total 2024", "Subtotal cocoa", "Sous-total cacao", "TOTAL H1"),
    ],
)
def test_totals_are_known_by_what_they_are_of(text):
    assert says_total(text)


@pytest.mark.parametrize(
    "text",
    ["Total Quartz 5W30", "Total Energies", "tomates", "Sommier", "Gesamtkatalog", "Mars", "2024", "Totaal cacaobonen"],
)
def test_what_only_has_the_word_is_no_total(text):
    assert not says_total(text)


def test_the_total_of_an_item_is_known_by_the_item():
    texts = ("cacaobonen", "Totaal cacaobonen", "Total Quartz", "Total de sucre", "Sucre", "x" * 5000)
    assert totals_among(texts) == {"Totaal cacaobonen", "Total de sucre"}


def test_totals_of_months_are_left_out_and_named(write_xlsx, codes_at):
    rows = [["item", "origin", "amount", "unit"], ["cacao beans", "Ghana", 5, "t"], ["TOTAL Janvier", None, 5, None]]
    activities = read(write_xlsx(rows))
    assert activities.table["line"].tolist() == [2]
    assert codes_at(activities)["row_is_total"] == ["Sheet1!3"]


def test_a_total_in_a_column_that_is_not_read_is_left_out(write_xlsx):
    rows = [["Konto", "Artikel", "Menge (kg)"], ["4000", "Kakaobohnen", 12.5], ["Gesamt", None, 12.5], ["1", None, 3]]
    activities = read(write_xlsx(rows))
    assert activities.table["line"].tolist() == [2, 4]
    (found,) = [one for one in activities.problems if one.code == "row_is_total"]
    assert (found.where, found.found) == ("Sheet1!3", "'Gesamt'")


@pytest.mark.parametrize("text", [UNREAD, UNREAD.replace("4000", '"40\n00"'), UNREAD.replace("Gesamt", '"Gesamt"')])
def test_both_roads_see_the_total_in_a_column_that_is_not_read(text):
    roads = [read_delimited(pa.py_buffer(text.encode()), "list.csv", ",", careful=careful) for careful in (False, True)]
    assert [road.totals for road in roads] == [{1: "Gesamt"}] * 2


def test_of_a_table_too(write_text):
    frame = pd.read_csv(write_text(UNREAD), sep=";", decimal=",")
    assert read(frame).skipped == {"total": 1}
    assert read(frame.to_dict("records")).skipped == {"total": 1}


def test_a_line_with_an_origin_is_a_purchase_whatever_stands_beside_it():
    activities = read([{"shop": "Total", "item": None, "origin": "Ghana", "amount": 1.0, "unit": "kg"}])
    assert activities.table["line"].tolist() == [1]
