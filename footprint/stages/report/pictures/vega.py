"""Scenes as Vega-Lite, by way of Altair: one layer for each run of shapes of the same kind and looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from math import pi
from typing import TYPE_CHECKING, Any, Literal, assert_never

from footprint.stages.report.pictures.shapes import (
    Box,
    Country,
    Dot,
    Land,
    Line,
    Point,
    Ribbon,
    Scene,
    Shape,
    Words,
)
from footprint.stages.report.pictures.tidy import COAST_WIDTH

if TYPE_CHECKING:
    import altair as alt

FONT = "Liberation Sans"
"""The font vl-convert brings along, so that no machine measures with another."""

_ALIGN: Mapping[str, Literal["left", "center", "right"]] = {"start": "left", "middle": "center", "end": "right"}
_POINT, _OPACITY = 3.5, 0.38
"""Radius of small countries [px], and how opaque ribbons are."""

Row = dict[str, Any]


def specification(scene: Scene) -> dict[str, Any]:
    """Return a scene as a Vega-Lite specification; its pixels are Vega's pixels, nothing is scaled or measured."""
    import altair as alt  # takes a third of a second, which a run without pictures does not pay

    runs = list(_runs(scene.shapes))
    layers = [_layer(run, f"rows{number}") for number, run in enumerate(runs)]
    chart = alt.layer(*layers, width=scene.width, height=scene.height, autosize="none", padding=0)
    dressed = chart.configure(font=FONT, background="transparent").configure_view(stroke=None)
    # A test holds every kind of scene against the schema; to do it here would take most of the time of a picture. Rows
    # stand beside the chart, because Altair would check each place of each outline too: 1.7 s for a map.
    spec: dict[str, Any] = dressed.to_dict(validate=False)
    return {**spec, "datasets": {f"rows{number}": _rows(run) for number, run in enumerate(runs)}}


def _runs(shapes: Sequence[Shape]) -> Iterator[list[Shape]]:
    """Yield neighbours of one kind and looks; words, which never cover each other, change places to be few runs."""
    for kind, run in groupby(shapes, key=type):
        alike = list(run)
        for _, same in groupby(sorted(alike, key=_looks) if kind is Words else alike, key=_looks):
            yield list(same)


def _looks(shape: Shape) -> tuple[Any, ...]:
    """Return what shapes of one kind share in a layer."""
    match shape:
        case Words():
            return shape.anchor, shape.bold, shape.angle, shape.halo
        case Line():
            return shape.width, shape.dash
        case Land():
            return shape.projection, shape.window
        case _:
            return ()


def _layer(shapes: Sequence[Shape], rows: str) -> alt.Chart:
    """Return the layer that draws shapes of one kind, from the rows of that name."""
    import altair as alt

    one, chart = shapes[0], alt.Chart(alt.NamedData(name=rows))
    mark, channels = _marked(chart, one)
    layer: alt.Chart = mark.encode(**{name: _channels()[name] for name in channels})
    return layer


def _marked(chart: alt.Chart, one: Shape) -> tuple[alt.Chart, tuple[str, ...]]:
    """Return the mark of shapes that look like `one`, and the channels their rows fill."""
    match one:
        case Box():
            return chart.mark_rect(strokeWidth=0.75), ("x", "x2", "y", "y2", "fill", "stroke", "description")
        case Words():
            return _words(chart, one), ("x", "y", "text", "size", "fill")
        case Line():
            mark = chart.mark_line(strokeWidth=one.width, strokeDash=list(one.dash), aria=False)
            return mark, ("x", "y", "detail", "order", "stroke")
        case Ribbon():
            mark = chart.mark_area(interpolate="basis", fillOpacity=_OPACITY)
            return mark, ("x", "y", "y2", "detail", "fill", "description")
        case Dot():
            mark = chart.mark_point(shape="circle", filled=True, opacity=1, strokeWidth=1.5)
            return mark, ("x", "y", "size", "fill", "stroke", "description")
        case Land():
            return _land(chart, one), ("fill", "stroke", "description")
        case _:
            assert_never(one)


def _words(chart: alt.Chart, one: Words) -> alt.Chart:
    halo: Row = {"stroke": "#FFFFFF", "strokeWidth": 3} if one.halo else {}
    mark: alt.Chart = chart.mark_text(
        align=_ALIGN[one.anchor],
        baseline="middle",
        font=FONT,
        fontWeight="bold" if one.bold else "normal",
        angle=one.angle % 360,
        aria=False,
        **halo,
    )
    return mark


def _land(chart: alt.Chart, land: Land) -> alt.Chart:
    left, top, right, bottom = land.window
    mark: alt.Chart = chart.mark_geoshape(strokeWidth=float(COAST_WIDTH)).project(
        type=land.projection,
        scale=land.scale,
        translate=list(land.middle),
        rotate=[*land.turn, 0],
        clipExtent=[[left, top], [right, bottom]],
        pointRadius=_POINT,
        precision=0.5,
    )
    return mark


@cache
def _channels() -> dict[str, Any]:
    """Return encodings that take fields as they are: pixels as pixels, colours as colours."""
    import altair as alt

    return {
        "x": alt.X("x:Q", scale=None, axis=None),
        "y": alt.Y("y:Q", scale=None, axis=None),
        "x2": alt.X2("x2"),
        "y2": alt.Y2("y2"),
        "fill": alt.Fill("fill:N", scale=None),
        "stroke": alt.Stroke("stroke:N", scale=None),
        "size": alt.Size("size:Q", scale=None),
        "text": alt.Text("text:N"),
        "detail": alt.Detail("id:Q"),
        "order": alt.Order("order:Q"),
        "description": alt.Description("title:N"),
    }


def _rows(shapes: Sequence[Shape]) -> list[Row]:
    return [row for number, shape in enumerate(shapes) for row in _rows_of(shape, number)]


def _rows_of(shape: Shape, number: int) -> Iterator[Row]:
    """Yield what a shape is drawn from: one row, or one per point or country."""
    match shape:
        case Box():
            ends = {"x2": shape.left + shape.width, "y2": shape.top + shape.height}
            looks = {"fill": shape.fill, "stroke": shape.edge, "title": shape.title}
            yield {"x": shape.left, "y": shape.top, **ends, **looks}
        case Words():
            yield {"x": shape.x, "y": shape.y, "text": shape.text, "size": shape.size, "fill": shape.colour}
        case Line():
            for order, (x, y) in enumerate(shape.points):
                yield {"x": x, "y": y, "id": number, "order": order, "stroke": shape.colour}
        case Ribbon():
            for x, y in _bend(shape):
                looks = {"fill": shape.fill, "title": shape.title}
                yield {"x": x, "y": y, "y2": y + shape.thick, "id": number, **looks}
        case Dot():
            looks = {"fill": shape.fill, "stroke": shape.edge, "title": shape.title}
            yield {"x": shape.x, "y": shape.y, "size": pi * shape.radius**2, **looks}
        case Land():
            yield from map(_feature, shape.countries)


def _bend(ribbon: Ribbon) -> tuple[Point, ...]:
    """Return what the upper edge of a ribbon is drawn through: it leaves and arrives level."""
    wide = ribbon.right - ribbon.left
    return (
        (ribbon.left, ribbon.top),
        (ribbon.left + wide / 3, ribbon.top),
        (ribbon.right - wide / 3, ribbon.end),
        (ribbon.right, ribbon.end),
    )


def _feature(country: Country) -> Row:
    """Return a country as GeoJSON."""
    point = isinstance(country.place[0], float)
    geometry = {"type": "Point" if point else "MultiPolygon", "coordinates": country.place}
    looks = {"fill": country.fill, "stroke": country.edge, "title": country.title}
    return {"type": "Feature", "geometry": geometry, **looks}
