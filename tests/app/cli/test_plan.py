"""``focus plan``: the small example worked out by hand, the bundled data by sums of its lines."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study
from tests.app.cli.conftest import Focus, run
from tests.folders import Folder
from tests.optimizer.solved import solve

FIELDS = (
    "status", "value", "bound", "gap", "seconds", "focus", "capacity", "rules", "overlaps",
    "entered", "left", "inputs",
)  # fmt: skip
LINE = ("id", "kind", "name", "region", "score", "services", "staff", "money")
USE = ("resource", "period", "available", "reserved", "used")
RULE = ("id", "group", "min", "max", "count", "met")


@pytest.fixture(scope="module")
def plan_of_2020() -> Any:
    """The bundled data, planned with partners as they are."""
    ended = run("plan", "--gap", "2%", "--json")
    assert ended.status == 0
    return ended.json


def test_the_list_in_force_worked_out_by_hand(focus: Focus, study: Study) -> None:
    """With no change allowed the plan is the list in force, and every service fits.

    Alphaland 100 · (0.7 + 0.2 P), Open contracts 60 · 0.31, Beneficial ownership 40 · 0.52; the
    one commitment lies in no focus country or theme, half a commitment short, which costs 1.5.
    """
    strength = study.derived["partner_strength"]["country:AAA"]
    found = focus("plan", "--most-changes", "0", "--gap", "0", "--json").json
    assert found["status"] == "optimal"
    assert found["value"] == pytest.approx(70 + 20 * strength + 18.6 + 20.8 - 1.5)
    assert found["gap"] == pytest.approx(0, abs=1e-9)
    lines = {line["id"]: line for line in found["focus"]}
    assert list(lines) == ["country:AAA", "commitment:BB001", "theme:ownership"]
    assert lines["country:AAA"]["services"] == ["technical_support", "peer_exchange", "advocacy"]
    assert lines["country:AAA"]["staff"] == {"europe": 7, "thematic": 1}
    assert lines["country:AAA"]["money"] == {"core": 10_000}
    assert lines["commitment:BB001"]["staff"] == {"africa": 3, "thematic": 2}
    assert lines["commitment:BB001"]["money"] == {"trust": 40_000}
    assert lines["commitment:BB001"]["score"] == 31
    assert lines["theme:ownership"]["staff"] == {"thematic": 9}
    assert {use["resource"]: use["used"] for use in found["capacity"]} == {
        "europe": 7, "africa": 3, "thematic": 12, "trust": 40_000, "core": 15_000,
    }  # fmt: skip
    assert {use["resource"]: use["reserved"] for use in found["capacity"]} == {
        "europe": 10, "africa": 15, "thematic": 8, "trust": 0, "core": 0,
    }  # fmt: skip
    near = next(rule for rule in found["rules"] if rule["id"] == "near_focus")
    assert (near["min"], near["max"], near["count"], near["met"]) == (0.5, None, 0, False)
    assert found["entered"] == found["left"] == found["overlaps"] == []


def test_every_field_that_other_programs_rely_on(focus: Focus, study: Study) -> None:
    found = focus("plan", "--json").json
    assert set(FIELDS) <= set(found)
    assert all(set(LINE) <= set(line) for line in found["focus"])
    assert all(set(USE) <= set(use) for use in found["capacity"])
    assert all(set(RULE) <= set(rule) for rule in found["rules"])
    assert found["inputs"] == {
        "dataset": study.dataset.content_hash, "config": study.configuration.content_hash,
        "as_of": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "scenario"),
    [
        ((), Scenario()),
        (("--capacity", "europe=12"), Scenario(weeks={"europe": 12})),
        (("--universal", "africa=90%"), Scenario(universal_share={"africa": 0.9})),
        (("--fund", "core=15k"), Scenario(usd={"core": 15_000})),
        (("--weight", "will=1e9"), None),
        (
            ("--weight", "political_will=0.8"),
            Scenario(weights={"country": {"political_will": 0.8}}),
        ),
        (("--worth", "Themes=400"), Scenario(worth={"theme": 400})),
        (("--in", "BB002"), Scenario(must=frozenset({"commitment:BB002"}))),
        (("--out", "Alphaland"), Scenario(must_not=frozenset({"country:AAA"}))),
        (
            ("--rule", "national_only=off", "--rule", "one_country_per_region=..2"),
            Scenario(
                rules={
                    "national_only": RuleLever(enabled=False),
                    "one_country_per_region": RuleLever(max=2),
                }
            ),
        ),
    ],
)
def test_every_lever_gives_the_plan_of_its_scenario(
    focus: Focus, study: Study, words: tuple[str, ...], scenario: Scenario | None
) -> None:
    ended = focus("plan", "--gap", "0", "--json", *words)
    if scenario is None:
        assert ended.status == 2
        return
    expected = solve(study.problem(scenario))
    assert ended.status == 0
    assert ended.json["value"] == pytest.approx(expected.value)
    assert {line["id"] for line in ended.json["focus"]} == expected.ids
    moved = ended.json["scenario"]
    assert bool(moved) == bool(words)


def test_sums_of_the_plan_of_2020(plan_of_2020: Any) -> None:
    """Lines and set-ups add up to what teams and funds give; nobody gives more than is there."""
    used: Counter[str] = Counter()
    for line in (*plan_of_2020["focus"], *plan_of_2020["together"]):
        used.update(line["staff"])
        used.update(line["money"])
    assert {use["resource"] for use in plan_of_2020["capacity"]} >= used.keys()
    for use in plan_of_2020["capacity"]:
        assert use["used"] == pytest.approx(used[use["resource"]], abs=0.02)
        assert use["used"] <= use["available"] - use["reserved"] + 1.01
        assert use["used"] <= (use["available"] - use["reserved"]) * (1 + 1e-5)


def test_changes_of_the_plan_of_2020(plan_of_2020: Any) -> None:
    """Entered and left are told against the thirteen countries of OGP's own list of 2020."""
    in_force = set(plan_of_2020["stayed"]) | set(plan_of_2020["left"])
    chosen = {line["id"] for line in plan_of_2020["focus"]}
    assert len([one for one in in_force if one.startswith("country:")]) == 13
    assert set(plan_of_2020["entered"]) == chosen - in_force
    assert set(plan_of_2020["left"]) == in_force - chosen
    assert all(rule["met"] for rule in plan_of_2020["rules"] if rule["hard"])
    assert plan_of_2020["gap"] <= 0.02
    assert plan_of_2020["value"] <= plan_of_2020["bound"]


def test_a_director_reads_the_plan_of_2020() -> None:
    ended = run("plan", "--gap", "2%")
    assert ended.status == 0
    assert all(line.startswith("Searching for the best plan") for line in ended.err.splitlines())
    lines = ended.out.splitlines()
    assert re.match(
        r"\d+ countries, \d+ commitments, \d+ themes and \d+ advocacy moves? fit the staff and "
        r"the money of January-June 2020: worth [\d,.]+ points, proven within [\d.]+ % of the "
        r"best possible\.",
        ended.words,
    )
    assert "leave the list in force" in ended.words
    assert max(map(len, lines)) <= 110
    assert len(lines) < 115
    assert "assumptions" in ended.words


def test_text_and_json_tell_the_same(focus: Focus) -> None:
    text = focus("plan").words
    found = focus("plan", "--json").json
    for line in found["focus"]:
        assert line["name"] in text
    told = (found["answer"], *found["sentences"][:3], *(note["text"] for note in found["notes"]))
    assert all(sentence in text for sentence in told)
    assert "80 of 80" in text


def test_details_say_who_gives_what(focus: Focus) -> None:
    text = focus("plan", "--most-changes", "0", "--details").words
    assert "Alphaland (country:AAA)" in text
    assert "staff-weeks: 7.0 Europe team; 1.0 Thematic team" in text
    assert "money: USD 10,000 Core budget" in text


def test_a_missed_soft_rule_is_told_with_its_price(focus: Focus) -> None:
    text = focus("plan", "--most-changes", "0").words
    assert "✗ Half of the commitments lie in a focus" in text
    assert "missed, costs 1.5" in text
    assert "It is the list in force." in text


def test_no_plan_says_which_conditions_conflict(focus: Focus) -> None:
    words = ("--out", "BB001", "--out", "BB002", "--in", "AAA")
    ended = focus("plan", *words)
    assert ended.status == 1
    assert "There is no plan that meets all conditions." in ended.words
    assert "must not have Open contracts" in ended.words
    assert "must have Alphaland" not in ended.words
    assert "--rule african_commitment=off switches the rule off." in ended.words
    as_json = focus("plan", "--json", *words)
    assert as_json.status == 1
    found = as_json.json
    assert found["status"] == "infeasible"
    assert found["value"] is found["bound"] is found["gap"] is None
    assert found["focus"] == found["capacity"] == []
    assert len(found["conflicts"]) == 1
    assert len(found["conflicts"][0]) == 3
    (typed,) = found["conflicting"]
    assert [one["kind"] for one in typed["conditions"]] == ["lock", "lock", "rule"]
    assert typed["irreducible"]
    assert typed["changes"] == []


def test_a_cut_that_leaves_no_plan_is_named_with_the_least_that_helps(bundled: Focus) -> None:
    """Oracle: planning again with what is told, and with a hundredth of a week less."""
    ended = bundled("plan", "--capacity", "europe=90")
    assert ended.status == 1
    assert (
        "Regional team, Europe: 1.3 staff-weeks for focus areas (90 less 33 % and 59 staff-weeks "
        "for universal services); at least 1.8 are needed"
    ) in ended.words
    assert "As options: --capacity europe=90.75." in ended.words
    assert (
        "--rule commitments_per_region=0.. gives up its least in all 4 groups and keeps its most, "
        "3; --rule commitments_per_region=off lifts both."
    ) in ended.words
    assert "--in" not in ended.words
    for weeks, status in (("90.75", 0), ("90.74", 1)):
        again = bundled("plan", "--gap", "0.1", "--capacity", f"europe={weeks}")
        assert again.status == status
    kept = bundled(
        "plan", "--gap", "0.1", "--json", "--capacity", "europe=90",
        "--rule", "commitments_per_region=0..",
    ).json  # fmt: skip
    regions = [one["region"] for one in kept["focus"] if one["kind"] == "commitment"]
    assert max(regions.count(region) for region in regions) <= 3


def test_funds_without_money_are_named(focus: Focus) -> None:
    """USD 25,000 of either fund pays for the cheaper African commitment."""
    ended = focus("plan", "--fund", "trust=0", "--fund", "core=0")
    assert ended.status == 1
    assert "Trust fund: USD 0; USD 25,000 would be enough" in ended.words
    assert "As options: --fund trust=25000; or --fund core=25000." in ended.words
    for fund in ("trust", "core"):
        usd = {"trust": 0, "core": 0, fund: 25_000}
        again = focus("plan", *(word for one in usd for word in ("--fund", f"{one}={usd[one]}")))
        assert again.status == 0


def test_a_barred_candidate_cannot_be_forced_in(focus: Focus) -> None:
    ended = focus("plan", "--in", "CCC")
    assert ended.status == 1
    assert "status is suspended" in ended.words


def test_too_little_time_is_told_and_is_no_plan() -> None:
    ended = run("plan", "--time-limit", "0.001", "--json")
    assert ended.status == 1
    assert ended.json["status"] == "unknown"


def test_a_time_limit_gives_the_plan_found_with_its_true_gap() -> None:
    """A slow machine may find none in the time; what is never said is that a plan is the best."""
    ended = run("plan", "--gap", "0", "--time-limit", "2", "--json")
    found = ended.json
    assert (ended.status, found["status"]) in ((0, "feasible"), (1, "unknown"))
    if ended.status == 0:
        assert found["gap"] == pytest.approx((found["bound"] - found["value"]) / found["value"])
        assert found["gap"] > 1e-6


def test_the_model_is_written(focus: Focus, tmp_path: Path) -> None:
    path = tmp_path / "model.lp"
    assert focus("plan", "--lp", path).status == 0
    text = path.read_text(encoding="utf-8")
    assert "Maximize" in text
    assert "focus(country.AAA,H1)" in text
    again = focus("plan", "--lp", path)
    assert again.status == 2
    assert "add --overwrite" in again.words
    path.write_text("old")
    assert focus("plan", "--lp", path, "--overwrite").status == 0
    assert path.read_text(encoding="utf-8") == text


def test_the_model_never_goes_where_inputs_are(folder: Folder, spoilt: Focus) -> None:
    table = folder.root / "dataset" / "candidates.csv"
    before = table.read_bytes()
    assert spoilt("plan", "--lp", table, "--overwrite").status == 2
    assert table.read_bytes() == before


def test_labels_are_shown_as_typed(folder: Folder, spoilt: Focus) -> None:
    folder.replace("capacity.yaml", "Trust fund", '"[/x] Trust fund"')
    folder.replace("capacity.yaml", "Europe team", '"[draft] Europe team"')
    for words in ((), ("--details",), ("--fund", "trust=0", "--fund", "core=0")):
        text = spoilt("plan", *words).words
        assert "[/x] Trust fund" in text
    assert "[draft] Europe team" in spoilt("plan").words


def test_another_solver_gives_the_same_value(focus: Focus) -> None:
    ours = focus("plan", "--gap", "0", "--json").json
    theirs = focus("plan", "--gap", "0", "--json", "--solver", "pulp_cbc_cmd").json
    assert theirs["solver"] == "PULP_CBC_CMD"
    assert theirs["value"] == pytest.approx(ours["value"], abs=1e-5)


def test_periods_each_have_their_list(folder: Folder, spoilt: Focus) -> None:
    folder.replace(
        "capacity.yaml",
        "periods: [{id: H1, label: First half-year}]",
        "periods: [{id: H1, label: First half-year}, {id: H2, label: Second half-year}]",
    )
    both = spoilt("plan", "--gap", "0", "--json").json
    assert {line["period"] for line in both["focus"]} == {"H1", "H2"}
    first = spoilt("plan", "--gap", "0", "--json", "--periods", "1").json
    assert {line["period"] for line in first["focus"]} == {"H1"}
    text = spoilt("plan", "--gap", "0").words
    assert "money of First half-year to Second half-year: worth" in text
    assert text.count("Staff-weeks") == 2


def test_plain_screens_and_narrow_ones(monkeypatch: pytest.MonkeyPatch, focus: Focus) -> None:
    narrow = focus("plan")
    assert max(map(len, narrow.out.splitlines())) <= 110
    monkeypatch.setattr("app.cli.output.PIPED_WIDTH", 80)
    monkeypatch.setattr("tests.app.cli.conftest.COLUMNS", "80")
    assert max(map(len, focus("plan").out.splitlines())) <= 80


def test_programs_find_the_same_fields_where_there_is_no_plan(focus: Focus) -> None:
    found, none = (
        focus("plan", *levers, "--json").json
        for levers in ((), ("--in", "AAA", "--capacity", "europe=0"))
    )
    assert none["status"] == "infeasible"
    assert set(found) - set(none) <= {"compared_with", "gain", "leavers", "beside", "made_of"}
