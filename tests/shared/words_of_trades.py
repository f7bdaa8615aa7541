"""Words on the invoices of a canteen, a furniture maker and a printer, in Dutch and French (a few in German).

As in the other tables of words: surely found, surely named without an inventory, or asked about.
"""

from __future__ import annotations

#: Product with an inventory -> texts for it.
COVERED = """
aluminium: profilés aluminium; aluminium profiel; plaques aluminium
beef: ossenhaas; filet de boeuf; rundsstoofvlees; stoofvlees
beef_and_veal_preparations_nes: hamburgers rund; préparé du chef
beer: jupiler; bier vat
beer_alcohol_free: bière sans alcool
biscuits: koekjes individueel verpakt
bread: gistbrood; brood grof; pain gris tranché; pistolets; pain de mie
breakfast_cereals: popcorn
butter: boter porties 10g; boter porties; beurre portions; boter/beurre
cabbages: rode kool
cantaloupes_and_other_melons: meloen; melon
cartonboard: massiefkarton
cashews: noix d'acajou
cauliflowers_and_broccoli: broccoli roosjes
cheese: jonge kaas sneetjes; jonge kaas; oude kaas; fromage en tranches; fromage jeune; fromage vieux; kaasblokjes;
  brie
cheese_from_milk_of_goats_fresh_or_processed: geitenkaas rol; bûche de chèvre
cherries: kersen
chestnuts_in_shell: kastanjes; tamme kastanjes
chillies_ground: paprikapoeder
cocoa_powder: cacao poeder
coffee_roasted: koffie gemalen
corrugated_board: karton verpakking; carton d'emballage; golfkartonnen dozen; boîtes carton; caisses américaines
cotton_fabric: katoenen stof
cream_fresh: room 35%; room 40%; crème 35%; crème culinaire
crisps: chips zout
cucumbers_and_gherkins: komkommer
eggs: eieren M
fibreboard_mdf: MDF 18mm; MDF gelakt; mdf plaat; gefineerde mdf; isorel; houtvezelplaat
flavoured_sugar: sirop d'érable
flour_of_maize: polenta
fresh_cheese: mozzarella bolletjes; platte kaas natuur
ginger_raw: gemberwortel
green_garlic: knoflook; ail
groundnut_oil: huile d'arachide
groundnuts: pinda's
joinery: lamellé collé; parket eik; parquet chêne; eiken parket
ketchup: ketchup portions
leather: cuir pleine fleur
lettuce_and_chicory: ijsbergsla; salade iceberg; laitue; mesclun; gemengde sla
linen: linnen stof
liver_preparations: paté
logs: grumes de hêtre
margarine_and_shortening: margarine kuipjes
mayonnaise: mayonaise emmer
meat_of_turkeys_fresh_or_chilled: kalkoenlapjes; kalkoenreepjes; émincé de dinde
milk: melk halfvol; lait demi-écrémé; melk 1L brik; lait
milk_drinks: rijstpap; riz au lait; chocolademousse; mousse au chocolat; panna cotta; crème brûlée; vanillepudding;
  chocomelk; lait chocolaté
mustard: moutarde
nutmeg_mace_cardamoms_raw: nootmuskaat
oil_of_linseed: lijnolie
onions: sjalotten; échalotes
oranges: appelsienen
other_beans_green: prinsessenboontjes
other_meat_salted_dried_or_smoked: dinde fumée
other_nonalcoholic_caloric_beverages: coca cola; fanta; ice tea; icetea; thé glacé
other_stimulant_spice_and_aromatic_crops_nec: tijm; thym; laurier; oregano
other_vegetables_fresh_nec: roquette; rucola; veldsla; mâche; taugé; soja scheuten; sojascheuten; witte selder;
  céleri; céleri-rave; knolselder; groene selder; rode biet; rammenas; radijzen; radis; pastinaak; panais; peterselie;
  persil; bieslook; ciboulette; basilicum; basilic
paper: papier; papier offset; offset papier; offset papier 80g; gestreken papier; papier couché; papier couché mat;
  couché brillant; gecoat papier; mat gestreken; houtvrij papier; papier sans bois; FSC papier; papier FSC; papier
  kraft; kraftpapier; karton; carton; SC papier; papier bible; zelfklevend papier; papier autocollant; etiketten;
  étiquettes; doorschrijfpapier; papier autocopiant; thermisch papier; papier thermique; enveloppes
particle_board: spaanplaat gemelamineerd; OSB 3
pasta: penne; tagliatelle; pâtes penne; fusilli; lasagnevellen; feuilles de lasagne; verse pasta
pastry: boterkoeken; croissants boter; chocoladekoek; wafels Luikse; gaufres de Liège; gaufres; frangipane; taart;
  tarte au riz; donuts; muffins; brownies; cake
peaches_and_nectarines: perzik; nectarines
pears: poires
peas_green: petits pois
pepper_ground: peper gemalen
pig_meat_cuts_salted_dried_or_smoked_bacon_and_ham: lard fumé; spekreepjes; spekjes; lard salé; poitrine fumée
pig_meat_preparations: jambon blanc
plywood: contreplaqué de bouleau; contreplaqué okoumé; berken multiplex; multiplex 18mm; multiplex berken; bouleau
  contreplaqué; betonplex; populier multiplex; multiplex populier; peuplier contreplaqué; Buchensperrholz; birch
  plywood
pomelos_and_grapefruits: pompelmoes
pork: varkenskarbonade; varkenskotelet; spek; varkensmedaillons
pork_sausages: boerenworst; chipolata
potatoes_frozen: frieten voorgebakken; voorgebakken frieten
poultry: kippenblokjes; émincé de poulet; dés de poulet
poultry_meat_preparations: kipkebab; gebakken kip
printed_matter: catalogues; brochures; affiches; posters; flyers; visitekaartjes; cartes de visite; kalenders
rice: rijst langkorrel; riz basmati
sawnwood: planches de chêne; planches chêne; chêne scié; chêne massif; eiken massief; massief eiken; planken eik; eik
  massief planken; vuren planken; vuren geschaafd; grenen latten; Eichenbretter; Kiefer Bretter; Fichte gesägt;
  hardhouten planken; planches en bois exotique; bangkirai terrasplanken; terrasplanken bangkirai; lariks planken
  geschaafd; douglas balken; merbau planken; iroko gezaagd; sapelli massif; bois de chêne scié; noyer massif; notelaar
  planken; oak planks; sawn pine
spices_ground: currypoeder
spinach: spinazie; bladspinazie
starch_maize: maïzena
steel: profilés acier; Acier, profilés; Acier, tôles; staalprofielen; Stahlprofile; tôle d'acier; tôle acier; stalen
  buis; stalen buizen; tubes acier; kokerprofiel; gelakt staal; gegalvaniseerd staal; acier galvanisé; tôle
  galvanisée; nietdraad
sugar: suikerzakjes; sucre en sachets; suiker sticks
sweet_corn_prepared_or_preserved: mais blik; maïs en boîte
sweet_potatoes: zoete aardappel; patate douce
sweeteners: zoetstof
tangerines_mandarins_clementines: mandarijnen; clémentines
tea: thé vert; groene thee
tomatoes: tomates cerises; kerstomaten; trostomaten
tomatoes_peeled_ot_vinegar: tomatenblokjes
vegetables_frozen: spinazie diepvries; bloemkoolroosjes diepvries; choux de Bruxelles surgelés
vegetables_in_vinegar: augurken in azijn; cornichons au vinaigre; zilveruitjes
vegetables_preserved_nes_ot_vinegar: worteltjes blik; witte bonen in tomatensaus; haricots blancs à la sauce tomate
veneer_sheets: placage de noyer; placage chêne; eiken fineer; fineer eik; chant de placage; Eichenfurnier; esdoorn
  fineer
vinegar: vinaigre
watermelons: watermeloen; pastèque
wheat_flour: bloem patisserie
whole_milk_evaporated: koffiemelk
wine: wijn rood; wijn wit; vin de table
wooden_packaging: houten pallets; palettes bois; europaletten
yoghurt: yoghurt 0%
yoghurt_with_additives: fruityoghurt; yaourt aux fruits
"""
#: Product without an inventory -> texts for it.
NOT_COVERED = """
aluminium_articles: drukplaten; plaques offset; plaques d'impression; aluminium drukplaten; offsetplaten
chemicals: colle à bois; houtlijm; witte lijm; colle blanche; lijm; colle; PU lijm; smeltlijm; hotmelt; colle
  thermofusible; verdunner; diluant; thinner; aceton; solvant; solvents; isopropylalcohol; alcool isopropylique;
  solution de mouillage; wasoplosmiddel; boekbindlijm; colle de reliure
cleaning_products: afwasmiddel; produit vaisselle; reinigingsmiddel; nettoyant
diesel: mazout
electricity: électricité
feathers_and_down: dons; veren
foliage_and_christmas_trees: sapin de Noël
furniture_other: matrassen
glass: verre plat; gehard glas; verre trempé; spiegel; spiegels; miroir; miroirs
gypsum: gips
herbal_tea: kruidenthee; tisanes
insulation: glaswol
lubricants: smeerolie; huile hydraulique
machinery: machines; pièces détachées
meat_substitutes: falafel; quorn; vleesvervanger
medicinal_plants: tilleul infusion
mineral_water: eau plate; eau pétillante; plat water; bruiswater; spa blauw; spa reine; water
mussels: mosselen
natural_gas: gaz naturel
natural_stone: marmer; natuursteen
office_supplies: kantoormateriaal
paints: vernis; lak; lak watergedragen; vernis à l'eau; beits; lasure; peinture; primer; inkt; encres; encre offset;
  drukinkt; inkt op basis van plantaardige olie; encre UV; toner; toners; cartouches d'encre; inktpatronen
pangasius: pangasius
petroleum_products_other: white spirit
plaiting_materials: rotan; rotin; bamboe
plastics: plastic folie; HPL; HPL platen; chants ABS; ABS kantenband; plexiglas; polycarbonaat; polyurethaan schuim;
  mousse polyuréthane; meubelschuim; koudschuim; kunstleder; simili cuir; skai; bubbeltjesplastic; noppenfolie; papier
  bulle; film étirable; rekfolie; wikkelfolie; krimpfolie; krimpfilm; film rétractable; PE folie; plakband; tape;
  ruban adhésif; PS schuim; piepschuim; polystyrène; frigolit; vinyl; vinyle autocollant; zelfklevende folie;
  laminaatfolie; film de pelliculage; plastificeerfolie; lamineerfolie
ready_meals: balletjes in tomatensaus; boulettes sauce tomate; kaaskroketten; croquettes au fromage; broodjes belegd;
  kant-en-klare maaltijd
recovered_paper: papierafval; déchets de papier
rubber_articles: rubberdoek; blanchets
saithe: koolvis
sauces: sauce tartare; bearnaise; béarnaise; sauce poivre; peperroomsaus; sauce archiduc; bruine saus; jus de viande
seafood_prepared: garnaalkroketten
services: onderhoud; transport
shrimps: scampi
smoked_salmon: saumon fumé
soups: bouillonpoeder; bouillon de légumes; fond de veau; bruine fond; soep van de dag; tomatensoep
stainless_steel: inox buizen; tôle inox; inox plaat; rvs buis; tube inox; tubes inox
steel_articles: schroeven; vis à bois; visserie; boulonnerie; scharnieren; charnières; ladegeleiders; coulisses de
  tiroir; meubelbeslag; quincaillerie; deurklinken; spijkers; clous; nieten; agrafes; stalen frame
textiles: meubelstof; tissu d'ameublement; bekledingsstof; vilt; polyester stof; watten; hechtdraad; fil à coudre;
  poetsdoeken; chiffons
tuna_canned: tonijn in blik; thon en boîte
viscose: viscose
water_supply: eau de ville; leidingwater
"""
#: Products that are offered -> texts that leave open which.
ASKED = """
apples pears bananas oranges other_fruits_nec: macédoine de fruits; fruitmand; corbeille de fruits
beans_dry vegetables_preserved_nes_ot_vinegar: witte bonen; haricots blancs
beef veal pork: blinde vinken; oiseaux sans tête
beef_sausages lamb poultry_meat_preparations: merguez
beer chemicals: IPA
beeswax petroleum_products_other vegetable_waxes: was; cire
bread ready_meals: sandwichen; sandwiches
cartonboard paper: carton gris; grijsbord; grijskarton
chestnuts_in_shell sawnwood logs veneer_sheets: kastanje
cod salmon plaice fish_nec: visfilet
coffee_green coffee_roasted: café en grains; koffie bonen
eggs eggs_liquid: hardgekookte eieren; oeufs durs; gekookte eieren; gepelde eieren
eggs_liquid eggs: gepasteuriseerde eieren; oeufs entiers pasteurisés; heel ei gepasteuriseerd
eggs_liquid eggs_dried plant_proteins: eiwit; blancs d'oeufs
fibreboard_mdf plastics: laminaat; stratifié
fish_nec steel_articles: vis
fruit_prepared_nec canned_fruit other_fruits_nec: fruitsalade; salade de fruits
furniture_wood furniture_other: keukenwerkblad; plan de travail; zetels; fauteuils; stoelen
ice_cream_and_other_edible_ice ice_and_snow: ijs; glace
lettuce_and_chicory ready_meals: salade
margarine_and_shortening liquid_margarine: minarine
meat_prepared_nec poultry_meat_preparations: vol-au-vent
medicinal_plants sawnwood logs veneer_sheets: tilleul
milk_drinks pastry: flan
milk_drinks plastics: schuim; mousse
oil_of_linseed oil_of_tung_nuts paints: houtolie; huile pour bois
olives_preserved olives: olijven zwart; olives noires
orange_juice apple_juice grape_juice: jus de fruits
orange_juice apple_juice juice_of_fruits_nec: fruitsap
other_nonalcoholic_caloric_beverages mineral_water: coca-cola zero; cola light
other_vegetables_fresh_nec vegetables_frozen carrots_and_turnips: groentemix; mélange de légumes; wokgroenten; légumes
  wok; soepgroenten; légumes pour soupe; julienne groenten; julienne de légumes
other_vegetables_fresh_nec vegetables_preserved_nes_ot_vinegar: rode bieten gekookt; betteraves rouges cuites
palm_oil coconut_oil rapeseed_oil sunflower_oil: frituurolie; slaolie
paper recovered_paper: kringlooppapier; gerecycleerd papier; papier recyclé
particle_board fibreboard_mdf: panneau mélaminé; mélaminé; melamine
particle_board fibreboard_mdf plywood: houten panelen; panneaux en bois; panneaux bois; plaatmateriaal
peas_dry peas_green: erwten fijn
pig_meat_cuts_salted_dried_or_smoked_bacon_and_ham fat_of_pigs pork: Speck
pig_meat_cuts_salted_dried_or_smoked_bacon_and_ham pig_meat_preparations pork: jambon italien; jambon de porc
pig_meat_cuts_salted_dried_or_smoked_bacon_and_ham pork pig_fat_rendered: lard; lard fermier; petit lard; lard maigre
pig_meat_cuts_salted_dried_or_smoked_bacon_and_ham pork_sausages pig_meat_preparations: beleg; charcuteries
plastics veneer_sheets: kantenband
pork lamb veal: côtelettes; koteletten
pork poultry veal: gyros; pita vlees; schnitzel; escalope panée; wiener schnitzel; cordon bleu
pork_sausages animal_casings: boudin blanc; boudin noir; witte pens; zwarte pens
potatoes potatoes_prepared: aardappelen geschild; geschilde aardappelen; pommes de terre épluchées
poultry poultry_meat_preparations: kippenbrochette; brochettes de poulet; kipfilet charcuterie
prepared_pasta potatoes_prepared: gnocchi
rubber_gloves textiles leather_goods: handschoenen; gants
sawnwood joinery: panneau lamellé-collé; timmerpaneel
sawnwood logs veneer_sheets: eik; beuk; es; den; vuren; lariks; populier; teak; merbau; sapelli; okoumé; iroko; azobé;
  hêtre; frêne; pin; sapin; épicéa; mélèze; teck; bois tropical; Eiche; Buche; Fichte; Kiefer; noyer; Kiefernholz;
  bois de sapin; érable
soy_milk plant_drinks fat_preparations_nec: sojaroom; crème soja; crème végétale; plantaardige room
spices_ground sauces: curry
steel aluminium stainless_steel: profielen; profilés
textiles plastics: polyester
vegetables_frozen spinach: épinards hachés
vegetables_preserved_nes_ot_vinegar vegetables_frozen: erwten en wortelen; petits pois carottes
walnuts_shelled almonds hazelnuts cashews: notenmix; noten
wooden_packaging plastics: paletten
"""


def rows(table: str) -> list[tuple[str, str]]:
    """Return (text, products) of a table; a line that starts with a blank goes on with the one before."""
    lines = table.strip().replace("\n  ", " ").splitlines()
    parts = (line.split(": ", 1) for line in lines)
    return [(text, products) for products, texts in parts for text in texts.split("; ")]
