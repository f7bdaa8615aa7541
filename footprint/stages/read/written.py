"""A list as written: what every format is brought to before its cells are judged."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from footprint.ground.activities import Place
from footprint.ground.errors import Problem
from footprint.stages.read.amounts import AmountCells
from footprint.stages.read.header import Header
from footprint.stages.read.texts import Texts


@dataclass(frozen=True)
class Written:
    """A list with its columns known and its cells unjudged.

    Parameters
    ----------
    place, header
        Where it stands and what its columns mean.
    lines
        The row number of each line, shape (lines,).
    texts
        The text columns and the year that are there, by key.
    amounts
        The column of amounts.
    faults
        Lines whose amount cannot be trusted, whatever it says: position -> code.
    problems
        What the format had to remark.
    skipped
        Rows left out already, by reason.
    totals
        Lines without an item and a code that say total in a column that is not read: position -> what it says.
    """

    place: Place
    header: Header
    lines: NDArray[np.int64]
    texts: dict[str, Texts]
    amounts: AmountCells
    faults: dict[int, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    skipped: dict[str, int] = field(default_factory=dict)
    totals: dict[int, str] = field(default_factory=dict)
