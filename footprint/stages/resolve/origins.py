"""From where: what the user wrote becomes a country of production, or is known to be unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from footprint.ground.language import told
from footprint.ground.text import fold
from footprint.stages.resolve.catalogue import Catalogue
from footprint.stages.resolve.grades import grade_of
from footprint.stages.resolve.spelling import rivalled

#: Near spellings score at least this (0-100); a shorter name must be spelt right.
FUZZY_SCORE = 90.0
FUZZY_LENGTH = 5
#: A longer text names no country.
LONGEST = 300
#: Below this a nearest name is no help.
NEAREST_SCORE = 65.0
_TRANSIT = frozenset(
    [
        *("transit", "transito", "doorvoer", "durchfuhr", "via", "import", "re", "export", "reexport"),
        *("hub", "port", "haven"),
    ]
)
_SPLIT = re.compile(r"[,;:/()\[\]|+&\n]| - | et | en | and | und | or | ou | oder | via |\d[\d.,]* ?%")
_SAID = re.compile(
    r"^(?:country of origin|land van (?:herkomst|oorsprong)|pays d origine|ursprungsland|product of|produce of|made in"
    r"|grown in|produit (?:de|du|d)|origin|origine|oorsprong|herkomst|herkunft|ursprung|from|uit|aus|provenance)"
    r"\s+(?:de |du |d )?"
)
#: Parts of the world that may stand beside a country without making it two: "Spain (EU)".
_AROUND = frozenset(
    [
        *(
            "eu",
            "ue",
            "eu27",
            "eu 27",
            "eea",
            "eer",
            "non eu",
            "niet eu",
            "hors ue",
            "nicht eu",
            "extra eu",
            "intra eu",
        ),
        *("europe", "europa", "africa", "afrika", "afrique", "asia", "azie", "asie", "asien", "oceania", "oceanie"),
        *("west africa", "west afrika", "afrique de l ouest", "westafrika", "east africa", "oost afrika"),
        *(
            "south america",
            "zuid amerika",
            "amerique du sud",
            "sudamerika",
            "latin america",
            "latijns amerika",
            "latam",
        ),
        *("america", "amerika", "amerique", "central america", "midden amerika", "north america", "noord amerika"),
    ]
)


@dataclass(frozen=True, slots=True)
class Origin:
    """A written origin.

    `country` is its country code (-1: unknown), `remark` the problem code to report ("" for none), `note` what was
    understood, `grade` how well the origin is known (one of GRADES).
    """

    country: int
    remark: str = ""
    note: str = ""
    grade: str = "unknown"


def read_origin(written: str, catalogue: Catalogue) -> Origin:
    """Return the country of a written origin, and how well it is known: see :func:`_country_of`."""
    if len(written) > LONGEST:
        return Origin(-1, "origin_unknown_name")
    found = _country_of(written, catalogue)
    if found.country < 0:
        return found
    if fold(written) in catalogue.country_names or found.remark == "origin_fuzzy":
        return replace(found, grade="country")
    return replace(found, grade=grade_of(written, catalogue.country_words[found.country]))


def _country_of(written: str, catalogue: Catalogue) -> Origin:
    """Return the country of a written origin.

    An exact name, ISO code or alias counts; so does one country among other words ("Brazil, Minas Gerais"). A group of
    countries, a place of transit and several countries at once are not a country of production: the origin is then
    unknown and the line says so.
    """
    folded = fold(written)
    if not folded:
        return Origin(-1, note=told("nothing but signs"))
    if folded in catalogue.country_groups:
        meaning, fix = catalogue.country_groups[folded]
        return Origin(-1, "" if meaning == "unknown" else "origin_group", fix)
    before, via, _ = folded.partition(" via ")
    if via and before in catalogue.country_names:
        return Origin(catalogue.country_names[before], "origin_part", told("the country before the route"))
    if _TRANSIT.intersection(folded.split()):
        return Origin(-1, "origin_transit", told("a place of transit is not a country of production"))
    if folded in catalogue.country_names:
        return Origin(catalogue.country_names[folded])
    return _among_words(written, catalogue) or _said(folded, catalogue) or _near_spelling(folded, catalogue)


def _among_words(written: str, catalogue: Catalogue) -> Origin | None:
    parts = [fold(part) for part in _SPLIT.split(written)]
    found = {catalogue.country_names[part] for part in parts if part in catalogue.country_names}
    others = [part for part in parts if part in catalogue.country_groups and part not in _AROUND]
    if len(found) > 1 or (found and others):
        return Origin(-1, "origin_several", told("several countries in one cell"))
    return Origin(found.pop(), "origin_part", told("one country named among other words")) if found else None


def _said(folded: str, catalogue: Catalogue) -> Origin | None:
    """Return the country of a text that names it once in other words: "product of Spain", "BE Belgium"."""
    name = _SAID.sub("", folded)
    if name in catalogue.country_names:
        return Origin(catalogue.country_names[name], "origin_part", told("one country named among other words"))
    code, _, rest = folded.partition(" ")
    first, second = catalogue.country_names.get(code, -1), catalogue.country_names.get(rest, -2)
    return Origin(first, "origin_part", told("one country named twice")) if first == second else None


def _near_spelling(folded: str, catalogue: Catalogue) -> Origin:
    """Return the country of a near spelling; none if another country is nearly as near (Nigera: Nigeria or Niger?)."""
    best = process.extract(folded, catalogue.country_names.keys(), scorer=fuzz.ratio, limit=20)
    if not best:
        return Origin(-1, "origin_unknown_name")
    name, score, _ = best[0]
    country = catalogue.country_names[name]
    others = [other for other, _, _ in best if catalogue.country_names[other] != country and len(other) > 3]
    sure = score >= FUZZY_SCORE and len(folded) >= FUZZY_LENGTH and not rivalled(folded, name, others)
    if sure:
        return Origin(country, "origin_fuzzy", name)
    return Origin(-1, "origin_unknown_name", told("nearest: {name}", name=name) if score >= NEAREST_SCORE else "")
