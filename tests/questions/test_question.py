"""Keys: the same for the same contents and levers, in whatever order; another for anything else.

Oracle: the SHA-256 of canonical JSON written by hand (RFC 8785), and what the module says.
"""

import hashlib
import random
from importlib.metadata import version
from typing import ClassVar

from optimizer.scenario import RuleLever, Scenario
from optimizer.search.effort import Effort
from optimizer.study import BASELINE, Study
from questions.asking import Asking
from questions.conditions import WaysOutQuestion
from questions.levers import LeversQuestion
from questions.plan import PlanQuestion
from questions.question import Question
from questions.robust import SampleQuestion

TABLES = ("candidates", "evidence", "links", "partners", "engagements", "demands", "windows")


class Who(Question[int]):
    """A question with parameters of several types."""

    name: ClassVar[str] = "who"
    ids: frozenset[str] = frozenset()
    share: float = 0.5
    pair: tuple[str, int] | None = None

    def work(self, asking: Asking[int]) -> int:
        return len(asking.study.dataset.candidates)


def shuffled(study: Study, seed: int) -> Study:
    """Return the study with the rows of every table in another order."""
    order = random.Random(seed)  # noqa: S311 (an order, no secret)
    rows = {name: list(getattr(study.dataset, name)) for name in TABLES}
    for one in rows.values():
        order.shuffle(one)
    return Study(study.dataset.but(**rows), study.configuration)


def test_the_key_is_the_hash_of_canonical_json(small_study: Study) -> None:
    text = (
        f'{{"as_of":"","configuration":"{small_study.configuration.content_hash}",'
        f'"dataset":"{small_study.dataset.content_hash}",'
        f'"engine":"focus {version("ogp-focus")}, highspy {version("highspy")}",'
        '"parameters":{"ids":["a","b"],"pair":["x",3],"share":1},"question":"who",'
        '"scenario":{"must":["country:AAA","country:BBB"],"weeks":{"europe":5}}}'
    )
    question = Who(
        ids=frozenset({"b", "a"}),
        share=1.0,
        pair=("x", 3),
        scenario=Scenario(
            name="any", weeks={"europe": 5.0}, must=frozenset({"country:BBB", "country:AAA"})
        ),
    )
    assert question.key(small_study) == hashlib.sha256(text.encode()).hexdigest()


def test_only_moved_levers_count_and_their_order_does_not(small_study: Study) -> None:
    plain = PlanQuestion().key(small_study)
    assert PlanQuestion(scenario=Scenario(name="another", min_stay=1)).key(small_study) == plain
    one = Scenario(weeks={"europe": 5, "africa": 3}, rules={"few": RuleLever(max=3)})
    other = Scenario(weeks={"africa": 3.0, "europe": 5.0}, rules={"few": RuleLever(max=3)})
    assert PlanQuestion(scenario=one).key(small_study) == PlanQuestion(scenario=other).key(
        small_study
    )


def test_anything_else_is_another_question(small_study: Study) -> None:
    edited = Study(
        small_study.dataset.but(evidence=small_study.dataset.evidence[1:]),
        small_study.configuration,
    )
    recast = Study(small_study.dataset, small_study.configuration.but())
    keys = {
        PlanQuestion().key(small_study),
        PlanQuestion().key(edited),
        PlanQuestion().key(recast),
        PlanQuestion(effort=Effort(nodes=7)).key(small_study),
        PlanQuestion(scenario=Scenario(min_stay=2)).key(small_study),
        PlanQuestion(scenario=BASELINE.but(tolerance=0.01)).key(small_study),
        Who().key(small_study),
    }
    assert len(keys) == 7


def test_numbers_that_json_cannot_hold_have_a_key_of_their_own(small_study: Study) -> None:
    large = [Who(pair=("x", 2**53 + more)) for more in range(3)]
    assert len({one.key(small_study) for one in large}) == 3


def test_rows_in_another_order_are_the_same_question(small_study: Study) -> None:
    for seed in range(3):
        assert PlanQuestion().key(shuffled(small_study, seed)) == PlanQuestion().key(small_study)
        assert shuffled(small_study, seed).problem() == small_study.problem()


def test_a_parameter_that_makes_no_difference_is_not_in_the_key(small_study: Study) -> None:
    """Levers are put back one by one, each a plan of its own; ways out rest on no plan."""
    other = Effort(nodes=7)
    assert LeversQuestion(effort=other).key(small_study) == LeversQuestion().key(small_study)
    assert LeversQuestion(plan=other).key(small_study) != LeversQuestion().key(small_study)
    assert WaysOutQuestion(plan=other).key(small_study) == WaysOutQuestion().key(small_study)
    assert WaysOutQuestion(effort=other).key(small_study) != WaysOutQuestion().key(small_study)
    assert "effort" not in SampleQuestion.model_fields
