"""Charts: valid, complete, with their data inside, and colours that are told apart."""

import itertools
import json
from typing import Any

import pytest

from optimizer.study import Study
from reports.charts.colours import BASIS, CRITERIA, STANDING, criteria_colours
from reports.charts.world import INSETS, geometry, inset, part, places, region_map, world_map
from reports.setting import Setting
from reports.standing import map_rows, members
from tests.pictures import png

PNG = b"\x89PNG\r\n"


def without_addresses(spec: Any) -> bool:
    """Say whether a chart fetches nothing: no data by address anywhere in it."""
    if isinstance(spec, dict):
        return "url" not in spec and all(without_addresses(value) for value in spec.values())
    if isinstance(spec, list):
        return all(without_addresses(value) for value in spec)
    return True


def test_every_member_is_on_the_map_as_an_area_or_a_point(bundled_study: Study) -> None:
    areas = {shape["id"] for shape in geometry()["objects"]["countries"]["geometries"]}
    found = list(members(bundled_study.dataset))
    # 78 national members of early 2020 (three-year plan).
    assert len(found) == 78
    for candidate in found:
        assert candidate.country in areas
        assert candidate.country in places()
    small = {one.country for one in found if places()[one.country].small}
    assert {"CPV", "MLT", "SYC"} <= small


def test_places_lie_where_the_countries_are() -> None:
    # Longitude and latitude of a point well inside, from any atlas, to 8 degrees.
    known = {"KEN": (38, 0), "GBR": (-2, 54), "CPV": (-24, 15), "NZL": (172, -42), "CRI": (-84, 10)}
    for code, where in known.items():
        assert places()[code][:2] == pytest.approx(where, abs=8)


def test_shared_borders_are_drawn_once() -> None:
    topology = geometry()
    used = [
        number if number >= 0 else ~number
        for shape in topology["objects"]["countries"]["geometries"]
        for polygon in shape["arcs"]
        for ring in polygon
        for number in ring
    ]
    assert set(used) == set(range(len(topology["arcs"])))
    assert len(used) > len(set(used))


def test_the_map_carries_its_geometry(bundled_study: Study) -> None:
    chart = world_map(map_rows(Setting(bundled_study), None))
    assert without_addresses(chart.to_dict())
    assert len(json.dumps(chart.to_dict())) < 600_000
    drawn = png(chart)
    assert drawn.startswith(PNG)
    # Without its countries the picture of an empty map is a tenth as large.
    assert len(drawn) > 50_000


def test_a_part_of_the_world_has_its_countries_and_no_others_borders() -> None:
    cut = part(INSETS["Europe and the Caucasus"])
    codes = {shape["id"] for shape in cut["objects"]["countries"]["geometries"]}
    assert {"LVA", "ARM", "MKD", "GEO", "DEU"} <= codes
    assert not {"KEN", "CAN", "NZL"} & codes
    assert len(json.dumps(cut)) < len(json.dumps(geometry())) / 2


def test_maps_of_a_part_are_clipped_and_show_it(bundled_study: Study) -> None:
    rows = map_rows(Setting(bundled_study), None)
    regions = {row["region"] for row in rows}
    charts = [region_map([row for row in rows if row["region"] == one]) for one in sorted(regions)]
    for chart in (*charts, *(inset(rows, name) for name in INSETS)):
        spec = chart.to_dict()
        assert all(layer["mark"]["clip"] for layer in spec["layer"])
        assert spec["projection"]["scale"] > 0
        west_to_east, south_to_north = spec["projection"]["center"]
        assert -180 <= west_to_east <= 180
        assert -60 <= south_to_north <= 75


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# How the colours look to people without red, green or blue cones, as linear transformations of
# linear RGB: Machado, Oliveira & Fernandes (2009), severity 1.0.
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def seen(colour: str, kind: str) -> tuple[float, ...]:
    """Return a colour as seen, in gamma-encoded RGB 0..255."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    mixed = [
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, linear, strict=True))))
        for row in BLINDNESS[kind]
    ]
    return tuple(
        255 * (c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055) for c in mixed
    )


@pytest.mark.parametrize("kind", sorted(BLINDNESS))
@pytest.mark.parametrize("palette", [STANDING, BASIS], ids=["standing", "basis"])
def test_colour_blind_people_tell_the_colours_apart(palette: dict[str, str], kind: str) -> None:
    for one, other in itertools.combinations(palette.values(), 2):
        distance = sum(
            (a - b) ** 2 for a, b in zip(seen(one, kind), seen(other, kind), strict=True)
        )
        assert distance**0.5 > 30, (one, other)


def test_standing_is_seen_on_white_and_on_black() -> None:
    # Contrast of at least 3 : 1 for graphical objects on white (WCAG 2.2, 1.4.11); on the dark
    # theme's background likewise.
    for name, colour in STANDING.items():
        light = (1.0 + 0.05) / (luminance(colour) + 0.05)
        dark = (luminance(colour) + 0.05) / (luminance("#181818") + 0.05)
        assert light >= (2.5 if name == "not in" else 3.0), name
        assert dark >= 3.0, name


def test_criteria_have_colours_whatever_their_number() -> None:
    labels = [f"criterion {number}" for number in range(len(CRITERIA) + 3)]
    assert list(criteria_colours(labels)) == labels
    assert len(set(CRITERIA)) == len(CRITERIA)
