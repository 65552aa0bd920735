"""The page Reassess, held against the plan that it compares with the list in force."""

import pytest

from app.web.state import PLACE, Session
from app.web.study_source import Inputs
from optimizer.plan import Plan
from optimizer.search.effort import DRAW
from optimizer.study import BASELINE, Study, open_study
from questions.overlay import Rating
from reports.tables.reassess import carried_by, counts_in_words, gap_table, reassessment_table
from scoring.difference import gaps
from tests.app.web.screens.conftest import Opener, answer, until, words
from tests.optimizer.solved import solve


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study()


@pytest.fixture(scope="module")
def plan(study: Study) -> Plan:
    return solve(study.problem(), DRAW)


def test_everybody_who_enters_leaves_or_stays_is_listed_once(study: Study, plan: Plan) -> None:
    table = reassessment_table(
        plan, BASELINE, study.scorecard(), study.dataset, study.configuration
    )
    for word, names in (
        ("enters", plan.entered),
        ("leaves", plan.left),
        ("stays", plan.stayed),
    ):
        assert set(table.loc[table["Standing"] == word, "id"]) == set(names)
    assert table["id"].is_unique
    order = table["Standing"].drop_duplicates().tolist()
    assert order == [word for word in ("enters", "leaves", "stays") if word in order]
    assert table["Why"].str.len().min() > 0


def test_what_carries_a_score_is_its_largest_contributions(study: Study) -> None:
    scores = study.scorecard().kinds["country"]
    line = scores.rows[0]
    named = carried_by(line, scores.spec, 2)
    largest = sorted(line.contributions.values())[-2:]
    assert all(f"{points:.1f}" in named for points in largest)
    everything = carried_by(line, scores.spec, 99)
    assert everything.count(",") >= len(line.contributions) - 1


def test_gaps_add_up_to_the_difference_of_the_scores(study: Study) -> None:
    scores = study.scorecard().kinds["country"]
    one, other = scores.rows[0], scores.rows[30]
    table = gap_table(gaps(scores, one.id, other.id), scores.spec)
    assert table["Points"].sum() == pytest.approx(one.score - other.score)
    assert table["Points"].abs().is_monotonic_decreasing


def test_counts_in_words(study: Study, plan: Plan) -> None:
    table = reassessment_table(
        plan, BASELINE, study.scorecard(), study.dataset, study.configuration
    )
    assert counts_in_words(table) == (
        f"{len(plan.entered)} enter, {len(plan.left)} leave and {len(plan.stayed)} stay."
    )
    one = table[table["Standing"] == "enters"].head(1)
    assert counts_in_words(one) == "1 enters, nobody leaves and nobody stays."
    assert counts_in_words(table.iloc[:0]).startswith("Nobody enters")


@pytest.mark.usefixtures("small_app")
def test_page_compares_the_lists_and_two_candidates(opened: Opener, small_inputs: Inputs) -> None:
    page = opened("reassess")
    assert "The list in force has" in answer(page)
    table = page.dataframe[0].value
    in_force = {one.id for one in small_inputs.study.dataset.candidates if one.incumbent}
    assert in_force <= set(table["id"])
    for kind in small_inputs.study.configuration.criteria.kinds:
        page.segmented_control(key="kind").set_value(kind).run()
        assert not page.exception
    assert "No rating is edited in this session" in words(page)


@pytest.mark.usefixtures("small_app")
def test_edited_evidence_is_compared_with_that_on_record(
    opened: Opener, small_inputs: Inputs
) -> None:
    page = opened("reassess")
    dataset = small_inputs.study.dataset
    row = next(one for one in dataset.evidence if isinstance(one.value, float))
    measure = small_inputs.study.configuration.criteria.measures[row.measure]
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
    table = page.dataframe[-1].value
    row = table[table["Candidate"] == name]
    assert (row["Move"].tolist(), row["Changed rules"].tolist()) == (["leaves"], [1.0])
