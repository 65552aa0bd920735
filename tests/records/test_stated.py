"""What earlier records stated, and what came of it. Oracle: two lists of the small example."""

import pytest

from optimizer.study import Study
from records.outcomes import Outcome
from records.stated import Record, again, led

AAA, BBB, OPEN, REGISTER = "country:AAA", "country:BBB", "commitment:BB001", "commitment:AA001"


@pytest.fixture
def first(small_study: Study) -> Record:
    """A record of the small example, in which a commitment is a success when it is strong."""
    criteria = small_study.configuration.criteria
    success = {"chance": 0.5, "results": {"will": ["strong"], "participation": [1.0]}}
    kind = criteria.kinds["commitment"].but(success=success)
    kinds = {**criteria.kinds, "commitment": kind}
    return Record(
        title="first", round="2020", listed=frozenset({AAA, OPEN, REGISTER}),
        shares={AAA: 0.9, BBB: 0.2, OPEN: 0.7, "country:GONE": 1.0, REGISTER: 0.4},
        dataset=small_study.dataset,
        configuration=small_study.configuration.but(criteria=criteria.but(kinds=kinds)),
    )  # fmt: skip


def test_who_is_in_the_next_list(first: Record) -> None:
    """Who is no candidate any more is left out; who had no share stated nothing."""
    second = first.model_copy(update={"title": "second", "listed": frozenset({AAA, BBB})})
    third = first.model_copy(update={"title": "third", "listed": frozenset()})
    told = [(one.record, one.candidate, one.share, one.came) for one in again((first, second))]
    assert told == [
        ("first", REGISTER, 0.4, False), ("first", OPEN, 0.7, False),
        ("first", AAA, 0.9, True), ("first", BBB, 0.2, True),
    ]  # fmt: skip
    assert len(again((first, second, third))) == 8
    assert again((first,)) == ()


def test_what_led_to_results(first: Record) -> None:
    """Only of the list, only what the configuration calls a success; one result is enough."""

    def outcome(candidate: str, measure: str, value: float | str) -> Outcome:
        return Outcome(candidate=candidate, period="H1", measure=measure, value=value, source="s")

    found = led(
        first,
        (
            outcome(OPEN, "will", "weak"),
            outcome(OPEN, "participation", 1.0),
            outcome(REGISTER, "will", "weak"),
            outcome(REGISTER, "service:advocacy", 1.0),
            outcome(AAA, "will", "strong"),
            outcome(BBB, "will", "strong"),
        ),
    )
    assert [(one.candidate, one.share, one.came) for one in found] == [
        (REGISTER, 0.4, False), (OPEN, 0.7, True),
    ]  # fmt: skip
