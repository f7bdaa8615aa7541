"""What the commands say, and where: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import typer

from footprint.ground.language import ENGLISH, Language

if TYPE_CHECKING:
    from footprint.ground.errors import Problem

#: Problems shown on screen; the rest is counted (the workbook and JSON list them all).
SHOWN = 40
#: Places shown of each kind of warning.
EXAMPLES = 3
_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "info": typer.colors.BLUE}


def out(text: str) -> None:
    """Print to stdout, with rich markup."""
    from rich.console import Console

    Console(soft_wrap=True).print(text, highlight=False)


def fail(text: str) -> NoReturn:
    """Say on stderr what is wrong with the call, and leave with exit code 2."""
    typer.secho(text, err=True, fg=typer.colors.RED)
    raise typer.Exit(2)


def say_problems(problems: Sequence[Problem], language: Language = ENGLISH) -> None:
    """Print problems to stderr: errors one by one, then the rest by code, each with its first places."""
    problems = [problem.said(language) for problem in problems]
    errors = [problem for problem in problems if problem.severity == "error"]
    for problem in errors[:SHOWN]:
        typer.secho(f"error   {problem}", err=True, fg=_COLOURS["error"])
    if len(errors) > SHOWN:
        typer.echo(f"... and {len(errors) - SHOWN} more errors; the workbook and the JSON list them all", err=True)
    for severity in ("warning", "info"):
        _say_by_fix([problem for problem in problems if problem.severity == severity])


def _say_by_fix(problems: Sequence[Problem]) -> None:
    """Print problems of one severity, those with the same code and mend together."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.fix), []).append(problem)
    for (code, fix), same in sorted(groups.items()):
        count = f"{len(same)} x, first" if len(same) > EXAMPLES else f"{len(same)} x"
        typer.secho(f"{same[0].severity:<8}{code}: {count}:", err=True, fg=_COLOURS[same[0].severity])
        for problem in same[:EXAMPLES]:
            typer.echo(f"        {problem.where}: {problem.found}; expected {problem.expected}", err=True)
        if len(same) > EXAMPLES:
            typer.echo("        ... all are in the workbook and the JSON", err=True)
        typer.echo(f"        {fix}", err=True)


class Stages:
    """Progress on stderr: what is being done, and how long the last thing took."""

    def __init__(self) -> None:
        self._since: float | None = None

    def begin(self, text: str) -> None:
        """End the stage that ran, if any, and say what begins."""
        self.end()
        typer.echo(f"{text} ...", err=True, nl=not sys.stderr.isatty())
        self._since = time.monotonic()

    def end(self) -> None:
        """Say how long the stage took."""
        if self._since is not None and sys.stderr.isatty():
            typer.echo(f" {time.monotonic() - self._since:.1f} s", err=True)
        self._since = None
