"""Stage 4, characterise: what pressures do to species and ecosystems."""

from footprint.stages.characterise.kernel import intensity
from footprint.stages.characterise.select import Factors, select_factors

__all__ = ["Factors", "intensity", "select_factors"]
