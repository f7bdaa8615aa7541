"""What an assessment found: tables made when they are asked for, each once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.engine import Engine
from footprint.ground.activities import Activities
from footprint.ground.errors import Problem
from footprint.ground.joins import positions
from footprint.passports import factor_ids
from footprint.practice.lines import practice_table
from footprint.stages.attribute import coverage as covering
from footprint.stages.attribute import impacts as laying
from footprint.stages.attribute import lines as lining
from footprint.stages.attribute import totals as summing
from footprint.stages.attribute.ledger import Ledger
from footprint.stages.inventory.recipes import GRADES as RECIPES
from footprint.stages.resolve.amounts import RULES as AMOUNT_RULES
from footprint.stages.resolve.grades import GRADES
from footprint.stages.resolve.items import METHODS
from footprint.stages.resolve.reasons import NO_INVENTORY, reasons
from footprint.stages.resolve.remarks import remarks
from footprint.stages.resolve.stage import Resolved, View
from footprint.stages.resolve.supply import RULES as ORIGIN_RULES


@dataclass(frozen=True)
class Assessed:
    """The footprint of a list of purchases.

    Attributes
    ----------
    totals
        lens, realm, pressure, zone (belgium | abroad | global), value, unit.
    lines
        One row per purchase line: line, item, origin, tonnes, match, coverage ... and one value per "lens: realm".
    impacts
        line, lens, realm, pressure, flow, place (ISO3 or GLO), zone, value, unit, factor: long.
    coverage
        measure (lines | tonnes | euros), level, value, share.
    problems
        Everything found on the way, as :class:`~footprint.ground.errors.Problem`.
    """

    engine: Engine
    activities: Activities
    resolved: Resolved
    ledger: Ledger
    year: int | None
    view: View = "declared"

    def __repr__(self) -> str:
        """Return three lines: what was read, how much of it is counted, where to look."""
        given = self.coverage.query("measure == 'tonnes'").set_index("level")["share"]
        counted = given.get("characterised", 0.0) + given.get("partly characterised", 0.0)
        lost = int((self._state == lining.STATES.index(lining.NOT)).sum())
        return (
            f"Footprint of {self.activities.source}: {len(self.resolved.key):,} lines, "
            f"{self._tonnes_given:,.0f} t, of which {counted:.1%} counted; lines not counted: {lost:,}\n"
            f"lenses {', '.join(self.engine.lenses)}; view {self.view}; allocation by {self.engine.allocation}\n"
            ".totals .lines .by_product .by_material .by_origin .coverage .problems"
        )

    @property
    def _tonnes_given(self) -> float:
        given = self.coverage.query("measure == 'tonnes' and level == @covering.GIVEN")["value"]
        return float(given.iloc[0])

    @cached_property
    def totals(self) -> pd.DataFrame:
        """Impact by lens, realm, pressure and zone. Lenses and realms are never to be added up (law L5)."""
        return summing.totals(self.ledger, self.engine.system.countries)

    @cached_property
    def problems(self) -> list[Problem]:
        """All problems of reading and resolving: those of the whole first, then line by line."""
        found = [*self.activities.problems, *remarks(self.activities, self.resolved, self.engine.catalogue)]
        return sorted(found, key=_row_of)

    @cached_property
    def lines(self) -> pd.DataFrame:
        """One row per line, in the order of the input."""
        resolved, table = self.resolved, self.activities.table
        catalogue, key, basis = self.engine.catalogue, self.resolved.key, self._basis
        quality = lining.quality(self.ledger, basis, resolved.cell)
        columns = {
            "line": table["line"].array,
            "item": table["item"].array,
            "origin": _coded(resolved.key_country[key], catalogue.countries),
            "tonnes": resolved.amounts.tonnes,
            "match": _coded(basis.match, pd.Index(basis.match_words)),
            "match_score": np.array([match.score for match in resolved.matches])[resolved.key_match][key],
            "coverage": _coded(self._state, pd.Index(lining.STATES)),
            "product": _coded(resolved.key_product[key], catalogue.ids),
            "origin_used": self._origin_used,
            "origin_grade": self._origin_grade,
            "origin_rule": _coded(basis.origin, pd.Index(basis.origin_words)),
            "tonnes_rule": _coded(basis.tonnes, pd.Index(basis.tonnes_words)),
            "made_of": _coded(self._recipe[resolved.cell], pd.Index(RECIPES)),
            "fallback": lining.fallbacks(basis).take(resolved.cell),
            "quality": np.where(self._state == lining.STATES.index(lining.NOT), np.int8(5), quality),
            "reason": self._why,
            **lining.values(self.ledger, resolved.cell, resolved.counted),
        }
        return pd.DataFrame(columns, copy=False)

    @cached_property
    def impacts(self) -> pd.DataFrame:
        """The long table of all lines; FootprintError if it would not fit (then ask :meth:`impacts_of`)."""
        return self.impacts_of(None)

    def impacts_of(self, lines: Sequence[int] | None) -> pd.DataFrame:
        """Return the long table of some lines (their numbers as in ``lines["line"]``); of all if None."""
        written = self.activities.table["line"].to_numpy(np.int64)
        at = np.arange(len(written)) if lines is None else np.flatnonzero(np.isin(written, np.asarray(lines)))
        resolved, factors = self.resolved, self.engine.factors
        return laying.impacts(
            self.ledger,
            self.engine.system.countries,
            factors.row,
            factor_ids(factors.rows),
            written[at],
            resolved.cell[at],
            resolved.counted[at],
        )

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """What each total stands on: shares of lines, tonnes and euros given (law L1)."""
        amounts = self.resolved.amounts
        return covering.coverage(
            self.ledger,
            self.resolved.cell,
            amounts.tonnes,
            self.resolved.counted,
            amounts.euros,
            self._state,
            self._reason,
            self.engine.uncounted,
        )

    @cached_property
    def practices(self) -> pd.DataFrame:
        """Lines bought as organic or extensive, as counted and in that scenario, which no total uses.

        Columns: line, practice, lens, realm, as_counted, scenario, low, high, unit, note.
        """
        return practice_table(self.engine, self.ledger, self.resolved, self.activities)

    @cached_property
    def pressures(self) -> pd.DataFrame:
        """Elementary flows by zone, before any factor: flow, compartment, zone, value, unit."""
        system = self.engine.system
        return summing.pressures(self.ledger, system.amount, system.flows, system.countries)

    @cached_property
    def by_product(self) -> pd.DataFrame:
        """Impact by product bought.

        Columns: product, name, tonnes, land_m2_yr and the range the inventory states for it (land_low_m2_yr,
        land_high_m2_yr), water_m3, lens, realm, value, unit.
        """
        ledger, catalogue = self.ledger, self.engine.catalogue
        table = summing.by_axis(
            summing.cell_values(ledger),
            np.where(lining.counted(ledger), ledger.cell_tonnes, 0.0),
            ledger.realms,
            self.resolved.cell_product,
            catalogue.ids,
            "product",
        )
        flows = {name: summing.cell_flow(ledger, amount) for name, amount in self._land_and_water.items()}
        return self._named(table, "product", flows, self.resolved.cell_product, catalogue.ids)

    @cached_property
    def by_material(self) -> pd.DataFrame:
        """Impact by what grew, grazed or was mined for it: material, name, tonnes, land_m2_yr ... as by_product."""
        return self._by_root("material", self.ledger.walk.product, self.engine.system.products)

    @cached_property
    def by_origin(self) -> pd.DataFrame:
        """Impact by country where the pressure happens: origin, name, tonnes (of raw materials), land_m2_yr ..."""
        return self._by_root("origin", self.ledger.walk.country, self.engine.system.countries)

    def _by_root(self, axis: str, codes: npt.NDArray[np.int64], ids: pd.Index) -> pd.DataFrame:
        ledger = self.ledger
        table = summing.by_axis(summing.root_values(ledger), ledger.root_tonnes, ledger.realms, codes, ids, axis)
        flows = {name: summing.root_flow(ledger, amount) for name, amount in self._land_and_water.items()}
        return self._named(table, axis, flows, codes, ids)

    @cached_property
    def _land_and_water(self) -> dict[str, npt.NDArray[np.float64]]:
        """Land occupied, with its range [m2.yr/t], and water taken [m3/t] by roots, shape (P, C)."""
        system = self.engine.system
        land = system.flows["flow"].str.startswith("Occupation").to_numpy()
        water = system.amount[:, :, system.flow_position("Water, unspecified natural origin")]
        amounts = {"land_m2_yr": system.amount, "land_low_m2_yr": system.low, "land_high_m2_yr": system.high}
        return {name: _added(amount[:, :, land]) for name, amount in amounts.items()} | {"water_m3": water}

    @cached_property
    def _names(self) -> pd.Series:
        return pd.Series(self.engine.names("en"), dtype="str")

    def _named(
        self,
        table: pd.DataFrame,
        axis: str,
        flows: dict[str, npt.NDArray[np.float64]],
        codes: npt.NDArray[np.int64],
        ids: pd.Index,
    ) -> pd.DataFrame:
        """Return the impact by an axis with names, and the land and water it comes from."""
        place = ids.get_indexer(pd.Index(table[axis]))
        return pd.DataFrame(
            {
                axis: table[axis],
                "name": self._names.reindex(table[axis]).to_numpy(),
                "tonnes": table["tonnes"],
                **{name: summing.sum_known(flow, codes, len(ids))[place] for name, flow in flows.items()},
                **{column: table[column] for column in ("lens", "realm", "value", "unit")},
            }
        )

    @cached_property
    def _basis(self) -> lining.Basis:
        resolved = self.resolved
        methods = np.array([METHODS.index(match.method) for match in resolved.matches], dtype=np.int8)
        tonnes = np.array(
            [AMOUNT_RULES.index(conversion.rule) for conversion in resolved.amounts.conversions], dtype=np.int8
        )
        return lining.Basis(
            match=methods[resolved.key_match][resolved.key],
            match_words=METHODS,
            origin=resolved.supply.rule[resolved.cell],
            origin_words=ORIGIN_RULES,
            tonnes=tonnes[resolved.amounts.conversion],
            tonnes_words=AMOUNT_RULES,
            recipe=self._recipe,
            recipe_words=RECIPES,
            fallbacks=self.ledger.share_of_cells(
                np.hstack([self._root_levels, self.ledger.any_by_pressure(self._stood_in)])
            ),
            fallback_words=(*lining.LEVELS, *("GLO factor: " + self.ledger.pressure_names)),
        )

    @cached_property
    def _recipe(self) -> npt.NDArray[np.int8]:
        """How well it is known what each cell's product is made of: place in RECIPES; 0 for what is not made."""
        of_network = np.append(self.engine.recipe_grade, np.int8(0))
        of_catalogue = np.append(of_network[self.engine.system_product], np.int8(0))
        grade: npt.NDArray[np.int8] = of_catalogue[self.resolved.cell_product]
        return grade

    @property
    def _root_levels(self) -> npt.NDArray[np.float64]:
        """1 where a root rests on a rung of the inventory ladder, in the order of LEVELS, shape (roots, 4)."""
        system, walk = self.engine.system, self.ledger.walk
        land = system.flows["flow"].str.startswith("Occupation").to_numpy()
        at = (walk.product, walk.country)
        level = np.where(system.expected[at] & (system.row[at] >= 0), system.level[at], np.int8(0))
        columns = [(level[:, of] == rung).any(axis=1) for of in (land, ~land) for rung in (1, 2)]
        return np.array(columns, dtype=np.float64).T

    @property
    def _stood_in(self) -> npt.NDArray[np.bool_]:
        """Where a method's world factor stands in for the country's, shape (roots, combinations)."""
        stood_in = self.engine.factors.fallback[:, self.ledger.walk.country].T
        return np.asarray(stood_in & self.ledger.expected & np.isfinite(self.ledger.impact), dtype=bool)

    @cached_property
    def _state(self) -> npt.NDArray[np.int8]:
        return lining.states(self.ledger, self.resolved.cell, self.resolved.counted)

    @cached_property
    def _reason(self) -> pd.Categorical:
        """Why each line is not counted; "" for lines that are."""
        readable = np.isfinite(self.activities.table["amount"].to_numpy(np.float64))
        found = reasons(self.resolved, readable, self.engine.catalogue)
        unexplained = (self._state == lining.STATES.index(lining.NOT)) & (found.codes == 0)
        codes = np.where(unexplained, positions([NO_INVENTORY], found.categories)[0], found.codes)
        return pd.Categorical.from_codes(codes, found.categories)

    @cached_property
    def _why(self) -> pd.Categorical:
        """Why each line is not counted, or which pressures are missing from it; "" for complete lines."""
        missing = lining.missing_pressures(self.ledger)
        words = pd.Index(self._reason.categories).append(
            pd.Index(["in part: " + text for text in missing.categories if text])
        )
        place = words.get_indexer(pd.Index(["" if not text else "in part: " + text for text in missing.categories]))
        partly = place[missing.codes][self.resolved.cell]
        return pd.Categorical.from_codes(np.where(self._reason.codes > 0, self._reason.codes, partly), words)

    @property
    def _origin_grade(self) -> pd.Categorical[str]:
        """How well each line's origin is known, of GRADES; not at all if the country named did not grow it."""
        resolved = self.resolved
        of_origin = np.array([GRADES.index(origin.grade) for origin in resolved.origins] + [len(GRADES) - 1])
        of_key = np.where(resolved.key_replaced | resolved.key_shipped, len(GRADES) - 1, of_origin[resolved.key_origin])
        return pd.Categorical.from_codes(of_key[resolved.key], pd.Index(GRADES))

    @cached_property
    def _origin_used(self) -> pd.Categorical:
        """The country each line's tonnes were taken to come from, whose supply, or the mix; "" for none."""
        supply, countries = self.resolved.supply, self.engine.catalogue.countries
        mixes = pd.Index([f"mix: {rule}" for rule in ORIGIN_RULES[:-1]])
        words = countries.append([("supply of " + countries).astype(countries.dtype), mixes, pd.Index([""])])
        code = 2 * len(countries) + supply.rule.astype(np.int64)
        for nth, rule in enumerate(("declared", "traced_country")):
            code = np.where(supply.rule == ORIGIN_RULES.index(rule), nth * len(countries) + supply.country, code)
        return pd.Categorical.from_codes(code[self.resolved.cell], words)


def _row_of(problem: Problem) -> int:
    """Return the row a problem stands on, as its place names it ("Sheet1!C12", "data!item[3]"); 0 for a whole."""
    _, _, cell = problem.where.rpartition("!")
    digits = re.search(r"(\d+)\]?$", cell) if "!" in problem.where else None
    return int(digits.group(1)) if digits else 0


def _added(flows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the sum of flows, shape (P, C) from (P, C, k); NaN where none is known."""
    known = np.isfinite(flows)
    return np.where(known.any(axis=2), np.where(known, flows, 0.0).sum(axis=2), np.nan)


def _coded(codes: npt.NDArray[np.integer], words: pd.Index) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, words)
