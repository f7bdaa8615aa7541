"""Names a workbook takes: of sheets, of tables and of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONGEST_SHEET = 31
_LONGEST_HEAD = 255
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = "history"
"""A name Excel keeps for itself."""


def sheet_names(titles: Iterable[str]) -> tuple[str, ...]:
    """Return one name per title that a sheet may have: short, without forbidden signs, unlike every other.

    >>> sheet_names(["Origins", "ORIGINS", "Land/water: where?", "History"])
    ('Origins', 'ORIGINS (2)', 'Land water where', 'History (2)')
    """
    taken, names = {_RESERVED}, []
    for title in titles:
        plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ") or "-"
        names.append(_free(plain, taken, LONGEST_SHEET, "' "))
    return tuple(names)


def heads(names: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of a table: on one line, none empty, each unlike every other.

    >>> heads(["Share", "share", ""])
    ('Share', 'share (2)', '-')
    """
    taken: set[str] = set()
    return tuple(_free(" ".join(name.split()) or "-", taken, _LONGEST_HEAD, " ") for name in names)


def _free(name: str, taken: set[str], longest: int, ends: str) -> str:
    """Return `name`, cut and numbered until none like it is taken; take it. It ends in none of `ends`."""
    found, count = _cut(name, longest, ends), 1
    while found.lower() in taken:
        count += 1
        tail = f" ({count})"
        found = _cut(name, longest - len(tail), ends) + tail
    taken.add(found.lower())
    return found


def _cut(text: str, longest: int, ends: str) -> str:
    """Return `text` cut to `longest` UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", errors="ignore").rstrip(ends)


def link(sheet: str, cell: str = "A1") -> str:
    """Return the address of a cell of this workbook.

    >>> link("Cacao d'or", "B2")
    "internal:'Cacao d''or'!B2"
    """
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!{cell}"
