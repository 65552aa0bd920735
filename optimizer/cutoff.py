r"""The cut-off of a plan as a band: who stands so near the line that another could stand there too.

A **swap** takes one focus area out of a plan and puts one candidate of its kind in, in the same
periods; everybody else keeps services, staff, money and partners. The one that comes in gets, of
the packages of services that what is free then allows, one that unlocks most, led by partners who
have room, where there are any. A swap counts only if the plan
still meets every condition (:func:`optimizer.audit.holds`). With P the plan, P' the plan swapped,
v the value and B the bound on it:

* **within the proof**: v(P) − v(P') ≤ B − v(P). Nobody has proven the plan that far, so such a swap
  is no news: among the plans that are not ruled out it is as good as any.
* **within the doubt**: under the weights given, P' is worth more than P in 1 − ``bands.SURE`` or
  more of the draws of missing and ranged evidence: pairwise winning of two plans, as
  :mod:`scoring.bands` has it of two candidates. A plan is linear in a draw
  (:mod:`optimizer.robust.objective`), so that this is one product and takes no search.

The band are those inside who can be swapped out, and those outside who can be swapped in. What is
told is a least band: more may be open where several change places at once, and those who need the
services of others to come in are not looked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from config.base import Frozen
from optimizer.audit import holds, in_focus, net_weeks, rule_miss
from optimizer.cuts.support import one_size
from optimizer.decisions import Decisions
from optimizer.highs_model import Mask, Vector
from optimizer.payments import payments
from optimizer.plan import Plan
from optimizer.problem import Area, Problem
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.standing import closed
from optimizer.tolerances import FEASIBILITY, MONEY_TIE_USD, VALUE_TIE
from scoring.bands import DRAWS, SURE
from scoring.draws import BLOCK
from scoring.scorecard import Scorecard
from scoring.weight_samples import FixedWeights

Served = tuple[str, str, str]
"""Candidate, service, period."""
Fits = Mapping[str, tuple[int, ...]]
"""Period → the packages that what is free allows, those that unlock most first."""
PACKAGES = 2**12
"""Most packages of a candidate that are looked at: of more services, or sizes, the first ones."""
TRIES = 4
"""Packages that are tried for one swap, those that unlock most first."""


class Swap(Frozen):
    """One focus area out, one candidate of its kind in, everybody else as before."""

    out: str
    into: str
    loss: float
    """Points that the plan is worth less; below 0 where more."""
    better: float
    """Share of the draws of evidence (0..1) in which it is worth more."""
    proof: bool
    """Whether it loses no more than is unproven of the plan."""
    doubt: bool
    """Whether the evidence leaves open which of the two plans is worth more."""


class CutOff(Frozen):
    """Who stands at the line of a plan."""

    unproven: float
    """Points that a better plan may be worth more than this one; infinite where not known."""
    swaps: tuple[Swap, ...]
    """Within the proof or the doubt, those that lose least first: enough to show for everybody in
    the band."""

    def ids(self, *, proof: bool = False) -> frozenset[str]:
        """Return who could be swapped; with ``proof``, without losing more than is unproven."""
        return frozenset(
            one for swap in self.swaps if swap.proof or not proof for one in (swap.out, swap.into)
        )


def cut_off(problem: Problem, plan: Plan, scores: Scorecard) -> CutOff:
    """Return who stands at the line of a plan.

    Args:
        problem: what was asked.
        plan: the answer.
        scores: under the same weights.

    Raises:
        ValueError: there is no plan.
    """
    if plan.value is None:
        msg = "there must be a plan that has a line"
        raise ValueError(msg)
    unproven = np.inf if plan.bound is None else max(0.0, plan.bound - plan.value)
    look = _Look(problem, plan.decisions, scores)
    known: dict[bool, set[str]] = {True: set(), False: set()}
    found = []
    for out, into, fits in look.promising(unproven):
        pair = {out.id, into.id}
        for swapped in look.swapped(out, into, fits):
            loss, better = look.compared(swapped)
            proof, doubt = loss <= unproven + VALUE_TIE, better >= 1 - SURE
            sides = [side for side, holds in ((True, proof), (False, doubt)) if holds]
            if all(pair <= known[side] for side in sides):
                break
            paid = look.paid(swapped)
            if holds(problem, paid):
                swap = Swap(
                    out=out.id, into=into.id, loss=loss, better=better, proof=proof, doubt=doubt
                )
                found.append(swap)
                for side in sides:
                    known[side] |= pair
                break
    return CutOff(
        unproven=unproven,
        swaps=tuple(sorted(found, key=lambda one: (one.loss, one.out, one.into))),
    )


@dataclass(frozen=True)
class _Packages:
    """Packages of a candidate's services that are support enough, those that unlock most first.

    Of the sizes of a service none has more than one.
    """

    taken: Mask
    """Shape (packages, services)."""
    unlocks: Vector
    """Shape (packages,)."""
    weeks: Vector
    """Of every service, shape (services, teams)."""
    saved: Vector
    """Share of its weeks that a partner who leads a service saves, shape (services,)."""
    usd: Vector
    """Shape (packages, purses): by who may pay."""

    @classmethod
    def of(cls, area: Area, problem: Problem, purses: Sequence[tuple[str, ...]]) -> "_Packages":
        """Return the packages of a candidate."""
        options = area.options
        taken = np.zeros((1, len(options)), dtype=np.bool_)
        for family in dict.fromkeys(one.family for one in options):
            ways = [taken]
            for at in [at for at, one in enumerate(options) if one.family == family]:
                ways.append(taken.copy())
                ways[-1][:, at] = True
            if len(taken) * len(ways) > PACKAGES:
                break
            taken = np.concatenate(ways)
        unlocks = taken @ np.array([one.unlocks for one in options])
        enough = (unlocks >= area.support_min - FEASIBILITY) & taken.any(axis=1)
        enough &= one_size(taken, [one.family for one in options])
        order = np.argsort(-unlocks, kind="stable")
        taken = taken[order[enough[order]]]
        weeks = [[one.weeks.get(team.id, 0.0) for team in problem.teams] for one in options]
        usd = [
            [one.usd * (problem.payers[area.id, one.service] == purse) for purse in purses]
            for one in options
        ]
        return cls(
            taken,
            taken @ np.array([one.unlocks for one in options]),
            np.array(weeks).reshape(len(options), len(problem.teams)),
            np.array([one.partner_lead for one in options]),
            taken @ np.array(usd).reshape(len(options), len(purses)),
        )


@dataclass(frozen=True)
class _Look:
    """A plan, and what every swap is read off."""

    problem: Problem
    decisions: Decisions
    scores: Scorecard

    @cached_property
    def objective(self) -> ObjectiveCoefficients:
        return ObjectiveCoefficients(self.problem)

    @cached_property
    def draws(self) -> Vector:
        """The problem itself, then draws of the evidence: shape (1 + draws, coefficients)."""
        fixed = UncertaintyModel(weights=FixedWeights())
        blocks = [
            self.objective.draws(self.scores, fixed, 0, block) for block in range(DRAWS // BLOCK)
        ]
        return np.concatenate([self.objective.central()[None], *blocks])

    @cached_property
    def worth(self) -> Vector:
        """Points of the plan under the problem itself and under every draw."""
        terms = self.objective.of_plan(self.decisions)
        return np.asarray(self.draws @ terms.slopes + terms.fixed)

    @cached_property
    def earned(self) -> Vector:
        """Points per unit of potential that every candidate earns by its services."""
        return self.objective.of_plan(self.decisions).slopes

    @cached_property
    def free(self) -> Mapping[str, Vector]:
        """Period → weeks of every team that are free, shape (teams,)."""
        used, teams = net_weeks(self.problem, self.decisions), self.problem.teams
        return {
            when: np.array([team.open_in(when) - used.get((team.id, when), 0.0) for team in teams])
            for when in (period.id for period in self.problem.periods)
        }

    @cached_property
    def periods(self) -> Mapping[str, tuple[str, ...]]:
        """Candidate in focus → when."""
        return {
            one: tuple(t.id for t in self.problem.periods if (one, t.id) in self.decisions.focus)
            for one in self.decisions.ids
        }

    @cached_property
    def packages(self) -> Mapping[str, _Packages]:
        """Candidate outside → its packages."""
        return {
            area.id: _Packages.of(area, self.problem, self.purses)
            for area in self.problem.areas
            if area.id not in self.decisions.ids
        }

    @cached_property
    def purses(self) -> tuple[tuple[str, ...], ...]:
        """The sets of funds that may pay for the same services."""
        return tuple(
            sorted({self.problem.payers[pair] for pair, one in self.problem.options.items()
                    if one.usd > 0})
        )  # fmt: skip

    @cached_property
    def within(self) -> Vector:
        """Shape (purses, purses): 1 where all who may pay the second may pay the first."""
        rows = [[float({*one} >= {*other}) for other in self.purses] for one in self.purses]
        return np.array(rows).reshape(len(self.purses), len(self.purses))

    @cached_property
    def balances(self) -> Vector:
        """What the funds of every purse have together, USD, shape (purses,)."""
        usd = {fund.id: fund.usd for fund in self.problem.funds}
        return np.array([sum(usd[fund] for fund in purse) for purse in self.purses])

    @cached_property
    def owed(self) -> Mapping[tuple[str, str], Vector]:
        """(Candidate in focus, period) → USD that its services cost, shape (purses,)."""
        found = {key: np.zeros(len(self.purses)) for key in self.decisions.focus}
        for one, service, when in self.decisions.services:
            usd = self.problem.options[one, service].usd
            if usd > 0:
                found[one, when][self.purses.index(self.problem.payers[one, service])] += usd
        return found

    @cached_property
    def besides(self) -> Mapping[str, float]:
        """Candidate → points that its coming or going can bring at most besides its support."""
        most = {
            area.id: (area.drop_price if area.incumbent else 0.0) * len(self.problem.periods)
            for area in self.problem.areas
        }
        for term in self.problem.overlaps:
            for one in (term.candidate, *term.targets):
                most[one] += term.points * len(self.problem.periods)
        for rule in self.problem.rules:
            for one in () if rule.hard else {*rule.members, *rule.base}:
                most[one] += rule.penalty * len(self.problem.periods)
        return most

    def compared(self, swapped: Decisions) -> tuple[float, float]:
        """Return what a plan is worth less than this one, and in which share of draws more."""
        terms = self.objective.of_plan(swapped)
        gain = self.draws @ terms.slopes + terms.fixed - self.worth
        return -float(gain[0]), float((gain[1:] > VALUE_TIE).mean())

    def promising(self, unproven: float) -> Iterator[tuple[Area, Area, Fits]]:
        """Yield the pairs that rules and staff allow, those that could gain most first.

        Left out are those that would lose too much even if all that they change besides support
        turned out best.
        """
        never = closed(self.problem) | self.problem.must_not | self.decisions.ids
        inside = [
            one
            for one in self.problem.areas
            if one.id in self.decisions.ids and one.id not in self.problem.must
        ]
        outside = [one for one in self.problem.areas if one.id not in never and one.barred is None]
        place = {one: at for at, one in enumerate(self.objective.candidates)}
        found = []
        for out, into in product(inside, outside):
            if out.kind != into.kind or not self._allowed(out.id, into.id):
                continue
            fits = {when: self._fitting(out.id, into.id, when) for when in self.periods[out.id]}
            if not all(fits.values()):
                continue
            earns = sum(
                period.discount * into.worth * self.packages[into.id].unlocks[fits[period.id][0]]
                for period in self.problem.periods
                if period.id in fits
            )
            here, there = place[out.id], place[into.id]
            gain = self.draws[:, there] * earns - self.draws[:, here] * self.earned[here]
            gain += self.besides[out.id] + self.besides[into.id]
            often = float((gain[1:] > VALUE_TIE).mean())
            if -gain[0] <= unproven + VALUE_TIE or often >= 1 - SURE:
                found.append((float(gain[0]), out, into, fits))
        found.sort(key=lambda one: (-one[0], one[1].id, one[2].id))
        for _, out, into, fits in found:
            yield out, into, fits

    def swapped(self, out: Area, into: Area, fits: Fits) -> Iterator[Decisions]:
        """Yield the plan with one swap, not paid for yet, for each package that may fit."""
        taken = self.packages[into.id].taken
        kept = self.decisions.but(
            focus=frozenset(
                (into.id if one == out.id else one, when) for one, when in self.decisions.focus
            ),
            leads=frozenset(key for key in self.decisions.leads if key[1] != out.id),
            money={},
        )
        others = {key for key in self.decisions.services if key[0] != out.id}
        for step in range(max(map(len, fits.values()))):
            given = {
                (into.id, service, when)
                for when, some in fits.items()
                for service in _chosen(into, taken[some[min(step, len(some) - 1)]])
            }
            led = self._led(out.id, into.id, given)
            yield kept.but(services=frozenset(others | given), leads=kept.leads | led)

    def paid(self, swapped: Decisions) -> Decisions:
        """Return decisions with the money that they take."""
        return swapped.but(money=payments(self.problem, swapped.services))

    def _allowed(self, out: str, into: str) -> bool:
        """Say whether windows, reviews and firm rules have room for a swap."""
        if not self._reviewed(out, into):
            return False
        for when in self.periods[out]:
            if not self.problem.by_id[into].is_open(when):
                return False
            focus = self._focus[when] - {out} | {into}
            for rule in self.problem.rules:
                if rule.hard and rule_miss(rule, focus) > FEASIBILITY:
                    return False
        return True

    @cached_property
    def _focus(self) -> Mapping[str, frozenset[str]]:
        """Period → who is in focus."""
        return {one.id: in_focus(self.decisions, one.id) for one in self.problem.periods}

    def _reviewed(self, out: str, into: str) -> bool:
        """Say whether both sides of a swap change lists at reviews only."""
        between = {(one.kind, when) for one in self.problem.reviews for when in one.between}
        had = {one: self.problem.by_id[one].incumbent for one in (out, into)}
        for period in self.problem.periods if between else ():
            has = {out: False, into: period.id in self.periods[out]}
            for one in (out, into):
                area = self.problem.by_id[one]
                moved = has[one] != had[one] and (has[one] or area.is_open(period.id))
                if moved and (area.kind, period.id) in between:
                    return False
            had = has
        return True

    def _fitting(self, out: str, into: str, when: str) -> tuple[int, ...]:
        """Return packages that the staff, and the money in all, then allow."""
        offered = self.packages[into]
        room = self.free[when] + self._freed[out, when] + FEASIBILITY
        due = (offered.usd + self._others_owe[out, when]) @ self.within.T
        leaders = self._leaders(out, into, when)
        options = self.problem.by_id[into].options
        led = np.array([bool(leaders.get(one.service)) for one in options])
        shut = np.array([not one.is_open(when) for one in options], dtype=np.bool_)
        weeks = offered.taken @ (offered.weeks * (1 - offered.saved * led)[:, None])
        fits = (weeks <= room).all(axis=1) & (due <= self.balances + MONEY_TIE_USD).all(1)
        fits &= ~offered.taken[:, shut].any(axis=1)
        return tuple(np.flatnonzero(fits)[:TRIES].tolist())

    @cached_property
    def _offers(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Candidate → service → partners who could lead it."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for lead in self.problem.leads:
            mine = found.setdefault(lead.candidate, {})
            mine[lead.service] = (*mine.get(lead.service, ()), lead.partner)
        return found

    @cached_property
    def _others_owe(self) -> Mapping[tuple[str, str], Vector]:
        """(Candidate in focus, period) → USD that all others' services cost, shape (purses,)."""
        return {
            (out, when): np.sum(
                [usd for key, usd in self.owed.items() if key[1] == when and key[0] != out], axis=0
            )
            for out, when in self.owed
        }

    @cached_property
    def _room(self) -> Mapping[tuple[str, str], Mapping[str, float]]:
        """(Candidate in focus, period) → what every partner could lead more if it went."""
        found = {key: dict(self.problem.partner_capacity) for key in self.decisions.focus}
        for partner, candidate, _, period in self.decisions.leads:
            for (out, when), room in found.items():
                if candidate != out and period == when:
                    room[partner] -= 1
        return found

    def _leaders(self, out: str, into: str, when: str) -> dict[str, tuple[str, ...]]:
        """Return service → partners with room to lead it for the one that comes in."""
        room = self._room[out, when]
        return {
            service: tuple(one for one in partners if room.get(one, 0.0) >= 1 - FEASIBILITY)
            for service, partners in self._offers.get(into, {}).items()
        }

    def _led(self, out: str, into: str, given: set[Served]) -> set[tuple[str, str, str, str]]:
        """Return who leads what of the one that comes in: those with fewest partners first."""
        found = set()
        for when in {period for _, _, period in given}:
            room, leaders = {**self._room[out, when]}, self._leaders(out, into, when)
            mine = sorted(service for _, service, period in given if period == when)
            for service in sorted(mine, key=lambda one: len(leaders.get(one, ()))):
                options = self.problem.options[into, service]
                free = [one for one in leaders.get(service, ()) if room[one] >= 1 - FEASIBILITY]
                if options.partner_lead and free:
                    leader = max(free, key=lambda one: (room[one], one))
                    room[leader] -= 1
                    found.add((leader, into, service, when))
        return found

    @cached_property
    def _freed(self) -> Mapping[tuple[str, str], Vector]:
        """(Candidate in focus, period) → weeks that it takes, shape (teams,)."""
        found = {}
        for one, when in self.decisions.focus:
            mine = self.decisions.but(
                services=frozenset(
                    key for key in self.decisions.services if (key[0], key[2]) == (one, when)
                ),
                leads=frozenset(
                    key for key in self.decisions.leads if (key[1], key[3]) == (one, when)
                ),
            )
            weeks = net_weeks(self.problem, mine)
            found[one, when] = np.array(
                [weeks.get((team.id, when), 0.0) for team in self.problem.teams]
            )
        return found


def _chosen(area: Area, taken: Mask) -> list[str]:
    """Return the services of a package."""
    return [
        one.service for one, chosen in zip(area.options, taken.tolist(), strict=False) if chosen
    ]
