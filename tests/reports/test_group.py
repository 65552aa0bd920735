"""What several people would do, as a report.

Oracles: weights worked out by hand (see tests/scoring/test_group.py), made-up losses, and the plans
of the group, looked up cell by cell.
"""

import json
from typing import Any

import pytest

from optimizer.bounded_value import BoundedValue
from optimizer.group_plans import GroupPlans, PersonPlan, group_consensus, group_plans
from optimizer.plan import Plan
from optimizer.search.effort import EXACT
from optimizer.study import Study
from reports import group as module
from reports.charts.dots import LANE, NEAR, weight_letters
from reports.group import OPEN, SURE, THERE, heads, letters
from reports.report import Picture, Report
from reports.setting import Setting
from scoring.group import GroupWeights, group_weights
from tests.pictures import png
from tests.reports.faces import said_alike

PNG = b"\x89PNG\r\n"
NAMES = ("Ann", "Bo", "Dee")
TOLD = {
    "Ann": {"civil_society": 80.0, "political_will": 10.0, "partner_ecosystem": 10.0},
    "Bo": {"civil_society": 10.0, "political_will": 10.0, "partner_ecosystem": 80.0},
    "Dee": {"civil_society": 40.0, "political_will": 40.0, "partner_ecosystem": 20.0},
}
PEOPLE = {"country": TOLD, "theme": {"Ann": {}, "Bo": {"momentum": 1.0}, "Dee": {"results": 1.0}}}
PLAN = Plan(status="feasible", value=100.0, bound=101.0, gap=0.01, seconds=0, solver="x")


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study)


@pytest.fixture(scope="module")
def found(small_study: Study) -> GroupPlans:
    made = group_plans(small_study.problem(), small_study.scorecard(), PEOPLE, effort=EXACT)
    assert made is not None
    return made


def told(setting: Setting, found: GroupPlans | None = None, **more: Any) -> Report:
    groups = group_consensus(setting.scorecard, PEOPLE)
    return module.report(PEOPLE, groups, setting, gap=0.0, found=found, **more)


def test_all_faces_say_the_same(found: GroupPlans, setting: Setting) -> None:
    said_alike(told(setting))
    report = told(setting, found)
    said_alike(report)
    for picture in report.pictures:
        assert png(picture.chart).startswith(PNG), picture.id
    facts = report.json()
    assert facts["weights"]["country"]["people"]["Ann"]["civil_society"] == pytest.approx(0.8)
    for one, row in zip(found.people, facts["people"], strict=True):
        assert row["consensus_costs"] == pytest.approx(one.consensus_costs.model_dump())
        assert row["consensus_share"] == pytest.approx(
            one.consensus_costs.low / (one.plan.value or 1.0)
        )
        assert row["focus"] == sorted(one.plan.ids)
    themes = told(setting, found, kind="theme")
    assert {row["kind"] for row in themes.table("candidates").rows} == {"theme"}
    assert {row["kind"] for row in themes.table("criteria").rows} == {"theme"}


def who(people: dict[str, dict[str, dict[str, float]]], setting: Setting) -> str:
    groups = group_consensus(setting.scorecard, people)
    return module.report(people, groups, setting, gap=0.0).answer


def test_who_weighs(setting: Setting) -> None:
    one = {"civil_society": 1.0}
    assert who({"country": {"Ann": one}}, setting) == "1 person weighs the criteria: Ann."
    both = who({"country": {"Ann": one, "Bo": {}}}, setting)
    assert both == "2 people weigh the criteria: Ann and Bo."
    comma = who({"country": {"Ann": one, "Unit, Africa": one}}, setting)
    assert comma.endswith(": Ann; Unit, Africa.")
    many = who({"country": {f"{n}, x": one for n in range(13)}}, setting)
    assert many.endswith("; 10, x; others.")


def apart(small_study: Study, setting: Setting, people: dict[str, dict[str, float]]) -> str:
    names = tuple(small_study.configuration.criteria.kinds["country"].criteria)
    groups = {"country": group_weights(people, names)}
    (said,) = module.report({"country": people}, groups, setting, gap=0.0)["weights"].items
    return said


def test_how_far_apart(small_study: Study, setting: Setting) -> None:
    names = tuple(small_study.configuration.criteria.kinds["country"].criteria)
    one, other, both = {names[0]: 1.0}, {names[1]: 1.0}, {names[0]: 1.0, names[1]: 1.0}
    two = apart(small_study, setting, {"Ann": one, "Bo": other})
    assert "Ann and Bo would have to move 100 % of their weight to agree" in two
    assert "The largest part of it, 50 %" in two
    assert (
        "any two would have to move 67 % of their weight on average; A and B most, 100 %"
        in apart(small_study, setting, {"A": one, "B": other, "C": both})
    )
    assert "both give the same" in apart(small_study, setting, {"A": one, "B": one})
    assert "all 3 give" in apart(small_study, setting, {"A": one, "B": one, "C": one})
    assert "only A gives" in apart(small_study, setting, {"A": one})


def test_criteria_say_who_stands_at_which_end(setting: Setting) -> None:
    rows = {row["criterion"]: row for row in told(setting).table("criteria").rows}
    society = rows["civil_society"]
    assert society["mean"] == pytest.approx(1.3 / 3)
    assert society["spread"] == pytest.approx((0.1, 0.8))
    assert (society["least"], society["greatest"]) == ("Bo", "Ann")
    assert rows["political_will"]["least"] == "2 of 3"
    parts = [row["part"] for row in rows.values() if row["kind"] == "country"]
    assert sum(parts) == pytest.approx(1)
    assert parts == sorted(parts, reverse=True), "the most disputed first"


def test_everybody_has_a_letter() -> None:
    signs = letters([f"p{number}" for number in range(30)])
    assert list(signs.values())[:3] == ["A", "B", "C"]
    assert signs["p26"] == "AA"
    assert len(set(signs.values())) == 30
    assert heads(["Ann"]) == {"Ann": "A  Ann"}


def test_no_letter_covers_another(setting: Setting) -> None:
    (picture, _) = told(setting)["weights"].pictures
    _, marks, means = picture.draw.args  # type: ignore[attr-defined]
    assert len(marks) == 9
    chart = weight_letters(marks, means)
    (data,) = [rows for rows in chart.to_dict()["datasets"].values() if "letter" in rows[0]]
    top = max(row["weight"] for row in data)
    for one in data:
        for other in data:
            if one["letter"] < other["letter"] and one["label"] == other["label"]:
                near = abs(one["weight"] - other["weight"]) < NEAR * top
                assert not near or abs(one["shift"] - other["shift"]) >= LANE
    text = json.dumps(chart.to_dict(), ensure_ascii=False)
    assert "A = Ann   B = Bo   C = Dee" in text
    assert picture.table is not None
    assert picture.table.frame()["A  Ann"].sum() == pytest.approx(1)


def lost(low: float, high: float) -> BoundedValue:
    return BoundedValue(found=low, low=low, high=high)


def person(
    name: str, consensus: BoundedValue, compromise: BoundedValue | None, **more: object
) -> PersonPlan:
    fields = {"surely_in": (), "surely_out": (), "only": (), "without": (), **more}
    about = {"person": name, "plan": PLAN, "consensus_costs": consensus}
    return PersonPlan.model_validate({**about, "compromise_costs": compromise, **fields})


def made(**fields: object) -> GroupPlans:
    return GroupPlans.model_validate(
        {
            "people": (
                person("Ann", lost(8, 9), lost(4, 5), only=("country:BBB",)),
                person("Bo", lost(2, 3), lost(5, 6), without=("country:AAA",)),
                person("Dee", lost(0, 1), lost(5, 5.5)),
            ),
            "waiting": (),
            "consensus": PLAN,
            "consensus_worst": lost(8, 9),
            "compromise": PLAN,
            "compromise_worst": lost(5, 6),
            "compromise_least": 4.5,
            "shared": ("country:AAA",),
            "some": ("country:BBB",),
            "support": {"country:AAA": 3, "country:BBB": 1},
            **fields,
        }
    )


def said(setting: Setting, found: GroupPlans) -> str:
    return " ".join(told(setting, found).sentences)


def test_plans_in_sentences(setting: Setting) -> None:
    text = said(setting, made())
    assert "1 focus area is in the best plan found of each of the 3; 1 more is in some." in text
    assert "consensus weights costs Ann most: 8 points (proven: between 8.0 and 9.0 points)" in text
    assert "The compromise costs Bo most: 5 points" in text
    assert "No plan can bring the worst loss below 4.5 points: proven." in text
    assert "Every plan is proven within 1.0 % of its person's best" in text
    exact = said(setting, made(compromise_worst=lost(5, 5), compromise_least=5.0))
    assert "No plan has a smaller worst loss: proven." in exact
    assert "is not proven" in said(setting, made(compromise_least=0.0))
    row = told(setting, made()).table("people").rows[0]
    assert row["consensus_loss"] == (8, 9)
    assert row["consensus_share"] == pytest.approx(0.08)


def test_nobody_loses_anything(setting: Setting) -> None:
    nothing = lost(0, 0)
    people = tuple(person(name, nothing, nothing) for name in ("Ann", "Bo"))
    text = said(
        setting,
        made(people=people, consensus_worst=nothing, compromise_worst=nothing, some=(), support={}),
    )
    assert "no other is in any" in text
    assert text.count("costs nobody anything") == 2
    assert "worst loss" not in text


def test_stopped_before_everybody_had_a_plan(setting: Setting) -> None:
    early = made(
        people=(person("Ann", lost(1, 2), None),), waiting=("Bo", "Dee"), compromise=None,
        compromise_worst=None, compromise_least=None,
    )  # fmt: skip
    report = told(setting, early, stopped=True)
    assert "nothing is known of Bo and Dee; no compromise yet" in report.answer
    assert "compromise costs" not in " ".join(report.sentences)
    assert any("ended early" in note.text for note in report.notes)
    nothing = made(people=(), waiting=("Ann",), consensus_worst=None, compromise=None)
    assert "nothing is known of Ann" in said(setting, nothing)


def test_where_there_is_no_plan_its_reasons_are_told(setting: Setting) -> None:
    facts = {"status": "infeasible", "conflicts": [["x"]], "conflicting": []}
    none = Report("plan", "", "There is no plan.", ("Why.",), facts=facts)
    report = told(setting, none=none)
    assert report.answer == "There is no plan."
    assert "3 people weigh the criteria" in report.text[0]
    assert report.json()["status"] == "infeasible"
    assert report.json()["conflicts"] == [["x"]]


def test_what_sets_a_plan_apart(setting: Setting) -> None:
    items = told(setting, made())["apart"].items
    assert items == (
        "Ann: in, which nobody else has: Betaland.",
        "Bo: not in, which all others have: Alphaland.",
        "Dee: nothing that others do not have.",
    )
    two = made(people=made().people[:2])
    assert told(setting, two)["apart"].items[0] == "Ann: in, which the other has not: Betaland."
    everywhere, *_ = told(setting, made())["candidates"].items
    assert everywhere == "Countries in everybody's own plan: Alphaland."


def test_cells_are_those_of_the_plans(found: GroupPlans, setting: Setting) -> None:
    assert found.compromise is not None
    everything = {one for person in found.people for one in person.plan.ids}
    table = told(setting, found).table("candidates")
    assert {row["id"] for row in table.rows} == (
        everything | found.consensus.ids | found.compromise.ids
    )
    for row in table.rows:
        whose = [one.person for one in found.people if row["id"] in one.plan.ids]
        assert row["times"] == len(whose) == found.support.get(row["id"], 0)
        assert row["whose"] == "all" or all(name in row["whose"] for name in whose)
        assert row["consensus"] == (row["id"] in found.consensus.ids)
        assert row["compromise"] == (row["id"] in found.compromise.ids)
    pictures = [one for one in told(setting, found).pictures if one.opens]
    assert [one.id for one in pictures] == [
        f"people-plans-{kind}" for kind in ("country", "commitment", "theme")
    ]
    for picture in pictures:
        _same_cells(picture, found)


def _same_cells(picture: Picture, found: GroupPlans) -> None:
    _, cells, _, columns, *_ = picture.draw.args  # type: ignore[attr-defined]
    assert columns[1] == ["Consensus", "Compromise"]
    shown = {(cell["plan"], cell["id"]): cell["how"] for cell in cells}
    for one, head in zip(found.people, heads(NAMES).values(), strict=True):
        for candidate in {cell["id"] for cell in cells}:
            how = shown.get((head, candidate), "")
            assert (how in (SURE, THERE)) == (candidate in one.plan.ids)
            assert (how == SURE) == (candidate in one.surely_in)
            assert (how == OPEN) == (
                candidate not in one.plan.ids and candidate not in one.surely_out
            )


def test_weights_are_those_of_who_speaks(setting: Setting) -> None:
    groups = group_consensus(setting.scorecard, PEOPLE)
    assert isinstance(groups["theme"], GroupWeights)
    assert groups["theme"].people == ("Bo", "Dee")
    assert "commitment" not in told(setting).json()["weights"]
