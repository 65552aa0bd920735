"""``focus explain`` on the small example, and what they refuse.

Oracle: plans made again with the same levers.
"""

from pathlib import Path

import pytest

from optimizer.study import open_study
from tests.app.cli.conftest import Focus, run
from tests.hostile import hostile_example
from tests.reports.faces import CONTROL

EXACT = ("--gap", "0")


def value(focus: Focus, *levers: str) -> float:
    """Return the value of the proven best plan."""
    found = focus("plan", "--gap", "0", "--json", *levers)
    return float(found.json["value"])


def test_explain_says_what_planning_again_says(focus: Focus) -> None:
    inside = focus("plan", "--gap", "0", "--json").json["focus"][0]["id"]
    ended = focus("explain", inside, *EXACT, "--json")
    assert ended.status == 0
    (found,) = ended.json["candidates"]
    assert found["inside"]
    price = value(focus) - value(focus, "--out", inside)
    assert found["price"]["found"] == pytest.approx(price, abs=1e-4)
    assert found["price"]["low"] == pytest.approx(price, abs=1e-4)
    told = focus("explain", inside, *EXACT)
    assert f"{found['name']} is in the best plan found; leaving it out costs" in told.words


def test_explain_understands_levers(focus: Focus) -> None:
    inside = focus("plan", "--gap", "0", "--json").json["focus"][0]["id"]
    (found,) = focus("explain", inside, "--in", inside, *EXACT, "--json").json["candidates"]
    assert found["locked"]
    assert "because the scenario says so" in " ".join(found["sentences"])


def test_capacities_and_rules(focus: Focus) -> None:
    ended = focus("explain", "--capacities", "--rules", *EXACT, "--json")
    assert ended.status == 0
    best = value(focus)
    team = next(one for one in ended.json["capacities"] if one["unit"] == "staff-week")
    assert team["points"]["found"] >= 0
    added = ended.json["added"]
    assert added[-1]["value"] == pytest.approx(best, abs=1e-4)
    total = sum(one["points"]["found"] for one in added[1:])
    assert added[0]["value"] - total == pytest.approx(best, abs=1e-3)
    words = focus("explain", "--capacities", "--rules", *EXACT).words
    assert "One more unit" in words
    assert "Added one by one" in words


def test_explain_without_a_plan_shows_the_ways_out(focus: Focus) -> None:
    inside = focus("plan", "--gap", "0", "--json").json["focus"][0]["id"]
    ended = focus("explain", inside, "--in", inside, "--capacity", "europe=0",
                  "--capacity", "africa=0", "--capacity", "thematic=0")  # fmt: skip
    assert ended.status == 1
    assert "it is enough to loosen" in ended.words
    assert "Give up “must have" in ended.words


def test_a_capacity_is_a_way_out(focus: Focus) -> None:
    """Either fund, or the rule; taking a way out told makes a plan of the value told."""
    ended = focus("explain", "--rules", "--fund", "trust=0", "--fund", "core=0", "--json")
    ways = ended.json["ways_out"]
    assert [way["loosened"][0]["kind"] for way in ways] == ["capacity", "capacity", "rule"]
    for way in ways[:2]:
        (change,) = way["changes"]
        option, _, lever = change["option"].partition(" ")
        assert way["conditions"] == [change["words"]]
        fund, _, usd = lever.partition("=")
        assert option == "--fund"
        there = {"trust": "0", "core": "0", fund: usd}
        found = value(focus, *(word for one in there for word in (option, f"{one}={there[one]}")))
        assert found == pytest.approx(way["value"], abs=0.01 * found)


def test_a_candidate_that_was_asked_about_is_never_the_reason(focus: Focus) -> None:
    """The team has no time; what was asked is not why."""
    ended = focus("explain", "AAA", "--capacity", "europe=0")
    assert ended.status == 0
    assert "must have" not in ended.words
    assert ("putting it in is not possible.") in ended.words
    assert "In the way: Europe team: 0 staff-weeks for focus areas; at least 3 are" in ended.words
    assert "raise Europe team from 0 to 6 staff-weeks" in ended.words
    assert "--capacity europe=6" in ended.words
    found = focus("explain", "AAA", "--capacity", "europe=0", "--json").json["candidates"][0]
    assert found["conflicting"]["conditions"][0]["resource"] == "europe"
    assert [one["weeks"] for one in found["support"]["packages"]] == [{"europe": 3}, {"europe": 4}]
    assert focus("plan", "--in", "AAA", "--capacity", "europe=6").status == 0
    assert focus("plan", "--in", "AAA", "--capacity", "europe=5.98").status == 1


def test_explain_wants_something_to_explain(focus: Focus) -> None:
    ended = focus("explain")
    assert ended.status == 2
    assert "Must name a candidate" in ended.words
    assert focus("explain", "nobody").status == 2


def test_hostile_names_are_shown_as_typed(tmp_path: Path) -> None:
    """No sign that a terminal obeys, and no markup that takes words away."""
    folder = hostile_example(tmp_path)
    at = ("--data", str(folder.root / "dataset"), "--config", str(folder.root / "configuration"))
    ended = run("explain", "AAA", "--card", "--rules", "--capacities", *EXACT, *at)
    assert ended.status == 0
    assert not CONTROL.search(ended.out)
    dataset = open_study(folder.root / "dataset", folder.root / "configuration").dataset
    assert dataset.by_id["country:AAA"].name in ended.words
    assert "[/x] Trust fund [bold red]draft[/bold red] [draft]" in ended.words
    none = run("explain", "AAA", "--in", "AAA", "--capacity", "europe=0", *at)
    assert none.status == 1
    assert not CONTROL.search(none.out)


def test_a_card_is_told_for_one_candidate(focus: Focus) -> None:
    found = focus("explain", "AAA", "--card", "--json").json
    assert [row["points"] for row in found["criteria"]] == pytest.approx([40, 30, 2.5])
    assert {"candidates", "evidence", "services", "links", "reaching"} <= set(found)
    assert focus("explain", "--card", "--rules").status == 2
