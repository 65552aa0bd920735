"""``focus robust`` on the small example.

Oracles: every plan tried one by one under every draw; the plan that is worth most there counted by
hand; the same run by one process, two, and a cluster.
"""

import csv
import importlib
import json
from collections import Counter
from pathlib import Path

import pytest

from app.export.takeaway import DECIMALS
from optimizer.audit import worth
from optimizer.robust.incremental_sampling import growing
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.scenario import Scenario
from optimizer.search.effort import DRAW
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from reports import find_out
from reports.robust import SHARES
from reports.setting import Setting
from reports.words import certain_share
from scoring.weight_samples import AnyWeights
from tests.app.cli.conftest import Focus
from tests.folders import SMALL, Folder
from tests.optimizer.brute_force import BruteForce
from tests.optimizer.robust.drawn import problem_at
from tests.optimizer.solved import solve

ALONE = ("--workers", "1")
FEW = ("--draws", "15", "--periods", "1")
PEOPLE = "kind,criterion,ann,bob\ncountry,civil_society,80,10\ncountry,political_will,20,90\n"
TRIED = 3
"""Draws of which every plan is tried one by one."""
LOCKED = ("--in", "AAA", "--capacity", "europe=0")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_counts_are_those_of_every_plan_tried(focus: Focus, study: Study) -> None:
    """15 draws of any weights and of evidence, each problem written out and solved from nothing.

    Of the first ones every plan is tried: complete enumeration.
    """
    words = (*FEW, *ALONE, "--weights", "any", "--seed", "7", "--gap", "0")
    found = focus("robust", *words, "--json").json
    scenario = Scenario(periods=1)
    problem, card = study.problem(scenario), study.scorecard(scenario)
    recommended = ask(study, PlanQuestion(scenario=scenario)).result.plan.decisions
    objective = ObjectiveCoefficients(problem)
    often: Counter[str] = Counter()
    served: Counter[tuple[str, str]] = Counter()
    lost = []
    drawn = Drawn(card, UncertaintyModel(weights=AnyWeights()), 7).draws(objective, 0, 15)
    for number, coefficients in enumerate(drawn):
        posed = problem_at(objective, coefficients)
        plan = solve(posed)
        assert plan.value is not None
        assert plan.other_ties is False
        if number < TRIED:
            best = BruteForce(posed).best()
            assert best is not None
            assert best.focus == plan.decisions.focus
            assert best.value == pytest.approx(plan.value, abs=1e-5)
        often.update(plan.ids)
        served.update({key[:2] for key in plan.decisions.services})
        lost.append(plan.value - worth(posed, recommended).total)
    assert found["draws"] == 15
    assert found["gap"]["most"] == pytest.approx(0.0, abs=1e-6)
    assert found["focus"] == sorted(recommended.ids)
    for one in found["candidates"]:
        assert one["share"] == pytest.approx(often[one["id"]] / 15)
        assert one["low"] <= one["share"] <= one["high"]
        assert one["in_plan"] == (one["id"] in recommended.ids)
        assert one["contested"] == (one["in_plan"] != (one["share"] >= 0.5))
    for one in found["services"]:
        assert one["share"] == pytest.approx(served[one["candidate"], one["service"]] / 15)
    own = found["regret"]["recommended"]
    assert own["mean"] == pytest.approx(sum(lost) / 15, abs=1e-4)
    assert own["worst"] == pytest.approx(max(lost), abs=1e-4)
    assert own["share_best"] == pytest.approx(sum(one <= 1e-6 for one in lost) / 15)
    least = found["regret"]["least_worst"]
    assert least["worst_most"] <= own["worst_most"] + 1e-9
    assert set(least["focus"]) == (set(found["focus"]) | set(least["entered"])) - set(least["left"])


def test_the_page_says_what_the_json_says(focus: Focus) -> None:
    words = (*FEW, *ALONE, "--weights", "any", "--draws", "40")
    found = focus("robust", *words, "--json").json
    ended = focus("robust", *words, "--services", "--all")
    assert ended.status == 0
    for sentence in (found["answer"], *found["sentences"]):
        assert " ".join(sentence.split()) in ended.words
    for one in found["candidates"]:
        line = next(row for row in ended.out.splitlines() if row.startswith(one["name"][:19]))
        assert certain_share(one["share"]) in line
        assert f"{one['low'] * 100:.0f}–{one['high'] * 100:.0f} %" in line
    assert "And with which services?" in ended.words
    short = focus("robust", *words)
    assert "And with which services?" not in short.words
    table = short.out.partition("95 % sure")[2].partition("What could be lost")[0]
    for one in found["candidates"]:
        shown = one["in_plan"] or one["standing"] != "exterior"
        assert (f"\n{one['name'][:19]}" in table) == shown, one["name"]
    assert "--always looks for those in, or out of, every best plan" in short.words


def test_a_gap_that_hides_what_is_lost_is_told(focus: Focus) -> None:
    """At a gap of 90 % the recommended plan is good enough for every draw."""
    words = (*FEW, *ALONE, "--weights", "any")
    wide = focus("robust", *words, "--gap", "90%")
    assert "these draws hardly tell plans apart" in wide.words
    found = focus("robust", *words, "--gap", "90%", "--json").json
    assert found["hardly_told_apart"]
    assert found["regret"]["recommended"]["mean"] < found["gap"]["mean"] * found["value"]
    exact = focus("robust", *words, "--gap", "0")
    assert "hardly tell" not in exact.words
    assert not focus("robust", *words, "--gap", "0", "--json").json["hardly_told_apart"]


def test_levers_are_understood(focus: Focus) -> None:
    found = focus("robust", *FEW, *ALONE, "--out", "AAA", "--json").json
    assert found["scenario"]["must_not"] == ["country:AAA"]
    share = {one["id"]: one["share"] for one in found["candidates"]}
    assert share["country:AAA"] == 0.0
    assert max(share.values()) == 1.0


def test_two_processes_say_what_one_says(focus: Focus) -> None:
    words = ("--draws", "60", "--periods", "1", "--weights", "any", "--json")
    one, two = focus("robust", *words, *ALONE), focus("robust", *words, "--workers", "2")
    assert one.json == two.json
    other = focus("robust", *words, *ALONE, "--seed", "1").json
    assert other["candidates"] != one.json["candidates"]


@pytest.mark.server
def test_a_cluster_says_what_one_process_says(focus: Focus) -> None:
    """A real scheduler with two workers, on loopback."""
    distributed = importlib.import_module("distributed")
    words = ("--draws", "45", "--periods", "1", "--weights", "any", "--json")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        together = focus("robust", *words, "--cluster", cluster.scheduler_address)
    assert together.json == focus("robust", *words, *ALONE).json


def test_a_cluster_that_does_not_answer_is_told(
    focus: Focus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("optimizer.robust.workers.CONNECT_SECONDS", 0.5)
    ended = focus("robust", *FEW, "--cluster", "tcp://127.0.0.1:1", "--gap", "2", "--json")
    assert ended.status == 2
    assert [one["file"] for one in ended.json["problems"]] == ["--cluster", "--gap"]
    assert "address of a running Dask scheduler" in ended.words


def test_what_is_proven_over_all_weights(focus: Focus, study: Study) -> None:
    """Whoever is proven in (out) is in (no) best plan at every corner and in every draw."""
    words = (*FEW, *ALONE, "--weights", "any", "--no-evidence", "--always", "--moved", "20%")
    ended = focus("robust", *words, "--draws", "60", "--json")
    proof = ended.json["always"]
    assert proof["complete"]
    assert proof["corners"] >= proof["corners_of_set"]
    everybody = {one["id"] for one in ended.json["candidates"]}
    parts = [proof[name] for name in ("in", "out", "depends", "not_proven")]
    assert sorted(name for part in parts for name in part) == sorted(everybody)
    assert proof["in"]
    assert proof["out"]
    problem, card = study.problem(Scenario(periods=1)), study.scorecard()
    for kind, criteria in ((k, s.criteria) for k, s in card.kinds.items()):
        for criterion in criteria[:2]:
            given = dict(zip(criteria, card.kinds[kind].weights.tolist(), strict=True))
            weights = {c: 0.8 * given[c] + 0.2 * (c == criterion) for c in criteria}
            posed = study.problem(Scenario(periods=1, weights={kind: weights}))
            best = solve(posed)
            assert set(proof["in"]) <= best.ids
            assert not set(proof["out"]) & best.ids
    assert problem.areas
    told = focus("robust", *words).words
    assert "moving 20 % of each kind's weight, or less, from the given ones to any others" in told
    assert "In every best plan:" in told
    few = focus("robust", *words, "--corners", "3").words
    assert "Nothing is proven: this set of weights has" in few
    assert f"--corners {proof['corners_of_set']} allows for all corners." in few


def test_what_to_find_out_next_is_asked_of_all_plans_found(focus: Focus, study: Study) -> None:
    words = (*FEW, *ALONE, "--weights", "any", "--find-out", "2")
    found = focus("robust", *words, "--json").json["find_out"]
    problem, card = study.problem(Scenario(periods=1)), study.scorecard()
    inquiry = Inquiry(problem, Drawn(card, UncertaintyModel(weights=AnyWeights())), DRAW)
    plan = ask(study, PlanQuestion(scenario=Scenario(periods=1))).result.plan.decisions
    *_, drawn = growing(inquiry, 15, plans=[plan])
    expected = value_of_information(problem, card, drawn.plans)
    report = find_out.report(expected, Setting(study, Scenario(periods=1)), most=2)
    assert found == json.loads(json.dumps(report.json()), parse_float=_rounded)
    assert len(found["by_value"]) == 2
    assert report.answer in focus("robust", *words).words
    without = focus("robust", *FEW, *ALONE)
    assert "--find-out 5 says which evidence is worth finding out next" in without.words
    assert focus("robust", *FEW, *ALONE, "--json").json["find_out"] is None


def _rounded(text: str) -> float:
    return round(float(text), DECIMALS)


def test_shares_of_people(focus: Focus, people: Path) -> None:
    words = (*FEW, *ALONE, "--people", people, "--no-evidence")
    found = focus("robust", *words, "--json").json
    assert found["drawn"]["weights"] == "people"
    assert found["drawn"]["people"] == ["ann", "bob"]
    assert found["plans"] <= 2
    assert "the weights of 2 people, evidence as it stands" in focus("robust", *words).words


def test_the_table_holds_every_share(focus: Focus, tmp_path: Path) -> None:
    place = tmp_path / "shares.csv"
    found = focus("robust", *FEW, *ALONE, "--save", place, "--json").json
    rows = list(csv.DictReader(place.read_text(encoding="utf-8-sig").splitlines()))
    assert list(rows[0]) == list(SHARES)
    shares = {(row["candidate"], row["service"]): float(row["share"]) for row in rows}
    expected = {(one["id"], ""): one["share"] for one in found["candidates"]}
    expected |= {(one["candidate"], one["service"]): one["share"] for one in found["services"]}
    assert shares == pytest.approx(expected)
    before = place.read_bytes()
    again = focus("robust", *FEW, *ALONE, "--seed", "1", "--save", place)
    assert again.status == 2
    assert "must not exist yet" in again.words
    assert place.read_bytes() == before
    assert focus("robust", *FEW, *ALONE, "--seed", "1", "--save", place, "--overwrite").status == 0
    assert place.read_bytes() != before
    inside = focus(
        "robust", *FEW, *ALONE, "--save", SMALL / "dataset" / "candidates.csv", "--overwrite"
    )
    assert inside.status == 2
    assert "must not lie in the folder of the dataset" in inside.words


def test_without_a_plan_there_is_nothing_to_be_sure_of(focus: Focus) -> None:
    ended = focus("robust", *FEW, *LOCKED)
    assert ended.status == 1
    assert "There is no plan" in ended.words
    assert focus("robust", *FEW, *LOCKED, "--json").json["status"] == "infeasible"


def test_every_bad_option_is_told_at_once(focus: Focus, tmp_path: Path) -> None:
    wrong = {
        "--draws": "0", "--seed": "-1", "--weights": "some", "--missing": "there",
        "--concentration": "0", "--gap": "2", "--firm": "much", "--workers": "0",
        "--corners": "0", "--moved": "5", "--find-out": "-1", "--kind": "country", "--first": "3",
        "--save": str(tmp_path / "nowhere" / "x.csv"), "--in": "NOBODY",
    }  # fmt: skip
    ended = focus("robust", *(word for pair in wrong.items() for word in pair), "--json")
    assert ended.status == 2
    assert {one["file"] for one in ended.json["problems"]} == set(wrong)
    wrong = {"--draws": "0", "--kind": "planet", "--first": "0", "--gap": "1%", "--firm": "1"}
    wrong |= {"--corners": "5", "--workers": "2", "--cluster": "tcp://x", "--moved": "1%"}
    ended = focus("robust", "--ranking", *(w for pair in wrong.items() for w in pair), "--json")
    assert {one["file"] for one in ended.json["problems"]} == set(wrong)


@pytest.mark.parametrize("words", [("--weights", "people"), ("--people", "no.csv")])
def test_people_need_a_table(focus: Focus, words: tuple[str, ...]) -> None:
    ended = focus("robust", *words, "--json")
    assert ended.status == 2
    assert len(ended.json["problems"]) == 1


def test_a_wrong_table_of_people_is_told_with_its_rows(focus: Focus, folder: Folder) -> None:
    place = folder.root / "people.csv"
    place.write_text("kind,criterion,ann\ncountry,beauty,much\nplanet,x,1\n", encoding="utf-8")
    ended = focus("robust", "--people", place, "--draws", "0", "--json")
    assert ended.status == 2
    assert {one["file"] for one in ended.json["problems"]} == {"people.csv", "--draws"}


def test_what_is_assumed_is_drawn_where_asked(focus: Focus) -> None:
    few = ("--draws", "4", *ALONE)
    plain = focus("robust", *few, "--json").json
    assert "assumed" not in plain
    assert "assumptions" not in plain["drawn"]
    none = focus("robust", *few, "--assumptions", "ranges")
    assert "Nothing that is assumed has a range" in none.words
    assert "a little off, staff" not in none.words
    found = focus("robust", *few, "--assumptions", "25%")
    assert "And with which services?" in found.out
    assert "staff, money and costs a little off" in " ".join(found.out.split())
    wrong = focus("robust", "--assumptions", "some")
    assert wrong.status == 2
    assert "--assumptions" in wrong.err
