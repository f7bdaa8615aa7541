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
from footprint.stages.report.door import refuse_clashes, refuse_existing, refuse_names, text_file
from footprint.templates import write_template

Found = TypeVar("Found")
_KEYS = frozenset(column.key for column in PURCHASES)


def write(path: Path, kind: str, language: str) -> None:
    """Write a template; leave with exit code 2 if it cannot be written."""

    def work() -> None:
        refuse_existing(path)
        refuse_names({path: ".xlsx"})
        write_template(path, kind, language)

    _told_to_the_user(work, language)
    command = f"footprint assess {path} --lang {language} --html report.html"
    out(Language(language).say("Written to {path}. Fill it in, then: {command}", path=path, command=command))


def propose(
    purchases: Path, save: Path | None, said: Sequence[str], unit: str, sheet: str | None, language: str
) -> None:
    """Show what each column is taken for, as changed by the user; save it as a profile where that is asked for."""
    proposal = _told_to_the_user(lambda: proposal_of(purchases, sheet), language)
    for text in said:
        proposal = _changed(proposal, text, Language(language))
    _show(proposal, Language(language))
    if proposal.missing:
        key = proposal.missing[0]
        fail(Language(language).say("no column for {key}: name it with --column {key}=LETTER", key=key))
    if save is None:
        out(Language(language).say("Look it over: --column origin=D changes it, --save profile.json keeps it."))
        return
    _told_to_the_user(lambda: _save(proposal, unit, purchases, save), language)
    command = f"footprint assess {purchases} --profile {save} --lang {language}"
    out(Language(language).say("Saved to {path}. Now: {command}", path=save, command=command))


def _changed(proposal: Proposal, text: str, language: Language) -> Proposal:
    """Return the proposal with what the user says of one column ("origin=D")."""
    key, _, letter = (part.strip() for part in text.partition("="))
    there = [one.letter for one in proposal.columns]
    if key not in _KEYS or (letter and letter.upper() not in there):
        keys, letters = ", ".join(sorted(_KEYS)), ", ".join(there)
        values = {"text": text, "keys": keys, "letters": letters}
        fail(language.say("--column {text}: write KEY=LETTER, KEY one of {keys}, LETTER of {letters}", **values))
    return proposal.changed(key, letter.upper())


def _show(proposal: Proposal, language: Language) -> None:
    rows = [
        (one.letter, one.header, one.key, f"{one.confidence:.0%}", language.retell(one.why), " | ".join(one.samples))
        for one in proposal.columns
    ]
    say = language.say
    heads = [say("column"), say("header"), say("read as"), say("confidence"), say("why"), say("samples")]
    where = f"{proposal.source} {proposal.sheet}".strip()
    row = say("header in row {row}", row=proposal.header_row) if proposal.header_row else say("no header")
    show_table(pd.DataFrame(rows, columns=heads), f"{where}, {row}")
    if proposal.others:
        out(say("Other sheets, not looked at: {names}", names=", ".join(proposal.others)))


def _save(proposal: Proposal, unit: str, purchases: Path, save: Path) -> None:
    refuse_clashes(purchases, [save])
    refuse_names({save: ".json"})
    with text_file(save) as file:
        file.write(proposal.profile(unit).as_json())


def _told_to_the_user(work: Callable[[], Found], language: str) -> Found:
    """Return what the work returns; where the input stops it, say why and leave with exit code 2."""
    try:
        return work()
    except InputError as fault:
        say_problems(fault.problems, Language(language))
        raise typer.Exit(2) from None
