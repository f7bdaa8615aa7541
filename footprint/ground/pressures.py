"""Which pressures are never added to the rest of their realm (law L5)."""

from __future__ import annotations


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
