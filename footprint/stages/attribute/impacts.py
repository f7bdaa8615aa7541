"""The long table: every line's impact by lens, realm, pressure and place, each with the factor it came from."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.errors import FootprintError
from footprint.stages.attribute.ledger import Ledger
from footprint.stages.attribute.totals import ABROAD, BELGIUM, EVERYWHERE, GLOBAL, HOME

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: More rows than this are not laid out at once (about 5 GB): ask for some lines.
LIMIT = 60_000_000


def cell_impacts(ledger: Ledger, countries: pd.Index, factor_row: Ints) -> pd.DataFrame:
    """Return cell, combo, place, value [unit/t], factor (row of the factor table): impact per tonne of each cell.

    Parameters
    ----------
    factor_row
        Row of the factor table for each combination and country, shape (E, C).
    """
    row, combo = np.nonzero(np.isfinite(ledger.impact[ledger.draw.pair]))
    pair = ledger.draw.pair[row]
    country = ledger.draw.country[pair]
    long = pd.DataFrame(
        {
            "cell": ledger.draw.cell[row],
            "combo": combo,
            "place": np.where(ledger.combos["everywhere"].to_numpy(dtype=bool)[combo], len(countries), country),
            "factor": factor_row[combo, country],
            "value": ledger.impact[pair, combo] * ledger.draw.share[row],
        }
    )
    return long.groupby(["cell", "combo", "place", "factor"], sort=True)["value"].sum().reset_index()


def impacts(
    ledger: Ledger, countries: pd.Index, factor_row: Ints, factor_ids: pd.Index, lines: Ints, cell: Ints, tonnes: Floats
) -> pd.DataFrame:
    """Return line, lens, realm, pressure, flow, place, zone, value, unit, factor for lines with known tonnes.

    Raises
    ------
    FootprintError
        The table would have more than LIMIT rows.
    """
    per_cell = cell_impacts(ledger, countries, factor_row)
    start = np.searchsorted(per_cell["cell"].to_numpy(), np.arange(ledger.draw.cells + 1))
    known = np.flatnonzero(np.isfinite(tonnes))
    count = (start[1:] - start[:-1])[cell[known]]
    if (size := int(count.sum())) > LIMIT:
        raise FootprintError(
            f"the long table would have {size:,} rows: ask for some lines with result.impacts_of([...])"
        )
    line = np.repeat(known, count)
    within = np.arange(size) - np.repeat(np.cumsum(count) - count, count)
    row = start[cell[line]] + within
    return _named(per_cell, ledger.combos, countries, factor_ids, row).assign(
        line=lines[line], value=per_cell["value"].to_numpy()[row] * tonnes[line]
    )[["line", "lens", "realm", "pressure", "flow", "place", "zone", "value", "unit", "factor"]]


def _named(
    per_cell: pd.DataFrame, combos: pd.DataFrame, countries: pd.Index, factor_ids: pd.Index, row: Ints
) -> pd.DataFrame:
    combo, place = per_cell["combo"].to_numpy()[row], per_cell["place"].to_numpy()[row]
    places = countries.append(pd.Index([EVERYWHERE]))
    zone_of = np.where(places == HOME, 0, np.where(places == EVERYWHERE, 2, 1))
    used, factor = np.unique(per_cell["factor"].to_numpy()[row], return_inverse=True)
    names = {name: _category(combos[name], combo) for name in ("lens", "realm", "pressure", "unit")}
    return pd.DataFrame(
        {
            **names,
            "flow": _category(combos["flow_name"], combo),
            "place": pd.Categorical.from_codes(place, places),
            "zone": pd.Categorical.from_codes(zone_of[place], pd.Index([BELGIUM, ABROAD, GLOBAL])),
            "factor": _category(pd.Series(factor_ids[used]), factor),
        }
    )


def _category(column: pd.Series, at: Ints) -> pd.Categorical:
    codes, names = pd.factorize(column.astype(str), sort=True)
    return pd.Categorical.from_codes(codes[at], names)
