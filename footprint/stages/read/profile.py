"""Which column is which, said by the user: for lists whose headers are not understood, or that have none.

A profile is made once for an export and kept beside it as JSON; it holds for every file of the same make. A column that
moved is followed by its header and told; one that is gone is asked for, by its cell.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from footprint.ground.activities import letter_of, place_of
from footprint.ground.errors import InputError, Problem
from footprint.ground.language import told
from footprint.ground.tables import PURCHASES, column_name
from footprint.ground.text import fold
from footprint.ground.units import is_currency
from footprint.stages.read.claims import claim_of
from footprint.stages.read.codes import problem
from footprint.stages.read.header import SEARCHED_ROWS, Header, find_header, header_problems
from footprint.stages.read.numbers import read_number

VERSION = 1
"""Version of the JSON a profile is written as."""
_LARGEST = 1 << 20
_KEYS = frozenset(column.key for column in PURCHASES)
_LETTERS = 3

Cell = Callable[[int, int], str]
"""Names a cell by its row and column, from 0."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column stands: its letter ("C"), and its header ("" where there is none)."""

    letter: str
    header: str = ""


@dataclass(frozen=True)
class Profile:
    """Which column of an export is which.

    Parameters
    ----------
    columns
        For each key of :data:`footprint.ground.tables.PURCHASES` that the list has, its column.
    header_row
        The row of the headers, counted from 1; 0: the list has none and begins in row 1.
    sheet
        The sheet the list is on; "": the first one that fits.
    decimal
        The decimal sign of numbers written as text; "": not said.
    unit
        The unit of all lines that name none ("kg", "EUR"); "": not said.
    """

    columns: Mapping[str, Column]
    header_row: int = 1
    sheet: str = ""
    decimal: Literal["", ".", ","] = ""
    unit: str = ""

    def as_json(self) -> str:
        """Return the profile as JSON, the same for the same profile (law L8)."""
        columns = {key: {"letter": one.letter, "header": one.header} for key, one in sorted(self.columns.items())}
        content = {"version": VERSION, "sheet": self.sheet, "header_row": self.header_row, "columns": columns}
        return json.dumps({**content, "decimal": self.decimal, "unit": self.unit}, ensure_ascii=False, indent=2) + "\n"

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the profile to a file, for :func:`load_profile`."""
        Path(path).write_text(self.as_json(), encoding="utf-8")


def load_profile(path: str | os.PathLike[str]) -> Profile:
    """Return the profile in a JSON file; raise InputError if it holds none."""
    name = Path(path).name
    try:
        if refused := _refused(Path(path)):
            raise InputError([problem("profile_unreadable", name, refused)])
        content = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as fault:
        found = told("a file that cannot be opened ({fault})", fault=fault.strerror)
        raise InputError([problem("profile_unreadable", name, found)]) from fault
    except (ValueError, RecursionError) as fault:
        raise InputError([problem("profile_unreadable", name, told("no JSON"))]) from fault
    return _checked(content, name)


def _refused(path: Path) -> str:
    """Return why a file is not opened at all, or ""; raise OSError if there is none."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        return told("a pipe or a device")
    return told("a file larger than a profile can be") if status.st_size > _LARGEST else ""


def _checked(content: Any, name: str) -> Profile:
    """Return the profile in parsed JSON; raise InputError with everything that is wrong with it."""
    content = content if isinstance(content, dict) else {}
    columns = content.get("columns") if isinstance(content.get("columns"), dict) else {}
    wrong = [what for what, fails in _faults(content, columns) if fails]
    if wrong:
        raise InputError(problem("profile_unreadable", name, what) for what in wrong)
    made = {key: Column(one["letter"], str(one.get("header", ""))) for key, one in columns.items()}
    return Profile(made, content["header_row"], content["sheet"], content["decimal"], content["unit"])


def _faults(content: dict[str, Any], columns: dict[str, Any]) -> list[tuple[str, bool]]:
    row = content.get("header_row")
    unknown = sorted(columns.keys() - _KEYS)
    letters = [one.get("letter") if isinstance(one, dict) else None for one in columns.values()]
    texts = [content.get(key) for key in ("sheet", "unit", "decimal")]
    return [
        (told("no profile of version {version}", version=VERSION), content.get("version") != VERSION),
        (told("unknown columns: {names}", names=", ".join(unknown)[:200]), bool(unknown)),
        (told("no columns"), not columns),
        (told("a column without its letter"), not all(_is_letter(letter) for letter in letters)),
        (told("a header row that is no row number"), type(row) is not int or not 0 <= row <= SEARCHED_ROWS),
        (told("a sheet, unit or decimal sign that is no text"), not all(isinstance(text, str) for text in texts)),
        (told("a decimal sign that is neither . nor ,"), content.get("decimal") not in ("", ".", ",")),
    ]


def _is_letter(letter: Any) -> bool:
    return isinstance(letter, str) and letter.isascii() and letter.isupper() and 0 < len(letter) <= _LETTERS


@dataclass(frozen=True)
class Look:
    """What the first rows of a sheet show: the header, if there is one, and what is to be said about it."""

    header: Header | None
    problems: list[Problem]

    @property
    def complete(self) -> bool:
        """Whether a list can be read."""
        return self.header is not None and not self.header.missing


def look(rows: Sequence[Sequence[str]], whole: str, cell: Cell, profile: Profile | None) -> Look:
    """Return the header among the first rows: the one found, or the one that a profile says."""
    if profile is not None:
        return _fit(profile, rows, whole, cell)
    header = find_header(rows)
    if header is None:
        return Look(None, [])
    texts = rows[header.row]
    return Look(header, header_problems(header, texts, [cell(header.row, at) for at in range(len(texts))], whole))


def holds_list(rows: Sequence[Sequence[str]], name: str, profile: Profile | None) -> bool:
    """Return whether a sheet that is not read holds a list: by its own header, or by the profile of the one read."""
    header = find_header(rows)
    if header is not None and not header.missing:
        return True
    fit = _fit(profile, rows, name, lambda _, __: name).header if profile is not None and profile.columns else None
    if profile is None or fit is None or fit.row >= 0:
        return fit is not None
    places = [place for key, place in fit.columns.items() if key == "amount"]  # without a header any sheet may fit
    return any(read_number(row[at]).code == "" for row in rows for at in places if at < len(row))


def _fit(profile: Profile, rows: Sequence[Sequence[str]], whole: str, cell: Cell) -> Look:
    """Return the header that a profile says, wherever its row stands among the first; or what does not fit."""
    if profile.header_row == 0:
        return _without_header(profile, rows, whole, cell)
    said, width = profile.header_row - 1, _width(rows)
    for row in sorted(range(len(rows)), key=lambda row: (row != said, row)):
        places = {key: _place(column, rows[row], width) for key, column in profile.columns.items()}
        if -1 not in places.values():
            header = _header(profile, row, places)
            return Look(header, [*_moved(profile, header, cell), *_incomplete(header, whole)])
    there = rows[said] if said < len(rows) else []
    lost = {key: column for key, column in profile.columns.items() if _place(column, there, width) < 0}
    return Look(None, [_lost(key, column, there, said, cell) for key, column in lost.items()])


def _width(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row) for row in rows), default=0)


def _place(column: Column, texts: Sequence[str], width: int) -> int:
    """Return where a column stands in a row of headers: under its letter, or else where its header stands alone."""
    wanted = _plain(column.header)
    here = place_of(column.letter)
    if here < width and _plain(texts[here] if here < len(texts) else "") == wanted:
        return here
    found = [place for place, text in enumerate(texts) if _plain(text) == wanted]
    return found[0] if wanted and len(found) == 1 else -1


def _plain(text: str) -> str:
    return fold(text) or text.strip()


def _header(profile: Profile, row: int, places: dict[str, int]) -> Header:
    claim = claim_of(profile.columns["amount"].header) if "amount" in profile.columns else None
    unit = profile.unit or (claim.unit if claim is not None and claim.key == "amount" else "")
    return Header(row, places, unit, (), (), (), money=is_currency(unit), binding=not profile.unit)


def _without_header(profile: Profile, rows: Sequence[Sequence[str]], whole: str, cell: Cell) -> Look:
    width = _width(rows)
    places = {key: place_of(column.letter) for key, column in profile.columns.items()}
    lost = [
        problem("profile_mismatch", cell(0, place), told("no such column"), expected=_for_key(key))
        for key, place in places.items()
        if place >= width
    ]
    header = _header(profile, -1, places)
    return Look(None, lost) if lost else Look(header, _incomplete(header, whole))


def _incomplete(header: Header, whole: str) -> list[Problem]:
    found = (told("no column {key} in the profile", key=column_name(key)) for key in header.missing)
    return [problem("column_missing", whole, text) for text in found]


def _moved(profile: Profile, header: Header, cell: Cell) -> list[Problem]:
    """Return a remark for each column that stands elsewhere than the profile says."""
    said = {key: (profile.header_row - 1, place_of(column.letter)) for key, column in profile.columns.items()}
    return [
        problem(
            "profile_moved",
            cell(header.row, place),
            repr(profile.columns[key].header),
            expected=told("{letter}{row}, by the profile", letter=letter_of(said[key][1]), row=said[key][0] + 1),
        )
        for key, place in header.columns.items()
        if said[key] != (header.row, place)
    ]


def _lost(key: str, column: Column, texts: Sequence[str], row: int, cell: Cell) -> Problem:
    place = place_of(column.letter)
    there = repr(texts[place].strip()) if place < len(texts) and texts[place].strip() else told("nothing")
    expected = told("the header {header}, read as {key}", header=repr(column.header), key=column_name(key))
    return problem("profile_mismatch", cell(row, place), there, expected=expected)


def _for_key(key: str) -> str:
    return told("the column read as {key}", key=column_name(key))
