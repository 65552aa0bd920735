"""``focus reassess`` on the small example. Oracle: plans made again with the same levers."""

import pytest

from tests.app.cli.conftest import Focus
from tests.folders import SMALL, Folder

EXACT = ("--gap", "0")
LEVERS = ("--capacity", "africa=16", "--out", "country:BBB")


def test_what_levers_did_adds_up_to_the_two_plans(focus: Focus) -> None:
    ended = focus("reassess", *LEVERS, *EXACT, "--json")
    assert ended.status == 0
    before = focus("plan", "--gap", "0", "--json").json
    after = focus("plan", *LEVERS, "--gap", "0", "--json").json
    found = ended.json
    assert found["before"]["value"] == pytest.approx(before["value"])
    assert found["after"]["value"] == pytest.approx(after["value"])
    assert [one["cause"] for one in found["causes"]] == ["capacity", "rules"]
    total = sum(one["points"] for one in found["causes"])
    assert total == pytest.approx(after["value"] - before["value"])
    ids = [{line["id"] for line in plan["focus"]} for plan in (before, after)]
    assert {one["id"] for one in found["moves"] if not one["entered"]} == ids[0] - ids[1]
    assert {one["id"] for one in found["moves"] if one["entered"]} == ids[1] - ids[0]


def test_it_is_told_in_words_why_somebody_left(focus: Focus) -> None:
    told = focus("reassess", *LEVERS, *EXACT).words
    assert "Different: changed capacity and changed rules." in told
    assert told.startswith("Betaland leaves and 4 focus areas stay;")
    assert "Betaland leaves because of changed rules. Its score is 48.0, as before." in told


def test_an_earlier_round_is_read_from_its_folders(focus: Focus, folder: Folder) -> None:
    """Alphaland's will was called none before; its score rises by its weight of 0.3 times 100."""
    folder.replace("evidence.csv", "country:AAA,will,strong", "country:AAA,will,none")
    found = focus("reassess", "--before-data", str(folder.root / "dataset"), *EXACT, "--json").json
    assert [one["cause"] for one in found["causes"]] == ["evidence"]
    told = focus("reassess", "--before-data", str(folder.root / "dataset"), *EXACT).words
    assert "Different: new evidence." in told


def test_rounds_that_are_the_same(focus: Focus) -> None:
    told = focus("reassess", "--before-data", str(SMALL / "dataset"), *EXACT).words
    assert "Nothing differs between the two rounds" in told


def test_problems_of_both_rounds_are_told(focus: Focus, folder: Folder) -> None:
    folder.replace("candidates.csv", "Alphaland,Europe,AAA,active", "Alphaland,Europe,AAA,resting")
    ended = focus("reassess", "--before-data", str(folder.root / "dataset"), "--gap", "7")
    assert ended.status == 2
    assert "candidates.csv" in ended.words
    assert "--gap" in ended.words


def test_a_mix_without_a_plan_is_told(focus: Focus) -> None:
    ended = focus("reassess", "--in", "BBB-port", *EXACT)
    assert ended.status == 1
    assert "no plan meets all conditions" in ended.words


def test_how_much_of_it_may_be_noise(focus: Focus) -> None:
    """One focus area leaves; the earlier list is the plan without levers."""
    told = focus("reassess", *LEVERS, *EXACT, "--noise", "10", "--json").json
    churn = told["churn"]
    assert (churn["draws"], churn["happened"]) == (10, len(told["moves"]))
    in_force = sum(row["in_force"] for row in told["churn_kinds"])
    assert in_force == len(told["before"]["focus"])


def test_year_after_year(focus: Focus) -> None:
    """Nothing of the example is dated later than 2020, so its list holds."""
    asked = ("reassess", "--as-of", "2020", "--years", "2021,2022", *EXACT)
    told = focus(*asked)
    assert told.status == 0
    assert "The list of 2020 holds through 2022: none of its " in told.words
    found = focus(*asked, "--json").json
    plan = focus("plan", "--as-of", "2020", "--gap", "0", "--json").json
    assert [one["as_of"][:4] for one in found["lists"]] == ["2020", "2021", "2022"]
    assert {tuple(one["focus"]) for one in found["lists"]} == {
        tuple(sorted(line["id"] for line in plan["focus"]))
    }
    assert found["moves"] == []


@pytest.mark.parametrize(
    ("words", "places"),
    [
        (("--as-of", "2020", "--years", "soon"), ["--years"]),
        (("--as-of", "2020", "--years", "2020..2021"), ["--years"]),
        (("--years", "2021"), ["--as-of"]),
        (("--as-of", "2020", "--years", "2021", "--before-as-of", "2019"), ["--before-as-of"]),
    ],
)
def test_years_that_cannot_be(focus: Focus, words: tuple[str, ...], places: list[str]) -> None:
    ended = focus("reassess", *words, "--json")
    assert ended.status == 2
    assert [one["file"] for one in ended.json["problems"]] == places
