"""Texts and codes as buyers write them: the right product, or none. A wrong match is worse than none."""

from __future__ import annotations

import pytest

from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.items import CANDIDATES, METHODS, Match, match_item, match_items


def matched(text: str, code: str, catalogue: Catalogue) -> tuple[str, Match]:
    match = match_item(text, code, catalogue)
    return (str(catalogue.ids[match.product]) if match.product >= 0 else ""), match


RAW = [
    ("cacaobonen", "cocoa_beans"),
    ("Fèves de cacao", "cocoa_beans"),
    ("lin oléagineux", "linseed"),
    ("peren", "pears"),
    ("peper", "pepper"),
    ("poire", "pears"),
    ("poivre", "pepper"),
    ("poivron", "chillies_and_peppers_green_capsicum_spp_and_pimenta_spp"),
    ("mais", "maize"),
    ("maïs doux", "green_corn_maize"),
    ("limoen", "lemons_and_limes"),
    ("gerst", "barley"),
    ("gierst", "millet"),
    ("Gerste", "barley"),
    ("gember", "ginger_raw"),
    ("raap", "carrots_and_turnips"),
    ("Raps", "rapeseed"),
    ("pruimen", "plums_and_sloes"),
    ("thé", "tea"),
    ("Mosterdzaad", "mustard_seed"),
    ("suikerriet", "sugar_cane"),
    ("suikerbiet", "sugar_beet"),
]
MADE = [
    ("tomatensaus", "sauces"),
    ("sauce tomate", "sauces"),
    ("Tomatensoße", "sauces"),
    ("tomatenpuree", "paste_of_tomatoes"),
    ("tomatensoep", "soups"),
    ("tomaten in blik", "tomatoes_peeled_ot_vinegar"),
    ("jus d'orange", "orange_juice"),
    ("Orangensaft", "orange_juice"),
    ("sinaasappelsap", "orange_juice"),
    ("Weizenmehl", "wheat_flour"),
    ("Weizenmehl Type 405", "wheat_flour"),
    ("farine de blé T65", "wheat_flour"),
    ("chips de pomme de terre", "crisps"),
    ("bananenpuree", "fruit_puree"),
    ("purée de banane", "fruit_puree"),
    ("bananenchips", "fruit_prepared_nec"),
    ("banana bread", "pastry"),
    ("amandelmelk", "almond_drink"),
    ("lait d'amande", "almond_drink"),
    ("oat milk", "oat_drink"),
    ("cacaopoeder", "cocoa_powder"),
    ("koffie gemalen", "coffee_roasted"),
    ("instant koffie", "coffee_extract"),
    ("sojasaus", "soya_sauce"),
    ("maïszetmeel", "starch_maize"),
    ("huile d'olive", "olive_oil"),
    ("huile de palme bio RSPO", "palm_oil"),
    ("kokosmelk", "coconut_milk"),
    ("rijstwafels", "breakfast_cereals"),
    ("galettes de riz", "breakfast_cereals"),
    ("druivensap", "grape_juice"),
    ("druivenpitolie", "other_oil_of_vegetable_origin_crude_nec"),
    ("vin", "wine"),
    ("wijnazijn", "vinegar"),
    ("appelmoes", "fruit_puree"),
    ("compote de pommes", "fruit_puree"),
    ("pindakaas", "peanut_butter"),
    ("beurre de cacahuètes", "peanut_butter"),
    ("Kartoffelstärke", "starch_potato"),
    ("erwteneiwit", "pea_protein"),
    ("protéine de pois", "pea_protein"),
    ("bietenpulp", "beet_pulp"),
    ("graines de tournesol décortiquées", "sunflower_kernels"),
    ("sojabonen getoast", "soybeans_toasted"),
    ("kuilmaïs", "forage_and_silage_maize"),
    ("tarwestro", "cereal_straw"),
    ("fraises surgelées", "frozen_fruit"),
    ("petits pois surgelés", "vegetables_frozen"),
    ("spinazie diepvries", "vegetables_frozen"),
    ("maïs en conserve", "sweet_corn_prepared_or_preserved"),
    ("kikkererwten blik", "vegetables_preserved_nes_ot_vinegar"),
    ("kikkererwtenmeel", "flour_of_pulses"),
    ("knoflookpoeder", "vegetables_dehydrated"),
    ("kaneelpoeder", "spices_ground"),
    ("zwarte peper gemalen", "pepper_ground"),
    ("mango gedroogd", "other_tropical_fruit_dried"),
    ("aardbeiyoghurt", "yoghurt_with_additives"),
    ("gerstemout", "malt"),
    ("hop pellets T90", "hop_pellets"),
    ("sucre de betterave", "beet_sugar"),
    ("mélasse de canne", "cane_molasses"),
    ("lécithine de tournesol", "other_lecithins"),
    ("carton ondulé", "corrugated_board"),
    ("aluminiumfolie", "aluminium"),
    ("watervrij melkvet", "anhydrous_milk_fat"),
    ("carbonate de calcium", "feed_minerals"),
    ("phosphate monocalcique", "feed_minerals"),
    ("prémélange minéral et vitaminé", "feed_minerals"),
    ("jute zakken", "textiles"),
    ("wortelsap", "other_vegetable_juices"),
    ("aardappelsalade", "potatoes_prepared"),
    ("bier alcoholvrij", "beer_alcohol_free"),
    ("latex handschoenen", "rubber_gloves"),
    ("Orange Belgium", "services"),
]
NOISY = [
    ("GHANA cacaobonen 60kg jute zak bio FT", "cocoa_beans"),
    ("cacaobonen Ivoorkust 2023", "cocoa_beans"),
    ("fèves de cacao Côte d'Ivoire bio", "cocoa_beans"),
    ("5412345678908 bananen chiquita", "bananas"),
    ("bananen Ecuador klasse I 18 kg doos", "bananas"),
    ("tomaten cherry 250g", "tomatoes"),
    ("appelen jonagold BE cat I 70/80", "apples"),
    ("wortelen gewassen 10kg", "carrots_and_turnips"),
    ("pommes de terre bio", "potatoes"),
    ("fraises d'Espagne", "strawberries"),
    ("Erdbeeren aus Spanien", "strawberries"),
    ("Spaanse aardbeien", "strawberries"),
    ("druiven Chili", "grapes"),
    ("blé tendre français", "wheat"),
    ("wintertarwe oogst 2024 BE", "wheat"),
    ("sojabonen GGO-vrij bulk", "soybeans"),
    ("ruwe koffie bio", "coffee_green"),
    ("hazelnoten in dop", "hazelnuts_in_shell"),
    ("thé bio", "tea"),
    ("verse bio tomaten", "tomatoes"),
    ("noix bio du Brésil en coque", "brazil_nuts_in_shell"),
    ("tomaten in houten kist 5kg", "tomatoes"),
    ("palettes en bois 25kg", "wooden_packaging"),
    ("wooden pallets 2m3", "wooden_packaging"),
    ("boter 82% 25kg", "butter"),
    ("room 35%", "cream_fresh"),
    ("rode wijn 13,5% vol 75cl", "wine"),
    ("emmental 45% MG", "cheese"),
    ("kippenfilet diepvries 2,5kg", "poultry"),
    ("hamburgers diepvries 100g", "beef_and_veal_preparations_nes"),
    ("fromage gouda", "cheese"),
    ("fromage mozzarella", "fresh_cheese"),
    ("boter/beurre/Butter", "butter"),
]
MISSPELT = [
    ("cacaoboenen", "cocoa_beans"),
    ("tomatten", "tomatoes"),
    ("tomtaen", "tomatoes"),
    ("bannanen", "bananas"),
    ("sinaasapelen", "oranges"),
    ("aardapelen", "potatoes"),
    ("Kartofeln", "potatoes"),
    ("carrottes", "carrots_and_turnips"),
    ("brocolli", "cauliflowers_and_broccoli"),
    ("chapignons", "mushrooms_and_truffles"),
    ("kool zaad", "rapeseed"),
    ("tarwe zetmeel", "starch_wheat"),
    ("soja-olie", "soy_oil"),
]


@pytest.mark.parametrize(("text", "product"), [*RAW, *MADE])
def test_names_of_crops_and_of_goods_made_of_them(text: str, product: str, catalogue: Catalogue) -> None:
    found, match = matched(text, "", catalogue)
    assert found == product
    assert match.method in {"name", "synonym", "phrase"}


@pytest.mark.parametrize(("text", "product"), MADE)
def test_goods_made_of_a_crop_are_not_the_crop(text: str, product: str, catalogue: Catalogue) -> None:
    _, match = matched(text, "", catalogue)
    assert not catalogue.products["class"].iloc[match.product].endswith("crop"), product


@pytest.mark.parametrize(("text", "product"), NOISY)
def test_brand_packing_size_label_and_origin_do_not_matter(text: str, product: str, catalogue: Catalogue) -> None:
    found, match = matched(text, "", catalogue)
    assert (found, match.method) == (product, "phrase")
    assert 0 < match.score <= 100


@pytest.mark.parametrize(("text", "product"), MISSPELT)
def test_slips_of_the_pen_are_taken_for_the_name_and_reported(text: str, product: str, catalogue: Catalogue) -> None:
    found, match = matched(text, "", catalogue)
    assert (found, match.method, match.remark) == (product, "fuzzy", "item_fuzzy")
    assert match.score < 100


@pytest.mark.parametrize(
    ("text", "named"),
    [("apéro", ()), ("isolatie", ()), ("citroengras", ()), ("schuurpapier", ("paper",)), ("boter 40%", ("butter",))],
)
def test_what_is_like_nothing_gets_no_suggestion(text: str, named: tuple[str, ...], catalogue: Catalogue) -> None:
    assert matched(text, "", catalogue)[1].candidates == named


def test_eggs_out_of_their_shell_are_not_those_in_it(catalogue: Catalogue) -> None:
    assert matched("œufs pasteurisés 1kg", "", catalogue)[0] == ""
    assert matched("gepasteuriseerde melk 1 l", "", catalogue)[0] == "milk"


def test_a_cell_full_of_text_is_read_in_time_that_grows_with_it(catalogue: Catalogue) -> None:
    """Patterns that look again at every start would take minutes; the time is left to the test's own limit."""
    assert matched("5% " + "7" * 32_000, "", catalogue)[0] == ""
    assert matched("foo bar " * 4_000, "", catalogue)[0] == ""


@pytest.mark.parametrize(
    "text",
    [
        *("Bohnerwachs", "rist", "limon", "limoncello", "ris", "Gewürz", "lam", "linoleum", "bioscoop"),
        *("pompes", "Kerzen", "pompen", "duiven", "pruiken", "solder", "radius", "organen", "navires", "manque"),
        *("sugar free", "suikervrij", "sans sucre", "lactose free", "gluten free pasta", "bier 0,0%"),
        *("cacao 70%", "chocolade 70% cacao", "arabica 100%", "tarwe 12% eiwit"),
        *("potato bags", "zakken voor aardappelen", "sacs pour pommes de terre", "mest voor aardappelen"),
        *("kersenhout", "walnut veneer", "olive wood", "appelboom", "aardbeiplanten", "rozenbottel", "soy wax"),
        *("pineapple can", "guinea corn", "Guinea fowl", "turkey", "coton-tige", "katoenen broek", "peppermint oil"),
        *("raw cashews", "café brut", "kokoswater", "citroengras", "citroenmelisse", "zonnebrandolie", "palmhart"),
        *("pistache-ijs", "prune juice", "port", "boter 40%", "lait 0%", "appels peren", "eieren diepvries"),
        *("frische bio Feldbohnen", "noix de coques du Brésil bio", "fresh dry peas UK"),
    ],
)
def test_what_only_looks_like_a_product_is_not_matched(text: str, catalogue: Catalogue) -> None:
    found, match = matched(text, "", catalogue)
    assert (found, match.method, match.remark) == ("", "unmatched", "item_unmatched")
    assert len(match.candidates) <= CANDIDATES
    assert set(match.candidates) <= set(catalogue.ids)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Kakaobohnen Hacienda Arriba", "cocoa_beans"),
        ("aardappelen soufflé", "potatoes"),
        ("zakken voor aardappelen", "potatoes"),
        ("vanille lavendel", "vanilla"),
    ],
)
def test_the_best_candidate_comes_first(text: str, first: str, catalogue: Catalogue) -> None:
    assert matched(text, "", catalogue)[1].candidates[0] == first


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("Bohnen", "beans_dry"),
        ("kolen", "coal"),
        ("prune", "plums_dried"),
        ("lin", "linseed"),
        ("soja", "soy_meal"),
        ("cacao", "cocoa_powder"),
        ("koffiebonen bio", "coffee_roasted"),
        ("chili peper", "chillies_and_peppers_green_capsicum_spp_and_pimenta_spp"),
        ("chile pepper bio", "chillies_and_peppers_dry_capsicum_spp_pimenta_spp_raw"),
        ("kriek", "beer"),
        ("conference", "pears"),
    ],
)
def test_a_name_of_several_products_is_asked_about(text: str, among: str, catalogue: Catalogue) -> None:
    found, match = matched(text, "", catalogue)
    assert (found, match.remark) == ("", "item_ambiguous")
    assert among in match.candidates


def test_no_name_of_the_catalogue_leads_to_another_product(catalogue: Catalogue) -> None:
    """Also with a label, a size and a country around it, where it is still found."""
    names = list(catalogue.names)
    dressed = match_items([f"bio {name} 25kg Peru" for name in names], [""] * len(names), catalogue)
    wrong = [
        name for name, match in zip(names, dressed, strict=True) if match.product not in (-1, catalogue.names[name][0])
    ]
    assert wrong == []
    short = [match.product >= 0 for name, match in zip(names, dressed, strict=True) if len(name.split()) <= 3]
    assert sum(short) > 0.97 * len(short)


def test_neither_item_nor_code(catalogue: Catalogue) -> None:
    for text, code in (("", ""), ("  ", ""), ("...", "n/a"), ("", "-")):
        assert match_item(text, code, catalogue).remark == "item_missing"


@pytest.mark.parametrize(
    ("text", "code", "product", "remark"),
    [
        ("cacaobonen", "18010000", "cocoa_beans", ""),
        ("", "18010000", "cocoa_beans", ""),
        ("wat ook", "1801", "cocoa_beans", ""),
        ("bananen", "0805.10", "oranges", "code_text_disagree"),
        ("aardbeien", "081110", "frozen_fruit", "code_text_disagree"),
        ("druiven", "080620", "raisins", "code_text_disagree"),
        ("rijst", "100630", "rice_milled", ""),
        ("bananen", "9998", "bananas", "hs_unknown"),
        ("bananen", "n/a", "bananas", ""),
        ("druiven", "0806", "grapes", ""),
        ("rozijnen", "0806", "raisins", ""),
        ("gemalen peper", "0904", "pepper_ground", ""),
        ("granaatappels", "0810.90", "other_fruits_nec", ""),
        ("knolselder", "070999", "other_vegetables_fresh_nec", ""),
        ("tomaten", "07", "tomatoes", ""),
        ("brood", "1905", "bread", ""),
        ("tarwe", "8471", "machinery", "code_text_disagree"),
        ("computer", "8471", "machinery", ""),
        ("", "8471", "machinery", ""),
        ("dark chocolate", "180631", "dark_chocolate", ""),
        ("fondantchocolade", "1806", "dark_chocolate", ""),
        ("chocolade", "180631", "chocolate", ""),
        ("sugar", "170114", "cane_sugar", ""),
        ("sucre de betterave", "170199", "beet_sugar", ""),
        ("sucre de betterave", "170114", "cane_sugar", "code_text_disagree"),
        ("melasse", "170310", "cane_molasses", ""),
        ("havermelk", "22029915", "oat_drink", ""),
        ("varkensvoer", "230990", "feed_compound_pigs", ""),
        ("mayonaise", "210390", "mayonnaise", ""),
        ("karton", "481910", "corrugated_board", ""),
        ("golfkarton", "480100", "paper", "code_text_disagree"),
        ("kip", "020727", "meat_of_turkeys_fresh_or_chilled", ""),
        ("kalkoenfilet", "020714", "poultry", "code_text_disagree"),
        ("kalfsvlees", "020130", "veal", ""),
    ],
)
def test_code_and_text_together(text: str, code: str, product: str, remark: str, catalogue: Catalogue) -> None:
    found, match = matched(text, code, catalogue)
    assert (found, match.remark) == (product, remark)


@pytest.mark.parametrize(
    ("text", "code", "remark"),
    [
        ("ananas", "2008", "code_text_disagree"),
        ("oranges", "2009", "code_text_disagree"),
        ("tarwe", "9618", "code_text_disagree"),
        ("appels", "07", "code_text_disagree"),
        ("erwten", "0713", "item_ambiguous"),
        ("", "0803", "item_ambiguous"),
        ("", "08", "item_ambiguous"),
        ("iets anders", "0803", "item_ambiguous"),
        ("borstel van een merk", "9618", "product_not_covered"),
        ("", "9618", "product_not_covered"),
        ("onbekend goed", "9998", "item_unmatched"),
        ("", "9998", "hs_unknown"),
    ],
)
def test_code_and_text_that_give_no_product(text: str, code: str, remark: str, catalogue: Catalogue) -> None:
    found, match = matched(text, code, catalogue)
    assert (found, match.method, match.remark) == ("", "unmatched", remark)
    assert match.reason


def test_a_code_for_several_products_offers_them(catalogue: Catalogue) -> None:
    assert matched("", "0803", catalogue)[1].candidates == ("plantains_and_cooking_bananas", "bananas")


def test_methods_are_those_listed(catalogue: Catalogue) -> None:
    texts = ["cacaobonen", "fève de cacao", "bananen bio", "tomatten", "xyz", ""]
    found = {match.method for match in match_items(texts, ["", "", "", "", "", "1801"], catalogue)}
    assert found == set(METHODS)


def test_a_text_too_long_for_a_name_is_unmatched_at_once(catalogue: Catalogue) -> None:
    match = match_item("cocoa beans " * 100_000, "", catalogue)
    assert (match.product, match.remark) == (-1, "item_unmatched")
