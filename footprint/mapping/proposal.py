"""Which column may be which: proposed from headers and cells, for the user to confirm or change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from footprint.engine import catalogue
from footprint.ground.activities import letter_of
from footprint.ground.language import told
from footprint.mapping.evidence import Evidence, Sample, evidence_of, looks_like_units, sample_of
from footprint.stages.read import Column, Profile, Source
from footprint.stages.read.claims import Claim, claim_of
from footprint.stages.read.header import SEARCHED_ROWS, find_header
from footprint.stages.read.numbers import read_number
from footprint.stages.read.opening import Opening, opening
from footprint.stages.read.profile import holds_list

if TYPE_CHECKING:
    from footprint.stages.resolve import Catalogue

#: What a header that says or may say a key is worth, and what it loses where the cells look otherwise.
SAID, MAY_MEAN, AGAINST = 0.8, 0.5, 0.5
#: Samples of a column that are shown.
SHOWN = 4
#: Keys whose cells can be told from others; the rest goes by the header alone.
_TOLD_BY_CELLS = ("item", "hs_code", "origin", "amount", "unit", "year")


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column is taken for.

    Parameters
    ----------
    key
        A key of :data:`footprint.ground.tables.PURCHASES`, or "" for a column that is not read.
    letter, header
        Where the column stands, and its header ("" where there is none).
    confidence
        From 0 to 1.
    why
        What speaks for it.
    samples
        Some of its cells.
    """

    key: str
    letter: str
    header: str
    confidence: float
    why: str
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What the columns of a list may be.

    Parameters
    ----------
    source, sheet
        The file, and the sheet ("" where there are none).
    header_row
        The row of the headers, from 1; 0 where there is none.
    columns
        One guess for each column that holds anything, from left to right.
    decimal
        The decimal sign that all amounts written as text agree on; "" where they say nothing, or two things.
    others
        The other sheets to be seen that hold a list too, where no sheet was asked for: one is read at a time.
    """

    source: str
    sheet: str
    header_row: int
    columns: tuple[Guess, ...]
    decimal: Literal["", ".", ","] = ""
    others: tuple[str, ...] = ()

    def changed(self, key: str, letter: str) -> Proposal:
        """Return the proposal with `key` read from the column `letter`; "" as the letter: from none."""
        said = told("said by the user")
        columns = tuple(
            replace(one, key=key, confidence=1.0, why=said)
            if one.letter == letter
            else (replace(one, key="", confidence=0.0) if one.key == key else one)
            for one in self.columns
        )
        return replace(self, columns=columns)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return what no list can do without, and no column was found for."""
        keys = {one.key for one in self.columns}
        named = () if keys & {"item", "hs_code"} else ("item",)
        return named + (() if "amount" in keys else ("amount",))

    def profile(self, unit: str = "") -> Profile:
        """Return the profile to read with; `unit` is that of lines that name none."""
        columns = {one.key: Column(one.letter, one.header) for one in self.columns if one.key}
        return Profile(columns, self.header_row, self.sheet, self.decimal, unit)


def propose(source: Source, sheet: str | None = None) -> Proposal:
    """Return what the columns of a file or table may be; raise InputError if it cannot be read at all.

    Parameters
    ----------
    source
        As in :func:`footprint.stages.read.read`.
    sheet
        The sheet to look at; without it the visible one with most cells.
    """
    seen = opening(source, sheet=sheet)
    row = _header_row(seen)
    headers = seen.rows[row] if row >= 0 else ("",) * seen.width
    samples = _samples(headers, seen.rows[row + 1 :])
    chosen = _assigned([_likely(sample, catalogue()) for sample in samples])
    columns = tuple(_guess(place, sample, chosen.get(place)) for place, sample in enumerate(samples))
    there = tuple(one for one in columns if one.samples or one.header)
    amounts = next((samples[place].texts for place, one in chosen.items() if one.key == "amount"), ())
    proposal = Proposal(seen.source, seen.sheet, row + 1, there, _decimal(amounts))
    profile = proposal.profile()
    lists = tuple(name for name, rows in seen.others.items() if holds_list(rows[:SEARCHED_ROWS], name, profile))
    return replace(proposal, others=lists)


def _header_row(seen: Opening) -> int:
    """Return the row of the headers, from 0: the one that is understood, or the first full one of words; -1: none."""
    known = find_header(seen.rows[:SEARCHED_ROWS])
    if known is not None and not known.missing:
        return known.row
    filled = [sum(text != "" for text in row) for row in seen.rows]
    full = max(2, round(0.6 * sorted(filled)[len(filled) // 2])) if filled else 2
    first = next((row for row in range(min(len(filled), SEARCHED_ROWS)) if filled[row] >= full), -1)
    return first if first >= 0 and not _has_number(seen.rows[first]) else -1


def _has_number(texts: Sequence[str]) -> bool:
    return any(read_number(text).code in ("", "amount_ambiguous", "amount_is_date") for text in texts if text)


def _samples(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Sample]:
    """Return the sample of each column, those with units to their right marked."""
    samples = [sample_of(header, [row[place] for row in rows]) for place, header in enumerate(headers)]
    units = [looks_like_units(sample) >= 0.5 for sample in samples] + [False]
    return [replace(sample, beside_units=units[place + 1]) for place, sample in enumerate(samples)]


def _likely(sample: Sample, known: Catalogue) -> list[Evidence]:
    """Return what a column may be, by header and cells together."""
    by_cells = {one.key: one for one in evidence_of(sample, known)}
    claim = claim_of(sample.header) if sample.header else None
    if claim is None:
        return list(by_cells.values())
    said = _by_header(claim, sample, by_cells)
    return [said, *(one for key, one in by_cells.items() if key != said.key)]


def _by_header(claim: Claim, sample: Sample, by_cells: Mapping[str, Evidence]) -> Evidence:
    """Return the evidence of a header, and of the cells under it where cells can tell."""
    worth = MAY_MEAN if claim.loose else SAID
    seen = by_cells.get(claim.key)
    if seen is not None:
        why = told("the header; {cells}", cells=seen.why)
        return Evidence(claim.key, 1.0 - (1.0 - worth) * (1.0 - seen.confidence), why)
    against = claim.key in _TOLD_BY_CELLS and bool(sample.texts)
    return Evidence(claim.key, worth * (AGAINST if against else 1.0), told("the header"))


def _assigned(likely: Sequence[Sequence[Evidence]]) -> dict[int, Evidence]:
    """Return what each column is taken for: the likeliest first, each key and each column once."""
    pairs = [(one, place) for place, found in enumerate(likely) for one in found]
    chosen: dict[int, Evidence] = {}
    for one, place in sorted(pairs, key=lambda pair: (-pair[0].confidence, pair[1], pair[0].key)):
        if place not in chosen and one.key not in {other.key for other in chosen.values()}:
            chosen[place] = one
    return chosen


def _guess(place: int, sample: Sample, found: Evidence | None) -> Guess:
    taken = found or Evidence("", 0.0, told("nothing that is read"))
    shown = sample.texts[:SHOWN]
    return Guess(taken.key, letter_of(place), sample.header, round(taken.confidence, 2), taken.why, shown)


def _decimal(amounts: Sequence[str]) -> Literal["", ".", ","]:
    """Return the decimal sign, if some amounts leave it open and all others are written with the same one."""
    readings = [read_number(text).code for text in amounts]
    if "amount_ambiguous" not in readings:
        return ""
    point, comma = _only_with(amounts, ".", ","), _only_with(amounts, ",", ".")
    return "." if point and not comma else "," if comma and not point else ""


def _only_with(amounts: Sequence[str], sign: Literal[".", ","], other: Literal[".", ","]) -> bool:
    """Return whether an amount can be read with one decimal sign and not with the other."""
    unread = "amount_unreadable"
    return any(read_number(text, sign).code != unread and read_number(text, other).code == unread for text in amounts)
