"""Which editions, factors and corrections a result rests on (law L6)."""

from __future__ import annotations

import pandas as pd

from footprint.engine import engine
from footprint.ground.library import INVENTORY, LENSES, ORIGINS, REFERENCE, library
from footprint.passports import factor_ids, overrides_used, passports_used, version


def test_the_version_names_calculator_and_editions() -> None:
    assert version().startswith("footprint ")
    assert all(edition in version() for edition in (INVENTORY, ORIGINS, REFERENCE, LENSES))


def test_the_id_of_a_factor_is_its_key() -> None:
    rows = pd.DataFrame({"edition": ["e"], "category": ["c"], "flow": ["f"], "compartment": ["air"], "place": ["BEL"]})
    assert list(factor_ids(rows)) == ["e|c|f|air|BEL"]
    assert len(factor_ids(rows.head(0))) == 0


def test_every_edition_behind_a_result_is_listed_with_what_it_is_for() -> None:
    table = passports_used(engine(["condition"])).set_index("edition")
    assert set(table.index) == {"cf_ibif_2", INVENTORY, ORIGINS, REFERENCE, LENSES}
    assert "condition: terrestrial: land occupation" in table.loc["cf_ibif_2", "used_for"]
    assert table.loc["cf_ibif_2", "citation"] == library().passport("cf_ibif_2").citation
    assert (table[["title", "citation", "licence", "licence_status", "version"]] != "").all(axis=None)


def test_corrections_behind_a_result_have_a_reason() -> None:
    table = overrides_used(engine(["species"]))
    assert (table["reason"] != "").all()
    assert not table.duplicated().any()
    assert ("cf_scherer_2023", "Occupation, annual crop", "NLD") in set(
        table[["edition", "flow", "place"]].itertuples(index=False, name=None)
    )


def test_a_lens_without_corrections_has_none() -> None:
    assert overrides_used(engine(["condition"])).empty
