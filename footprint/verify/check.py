"""One check: what was checked, whether it held, and what was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one check on the factors."""

    name: str
    passed: bool
    found: str
