"""The commands. Heavy modules are imported inside them, so that ``footprint --help`` answers at once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from footprint.cli.console import fail, out, say_problems

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
Profile = Annotated[Path | None, typer.Option(help="What the columns of this file mean, as saved by `footprint map`.")]
Lang = Annotated[
    Literal["en", "nl", "fr", "de"], typer.Option("--lang", help="Language of what is written: en, nl, fr or de.")
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
    marked: Annotated[
        Path | None, typer.Option(help="Write your own list back here (.xlsx), with results and faults marked.")
    ] = None,
    lang: Lang = "en",
    profile: Profile = None,
    lens: Lenses = None,
    year: Year = None,
    sheet: Sheet = None,
    decimal: Decimal = None,
    view: View = "declared",
    allocation: Allocation = "value",
    strict: Annotated[bool, typer.Option("--strict", help="Stop if any line has an error.")] = False,
) -> None:
    """Assess a purchase list: totals on screen, the whole in a workbook, a report, JSON, or your own list marked."""
    from footprint.cli.assess import Outputs, run

    run(
        purchases,
        Outputs(out_path, html, json_path, marked, lang),
        {"lenses": lens, "year": year, "strict": strict, "sheet": sheet, "decimal": decimal, "view": view}
        | {"allocation": allocation, "profile": profile},
    )


@app.command()
def template(
    path: Annotated[Path, typer.Argument(help="Where to write the template (.xlsx).", show_default=False)],
    kind: Annotated[Literal["purchases"], typer.Option(help="What the template is for.")] = "purchases",
    lang: Lang = "en",
) -> None:
    """Write a template to fill in, in your language."""
    from footprint.cli.prepare import write

    write(path, kind, lang)


@app.command("map")
def map_columns(
    purchases: Purchases,
    save: Annotated[Path | None, typer.Option(help="Save this as a profile (.json) for `assess --profile`.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="Say it yourself: origin=D reads origin from column D; origin= from none."),
    ] = None,
    unit: Annotated[str, typer.Option(help="Unit of all lines that name none, such as kg or EUR.")] = "",
    sheet: Sheet = None,
    lang: Lang = "en",
) -> None:
    """Propose what the columns of a list mean, from its headers and cells; change it, save it, assess with it."""
    from footprint.cli.prepare import propose

    propose(purchases, save, column or [], unit, sheet, lang)


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
    profile: Profile = None,
) -> None:
    """Walk one line back: impact, factor, inventory, source, cell."""
    from footprint.ground.errors import FootprintError, InputError

    try:
        from footprint.explanation import explain as run

        options = {"year": year, "sheet": sheet, "decimal": decimal, "view": view}
        found = run(purchases, line, lens, allocation=allocation, profile=profile, **options)
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
        out(f"{mark} {escape(f'{check.name}: {check.found}')}", markup=True)
    failed = sum(not check.passed for check in checks)
    out(f"{len(checks) - failed} checks passed, {failed} failed")
    if failed:
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    app()
