"""Partners who lead in a plan; oracle: the example worked by hand in partner_examples.

Half of 4 weeks is saved; of Kenya's 0.75 a quarter would go with P (0.75 − 0.5).
"""

import pytest

from optimizer.partner_leads import Leading, leading
from questions.asking import ask
from questions.partners import PlannedOverlapQuestion
from reports.partners import leads
from reports.report import Report
from reports.setting import Setting
from tests.optimizer.partner_examples import LENT, study
from tests.optimizer.solved import solve
from tests.reports.faces import said_alike

KEN = "country:KEN"
MADE = study(("p", "KEN", 1.0, LENT), ("r", "KEN", 1.0, None), ("s", "GHA", 0.8, None))


@pytest.fixture(scope="module")
def setting() -> Setting:
    return Setting(MADE, plan=solve(MADE.problem()))


@pytest.fixture(scope="module")
def found(setting: Setting) -> Leading:
    assert setting.plan is not None
    return leading(MADE, setting.problem, setting.plan)


def test_what_a_lead_saves_is_assumed_and_counts_twice(found: Leading) -> None:
    assert leads.sentence(found) == "1 partner leads 1 service, which saves 2 staff-weeks."
    assert [note.text for note in leads.notes(found)] == [
        (
            "How many services a partner can lead is not on record for any of them; 1 each in a "
            "half-year is assumed."
        ),
        (
            "The records by which partners lead also raise scores: 33 % of the partner strength of "
            "the focus areas concerned would go with these partners."
        ),
    ]
    assert leads.facts(found) == {"weeks_saved": 2.0, "assumed_capacity": {"partner:p": 1.0}}


def test_tables_tell_who_leads_and_what_repeats(found: Leading, setting: Setting) -> None:
    assert setting.plan is not None
    repeated = ask(MADE, PlannedOverlapQuestion.of(setting.plan)).result
    sections = (leads.section(found, setting), leads.repeats(repeated, setting))
    said_alike(Report("plan", "What?", "This.", sections=sections))
    assert sections[0].text == ("Led by, with the staff-weeks saved: PARTNER:P (2.0).",)
    (led,) = sections[0].tables[0].rows
    assert (led["partner_label"], led["service_label"], led["label"]) == (
        "PARTNER:P",
        "Technical support",
        "KEN",
    )
    assert led["also"] == pytest.approx(1 / 3)
    assert sections[1].text[0] == "1 service of the plan is on record with a partner."
    (row,) = sections[1].tables[0].rows
    assert (row["given_by"], row["in_plan"]) == (("PARTNER:P",), "led by a partner")
    assert leads.already(repeated, setting) == {KEN: ("Technical support",)}
    said = "Partner overlap: Technical support is on record with PARTNER:P; "
    assert list(leads.about_candidate(KEN, repeated, setting)) == [f"{said}PARTNER:P leads it."]
    unled = list(leads.about_candidate(KEN, repeated, Setting(MADE)))
    assert unled == [f"{said}the plan gives it, too."]


def test_nobody_leads() -> None:
    none = Leading(services=(), weeks_saved=0, assumed=(), assumed_capacity=1)
    assert leads.sentence(none) == "No partner leads a service in this plan."
    assert not list(leads.notes(none))
    assert leads.section(none, Setting(MADE)).text == ()
    assert leads.repeats((), Setting(MADE)).text[0].startswith("No services of the plan are")
