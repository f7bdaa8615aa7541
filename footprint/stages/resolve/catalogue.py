"""What the reference editions know: products, names, codes, countries, prices, densities, production and mixes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.ground.joins import positions
from footprint.ground.language import LANGUAGES, Name
from footprint.ground.library import ORIGINS, REFERENCE, Library
from footprint.ground.sources import Supplies
from footprint.ground.text import fold
from footprint.stages.resolve.order import Orders, orders_of
from footprint.stages.resolve.words import FRESH, NOISE, PASTEURISED, core

#: Country codes of a mix and their shares.
Mix = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Quote:
    """A price [EUR/t] or density [kg/m3] with its band and source."""

    value: float
    low: float
    high: float
    source: str


@dataclass(frozen=True, repr=False)
class Catalogue:
    """Reference data, laid out for looking up.

    Attributes
    ----------
    products
        id, en, nl, fr, de, hs, fao, class, covered, reason ...; a product's code is its row number. `covered` says
        whether the product system has it.
    names
        Folded name -> (product code, "name" | "synonym").
    ambiguous
        Folded name -> (product ids it may mean, why).
    other_words
        Folded words near a name in spelling that mean something else.
    codes
        HS/CN code -> (product code or -1, reason).
    kinds
        (product code, code of a kind of it) -> whether a text for the kind counts beside a code for the product.
    countries
        ISO3 codes; a country's code is its place.
    country_names
        Folded name -> country code.
    country_words
        Country code -> the folded words of its own names and codes, regions and cities left out.
    country_groups
        Folded name of what is no country -> (meaning, fix).
    producible
        Where each product can be grown or made, shape (products, countries).
    mixes
        (product code, basis) -> (country codes, shares).
    traced
        (product code, country code) -> (country codes, shares): where what a country is supplied with grew, for the
        products whose trade is traced.
    single_root
        Product code -> code of the one crop it is made of, for goods that only its growers and traders make.
    used_share
        Product code -> share of Belgium's supply of it that stays in Belgium.
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
    kinds: Mapping[tuple[int, int], bool]
    countries: pd.Index
    country_names: Mapping[str, int]
    country_words: tuple[frozenset[str], ...]
    country_groups: Mapping[str, tuple[str, str]]
    producible: npt.NDArray[np.bool_]
    mixes: Mapping[tuple[int, str], Mix]
    traced: Mapping[tuple[int, int], Mix]
    single_root: Mapping[int, int]
    used_share: Mapping[int, float]
    prices: Mapping[tuple[str, int, str], Quote]
    densities: Mapping[str, Quote]
    rates: Mapping[tuple[str, int], float]

    @cached_property
    def ids(self) -> pd.Index:
        """Product ids in the order of their codes."""
        return pd.Index(self.products["id"].astype(str))

    @cached_property
    def id_of(self) -> list[str]:
        """The same as a plain list: a cell of an index takes a hundred times as long to read."""
        return [str(one) for one in self.ids]

    @cached_property
    def english(self) -> list[str]:
        """English names in the order of the codes."""
        return [str(name) for name in self.products["en"]]

    def name(self, product: int) -> Name:
        """Return what a product is called, by language."""
        return Name({language: names[product] for language, names in self._names.items()})

    def name_of(self, one: str) -> Name:
        """Return what the product of an id is called, by language."""
        return self.name(self._place_of[one])

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return {language: [str(name) for name in self.products[language]] for language in LANGUAGES}

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {one: place for place, one in enumerate(self.id_of)}

    @cached_property
    def reasons(self) -> list[str]:
        """Why a product is not covered, in the order of the codes; "" for those that are."""
        return [str(reason) for reason in self.products["reason"]]

    @cached_property
    def covered(self) -> npt.NDArray[np.bool_]:
        """Whether the product system has each product, in the order of the codes; the last is for -1, no product."""
        return np.append(self.products["covered"].to_numpy(dtype=bool), False)

    @cached_property
    def classes(self) -> list[str]:
        """Classes in the order of the codes."""
        return [str(one) for one in self.products["class"]]

    @cached_property
    def currencies(self) -> frozenset[str]:
        """ISO 4217 codes that have an exchange rate, and the euro."""
        return frozenset({"EUR", *(currency for currency, _ in self.rates)})

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words that mean something as they stand, and so are no slips of the pen."""
        words = (word for name in (*self.names, *self.ambiguous, *self.country_names) for word in name.split())
        return frozenset(words) | NOISE | FRESH | PASTEURISED | self.other_words

    @cached_property
    def has_traced(self) -> npt.NDArray[np.bool_]:
        """Where `traced` has a mix, shape (products, countries)."""
        found = np.zeros(self.producible.shape, dtype=bool)
        found[tuple(np.array(list(self.traced), dtype=np.int64).reshape(-1, 2).T)] = True
        return found

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
    def orders(self) -> Orders:
        """Names by the words in them, whatever their order."""
        return orders_of(self.names, self.ambiguous)

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


def build_catalogue(
    library: Library, supplies: Supplies, system: pd.Index, producible: npt.NDArray[np.bool_]
) -> Catalogue:
    """Return the catalogue of a library's reference and origin editions.

    Parameters
    ----------
    supplies
        What products are made of, and where they come from.
    system
        Ids of the products the product system has.
    producible
        Where each of them can be grown or made, shape (products of the system, countries).
    """
    products = library.table(REFERENCE, "products")
    ids = pd.Index(products["id"].astype(str))
    place = positions(ids, system, missing="mark")
    products = products.assign(covered=place >= 0, reason=products["reason"].astype(str).where(place < 0, ""))
    countries = pd.Index(library.table(REFERENCE, "countries", ["iso3"])["iso3"].astype(str))
    return Catalogue(
        products=products,
        names=_names(library, ids),
        ambiguous=_pairs(library.table(REFERENCE, "ambiguous_names"), "folded", "candidates", "reason"),
        other_words=frozenset(library.table(REFERENCE, "other_words", ["word"])["word"].astype(str)),
        codes=_codes(library, ids),
        kinds=_kinds(library, ids),
        countries=countries,
        country_names=_country_names(library, countries),
        country_words=_country_words(library),
        country_groups=_pairs(library.table(REFERENCE, "country_groups"), "name", "meaning", "fix"),
        producible=np.where((place >= 0)[:, np.newaxis], producible[place], False),
        mixes=mixes_by_basis(supplies.mixes, ids, countries),
        traced=traced_by_country(supplies.traced, ids, countries),
        single_root=_single_roots(supplies.made_of, ids),
        used_share=_used_shares(library, ids),
        prices=_prices(library.table(REFERENCE, "prices")),
        densities=_densities(library.table(REFERENCE, "densities")),
        rates=_rates(library.table(REFERENCE, "exchange_rates")),
    )


def _single_roots(table: pd.DataFrame, ids: pd.Index) -> dict[int, int]:
    product, root = (positions(table[name], ids, missing="mark") for name in ("product", "root"))
    known = (product >= 0) & (root >= 0)
    return dict(zip(product[known].tolist(), root[known].tolist(), strict=True))


def _used_shares(library: Library, ids: pd.Index) -> dict[int, float]:
    """Return the share of Belgium's supply that stays, of each product with one, and of the roots of trade groups."""
    table = library.table(ORIGINS, "be_use", ["kind", "id", "used_share"])
    table = table[table["used_share"].notna()]
    groups = library.table(ORIGINS, "groups", ["group", "root"]).astype(str)
    root = dict(zip(groups["group"], groups["root"], strict=True))
    named = [
        root.get(one, one) if kind == "group" else one for kind, one in zip(table["kind"], table["id"], strict=True)
    ]
    codes = positions(named, ids, missing="mark").tolist()
    return {code: float(share) for code, share in zip(codes, table["used_share"], strict=True) if code >= 0}


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


def _kinds(library: Library, ids: pd.Index) -> dict[tuple[int, int], bool]:
    table = library.table(REFERENCE, "kinds")
    general, specific = (positions(table[name], ids).tolist() for name in ("general", "specific"))
    counts = table["text_counts"].to_numpy(dtype=bool).tolist()
    return dict(zip(zip(general, specific, strict=True), counts, strict=True))


def _country_names(library: Library, countries: pd.Index) -> dict[str, int]:
    table = library.table(REFERENCE, "country_names", ["name", "iso3"])
    return dict(zip(table["name"].astype(str), positions(table["iso3"], countries).tolist(), strict=True))


def _country_words(library: Library) -> tuple[frozenset[str], ...]:
    table = library.table(REFERENCE, "countries")
    names = table[["iso3", "iso2", "en", "nl", "fr", "de", "official_en"]].astype(str)
    return tuple(frozenset(fold(" ".join(row)).split()) for row in names.itertuples(index=False, name=None))


def mixes_by_basis(table: pd.DataFrame, ids: pd.Index, countries: pd.Index) -> dict[tuple[int, str], Mix]:
    """Return (product code, basis) -> (country codes, shares), products and countries unknown here left out."""
    bases = pd.Index(sorted(table["basis"].astype(str).unique()))
    product, basis = positions(table["product"], ids, missing="mark"), positions(table["basis"], bases)
    found = _grouped(product, basis, positions(table["country"], countries, missing="mark"), table["share"])
    return {(product, str(bases[basis])): mix for (product, basis), mix in found.items()}


def traced_by_country(table: pd.DataFrame, ids: pd.Index, countries: pd.Index) -> dict[tuple[int, int], Mix]:
    """Return (product code, code of the country supplied) -> (country codes, shares)."""
    supplied, origin = (positions(table[name], countries, missing="mark") for name in ("country", "origin"))
    return _grouped(positions(table["product"], ids, missing="mark"), supplied, origin, table["share"])


def _grouped(
    first: npt.NDArray[np.int64], second: npt.NDArray[np.int64], place: npt.NDArray[np.int64], share: pd.Series
) -> dict[tuple[int, int], Mix]:
    """Return (first, second) -> (place, share) over the rows without a -1."""
    known = np.flatnonzero((first >= 0) & (second >= 0) & (place >= 0))
    order = known[np.lexsort((place[known], second[known], first[known]))]
    key = np.stack([first[order], second[order]], axis=1)
    edges = np.flatnonzero((np.diff(key, axis=0, prepend=-1) != 0).any(axis=1))
    places, shares = place[order], share.to_numpy(np.float64)[order]
    ends = np.append(edges[1:], len(order))
    return {
        (int(key[at, 0]), int(key[at, 1])): (places[at:end], shares[at:end])
        for at, end in zip(edges.tolist(), ends.tolist(), strict=True)
    }
