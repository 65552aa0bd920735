"""What is found about a group, in sentences.

Oracle: weights worked out by hand (see tests/scoring/test_group.py), and made-up losses.
"""

import pytest

from optimizer.bounded_value import BoundedValue
from optimizer.group_plans import GroupPlans, PersonPlan
from optimizer.plan import Plan
from optimizer.study import Study
from reports.group_words import (
    Names,
    disagreement_words,
    loss,
    people_listing,
    person_sentences,
    plan_sentences,
    support_lines,
    who_words,
)
from scoring.group import group_weights

NO_PLAN = Plan(status="feasible", value=100.0, bound=101.0, gap=0.01, seconds=0, solver="x")


def person(
    name: str, consensus: BoundedValue, compromise: BoundedValue | None, **more: object
) -> PersonPlan:
    fields = {"surely_in": (), "surely_out": (), "only": (), "without": (), **more}
    return PersonPlan.model_validate(
        {
            "person": name,
            "plan": NO_PLAN,
            "consensus_costs": consensus,
            "compromise_costs": compromise,
            **fields,
        }
    )


def group(**fields: object) -> GroupPlans:
    return GroupPlans.model_validate(
        {
            "people": (
                person("Ann", lost(8, 9), lost(4, 5), only=("country:BET",)),
                person("Bo", lost(2, 3), lost(5, 6), without=("country:ALP",)),
                person("Cy", lost(0, 1), lost(5, 5.5)),
            ),
            "waiting": (),
            "consensus": NO_PLAN,
            "consensus_worst": lost(8, 9),
            "compromise": NO_PLAN,
            "compromise_worst": lost(5, 6),
            "compromise_least": 4.5,
            "shared": ("country:ALP",),
            "some": ("country:BET",),
            "support": {"country:ALP": 3, "country:BET": 1},
            **fields,
        }
    )


def lost(low: float, high: float) -> BoundedValue:
    return BoundedValue(found=low, low=low, high=high)


def test_who_weighs() -> None:
    assert who_words({"country": {"Ann": {"a": 1}}}) == "1 person weighs the criteria: Ann."
    both = {"country": {"Ann": {"a": 1}, "Bo": {}}}
    assert who_words(both) == "2 people weigh the criteria: Ann and Bo."
    assert people_listing(["Ann", "Unit, Africa"]) == "Ann; Unit, Africa"
    assert people_listing(["a, b", "c", "d"], 2) == "a, b; others"


def test_how_far_apart(small_study: Study) -> None:
    kind = small_study.configuration.criteria.kinds["country"]
    names = tuple(kind.criteria)
    one, other, third = ({names[0]: 1.0}, {names[1]: 1.0}, {names[0]: 1.0, names[1]: 1.0})
    told = disagreement_words(kind, group_weights({"Ann": one, "Bo": other}, names))
    assert "Ann and Bo would have to move 100 % of their weight to agree" in told
    assert "the largest part of it, 50 %" in told
    three = disagreement_words(kind, group_weights({"A": one, "B": other, "C": third}, names))
    assert (
        "any two would have to move 67 % of their weight on average; A and B most, 100 %" in three
    )
    assert "both give the same" in disagreement_words(
        kind, group_weights({"A": one, "B": one}, names)
    )
    assert "all 3 give" in disagreement_words(
        kind, group_weights({"A": one, "B": one, "C": one}, names)
    )
    assert "only A gives" in disagreement_words(kind, group_weights({"A": one}, names))


@pytest.mark.parametrize(
    ("points", "value", "words"),
    [
        (lost(0, 0.01), None, "0"),
        (lost(0, 0.01), 100.0, "0"),
        (lost(29.04, 29.04), None, "29.0"),
        (lost(29, 38.9), 1000.0, "29.0 to 38.9 (2.9 %)"),
        (lost(1000, 1000.0001), None, "1,000.0"),
    ],
)
def test_losses_with_what_is_proven(points: BoundedValue, value: float | None, words: str) -> None:
    assert loss(points, value=value) == words


def test_plans_in_sentences() -> None:
    told = " ".join(plan_sentences(group()))
    assert "1 focus area is in the best plan found of each of the 3; 1 more is in some" in told
    assert "consensus weights costs Ann most: 8.0 points" in told
    assert "(proven: at most 9.0)" in told
    assert "The compromise costs Bo most: 5.0 points" in told
    assert "No plan can bring the worst loss below 4.5 points: proven." in told
    exact = " ".join(plan_sentences(group(compromise_worst=lost(5, 5), compromise_least=5.0)))
    assert "No plan has a smaller worst loss: proven." in exact
    open_ = " ".join(plan_sentences(group(compromise_least=0.0)))
    assert "is not proven" in open_


def test_nobody_loses_anything() -> None:
    nothing = lost(0, 0)
    people = tuple(person(name, nothing, nothing) for name in ("Ann", "Bo"))
    told = " ".join(
        plan_sentences(
            group(people=people, consensus_worst=nothing, compromise_worst=nothing, some=())
        )
    )
    assert "no other is in any" in told
    assert told.count("costs nobody anything") == 2
    assert "proven" not in told


def test_stopped_before_everybody_had_a_plan() -> None:
    early = group(
        people=(person("Ann", lost(1, 2), None),),
        waiting=("Bo", "Cy"),
        compromise=None,
        compromise_worst=None,
        compromise_least=None,
    )
    told = " ".join(plan_sentences(early))
    assert "nothing is known of Bo and Cy; no compromise yet" in told
    assert "compromise costs" not in told
    nothing = group(people=(), waiting=("Ann",), consensus_worst=None)
    assert len(list(plan_sentences(nothing))) == 1


def test_what_sets_a_plan_apart(small_study: Study) -> None:
    names = Names(small_study.problem(), tuple(small_study.configuration.criteria.kinds))
    by_id = small_study.dataset.by_id
    first, second = (one.id for one in small_study.dataset.candidates[:2])
    one = person("Ann", lost(0, 0), None, only=(first,), without=(second,))
    told = " ".join(person_sentences(one, 3, names, 8))
    assert f"In, which nobody else has: {by_id[first].name}." in told
    assert f"Not in, which all others have: {by_id[second].name}." in told
    two = " ".join(person_sentences(one, 2, names, 8))
    assert two == f"In, which the other has not: {by_id[first].name}."
    found = group(shared=(first,), some=(second,), support={first: 3, second: 1})
    lines = list(support_lines(found, names, 8))
    assert lines == [(3, 1, by_id[first].name), (1, 1, by_id[second].name)]
