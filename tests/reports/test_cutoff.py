"""The line of a plan in words: swaps made by hand, in sentences that can be read aloud.

Oracle: the swaps themselves; who is in the plan and who lies where stands in the small example.
"""

from dataclasses import replace

import pytest

from optimizer.cutoff import CutOff, Swap
from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.cutoff import CutOffQuestion
from questions.plan import Planned
from reports import cutoff, overview, plan, shortlist
from reports.setting import Setting
from tests.reports.faces import said_alike

ALPHA, BETA, GAMMA = "country:AAA", "country:BBB", "country:CCC"


@pytest.fixture(scope="module")
def setting(small_study: Study, recommended: Answer[Planned]) -> Setting:
    return Setting(small_study, plan=recommended.result.plan)


def swap(out: str, into: str, loss: float, *, proof: bool, doubt: bool) -> Swap:
    return Swap(out=out, into=into, loss=loss, better=0.2, proof=proof, doubt=doubt)


NEAR = swap(BETA, GAMMA, 1.5, proof=True, doubt=True)
OPEN = swap(ALPHA, GAMMA, 9.0, proof=False, doubt=True)


def said(setting: Setting, *swaps: Swap, unproven: float = 2.04, region: str | None = None) -> str:
    found = CutOff(unproven=unproven, swaps=swaps)
    return " ".join(cutoff.said(found, setting, "country", region))


def test_who_stands_at_the_line_in_a_sentence(setting: Setting) -> None:
    """What is unproven is rounded up."""
    assert said(setting, NEAR) == (
        "Betaland is just inside the line of the countries; Gammaland is just outside: one for "
        "another, the plan loses at most 2.1 points, no more than its proof leaves open."
    )
    assert said(setting, OPEN) == (
        "The evidence does not tell whether the plan would be better without Alphaland or with "
        "Gammaland."
    )
    assert said(setting, NEAR, OPEN).endswith(
        "The evidence also does not tell whether the plan would be better without Alphaland."
    )
    assert "the plan loses at most 8 points, no" in said(setting, NEAR, unproven=7.95)
    assert "the plan loses nothing." in said(setting, NEAR, unproven=0.0)
    assert said(setting) == (
        "No country is seen at the line: with everybody else as they are, nobody can come in for "
        "another without a loss that is proven and clear from the evidence."
    )


def test_a_region_hears_of_its_own(small_study: Study, setting: Setting) -> None:
    regions = {one: small_study.dataset.by_id[one].region for one in (ALPHA, BETA, GAMMA)}
    for name in set(regions.values()):
        told = said(setting, NEAR, OPEN, region=name)
        for one, where in regions.items():
            assert (setting.label(one) in told) == (where == name)


def test_a_plan_says_how_many_stand_there(setting: Setting, recommended: Answer[Planned]) -> None:
    found = CutOff(unproven=2.0, swaps=(NEAR, OPEN))
    told = plan.report(recommended.result, setting, line=found)
    said_alike(told)
    (summary,) = told["line"].text
    assert summary == (
        "The line is a band: 2 of 2 countries could each give the place to another of the same "
        "kind, and the loss would be unproven, or unclear from the evidence."
    )
    rows = told.json()["line"]
    assert [(row["out_id"], row["into_id"], row["loss"]) for row in rows] == [
        (BETA, GAMMA, 1.5), (ALPHA, GAMMA, 9.0),
    ]  # fmt: skip
    assert [row["line"] for row in rows] == [
        "within the proof and within the doubt", "within the doubt",
    ]  # fmt: skip


def test_overview_and_shortlists_mark_who_stands_there(
    small_study: Study, setting: Setting, recommended: Answer[Planned]
) -> None:
    found = ask(small_study, CutOffQuestion()).result
    sides = cutoff.sides(found)
    assert sides
    best = recommended.result.plan
    report = overview.report(best, setting, line=found)
    said_alike(report)
    for row in report.table("standing").rows:
        assert row["line"] == sides.get(row["id"], "")
    for sentence in cutoff.said(found, setting, "country"):
        assert sentence in report.sentences
    for region in shortlist.regions(setting):
        told = shortlist.report(region, best, setting, line=found)
        said_alike(told)
        for name in shortlist.LISTS:
            assert all(row["line"] == sides.get(row["id"], "") for row in told.table(name).rows)
    without = overview.report(best, replace(setting))
    assert all(row["line"] is None for row in without.table("standing").rows)
