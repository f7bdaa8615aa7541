"""Words that a template offers to choose from, in the language of the user; the resolve stage understands them."""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]
"""Language -> words, in the order in which they are offered."""

PRACTICES: Words = {
    "en": ("conventional", "organic", "extensive"),
    "nl": ("gangbaar", "biologisch", "extensief"),
    "fr": ("conventionnel", "biologique", "extensif"),
    "de": ("konventionell", "biologisch", "extensiv"),
}

DESTINATIONS: Words = {
    "en": ("used in Belgium", "re-exported", "transit"),
    "nl": ("gebruikt in België", "wederuitvoer", "doorvoer"),
    "fr": ("utilisé en Belgique", "réexporté", "en transit"),
    "de": ("in Belgien verwendet", "reexportiert", "Durchfuhr"),
}

CHAINS: Words = {
    "en": ("identity preserved", "segregated", "mass balance", "book and claim"),
    "nl": ("identiteit behouden", "gescheiden", "massabalans", "book and claim"),
    "fr": ("identité préservée", "ségrégation", "bilan massique", "book and claim"),
    "de": ("identitätsgesichert", "getrennt", "Massenbilanz", "Book and Claim"),
}

MEASURES = ("kg", "t", "g", "100 kg", "lb", "l", "hl", "ml", "m3")
"""Units of mass, then of volume, written the same in the four languages."""

MONEY = ("EUR", "kEUR")
"""Units of money that come before those of other currencies."""

CERTIFICATIONS = (
    *("4C", "ASC", "ASI", "BePork", "Beter voor Iedereen", "Better Cotton", "Beyond Chocolate", "Bonsucro", "Bord Bia"),
    *("Copper Mark", "Donau Soja", "EU Organic", "Europe Soya", "Fairtrade", "FEFAC SSG", "FSC", "GLOBALG.A.P."),
    *("GOTS", "GPSNR", "IRMA", "ISCC EU", "ISCC PLUS", "MSC", "PEFC", "ProTerra", "Rainforest Alliance", "RSPO"),
    *("RTRS", "Vegaplan"),
)
"""Labels and standards for food, feed, fish, wood, fibres and metals, as they call themselves."""
