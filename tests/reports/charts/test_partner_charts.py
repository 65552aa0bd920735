"""Pictures of partners: what they show, what they leave out, and that they stay small at size.

Oracles are the values of the rooms that they draw; sizes are those of a network of 120 partners,
100 members and 50 themes.
"""

import json

import pytest

from app.web.widgets.picture import png
from benchmarks.synthetic_partners import ecosystem
from data.dataset import Dataset
from ecosystem.ego import ego
from ecosystem.lanes import lanes
from ecosystem.matrix import matrix
from optimizer.dependence import PartnerLoss
from optimizer.study import open_study
from reports.charts.ego import ego_picture
from reports.charts.partner_lanes import IN_SIGHT, lanes_picture, lines_each
from reports.charts.partner_loss import loss_bars
from reports.charts.partner_matrix import matrix_picture
from reports.tables.partner_pictures import area_rows, cell_rows, ego_tables, lane_tables
from reports.tables.partners import loss_table

PNG = b"\x89PNG\r\n"
LARGEST_SPEC = 600_000
"""Characters of a chart that a browser draws at once."""


def name(one: str | None) -> str:
    return one or "not named"


@pytest.fixture(scope="module")
def bundled() -> Dataset:
    return open_study().dataset


@pytest.fixture(scope="module")
def large() -> Dataset:
    return ecosystem(partners=120, candidates=1000, engagements=1500, themes=50)


def test_the_matrix_shows_every_cell_and_every_gap(bundled: Dataset) -> None:
    found = matrix(bundled, most=32)
    areas, cells = area_rows(found.rows), cell_rows(found, name)
    assert len(areas) == len(found.rows)
    assert len(cells) == len(found.cells)
    nobody = areas[areas["remark"] == "nobody on record"]
    assert set(nobody["label"]) == {"South Korea", "Digital governance"}
    assert nobody["strength"].isna().all()
    chart = matrix_picture(areas, cells, [column.label for column in found.columns])
    assert png(chart).startswith(PNG)


def test_cells_of_rows_that_are_not_shown_are_left_out(bundled: Dataset) -> None:
    found = matrix(bundled, most=32)
    first = found.but(rows=found.rows[:1])
    assert set(cell_rows(first, name)["id"]) <= {found.rows[0].candidate}


def test_lanes_draw_four_points_a_line_and_all_are_in_sight(bundled: Dataset) -> None:
    found = lanes(bundled, most=30)
    nodes, edges = lane_tables(found)
    assert len(edges) == len(found.edges)
    assert lines_each(edges) == len(edges) <= IN_SIGHT
    spec = lanes_picture(nodes, edges).to_dict()
    rows = next(data for data in spec["datasets"].values() if "line" in data[0])
    assert len(rows) == 4 * len(edges)
    assert all(row["strong"] for row in rows)
    ends = {(row["partner"], row["x"], row["y"]) for row in rows if row["step"] == 0}
    positions = {node.id: node.position for node in found.nodes}
    assert all(y == positions[partner] for partner, _, y in ends)


def test_lanes_stay_readable_at_size(large: Dataset) -> None:
    """All members of a region and all themes: at most 30 partners, few lines in sight."""
    region = next(one.region for one in large.candidates if one.kind == "country")
    focus = [
        one.id
        for one in large.candidates
        if one.kind == "theme" or (one.kind == "country" and one.region == region)
    ]
    nodes, edges = lane_tables(lanes(large, focus, most=30))
    assert (nodes["lane"] == "partner").sum() == 30
    spec = lanes_picture(nodes, edges).to_dict()
    rows = next(data for data in spec["datasets"].values() if "line" in data[0])
    in_sight = {row["line"] for row in rows if row["strong"]}
    ends = edges["candidate"].nunique()
    assert len(edges) > IN_SIGHT
    assert len(in_sight) <= max(IN_SIGHT, 2 * ends)
    assert {edges["candidate"].iloc[line] for line in in_sight} == set(edges["candidate"])
    assert len(json.dumps(spec)) < LARGEST_SPEC


def test_the_matrix_stays_small_at_size(large: Dataset) -> None:
    focus = [one.id for one in large.candidates if one.kind != "commitment"][:28]
    found = matrix(large, focus, most=32)
    assert len(found.columns) == 32
    spec = matrix_picture(
        area_rows(found.rows), cell_rows(found, name), [one.label for one in found.columns]
    ).to_dict()
    assert len(json.dumps(spec)) < LARGEST_SPEC


def test_the_view_around_one_names_everybody_shown(bundled: Dataset) -> None:
    found = ego(bundled, "partner:open-ownership", rings=2, most=36)
    nodes, edges = ego_tables(found, {"country": "Country"}, name)
    assert nodes["ring"].iloc[0] == 0
    assert nodes["label"].iloc[0] == "Open Ownership"
    assert set(nodes["what"]) == {"Partner", "Country", "commitment", "theme"}
    assert set(edges["what"]) == {"works for", "lies in"}
    assert any("technical_support" in words for words in edges["words"])
    spec = ego_picture(nodes, edges).to_dict()
    assert spec["title"] == "Open Ownership"
    shown = {row["label"] for data in spec["datasets"].values() for row in data if "turn" in row}
    assert shown == set(nodes["label"].iloc[1:])
    assert png(ego_picture(nodes, edges)).startswith(PNG)


def test_losses_are_drawn_in_two_parts() -> None:
    losses = (
        PartnerLoss(
            partner="partner:p",
            leads=(),
            weeks_saved=0,
            worth_less=3.0,
            costs_more=2.0,
            kept=None,
        ),
        PartnerLoss(
            partner="partner:q",
            leads=(),
            weeks_saved=0,
            worth_less=1.0,
            costs_more=None,
            kept=None,
        ),
    )
    table = loss_table(losses, {"partner:p": "P", "partner:q": "Q"})
    assert table["At most"].tolist()[0] == 5.0
    assert table["At most"].isna().tolist() == [False, True]
    spec = loss_bars(table).to_dict()
    rows = next(data for data in spec["datasets"].values() if "part" in data[0])
    drawn = {(row["Partner"], row["part"].split(":")[0]): row["points"] for row in rows}
    assert drawn[("P", "worth less")] == 3.0
    assert drawn[("P", "costs more")] == 2.0
