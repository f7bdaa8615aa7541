"""A leaf: the bridge to Brightway. Needs ``pip install footprint[brightway]``; no stage imports it.

:func:`write_project` writes our product system and lenses into a Brightway project. :func:`read_database` takes a
user's own database from one, and :func:`assess` counts purchases by it. :func:`export` and :func:`system_package` hand
our system to ``bw2calc`` in memory, which referees the engine.
"""

from footprint.brightway.codes import BRIGHTWAY_CODES
from footprint.brightway.exported import Exported, SystemPackage, export, method_packages, system_package
from footprint.brightway.own import OwnProducts
from footprint.brightway.purchases import OwnResult, assess
from footprint.brightway.read import read_database
from footprint.brightway.write import Written, write_project

__all__ = [
    "BRIGHTWAY_CODES",
    "Exported",
    "OwnProducts",
    "OwnResult",
    "SystemPackage",
    "Written",
    "assess",
    "export",
    "method_packages",
    "read_database",
    "system_package",
    "write_project",
]
