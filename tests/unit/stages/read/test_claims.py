"""Headers as the exports of ERP systems call them, and those that mean money."""

import pytest

from footprint.stages.read import read
from footprint.stages.read.claims import TIMES, claim_of
from footprint.stages.read.header import read_header


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *(
            ("Materialkurztext", "item"),
            ("Art.omschr.", "item"),
            ("Désignation produit", "item"),
            ("Short Text", "item"),
        ),
        *(("Bestellmenge", "amount"), ("Hoev.", "amount"), ("Qté", "amount"), ("Order Qty", "amount")),
        *(("Menge in BME", "amount"), ("Aantal ontvangen", "amount"), ("Qté livrée", "amount")),
        *(("BME", "unit"), ("ME", "unit"), ("Eenh.", "unit"), ("UdM", "unit"), ("UoM", "unit"), ("Einh.", "unit")),
        *(("Kreditor", "supplier"), ("Vendor", "supplier"), ("Crediteur", "supplier"), ("Raison sociale", "supplier")),
        *(("Land v. oorsprong", "origin"), ("Ursprungsld.", "origin"), ("Code pays d'origine", "origin")),
        *(("Belegdatum", "year"), ("Boekdatum", "year"), ("Date de commande", "year"), ("Posting Date", "year")),
        *(("Zolltarifnr.", "hs_code"), ("Nomenclature NC8", "hs_code"), ("Tariff No.", "hs_code")),
    ],
)
def test_headers_of_exports(text, key):
    claim = claim_of(text)
    assert (claim.key, claim.money) == (key, False)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        *(
            ("Bedrag", ""),
            ("Montant HT", ""),
            ("Nettowert", ""),
            ("Net amount", ""),
            ("Prijs totaal", ""),
            ("Value", ""),
        ),
        *(
            ("Bedrag (EUR)", "EUR"),
            ("Montant HT (k€)", "k€"),
            ("Betrag TEUR", "TEUR"),
            ("Amount EUR", "EUR"),
            ("EUR", "EUR"),
        ),
        *(("Betrag in 1.000 EUR", "1000 EUR"), ("Montant en milliers d'euros", "1000 euros")),
        *(("Bedrag (x 1.000)", TIMES), ("Bedrag EUR excl. btw", "EUR")),
    ],
)
def test_headers_that_mean_money(text, unit):
    claim = claim_of(text)
    assert (claim.key, claim.unit, claim.money) == ("amount", unit, True)


@pytest.mark.parametrize(
    ("text", "unit"), [("Totaal (kg)", "kg"), ("Value [t]", "t"), ("Hoeveelheid (x 1000 kg)", "1000 kg")]
)
def test_a_mass_in_the_header_is_no_money(text, unit):
    claim = claim_of(text)
    assert (claim.unit, claim.money) == (unit, False)


@pytest.mark.parametrize(
    "text", ["Nettopreis", "Prix unitaire", "EK-Preis", "Prijs", "Unit price (EUR)", "Materialnummer"]
)
def test_prices_and_numbers_of_articles_are_not_taken(text):
    assert claim_of(text) is None


def test_a_quantity_goes_before_money_and_its_units_before_currencies():
    header = read_header(["Omschrijving", "Bedrag", "Valuta", "Aantal", "Eenh."])
    assert header.columns == {"item": 0, "amount": 3, "unit": 4}
    assert not header.money
    assert header.ignored == (1, 2)


def test_an_amount_beside_a_quantity_and_a_currency_is_money():
    assert read_header(["Item", "Amount", "Currency", "Quantity", "Unit"]).columns["amount"] == 3
    spend = read_header(["Item", "Amount", "Currency"])
    assert (spend.columns["unit"], spend.money) == (2, True)


def test_a_currency_is_never_the_unit_of_a_quantity():
    assert "unit" not in read_header(["item", "Quantity", "Currency"]).columns


def test_a_mass_goes_before_pieces_and_net_before_gross():
    header = read_header(["item", "Aantal", "Eenheid", "Brutogewicht (kg)", "Nettogewicht (kg)"])
    assert (header.columns["amount"], header.unit) == (4, "kg")
    assert "unit" not in header.columns


def test_the_quantity_beside_the_unit_goes_first():
    assert read_header(["item", "Nettogewicht", "Menge", "ME"]).columns["amount"] == 2


def test_an_article_that_is_a_number_gives_way_to_its_name():
    below = [["100234", "cacaobonen", "1"], ["100235", "koffie", "2"]]
    header = read_header(["Artikel", "Omschrijving", "Aantal"], below=below)
    assert (header.columns["item"], header.ignored) == (1, (0,))
    assert read_header(["Artikel", "Omschrijving", "Aantal"], below=[["cacao", "zak", "1"]]).columns["item"] == 0


def test_money_is_told_beside_a_quantity(codes_at):
    activities = read([{"Omschrijving": "cacaobonen", "Herkomst": "CI", "Aantal": 5, "Eenh.": "kg", "Bedrag": 12}])
    assert activities.table[["amount", "unit"]].to_numpy().tolist() == [[5.0, "kg"]]
    assert codes_at(activities)["money_ignored"] == ["data!Bedrag"]


def test_money_without_a_currency_is_asked_for(write_xlsx, codes_at):
    activities = read(write_xlsx([["Omschrijving", "Herkomst", "Bedrag"], ["cacaobonen", "CI", 500]]))
    assert activities.table["unit"].isna().all()
    assert codes_at(activities)["currency_missing"] == ["Sheet1!C1"]
    signed = read(write_xlsx([["Omschrijving", "Herkomst", "Bedrag"], ["cacaobonen", "CI", "€ 500,00"]]))
    assert signed.table["unit"].tolist() == ["€"]
    assert "currency_missing" not in codes_at(signed)


def test_money_is_never_a_mass(write_xlsx, codes_at):
    rows = [
        ["Omschrijving", "Herkomst", "Eenh.", "Bedrag"],
        ["cacaobonen", "CI", "kg", 500],
        ["koffie", "BR", "EUR", 7],
    ]
    activities = read(write_xlsx(rows))
    assert activities.table["amount"].isna().tolist() == [True, False]
    assert codes_at(activities)["amount_unit_conflict"] == ["Sheet1!D2"]


def test_a_currency_in_the_header_stands_against_another_on_the_line(write_xlsx, codes_at):
    rows = [["Omschrijving", "Herkomst", "Bedrag (EUR)", "Valuta"], ["cacao", "CI", 500, "USD"], ["thee", "IN", 7, "€"]]
    activities = read(write_xlsx(rows))
    assert activities.table["amount"].isna().tolist() == [True, False]
    assert codes_at(activities)["amount_unit_conflict"] == ["Sheet1!C2"]


def test_a_mass_in_the_header_stands_against_another_on_the_line(write_xlsx, codes_at):
    rows = [["item", "origin", "Hoeveelheid (kg)", "Eenh."], ["cacao", "CI", 5, "t"], ["thee", "IN", 7, "Kg."]]
    activities = read(write_xlsx([*rows, ["koffie", "BR", 8, ""]]))
    assert activities.table["amount"].isna().tolist() == [True, False, False]
    assert activities.table["unit"].tolist() == ["t", "Kg.", "kg"]
    assert codes_at(activities)["amount_unit_conflict"] == ["Sheet1!C2"]


def test_thousands_of_no_unit_are_not_guessed(write_xlsx, codes_at):
    activities = read(write_xlsx([["item", "origin", "Menge (x 1000)", "ME"], ["cacao", "CI", 5, "kg"]]))
    assert activities.table["amount"].isna().all()
    assert codes_at(activities)["amount_unit_conflict"] == ["Sheet1!C2"]


def test_one_unit_written_in_two_ways_is_no_conflict(write_xlsx):
    activities = read(write_xlsx([["item", "origin", "amount", "unit"], ["cacao", "CI", "5,50 kilo", "KGM"]]))
    assert activities.table["amount"].tolist() == [5.5]
    assert activities.problems == ()
