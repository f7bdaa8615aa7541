"""The characterisation editions: every row, against what such rows must be."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import numpy as np
import pandas as pd
import pytest
from characterisation_tables import EDITIONS, MATCH, NEIGHBOURS, selected, table

from footprint.editions.characterisation import COLUMNS, CORE_FLOWS, FLOW_UNITS, LAND, UNITS
from footprint.ground.library import LENSES, library
from footprint.ground.pressures import PRESSURES, REALMS

_LAND_CORE = CORE_FLOWS[:5]
_GASES = CORE_FLOWS[5:8]
_NITROGEN_AIR = CORE_FLOWS[8:10]
_NUTRIENTS = CORE_FLOWS[10:12]
_WATER = CORE_FLOWS[12:]
#: Core flows each method knows.
KNOWN = {
    "cf_aware_2_0": _WATER,
    "cf_glam_1_0_2024_10": CORE_FLOWS[5:],
    "cf_ibif_2": CORE_FLOWS[:2] + _GASES + _NITROGEN_AIR,
    "cf_impactworld_2_1": CORE_FLOWS,
    "cf_impactworld_2_2_1": CORE_FLOWS,
    "cf_lcimpact_1_3": CORE_FLOWS,
    "cf_scherer_2023": _LAND_CORE,
}


def factor(edition: str, flow: str, place: str, category: str, compartment: str = LAND) -> float:
    frame = table(edition)
    keys = {"category": category, "flow": flow, "compartment": compartment, "place": place}
    found = frame[np.logical_and.reduce([frame[key] == value for key, value in keys.items()])]
    assert len(found) == 1, f"{len(found)} rows for {keys} in {edition}"
    return float(found["value"].iloc[0])


def test_every_characterisation_edition_is_tested() -> None:
    assert tuple(name for name in library().passports if name.startswith("cf_")) == EDITIONS


@pytest.mark.parametrize("edition", [*EDITIONS, LENSES])
def test_files_are_those_of_the_passport(edition: str) -> None:
    package = library().passport(edition).package
    assert package["resources"]
    for resource in package["resources"]:
        content = (files("factors") / edition / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        assert resource["rows"] == len(library().table(edition, resource["name"]))


@pytest.mark.parametrize("edition", [*EDITIONS, LENSES])
def test_passport_says_where_it_comes_from(edition: str) -> None:
    passport = library().passport(edition)
    assert passport.citation
    assert passport.licence_status in {"verified", "stated", "unknown"}
    assert passport.package["licenses"][0]["note"]
    assert all(len(source["sha256"]) == 64 for source in passport.package["sources"])
    assert (files("factors") / edition / "README.md").is_file()


@pytest.mark.parametrize("edition", EDITIONS)
def test_keys_are_unique_and_so_are_factor_ids(edition: str) -> None:
    frame = table(edition)
    assert [column.name for column in COLUMNS] == list(frame.columns[:-1])
    assert not frame.duplicated(["category", "realm", "flow", "compartment", "place", "approach"]).any()
    assert not frame.duplicated(MATCH).any()


@pytest.mark.parametrize("edition", EDITIONS)
def test_rows_are_sorted_by_key(edition: str) -> None:
    keys = table(edition)[["category", "realm", "flow", "compartment", "place", "approach"]]
    assert keys.equals(keys.sort_values(list(keys), ignore_index=True))


@pytest.mark.parametrize("edition", EDITIONS)
def test_vocabulary(edition: str) -> None:
    frame = table(edition)
    assert set(frame["realm"]) <= set(REALMS)
    assert set(frame["pressure"]) <= set(PRESSURES)
    assert set(frame["unit"]) <= UNITS
    assert set(frame["per"]) <= FLOW_UNITS
    assert set(frame["approach"]) <= {"average", "marginal", ""}
    assert frame["place"].str.fullmatch("[A-Z]{3}").all()
    assert not frame["compartment"].str.endswith("/").any()


@pytest.mark.parametrize("edition", EDITIONS)
def test_places_are_iso_3166(edition: str) -> None:
    countries = set(library().table("reference_2026_11", "countries")["iso3"].astype(str))
    assert set(table(edition)["place"]) <= countries | {"GLO"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_unit_of_a_flow_follows_its_name(edition: str) -> None:
    frame = table(edition)
    occupation = frame["flow"].str.startswith("Occupation, ") & (frame["pressure"] != "roads")
    transformation = frame["flow"].str.startswith("Transformation, ")
    assert (frame.loc[occupation, "per"] == "m2.yr").all()
    assert (frame.loc[transformation, "per"] == "m2").all()
    assert (frame.loc[frame["pressure"] == "water use", "per"] == "m3").all()
    assert frame.loc[~occupation & ~transformation, "per"].isin({"kg", "m3", "m.yr", "kBq"}).all()


@pytest.mark.parametrize("edition", EDITIONS)
def test_values_are_finite_and_one_unit_per_edition(edition: str) -> None:
    frame = table(edition)
    assert np.isfinite(frame["value"]).all()
    assert len(set(frame["unit"])) == 1


@pytest.mark.parametrize("edition", EDITIONS)
def test_published_interval_holds_the_value(edition: str) -> None:
    frame = table(edition)
    known = frame[frame["low"].notna() | frame["high"].notna()]
    assert (known["low"] <= known["value"]).all()
    assert (known["value"] <= known["high"]).all()
    assert len(known) > 40_000 or edition != "cf_lcimpact_1_3"


@pytest.mark.parametrize(
    "edition", ["cf_impactworld_2_1", "cf_impactworld_2_2_1", "cf_lcimpact_1_3", "cf_scherer_2023"]
)
def test_what_comes_out_of_a_land_use_is_minus_what_goes_in(edition: str) -> None:
    frame = table(edition)
    changed = frame[frame["flow"].str.startswith("Transformation, ")]
    cover = changed["flow"].str.replace("Transformation, (from|to) ", "", regex=True)
    signed = changed.assign(cover=cover).set_index(["category", "cover", "place"])["value"]
    into = changed["flow"].str.startswith("Transformation, to ").to_numpy()
    both = pd.DataFrame({"to": signed[into], "from": signed[~into]})
    assert both.notna().all(axis=1).mean() > 0.98
    both = both.dropna()
    np.testing.assert_allclose(both["from"], -both["to"], rtol=1e-9, atol=0)


@pytest.mark.parametrize("edition", ["cf_ibif_2", "cf_impactworld_2_2_1", "cf_lcimpact_1_3", "cf_scherer_2023"])
def test_occupation_never_does_good(edition: str) -> None:
    frame = table(edition)
    occupied = frame[frame["flow"].str.startswith("Occupation, ")]
    assert (occupied["value"] >= 0).all()
    assert (occupied["value"] > 0).any()


def test_impactworld_21_publishes_negative_occupation_for_pasture_and_unknown_land_only() -> None:
    frame = table("cf_impactworld_2_1")
    negative = frame[frame["flow"].str.startswith("Occupation, ") & (frame["value"] < 0)]
    kinds = ("pasture", "grassland, natural, for livestock grazing", "inland waterbody", "artificial", "unspecified")
    assert negative["flow"].str.contains("|".join(kinds)).all()
    assert not negative["place"].isin(NEIGHBOURS).any()


@pytest.mark.parametrize("edition", EDITIONS)
def test_core_flows_bear_their_canonical_names(edition: str) -> None:
    written = set(table(edition)[["flow", "compartment"]].itertuples(index=False, name=None))
    assert set(KNOWN[edition]) <= written


@pytest.mark.parametrize(
    ("edition", "category", "flow", "compartment", "place", "value"),
    [
        ("cf_scherer_2023", "Land use, biodiversity, average", "Occupation, annual crop", LAND, "BEL", 9.7718e-16),
        ("cf_scherer_2023", "Land use, biodiversity, average", "Occupation, annual crop", LAND, "BRA", 6.8928e-15),
        ("cf_scherer_2023", "Land use, biodiversity, average", "Occupation, annual crop", LAND, "GLO", 3.0460e-15),
        ("cf_scherer_2023", "Land use, biodiversity, average", "Occupation, annual crop", LAND, "NLD", 3.1708e-15),
        ("cf_scherer_2023", "Land use, biodiversity, marginal", "Occupation, annual crop", LAND, "BEL", 2.8926e-15),
        ("cf_lcimpact_1_3", "Land occupation, average", "Occupation, annual crop", LAND, "BEL", 5.1748e-16),
        (
            "cf_lcimpact_1_3",
            "Water consumption, all effects",
            "Water, unspecified natural origin",
            "natural resource/in water",
            "BEL",
            3.3059e-16,
        ),
        ("cf_ibif_2", "MSA loss, overall", "Occupation, annual crop", LAND, "BEL", 0.623),
        ("cf_ibif_2", "MSA loss, overall", "Carbon dioxide, fossil", "air", "GLO", 0.39),
        ("cf_ibif_2", "MSA loss, overall", "Ammonia", "air", "BEL", 16.6),
        ("cf_ibif_2", "MSA loss, overall", "Occupation, road, length", LAND, "BEL", 151.0),
        ("cf_impactworld_2_1", "Land occupation, biodiversity", "Occupation, annual crop", LAND, "GLO", 0.658931),
        ("cf_impactworld_2_1", "Land occupation, biodiversity", "Occupation, annual crop", LAND, "BEL", 0.760),
        ("cf_impactworld_2_2_1", "Land occupation, biodiversity", "Occupation, annual crop", LAND, "GLO", 0.608053),
        (
            "cf_glam_1_0_2024_10",
            "Climate change, freshwater biodiversity",
            "Carbon dioxide, from soil or biomass stock",
            "air",
            "GLO",
            2.16e-15,
        ),
        (
            "cf_glam_1_0_2024_10",
            "Freshwater eutrophication, phosphorus",
            "Phosphate",
            "water/surface water",
            "BEL",
            3.0304e-13,
        ),
        (
            "cf_aware_2_0",
            "Water scarcity, irrigation",
            "Water, unspecified natural origin",
            "natural resource/in water",
            "BEL",
            4.77,
        ),
    ],
)
def test_golden_values(edition: str, category: str, flow: str, compartment: str, place: str, value: float) -> None:
    assert factor(edition, flow, place, category, compartment) == pytest.approx(value, rel=1e-5)


def test_derived_substances_follow_their_molar_masses() -> None:
    water = "water/surface water"
    phosphorus = factor("cf_lcimpact_1_3", "Phosphorus", "BEL", "Freshwater eutrophication", water)
    phosphate = factor("cf_lcimpact_1_3", "Phosphate", "BEL", "Freshwater eutrophication", water)
    nitrogen = factor("cf_lcimpact_1_3", "Nitrogen", "BEL", "Marine eutrophication", water)
    nitrate = factor("cf_lcimpact_1_3", "Nitrate", "BEL", "Marine eutrophication", water)
    assert phosphate / phosphorus == pytest.approx(0.32614, rel=1e-4)
    assert nitrate / nitrogen == pytest.approx(0.22590, rel=1e-4)


def test_ibif_counts_no_uptake_and_derives_gases_from_carbon_dioxide() -> None:
    frame = table("cf_ibif_2")
    gases = frame[frame["pressure"] == "climate change"].set_index(["category", "flow"])["value"]
    assert set(gases.index.get_level_values("flow")) == {
        "Carbon dioxide, fossil",
        "Carbon dioxide, from soil or biomass stock",
        "Methane, fossil",
        "Methane, non-fossil",
        "Dinitrogen monoxide",
    }
    carbon = gases["MSA loss, overall", "Carbon dioxide, fossil"]
    assert gases["MSA loss, overall", "Methane, non-fossil"] / carbon == pytest.approx(27.0)
    assert gases["MSA loss, overall", "Methane, fossil"] / carbon == pytest.approx(29.8)
    assert gases["MSA loss, overall", "Dinitrogen monoxide"] / carbon == pytest.approx(273.0)
    derived = frame["flow"].isin({"Methane, fossil", "Methane, non-fossil", "Dinitrogen monoxide"})
    assert (frame.loc[derived, "flag"] == "derived by GWP100 AR6").all()


def test_scherer_flags_wide_spread() -> None:
    frame = table("cf_scherer_2023")
    assert (frame["flag"].str.contains("rsd>2") == (frame["rsd"] > 2)).all()
    wide = set(frame.loc[(frame["rsd"] > 2) & (frame["flow"] == "Occupation, annual crop"), "place"])
    assert {"NLD", "GBR", "FRA", "JPN"} <= wide
    assert "BEL" not in wide


def test_scherer_world_values_are_said_to_be_glams() -> None:
    frame = table("cf_scherer_2023")
    world = frame[frame["place"] == "GLO"]
    assert set(world["approach"]) == {"average"}
    assert (world["flag"] == "world value of GLAM 1.0").all()


def test_glam_water_is_there_for_the_world_only() -> None:
    frame = table("cf_glam_1_0_2024_10")
    water = frame[frame["pressure"] == "water use"]
    assert set(water["place"]) == {"GLO"}
    assert not selected()["category"].eq("Water consumption, ecosystem quality").any()
