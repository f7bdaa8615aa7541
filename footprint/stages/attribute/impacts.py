"""The long table: every line's impact by lens, realm, pressure and place, each with the factor it came from."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.errors import FootprintError
from footprint.ground.joins import runs
from footprint.stages.attribute.ledger import Ledger
from footprint.stages.attribute.totals import ABROAD, BELGIUM, EVERYWHERE, GLOBAL, HOME

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: More rows than this are not laid out at once (about 5 GB): ask for some lines.
LIMIT = 60_000_000


def cell_impacts(ledger: Ledger, cells: Ints, countries: pd.Index, factor_row: Ints) -> pd.DataFrame:
    """Return cell (place in `cells`), combo, place, factor (row of the factor table), value [unit/t of the cell].

    Parameters
    ----------
    factor_row
        Row of the factor table for each combination and country, shape (E, C).

    Raises
    ------
    FootprintError
        The table would have more than LIMIT rows.
    """
    behind = ledger.walk.roots_of(ledger.draw, cells).tocoo()
    root, cell = behind.coords
    width = len(countries)
    where, which = np.unique(cell.astype(np.int64) * width + ledger.walk.country[root], return_inverse=True)
    if (size := len(where) * len(ledger.combos)) > LIMIT:
        raise FootprintError(
            f"the long table would have up to {size:,} rows: ask for some lines with result.impacts_of([...])"
        )
    parts = []
    for combo in range(len(ledger.combos)):
        of_root = ledger.impact[root, combo]
        known = np.isfinite(of_root)
        some = np.bincount(which[known], minlength=len(where)) > 0
        value = np.bincount(which[known], (of_root * behind.data)[known], len(where))[some]
        parts.append(pd.DataFrame({"key": where[some], "combo": combo, "value": value}))
    return _placed(pd.concat(parts, ignore_index=True), ledger, width, factor_row)


def _placed(long: pd.DataFrame, ledger: Ledger, width: int, factor_row: Ints) -> pd.DataFrame:
    """Return the rows with the place of the pressure and its factor; what acts everywhere has one place, GLO."""
    cell, country, combo = long["key"].to_numpy() // width, long["key"].to_numpy() % width, long["combo"].to_numpy()
    everywhere = ledger.combos["everywhere"].to_numpy(dtype=bool)[combo]
    placed = pd.DataFrame(
        {
            "cell": cell,
            "combo": combo,
            "place": np.where(everywhere, width, country),
            "factor": factor_row[combo, country],
            "value": long["value"],
        }
    )
    return placed.groupby(["cell", "combo", "place", "factor"], sort=True)["value"].sum().reset_index()


def impacts(
    ledger: Ledger, countries: pd.Index, factor_row: Ints, factor_ids: pd.Index, lines: Ints, cell: Ints, tonnes: Floats
) -> pd.DataFrame:
    """Return line, lens, realm, pressure, flow, place, zone, value, unit, factor for lines with known tonnes.

    Raises
    ------
    FootprintError
        The table would have more than LIMIT rows.
    """
    known = np.flatnonzero(np.isfinite(tonnes))
    cells, of_line = np.unique(cell[known], return_inverse=True)
    per_cell = cell_impacts(ledger, cells, countries, factor_row)
    start = np.searchsorted(per_cell["cell"].to_numpy(), np.arange(len(cells) + 1))
    count = (start[1:] - start[:-1])[of_line]
    if (size := int(count.sum())) > LIMIT:
        raise FootprintError(
            f"the long table would have {size:,} rows: ask for some lines with result.impacts_of([...])"
        )
    line, row = runs(start[of_line], count)
    return _named(per_cell, ledger.combos, countries, factor_ids, row).assign(
        line=lines[known[line]], value=per_cell["value"].to_numpy()[row] * tonnes[known[line]]
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
