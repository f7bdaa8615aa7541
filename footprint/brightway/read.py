"""Take a user's own database from a Brightway project as a source of products."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from footprint.brightway import remarks
from footprint.brightway.linked import Linked, read_linked
from footprint.brightway.own import OwnProducts
from footprint.brightway.places import Location, country_codes, read_location
from footprint.brightway.projects import opened
from footprint.brightway.solve import Solvable, inventories, solvable
from footprint.ground.errors import InputError, Problem
from footprint.ground.library import library
from footprint.ground.units import measure
from footprint.stages.characterise.select import known_lenses, lens_rows

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: A flow's unit as databases write it -> ours, and how many of ours it is.
FLOW_UNITS = {
    **dict.fromkeys(["kilogram", "kg"], ("kg", 1.0)),
    **dict.fromkeys(["gram", "g"], ("kg", 1e-3)),
    **dict.fromkeys(["ton", "t", "metric ton"], ("kg", 1e3)),
    **dict.fromkeys(["square meter-year", "m2.yr", "m2*year", "m2a", "m2*a"], ("m2.yr", 1.0)),
    **dict.fromkeys(["hectare-year", "ha.yr", "ha*year", "ha*a"], ("m2.yr", 1e4)),
    **dict.fromkeys(["square meter", "m2"], ("m2", 1.0)),
    **dict.fromkeys(["hectare", "ha"], ("m2", 1e4)),
    **dict.fromkeys(["cubic meter", "m3"], ("m3", 1.0)),
    **dict.fromkeys(["litre", "liter", "l"], ("m3", 1e-3)),
    **dict.fromkeys(["meter-year", "m.yr", "m*year"], ("m.yr", 1.0)),
    **dict.fromkeys(["kilo Becquerel", "kilobecquerel", "kBq"], ("kBq", 1.0)),
}


def read_database(
    project: str,
    database: str,
    activities: Iterable[str] | None = None,
    tonnes_per_unit: Mapping[str, float] | None = None,
) -> OwnProducts:
    """Return the activities of a user's database as products, with their flows over the whole life cycle.

    The database is solved together with all it is linked with. A flow happens where the activity that emits it is, also
    if that is far up the chain; our own flows carry their country. Nothing is dropped in silence: every exchange counts
    or is among the problems. The project is not changed.

    Parameters
    ----------
    project, database
        Their names, in the folder that ``bw2data.projects`` uses (BRIGHTWAY2_DIR).
    activities
        Codes of those asked for; all if None. Name some for a large database.
    tonnes_per_unit
        Code -> tonnes in a unit of the product [t/unit], for activities not measured by mass (a cubic metre, a piece).

    Raises
    ------
    InputError
        There is no such project, database or activity, or the system has no solution.
    """
    with opened(project, create=False) as data:
        if database not in data.databases:
            raise InputError([remarks.no_database(project, database, sorted(data.databases))])
        linked = read_linked(data, database)
        system = solvable(linked, data.labels)
    codes = country_codes(library())
    places = [read_location(location, codes) for location in linked.nodes["location"]]
    mine = _mine(linked, system, database, activities)
    listed, said = _listed(linked, system, places, mine, tonnes_per_unit or {})
    flows = _flows(linked, system, places, mine, listed)
    flows, unknown = _known(flows, database)
    problems = (*linked.problems, *system.problems, *_located(linked, system, places, database), *said, *unknown)
    return OwnProducts(database, listed, flows, problems)


def _mine(linked: Linked, system: Solvable, database: str, activities: Iterable[str] | None) -> Ints:
    """Return the rows of the processes asked for."""
    here = (linked.nodes["database"] == database).to_numpy() & (system.product >= 0)
    if activities is not None:
        wanted = list(activities)
        if lost := sorted(set(wanted) - set(linked.nodes.loc[here, "code"])):
            raise InputError([remarks.no_activity(database, code) for code in lost])
        here &= linked.nodes["code"].isin(wanted).to_numpy()
    return np.flatnonzero(here)


def _listed(
    linked: Linked, system: Solvable, places: list[Location], mine: Ints, tonnes_per_unit: Mapping[str, float]
) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the activities as products, and those that no tonne can be made of."""
    nodes, made = linked.nodes.iloc[mine], linked.nodes.iloc[system.product[mine]]
    units = np.where(made["unit"] != "", made["unit"], nodes["unit"]).tolist()
    tonnes = [_tonnes(code, unit, tonnes_per_unit) for code, unit in zip(nodes["code"], units, strict=True)]
    table = pd.DataFrame(
        {
            "activity": nodes["code"].to_numpy(object),
            "name": nodes["name"].to_numpy(object),
            "product": np.where(system.product[mine] == mine, nodes["product"], made["name"]),
            "location": [str(location or "") for location in nodes["location"]],
            "place": [places[at].place for at in mine],
            "unit": units,
            "amount_per_tonne": 1.0 / np.array(tonnes, dtype=np.float64),
        }
    )
    no_mass = table[table["amount_per_tonne"].isna()]
    database = str(linked.nodes["database"].iloc[0])
    return table, [remarks.no_mass(database, str(row.activity), str(row.unit)) for row in no_mass.itertuples()]


def _tonnes(code: str, unit: str, given: Mapping[str, float]) -> float:
    if code in given:
        return float(given[code])
    found = measure(unit)
    return found.factor if found is not None and found.kind == "mass" else np.nan


def _flows(linked: Linked, system: Solvable, places: list[Location], mine: Ints, listed: pd.DataFrame) -> pd.DataFrame:
    """Return activity, flow, compartment, place, value [unit/t], unit."""
    own = system.exchanges[system.exchanges["kind"] == "biosphere"]
    nodes = linked.nodes.iloc[own["source"].to_numpy(np.int64)]
    kinds = nodes[["flow", "compartment", "unit"]].reset_index(drop=True)
    fixed = nodes["flow"].to_numpy(object) != nodes["name"].to_numpy(object)
    where = np.where(fixed, own["source"], own["target"]).astype(np.int64)
    kinds["place"] = [places[at].place for at in where]
    cells = kinds.drop_duplicates(ignore_index=True)
    key = np.asarray(pd.MultiIndex.from_frame(cells).get_indexer(pd.MultiIndex.from_frame(kinds)), dtype=np.int64)
    asked = np.flatnonzero(listed["amount_per_tonne"].notna())
    sign = np.sign(system.makes[mine[asked]])
    amount = listed["amount_per_tonne"].to_numpy(np.float64)[asked] * sign
    found = inventories(linked, system, mine[asked], amount, key)
    of_key = cells.iloc[found["key"].to_numpy(np.int64)]
    codes = listed["activity"].to_numpy(object)[asked]
    return pd.DataFrame(
        {
            "activity": codes[found["wanted"].to_numpy(np.int64)],
            **{name: of_key[name].to_numpy(object) for name in ("flow", "compartment", "place")},
            "value": found["value"].to_numpy(np.float64),
            "unit": of_key["unit"].to_numpy(object),
        }
    )


def _known(flows: pd.DataFrame, database: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the flows in our units and whether any lens knows them, and those that none knows."""
    turned = [FLOW_UNITS.get(unit, (unit, 1.0)) for unit in flows["unit"]]
    factor = np.array([much for _, much in turned], dtype=np.float64)
    flows = flows.assign(value=flows["value"] * factor, unit=np.array([unit for unit, _ in turned], dtype=object))
    names = ["flow", "compartment", "unit"]
    kinds = flows[names].drop_duplicates().sort_values(names, ignore_index=True)
    rows = lens_rows(library(), list(known_lenses(library())["lens"].astype(str)), list(kinds["flow"].unique()))
    per = {key: set(group.astype(str)) for key, group in rows.groupby(["flow", "compartment"], observed=True)["per"]}
    known, problems = [], []
    for flow, compartment, unit in kinds.astype(str).itertuples(index=False, name=None):
        units = per.get((flow, compartment), set()) | per.get((flow, compartment.split("/")[0]), set())
        known.append(unit in units)
        if unit not in units:
            problems.append(remarks.no_factor(database, flow, compartment, unit, sorted(units)))
    which = pd.MultiIndex.from_frame(kinds).get_indexer(pd.MultiIndex.from_frame(flows[names]))
    order = ["activity", "flow", "compartment", "place"]
    return flows.assign(known=np.array(known, dtype=bool)[which]).sort_values(order, ignore_index=True), problems


def _located(linked: Linked, system: Solvable, places: list[Location], database: str) -> list[Problem]:
    """Return the locations that are no country: one by one in the user's database, by location in the others."""
    emits = system.exchanges.loc[system.exchanges["kind"] == "biosphere", "target"]
    kind = np.array([place.kind for place in places], dtype=object)
    mine = (linked.nodes["database"] == database).to_numpy() & (system.product >= 0)
    told = np.isin(np.arange(len(places)), emits) | (mine & (kind == "missing"))
    at = np.flatnonzero(told & (kind != "country"))
    table = linked.nodes.iloc[at][["database", "code", "location"]].assign(
        kind=kind[at], place=[places[where].place for where in at]
    )
    table["location"] = [str(text or "") for text in table["location"]]
    table["code"] = np.where((table["kind"] == "missing") & (table["database"] == database), table["code"], "")
    groups = table.groupby(["database", "code", "location", "kind", "place"], sort=True).size().reset_index(name="many")
    return [
        remarks.location(str(row.database), str(row.code), str(row.location), str(row.kind), str(row.place), many)
        for row, many in zip(groups.itertuples(index=False), groups["many"].tolist(), strict=True)
    ]
