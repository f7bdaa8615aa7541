"""The command that assesses: what it writes, and what it says when the list has faults."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from footprint.cli.console import Stages, fail, say_problems
from footprint.cli.show import show_result
from footprint.ground.errors import FootprintError, InputError, Problem
from footprint.ground.language import Language, mark, retold

if TYPE_CHECKING:
    from footprint.result import Result


@dataclass(frozen=True, slots=True)
class Outputs:
    """The files a user asked for, and the language they are in."""

    workbook: Path | None
    page: Path | None
    json: Path | None
    marked: Path | None
    language: str

    @property
    def paths(self) -> list[Path]:
        """The files that are asked for."""
        return [path for path in (self.workbook, self.page, self.json, self.marked) if path is not None]


def run(purchases: Path, outputs: Outputs, options: Mapping[str, Any]) -> None:
    """Assess, write what was asked for and show the result; leave with exit code 2 if the input stops it."""
    stages = Stages()
    _refuse(purchases, outputs)
    try:
        result = _assess(purchases, outputs, options, stages)
    except InputError as fault:
        stages.end()
        say_problems(fault.problems, Language(outputs.language))
        _return_faults(purchases, outputs, fault.problems)
        raise typer.Exit(2) from None
    except FootprintError as fault:
        stages.end()
        fail(str(fault))
    stages.end()
    show_result(result, Language(outputs.language))


def _refuse(purchases: Path, outputs: Outputs) -> None:
    """Leave with exit code 2 if a result cannot stand where it was asked for: before the work, and before any file."""
    from footprint.stages.report.door import refuse_clashes, refuse_names

    try:
        refuse_clashes(purchases, outputs.paths)
        refuse_names({path: ".xlsx" if path == outputs.workbook else "" for path in outputs.paths})
    except InputError as fault:
        say_problems(fault.problems, Language(outputs.language))
        raise typer.Exit(2) from None


def _assess(purchases: Path, outputs: Outputs, options: Mapping[str, Any], stages: Stages) -> Result:
    say = Language(outputs.language).say
    stages.begin(say("Reading and assessing {file}", file=purchases.name))
    from footprint.assessment import assess

    result = assess(purchases, **options)
    _write(result, purchases, outputs, stages)
    return result


def _write(result: Result, purchases: Path, outputs: Outputs, stages: Stages) -> None:
    """Write what was asked for; InputError if a file cannot be written."""
    say = Language(outputs.language).say
    for path, write, name in _doors(result, purchases, outputs):
        if path is not None:
            stages.begin(say("{what}: {path}", what=retold(name), path=path))
            write(path)


def _doors(result: Result, purchases: Path, outputs: Outputs) -> list[tuple[Path | None, Callable[[Path], None], str]]:
    """Return each file that may be asked for, what writes it, and what it is called."""
    from footprint.stages.report import write_json

    return [
        (outputs.workbook, partial(result.to_excel, language=outputs.language), mark("Writing the workbook")),
        (outputs.page, partial(result.to_html, language=outputs.language), mark("Writing the report")),
        (outputs.json, lambda path: write_json(result.report, path), mark("Writing the JSON")),
        (
            outputs.marked,
            partial(result.to_marked, purchases, language=outputs.language),
            mark("Writing your list with its marks"),
        ),
    ]


def _return_faults(purchases: Path, outputs: Outputs, problems: Sequence[Problem]) -> None:
    """Write the faults as JSON and into the user's own list; where that cannot be done, say so once."""
    try:
        if outputs.json is not None and outputs.json.resolve() != purchases.resolve():
            _write_problems(outputs.json, problems)
        if outputs.marked is not None and purchases.is_file():
            from footprint.returned import write_marked

            write_marked(purchases, outputs.marked, problems, None, Language(outputs.language))
    except InputError as fault:
        say_problems([problem for problem in fault.problems if problem not in problems], Language(outputs.language))


def _write_problems(path: Path, problems: Sequence[Problem]) -> None:
    from footprint.stages.report.door import text_file

    rows = {"problems": [problem.as_row() for problem in problems]}
    with text_file(path) as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)
