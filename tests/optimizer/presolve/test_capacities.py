"""Cautions about teams, funds and services; each case written so that one answer is right."""

import pytest

from optimizer.presolve.capacities import capacity_cautions
from optimizer.presolve.caution import Caution
from optimizer.presolve.possible import Possible
from optimizer.problem import Fund, Joint, Problem
from tests.optimizer.problems import area, fund, option, problem, teams


def cautions(tried: Problem) -> dict[str, Caution]:
    return {one.check: one for one in capacity_cautions(tried, Possible(tried))}


def test_nothing_to_say() -> None:
    one = area("country:A", 50, option("help", 1.0, usd=5, europe=2))
    assert (
        cautions(problem(one, teams=teams(europe=2), funds=(fund("core", 5, "country:A"),))) == {}
    )


@pytest.mark.parametrize(
    ("weeks", "share", "check"),
    [
        (4, 0.0, None),
        (5, 0.0, "team_larger_than_use"),
        (4, 1.0, "team_without_weeks"),
        (0, 0.0, "team_without_weeks"),
    ],
)
def test_teams(weeks: float, share: float, check: str | None) -> None:
    """Two candidates that would use two weeks each."""
    areas = [area(f"country:{name}", 50, option("help", 1.0, europe=2)) for name in "AB"]
    found = cautions(problem(*areas, teams=teams({"europe": share}, europe=weeks)))
    assert (check is None) == (not found)
    if check is not None:
        assert found[check].column == "teams.europe"
    assert ("service_for_nobody" in found) == (check == "team_without_weeks")


def test_a_team_that_nothing_asks() -> None:
    found = cautions(problem(area("country:A"), teams=teams(press=10)))
    assert found.keys() == {"team_without_use"}
    assert found["team_without_use"].so_what.startswith("10 staff-weeks")


@pytest.mark.parametrize(
    ("money", "check"),
    [
        (fund("core", 20, "country:A", "country:B"), None),
        (fund("core", 15, "country:A", "country:B"), None),
        (fund("core", 25, "country:A", "country:B"), "fund_larger_than_use"),
        (fund("core", 20, "country:A", "country:B", most=9), "fund_larger_than_use"),
        (fund("core", 20), "fund_without_use"),
        (fund("core", 20, "country:A", services=("other",)), "fund_without_use"),
        (fund("core", 0, "country:A"), "fund_without_money"),
    ],
)
def test_funds(money: Fund, check: str | None) -> None:
    """Two candidates with a service of USD 10 each, and another fund that can pay both."""
    areas = [area(f"country:{name}", 50, option("help", 1.0, usd=10)) for name in "AB"]
    other = fund("other", 20, "country:A", "country:B")
    found = cautions(problem(*areas, funds=(money, other)))
    assert found.keys() == (set() if check is None else {check})
    if check is not None:
        assert found[check].column.startswith("funds.core")


def test_services_that_some_or_all_cannot_get() -> None:
    options = option("help", 0.5, usd=10), option("advice", 0.5, europe=9)
    areas = [area(f"country:{name}", 50, *options) for name in "AB"]
    found = cautions(problem(*areas, teams=teams(europe=5), funds=(fund("core", 10, "country:A"),)))
    assert found["service_for_nobody"].what == (
        "advice can be given to no country: it needs more weeks than there are of europe."
    )
    assert "for country:B it needs money no fund may pay" in found["service_not_for_all"].what


def test_barred_candidates_are_left_aside() -> None:
    helped = area("country:A", 50, option("help", 1.0))
    barred = area("country:B", 50, option("help", 1.0, usd=9), barred="suspended")
    assert cautions(problem(helped, barred)) == {}


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, None),
        ({"least": 3}, "2 candidates could take part, and it takes 3"),
        ({"weeks": {"europe": 5}}, "setting it up takes more weeks than there are of europe"),
        ({"usd": 11}, "setting it up costs USD 11, which no fund may pay or has"),
    ],
)
def test_joint_services(fields: dict[str, object], why: str | None) -> None:
    """Two candidates, four weeks, of which a workshop takes two to set up; one fund of USD 10."""
    ids = ("country:A", "country:B")
    joint = Joint.model_validate(
        {"service": "help", "members": ids, "weeks": {"europe": 2}, "usd": 10, "funds": ("core",)}
        | fields
    )
    areas = [area(one, 50, option("help", 1.0, europe=1)) for one in ids]
    found = cautions(
        problem(*areas, teams=teams(europe=4), funds=(fund("core", 10, *ids),), joints=(joint,))
    )
    assert (why is None) == ("joint_service_for_nobody" not in found)
    if why is not None:
        assert found["joint_service_for_nobody"].what == f"help can never be held: {why}."
