"""The lenses and the overrides: what is selected, what is corrected, and that nothing is counted twice."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from characterisation_tables import EDITIONS, MATCH, NEIGHBOURS, lens_table, matches, selected, table

from footprint.editions.characterisation import CORE_FLOWS, NATURAL_COVERS


def test_world_value_lies_within_the_countries() -> None:
    rows = selected()
    keys = ["lens", "category", "flow", "compartment"]
    local = rows[rows["place"] != "GLO"].groupby(keys)["value"].agg(["min", "max"])
    world = rows[rows["place"] == "GLO"].set_index(keys)["value"]
    both = local.join(world, how="inner")
    slack = 1e-9 * both["value"].abs()
    outside = both[(both["value"] < both["min"] - slack) | (both["value"] > both["max"] + slack)]
    assert len(both) > 500
    assert outside.empty, outside.to_string()


def test_lenses_have_one_unit_and_two_defaults() -> None:
    lenses = lens_table("lenses").set_index("lens")
    assert set(lenses.index[lenses["default"]]) == {"species", "condition"}
    units = selected().groupby("lens")["unit"].agg(set)
    assert {lens: {unit} for lens, unit in lenses["unit"].items()} == units.to_dict()


def test_every_selection_finds_rows() -> None:
    found = selected().drop_duplicates(["lens", "realm", "pressure", "edition", "category", "approach"])
    assert len(found) == len(lens_table("selection"))


def test_nothing_is_counted_twice() -> None:
    rows = selected().drop_duplicates(["lens", "realm", "pressure", "flow", "compartment", "category"])
    twice = rows[rows.duplicated(["lens", "realm", "pressure", "flow", "compartment"], keep=False)]
    assert twice.empty, twice[["lens", "pressure", "flow", "category"]].to_string()
    categories = set(rows["category"])
    assert not {name for name in categories if "beta" in name or "Total" in name or "combined" in name}
    assert not {name for name in categories if "plants" in name or "vertebrates" in name or "certain effects" in name}


def test_species_lens_takes_phosphorus_and_nitrogen() -> None:
    chosen = lens_table("selection")
    nutrients = chosen[(chosen["lens"] == "species") & (chosen["pressure"] == "freshwater eutrophication")]
    assert set(nutrients["category"]) == {
        "Freshwater eutrophication, phosphorus",
        "Freshwater eutrophication, nitrogen",
    }


@pytest.mark.parametrize(("flow", "compartment"), CORE_FLOWS)
def test_belgium_and_its_neighbours_have_a_factor_or_a_rule(flow: str, compartment: str) -> None:
    rows = selected()
    rules = lens_table("overrides")
    rules = rules[rules["action"].isin(["use_glo", "use_place"])]
    fits = rows[(rows["flow"] == flow) & rows["compartment"].isin({compartment, compartment.split("/")[0]})]
    assert len(fits)
    for (_, edition, category), mine in fits.groupby(["lens", "edition", "category"]):
        places = set(mine["place"])
        if places == {"GLO"}:
            continue
        for place in set(NEIGHBOURS) - places:
            asked = pd.DataFrame([[edition, category, flow, compartment, place]], columns=MATCH)
            assert any(matches(asked, rule).item() for _, rule in rules.iterrows()), f"{place}: {category}, {flow}"
            assert "GLO" in places


def test_overrides_are_well_formed() -> None:
    rules = lens_table("overrides")
    assert set(rules["action"]) == {"zero", "replace", "exclude", "use_glo", "use_place"}
    assert set(rules["edition"]) <= set(EDITIONS)
    assert rules["reason"].str.len().gt(20).all()
    assert rules["source"].str.len().gt(0).all()
    assert rules["value"].notna().equals(rules["action"].isin(["zero", "replace"]))
    assert (rules.loc[rules["action"] == "zero", "value"] == 0).all()


def test_no_factor_is_corrected_twice() -> None:
    rules = lens_table("overrides")
    for edition, mine in rules.groupby("edition", observed=True):
        frame = table(str(edition))
        hits = np.zeros(len(frame), dtype=int)
        for _, rule in mine.iterrows():
            hits += matches(frame, rule).to_numpy()
        assert hits.max() <= 1


def test_where_the_world_value_is_to_stand_in_there_is_one() -> None:
    rules = lens_table("overrides")
    for rule in rules[rules["action"] == "use_glo"].itertuples():
        frame = table(rule.edition)
        mine = frame[(frame["category"] == rule.category) & (frame["place"] == "GLO")]
        mine = mine[mine["compartment"] == rule.compartment] if rule.compartment != "*" else mine
        assert len(mine), f"{rule.edition}, {rule.category}, {rule.compartment}"


def test_where_a_neighbour_is_to_stand_in_it_has_rows_and_the_country_has_none() -> None:
    rules = lens_table("overrides")
    rules = rules[rules["action"] == "use_place"]
    assert set(rules["place"]) == {"LUX", "NLD", "POL"}
    for rule in rules.itertuples():
        frame = table(rule.edition)
        places = set(frame.loc[frame["category"] == rule.category, "place"])
        assert rule.stand_in in places, rule.reason
        assert rule.place not in places, rule.reason


def test_published_values_of_overrides_are_those_of_the_editions() -> None:
    rules = lens_table("overrides")
    replaced = rules[rules["action"] == "replace"].set_index(["category", "flow"])
    frame = table("cf_scherer_2023")
    ours = frame[frame["place"] == "NLD"].set_index(["category", "flow"])["value"]
    np.testing.assert_allclose(ours.reindex(replaced.index), replaced["published_value"], rtol=1e-12)


def test_every_land_use_of_the_netherlands_is_taken_from_its_mainland() -> None:
    rules = lens_table("overrides")
    dutch = rules[rules["place"] == "NLD"].set_index(["category", "flow"])
    frame = table("cf_scherer_2023")
    wanted = frame[(frame["place"] == "NLD") & ~frame["flow"].str.endswith(tuple(NATURAL_COVERS))]
    land = dutch[dutch["edition"] == "cf_scherer_2023"]
    assert set(wanted[["category", "flow"]].itertuples(index=False, name=None)) == set(land.index)
    assert land.loc[("Land use, biodiversity, average", "Occupation, annual crop"), "value"] == pytest.approx(
        9.21496e-16, rel=1e-5
    )
    into = land.loc[("Land use, biodiversity, average", "Transformation, to annual crop"), "value"]
    out = land.loc[("Land use, biodiversity, average", "Transformation, from annual crop"), "value"]
    assert into == pytest.approx(7.384286e-13, rel=1e-6)
    assert out == -into


def test_land_left_to_nature_counts_nothing_in_any_lens() -> None:
    rows = selected()
    natural = rows[rows["flow"].str.endswith(tuple(NATURAL_COVERS))]
    rules = lens_table("overrides")
    zeroed = set(rules.loc[rules["action"] == "zero", "flow"])
    published = natural[natural["edition"] != "cf_scherer_2023"]
    assert set(natural.loc[natural["edition"] == "cf_scherer_2023", "flow"]) <= zeroed
    assert (published["value"] == 0).all()
    assert published["flag"].str.contains("reference state").all()


def test_nitrogen_does_not_more_to_the_sea_by_river_than_put_into_it() -> None:
    frame = table("cf_lcimpact_1_3")
    nitrogen = frame[(frame["category"] == "Marine eutrophication") & (frame["flow"] == "Nitrogen")]
    by = nitrogen.pivot_table(index="place", columns="compartment", values="value")
    above = by[(by["water/ocean"] > 0) & (by["water/surface water"] > by["water/ocean"])]
    rules = lens_table("overrides")
    ruled = rules[(rules["edition"] == "cf_lcimpact_1_3") & (rules["compartment"] == "water/surface water")]
    assert set(above.index) == set(ruled["place"])
    assert "GLO" not in above.index


def test_lens_species_at_the_origins_that_matter() -> None:
    rows = selected()
    crop = rows[(rows["lens"] == "species") & (rows["flow"] == "Occupation, annual crop")].set_index("place")["value"]
    assert crop["BRA"] / crop["BEL"] == pytest.approx(7.05, abs=0.01)
    assert crop["IDN"] > crop["CIV"] > crop["FRA"] > crop["BEL"]
