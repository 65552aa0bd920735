"""How sure is the plan, given what is not known?

The draws of a scenario do not depend on the plan in question, apart from starting at it; so they
are worked out once for everybody who asks about the same scenario under the same uncertainty, and
more draws go on from fewer.
"""

from collections.abc import Sequence, Sized
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field

from config.base import Share
from optimizer.decisions import Decisions
from optimizer.problem import Problem
from optimizer.robust.assumptions import AssumedFigures, DrawnProblems, assumptions
from optimizer.robust.core_index import (
    FIRM,
    CandidateIndex,
    ServiceIndex,
    core_indices,
    service_indices,
)
from optimizer.robust.incremental_sampling import growing
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.regret import Regret, least_regret, points_of, regret
from optimizer.robust.robust_inclusion import CORNERS, Proof, robust_inclusion
from optimizer.robust.sampling import Sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.weight_sets import Cell, count_corners, weight_set
from optimizer.search.effort import ASSUMED, DRAW, EXACT, Effort
from optimizer.study import Study
from questions.about import AboutPlan
from questions.asking import Asking
from questions.question import NothingYetError, Result
from scoring.sampling_error import precision
from scoring.scorecard import Scorecard

STEPS = (100, 400, 1_600)
"""Numbers of draws that greater numbers go on from; every next one halves the sampling error."""
GAP = DRAW.gap
"""Usual relative gap of the plan of a draw."""

Count = Annotated[int, Field(ge=1)]
Seed = Annotated[int, Field(ge=0)]
NO_NEWS = 1e-4
"""Points left unproven that are none."""


@dataclass(frozen=True, eq=False)
class Sureness:
    """How sure a plan is: held against the best plans of at least one draw."""

    sample: Sample
    plan: Decisions
    """The plan in question; it need not be one of the sample's."""
    firm: float = FIRM
    """Share of the draws (0.5..1) from which a candidate is as good as sure."""

    @cached_property
    def candidates(self) -> tuple[CandidateIndex, ...]:
        """Every candidate, the surest first."""
        return core_indices(self.sample, self.plan, self.firm)

    @cached_property
    def services(self) -> tuple[ServiceIndex, ...]:
        """Services of every candidate that is ever in focus."""
        return service_indices(self.sample, self.plan)

    @cached_property
    def regret(self) -> Regret:
        """What the plan loses, in the draws in which it can be carried out.

        Raises:
            ValueError: it can in none of them.
        """
        return regret(self.sample, self.plan)

    @cached_property
    def least_worst(self) -> tuple[Decisions, Regret]:
        """The plan found whose largest loss is least, where every plan can be carried out."""
        return least_regret(self.sample, "worst")

    @cached_property
    def least_mean(self) -> tuple[Decisions, Regret]:
        """The plan found whose mean loss is least, where every plan can be carried out."""
        return least_regret(self.sample, "mean")

    @property
    def assumed(self) -> bool:
        """Whether what is assumed was drawn too: a plan need not be possible in all draws then."""
        return self.sample.inquiry.problems is not None

    @cached_property
    def carried_out(self) -> float:
        """Share of the draws in which the plan can be carried out as it stands."""
        return float(np.isfinite(points_of(self.sample, self.plan)).mean())

    @cached_property
    def kept(self) -> tuple[float, float]:
        """Shares of the plan's focus areas, and of its services, that the best plans keep."""
        best = [self.sample.plans[number] for number in self.sample.best.tolist()]
        return (
            kept_share([self.plan.ids & one.ids for one in best], self.plan.ids),
            kept_share([self.plan.services & one.services for one in best], self.plan.services),
        )

    @property
    def barred(self) -> float:
        """Share of the draws in which a focus area of the plan fails a gate."""
        places = [
            place for name, place in self.sample.objective.barring.items() if name in self.plan.ids
        ]
        return float((self.sample.coefficients[:, places] > 0).any(axis=1).mean())

    @property
    def plans(self) -> int:
        """How many different plans are the best one found of some draw."""
        return len(set(self.sample.best.tolist()))

    @property
    def precision(self) -> float:
        """Half the width of the 95 % interval of a share of one half, 0..1."""
        return precision(self.sample.draws)

    @cached_property
    def hardly_told_apart(self) -> bool:
        """Whether the plan is nearer to the best plans found than these are proven.

        Then it is good enough for many draws, is kept for them, and counts as their best plan.
        """
        unproven = float((self.sample.bound - self.sample.value).mean())
        if self.assumed:
            return False
        return unproven > NO_NEWS and self.regret.mean < unproven


def kept_share(kept: Sequence[Sized], whole: Sized) -> float:
    """Return what share of a set is kept on average, 0..1; 1 of nothing."""
    return sum(map(len, kept)) / (len(kept) * len(whole)) if kept and len(whole) else 1.0


class AboutDraws(AboutPlan[Result]):
    """A question about a plan that is held against the best plans of draws."""

    takes_minutes: ClassVar[bool] = True

    uncertainty: UncertaintyModel = UncertaintyModel()
    """What is drawn, and from where."""
    draws: Count = STEPS[0]
    """How many."""
    seed: Seed = 0
    gap: Share = GAP
    """Relative gap of the plan of every draw; 0 = proven best."""

    @property
    def sampled(self) -> "SampleQuestion":
        """The question for the draws."""
        return SampleQuestion(**{name: getattr(self, name) for name in SampleQuestion.model_fields})

    def effort(self, *, assumed: bool = False) -> Effort:
        """Return how hard the plan of every draw is looked for."""
        return (ASSUMED if assumed else DRAW).but(gap=self.gap) if self.gap else EXACT

    def assumed(self, study: Study, scorecard: Scorecard) -> AssumedFigures | None:
        """Return the figures that are drawn beside weights and evidence; None where none are."""
        share = self.uncertainty.assumptions
        if share is None:
            return None
        figures = assumptions(study.configured(self.scenario), share)
        return AssumedFigures(study, self.scenario, scorecard, figures) if figures else None


class SampleQuestion(AboutDraws[Sample]):
    """The best plans of many draws of weights and of what is not known."""

    name: ClassVar[str] = "draws"

    def inquiry(self, asking: Asking[Sample]) -> Inquiry:
        """Return what is asked of every draw."""
        scorecard = asking.scorecard(self.scenario)
        assumed = self.assumed(asking.study, scorecard)
        return Inquiry(
            asking.problem(self.scenario),
            Drawn(scorecard, self.uncertainty, self.seed),
            self.effort(assumed=assumed is not None),
            problems=None if assumed is None else DrawnProblems(assumed, self.seed),
        )

    def work(self, asking: Asking[Sample]) -> Sample:
        """Draw step by step, from the plan and from fewer draws; go on after whole steps only."""
        plan = self.known_plan(asking)
        asking.progress(0, self.draws, "draws")
        fewer = max((one for one in STEPS if one < self.draws), default=0)
        grown = asking.kept
        if fewer and (grown is None or grown.draws < fewer):
            grown = asking.ask(self.but(draws=fewer), along=True).result
            if asking.stop.thrown:
                return replace(grown, asked=self.draws)
        inquiry = grown.inquiry if grown is not None else self.inquiry(asking)
        asking.progress(0 if grown is None else grown.draws, self.draws, "draws")
        with asking.workers() as workers:
            for one in growing(
                inquiry,
                self.draws,
                before=grown,
                plans=(plan.decisions,),
                workers=workers,
                stop=asking.stop,
                progress=asking.counting("draws", self.draws),
            ):
                grown = one
                asking.show(one)
                if not asking.stop.thrown:
                    asking.keep(one)
        if grown is None or not grown.draws:
            raise NothingYetError
        return grown


class WeightSetQuestion(AboutDraws[Proof]):
    """Who is in every best plan, or in none, over a whole set of weights: proven, not sampled."""

    name: ClassVar[str] = "weight set"

    moved: Share = 0.1
    """Share of each kind's weight that may move from the present weights."""
    corners: Count = CORNERS
    """Most corners of the set that may be looked at."""

    def cell(self, problem: Problem, scores: Scorecard) -> Cell:
        """Return the set of weights.

        Raises:
            InputError: it has too many corners, or the weights do not hold.
        """
        return weight_set(ObjectiveCoefficients(problem), scores, self.uncertainty, self.moved)

    def work(self, asking: Asking[Proof]) -> Proof:
        """Look at the corners of the set, one after the other.

        Raises:
            InputError: the set has too many corners, or the weights do not hold.
        """
        problem = asking.problem(self.scenario)
        cell = self.cell(problem, asking.scorecard(self.scenario))
        sample = asking.ask(self.sampled).result
        asking.progress(0, min(count_corners(cell), self.corners), "corners")
        with asking.workers() as workers:
            return robust_inclusion(
                problem,
                cell,
                sample.plans if sample.inquiry.problems is None else sample.plans[: sample.given],
                most_corners=self.corners,
                workers=workers,
                stop=asking.stop,
                progress=asking.counting("corners"),
            )
