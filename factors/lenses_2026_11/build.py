"""Compile the lenses: which factors answer which question, and which published factors are corrected.

    python factors/lenses_2026_11/build.py --source DIR

Reads the characterisation editions beside this folder, so build those first.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from factors.lenses_2026_11.build_corrections import (
    AWARE,
    ECOREGIONS,
    GLAM,
    IBIF,
    LCIMPACT,
    SCHERER,
    WORLDPLUS,
    WORLDPLUS_GLOBAL,
    gaps,
    methane,
    nature,
    netherlands,
    rivers,
    rows_of,
    zeros,
)
from footprint.editions import Column, Edition, Source, Table, arguments, write_edition
from footprint.editions.build import Arguments
from footprint.ground.errors import FactorError

EDITION = Edition(
    id="lenses_2026_11",
    title="Lenses, their factors, and corrections to published factors",
    description="A lens is one question put to the same pressures. selection.csv says which indicator answers it "
    "for each realm and pressure; "
    "overrides.csv holds every correction to a published factor, one row and one reason each.",
    version="2026.11",
    published="2026-11-20",
    compiled="2026-11-20",
    citation="Selection and corrections by the authors of this library; values taken over are cited row by row.",
    doi="",
    url="https://zenodo.org/records/10114492",
    licence="Apache-2.0",
    licence_status="verified",
    licence_note="The selection and the reasons are this project's own. Replaced values come from Scherer et al. "
    "2023, licence not seen.",
    sources=(
        Source(
            ECOREGIONS,
            "76352c767771add3d9cd244dd7e9d0673d8c8f280fa5b2c50b82e0094b95ae76",
            "Scherer et al. 2023, factors by ecoregion (CF_domain.csv)",
            "https://zenodo.org/records/10114492",
            "not seen",
            "unknown",
        ),
    ),
)

LENSES = pd.DataFrame(
    [
        (
            "species",
            "Species at risk of extinction",
            "global PDF.yr",
            True,
            "What share of the world's species is put at risk, and for how long?",
            "Realms (terrestrial, freshwater, marine) are not added. Land: Scherer et al. 2023 = GLAM 1.0; water: "
            "LC-IMPACT 1.3; the rest: GLAM 1.0.",
        ),
        (
            "condition",
            "Intactness of ecosystems",
            "MSA-loss.m2.yr",
            True,
            "How much intact nature is lost on land, as area and time with no original species left?",
            "IBIF v2; on land only; no land transformation, no water, no nutrients in water.",
        ),
        (
            "impactworld",
            "Local loss of species (IMPACT World+ 2.1)",
            "PDF.m2.yr",
            False,
            "What share of species is lost locally, times area and time?",
            "By country. Sensitivity; its land use is superseded by version 2.2.1.",
        ),
        (
            "impactworld_global",
            "Local loss of species (IMPACT World+ 2.2.1)",
            "PDF.m2.yr",
            False,
            "What share of species is lost locally, times area and time, blind to where?",
            "World values only. Sensitivity; marine climate change (beta) is not counted.",
        ),
        (
            "lcimpact",
            "Species at risk of extinction (LC-IMPACT 1.3)",
            "global PDF.yr",
            False,
            "What does the forerunner of the species lens say?",
            "Bracket for lens species; land use has published 95 % intervals. Climate change over 100 years, all "
            "effects.",
        ),
        (
            "water_scarcity",
            "Water scarcity (AWARE 2.0)",
            "m3 world-eq",
            False,
            "How much water is taken, weighted by how scarce it is there?",
            "Irrigation factors, yearly. Water for people and nature, not damage to species.",
        ),
    ],
    columns=["lens", "title", "unit", "default", "question", "note"],
)

#: What of an edition a lens selects: edition, category, approach. Realm and pressure are those of the edition's rows.
SELECTED = {
    "species": [
        (SCHERER, "Land use, biodiversity, average", "average"),
        (GLAM, "Climate change, freshwater biodiversity", ""),
        (GLAM, "Climate change, marine biodiversity, RCP4.5", ""),
        (GLAM, "Climate change, terrestrial biodiversity, RCP4.5", ""),
        (LCIMPACT, "Water consumption, all effects", "marginal"),
        (GLAM, "Freshwater eutrophication, phosphorus", ""),
        (GLAM, "Freshwater eutrophication, nitrogen", ""),
        (GLAM, "Marine eutrophication", ""),
        (GLAM, "Terrestrial acidification", "marginal"),
        (GLAM, "Freshwater ecotoxicity", ""),
        (GLAM, "Terrestrial ecotoxicity", ""),
    ],
    "condition": [(IBIF, "MSA loss, overall", "")],
    "lcimpact": [
        (LCIMPACT, "Land occupation, average", "average"),
        (LCIMPACT, "Land transformation, 100 years, average", "average"),
        (LCIMPACT, "Climate change, terrestrial, all effects, 100 years", ""),
        (LCIMPACT, "Climate change, aquatic, all effects, 100 years", ""),
        (LCIMPACT, "Water consumption, all effects", "marginal"),
        (LCIMPACT, "Terrestrial acidification", "marginal"),
        (LCIMPACT, "Photochemical ozone formation", "marginal"),
        (LCIMPACT, "Freshwater eutrophication", "average"),
        (LCIMPACT, "Marine eutrophication", ""),
    ],
    "water_scarcity": [(AWARE, "Water scarcity, irrigation", "")],
}
#: Lenses that take every category of one edition, but those the publisher calls beta.
WHOLE = {"impactworld": WORLDPLUS, "impactworld_global": WORLDPLUS_GLOBAL}


def selection() -> pd.DataFrame:
    """Return lens, realm, pressure, edition, category, approach."""
    parts = []
    for lens, edition in WHOLE.items():
        rows = _indicators(edition)
        parts.append(rows[~rows["category"].str.endswith("(beta)")].assign(lens=lens))
    for lens, wanted in SELECTED.items():
        parts.extend(_one(edition, category, approach).assign(lens=lens) for edition, category, approach in wanted)
    names = ["lens", "realm", "pressure", "edition", "category", "approach"]
    order = {lens: at for at, lens in enumerate(LENSES["lens"])}
    whole = pd.concat(parts, ignore_index=True)[names]
    return whole.sort_values(
        names, key=lambda column: column.map(order) if column.name == "lens" else column, ignore_index=True
    )


def _indicators(edition: str) -> pd.DataFrame:
    return rows_of(edition)[["category", "realm", "pressure", "approach"]].drop_duplicates().assign(edition=edition)


def _one(edition: str, category: str, approach: str) -> pd.DataFrame:
    rows = _indicators(edition)
    found = rows[(rows["category"] == category) & (rows["approach"] == approach)]
    if found.empty:
        raise FactorError(f"{edition} has no category {category!r} with approach {approach!r}")
    return found


OVERRIDE_COLUMNS = (
    Column("edition", "string", "", "Edition the correction is made to."),
    Column("category", "string", "", "Category; * for any."),
    Column("flow", "string", "", "Elementary flow; * for any."),
    Column("compartment", "string", "", "Compartment; * for any."),
    Column("place", "string", "", "ISO 3166-1 alpha-3 or GLO; * for any."),
    Column(
        "action",
        "string",
        "",
        "zero: the factor is 0; replace: another value; exclude: the row is not used; use_glo: the world value of "
        "the category stands in; use_place: the rows of another country stand in.",
    ),
    Column("value", "number", "unit of the factor", "Value that counts; empty where the action says it."),
    Column("stand_in", "string", "", "Country whose rows stand in, for use_place; else empty."),
    Column(
        "published_value",
        "number",
        "unit of the factor",
        "Value as published; empty where there is none or where it differs by row.",
    ),
    Column("reason", "string", "", "Why."),
    Column("source", "string", "", "Where the new value comes from."),
)
LENS_COLUMNS = (
    Column("lens", "string", "", "Short name."),
    Column("title", "string", "", "Name for people."),
    Column("unit", "string", "", "Unit of its results."),
    Column("default", "boolean", "", "True if computed unless others are asked for."),
    Column("question", "string", "", "The question it answers."),
    Column("note", "string", "", "What it is made of and what it leaves out."),
)
SELECTION_COLUMNS = (
    Column("lens", "string", "", "Lens."),
    Column("realm", "string", "", "terrestrial, freshwater or marine."),
    Column("pressure", "string", "", "Pressure."),
    Column("edition", "string", "", "Edition that supplies the factors."),
    Column("category", "string", "", "Category of that edition."),
    Column("approach", "string", "", "average, marginal or empty."),
)
_MATCH = ("edition", "category", "flow", "compartment", "place")


def overrides(args: Arguments) -> pd.DataFrame:
    """Return all corrections, sorted by what they match."""
    rows = [
        *netherlands(args.path(EDITION, ECOREGIONS)),
        *nature(),
        *gaps(),
        *zeros(),
        *rivers(),
        *methane(),
    ]
    table = pd.DataFrame(rows)[[column.name for column in OVERRIDE_COLUMNS]]
    return table.astype({"value": "float64", "published_value": "float64"}).sort_values(list(_MATCH), ignore_index=True)


def main() -> None:
    args = arguments(Path(__file__).parent)
    tables = [
        Table("lenses.csv", LENSES, LENS_COLUMNS, ("lens",), "The lenses."),
        Table(
            "selection.csv",
            selection(),
            SELECTION_COLUMNS,
            tuple(column.name for column in SELECTION_COLUMNS),
            "What feeds each lens.",
        ),
        Table("overrides.csv", overrides(args), OVERRIDE_COLUMNS, _MATCH, "Corrections to published factors."),
    ]
    write_edition(EDITION, tables, args.out)


if __name__ == "__main__":
    main()
