"""Columns of texts: each distinct text once, and for each line the code of its text.

Sheets repeat themselves: a million lines hold a few hundred texts. Whatever is done to a text is done to the distinct
ones; lines carry 32-bit codes, -1 for nothing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from footprint.stages.read.amounts import is_empty, said
from footprint.stages.read.codes import whole

_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")


@dataclass(frozen=True)
class Texts:
    """A column: `codes` of shape (lines,), and the distinct texts they point to; -1 is an empty cell."""

    codes: NDArray[np.int32]
    texts: tuple[str, ...]

    def lines_of(self, code: int) -> NDArray[np.intp]:
        """Return the positions of the lines with text number `code`."""
        return np.flatnonzero(self.codes == code)

    def categorical(self) -> pd.Categorical:
        """Return the column as pandas sees it, the categories in alphabetical order (law L8)."""
        order = sorted(range(len(self.texts)), key=self.texts.__getitem__)
        rank = np.empty(len(order) + 1, dtype=np.min_scalar_type(-len(order) - 1))
        rank[order], rank[-1] = np.arange(len(order)), -1
        categories = pd.Index([self.texts[place] for place in order], dtype="str")
        codes = rank[self.codes] if order else np.full(len(self.codes), -1, dtype=np.int8)
        return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(categories), validate=False)


def no_texts(lines: int) -> Texts:
    """Return a column of empty cells."""
    return Texts(np.full(lines, -1, dtype=np.int32), ())


def constant(text: str, lines: int) -> Texts:
    """Return a column with `text` in every cell."""
    return Texts(np.zeros(lines, dtype=np.int32), (text,))


def texts_of_objects(column: Sequence[Any]) -> Texts:
    """Return a column of Python objects as texts."""
    written = [cell if type(cell) is str else as_text(cell) for cell in column]
    codes, distinct = pd.factorize(np.array(written, dtype=object))
    return tidy(codes.astype(np.int32), distinct.tolist())


def texts_of_arrow(column: pa.ChunkedArray) -> Texts:
    """Return an Arrow column as texts; a dictionary is taken as it is."""
    if not pa.types.is_dictionary(column.type):
        return texts_of_objects(column.to_pylist())
    unified = column.unify_dictionaries()
    if unified.num_chunks == 0:
        return no_texts(0)
    codes = [_indices(chunk) for chunk in unified.chunks]
    distinct = [as_text(cell) for cell in unified.chunk(0).dictionary.to_pylist()]
    return tidy(np.concatenate(codes).astype(np.int32, copy=False), distinct)


def _indices(chunk: pa.DictionaryArray) -> NDArray[np.int32]:
    indices = chunk.indices.fill_null(-1) if chunk.indices.null_count else chunk.indices
    return np.asarray(indices.to_numpy(zero_copy_only=False))


def join_texts(parts: Sequence[Texts]) -> Texts:
    """Return the columns of batches as one column."""
    known: dict[str, int] = {}
    codes = [np.empty(0, dtype=np.int32)]
    for part in parts:
        new = np.array([*(known.setdefault(text, len(known)) for text in part.texts), -1], dtype=np.int32)
        codes.append(new[part.codes])
    return Texts(np.concatenate(codes), tuple(known))


def tidy(codes: NDArray[np.int32], distinct: Sequence[str]) -> Texts:
    """Return the column with its texts trimmed, equal ones joined and blank ones empty."""
    return replace(Texts(codes, tuple(distinct)), lambda text: whole(_SPACES.sub(" ", text).strip()))


def replace(column: Texts, change: Callable[[str], str]) -> Texts:
    """Return the column with `change` done to each distinct text; a text changed to "" becomes an empty cell."""
    known: dict[str, int] = {}
    changed = [change(text) for text in column.texts]
    new = [known.setdefault(text, len(known)) if text else -1 for text in changed]
    if new == list(range(len(new))):
        return Texts(column.codes, tuple(known))
    return Texts(np.array([*new, -1], dtype=np.int32)[column.codes], tuple(known))


def overlay(column: Texts, lines: NDArray[np.int64], written: Sequence[str]) -> Texts:
    """Return the column with `written` put into its cells at `lines`."""
    known = {text: code for code, text in enumerate(column.texts)}
    codes = column.codes.copy()
    codes[lines] = [known.setdefault(text, len(known)) for text in written]
    return Texts(codes, tuple(known))


def as_text(cell: object) -> str:
    """Return a cell as a user reads it: whole numbers without a point, dates as ISO 8601, bytes decoded, nothing as "".

    >>> as_text(18010000.0), as_text(None), as_text(datetime.datetime(2023, 5, 1))
    ('18010000', '', '2023-05-01')
    """
    if isinstance(cell, datetime.datetime | pd.Timestamp) and not is_empty(cell):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    if isinstance(cell, float | np.floating) and float(cell).is_integer():
        return str(int(cell))
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    return "" if is_empty(cell) else said(cell)
