"""What may be added: the groups lens x realm x unit, and sums that stay inside one of them (law L5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from footprint.ground.pressures import REALMS, set_apart
from footprint.stages.report.model import Report
from footprint.stages.report.words import ZONES, rank_of, title_case

Sums = dict[tuple[str, ...], float]
"""Key columns -> sum; a key whose values are all missing is absent."""


@dataclass(frozen=True, slots=True)
class Group:
    """One lens in one realm: the widest set of impacts that share a unit and a question."""

    lens: str
    realm: str
    unit: str
    name: str
    """The lens's own title."""

    realm_name: str
    """The realm's name in the language of the report."""

    @property
    def column(self) -> str:
        """The name of this group's column in the lines: "species: terrestrial"."""
        return f"{self.lens}: {self.realm}"

    @property
    def title(self) -> str:
        """The heading: lens and realm.

        >>> Group("species", "terrestrial", "global PDF.yr", "Soorten", "op land").title
        'Soorten, op land'
        """
        return f"{self.name}, {self.realm_name}"


def groups(report: Report) -> tuple[Group, ...]:
    """Return every lens x realm there is: lenses as declared, terrestrial before freshwater before marine."""
    titles = dict(zip(report.lenses["lens"].astype(str), report.lenses["title"].astype(str), strict=True))
    every = report.realms[~report.realms["realm"].astype(str).str.contains(", ", regex=False)]
    found = dict.fromkeys(zip(*(every[name].astype(str) for name in ("lens", "realm", "unit")), strict=True))
    named = [
        Group(lens, realm, unit, report.say(titles.get(lens, title_case(lens))), report.say(realm))
        for lens, realm, unit in found
    ]
    lenses = tuple(titles)
    return tuple(sorted(named, key=lambda one: (rank_of(one.lens, lenses), rank_of(one.realm, REALMS), one.unit)))


def leading(report: Report) -> tuple[Group, ...]:
    """Return the first realm of each lens: what a page shows where showing every realm would be too much."""
    return tuple({group.lens: group for group in reversed(groups(report))}.values())[::-1]


def leading_impacts(report: Report) -> dict[str, pd.Series]:
    """Return the impact of every line under the first realm of each lens, by its title."""
    lines = report.lines
    return {
        group.title: lines[group.column].astype(float) for group in leading(report) if group.column in lines.columns
    }


def sums(frame: pd.DataFrame, keys: Sequence[str], value: str = "value") -> Sums:
    """Return the sum of `value` per combination of `keys`; missing values add nothing and are not zero (law L1)."""
    present = frame[frame[value].notna()]
    rows = zip(*(present[key].astype(str) for key in keys), present[value].astype(float), strict=True)
    totals: Sums = {}
    for *key, amount in rows:
        totals[tuple(key)] = totals.get(tuple(key), 0.0) + amount
    return totals


def by_zone(found: Sums, *key: str) -> tuple[float | None, ...]:
    """Return the sums of `key` in Belgium, abroad and everywhere; None where nothing is known."""
    return tuple(found.get((*key, zone)) for zone in ZONES)


def yearly(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the totals that may be added within a group: what recurs every year."""
    return totals[~_apart(totals)]


def one_off(totals: pd.DataFrame) -> pd.DataFrame:
    """Return the totals shown apart: land transformation and long-term effects."""
    return totals[_apart(totals)]


def _apart(totals: pd.DataFrame) -> pd.Series[bool]:
    return totals["pressure"].astype(str).map(set_apart).astype(bool)


def has_gain(values: Sequence[float] | pd.Series) -> bool:
    """Return whether one of some impacts is a gain: then shares of their sum would mislead, and none are shown.

    >>> has_gain([2.0, -1.0]), has_gain([2.0, float("nan")])
    (True, False)
    """
    return bool((np.asarray(values, dtype=np.float64) < 0).any())


def whole(parts: Sequence[float | None]) -> float | None:
    """Return the sum of the parts that are known; None when none is."""
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def shares(parts: Sequence[float | None]) -> tuple[float | None, ...]:
    """Return each part over the whole; None for all when the whole is nil or a part is a gain.

    >>> shares((1.0, 3.0, None))
    (0.25, 0.75, None)
    """
    total = whole(parts)
    if not total or has_gain([part for part in parts if part is not None]):
        return tuple(None for _ in parts)
    return tuple(None if part is None else part / total for part in parts)
