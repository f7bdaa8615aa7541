"""Biodiversity footprint of what an organisation buys, every number with its source, unit, coverage and place.

The public names are loaded at first use, so that ``import footprint`` and the command line start at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from footprint.assessment import assess
    from footprint.explanation import explain
    from footprint.ground.errors import FactorError, FootprintError, InputError, Problem
    from footprint.lookups import intensities, inventory, products
    from footprint.one_factor import factor, lenses
    from footprint.practice.per_tonne import practices
    from footprint.result import Result
    from footprint.tracing import trace_origins

_HOMES = {
    "assess": "footprint.assessment",
    "explain": "footprint.explanation",
    "factor": "footprint.one_factor",
    "intensities": "footprint.lookups",
    "inventory": "footprint.lookups",
    "lenses": "footprint.one_factor",
    "practices": "footprint.practice.per_tonne",
    "products": "footprint.lookups",
    "trace_origins": "footprint.tracing",
    "Result": "footprint.result",
    "FactorError": "footprint.ground.errors",
    "FootprintError": "footprint.ground.errors",
    "InputError": "footprint.ground.errors",
    "Problem": "footprint.ground.errors",
}

__all__ = [
    "FactorError",
    "FootprintError",
    "InputError",
    "Problem",
    "Result",
    "assess",
    "explain",
    "factor",
    "intensities",
    "inventory",
    "lenses",
    "practices",
    "products",
    "trace_origins",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'footprint' has no attribute {name!r}")
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found  # a function wins over the module of the same name, at once and for good
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
