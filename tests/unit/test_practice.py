"""Organic and extensive farming beside the result: per tonne, per line, and what never changes."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

import footprint
from footprint import FactorError
from footprint.ground.library import PRACTICES, library
from footprint.practice.carried import NO_CROPS, ONE_FACTOR, note_of
from footprint.practice.lines import NOT_COUNTED, practice_table
from footprint.practice.per_tonne import practices
from footprint.stages.resolve.practices import practice_of

LIGHT = "Occupation, annual crop, irrigated, extensive"
ROWS = [
    {"item": "wheat", "origin": "BE", "amount": 100, "unit": "t", "practice": "Biologisch"},
    {"item": "cacaobonen", "origin": "Ghana", "amount": 10, "unit": "t", "practice": "organic"},
    {"item": "iron ore", "origin": "BR", "amount": 1, "unit": "t", "practice": "bio"},
    {"item": "milk", "origin": "BE", "amount": 2, "unit": "t", "practice": "extensif"},
    {"item": "wheat", "origin": "BE", "amount": 1, "unit": "t", "practice": "gangbaar"},
    {"item": "wheat", "origin": "BE", "amount": 1, "unit": "t", "practice": ""},
    {"item": "qwrtz", "origin": "BE", "amount": 1, "unit": "t", "practice": "organic"},
]


@cache
def per_tonne(product: str, origin: str | None = None) -> pd.DataFrame:
    return practices(product, origin)


@cache
def result() -> footprint.Result:
    return footprint.assess(ROWS)


@cache
def lines() -> pd.DataFrame:
    found = result()
    return practice_table(found.engine, found.ledger, found.resolved, found.activities)


def ratios(practice: str) -> pd.Series:
    groups = library().table(PRACTICES, "crop_groups").astype(str).set_index("product")["group"]
    yields = library().table(PRACTICES, "yields").query("practice == @practice").set_index("group")["ratio"]
    return groups.map(yields.to_dict())


@cache
def land_factor(lens: str, flow: str, place: str) -> float:
    return footprint.factor(lens, flow, place, pressure="land occupation").value


def by_hand(product: str, origin: str, practice: str, lens: str) -> float:
    """Return the change of land occupation from the inventory rows and single factors, one by one."""
    ratio, change = ratios(practice), 0.0
    table = footprint.inventory(product, origin)
    for row in table[table["flow"].isin(["Occupation, annual crop", "Occupation, permanent crop"])].itertuples():
        now = land_factor(lens, row.flow, row.place)
        light = land_factor(lens, row.flow + ", irrigated, extensive", row.place)
        change += row.value * (light / ratio[row.material] - now)
    return change


class TestPractices:
    def test_it_names_three_practices_in_each_realm_with_land_occupation(self) -> None:
        table = per_tonne("wheat", "BE")
        assert table["practice"].unique().tolist() == ["conventional", "organic", "extensive"]
        assert set(zip(table["lens"], table["realm"], strict=True)) == {
            ("species", "terrestrial"),
            ("condition", "terrestrial"),
        }

    def test_conventional_is_what_is_counted(self) -> None:
        table = per_tonne("wheat", "BE").query("practice == 'conventional'").set_index("lens")
        found = footprint.intensities("wheat", "BE").query(
            "realm == 'terrestrial' and pressure != 'land transformation'"
        )
        summed = found.groupby("lens")["value"].sum()
        assert table["value"].to_dict() == pytest.approx(summed.to_dict(), rel=1e-12)
        assert (table["low"] == table["value"]).all()
        assert table["source"].eq("as counted").all()
        assert table[["minimal", "light"]].isna().all(axis=None)

    @pytest.mark.parametrize(
        ("product", "origin"), [("wheat", "BE"), ("soybeans", "BR"), ("cocoa_beans", "CI"), ("milk", "BE")]
    )
    @pytest.mark.parametrize("practice", ["organic", "extensive"])
    def test_the_change_is_that_of_the_cropland_behind_it_one_by_one(
        self, product: str, origin: str, practice: str
    ) -> None:
        table = per_tonne(product, origin).set_index(["practice", "lens"])["value"]
        for lens in ("species", "condition"):
            change = table[practice, lens] - table["conventional", lens]
            expected = by_hand(product, origin, practice, lens)
            assert change == pytest.approx(expected, rel=1e-6, abs=1e-9 * table["conventional", lens])

    def test_the_range_holds_the_value_and_each_intensity(self) -> None:
        for product, origin in (("wheat", "BE"), ("soybeans", "BR"), ("milk", "BE"), ("cocoa_beans", None)):
            table = per_tonne(product, origin).query("practice != 'conventional'")
            for column in ("value", "minimal", "light", "intense"):
                assert (table["low"] <= table[column] * (1 + 1e-12)).all()
                assert (table[column] <= table["high"] * (1 + 1e-12)).all()
            assert (table["yield_low"] <= table["yield_ratio"]).all()
            assert (table["yield_ratio"] <= table["yield_high"]).all()

    def test_a_lens_without_intensities_says_so_and_only_the_yield_acts(self) -> None:
        table = per_tonne("wheat", "BE").set_index(["practice", "lens"])
        assert table.loc[("organic", "condition"), "note"] == ONE_FACTOR
        assert table.loc[("organic", "species"), "note"] == ""
        assert table.loc[("organic", "condition"), "flow"] == "Occupation, annual crop"
        assert table.loc[("organic", "species"), "flow"] == LIGHT
        assert table.loc[("organic", "condition"), "minimal"] == table.loc[("organic", "condition"), "intense"]

    def test_land_that_is_no_cropland_stays(self) -> None:
        table = per_tonne("milk", "BE").set_index(["practice", "lens"])
        land = footprint.inventory("milk", "BE").query("flow.str.startswith('Occupation')")
        pasture = land.loc[land["flow"].str.contains("pasture"), "value"].sum()
        crops = land["value"].sum() - pasture
        organic = table.loc[("organic", "species")]
        assert organic["land_m2_yr"] == pytest.approx(pasture + crops / organic["yield_ratio"], rel=1e-9)
        assert "of its land is cropland; the rest is as counted" in organic["note"]

    def test_the_source_and_status_of_the_yield_stand_beside_it(self) -> None:
        table = per_tonne("wheat", "BE").query("lens == 'species'").set_index("practice")
        assert table.loc["organic", "source"].startswith("de Ponti")
        assert table.loc["organic", "status"] == "second-hand"
        assert table.loc["extensive", "source"].startswith("Beckmann")

    def test_other_lenses(self) -> None:
        table = practices("wheat", "BE", ["lcimpact", "impactworld"])
        assert set(table["lens"]) == {"lcimpact", "impactworld"}
        assert table.loc[table["practice"] == "organic", "note"].eq(ONE_FACTOR).all()

    def test_what_has_no_cropland_has_no_scenario(self) -> None:
        with pytest.raises(FactorError, match="no cropland stands behind it"):
            practices("logs", "BE")

    def test_an_unknown_product_is_an_error(self) -> None:
        with pytest.raises(FactorError, match="no product 'unobtainium'"):
            practices("unobtainium")


class TestLines:
    def test_only_lines_with_a_practice_other_than_conventional_have_rows(self) -> None:
        numbers = result().lines["line"].to_numpy()
        assert sorted(set(lines()["line"])) == sorted(numbers[[0, 1, 2, 3, 6]])

    def test_as_counted_is_the_figure_of_the_line(self) -> None:
        of_line = result().lines.set_index("line")
        for row in lines().itertuples():
            assert row.as_counted == pytest.approx(
                of_line.loc[row.line, f"{row.lens}: {row.realm}"], rel=1e-12, nan_ok=True
            )

    def test_a_line_is_its_tonnes_times_the_scenario_of_a_tonne(self) -> None:
        first = lines().query("line == @lines()['line'].min() and lens == 'species'").iloc[0]
        tonne = per_tonne("wheat", "BE").query("practice == 'organic' and lens == 'species'").iloc[0]
        assert first["practice"] == "organic"
        for mine, its in (("scenario", "value"), ("low", "low"), ("high", "high")):
            assert first[mine] == pytest.approx(100 * tonne[its], rel=1e-12)
        assert first["unit"] == tonne["unit"]

    def test_what_cannot_change_says_why(self) -> None:
        numbers = result().lines["line"].to_numpy()
        table = lines().set_index("line")
        assert table.loc[numbers[2], "note"].eq(NO_CROPS).all()
        assert table.loc[numbers[2], "scenario"].isna().all()
        assert np.isfinite(table.loc[numbers[2], "as_counted"]).all()
        assert table.loc[numbers[6], "note"].eq(NOT_COUNTED).all()
        assert table.loc[numbers[6], ["as_counted", "scenario", "low", "high"]].isna().all(axis=None)

    def test_the_result_does_not_move(self) -> None:
        plain = footprint.assess([{**row, "practice": ""} for row in ROWS])
        pd.testing.assert_frame_equal(plain.totals, result().totals)

    def test_a_list_without_practices_has_no_rows_and_the_same_columns(self) -> None:
        plain = footprint.assess([{**row, "practice": "conventional"} for row in ROWS[:2]])
        empty = practice_table(plain.engine, plain.ledger, plain.resolved, plain.activities)
        assert empty.empty
        assert list(empty.columns) == list(lines().columns)


class TestWords:
    @pytest.mark.parametrize(
        ("written", "meaning"),
        [
            ("organic", "organic"),
            ("Biologique", "organic"),
            ("agriculture biologique", "organic"),
            ("Bio", "organic"),
            ("BE-BIO-01", "organic"),
            ("biologische landbouw", "organic"),
            ("ökologisch", "organic"),
            ("extensief", "extensive"),
            ("low-input", "extensive"),
            ("Extensiv", "extensive"),
            ("conventioneel", "conventional"),
            ("Konventionell", "conventional"),
            ("conventionnelle", "conventional"),
            ("non-organic", ""),
            ("niet biologisch", ""),
            ("in omschakeling naar biologisch", ""),
            ("organic and conventional", ""),
            ("inorganic", ""),
            ("integrated", ""),
            ("", ""),
        ],
    )
    def test_a_practice_is_read_in_four_languages_or_not_at_all(self, written: str, meaning: str) -> None:
        assert practice_of(written) == meaning

    @pytest.mark.parametrize(
        ("share", "by_intensity", "note"),
        [
            (1.0, True, ""),
            (1.0, False, ONE_FACTOR),
            (0.48, True, "48% of its land is cropland; the rest is as counted"),
        ],
    )
    def test_notes(self, share: float, by_intensity: bool, note: str) -> None:
        assert note_of(share, by_intensity) == note
