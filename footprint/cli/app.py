"""The commands. Heavy modules are imported inside them, so that ``footprint --help`` answers at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Optional

import typer

from footprint.cli.console import Stages, fail, out, say_problems

app = typer.Typer(
    help="Biodiversity footprint of what an organisation buys: every number with its source, unit, coverage and place.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
factors_app = typer.Typer(help="List, show and verify the editions of factors.", no_args_is_help=True)
app.add_typer(factors_app, name="factors")

Purchases = Annotated[Path, typer.Argument(help="Purchase list: xlsx, xls, ods, csv or parquet.", show_default=False)]
Lenses = Annotated[
    Optional[list[str]], typer.Option("--lens", help="Lens to use; repeat for more. Default: species and condition.")
]  # noqa: UP045
Year = Annotated[Optional[int], typer.Option(help="Year of the purchases where a line gives none.")]  # noqa: UP045
Sheet = Annotated[Optional[str], typer.Option(help="Sheet to read, if not the first one with a header.")]  # noqa: UP045
Decimal = Annotated[
    Optional[str], typer.Option(help="Decimal sign of this file, '.' or ',', if its numbers are ambiguous.")
]  # noqa: UP045


@app.command()
def assess(
    purchases: Purchases,
    out_path: Annotated[Optional[Path], typer.Option("--out", help="Write the workbook here (.xlsx).")] = None,  # noqa: UP045
    html: Annotated[Optional[Path], typer.Option(help="Write the report here (.html).")] = None,  # noqa: UP045
    json_path: Annotated[Optional[Path], typer.Option("--json", help="Write the result here (.json).")] = None,  # noqa: UP045
    lens: Lenses = None,
    year: Year = None,
    sheet: Sheet = None,
    decimal: Decimal = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop if any line cannot be counted.")] = False,
) -> None:
    """Assess a purchase list: totals and coverage on screen, the whole in a workbook, a report or JSON."""
    from footprint.ground.errors import FootprintError, InputError

    stages = Stages()
    try:
        stages.begin(f"Reading and assessing {purchases.name}")
        from footprint.assessment import assess as run

        result = run(purchases, lens, year, strict, sheet=sheet, decimal=decimal)
        for path, write, name in (
            (out_path, result.to_excel, "workbook"),
            (html, result.to_html, "report"),
            (json_path, lambda path: path.write_text(result.to_json(), encoding="utf-8"), "JSON"),
        ):
            if path is not None:
                stages.begin(f"Writing the {name} to {path}")
                write(path)
    except InputError as fault:
        stages.end()
        if json_path is not None:
            rows = {"problems": [problem.as_row() for problem in fault.problems]}
            json_path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        say_problems(fault.problems)
        raise typer.Exit(2) from None
    except FootprintError as fault:
        stages.end()
        fail(str(fault))
    stages.end()
    _show(result)


def _show(result: object) -> None:
    from footprint.cli.show import show_result

    show_result(result)


@app.command()
def explain(
    purchases: Purchases,
    line: Annotated[int, typer.Option(help="Line to explain: its row number in the sheet.")],
    lens: Lenses = None,
    year: Year = None,
    sheet: Sheet = None,
    decimal: Decimal = None,
) -> None:
    """Walk one line back: impact, factor, inventory, source, cell."""
    from footprint.ground.errors import FootprintError, InputError

    try:
        from footprint.explanation import explain as run

        found = run(purchases, line, lens, year=year, sheet=sheet, decimal=decimal)
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

    show_table(run(query)[["id", "en", "nl", "fr", "de", "hs", "class", "covered"]], "Products")


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
    from footprint.verify import verify

    checks = verify()
    for check in checks:
        out(
            f"[{'green' if check.passed else 'red'}]{'ok  ' if check.passed else 'FAIL'}[/] {check.name}: {check.found}"
        )
    failed = sum(not check.passed for check in checks)
    out(f"{len(checks) - failed} checks passed, {failed} failed")
    if failed:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    app()
