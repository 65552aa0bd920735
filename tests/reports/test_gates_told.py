"""How gates that are not known are told: on the card, in the ranking, finding out, in draws.

Oracle: the made-up countries of ``tests/fixtures/selection_rule``, worked by hand there: Belmara
passes with 73.1 %, Helvora with 60 %.
"""

from pathlib import Path

import pytest

from config.load import load_configuration
from config.write import texts
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.sampling import sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.robust.value_of_information.evaluate import value_of_information
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import Study, open_study
from questions.asking import ask
from questions.partners import CandidateQuestion
from questions.robust import SampleQuestion, Sureness
from reports import card, criteria, find_out, rank, robust
from reports.openings import openings_used
from reports.report import Report
from reports.setting import Setting
from scoring.profile import profile
from scoring.weight_samples import FixedWeights
from tests.optimizer.solved import solve

FOLDER = Path(__file__).parents[1] / "fixtures" / "selection_rule"


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study(FOLDER / "dataset", FOLDER / "configuration")


@pytest.fixture(scope="module")
def setting(study: Study) -> Setting:
    return Setting(study, plan=solve(study.problem()))


def card_of(candidate: str, study: Study, setting: Setting) -> Report:
    found = profile(study.scorecard(), study.dataset, candidate)
    partners = ask(study, CandidateQuestion(candidate=candidate)).result
    return card.report(found, partners, (), setting)


def test_the_card_says_how_likely_it_passes(study: Study, setting: Setting) -> None:
    note, *_ = card_of("country:HHH", study, setting).notes
    assert note.kind == "gate"
    assert note.text.startswith("A gate is not known: Ten of the twenty indicators: 9 of 20 ")
    assert "not known: Land rights" in note.text
    assert note.text.endswith("at least 10 must; it passes with a chance of about 60 %. "
                              "Check before deciding.")  # fmt: skip
    failed, *_ = card_of("country:CCC", study, setting).notes
    assert failed.text.startswith("A gate fails: Control of corruption: found -0.45 to -0.15; ")
    assert "chance" not in failed.text


def test_the_card_tells_against_whom_a_measure_is_held(study: Study, setting: Setting) -> None:
    values = card_of("country:AAA", study, setting)["value:corruption"].items
    (told,) = values
    assert told == (
        "Control of corruption: 0.6 (WGI scale) above the median of those with the same income "
        "group is worth 80 of 100."
    )


def test_the_ranking_says_how_likely_each_passes(study: Study, setting: Setting) -> None:
    told = rank.report((study.scorecard().kinds["country"],), setting)
    tables = [table for section in told.sections for table in section.tables]
    rows = {row["id"]: row for row in tables[0].rows}
    assert "Passes" in [column.title for column in tables[0].columns]
    assert rows["country:HHH"]["passes"] == pytest.approx(0.6)
    assert rows["country:AAA"]["passes"] is None
    assert rows["country:CCC"]["passes"] is None


def test_what_to_find_out_names_what_decides_a_gate(study: Study, setting: Setting) -> None:
    assert setting.plan is not None
    found = value_of_information(
        study.problem(Scenario()), study.scorecard(), (setting.plan.decisions,)
    )
    told = find_out.report(found, setting)
    land = next(row for row in told.table("by_measure").rows if row["measure"] == "land_rights")
    assert land["criteria"] == "Ten of the twenty indicators"
    gates = {(row["candidate"], row["gate"]): row for row in told.table("gates").rows}
    assert gates["country:HHH", "half"]["chance"] == pytest.approx(0.6)
    assert "How likely that is counts in the gains of what decides it." in told["gates"].text
    assert not any("Where nothing says" in text for text in told["gates"].text)


def test_how_sure_says_in_how_many_draws_a_focus_area_fails(study: Study, setting: Setting) -> None:
    assert setting.plan is not None
    fixed = UncertaintyModel(weights=FixedWeights())
    drawn = Drawn(study.scorecard(), fixed, 5)
    found = sample(
        Inquiry(study.problem(Scenario()), drawn, EXACT), 100, plans=(setting.plan.decisions,)
    )
    sureness = Sureness(found, setting.plan.decisions)
    assert sureness.barred == pytest.approx(1 - 0.731 * 0.6, abs=0.2)
    plan = Report("plan", "", "", facts={"value": 1})
    question = SampleQuestion(uncertainty=fixed, draws=100)
    text = robust.report(sureness, question, setting, plan=plan)["regret"].text
    share = round(sureness.barred * 100)
    assert (
        f"In {share} % of the draws one of its focus areas fails a gate, and what that would have "
        "earned is lost."
    ) in text


def test_a_configuration_with_composed_gates_is_written_as_it_is_read(tmp_path: Path) -> None:
    configuration = load_configuration(FOLDER / "configuration")
    for name, text in texts(configuration).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    again = load_configuration(tmp_path)
    assert again.criteria == configuration.criteria


def test_criteria_say_against_whom_a_measure_is_held(study: Study, setting: Setting) -> None:
    scores = study.scorecard().kinds["country"]
    _, section = criteria.value_functions(scores, "corruption", setting)
    assert (
        "Held against peers: counted is how far it lies above the median of those with the same "
        "income group."
    ) in section.text


def test_who_comes_in_by_an_opening_is_named_with_it(bundled_study: Study) -> None:
    """Morocco does not pass the Values Check and joined in 2018; Kenya passes it."""
    found = Setting(bundled_study)
    (note,) = openings_used(["country:KEN", "country:MAR"], found)
    assert note.kind == "gate"
    assert note.text == (
        "Morocco (has just joined) comes in by an opening at the gate “Values Check, or an "
        "opening”."
    )
    assert list(openings_used(["country:KEN"], found)) == []
    told = card_of("country:MAR", bundled_study, found)
    assert note in told.notes
    ranked = rank.report((found.scorecard.kinds["country"],), found)
    assert note in ranked.notes
