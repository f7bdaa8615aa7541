"""The year of a purchase, from a year, a date or a text that names one."""

from __future__ import annotations

import math
import re

import numpy as np

from footprint.stages.read.texts import Texts

_YEAR = re.compile(r"(?<![0-9,])(19[5-9][0-9]|20[0-9]{2})(?![0-9]|,[0-9]|\.[1-9]$|[-/](?:1[3-9]|[2-9][0-9])(?![0-9]))")
_LONGEST = 100
_COMPACT_DATE = re.compile(r"(19[5-9][0-9]|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")


def read_year(text: str) -> float:
    """Return the one year between 1950 and 2099 that `text` names, or NaN.

    >>> read_year("2023"), read_year("31/12/2022"), read_year("2022-2023"), read_year("2022/23")
    (2023.0, 2022.0, nan, nan)
    """
    if len(text) > _LONGEST:
        return math.nan
    compact = _COMPACT_DATE.fullmatch(text)
    found = {compact[1]} if compact else set(_YEAR.findall(text))
    return float(found.pop()) if len(found) == 1 else math.nan


def read_years(column: Texts) -> tuple[np.ndarray, list[int]]:
    """Return the year of each line, shape (lines,), and the codes of the texts that are no year."""
    years = [read_year(text) for text in column.texts]
    unread = [code for code, year in enumerate(years) if math.isnan(year)]
    return np.array([*years, math.nan])[column.codes], unread
