"""The charts of the report as pictures: SVG for the page, PNG for the workbook; no script, no network.

Each kind of chart has a module that lays it out in pixels (:class:`Scene`), a pure function that tests can measure.
Altair draws the scene, vl-convert turns the drawing into SVG, and ``tidy`` makes that small, safe and the same
everywhere.
"""

from footprint.stages.report.pictures.drawing import draw, png
from footprint.stages.report.pictures.outlines import World, world
from footprint.stages.report.pictures.shapes import FULL, HALF

__all__ = ["FULL", "HALF", "World", "draw", "png", "world"]
