"""How well an origin is known: plot, municipality, region, country, or not at all.

Factors are by country, so the grade moves no figure. It says what a purchase could prove (the EU's rule on
deforestation asks for plots) and is part of what to find out next.
"""

from __future__ import annotations

import re

from footprint.ground.text import fold
from footprint.stages.resolve.words import BESIDE_COUNTRIES

GRADES = ("plot", "municipality", "region", "country", "unknown")

#: Two decimal degrees, or a word for a field.
_COORDINATES = re.compile(r"-?\d{1,2}[.,]\d{2,9}\s?°?\s?[NSns]?\s?[,;/ ]\s?-?\d{1,3}[.,]\d{2}")
_PLOT = re.compile(
    r"\b(?:plot|plots|parcel|parcels|perceel|percelen|parcelle|parcelles|parzelle|parzellen|geojson|gps)\b"
)
_MUNICIPALITY = re.compile(r"\b(?:municipality|municipio|gemeente|commune|gemeinde|district|distrito)\b")


def grade_of(written: str, country_words: frozenset[str]) -> str:
    """Return the grade of an origin that was taken for a country.

    Parameters
    ----------
    country_words
        Folded words of the names and codes of the country it was taken for.

    Examples
    --------
    >>> words = frozenset({"brazil", "bra", "br"})
    >>> [grade_of(text, words) for text in ("Brazil", "Brazil, Mato Grosso", "Brazil, -12.55, -55.72")]
    ['country', 'region', 'plot']
    """
    folded = fold(written)
    if _COORDINATES.search(written) or _PLOT.search(folded):
        return "plot"
    if _MUNICIPALITY.search(folded):
        return "municipality"
    others = [word for word in folded.split() if word not in country_words and word not in BESIDE_COUNTRIES]
    return "region" if any(len(word) > 2 for word in others) else "country"
