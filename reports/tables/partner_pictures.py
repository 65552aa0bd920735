"""Tables behind the pictures of partners: the matrix, the lanes, the view around one."""

from collections.abc import Mapping, Sequence

import pandas as pd

from ecosystem.ego import Ego
from ecosystem.graph import GENERAL, Role
from ecosystem.lanes import Lanes
from ecosystem.matrix import Matrix, MatrixRow
from ecosystem.reach import How
from reports.tables.partners import SERVED, Name, span

DIRECT, ALONG = "with it", "along links"
"""How a partner reaches a focus area, in two words."""
LINK_WIDTH = 0.2
"""How thick links are drawn, on the scale of the strength of work."""


def area_rows(rows: Sequence[MatrixRow]) -> pd.DataFrame:
    """Return one row per focus area, in the order of the picture.

    Columns: ``id, label, kind, region, strength`` (0..1; blank = not known)``, low, high`` (overlap
    index)``, overlap`` (in words)``, remark``.
    """
    return pd.DataFrame(
        [
            {
                "id": row.candidate,
                "label": row.label,
                "kind": row.kind,
                "region": row.region,
                "strength": row.strength,
                "low": row.overlap_low,
                "high": row.overlap_high,
                "overlap": span(row.overlap_low, row.overlap_high),
                "remark": SERVED[row.served],
            }
            for row in rows
        ],
        columns=[
            "id", "label", "kind", "region", "strength", "low", "high", "overlap", "remark",
        ],
    )  # fmt: skip


def cell_rows(found: Matrix, name: Name) -> pd.DataFrame:
    """Return one row per cell: ``id, partner, area, who, amount, how, services``."""
    areas = {row.candidate: row.label for row in found.rows}
    who = {column.partner: column.label for column in found.columns}
    return pd.DataFrame(
        [
            {
                "id": cell.candidate,
                "partner": cell.partner,
                "area": areas[cell.candidate],
                "who": who[cell.partner],
                "amount": cell.amount,
                "how": DIRECT if cell.how is How.DIRECT else ALONG,
                "services": ", ".join(name(one) for one in cell.services) or "not named",
            }
            for cell in found.cells
            if cell.candidate in areas
        ],
        columns=["id", "partner", "area", "who", "amount", "how", "services"],
    )


def lane_tables(found: Lanes) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the nodes and the edges of the lanes.

    Nodes: ``id, label, lane, region, position`` (0 = top .. 1)``, amount``; edges: ``partner,
    candidate, lane`` (the one across)``, position, across`` (0..1)``, amount, how, words``.
    """
    nodes = {node.id: node for node in found.nodes}
    edges = [
        {
            "partner": edge.partner,
            "candidate": edge.candidate,
            "lane": nodes[edge.candidate].lane,
            "position": nodes[edge.partner].position,
            "across": nodes[edge.candidate].position,
            "amount": edge.amount,
            "how": DIRECT if edge.how is How.DIRECT else ALONG,
            "words": f"{nodes[edge.partner].label} – {nodes[edge.candidate].label}",
        }
        for edge in found.edges
    ]
    rows = [
        {
            "id": node.id,
            "label": node.label,
            "lane": node.lane,
            "region": node.region,
            "position": node.position,
            "amount": node.amount,
        }
        for node in found.nodes
    ]
    return (
        pd.DataFrame(rows, columns=["id", "label", "lane", "region", "position", "amount"]),
        pd.DataFrame(
            edges,
            columns=[
                "partner", "candidate", "lane", "position", "across", "amount", "how", "words",
            ],
        ),
    )  # fmt: skip


def ego_tables(
    found: Ego, kinds: Mapping[str, str], name: Name
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the nodes and the edges around one node.

    Nodes: ``id, label, what`` (kind, or partner)``, group, region, ring, x, y``; edges: ``x, y, x2,
    y2, what`` (work or link)``, strength, words``.
    """
    at = {node.id: node for node in found.nodes}
    nodes = [
        {
            "id": node.id,
            "label": node.label,
            "what": "Partner" if node.role is Role.PARTNER else kinds.get(node.group, node.group),
            "group": node.group if node.role is Role.PARTNER else node.region,
            "ring": node.ring,
            "x": node.x,
            "y": node.y,
        }
        for node in found.nodes
    ]
    edges = [
        {
            "x": at[edge.source].x,
            "y": at[edge.source].y,
            "x2": at[edge.target].x,
            "y2": at[edge.target].y,
            "what": "lies in" if edge.role is Role.LINK else "works for",
            "strength": LINK_WIDTH if edge.role is Role.LINK else edge.strength,
            "words": f"{at[edge.source].label} – {at[edge.target].label}: "
            + (
                ", ".join(label.replace("_", " ") for label in edge.labels)
                if edge.role is Role.LINK
                else ", ".join(name(None if one == GENERAL else one) for one in edge.labels)
            ),
        }
        for edge in found.edges
    ]
    return (
        pd.DataFrame(nodes, columns=["id", "label", "what", "group", "ring", "x", "y"]),
        pd.DataFrame(edges, columns=["x", "y", "x2", "y2", "what", "strength", "words"]),
    )
