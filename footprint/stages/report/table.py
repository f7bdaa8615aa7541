"""The form in which the report hands its figures to a door: a title, columns of a kind, rows of plain cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from footprint.ground.language import Language
from footprint.stages.report.words import heading

Kind = Literal["text", "long", "plain", "count", "tonnes", "value", "share"]
"""text | long: text that wraps | plain: a number as it is | count | tonnes [t] | value: an impact | share: 0 to 1."""

Cell = str | int | float | None
"""None is absence; it is never written as zero (law L1)."""

_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, how its cells are to be read, and its name in the code."""

    name: str
    kind: Kind = "text"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be shown.

    Parameters
    ----------
    title
        Heading above the table.
    columns
        Headings and kinds, in order.
    rows
        One tuple of cells per row, in the order of the columns.
    note
        What the reader must know to read it, in a sentence or two.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def place(self, key: str) -> int:
        """Return the position of a column by its name in the code."""
        return [column.key for column in self.columns].index(key)


def clean(text: str) -> str:
    r"""Return `text` without halves of characters, which no file can hold.

    >>> clean("caf\u00e9 \ud83c") == "caf\u00e9 \ufffd"
    True
    """
    return text if text.isascii() else _SURROGATES.sub("\ufffd", text)


def is_number(series: pd.Series) -> bool:
    """Return whether the cells of `series` (or its categories) are numbers."""
    dtype = series.cat.categories.dtype if isinstance(series.dtype, pd.CategoricalDtype) else series.dtype
    return pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)


def cells(series: pd.Series) -> list[Cell]:
    """Return `series` as a list of plain Python numbers or texts, absence as None.

    The categories of a Categorical are converted once, not once per row.

    >>> cells(pd.Series(["cocoa", None, "cocoa"], dtype="category"))
    ['cocoa', None, 'cocoa']
    >>> cells(pd.Series([1.5, float("nan")]))
    [1.5, None]
    """
    if isinstance(series.dtype, pd.CategoricalDtype):
        names = [*cells(pd.Series(series.cat.categories)), None]
        return [names[code] for code in series.cat.codes.tolist()]
    present = series.astype(object).where(series.notna(), None).tolist()
    if is_number(series):
        return present
    return [None if value is None else clean(str(value)) for value in present]


def columns_of(frame: pd.DataFrame, names: Sequence[str]) -> tuple[list[Cell], ...]:
    """Return the named columns of `frame` as lists of plain cells."""
    return tuple(cells(frame[name]) for name in names)


def head(language: Language, /, **kinds: Kind) -> tuple[Column, ...]:
    """Return columns by their names in the code, with their headings in the language.

    >>> head(Language("en"), lens="text", tonnes="tonnes")[1]
    Column(name='Tonnes', kind='tonnes', key='tonnes')
    """
    return tuple(Column(heading(key, language), kind, key) for key, kind in kinds.items())


def from_frame(title: str, frame: pd.DataFrame, language: Language, note: str = "", /, **kinds: Kind) -> Table:
    """Return the columns of `frame` that `kinds` names as a table."""
    rows = zip(*columns_of(frame, list(kinds)), strict=True)
    return Table(title, head(language, **kinds), tuple(rows), note)
