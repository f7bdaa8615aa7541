"""Colours by conditional formats of our own: the user's styles stay, and our marks can be told and taken away again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from footprint.ground.activities import letter_of
from footprint.ground.errors import Severity

SIGN = "footprint:"
"""What the formulas of our rules carry."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Gravest first; "info" is what was guessed."""

_RANGES = 400
"""Ranges of one conditional format: longer lists are slow to load."""


def ranges(cells: Iterable[tuple[int, int]]) -> list[str]:
    """Return cells (row, column) as ranges, runs down a column in one.

    >>> ranges([(1, 2), (2, 2), (4, 2), (1, 0)])
    ['A2', 'C2:C3', 'C5']
    """
    found = []
    ordered = enumerate(sorted((column, row) for row, column in cells))
    for _, run in groupby(ordered, key=lambda pair: (pair[1][0], pair[1][1] - pair[0])):
        places = [place for _, place in run]
        (column, top), (_, bottom) = places[0], places[-1]
        letter = letter_of(column)
        found.append(f"{letter}{top + 1}" if top == bottom else f"{letter}{top + 1}:{letter}{bottom + 1}")
    return found


def first_priority(wanted: int, theirs: Sequence[int]) -> int:
    """Return the first of `wanted` priorities: before those of the user's rules where there is room, else after them.

    >>> first_priority(3, [101, 102]), first_priority(3, [1, 7]), first_priority(3, [])
    (1, 8, 1)
    """
    return 1 if wanted < min(theirs, default=wanted + 1) else max(theirs) + 1


def formats(
    cells: Mapping[Severity, Sequence[tuple[int, int]]],
    fills: Mapping[Severity, int],
    prefix: str,
    theirs: Sequence[int],
) -> bytes:
    """Return the conditional formats of the cells of each severity.

    Parameters
    ----------
    fills
        Number of the differential format of each severity.
    prefix
        Prefix of the sheet's elements ("" or "x:").
    theirs
        Priorities of the user's rules.
    """
    found = [(severity, ranges(cells.get(severity, ()))) for severity in SEVERITIES]
    parts = [(severity, all_[at : at + _RANGES]) for severity, all_ in found for at in range(0, len(all_), _RANGES)]
    return "".join(
        f'<{prefix}conditionalFormatting sqref="{" ".join(part)}">'
        f'<{prefix}cfRule type="expression" dxfId="{fills[severity]}" priority="{priority}">'
        f"<{prefix}formula>LEN(&quot;{SIGN}{severity}&quot;)&gt;0</{prefix}formula>"
        f"</{prefix}cfRule></{prefix}conditionalFormatting>"
        for priority, (severity, part) in enumerate(parts, first_priority(len(parts), theirs))
    ).encode()
