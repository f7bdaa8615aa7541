"""The realms and pressures there are, and which pressures are never added to the rest of their realm (law L5)."""

from __future__ import annotations

from footprint.ground.language import mark

REALMS = (mark("terrestrial"), mark("freshwater"), mark("marine"))

PRESSURES = (
    mark("land occupation"),
    mark("land transformation"),
    mark("climate change"),
    mark("climate change, short term"),
    mark("climate change, long term"),
    mark("water use"),
    mark("freshwater eutrophication"),
    mark("marine eutrophication"),
    mark("terrestrial acidification"),
    mark("freshwater acidification"),
    mark("marine acidification, short term"),
    mark("marine acidification, long term"),
    mark("nitrogen deposition"),
    mark("photochemical ozone formation"),
    mark("ecotoxicity"),
    mark("ecotoxicity, short term"),
    mark("ecotoxicity, long term"),
    mark("roads"),
    mark("thermal pollution"),
    mark("ionising radiation"),
    mark("fisheries"),
)
"""The pressures in the order of the method."""


def set_apart(pressure: str) -> bool:
    """Return whether a pressure stands apart: one-off transformation, and what only comes after a century.

    >>> set_apart("land transformation"), set_apart("land occupation"), set_apart("ecotoxicity, long term")
    (True, False, True)
    """
    return pressure == "land transformation" or pressure.endswith("long term")


def column_of(realm: str, pressure: str) -> str:
    """Return the realm a pressure is summed under: the realm, or a realm of its own if it stands apart.

    >>> column_of("terrestrial", "land transformation")
    'terrestrial, land transformation'
    """
    return f"{realm}, {pressure}" if set_apart(pressure) else realm
