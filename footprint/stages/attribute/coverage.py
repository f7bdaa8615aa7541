"""Coverage: what share of lines, tonnes and euros each total stands on (law L1)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.sums import summed
from footprint.stages.attribute.ledger import Ledger
from footprint.stages.attribute.lines import NOT, STATES

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

GIVEN = "given"


def coverage(
    ledger: Ledger,
    cell: Ints,
    tonnes: Floats,
    counted: Floats,
    euros: Floats,
    state: npt.NDArray[np.int8],
    reason: pd.Categorical,
    uncounted: tuple[str, ...],
) -> pd.DataFrame:
    """Return measure (lines | tonnes | euros), level, value, share of what was given.

    Levels: "given"; "characterised", "partly characterised" and "not covered: <reason>", which sum to it (law L4); and,
    for each lens, realm and pressure, what the total of that pressure stands on ("species: freshwater: water use");
    `uncounted` pressures, which the lens has but no inventory feeds, stand on nothing. Tonnes count lines whose tonnes
    are known, euros lines written in money; `counted` are the tonnes that the view counts.
    """
    weights = {
        "lines": np.ones(len(cell)),
        "tonnes": np.where(np.isnan(tonnes), 0.0, tonnes),
        "euros": np.where(np.isnan(euros), 0.0, euros),
    }
    parts = [
        _of_measure(ledger, measure, weight, cell, counted, state, reason, uncounted)
        for measure, weight in weights.items()
    ]
    return pd.concat(parts, ignore_index=True)


def _of_measure(
    ledger: Ledger,
    measure: str,
    weight: Floats,
    cell: Ints,
    counted: Floats,
    state: npt.NDArray[np.int8],
    reason: pd.Categorical,
    uncounted: tuple[str, ...],
) -> pd.DataFrame:
    given = float(summed(np.zeros(len(weight), dtype=np.int8), weight, 1)[0])
    by_state = summed(state, weight, len(STATES))
    rows = [(GIVEN, given), *((name, float(by_state[at])) for at, name in enumerate(STATES) if name != NOT)]
    lost = state == STATES.index(NOT)
    by_reason = summed(reason.codes[lost], weight[lost], len(reason.categories))
    present = np.bincount(reason.codes[lost], minlength=len(reason.categories)) > 0
    rows += [(f"{NOT}: {name}", float(by_reason[at])) for at, name in enumerate(reason.categories) if present[at]]
    of_cell = summed(cell, np.where(np.isnan(counted), 0.0, weight), ledger.draw.cells)
    stands_on = (of_cell[:, np.newaxis] * ledger.cell_complete).sum(axis=0)
    names = ledger.pressure_names
    rows += list(zip(names, stands_on.tolist(), strict=True)) + [(name, 0.0) for name in uncounted]
    table = pd.DataFrame(rows, columns=["level", "value"])
    share = table["value"] / given if given > 0 else np.full(len(table), np.nan)
    return table.assign(measure=measure, share=share)[["measure", "level", "value", "share"]]
