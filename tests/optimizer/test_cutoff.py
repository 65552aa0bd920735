"""The line of a plan as a band: by hand, and against every swap of small problems.

Oracle: for the proof, every plan with one focus area exchanged, found by complete enumeration
(tests/optimizer/brute_force.py) of the problem in which everybody else is locked; for the doubt,
draws counted one by one.
"""

from itertools import product
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from optimizer.audit import broken, worth
from optimizer.cutoff import CutOff, cut_off
from optimizer.decisions import Decisions
from optimizer.payments import payments
from optimizer.plan import Plan
from optimizer.problem import Lead, Problem, Review, RuleTerm
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.study import Study
from scoring.bands import DRAWS, SURE
from scoring.draws import BLOCK
from scoring.scorecard import Scorecard
from scoring.weight_samples import FixedWeights
from tests.optimizer.problems import area, fund, option, problem, teams
from tests.optimizer.solved import solve

NO_SCORES = cast("Scorecard", SimpleNamespace(kinds={}))
"""No kind has evidence that could be drawn."""


def line(asked: Problem, unproven: float = 0.0) -> tuple[Plan, CutOff]:
    """Return the plan of a problem, and its line as if so much were unproven."""
    plan = solve(asked)
    assert plan.value is not None
    return plan, cut_off(asked, plan.but(bound=plan.value + unproven), NO_SCORES)


def pairs(found: CutOff) -> set[tuple[str, str]]:
    return {(one.out, one.into) for one in found.swaps}


def two_of(*points: float, **fields: Any) -> Problem:
    """Return countries a, b, c … of which a team has time for two."""
    areas = [
        area(name, worth, option(team=5)) for name, worth in zip("abcdef", points, strict=False)
    ]
    return problem(*areas, teams=teams(team=10), **fields)


def test_nobody_stands_at_the_line_of_a_proven_plan_that_evidence_settles() -> None:
    _, found = line(two_of(90, 80, 70, 60))
    assert found == CutOff(unproven=0.0, swaps=())


def test_a_swap_within_the_proof_by_hand() -> None:
    """A and b are in (90, 80). c for b costs 10 points, c for a 20, d for b 20: 15 are unproven."""
    plan, found = line(two_of(90, 80, 70, 60), unproven=15.0)
    assert plan.ids == {"a", "b"}
    assert found.unproven == pytest.approx(15.0)
    assert pairs(found) == {("b", "c")}
    (swap,) = found.swaps
    assert swap.loss == pytest.approx(10.0)
    assert swap.proof
    assert not swap.doubt
    assert found.ids(proof=True) == {"b", "c"}


def test_nobody_is_swapped_between_reviews() -> None:
    """C is as good as b. Without a review it cannot come; with one in H2 it cannot come in H1."""
    usual = two_of(90, 80, 80, 60, periods="H1 H2")
    areas = tuple(one.but(incumbent=one.id in "ab") for one in usual.areas)
    for between in (("H1", "H2"), ("H1",)):
        reviews = (Review(kind="country", between=between),)
        _, found = line(usual.but(areas=areas, reviews=reviews))
        assert pairs(found) == set()
    _, found = line(usual.but(areas=areas, reviews=(Review(kind="country", between=("H2",)),)))
    assert pairs(found) == {("b", "c")}


def test_whoever_comes_in_gets_what_can_be_given_then() -> None:
    """The service of c waits until H2, so that b's place in H1 is not for it."""
    usual = two_of(90, 80, 80, periods="H1 H2")
    waits = usual.areas[2].options[0].but(periods=("H2",))
    late = usual.areas[2].but(options=(waits,))
    _, found = line(usual.but(areas=(*usual.areas[:2], late)))
    assert pairs(found) == set()


def test_equals_stand_at_the_line_even_where_the_plan_is_proven() -> None:
    _, found = line(two_of(90, 80, 80, 60))
    assert pairs(found) == {("b", "c")}


def test_who_needs_more_than_is_free_cannot_come_in() -> None:
    """C takes 6 of the weeks of which b frees 5."""
    areas = [area(n, p, option(team=w)) for n, p, w in (("a", 90, 5), ("b", 80, 5), ("c", 79, 6))]
    _, found = line(problem(*areas, teams=teams(team=10)), unproven=5.0)
    assert not found.swaps


def test_who_no_fund_may_pay_for_cannot_come_in() -> None:
    areas = [area(name, p, option(usd=10.0)) for name, p in (("a", 90), ("b", 80), ("c", 79))]
    paid = problem(*areas, funds=(fund("one", 10.0, "a"), fund("other", 10.0, "b", "c")))
    _, found = line(paid, unproven=5.0)
    assert pairs(found) == {("b", "c")}
    unpaid = problem(*areas, funds=(fund("one", 20.0, "a", "b"), fund("other", 5.0, "c")))
    assert not line(unpaid, unproven=5.0)[1].swaps


def test_a_smaller_package_is_taken_where_the_whole_does_not_fit() -> None:
    """C's two services unlock 60 and 40 %; b frees weeks for the first only: 0.6 · 100 points."""
    both = (option("first", 0.6, team=5), option("second", 0.4, team=5))
    areas = [area("a", 90, option(team=5)), area("b", 61, option(team=5)), area("c", 100, *both)]
    fixed = problem(*areas, teams=teams(team=10), must=frozenset({"a"}))
    _, found = line(fixed, unproven=2.0)
    assert pairs(found) == {("b", "c")}
    assert found.swaps[0].loss == pytest.approx(1.0)


def test_of_two_sizes_one_is_given() -> None:
    """C's sizes unlock 40 and 70 %, and both would fit: 70 points, not 110."""
    sizes = [option(f"help:{name}", share, team=1) for name, share in (("s", 0.4), ("l", 0.7))]
    areas = [area("a", 75, option(team=5)), area("c", 100, *sizes)]
    _, found = line(problem(*areas, teams=teams(team=5), rules=(
        RuleTerm(rule="one", members=("a", "c"), high=1, hard=True),)), unproven=6.0)  # fmt: skip
    (swap,) = found.swaps
    assert swap.loss == pytest.approx(5.0)


@pytest.mark.parametrize(
    "fields",
    [
        {"must": frozenset({"a", "b"})},
        {"must_not": frozenset({"c"})},
        {"rules": (RuleTerm(rule="r", members=("b",), low=1, hard=True),)},
        {"rules": (RuleTerm(rule="r", members=("c",), high=0, hard=True),)},
    ],
)
def test_who_must_stay_or_stay_out_is_no_question(fields: dict[str, object]) -> None:
    _, found = line(two_of(90, 80, 79, **fields), unproven=5.0)
    assert not found.swaps


def test_dropping_somebody_has_its_price() -> None:
    areas = [area("a", 80, option(team=5), incumbent=True, drop_price=4.0),
             area("b", 79, option(team=5))]  # fmt: skip
    asked = problem(*areas, teams=teams(team=5))
    assert line(asked, unproven=6.0)[1].swaps[0].loss == pytest.approx(5.0)
    assert not line(asked, unproven=4.0)[1].swaps


def every_swap(asked: Problem, plan: Plan) -> dict[tuple[str, str], Decisions]:
    """Return every swap of one for one, all others kept → the best plan that it leads to."""
    (period,) = asked.periods
    found = {}
    for out, into in product(asked.areas, asked.areas):
        if out.id not in plan.ids or into.id in plan.ids or out.kind != into.kind:
            continue
        kept = plan.decisions.but(
            focus=frozenset(key for key in plan.decisions.focus if key[0] != out.id)
            | {(into.id, period.id)},
            leads=frozenset(key for key in plan.decisions.leads if key[1] != out.id),
        )
        others = frozenset(key for key in plan.decisions.services if key[0] != out.id)
        ways = []
        for number in range(1, 2 ** len(into.options)):
            given = [one.service for at, one in enumerate(into.options) if number >> at & 1]
            services = others | {(into.id, service, period.id) for service in given}
            could = [
                (None, *(one.partner for one in asked.leads
                         if (one.candidate, one.service) == (into.id, service)))
                for service in given
            ]  # fmt: skip
            for leaders in product(*could):
                led = {
                    (leader, into.id, service, period.id)
                    for leader, service in zip(leaders, given, strict=True)
                    if leader is not None
                }
                swapped = kept.but(
                    services=services, leads=kept.leads | led, money=payments(asked, services)
                )
                if not broken(asked, swapped):
                    ways.append(swapped)
        if ways:
            found[out.id, into.id] = max(ways, key=lambda one: worth(asked, one).total)
    return found


def losses(asked: Problem, plan: Plan) -> dict[tuple[str, str], float]:
    assert plan.value is not None
    return {
        pair: plan.value - worth(asked, swapped).total
        for pair, swapped in every_swap(asked, plan).items()
    }


def random_problem(rng: np.random.Generator) -> Problem:
    areas = []
    for at in range(7):
        options = [
            option(
                name,
                float(share),
                usd=float(rng.integers(0, 3) * 5),
                team=float(weeks),
                partner_lead=0.5,
            )
            for name, share, weeks in zip(
                ("one", "two"), (0.6, 0.4), rng.integers(1, 5, 2), strict=True
            )
        ]
        areas.append(
            area(f"c{at}", float(rng.integers(30, 100)), *options, incumbent=bool(at % 3 == 0),
                 drop_price=float(rng.integers(0, 6)))
        )  # fmt: skip
    ids = [one.id for one in areas]
    return problem(
        *areas,
        teams=teams(team=12),
        funds=(fund("trust", 20, *ids[:4]), fund("core", 10, *ids)),
        leads=tuple(
            Lead(partner=partner, candidate=one, service=service)
            for one in ids
            for partner, service in (("p", "one"), ("q", "two"))
            if rng.random() < 0.5
        ),
        partner_capacity={"p": 2.0, "q": 1.0},
        rules=(
            RuleTerm(rule="north", members=tuple(ids[:3]), low=1, hard=True),
            RuleTerm(rule="south", members=tuple(ids[3:]), low=2, penalty=3.0),
        ),
    )


@pytest.mark.parametrize("seed", range(25))
def test_everybody_in_the_band_and_nobody_else(seed: int) -> None:
    rng = np.random.default_rng(seed)
    asked = random_problem(rng)
    unproven = float(rng.integers(2, 20))
    plan, found = line(asked, unproven)
    truth = {pair: loss for pair, loss in losses(asked, plan).items() if loss <= unproven}
    assert found.ids(proof=True) == {one for pair in truth for one in pair}
    for swap in found.swaps:
        assert swap.loss == pytest.approx(truth[swap.out, swap.into])


def test_within_the_doubt_is_pairwise_winning_of_two_plans(small_study: Study) -> None:
    asked, scores = small_study.problem(), small_study.scorecard()
    plan = solve(asked)
    found = cut_off(asked, plan, scores)
    objective = ObjectiveCoefficients(asked)
    fixed = UncertaintyModel(weights=FixedWeights())
    draws = [
        objective.at(theta)
        for block in range(DRAWS // BLOCK)
        for theta in objective.draws(scores, fixed, 0, block)
    ]
    own = np.array([worth(here, plan.decisions).total for here in draws])
    truth = {
        pair: float((np.array([worth(here, swapped).total for here in draws]) > own).mean())
        for pair, swapped in every_swap(asked, plan).items()
    }
    for swap in found.swaps:
        assert swap.better == pytest.approx(truth[swap.out, swap.into], abs=2 / DRAWS)
        assert swap.doubt == (swap.better >= 1 - SURE)
    open_pairs = [pair for pair, share in truth.items() if share >= 1 - SURE]
    assert open_pairs
    assert found.ids() == {one for pair in open_pairs for one in pair}


def test_it_takes_a_plan(small_study: Study) -> None:
    none = Plan(status="unknown", value=None, bound=None, gap=None, seconds=0.0, solver="by hand")
    with pytest.raises(ValueError, match="there must be a plan"):
        cut_off(small_study.problem(), none, small_study.scorecard())
