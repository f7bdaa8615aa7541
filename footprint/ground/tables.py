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

from footprint.ground.language import Name, mark
from footprint.ground.text import fold

Kind = Literal["text", "number", "year"]

TEMPLATE_MARK = "footprint_template"
"""The first cell of every sheet of a template begins with this: so reading knows its own sheets of help."""


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
        One sentence, for the documentation and the templates; said in a language by `Language.say`.
    examples
        A value as a user may write it, by language.
    titles
        The header in a template, by language (en, nl, fr, de).
    names, loose
        Headers that mean this column, and headers that may mean it.
    """

    key: str
    kind: Kind
    required: bool
    description: str
    examples: dict[str, str]
    titles: dict[str, str]
    names: tuple[str, ...]
    loose: tuple[str, ...] = ()


def _four(en: str, nl: str, fr: str, de: str) -> dict[str, str]:
    return {"en": en, "nl": nl, "fr": fr, "de": de}


def _all(text: str) -> dict[str, str]:
    return _four(text, text, text, text)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split("|"))


#: Headers that mean an amount of money; they claim the amount only where no quantity is given.
MONEY_NAMES = _names(
    "value|spend|spending|cost|costs|total|invoice value|invoiced amount|purchase value|turnover|bedrag"
    "|totaalbedrag|waarde|aankoopwaarde|aankoopbedrag|factuurbedrag|kostprijs|uitgaven|omzet|montant"
    "|valeur|montant total|valeur d'achat|coût|dépense|dépenses|chiffre d'affaires|Betrag|Wert"
    "|Einkaufswert|Gesamtbetrag|Kosten|Ausgaben|Umsatz|Rechnungsbetrag|totaal|net amount|net value"
    "|line amount|line total|line value|total amount|total price|total cost|total costs|total value"
    "|total net|extended amount|extended price|amount excl vat|amount excluding vat|amount incl vat"
    "|amount including vat|amount ex vat|line amount excl vat|subtotal|untaxed amount|purchase amount"
    "|purchase cost|invoice amount|goods value|value of goods|customs value|statistical value|order value"
    "|net order value|gross amount|gross value|order amount|amount lcy|total spend|annual spend"
    "|spend amount|cost amount|net invoice value|prijs totaal|totaalprijs|totale prijs|totaal prijs"
    "|nettobedrag|netto bedrag|brutobedrag|bruto bedrag|regelbedrag|regeltotaal|bedrag excl|bedrag incl"
    "|bedrag excl btw|bedrag ex btw|bedrag exclusief btw|bedrag incl btw|inkoopbedrag|inkoopwaarde"
    "|totaal bedrag|totaal excl btw|totaal excl|totale waarde|totale kost|kost|netto waarde|nettowaarde"
    "|factuurwaarde|orderbedrag|bestelbedrag|bestelwaarde|montant ht|montant ttc|montant net|montant brut"
    "|montant net ht|total ht|total ttc|montant total ht|montant ligne|total ligne|prix total"
    "|prix total ht|valeur totale|valeur nette|valeur marchandise|valeur facture|montant facturé"
    "|montant achat|montant d'achat|coût total|achat ht|achats ht|mt ht|mnt ht|Nettowert|Bruttowert"
    "|Nettobetrag|Bruttobetrag|Bestellwert|Nettobestellwert|Warenwert|Gesamtwert|Gesamtpreis"
    "|Positionswert|Rechnungswert|Betrag netto|Betrag Hauswährung|Betrag in Hauswährung|Betrag HW"
    "|Einkaufsbetrag|Einkaufsvolumen|Beschaffungswert|Zeilenbetrag|Einstandswert|Wert netto|Gesamtkosten"
    "|Summe|Nettosumme|Statistischer Wert"
)
#: Headers of the currency of an amount of money.
CURRENCY_NAMES = _names(
    "currency|munt|munteenheid|valuta|devise|monnaie|Währung|currency code|curr|crcy|ccy"
    "|transaction currency|document currency|invoice currency|currency key|valutacode|muntcode"
    "|code devise|monnaie facture|devise facture|Währg|Währungscode|Währungsschlüssel|Whg|Belegwährung"
    "|WKZ"
)

PURCHASES: tuple[InputColumn, ...] = (
    InputColumn(
        "item",
        "text",
        True,
        mark("What was bought, in English, Dutch, French or German."),
        _four("cocoa beans", "cacaobonen", "fèves de cacao", "Kakaobohnen"),
        _four("Item", "Artikel", "Article", "Artikel"),
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
            "|item desc|item descr|item text|product desc|product title|material text|short text|long text"
            "|part description|description of goods|line description|description 1|Materialkurztext|Materialtext"
            "|Kurztext|Artikelkurztext|Bestelltext|Bezeichnung 1|Artikelbez|Artikel Bez|Produktbez|Warenbez"
            "|Materialbez|Positionstext|Bestellpositionstext|Langtext|Beschreibung 1|art omschr|art omschrijving"
            "|artikelomschr|artikel omschr|artikel omschrijving|omschr|omschrijving 1|itemomschrijving"
            "|item omschrijving|korte omschrijving|omschrijving goederen|productomschr|artikelbenaming"
            "|materiaalomschrijving|regelomschrijving|artikeltekst|désignation produit|désignation marchandise"
            "|désignation de l'article|libellé de l'article|libellé du produit|description produit"
            "|description de l'article|description du produit|texte article|désignation 1|libellé 1|désign"
            "|libellé marchandise"
        ),
    ),
    InputColumn(
        "hs_code",
        "text",
        False,
        mark("The customs code of the product: HS, CN or TARIC, 2 to 10 digits; the product is taken from it first."),
        _all("18010000"),
        _four("HS code", "GN-code", "Code NC", "KN-Code"),
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
            "|tariff no|commodity no|customs tariff|customs tariff no|hts|hts code|hs tariff number"
            "|statistical number|intrastat commodity code|stat warennr|stat warennummer|warennr|zolltarifnr"
            "|zolltarif nr|zolltarif|stat nr|statistiek nr|statistieknr|goederennr|goederennummer|intrastat nr"
            "|intrastatnummer|nomenclature|nomenclature douanière|code nomenclature|code nomenclature douanière"
            "|code tarifaire|tarif douanier|nomenclature nc8|code douane|code sh6|sh6|commodity code cn8"
            "|n nomenclature"
        ),
    ),
    InputColumn(
        "origin",
        "text",
        False,
        mark("The country of production: a name in one of the four languages or an ISO 3166-1 code; empty is unknown."),
        _four("Ivory Coast", "Ivoorkust", "Côte d'Ivoire", "Elfenbeinküste"),
        _four("Origin", "Oorsprong", "Origine", "Ursprung"),
        _names(
            "country of origin|origin country|country origin|coo|country of production|production country"
            "|producing country|country of harvest|made in|sourcing country|source country|provenance"
            "|land van oorsprong|oorsprongsland|oorsprong land|land van herkomst|herkomst|herkomstland|productieland"
            "|land van productie|teeltland|land van teelt|pays d'origine|pays origine|pays de production"
            "|pays producteur|pays de provenance|pays de culture|Ursprungsland|Land des Ursprungs|Herkunft"
            "|Herkunftsland|Produktionsland|Erzeugerland|Anbauland|Erzeugungsland"
            "|origin ctry|ctry of origin|country orig|orig country|country region of origin code"
            "|country region of origin|country of origin code|origin code|origin of goods|land oorsprong"
            "|land v oorsprong|land vd oorsprong|oorspr land|oorsprongland|landcode oorsprong|oorsprong landcode"
            "|code land van oorsprong|oorsprong goederen|herkomst land|land herkomst|pays orig|pays d'orig"
            "|origine pays|code pays d'origine|code pays origine|origine du produit|origine marchandise"
            "|origine marchandises|Ursprungsld|Urspr land|Ursprungslandcode|Ursprungsland Code"
            "|Ländercode Ursprung|Land Ursprung|Warenursprung|Ursprung Land|Urspr|Herkunft Land"
        ),
        _names("country|land|pays|landcode|country code|code pays|Ländercode"),
    ),
    InputColumn(
        "amount",
        "number",
        True,
        mark("How much was bought, in the unit beside it."),
        _four("1741.14", "1741,14", "1741,14", "1741,14"),
        _four("Amount", "Hoeveelheid", "Quantité", "Menge"),
        _names(
            "quantity|qty|quantities|weight|net weight|net mass|gross weight|mass|volume|tonnage|number|count"
            "|hoeveelheden|aantal|gewicht|nettogewicht|netto gewicht|brutogewicht|bruto gewicht|massa|nettomassa"
            "|netto massa|aankoophoeveelheid|quantités|qte|qté|poids|poids net|poids brut|masse|masse nette|nombre"
            "|quantité achetée|Mengen|Anzahl|Nettomenge|Netto gewicht|Eigenmasse|Stückzahl|Einkaufsmenge|Mengenangabe"
            "|order quantity|ordered quantity|quantity ordered|qty ordered|order qty|po quantity"
            "|received quantity|quantity received|qty received|delivered quantity|quantity delivered"
            "|delivered qty|invoiced quantity|quantity invoiced|qty invoiced|purchase quantity|purchased quantity"
            "|quantity purchased|billed quantity|total quantity|total qty|total weight|total net weight|net wt"
            "|gross wt|qnty|hoev|hoeveelh|aant|bestelhoeveelheid|besteld aantal|aantal besteld|ontvangen aantal"
            "|aantal ontvangen|ontvangen hoeveelheid|geleverde hoeveelheid|geleverd aantal|aantal geleverd"
            "|gefactureerde hoeveelheid|gefactureerd aantal|inkoophoeveelheid|ingekochte hoeveelheid"
            "|totaal gewicht|totaalgewicht|totale hoeveelheid|netto gew|bruto gew|gew|nettogew|quantité commandée"
            "|qté commandée|quantité livrée|qté livrée|quantité facturée|qté facturée|quantité reçue|qté reçue"
            "|qtés|quantité totale|qté totale|poids total|poids net total|Bestellmenge|Liefermenge"
            "|gelieferte Menge|Wareneingangsmenge|WE Menge|Rechnungsmenge|fakturierte Menge|berechnete Menge"
            "|Gesamtmenge|Bezugsmenge|Bruttogewicht|Gesamtgewicht|Menge in BME|Menge in ME|Menge BME|Mge"
        ),
        MONEY_NAMES,
    ),
    InputColumn(
        "unit",
        "text",
        False,
        mark("The unit of the amount: of mass (kg, t, lb), of volume (l, m3) or of money (EUR, USD)."),
        _all("kg"),
        _four("Unit", "Eenheid", "Unité", "Einheit"),
        _names(
            "units|uom|u o m|unit of measure|unit of measurement|measure unit|amount unit|quantity unit|meeteenheid"
            "|maateenheid|eenheden|eenheid hoeveelheid|gewichtseenheid|unité de mesure|unités|unité quantité|ude|udm"
            "|Mengeneinheit|Maßeinheit|Masseinheit|Einheiten|Gewichtseinheit|meh|me"
            "|unit of measure code|uom code|purchase unit|purchase uom|order unit|base unit|base unit of measure"
            "|unit code|qty unit|quantity uom|weight unit|unit of quantity|po unit|um|u m|eenh|ehd|eenheidscode"
            "|eenheid code|code eenheid|inkoopeenheid|besteleenheid|basiseenheid|hoeveelheidseenheid"
            "|unité d'achat|unité achat|unité de commande|unité de base|unité de quantité|code unité"
            "|unité de facturation|u achat|BME|Bestellmengeneinheit|Basismengeneinheit|Basiseinheit|Mengeneinh"
            "|Einh|Bestelleinheit|Einheitencode|Gewichtseinh"
        ),
        CURRENCY_NAMES,
    ),
    InputColumn(
        "supplier",
        "text",
        False,
        mark("From whom it was bought."),
        _four("Example Trading NV", "Voorbeeldhandel NV", "Négoce Exemple SA", "Beispielhandel GmbH"),
        _four("Supplier", "Leverancier", "Fournisseur", "Lieferant"),
        _names(
            "supplier name|name supplier|vendor|vendor name|seller|leveranciersnaam|naam leverancier|leveranciers"
            "|verkoper|nom du fournisseur|nom fournisseur|vendeur|Lieferantenname|Name Lieferant|Lieferfirma|Verkäufer"
            "|Kreditor"
            "|supplier description|vendor account name|creditor|creditor name|crediteur|crediteurnaam"
            "|naam crediteur|relatienaam|leverancier naam|buy from vendor name|lev naam|purchased from"
            "|Lieferant Name|Lieferantenbezeichnung|Name des Lieferanten|Kreditorname|Kreditorenname"
            "|Lieferant Lieferwerk|Geschäftspartner|business partner|raison sociale|raison sociale fournisseur"
            "|tiers|nom tiers|fourn|intitulé fournisseur|fournisseur nom"
        ),
    ),
    InputColumn(
        "year",
        "year",
        False,
        mark("The year of purchase, or its date; prices and exchange rates are of this year."),
        _all("2023"),
        _four("Year", "Jaar", "Année", "Jahr"),
        _names(
            "purchase year|year of purchase|financial year|fiscal year|reporting year|fy|boekjaar|aankoopjaar"
            "|rapporteringsjaar|jaartal|année d'achat|exercice|exercice comptable|an|Geschäftsjahr|Einkaufsjahr"
            "|Berichtsjahr|Kalenderjahr"
        ),
        _names(
            "date|purchase date|invoice date|delivery date|period|datum|factuurdatum|aankoopdatum|leverdatum|periode"
            "|date de facture|date facture|date d'achat|date de livraison|période|Rechnungsdatum|Lieferdatum"
            "|Einkaufsdatum"
            "|posting date|document date|order date|po date|receipt date|doc date|booking date|accounting date"
            "|boekdatum|boekingsdatum|besteldatum|orderdatum|documentdatum|ontvangstdatum|leveringsdatum"
            "|inkoopdatum|date commande|date de commande|date de réception|date réception|date comptable"
            "|date pièce|date de pièce|date livraison|date document|Belegdatum|Buchungsdatum|Bestelldatum"
            "|Auftragsdatum|Eingangsdatum|Wareneingangsdatum|Erfassungsdatum"
        ),
    ),
    InputColumn(
        "practice",
        "text",
        False,
        mark("How it was farmed: conventional, organic or extensive."),
        _four("organic", "biologisch", "biologique", "biologisch"),
        _four("Practice", "Teeltwijze", "Mode de production", "Anbauweise"),
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
        mark("The label or standard the purchase carries."),
        _all("Rainforest Alliance"),
        _four("Certification", "Certificering", "Certification", "Zertifizierung"),
        _names(
            "certificate|certificates|certifications|certified|label|labels|standard|scheme|certificaat|certificaten"
            "|keurmerk|keurmerken|certificat|certificats|norme|Zertifikat|Zertifikate|Siegel|Gütesiegel"
        ),
    ),
    InputColumn(
        "chain_of_custody",
        "text",
        False,
        mark("How the label travels with the goods: identity preserved, segregated, mass balance, book and claim."),
        _four("mass balance", "massabalans", "bilan massique", "Massenbilanz"),
        _four("Chain of custody", "Handelsketen", "Chaîne de contrôle", "Produktkette"),
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
        mark("Where the goods go: used in Belgium, re-exported or in transit."),
        _four("used in Belgium", "gebruikt in België", "utilisé en Belgique", "in Belgien verwendet"),
        _four("Destination", "Bestemming", "Destination", "Bestimmung"),
        _names(
            "final destination|eindbestemming|gebruik|destination finale|utilisation|Verwendung|Verbleib|Bestimmungsort"
        ),
    ),
    InputColumn(
        "comment",
        "text",
        False,
        mark("Anything else; it is carried along and not read."),
        _four("second harvest", "tweede oogst", "deuxième récolte", "zweite Ernte"),
        _four("Comment", "Opmerking", "Commentaire", "Bemerkung"),
        _names(
            "comments|remark|remarks|note|notes|opmerkingen|nota|notitie|toelichting|commentaires|remarque|remarques"
            "|Bemerkungen|Kommentar|Anmerkung|Anmerkungen|Notiz|Hinweis"
        ),
    ),
)

TEXT_KEYS: tuple[str, ...] = tuple(column.key for column in PURCHASES if column.kind == "text")


def column_name(key: str) -> Name:
    """Return what a column is called in a sentence: its key in English, the title of its column in the others.

    >>> str(column_name("origin")), column_name("origin").by_language["nl"]
    ('origin', 'Oorsprong')
    """
    return _column_names()[key]


@cache
def _column_names() -> dict[str, Name]:
    return {column.key: Name({**column.titles, "en": column.key}) for column in PURCHASES}


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
