"""What to type to give up conditions. Oracle: written by hand."""

from app.cli.asking import advice as advise
from optimizer.conditions import ChangeLimit, Condition, Gate, Lock, MinimumStay, RuleCondition
from optimizer.plan import Conflict
from tests.reports.test_conditions import EUROPE, raised, words


def test_advice_is_only_given_for_what_is_in_the_way() -> None:
    told = words()

    def advice(*conditions: Condition) -> list[str]:
        return list(advise((Conflict(conditions=conditions),), told))

    assert advice(EUROPE, Gate(candidate="C")) == []
    assert advice(Lock(candidate="A", side="in"), ChangeLimit(), MinimumStay()) == [
        "Locks are --in and --out.",
        "Without --most-changes any number may change.",
        "Without --min-stay no focus area has to stay.",
    ]
    assert advice(RuleCondition(rule="few", group="", bound="most")) == [
        "--rule few=off switches the rule off."
    ]
    assert advice(RuleCondition(rule="each", group="north", bound="least", loose=0.0)) == [
        (
            "--rule each=0.. gives up its least in all 2 groups and keeps its most, 1; "
            "--rule each=off lifts both."
        )
    ]
    assert advice(RuleCondition(rule="half", group="", bound="most", loose=1.0)) == [
        "--rule half=..1 gives up its most and keeps its least, 50 %; --rule half=off lifts both."
    ]
    assert advice(RuleCondition(rule="other", group="", bound="most")) == [
        "--rule other=off switches the rule off; its least goes, too."
    ]


def test_a_change_is_told_by_its_option() -> None:
    conflict = Conflict(conditions=(EUROPE,), changes=((raised(EUROPE, 5),),))
    assert list(advise((conflict,), words())) == ["As options: --capacity europe=10."]
