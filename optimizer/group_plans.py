"""Many people: each one's own best plan, what all of them share, and the plan that hurts least.

Everybody's plan is the best one under their own weights, evidence at its central values, with the
same capacities, rules and locks. A person who gives no weights for a kind has the given ones there.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from config.base import Frozen
from config.problems import InputError, InputProblem
from optimizer.decisions import Decisions
from optimizer.live import Vector
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.reading import read_plan
from optimizer.robust.compromise import Compromise, compromise
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.sampling import Progress, Sample, sample
from optimizer.robust.search import DrawEffort
from optimizer.robust.stakes import Stakes
from optimizer.robust.weight_sets import kind_draws
from optimizer.robust.workers import Workers
from optimizer.solve import HIGHS
from optimizer.stop import Stop
from optimizer.tolerances import EXACT_GAP
from scoring.group import GroupWeights, group_weights
from scoring.scorecard import Scorecard

People = Mapping[str, Mapping[str, Mapping[str, float]]]
"""Kind → person → criterion → weight."""
CONSENSUS = "consensus"
"""Name of the plan under the mean of everybody's weights."""


class PersonPlan(Frozen):
    """The best plan known under one person's weights."""

    person: str
    plan: Plan
    """Valued under their weights."""
    only: tuple[str, ...]
    """Focus areas that nobody else's plan has."""
    without: tuple[str, ...]
    """Focus areas that everybody else's plan has, and theirs has not."""
    regret: float
    """Points, under their weights, that the consensus plan loses against their own."""
    regret_of_compromise: float
    """The same for the compromise."""


class GroupPlans(Frozen):
    """What a group of people would do, each alone and all together."""

    people: tuple[PersonPlan, ...]
    consensus: Plan
    """Best plan known under the mean of all weights; valued under them."""
    consensus_worst: float
    """Largest regret of the consensus plan over the people."""
    compromise: Plan
    """The plan whose largest regret over the people is least; valued under the mean weights."""
    compromise_worst: float
    compromise_least: float
    """Proven: no plan's largest regret is less."""
    shared: tuple[str, ...]
    """Focus areas of everybody's own plan."""
    some: tuple[str, ...]
    """Focus areas of somebody's own plan, but not of everybody's; most often first."""
    support: Mapping[str, int]
    """Candidate → number of people whose own plan has it; absent = 0."""


def group_draws(
    stakes: Stakes, scorecard: Scorecard, people: People
) -> tuple[tuple[str, ...], Vector, Mapping[str, GroupWeights]]:
    """Return the people, their draws (people, stakes), and their weights of every kind.

    Raises:
        InputError: nobody gives weights, or someone's weights do not hold; carries every problem.
    """
    names = tuple(dict.fromkeys(person for weights in people.values() for person in weights))
    if not names:
        must = "one person at least must give weights"
        raise InputError.one(file="people", must=must, do="Add a person.")
    theta = np.tile(stakes.central(), (len(names), 1))
    groups: dict[str, GroupWeights] = {}
    problems: list[InputProblem] = []
    for kind, scores in scorecard.kinds.items():
        given = dict(zip(scores.criteria, scores.weights.tolist(), strict=True))
        weights = {name: people.get(kind, {}).get(name, given) for name in names}
        try:
            groups[kind] = group_weights(weights, scores.criteria)
        except InputError as error:
            problems.extend(error.problems)
            continue
        drawn = kind_draws(stakes, scores, groups[kind].weights)
        theta = np.where(np.isnan(drawn), theta, drawn)
    if problems:
        raise InputError(problems)
    return names, theta, groups


def group_plans(
    problem: Problem,
    scorecard: Scorecard,
    people: People,
    *,
    plans: Iterable[Decisions] = (),
    effort: DrawEffort | None = None,
    workers: Workers | None = None,
    stop: Stop | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> GroupPlans:
    """Return everybody's own plan, the plan of the mean weights, and the compromise.

    Args:
        problem: conditions and candidates.
        scorecard: scores under the given weights.
        people: their weights.
        plans: known plans to start from.
        effort: how far each plan has to be proven.
        workers: who does the work; None = this process.
        stop: ends the work early when thrown.
        progress: told as the work goes on.

    Raises:
        InputError: weights do not hold.
        NoPlanError: no plan meets all conditions of the problem.
        ValueError: the work was stopped before everybody had a plan.
    """
    effort = effort or DrawEffort(gap=0.005)
    stakes = Stakes(problem)
    names, theta, _ = group_draws(stakes, scorecard, people)
    everything = np.vstack([theta, theta.mean(axis=0)])
    found = sample(
        Inquiry(problem, Listed(everything), effort),
        len(everything),
        plans=plans,
        workers=workers,
        stop=stop,
        progress=progress,
    )
    if found.draws < len(everything):
        msg = "the work was stopped before everybody had a plan"
        raise ValueError(msg)
    best = compromise(_only(found, len(names)), effort, stop=stop)
    return _together(names, found, best)


def _only(found: Sample, count: int) -> Sample:
    """Return the sample of the first draws."""
    return Sample(
        inquiry=found.inquiry,
        asked=count,
        numbers=found.numbers[:count],
        theta=found.theta[:count],
        plans=found.plans,
        given=found.given,
        points=found.points[:count],
        bound=found.bound[:count],
        with_it=found.with_it[:count],
        without_it=found.without_it[:count],
    )


def _together(names: Sequence[str], found: Sample, best: Compromise) -> GroupPlans:
    count = len(names)
    own = [found.plans[number].ids for number in found.best[:count]]
    support = {name: sum(name in ids for ids in own) for name in sorted(frozenset().union(*own))}
    consensus = found.plans[found.best[count]]
    lost = np.maximum(0.0, found.value[:count] - found.points[:count, found.best[count]])
    persons = tuple(
        PersonPlan(
            person=name,
            plan=_plan(found, number, found.plans[found.best[number]]),
            only=tuple(x for x in sorted(own[number]) if support[x] == 1 < count),
            without=tuple(
                x for x, times in support.items() if times == count - 1 and x not in own[number]
            ),
            regret=float(lost[number]),
            regret_of_compromise=best.regrets[number],
        )
        for number, name in enumerate(names)
    )
    some = [x for x, times in support.items() if times < count]
    return GroupPlans(
        people=persons,
        consensus=_plan(found, count, consensus),
        consensus_worst=float(lost.max()),
        compromise=_plan(found, count, best.decisions),
        compromise_worst=best.worst,
        compromise_least=best.least,
        shared=tuple(x for x, times in support.items() if times == count),
        some=tuple(sorted(some, key=lambda x: (-support[x], x))),
        support=support,
    )


def _plan(found: Sample, number: int, decisions: Decisions) -> Plan:
    """Return a plan as valued under one draw, with that draw's bound."""
    bound = float(found.bound[number])
    plan = read_plan(
        found.stakes.at(found.theta[number]),
        decisions,
        status="feasible",
        bound=bound,
        seconds=0.0,
        solver=HIGHS,
    )
    proven = plan.gap is not None and plan.gap <= EXACT_GAP
    return plan.but(status="optimal") if proven else plan
