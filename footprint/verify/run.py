"""All checks, in order."""

from __future__ import annotations

from footprint.ground.errors import FootprintError
from footprint.ground.library import Library, library
from footprint.verify.check import Check
from footprint.verify.editions import UNREADABLE, check_editions
from footprint.verify.inventory import check_inventory
from footprint.verify.methods import check_methods

__all__ = ["Check", "verify"]


def verify(checked: Library | None = None) -> list[Check]:
    """Return the outcome of every check on a library; the installed one if None."""
    tables = checked or library()
    checks = list(check_editions(tables))
    try:
        return [*checks, *check_methods(tables), *check_inventory(tables)]
    except (*UNREADABLE, FootprintError) as fault:
        return [*checks, Check("methods and inventory", False, f"not checked: {fault}")]
