"""From where: what the user wrote becomes a country of production, or is known to be unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from footprint.ground.text import fold
from footprint.stages.resolve.catalogue import Catalogue

FUZZY_SCORE = 90.0
FUZZY_LENGTH = 5
_TRANSIT = frozenset(
    [
        "transit",
        "transito",
        "doorvoer",
        "via",
        "import",
        "re",
        "export",
        "reexport",
        "hub",
        "port",
        "haven",
        "durchfuhr",
    ]
)
_SPLIT = re.compile(r"[,;/()\[\]|+&]| - | et | en | and | und | via ")


@dataclass(frozen=True, slots=True)
class Origin:
    """A written origin: its country code (-1: unknown), the problem code to report ("" for none) and what was understood."""

    country: int
    remark: str = ""
    note: str = ""


def read_origin(written: str, catalogue: Catalogue) -> Origin:
    """Return the country of a written origin.

    An exact name, ISO code or alias counts; so does one country among other words ("Brazil, Minas Gerais"). A group of countries,
    a place of transit and several countries at once are not a country of production: the origin is then unknown and the line says so.
    """
    folded = fold(written)
    if folded in catalogue.country_groups:
        meaning, fix = catalogue.country_groups[folded]
        return Origin(-1, "" if meaning == "unknown" else "origin_group", fix)
    words = set(folded.split())
    if words & _TRANSIT:
        return Origin(-1, "origin_transit", "a place of transit is not a country of production")
    if folded in catalogue.country_names:
        return Origin(catalogue.country_names[folded])
    return _among_words(written, catalogue) or _near_spelling(folded, catalogue)


def _among_words(written: str, catalogue: Catalogue) -> Origin | None:
    parts = [fold(part) for part in _SPLIT.split(written)]
    found = {catalogue.country_names[part] for part in parts if part in catalogue.country_names}
    if len(found) > 1:
        return Origin(-1, "origin_several", "several countries in one cell")
    return Origin(found.pop(), "origin_part", "one country named among other words") if found else None


def _near_spelling(folded: str, catalogue: Catalogue) -> Origin:
    best = process.extractOne(folded, catalogue.country_names.keys(), scorer=fuzz.ratio)
    if best is None:
        return Origin(-1, "origin_unknown_name", "")
    name, score, _ = best
    if score >= FUZZY_SCORE and len(folded) >= FUZZY_LENGTH:
        return Origin(catalogue.country_names[name], "origin_fuzzy", name)
    return Origin(-1, "origin_unknown_name", name)
