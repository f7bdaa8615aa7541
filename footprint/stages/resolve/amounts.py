"""How many tonnes: mass by its unit, volume by the product's density, money by the product's price of that year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.joins import pairs, positions
from footprint.ground.language import told
from footprint.ground.units import Measure, measure
from footprint.stages.resolve.catalogue import Catalogue, Quote

#: How the tonnes of a line were found.
RULES = ("mass", "volume by density", "money by price", "unknown")
#: Prices that may turn money into tonnes, the better one first.
PRICE_BASES = ("pinksheet", "producer_price")
NO_YEAR = -1


@dataclass(frozen=True)
class Conversion:
    """What one (unit, product, year) is worth.

    `tonnes_per_unit` is NaN when unknown, then `remark` is the problem code; `low` and `high` bound it;
    `euros_per_unit` is NaN unless the unit is money; `note` tells the density or price used, and its source.
    """

    tonnes_per_unit: float
    low: float
    high: float
    euros_per_unit: float
    rule: str
    remark: str = ""
    note: str = ""


def convert(written: str, product: int, year: int, catalogue: Catalogue) -> Conversion:
    """Return the tonnes of one unit of `written`, for a product (code, -1 unmatched) and a year (or NO_YEAR)."""
    found = measure(written, catalogue.currencies) if written else None
    if found is None:
        return _unknown("unit_unknown" if written else "unit_missing")
    if found.kind == "mass":
        return Conversion(found.factor, found.factor, found.factor, np.nan, "mass")
    if found.kind == "volume":
        return _by_density(found, product, catalogue)
    return _by_price(found, product, year, catalogue)


def _unknown(remark: str, euros: float = np.nan, note: str = "") -> Conversion:
    return Conversion(np.nan, np.nan, np.nan, euros, "unknown", remark, note)


def _by_density(found: Measure, product: int, catalogue: Catalogue) -> Conversion:
    if product < 0:
        return _unknown("tonnes_need_product")
    density = catalogue.densities.get(catalogue.id_of[product])
    if density is None:
        return _unknown("density_missing")
    value, low, high = (found.factor * each / 1000.0 for each in (density.value, density.low, density.high))
    note = f"{density.value:g} kg/m3 ({density.source})"
    return Conversion(value, low, high, np.nan, "volume by density", "tonnes_from_volume", note)


def _by_price(found: Measure, product: int, year: int, catalogue: Catalogue) -> Conversion:
    if year == NO_YEAR:
        # An amount in euros needs no rate: its tonnes are unknown, its euros are not.
        return _unknown("price_year_missing", found.factor if found.base == "EUR" else np.nan)
    rate = 1.0 if found.base == "EUR" else catalogue.rates.get((found.base, year))
    if rate is None:
        return _unknown("exchange_rate_missing")
    euros = found.factor / rate
    if product < 0:
        return _unknown("tonnes_need_product", euros)
    price = price_of(catalogue.id_of[product], year, catalogue)
    if price is None:
        return _unknown("price_missing", euros, _no_price(product, year, catalogue))
    basis, quote = price
    value, low, high = (euros / each for each in (quote.value, quote.high, quote.low))
    note = told(
        "{price:,.0f} EUR/t in {year}, band {low:,.0f} to {high:,.0f} ({basis}: {source})",
        **{"price": quote.value, "year": year, "low": quote.low, "high": quote.high},
        **{"basis": basis, "source": quote.source},
    )
    return Conversion(value, low, high, euros, "money by price", "tonnes_from_money", note)


def _no_price(product: int, year: int, catalogue: Catalogue) -> str:
    """Say which years have a price.

    The price of another year is not used: most prices here end in 2022 and have moved since.
    """
    name = catalogue.name(product)
    years = catalogue.price_years.get(catalogue.id_of[product], [])
    if not years:
        return told("{name} in {year}: no price here in any year", name=name, year=year)
    return told(
        "{name} in {year}: prices here are of {first} to {last}",
        **{"name": name, "year": year, "first": years[0], "last": years[-1]},
    )


def price_of(product: str, year: int, catalogue: Catalogue) -> tuple[str, Quote] | None:
    """Return basis and price of a product in that very year: a world market price before a producer price."""
    for basis in PRICE_BASES:
        if (product, year, basis) in catalogue.prices:
            return basis.replace("_", " "), catalogue.prices[product, year, basis]
    return None


@dataclass(frozen=True)
class Amounts:
    """Tonnes and euros of each line.

    Attributes
    ----------
    tonnes
        [t], shape (lines,); NaN where the amount or its conversion is unknown.
    conversion, conversions
        How each line's unit became tonnes.
    amount
        As written, shape (lines,).
    """

    tonnes: npt.NDArray[np.float64]
    conversion: npt.NDArray[np.integer]
    conversions: list[Conversion]
    amount: npt.NDArray[np.float64]

    @cached_property
    def some_unknown(self) -> bool:
        """Whether any line has no known tonnes."""
        return bool(np.isnan(self.tonnes.sum()))

    @cached_property
    def euros(self) -> npt.NDArray[np.float64]:
        """Euros of each line written in money; NaN for the others."""
        per_unit = np.array([conversion.euros_per_unit for conversion in self.conversions] or [np.nan])
        euros: npt.NDArray[np.float64] = self.amount * per_unit[self.conversion]
        return euros


def weigh(
    table: pd.DataFrame,
    key_product: npt.NDArray[np.int64],
    key: npt.NDArray[np.integer],
    year: int | None,
    catalogue: Catalogue,
) -> Amounts:
    """Return the tonnes of each line: a unit of mass is looked up once, any other once per product and year.

    Parameters
    ----------
    table
        The activities: amount, unit and year as written.
    key_product, key
        Product code of each key, and the key of each line.
    year
        Year of the lines that give none.
    """
    amount = table["amount"].to_numpy(np.float64)
    texts = [*table["unit"].cat.categories.astype(object), ""]
    conversions = [convert(text, -1, NO_YEAR, catalogue) for text in texts]
    unit = table["unit"].cat.codes.to_numpy().astype(np.intp)  # once: numpy would do it at each look-up below
    plain = np.array([conversion.rule == "mass" for conversion in conversions])
    which = np.where(unit < 0, len(texts) - 1, unit)
    other = np.flatnonzero(~plain[unit]) if not plain.all() else np.empty(0, dtype=np.int64)
    if len(other):
        years = _years(table, other, year)
        first, second, found = _triples(unit[other], key_product[key[other]], years, len(catalogue.products))
        which[other] = found + len(conversions)
        conversions += [convert(texts[u], p, y, catalogue) for u, p, y in zip(first, *second, strict=True)]
    factor = np.array([conversion.tonnes_per_unit for conversion in conversions])
    return Amounts(amount * factor[which], which, conversions, amount)


def _years(table: pd.DataFrame, at: npt.NDArray[np.int64], year: int | None) -> npt.NDArray[np.int64]:
    written = table["year"].to_numpy(np.float64)[at]
    return np.where(np.isnan(written), NO_YEAR if year is None else year, written).astype(np.int64)


def _triples(
    unit: npt.NDArray[np.int64], product: npt.NDArray[np.int64], year: npt.NDArray[np.int64], width: int
) -> tuple[list[int], tuple[list[int], list[int]], npt.NDArray[np.int64]]:
    """Return the distinct (unit, product, year) and which of them each line has."""
    years = pd.Index(np.unique(year))
    unit_of, product_of, pair = pairs(unit, product, width)
    pair_of, year_at, which = pairs(pair, positions(year, years), len(years))
    return (
        unit_of[pair_of].tolist(),
        (product_of[pair_of].tolist(), years.to_numpy()[year_at].tolist()),
        which,
    )
