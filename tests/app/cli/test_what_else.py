"""``focus alternatives`` and ``focus frontier`` on the small example, and what they refuse.

Oracle: the plan of the same levers, and its value.
"""

import pytest

from tests.app.cli.conftest import Focus

EXACT = ("--gap", "0")


def value(focus: Focus) -> float:
    found = focus("plan", *EXACT, "--json").json["value"]
    assert isinstance(found, float)
    return found


def test_alternatives_differ_and_give_up_what_they_say(focus: Focus) -> None:
    ended = focus("alternatives", "-n", "2", "--differ", "2", *EXACT, "--json")
    assert ended.status == 0
    best = set(ended.json["focus"])
    assert ended.json["alternatives"]
    for one in ended.json["alternatives"]:
        assert len(best ^ set(one["focus"])) >= 2
        assert one["gives_up"]["found"] == pytest.approx(value(focus) - one["value"], abs=1e-4)
    assert "Plan A gives up" in focus("alternatives", "-n", "1", "--differ", "2", *EXACT).words


def test_favouring_a_kind(focus: Focus) -> None:
    ended = focus("alternatives", "--favour", "kind=theme", "--within", "50%", *EXACT, "--json")
    found = ended.json["favoured"]
    assert found["count"] == found["most"]
    assert found["count"] >= found["before"]
    assert found["value"] >= 0.5 * value(focus) - 1e-4
    told = focus("alternatives", "--favour", "Kind = Theme", "--within", "50%", *EXACT).words
    assert "within 50 % of the plan's worth" in told


@pytest.mark.parametrize(
    "words", [("--favour", "colour=red"), ("--favour", "kind=red"), ("--within", "much")]
)
def test_alternatives_refuse_what_they_do_not_know(focus: Focus, words: tuple[str, str]) -> None:
    assert focus("alternatives", *words).status == 2


@pytest.mark.parametrize("by", ["money", "staff", "country:commitment"])
def test_frontier_rises_and_ends_at_the_best_plan(focus: Focus, by: str) -> None:
    ended = focus("frontier", "--by", by, "--points", "4", *EXACT, "--json")
    assert ended.status == 0
    points = ended.json["points"]
    used = [point["used"] for point in points]
    values = [point["value"] for point in points]
    assert used == sorted(used)
    assert values == sorted(values, reverse=":" in by)
    if ":" not in by:
        assert values[-1] == pytest.approx(value(focus), abs=1e-4)
    assert "proven" in focus("frontier", "--by", by, "--points", "4", *EXACT).words


def test_frontier_refuses_what_it_does_not_know(focus: Focus) -> None:
    ended = focus("frontier", "--by", "colour")
    assert ended.status == 2
    assert "must be money, staff or two different kinds" in ended.words


@pytest.mark.parametrize("command", ["alternatives", "frontier"])
def test_without_a_plan_it_is_said_why(focus: Focus, command: str) -> None:
    """A local member must be in, which a rule forbids."""
    ended = focus(command, "--in", "BBB-port", "--json")
    assert (ended.status, ended.json["status"]) == (1, "infeasible")
    assert len(ended.json["conflicting"][0]["conditions"]) == 2
    told = focus(command, "--in", "BBB-port").words
    assert "There is no plan that meets all conditions." in told
    assert "--rule national_only=off switches the rule off." in told
