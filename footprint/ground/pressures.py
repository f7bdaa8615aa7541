"""The realms and pressures there are, and which pressures are never added to the rest of their realm (law L5)."""

from __future__ import annotations

REALMS = ("terrestrial", "freshwater", "marine")

PRESSURES = (
    "land occupation",
    "land transformation",
    "climate change",
    "climate change, short term",
    "climate change, long term",
    "water use",
    "freshwater eutrophication",
    "marine eutrophication",
    "terrestrial acidification",
    "freshwater acidification",
    "marine acidification, short term",
    "marine acidification, long term",
    "nitrogen deposition",
    "photochemical ozone formation",
    "ecotoxicity",
    "ecotoxicity, short term",
    "ecotoxicity, long term",
    "roads",
    "thermal pollution",
    "ionising radiation",
    "fisheries",
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
