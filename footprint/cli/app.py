"""The commands. Heavy modules are imported inside them, so that ``footprint --help`` answers at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from footprint.cli.console import Stages, fail, out, say_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from footprint.ground.errors import Problem
    from footprint.result import Result

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
factors_app = typer.Typer(help="List, show and verify the editions of factors.", no_args_is_help=True)
app.add_typer(factors_app, name="factors")

Purchases = Annotated[Path, typer.Argument(help="Purchase list: xlsx, xls, ods, csv or parquet.", show_default=False)]
Lenses = Annotated[
    list[str] | None, typer.Option("--lens", help="Lens to use; repeat for more. Default: species and condition.")
]
Year = Annotated[int | None, typer.Option(help="Year of the purchases where a line gives none.")]
Sheet = Annotated[str | None, typer.Option(help="Sheet to read, if not the first one with a header.")]
Decimal = Annotated[
    Literal[".", ","] | None, typer.Option(help="Decimal sign of this file, if its numbers are ambiguous.")
]

View = Annotated[
    Literal["declared", "traced", "used_in_belgium"],
    typer.Option(
        help="declared: origins as written; traced: a declared country is the last that shipped, its traced supply "
        "counts; used_in_belgium: re-exported and transit lines are listed, not counted."
    ),
]
Allocation = Annotated[
    Literal["value", "mass"], typer.Option(help="How a process shares its inputs among its products.")
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        out(f"footprint {version('footprint')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Biodiversity footprint of what an organisation buys: every number with its source, unit, coverage and place."""


@app.command()
def assess(
    purchases: Purchases,
    out_path: Annotated[Path | None, typer.Option("--out", help="Write the workbook here (.xlsx).")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the report here (.html).")] = None,
    json_path: Annotated[Path | None, typer.Option("--json", help="Write the result here (.json).")] = None,
    lens: Lenses = None,
    year: Year = None,
    sheet: Sheet = None,
    decimal: Decimal = None,
    view: View = "declared",
    allocation: Allocation = "value",
    strict: Annotated[bool, typer.Option("--strict", help="Stop if any line has an error.")] = False,
) -> None:
    """Assess a purchase list: totals and coverage on screen, the whole in a workbook, a report or JSON."""
    from footprint.ground.errors import FootprintError, InputError

    stages = Stages()
    try:
        stages.begin(f"Reading and assessing {purchases.name}")
        from footprint.assessment import assess as run
        from footprint.stages.report.door import refuse_clashes

        refuse_clashes(purchases, [path for path in (out_path, html, json_path) if path is not None])
        result = run(purchases, lens, year, strict, sheet=sheet, decimal=decimal, view=view, allocation=allocation)
        _write(result, out_path, html, json_path, stages)
    except InputError as fault:
        stages.end()
        say_problems(fault.problems)
        if json_path is not None and json_path.resolve() != purchases.resolve():
            _write_problems(json_path, fault.problems)
        raise typer.Exit(2) from None
    except FootprintError as fault:
        stages.end()
        fail(str(fault))
    stages.end()
    from footprint.cli.show import show_result

    show_result(result)


def _write(result: Result, out_path: Path | None, html: Path | None, json_path: Path | None, stages: Stages) -> None:
    """Write what was asked for; InputError if a file cannot be written."""
    from footprint.stages.report import write_json

    for path, write, name in (
        (out_path, result.to_excel, "workbook"),
        (html, result.to_html, "report"),
        (json_path, lambda path: write_json(result.report, path), "JSON"),
    ):
        if path is not None:
            stages.begin(f"Writing the {name} to {path}")
            write(path)


def _write_problems(path: Path, problems: Sequence[Problem]) -> None:
    """Write the problems as JSON; where that cannot be done, say so once."""
    from footprint.ground.errors import InputError
    from footprint.stages.report.door import text_file

    rows = {"problems": [problem.as_row() for problem in problems]}
    try:
        with text_file(path) as file:
            json.dump(rows, file, ensure_ascii=False, indent=1)
    except InputError as fault:
        say_problems([problem for problem in fault.problems if problem not in problems])


@app.command()
def explain(
    purchases: Purchases,
    line: Annotated[int, typer.Option(help="Line to explain: its row number in the sheet.")],
    lens: Lenses = None,
    year: Year = None,
    sheet: Sheet = None,
    decimal: Decimal = None,
    view: View = "declared",
    allocation: Allocation = "value",
) -> None:
    """Walk one line back: impact, factor, inventory, source, cell."""
    from footprint.ground.errors import FootprintError, InputError

    try:
        from footprint.explanation import explain as run

        found = run(purchases, line, lens, year=year, sheet=sheet, decimal=decimal, view=view, allocation=allocation)
    except InputError as fault:
        say_problems(fault.problems)
        raise typer.Exit(2) from None
    except FootprintError as fault:
        fail(str(fault))
    from footprint.cli.show import show_explanation

    show_explanation(found)


@app.command()
def products(
    query: Annotated[str, typer.Argument(help="Part of a name in nl, fr, de or en, or of an HS code.")],
) -> None:
    """Search the catalogue of products."""
    from footprint.cli.show import show_table
    from footprint.lookups import products as run

    found = run(query)[["id", "en", "nl", "fr", "de", "hs", "class", "covered"]]
    if found.empty:
        fail(f"no product has {query!r} in a name, or at the start of a code")
    show_table(found, "Products")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
) -> None:
    """Serve the HTTP interface (documentation at /docs)."""
    import uvicorn

    uvicorn.run("api.app:app", host=host, port=port)


@factors_app.command("list")
def list_factors() -> None:
    """List the editions: title, version, licence."""
    from footprint.cli.show import show_editions

    show_editions()


@factors_app.command("show")
def show_factor(
    edition: Annotated[
        str, typer.Argument(help="Id of an edition, or of one factor (edition|category|flow|compartment|place).")
    ],
) -> None:
    """Show the passport of an edition, or one factor with its source."""
    from footprint.cli.show import show_passport
    from footprint.ground.errors import FactorError

    try:
        show_passport(edition)
    except FactorError as fault:
        fail(str(fault))


@factors_app.command("verify")
def verify_factors() -> None:
    """Check every edition: hashes, licences, keys, signs, closure, coverage, golden values."""
    from rich.markup import escape

    from footprint.verify import verify

    checks = verify()
    for check in checks:
        mark = "[green]ok  [/]" if check.passed else "[red]FAIL[/]"
        out(f"{mark} {escape(f'{check.name}: {check.found}')}")
    failed = sum(not check.passed for check in checks)
    out(f"{len(checks) - failed} checks passed, {failed} failed")
    if failed:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    app()
