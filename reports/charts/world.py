"""A map of the world with every member on it; the geometry travels inside the chart."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import LAND, STANDING

SELECTION = "member"
"""Name of the selection; its field is ``id``."""
WORLD = "world"
"""Name of the geometry; set last, because Altair copies a chart with every step."""
RADIUS = 70
"""Size of the points of small members, square pixels."""


@cache
def geometry() -> dict[str, Any]:
    """Return the simplified countries of the world as TopoJSON; ids are ISO alpha-3."""
    text = files("reports.assets").joinpath("world.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def places() -> pd.DataFrame:
    """Return one row per country: ``iso3``, ``longitude``, ``latitude``, ``small`` (yes or no)."""
    with files("reports.assets").joinpath("places.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file, keep_default_na=False)


def world_map(table: pd.DataFrame, height: int = 520) -> Picture:
    """Return the map: members filled by where they stand, small ones as points.

    Args:
        table: one row per member: ``id``, ``iso3``, ``name``, ``region``, ``standing`` (a key of
            ``STANDING``), ``note`` (a sentence for the tooltip).
        height: height in pixels.
    """
    countries = alt.NamedData(
        name=WORLD, format=alt.TopoDataFormat(type="topojson", feature="countries")
    )
    known = [name for name in STANDING if name in set(table["standing"])]
    colour = alt.Color(
        "standing:N",
        scale=alt.Scale(domain=known, range=[STANDING[name] for name in known]),
        legend=alt.Legend(title=None, orient="bottom"),
    )
    tooltip = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("region:N", title="Region"),
        alt.Tooltip("standing:N", title="Towards the list in force"),
        alt.Tooltip("note:N", title="Score"),
    ]
    fields = ["id", "name", "region", "standing", "note"]
    chosen = alt.selection_point(name=SELECTION, fields=["id"], on="click", empty=False)
    land = alt.Chart(countries).mark_geoshape(
        fill=LAND, fillOpacity=0.18, stroke=LAND, strokeOpacity=0.25, strokeWidth=0.5
    )
    shapes = (
        alt.Chart(countries)
        .mark_geoshape(stroke="white", strokeWidth=0.6, cursor="pointer")
        .transform_lookup(lookup="id", from_=alt.LookupData(table, key="iso3", fields=fields))
        .transform_filter("isValid(datum.standing)")
        .encode(color=colour, tooltip=tooltip)
    )
    where = table.merge(places(), on="iso3")
    points = (
        alt.Chart(where[where["small"] == "yes"])
        .mark_circle(size=RADIUS, stroke="white", strokeWidth=1, opacity=1, cursor="pointer")
        .encode(longitude="longitude:Q", latitude="latitude:Q", color=colour, tooltip=tooltip)
    )
    layered: Picture = (
        alt.layer(land, shapes.add_params(chosen), points)
        .project(type="equalEarth")
        .properties(height=height)
        .configure_view(stroke=None)
        .properties(datasets={WORLD: geometry()})
    )
    return layered
