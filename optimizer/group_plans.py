"""Many people: each one's own best plan, what all of them share, and the plan that hurts least.

Everybody's plan is the best one under their own weights, evidence at its central values, with the
same capacities, rules and locks. A person who gives no weights for a kind has the given ones there.
The consensus are the mean weights: for each kind of those who give any.

Plans are proven to a gap, not always to the end, so that two plans may differ for no other reason
than that several are about as good. For each person it is therefore also told which candidates are
*proven* to be in every best plan of theirs, and which in none.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from config.base import Frozen
from config.problems import InputError, InputProblem
from data.people import PeopleWeights, everyone, who_speaks
from optimizer.bounded_value import BoundedValue
from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.reading import read_plan
from optimizer.robust.compromise import Compromise, compromise
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import Progress, Sample, plan_values, sample
from optimizer.robust.weight_sets import kind_draws
from optimizer.robust.workers import Workers
from optimizer.search.effort import HIGHS, Effort
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP
from scoring.group import GroupWeights, group_weights
from scoring.scorecard import Scorecard

GROUP_EFFORT = Effort(gap=0.005)
"""How far each plan is proven unless asked otherwise."""


class PersonPlan(Frozen):
    """The best plan known under one person's weights; all points are under these weights."""

    person: str
    plan: Plan
    surely_in: tuple[str, ...]
    """Proven: candidates of every best plan of theirs."""
    surely_out: tuple[str, ...]
    """Proven: candidates of no best plan of theirs."""
    only: tuple[str, ...]
    """Focus areas that nobody else's plan has."""
    without: tuple[str, ...]
    """Focus areas that everybody else's plan has, and theirs has not."""
    consensus_costs: BoundedValue
    """What the consensus plan loses against their best one."""
    compromise_costs: BoundedValue | None
    """The same for the compromise; None where there is none."""


class GroupPlans(Frozen):
    """What a group of people would do, each alone and all together."""

    people: tuple[PersonPlan, ...]
    waiting: tuple[str, ...]
    """People whose plan was not found before the work was stopped."""
    consensus: Plan
    """Best plan known under the consensus weights; valued under them."""
    consensus_worst: BoundedValue | None
    """Largest loss of the consensus plan over these people; None without any."""
    compromise: Plan | None
    """The plan whose largest loss over the people is least; valued under the consensus weights.
    None where somebody is waiting."""
    compromise_worst: BoundedValue | None
    compromise_least: float | None
    """Proven: no plan's largest loss is less."""
    shared: tuple[str, ...]
    """Focus areas of everybody's own plan."""
    some: tuple[str, ...]
    """Focus areas of somebody's own plan, but not of everybody's; most often first."""
    support: Mapping[str, int]
    """Candidate → number of people whose own plan has it; absent = 0."""


def group_consensus(scorecard: Scorecard, people: PeopleWeights) -> Mapping[str, GroupWeights]:
    """Return kind → weights of those who give any, for every kind of which somebody speaks.

    Raises:
        InputError: nobody gives weights, or someone's do not hold; carries every problem.
    """
    problems: list[InputProblem] = []
    groups: dict[str, GroupWeights] = {}
    for kind, scores in scorecard.kinds.items():
        told = who_speaks(people, kind)
        if told:
            try:
                groups[kind] = group_weights(told, scores.criteria)
            except InputError as error:
                problems.extend(error.problems)
    if not groups and not problems:
        must = "one person at least must give weights"
        raise InputError.one(file="people", must=must, do="Add a person.")
    if problems:
        raise InputError(problems)
    return groups


def group_draws(
    objective: ObjectiveCoefficients, scorecard: Scorecard, people: PeopleWeights
) -> tuple[tuple[str, ...], Vector, Vector]:
    """Return the people, the draw of the consensus, and theirs, a row each.

    Raises:
        InputError: nobody gives weights, or someone's do not hold; carries every problem.
    """
    groups = group_consensus(scorecard, people)
    names = everyone(people)
    everything = np.tile(objective.central(), (1 + len(names), 1))
    for kind, group in groups.items():
        scores = scorecard.kinds[kind]
        told = dict(zip(group.people, group.weights, strict=True))
        own = [told.get(name, scores.weights) for name in names]
        weights = np.vstack([group.weights.mean(axis=0), *own])
        drawn = kind_draws(objective, scores, weights)
        everything = np.where(np.isnan(drawn), everything, drawn)
    return names, everything[0], everything[1:]


def group_plans(
    problem: Problem,
    scorecard: Scorecard,
    people: PeopleWeights,
    *,
    plans: Iterable[Decisions] = (),
    effort: Effort = GROUP_EFFORT,
    workers: Workers | None = None,
    stop: Stop | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> GroupPlans | None:
    """Return everybody's own plan, the plan of the consensus weights, and the compromise.

    Args:
        problem: conditions and candidates.
        scorecard: scores under the given weights.
        people: their weights.
        plans: known plans to start from.
        effort: how far each plan has to be proven.
        workers: who does the work; None = this process.
        stop: ends the work early when thrown.
        progress: told after every plan; the compromise is the last step.

    Returns:
        What was found; None where the work was stopped before the plan of the consensus.

    Raises:
        InputError: weights do not hold.
        NoPlanError: no plan meets all conditions of the problem.
    """
    names, consensus, coefficients = group_draws(ObjectiveCoefficients(problem), scorecard, people)
    steps = len(names) + 2

    def told(now: Progress) -> None:
        if progress is not None:
            progress(Progress(now.done, steps, now.plans))

    found = sample(
        Inquiry(problem, Listed(np.vstack([consensus, coefficients])), effort),
        1 + len(names),
        plans=plans,
        workers=workers,
        stop=stop,
        progress=told,
        job=1,
    )
    if not found.draws or found.numbers[0] != 0:
        return None
    best = None
    if found.draws == 1 + len(names):
        best = compromise(_of_people(found), effort, stop=stop)
        found = _with_plan(found, best.decisions)
        told(Progress(steps, steps, len(found.plans)))
    return _together(names, found, best)


def _of_people(found: Sample) -> Sample:
    """Return the sample without the consensus."""
    return replace(
        found,
        asked=found.asked - 1,
        numbers=found.numbers[1:],
        coefficients=found.coefficients[1:],
        points=found.points[1:],
        bound=found.bound[1:],
        with_it=found.with_it[1:],
        without_it=found.without_it[1:],
    )


def _with_plan(found: Sample, decisions: Decisions) -> Sample:
    """Return the sample with one more plan, the last; it may be somebody's best, too."""
    points = np.hstack(
        [found.points, plan_values(found.objective, (decisions,), found.coefficients)]
    )
    return replace(
        found,
        plans=(*found.plans, decisions),
        points=points,
        bound=np.maximum(found.bound, points.max(axis=1)),
    )


def _together(names: Sequence[str], found: Sample, best: Compromise | None) -> GroupPlans:
    """Put together what was found for the consensus (draw 0) and for people (draw 1 + place)."""
    done = [names[number - 1] for number in found.numbers[1:]]
    own = [found.plans[number].ids for number in found.best[1:]]
    count = len(own)
    support = {name: sum(name in ids for ids in own) for name in sorted(frozenset().union(*own))}
    consensus = found.plans[found.best[0]]
    lost = found.points[1:, found.best[0]]
    costs = [_regret(found, 1 + place, float(lost[place])) for place in range(count)]
    kept: list[BoundedValue | None] = [
        None if best is None else _regret(found, 1 + place, float(found.points[1 + place, -1]))
        for place in range(count)
    ]
    persons = tuple(
        PersonPlan(
            person=name,
            plan=_plan(found, 1 + place, found.plans[found.best[1 + place]]),
            surely_in=_proven(found, found.surely_in[1 + place]),
            surely_out=_proven(found, found.surely_out[1 + place]),
            only=tuple(x for x in sorted(own[place]) if support[x] == 1 < count),
            without=tuple(
                x for x, times in support.items() if times == count - 1 and x not in own[place]
            ),
            consensus_costs=costs[place],
            compromise_costs=kept[place],
        )
        for place, name in enumerate(done)
    )
    some = [x for x, times in support.items() if times < count]
    return GroupPlans(
        people=persons,
        waiting=tuple(name for name in names if name not in done),
        consensus=_plan(found, 0, consensus),
        consensus_worst=BoundedValue.largest(costs),
        compromise=None if best is None else _plan(found, 0, best.decisions),
        compromise_worst=BoundedValue.largest(one for one in kept if one is not None),
        compromise_least=None if best is None else best.least,
        shared=tuple(x for x, times in support.items() if times == count),
        some=tuple(sorted(some, key=lambda x: (-support[x], x))),
        support=support,
    )


def _regret(found: Sample, place: int, points: float) -> BoundedValue:
    """Return what a plan worth ``points`` loses under a draw."""
    return BoundedValue.regret(points, float(found.value[place]), float(found.bound[place]))


def _proven(found: Sample, sure: Iterable[bool]) -> tuple[str, ...]:
    names = found.objective.candidates
    return tuple(name for name, is_sure in zip(names, sure, strict=True) if is_sure)


def _plan(found: Sample, place: int, decisions: Decisions) -> Plan:
    """Return a plan as valued under one draw, with that draw's bound."""
    plan = read_plan(
        found.objective.at(found.coefficients[place]),
        decisions,
        status="feasible",
        bound=float(found.bound[place]),
        seconds=0.0,
        solver=HIGHS,
    )
    proven = plan.gap is not None and plan.gap <= EXACT_GAP
    return plan.but(status="optimal") if proven else plan
