"""The catalogue of the released editions, and small lists read and resolved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from footprint import engine
from footprint.ground.activities import Activities
from footprint.ground.errors import Problem
from footprint.stages.read import read
from footprint.stages.resolve import Catalogue, Resolved, resolve
from footprint.stages.resolve.remarks import remarks
from footprint.stages.resolve.stage import View


class Case(NamedTuple):
    """A list, what it was resolved to, and what was said about it."""

    activities: Activities
    resolved: Resolved
    problems: list[Problem]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return engine.catalogue()


@pytest.fixture(scope="session")
def case(catalogue: Catalogue) -> Callable[..., Case]:
    """Return a function from rows of the usual columns to the resolved list; a row says only what is unusual."""
    usual = {"item": "", "hs_code": "", "origin": "", "amount": 1.0, "unit": "t", "year": 2022}
    usual |= {"practice": "", "destination": ""}

    def made(*rows: dict[str, Any], year: int | None = None, view: View = "declared") -> Case:
        activities = read([usual | row for row in rows])
        resolved = resolve(activities, catalogue, year, view)
        return Case(activities, resolved, remarks(activities, resolved, catalogue))

    return made
