"""What the lists of a template offer, in one language: only what the resolve stage takes back for the same thing."""

from __future__ import annotations

from collections.abc import Iterable

from footprint.engine import catalogue
from footprint.ground.library import REFERENCE, library
from footprint.ground.text import fold
from footprint.stages.resolve.items import SURE, match_items
from footprint.stages.resolve.origins import read_origin
from footprint.templates.words import CERTIFICATIONS, CHAINS, DESTINATIONS, MEASURES, MONEY, PRACTICES


def choices(language: str) -> dict[str, tuple[str, ...]]:
    """Return name of the list -> what it offers, in the order in which it is offered.

    Parameters
    ----------
    language
        Code of the language.
    """
    return {
        "products": _products(language),
        "countries": _countries(language),
        "units": _units(),
        "practices": PRACTICES[language],
        "certifications": CERTIFICATIONS,
        "chains": CHAINS[language],
        "destinations": DESTINATIONS[language],
    }


def _products(language: str) -> tuple[str, ...]:
    """Return the names of the products that can be counted, without those that may mean another product too."""
    known = catalogue()
    names = known.products[language].astype(str).tolist()
    matches = match_items(names, [""] * len(names), known)
    return _sorted(
        name
        for code, (name, match) in enumerate(zip(names, matches, strict=True))
        if known.covered[code] and match.product == code and match.method in SURE and not match.remark
    )


def _countries(language: str) -> tuple[str, ...]:
    """Return the names of the countries, without the two that share the name of one island."""
    known = catalogue()
    table = library().table(REFERENCE, "countries", ["iso3", language]).astype(str)
    origins = [read_origin(name, known) for name in table[language]]
    return _sorted(
        name
        for name, iso3, origin in zip(table[language], table["iso3"], origins, strict=True)
        if origin.country >= 0 and not origin.remark and known.countries[origin.country] == iso3
    )


def _units() -> tuple[str, ...]:
    return (*MEASURES, *MONEY, *sorted(catalogue().currencies - set(MONEY)))


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as a dictionary of any of the four languages has them: accents and capitals make no difference."""
    return tuple(sorted(set(names), key=lambda name: (fold(name), name)))
