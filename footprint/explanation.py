"""Walk one number back: result -> factor row -> inventory row -> source -> input cell (law L6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.assessment import assess
from footprint.composition import composition
from footprint.ground.errors import FootprintError
from footprint.passports import factor_ids, inventory_passports
from footprint.result import Result
from footprint.stages.resolve.supply import RULES

Ints = npt.NDArray[np.int64]

#: Rows of each group that the text shows, and the share of the line's tonnes an input must have; the tables hold all.
SHOWN, TOLD = 3, 0.01
_CELLS = ("item", "hs_code", "origin", "amount", "unit", "year")


@dataclass(frozen=True)
class Explanation:
    """How one line came to its impact.

    Attributes
    ----------
    line
        Number of the line, as in ``result.lines``.
    tonnes
        Tonnes of the line.
    steps
        step, what, value, source: from the cells of the sheet to the tonnes and their origin.
    made_of
        One row per input of each process and market behind the good: step, product, country, takes, taken_from,
        per_tonne, tonnes, how, source; without a name what has no inventory.
    chain
        One row per flow and factor: impact = tonnes x share x inventory x factor, with the source of each; share is
        tonnes of the material (what grew, grazed or was mined) for a tonne of the line.
    """

    line: int
    tonnes: float
    steps: pd.DataFrame
    made_of: pd.DataFrame
    chain: pd.DataFrame

    def __str__(self) -> str:
        steps = [
            f"{step:<8} {what}: {value}" + (f"  [{source}]" if source else "")
            for step, what, value, source in self.steps.astype(str).itertuples(index=False, name=None)
        ]
        told = _largest(self.chain, ["lens", "realm", "pressure"], "value")
        weighty = self.made_of[self.made_of["tonnes"] >= TOLD * self.tonnes]
        behind = _largest(weighty, ["step", "product", "country"], "tonnes")
        works = list(dict.fromkeys([*behind.loc[behind["takes"] != "", "source"], *told["source"], *told["citation"]]))
        number = {work: at for at, work in enumerate(works, 1)}
        parts = [
            [f"Line {self.line}", *steps],
            [_step(row, number) for row in behind.itertuples(index=False)] + self._rest(weighty),
            [_sentence(row, number) for row in told.itertuples(index=False)],
            [f"[{at}] {work}" for work, at in number.items()],
        ]
        return "\n\n".join("\n".join(part) for part in parts if part)

    def _rest(self, shown: pd.DataFrame) -> list[str]:
        less = len(self.made_of) - len(shown)
        return [f"  and {less} inputs of less than {TOLD:.0%} of the line's tonnes: see made_of"] if less else []


def _largest(table: pd.DataFrame, keys: list[str], size: str) -> pd.DataFrame:
    """Return the largest rows of each group, and beside them how many more there are and their part of the whole."""
    ordered = table.assign(size=table[size].abs()).sort_values([*keys, "size"], ascending=[True] * len(keys) + [False])
    groups = ordered.groupby(keys, sort=False, observed=True)["size"]
    rank, count = groups.cumcount(), groups.transform("size")
    rest = 1 - groups.cumsum() / groups.transform("sum")
    last = (rank == SHOWN - 1) & (count > SHOWN)
    return ordered.assign(more=np.where(last, count - SHOWN, 0), rest=rest)[rank < SHOWN]


def _step(row: Any, number: dict[str, int]) -> str:
    if not row.takes:
        return f"{'  ' * row.step}{row.product} ({row.country}) takes {row.per_tonne:.4g} t/t of which nothing is known"
    more = f"\n{'  ' * row.step}... and {row.more} more, {row.rest:.1%} of its inputs" if row.more else ""
    return (
        f"{'  ' * row.step}{row.product} ({row.country}) takes {row.per_tonne:.4g} t/t of {row.takes}"
        f" ({row.taken_from}): {row.tonnes:.6g} t, {row.how} [{number[row.source]}]{more}"
    )


def _sentence(row: Any, number: dict[str, int]) -> str:
    notes = [text for text in (row.fallback, row.override) if text]
    notes += [f"... and {row.more} more rows, {row.rest:.1%} of this pressure"] if row.more else []
    return (
        f"{row.lens} / {row.realm} / {row.pressure}, {row.product} from {row.place}: {row.value:.4g} {row.unit}\n"
        f"    = {row.tonnes:.6g} t x {row.share:.4g} t of it per tonne\n"
        f"    x {row.inventory:.6g} {row.flow_unit}/t  {row.flow} ({row.level}, {row.year}) [{number[row.source]}]\n"
        f"    x {row.factor_value:.6g} {row.unit}/{row.flow_unit}  {row.factor} [{number[row.citation]}]"
        + "".join(f"\n      {note}" for note in notes)
    )


def explain(
    purchases: Result | str | Path | pd.DataFrame | Sequence[Mapping[str, Any]],
    line: int,
    lenses: Sequence[str] | None = None,
    **options: Any,
) -> Explanation:
    """Return how one line came to its impact.

    Parameters
    ----------
    purchases
        A result, or anything :func:`footprint.assess` takes (then `lenses` and `options` go to it).
    line
        Number of the line: the row of the sheet, or the position in a table, as in ``result.lines["line"]``.

    Raises
    ------
    FootprintError
        There is no such line, or a result is given and lenses or options, which it already has.
    """
    if isinstance(purchases, Result) and (lenses is not None or options):
        raise FootprintError("a result has its lenses and options already; explain the purchases to choose others")
    result = purchases if isinstance(purchases, Result) else assess(purchases, lenses, **options)
    lines = result.activities.table["line"].to_numpy(np.int64)
    found = np.flatnonzero(lines == line)
    if not len(found):
        raise FootprintError(f"there is no line {line}; lines run from {lines.min()} to {lines.max()}")
    at = int(found[0])
    tonnes = float(result.resolved.counted[at])
    made_of = composition(result.engine, result.ledger, int(result.resolved.cell[at]), tonnes)
    return Explanation(line, tonnes, _steps(result, at, line), made_of, _chain(result, at))


def _steps(result: Result, at: int, line: int) -> pd.DataFrame:
    table, resolved = result.activities.table, result.resolved
    rows = [
        ("read", key, _as_written(table[key].iloc[at]), result.activities.where(line, key))
        for key in _CELLS
        if pd.notna(table[key].iloc[at])
    ]
    shown, match = result.lines.iloc[at], resolved.matches[resolved.key_match[resolved.key[at]]]
    product = shown["product"] if pd.notna(shown["product"]) else "none"
    tonnes = f"{shown['tonnes']:.6g} t" if pd.notna(shown["tonnes"]) else "not known"
    conversion = resolved.amounts.conversions[resolved.amounts.conversion[at]]
    rows += [
        ("resolve", "product", f"{product} (by {match.method}, score {match.score:g})", match.reason),
        ("resolve", "tonnes", f"{tonnes} (by {conversion.rule})", conversion.note),
        ("resolve", "origin", f"{shown['origin_used'] or 'none'} (rule: {shown['origin_rule']})", ""),
        ("result", "coverage", f"{shown['coverage']}", f"{shown['reason']}"),
        ("result", "quality", f"{shown['quality']} of 1 (best) to 5", f"{shown['fallback']}"),
    ]
    return pd.DataFrame(rows, columns=["step", "what", "value", "source"])


def _as_written(cell: Any) -> str:
    """Return a cell as a person writes it: 2024, not 2024.0."""
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _chain(result: Result, at: int) -> pd.DataFrame:
    ledger, engine = result.ledger, result.engine
    behind = ledger.walk.roots_of(ledger.draw, np.array([result.resolved.cell[at]])).tocoo()
    order = np.argsort(behind.coords[0])
    roots, amounts = behind.coords[0][order], behind.data[order]
    tonnes = float(result.resolved.counted[at])
    known = np.isfinite(ledger.impact[roots]) & np.isfinite(tonnes)  # without tonnes there is nothing to walk back
    which, combo = np.nonzero(known)
    root, share = roots[which], amounts[which]
    product, country = ledger.walk.product[root], ledger.walk.country[root]
    combos = engine.factors.combos.iloc[combo].reset_index(drop=True)
    flow = combos["flow"].to_numpy(np.int64)
    chain = pd.DataFrame(
        {
            **{name: combos[name].astype(str) for name in ("lens", "realm", "pressure")},
            "flow": combos["flow_name"].astype(str),
            "product": engine.system.products[product],
            "place": engine.system.countries[country],
            "rule": RULES[result.resolved.supply.rule[result.resolved.cell[at]]],
            "tonnes": tonnes,
            "share": share,
            **_inventory(result, product, country, flow),
            **_factor(result, combo, country),
            "value": tonnes * share * ledger.impact[root, combo],
            "unit": combos["unit"].astype(str),
        }
    )
    return chain.sort_values(
        ["lens", "realm", "pressure", "flow", "share"], ascending=[True] * 4 + [False], ignore_index=True
    )


def _inventory(result: Result, product: Ints, country: Ints, flow: Ints) -> dict[str, Any]:
    system = result.engine.system
    return {
        "inventory": system.amount[product, country, flow],
        "flow_unit": system.flows["unit"].to_numpy()[flow],
        **inventory_passports(result.engine.library, system, (product, country, flow)),
    }


def _factor(result: Result, combo: Ints, country: Ints) -> dict[str, Any]:
    factors = result.engine.factors
    at = factors.row[combo, country]
    rows = factors.rows.iloc[at]
    passports = [result.engine.library.passport(edition) for edition in rows["edition"].astype(str)]
    stood_in = factors.fallback[combo, country]
    return {
        "factor_value": factors.value[combo, country],
        "factor": factor_ids(rows).to_numpy(),
        "fallback": np.where(stood_in, "GLO stands in for the country", ""),
        "override": rows["override"].astype(str).to_numpy(),
        "citation": [passport.citation for passport in passports],
        "licence": [passport.licence for passport in passports],
    }
