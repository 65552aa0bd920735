"""The page Shortlists, on the small example, held against its plan; and the page to print."""

import time
from html.parser import HTMLParser

import pandas as pd
import pytest

from app.export.prints.page import document, drawing, paragraph, table
from app.export.prints.shortlist import shortlist_page
from optimizer.plan import Plan
from optimizer.runners_up import Waiting, waiting
from optimizer.search.effort import DRAW
from optimizer.study import BASELINE, Study, open_study
from reports.charts.shortlist import region_map
from reports.tables.shortlist import need, next_table, regions, shortlist_table, side_tables
from reports.tables.standing import map_table
from tests.app.web.screens.conftest import Opener, answer, words
from tests.optimizer.solved import solve


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study()


@pytest.fixture(scope="module")
def plan(study: Study) -> Plan:
    return solve(study.problem(), DRAW)


@pytest.mark.usefixtures("small_app")
def test_every_region_shows_its_part_of_the_plan(opened: Opener, small_study: Study) -> None:
    page = opened("shortlists")
    for region in regions(small_study.dataset):
        page.segmented_control(key="shortlist-region").set_value(region).run()
        assert not page.exception
        assert answer(page).startswith(f"{region}: ")
        inside = page.dataframe[0].value
        for name in inside["id"]:
            assert small_study.dataset.by_id[name].region == region
    assert "plan again with a candidate" in words(page)


@pytest.mark.usefixtures("small_app")
def test_planning_again_tells_the_price_of_overruling(opened: Opener, small_study: Study) -> None:
    page = opened("shortlists")
    for _ in range(50):
        if not page.selectbox(key=f"crossing:{regions(small_study.dataset)[0]}").disabled:
            break
        time.sleep(0.1)
        page.run()
    region = regions(small_study.dataset)[0]
    key = f"crossing:{region}"
    chosen = page.dataframe[0].value["id"].tolist()[0]
    page.selectbox(key=key).set_value(chosen).run()
    assert not page.exception
    name = small_study.dataset.by_id[chosen].name
    said = [text for text in words(page).splitlines() if f"{name}: leaving it out" in text]
    assert len(said) == 1
    assert "costs" in said[0] or "not possible" in said[0]


def test_tables_hold_each_focus_area_of_the_region_once(study: Study, plan: Plan) -> None:
    scorecard = study.scorecard()
    seen: set[str] = set()
    for region in regions(study.dataset):
        inside = shortlist_table(region, plan, scorecard, study.dataset, study.configuration)
        expected = {line.id for line in plan.focus if line.region == region}
        assert set(inside["id"]) == expected
        assert len(inside) == len(expected)
        used = sum(sum(line.staff.values()) for line in plan.focus if line.region == region)
        assert inside["Staff-weeks"].sum() == pytest.approx(used)
        seen |= expected
    assert seen == {line.id for line in plan.focus if line.region}


def test_sides_of_the_line_are_by_score_and_hold_everybody(study: Study, plan: Plan) -> None:
    scorecard = study.scorecard()
    region = regions(study.dataset)[0]
    inside = shortlist_table(region, plan, scorecard, study.dataset, study.configuration)
    behind = next_table(
        waiting(study.problem(BASELINE), plan, region, 3), scorecard, study.configuration
    )
    nobody = behind.iloc[:0].assign(Why="")
    sides = side_tables(inside, behind, nobody, scorecard)
    found = pd.concat(sides.values())
    assert set(found["id"]) == set(inside["id"]) | set(behind["id"])
    assert all(rows["Score"].is_monotonic_decreasing for rows in sides.values())
    assert set(found.loc[found["id"].isin(behind["id"]), "Standing"]) == {"not in"}


def test_what_a_candidate_would_need_in_words(study: Study) -> None:
    scorecard = study.scorecard()
    rows = scorecard.kinds["country"].rows
    last, other = rows[10], rows[12]
    one = Waiting(
        id=other.id,
        kind="country",
        name=other.name,
        score=other.score,
        last=last.id,
        short=last.score - other.score,
        full=("Two to three",),
    )
    text = need(one, scorecard)
    assert f"more to score as {last.name} ({last.score:.1f})" in text
    assert "not yet known of it could make up for that" in text
    assert "make room (two to three)" in text
    above = need(one.but(short=-2.5, full=()), scorecard)
    assert above.startswith(f"It scores 2.5 points above {last.name}")
    assert "none of its kind" in need(one.but(last=None, short=None), scorecard)


def test_map_of_a_region_is_clipped_and_shows_its_members(study: Study) -> None:
    members = map_table(study.dataset, study.scorecard(), None)
    for region in regions(study.dataset):
        spec = region_map(members[members["region"] == region]).to_dict()
        assert all(layer["mark"]["clip"] for layer in spec["layer"])
        assert spec["projection"]["scale"] > 0
        west_to_east, south_to_north = spec["projection"]["center"]
        assert -180 <= west_to_east <= 180
        assert -60 <= south_to_north <= 75


class Tags(HTMLParser):
    """Counts what opens and closes, and keeps the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        assert not {"src", "onclick", "onload"} & names.keys(), "nothing is fetched or run"
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_printed_page_is_whole_and_fetches_nothing(study: Study, plan: Plan) -> None:
    region = regions(study.dataset)[-1]
    scorecard = study.scorecard()
    inside = shortlist_table(region, plan, scorecard, study.dataset, study.configuration)
    members = map_table(study.dataset, scorecard, plan)
    chart = region_map(members[members["region"] == region])
    text = shortlist_page(
        region, "An <answer> & more.", [("In", inside), ("Nobody", inside.iloc[:0])], chart, ["A."]
    )
    read = Tags()
    read.feed(text)
    assert read.open == []
    assert "An <answer> & more." in read.text
    assert "Nobody" not in read.text, "a list without rows has no heading"
    assert all(name in read.text for name in inside["Candidate"])
    assert "<svg" in text
    assert "http" not in text.replace("http://www.w3.org", "")


def test_printed_cells_are_escaped_and_short() -> None:
    rows = pd.DataFrame(
        {"Name": ["<b>", None], "Many": [1234.56, None], "Whole": pd.array([3, pd.NA], "Int64")}
    )
    text = table(rows)
    assert "&lt;b&gt;" in text
    assert ">1,234.6<" in text
    assert ">3<" in text
    assert text.count("></td>") == 3
    assert paragraph("a < b", "small") == '<p class="small">a &lt; b</p>'
    assert document("T & T", []).count("T &amp; T") == 2


def test_drawings_have_a_text_alternative(study: Study) -> None:
    members = map_table(study.dataset, study.scorecard(), None)
    chart = region_map(members[members["region"] == regions(study.dataset)[0]])
    assert 'aria-label="Map of &quot;it&quot;"' in drawing(chart, 'Map of "it"')
