"""Which published factors are corrected, and why: one row and one reason each.

An override is matched on edition, category, flow, compartment and place ("*" stands for any). Its action is one of

    zero      the factor is 0 (nature left alone is no damage)
    replace   another value, with its source
    exclude   the row is not used
    use_glo   the method's world value stands in; flagged as a fallback
    use_place the rows of another country, `stand_in`, stand in for one that has none
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.errors import FactorError

Codes = npt.NDArray[np.int64]

KEYS = ("edition", "category", "flow", "compartment", "place")
ACTIONS = ("zero", "replace", "exclude", "use_glo", "use_place")


def correct(rows: pd.DataFrame, overrides: pd.DataFrame) -> pd.DataFrame:
    """Return the factor rows as they count, with `published` (value before) and `override` (reason) beside them.

    Raises
    ------
    FactorError
        An override has an unknown action.
    """
    unknown = set(overrides["action"].astype(str)) - set(ACTIONS)
    if unknown:
        raise FactorError(f"overrides.csv has unknown actions {sorted(unknown)}; known are {', '.join(ACTIONS)}")
    rows = _with_stand_ins(rows, overrides)
    keys = {key: pd.factorize(rows[key]) for key in KEYS}
    value = rows["value"].to_numpy(np.float64).copy()
    reason = np.full(len(rows), "", dtype=object)
    keep = np.ones(len(rows), dtype=bool)
    place = {key: {str(name): at for at, name in enumerate(names)} for key, (_, names) in keys.items()}
    codes = {key: code for key, (code, _) in keys.items()}
    for override in overrides.itertuples(index=False):
        hit = _hits(codes, place, override)
        reason[hit] = override.reason
        if override.action == "zero":
            value[hit] = 0.0
        elif override.action == "replace":
            value[hit] = override.value
        elif override.action in ("exclude", "use_glo"):
            keep &= ~hit
    return rows.assign(published=rows["value"], value=value, override=reason)[keep]


def _with_stand_ins(rows: pd.DataFrame, overrides: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with copies of the rows of one country for another that has none."""
    copies = [rows]
    for override in overrides[overrides["action"].astype(str) == "use_place"].itertuples(index=False):
        about = np.ones(len(rows), dtype=bool)
        for key in KEYS[:-1]:
            wanted = str(getattr(override, key))
            about &= wanted == "*" or (rows[key] == wanted).to_numpy()
        of_other = about & (rows["place"] == override.stand_in).to_numpy()
        copies.append(rows[of_other].assign(place=str(override.place)))
    return pd.concat(copies, ignore_index=True) if len(copies) > 1 else rows


def _hits(codes: dict[str, Codes], place: dict[str, dict[str, int]], override: object) -> npt.NDArray[np.bool_]:
    """Return which rows an override is about; -2 is a code no row has."""
    hit = np.ones(len(codes["place"]), dtype=bool)
    for key in KEYS:
        wanted = str(getattr(override, key))
        if wanted != "*":
            hit &= codes[key] == place[key].get(wanted, -2)
    return hit
