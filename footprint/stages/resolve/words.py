"""Words beside a product's name that do not say which product it is, in nl, fr, de and en, all folded.

A word is here only if leaving it out can never turn one product into another. So there is no *raw*, *dried* or *ground*
(raw coffee is not coffee), no *in blik* or *frozen*, and no *for* (potato bags are not potatoes).
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Articles and prepositions; left out of the names of the catalogue as well before the two are compared.
ARTICLES = _words("van uit de het een du des d la le les l un une aus of der die das en et and und a in im von from")

#: Farming and labels, quality and size, trade and packing of no consequence.
NOISE = _words(
    """
    bio biologisch biologische biologique biologiques organic oko okologisch okologische eko bioland demeter
    conventional conventioneel conventionele conventionnel conventionnelle konventionell
    fairtrade ft rainforest alliance ra utz rspo rtrs iscc globalgap certified gecertificeerd gecertificeerde certifie
    typ nr
    los losse lose vrac bulk tros gewassen ongewassen washed lave lavee lavees gewaschen
    klasse class classe kl cat categorie i ii extra premium grade quality kwaliteit qualite qualitat standard type
    kg g t l ml cl gr gram ton tonne tonnes kilo x st stuk stuks piece pieces pc pcs stuck
    crop harvest oogst recolte ernte campagne new nieuwe nouvelle nouveau neue neuer
    import imported ingevoerd importe importee eu ue
    uht halal fsc pefc portie porties portion portions portionen kuipje kuipjes sneetjes tranches scheiben brik
    grof fijn gros fin heel hele entier entiers entiere entieres ganz ganze whole
    chiquita fyffes zespri
    belgisch belgische belge belges belgian belgischer hollands hollandse nederlands nederlandse neerlandais
    neerlandaise neerlandaises dutch niederlandische spaans spaanse espagnol espagnole espagnols espagnoles spanish
    spanische
    frans franse francais francaise francaises franzosische italiaans italiaanse italien italienne italiennes italiens
    italian italienische duits duitse allemand allemande allemands allemandes german deutsche marokkaans marokkaanse
    marocain marocaine marocains marocaines moroccan
    """
)

#: Left out only where the product is not a dried one: fresh field beans are not the dry crop.
FRESH = _words(
    """
    vers verse fresh frais fraiche fraiches frisch frische frischer frisches
    gekoeld gekoelde chilled refrigere refrigeree refrigeres refrigerees gekuhlt gekuhlte
    """
)
#: Left out but for eggs: those out of their shell are another good.
PASTEURISED = _words(
    """
    gepasteuriseerd gepasteuriseerde pasteurise pasteurisee pasteurises pasteurisees pasteurised pasteurized
    pasteurisiert pasteurisierte pasteurisiertes
    """
)
#: Left out only beside meat, fish, dairy, bread and pasta: frozen vegetables, fruit and eggs are goods of their own.
FROZEN = _words(
    """
    diepvries diepgevroren ingevroren bevroren frozen surgele surgeles surgelee surgelees congele congeles congelee
    congelees tiefgekuhlt tiefgekuhlte tiefgefroren gefroren gefrorene tiefkuhl
    """
)
#: Classes and headings whose goods are the same when frozen, and a heading whose goods are not: eggs.
FROZEN_CLASSES, FROZEN_HEADINGS, EGGS = (
    ("animal", "fish"),
    ("1601", "1602", "1604", "1605", "1901", "1902", "1905"),
    "0407",
)
#: Heading -> lowest and highest percentage that such goods have as a matter of course: fat of butter, alcohol of wine.
PERCENTAGES = {
    **{"040120": (1.4, 6.0), "04014": (6.0, 10.0), "04015": (10.0, 50.0), "0403": (0.0, 10.0)},
    **{"0405": (80.0, 84.0), "0406": (0.0, 75.0)},
    **{"2203": (1.2, 15.0), "2204": (5.0, 22.0), "2206": (1.2, 22.0), "2208": (15.0, 80.0)},
}

#: Words that bind those beside them: where one stands, no word may move.
BINDING = _words(
    """
    niet non pas sans zonder ohne nicht without not free vrij frei for voor pour fur oder ou or with met avec mit
    op sur auf no geen kein keine ex
    """
)
#: Words of the articles above that bind the one after them: beside them no word may move either.
PREPOSITIONS = _words("de du des d au aux a en van von of in im from aus uit")
#: What is sown or planted is no good made of it: *zaad kool* is no koolzaad.
SOWN = _words("zaad zaden samen saat seed seeds graine graines semence semences plant planten plants pflanzen")

#: Words that change nothing in goods of these headings: refined oil, salted butter, grated cheese, the size of eggs.
IDLE_IN = (
    (
        _words(
            """
            refined raffine raffinee raffines raffiniert raffiniertes geraffineerd geraffineerde rbd desodorise
            desodorisee ontgeurd desodoriert
            """
        ),
        ("1507", "1508", "1511", "1512", "1513", "1514", "1515"),
    ),
    (
        _words(
            """
            salted unsalted gezouten ongezouten gesalzen gesalzene ungesalzen ungesalzene sale non demi sel doux
            """
        ),
        ("0405",),
    ),
    (
        _words(
            """
            gerieben geriebener gehobelt geraspt geraspte rape rapee grated jong jonge belegen oud oude jeune vieux
            """
        ),
        ("0406",),
    ),
    (_words("maat m l s xl grosse calibre size bodenhaltung freilandhaltung"), ("0407",)),
    (
        _words("festkochend mehlig mehligkochend vorwiegend vastkokend vastkokende bloemig bloemige chair ferme"),
        ("0701",),
    ),
    (_words("rot rote rood rode rouge rouges red groen groene grun grune vert verte verts vertes green"), ("0808",)),
    (_words("rot rote rood rode rouge rouges red bruin bruine brun brune braun braune corail"), ("07134",)),
    (_words("alkalisch alkalische alkalisiert alkalisiertes alkalised alkalized gealkaliseerd alcalinise"), ("1805",)),
    (_words("wit witte white blanc weiss weisser kristal kristall cristal granulated feinkristall"), ("170199",)),
    (_words("wit witte white blanc weiss alcool alcohol branntwein"), ("2209",)),
    (_words("bruin bruine brun brune brown roux rousse braun brauner"), ("170113", "170114")),
)

#: What goods are packed in.
PACKAGES = _words(
    """
    zak zakken sac sacs sack sacks sacke sacken bag bags bigbag bigbags doos dozen box boxes kist kisten krat kratten
    caisse caisses kiste crate crates colis pallet pallets palette palettes tray trays schaal schaaltje barquette
    barquettes big bidon bidons jerrycan jerrycans kanister emmer emmers seau seaux eimer vat vaten fut futs fass ibc
    """
)
#: A big bag is always a packing.
BIG_BAGS = _words("big bigbag bigbags")
#: What those are made of: a sack of jute is no jute.
MATERIALS = _words(
    """
    jute juten jutten coton katoen katoenen cotton baumwolle papier papieren paper kraft plastic plastiek plastique
    kunststof kunststoff pp pe karton carton cardboard linnen linen lin leinen sisal hennep chanvre hemp hanf
    bois hout houten wood wooden holz holzern holzerne holzernen
    """
)

#: Country names and codes that are also goods or plain words.
NOT_PLACES = _words("turkey guinea niger java jersey can in tin")
#: Country names that belong to the good where one of these words stands beside them: Brazil nuts, Orange Belgium.
_NUTS = _words("nut nuts noot noten noix nuss nusse kernels")
NAMED_AFTER = {
    **dict.fromkeys(("brazil", "bresil", "brasil", "brasilien", "brazilie", "brazilian"), _NUTS),
    **dict.fromkeys(("belgium", "belgique", "belgie"), _words("orange")),
}

#: Words beside a country's name that name no part of it.
BESIDE_COUNTRIES = _words(
    """
    eu ue eea eer non niet hors nicht extra intra origin origine oorsprong herkomst herkunft ursprung product produce of
    made in grown from uit aus pays de du land van country europe europa africa afrika afrique asia azie asie asien
    america amerika amerique south zuid sud central midden latin latijns north noord the
    """
)

_CLAIMS = re.compile(
    r"\b(?:non (?:gmo|ggo|ogm|gvo)|(?:gmo|ggo|ogm|gvo) (?:free|vrij|frei)|sans ogm|ohne gentechnik|gentechnikfrei"
    r"|max havelaar|label rouge|origine|origin|oorsprong|herkomst|herkunft|ursprung)\b"
)
_PERCENTAGE = re.compile(
    r"(?<![\d.,])(\d{1,4}(?:[.,]\d{1,6})?)\s*%\s*"
    r"(?:(?:vol|mg|mat(?:i[eè]re)?s? grasses?|vet|fat|fett?|alc)\b\.?)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\d+[a-z]{0,3}|\d+x\d+[a-z]{0,3}|\d+m[23]|m[23]|t\d{2,3})$")


def without_claims(folded: str) -> str:
    """Return a folded text without claims of several words ("non gmo", "max havelaar") and the word *origin*.

    >>> without_claims("sojabonen ggo vrij")
    'sojabonen'
    """
    return " ".join(_CLAIMS.sub(" ", folded).split())


def percentages(text: str) -> tuple[str, list[float]]:
    """Return a text without its percentages, and those.

    >>> percentages("Rode wijn 13,5% vol 75cl")
    ('Rode wijn  75cl', [13.5])
    """
    found = [float(number.replace(",", ".")) for number in _PERCENTAGE.findall(text)]
    return _PERCENTAGE.sub("", text), found


def core(name: str) -> str:
    """Return a folded name without articles and prepositions.

    >>> core("huile d olive")
    'huile olive'
    """
    return " ".join(word for word in name.split() if word not in ARTICLES)


def stated(words: list[str]) -> list[str]:
    """Return the words without noise and numbers, packing among them.

    >>> stated("cacaobonen 60kg jute zak bio".split())
    ['cacaobonen', 'jute', 'zak']
    """
    return [word for word in words if word not in NOISE and word not in ARTICLES and not _NUMBER.match(word)]


def telling(words: list[str]) -> list[str]:
    """Return the words that may say which product it is: no noise, numbers or packing.

    A sack and the stuff it is made of go together; when nothing or only such stuff is left, the good is the sack.
    Without a size beside it, the sack may be what was bought (potato bags) and stays.

    >>> telling("cacaobonen 60kg jute zak bio".split()), telling("tomaten houten kist 5kg".split())
    (['cacaobonen'], ['tomaten'])
    >>> telling("sacs de jute 50kg".split()), telling("potato bags".split())
    ([], ['potato', 'bags'])
    """
    kept = stated(words)
    sized = any(_NUMBER.match(word) for word in words) or not BIG_BAGS.isdisjoint(words)
    if not sized or PACKAGES.isdisjoint(kept):
        return kept
    rest = [word for at, word in enumerate(kept) if word not in PACKAGES and not _of_package(kept, at)]
    return [] if MATERIALS.issuperset(rest) else rest


def _of_package(words: list[str], at: int) -> bool:
    beside = words[max(at - 1, 0) : at + 2]
    return words[at] in MATERIALS and bool(PACKAGES.intersection(beside))
