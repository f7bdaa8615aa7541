"""The stage itself: distinct texts in, products, origins and tonnes of every line out.

What is looked up is looked up once per distinct text. Lines carry three small integers: their key (a distinct pair of
item and origin as written), from which product, country and cell follow, and the conversion of their unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.activities import Activities
from footprint.ground.joins import pairs
from footprint.ground.sums import summed
from footprint.stages.resolve.amounts import Amounts, weigh
from footprint.stages.resolve.catalogue import Catalogue
from footprint.stages.resolve.destinations import destination_of
from footprint.stages.resolve.items import Match, match_items
from footprint.stages.resolve.origins import Origin, read_origin
from footprint.stages.resolve.supply import RULES, Supply, grown_where_declared, supply_of, traced_where_declared

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.integer]

View = Literal["declared", "traced", "used_in_belgium"]
VIEWS: dict[str, str] = {
    "declared": "A declared country of production counts as it is declared, if the product is made or grown there.",
    "traced": "A declared country counts as the last that shipped: where trade is traced, its traced supply counts.",
    "used_in_belgium": "As declared, and lines whose destination is re-export or transit are listed, not counted.",
}
"""View -> what it means in a sentence."""


@dataclass(frozen=True)
class Resolved:
    """Every line with its product, origin and tonnes; what is distinct is kept once.

    Attributes
    ----------
    key
        Distinct pair of item and origin of each line, shape (lines,); the next arrays say what the keys are.
    key_match, matches
        Match of each key's item.
    key_origin, origins
        Written origin of each key; -1 where the cell was empty.
    key_product, key_country
        Catalogue codes of each key, -1 where unknown; the country is the declared one.
    key_replaced
        True where the declared country does not grow the product.
    key_cell
        Cell of each key: its product, and the declared country if that says where it came from.
    cell_product
        Catalogue code of each cell's product.
    supply
        Countries of production of each cell.
    amounts
        Tonnes and euros of each line.
    left_out
        Lines that the view does not count, shape (lines,).
    view
        One of VIEWS.
    """

    key: Codes
    key_match: Ints
    matches: list[Match]
    key_origin: Ints
    origins: list[Origin]
    key_product: Ints
    key_country: Ints
    key_replaced: npt.NDArray[np.bool_]
    key_cell: Ints
    cell_product: Ints
    supply: Supply
    amounts: Amounts
    left_out: npt.NDArray[np.bool_]
    view: View = "declared"

    @property
    def key_shipped(self) -> npt.NDArray[np.bool_]:
        """True where the supply of the declared country counts, not its own growth."""
        return np.asarray(self.supply.rule[self.key_cell] == RULES.index("traced_country"))

    @cached_property
    def counted(self) -> npt.NDArray[np.float64]:
        """Tonnes of each line that the view counts; NaN where unknown or left out."""
        tonnes: npt.NDArray[np.float64] = self.amounts.tonnes
        return np.where(self.left_out, np.nan, tonnes) if self.left_out.any() else tonnes

    @cached_property
    def cell(self) -> Ints:
        """Cell of each line."""
        return self.key_cell[self.key]

    @cached_property
    def cell_tonnes(self) -> npt.NDArray[np.float64]:
        """Tonnes of each cell, lines of unknown tonnes left out."""
        tonnes = self.counted
        some_unknown = self.amounts.some_unknown or self.left_out.any()
        counted = np.where(np.isnan(tonnes), 0.0, tonnes) if some_unknown else tonnes
        of_key = summed(self.key, counted, len(self.key_cell))
        return np.asarray(np.bincount(self.key_cell, of_key, len(self.cell_product)), dtype=np.float64)


def resolve(activities: Activities, catalogue: Catalogue, year: int | None = None, view: View = "declared") -> Resolved:
    """Return products, origins and tonnes of all lines.

    Parameters
    ----------
    activities
        What the user wrote.
    catalogue
        The reference data.
    year
        Year of the purchases where a line gives none.
    view
        One of VIEWS.
    """
    table = activities.table
    matches, match = _items(table, catalogue)
    origins = [read_origin(text, catalogue) for text in table["origin"].cat.categories.astype(object)]
    key_match, key_origin, key = pairs(match, _codes(table["origin"]), len(origins))
    key_product = np.array([one.product for one in matches], dtype=np.int64)[key_match]
    key_country = np.array([*(one.country for one in origins), -1], dtype=np.int64)[key_origin]
    grown = grown_where_declared(key_product, key_country, catalogue)
    counts = grown | traced_where_declared(key_product, key_country, catalogue)
    counted_from = np.where(counts, key_country, -1)
    cell_product, cell_country, key_cell = pairs(key_product, counted_from, len(catalogue.countries))
    covered = catalogue.covered[key_product]
    return Resolved(
        key=key,
        key_match=key_match,
        matches=matches,
        key_origin=key_origin,
        origins=origins,
        key_product=key_product,
        key_country=key_country,
        key_replaced=covered & (key_country >= 0) & ~grown,
        key_cell=key_cell,
        cell_product=cell_product,
        supply=supply_of(cell_product, cell_country, catalogue, adjusted=view == "traced"),
        amounts=weigh(table, key_product, key, year, catalogue),
        left_out=_left_out(table, view),
        view=view,
    )


def _left_out(table: pd.DataFrame, view: View) -> npt.NDArray[np.bool_]:
    """Return the lines that a view does not count: what does not stay in Belgium, in the view of what is used there."""
    if view != "used_in_belgium":
        return np.zeros(len(table), dtype=bool)
    written = table["destination"].cat
    leaves = [destination_of(str(text)) in ("re_exported", "transit") for text in written.categories]
    return np.append(np.array(leaves, dtype=bool), False)[written.codes.to_numpy()]


def _items(table: pd.DataFrame, catalogue: Catalogue) -> tuple[list[Match], Codes]:
    """Return the matches of the distinct items, and which of them each line has."""
    texts = [*table["item"].cat.categories.astype(object), ""]
    codes = [*table["hs_code"].cat.categories.astype(object), ""]
    if len(codes) == 1:
        text_of = np.arange(len(texts)) - 1
        return match_items([texts[at] for at in text_of], [""] * len(texts), catalogue), _codes(
            table["item"]
        ) + np.int32(1)
    text_of, code_of, which = pairs(_codes(table["item"]), _codes(table["hs_code"]), len(codes))
    return match_items([texts[at] for at in text_of], [codes[at] for at in code_of], catalogue), which


def _codes(column: pd.Series) -> Codes:
    return column.cat.codes.to_numpy().astype(np.int32, copy=False)
