"""What is lost when a partner goes: values made by hand, words read aloud, the small example.

In the small example Betaland hangs on the bank: its 0.8 makes a strength of 1 − (1 − 0.5 · 0.8) =
0.4, which counts 0.2 of a score, so that 8.0 points go with the bank. The bank leads technical
support there and saves half of 4 staff-weeks.
"""

import pytest

from optimizer.bounded_value import BoundedValue
from optimizer.dependence import PartnerLoss
from optimizer.study import Study
from questions.jobs import JobQueue
from questions.partners import LossesQuestion, TiesQuestion, WithoutPartner, WithoutQuestion
from questions.plan import PlanQuestion
from reports.partners import loss
from reports.partners.loss import lose_between, loses, stands_and_anew, worth_less
from reports.report import Report
from reports.setting import Setting
from tests.reports.faces import said_alike

BANK = "partner:bank"
SIXTH = " (about a sixth of an average focus country with all its services)"
"""8.0 of the mean of what Alphaland and Betaland would add whole."""


def between(low: float, high: float) -> BoundedValue:
    return BoundedValue(found=(low + high) / 2, low=low, high=high)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (between(34, 34), "lose exactly 34.0 points"),
        (between(1, 3), "lose between 1.0 and 3.0 points"),
        (between(-50, -50), "gain exactly 50.0 points"),
        (between(-3, -1), "gain between 1.0 and 3.0 points"),
        (between(-1, 3), "gain at most 1.0 points or lose at most 3.0 points"),
        (between(0, 0), "lose exactly 0 points"),
        (
            BoundedValue(found=3, low=1, high=float("inf")),
            "lose an amount that is not known yet",
        ),
        (between(8.66, 18.61), "lose between 8.6 and 18.7 points"),
        (between(2.3, 31.2), "lose between 2 and 32 points"),
    ],
)
def test_what_the_best_plans_lose_or_gain(found: BoundedValue, words: str) -> None:
    assert lose_between(found) == words


@pytest.mark.parametrize(
    ("at_most", "anew", "words"),
    [
        (
            8,
            between(8, 8),
            "loses at most 8.0 points as it stands, and 8.0 points after planning anew",
        ),
        (
            -50,
            between(-50, -50),
            "gains at least 50.0 points as it stands, and gains 50.0 points after planning anew",
        ),
        (
            3,
            between(-2, -2),
            "loses at most 3.0 points as it stands, and gains 2.0 points after planning anew",
        ),
        (
            16.3,
            between(8.7, 18.6),
            "loses at most 16.3 points as it stands, and 14 points after planning anew",
        ),
        (None, between(5, 5), "cannot be kept, and loses 5.0 points after planning anew"),
        (3, None, "loses at most 3.0 points as it stands"),
    ],
)
def test_as_it_stands_and_planned_anew(
    at_most: float | None, anew: BoundedValue | None, words: str
) -> None:
    assert stands_and_anew(at_most, anew) == words


def test_a_loss_below_nothing_is_worth_more() -> None:
    assert worth_less(3) == "Worth less: 3.0 points"
    assert worth_less(-3) == "Worth more: 3.0 points"
    assert loses(-0.01) == "loses 0 points"


@pytest.fixture(scope="module")
def queue() -> JobQueue:
    return JobQueue(cores=0)


@pytest.fixture(scope="module")
def setting(small_study: Study, queue: JobQueue) -> Setting:
    plan = queue.answer(small_study, PlanQuestion()).result.plan
    return Setting(small_study, plan=plan, queue=queue)


@pytest.fixture(scope="module")
def gone(small_study: Study, queue: JobQueue) -> WithoutPartner:
    return queue.answer(small_study, WithoutQuestion(partner=BANK)).result


def test_without_the_bank(gone: WithoutPartner, setting: Setting) -> None:
    found = loss.without(gone, setting)
    said_alike(found)
    assert found.sentences == (
        (
            "Without Bank of Good Works this plan, worth 213.4 points, loses at most 8.0 points as "
            "it stands, and 8.0 points after planning anew."
        ),
        f"Worth less: 8.0 points{SIXTH}. Scores fall: Betaland −8.0.",
        (
            "Costs more: 0 points. It leads Technical support for Betaland, which saves 2.0 "
            "staff-weeks; the staff can carry that."
        ),
        "Left without any partner on record: Betaland.",
        "The same focus areas stay.",
        "The plan then found is worth 205.4 points, proven the best possible.",
        "The best plans there are lose exactly 8.0 points: proven.",
    )
    assert [row["falls"] for row in found.table("scores_that_fall").rows] == pytest.approx([8.0])
    told = found.json()
    assert told["without"]["leads"] == [["country:BBB", "technical_support", "H1"]]
    assert told["replanned"]["loss"] == pytest.approx(8.0)


def test_where_no_plan_is_left_that_is_said(gone: WithoutPartner, setting: Setting) -> None:
    found = loss.without(gone.but(anew=None), setting)
    assert "No plan meets all conditions without it." in found.sentences
    assert found.json()["replanned"] is None
    assert not found.notes


def test_those_it_leans_on_most(small_study: Study, queue: JobQueue, setting: Setting) -> None:
    losses = queue.answer(small_study, LossesQuestion()).result
    ties = queue.answer(small_study, TiesQuestion()).result
    found = loss.losses(losses, setting, ties)
    said_alike(found)
    assert found.answer == (
        "Most hangs on Bank of Good Works: without it the plan, worth 213.4 points, loses at most "
        f"8.0 points{SIXTH} if nothing new comes in."
    )
    rows = found.table("losses").rows
    assert [row["partner"] for row in rows] == [BANK, "partner:owners"]
    assert rows[1]["worth_less"] == pytest.approx(2.5)  # 0.125 of Alphaland's 0.2 · 100
    assert loss.losses((), setting).answer == "The plan leans on no partner on record."


def test_what_a_partner_does_in_the_plan(setting: Setting) -> None:
    assert loss.role(BANK, setting) == (
        "Bank of Good Works leads Technical support for Betaland in this plan."
    )
    assert loss.role("partner:nobody", setting).endswith("its work lifts scores only in this plan.")


def test_what_cannot_be_kept_has_no_figure(setting: Setting) -> None:
    lost = PartnerLoss(
        partner=BANK, leads=(), weeks_saved=0, worth_less=1.0, costs_more=None, kept=None
    )
    found: Report = loss.losses((lost,), setting)
    assert "cannot be kept if nothing new comes in" in found.answer
    assert found.table("losses").rows[0]["at_most"] is None
