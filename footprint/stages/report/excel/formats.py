"""How cells of the workbook look, and what a text must be turned into to be one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from footprint.stages.report.palette import BELGIUM, HEAD, INK, LINE, MUTED
from footprint.stages.report.table import Cell, clean

LONGEST_TEXT = 32_767
"""What an Excel cell can hold, in UTF-16 units."""

CUT_MARK = " … [cut: too long for a cell]"
TEXTS_STAY_TEXTS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
"""How a workbook is written: nothing a user wrote becomes a formula, a link or a number."""

SCIENTIFIC, WHOLE, TWO, GENERAL = "0.00E+00", "#,##0", "#,##0.00", "General"
SHARE = '[>=0.0005]0.0%;[>0]"< 0.1%";0%'
"""A small share is not shown as none (law L1)."""
MIXED = f"[>=100]{WHOLE};[>=0.01]0.00;{SCIENTIFIC}"
KILOGRAMS = f"[>=0.001]#,##0.000;[>0]{SCIENTIFIC};0"
STYLES = (SCIENTIFIC, WHOLE, TWO, SHARE, GENERAL, MIXED, KILOGRAMS)

_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""First signs by which a spreadsheet may take a text for a formula, at the latest when its cell is edited."""

_HAIRLINE: dict[str, object] = {"bottom": 1, "bottom_color": HEAD}
_LINK: dict[str, object] = {"font_color": BELGIUM, "underline": 1}


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one workbook, made once.

    Parameters
    ----------
    texts, numbers
        Cells of the tables that are read: texts by whether they are a link and whether they are quoted, numbers by
        number format.
    list_texts, list_numbers
        The same for long lists, whose cells take the format of their column.
    """

    title: Format
    heading: Format
    lead: Format
    note: Format
    head: Format
    head_right: Format
    link: Format
    plain: Format
    prose: Format
    number_link: Format
    noticed: Format
    texts: dict[tuple[bool, bool], Format]
    numbers: dict[str, Format]
    list_texts: dict[tuple[bool, bool], Format]
    list_numbers: dict[str, Format]


def formats(book: Workbook) -> Formats:
    """Return the formats of `book`."""
    heads = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": HEAD, "font_color": INK}
    heads |= {"bottom": 1, "bottom_color": LINE, "indent": 1}
    return Formats(
        title=book.add_format({"bold": True, "font_size": 18, "font_color": INK, "valign": "vcenter"}),
        heading=book.add_format({"bold": True, "font_size": 13, "font_color": INK}),
        lead=book.add_format({"font_size": 12, "font_color": INK}),
        note=book.add_format({"font_color": MUTED, "italic": True}),
        head=book.add_format({**heads, "align": "left"}),
        head_right=book.add_format({**heads, "align": "right"}),
        link=book.add_format(_LINK | {"indent": 1}),
        prose=book.add_format({"font_color": INK}),
        plain=book.add_format({"indent": 1, "font_color": MUTED}),
        number_link=book.add_format(_number(GENERAL) | _LINK | _HAIRLINE),
        noticed=book.add_format({"bg_color": "#FCE9C8"}),
        texts=_texts(book, {"text_wrap": True, **_HAIRLINE}),
        numbers={style: book.add_format(_number(style) | _HAIRLINE) for style in STYLES},
        list_texts=_texts(book, {}),
        list_numbers={style: book.add_format(_number(style)) for style in STYLES},
    )


def _texts(book: Workbook, looks: dict[str, object]) -> dict[tuple[bool, bool], Format]:
    """Return the formats of texts by whether they are a link and whether they are quoted."""
    plain = {"valign": "top", "align": "left", "indent": 1, **looks}
    links = {False: {}, True: _LINK}
    return {
        (linked, quoted): book.add_format({**plain, **more, "quote_prefix": quoted})
        for linked, more in links.items()
        for quoted in (False, True)
    }


def _number(style: str) -> dict[str, object]:
    return {"align": "right", "valign": "top", "indent": 1, "num_format": style}


def style_of(kind: str, value: float) -> str:
    """Return the number format in which `value` reads best.

    >>> style_of("value", 3.2e-8), style_of("value", 1500), style_of("share", 0.2)
    ('0.00E+00', '#,##0', '[>=0.0005]0.0%;[>0]"< 0.1%";0%')
    """
    if kind == "share":
        return SHARE
    if kind == "plain" and abs(value) < 10_000 and float(value).is_integer():
        return GENERAL
    if kind == "count" or isinstance(value, int) or value == 0 or abs(value) >= 100:
        return WHOLE
    return TWO if abs(value) >= 0.01 else SCIENTIFIC


def is_risky(text: str) -> bool:
    """Return whether `text` begins like a formula, so that its cell is marked as a text for good.

    >>> is_risky("-2 kg"), is_risky("2 kg")
    (True, False)
    """
    return text.startswith(_RISKY)


def fit(text: str) -> str:
    """Return `text` as a cell can hold it: cut with a mark when too long, and never taken for the writer's own markup.

    >>> fit("x" * 40_000).endswith("[cut: too long for a cell]")
    True
    """
    text = clean(text)
    if len(text) > LONGEST_TEXT // 2 and _units(text) > LONGEST_TEXT:
        raw = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT_MARK))]
        return raw.decode("utf-16-le", errors="ignore") + CUT_MARK
    # xlsxwriter writes a string framed by <r>…</r> unescaped, as rich text: a trailing space keeps it a plain one
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def fit_all(cells: Iterable[Cell]) -> dict[Cell, Cell]:
    """Return every distinct text that a cell cannot hold as it is, and what stands in for it."""
    distinct = {cell for cell in cells if isinstance(cell, str)}
    return {text: fit(text) for text in distinct if fit(text) != text}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
