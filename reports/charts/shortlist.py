"""The pictures of a region's shortlist: its map, and who stands on which side of the line."""

import math

import altair as alt
import pandas as pd

from reports.charts import Picture
from reports.charts.colours import MARK, STANDING
from reports.charts.world import places, world_map

HEIGHT = 400
"""Height of the map, in pixels."""
WIDTH = 500
"""Width that the map has at least, in pixels."""
EDGE = 0.4
"""Room around the members, as a share of the space between the outermost."""
LEAST = 0.35
"""Least space that a map shows from side to side, in radians."""
ROW = 26
"""Height of a candidate's row, in pixels."""


def region_map(table: pd.DataFrame) -> Picture:
    """Return the map of the members of one region.

    Args:
        table: one row per member of the region, as for the map of the world.
    """
    chart = world_map(table, HEIGHT)
    where = table.merge(places(), on="iso3")
    if not len(where) or not isinstance(chart, alt.LayerChart):
        return chart
    west, east = where["longitude"].min(), where["longitude"].max()
    south, north = (_upright(where["latitude"].agg(end)) for end in ("min", "max"))
    across = max(math.radians(east - west), LEAST)
    up = max(north - south, LEAST)
    scale = min(WIDTH / across, HEIGHT / up) / (1 + EDGE)
    for layer in chart.layer:
        layer.mark.clip = True
    centred: Picture = chart.project(
        type="mercator",
        scale=scale,
        center=[(west + east) / 2, _latitude((south + north) / 2)],
    )
    return centred


def line_picture(table: pd.DataFrame) -> Picture:
    """Return the scores of those inside and next outside, with where each could lie.

    Args:
        table: one row per candidate, in order: ``Candidate, Standing`` (a key of ``STANDING``),
            ``Score, Lowest, Highest``.
    """
    y = alt.Y(
        "Candidate:N",
        sort=table["Candidate"].tolist(),
        title=None,
        axis=alt.Axis(
            labelLimit=220, ticks=False, domain=False, labelOverlap=False, labelFlush=False
        ),
    )
    tooltip = [
        alt.Tooltip("Candidate:N", title=" "),
        alt.Tooltip("Standing:N", title="Towards the list in force"),
        alt.Tooltip("Score:Q", title="Score", format=".1f"),
        alt.Tooltip("Lowest:Q", title="Could be as low as", format=".0f"),
        alt.Tooltip("Highest:Q", title="Could be as high as", format=".0f"),
    ]
    x = alt.X("Score:Q", title="Score", scale=alt.Scale(domain=[0, 100], nice=False))
    base = alt.Chart(table)
    spans = base.mark_rule(strokeWidth=2, color=MARK).encode(
        y=y, x=alt.X("Lowest:Q", title="Score"), x2="Highest:Q", tooltip=tooltip
    )
    known = [name for name in STANDING if name in set(table["Standing"])]
    points = base.mark_point(filled=True, size=120, opacity=1).encode(
        y=y,
        x=x,
        color=alt.Color(
            "Standing:N",
            scale=alt.Scale(domain=known, range=[STANDING[name] for name in known]),
            legend=alt.Legend(title=None, orient="top"),
        ),
        tooltip=tooltip,
    )
    return alt.layer(spans, points).properties(height=alt.Step(ROW))


def _upright(latitude: float) -> float:
    """Return how far north a latitude (degrees) lies on Mercator's map, in radians."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _latitude(upright: float) -> float:
    """Return the latitude (degrees) that lies so far north on Mercator's map."""
    return math.degrees(2 * math.atan(math.exp(upright)) - math.pi / 2)
