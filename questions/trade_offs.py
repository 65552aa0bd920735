"""Which weights does somebody mean who chooses between candidates, and which plan follows?"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from config.problems import Problems
from optimizer.decisions import Decisions
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.sampling import sample
from optimizer.search.effort import DRAW
from optimizer.trade_offs import PlansOverWeights, coefficients_at
from questions.about import AboutPlan
from questions.asking import Asking
from questions.question import NothingYetError
from questions.robust import Seed
from scoring.kind_scores import KindScores
from scoring.selection import of_candidates
from scoring.trade_offs import (
    Answer,
    Fit,
    Preference,
    TradeOff,
    control_question,
    fit,
    next_question,
    sides,
)
from scoring.value import Floats

FILE = "--answer"
"""Name of the input in problems of answers."""
BROAD, NARROW = 24, 12
"""Weights that are planned for: of all, before anything is said; of those that agree, where the
plans known already say that the plan is settled."""
DRAWS = 1_000
"""Draws of weights for which the best plan known is looked up."""
SETTLED = 0.005
"""Share of the plan's worth that it may lose where it counts as settled."""
ENOUGH = 3
"""Answers from which one more is asked to see whether they fit together."""
PEOPLE = 60
"""Most candidates that questions are made of: those most in doubt, then the best."""
WORDS: Mapping[str, Preference] = {
    "over": Preference.FIRST, "like": Preference.SAME, "or": Preference.SKIP,
}  # fmt: skip
"""What stands between the two candidates of an answer that is typed."""
TYPED = re.compile(r"\s*(\S+)\s+(over|like|or)\s+(\S+)\s+on\s+(\S+?)/(\S+)\s*")


@dataclass(frozen=True, eq=False)
class Elicited:
    """What follows from somebody's answers.

    Attributes:
        scores: of the kind, whole.
        answers: in the order given.
        fit: the weights that agree with them.
        plans: the plans known over these weights.
        question: what to ask next; None where nothing is left to ask.
        control: whether its answer follows from the others, and is asked to test them.
        drawn: weights that agree for which the best plan was looked for; 0 while plans known
            already show that it is not settled.
    """

    scores: KindScores
    answers: tuple[Answer, ...]
    fit: Fit
    plans: PlansOverWeights
    question: TradeOff | None
    control: bool
    drawn: int

    @property
    def settled(self) -> bool:
        """Whether no other known plan is worth much more under nearly all weights that agree."""
        return self.plans.mostly <= SETTLED * abs(self.plans.value)

    @property
    def weights(self) -> dict[str, float]:
        """Criterion → weight in the middle of those that agree; sums to 1."""
        return dict(zip(self.scores.criteria, self.plans.centre.tolist(), strict=True))


class TradeOffQuestion(AboutPlan[Elicited]):
    """What follows from answers to easy questions, and what to ask next."""

    name: ClassVar[str] = "trade-offs"

    kind: str
    answers: tuple[Answer, ...] = ()
    seed: Seed = 0

    def work(self, asking: Asking[Elicited]) -> Elicited:
        """Cut the weights, plan for some that are left, and choose the next question.

        Raises:
            InputError: an answer is about candidates or criteria that it cannot be about.
            NoPlanHereError: there is no plan.
            NothingYetError: it was stopped before there was anything.
        """
        scores = asking.scorecard(self.scenario).kinds[self.kind]
        check(self.answers, scores)
        known = [self.known_plan(asking).decisions]
        found = fit(scores, self.answers)
        weights = found.region.draws(DRAWS, self.seed)
        if not self.answers:
            known = self._planned(asking, scores, weights, known, BROAD)
            return self._told(asking, scores, found, weights, known)
        known += asking.ask(self.but(answers=()), along=True).result.plans.plans
        told = self._told(asking, scores, found, weights, known)
        if told.settled:
            known = self._planned(asking, scores, weights, known, NARROW)
            told = self._told(asking, scores, found, weights, known, drawn=NARROW)
        return told

    def _planned(
        self,
        asking: Asking[Elicited],
        scores: KindScores,
        weights: Floats,
        known: Sequence[Decisions],
        number: int,
    ) -> list[Decisions]:
        """Return the plans known and the best ones of some weights.

        Draws that are far from each other in the list are no neighbours in their walk.
        """
        asking.progress(0, number, "plans")
        problem = asking.problem(self.scenario)
        spread = weights[:: max(1, len(weights) // number)][:number]
        rows = coefficients_at(ObjectiveCoefficients(problem), scores, spread)
        with asking.workers() as workers:
            drawn = sample(
                Inquiry(problem, Listed(rows), DRAW),
                number,
                plans=known,
                workers=workers,
                stop=asking.stop,
                progress=asking.counting("plans", number),
            )
        if drawn.draws < number:
            raise NothingYetError
        return list(drawn.plans)

    def _told(
        self,
        asking: Asking[Elicited],
        scores: KindScores,
        found: Fit,
        weights: Floats,
        known: Sequence[Decisions],
        drawn: int = 0,
    ) -> Elicited:
        problem = asking.problem(self.scenario)
        plans = PlansOverWeights(problem, scores, tuple(known), found.region, weights)
        made = Elicited(scores, self.answers, found, plans, None, control=False, drawn=drawn)
        among = of_candidates(scores, _people(scores, plans))
        question = None
        if not made.settled:
            question = next_question(among, plans.weights, plans.inside, self.answers)
        said = sum(one.preference is not Preference.SKIP for one in self.answers)
        tested = found.implied or found.contradicted
        control = question is None and said >= ENOUGH and not tested
        if control:
            question = control_question(among, found.region, self.answers)
        return Elicited(
            scores, self.answers, found, plans, question,
            control=control and question is not None, drawn=drawn,
        )  # fmt: skip


def _people(scores: KindScores, plans: PlansOverWeights) -> Collection[str]:
    """Return whom questions are about: those most in doubt, then the best, who fail no gate."""
    share = dict(
        zip((area.id for area in plans.problem.areas), plans.inside.mean(axis=0), strict=True)
    )
    score = dict(zip(scores.ids, (scores.values @ plans.centre).tolist(), strict=True))
    able = [scores.ids[place] for place in np.flatnonzero(scores.passing).tolist()]
    doubt = {name: float(share.get(name, 0.0)) for name in able}
    able.sort(key=lambda name: (-doubt[name] * (1 - doubt[name]), -score[name], name))
    return frozenset(able[:PEOPLE])


def check(answers: tuple[Answer, ...], scores: KindScores) -> None:
    """Tell every answer that cannot be about what it says.

    Raises:
        InputError: a candidate or criterion is unknown, or neither is better than the other there.
    """
    problems = Problems()
    for number, one in enumerate(answers, start=1):
        people = [name for name in (one.first, one.second) if name not in scores.ids]
        criteria = [name for name in (one.better, one.worse) if name not in scores.criteria]
        if people or criteria:
            must = "must be about two candidates and two criteria of the kind"
            unknown = ", ".join((*people, *criteria))
            problems.add(FILE, must, "Correct the name.", value=f"{number}: {unknown}")
        elif one.better == one.worse or min(sides(scores, one)) <= 0:
            must = "must name first where the first candidate is better, then where the second is"
            problems.add(
                FILE, must, "Take the questions as they are asked.", value=f"{number}: {typed(one)}"
            )
    problems.raise_if_any()


def typed(one: TradeOff, preference: Preference | None = None) -> str:
    """Return an answer as it is typed."""
    said = one.preference if isinstance(one, Answer) else preference or Preference.SKIP
    first, second, better, worse = one.first, one.second, one.better, one.worse
    if said is Preference.SECOND:
        first, second, better, worse = second, first, worse, better
    words = {preference: word for word, preference in WORDS.items()}
    word = words[Preference.FIRST if said is Preference.SECOND else said]
    return f"{first} {word} {second} on {better}/{worse}"


def read(texts: Collection[str], ids: Collection[str], problems: Problems) -> tuple[Answer, ...]:
    """Return the answers that were typed.

    They read ``FIRST over SECOND on CRITERION/CRITERION``; the part of an id behind its kind will
    do.
    """
    short = {name.partition(":")[2]: name for name in ids}
    found = []
    for text in texts:
        match = TYPED.fullmatch(text)
        if match is None:
            problems.add(
                FILE,
                must="must read FIRST over SECOND on CRITERION/CRITERION (or: like, or)",
                do="Copy it from the question.",
                value=text,
            )
        else:
            first, word, second, better, worse = match.groups()
            found.append(
                Answer(
                    first=short.get(first, first),
                    second=short.get(second, second),
                    better=better,
                    worse=worse,
                    preference=WORDS[word],
                )
            )
    return tuple(found)
