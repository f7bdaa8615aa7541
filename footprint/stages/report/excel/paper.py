"""The printed page: A4 on its side, one page wide, with its title and number, and no break through a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from footprint.stages.report.model import Report

LINE_HEIGHT = 15.0
"""Height of a row of one line of text [points]."""

_DEFAULT_WIDTH = 64
"""Width of a column that was given none [pixels]."""

_TO_POINTS = 0.75
_WIDTH, _HEIGHT = 784.0, 530.0
"""What A4 on its side leaves between the margins [points]."""

_FIT = 0.94
"""Room left because other programs measure letters and rows a little larger."""

_UNSURE = 0.12
"""Part of a page below which a section that seems to begin on a new one may as well be cut at the end of the last."""

_A4 = 9
_LONGEST_FOOTER = 120


def pixels(width: float) -> int:
    """Return the width of a column of `width` characters [pixels].

    >>> pixels(8.43)
    64
    """
    return int(width * 7 + 0.5) + 5


def set_page(sheet: Worksheet, report: Report, wide: bool = False) -> None:
    """Set paper, margins and footer of a sheet, one page wide, or two if `wide`; digits as text are no fault."""
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(2 if wide else 1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    title = f"{report.title} · {report.source}"[:_LONGEST_FOOTER].replace("&", "&&")
    sheet.set_footer(f"&L&8{title}&R&8{report.say('Page {page} of {count}', page='&P', count='&N')}")


def last_column(widths: Sequence[float], widest: int) -> tuple[int, int]:
    """Return the column in which something `widest` pixels wide ends, and where that column ends [pixels].

    >>> last_column([8.43, 8.43], 300)
    (4, 320)
    """
    column, right = -1, 0
    while right < widest or column < 0:
        column += 1
        right += pixels(widths[column]) if column < len(widths) else _DEFAULT_WIDTH
    return column, right


def breaks(heights: Mapping[int, float], starts: Sequence[tuple[int, int]], widest: int) -> list[int]:
    """Return the rows before which a page ends, so that each section begins whole where one page holds it.

    Parameters
    ----------
    heights
        Row -> its height, where it is not that of one line [points].
    starts
        Of each section its first row, and the row up to which it must not be cut.
    widest
        The width of what is printed [pixels], which is brought to that of the page.
    """
    found, top, room = [], 0, _FIT * _HEIGHT * max(1.0, widest * _TO_POINTS / _WIDTH)
    for start, whole in starts:
        pages, used = divmod(_between(heights, top, start), room)
        unsure = pages > 0 and used < _UNSURE * room
        if start > top and (unsure or used + _between(heights, start, whole) > room):
            found.append(start)
            top = start
    return found


def _between(heights: Mapping[int, float], first: int, last: int) -> float:
    """Return the height of the rows from `first` to `last`, which is left out [points]."""
    return sum(heights.get(row, LINE_HEIGHT) for row in range(first, last))
