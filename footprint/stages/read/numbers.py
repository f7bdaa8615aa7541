"""One text, one number: what an amount says, or why it says nothing for sure.

A text is read in every way people write numbers. One reading: that is the number. Two: the user is asked. None: it is
no number. This is the reference; :mod:`footprint.stages.read.amounts` reads whole columns and must agree with it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from footprint.ground.language import told

DecimalSign = Literal[".", ","]

UNCALCULATED = "=?"
"""Stands in a cell whose formula has no saved result."""

LONGEST = 400
"""Characters that a text may have to be looked at as a number; a double written out in full has 326."""

LARGEST = 1e18
"""Amounts beyond this are no purchase, in whatever unit; sums of them would not be finite."""

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u200b\ufeff]+")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})
_ERROR = re.compile(r"#[A-ZÀ-Ý][A-ZÀ-Ý0-9_/ ]*[!?]?|Err:[0-9]+", re.IGNORECASE)
_DATE = re.compile(
    r"([0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{2}|[0-9]{4})|[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2})([ T].*)?"
)
_BOOLEAN = re.compile(r"true|false|waar|onwaar|vrai|faux|wahr|falsch", re.IGNORECASE)
_NOT_FINITE = re.compile(r"[-+]?(inf|infinity|∞|nan)", re.IGNORECASE)
_AMOUNT = re.compile(
    r"""(?P<open>\()? \ ? (?P<sign>[-+])? \ ? (?P<before>[kKmMT]?[A-Za-z]{3}(?=[\ 0-9.,+-])|(?:US|[kKMT])?[€$£¥])? \ ?
    (?P<inner>[-+])? \ ?
    (?P<number>[0-9][0-9 .,']*|[.,][0-9]+)
    (?P<power>[eE][-+]?[0-9]{1,3}(?![0-9A-Za-z]))?
    (?P<dash>(?<=[.,])--?)? \ ? (?P<trailing>-)? \ ?
    (?P<after>[€$£¥%]|[^\W\d_][^\d()]{0,30}?(?:(?<=m)[23])?)? \ ? (?P<close>\))?""",
    re.VERBOSE,
)
_MARKS = {".": " ',", ",": " '."}
_GROUPED = {
    sign: {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:[{mark}][0-9]{{3}})+(?:[{sign}][0-9]+)?") for mark in marks}
    for sign, marks in _MARKS.items()
}
_PLAIN = {sign: re.compile(rf"[0-9]+(?:{re.escape(sign)}[0-9]*)?|{re.escape(sign)}[0-9]+") for sign in ".,"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a value (NaN if none can be counted), the unit written in the cell, and the fault, if any.

    `expected` is filled where the fault has something of its own to say (the two readings of an ambiguous number).
    """

    value: float
    code: str = ""
    unit: str = ""
    expected: str = ""


def read_number(text: str, decimal: DecimalSign | None = None) -> Reading:
    """Return what the amount `text` says.

    Parameters
    ----------
    text
        The cell as written.
    decimal
        The decimal sign, if the user said which one it is.

    >>> read_number("1 741,14 kg")
    Reading(value=1741.14, code='', unit='kg', expected='')
    >>> read_number("1.234").expected
    '1234 or 1.234'
    >>> read_number("1.234", decimal=",").value
    1234.0
    """
    written = _SPACES.sub(" ", text).strip().translate(_SIGNS)
    if len(written) > LONGEST:
        return Reading(math.nan, "amount_not_finite" if written.isdecimal() else "amount_unreadable")
    code = _code_of_no_number(written)
    if code:
        return Reading(math.nan, code)
    match = _AMOUNT.fullmatch(written)
    if match is None or not _is_whole(match):
        return Reading(math.nan, "amount_unreadable")
    return _judge(_readings(match, decimal), _is_negative(match), (match["before"] or match["after"] or "").strip())


def is_error_text(text: str) -> bool:
    """Return whether `text` is an error value of a spreadsheet ("#N/A", "#WAARDE!", "Err:502")."""
    return text[:1] in "#Ee" and _ERROR.fullmatch(text) is not None


def _code_of_no_number(written: str) -> str:
    if written == "":
        return "amount_missing"
    if written == UNCALCULATED or (written[0] == "=" and len(written) > 1):
        return "formula_without_value"
    for pattern, code in _NO_NUMBERS:
        if pattern.fullmatch(written):
            return code
    return ""


_NO_NUMBERS = (
    (_ERROR, "amount_error_cell"),
    (_DATE, "amount_is_date"),
    (_BOOLEAN, "amount_is_boolean"),
    (_NOT_FINITE, "amount_not_finite"),
)


def _is_whole(match: re.Match[str]) -> bool:
    """Return whether brackets pair and no more than one sign and one unit are written."""
    signs = [match[name] for name in ("open", "sign", "inner", "trailing") if match[name]]
    units = [match[name] for name in ("before", "after") if match[name]]
    return bool(match["open"]) == bool(match["close"]) and len(signs) <= 1 and len(units) <= 1


def _is_negative(match: re.Match[str]) -> bool:
    return bool(match["open"] or match["trailing"]) or "-" in (match["sign"], match["inner"])


def _readings(match: re.Match[str], decimal: DecimalSign | None) -> list[float]:
    """Return every number the digits can be read as, each once, largest first."""
    digits, power = match["number"].strip(), match["power"] or ""
    if match["dash"]:
        decimal, digits = _decimal_of_dash(digits, decimal)
    signs = (decimal,) if decimal else (".", ",")
    found = {value for sign in signs if (value := _read_with(digits, sign, power)) is not None}
    return sorted(found, reverse=True)


def _decimal_of_dash(digits: str, decimal: DecimalSign | None) -> tuple[DecimalSign | None, str]:
    """Return the decimal sign that "12,-" shows, and the digits; a sign against the one given leaves no digits."""
    sign: DecimalSign = "," if digits[-1] == "," else "."
    return (sign, digits[:-1]) if decimal in (None, sign) else (sign, "")


def _read_with(digits: str, sign: str, power: str) -> float | None:
    """Return `digits` read with `sign` as the decimal sign, or None where that is no number."""
    if _PLAIN[sign].fullmatch(digits):
        return float(digits.replace(sign, ".") + power)
    for mark, pattern in _GROUPED[sign].items():
        if not power and pattern.fullmatch(digits):
            return float(digits.replace(mark, "").replace(sign, "."))
    return None


def _judge(readings: list[float], negative: bool, unit: str) -> Reading:
    if not readings:
        return Reading(math.nan, "amount_unreadable")
    if len(readings) > 1:
        one, other = (f"{value:.15g}" for value in readings)
        return Reading(math.nan, "amount_ambiguous", unit, told("{one} or {other}", one=one, other=other))
    return judge_value(-readings[0] if negative else readings[0], unit)


def judge_value(value: float, unit: str = "") -> Reading:
    """Return the reading of a number that is known: only a finite one of zero or more can be counted."""
    if not abs(value) <= LARGEST:
        return Reading(math.nan, "amount_not_finite", unit)
    if value < 0:
        return Reading(math.nan, "amount_negative", unit)
    return Reading(abs(value), "amount_zero" if value == 0 else "", unit)
