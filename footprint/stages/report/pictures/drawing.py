"""The doors of this room: a chart becomes an SVG for the page, or a PNG for the workbook."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from markupsafe import Markup

from footprint.ground.language import Language
from footprint.stages.report.chart import Bars, Chart, Flow, Pareto, Ranks, WorldMap
from footprint.stages.report.pictures.bars import bars
from footprint.stages.report.pictures.flow import flow
from footprint.stages.report.pictures.lettering import clean
from footprint.stages.report.pictures.outlines import World
from footprint.stages.report.pictures.pareto import pareto
from footprint.stages.report.pictures.ranks import ranks
from footprint.stages.report.pictures.shapes import FULL, Scene
from footprint.stages.report.pictures.tidy import tidy
from footprint.stages.report.pictures.vega import FONT, specification
from footprint.stages.report.pictures.world_map import world_map


def draw(chart: Chart, language: Language, world: World, width: float = FULL) -> Markup:
    """Return a chart as inline SVG, which scales with its place on the page.

    Parameters
    ----------
    chart, language
        What is shown, and the language its texts are in.
    world
        Outlines of countries, for the map.
    width
        Width the picture is laid out for [px], FULL or HALF; it is never shown wider.
    """
    return _drawn(scene_of(chart, language, world, width), clean(chart.title))


def png(chart: Chart, language: Language, world: World, width: float = FULL, scale: float = 2) -> bytes:
    """Return a chart as PNG on white, `scale` pixels for each pixel of its layout."""
    import vl_convert

    svg = draw(chart, language, world, width)
    return bytes(vl_convert.svg_to_png(_alone(svg), scale=scale))


def scene_of(chart: Chart, language: Language, world: World, width: float) -> Scene:
    """Return a chart laid out in pixels."""
    match chart:
        case Bars():
            return bars(chart, language, width)
        case Pareto():
            return pareto(chart, language, width)
        case Ranks():
            return ranks(chart, width)
        case Flow():
            return flow(chart, language, width)
        case WorldMap():
            return world_map(chart, language, world, width)
        case _:
            assert_never(chart)


@lru_cache(maxsize=64)
def _drawn(scene: Scene, title: str) -> Markup:
    """Return a scene as SVG; equal ones are drawn once."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(specification(scene), allowed_base_urls=[])
    return tidy(drawn, scene, title)


def _alone(svg: Markup) -> str:
    """Return an inline SVG as a file of its own, on white and in the font vl-convert brings along."""
    size = svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split(" ")
    start = f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}" font-family="{FONT}" '
    return str(svg).replace("<svg ", start, 1).replace('width="100%" ', "", 1)
