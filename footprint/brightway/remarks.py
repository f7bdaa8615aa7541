"""What is to be told of a user's database, in full words."""

from __future__ import annotations

from footprint.ground.errors import Problem, Severity


def no_database(project: str, database: str, known: list[str]) -> Problem:
    """Return the problem of a database that is not there."""
    return Problem(
        code="brightway_database_missing",
        severity="error",
        where=project,
        found=f"no database {database!r}; there are {', '.join(known) or 'none'}",
        expected="the name of a database of the project",
        fix="Check the name and the project.",
    )


def no_activity(database: str, code: str) -> Problem:
    """Return the problem of an activity that is not there, or makes no product."""
    return Problem(
        code="brightway_database_missing",
        severity="error",
        where=database,
        found=f"no process with the code {code!r} that makes one product",
        expected="the code of a process",
        fix="Check the code.",
    )


def no_mass(database: str, code: str, unit: str) -> Problem:
    """Return the problem of a product that is not measured by mass."""
    return Problem(
        code="brightway_unit",
        severity="warning",
        where=f"{database}: {code}",
        found=f"a product in {unit or 'no unit'}; it counts where others take it, but is no product by the tonne",
        expected="a unit of mass (kilogram, ton)",
        fix="Say how many tonnes a unit is: tonnes_per_unit={code: tonnes}.",
    )


def no_factor(database: str, flow: str, compartment: str, unit: str, units: list[str]) -> Problem:
    """Return the problem of a flow that no lens has a factor for, or only in other units."""
    named = f"{flow} ({compartment})" if compartment else flow
    return Problem(
        code="brightway_flow_unit" if units else "brightway_flow_unknown",
        severity="warning" if units else "info",
        where=database,
        found=f"{named} in {unit or 'no unit'}; it is listed, and counts in no lens",
        expected=" or ".join(units) if units else "a flow that a lens has a factor for",
        fix="Change the unit of the flow." if units else "Nothing, unless the name is written otherwise elsewhere.",
    )


def location(database: str, code: str, written: str, kind: str, place: str, count: int) -> Problem:
    """Return the problem of a location that is no country; `code` only where one activity is meant."""
    codes = {"missing": "brightway_location_missing", "part": "brightway_location_part"}
    levels: dict[str, Severity] = {"part": "info", "world": "info"}
    many = "one activity" if count == 1 else f"{count} activities"
    meant = f"counts for {place}" if kind == "part" else "has no place (GLO)"
    return Problem(
        code=codes.get(kind, "brightway_location_region"),
        severity=levels.get(kind, "warning"),
        where=f"{database}: {code}" if code else database,
        found=f"{many} with {f'the location {written!r}' if written else 'no location'}; what it emits {meant}",
        expected="a country (ISO 3166-1)",
        fix="Nothing." if kind in levels else "Write the country where the activity is.",
    )


def several_own(where: str, item: str) -> Problem:
    """Return the problem of a line that names several own products."""
    return Problem(
        code="brightway_several",
        severity="warning",
        where=where,
        found=f"{item!r}, the name of several activities; it counts as one of our products, if it is one",
        expected="the name of one activity, or its code",
        fix="Write the code of the activity, or the country where it is as origin.",
    )


def own_needs_mass(where: str) -> Problem:
    """Return the problem of a line of an own product that is not weighed."""
    return Problem(
        code="brightway_line_unit",
        severity="error",
        where=where,
        found="an amount of an own product that is no mass; the line is listed, not counted",
        expected="kg or t",
        fix="Write the amount in kg or t.",
    )
