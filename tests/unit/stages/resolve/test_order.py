"""Names with their words in another order, as lists of articles have them: the right product, or none."""

from __future__ import annotations

import itertools

import pytest

from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.items import match_item
from footprint.stages.resolve.order import Orders, stem
from footprint.stages.resolve.words import ARTICLES, PREPOSITIONS

#: Told to the user, as a near spelling is.
MOVED = {
    "coffee_roasted": "Koffie, gebrand; Kaffee geröstet; Coffee, roasted; Coffee beans roasted; café moulu torréfié",
    "pepper_ground": ("Peper zwart gemalen; poivre moulu noir; Pfeffer schwarz gemahlen; pepper black ground 1kg"),
    "pepper": "Pfeffer, weißer; Pfeffer weiß",
    "wheat_flour": "Mehl, Weizen; bloem tarwe 25kg",
    "tomatoes_peeled_ot_vinegar": "tomates concassées boîte 2,5kg",
    "sunflower_oil": "olie zonnebloem 10L; olie, zonnebloem; oil, sunflower",
    "oil_of_linseed": "olie lijnzaad",
    "palm_oil": "olie, palm",
    "starch_maize": "Stärke, Mais",
    "soy_meal": "meal, soybean",
    "soybeans": "beans, soya",
    "dark_chocolate": "chocolade, puur; noir chocolat 2,5kg",
    "white_chocolate": "Schokolade, weiß",
    "tea": "thee zwart; tea green; Tee, grün",
    "chick_peas_dry": "kikkererwten gedroogd",
    "corrugated_board": "karton golf",
    "beef": "vlees rund",
    "mineral_water": "water, mineraal",
    "leather_goods": "shoes, leather",
    "oat_drink": "drink, oat",
}
#: Words beside a name that change nothing in such goods.
IDLE = {
    "wheat_flour": "Weizenmehl Typ 550; Weizenmehl T550 25kg",
    "flour_of_rye": "Roggenmehl Typ 1150",
    "cocoa_powder": "Cacaopoeder 10/12; cacaopoeder alkalisch 22/24; Kakaopulver 10/12 alkalisiert",
    "sunflower_oil": "huile tournesol; Sonnenblumenöl raffiniert Kanister 10 l; sunflower oil refined",
    "palm_oil": "palmolie geraffineerd; huile palme raffinée; Palmöl RBD",
    "sugar": (
        "sucre blanc cristallisé 25 kg; sucre cristal blanc; kristalsuiker wit; Zucker Kristall weiß;"
        " sugar white granulated 25 kg"
    ),
    "cane_sugar": "rietsuiker bruin; sucre canne roux",
    "butter": "Butter, ungesalzen; boter ongezouten 25kg; beurre non salé",
    "apples": "Äpfel Jonagold rot",
    "potatoes": "Kartoffeln festkochend",
    "eggs": "oeufs frais calibre M; Eier Größe M Bodenhaltung",
    "lentils_dry": "Linsen rot",
    "cheese": "kaas gouda geraspt; Käse gerieben; gouda jong geraspt",
    "vinegar": "azijn wit 10 L; vinaigre alcool blanc; Essig, Branntwein",
    "ketchup": "ketchup bidon 5L",
}
UNMATCHED = (
    *("kersenhout", "hout, kersen", "hout olie", "walnut veneer", "wood, walnut", "Nutella 750g", "Red Bull", "Becel"),
    *("Milka", "Tomaten gehackt 2,5kg", "appels, peren", "boter, kaas", "kaas boter melk", "zaad kool", "zaad, kool"),
    *("zuur melk", "seeds cotton", "bags, potato", "potatoes bags", "koffie machine", "huur machine koffie"),
    *("koffie zonder cafeïne", "sugar free cookies", "saus tomaat voor pasta", "verpakking voor koffie"),
    *("transport, cacao", "cacao transport", "wijn rood azijn", "pizza kaas", "IT-dienstverlening", "reiniging tapijt"),
    *("juice orange", "betterave, de sucre", "noix de coques du Brésil", "chicken live"),
)


def _pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(text.strip(), product) for product, texts in table.items() for text in texts.split(";")]


@pytest.mark.parametrize(("text", "product"), _pairs(MOVED))
def test_words_in_another_order_are_taken_for_the_name_and_told(text: str, product: str, catalogue: Catalogue) -> None:
    match = match_item(text, "", catalogue)
    assert (catalogue.id_of[match.product], match.method, match.remark) == (product, "fuzzy", "item_fuzzy")
    assert 0 < match.score <= 100


@pytest.mark.parametrize(("text", "product"), _pairs(IDLE))
def test_words_that_change_nothing_do_not_matter(text: str, product: str, catalogue: Catalogue) -> None:
    match = match_item(text, "", catalogue)
    assert match.product >= 0
    assert (catalogue.id_of[match.product], match.remark) == (product, "")


@pytest.mark.parametrize("text", UNMATCHED)
def test_words_that_are_no_name_in_any_order_stay_unmatched(text: str, catalogue: Catalogue) -> None:
    match = match_item(text, "", catalogue)
    assert (match.product, match.remark) == (-1, "item_unmatched")


@pytest.mark.parametrize(
    ("text", "meant"),
    [("sugar, cane", {"cane_sugar", "sugar_cane"}), ("chocolate, milk", {"milk_chocolate", "milk_drinks"})],
)
def test_a_comma_that_may_turn_the_sense_is_asked_about(text: str, meant: set[str], catalogue: Catalogue) -> None:
    match = match_item(text, "", catalogue)
    assert (match.product, match.remark, set(match.candidates)) == (-1, "item_ambiguous", meant)


@pytest.mark.parametrize("text", ["tomaten, gewassen", "Papier, A4", "jus, orange", "Café, moulu"])
def test_a_comma_that_turns_nothing_asks_nothing(text: str, catalogue: Catalogue) -> None:
    assert match_item(text, "", catalogue).product >= 0


def _disguises(name: str) -> list[str]:
    """Return a name turned round, with its last word first, and with other endings."""
    words = name.split()
    endings = itertools.cycle(("e", "s", "n", ""))
    inflected = [word + ending if len(word) > 3 else word for word, ending in zip(words, endings, strict=False)]
    return [
        " ".join(words[::-1]),
        " ".join(words[-1:] + words[:-1]),
        " ".join(inflected),
        " ".join(inflected[::-1]),
    ]


def test_no_disguised_name_of_a_product_leads_to_another(catalogue: Catalogue) -> None:
    """A text that is a name itself is another question: *sugar cane* is *cane sugar* turned round."""
    orders, names = catalogue.orders, catalogue.names
    some = {name: at for name, (at, kind) in names.items() if kind == "name" and 2 <= len(name.split()) <= 5}
    cases = [(text, at) for name, at in some.items() for text in _disguises(name) if text not in names]
    found = [_by_order(text, orders) for text, _ in cases]
    wrong = [(text, catalogue.id_of[one]) for (text, at), one in zip(cases, found, strict=True) if one not in (-1, at)]
    assert wrong == []
    assert sum(one >= 0 for one in found) > 1000


def _by_order(text: str, orders: Orders) -> int:
    words = [word for word in text.split() if word not in ARTICLES]
    bound = not PREPOSITIONS.isdisjoint(text.split())
    ways = (orders.whole(words, bound=bound), orders.compound(words), orders.parts(words, bound=bound))
    return next((product for product in ways if product >= 0), -1)


@pytest.mark.parametrize(
    ("one", "other"), [("liver", "live"), ("linter", "lint"), ("poivre", "poire"), ("thé", "the s")]
)
def test_words_of_other_kinds_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)
