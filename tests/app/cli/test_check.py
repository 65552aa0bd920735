"""``focus check``: what it finds in a spoilt copy of the small example, and in the bundled data."""

from tests.app.cli.conftest import Focus, run
from tests.folders import Folder

PROBLEM = ("file", "row", "column", "value", "must", "do")
CAUTION = ("check", "file", "column", "what", "so_what", "do")


def test_problems_of_both_folders_at_once(folder: Folder, spoilt: Focus) -> None:
    folder.replace("rules.yaml", "count: {max: 0}", "count: {max: none}")
    line = folder.append("evidence.csv", "country:ZZZ,participation,0.5,,,observed,index,2019,")
    ended = spoilt("check", "--json")
    assert ended.status == 2
    assert set(ended.json) == {"problems", "warnings"}
    assert ended.json["warnings"] == []
    assert all(tuple(problem) == PROBLEM for problem in ended.json["problems"])
    found = {(problem["file"], problem["row"]) for problem in ended.json["problems"]}
    assert ("evidence.csv", line) in found
    assert "rules.yaml" in {file for file, _ in found}
    text = spoilt("check")
    assert text.status == 2
    assert text.err == ""
    assert f"line {line}, candidate:" in text.words
    assert "found 'country:ZZZ'" in text.words


def test_what_rounds_require_is_checked_too(folder: Folder, spoilt: Focus) -> None:
    folder.path("rounds.yaml").write_text("quorum: 3\n", encoding="utf-8")
    (told,) = spoilt("check", "--json").json["problems"]
    assert (told["file"], told["column"], told["value"]) == ("rounds.yaml", "quorum", "3")
    folder.replace("capacity.yaml", "weeks: 30", "weeks: many")
    folder.path("indicators.yaml").write_text("feeds: 3\n", encoding="utf-8")
    files = [one["file"] for one in spoilt("check", "--json").json["problems"]]
    assert files == ["capacity.yaml", "indicators.yaml", "rounds.yaml"]


def test_an_optional_file_with_a_misspelt_name_is_not_passed_over(
    folder: Folder, spoilt: Focus
) -> None:
    for name in ("round.yaml", "notes.yaml"):
        folder.path(name).write_text("quorum: 1\n", encoding="utf-8")
    (told,) = spoilt("check", "--json").json["problems"]
    assert (told["file"], told["do"]) == (
        "round.yaml", "Rename it to rounds.yaml, or move it to another folder.",
    )  # fmt: skip


def test_warnings_leave_the_input_usable(focus: Focus) -> None:
    ended = focus("check", "--json")
    assert ended.status == 0
    assert ended.json["problems"] == []
    assert all(tuple(caution) == CAUTION for caution in ended.json["warnings"])
    assert {caution["check"] for caution in ended.json["warnings"]} == {
        "link_missing", "team_larger_than_use",
    }  # fmt: skip


def test_the_bundled_data_say_what_they_lack() -> None:
    ended = run("check", "--json")
    assert ended.status == 0
    checks = [caution["check"] for caution in ended.json["warnings"]]
    assert "weight_on_missing_evidence" in checks
    assert "rule_breaks_list" in checks
    forbidden = ("rule_never_holds", "rule_matches_nothing", "fund_without_use", "no_plan")
    assert not set(checks).intersection(forbidden)


def test_conditions_that_leave_no_plan_are_named(folder: Folder, spoilt: Focus) -> None:
    """Two commitments from Africa are wanted, and its team has no time for any."""
    folder.replace("capacity.yaml", "weeks: 30", "weeks: 0")
    (found,) = [
        one for one in spoilt("check", "--json").json["warnings"] if one["check"] == "no_plan"
    ]
    assert "rule “At least one commitment from Africa”" in found["what"]
    assert "Africa team: 0 staff-weeks for focus areas" in found["what"]
    assert "no_plan" not in spoilt("check", "--json").words.partition("no_plan")[0]


def test_the_search_for_a_plan_can_be_given_a_limit(focus: Focus) -> None:
    ended = focus("check", "--time-limit", "0.000001")
    assert ended.status == 0
    assert "was not found out: the search was ended early." in ended.words
    assert "2 things are allowed" in ended.words
    assert focus("check", "--time-limit", "soon").status == 2
