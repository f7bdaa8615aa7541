"""What Belgian buyers write for food, feed, wood, paper, metals, textiles and animals, and what each is taken for.

A text leads to a product with an inventory, to one without (which is named and listed), or to a question that offers
the likely products.
"""

from __future__ import annotations

import pytest
import words_of_trades as trades

from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.items import SURE, match_item

#: Product with an inventory -> texts for it.
COVERED = {
    "pork": "varkensgehakt; varkenshaasje; Schweinefleisch",
    "beef": "rundergehakt; rundvlees; entrecote; biefstuk; steaks hachés surgelés; steak haché surgelé",
    "poultry": (
        "hele kip; poulet entier; "
        "kippengehakt; kippenfilet; kippenfilet diepvries; diepvries kippenfilet 2,5kg; blanc de poulet; "
        "filet de poulet; filets de poulet surgelés; Hähnchenbrustfilet; chicken breast; "
        "chicken breast frozen; chicken wings; kippenvleugels; kip; kippenfilet diepvries 2,5kg"
    ),
    "chicken_carcass": "braadkip; soepkip; poule à bouillir",
    "meat_of_turkeys_fresh_or_chilled": "kalkoenfilet; escalope de dinde",
    "pig_meat_cuts_salted_dried_or_smoked_bacon_and_ham": "spekblokjes; lardons; bacon; jambon sec; prosciutto",
    "pig_meat_preparations": "gekookte ham; jambon cuit",
    "pork_sausages": "salami; saucisson",
    "poultry_meat_preparations": "kipnuggets; chicken nuggets",
    "pig_carcass": "Schweinehälften; halve varkens; demi-carcasses de porc",
    "meat_of_cattle_with_the_bone_fresh_or_chilled": "Rinderviertel",
    "beef_and_veal_preparations_nes": "hamburger",
    "lamb": "lamsvlees; lamsbout; gigot d'agneau",
    "veal": "kalfsvlees; Kalbfleisch",
    "edible_offal_of_pigs_fresh_chilled_or_frozen": "foie de porc",
    "butter": "boter 82% 25kg; boter; beurre doux; roomboter; gezouten boter; Butter; boter/beurre/Butter",
    "margarine_and_shortening": "margarine",
    "pig_fat_rendered": "reuzel; saindoux",
    "tallow": "rundvet; blanc de boeuf",
    "milk": (
        "lait cru; rauwe melk; lait demi-écrémé UHT; halfvolle melk; volle melk; lait entier UHT 1L; H-Milch; Rohmilch"
    ),
    "skim_milk_of_cows": "magere melk",
    "cream_fresh": "slagroom; crème fraîche; crème liquide; Sahne; Schlagsahne",
    "yoghurt": "yoghurt; yaourt nature; Griekse yoghurt; Joghurt",
    "fresh_cheese": "plattekaas; fromage blanc; mozzarella; roomkaas; cream cheese; skyr; Quark",
    "cheese": "fromage gouda; gouda jong; kaas; emmental râpé; geraspte kaas; parmesan",
    "cheese_from_milk_of_sheep_fresh_or_processed": "feta",
    "processed_cheese": "smeltkaas",
    "ice_cream_and_other_edible_ice": "roomijs; crème glacée",
    "whey_dry": "wei poeder; weipoeder",
    "milk_powder": "melkpoeder",
    "skim_milk_and_whey_powder": "poudre de lait écrémé; Magermilchpulver",
    "casein": "caseïne",
    "eggs": "Eier Freiland; scharreleieren; eieren; oeufs; œufs plein air; oeufs bio; vrije uitloop eieren; ei",
    "eggs_liquid": "vloeibaar heel ei; oeufs liquides pasteurisés",
    "potatoes_frozen": "pommes de terre frites surgelées; frites surgelées; frieten diepvries; diepvriesfrieten",
    "potatoes_prepared": "aardappelpuree",
    "crisps": "chips",
    "orange_juice_concentrated": "jus d'orange concentré; sinaasappelsap concentraat",
    "orange_juice": "jus d'orange",
    "apple_juice": "appelsap; jus de pomme",
    "paste_of_tomatoes": "tomatenconcentraat; concentré de tomates",
    "tomatoes_peeled_ot_vinegar": "gepelde tomaten; passata; tomates pelées",
    "ketchup": "ketchup",
    "mayonnaise": "mayonaise; mayonnaise",
    "mustard": "mosterd",
    "vinegar": "azijn",
    "sugar": "suiker; sucre cristallisé; kristalsuiker; poedersuiker",
    "cane_sugar": "rietsuiker; cassonade",
    "glucose_and_dextrose": "sirop de glucose 43DE; glucosestroop; Glukosesirup; dextrose",
    "other_fructose_and_syrup": "fructose",
    "molasses": "melasse",
    "sunflower_oil": "huile de tournesol haute oléique; zonnebloemolie; huile de tournesol",
    "rapeseed_oil": "koolzaadolie; huile de colza",
    "palm_oil": "palmolie",
    "olive_oil": "olijfolie extra vierge; huile d'olive vierge extra",
    "soy_oil": "sojaolie",
    "coconut_oil": "kokosvet; kokosolie",
    "oil_of_linseed": "lijnzaadolie",
    "wheat_flour": "bloem; tarwebloem; farine; farine de blé",
    "flour_of_rye": "roggebloem",
    "oats_rolled": "havermout; flocons d'avoine",
    "breakfast_cereals": "cornflakes; muesli",
    "bread": "brood; pain; wit brood",
    "pastry": "croissants; viennoiserie; peperkoek",
    "biscuits": "koekjes; biscuits; speculoos",
    "pasta": "deegwaren; spaghetti; pasta; macaroni",
    "couscous": "couscous",
    "bulgur": "bulgur",
    "quinoa": "quinoa",
    "rice": "rijst",
    "lentils_dry": "linzen",
    "chick_peas_dry": "kikkererwten; pois chiches",
    "other_nonalcoholic_caloric_beverages": "limonade; cola; frisdrank",
    "beer": "bière pils; bier; pils; bière",
    "wine": "vin rouge; rode wijn; witte wijn; vin blanc; champagne; cava; rode wijn 13,5% vol 75cl",
    "spirits": "whisky; gin; wodka",
    "cider_and_other_fermented_beverages": "cider",
    "coffee_roasted": "koffie; café moulu; koffiepads; koffiecapsules",
    "tea": "thee; theezakjes",
    "cocoa_butter": "cacaoboter",
    "chocolate": "chocolade; pralines; hagelslag",
    "dark_chocolate": "fondantchocolade; chocolat noir",
    "milk_chocolate": "melkchocolade",
    "white_chocolate": "witte chocolade",
    "chocolate_spread": "choco; pâte à tartiner",
    "jam": "confituur",
    "sugar_confectionery": "snoep",
    "yeast": "gist",
    "pepper": "peper",
    "soy_milk": "sojamelk; lait de soja",
    "oat_drink": "havermelk",
    "tofu": "tofu",
    "soy_meal": "sojaschroot 48%; sojaschroot",
    "rapeseed_meal": "tourteau de colza; raapzaadschroot; koolzaadschroot",
    "cake_of_sunflower_seed": "zonnebloemschroot",
    "beet_pulp": "bietenpulp",
    "gluten_wheat": "tarwegluten",
    "bran_of_wheat": "tarwezemelen; son de blé; Weizenkleie",
    "feed_compound_pigs": "varkensvoeder; aliment pour porcs",
    "compound_feed_nec": "mengvoeder; aliment bétail; Mischfutter; krachtvoer",
    "feed_compound_poultry": "kippenvoer; aliments volailles",
    "feed_compound_cattle": "melkveevoer",
    "dog_or_cat_food_put_up_for_retail_sale": "hondenvoer; kattenvoer; aliments pour chats; petfood",
    "sawnwood": "houten balken; planken; eiken planken",
    "particle_board": "OSB; OSB platen; spaanplaat; panneaux de particules; aggloméré; Spanplatten",
    "fibreboard_mdf": "MDF; hardboard; vezelplaat",
    "plywood": "multiplex; contreplaqué; Sperrholz; triplex",
    "joinery": "parquet; Brettschichtholz; kruislaaghout; CLT; houten deuren; ramen hout",
    "wood_pellets": "houtpellets; pellets de bois",
    "fuelwood": "brandhout; bois de chauffage; Brennholz",
    "charcoal": "houtskool; charbon de bois",
    "wood_chips": "houtsnippers; plaquettes forestières",
    "wood_residues": "zaagsel; sciure",
    "logs": "rondhout; grumes; Rundholz",
    "wooden_packaging": "euro pallets; europallets; EUR-pallets; palettes Europe",
    "corrugated_board": "golfkarton; carton ondulé; Wellpappe; kartonnen dozen",
    "cartonboard": "vouwkarton",
    "paper": (
        "A4 papier 80g; kopieerpapier; papier A4; papier photocopie; Kopierpapier; krantenpapier; "
        "papier journal; toiletpapier; papier toilette; keukenrol; papieren zakken; sacs en papier; "
        "sacs kraft; enveloppen"
    ),
    "printed_matter": "boeken; livres; tijdschriften; drukwerk",
    "wood_pulp": "papierpulp; pâte à papier; Zellstoff",
    "steel": "staalplaat; staal; acier; tôles d'acier; Stahlblech; betonstaal; armatures béton",
    "aluminium": "aluminium; aluminium profielen; aluminiumfolie",
    "copper": "koper; cuivre; koperdraad",
    "gold": "goud",
    "iron_ore": "ijzererts",
    "bauxite": "bauxiet",
    "cotton_carded_or_combed": "coton peigné",
    "cotton": "coton; katoen",
    "cotton_yarn": "katoenen garen; fil de coton",
    "wool": "laine; wol; schapenwol",
    "wool_yarn": "wollen garen",
    "linen": "linnen",
    "jute_raw_or_retted": "jute",
    "true_hemp_raw_or_retted": "hennepvezel",
    "leather": "cuir; leder; leer",
    "tyres": "pneus; banden; autobanden; Reifen",
    "natural_rubber": "natuurrubber",
    "pigs_live": "varkens; vleesvarkens; biggen; porcelets; levende varkens; porcs vivants",
    "cattle_live": "runderen; vleeskoeien; vaarzen; kalveren; slachtkoeien; vaches de réforme",
    "sheep_live": "schapen; lammeren",
    "goats_live": "geiten",
    "poultry_live": "vleeskuikens; poulets de chair; eendagskuikens; legkippen; poules pondeuses",
    "potatoes": "aardappelen; pommes de terre; Kartoffeln",
    "carrots_and_turnips": "wortelen; carottes",
    "onions": "ajuin; uien",
    "tomatoes": "tomaten; tomates; Tomaten; tomaten in houten kist 5kg",
    "lettuce_and_chicory": "sla; witloof; chicons",
    "leeks_and_other_alliaceous_vegetables": "prei; poireaux",
    "mushrooms_and_truffles": "champignons",
    "chillies_and_peppers_green_capsicum_spp_and_pimenta_spp": "paprika's",
    "pumpkins_squash_and_gourds": "courgettes",
    "apples": "appelen; Äpfel",
    "pears": "peren",
    "bananas": "bananen; bananes",
    "oranges": "sinaasappelen",
    "lemons_and_limes": "citroenen",
    "strawberries": "aardbeien",
    "grapes": "druiven",
    "avocados": "avocado; avocats",
    "pineapples": "ananas",
    "kiwi_fruit": "kiwi",
    "mangoes": "mango",
    "wheat": "tarwe; Weizen",
    "barley": "gerst",
    "maize": "maïs; Mais",
    "oats": "haver",
    "soybeans": "sojabonen",
    "rapeseed": "koolzaad; Raps",
    "sugar_beet": "suikerbieten",
    "linseed": "lijnzaad",
    "other_beans_green": "haricots verts",
    "vegetables_frozen": "petits pois surgelés",
    "vegetables_preserved_nes_ot_vinegar": "doperwten blik",
    "raisins": "rozijnen",
    "almonds": "amandelen",
    "hazelnuts": "hazelnoten",
    "peanut_butter": "pindakaas",
    "vanilla": "vanille",
    "cinnamon_and_cinnamontree_flowers_raw": "kaneel; Zimt",
    "infant_food": "babyvoeding",
    "anhydrous_milk_fat": "Butteröl; boterolie",
    "ghee_from_cow_milk": "ghee",
    "buttermilk_curdled_and_acidified_milk": "karnemelk; buttermilk",
    "lactose": "lactose",
}
#: Product without an inventory -> texts for it.
NOT_COVERED = {
    "meat_of_rabbits_and_hares_fresh_or_chilled": "konijn; konijnenvlees",
    "natural_honey": "honing; miel",
    "mineral_water": "eau minérale; mineraalwater; bronwater; spuitwater",
    "baking_powder": "bakpoeder",
    "salt": "zout; sel",
    "meat_substitutes": "seitan; vegetarische burger",
    "fishmeal": "vismeel; farine de poisson",
    "forage_and_silage_maize": "kuilmais; maiskuil; ensilage de maïs",
    "hay_nonleguminous": "hooi; foin",
    "lucerne_alfalfa_meal_and_pellets": "luzerne",
    "cereal_straw": "stro; paille; Stroh",
    "feed_minerals": "voederkrijt",
    "cork": "kurk",
    "recovered_paper": "oud papier",
    "stainless_steel": "rvs; inox; acier inoxydable",
    "zinc": "zink",
    "lead": "lood",
    "nickel": "nikkel",
    "silver": "zilver",
    "lithium": "lithium",
    "cobalt": "cobalt",
    "cement": "cement; ciment",
    "concrete": "beton",
    "ceramics": "bakstenen",
    "glass": "glas",
    "sand_and_gravel": "zand; grind",
    "lime": "kalk",
    "coal": "steenkool",
    "natural_gas": "aardgas",
    "diesel": "diesel; stookolie",
    "petrol": "benzine",
    "electricity": "elektriciteit",
    "compound_fertiliser": "kunstmest; engrais NPK",
    "fertiliser_n": "ureum; ammoniumnitraat",
    "potash": "potas",
    "textiles": (
        "t-shirts; t-shirts katoen; werkkledij; vêtements de travail; Arbeitskleidung; lakens; handdoeken; jeans"
    ),
    "raw_silk_not_thrown": "zijde",
    "leather_goods": "schoenen; chaussures en cuir",
    "rubber_gloves": "latex handschoenen; gants en latex",
    "horses_live": "paarden",
    "salmon": "zalm; saumon; zalmfilet",
    "cod": "kabeljauw; cabillaud",
    "shrimps": "garnalen",
    "tuna": "tonijn",
    "cut_flowers": "bloemen; snijbloemen; rozen",
    "live_plants": "kamerplanten",
    "plastics": "plastic; PET flessen",
    "paints": "verf",
    "cleaning_products": "zeep; detergent",
    "electronics": "computers",
    "mussels": "moules",
    "fish_prepared": "fish sticks; vissticks; surimi",
    "ready_meals": "pizza; lasagne",
    "soups": "soep; bouillon",
}
#: Products that are offered -> texts that leave open which.
ASKED = {
    "beef pork poultry": "gemengd gehakt",
    "pork_sausages beef_sausages poultry_meat_preparations": "frankfurters",
    "edible_offal_of_cattle_fresh_chilled_or_frozen edible_offal_of_pigs_fresh_chilled_or_frozen chicken_offal": (
        "orgaanvlees; lever"
    ),
    "margarine_and_shortening liquid_margarine": "halvarine",
    "tallow palm_oil rapeseed_oil sunflower_oil": "frituurvet",
    "eggs_liquid eggs_dried": "eigeel",
    "wheat_flour flour_of_rye": "farine complète; volkorenmeel",
    "sawnwood logs fuelwood plywood": "hout; bois",
    "sawnwood logs veneer_sheets": ("chêne; eikenhout; beukenhout; grenen; vurenhout; tropisch hardhout; meranti"),
    "sawnwood steel": "poutres",
    "wooden_packaging plastics": "pallets",
    "corrugated_board cartonboard plastics": "dozen",
    "paper textiles": "servetten",
    "soy_meal rapeseed_meal cake_of_sunflower_seed": "schroot",
    "copper zinc tin": "messing; laiton",
    "flax linseed": "lin",
    "natural_rubber natural_rubber_latex tyres": "rubber",
    "poultry_live meat_of_turkeys_fresh_or_chilled": "kalkoenen",
    "poultry_live meat_of_ducks_fresh_or_chilled": "eenden",
    "walnuts_in_shell walnuts_shelled": "noix",
}


def rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(text, product) for product, texts in table.items() for text in texts.split("; ")]


def test_no_text_of_the_trades_is_in_two_tables() -> None:
    texts = [text for table in (trades.COVERED, trades.NOT_COVERED, trades.ASKED) for text, _ in trades.rows(table)]
    assert len(texts) >= 400
    assert len(texts) == len(set(texts))


def test_the_vocabulary_is_wide_enough() -> None:
    texts = [text for table in (COVERED, NOT_COVERED, ASKED) for text, _ in rows(table)]
    assert len(texts) >= 200
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(("text", "product"), rows(COVERED) + trades.rows(trades.COVERED))
def test_what_has_an_inventory(text: str, product: str, catalogue: Catalogue) -> None:
    match = match_item(text, "", catalogue)
    assert match.method in SURE
    assert str(catalogue.ids[match.product]) == product
    assert catalogue.products["covered"].iloc[match.product]


@pytest.mark.parametrize(("text", "product"), rows(NOT_COVERED) + trades.rows(trades.NOT_COVERED))
def test_what_has_none_is_named(text: str, product: str, catalogue: Catalogue) -> None:
    match = match_item(text, "", catalogue)
    assert match.method in SURE
    assert str(catalogue.ids[match.product]) == product
    assert catalogue.products["reason"].iloc[match.product]


@pytest.mark.parametrize(("text", "offered"), rows(ASKED) + trades.rows(trades.ASKED))
def test_what_is_asked_about(text: str, offered: str, catalogue: Catalogue) -> None:
    match = match_item(text, "", catalogue)
    assert (match.product, match.remark) == (-1, "item_ambiguous")
    assert match.candidates == tuple(offered.split())


@pytest.mark.parametrize("text", ["Essen", "den haag", "poignées", "impression", "câpres", "ratatouille", "feutre"])
def test_what_only_looks_like_one_of_them_is_left(text: str, catalogue: Catalogue) -> None:
    match = match_item(text, "", catalogue)
    assert (match.product, match.remark) == (-1, "item_unmatched")
