"""Pictures of the network: those around one, and places, partners and themes in lanes."""

from collections.abc import Sequence

from ecosystem.ego import Ego
from ecosystem.graph import GENERAL, Role
from ecosystem.lanes import Lanes
from ecosystem.reach import How
from reports.partners.words import FROM_AFAR, PARTNER, WITH_IT, rows
from reports.report import Column, Picture, Row, Section, chart, tabled
from reports.setting import Setting
from reports.words import count, listing, percent

IN_SIGHT = 150
"""Lines up to which all are in sight while no name is picked."""
LEAST_EACH = 2
"""Lines of every place and theme that are in sight however many there are."""
LINK = 0.2
"""How thick links are drawn, on the scale of the strength of work."""


def around(ego: Ego | None, setting: Setting) -> Section:
    """Return one partner or candidate in the middle, with those around it."""
    if ego is None:
        return Section("around")
    kinds = setting.kinds
    at = {node.id: node for node in ego.nodes}
    nodes = [
        {
            **node.model_dump(mode="json"),
            "label": setting.partner(node.id)
            if node.role is Role.PARTNER
            else setting.label(node.id),
            "what": "Partner" if node.role is Role.PARTNER else kinds[node.group].singular,
            "group": node.group if node.role is Role.PARTNER else node.region,
        }
        for node in ego.nodes
    ]
    labels = {str(node["id"]): str(node["label"]) for node in nodes}
    edges = []
    for edge in ego.edges:
        link = edge.role is Role.LINK
        told = [
            one.replace("_", " ") if link else setting.service(None if one == GENERAL else one)
            for one in edge.labels
        ]
        start, end = at[edge.source], at[edge.target]
        edges.append(
            {
                "x": start.x, "y": start.y, "x2": end.x, "y2": end.y,
                "what": "lies in" if link else "works for",
                "strength": LINK if link else edge.strength,
                "words": f"{labels[edge.source]} – {labels[edge.target]}: {', '.join(told)}",
            }
        )  # fmt: skip
    others = [str(node["label"]) for node in nodes[1:]]
    are = "is" if ego.hidden == 1 else "are"
    hidden = f"{count(ego.hidden, 'neighbour')} with the weakest ties {are} not in the picture."
    picture = Picture(
        id="partners-around",
        draw=chart("partners.around_picture", nodes, edges),
        describe=f"{labels[ego.centre]} and {count(len(others), 'neighbour')}: "
        f"{listing(others, 12)}.",
        text="Thicker: stronger work.",
        does="A click on one puts it in the middle.",
    )
    return Section("around", text=(hidden,) if ego.hidden else (), pictures=(picture,))


def lanes(found: Lanes, setting: Setting) -> Section:
    """Return places, partners and themes in three lanes, and every line as a row."""
    at = {node.id: node for node in found.nodes}
    lines = rows(
        found.edges,
        setting,
        lambda edge: {
            "where": setting.label(edge.candidate),
            "works": WITH_IT if edge.how is How.DIRECT else FROM_AFAR,
            "_lane": at[edge.candidate].lane,
            "_position": at[edge.partner].position,
            "_across": at[edge.candidate].position,
        },
    )
    if not lines:
        return Section("lanes", text=("No work is on record for these focus areas.",))
    each = lines_each(lines)
    said = []
    if each < len(lines):
        said.append(
            f"Of {len(lines)} lines the {each} strongest of every place and theme are in sight; a "
            "click on a name brings all of its lines."
        )
    if found.hidden:
        shown = sum(node.lane == "partner" for node in found.nodes)
        said.append(
            f"The {shown} partners with most work in these places and themes are in the picture; "
            f"{len(found.hidden)} more are on record."
        )
    columns = (
        PARTNER, Column("where", "Where", opens="candidate"), Column("works", "Works"),
        Column("amount", "Counts", "share"),
    )  # fmt: skip
    told = listing(
        f"{row['name']} – {row['where']} {percent(row['amount'])}"
        for row in sorted(lines, key=lambda row: -row["amount"])[:6]
    )
    nodes = [node.model_dump(mode="json") for node in found.nodes]
    picture = Picture(
        id="partners-lanes",
        draw=chart("partners.lanes_picture", nodes, lines, each),
        describe=f"{count(len(lines), 'line')} between places, partners and themes; the strongest: "
        f"{told}.",
        does="A click on a name shows all of its lines and no others; a click beside it goes back.",
    )
    return tabled("lanes", "", columns, lines, said=said, pictures=(picture,))


def lines_each(rows: Sequence[Row]) -> int:
    """Return how many lines of every place and theme are in sight while no name is picked."""
    if len(rows) <= IN_SIGHT:
        return len(rows)
    return max(LEAST_EACH, IN_SIGHT // len({row["candidate"] for row in rows}))
