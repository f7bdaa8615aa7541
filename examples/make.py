"""Rebuild the four examples: ``python examples/make.py [--source DIR] [--out DIR]``.

The lists of the three companies are made: fictitious companies, realistic quantities. Belgium's list is made from two
tables under ``--source``, whose hashes are checked; without ``--source`` it is left as it is. The same input gives the
same bytes.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import random
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

MADE = "Fictitious company, realistic quantities; made as an example."
#: The date inside the workbooks; fixed, so that their bytes are too.
WRITTEN = datetime(2026, 11, 1)
SEED = 20261101

SOURCES = {
    "be_import_origins_direct.csv": "c8598f068586bb1bf794f7ecca46e1a9ee847de194bcaf0ce77edd070d3ac6b2",
    "fao_trade_items.csv": "fa6e3370b050ae7e8c63db54357c1242fe84d725e90f428ac269bbffda200d7b",
}
BASIS = "2018-2023"
#: Items of the matrix that are sums of other items in milled equivalent: with them, tonnes would count twice.
SUMS = frozenset({"rice_paddy_rice_milled_equivalent"})

#: Items whose only HS6 code in the concordance means another good, or only part of the item.
CODE_MISLEADS = {
    "bread": "190510 is crispbread",
    "cereal_preparations": "110423 is worked maize",
    "natural_rubber_in_primary_forms": "400110 is latex",
    "olive_oil": "150910 is virgin olive oil only",
    "other_fruit_nec_dried": "081330 is dried apples",
    "other_nuts_excluding_wild_edible_nuts_and_groundnuts_in_shell_nec": "080260 is macadamia nuts",
    "other_oil_of_vegetable_origin_crude_nec": "150990 is olive oil",
    "other_tropical_fruits_nec": "081060 is durians",
    "pistachios_in_shell": "080250 is pistachios in shell and shelled",
    "raw_cane_or_beet_sugar_centrifugal_only": "170112 is beet sugar",
    "soya_paste": "210390 is sauces of any kind",
    "vegetables_preserved_frozen": "200410 is potatoes",
    "vegetables_pulses_and_potatoes_preserved": "200110 is cucumbers and gherkins in vinegar",
}

CHOCOLATE_HEADER = (
    "Artikel", "GN-code", "Oorsprong", "Hoeveelheid", "Eenheid", "Leverancier", "Jaar", "Certificering", "Handelsketen",
)  # fmt: skip
#: An amount between double quotes is a text cell, #N/A an error value of the spreadsheet.
CHOCOLATE = """
cacaobonen|18010000|Ivoorkust|212|t|Voorbeeld Cacao NV|2024|Rainforest Alliance|mass balance
fèves de cacao|18010000|Côte d'Ivoire|148500|kg|Exemple Négoce SA|2024|Rainforest Alliance|mass balance
cacaobonen||Ghana|96|t|Voorbeeld Cacao NV|2024|Fairtrade|segregated
fèves de cacao||Équateur|24.5|t|Exemple Négoce SA|2024||
cacaobonen|1801||62|t|Voorbeeld Cacao NV|2024||
fèves de cacao|||38000|kg|Exemple Négoce SA|2024||
cacaoboenen||GH|18.4|t|Voorbeeld Cacao NV|2024|Fairtrade|mass balance
fèves de cacao bio||République dominicaine|9600|kg|Exemple Négoce SA|2024|EU organic|identity preserved
cacaobonen||Nederland|27|t|Voorbeeld Cacao NV|2024||
fèves de cacao||Afrique de l'Ouest|15|t|Exemple Négoce SA|2024||
cacaobonen Peru||PE|6.2|t|Voorbeeld Cacao NV|2024|EU organic|segregated
cacaobonen|||84000|EUR|Voorbeeld Cacao NV|2023||
fèves de cacao|18010000||"1.250"|kg|Exemple Négoce SA|2024||
masse de cacao|18031000|Côte d'Ivoire|120|t|Exemple Négoce SA|2024|Rainforest Alliance|mass balance
cacaomassa|18031000||64|t|Voorbeeld Cacao NV|2024||
cacaoboter|18040000|Nederland|88|t|Voorbeeld Cacao NV|2024||
beurre de cacao|18040000||41500|kg|Exemple Négoce SA|2024||
cacaopoeder|18050000||22|t|Voorbeeld Cacao NV|2024||
poudre de cacao|||6500|kg|Exemple Négoce SA|2024||
bietsuiker||België|340|t|Suikerhuis Voorbeeld NV|2024||
sucre de betterave||France|118|t|Sucrerie Exemple SA|2024||
suiker|17019910||76000|kg|Suikerhuis Voorbeeld NV|2024||
sucre de canne||Maurice|24|t|Sucrerie Exemple SA|2024|Fairtrade|mass balance
rietsuiker bio||Paraguay|8500|kg|Suikerhuis Voorbeeld NV|2024|EU organic|segregated
suiker|||14|bigbag|Suikerhuis Voorbeeld NV|2024||
sirop de glucose|||28000|kg|Sucrerie Exemple SA|2024||
volle melkpoeder||België|96|t|Zuivel Voorbeeld CV|2024||
lait entier en poudre||France|58|t|Laiterie Exemple SC|2024||
magere melkpoeder|||42|t|Zuivel Voorbeeld CV|2024||
lait écrémé en poudre|||15500|kg|Laiterie Exemple SC|2024||
watervrij melkvet|||19|t|Zuivel Voorbeeld CV|2024||
volle melk||BE|14000|l|Zuivel Voorbeeld CV|2024||
gepelde hazelnoten|08022200|Turkije|38|t|Notenhandel Voorbeeld BV|2024||
noisettes décortiquées|08022200||12500|kg|Fruits Secs Exemple SA|2024||
noisettes décortiquées||Italie|4.2|t|Fruits Secs Exemple SA|2024||
gepelde amandelen|08021290|Verenigde Staten|26|t|Notenhandel Voorbeeld BV|2024||
amandes décortiquées|||7800|kg|Fruits Secs Exemple SA|2024||
hazelnootpasta|||5|t|Notenhandel Voorbeeld BV|2024||
gepelde pistachenoten|||1.1|t|Notenhandel Voorbeeld BV|2024||
noix de coco râpée||Filipijnen|2.4|t|Fruits Secs Exemple SA|2024||
vanille|09051000|Madagascar|180|kg|Voorbeeld Specerijen BV|2024||
gousses de vanille|||21000|EUR|Épices Exemple SRL|2024||
rozijnen|08062030||3200|kg|Notenhandel Voorbeeld BV|2024||
raisins secs||Turquie|1.8|t|Fruits Secs Exemple SA|2024||
kaneel||Sri Lanka|95|kg|Voorbeeld Specerijen BV|2024||
koffie groen|09011100|Brazilië|6.5|t|Voorbeeld Koffie NV|2024|Rainforest Alliance|mass balance
café vert|||14000|EUR|Cafés Exemple SA|2024||
frambozen||BE|900|kg|Fruit Voorbeeld BV|2024||
palmolie|15111090|Maleisië|21|t|Oliehandel Voorbeeld BV|2024|RSPO|mass balance
huile de palme|||9|t|Huilerie Exemple SA|2024|RSPO|book and claim
kokosolie|||7.5|t|Oliehandel Voorbeeld BV|2024||
sojalecithine|||5.6|t|Oliehandel Voorbeeld BV|2024||
lécithine de tournesol|||2200|kg|Huilerie Exemple SA|2024||
tarwebloem||EU|12|t|Molen Voorbeeld NV|2024||
sojabonen||Brazilië|3|t|Molen Voorbeeld NV|2024||
honing|||2.6|t|Imkerij Voorbeeld|2024||
écorces d'orange confites|||1400|kg|Fruits Secs Exemple SA|2024||
kartonnen dozen|48191000||58|t|Verpakking Voorbeeld NV|2024|FSC|mass balance
carton ondulé|||#N/A|kg|Emballages Exemple SA|2024||
aluminiumfolie|||6|t|Verpakking Voorbeeld NV|2024||
"""

FEED_HEADER = (
    "Article", "Code NC", "Pays d'origine", "Quantité", "Unité", "Fournisseur", "Année", "Certification",
)  # fmt: skip
FEED = """
blé fourrager|10019900|France|21480,5|t|Coopérative Exemple|2024|
blé tendre|10019900|Belgique|16250|t|Négoce Exemple SA|2024|
blé fourrager||Allemagne|6140,25|t|Négoce Exemple SA|2024|
blé||Ukraine|3900|t|Port Exemple SA|2024|
orge|10039000|France|9870|t|Coopérative Exemple|2024|
orge||Belgique|5210,5|t|Négoce Exemple SA|2024|
orge||Royaume-Uni|1430|t|Port Exemple SA|2024|
maïs|10059000|France|12760|t|Coopérative Exemple|2024|
maïs||Ukraine|8340|t|Port Exemple SA|2024|
maïs||Roumanie|2115,75|t|Port Exemple SA|2024|
maïs||Belgique|1860|t|Négoce Exemple SA|2024|
triticale|10086000|Belgique|2480|t|Négoce Exemple SA|2024|
triticale||Pologne|1190|t|Port Exemple SA|2024|
avoine|10049000|Suède|940|t|Port Exemple SA|2024|
avoine||Belgique|415,5|t|Négoce Exemple SA|2024|
seigle||Allemagne|620|t|Négoce Exemple SA|2024|
sorgho||France|510|t|Coopérative Exemple|2024|
épeautre||Belgique|180|t|Négoce Exemple SA|2024|
graines de colza|12051090|France|3260|t|Coopérative Exemple|2024|
graines de colza||Belgique|870|t|Négoce Exemple SA|2024|
graines de tournesol||Bulgarie|1140|t|Port Exemple SA|2024|
graines de soja|12019000|Brésil|4380|t|Port Exemple SA|2024|RTRS
graines de soja||États-Unis|1925|t|Port Exemple SA|2024|
graines de soja||Italie|310|t|Négoce Exemple SA|2024|
graines de lin|12040090|Kazakhstan|460|t|Port Exemple SA|2024|
pois secs|07131090|France|1780|t|Coopérative Exemple|2024|
féveroles||Royaume-Uni|640|t|Port Exemple SA|2024|
lupins||Australie|220|t|Port Exemple SA|2024|
sojaschroot|23040000|Brésil|14200|t|Port Exemple SA|2024|RTRS
tourteau de soja||Argentine|6350|t|Port Exemple SA|2024|
tourteau de colza|23064900|Allemagne|4890|t|Négoce Exemple SA|2024|
tourteau de tournesol|23063000|Ukraine|2740|t|Port Exemple SA|2024|
tourteau de palmiste|23066000|Indonésie|1320|t|Port Exemple SA|2024|RSPO
pulpe de betterave|23032010|Belgique|3650|t|Sucrerie Exemple SA|2024|
son de blé|23023010|Belgique|5120|t|Moulin Exemple SA|2024|
mélasse de canne||Inde|1480|t|Port Exemple SA|2024|
farine de poisson|23012000|Pérou|390|t|Port Exemple SA|2024|MarinTrust
huile de palme|15111090|Malaisie|260|t|Huilerie Exemple SA|2024|RSPO
carbonate de calcium||Belgique|1350|t|Carrière Exemple SA|2024|
phosphate monocalcique||Maroc|310|t|Chimie Exemple SA|2024|
sel||Allemagne|420|t|Saline Exemple GmbH|2024|
prémélange minéral et vitaminé||Pays-Bas|480|t|Prémix Exemple BV|2024|
"""

FRESH_HEADER = ("Artikel", "KN-Code", "Ursprungsland", "Menge", "Einheit", "Lieferant", "Jahr", "Anbauweise")
FRESH_LINES = 400
#: German name | HS code | countries it comes from, the most frequent first | smallest and largest delivery [kg].
FRESH = """
Tomaten|070200|ES MA NL BE FR|2000-22000
Gurken|070700|NL ES BE|2000-18000
Gemüsepaprika|070960|ES NL MA|1500-18000
Auberginen|070930|ES NL|800-6000
Zucchini|070993|ES MA FR|1000-9000
Kopfsalat|070511|ES BE FR|1000-9000
Karotten|070610|BE NL FR|3000-23000
Zwiebeln|070310|NL BE ES|3000-23000
Knoblauch|070320|ES FR|400-3000
Porree|070390|BE NL|1500-12000
Weißkohl|070490|BE NL|2000-18000
Blumenkohl|070410|BE FR ES|1500-12000
Brokkoli|070410|ES IT|1000-9000
Spinat|070970|BE IT|500-4000
Spargel|070920|PE ES BE|300-3500
Artischocken|070991|IT ES|400-3000
Kürbisse|070993|ES BE ZA|800-6000
Grüne Bohnen|070820|KE MA ES|500-5000
Süßkartoffeln|071420|ES ZA|1000-9000
Kartoffeln|070190|BE FR NL|5000-24000
Bananen|080390|CO CR|9000-24000
Ananas|080430|CR|4000-20000
Avocados|080440|PE CO ES KE ZA CL MA|1500-20000
Mangos|080450|PE ES|1500-16000
Orangen|080510|ES ZA MA|4000-23000
Mandarinen|080521|ES MA ZA PE|2000-18000
Zitronen|080550|ES ZA|1500-14000
Limetten|080550|CO PE|500-5000
Grapefruit|080540|ZA ES|1000-8000
Tafeltrauben|080610|ZA PE CL IT ES|1500-18000
Wassermelonen|080711|ES MA CR|4000-22000
Papayas|080720|CR ES|300-3000
Äpfel|080810|BE FR IT CL|4000-23000
Birnen|080830|BE NL ZA CL|3000-22000
Aprikosen|080910|ES FR IT|500-6000
Pfirsiche|080930|ES IT FR|1000-9000
Pflaumen|080940|ES ZA CL IT|600-6000
Erdbeeren|081010|BE ES NL|500-6000
Himbeeren|081020|ES MA BE|200-2500
Heidelbeeren|081040|PE ES CL MA ZA|300-6000
Kiwis|081050|IT CL FR|1000-12000
Datteln|080410|MA|300-2000
Feigen|080420|ES FR|200-1500
"""
NAMES = {
    "BE": "Belgien", "CL": "Chile", "CO": "Kolumbien", "CR": "Costa Rica", "ES": "Spanien", "FR": "Frankreich",
    "IT": "Italien", "KE": "Kenia", "MA": "Marokko", "NL": "Niederlande", "PE": "Peru", "ZA": "Südafrika",
}  # fmt: skip
#: Goods that pass through the port and do not grow there: what importers write when they name the seller's country.
TRANSIT = {"Avocados", "Ananas", "Bananen", "Mangos"}
SELLERS = ("Beispiel Frucht GmbH", "Voorbeeld Fruit BV", "Exemple Primeurs SA", "Ejemplo Hortícola SL")


def rows_of(block: str) -> list[list[str]]:
    """Return the fields of each line of a block."""
    return [line.split("|") for line in block.strip().splitlines()]


def write_workbook(path: Path, sheet: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a list as a workbook: amounts and years as numbers, codes as text."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": sheet, "comments": MADE, "created": WRITTEN})
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, header, book.add_format({"bold": True}))
        page.freeze_panes(1, 0)
        for column, title in enumerate(header):
            page.set_column(column, column, max(len(title), *(len(row[column]) for row in rows)) + 2)
        for place, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                write_cell(page, place, column, text, numeric=column in (3, 6))


def write_cell(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str, *, numeric: bool) -> None:
    """Write one cell; an amount between double quotes stays a text, an error value is one."""
    if text == "#N/A":
        page.write_formula(row, column, "=NA()", None, "#N/A")
    elif numeric and text and not text.startswith('"'):
        page.write_number(row, column, float(text))
    elif text:
        page.write_string(row, column, text.strip('"'))


def csv_text(header: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str, ending: str) -> str:
    """Return a list as delimited text."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ending).writerows([header, *rows])
    return text.getvalue()


def fresh_rows() -> list[list[str]]:
    """Return the deliveries of the importer: random, the same for the same seed."""
    draw = random.Random(SEED)  # noqa: S311  (examples, not secrets)
    goods = rows_of(FRESH)
    return [fresh_row(goods[int(draw.random() * len(goods))], draw) for _ in range(FRESH_LINES)]


def fresh_row(good: Sequence[str], draw: random.Random) -> list[str]:
    """Return one delivery; earlier countries are likelier, half of the lines carry a code, a tenth no origin."""
    name, code, countries, range_kg = good
    origins = countries.split()
    iso2 = origins[int(min(draw.random(), draw.random()) * len(origins))]
    low, high = map(int, range_kg.split("-"))
    kilograms = 10 * int((low + (high - low) * draw.random() * draw.random()) / 10)
    origin = written_origin("NL" if name in TRANSIT and draw.random() < 0.12 else iso2, draw.random())
    practice = "organic" if draw.random() < 0.1 else ""
    with_code = code if draw.random() < 0.5 else ""
    seller = SELLERS[int(draw.random() * len(SELLERS))]
    return [name, with_code, origin, str(kilograms), "kg", seller, "2024", practice]


def written_origin(iso2: str, chance: float) -> str:
    """Return an origin as people write it: mostly a name, else a code, one time in ten nothing."""
    if chance < 0.1:
        return ""
    return iso2 if chance < 0.35 else NAMES[iso2]


def belgium_rows(source: Path) -> list[list[str]]:
    """Return Belgium's farm imports by item and origin [t/year], mean of the years reported in 2018-2023."""
    imports, items = (read_source(source, name) for name in SOURCES)
    names = {item["slug"]: item["fao_name"].strip() or item["slug"].replace("_", " ").capitalize() for item in items}
    codes = single_codes(items)
    rows = [
        [" ".join(names[row["item"]].split()), codes.get(row["item"], ""), row["origin_iso3"], tonnes(row), "t"]
        for row in imports
        if row["basis"] == BASIS and row["item"] not in SUMS
    ]
    return sorted(rows, key=lambda row: (row[0], -float(row[3]), row[2]))


def tonnes(row: dict[str, str]) -> str:
    """Return the tonnes a year with four decimals: with three, 469.633 could be read as thousands."""
    return f"{float(row['tonnes_per_year']):.4f}"


def single_codes(items: Sequence[dict[str, str]]) -> dict[str, str]:
    """Return the HS6 code of each item that has exactly one, which no other item has and which means the item."""
    claimed = Counter(code for item in items for code in item["hs6"].split())
    single = {item["slug"]: item["hs6"] for item in items if claimed[item["hs6"]] == 1}
    return {slug: code for slug, code in single.items() if slug not in CODE_MISLEADS}


def read_source(source: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a source table; refuse a file with another hash."""
    content = (source / name).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SOURCES[name]:
        raise SystemExit(f"{source / name} has SHA-256 {found}, expected {SOURCES[name]}")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def make(out: Path, source: Path | None) -> None:
    """Write the examples under `out`."""
    for folder in ("chocolate_maker", "feed_mill", "fresh_produce", "belgium"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    write_workbook(out / "chocolate_maker" / "purchases.xlsx", "Aankopen 2024", CHOCOLATE_HEADER, rows_of(CHOCOLATE))
    feed = csv_text(FEED_HEADER, rows_of(FEED), ";", "\r\n")  # as a Belgian spreadsheet saves it
    (out / "feed_mill" / "purchases.csv").write_bytes(feed.encode("cp1252"))
    write_workbook(out / "fresh_produce" / "purchases.xlsx", "Wareneingang 2024", FRESH_HEADER, fresh_rows())
    if source is not None:
        imports = csv_text(("item", "hs_code", "origin", "amount", "unit"), belgium_rows(source), ",", "\n")
        (out / "belgium" / "imports.csv").write_bytes(imports.encode("utf-8"))


def main() -> None:
    """Read the command line and write the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, help=f"folder with {' and '.join(SOURCES)}, for Belgium's list")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="where to write (default: here)")
    arguments = parser.parse_args()
    make(arguments.out, arguments.source)


if __name__ == "__main__":
    main()
