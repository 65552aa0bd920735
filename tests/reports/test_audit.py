"""Whether a ranking is sound, in words. Oracles: the core's figures; the bundled set, as measured.

The bundled figures are those of the plan's own criteria on public data; who changes the data sees
here what else changes.
"""

from pathlib import Path

import pytest

from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.asking import ask
from questions.audit import AuditQuestion, KindAudit
from reports import audit
from reports.audit.beside import NOT_PLANNED
from reports.audit.steps import STEPS
from reports.report import Report
from reports.setting import Setting
from scoring.coherence import coherence
from scoring.main_effects import main_effects
from scoring.selection import of_candidates
from tests.reports.faces import said_alike

ROWS = 8
PAGE = (Path(__file__).parents[2] / "docs" / "audit.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(bundled_study: Study) -> KindAudit:
    return ask(bundled_study, AuditQuestion(kind="country", rows=ROWS)).result


@pytest.fixture(scope="module")
def told(bundled_study: Study, found: KindAudit) -> Report:
    return audit.report(found, Setting(bundled_study))


def test_every_step_is_there_and_says_something(told: Report) -> None:
    assert [one.id for one in told.sections] == list(STEPS)
    assert all(one.text or one.items for one in told.sections)
    said_alike(told)


def test_only_members_of_whom_much_is_published_are_looked_at(found: KindAudit) -> None:
    assert found.levels == ("national",)
    assert len(found.scores.ids) == 78
    assert found.scores.places == 76


def test_the_answer_names_the_widest_gap(bundled_study: Study, told: Report) -> None:
    national = {
        one.id for one in bundled_study.dataset.candidates if one.columns.get("level") == "national"
    }
    scores = of_candidates(bundled_study.scorecard().kinds["country"], national)
    effects = {one.criterion: one for one in main_effects(scores)}
    widest = effects["ability_to_help"]
    assert max(effects.values(), key=lambda one: abs(one.share - one.weight)) == widest
    assert 0 < widest.share < 0.005
    assert told.answer.startswith(
        "Countries: “Ability of the Support Unit to make a difference” weighs 14 % and moves the "
        "scores by under 1 %;"
    )
    assert told.facts["alpha"] == coherence(scores).alpha
    assert any("Ability of the Support Unit to make a difference" in one for one in told.text)


def test_what_has_no_reason_is_named(bundled_study: Study) -> None:
    one = ask(bundled_study, AuditQuestion(kind="commitment", rows=ROWS)).result
    told = audit.report(one, Setting(bundled_study))
    assert told["framework"].text[1] == (
        "No reason is given for Working multi-stakeholder forum, Gender equality and inclusion and "
        "Alignment with the development agenda."
    )


def test_what_is_not_done_is_counted(told: Report, found: KindAudit) -> None:
    items = told["not_done"].items
    pairs = len(found.scores.measures.measure)
    assert items[0].startswith(
        f"{found.coherence.uncompared} of {pairs * (pairs - 1) // 2} pairs of measures"
    )
    assert NOT_PLANNED in items


def test_other_weights_are_another_answer(bundled_study: Study) -> None:
    """With all weight on one criterion that alone moves the scores."""
    scenario = Scenario(weights={"theme": {"collaboration": 1.0}})
    one = ask(bundled_study, AuditQuestion(scenario=scenario, kind="theme", rows=ROWS)).result
    share = {effect.criterion: effect.effect for effect in one.effects}
    assert share["collaboration"] == pytest.approx(1.0)


def test_a_small_set_says_that_it_is_small(small_study: Study) -> None:
    setting = Setting(small_study)
    every = [
        ask(small_study, AuditQuestion(kind=kind, rows=ROWS)).result
        for kind in small_study.configuration.criteria.kinds
    ]
    told = audit.of_kinds(every, setting)
    said_alike(told)
    assert "are too few to weigh criteria" in told.answer
    assert any("Cronbach's alpha is not told" in one for one in told.sentences)
    assert told["weak"].items


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_page_of_docs_tells_what_is_found(bundled_study: Study, place: int) -> None:
    """Its table has a column for each kind; what is drawn is told only roughly, and not held."""
    kind = list(bundled_study.configuration.criteria.kinds)[place]
    one = ask(bundled_study, AuditQuestion(kind=kind, rows=ROWS)).result
    rows = [
        [cell.strip() for cell in line.split("|")[2:-1]]
        for line in PAGE.partition("## What is found")[2].splitlines()
        if line.startswith("| ")
    ]
    told = [row[place] for row in rows]
    most = max(one.effects, key=lambda effect: effect.share - effect.weight)
    kept = [variant.kept(one.first) for variant in one.variants]
    assert one.coherence.alpha is not None
    missing = one.coverage.shares["missing"]
    assert told[1] == f"{len(one.scores.ids)}; {100 * missing:.0f} %"
    assert told[2].endswith(f"{100 * most.share:.0f} % (weighs {100 * most.weight:.0f} %)") or (
        told[2].endswith(f"{100 * most.share:.0f} % ({100 * most.weight:.0f} %)")
    )
    uses = len(one.scores.measures.measure)
    assert told[4] == f"{one.coherence.alpha:.2f} ({one.coherence.alpha_of} of {uses})"
    assert told[5] == f"{min(kept)} to {max(kept)} of {one.first}"
