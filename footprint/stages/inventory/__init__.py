"""Stage 3, inventory: what pressures a tonne puts on which land, water and air, and in which country."""

from footprint.stages.inventory.system import System, build_system

__all__ = ["System", "build_system"]
