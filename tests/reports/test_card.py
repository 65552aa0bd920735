"""The card of a candidate. Oracle: the tables of the small example, worked out by hand."""

import dataclasses

import pytest

from data.dataset import Event
from optimizer.plan import Plan
from optimizer.study import Study
from questions.asking import ask
from questions.partners import CandidateQuestion, PlannedOverlapQuestion
from reports import card
from reports.report import Report
from reports.setting import Setting
from scoring.profile import profile
from tests.optimizer.solved import solve


@pytest.fixture(scope="module")
def plan(small_study: Study) -> Plan:
    return solve(small_study.problem())


def made(study: Study, candidate: str, plan: Plan | None, sure: str = "") -> Report:
    """Return the card of a candidate."""
    found = profile(study.scorecard(), study.dataset, candidate)
    partners = ask(study, CandidateQuestion(candidate=candidate)).result
    repeated = () if plan is None else ask(study, PlannedOverlapQuestion.of(plan)).result
    return card.report(found, partners, repeated, Setting(study, plan=plan), sure=sure)


def test_what_a_score_is_made_of(small_study: Study, plan: Plan) -> None:
    """Alphaland: half of the weight at 80, three tenths at 100, two tenths at 12.5."""
    report = made(small_study, "country:AAA", plan, sure="How sure: in all of the best lists.")
    assert report.answer == "Alphaland is recommended and stays in the list."
    assert "How sure: in all of the best lists." in report.text
    assert report.text[2:] == (
        "It scores 72.5 of 100, place 1 of 3 countries; all that counts for it is known.",
        "Of its weight 70 % rests on observed evidence and 30 % on ratings by staff.",
    )
    rows = report.table("criteria").rows
    assert [(row["criterion"], row["points"], row["most"]) for row in rows] == [
        ("civil_society", pytest.approx(40), pytest.approx(50)),
        ("political_will", pytest.approx(30), pytest.approx(30)),
        ("partner_ecosystem", pytest.approx(2.5), pytest.approx(20)),
    ]
    assert "Of its 72.5 points the largest part, 40.0, comes from civil society takes part." in (
        report["score"].text
    )
    assert report["value:political_will"].items == ("Political will: strong is worth 100 of 100.",)


def test_the_events_that_serve_it(small_study: Study, plan: Plan) -> None:
    """Alphaland is made at the week, and served by a summit whose half-year is not known."""
    events = (
        Event(candidate="country:AAA", event="week", name="Week", period="H1", opens=True,
              source="staff"),
        Event(candidate="country:AAA", event="summit", name="Summit", place="Betaland"),
    )  # fmt: skip
    study = dataclasses.replace(small_study, dataset=small_study.dataset.but(events=events))
    section = made(study, "country:AAA", plan)["events"]
    label = study.configuration.capacity.periods[0].label or "H1"
    assert section.text == (
        f"It is made at Week ({label}), and can be supported in {label} only.",
        "It is served by Summit (Betaland, half-year not on record).",
    )
    assert not made(small_study, "country:AAA", plan)["events"]


def test_a_size_is_named_with_its_service(small_study: Study) -> None:
    """Advocacy in two sizes: the campaign unlocks 20 % and fits, as Europe's team has the time."""
    sizes = {
        name: {"label": label, "unlocks": {"country": share}}
        for name, label, share in (("small", "Visit", 0.1), ("large", "Campaign", 0.2))
    }
    services = small_study.configuration.services
    advocacy = {"label": "Advocacy", "sizes": sizes, "basis": "judgement"}
    configuration = small_study.configuration.but(
        services=services.but(services={**services.services, "advocacy": advocacy})
    )
    study = Study(small_study.dataset, configuration)
    report = made(study, "country:AAA", solve(study.problem()))
    rows = {row["service"]: row for row in report.table("services").rows}
    assert rows["advocacy:large"]["label"] == "Advocacy: Campaign"
    assert rows["advocacy:large"]["unlocks"] == pytest.approx(0.2)
    assert "advocacy:small" not in rows


def test_the_chance_of_success_is_told(small_study: Study) -> None:
    criteria = small_study.configuration.criteria
    country = criteria.kinds["country"].but(
        success={"chance": {"value": 0.25, "low": 0.2, "high": 0.5}}
    )
    changed = criteria.but(kinds={**criteria.kinds, "country": country})
    study = Study(small_study.dataset, small_study.configuration.but(criteria=changed))
    report = made(study, "country:AAA", solve(study.problem()))
    assert report["plan"].text[0] == (
        "The chance that support leads to the result is taken as 25 % (20 % to 50 %)."
    )


def test_a_chance_that_does_not_count_is_told_apart(small_study: Study, plan: Plan) -> None:
    """The card says it; score and plan stay as they are."""
    criteria = small_study.configuration.criteria
    country = criteria.kinds["country"].but(
        success={"chance": {"value": 0.25, "low": 0.2, "high": 0.5}, "counts": False}
    )
    changed = criteria.but(kinds={**criteria.kinds, "country": country})
    study = Study(small_study.dataset, small_study.configuration.but(criteria=changed))
    report = made(study, "country:AAA", plan)
    without = made(small_study, "country:AAA", plan)
    *same, apart = report.text
    assert tuple(same) == without.text
    assert apart == (
        "Chance of success: 25 % (20 % to 50 %). It is told beside the score, and counts neither "
        "in it nor in the plan."
    )
    assert report.facts["score"] == without.facts["score"]
    assert report["plan"].text == without["plan"].text


def test_evidence_has_source_and_date_and_what_is_missing_is_said(
    small_study: Study, plan: Plan
) -> None:
    report = made(small_study, "country:BBB", plan)
    rows = {row["measure"]: row for row in report.table("evidence").rows}
    told = rows["participation"]
    assert told["found"] == "0.5 (0.4 to 0.7)"
    assert told["rests_on"] == "observed, An index of everything, 2019"
    assert told["url"] == "https://example.org/index"
    assert (rows["will"]["stands_at"], rows["will"]["counts"]) == ("missing", "a stand-in")
    assert "Not known: Political will." in report["score"].text
    assert "Political will is missing; 50 of 100 stands in for it." in " ".join(report.sentences)


def test_who_fails_a_gate_is_told_so(small_study: Study, plan: Plan) -> None:
    report = made(small_study, "country:CCC", plan)
    assert report.answer == "Gammaland is not recommended."
    (note,) = report.notes
    assert note.kind == "gate"
    assert note.text.startswith("A gate fails: Active member: status is suspended")
    assert report["plan"].text == (
        "It is not in this plan, so it gets no advanced services and costs nothing.",
    )


def test_services_costs_links_and_partners(small_study: Study, plan: Plan) -> None:
    report = made(small_study, "commitment:AA001", plan)
    line = next(line for line in plan.focus if line.id == "commitment:AA001")
    assert [row["service"] for row in report.table("services").rows] == list(line.services)
    assert sum(row["amount"] for row in report.table("costs").rows) == pytest.approx(
        sum(line.staff.values()) + sum(line.money.values())
    )
    assert {(row["name"], row["relation"]) for row in report.table("links").rows} == {
        ("Alphaland", "lies in"),
        ("Beneficial ownership", "is on the theme"),
    }
    assert [row["name"] for row in report.table("reaching").rows] == ["Owners in the Open"]
    assert "1 partner on record." in report["partners"].text
    bare = made(small_study, "country:CCC", plan)
    assert bare["partners"].text[0].startswith("No record of a partner reaches it")


def test_without_a_plan_the_score_is_told(small_study: Study) -> None:
    report = made(small_study, "country:AAA", None)
    assert report.answer == "Alphaland: the plan is still being made."
    assert report.text[0].startswith("It scores 72.5 of 100")
