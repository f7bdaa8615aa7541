"""Brightway projects: opened, and left as the user had them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from footprint.ground.errors import InputError, Problem


def bw2data() -> Any:
    """Return the module, or say how to get it. The folder of the projects is the one it was told (BRIGHTWAY2_DIR)."""
    try:
        import bw2data as module
    except ImportError as error:
        raise ImportError("the bridge to Brightway needs: pip install 'footprint[brightway]'") from error
    return module


def bw2calc() -> Any:
    """Return the module, without its remark on faster solvers."""
    with warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message=r"\s*It seems like you have|No fast sparse solver", category=UserWarning
        )
        import bw2calc as module
    return module


@contextmanager
def opened(project: str, *, create: bool) -> Iterator[Any]:
    """Make a project the current one for a while; the one that was current before is so again afterwards.

    Raises
    ------
    InputError
        There is no such project and it is not to be made, or it is of the old format.
    """
    data = bw2data()
    before = data.projects.current
    if not create and project not in data.projects:
        raise InputError([_missing(project, data)])
    data.projects.set_current(project, update=create)
    try:
        if not data.projects.twofive:
            raise InputError([_old(project)])
        yield data
    finally:
        data.projects.set_current(before, update=False)


def _missing(project: str, data: Any) -> Problem:
    known = ", ".join(sorted(str(each.name) for each in data.projects))
    return Problem(
        code="brightway_project_missing",
        severity="error",
        where=project,
        found=f"no project of this name; there are {known}",
        expected="the name of a Brightway project",
        fix="Check the name, and that BRIGHTWAY2_DIR leads to your projects.",
    )


def _old(project: str) -> Problem:
    return Problem(
        code="brightway_project_old",
        severity="error",
        where=project,
        found="a project in the format of Brightway 2",
        expected="a project of Brightway 2.5",
        fix="Run bw2data.projects.migrate_project_25() on a copy of it.",
    )
