r"""The coefficients of the objective in a draw: potentials, and weights of focus overlap.

A draw of weights and evidence changes the value of a plan, and nothing else about it: not what it
costs, and not which rules it meets. It is a vector θ of the potentials of all n candidates,
followed by the weight (0..1) that each relation of each kind earns by focus overlap. The value of a
plan P is linear in it,

.. math:: value(P, θ) = fixed_P + \sum_i θ_i\, s_{Pi}
   + \sum_r θ_{n+r}\, o_{Pr}, \qquad s_{Pi} = \sum_t δ_t α_i \sum_s β_{is} z_{ist},

with o_Pr the points per weight that P earns by overlap and fixed_P what drops and missed rules
cost. So the values of many plans under many draws are one matrix product.

Where evidence decides a gate, a draw bars those who fail it. For every candidate that may fail, an
entry follows that is 1 where it does, and takes so many points for every period in focus that no
plan with it can be best: more than all that any plan can earn and lose. So a draw still changes
nothing but what plans are worth. A plan that was chosen without knowing this loses what the
candidate would have earned (:meth:`ObjectiveCoefficients.left`), and no more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from optimizer.audit import in_focus, lost
from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.model.matrix import MatrixModel
from optimizer.problem import Problem
from optimizer.robust.uncertainty import UncertaintyModel
from scoring.draws import BLOCK, draw_block
from scoring.method_draws import draw_methods, potential_by
from scoring.scorecard import Scorecard

Indices = npt.NDArray[np.int64]


BARRED = "a gate fails in this draw"
"""Why a draw bars a candidate."""


def everything(problem: Problem) -> float:
    """Return more points than two plans of a problem can differ by."""
    periods = sum(period.discount for period in problem.periods)
    worths = sum(area.worth + area.drop_price for area in problem.areas)
    overlaps = sum(term.points for term in problem.overlaps)
    missed = sum(
        rule.penalty * max(rule.low or 0.0, len(problem.areas))
        for rule in problem.rules
        if not rule.hard
    )
    return 1.0 + periods * (worths + overlaps + missed)


@dataclass(frozen=True, eq=False)
class PlanTerms:
    """The value of one plan as a linear function of a draw."""

    fixed: float
    """Points that no draw changes."""
    slopes: Vector
    """Points per unit of θ, shape (coefficients,)."""


class ObjectiveCoefficients:
    """Which entries of a draw stand for what, and what they do to a model and to plans."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.candidates = tuple(area.id for area in problem.areas)
        kinds = {area.id: area.kind for area in problem.areas}
        self.relations = tuple(
            sorted({(kinds[term.candidate], term.relation) for term in problem.overlaps})
        )
        """(kind, relation), in the order of the entries that follow the candidates."""
        self.may_fail = tuple(
            area.id
            for area in problem.areas
            if area.may_fail and area.id not in problem.must | problem.kept_in
        )
        """Candidates whose entries follow the relations: 1 where a draw bars them. Whoever must be
        in is in, whatever the gate; so is whoever stays until the next review."""
        self.size = len(self.candidates) + len(self.relations) + len(self.may_fail)
        self._place = {name: place for place, name in enumerate(self.candidates)}
        self._relation = {
            key: len(self.candidates) + place for place, key in enumerate(self.relations)
        }
        first = len(self.candidates) + len(self.relations)
        self.barring = {name: first + place for place, name in enumerate(self.may_fail)}
        """Candidate that may fail → place of its entry."""
        self.bar = everything(problem) if self.may_fail else 0.0
        """Points that a candidate in focus in a period takes where it is barred."""

    @cached_property
    def _unlocks(self) -> Mapping[tuple[str, str], float]:
        """Candidate and service → points that it unlocks of all that the candidate could be."""
        return {
            (area.id, option.service): area.worth * option.unlocks
            for area in self.problem.areas
            for option in area.options
        }

    def central(self) -> Vector:
        """Return the draw that the problem itself stands for, shape (coefficients,)."""
        coefficients = np.zeros(self.size)
        for area in self.problem.areas:
            coefficients[self._place[area.id]] = area.potential
        for term in self.problem.overlaps:
            area = self.problem.by_id[term.candidate]
            if area.worth > 0:
                coefficients[self._relation[area.kind, term.relation]] = term.points / area.worth
        return coefficients

    def left(self, coefficients: Vector) -> Vector:
        """Return draws as they are for plans that do not know who is barred, same shape.

        Whoever is barred earns nothing by itself, and nothing more is taken for it; what its links
        earn by overlap is left to the plan.
        """
        if not self.may_fail:
            return coefficients
        found = coefficients.copy()
        for name, place in self.barring.items():
            found[..., self._place[name]] *= 1 - found[..., place]
            found[..., place] = 0.0
        return found

    def at(self, coefficients: Vector) -> Problem:
        """Return the problem with a draw's potentials and overlap weights in place of its own.

        Those whom the draw bars are barred.
        """
        weight = {key: float(coefficients[place]) for key, place in self._relation.items()}
        by_id = self.problem.by_id
        return self.problem.but(
            areas=tuple(
                area.but(
                    potential=float(coefficients[self._place[area.id]]),
                    score=None,
                    barred=area.barred or self._bars(area.id, coefficients),
                )
                for area in self.problem.areas
            ),
            overlaps=tuple(
                term.but(
                    points=by_id[term.candidate].worth
                    * weight[by_id[term.candidate].kind, term.relation]
                )
                for term in self.problem.overlaps
            ),
        )

    def _bars(self, candidate: str, coefficients: Vector) -> str | None:
        """Return why a draw bars a candidate; None where it does not."""
        place = self.barring.get(candidate)
        return None if place is None or coefficients[place] == 0 else BARRED

    def draws(
        self,
        scorecard: Scorecard,
        uncertainty: UncertaintyModel,
        seed: int,
        block: int,
        size: int = BLOCK,
        evidence_seed: int | None = None,
        method_seed: int | None = None,
    ) -> Vector:
        """Return a block of draws, shape (size, coefficients); the same for the same arguments.

        Args:
            scorecard: the scores that are drawn around.
            uncertainty: what is drawn, and from where.
            seed: of the weights, and of the evidence where that has none of its own.
            block: number of the block.
            size: draws wanted.
            evidence_seed: of the evidence; None = the same.
            method_seed: of the method, where that is drawn; None = the same.
        """
        found = np.tile(self.central(), (size, 1))
        methods = draw_methods(seed if method_seed is None else method_seed, block, size)
        for kind, scores in scorecard.kinds.items():
            drawn = draw_block(
                scores,
                uncertainty.of(kind),
                block,
                seed,
                size=size,
                evidence=uncertainty.evidence,
                missing=uncertainty.missing,
            )
            if evidence_seed is not None and evidence_seed != seed:
                other = draw_block(
                    scores,
                    uncertainty.of(kind),
                    block,
                    evidence_seed,
                    size=size,
                    evidence=uncertainty.evidence,
                    missing=uncertainty.missing,
                )
                drawn = replace(drawn, values=other.values, passing=other.passing)
            columns = [self._place[name] for name in scores.ids]
            own = potential_by(drawn, methods) if uncertainty.method else drawn.potential
            found[:, columns] = np.clip(own, 0.0, 1.0)
            for number, name in enumerate(scores.ids):
                if name in self.barring:
                    found[:, self.barring[name]] = ~drawn.passing[:, number]
            for relation, weights in drawn.relation_weights.items():
                place = self._relation.get((kind, relation))
                if place is not None:
                    found[:, place] = weights
        return found

    def of_plan(self, decisions: Decisions) -> PlanTerms:
        """Return a plan's value as a linear function of a draw."""
        slopes = np.zeros(self.size)
        discount = {period.id: period.discount for period in self.problem.periods}
        for candidate, service, period in sorted(decisions.services):
            slopes[self._place[candidate]] += discount[period] * self._unlocks[candidate, service]
        for period, share in discount.items():
            focus = in_focus(decisions, period)
            for term in self.problem.overlaps:
                if term.candidate in focus and not focus.isdisjoint(term.targets):
                    area = self.problem.by_id[term.candidate]
                    slopes[self._relation[area.kind, term.relation]] += share * area.worth
        for candidate, _ in decisions.focus:
            if candidate in self.barring:
                slopes[self.barring[candidate]] -= self.bar
        return PlanTerms(sum(lost(self.problem, decisions)), slopes)


class ColumnCosts:
    """The costs of a model's columns under a draw."""

    def __init__(self, objective: ObjectiveCoefficients, sheet: MatrixModel) -> None:
        self._base = np.array(sheet.cost, dtype=np.float64)
        columns: list[int] = []
        places: list[int] = []
        factors: list[float] = []
        problem = objective.problem
        place = {name: number for number, name in enumerate(objective.candidates)}
        relation = {key: len(place) + number for number, key in enumerate(objective.relations)}
        for period in problem.periods:
            for area in problem.areas:
                for option in area.options:
                    columns.append(sheet.columns["service", area.id, option.service, period.id])
                    places.append(place[area.id])
                    factors.append(period.discount * area.worth * option.unlocks)
            for term in problem.overlaps:
                area = problem.by_id[term.candidate]
                key = ("overlap", term.candidate, term.relation, period.id)
                columns.append(sheet.columns[key])
                places.append(relation[area.kind, term.relation])
                factors.append(period.discount * area.worth)
        for name, number in objective.barring.items():
            for period in problem.periods:
                columns.append(sheet.columns["focus", name, period.id])
                places.append(number)
                factors.append(-objective.bar)
        self._columns = np.array(columns, dtype=np.int64)
        self._places = np.array(places, dtype=np.int64)
        self._factors = np.array(factors, dtype=np.float64)

    def at(self, coefficients: Vector) -> Vector:
        """Return points per unit of every column, shape (columns,), of (coefficients,)."""
        cost = self._base.copy()
        cost[self._columns] = self._factors * coefficients[self._places]
        return cost
