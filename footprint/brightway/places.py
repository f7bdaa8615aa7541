"""From a location as Brightway's databases write it to a country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from footprint.ground.library import REFERENCE, Library
from footprint.ground.text import fold

NO_PLACE = "GLO"
Kind = Literal["country", "part", "region", "world", "missing"]


@dataclass(frozen=True, slots=True)
class Location:
    """A location: its ISO3 code, or GLO for no country, and what it is."""

    place: str
    kind: Kind


def country_codes(library: Library) -> dict[str, str]:
    """Return the names and ISO codes of countries, folded -> ISO3."""
    names = library.table(REFERENCE, "country_names", ["name", "iso3"]).astype(str)
    return {fold(name): iso3 for name, iso3 in names.itertuples(index=False, name=None)}


def read_location(written: Any, codes: Mapping[str, str]) -> Location:
    """Return the country of a location.

    An ISO 3166-1 code or a country's exact name counts; so does the country of an ISO 3166-2 code. Regions, and
    anything else, are no country.

    Examples
    --------
    >>> codes = {"be": "BEL", "us": "USA"}
    >>> [read_location(text, codes).place for text in ("BE", "US-CA", "RER", None)]
    ['BEL', 'USA', 'GLO', 'GLO']
    """
    text = str(written[-1] if isinstance(written, tuple) and written else written or "").strip()
    if not text or text.lower() in ("none", "nan"):
        return Location(NO_PLACE, "missing")
    if text.upper() == NO_PLACE:
        return Location(NO_PLACE, "world")
    if fold(text) in codes:
        return Location(codes[fold(text)], "country")
    country, dash, _ = text.partition("-")
    if dash and len(country) == 2 and country.isupper() and country.lower() in codes:
        return Location(codes[country.lower()], "part")
    return Location(NO_PLACE, "region")
