"""What changed between two rounds as a report. Oracle: a change worked out by hand."""

import pytest

from optimizer.attribution import Attribution, CausePoints, Move
from optimizer.decisions import Decisions
from optimizer.plan import Plan
from optimizer.rounds import Cause
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study
from questions.asking import ask
from questions.reassess import Reassessed, ReassessQuestion
from reports import reassess
from reports.report import Report
from reports.setting import Setting
from scoring.difference import CriterionChange, ScoreChange
from tests.reports.faces import said_alike

PLAN = Plan(
    status="optimal", value=10.0, bound=10.0, gap=0.0, seconds=0.0, solver="by hand",
    decisions=Decisions(focus=frozenset({("country:BBB", "p1"), ("theme:ownership", "p1")})),
)  # fmt: skip
CAUSES = (Cause.EVIDENCE, Cause.RULES)
FOUND = Attribution(
    before=PLAN,
    after=PLAN.but(value=13.0, bound=13.0),
    causes=(
        CausePoints(cause=Cause.EVIDENCE, points=4.0, low=3.0, high=5.5),
        CausePoints(cause=Cause.RULES, points=-1.0, low=-1.0, high=-1.0),
    ),
    moves=(
        Move(id="country:AAA", entered=True, shares={Cause.EVIDENCE: 0.5, Cause.RULES: 0.5}),
        Move(id="country:BBB", entered=False, shares={Cause.EVIDENCE: 1.25, Cause.RULES: -0.25}),
        Move(id="country:CCC", entered=False, shares={Cause.EVIDENCE: 0.8, Cause.RULES: 0.2}),
    ),
    stayed=("theme:ownership",),
    plans=4,
)
ROSE = ScoreChange(
    candidate="country:AAA",
    before=45.0,
    after=75.0,
    changes=(
        CriterionChange(
            criterion="political_will", points=30.0, by_weight=0.0, by_value=30.0, causes=()
        ),
    ),
)


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study)


def told(setting: Setting, found: Attribution | None, **fields: object) -> Report:
    known = Reassessed.model_validate({"attribution": found, "scores": (ROSE,), **fields})
    return reassess.report(known, setting, earlier=setting, causes=CAUSES)


def test_the_answer_names_who_moves_before_points(setting: Setting) -> None:
    report = told(setting, FOUND)
    assert report.answer == (
        "Alphaland enters, Betaland and Gammaland leave and 1 focus area stays; the plan is worth "
        "3.0 points more than before."
    )
    assert report.text == ("Different: new evidence and changed rules.",)


def test_each_one_has_one_reason_and_what_its_score_did(setting: Setting) -> None:
    report = told(setting, FOUND)
    (enters,) = report["enters"].items
    assert enters == (
        "Alphaland enters because of new evidence (50 %) and changed rules (50 %). Its score rose "
        "from 45.0 to 75.0; what changed most is political will (+30.0 points)."
    )
    assert report["leaves"].items == (
        "Betaland leaves because of new evidence. It is scored in one of the rounds only.",
        "Gammaland leaves mostly because of new evidence. It is scored in one of the rounds only.",
    )
    assert report["stays"].text == ("Beneficial ownership.",)


def test_causes_and_shares_are_drawn_as_they_are_told(setting: Setting) -> None:
    report = told(setting, FOUND)
    bars, shares = report.pictures
    assert bars.chart.to_dict()["layer"][0]["encoding"]["x"]["field"] == "points"
    (rows,) = shares.chart.to_dict()["datasets"].values()
    words = [row["words"] for row in rows]
    assert words == ["50 %", "50 %", "125 %", "against (25 %)", "80 %", "20 %"]
    assert rows[0]["label"] == "enters: Alphaland"


def test_rounds_that_are_alike_and_rounds_that_cannot_be_mixed(setting: Setting) -> None:
    alike = FOUND.but(causes=(), moves=(), stayed=(), plans=1)
    assert told(setting, alike).answer.startswith("Nothing differs between the two rounds")
    none = told(setting, None, mix=frozenset({Cause.RULES}), proven=True)
    assert none.answer == (
        "Changes cannot be put down to causes: no plan meets all conditions with changed rules and "
        "all else as before."
    )
    assert none.json()["status"] == "unknown"
    ended = reassess.report(None, setting, earlier=setting, causes=CAUSES, stopped="person")
    assert ended.answer == "The search was ended before all plans were made."
    assert ended.json()["interrupted"] is True


def test_all_faces_say_the_same_of_the_small_example(small_study: Study) -> None:
    """Betaland must be out, and Africa's team is smaller: it leaves because of the rule alone."""
    scenario = Scenario(weeks={"africa": 16.0}, must_not=frozenset({"country:BBB"}))
    question = ReassessQuestion.since(small_study, scenario, EXACT, EXACT)
    found = ask(small_study, question).result
    report = reassess.report(
        found,
        Setting(small_study, scenario),
        earlier=Setting(small_study),
        causes=question.rounds(small_study).causes,
    )
    said_alike(report)
    (row,) = report.table("moves").rows
    assert (row["id"], row["shares"]) == ("country:BBB", {"capacity": 0.0, "rules": 1.0})
    assert any(note.kind == "assumption" for note in report.notes)
