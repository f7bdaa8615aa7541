"""The reference data, laid out for looking up."""

from __future__ import annotations

import numpy as np

from footprint.ground.text import fold
from footprint.stages.resolve import Catalogue
from footprint.stages.resolve.supply import MIXES
from footprint.stages.resolve.words import ARTICLES, FRESH, NOISE, PACKAGES, core, telling


def test_a_product_s_code_is_its_row(catalogue: Catalogue) -> None:
    assert catalogue.ids.is_unique
    assert catalogue.ids[catalogue.names["cacaobonen"][0]] == "cocoa_beans"
    assert {code for code, _ in catalogue.names.values()} <= set(range(len(catalogue.products)))


def test_a_product_s_own_name_wins_over_a_synonym(catalogue: Catalogue) -> None:
    assert catalogue.names["cacaobonen"][1] == "name"
    assert catalogue.names["feve de cacao"][1] == "synonym"


def test_names_and_ambiguous_texts_do_not_overlap(catalogue: Catalogue) -> None:
    assert not set(catalogue.names) & set(catalogue.ambiguous)
    for candidates, _ in catalogue.ambiguous.values():
        assert set(candidates.split()) <= set(catalogue.ids)


def test_every_covered_product_comes_from_somewhere_and_no_other_does(catalogue: Catalogue) -> None:
    covered = catalogue.products["covered"].to_numpy(dtype=bool)
    assert covered.sum() > 500
    assert catalogue.producible.shape == (len(catalogue.products), len(catalogue.countries))
    assert catalogue.ids[covered & ~catalogue.producible.any(axis=1)].tolist() == []
    assert not catalogue.producible[~covered].any()
    cocoa, ghana, belgium = catalogue.ids.get_loc("cocoa_beans"), *catalogue.countries.get_indexer(["GHA", "BEL"])
    assert catalogue.producible[cocoa, [ghana, belgium]].tolist() == [True, False]
    assert catalogue.producible[catalogue.ids.get_loc("cocoa_butter"), belgium], "Belgium's beans are traced"


def test_traced_supply_sums_to_one_and_is_of_growers(catalogue: Catalogue) -> None:
    sums = [shares.sum() for _, shares in catalogue.traced.values()]
    assert len(sums) > 5000
    np.testing.assert_allclose(sums, 1.0, rtol=1e-9)
    for (product, _), (places, _) in catalogue.traced.items():
        crushed_elsewhere = product in catalogue.single_root  # Italy crushes copra it does not grow
        assert crushed_elsewhere or catalogue.producible[product, places].all(), catalogue.ids[product]


def test_what_stays_in_belgium_is_a_share(catalogue: Catalogue) -> None:
    assert 0 <= min(catalogue.used_share.values()) <= max(catalogue.used_share.values()) <= 1
    assert catalogue.ids.get_loc("cocoa_beans") in catalogue.used_share


def test_prices_densities_and_rates_are_numbers_within_their_band(catalogue: Catalogue) -> None:
    quotes = [*catalogue.prices.values(), *catalogue.densities.values()]
    assert all(0 < quote.low <= quote.value <= quote.high for quote in quotes)
    assert all(quote.source for quote in quotes)
    assert min(catalogue.rates.values()) > 0
    assert {"EUR", "USD", "GBP"} <= catalogue.currencies
    assert catalogue.price_years["potatoes"] == [2018, 2019, 2020, 2021, 2022]


def test_codes_lead_to_products_or_say_why_not(catalogue: Catalogue) -> None:
    assert catalogue.ids[catalogue.codes["1801"][0]] == "cocoa_beans"
    assert catalogue.codes["0803"][0] == -1
    assert all(reason for product, reason in catalogue.codes.values() if product < 0)


def test_country_names_are_folded_and_codes_are_places(catalogue: Catalogue) -> None:
    assert catalogue.countries[catalogue.country_names["ivoorkust"]] == "CIV"
    assert all(fold(name) == name for name in catalogue.country_names)
    assert not set(catalogue.country_names) & set(catalogue.country_groups)


def test_mixes_name_known_countries(catalogue: Catalogue) -> None:
    assert {basis for _, basis in catalogue.mixes} >= set(MIXES)
    for places, shares in catalogue.mixes.values():
        assert len(places) == len(shares)
        assert np.isin(places, np.arange(len(catalogue.countries))).all()


def test_cores_lead_to_a_name_or_to_nothing(catalogue: Catalogue) -> None:
    assert catalogue.cores[core("huile d olive")] in catalogue.names
    for name, target in catalogue.cores.items():
        assert target == "" or core(target) == name
    clash = [name for name, target in catalogue.cores.items() if target == ""]
    assert len(clash) < 20


def test_words_that_do_not_matter_are_folded_and_name_nothing(catalogue: Catalogue) -> None:
    words = ARTICLES | NOISE | PACKAGES | FRESH
    assert {word for word in words if fold(word) != word} == set()
    assert words & set(catalogue.names) == set()


def test_what_is_left_when_they_are_taken_away() -> None:
    assert telling(["bananen", "klasse", "i", "18", "kg", "doos"]) == ["bananen"]
    assert telling(["papieren", "zakken", "25kg"]) == []
    assert telling(["paprika", "chips"]) == ["paprika", "chips"]
