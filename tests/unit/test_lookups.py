"""Looking into the tables: factors, inventories, impacts per tonne, products."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from made_library import made_library

import footprint
from footprint import FactorError, factor, intensities, inventory, products
from footprint.engine import engine
from footprint.ground.library import CROPS, library
from footprint.lookups import product_code
from footprint.one_factor import factor_in

LAND, NITRATE = "Occupation, annual crop", "Nitrate"


class TestFactor:
    def test_it_carries_its_unit_and_passport(self) -> None:
        found = factor("species", LAND, "BEL")
        assert (found.unit, found.per, found.place, found.fallback, found.override) == (
            *("global PDF.yr", "m2.yr", "BEL", "", ""),
        )
        assert found.id == f"{found.edition}|{found.category}|{LAND}|natural resource/land|BEL"
        assert "Scherer" in found.citation

    def test_the_published_interval_holds_the_value(self) -> None:
        found = factor("lcimpact", LAND, "BEL")
        assert found.low < found.value < found.high

    @pytest.mark.parametrize("place", ["BEL", "BE", "be", "België", "Belgique", "Belgium"])
    def test_a_place_by_code_or_name_is_the_same_place(self, place: str) -> None:
        assert factor("species", LAND, place).id == factor("species", LAND, "BEL").id

    @pytest.mark.parametrize("place", ["GLO", "glo"])
    def test_the_world(self, place: str) -> None:
        found = factor("impactworld", LAND, place)
        assert (found.place, found.fallback) == ("GLO", "")
        assert found.value == pytest.approx(0.658931, rel=1e-5)

    def test_the_world_stands_in_and_says_so(self) -> None:
        found = factor("species", NITRATE, "MRT", "freshwater")
        assert (found.place, found.fallback) == ("GLO", "GLO")
        assert found.value == factor("species", NITRATE, "GLO", "freshwater").value

    def test_a_method_of_world_values_is_no_fallback(self) -> None:
        assert factor("impactworld", LAND, "BEL").place == "BEL"
        assert (
            factor("impactworld_global", LAND, "BEL").place,
            factor("impactworld_global", LAND, "BEL").fallback,
        ) == (*("GLO", ""),)

    def test_climate_change_acts_everywhere_and_is_no_fallback(self) -> None:
        found = factor("condition", "Methane, non-fossil", "BEL")
        assert (found.place, found.fallback, found.pressure) == ("GLO", "", "climate change")

    def test_a_corrected_value_keeps_the_published_one_and_the_reason(self) -> None:
        found = factor("species", LAND, "NLD")
        assert found.published == pytest.approx(3.1708e-15, rel=1e-4)
        assert found.value == pytest.approx(9.215e-16, rel=1e-3)
        assert "ecoregion" in found.override

    def test_a_neighbour_stands_in_with_its_reason(self) -> None:
        found = factor("species", NITRATE, "LUX", "freshwater")
        assert found.value == factor("species", NITRATE, "FRA", "freshwater").value
        assert (found.place, found.override != "") == ("LUX", True)

    @pytest.mark.parametrize("realm", ["freshwater", "marine"])
    def test_realm_chooses_among_several(self, realm: str) -> None:
        assert factor("species", NITRATE, "BEL", realm).realm == realm

    def test_pressure_chooses_among_several(self) -> None:
        found = factor("species", "Ammonia", "BEL", pressure="terrestrial acidification")
        assert (found.realm, found.pressure) == ("terrestrial", "terrestrial acidification")

    def test_compartment_chooses_the_row(self) -> None:
        soil = factor("species", NITRATE, "BEL", "freshwater", compartment="soil")
        water = factor("species", NITRATE, "BEL", "freshwater")
        assert (soil.compartment, water.compartment) == ("soil", "water/surface water")
        assert soil.value != water.value

    def test_several_factors_are_named(self) -> None:
        with pytest.raises(FactorError, match=r"several factors .*realm freshwater.*realm marine"):
            factor("species", NITRATE, "BEL")

    @pytest.mark.parametrize(
        "call",
        [
            ("species", "Happiness", "BEL"),
            ("species", LAND, "BEL", "marine"),
            ("water_scarcity", LAND, "BEL"),
        ],
    )
    def test_a_missing_factor_is_an_error_and_never_zero(self, call: tuple[str, ...]) -> None:
        with pytest.raises(FactorError, match=r"no factor for .*which is not zero"):
            factor(*call)

    def test_a_place_without_a_row_in_a_method_without_world_values(self, tmp_path: Path) -> None:
        made = made_library(tmp_path)
        assert factor_in(made, "made", LAND, "BEL").value == 2.0
        with pytest.raises(FactorError, match="in BRA and none for the world: the method has none, which is not zero"):
            factor_in(made, "made", LAND, "BRA")

    def test_a_factor_of_a_library_is_corrected_by_that_library(self, tmp_path: Path) -> None:
        found = factor_in(made_library(tmp_path), "made", LAND, "FRA")
        assert (found.value, found.published, found.override) == (0.0, 5.0, "made so")

    def test_a_place_nobody_knows(self) -> None:
        with pytest.raises(FactorError, match="'Atlantis' is no country known here"):
            factor("species", LAND, "Atlantis")

    def test_a_lens_nobody_knows(self) -> None:
        with pytest.raises(FactorError, match="no lens 'beauty'"):
            factor("beauty", LAND, "BEL")

    @pytest.mark.parametrize("lens", footprint.lenses()["lens"].astype(str))
    @pytest.mark.parametrize("place", ["BEL", "BRA", "LUX", "MRT"])
    def test_it_is_the_factor_the_engine_counts_with(self, lens: str, place: str) -> None:
        tables = engine([lens])
        at = tables.system.countries.get_loc(place)
        for combo, row in enumerate(tables.factors.combos.itertuples()):
            value = tables.factors.value[combo, at]
            if np.isfinite(value):
                found = factor(lens, row.flow_name, place, row.realm, pressure=row.pressure)
                assert (found.value, bool(found.fallback)) == (value, tables.factors.fallback[combo, at])
        assert len(tables.factors.combos) > 0


class TestInventory:
    def test_a_tonne_from_a_country_with_level_year_and_source(self) -> None:
        table = inventory("wheat", "België").set_index("flow")
        assert 10_000 / table.loc[LAND, "value"] == pytest.approx(8.41, rel=1e-2)
        assert table.loc[LAND, ["place", "unit", "level"]].tolist() == ["BEL", "m2.yr", "country"]
        assert (table[["year", "source"]] != "").all(axis=None)

    @pytest.mark.parametrize("product", ["wheat", "cocoa_beans", "apples", "soybeans"])
    def test_the_world_mix_sums_to_the_worlds_mean_land(self, product: str) -> None:
        rows = library().table(CROPS, "flows").query("origin == 'WLD'")
        rows = rows[rows["fao"] == products(product).set_index("id").loc[product, "fao"]]
        world = rows[rows["flow"].astype(str).str.startswith("Occupation")]["value"].sum()
        mix = inventory(product)
        land = mix[mix["flow"].str.startswith("Occupation")]
        assert len(land) > 20
        assert land["value"].sum() == pytest.approx(world, rel=0.03)

    def test_where_a_country_has_none_the_level_says_what_stands_in(self) -> None:
        assert {"region", "world"} <= set(inventory("wheat")["level"])

    def test_the_world_is_no_country_of_production(self) -> None:
        with pytest.raises(FactorError, match="GLO is no country of production; leave the origin out"):
            inventory("wheat", "GLO")

    def test_a_product_without_inventory_says_why(self) -> None:
        uncovered = products().query("not covered").iloc[0]
        with pytest.raises(FactorError, match="has no inventory: "):
            inventory(uncovered["id"])

    def test_no_such_product(self) -> None:
        with pytest.raises(FactorError, match=r"no product 'unobtainium' .*footprint\.products\('unobtainium'\)"):
            inventory("unobtainium")


class TestIntensities:
    def test_a_tonne_by_lens_realm_pressure_and_zone(self) -> None:
        table = intensities("wheat", "BE")
        land = table.query("lens == 'species' and pressure == 'land occupation'")
        expected = inventory("wheat", "BE").set_index("flow").loc[LAND, "value"] * factor("species", LAND, "BEL").value
        assert land["value"].tolist() == [pytest.approx(expected, rel=1e-12)]
        assert land["zone"].tolist() == ["belgium"]
        assert set(table.query("pressure == 'climate change'")["zone"]) == {"global"}

    def test_only_countries_that_grow_it(self) -> None:
        assert "BEL" not in set(intensities("cocoa_beans")["origin"])
        with pytest.raises(FactorError, match="Cocoa beans is neither grown nor made in BEL"):
            intensities("cocoa_beans", "BEL")
        with pytest.raises(FactorError, match="Bananas is neither grown nor made in BEL"):
            inventory("bananas", "BE")
        assert set(intensities("cocoa_beans", "CIV")["zone"]) == {"abroad", "global"}

    def test_it_is_what_a_line_of_one_tonne_gives(self) -> None:
        line = footprint.assess([{"item": "wheat", "origin": "FR", "amount": 1, "unit": "t"}]).totals
        keys = ["lens", "realm", "pressure"]
        expected = line[line["value"] != 0].set_index(keys)["value"].sort_index()
        found = intensities("wheat", "FRA").set_index(keys)["value"]
        pd.testing.assert_series_equal(found[found != 0].sort_index(), expected, rtol=1e-12)

    def test_the_world_is_no_origin(self) -> None:
        with pytest.raises(FactorError, match="GLO is no country of production"):
            intensities("wheat", "GLO")

    def test_all_products_in_one_lens(self) -> None:
        table = intensities(lenses=["water_scarcity"])
        assert table["product"].nunique() > 100
        assert set(table["lens"]) == {"water_scarcity"}


class TestProducts:
    @pytest.mark.parametrize("query", ["cacaobonen", "fèves de cacao", "KAKAOBOHNEN", "cocoa beans", "1801"])
    def test_by_a_name_in_four_languages_or_a_code(self, query: str) -> None:
        assert "cocoa_beans" in set(products(query)["id"])

    def test_all_of_them(self) -> None:
        assert len(products()) > 160
        assert products()["id"].is_unique

    def test_the_catalogue_cannot_be_changed_by_its_copy(self) -> None:
        copy = products()
        copy.loc[0, "en"] = "changed"
        assert products().loc[0, "en"] != "changed"

    @pytest.mark.parametrize("query", ["unobtainium", "?", "9999999"])
    def test_nothing_like_it(self, query: str) -> None:
        assert products(query).empty

    @pytest.mark.parametrize("name", ["wheat", "Wheat", "tarwe", "blé", "Weizen"])
    def test_code_of_an_id_or_name(self, name: str) -> None:
        assert products().loc[product_code(name), "id"] == "wheat"


def test_lenses_have_a_unit_and_a_question() -> None:
    table = footprint.lenses()
    assert list(table.columns) == ["lens", "title", "unit", "default", "question", "note"]
    assert table["question"].astype(str).str.endswith("?").all()
