"""``focus group`` on the small example, and what it refuses.

Oracles: plans made again with each person's weights as levers; weights added up by hand.
"""

import os
import re
from pathlib import Path

import pytest

from tests.app.cli.conftest import Ended, Focus
from tests.folders import SMALL

PAGE = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")
EXACT = ("--gap", "0", "--workers", "1")
TABLE = """kind,criterion,Ann,Bo,"Dee, Eve"
country,civil_society,80,10,40
country,political_will,10,10,40
country,partner_ecosystem,10,80,20
theme,momentum,90,,10
theme,results,10,,90
"""
SHARES = {
    "Ann": {"country.civil_society": 0.8, "country.political_will": 0.1, "theme.momentum": 0.9},
    "Bo": {"country.civil_society": 0.1, "country.political_will": 0.1},
    "Dee, Eve": {
        "country.civil_society": 0.4,
        "country.political_will": 0.4,
        "theme.momentum": 0.1,
    },
}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("group") / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def told(focus: Focus, table: Path) -> Ended:
    ended = focus("group", table, *EXACT, "--json")
    assert ended.status == 0
    return ended


def levers(shares: dict[str, float]) -> list[str]:
    return [text for name, share in shares.items() for text in ("--weight", f"{name}={share}")]


def test_everybodys_own_plan_is_the_one_under_their_weights(focus: Focus, told: Ended) -> None:
    assert [one["person"] for one in told.json["people"]] == list(SHARES)
    for one in told.json["people"]:
        own = focus("plan", "--gap", "0", "--json", *levers(SHARES[one["person"]])).json
        assert one["value"] == pytest.approx(own["value"], abs=1e-5)
        assert one["status"] == "optimal"
        assert one["bound"] == pytest.approx(one["value"], abs=1e-4)
        if not own["other_ties"]:
            assert one["focus"] == sorted(line["id"] for line in own["focus"])
        assert set(one["surely_in"]) <= set(one["focus"])
    own_plans = [set(one["focus"]) for one in told.json["people"]]
    assert set(told.json["shared"]) == set.intersection(*own_plans)
    assert set(told.json["some"]) == set.union(*own_plans) - set.intersection(*own_plans)


def test_the_consensus_is_the_mean_of_those_who_speak(focus: Focus, told: Ended) -> None:
    weights = told.json["weights"]
    assert set(weights) == {"country", "theme"}
    assert weights["country"]["consensus"]["civil_society"] == pytest.approx(1.3 / 3)
    assert weights["theme"]["consensus"]["momentum"] == pytest.approx(0.5)
    assert set(weights["theme"]["people"]) == {"Ann", "Dee, Eve"}
    # Ann to Bo 0.7, Ann to Dee 0.4, Bo to Dee 0.6
    assert weights["country"]["disagreement"] == pytest.approx(1.7 / 3)
    assert weights["country"]["furthest"] == ["Ann", "Bo"]
    shares = {
        f"{kind}.{name}": share
        for kind, found in weights.items()
        for name, share in list(found["consensus"].items())[:-1]
    }
    own = focus("plan", "--gap", "0", "--json", *levers(shares)).json
    assert told.json["consensus"]["value"] == pytest.approx(own["value"], abs=1e-5)


def test_the_compromise_has_the_least_worst_loss(told: Ended) -> None:
    consensus, compromise = told.json["consensus"], told.json["compromise"]
    for plan, costs in ((consensus, "consensus_costs"), (compromise, "compromise_costs")):
        worst = max(one[costs]["found"] for one in told.json["people"])
        assert plan["worst"]["found"] == pytest.approx(worst)
        assert plan["worst"]["low"] <= plan["worst"]["high"]
    assert compromise["worst"]["found"] <= consensus["worst"]["found"] + 1e-6
    assert compromise["least"] <= compromise["worst"]["found"] + 1e-6


def test_every_field_is_documented(told: Ended) -> None:
    section = PAGE.partition("\n## `focus group`\n")[2].partition("\n## ")[0]
    words = set(re.findall(r"\w+", section))
    fields = {
        *told.json,
        *told.json["people"][0],
        *told.json["compromise"],
        *told.json["consensus"],
    }
    fields |= set(told.json["weights"]["country"]) | set(told.json["compromise"]["worst"])
    assert fields <= words


def test_in_words(focus: Focus, table: Path, told: Ended) -> None:
    words = focus("group", table, *EXACT).words
    for sentence in (told.json["answer"], *told.json["sentences"]):
        assert sentence in words
    assert "3 people weigh the criteria: Ann; Bo; Dee, Eve." in words
    assert "any two would have to move 57 % of their weight on average; Ann and Bo most" in words
    assert "Themes: Ann and Dee, Eve would have to move 80 %" in words
    assert "Every plan is proven the best of its person." in words
    for one in told.json["people"]:
        assert f"{one['value']:,.1f}" in words
    assert "--all names everybody in lists." in words


def test_levers_are_understood(focus: Focus, table: Path) -> None:
    everybody = focus("group", table, *EXACT, "--json").json
    outside = min(set(everybody["consensus"]["focus"]) - {"country:AAA"})
    ended = focus("group", table, *EXACT, "--json", "--out", outside)
    for one in ended.json["people"]:
        assert outside not in one["focus"]
    assert ended.json["scenario"]["must_not"] == [outside]


def test_a_template_can_be_filled_in(focus: Focus, tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    ended = focus("group", "--template", path, "--person", "Ann", "--person", "Bo, Cy")
    assert ended.status == 0
    assert "fill in the columns" in ended.words
    found = focus("group", path, *EXACT)
    assert "2 people weigh the criteria: Ann; Bo, Cy." in found.words
    assert "both give the same weights" in found.words
    before = path.read_bytes()
    again = focus("group", "--template", path)
    assert again.status == 2
    assert "must not exist yet" in again.words
    assert path.read_bytes() == before
    assert focus("group", "--template", path, "--overwrite").status == 0
    assert path.read_bytes() != before
    read = focus("group", "--template", SMALL / "dataset" / "people.csv")
    assert "must not lie in the folder of the dataset" in read.words


def test_no_plan_is_told_with_its_reasons(focus: Focus, table: Path) -> None:
    nobody = [f"--capacity={team}=0" for team in ("europe", "africa", "thematic")]
    ended = focus("group", table, *EXACT, *nobody)
    assert ended.status == 1
    assert "There is no plan that meets all conditions." in ended.words
    assert "3 people weigh the criteria" in ended.words
    found = focus("group", table, *EXACT, *nobody, "--json").json
    assert found["status"] == "infeasible"
    assert found["conflicts"]


def test_every_problem_is_told_at_once(focus: Focus, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("kind;criterion;Ann\ncountry;charm;1\n", encoding="utf-8")
    ended = focus("group", path, "--gap", "3", "--workers", "0", "--in", "nobody", "--person", "X",
                  "--overwrite")  # fmt: skip
    assert ended.status == 2
    for what in ("--gap", "--workers", "--person", "--overwrite", "--in", "wrong.csv", "charm"):
        assert what in ended.words
    assert focus("group").status == 2
    assert "--template" in focus("group").words
    assert "Must be a file that can be read" in focus("group", tmp_path / "none.csv").words


@pytest.mark.parametrize("command", ["group", "robust"])
def test_files_without_an_end_are_refused(focus: Focus, tmp_path: Path, command: str) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    given = ("--people",) if command == "robust" else ()
    for place in ("/dev/zero", pipe):
        ended = focus(command, *given, place)
        assert ended.status == 2
        assert "Must be a file." in ended.words


def test_a_line_that_names_the_separator_is_understood(focus: Focus, tmp_path: Path) -> None:
    """Spreadsheets of many countries write it first."""
    path = tmp_path / "people.csv"
    rows = "kind;criterion;Ann;Bo\ncountry;civil_society;0,5;1\ncountry;political_will;0,5;0\n"
    path.write_text(f"sep=;\n{rows}", encoding="utf-8")
    ended = focus("group", path, *EXACT, "--json")
    assert ended.json["weights"]["country"]["people"]["Ann"]["civil_society"] == 0.5
    path.write_text(f"sep=;\n{rows.replace('political_will', 'charm')}", encoding="utf-8")
    (problem,) = focus("group", path, *EXACT, "--json").json["problems"]
    assert (problem["row"], problem["value"]) == (4, "charm")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--person", "Ann", "--person", "Ann"), "name everybody once"),
        (("--person", "kind"), "that a column of the table has"),
        (("--person", "x" * 61), "at most 60 characters"),
        (tuple(f"--person=p{n}" for n in range(51)), "not be given more than 50 times"),
        (("people.csv",), "must not be given together"),
    ],
)
def test_templates_refused(focus: Focus, tmp_path: Path, words: tuple[str, ...], what: str) -> None:
    ended = focus("group", "--template", tmp_path / "t.csv", *words)
    assert ended.status == 2
    assert what in ended.words
    assert not (tmp_path / "t.csv").exists()
    nowhere = focus("group", "--template", tmp_path / "no" / "t.csv")
    assert "must lie in a folder that exists" in nowhere.words


def test_time_that_is_over_before_any_plan(focus: Focus, table: Path) -> None:
    ended = focus("group", table, "--workers", "1", "--time-limit", "0.000001")
    assert ended.status in (0, 1)
    assert "No plan was found" in ended.words or "Stopped before everybody" in ended.words
