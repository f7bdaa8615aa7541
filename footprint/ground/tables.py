"""The columns of a purchase list, declared once: documentation, templates and reading derive from this.

A header is recognised when its folded text (:func:`footprint.ground.text.fold`) is the key, or one of the names below.
A name in `names` says what the column is. A name in `loose` may mean the column ("land" may be the land of the
supplier), so it counts only where no other column claims the key by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from footprint.ground.text import fold

Kind = Literal["text", "number", "year"]


@dataclass(frozen=True, slots=True)
class InputColumn:
    """One column a user may give.

    Parameters
    ----------
    key
        The name inside the library and in the documentation ("origin").
    kind
        "text", "number" or "year".
    required
        Whether a list without this column is refused; `item` and `hs_code` stand in for each other.
    description
        One sentence, for the documentation and the templates.
    example
        A value as a user may write it.
    titles
        The header in a template, by language (en, nl, fr, de).
    names, loose
        Headers that mean this column, and headers that may mean it.
    """

    key: str
    kind: Kind
    required: bool
    description: str
    example: str
    titles: dict[str, str]
    names: tuple[str, ...]
    loose: tuple[str, ...] = ()


def _titles(en: str, nl: str, fr: str, de: str) -> dict[str, str]:
    return {"en": en, "nl": nl, "fr": fr, "de": de}


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|"))


PURCHASES: tuple[InputColumn, ...] = (
    InputColumn(
        "item",
        "text",
        True,
        "What was bought, in English, Dutch, French or German.",
        "cocoa beans",
        _titles("Item", "Artikel", "Article", "Artikel"),
        _names(
            "item name|article|article name|product|product name|commodity|goods|good|raw material|ingredient|crop"
            "|artikel|artikelnaam|naam artikel|productnaam|naam product|goederen|goed|grondstof|ingrediënt|gewas"
            "|koopwaar"
            "|nom de l'article|produit|nom du produit|nom produit|marchandise|marchandises|denrée|matière première"
            "|ingrédient|culture|Artikelname|Produkt|Produktname|Ware|Waren|Rohstoff|Zutat|Erzeugnis"
        ),
        _names(
            "description|item description|product description|material|material description|goods description"
            "|omschrijving|artikelomschrijving|omschrijving artikel|productomschrijving|omschrijving product"
            "|beschrijving"
            "|benaming|goederenomschrijving|materiaal|libellé|libellé article|libellé produit|désignation"
            "|désignation article|désignation du produit|désignation des marchandises|description article|intitulé"
            "|matière|Bezeichnung|Artikelbezeichnung|Produktbezeichnung|Warenbezeichnung|Materialbezeichnung"
            "|Beschreibung|Artikelbeschreibung|Artikeltext"
        ),
    ),
    InputColumn(
        "hs_code",
        "text",
        False,
        "The customs code of the product: HS, CN or TARIC, 2 to 10 digits; the product is taken from it first.",
        "18010000",
        _titles("HS code", "GN-code", "Code NC", "KN-Code"),
        _names(
            "hs|hscode|hs nr|hs number|hs no|hs6|hs 6|hs code 6|cn|cn code|cn8|cn 8|cncode|commodity code|customs code"
            "|customs tariff number|tariff code|tariff number|tariff heading|taric|taric code|goods code"
            "|harmonised code"
            "|harmonized code|harmonised system code|gn|gn code|gncode|gn8|gn nummer|goederencode|douanecode"
            "|douanetarief|tariefcode|tariefpost|statistieknummer|intrastatcode|intrastat code|code nc|code nc8|nc8"
            "|code sh|code hs|code taric|code douanier|code marchandise|nomenclature combinée|numéro tarifaire"
            "|position tarifaire|code intrastat|kn code|kn|kncode|kn nummer|hs nummer|warennummer|zolltarifnummer"
            "|zollcode"
            "|warentarifnummer|taric nummer|tarifnummer|statistische warennummer"
        ),
    ),
    InputColumn(
        "origin",
        "text",
        False,
        "The country of production: a name in one of the four languages or an ISO 3166-1 code; empty is unknown.",
        "Ivory Coast",
        _titles("Origin", "Oorsprong", "Origine", "Ursprung"),
        _names(
            "country of origin|origin country|country origin|coo|country of production|production country"
            "|producing country|country of harvest|made in|sourcing country|source country|provenance"
            "|land van oorsprong|oorsprongsland|oorsprong land|land van herkomst|herkomst|herkomstland|productieland"
            "|land van productie|teeltland|land van teelt|pays d'origine|pays origine|pays de production"
            "|pays producteur|pays de provenance|pays de culture|Ursprungsland|Land des Ursprungs|Herkunft"
            "|Herkunftsland|Produktionsland|Erzeugerland|Anbauland|Erzeugungsland"
        ),
        _names("country|land|pays|landcode|country code|code pays|Ländercode"),
    ),
    InputColumn(
        "amount",
        "number",
        True,
        "How much was bought, in the unit beside it.",
        "1741.14",
        _titles("Amount", "Hoeveelheid", "Quantité", "Menge"),
        _names(
            "quantity|qty|quantities|weight|net weight|net mass|gross weight|mass|volume|tonnage|number|count"
            "|hoeveelheden|aantal|gewicht|nettogewicht|netto gewicht|brutogewicht|bruto gewicht|massa|nettomassa"
            "|netto massa|aankoophoeveelheid|quantités|qte|qté|poids|poids net|poids brut|masse|masse nette|nombre"
            "|quantité achetée|Mengen|Anzahl|Nettomenge|Netto gewicht|Eigenmasse|Stückzahl|Einkaufsmenge|Mengenangabe"
        ),
        _names(
            "value|spend|spending|cost|costs|total|invoice value|invoiced amount|purchase value|turnover|bedrag"
            "|totaalbedrag|waarde|aankoopwaarde|aankoopbedrag|factuurbedrag|kostprijs|uitgaven|omzet|montant|valeur"
            "|montant total|valeur d'achat|coût|dépense|dépenses|chiffre d'affaires|Betrag|Wert|Einkaufswert"
            "|Gesamtbetrag|Kosten|Ausgaben|Umsatz|Rechnungsbetrag|totaal"
        ),
    ),
    InputColumn(
        "unit",
        "text",
        False,
        "The unit of the amount: of mass (kg, t, lb), of volume (l, m3) or of money (EUR, USD).",
        "kg",
        _titles("Unit", "Eenheid", "Unité", "Einheit"),
        _names(
            "units|uom|u o m|unit of measure|unit of measurement|measure unit|amount unit|quantity unit|meeteenheid"
            "|maateenheid|eenheden|eenheid hoeveelheid|gewichtseenheid|unité de mesure|unités|unité quantité|ude|udm"
            "|Mengeneinheit|Maßeinheit|Masseinheit|Einheiten|Gewichtseinheit|meh|me"
        ),
        _names("currency|munt|munteenheid|valuta|devise|monnaie|Währung"),
    ),
    InputColumn(
        "supplier",
        "text",
        False,
        "From whom it was bought.",
        "Example Trading NV",
        _titles("Supplier", "Leverancier", "Fournisseur", "Lieferant"),
        _names(
            "supplier name|name supplier|vendor|vendor name|seller|leveranciersnaam|naam leverancier|leveranciers"
            "|verkoper|nom du fournisseur|nom fournisseur|vendeur|Lieferantenname|Name Lieferant|Lieferfirma|Verkäufer"
            "|Kreditor"
        ),
    ),
    InputColumn(
        "year",
        "year",
        False,
        "The year of purchase, or its date; prices and exchange rates are of this year.",
        "2023",
        _titles("Year", "Jaar", "Année", "Jahr"),
        _names(
            "purchase year|year of purchase|financial year|fiscal year|reporting year|fy|boekjaar|aankoopjaar"
            "|rapporteringsjaar|jaartal|année d'achat|exercice|exercice comptable|an|Geschäftsjahr|Einkaufsjahr"
            "|Berichtsjahr|Kalenderjahr"
        ),
        _names(
            "date|purchase date|invoice date|delivery date|period|datum|factuurdatum|aankoopdatum|leverdatum|periode"
            "|date de facture|date facture|date d'achat|date de livraison|période|Rechnungsdatum|Lieferdatum"
            "|Einkaufsdatum"
        ),
    ),
    InputColumn(
        "practice",
        "text",
        False,
        "How it was farmed: conventional, organic or extensive.",
        "organic",
        _titles("Practice", "Teeltwijze", "Mode de production", "Anbauweise"),
        _names(
            "farming practice|farming|production method|farming system|cultivation|productiewijze|productiemethode"
            "|landbouwpraktijk|landbouwmethode|praktijk|pratique|pratique agricole|méthode de production"
            "|mode de culture|Produktionsweise|Bewirtschaftung|Anbaumethode|Wirtschaftsweise|Anbau"
        ),
    ),
    InputColumn(
        "certification",
        "text",
        False,
        "The label or standard the purchase carries.",
        "RSPO",
        _titles("Certification", "Certificering", "Certification", "Zertifizierung"),
        _names(
            "certificate|certificates|certifications|certified|label|labels|standard|scheme|certificaat|certificaten"
            "|keurmerk|keurmerken|certificat|certificats|norme|Zertifikat|Zertifikate|Siegel|Gütesiegel"
        ),
    ),
    InputColumn(
        "chain_of_custody",
        "text",
        False,
        "How the label travels with the goods: identity preserved, segregated, mass balance, book and claim.",
        "mass balance",
        _titles("Chain of custody", "Handelsketen", "Chaîne de contrôle", "Produktkette"),
        _names(
            "coc|coc model|custody model|chain of custody model|supply chain model|traceability model|bewakingsketen"
            "|ketenmodel|ketenbewaking|traceerbaarheidsmodel|chaîne de traçabilité|modèle de traçabilité"
            "|modèle de chaîne d'approvisionnement|Lieferkettenmodell|Rückverfolgbarkeit|Rückverfolgbarkeitsmodell"
        ),
    ),
    InputColumn(
        "destination",
        "text",
        False,
        "Where the goods go: used_in_belgium, re_exported or transit.",
        "used_in_belgium",
        _titles("Destination", "Bestemming", "Destination", "Bestimmung"),
        _names(
            "final destination|eindbestemming|gebruik|destination finale|utilisation|Verwendung|Verbleib|Bestimmungsort"
        ),
    ),
    InputColumn(
        "comment",
        "text",
        False,
        "Anything else; it is carried along and not read.",
        "second harvest",
        _titles("Comment", "Opmerking", "Commentaire", "Bemerkung"),
        _names(
            "comments|remark|remarks|note|notes|opmerkingen|nota|notitie|toelichting|commentaires|remarque|remarques"
            "|Bemerkungen|Kommentar|Anmerkung|Anmerkungen|Notiz|Hinweis"
        ),
    ),
)

TEXT_KEYS: tuple[str, ...] = tuple(column.key for column in PURCHASES if column.kind == "text")


@cache
def headers() -> dict[str, tuple[str, bool]]:
    """Return every header that is understood, folded, with the key it means and whether it only may mean it.

    >>> headers()["land van oorsprong"], headers()["land"]
    (('origin', False), ('origin', True))
    """
    return dict(_declared_headers())


def _declared_headers() -> Iterator[tuple[str, tuple[str, bool]]]:
    for column in PURCHASES:
        for name in column.loose:
            yield fold(name), (column.key, True)
    for column in PURCHASES:
        for name in (column.key, *column.titles.values(), *column.names):
            yield fold(name), (column.key, False)
