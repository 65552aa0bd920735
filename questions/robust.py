"""How sure is the plan, and how sure is a ranking, given what is not known?

The draws of a scenario do not depend on the plan in question, apart from starting at it; so they
are worked out once for everybody who asks about the same scenario under the same uncertainty, and
more draws go on from fewer.
"""

from dataclasses import replace
from typing import Annotated, ClassVar

from pydantic import Field

from config.base import Share
from optimizer.problem import Problem
from optimizer.robust.incremental_sampling import growing
from optimizer.robust.jobs import Drawn, Inquiry, NoPlanError
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.robust_inclusion import CORNERS, Proof, robust_inclusion
from optimizer.robust.sampling import Progress, Sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.weight_sets import Cell, count_corners, weight_set
from optimizer.search.effort import DRAW, EXACT
from questions.about import AboutPlan, NoPlanHereError
from questions.asking import Asking
from questions.question import NothingYetError, Question, Result
from scoring.acceptability import DRAWS, Acceptability, acceptability
from scoring.draws import MissingDraw
from scoring.scorecard import Scorecard
from scoring.selection import of_candidates
from scoring.weight_samples import WeightBelief, WeightsAround

STEPS = (100, 400, 1_600)
"""Numbers of draws that greater numbers go on from; every next one halves the sampling error."""
GAP = DRAW.gap
"""Usual relative gap of the plan of a draw."""

Count = Annotated[int, Field(ge=1)]
Seed = Annotated[int, Field(ge=0)]


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


class SampleQuestion(AboutDraws[Sample]):
    """The best plans of many draws of weights and of what is not known."""

    name: ClassVar[str] = "draws"

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
        inquiry = (
            grown.inquiry
            if grown is not None
            else Inquiry(
                asking.problem(self.scenario),
                Drawn(asking.scorecard(self.scenario), self.uncertainty, self.seed),
                DRAW.but(gap=self.gap) if self.gap else EXACT,
            )
        )

        def told(progress: Progress) -> None:
            asking.progress(progress.done, self.draws, "draws")

        asking.progress(0 if grown is None else grown.draws, self.draws, "draws")
        try:
            with asking.workers() as workers:
                for one in growing(
                    inquiry,
                    self.draws,
                    before=grown,
                    plans=(plan.decisions,),
                    workers=workers,
                    stop=asking.stop,
                    progress=told,
                ):
                    grown = one
                    asking.show(one)
                    if not asking.stop.thrown:
                        asking.keep(one)
        except NoPlanError:
            raise NoPlanHereError from None
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

    @property
    def sampled(self) -> SampleQuestion:
        """The question for the draws."""
        return SampleQuestion(
            scenario=self.scenario,
            plan=self.plan,
            uncertainty=self.uncertainty,
            draws=self.draws,
            seed=self.seed,
            gap=self.gap,
        )

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

        def told(progress: Progress) -> None:
            asking.progress(progress.done, progress.total, "corners")

        asking.progress(0, min(count_corners(cell), self.corners), "corners")
        with asking.workers() as workers:
            return robust_inclusion(
                problem,
                cell,
                sample.plans,
                most_corners=self.corners,
                workers=workers,
                stop=asking.stop,
                progress=told,
            )


class RanksQuestion(Question[Acceptability]):
    """In which share of many draws each candidate of a kind takes each place."""

    name: ClassVar[str] = "ranks"

    kind: str
    ids: frozenset[str] | None = None
    """Candidates ranked among each other; None = all of the kind."""
    belief: WeightBelief = WeightsAround()
    """What is believed about the kind's weights."""
    evidence: bool = True
    """Whether missing and ranged evidence is drawn too."""
    missing: MissingDraw = MissingDraw.ANYWHERE
    """Where missing evidence is drawn from."""
    draws: Count = DRAWS
    seed: Seed = 0

    def work(self, asking: Asking[Acceptability]) -> Acceptability:
        """Rank under every draw."""
        scores = asking.scorecard(self.scenario).kinds[self.kind]
        return acceptability(
            scores if self.ids is None else of_candidates(scores, self.ids),
            self.belief,
            draws=self.draws,
            seed=self.seed,
            evidence=self.evidence,
            missing=self.missing,
            stopped=lambda: asking.stop.thrown,
            progress=lambda done, total: asking.progress(done, total, "times"),
        )
