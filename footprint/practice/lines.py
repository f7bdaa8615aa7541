"""The lines bought as organic or extensive, as counted and in their scenario."""

from __future__ import annotations

import numpy as np
import pandas as pd

from footprint.engine import Engine
from footprint.ground.activities import Activities
from footprint.practice.carried import NO_CROPS, Carried, carried, note_of
from footprint.practice.scenario import SCENARIOS, Floats, Ints, Scenario, scenario_of
from footprint.stages.attribute.ledger import Ledger
from footprint.stages.resolve import Resolved
from footprint.stages.resolve.practices import practice_of

NOT_COUNTED = "the line is not counted"


def practice_table(tables: Engine, ledger: Ledger, resolved: Resolved, activities: Activities) -> pd.DataFrame:
    """Return what the lines bought as organic or extensive would weigh in that scenario; the result stays as it is.

    Columns: line, practice, lens, realm, as_counted, scenario, low, high, unit, note. One row for each such line and
    each realm with land occupation; see :func:`footprint.practices` for what changes and what does not. A line of which
    nothing is counted, or behind which no cropland stands, has no scenario (NaN), and its note says so.
    """
    written = activities.table["practice"].cat
    understood = [practice_of(str(text)) for text in written.categories]
    wanted = np.array([SCENARIOS.index(one) if one in SCENARIOS else -1 for one in understood] + [-1])
    practice = wanted[written.codes.to_numpy()]
    at = np.flatnonzero(practice >= 0)
    if not len(at):
        return pd.DataFrame(columns=_LINE_COLUMNS)
    scenario = scenario_of(tables)
    per_tonne = carried(scenario, ledger.walk, ledger.draw)
    cell, tonnes = resolved.cell[at], resolved.counted[at]
    parts = [
        _line_rows(scenario, per_tonne, realm, activities.table["line"].to_numpy()[at], practice[at], cell, tonnes)
        for realm in range(len(scenario.realms))
    ]
    return pd.concat(parts, ignore_index=True).sort_values("line", kind="stable", ignore_index=True)


_LINE_COLUMNS = ["line", "practice", "lens", "realm", "as_counted", "scenario", "low", "high", "unit", "note"]


def _line_rows(
    scenario: Scenario, per_tonne: Carried, realm: int, line: Ints, practice: Ints, cell: Ints, tonnes: Floats
) -> pd.DataFrame:
    """Return the rows of some lines in one realm."""
    every = range(len(SCENARIOS))
    value = np.stack([per_tonne.value(at, int(scenario.chosen[at]))[:, realm] for at in every])
    ends = np.stack([np.stack(per_tonne.ends(at))[:, :, realm] for at in every])
    share = per_tonne.share
    with_crops = np.where(share > 0, 1.0, np.nan)[cell] * tonnes
    as_counted = tonnes * np.where(per_tonne.touched[:, realm], per_tonne.as_counted[:, realm], np.nan)[cell]
    told = scenario.engine.groups.realms.iloc[int(scenario.realms[realm])]
    by_intensity = bool(scenario.by_intensity[realm])
    words = np.array([note_of(one, by_intensity) if one > 0 else NO_CROPS for one in share], dtype=object)
    return pd.DataFrame(
        {
            "line": line,
            "practice": np.array(SCENARIOS, dtype=object)[practice],
            "lens": str(told["lens"]),
            "realm": str(told["realm"]),
            "as_counted": as_counted,
            "scenario": with_crops * value[practice, cell],
            "low": with_crops * ends[practice, 0, cell],
            "high": with_crops * ends[practice, 1, cell],
            "unit": str(told["unit"]),
            "note": np.where(np.isfinite(as_counted), words[cell], NOT_COUNTED),
        }
    )
