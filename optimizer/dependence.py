"""What a plan loses with one partner: by its figures as they stand, and by planning anew.

A partner counts in a plan twice, by two different goods: its work makes candidates worth more
(partner strength, so that V falls without it) and it leads services (staff saved). S is the study,
S′ the study without the partner (:func:`ecosystem.dependence.without`), D the decisions of a plan
under S, v(·) the value in points.

:func:`partner_loss` asks what D itself loses, without a search for another list:

    worth less   v_S(D) − v_S′(D)      the same decisions, at the lower scores
    costs more   v_S′(D) − v_S′(D⁻)    D⁻ = the best that is left of D when its leads are gone: some
                                       focus areas and services fall away where staff is short, and
                                       nothing new comes in

Both are exact sums. D⁻ is a plan that can be had without the partner, so that the best plan without
it is worth at least v_S′(D⁻): the loss of this plan is *at most* the sum of the two.

What planning anew would lose: :mod:`optimizer.replanning`.

Source: "with and without" as the worth of a participant is the marginal contribution to the grand
coalition of cooperative games (Shapley 1953).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic import Field

from config.base import Frozen
from ecosystem.dependence import dependences, without
from optimizer.audit import broken, net_weeks, worth
from optimizer.decisions import Decisions
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.reading import read_plan
from optimizer.scenario import Scenario
from optimizer.search.effort import HIGHS
from optimizer.search.model import SearchModel, SolverError
from optimizer.search.warm_start import mended
from optimizer.stop import Stop
from optimizer.study import BASELINE, Study
from optimizer.subproblem import subproblem
from optimizer.tolerances import FEASIBILITY

NOISE = 1e-9
"""Points of a score that count as none."""


class PartnerLoss(Frozen):
    """What a plan loses with one partner when nothing new comes in."""

    partner: str
    leads: tuple[tuple[str, str, str], ...]
    """(candidate, service, period) that it leads in the plan."""
    weeks_saved: float
    """Staff-weeks that this saves."""
    weeks_short: Mapping[str, float] = Field(default_factory=dict)
    """Team → staff-weeks short in the worst period if all of the plan were kept."""
    falls: Mapping[str, float] = Field(default_factory=dict)
    """Focus area of the plan → points (0..100) by which its score falls, focus overlap apart."""
    worth_less: float
    """Points: the same decisions, at the scores without the partner; below 0, worth more."""
    costs_more: float | None
    """Points: what the staff no longer carries; None when no part of the plan can be kept."""
    kept: Plan | None
    """The best that is left of the plan without the partner."""
    alone: tuple[str, ...] = ()
    """Focus areas of the plan left without any partner on record."""

    @property
    def at_most(self) -> float | None:
        """Points that this plan loses at most; below 0, what it gains; None when not proven."""
        return None if self.costs_more is None else self.worth_less + self.costs_more


def without_partner(study: Study, partner: str) -> Study:
    """Return the study as if a partner had gone: scores and leads both change.

    Raises:
        InputError: the dataset has no such partner.
    """
    return Study(without(study.dataset, partner), study.configuration)


def partner_loss(
    study: Study,
    plan: Plan,
    partner: str,
    scenario: Scenario = BASELINE,
) -> PartnerLoss:
    """Return what a plan loses with a partner when nothing new comes in.

    Args:
        study: that the plan was made from.
        plan: found, under the scenario.
        partner: id.
        scenario: the plan's levers.

    Raises:
        InputError: the dataset has no such partner.
    """
    return next(iter(_losses(study, plan, (partner,), scenario)))


def partner_losses(
    study: Study,
    plan: Plan,
    partners: Iterable[str],
    scenario: Scenario = BASELINE,
    *,
    stop: Stop | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[PartnerLoss, ...]:
    """Return what a plan loses with each of several partners: the greatest loss first.

    A stop thrown on the way ends with the partners looked at so far; ``progress`` is told their
    number, and how many there are, after each.
    """
    all_of_them, found = tuple(partners), list[PartnerLoss]()
    for loss in _losses(study, plan, all_of_them, scenario, stop):
        found.append(loss)
        if progress is not None:
            progress(len(found), len(all_of_them))
    return tuple(
        sorted(
            found,
            key=lambda loss: (
                -(float("inf") if loss.at_most is None else loss.at_most),
                loss.partner,
            ),
        )
    )


def _losses(
    study: Study,
    plan: Plan,
    partners: Iterable[str],
    scenario: Scenario,
    stop: Stop | None = None,
) -> Iterator[PartnerLoss]:
    problem = study.problem(scenario)
    alone = left_alone(study, plan)
    for partner in partners:
        if stop is not None and stop.thrown:
            return
        weaker = without_partner(study, partner).problem(scenario)
        left = left_of_plan(weaker, plan.decisions)
        yield loss_of_plan(problem, weaker, plan, partner, left, alone.get(partner, ()))


def left_alone(study: Study, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return partner → focus areas of the plan that would be left without any partner."""
    return {item.partner: item.alone for item in dependences(study.dataset, plan.ids)}


def most_important(study: Study, plan: Plan, most: int = 10) -> tuple[str, ...]:
    """Return the partners that a plan may lose most with, as far as can be said without solving.

    Half the places go to those who save most staff-weeks, the rest to those whose loss takes most
    strength from the plan's focus areas.
    """
    saved: dict[str, float] = defaultdict(float)
    for line in plan.focus:
        for partner in line.leads.values():
            saved[partner] += line.weeks_saved / len(line.leads)
    leaders = sorted(saved, key=lambda partner: (-saved[partner], partner))
    lost = sorted(dependences(study.dataset, plan.ids), key=lambda item: (-item.loss, item.partner))
    others = [item.partner for item in lost]
    return tuple(dict.fromkeys((*leaders[: (most + 1) // 2], *others, *leaders)))[:most]


def left_of_plan(problem: Problem, decisions: Decisions) -> Decisions | None:
    """Return the best that a problem leaves of a plan made under others; None where nothing is.

    Focus areas and services outside the plan are shut; leads and money are decided anew.
    """
    model = SearchModel(subproblem(problem, decisions.ids))
    left = mended(model, model.vector(decisions), nodes=None)
    return None if left is None else model.decisions(left)


def loss_of_plan(
    problem: Problem,
    weaker: Problem,
    plan: Plan,
    partner: str,
    rest: Decisions | None,
    alone: tuple[str, ...],
) -> PartnerLoss:
    """Add up what a plan loses, in plain sums over its decisions.

    Args:
        problem: that the plan answers.
        weaker: the same without the partner.
        plan: found.
        partner: id.
        rest: the best that is left of it; None when nothing can be kept.
        alone: focus areas left without any partner.

    Raises:
        SolverError: the rest breaks a condition.
    """
    decisions = plan.decisions
    mine = {lead for lead in decisions.leads if lead[0] == partner}
    rid = decisions.but(leads=decisions.leads - mine)
    before = worth(problem, decisions).total
    unchanged = worth(weaker, rid).total
    if not broken(weaker, rid) and (rest is None or unchanged >= worth(weaker, rest).total):
        rest = rid
    kept = None if rest is None else _kept(weaker, rest)
    return PartnerLoss(
        partner=partner,
        leads=tuple(sorted((candidate, service, period) for _, candidate, service, period in mine)),
        weeks_saved=_weeks(problem, rid) - _weeks(problem, decisions),
        weeks_short=_short(problem, rid),
        falls=_falls(problem, weaker, decisions.ids),
        worth_less=before - unchanged,
        costs_more=None if kept is None or kept.value is None else unchanged - kept.value,
        kept=kept,
        alone=alone,
    )


def _kept(weaker: Problem, rest: Decisions) -> Plan:
    """Return what is left as a plan; how good the best one is, nobody has asked."""
    faults = broken(weaker, rest)
    if faults:
        msg = f"what is left of the plan breaks conditions: {'; '.join(faults)}"
        raise SolverError(msg)
    value = worth(weaker, rest).total
    plan = read_plan(weaker, rest, status="feasible", bound=value, seconds=0.0, solver=HIGHS)
    return plan.but(bound=None, gap=None)


def _falls(problem: Problem, weaker: Problem, focus: Iterable[str]) -> dict[str, float]:
    """Return focus area → points by which its score falls, the greatest fall first."""
    falls = {
        name: 100 * (problem.by_id[name].potential - weaker.by_id[name].potential) for name in focus
    }
    ranked = sorted(falls, key=lambda name: (-falls[name], name))
    return {name: falls[name] for name in ranked if falls[name] > NOISE}


def _weeks(problem: Problem, decisions: Decisions) -> float:
    return sum(net_weeks(problem, decisions).values())


def _short(problem: Problem, decisions: Decisions) -> dict[str, float]:
    """Return team → staff-weeks by which it is over in its worst period."""
    used = net_weeks(problem, decisions)
    over = {
        team.id: max(
            used.get((team.id, period.id), 0.0) - team.open_in(period.id)
            for period in problem.periods
        )
        for team in problem.teams
    }
    return {team: weeks for team, weeks in over.items() if weeks > FEASIBILITY}
