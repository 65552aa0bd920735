"""Pictures of partners: what they show, what they leave out, and that they stay small at size.

Oracles are the values of the rooms that they draw; sizes are those of a network of 120 partners,
100 members and 50 themes.
"""

import json
from typing import Any

import pytest

from benchmarks.synthetic_partners import ecosystem as synthetic
from optimizer.dependence import PartnerLoss
from optimizer.study import Study
from questions.asking import ask
from questions.partners import AroundQuestion, LanesQuestion, OverlapsQuestion, ServedQuestion
from reports.charts.partners import LINE, lines_of, names_of
from reports.partners import around, ecosystem, loss, overlap
from reports.partners.around import IN_SIGHT
from reports.report import Picture
from reports.setting import Setting
from tests.pictures import png
from tests.reports.partners.test_loss import BANK

PNG = b"\x89PNG\r\n"
LARGEST_SPEC = 600_000
"""Characters of a chart that a browser draws at once."""


@pytest.fixture(scope="module")
def large(bundled_study: Study) -> Study:
    made = synthetic(partners=120, candidates=1000, engagements=1500, themes=50)
    return Study(made, bundled_study.configuration)


def rows_of(picture: Picture, field: str) -> list[dict[str, Any]]:
    """Return the rows of the data set of a picture that has a field."""
    datasets = picture.chart.to_dict()["datasets"].values()
    return next(rows for rows in datasets if rows and field in rows[0])


@pytest.mark.parametrize("name", ["Short", "Political integrity: lobbying and money in politics"])
def test_nothing_of_a_name_is_cut(name: str) -> None:
    lines = lines_of(name).split("\n")
    assert len(lines) == (1 if len(name) <= LINE else 2)
    assert " ".join(lines) == name


def test_what_no_picture_can_hold_is_cut_and_two_of_a_name_stay_two() -> None:
    assert len(lines_of("W" * 300)) < 100
    assert "\x1b" not in lines_of("\x1b[31mred")
    assert len(set(names_of(["Register", "Register", "Register"]))) == 3


def test_every_partner_of_every_focus_area_is_a_dot(bundled_study: Study) -> None:
    served = ask(bundled_study, ServedQuestion()).result
    section = ecosystem.areas(served, Setting(bundled_study))
    (picture,) = section.pictures
    assert len(rows_of(picture, "amount")) == len(served.matrix.cells)
    assert len(rows_of(picture, "beside")) == len(served.matrix.rows)
    assert "nobody on record for South Korea and Digital governance" in picture.describe
    assert png(picture.chart).startswith(PNG)


def test_focus_areas_stay_small_at_size(large: Study) -> None:
    focus = tuple(one.id for one in large.dataset.candidates if one.kind != "commitment")[:28]
    served = ask(large, ServedQuestion(focus=focus)).result
    (picture,) = ecosystem.areas(served, Setting(large)).pictures
    assert len(json.dumps(picture.chart.to_dict())) < LARGEST_SPEC


def test_lanes_draw_four_points_a_line_and_all_are_in_sight(bundled_study: Study) -> None:
    found = ask(bundled_study, LanesQuestion(most=30)).result
    section = around.lanes(found, Setting(bundled_study))
    rows = rows_of(section.pictures[0], "line")
    assert len(rows) == 4 * len(found.edges) <= 4 * IN_SIGHT
    assert all(row["strong"] for row in rows)
    ends = {(row["partner"], row["y"]) for row in rows if row["step"] == 0}
    positions = {node.id: node.position for node in found.nodes}
    assert all(y == pytest.approx(positions[partner], abs=1e-4) for partner, y in ends)


def test_lanes_stay_readable_at_size(large: Study) -> None:
    """All members of a region and all themes: at most 30 partners, few lines in sight."""
    everybody = large.dataset.candidates
    region = next(one.region for one in everybody if one.kind == "country")
    focus = tuple(
        one.id
        for one in everybody
        if one.kind == "theme" or (one.kind == "country" and one.region == region)
    )
    found = ask(large, LanesQuestion(focus=focus, most=30)).result
    section = around.lanes(found, Setting(large))
    rows = rows_of(section.pictures[0], "line")
    in_sight = {row["line"] for row in rows if row["strong"]}
    ends = {edge.candidate for edge in found.edges}
    assert len(found.edges) > IN_SIGHT
    assert len(in_sight) <= max(IN_SIGHT, 2 * len(ends))
    assert {row["candidate"] for row in rows if row["strong"]} == ends
    assert "a click on a name brings all of its lines" in section.text[0]
    assert len(json.dumps(section.pictures[0].chart.to_dict())) < LARGEST_SPEC


def test_the_view_around_one_names_everybody_shown(bundled_study: Study) -> None:
    question = AroundQuestion(centre="partner:open-ownership", rings=2, most=36)
    found = ask(bundled_study, question).result
    (picture,) = around.around(found, Setting(bundled_study)).pictures
    assert picture.chart.to_dict()["title"] == ["Open Ownership"]
    nodes = [row for row in rows_of(picture, "ring") if row["ring"]]
    assert len(nodes) == len(found.nodes) - 1
    assert {row["what"] for row in nodes} == {
        "Country", "Commitment", "Theme", "Advocacy move",
    }  # fmt: skip
    ties = rows_of(picture, "strength")
    assert {row["what"] for row in ties} == {"works for", "lies in"}
    assert any("Technical support" in row["label"] for row in ties)
    assert png(picture.chart).startswith(PNG)


def test_overlap_has_a_certain_and_a_possible_part(bundled_study: Study) -> None:
    found = ask(bundled_study, OverlapsQuestion()).result
    (picture,) = overlap.report(found, Setting(bundled_study))["overlap"].pictures
    drawn = {(row["id"], row["place"]): row["amount"] for row in rows_of(picture, "part")}
    for one in found.overlap:
        parts = [drawn.get((one.candidate, place)) for place in (0, 1)]
        assert parts == ([one.low, pytest.approx(one.high - one.low)] if one.high else [None, None])


def test_losses_are_drawn_in_two_parts(small_study: Study) -> None:
    lost = PartnerLoss(
        partner=BANK, leads=(), weeks_saved=0, worth_less=3.0, costs_more=2.0, kept=None
    )
    open_end = lost.but(partner="partner:owners", costs_more=None)
    (picture,) = loss.losses((lost, open_end), Setting(small_study))["losses"].pictures
    drawn = {(row["id"], row["place"]): row["amount"] for row in rows_of(picture, "part")}
    assert (drawn[BANK, 0], drawn[BANK, 1]) == (3.0, 2.0)
    assert png(picture.chart).startswith(PNG)
