"""Easy questions about the small example. Oracle: people with hidden weights; what is typed."""

import numpy as np
import pytest

from benchmarks.easy_questions import drawn, interview, lost
from config.problems import InputError, Problems
from optimizer.study import Study
from questions.asking import ask
from questions.jobs import JobQueue
from questions.trade_offs import TradeOffQuestion, read, typed
from scoring.trade_offs import Answer, Preference

KIND = "country"
MANY = (
    ("Africa", 0.9, "none"), ("Africa", 0.7, "some"), ("Africa", 0.45, "strong"),
    ("Africa", 0.6, "none"), ("Africa", 0.3, "some"), ("Europe", 1.0, "none"),
    ("Europe", 0.85, "some"), ("Europe", 0.5, "strong"), ("Europe", 0.75, "none"),
)  # fmt: skip
"""Region, participation and will of countries, of which one in each region can be in."""


def many_countries(small_study: Study) -> Study:
    """Return the small example with nine more countries, none of them best on everything."""
    dataset = small_study.dataset
    model = dataset.by_id["country:AAA"]
    rows = [one for one in dataset.evidence if one.candidate == "country:AAA"]
    candidates, evidence = [], []
    for number, (region, participation, will) in enumerate(MANY):
        name = f"country:X{number:02}"
        columns = {"region": region, "country": f"X{number:02}", "incumbent": False}
        candidates.append(model.but(id=name, name=f"X{number}", **columns))
        values: dict[str, float | str] = {"participation": participation, "will": will, "values": 4}
        evidence += [one.but(candidate=name, value=values[one.measure]) for one in rows]
    kept = [one for one in dataset.evidence if one.candidate not in ("country:AAA", "country:BBB")]
    return Study(
        dataset.but(candidates=(*dataset.candidates, *candidates), evidence=(*kept, *evidence)),
        small_study.configuration,
    )


@pytest.fixture(scope="module")
def many(small_study: Study) -> Study:
    return many_countries(small_study)


@pytest.mark.parametrize("person", [0, 1, 2, 3])
def test_somebody_with_hidden_weights_gets_their_plan(many: Study, person: int) -> None:
    """Nothing is contradicted, few questions are asked, and the plan is nearly their own best."""
    hidden = drawn(many, KIND, person)
    found = interview(many, KIND, hidden, JobQueue(cores=0))
    assert found.fit.contradicted == ()
    assert (found.fit.region.rows @ np.array(list(hidden.values())) >= -1e-9).all()
    assert 1 <= len(found.answers) <= 6
    assert lost(many, KIND, hidden, found) <= 0.05


def test_the_same_answers_ask_the_same(many: Study) -> None:
    one, again = (ask(many, TradeOffQuestion(kind=KIND, seed=3)).result for _ in range(2))
    assert one.question == again.question is not None
    assert one.weights == again.weights


def test_what_is_typed_is_what_was_said() -> None:
    one = Answer(
        first="country:AAA", second="country:BBB", better="a", worse="b",
        preference=Preference.FIRST,
    )  # fmt: skip
    problems = Problems()
    for preference in Preference:
        said = Answer(**{**one.model_dump(), "preference": preference})
        (back,) = read([typed(said)], ["country:AAA", "country:BBB"], problems)
        if preference is Preference.SECOND:
            turned = (back.second, back.first, back.worse, back.better, back.preference)
            assert turned == (one.first, one.second, one.better, one.worse, Preference.FIRST)
        else:
            assert back == said
    (short,) = read(["AAA over BBB on a/b"], ["country:AAA", "country:BBB"], problems)
    assert short == one
    assert not problems
    read(["AAA beats BBB"], [], problems)
    assert problems


def test_answers_about_nobody_are_told_together(small_study: Study) -> None:
    ids = [one.id for one in small_study.dataset.of_kind(KIND)]
    criteria = list(small_study.configuration.criteria.kinds[KIND].criteria)
    unknown = Answer(
        first="commitment:none", second=ids[0], better=criteria[0], worse=criteria[1],
        preference=Preference.FIRST,
    )  # fmt: skip
    same = unknown.but(first=ids[0], second=ids[1], worse=criteria[0])
    with pytest.raises(InputError) as caught:
        ask(small_study, TradeOffQuestion(kind=KIND, answers=(unknown, same)))
    assert len(caught.value.problems) == 2
