"""A theme that is in focus only where enough countries get help on it, by families there are.

A theme requires that some country is in its group; a group is a joint service for three countries
at least. Oracles: worked by hand; every choice, gone through without the model.
"""

import itertools

import pytest

from optimizer.audit import broken
from optimizer.model.compile import compile_problem
from optimizer.problem import Dependency, Joint, Problem
from optimizer.search.cut_relaxation import ROUNDS
from optimizer.search.model import SearchModel
from tests.optimizer.problems import area, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import Row, rows

LINKED, OTHER = "ABC", "D"
COUNTRY, THEME = 20, 60
"""Points."""
ALONE, PLACE, SETUP, OWN = 3, 1, 4, 1
"""Weeks: of a country by itself, of its place in the group, of the group, and of the theme."""


def example(weeks: int, most: int = 5) -> Problem:
    """Return countries A to D, of which the first three may be in the group, and the theme T."""
    alone, place = option("peers:alone", 1.0, team=ALONE), option("peers:group", 1.0, team=PLACE)
    group = Joint(
        service="peers:group", members=tuple(LINKED), weeks={"team": SETUP}, least=3, most=most
    )
    asks = Dependency(
        rule="in_countries",
        kind="requires",
        other="peers:group",
        pairs={"T": (*LINKED, *OTHER)},
    )
    return problem(
        *(area(name, COUNTRY, alone, place) for name in LINKED),
        *(area(name, COUNTRY, alone) for name in OTHER),
        area("T", THEME, option("own", 1.0, team=OWN), kind="theme"),
        teams=teams(team=weeks),
        joints=(group,),
        dependencies=(asks,),
    )


def test_compile_the_group_stands_for_its_members() -> None:
    """Only where all of its members are among those asked for; else each by itself."""
    asks = "requires(in_countries,T,H1)"
    whole = rows(compile_problem(example(8)), "requires")
    assert whole == {asks: Row({"focus(T,H1)": 1, "joint(peers.group,H1)": -1}, upper=0)}
    (dependency,) = example(8).dependencies
    fewer = dependency.but(pairs={"T": ("A", "B")})
    part = rows(compile_problem(example(8).but(dependencies=(fewer,))), "requires")
    places = {f"service({name},peers.group,H1)": -1 for name in "AB"}
    assert part == {asks: Row({"focus(T,H1)": 1, **places}, upper=0)}


@pytest.mark.parametrize(
    ("weeks", "value"),
    [
        (4, 20),  # the theme and one country would be 80
        (6, 40),  # two countries alone
        (7, 60),  # the group, no week left for the theme
        (8, 120),  # the group and the theme
        (11, 140),  # and the fourth country alone
    ],
)
def test_the_theme_waits_for_three_countries(weeks: int, value: float) -> None:
    plan = solve(example(weeks))
    assert plan.value == pytest.approx(value)
    assert not broken(example(weeks), plan.decisions)


def best(weeks: int) -> int:
    """Return the points of the best choice: each country out, alone or in the group."""
    found = 0
    ways = [("out", "alone", "group")] * len(LINKED) + [("out", "alone")]
    for theme, countries in itertools.product((False, True), itertools.product(*ways)):
        inside, alone = countries.count("group"), countries.count("alone")
        if (inside and inside < 3) or (theme and not inside):
            continue
        used = SETUP * bool(inside) + PLACE * inside + ALONE * alone + OWN * theme
        if used <= weeks:
            found = max(found, COUNTRY * (inside + alone) + THEME * theme)
    return found


@pytest.mark.parametrize("weeks", range(15))
def test_the_best_of_all_choices(weeks: int) -> None:
    """No bound is below it, though the group's row is tighter than its members'."""
    assert solve(example(weeks)).value == pytest.approx(best(weeks))
    model = SearchModel(example(weeks))
    tight, prices = model.relax(model.value, ROUNDS)
    assert best(weeks) - 1e-6 <= min(tight.bound, prices.bound)
