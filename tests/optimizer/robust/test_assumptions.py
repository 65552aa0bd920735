"""Draws of what is assumed.

Oracles: ranges and shares worked out by hand; every drawn problem built from a configuration
written out with its figures, and solved from nothing.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.change import changed
from config.ranges import Range
from optimizer.robust.assumptions import (
    AssumedFigures,
    Assumption,
    DrawnProblems,
    ListedProblems,
    assumptions,
    draw_assumptions,
    points_under,
    with_figures,
)
from optimizer.robust.core_index import core_indices
from optimizer.robust.incremental_sampling import growing
from optimizer.robust.jobs import Drawn, Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.workers import Threads
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from scoring.weight_samples import AnyWeights
from tests.optimizer.solved import solve

ANY = UncertaintyModel(weights=AnyWeights())
WEEKS = "capacity.teams.europe.weeks"


def figures(study: Study, share: float = 0.25) -> tuple[Assumption, ...]:
    return assumptions(study.configuration, share)


def assumed(study: Study, only: str = "") -> AssumedFigures:
    some = tuple(one for one in figures(study) if one.path.startswith(only))
    return AssumedFigures(study, BASELINE, study.scorecard(), some)


def test_a_quarter_of_what_is_assumed(small_study: Study) -> None:
    """20 weeks: 15 to 25. Half kept for everybody: 0.375 to 0.625. 0.4: the smaller part is 0.4."""
    found = {one.path: one for one in figures(small_study)}
    assert (found[WEEKS].low, found[WEEKS].high) == (15, 25)
    share = found["capacity.teams.thematic.universal_share"]
    assert (share.low, share.high) == pytest.approx((0.3, 0.5))
    unlocks = found["services.services.technical_support.unlocks.commitment"]
    assert (unlocks.low, unlocks.high) == pytest.approx((0.5, 0.7))
    assert found["criteria.kinds.country.worth"].high == 125
    assert found["capacity.funds.trust.usd"].low == 60_000
    assert "services.services.advocacy.partner_lead" not in found
    assert figures(small_study, 0.0) == ()


def test_what_is_known_is_not_drawn(small_study: Study) -> None:
    configuration = changed(small_study.configuration, {"capacity.teams.europe.basis": "observed"})
    found = {one.path for one in assumptions(configuration, 0.25)}
    assert not any(path.startswith("capacity.teams.europe") for path in found)
    team = configuration.capacity.teams["europe"]
    ranged = team.but(ranges={"weeks": Range(value=20, low=19, high=22)})
    teams = {**configuration.capacity.teams, "europe": ranged}
    capacity = configuration.capacity.but(teams=teams)
    (own,) = assumptions(configuration.but(capacity=capacity), 0.0)
    assert (own.path, own.low, own.high) == (WEEKS, 19, 22)


def test_what_is_set_up_once_is_drawn_too(small_study: Study) -> None:
    """A meeting of 2 weeks and USD 4,000: 1.5 to 2.5, 3,000 to 5,000; the problem has the draw."""
    services = small_study.configuration.services
    advocacy = services.services["advocacy"].but(together={"staff": {"thematic": 2}, "money": 4000})
    study = Study(
        small_study.dataset,
        small_study.configuration.but(
            services=services.but(services={**services.services, "advocacy": advocacy})
        ),
    )
    path = "services.services.advocacy.together"
    found = {one.path.removeprefix(path): one for one in figures(study) if path in one.path}
    assert (found[".staff.thematic"].low, found[".staff.thematic"].high) == (1.5, 2.5)
    assert (found[".money"].low, found[".money"].high) == (3000, 5000)
    drawn = assumed(study, path).with_values(np.array([4500.0, 1.75]))
    (joint,) = drawn.joints
    assert (joint.usd, joint.weeks) == (4500, {"thematic": 1.75})


def test_half_lie_below_the_value() -> None:
    """Range 10 to 100 about 20: the median is 20, both ends are come near to."""
    one = Assumption(path="a", value=20, low=10, high=100)
    drawn = np.array([draw_assumptions((one,), 5, number)[0] for number in range(2000)])
    assert (drawn < 20).mean() == pytest.approx(0.5, abs=0.04)
    assert drawn.min() == pytest.approx(10, abs=0.1)
    assert drawn.max() == pytest.approx(100, abs=1)
    assert drawn[drawn > 20].mean() == pytest.approx(60, abs=2.5)


def test_a_figure_is_drawn_whatever_the_others(small_study: Study) -> None:
    every = figures(small_study)
    some = every[3:5]
    for number in (0, 7, 105):
        whole, part = (draw_assumptions(one, 3, number) for one in (every, some))
        assert np.array_equal(whole[3:5], part)
    assert not np.array_equal(draw_assumptions(some, 4, 0), draw_assumptions(some, 3, 0))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0.01, 1), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6
    ),
    st.integers(0, 300),
)
def test_shares_add_up_and_stay_within_their_ends(
    parts: list[tuple[float, float, float]], number: int
) -> None:
    total = sum(value for value, _, _ in parts)
    found = tuple(
        Assumption(
            path=f"s{at}.unlocks.country",
            value=value / total,
            low=value / total * (1 - below),
            high=value / total * (1 + above),
            adds_up="country",
        )
        for at, (value, below, above) in enumerate(parts)
    )
    drawn = draw_assumptions(found, 1, number)
    assert drawn.sum() == pytest.approx(1)
    for one, share in zip(found, drawn, strict=True):
        assert one.low - 1e-12 <= share <= one.high + 1e-12


def test_a_drawn_problem_is_that_of_its_configuration(small_study: Study) -> None:
    """Oracle: the same figures put into the configuration, checked, and planned with."""
    held = assumed(small_study)
    values = draw_assumptions(held.figures, 0, 0)
    changes = {one.path: float(value) for one, value in zip(held.figures, values, strict=True)}
    plain = changed(small_study.configuration, changes)
    assert with_figures(small_study.configuration, changes) == plain.but(
        content_hash=small_study.configuration.content_hash
    )
    other = Study(small_study.dataset, plain)
    assert held.with_values(values) == other.problem()


def inquiry(study: Study, only: str = "") -> Inquiry:
    return Inquiry(
        study.problem(),
        Drawn(study.scorecard(), ANY, 7),
        EXACT,
        problems=DrawnProblems(assumed(study, only), 7),
    )


def test_every_draw_has_its_own_best_plan(small_study: Study) -> None:
    """Oracle: each drawn problem solved from nothing."""
    asked = inquiry(small_study, only="capacity")
    plan = solve(small_study.problem()).decisions
    found = sample(asked, 8, plans=(plan,))
    assert asked.problems is not None
    assert found.draws + len(found.impossible) == 8
    possible = 0
    for row, number in enumerate(found.numbers.tolist()):
        problem = ObjectiveCoefficients(asked.problems.of(number)).at(found.coefficients[row])
        best = solve(problem)
        assert found.value[row] == pytest.approx(best.value, abs=1e-4)
        assert found.bound[row] == pytest.approx(best.value, abs=1e-3)
        assert found.points[row, 0] >= points_under(problem, plan)
        possible += np.isfinite(found.points[row, 0])
        for place, name in enumerate(found.objective.candidates):
            without = solve(problem.but(must_not=problem.must_not | {name}))
            if without.value is not None:
                assert found.without_it[row, place] >= without.value - 1e-4
    assert 0 < possible < found.draws
    assert core_indices(found, plan)


def test_draws_of_weights_and_evidence_stay_the_same(small_study: Study) -> None:
    plain = Inquiry(small_study.problem(), Drawn(small_study.scorecard(), ANY, 7), EXACT)
    one, other = sample(plain, 6), sample(inquiry(small_study), 6)
    assert np.array_equal(one.coefficients[other.numbers], other.coefficients)


def test_whoever_works_and_however_it_grows(small_study: Study) -> None:
    plan = solve(small_study.problem()).decisions
    threads = Threads(2)
    grown = list(growing(inquiry(small_study), 30, plans=(plan,), workers=threads))[-1]
    threads.close()
    once = sample(inquiry(small_study), 30, plans=(plan,))
    assert grown.numbers.tolist() == once.numbers.tolist()
    assert grown.value == pytest.approx(once.value)
    assert [grown.plans[at] for at in grown.best] == [once.plans[at] for at in once.best]


def test_draws_without_any_plan_are_counted(small_study: Study) -> None:
    """A country must be in; with no weeks at all in one draw of three, no plan is possible."""
    weeks = tuple(one for one in figures(small_study) if one.path == WEEKS)
    must = BASELINE.but(must=frozenset({"country:AAA"}))
    held = AssumedFigures(small_study, must, small_study.scorecard(), weeks)
    problem = small_study.problem(must)
    coefficients = np.tile(ObjectiveCoefficients(problem).central(), (3, 1))
    listed = ListedProblems(held, np.array([[20.0], [0.0], [30.0]]))
    found = sample(Inquiry(problem, Listed(coefficients), EXACT, problems=listed), 3)
    assert found.numbers.tolist() == [0, 2]
    assert found.impossible == (1,)
