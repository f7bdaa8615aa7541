"""Stage 3, inventory: what a tonne takes from nature and gives to it, by country, and what it is made of."""

from footprint.ground.sources import Supplies
from footprint.stages.inventory.assemble import Network, assemble
from footprint.stages.inventory.recipes import recipe_grades
from footprint.stages.inventory.system import System, build_system
from footprint.stages.inventory.wants import Allocation

__all__ = ["Allocation", "Network", "Supplies", "System", "assemble", "build_system", "recipe_grades"]
