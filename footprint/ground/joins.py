"""The one door for joins (law L3): every key is checked, and a lost or doubled row is an error with its name.

Inside the engine tables meet by position: a key is turned into its place in an index once (:func:`positions`), and
from then on arrays are taken by that place. :func:`lookup` is the same for whole frames.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

from footprint.ground.errors import JoinError

Codes = npt.NDArray[np.int64]
Integers = npt.NDArray[np.integer[Any]]


def positions(keys: Any, index: Sequence[Any] | pd.Index, *, missing: Literal["raise", "mark"] = "raise") -> Codes:
    """Return the place of each key in `index`; -1 for a key that is not there, if `missing` is "mark".

    Parameters
    ----------
    keys
        Values to look up, shape (n,). A pandas Categorical is looked up once per category.
    index
        Unique values.

    Raises
    ------
    JoinError
        `index` has doubled values, or a key is not in it and `missing` is "raise".
    """
    unique = pd.Index(index)
    if not unique.is_unique:
        raise JoinError(f"the index of a join has doubled keys: {list(unique[unique.duplicated()][:5])}")
    found = _positions_of(keys, unique)
    if missing == "raise" and (found < 0).any():
        lost = list(pd.Index(np.asarray(keys)[found < 0]).unique()[:5])
        raise JoinError(f"{int((found < 0).sum())} keys are not in the index of the join, first {lost}")
    return found


def _positions_of(keys: Any, unique: pd.Index) -> Codes:
    if isinstance(keys, pd.Series):
        keys = keys.array
    if not isinstance(keys, pd.Categorical):
        return np.asarray(unique.get_indexer(pd.Index(keys)), dtype=np.int64)
    per_category = np.append(unique.get_indexer(keys.categories), -1)
    return np.asarray(per_category[keys.codes], dtype=np.int64)


def lookup(
    left: pd.DataFrame, right: pd.DataFrame, on: str | list[str], *, missing: Literal["raise", "keep"] = "raise"
) -> pd.DataFrame:
    """Return `left` with the other columns of `right` beside it, many to one, rows and order of `left` kept.

    Raises
    ------
    JoinError
        A key is doubled in `right`, or missing from it and `missing` is "raise".
    """
    keys = [on] if isinstance(on, str) else on
    if right.duplicated(keys).any():
        raise JoinError(f"the right side of a join on {keys} has doubled keys")
    joined = left.merge(right, on=keys, how="left", validate="many_to_one", indicator="_met")
    lost = joined["_met"].eq("left_only")
    if missing == "raise" and lost.any():
        first = left.loc[lost.to_numpy(), keys].iloc[0].to_dict()
        raise JoinError(f"{int(lost.sum())} rows found no partner on {keys}, first {first}")
    return joined.drop(columns="_met")


def spread(left: pd.DataFrame, right: pd.DataFrame, on: str | list[str]) -> pd.DataFrame:
    """Return each row of `left` once for each row of `right` with its key: a total becomes its parts.

    Raises
    ------
    JoinError
        A row of `left` has no partner.
    """
    keys = [on] if isinstance(on, str) else on
    joined = left.merge(right, on=keys, how="left", indicator="_met")
    lost = joined["_met"].eq("left_only")
    if lost.any():
        first = joined.loc[lost, keys].iloc[0].to_dict()
        raise JoinError(f"{int(lost.sum())} rows found no partner on {keys}, first {first}")
    return joined.drop(columns="_met")


def runs(first: Codes, count: Codes) -> tuple[Codes, Codes]:
    """Return the places of many runs of neighbouring rows, one run after the other: the rows each of many keys has.

    Parameters
    ----------
    first, count
        Where each run starts and how long it is, shape (n,).

    Returns
    -------
    (number of the run, place), shape (sum of the counts,).

    Examples
    --------
    >>> import numpy as np
    >>> [found.tolist() for found in runs(np.array([7, 2, 0]), np.array([2, 0, 3]))]
    [[0, 0, 2, 2, 2], [7, 8, 0, 1, 2]]
    """
    run = np.repeat(np.arange(len(count)), count)
    return run, np.arange(len(run)) + np.repeat(first - np.cumsum(count) + count, count)


def stack(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of several frames, one after the other; columns of categories stay so.

    Raises
    ------
    JoinError
        The frames have different columns.
    """
    names = list(frames[0].columns)
    if any(list(frame.columns) != names for frame in frames):
        raise JoinError(f"frames of different columns: {[list(frame.columns) for frame in frames]}")
    columns = {name: [frame[name] for frame in frames] for name in names}
    return pd.DataFrame({name: _stacked(parts) for name, parts in columns.items()}, copy=False)


def _stacked(parts: list[pd.Series]) -> Any:
    if all(isinstance(part.dtype, pd.CategoricalDtype) for part in parts):
        return union_categoricals(parts)
    return pd.concat(parts, ignore_index=True)


def distinct_rows(table: npt.NDArray[np.integer[Any] | np.bool_]) -> tuple[Codes, Codes]:
    """Return where each distinct row of a table first stands, and for each row which of these it is.

    Column after column is folded into one code: comparing whole rows, as ``numpy.unique`` does, takes ten times as
    long.

    Parameters
    ----------
    table
        Shape (n, k).

    Examples
    --------
    >>> import numpy as np
    >>> [found.tolist() for found in distinct_rows(np.array([[1, 0], [2, 5], [1, 0]]))]
    [[0, 1], [0, 1, 0]]
    """
    code = np.zeros(len(table), dtype=np.int64)
    for column in table.T:
        codes, values = pd.factorize(column)
        code, _ = pd.factorize(code * len(values) + codes)
    return np.flatnonzero(~pd.Series(code).duplicated().to_numpy()), code


def pairs(first: Integers, second: Integers, width: int) -> tuple[Codes, Codes, Codes]:
    """Return the distinct pairs of two code arrays and, for each element, which pair it is.

    Codes may be -1 (missing), which counts as a code of its own. Dense where the table of all pairs is small, sorted
    otherwise.

    Parameters
    ----------
    first, second
        Codes, shape (n,); `second` is smaller than `width`.

    Returns
    -------
    (first of each pair, second of each pair, place of each element's pair), the pairs in ascending order.
    """
    key = (first + 1) * (width + 1) + (second + 1)
    size = int(key.max()) + 1 if len(key) else 0
    if size > 16 * len(key) + 4_000_000:
        distinct, inverse = np.unique(key, return_inverse=True)
    else:
        present = np.zeros(size, dtype=bool)
        present[key] = True
        distinct = np.flatnonzero(present)
        place = np.empty(size, dtype=np.int64)
        place[distinct] = np.arange(len(distinct))
        inverse = place[key]
    return distinct // (width + 1) - 1, distinct % (width + 1) - 1, inverse
