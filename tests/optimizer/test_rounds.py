"""Two rounds and every problem between them. Oracle: the parts of the inputs, told by hand."""

from functools import cache

import pytest

from config.problems import InputError
from optimizer.rounds import Cause, Round, Rounds
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study, open_study
from tests.folders import SMALL, Folder


@cache
def small() -> Study:
    return open_study(SMALL / "dataset", SMALL / "configuration")


def rounds(after: Scenario, study: Study | None = None) -> Rounds:
    return Rounds(Round(small()), Round(study or small(), after))


@pytest.mark.parametrize(
    ("scenario", "causes"),
    [
        (Scenario(), ()),
        (Scenario(weights={"country": {"political_will": 0.6}}), (Cause.WEIGHTS,)),
        (Scenario(worth={"theme": 30}), (Cause.WEIGHTS,)),
        (Scenario(weeks={"africa": 20}), (Cause.CAPACITY,)),
        (Scenario(usd={"trust": 1e5}), (Cause.CAPACITY,)),
        (Scenario(periods=1), (Cause.CAPACITY,)),
        (Scenario(must=frozenset({"country:BBB"})), (Cause.RULES,)),
        (Scenario(most_changes=1), (Cause.RULES,)),
        (Scenario(rules={"near_focus": RuleLever(enabled=False)}), (Cause.RULES,)),
        (
            Scenario(weeks={"africa": 20}, must_not=frozenset({"country:BBB"})),
            (Cause.CAPACITY, Cause.RULES),
        ),
    ],
)
def test_every_lever_belongs_to_one_cause(scenario: Scenario, causes: tuple[Cause, ...]) -> None:
    assert rounds(scenario).causes == causes


def test_a_name_of_a_scenario_is_no_cause() -> None:
    assert rounds(Scenario(name="Another name")).causes == ()


def test_the_list_in_force_and_the_evidence_are_two_causes(folder: Folder) -> None:
    folder.replace(
        "candidates.csv", "Alphaland,Europe,AAA,active,yes", "Alphaland,Europe,AAA,active,no"
    )
    other = open_study(folder.root / "dataset", folder.root / "configuration")
    assert rounds(Scenario(), other).causes == (Cause.LIST,)
    folder.replace("evidence.csv", "country:AAA,will,strong", "country:AAA,will,none")
    both = open_study(folder.root / "dataset", folder.root / "configuration")
    assert rounds(Scenario(), both).causes == (Cause.EVIDENCE, Cause.LIST)


def test_the_ends_are_the_problems_of_the_rounds() -> None:
    after = Scenario(
        weeks={"africa": 20},
        must=frozenset({"country:BBB"}),
        weights={"country": {"political_will": 0.6}},
    )
    both = rounds(after)
    assert both.problem(frozenset()) == small().problem()
    assert both.problem(frozenset(both.causes)) == small().problem(after)


def test_a_mix_takes_its_causes_from_the_later_round() -> None:
    after = Scenario(weeks={"africa": 20}, must=frozenset({"country:BBB"}))
    both = rounds(after)
    mixed = both.problem(frozenset({Cause.CAPACITY}))
    assert mixed == small().problem(Scenario(weeks={"africa": 20}))
    assert mixed.must == frozenset()


def test_a_lock_on_a_newcomer_is_left_out_where_the_tables_lack_it(folder: Folder) -> None:
    folder.append(
        "candidates.csv", "country:DDD,country,Deltaland,Europe,DDD,active,no,national,low"
    )
    newer = open_study(folder.root / "dataset", folder.root / "configuration")
    both = rounds(Scenario(must=frozenset({"country:DDD"})), newer)
    assert both.causes == (Cause.EVIDENCE, Cause.RULES)
    assert both.problem(frozenset({Cause.RULES})).must == frozenset()
    assert both.problem(frozenset(both.causes)).must == {"country:DDD"}


def test_a_round_whose_levers_do_not_hold_is_refused() -> None:
    both = rounds(Scenario(weeks={"nobody": 20}))
    with pytest.raises(InputError, match="nobody"):
        _ = both.causes
