"""The commands before an assessment: a template to fill in, and what the columns of a list mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pandas as pd
import typer

from footprint.cli.console import fail, out, say_problems
from footprint.cli.show import show_table
from footprint.ground.errors import InputError
from footprint.ground.language import Language
from footprint.ground.tables import PURCHASES
from footprint.mapping import Proposal
from footprint.mapping import propose as proposal_of
from footprint.stages.report.door import refuse_clashes, text_file
from footprint.templates import write_template

Found = TypeVar("Found")
_KEYS = frozenset(column.key for column in PURCHASES)


def write(path: Path, kind: str, language: str) -> None:
    """Write a template; leave with exit code 2 if it cannot be written."""
    _told_to_the_user(lambda: write_template(path, kind, language), language)
    out(f"Written to {path}. Fill it in, then: footprint assess {path} --lang {language} --html report.html")


def propose(
    purchases: Path, save: Path | None, said: Sequence[str], unit: str, sheet: str | None, language: str
) -> None:
    """Show what each column is taken for, as changed by the user; save it as a profile where that is asked for."""
    proposal = _told_to_the_user(lambda: proposal_of(purchases, sheet), language)
    for text in said:
        proposal = _changed(proposal, text)
    _show(proposal, Language(language))
    if proposal.missing:
        fail(f"no column for {' and '.join(proposal.missing)}: name it with --column {proposal.missing[0]}=LETTER")
    if save is None:
        out("Look it over: --column origin=D changes it, --save profile.json keeps it for footprint assess --profile.")
        return
    _told_to_the_user(lambda: _save(proposal, unit, purchases, save), language)
    out(f"Saved to {save}. Now: footprint assess {purchases} --profile {save}")


def _changed(proposal: Proposal, text: str) -> Proposal:
    """Return the proposal with what the user says of one column ("origin=D")."""
    key, _, letter = (part.strip() for part in text.partition("="))
    there = [one.letter for one in proposal.columns]
    if key not in _KEYS or (letter and letter.upper() not in there):
        fail(f"--column {text}: write KEY=LETTER, KEY one of {', '.join(sorted(_KEYS))}, LETTER of {', '.join(there)}")
    return proposal.changed(key, letter.upper())


def _show(proposal: Proposal, language: Language) -> None:
    rows = [
        (one.letter, one.header, one.key, f"{one.confidence:.0%}", language.retell(one.why), " | ".join(one.samples))
        for one in proposal.columns
    ]
    heads = ["column", "header", "read as", "confidence", "why", "samples"]
    where = f"{proposal.source} {proposal.sheet}".strip()
    row = f"header in row {proposal.header_row}" if proposal.header_row else "no header"
    show_table(pd.DataFrame(rows, columns=heads), f"{where}, {row}")


def _save(proposal: Proposal, unit: str, purchases: Path, save: Path) -> None:
    refuse_clashes(purchases, [save])
    with text_file(save) as file:
        file.write(proposal.profile(unit).as_json())


def _told_to_the_user(work: Callable[[], Found], language: str) -> Found:
    """Return what the work returns; where the input stops it, say why and leave with exit code 2."""
    try:
        return work()
    except InputError as fault:
        say_problems(fault.problems, Language(language))
        raise typer.Exit(2) from None
