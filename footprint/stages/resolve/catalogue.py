"""What the reference editions know: products, names, codes, countries, prices, densities, production and mixes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.joins import positions
from footprint.ground.library import ORIGINS, REFERENCE, Library
from footprint.stages.resolve.words import FRESH, NOISE, core

#: Country codes of a mix and their shares.
Mix = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Quote:
    """A price [EUR/t] or density [kg/m3] with its band and source."""

    value: float
    low: float
    high: float
    source: str


@dataclass(frozen=True)
class Catalogue:
    """Reference data, laid out for looking up.

    Attributes
    ----------
    products
        id, en, nl, fr, de, hs, fao, class, covered, reason, trace_group; a product's code is its row number.
    names
        Folded name -> (product code, "name" | "synonym").
    ambiguous
        Folded name -> (product ids it may mean, why).
    other_words
        Folded words near a name in spelling that mean something else.
    codes
        HS/CN code -> (product code or -1, reason).
    countries
        ISO3 codes; a country's code is its place.
    country_names
        Folded name -> country code.
    country_groups
        Folded name of what is no country -> (meaning, fix).
    production
        Tonnes per year by product and country, shape (products, countries); 0 where nothing is recorded.
    mixes
        (FAO item, basis) -> (country codes, shares).
    prices
        (product id, year, basis) -> price, low, high [EUR/t] and source.
    densities
        Product id -> density, low, high [kg/m3] and source.
    rates
        (currency, year) -> units of the currency per euro.
    """

    products: pd.DataFrame
    names: Mapping[str, tuple[int, str]]
    ambiguous: Mapping[str, tuple[str, str]]
    other_words: frozenset[str]
    codes: Mapping[str, tuple[int, str]]
    countries: pd.Index
    country_names: Mapping[str, int]
    country_groups: Mapping[str, tuple[str, str]]
    production: npt.NDArray[np.float64]
    mixes: Mapping[tuple[int, str], Mix]
    prices: Mapping[tuple[str, int, str], Quote]
    densities: Mapping[str, Quote]
    rates: Mapping[tuple[str, int], float]

    @cached_property
    def ids(self) -> pd.Index:
        """Product ids in the order of their codes."""
        return pd.Index(self.products["id"].astype(str))

    @cached_property
    def currencies(self) -> frozenset[str]:
        """ISO 4217 codes that have an exchange rate, and the euro."""
        return frozenset({"EUR", *(currency for currency, _ in self.rates)})

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words that mean something as they stand, and so are no slips of the pen."""
        words = (word for name in (*self.names, *self.ambiguous, *self.country_names) for word in name.split())
        return frozenset(words) | NOISE | FRESH | self.other_words

    @cached_property
    def cores(self) -> dict[str, str]:
        """Name without its articles -> a name or ambiguous text; "" where two products share it."""
        found: dict[str, str] = {}
        for name in (*self.ambiguous, *self.names):
            other = found.setdefault(core(name), name)
            if self.names.get(other, (-1,))[0] != self.names.get(name, (-1,))[0]:
                found[core(name)] = ""
        return found

    @cached_property
    def price_years(self) -> dict[str, list[int]]:
        """Product id -> years with a price."""
        years: dict[str, set[int]] = {}
        for product, year, _ in self.prices:
            years.setdefault(product, set()).add(year)
        return {product: sorted(found) for product, found in years.items()}

    def codes_of(self, product: int) -> list[str]:
        """Return the shortest HS or CN codes of a product."""
        return str(self.products["hs"].iloc[product]).split()


def build_catalogue(library: Library) -> Catalogue:
    """Return the catalogue of a library's reference and origin editions."""
    products = library.table(REFERENCE, "products")
    ids = pd.Index(products["id"].astype(str))
    countries = pd.Index(library.table(REFERENCE, "countries", ["iso3"])["iso3"].astype(str))
    return Catalogue(
        products=products,
        names=_names(library, ids),
        ambiguous=_pairs(library.table(REFERENCE, "ambiguous_names"), "folded", "candidates", "reason"),
        other_words=frozenset(library.table(REFERENCE, "other_words", ["word"])["word"].astype(str)),
        codes=_codes(library, ids),
        countries=countries,
        country_names=_country_names(library, countries),
        country_groups=_pairs(library.table(REFERENCE, "country_groups"), "name", "meaning", "fix"),
        production=_production(library, products, countries),
        mixes=mixes_by_basis(library.table(ORIGINS, "mixes", ["fao", "basis", "country", "share"]), countries),
        prices=_prices(library.table(REFERENCE, "prices")),
        densities=_densities(library.table(REFERENCE, "densities")),
        rates=_rates(library.table(REFERENCE, "exchange_rates")),
    )


def _densities(table: pd.DataFrame) -> dict[str, Quote]:
    columns = [table[name].astype(object) for name in ("product", "density_kg_m3", "low", "high", "source")]
    return {str(product): Quote(*quote) for product, *quote in zip(*columns, strict=True)}


def _rates(table: pd.DataFrame) -> dict[tuple[str, int], float]:
    columns = [table[name].astype(object) for name in ("currency", "year", "per_eur")]
    return {(str(currency), int(year)): float(rate) for currency, year, rate in zip(*columns, strict=True)}


def _prices(table: pd.DataFrame) -> dict[tuple[str, int, str], Quote]:
    columns = [
        table[name].astype(object) for name in ("product", "year", "basis", "price_per_t", "low", "high", "source")
    ]
    return {(product, year, basis): Quote(*quote) for product, year, basis, *quote in zip(*columns, strict=True)}


def _names(library: Library, ids: pd.Index) -> dict[str, tuple[int, str]]:
    table = library.table(REFERENCE, "product_names", ["folded", "product", "kind"])
    codes = positions(table["product"], ids)
    order = np.argsort(table["kind"].astype(str).ne("name").to_numpy(), kind="stable")[::-1]
    kinds = np.where(table["kind"].astype(str).eq("name"), "name", "synonym")
    folded = table["folded"].astype(str).to_numpy()
    return {folded[at]: (int(codes[at]), str(kinds[at])) for at in order}


def _pairs(table: pd.DataFrame, key: str, first: str, second: str) -> dict[str, tuple[str, str]]:
    columns = (table[name].astype(str) for name in (key, first, second))
    return {name: (one, two) for name, one, two in zip(*columns, strict=True)}


def _codes(library: Library, ids: pd.Index) -> dict[str, tuple[int, str]]:
    table = library.table(REFERENCE, "hs_codes")
    products = positions(table["product"], ids, missing="mark").tolist()
    words = list(table["reason"].cat.categories)
    reasons = [words[at] for at in table["reason"].cat.codes]
    return dict(zip(table["code"].astype(object), zip(products, reasons, strict=True), strict=True))


def _country_names(library: Library, countries: pd.Index) -> dict[str, int]:
    table = library.table(REFERENCE, "country_names", ["name", "iso3"])
    return dict(zip(table["name"].astype(str), positions(table["iso3"], countries).tolist(), strict=True))


def _production(library: Library, products: pd.DataFrame, countries: pd.Index) -> npt.NDArray[np.float64]:
    table = library.table(ORIGINS, "production", ["fao", "country", "tonnes"])
    covered = products[products["covered"]]
    product = positions(table["fao"].to_numpy(), pd.Index(covered["fao"].astype("int64")), missing="mark")
    country = positions(table["country"], countries, missing="mark")
    known = (product >= 0) & (country >= 0)
    made = np.zeros((len(products), len(countries)))
    made[covered.index.to_numpy()[product[known]], country[known]] = table["tonnes"].to_numpy(np.float64)[known]
    return made


def mixes_by_basis(table: pd.DataFrame, countries: pd.Index) -> dict[tuple[int, str], Mix]:
    """Return (FAO item, basis) -> (country codes, shares) of the table of mixes, countries unknown here left out."""
    place = positions(table["country"], countries, missing="mark")
    known = table[place >= 0]
    place = place[place >= 0]
    share = known["share"].to_numpy(np.float64)
    fao, basis = known["fao"].to_numpy(), known["basis"].astype(str).to_numpy()
    groups = known.groupby(["fao", "basis"], observed=True, sort=False).indices.values()
    return {(int(fao[at[0]]), str(basis[at[0]])): (place[at], share[at]) for at in groups}
