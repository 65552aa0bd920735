"""``focus rank``: the table of the small example's README, and the plan's own words on 2020."""

import pytest

from optimizer.scenario import Scenario
from optimizer.study import Study, open_study
from tests.app.cli.conftest import Focus, run

FIELDS = (
    "id", "kind", "name", "rank", "score", "low", "high", "coverage", "gate", "contributions",
)  # fmt: skip
KIND = "country"


def test_scores_worked_out_by_hand(focus: Focus, study: Study) -> None:
    """Scores and intervals of the README of the example; P is the partner measure on 0..100."""
    strength = study.derived["partner_strength"]
    found = {line["id"]: line for line in focus("rank", "--json").json}

    def partners(candidate: str) -> float:
        return 20 * strength.get(candidate, 0.0)

    for name, score, low, high in (
        ("country:AAA", 70, 70, 70),
        ("country:BBB", 40, 20, 65),
        ("country:BBB-port", 40, 40, 40),
    ):
        line, more = found[name], partners(name)
        if name in strength:
            assert line["score"] == pytest.approx(score + more)
            assert line["low"] == pytest.approx(low + more)
            assert line["high"] == pytest.approx(high + more)
    for name, score, low, high in (
        ("commitment:AA001", 100, 100, 100),
        ("commitment:BB001", 31, 31, 55),
        ("commitment:BB002", 30, 30, 80),
        ("theme:ownership", 52, 52, 52),
    ):
        line = found[name]
        assert (line["score"], line["low"], line["high"]) == pytest.approx((score, low, high))
    assert found["commitment:BB002"]["contributions"] == {
        "ambition": 0, "readiness": 30, "focus_overlap": 0,
    }  # fmt: skip
    assert [found[name]["gate"] for name in ("country:AAA", "country:CCC", "country:BBB-port")] == [
        "pass", "fail", "unknown",
    ]  # fmt: skip
    assert found["country:CCC"]["rank"] is None


def test_every_field_that_other_programs_rely_on() -> None:
    for line in run("rank", "--json").json:
        assert set(FIELDS) <= set(line)
        assert sum(line["contributions"].values()) == pytest.approx(line["score"], abs=1e-7)
        assert line["low"] <= line["score"] + 1e-9
        assert line["score"] <= line["high"] + 1e-9


def test_ranks_are_those_of_the_scorecard() -> None:
    study = open_study()
    expected = [(row.id, row.rank) for row in study.scorecard().rows]
    assert [(line["id"], line["rank"]) for line in run("rank", "--json").json] == expected


def test_one_kind_one_region_and_the_first_few() -> None:
    every = run("rank", "--json").json
    wanted = [
        line for line in every
        if line["kind"] == KIND and line["region"] == "Africa and the Middle East"
    ]  # fmt: skip
    assert run("rank", "--kind", "Countries", "--region", "africa", "--json").json == wanted
    top = run("rank", "--kind", KIND, "--region", "Africa", "--top", "3", "--json").json
    assert top == wanted[:3]
    assert [line["rank"] for line in top] != [1, 2, 3]


def test_weights_move_scores_as_in_the_study(focus: Focus, study: Study) -> None:
    scenario = Scenario(weights={"country": {"political_will": 0.8}})
    expected = {row.id: row.score for row in study.scorecard(scenario).rows}
    found = focus("rank", "--weight", "country.political_will=80%", "--json").json
    assert {line["id"]: line["score"] for line in found} == pytest.approx(expected)


def test_a_page_for_people_shows_the_first_and_says_how_to_see_all() -> None:
    ended = run("rank")
    assert ended.status == 0
    assert max(map(len, ended.out.splitlines())) <= 110
    assert "… and 154 more." in ended.words
    assert ended.words.endswith("--top 0 lists everybody.")
    assert "a Political will and civil-society engagement (14 %);" in ended.words


def test_all_lines_on_request() -> None:
    text = run("rank", "--kind", "theme", "--top", "0").out
    assert "--top 0" not in text
    assert sum("░" in line for line in text.splitlines()) == 47
    few = run("rank", "--kind", "theme", "--top", "3").out
    assert sum("░" in line for line in few.splitlines()) == 3
    assert "--top 0" not in few


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (("--kind", "continent"), "--kind"),
        (("--region", "Atlantis"), "--region"),
        (("--top", "-1"), "--top"),
        (("--weight", "nothing=0.1"), "--weight"),
    ],
)
def test_what_is_refused(focus: Focus, words: tuple[str, ...], option: str) -> None:
    ended = focus("rank", *words, "--json")
    assert ended.status == 2
    assert [problem["file"] for problem in ended.json["problems"]] == [option]


def test_json_is_a_list_and_that_of_methods_an_object(focus: Focus) -> None:
    assert isinstance(focus("rank", "--json").json, list)
    found = focus("rank", "--methods", "--json").json
    assert set(found["first"]) == {"country", "commitment", "theme"}
    assert found["answer"] in focus("rank", "--methods").words
    assert list(focus("rank", "--methods", "--kind", "country", "--json").json["first"]) == [
        "country"
    ]
