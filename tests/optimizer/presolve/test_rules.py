"""Cautions about rules; each case written so that one answer is right."""

from typing import Any

import pytest

from config.rules import Rule, Rules
from data.dataset import Candidate, Dataset
from optimizer.presolve.caution import Caution
from optimizer.presolve.possible import Possible
from optimizer.presolve.rules import rule_cautions
from optimizer.problem import Problem, RuleTerm
from tests.optimizer.problems import area, problem

NAMES = ("country:A", "country:B", "country:C")


def cautions(
    term: RuleTerm | None, tried: Problem | None = None, listed: str = "", **fields: Any
) -> dict[str, Caution]:
    """Return the cautions about one rule, stated both as configuration and as a term.

    Args:
        term: the rule.
        tried: the problem; None = its three candidates.
        listed: column that marks the first two.
        fields: of the rule as configured.
    """
    rule = Rule.model_validate(
        {"label": "A rule", "where": {"kind": "country"}, "count": {"min": 1}, "hard": True}
        | fields
    )
    dataset = Dataset(
        candidates=tuple(
            Candidate(
                id=name,
                kind="country",
                name=name,
                region="" if name == NAMES[2] else "R",
                incumbent=listed == "incumbent" and name != NAMES[2],
                attributes={listed: "yes"} if name != NAMES[2] and listed.startswith("c") else {},
            )
            for name in NAMES
        )
    )
    terms = () if term is None else (term,)
    tried = tried or problem(*(area(name) for name in NAMES), rules=terms)
    rules = Rules(rules={"rule": rule})
    return {one.check: one for one in rule_cautions(rules, dataset, tried, Possible(tried))}


@pytest.mark.parametrize(
    ("low", "high", "check"),
    [
        (1, None, None),
        (3, None, None),
        (4, None, "rule_never_holds"),
        (0, None, "rule_never_binds"),
        (None, 2, None),
        (None, 3, "rule_never_binds"),
        (0, 9, "rule_never_binds"),
        (1, 9, None),
        (None, 0, None),
    ],
)
def test_counts_of_three_candidates(
    low: float | None, high: float | None, check: str | None
) -> None:
    found = cautions(RuleTerm(rule="rule", members=NAMES, low=low, high=high, hard=True))
    assert found.keys() == (set() if check is None else {check})


def test_a_ban_is_not_called_idle_for_what_it_does_itself() -> None:
    ban = RuleTerm(rule="rule", members=NAMES, high=0, hard=True)
    assert cautions(ban) == {}


def test_a_soft_rule_that_cannot_hold_says_its_price() -> None:
    term = RuleTerm(rule="rule", members=NAMES, low=5, penalty=2.5)
    found = cautions(term, hard=False, penalty=2.5)
    assert found["rule_never_holds"].so_what == "Every plan pays 5 points for it."


def test_only_candidates_that_can_be_chosen_count() -> None:
    term = RuleTerm(rule="rule", members=NAMES, low=3, hard=True)
    areas = (area(NAMES[0]), area(NAMES[1]), area(NAMES[2], barred="suspended"))
    found = cautions(term, problem(*areas, rules=(term,)))
    assert "only 2 of 3 candidates can be chosen" in found["rule_never_holds"].what


def test_members_that_need_a_neighbour() -> None:
    near = {NAMES[0]: (NAMES[1],), NAMES[1]: (), NAMES[2]: (NAMES[0],)}
    holds = RuleTerm(rule="rule", members=NAMES, low=2, near=near, hard=True)
    assert cautions(holds) == {}
    fails = RuleTerm(rule="rule", members=NAMES, low=3, near=near, hard=True)
    assert cautions(fails).keys() == {"rule_never_holds"}


@pytest.mark.parametrize(
    ("low", "high", "members", "check"),
    [
        (0.5, None, NAMES[:1], None),
        (None, 1.0, NAMES[:1], "rule_never_binds"),
        (0.0, 1.0, NAMES[:1], "rule_never_binds"),
        (None, 0.9, NAMES[:1], None),
    ],
)
def test_shares(
    low: float | None, high: float | None, members: tuple[str, ...], check: str | None
) -> None:
    term = RuleTerm(rule="rule", members=members, base=NAMES, low=low, high=high, hard=True)
    found = cautions(term, count=None, share={"min": low, "max": high}, of={"kind": "country"})
    assert found.keys() == (set() if check is None else {check})


def test_a_filter_that_matches_nothing() -> None:
    for term in (None, RuleTerm(rule="rule", members=(), low=1, hard=True)):
        assert cautions(term).keys() == {"rule_matches_nothing"}


def test_candidates_outside_every_group() -> None:
    term = RuleTerm(rule="rule", group="R", members=NAMES[:2], low=1, hard=True)
    found = cautions(term, each="region")
    assert found.keys() == {"rule_leaves_out"}
    assert NAMES[2] in found["rule_leaves_out"].what


def test_rules_switched_off_are_left_alone() -> None:
    assert cautions(None, enabled=False) == {}


@pytest.mark.parametrize("column", ["incumbent", "considered_2020"])
@pytest.mark.parametrize(
    ("low", "high", "hard", "met"),
    [
        (None, 1, True, False),
        (3, None, True, False),
        (None, 2, True, True),
        (2, 3, True, True),
        (None, 1, False, True),
    ],
)
def test_a_list_on_record_of_two(
    low: float | None, high: float | None, hard: bool, met: bool, column: str
) -> None:
    penalty: dict[str, Any] = {} if hard else {"penalty": 1.0}
    term = RuleTerm.model_validate(
        {"rule": "rule", "members": NAMES, "low": low, "high": high, "hard": hard, **penalty}
    )
    found = cautions(term, listed=column, hard=hard, **penalty)
    which = "in force" if column == "incumbent" else "considered 2020"
    told = None if met else f"A rule: the list {which} does not meet it (2)."
    assert getattr(found.get("rule_breaks_list"), "what", None) == told
