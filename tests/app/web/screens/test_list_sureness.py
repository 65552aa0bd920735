"""How sure the list is, on Overview and Ranking, and on the card once it is known.

Oracle: the same draws asked of the optimizer, without a page.
"""

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from app.web import sureness
from app.web.state import PLACE
from app.web.widgets.sidebar import FINDER
from optimizer.robust.core_index import CandidateIndex, core_indices
from optimizer.robust.incremental_sampling import growing
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.robust_inclusion import robust_inclusion
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel, uncertainty_of_people
from optimizer.robust.weight_sets import weight_set
from optimizer.search.effort import DRAW
from optimizer.study import Study
from reports.sure_sentences import answer, in_how_many, losses, proven
from reports.tables.sureness import STANDINGS
from tests.app.web.screens.conftest import MAIN, PATIENCE, words
from tests.optimizer.solved import solve

DRAWS = 30

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    app.web.asking.jobs().forget()
    monkeypatch.setattr(sureness, "STEPS", (DRAWS, 2 * DRAWS, 4 * DRAWS))


@pytest.fixture(scope="module")
def expected(small_study: Study) -> tuple[Sample, tuple[CandidateIndex, ...]]:
    problem = small_study.problem()
    plan = solve(problem).decisions
    inquiry = Inquiry(problem, Drawn(small_study.scorecard(), UncertaintyModel()), DRAW)
    found = list(growing(inquiry, DRAWS, plans=(plan,)))[-1]
    return found, core_indices(found, plan)


def opened(name: str) -> AppTest:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.run().switch_page(f"screens/{name}.py").run().run()
    assert not page.exception
    return page


def test_overview_asks_only_when_wanted(
    expected: tuple[Sample, tuple[CandidateIndex, ...]], small_study: Study
) -> None:
    sample, indices = expected
    page = opened("overview")
    assert "in nearly every best list" not in words(page)
    page.toggle(key="overview-sure").set_value(True).run()
    assert not page.exception
    told = words(page)
    assert answer(indices, "around", DRAWS) in told
    by_id = small_study.dataset.by_id
    for sentence in losses(sample, solve(small_study.problem()).decisions, lambda i: by_id[i].name):
        assert sentence in told
    table = next(one.value for one in page.dataframe if "Proven in" in one.value)
    assert table["id"].tolist() == [one.id for one in indices]
    assert table["In best lists"].tolist() == [one.index.share for one in indices]
    assert table["How often"].tolist() == [STANDINGS[one.standing] for one in indices]
    services = next(one.value for one in page.dataframe if "When it is in" in one.value)
    assert services["When it is in"].between(0, 1).all()


def test_more_draws_are_more_precise(
    expected: tuple[Sample, tuple[CandidateIndex, ...]],
) -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    assert f"{DRAWS} draws: shares are known to within 17 percentage points" in words(page)
    page.segmented_control(key="sure-draws").set_value(str(4 * DRAWS)).run()
    assert not page.exception
    assert f"{4 * DRAWS} draws: shares are known to within 9 percentage points" in words(page)
    assert expected[0].draws == DRAWS


def test_other_beliefs_are_other_draws() -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    before = next(one.value for one in page.dataframe if "Proven in" in one.value)
    page.segmented_control(key="sure-belief").set_value("none").run()
    assert not page.exception
    assert "whatever the unknown evidence and the weights." in words(page)
    after = next(one.value for one in page.dataframe if "Proven in" in one.value)
    assert not before.equals(after)


def test_weights_of_several_people_can_be_drawn(small_study: Study) -> None:
    page = opened("overview")
    criteria = small_study.configuration.criteria
    names = list(criteria.kinds["country"].criteria)
    people = {
        "country": {
            "Ada": {names[0]: 1.0, **dict.fromkeys(names[1:], 0.0)},
            "Ben": {names[-1]: 1.0, **dict.fromkeys(names[:-1], 0.0)},
        }
    }
    page.session_state[PLACE].people = people
    page.toggle(key="overview-sure").set_value(True).run()
    page.segmented_control(key="sure-belief").set_value("people").run()
    assert not page.exception
    problem = small_study.problem()
    inquiry = Inquiry(
        problem, Drawn(small_study.scorecard(), uncertainty_of_people(people, criteria)), DRAW
    )
    plan = solve(problem).decisions
    found = list(growing(inquiry, DRAWS, plans=(plan,)))[-1]
    assert answer(core_indices(found, plan), "people", DRAWS) in words(page)
    assert "whoever's weights count" in words(page)


def test_what_is_proven_is_told_when_asked(
    expected: tuple[Sample, tuple[CandidateIndex, ...]], small_study: Study
) -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    page.toggle(key="overview-proof").set_value(True).run()
    page.segmented_control(key="proof-moved").set_value("0.05").run()
    assert not page.exception
    sample, _ = expected
    cell = weight_set(sample.objective, small_study.scorecard(), UncertaintyModel(), 0.05)
    proof = robust_inclusion(small_study.problem(), cell, sample.plans)
    by_id = small_study.dataset.by_id
    assert proof.ids("in")
    for sentence in proven(proof, lambda one: by_id[one].name):
        assert sentence in words(page)


def test_ranking_shows_the_kind_and_adds_the_plan_to_its_table(
    expected: tuple[Sample, tuple[CandidateIndex, ...]],
) -> None:
    page = opened("ranking")
    page.segmented_control(key="ranking-part").set_value("sure").run()
    assert not any("In the best lists" in one.value for one in page.dataframe)
    page.toggle(key="ranking-plan-sure").set_value(True).run()
    page.run()
    assert not page.exception
    _, indices = expected
    countries = [one for one in indices if one.kind == "country"]
    assert answer(countries, "around", DRAWS) in words(page)
    shares = {one.id: one.index.share for one in countries}
    table = next(one.value for one in page.dataframe if "In the best lists" in one.value)
    found = dict(zip(table["id"], table["In the best lists"], strict=True))
    assert found == {name: shares[name] for name in found}


def test_the_card_tells_the_share_once_it_is_known(
    expected: tuple[Sample, tuple[CandidateIndex, ...]],
) -> None:
    page = opened("overview")
    page.toggle(key="overview-sure").set_value(True).run()
    candidate = next(one for one in expected[1] if 0 < one.index.share < 1)
    page.selectbox(key=FINDER).select(candidate.id).run()
    assert not page.exception
    assert in_how_many(candidate, DRAWS) in words(page)
