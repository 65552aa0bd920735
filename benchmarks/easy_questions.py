"""How many easy questions until the plan is settled, and how good the plan then is.

Simulated people with hidden weights, drawn from all there are, answer what is asked. Told of each:
how many questions (and how many of them test the others), answers that do not fit, what the plan
found is worth less by the hidden weights than the best plan known for these, how much weight the
weights found are away from the hidden ones, and processor seconds.

    python -m benchmarks.easy_questions            four people, countries of the bundled data
    python -m benchmarks.easy_questions theme 2    two people, themes
"""

import sys
import time
from collections.abc import Mapping

import numpy as np
from rich.console import Console
from rich.table import Table

from optimizer.scenario import Scenario
from optimizer.study import Study, open_study
from questions.jobs import JobQueue
from questions.plan import PlanQuestion
from questions.trade_offs import Elicited, TradeOffQuestion
from scoring.trade_offs import Answer, Preference, TradeOff, sides

MOST = 25
"""Questions after which somebody is asked no more."""
HEADS = ("Person", "Questions", "Tests", "Do not fit", "Worth less", "Weight away", "CPU s")


def answer(found: Elicited, question: TradeOff, hidden: Mapping[str, float]) -> Answer:
    """Return what somebody with these weights says."""
    gain, loss = sides(found.scores, question)
    first = hidden[question.better] * gain >= hidden[question.worse] * loss
    said = Preference.FIRST if first else Preference.SECOND
    return Answer(**question.model_dump(), preference=said)


def interview(
    study: Study, kind: str, hidden: Mapping[str, float], queue: JobQueue, most: int = MOST
) -> Elicited:
    """Ask somebody with hidden weights until nothing is left to ask."""
    answers: tuple[Answer, ...] = ()
    while True:
        found = queue.answer(study, TradeOffQuestion(kind=kind, answers=answers)).result
        if found.question is None or len(answers) == most:
            return found
        answers = (*answers, answer(found, found.question, hidden))


def drawn(study: Study, kind: str, person: int) -> dict[str, float]:
    """Return somebody's hidden weights."""
    criteria = list(study.configuration.criteria.kinds[kind].criteria)
    weights = np.random.default_rng(person).dirichlet(np.ones(len(criteria)))
    return dict(zip(criteria, weights.tolist(), strict=True))


def lost(study: Study, kind: str, hidden: Mapping[str, float], found: Elicited) -> float:
    """Return what the plan found is worth less than the best one known, as a share of this."""
    weights = np.array([hidden[name] for name in found.scores.criteria])
    values = weights @ found.plans.by_criterion
    scenario = Scenario(weights={kind: hidden})
    own = JobQueue(cores=0).answer(study, PlanQuestion(scenario=scenario)).result.plan.value
    best = max(float(values.max()), own or 0.0)
    return (best - float(values[found.plans.best])) / best


def main(arguments: list[str] | None = None) -> None:
    """Ask, and show what came of it."""
    kind, people = (*(arguments or []), *("country", "4")[len(arguments or []) :])
    study, queue = open_study(), JobQueue(cores=0)
    table = Table(*HEADS)
    for person in range(int(people)):
        hidden, began = drawn(study, kind, person), time.process_time()
        found = interview(study, kind, hidden, queue)
        seconds = time.process_time() - began
        away = sum(abs(hidden[name] - share) for name, share in found.weights.items()) / 2
        table.add_row(
            str(person),
            str(len(found.answers)),
            str(len(found.fit.implied)),
            str(len(found.fit.contradicted)),
            f"{lost(study, kind, hidden, found):.2%}",
            f"{away:.0%}",
            f"{seconds:.0f}",
        )
    Console().print(table)


if __name__ == "__main__":
    main(sys.argv[1:])
