"""Write our product system and lenses into a Brightway project.

Activities make a kilogram, as in most databases they may be linked with. What Brightway calculates with is written by
us in float64; if an activity is edited, Brightway makes it anew in float32 (seven digits).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from footprint.brightway.content import BIOSPHERE_NAME, Content, activities, content, flow_nodes, method_words
from footprint.brightway.exported import characterisation
from footprint.brightway.packages import (
    BIOSPHERE,
    CHARACTERISATION,
    PLACES,
    TECHNOSPHERE,
    add,
    add_technosphere,
    package,
)
from footprint.brightway.projects import opened
from footprint.ground.errors import InputError, Problem
from footprint.stages.inventory import Allocation

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes
    ----------
    project, database, biosphere
        Names.
    activities, exchanges, flows
        Number of processes and markets, of their exchanges (their own production left out), and of flows in countries.
    methods
        Names of the impact assessment methods.
    """

    project: str
    database: str
    biosphere: str
    activities: int
    exchanges: int
    flows: int
    methods: tuple[tuple[str, ...], ...]


def write_project(
    project: str,
    products: Sequence[str] | None = None,
    origins: Sequence[str] | None = None,
    lenses: list[str] | None = None,
    allocation: Allocation = "value",
    overwrite: bool = False,
) -> Written:
    """Write the product system, its flows and the lenses into a Brightway project, which is made if it is new.

    The database is called "footprint" and the version of the inventory; that of mass allocation says so. Its activities
    are the processes of some products, the markets of these products, and all they rest on. Flows stand in "footprint
    biosphere", one for each flow and country, so that the place of every pressure is kept. A method is called
    ("footprint", lens, realm, pressure).

    Parameters
    ----------
    project
        Its name, in the folder that ``bw2data.projects`` uses (BRIGHTWAY2_DIR). The current project stays what it was.
    products, origins
        Ids or names of products, and countries that grow or make them; all if None.
    lenses
        The default ones if None.
    allocation
        How processes share their inputs among their products: "value" or "mass".
    overwrite
        Whether a database of this name is replaced. Methods of these names always are, and flows are only added.

    Raises
    ------
    InputError
        The database is there already and is not to be replaced, or the project is of the old format.
    FactorError
        A product, country or lens does not exist, or no country of these grows or makes such a product.
    """
    return write_content(project, content(products, origins, lenses, allocation), overwrite=overwrite)


def write_content(project: str, what: Content, *, overwrite: bool = False) -> Written:
    """Write some content into a project: see :func:`write_project`."""
    with opened(project, create=True) as data:
        if what.database in data.databases and not overwrite:
            raise InputError([_exists(project, what.database)])
        flow_ids = _write_flows(data, what)
        exchanges = _write_activities(data, what, flow_ids)
        methods = _write_methods(data, what, flow_ids)
    return Written(project, what.database, BIOSPHERE_NAME, len(what.chain.ids), exchanges, len(flow_ids), methods)


def _exists(project: str, database: str) -> Problem:
    return Problem(
        code="brightway_database_exists",
        severity="error",
        where=project,
        found=f"a database {database!r}",
        expected="a project without it",
        fix="Name another project, or say overwrite=True to replace it.",
    )


def _ids(data: Any, database: str, codes: Iterable[str]) -> Ints:
    """Return the ids Brightway gave to the nodes of a database, in the order of `codes`."""
    node = data.backends.ActivityDataset
    known = dict(node.select(node.code, node.id).where(node.database == database).tuples())
    return np.array([known[code] for code in codes], dtype=np.int64)


def _write_flows(data: Any, what: Content) -> Ints:
    """Write the flows that are not there yet; return the id of each flow in each country, shape (F * C,)."""
    base, nodes = data.Database(BIOSPHERE_NAME), flow_nodes(what)
    if BIOSPHERE_NAME not in data.databases:
        base.write(nodes, process=False, check_typos=False)
        _finish(data, base, set())
    node = data.backends.ActivityDataset
    there = {code for (code,) in node.select(node.code).where(node.database == BIOSPHERE_NAME).tuples()}
    for each in nodes:
        if each["code"] not in there:
            base.new_node(**{key: value for key, value in each.items() if key != "database"}).save()
    return _ids(data, BIOSPHERE_NAME, [each["code"] for each in nodes])


def _write_activities(data: Any, what: Content, flow_ids: Ints) -> int:
    base, rows = data.Database(what.database), activities(what)
    linked = [name for name in data.databases if what.database in data.databases[name].get("depends", [])]
    base.write(rows, process=False, check_typos=False)
    ids = _ids(data, what.database, [row["code"] for row in rows])
    root, flow, amount = what.flows
    column = flow * len(what.system.countries) + what.chain.ids[root] % len(what.system.countries)
    made = package(what.database, base.dirpath_processed() / base.filename_processed())
    _add_places(data, made, ids, [row["location"] for row in rows])
    add(made, BIOSPHERE, flow_ids[column], ids[root], amount)
    add_technosphere(made, ids, what.chain.takes)
    made.metadata["database_dependencies"] = [BIOSPHERE_NAME]
    made.finalize_serialization()
    _finish(data, base, {BIOSPHERE_NAME}, package_is_there=True)
    for name in linked:  # their processed arrays name the ids our activities had
        data.databases.set_dirty(name)
    return int(what.chain.takes.nnz + len(amount))


def _add_places(data: Any, made: Any, ids: Ints, locations: list[str]) -> None:
    place = np.array([data.geomapping[location] for location in locations], dtype=np.int64)
    add(made, PLACES, ids, place, np.ones(len(ids)))


def _finish(data: Any, base: Any, depends: set[str], *, package_is_there: bool = False) -> None:
    """Tell Brightway that a database is processed; make an empty package where there is nothing to process."""
    if not package_is_there:
        made = package(base.name, base.dirpath_processed() / base.filename_processed())
        none = np.empty(0, dtype=np.int64)
        for matrix in (PLACES, BIOSPHERE, TECHNOSPHERE):
            add(made, matrix, none, none, np.empty(0))
        made.finalize_serialization()
    about = data.databases[base.name]
    about.update(processed=datetime.datetime.now().isoformat(), depends=sorted(depends), dirty=False)
    data.databases.flush()


def _write_methods(data: Any, what: Content, flow_ids: Ints) -> tuple[tuple[str, ...], ...]:
    world = data.geomapping[data.config.global_location]
    names = []
    for key, flow, country, value in characterisation(what.factors):
        method = data.Method(("footprint", *key))
        method.register()
        method.metadata.update(method_words(what, key))
        ids = flow_ids[flow * len(what.system.countries) + country]
        method.write(list(zip(ids.tolist(), value.tolist(), strict=True)), process=False)
        made = package(method.filename_processed(), method.filepath_processed())
        where = np.full(len(ids), world, dtype=np.int64)
        add(made, CHARACTERISATION, ids, where, value, global_index=world, identifier=list(method.name))
        made.finalize_serialization()
        names.append(method.name)
    return tuple(names)
