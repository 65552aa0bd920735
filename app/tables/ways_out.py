"""Ways out of conditions that no plan meets: in the words of the page, and as levers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from config.configuration import Configuration
from optimizer.conflicts import conditions
from optimizer.levers import RULES
from optimizer.problem import Problem, RuleTerm
from optimizer.scenario import Scenario
from optimizer.why.infeasible import Corrections
from optimizer.why.wording import points

Move = Callable[[Scenario], Scenario]


@dataclass(frozen=True)
class Given:
    """A condition that can be given up."""

    words: str
    """As a page says it."""
    move: Move
    """What giving it up does to the levers."""


def given(problem: Problem, configuration: Configuration) -> Mapping[str, Given]:
    """Return every lock, hard rule and limit: the optimizer's words for it → how to give it up.

    Args:
        problem: as posed.
        configuration: as loaded, without levers.
    """
    told = [words for words, _ in conditions(problem)]
    return dict(zip(told, _each(problem, configuration), strict=True))


def _each(problem: Problem, configuration: Configuration) -> Iterator[Given]:
    """Yield conditions in the order of :func:`optimizer.conflicts.conditions`."""
    names = {area.id: area.name or area.id for area in problem.areas}
    for one in sorted(problem.must):
        why = problem.by_id[one].barred
        words = f"{names[one]} must be in" + (f" (but it is barred: {why})" if why else "")
        yield Given(words, lambda s, one=one: s.but(must=s.must - {one}))  # type: ignore[misc]
    for one in sorted(problem.must_not):
        yield Given(
            f"{names[one]} must not be in",
            lambda s, one=one: s.but(must_not=s.must_not - {one}),  # type: ignore[misc]
        )
    groups: dict[str, int] = {}
    for rule in problem.rules:
        groups[rule.rule] = groups.get(rule.rule, 0) + 1
    for rule in problem.rules:
        if rule.hard:
            yield Given(
                _rule(rule, groups[rule.rule]),
                lambda s, name=rule.rule: RULES.move_side(s, configuration, name, enabled=False),  # type: ignore[misc]
            )
    if problem.most_changes is not None:
        words = f"at most {problem.most_changes} changes in a half-year"
        yield Given(words, lambda s: s.but(most_changes=None))
    if problem.min_stay > 1:
        words = f"who is new stays at least {problem.min_stay} half-years"
        yield Given(words, lambda s: s.but(min_stay=1))


def _rule(rule: RuleTerm, groups: int) -> str:
    sign = " %" if rule.base else ""
    scale = 100 if rule.base else 1
    bounds = [f"at least {scale * rule.low:g}{sign}"] if rule.low is not None else []
    bounds += [f"at most {scale * rule.high:g}{sign}"] if rule.high is not None else []
    where = f", {rule.group}" if rule.group else ""
    everywhere = "; the lever is for all groups" if groups > 1 else ""
    return f"rule “{rule.label or rule.rule}”{where} ({' and '.join(bounds)}{everywhere})"


def way_rows(found: Corrections, known: Mapping[str, Given]) -> pd.DataFrame:
    """Return one row per way out, in order.

    Columns: ``Give up, Conditions`` (how many), ``Best plan then, points`` (blank where none was
    looked for yet), ``In words``.
    """
    return pd.DataFrame(
        [
            {
                "Give up": " and ".join(_words(one, known) for one in way.conditions),
                "Conditions": len(way.conditions),
                "Best plan then, points": way.plan.value,
                "In words": "Its best plan is being looked for."
                if way.plan.value is None
                else f"The best plan found is then worth {points(way.plan.value)}.",
            }
            for way in found.sets
        ],
        columns=["Give up", "Conditions", "Best plan then, points", "In words"],
    )


def in_words(told: tuple[str, ...], known: Mapping[str, Given]) -> tuple[str, ...]:
    """Return conditions as a page says them."""
    return tuple(_words(one, known) for one in told)


def _words(told: str, known: Mapping[str, Given]) -> str:
    return known[told].words if told in known else told


def scenario_without(
    scenario: Scenario, told: tuple[str, ...], known: Mapping[str, Given]
) -> Scenario | None:
    """Return the scenario in which these conditions are given up; None where no lever does it."""
    moved = scenario
    for one in told:
        if one not in known:
            return None
        after = known[one].move(moved)
        if after == moved:
            return None
        moved = after
    return moved
