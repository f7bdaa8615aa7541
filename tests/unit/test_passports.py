"""Which editions, factors and corrections a result rests on (law L6)."""

from __future__ import annotations

import numpy as np
import pandas as pd

import footprint
from footprint.engine import engine
from footprint.ground.library import INVENTORIES, LENSES, ORIGINS, PRACTICES, PROCESSES, REFERENCE, library
from footprint.passports import factor_ids, passports_used, remarks_on_factors, version


def test_the_version_names_calculator_and_editions() -> None:
    assert version().startswith("footprint ")
    assert LENSES in version()


def test_the_id_of_a_factor_is_its_key() -> None:
    rows = pd.DataFrame({"edition": ["e"], "category": ["c"], "flow": ["f"], "compartment": ["air"], "place": ["BEL"]})
    assert list(factor_ids(rows)) == ["e|c|f|air|BEL"]
    assert len(factor_ids(rows.head(0))) == 0


def places(*countries: str) -> np.ndarray:
    return engine(["species"]).system.countries.get_indexer(list(countries))


def test_every_edition_behind_a_result_is_listed_with_what_it_is_for() -> None:
    table = passports_used(engine(["condition"]), "traced", scenario=False).set_index("edition")
    assert set(table.index) == {"cf_ibif_2", *INVENTORIES, PROCESSES, ORIGINS, REFERENCE, LENSES}
    assert table.loc[ORIGINS, "used_for"] == "origins; view traced"
    assert "condition: terrestrial: land occupation" in table.loc["cf_ibif_2", "used_for"]
    assert table.loc["cf_ibif_2", "citation"] == library().passport("cf_ibif_2").citation
    assert (table[["title", "citation", "licence", "licence_status", "version"]] != "").all(axis=None)


def test_a_scenario_that_is_shown_names_its_edition() -> None:
    wheat = {"item": "wheat", "origin": "BE", "amount": 1, "unit": "t"}
    lists = [[wheat], [wheat | {"practice": "bio"}]]
    shown = [PRACTICES in set(footprint.assess(lines).report.factors["edition"]) for lines in lists]
    assert shown == [False, True]


def test_what_is_to_be_known_of_factors_has_a_reason_and_lists_its_places() -> None:
    table = remarks_on_factors(engine(["species"]), places("NLD", "BEL"))
    assert (table["reason"] != "").all()
    assert not table.duplicated(["edition", "flow", "reason"]).any()
    land = table[(table["edition"] == "cf_scherer_2023") & (table["flow"] == "Occupation, annual crop")]
    assert any("ecoregion 80402" in reason for reason in land.loc[land["place"] == "NLD", "reason"])


def test_flags_and_world_values_that_stand_in_are_told() -> None:
    table = remarks_on_factors(engine(["species"]), places("GBR", "VNM"))
    assert any(
        reason.startswith("flag: ") and "rsd>2" in reason for reason in table.loc[table["place"] == "GBR", "reason"]
    )
    world = table[table["reason"].str.contains("world value stands in") & (table["place"] == "VNM")]
    assert "Nitrate" in set(world["flow"])


def test_only_countries_the_result_draws_from_are_listed() -> None:
    table = remarks_on_factors(engine(["species"]), places("BEL"))
    assert not table["place"].str.contains("NLD").any()
