"""Make ``world.json`` and ``places.csv`` of the world atlas; run once, by hand, when it changes.

    python -m reports.assets.build_world countries-50m.json

The input is ``countries-50m.json`` of *world-atlas* 2.0.2 (TopoJSON by Mike Bostock, ISC licence,
see ``world-atlas-LICENSE``; geometry by Natural Earth, public domain). Its borders are shared
lines ("arcs"), and stay shared here:

* each arc is simplified after Visvalingam & Whyatt (1993), *Line generalisation by repeated
  elimination of points*, Cartographic Journal 30(1): the point whose triangle with its neighbours
  is smallest goes first, until every triangle is larger than ``LEAST_TRIANGLE``;
* islands smaller than ``LEAST_RING`` go, except the largest of a country;
* ids become ISO 3166-1 alpha-3 codes (``iso_codes.csv``); Antarctica is left out.

``places.csv`` gives each country a point in its largest part, and whether it is too small to be
seen as an area on a map of the world.
"""

import csv
import itertools
import json
import sys
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Arc = list[Point]

HERE = Path(__file__).parent
LEAST_TRIANGLE = 0.04
"""Square degrees."""
LEAST_RING = 0.25
"""Square degrees."""
SMALL = 1.5
"""Countries below this many square degrees get a point to be seen at all."""
GRID = 20
"""Coordinates are kept to a grid of 1/20 degree."""
LEFT_OUT = frozenset({"ATA"})


def build(atlas: Path, folder: Path = HERE) -> None:
    """Write both files into a folder.

    Args:
        atlas: the TopoJSON file of the world atlas.
        folder: where ``iso_codes.csv`` is, and the results go.
    """
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    with (folder / "iso_codes.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["numeric"]: row["iso3"] for row in csv.DictReader(file)}
    arcs = [simplified(arc) for arc in _decoded(topology)]
    parts: dict[str, list[list[list[int]]]] = {}
    names: dict[str, str] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = codes.get(str(geometry.get("id")), "")
        if code in LEFT_OUT or not geometry.get("arcs"):
            continue
        key = code or f"-{geometry['properties']['name']}"
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        parts.setdefault(key, []).extend(polygons)
        names.setdefault(key, geometry["properties"]["name"])
    geometries = []
    places = []
    for code, polygons in sorted(parts.items()):
        sized = sorted(((area(ring_points(p[0], arcs)), p) for p in polygons), key=lambda p: -p[0])
        kept = [polygon for size, polygon in sized if size >= LEAST_RING] or [sized[0][1]]
        geometries.append(
            {
                "type": "MultiPolygon",
                "id": code,
                "properties": {"name": names[code]},
                "arcs": kept,
            }
        )
        lon, lat = centre(ring_points(sized[0][1][0], arcs))
        small = "yes" if sum(size for size, _ in sized) < SMALL else "no"
        places.append((code, f"{lon:.2f}", f"{lat:.2f}", small))
    (folder / "world.json").write_text(
        json.dumps(_encoded(arcs, geometries), separators=(",", ":"), ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("iso3", "longitude", "latitude", "small"))
        writer.writerows(place for place in places if not place[0].startswith("-"))


def _decoded(topology: dict[str, Any]) -> list[Arc]:
    """Return every arc in degrees; TopoJSON writes steps on a grid."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def simplified(arc: Arc) -> Arc:
    """Return the arc without the points that hardly bend it; its ends stay."""
    points = list(arc)
    least = 4 if arc[0] == arc[-1] else 2
    while len(points) > least:
        sizes = [
            triangle(points[i - 1], points[i], points[i + 1]) for i in range(1, len(points) - 1)
        ]
        smallest = min(range(len(sizes)), key=sizes.__getitem__)
        if sizes[smallest] >= LEAST_TRIANGLE:
            break
        del points[smallest + 1]
    return points


def triangle(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle in square degrees."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def ring_points(ring: list[int], arcs: list[Arc]) -> Arc:
    """Return the points of a ring of arcs; a negative number is an arc taken backwards."""
    points: Arc = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def area(points: Arc) -> float:
    """Return the area of a ring in square degrees (shoelace formula)."""
    return abs(_twice_signed(points)) / 2


def centre(points: Arc) -> Point:
    """Return the centre of mass of a ring; the mean of its points if it has no area."""
    twice = _twice_signed(points)
    if abs(twice) < 1 / GRID**2:
        return (
            sum(p[0] for p in points) / len(points),
            sum(p[1] for p in points) / len(points),
        )
    x = y = 0.0
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        cross = x0 * y1 - x1 * y0
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return x / (3 * twice), y / (3 * twice)


def _twice_signed(points: Arc) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in itertools.pairwise(points))


def _encoded(arcs: list[Arc], geometries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a TopoJSON topology of the arcs in use, in steps on a coarse grid."""
    used = sorted(
        {
            number if number >= 0 else ~number
            for geometry in geometries
            for polygon in geometry["arcs"]
            for ring in polygon
            for number in ring
        }
    )
    place = {number: position for position, number in enumerate(used)}
    for geometry in geometries:
        geometry["arcs"] = [
            [[place[n] if n >= 0 else ~place[~n] for n in ring] for ring in polygon]
            for polygon in geometry["arcs"]
        ]
    return {
        "type": "Topology",
        "transform": {"scale": [1 / GRID, 1 / GRID], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_steps(arcs[number]) for number in used],
    }


def _steps(arc: Arc) -> list[list[int]]:
    steps = []
    before = (0, 0)
    for position, point in enumerate(arc):
        here = (round(point[0] * GRID), round(point[1] * GRID))
        last = position == len(arc) - 1
        if position and here == before and not last:
            continue
        steps.append([here[0] - before[0], here[1] - before[1]])
        before = here
    return steps


if __name__ == "__main__":
    build(Path(sys.argv[1]))
