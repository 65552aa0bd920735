"""Maps with every member on them: the world, a region, and where members lie close together.

The geometry travels inside the chart; a map of a part of the world carries that part only.
"""

import csv
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import altair as alt

from reports.charts.colours import LAND, STANDING
from reports.charts.marks import Picture, Rows, holding, meaning
from reports.report import Column, Row

SELECTION = "member"
"""Name of the selection; its field is ``id``."""
WORLD = "world"
"""Name of the geometry."""
RADIUS = 70
"""Size of the points of small members, square pixels."""
WIDTH, HEIGHT, INSET = 500, 400, 290
"""Width that a region's map has at least, its height, and both of an inset, in pixels."""
SAID = (
    Column("region", "Region"), Column("standing", "Towards the list in force"),
    Column("note", "Score"),
)  # fmt: skip
"""What tooltips say."""
FIELDS = ("id", "label", "standing")
"""What a country on the map has of the member that it is."""
EDGE = 0.4
"""Room around the members of a region, as a share of the space between the outermost."""
LEAST = 0.35
"""Least space that a map shows from side to side, in radians."""


class Box(NamedTuple):
    """A part of the world, degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Say whether a place lies in it."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


INSETS: Mapping[str, Box] = {
    "Europe and the Caucasus": Box(-11, 34, 51, 63),
    "Central America and the Caribbean": Box(-93, 4, -59, 21),
    "West Africa": Box(-26, 3, 16, 18),
}
"""Where many countries are small on a map of the world."""


@cache
def geometry() -> dict[str, Any]:
    """Return the simplified countries of the world as TopoJSON; ids are ISO alpha-3."""
    text = files("reports.assets").joinpath("world.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


class Place(NamedTuple):
    """Where a country is, degrees, and whether it is too small to be seen as an area."""

    longitude: float
    latitude: float
    small: bool


@cache
def places() -> Mapping[str, Place]:
    """Return where every country is, by its ISO alpha-3 code."""
    with files("reports.assets").joinpath("places.csv").open(encoding="utf-8") as file:
        return {
            row["iso3"]: Place(
                float(row["longitude"]), float(row["latitude"]), small=row["small"] == "yes"
            )
            for row in csv.DictReader(file)
        }


@cache
def part(box: Box) -> dict[str, Any]:
    """Return the countries of which any part lies in a box, as TopoJSON with their arcs only."""
    whole = geometry()
    (dx, dy), (x0, y0) = whole["transform"]["scale"], whole["transform"]["translate"]
    near = set()
    for number, arc in enumerate(whole["arcs"]):
        x = y = 0
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            if box.holds(x * dx + x0, y * dy + y0):
                near.add(number)
                break
    kept: dict[int, int] = {}

    def own(arcs: Any) -> Any:  # noqa: ANN401 (nested lists of numbers)
        if isinstance(arcs, list):
            return [own(one) for one in arcs]
        place = kept.setdefault(arcs if arcs >= 0 else ~arcs, len(kept))
        return place if arcs >= 0 else ~place

    shapes = [
        {**shape, "arcs": own([ring for ring in shape["arcs"] if near & set(_numbers(ring))])}
        for shape in whole["objects"]["countries"]["geometries"]
        if near & set(_numbers(shape["arcs"]))
    ]
    return {
        **whole,
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": [whole["arcs"][number] for number in kept],
    }


def _numbers(arcs: Any) -> Iterable[int]:  # noqa: ANN401 (nested lists of numbers)
    if isinstance(arcs, list):
        for one in arcs:
            yield from _numbers(one)
    else:
        yield arcs if arcs >= 0 else ~arcs


def inside(rows: Sequence[Row], name: str) -> list[Row]:
    """Return the members that lie in one of ``INSETS``."""
    box, where = INSETS[name], places()
    return [row for row in rows if row["iso3"] in where and box.holds(*where[row["iso3"]][:2])]


def world_map(rows: Sequence[Row], height: int = 460) -> Picture:
    """Return the map of the world: members filled by where they stand, small ones as points.

    Args:
        rows: one per member: ``id``, ``iso3``, ``name``, ``region``, ``standing`` (a key of
            ``STANDING``), ``note`` (words for the tooltip).
        height: in pixels.
    """
    return _map(rows, geometry(), height).project(type="equalEarth")


def inset(rows: Sequence[Row], name: str) -> Picture:
    """Return the map of one of ``INSETS`` with the members that lie there."""
    return _zoomed(rows, INSETS[name], INSET, INSET, legend=False)


def region_map(rows: Sequence[Row]) -> Picture:
    """Return the map of the members of one region, as ``world_map`` wants them."""
    where = [places()[row["iso3"]] for row in rows if row["iso3"] in places()]
    if not where:
        return world_map(rows, HEIGHT)
    x, y = [one.longitude for one in where], [one.latitude for one in where]
    wide = max(math.radians(max(x) - min(x)) * (1 + EDGE), LEAST)
    south, north = _upright(min(y)), _upright(max(y))
    high = max((north - south) * (1 + EDGE), LEAST)
    middle, centre = (min(x) + max(x)) / 2, (south + north) / 2
    half = math.degrees(wide) / 2
    box = Box(
        middle - half, _latitude(centre - high / 2), middle + half, _latitude(centre + high / 2)
    )
    return _zoomed(rows, box, WIDTH, HEIGHT)


def _zoomed(
    rows: Sequence[Row], box: Box, width: int, height: int, *, legend: bool = True
) -> Picture:
    """Return a map on Mercator's projection that shows a box as large as there is room."""
    south, north = _upright(box.south), _upright(box.north)
    scale = min(width / math.radians(box.east - box.west), height / (north - south))
    chart = _map(rows, part(box), height, legend=legend)
    for layer in chart.layer:
        layer.mark.clip = True
    return chart.project(
        type="mercator",
        scale=scale,
        center=[(box.west + box.east) / 2, _latitude((south + north) / 2)],
    )


def _map(
    rows: Sequence[Row], shapes: dict[str, Any], height: int, *, legend: bool = True
) -> alt.LayerChart:
    members = Rows(rows, SAID, label="name").carrying("iso3", *FIELDS)
    where = [places().get(row["iso3"]) for row in rows]
    small = members.parts(
        [
            [{**row, **place._asdict()}] if place and place.small else []
            for row, place in zip(rows, where, strict=True)
        ],
        SAID,
    ).carrying("id")
    known = {name: STANDING[name] for name in STANDING if any(r["standing"] == name for r in rows)}
    colour: Any = meaning("standing", known, orient="bottom")
    if not legend:
        colour.legend = None
    countries = alt.NamedData(
        name=WORLD, format=alt.TopoDataFormat(type="topojson", feature="countries")
    )
    land = alt.Chart(countries).mark_geoshape(
        fill=LAND, fillOpacity=0.18, stroke=LAND, strokeOpacity=0.25, strokeWidth=0.5
    )
    joined = alt.LookupData(
        alt.NamedData(name=members.name), key="iso3", fields=[*FIELDS, *members.said]
    )
    filled = (
        alt.Chart(countries)
        .mark_geoshape(stroke="white", strokeWidth=0.6, cursor="pointer")
        .transform_lookup(lookup="id", from_=joined)
        .transform_filter("isValid(datum.standing)")
        .encode(color=colour, tooltip=members.told)
    )
    points = small.mark(
        "circle", None, colour, y=None, longitude="longitude:Q", latitude="latitude:Q",
        size=RADIUS, stroke="white", strokeWidth=1, opacity=1, cursor="pointer",
    )  # fmt: skip
    chosen = alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)
    layers = alt.layer(land, filled.add_params(chosen), points).properties(height=height)
    data = {WORLD: shapes, members.name: members.data(), small.name: small.data()}
    drawn: alt.LayerChart = holding(data, layers.configure_view(stroke=None))
    return drawn


def _upright(latitude: float) -> float:
    """Return how far north a latitude (degrees) lies on Mercator's map, in radians."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _latitude(upright: float) -> float:
    """Return the latitude (degrees) that lies so far north on Mercator's map."""
    return math.degrees(2 * math.atan(math.exp(upright)) - math.pi / 2)
