"""Stage 2, resolve: which product, from where, how many tonnes; each with how it was found."""

from footprint.stages.resolve.catalogue import Catalogue, build_catalogue
from footprint.stages.resolve.stage import Resolved, resolve

__all__ = ["Catalogue", "Resolved", "build_catalogue", "resolve"]
