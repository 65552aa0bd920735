"""A plan as a report: sentences from plans made by hand, tables from the small example.

Oracle: the plans themselves; the small example's plan and its list in force are worked out by hand
in tests/app/cli/test_plan.py.
"""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from optimizer.bounded_value import BoundedValue
from optimizer.decisions import Decisions
from optimizer.difference import PlanDifference
from optimizer.plan import CapacityUse, FocusLine, Plan
from optimizer.scenario import RuleLever, Scenario
from optimizer.stop import By
from optimizer.study import BASELINE, Study
from questions.asking import ask
from questions.plan import Planned, PlanQuestion
from reports.plan import brief, report
from reports.plan.change import certainty, change_words, changes
from reports.report import Report
from reports.setting import Setting
from reports.worth import more_or_less, tangible
from tests.reports.faces import said_alike, terminal

KEPT = Scenario(most_changes=0)


@pytest.fixture(scope="module")
def meeting(small_study: Study) -> Study:
    """The small example with advocacy as one meeting, set up by a week of the thematic team."""
    services = small_study.configuration.services
    advocacy = services.services["advocacy"].but(together={"staff": {"thematic": 1}, "min": 2})
    changed = services.but(services={**services.services, "advocacy": advocacy})
    return Study(small_study.dataset, small_study.configuration.but(services=changed))


def planned(study: Study, scenario: Scenario = BASELINE) -> Planned:
    return ask(study, PlanQuestion(scenario=scenario)).result


@pytest.fixture(scope="module")
def best(small_study: Study) -> Planned:
    """Worth 213.4 points, proven best: two enter, nobody leaves, three stay."""
    return planned(small_study)


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study)


def told(one: Planned, setting: Setting, stopped: By | None = None, **plan: object) -> Report:
    return report(one.but(plan=one.plan.but(**plan)), setting, stopped=stopped)


def test_the_answer_says_what_fits_what_it_is_worth_and_how_sure(
    best: Planned, setting: Setting
) -> None:
    said = report(best, setting)
    assert said.answer == (
        "2 countries, 2 commitments and 1 theme fit the staff and the money of First half-year: "
        "worth 213.4 points, proven the best possible."
    )
    assert said.text == (
        "2 enter and none leave the list in force, 3 stay.",
        "2 partners lead 2 services, which saves 3.5 staff-weeks.",
        "Used up: Trust fund; Core budget.",
    )
    assert brief(best, setting).sentences[:4] == (said.answer, *said.text)
    assert brief(best, setting).notes == said.notes


@pytest.mark.parametrize(
    ("gap", "stopped", "words"),
    [
        (0.004, None, "213.4 points, proven within 0.4 % of the best possible."),
        (0.0041, None, "213.4 points, proven within 0.5 % of the best possible."),
        (0.0004, None, "213.4 points, proven within 0.1 % of the best possible."),
        (0.021, "time",
         "213 points, proven within 2.1 % of the best possible; stopped by the time you set: best so far."),  # noqa: E501
        (0.021, "person",
         "213 points, proven within 2.1 % of the best possible; stopped by you: best so far."),
    ],
)  # fmt: skip
def test_how_good(
    best: Planned, setting: Setting, gap: float, stopped: By | None, words: str
) -> None:
    assert told(best, setting, stopped, gap=gap).answer.endswith(f"worth {words}")


@pytest.mark.parametrize(("gave_up", "points"), [(1.0, "1.0"), (0.13, "0.2"), (0.004, "0.1")])
def test_what_was_given_up_to_be_near_is_told(
    best: Planned, setting: Setting, gave_up: float, points: str
) -> None:
    assert told(best, setting, gave_up=gave_up).text[0] == (
        f"A plan worth up to {points} points more was found; this one is nearer to the list in "
        "force."
    )


@pytest.mark.parametrize(
    ("entered", "left", "stayed", "words"),
    [
        (("a",), ("country:AAA", "country:BBB"), ("d",),
         "1 enters and 2 leave the list in force, 1 stays. Leaving: Alphaland and Betaland."),
        (("a", "b"), (), ("d", "e"), "2 enter and none leave the list in force, 2 stay."),
        ((), ("country:AAA",), (),
         "None enter and 1 leaves the list in force, none stay. Leaving: Alphaland."),
        ((), (), ("d",), "It is the list in force."),
        (("a",), (), (), "There is no list in force to compare it with."),
    ],
)  # fmt: skip
def test_what_changes_against_the_list_in_force(
    best: Planned, setting: Setting, entered: object, left: object, stayed: object, words: str
) -> None:
    assert told(best, setting, entered=entered, left=left, stayed=stayed).text[0] == words


def test_an_empty_plan(best: Planned, setting: Setting) -> None:
    said = told(best, setting, focus=(), decisions=Decisions())
    assert said.answer.startswith("No focus area fits")


def test_what_it_rests_on_is_noted(best: Planned, small_study: Study) -> None:
    """The port has no evidence on the Values Check, which is labelled with a colon here."""
    criteria = small_study.configuration.criteria.model_dump(by_alias=True)
    criteria["kinds"]["country"]["gates"]["values_check"]["label"] = "Values: the check"
    study = Study(small_study.dataset, small_study.configuration.but(criteria=criteria))
    port = Decisions(focus=frozenset({("country:BBB-port", "H1")}))
    said = told(best, Setting(study), decisions=port, other_ties=True)
    notes = {note.kind: note.text for note in said.notes}
    assert notes["gate"] == (
        "Not known for 1 of these 1: Values: the check. Check before deciding."
    )
    assert notes["tie"].startswith("Other plans are worth exactly as much")
    assert said.notes[1].text == (
        "Planning assumptions, not published figures: team sizes, fund balances and costs of "
        "services."
    )


def test_with_levers_the_answer_is_what_they_change(small_study: Study) -> None:
    """Europe with two weeks cannot serve Alphaland, which takes seven and is worth 72.5 points."""
    levers = Scenario(weeks={"europe": 4})
    cut = planned(small_study, levers)
    assert cut.compared is not None
    said = report(cut, Setting(small_study, levers))
    said_alike(said)
    lost = cut.compared.value - cut.plan.value  # type: ignore[operator]
    assert said.answer == (
        f"Alphaland leaves; the plan is worth {lost:.1f} points less than the plan without these "
        "levers (about 1.5 average focus countries with all their services)."
    )
    assert said["changes"].items == (
        "Alphaland leaves: took 7 staff-weeks of Europe team, which has 8 staff-weeks less.",
    )
    row = said.table("beside").rows[0]
    assert (row["label"], row["change"], row["points"]) == ("Alphaland", "leaves", 72.5)
    assert said.text[:2] == (
        "What is moved: Europe team has 2 weeks for focus areas, not 10.",
        (
            "1 country, 2 commitments and 1 theme fit the staff and the money of First half-year: "
            "worth 136.0 points, proven the best possible."
        ),
    )
    beside = {row["id"]: (row["before"], row["now"]) for row in said.table("beside").rows}
    assert next(iter(beside)) == "country:AAA"
    assert beside["country:AAA"] == (True, False)
    assert beside["theme:ownership"] == (True, True)
    assert beside.keys() == cut.compared.ids | cut.plan.ids


def test_nothing_moved_and_nothing_changed(small_study: Study) -> None:
    levers = Scenario(weeks={"europe": 21})
    said = report(planned(small_study, levers), Setting(small_study, levers))
    assert said.answer == (
        "No focus area enters and none leaves; the plan is worth as much as the plan without "
        "these levers."
    )


def test_the_list_has_names_standing_services_and_costs(best: Planned, setting: Setting) -> None:
    """Worked out by hand: Betaland enters, one of its two services is led by a partner."""
    rows = {row["id"]: row for row in report(best, setting).table("focus").rows}
    register = rows["commitment:AA001"]
    assert register["label"] == "Open register of company owners (Alphaland)"
    assert (register["standing"], register["weeks"], register["usd"]) == ("enters", 3.5, 40_000)
    assert register["led_by"] == ("Owners in the Open: technical support",)
    assert rows["country:AAA"]["standing"] == "stays"
    assert list(dict.fromkeys(row["kind"] for row in rows.values())) == [
        "country", "commitment", "theme",
    ]  # fmt: skip


def test_capacity_and_what_is_short(best: Planned, setting: Setting) -> None:
    said = report(best, setting)
    uses = {row["resource"]: row for row in said.table("capacity").rows}
    assert (uses["europe"]["open"], uses["europe"]["used"]) == (10, 8.5)
    assert uses["trust"]["share"] == 1
    assert (
        "Core budget (100 % used): USD 10,000 more would bring about 13 points."
        in said["capacity"].items
    )
    assert [picture.id for picture in said.pictures] == ["capacity-staff-weeks", "capacity-usd"]
    assert said["capacity"].pictures[0].describe == (
        "Staff-weeks per half-year, used: Europe team 85 %, Africa team 53 % and Thematic team "
        "92 %."
    )


def test_rules_in_words(small_study: Study) -> None:
    """With the list in force the one commitment lies in no focus country or theme: 1.5 points."""
    said = report(planned(small_study, KEPT), Setting(small_study, KEPT))
    near = next(row for row in said.table("rules").rows if row["id"] == "near_focus")
    assert (near["asked"], near["count"], near["met_words"], near["cost"]) == (
        "at least 50 %", 0, "no", 1.5,
    )  # fmt: skip
    local = next(row for row in said.table("rules").rows if row["id"] == "national_only")
    assert (local["asked"], local["where"], local["firm"]) == (
        "at most 0", "everywhere", "must hold",
    )  # fmt: skip


def test_what_partners_lead(best: Planned, setting: Setting) -> None:
    said = report(best, setting)
    assert said["leads"].text == (
        (
            "Led by, with the staff-weeks saved: Bank of Good Works (2.0) and Owners in the Open "
            "(1.5)."
        ),
    )
    assert sum(row["weeks_saved"] for row in said.table("leads").rows) == 3.5
    notes = " ".join(note.text for note in said.notes)
    assert "not on record for 1 of these 2; 1 each in a half-year is assumed." in notes
    assert "100 % of the partner strength of the focus areas concerned" in notes


def test_what_the_worth_is_made_of_adds_up(best: Planned, setting: Setting) -> None:
    parts = report(best, setting).table("made_of").rows
    assert sum(row["points"] for row in parts) == pytest.approx(best.plan.value)


def test_where_no_plan_meets_all_conditions(small_study: Study) -> None:
    levers = Scenario(must_not=frozenset({"commitment:BB001", "commitment:BB002"}))
    said = report(planned(small_study, levers), Setting(small_study, levers))
    said_alike(said)
    assert said.answer == "There is no plan that meets all conditions."
    assert said["conflict_1"].title == (
        "These cannot all hold at once; without any one of them, they can:"
    )
    assert said["conflict_1"].items == (
        "must not have Open contracts (Betaland)",
        "must not have Citizens' budget of the port (Port Beta, Betaland)",
        "rule “At least one commitment from Africa” (at least 1)",
    )
    assert said.json()["focus"] == []
    assert len(said.json()["conflicting"][0]["conditions"]) == 3
    assert brief(planned(small_study, levers), Setting(small_study)).answer == said.answer


def test_the_least_change_that_helps_is_told(small_study: Study) -> None:
    levers = Scenario(usd={"trust": 0, "core": 0})
    said = report(planned(small_study, levers), Setting(small_study, levers))
    assert said["conflict_1"].items[-1] == (
        "Least change that helps: raise Trust fund from USD 0 to USD 25,000; or raise Core budget "
        "from USD 0 to USD 25,000."
    )


@pytest.mark.parametrize(
    ("stopped", "words"),
    [
        ("time", "No plan was found in the time you set."),
        ("person", "No plan was found before the search was ended."),
        (None, "No plan was found before the search was ended."),
    ],
)
def test_no_plan_in_the_time(
    best: Planned, setting: Setting, stopped: By | None, words: str
) -> None:
    said = told(best, setting, stopped, status="unknown", value=None, bound=None, gap=None)
    assert said.answer == words
    assert said.json()["stopped"] == stopped


def test_labels_are_shown_as_typed(small_study: Study) -> None:
    capacity = small_study.configuration.capacity.model_dump(by_alias=True)
    capacity["funds"]["trust"]["label"] = "[/x] Trust fund"
    capacity["teams"]["europe"]["label"] = "[draft] Europe team"
    study = Study(small_study.dataset, small_study.configuration.but(capacity=capacity))
    shown = terminal(report(planned(study), Setting(study)))
    assert "[/x] Trust fund" in shown
    assert "[draft] Europe team" in shown


def change(**fields: object) -> PlanDifference:
    nothing: dict[str, object] = {
        "entered": (), "left": (), "stayed": ("a",), "services": (),
        "gain": BoundedValue(found=0.0, low=0.0, high=0.0),
    }  # fmt: skip
    return PlanDifference.model_validate({**nothing, **fields})


def test_who_moves_is_named_where_they_are_few(setting: Setting) -> None:
    assert change_words(change(), setting) == "no focus area enters and none leaves"
    moved = change(entered=("country:AAA", "country:BBB"), left=("theme:ownership",))
    assert change_words(moved, setting) == (
        "Alphaland and Betaland enter and Beneficial ownership leaves"
    )
    every = tuple(setting.dataset.by_id)
    assert change_words(change(entered=every), setting).startswith("Alphaland, Betaland and ")
    other = {"id": "a", "period": "H1", "gained": ("x",), "lost": ()}
    assert change_words(change(services=(other,)), setting) == (
        "the same focus areas are in, 1 of them with other services"
    )


def hand_made(best: Planned, setting: Setting) -> Setting:
    """Return a setting whose plan has countries of 40 points for half of their potential."""
    countries = tuple(
        line.but(points=40.0, unlocked=0.5) for line in best.plan.focus if line.kind == "country"
    )
    return replace(setting, plan=best.plan.but(focus=countries))


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (0.0, ""),
        (1.0, "under a twentieth of an average focus country with all its services"),
        (5.6, "about a twentieth of an average focus country with all its services"),
        (-14.0, "about a sixth of an average focus country with all its services"),
        (27.0, "about a third of an average focus country with all its services"),
        (80.0, "about as much as an average focus country with all its services"),
        (-116.0, "about 1.5 average focus countries with all their services"),
        (1600.0, "about 20 average focus countries with all their services"),
    ],
)
def test_points_in_terms_of_the_list(
    best: Planned, setting: Setting, points: float, words: str
) -> None:
    """An average focus country with all its services has 40 / 0.5 = 80 points."""
    assert tangible(points, hand_made(best, setting)) == words
    assert tangible(points, setting) == ""


def test_a_difference_is_told_as_far_as_it_is_proven(best: Planned, setting: Setting) -> None:
    def words(found: float, low: float, high: float) -> str:
        gain = BoundedValue(found=found, low=low, high=high)
        return more_or_less(gain, hand_made(best, setting), "before")

    assert words(0, 0, 0) == "the plan is worth as much as before"
    assert words(12.34, 8, 15) == (
        "the plan is worth 12 points more than before (about a sixth of an average focus "
        "country with all its services)"
    )
    assert words(-3, -5, 0.5).endswith("its services), which is not proven")
    assert words(-3, -9, 4) == ("what that is worth is not settled: between −9 and 4 points")


def test_how_sure_a_difference_is() -> None:
    def sure(low: float, high: float) -> str:
        return certainty(change(gain=BoundedValue(found=-3.0, low=low, high=high)))

    assert sure(-3, -3) == "Both plans are proven best, so this difference is exact."
    assert sure(-5, -1) == "A loss of between 1.0 and 5.0 points is proven."
    assert "between −9 and 4 points" in sure(-9, 4)


def use(resource: str, available: float, unit: str = "staff-weeks") -> CapacityUse:
    fields = {"resource": resource, "label": f"The {resource}", "unit": unit, "period": "H1"}
    return CapacityUse.model_validate(
        {**fields, "available": available, "reserved": 0.0, "used": 1.0}
    )


def line(name: str) -> FocusLine:
    return FocusLine(
        id=name, kind="country", name=name, region="", period="H1", score=50.0, points=10.0,
        unlocked=0.6, services=("a",), staff={"team": 3.0}, money={"fund": 5000.0},
    )  # fmt: skip


def by_hand(names: Iterable[str], *uses: CapacityUse) -> Plan:
    return Plan(
        status="optimal", value=10.0, bound=10.0, gap=0.0, seconds=0.0, solver="by hand",
        focus=tuple(map(line, names)), capacity=uses,
        decisions=Decisions(focus=frozenset((name, "H1") for name in names)),
    )  # fmt: skip


def test_why_somebody_enters_or_leaves_is_read_off_the_plans(setting: Setting) -> None:
    before = by_hand("xy", use("team", 10), use("fund", 1e4, "USD"))
    after = by_hand("yz", use("team", 7), use("fund", 3e4, "USD"))
    same = by_hand("yz", *before.capacity)

    def why(name: str, scenario: Scenario = BASELINE, later: Plan = after) -> str:
        section = changes(Planned(scenario=scenario, plan=later), before, setting, "")
        (found,) = (item for item in section.items if item.startswith(f"{name} "))
        return found.partition(": ")[2].removesuffix(".")

    assert why("x") == "took 3 staff-weeks of The team, which has 3 staff-weeks less"
    assert why("z") == "takes USD 5,000 of The fund, which has USD 20,000 more"
    assert why("z", Scenario(must=frozenset({"z"}))) == "must be in"
    assert why("x", Scenario(must_not=frozenset({"x"}))) == "must not be in"
    assert "the worth of countries changed" in why("x", Scenario(worth={"country": 1.0}))
    assert why("z", later=same) == "fits in; no lever touches what it takes"
    assert why("x", later=same) == "gives way; no lever touches what it took"


def test_a_rule_that_was_moved_is_named_for_those_who_count_for_it(setting: Setting) -> None:
    """The port is a local member, Alphaland is none."""
    moved = Scenario(rules={"national_only": RuleLever(max=1)})
    after = Planned(scenario=moved, plan=by_hand(["country:BBB-port"]))
    found = changes(after, by_hand(["country:AAA"]), setting, "").items
    assert found == (
        "Port Beta, Betaland enters: the rule “No local member as a focus country” was moved.",
        "Alphaland leaves: gives way; no lever touches what it took.",
    )


def test_what_is_held_together_is_told_on_every_face(meeting: Study) -> None:
    """Both focus countries take part, each with a week of its own; the set-up is nobody's."""
    one = planned(meeting)
    said = report(one, Setting(meeting))
    held = "1 service is held for several at once, with 2 places"
    assert said["together"].text == (f"{held}: setting up takes 1 staff-week, once.",)
    assert said["together"].items == ("Advocacy: Alphaland and Betaland.",)
    (row,) = said.table("together").rows
    assert (row["label"], row["member_labels"]) == ("Advocacy", ("Alphaland", "Betaland"))
    assert (row["weeks"], row["usd"]) == (1, 0)
    weeks = {use.resource: use.used for use in one.plan.capacity}
    own = sum(line.staff.get("thematic", 0.0) for line in one.plan.focus)
    assert weeks["thematic"] == pytest.approx(own + 1)
    said_alike(said)


def test_nothing_is_said_of_what_is_not_held_together(best: Planned, setting: Setting) -> None:
    assert not report(best, setting)["together"]
    assert "joints" not in best.plan.model_dump()


def test_chances_are_told_beside_the_worth_and_change_no_score(
    small_study: Study, best: Planned, setting: Setting
) -> None:
    """One chance for all: expected points are a fifth of what the commitments brought before."""
    criteria = small_study.configuration.criteria
    chance = {"chance": {"value": 0.2, "low": 0.1, "high": 0.4}}
    kinds = {name: kind.but(success=chance) for name, kind in criteria.kinds.items()}
    changed = small_study.configuration.but(criteria=criteria.but(kinds=kinds))
    study = Study(small_study.dataset, changed)
    one = planned(study)
    said = report(one, Setting(study))
    earned = sum(line.points for line in one.plan.focus)
    assert (
        "Focus areas count with the chance that support leads to the result, 20 %: "
        f"{earned:.1f} points are expected of them, {earned / 2:.1f} points if every chance were "
        f"as low as it may be, {earned * 2:.1f} points if it were as high."
    ) in said.text
    rows = said.table("focus").rows
    assert {row["success"] for row in rows} == {0.2}
    scores = {row["id"]: row["score"] for row in report(best, setting).table("focus").rows}
    assert all(row["score"] == scores[row["id"]] for row in rows if row["id"] in scores)
    said_alike(said)
    assert "success" not in report(best, setting).table("focus").rows[0]
