"""What a record has of a round, held against plan, tables and minutes. Oracle: changes by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from optimizer.bounded_value import BoundedValue
from optimizer.study import Study
from questions.asking import ask
from questions.decision import Decision, DecisionQuestion
from questions.plan import PlanQuestion
from records.adopted import Adopted, adopted, faults, minutes_differ
from records.view import View
from reports.round import minutes
from reports.setting import Setting
from tests.rounds import BB2, BBB, Played, decide


@pytest.fixture
def played(small_study: Study, tmp_path: Path) -> Played:
    found = Played(tmp_path / "records.sqlite3", small_study, ask(small_study, PlanQuestion()))
    decide(found)
    return found


def of(played: Played) -> tuple[Adopted, Decision, View]:
    view = played.view
    planned = ask(view.rated, view.question).result
    with played.records.reading() as connection:
        found = adopted(connection, view, planned)
    question = DecisionQuestion(about=planned, rated=True, others=0, prices="none",
                                besides=found.departures)  # fmt: skip
    return found, ask(view.rated, question).result, view


def test_they_fit_what_was_planned_rated_and_said(played: Played) -> None:
    found, decision, view = of(played)
    assert list(faults(found, decision, view.rated)) == []
    told = minutes(view, Setting(view.rated, plan=decision.plan), head=found.head)
    assert not minutes_differ(found, json.loads(json.dumps(told.json())))
    assert found.departures == (BB2,)
    assert found.priced_on == {BB2: view.rated.dataset_hash}
    assert Adopted.model_validate_json(found.model_dump_json()) == found


def test_each_thing_that_was_changed_is_found(played: Played) -> None:
    found, decision, view = of(played)
    (override,) = found.overrides
    (rating,) = found.accepted
    whole = found.signatures[""]
    dear = BoundedValue(found=99.0, low=98.0, high=100.0)
    changes: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({"listed": found.listed[1:]}, "list", "round.json"),
        ({"overrides": ()}, "list", "round.json"),
        ({"signatures": {**found.signatures, "": whole.but(ids=whole.ids[1:])}}, "signature",
         "round.json"),
        ({"accepted": (rating.but(value="weak"),)}, "rating", BBB),
        ({"overrides": (override.but(price=dear),)}, "price", BB2),
    )  # fmt: skip
    for change, what, about in changes:
        wrong = {(one.what, one.about) for one in faults(found.but(**change), decision, view.rated)}
        assert (what, about) in wrong, change


def test_a_price_on_other_tables_is_not_held_against_these(played: Played) -> None:
    found, decision, view = of(played)
    (override,) = found.overrides
    dear = override.but(price=BoundedValue(found=99.0, low=98.0, high=100.0))
    earlier = found.but(overrides=(dear,), priced_on={BB2: "0" * 64})
    assert list(faults(earlier, decision, view.rated)) == []


@pytest.mark.parametrize("what", ["list", "overrides", "accepted", "signatures"])
def test_minutes_that_tell_something_else_are_found(played: Played, what: str) -> None:
    found, decision, view = of(played)
    told = minutes(view, Setting(view.rated, plan=decision.plan)).json()
    assert minutes_differ(found, {**told, what: []})
