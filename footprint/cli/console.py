"""What the commands say, and where: results on stdout, progress and problems on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

import typer

from footprint.ground.language import ENGLISH, Language, mark

if TYPE_CHECKING:
    from footprint.ground.errors import Problem

#: Problems shown on screen; the rest is counted (the workbook and JSON list them all).
SHOWN = 40
#: Places shown of each kind of warning.
EXAMPLES = 3
_SEVERITIES = {"error": mark("error"), "warning": mark("warning"), "info": mark("info")}
_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "info": typer.colors.BLUE}


def out(text: str, *, markup: bool = False) -> None:
    """Print to stdout; with rich markup only where nothing in it comes from the user."""
    from rich.console import Console

    Console(soft_wrap=True).print(text, highlight=False, markup=markup)


def fail(text: str) -> NoReturn:
    """Say on stderr what is wrong with the call, and leave with exit code 2."""
    typer.secho(text, err=True, fg=typer.colors.RED)
    raise typer.Exit(2)


def say_problems(problems: Sequence[Problem], language: Language = ENGLISH) -> None:
    """Print problems to stderr: errors one by one, then the rest by code, each with its first places."""
    said = [language.problem(problem) for problem in problems]
    errors = [problem for problem in said if problem.severity == "error"]
    for problem in errors[:SHOWN]:
        start = f"{_severity('error', language)}{problem.where}: {problem.code}: "
        typer.secho(f"{start}{_found(problem, language)}. {problem.fix}", err=True, fg=_COLOURS["error"])
    if len(errors) > SHOWN:
        count = len(errors) - SHOWN
        text = language.say("... and {count:,} more errors; the workbook and the JSON list them all", count=count)
        typer.echo(text, err=True)
    for severity in ("warning", "info"):
        _say_by_fix([problem for problem in said if problem.severity == severity], language)


def _severity(severity: str, language: Language) -> str:
    """Return the severity in the language, as wide as the shortest, and never run into what follows."""
    return f"{language.say(_SEVERITIES[severity]):<7} "


def _found(problem: Problem, language: Language) -> str:
    return language.say("found {found}; expected {expected}", found=problem.found, expected=problem.expected)


def _say_by_fix(problems: Sequence[Problem], language: Language) -> None:
    """Print problems of one severity, those with the same code and mend together."""
    groups: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.code, problem.fix), []).append(problem)
    for (code, fix), same in sorted(groups.items()):
        many = len(same) > EXAMPLES
        count = language.say("{count} x, first", count=len(same)) if many else f"{len(same)} x"
        severity = same[0].severity
        typer.secho(f"{_severity(severity, language)}{code}: {count}:", err=True, fg=_COLOURS[severity])
        for problem in same[:EXAMPLES]:
            typer.echo(f"        {problem.where}: {_found(problem, language)}", err=True)
        if many:
            typer.echo(f"        {language.say('... all are in the workbook and the JSON')}", err=True)
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
