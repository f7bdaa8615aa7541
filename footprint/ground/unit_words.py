"""Words for units and money, as people write them in the four languages and as the trade abbreviates them."""

from __future__ import annotations

#: The registry's name of each unit of mass or volume, and how people write it (folded). A ton is metric: 1,000 kg.
_WRITTEN = {
    "gram": "g gr gram grams gramme grammes gramm grm",
    "kilogram": "kg kgs kgm kgr kilo kilos kilogr kilogram kilograms kilogrammes kilogramme kilogramm kilogramms",
    "hundred_kilogram": "100kg dt dtn quintal quintals quintaux dezitonne dezitonnen",
    "metric_ton": "t to ton tons tonne tonnes tonnen mt tn tne",
    "kilometric_ton": "kt kiloton kilotons kilotonne kilotonnes",
    "pound": "lb lbs lbr",
    "milliliter": "ml mlt milliliter millilitre millilitres",
    "centiliter": "cl clt centiliter centilitre centilitres",
    "liter": "l lt ltr liter liters litre litres",
    "hectoliter": "hl hlt hectoliter hectolitre hectolitres hektoliter",
    "meter ** 3": "m3 cbm mtq kubikmeter",
}
_WITH_SPACES = {
    "100 kg": "hundred_kilogram",
    "1000 kg": "metric_ton",
    "1000kg": "metric_ton",
    "1000 t": "kilometric_ton",
    "1000 l": "meter ** 3",
    "ton s": "metric_ton",
    "tonne s": "metric_ton",
    "kilo s": "kilogram",
    "metric ton": "metric_ton",
    "metric tons": "metric_ton",
    "metric tonne": "metric_ton",
    "metric tonnes": "metric_ton",
    "tonne metrique": "metric_ton",
    "tonnes metriques": "metric_ton",
    "metrische ton": "metric_ton",
    "kubieke meter": "meter ** 3",
    "metre cube": "meter ** 3",
    "metres cubes": "meter ** 3",
    "cubic metre": "meter ** 3",
    "cubic metres": "meter ** 3",
    "cubic meter": "meter ** 3",
    "cubic meters": "meter ** 3",
}
UNITS = {word: unit for unit, words in _WRITTEN.items() for word in words.split()} | _WITH_SPACES
SIGNS = {"US$": "USD", "€": "EUR", "$": "USD", "£": "GBP"}
#: What counts things, in trade: none of these says how much a line weighs.
_THINGS = (
    "st stk stck stuk stuks stuck stucke pce pcs pc pi piece pieces each ea unit units eenheid eenheden "
    "unite unites u un uni pal pallet pallets palet paletten palette palettes plt doos dozen carton "
    "cartons karton kartons kar ctn box boxes bx colli colis collo krat kratten kiste kisten caisse "
    "caisses bac bacs zak zakken sac sacs sack sacke bag bags bigbag bigbags big fut futs vat vaten fass "
    "fasser drum drums fles flessen bouteille bouteilles flasche flaschen bottle bottles blik blikken "
    "boite boites dose dosen can cans tray trays paar paire paires pair set sets bos bossen botte bottes "
    "bund bunde stam container containers truck trucks vrachtwagen ve vpe pak pakken paquet paquets paket "
    "pakete pack packs pkg rol rollen rouleau rouleaux roll rolls"
)
COUNTED = frozenset(_THINGS.split())
#: Currencies that lists are written in, whether or not there is a rate for them.
_CODES = (
    "EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RON TRY JPY CNY INR BRL AUD CAD ZAR SGD MYR IDR THB MXN KRW "
    "HKD NZD ILS BGN UAH MAD XOF XAF KES GHS NGN EGP VND PHP CLP COP PEN ARS RSD ISK SAR AED TND"
)
CURRENCIES = frozenset(_CODES.split())
#: Mt is a million tonnes to some and a metric ton to others.
TWO_MEANINGS = frozenset({"Mt"})
MONEY = {
    "euro": "EUR",
    "euros": "EUR",
    "eur": "EUR",
    "usd": "USD",
    "euro s": "EUR",
    "gbp": "GBP",
    "us dollar": "USD",
    "dollar": "USD",
    "dollars": "USD",
}
#: Prefixes and words for thousands and millions before a currency.
MULTIPLES = {
    "k": 1e3,
    "t": 1e3,
    "tsd ": 1e3,
    "m": 1e6,
    "mio ": 1e6,
    "mln ": 1e6,
    "million ": 1e6,
    "miljoen ": 1e6,
    "millions d ": 1e6,
    "millionen ": 1e6,
    "1000 ": 1e3,
    "1 000 ": 1e3,
    "duizend ": 1e3,
    "thousand ": 1e3,
    "tausend ": 1e3,
    "milliers d ": 1e3,
    "millier d ": 1e3,
}
