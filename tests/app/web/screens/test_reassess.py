"""The page Reassess, held against the plan that it compares with the list in force."""

import pytest

from app.web.state import PLACE, Session
from optimizer.search.effort import DRAW
from optimizer.study import Study, open_study
from questions.overlay import Rating
from tests.app.web.screens.conftest import Opener, answer, until, words
from tests.optimizer.solved import solve


@pytest.mark.usefixtures("small_app")
def test_page_compares_the_lists_and_two_candidates(opened: Opener, small_study: Study) -> None:
    page = opened("reassess")
    until(page, "Why one rather than another?")
    assert "the list in force" in answer(page)
    plan = solve(small_study.problem())
    for kind, scores in small_study.scorecard().kinds.items():
        page.segmented_control(key="kind").set_value(kind).run()
        assert not page.exception
        of_kind = {name for name in (*plan.ids, *plan.left) if name in scores.ids}
        listed = page.dataframe[0].value["Candidate"]
        assert len(listed) == len(of_kind)
    assert "No rating is edited in this session" in words(page)


@pytest.mark.usefixtures("small_app")
def test_edited_evidence_is_compared_with_that_on_record(
    opened: Opener, small_study: Study
) -> None:
    page = opened("reassess")
    dataset = small_study.dataset
    row = next(one for one in dataset.evidence if isinstance(one.value, float))
    measure = small_study.configuration.criteria.measures[row.measure]
    assert measure.scale is not None
    session = page.session_state[PLACE]
    assert isinstance(session, Session)
    session.ratings = (
        Rating(
            candidate=row.candidate, measure=row.measure, value=measure.scale[0], reason="a test"
        ),
    )
    page.run()
    assert not page.exception
    assert "1 rating edited, the same levers." in words(page)
    assert "the plan on the evidence as recorded" in words(page)


def test_levers_are_put_down_to_their_causes(opened: Opener) -> None:
    """A must-not alone: who leaves for it does so because of changed rules, wholly."""
    page = opened("reassess")
    until(page, "Nothing differs yet")
    before = page.session_state[PLACE]
    inside = sorted(one for one in solve(open_study().problem(), DRAW).ids if "country" in one)
    before.scenario = before.scenario.but(must_not=frozenset(inside[:1]))
    page.run()
    page.toggle(key="changed-why").set_value(True).run()
    said = until(page, "Different: changed rules.")
    name = open_study().dataset.by_id[inside[0]].name
    assert f"{name} leaves because of changed rules." in said
    tables = [one.value for one in page.dataframe]
    table = next(one for one in tables if "Changed rules" in one.columns)
    row = table[table["Candidate"] == name]
    assert (row["Move"].tolist(), row["Changed rules"].tolist()) == (["leaves"], [1.0])


@pytest.mark.usefixtures("small_app")
def test_the_lists_of_later_years(opened: Opener) -> None:
    """Without a day there is no first year; as of 2020 nothing later is on record."""
    page = opened("reassess")
    page.toggle(key="years-wanted").set_value(True).run()
    assert "must be as of a day" in until(page, "The lists cannot be made as it is.")
    session = page.session_state[PLACE]
    assert isinstance(session, Session)
    session.as_of = "2020"
    page.run()
    assert not page.exception
    until(page, "The list of 2020 holds through 2023")


@pytest.mark.usefixtures("small_app")
def test_how_much_of_what_changed_may_be_noise(opened: Opener) -> None:
    """BBB, of the plan without levers, must not be in: it leaves, and nobody comes in its place."""
    page = opened("reassess")
    until(page, "Nothing differs yet")
    before = page.session_state[PLACE]
    before.scenario = before.scenario.but(must_not=frozenset(("country:BBB",)))
    page.run()
    page.toggle(key="changed-why").set_value(True).run()
    until(page, "Different: changed rules.")
    page.toggle(key="changed-noise").set_value(True).run()
    assert "There is 1 change: no more than doubt alone" in until(page, "From doubt alone one must")
