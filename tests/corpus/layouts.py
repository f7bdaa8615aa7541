"""How exports of real systems are laid out: their headers, in the order and the words they come in."""

from __future__ import annotations

from dataclasses import dataclass

#: Product -> its code, the countries it grows in, and its names.
PRODUCTS: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    "cocoa_beans": (
        "18010000",
        ("CIV", "GHA", "ECU"),
        {"en": "Cocoa beans", "nl": "Cacaobonen", "fr": "Fèves de cacao", "de": "Kakaobohnen"},
    ),
    "coffee_green": (
        "09011100",
        ("BRA", "COL", "VNM"),
        {"en": "Green coffee", "nl": "Groene koffie", "fr": "Café vert", "de": "Rohkaffee"},
    ),
    "bananas": (
        "08039010",
        ("ECU", "COL", "CIV"),
        {"en": "Bananas", "nl": "Bananen", "fr": "Bananes", "de": "Bananen"},
    ),
    "wheat": ("10019900", ("FRA", "DEU", "BEL"), {"en": "Wheat", "nl": "Tarwe", "fr": "Blé", "de": "Weizen"}),
    "soybeans": (
        "12019000",
        ("BRA", "USA", "IND"),
        {"en": "Soybeans", "nl": "Sojabonen", "fr": "Fèves de soja", "de": "Sojabohnen"},
    ),
    "tomatoes": (
        "07020000",
        ("ESP", "MAR", "NLD"),
        {"en": "Tomatoes", "nl": "Tomaten", "fr": "Tomates", "de": "Tomaten"},
    ),
    "potatoes": (
        "07019090",
        ("BEL", "FRA", "DEU"),
        {"en": "Potatoes", "nl": "Aardappelen", "fr": "Pommes de terre", "de": "Kartoffeln"},
    ),
    "oranges": (
        "08051022",
        ("ESP", "MAR", "BRA"),
        {"en": "Oranges", "nl": "Sinaasappelen", "fr": "Oranges", "de": "Orangen"},
    ),
    "apples": ("08081080", ("BEL", "FRA", "DEU"), {"en": "Apples", "nl": "Appelen", "fr": "Pommes", "de": "Äpfel"}),
}

#: Country -> its names and its alpha-2 code.
COUNTRIES: dict[str, dict[str, str]] = {
    "CIV": {"en": "Ivory Coast", "nl": "Ivoorkust", "fr": "Côte d'Ivoire", "de": "Elfenbeinküste", "iso": "CI"},
    "GHA": {"en": "Ghana", "nl": "Ghana", "fr": "Ghana", "de": "Ghana", "iso": "GH"},
    "ECU": {"en": "Ecuador", "nl": "Ecuador", "fr": "Équateur", "de": "Ecuador", "iso": "EC"},
    "BRA": {"en": "Brazil", "nl": "Brazilië", "fr": "Brésil", "de": "Brasilien", "iso": "BR"},
    "COL": {"en": "Colombia", "nl": "Colombia", "fr": "Colombie", "de": "Kolumbien", "iso": "CO"},
    "VNM": {"en": "Vietnam", "nl": "Vietnam", "fr": "Viêt Nam", "de": "Vietnam", "iso": "VN"},
    "FRA": {"en": "France", "nl": "Frankrijk", "fr": "France", "de": "Frankreich", "iso": "FR"},
    "DEU": {"en": "Germany", "nl": "Duitsland", "fr": "Allemagne", "de": "Deutschland", "iso": "DE"},
    "BEL": {"en": "Belgium", "nl": "België", "fr": "Belgique", "de": "Belgien", "iso": "BE"},
    "USA": {"en": "United States", "nl": "Verenigde Staten", "fr": "États-Unis", "de": "USA", "iso": "US"},
    "IND": {"en": "India", "nl": "India", "fr": "Inde", "de": "Indien", "iso": "IN"},
    "ESP": {"en": "Spain", "nl": "Spanje", "fr": "Espagne", "de": "Spanien", "iso": "ES"},
    "MAR": {"en": "Morocco", "nl": "Marokko", "fr": "Maroc", "de": "Marokko", "iso": "MA"},
    "NLD": {"en": "Netherlands", "nl": "Nederland", "fr": "Pays-Bas", "de": "Niederlande", "iso": "NL"},
}


@dataclass(frozen=True)
class Layout:
    """One way to lay out a list.

    Parameters
    ----------
    columns
        (role, header) from left to right; roles are the keys of a purchase list, or what stands beside them.
    unit
        The unit of all lines, where the header of the amount says it.
    money
        Whether the amount is money, of which currency the lines tell or the header.
    remarks
        Codes of warnings that the headers themselves deserve.
    """

    name: str
    language: str
    columns: tuple[tuple[str, str], ...]
    unit: str = ""
    money: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role for role, _ in self.columns)


def _columns(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.split("=", 1) for part in text.split("|"))
    return tuple((role.strip(), header.strip()) for role, header in pairs)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "SAP",
        "de",
        _columns(
            "ref=Einkaufsbeleg|number=Material|item=Materialkurztext|hs_code=Statistische Warennummer"
            "|origin=Ursprungsland|amount=Bestellmenge|unit=BME|price=Nettopreis|value=Nettowert|currency=Währung"
            "|supplier=Lieferant|year=Belegdatum"
        ),
    ),
    Layout(
        "SAP",
        "en",
        _columns(
            "ref=Purchasing Document|number=Item|item=Short Text|origin=Country of origin|amount=Order Quantity"
            "|unit=Order Unit|value=Net Order Value|currency=Currency|supplier=Vendor|year=Document Date"
        ),
    ),
    Layout(
        "Business Central",
        "nl",
        _columns(
            "number=Nr.|item=Omschrijving|supplier=Leveranciersnaam|amount=Aantal|unit=Eenheidscode"
            "|origin=Land van oorsprong|value=Regelbedrag|year=Boekingsdatum"
        ),
    ),
    Layout(
        "Business Central",
        "de",
        _columns(
            "number=Nr.|item=Beschreibung|amount=Menge|unit=Einheitencode|origin=Ursprungsland Code|price=EK-Preis"
            "|value=Zeilenbetrag|year=Buchungsdatum|supplier=Kreditorname"
        ),
    ),
    Layout(
        "Exact",
        "nl",
        _columns(
            "number=Artikel|item=Omschrijving|hs_code=GN-code|amount=Hoev.|unit=Eenh.|origin=Land v. oorsprong"
            "|price=Prijs|value=Bedrag|supplier=Leverancier|year=Datum"
        ),
    ),
    Layout(
        "AFAS",
        "nl",
        _columns(
            "number=Itemcode|item=Omschrijving artikel|amount=Netto gewicht (kg)|origin=Herkomst land"
            "|supplier=Crediteur|year=Boekdatum|value=Bedrag excl. BTW"
        ),
        unit="kg",
    ),
    Layout(
        "Odoo",
        "en",
        _columns(
            "ref=Order Reference|supplier=Vendor|item=Product|amount=Quantity|unit=Unit of Measure|price=Unit Price"
            "|value=Subtotal|origin=Origin country|year=Order Date"
        ),
    ),
    Layout(
        "Odoo",
        "fr",
        _columns(
            "ref=Référence|supplier=Fournisseur|item=Article|amount=Quantité|unit=Unité de mesure"
            "|price=Prix unitaire|value=Total HT|origin=Pays d'origine|year=Date de commande"
        ),
    ),
    Layout(
        "Sage",
        "fr",
        _columns(
            "number=Réf. article|item=Désignation|amount=Qté|unit=UdM|hs_code=Nomenclature NC8|origin=Pays d'origine"
            "|price=P.U. HT|value=Montant HT|supplier=Fournisseur|year=Date pièce"
        ),
    ),
    Layout(
        "Sage",
        "de",
        _columns(
            "number=Artikelnr.|item=Bezeichnung 1|amount=Menge|unit=ME|origin=Ursprungsland|price=Einzelpreis"
            "|value=Gesamtpreis|supplier=Lieferant|year=Belegdatum"
        ),
    ),
    Layout(
        "Cegid",
        "fr",
        _columns(
            "number=Code article|item=Libellé article|pieces=Qté livrée|of_pieces=Unité|origin=Origine"
            "|amount=Poids net (kg)|supplier=Fournisseur|year=Date livraison"
        ),
        unit="kg",
        remarks=("header_duplicated",),
    ),
    *(
        Layout(
            "by hand",
            language,
            _columns(
                "|".join(f"{role}={header}" for role, header in zip(roles.split(), headers.split("|"), strict=True))
            ),
        )
        for roles in ("item hs_code origin amount unit supplier year",)
        for language, headers in (
            ("en", "Item|HS code|Origin|Amount|Unit|Supplier|Year"),
            ("nl", "Artikel|GN-code|Oorsprong|Hoeveelheid|Eenheid|Leverancier|Jaar"),
            ("fr", "Article|Code NC|Origine|Quantité|Unité|Fournisseur|Année"),
            ("de", "Artikel|KN-Code|Ursprung|Menge|Einheit|Lieferant|Jahr"),
        )
    ),
    Layout(
        "weights in the header",
        "de",
        _columns("item=Warenbezeichnung|origin=Herkunftsland|amount=Gesamtmenge [t]|supplier=Lieferant|year=Jahr"),
        unit="t",
    ),
    Layout(
        "spend",
        "nl",
        _columns(
            "item=Omschrijving|origin=Land van oorsprong|amount=Bedrag (EUR)|year=Factuurdatum|supplier=Leverancier"
        ),
        unit="EUR",
        money=True,
    ),
    Layout(
        "spend",
        "de",
        _columns("item=Materialtext|origin=Ursprungsland|amount=Nettowert|unit=Währung|year=Belegdatum"),
        money=True,
    ),
    Layout(
        "spend",
        "en",
        _columns("item=Item Description|origin=Country of Origin|amount=Net amount|unit=Currency|year=Invoice date"),
        money=True,
    ),
    Layout(
        "spend in thousands",
        "fr",
        _columns("item=Désignation|origin=Pays d'origine|amount=Montant HT (k€)|year=Année"),
        unit="k€",
        money=True,
    ),
)
