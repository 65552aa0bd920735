"""What does it do to the plan that people rate the same things differently?"""

from collections.abc import Sequence
from typing import ClassVar, Literal

from config.base import Frozen
from data.dataset import Source
from optimizer.plan import Plan
from optimizer.search.effort import PLAN, Effort
from questions.asking import Asking
from questions.overlay import Rating, with_ratings
from questions.plan import Planned, PlanQuestion
from questions.question import Question
from questions.rated import RatedPlanQuestion

Value = float | str
End = Literal["lowest", "middle", "highest"]
ENDS: tuple[End, ...] = ("lowest", "middle", "highest")
PANEL = Source(id="panel", title="Ratings of a panel, not accepted yet")


class Spread(Frozen):
    """What several people say of one measure of one candidate."""

    candidate: str
    measure: str
    lowest: Value
    middle: Value
    highest: Value


class Disagreement(Frozen):
    """The plans at the lowest ratings, at the medians, and at the highest."""

    plans: dict[End, Plan]

    @property
    def found(self) -> bool:
        """Whether there is a plan each time."""
        return all(plan.found for plan in self.plans.values())

    @property
    def firm(self) -> frozenset[str]:
        """Who is in each time."""
        return frozenset.intersection(*(plan.ids for plan in self.plans.values()))

    @property
    def swayed(self) -> tuple[str, ...]:
        """Who is in at some of the three and not at others, by id."""
        every = frozenset[str]().union(*(plan.ids for plan in self.plans.values()))
        return tuple(sorted(every - self.firm))

    def where(self, candidate: str) -> tuple[End, ...]:
        """Return at which ratings a candidate is in."""
        return tuple(end for end in ENDS if candidate in self.plans[end].ids)


class DisagreementQuestion(Question[Disagreement]):
    """The plan with every panel at its lowest, at its median, and at its highest rating.

    Those at the ends are as near as can be to the one at the medians: who changes does so for the
    ratings, and not by a swap of near-equals.

    Three plans, not all there are: some panels high and others low may ask for yet another one.
    """

    name: ClassVar[str] = "disagreement"

    ratings: tuple[Spread, ...]
    """What each panel says, by candidate and measure."""
    effort: Effort = PLAN
    """How hard to look for each plan."""

    def work(self, asking: Asking[Disagreement]) -> Disagreement:
        """Plan three times, on the evidence with these ratings in place of what is recorded.

        Raises:
            InputError: a rating does not hold.
        """
        plans: dict[End, Plan] = {}
        medians = with_ratings(asking.study, self.at("middle"), PANEL)
        for done, end in enumerate(ENDS):
            asking.progress(done, len(ENDS), "plans")
            if end == "middle":
                question: Question[Planned] = PlanQuestion(
                    scenario=self.scenario, effort=self.effort
                )
                plans[end] = asking.ask(question, medians).result.plan
            else:
                study = with_ratings(asking.study, self.at(end), PANEL)
                question = RatedPlanQuestion.since(medians, self.scenario, self.effort)
                plans[end] = asking.ask(question, study).result.plan
        return Disagreement(plans=plans)

    def at(self, end: End) -> Sequence[Rating]:
        """Return the ratings at one end."""
        return [
            Rating(
                candidate=one.candidate,
                measure=one.measure,
                value=getattr(one, end),
                reason=f"{end} of a panel",
                as_of="",
            )
            for one in self.ratings
        ]
