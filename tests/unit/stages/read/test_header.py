import pytest

from footprint.ground.tables import PURCHASES, headers
from footprint.ground.text import fold
from footprint.stages.read.claims import claim_of
from footprint.stages.read.header import find_header, read_header


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_the_titles_of_every_language_are_understood(language):
    assert [claim_of(column.titles[language]).key for column in PURCHASES] == [column.key for column in PURCHASES]


def test_no_name_means_two_columns():
    firm = [
        (fold(name), column.key)
        for column in PURCHASES
        for name in (column.key, *column.titles.values(), *column.names)
    ]
    assert len({name for name, _ in firm}) == len(set(firm))
    loose = [(fold(name), column.key) for column in PURCHASES for name in column.loose]
    assert len({name for name, _ in loose}) == len(set(loose))
    assert not {name for name, _ in loose} & {name for name, _ in firm}


def test_every_name_is_found():
    assert all(headers()[fold(name)][0] == column.key for column in PURCHASES for name in column.names + column.loose)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("artikel", "item"),
        ("Omschrijving", "item"),
        ("LIBELLÉ", "item"),
        ("Désignation", "item"),
        ("Bezeichnung", "item"),
        ("Ware", "item"),
        ("Land van oorsprong", "origin"),
        ("Pays d’origine", "origin"),
        ("Ursprungsland", "origin"),
        ("Herkomst", "origin"),
        ("Country_of_Origin", "origin"),
        ("aantal", "amount"),
        ("Quantité", "amount"),
        ("Menge", "amount"),
        ("Eenheid", "unit"),
        ("Unité", "unit"),
        ("leverancier", "supplier"),
        ("Fournisseur", "supplier"),
        ("Lieferant", "supplier"),
        ("Année", "year"),
        ("GN-code", "hs_code"),
        ("Code NC", "hs_code"),
        ("KN-Code", "hs_code"),
        ("TARIC", "hs_code"),
        ("Origin (country of production)", "origin"),
    ],
)
def test_headers_of_four_languages(text, key):
    assert claim_of(text).key == key


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Hoeveelheid (kg)", "kg"),
        ("Quantity [t]", "t"),
        ("Amount EUR", "EUR"),
        ("amount_kg", "kg"),
        ("Menge in t", "t"),
        ("Volume (m³)", "m³"),
        ("Bedrag (EUR)", "EUR"),
        ("Quantity (bags)", "bags"),
        ("Quantité (HT)", ""),
        ("Amount (2023)", ""),
        ("Gewicht (netto)", ""),
        ("kg", "kg"),
    ],
)
def test_the_unit_in_the_header(text, unit):
    claim = claim_of(text)
    assert (claim.key, claim.unit) == ("amount", unit)


@pytest.mark.parametrize(
    "text", ["", "x", "Prijs per kg", "Price EUR/kg", "Unit price", "Artikelnummer", "Prix unitaire", "a" * 500]
)
def test_other_headers_are_not_taken(text):
    assert claim_of(text) is None


def test_the_row_with_most_keys_is_the_header():
    rows = [
        ["Purchases 2023", "", ""],
        ["", "", ""],
        ["item", "Land", ""],
        ["Artikel", "Oorsprong", "Hoeveelheid (kg)"],
    ]
    assert find_header(rows).row == 3


def test_no_header_is_none():
    assert find_header([["cocoa", "CI", "12"], ["coffee", "BR", "3"]]) is None
    assert find_header([]) is None


def test_a_loose_name_gives_way_to_a_firm_one():
    header = read_header(["Description", "Item", "Land", "Bedrag (EUR)", "Hoeveelheid (kg)"])
    assert header.columns == {"item": 1, "origin": 2, "amount": 4}
    assert (header.unit, header.doubled, header.loose, header.ignored) == ("kg", (), ("origin",), (0, 3))


def test_a_key_claimed_twice_is_told():
    header = read_header(["item", "Hoeveelheid", "Gewicht (kg)"])
    assert (header.columns["amount"], header.doubled) == (2, (("amount", 2, 1),))
