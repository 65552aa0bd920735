"""How sure a plan is, as a report.

Oracle: counts and differences worked out by hand on made-up shares; the draws themselves.
"""

import itertools
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from optimizer.decisions import Decisions
from optimizer.robust.assumptions import AssumedFigures, DrawnProblems, assumptions
from optimizer.robust.core_index import CandidateIndex, ServiceIndex, Share, standing
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.regret import regret
from optimizer.robust.robust_inclusion import Inclusion, Proof, Verdict
from optimizer.robust.sampling import Sample, sample
from optimizer.robust.uncertainty import UncertaintyModel, uncertainty_of
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from questions.asking import ask
from questions.plan import PlanQuestion
from questions.robust import SampleQuestion, Sureness, WeightSetQuestion
from reports import robust
from reports.charts.colours import HOW_OFTEN, PROVEN
from reports.charts.marks import SAME
from reports.report import Note, Report
from reports.robust import LEAST, MOST_OTHERS, NAMED, in_how_many
from reports.setting import Setting
from scoring.belief import MissingDraw
from scoring.weight_samples import AnyWeights, FixedWeights, WeightsAround
from tests.pictures import png
from tests.reports.charts.test_charts import PNG, luminance, without_addresses
from tests.reports.faces import said_alike

ANY = UncertaintyModel(weights=AnyWeights())
DRAWS = 20
QUESTION = SampleQuestion(uncertainty=ANY, draws=DRAWS)


def index(
    name: str, share: float, *, listed: bool = False, width: float = 0.1, kind: str = "country"
) -> CandidateIndex:
    return CandidateIndex(
        id=f"{kind}:{name}",
        kind=kind,
        name=name,
        region="",
        index=Share(share=share, low=max(0.0, share - width), high=min(1.0, share + width)),
        surely_in=share / 2,
        surely_out=0.0,
        standing=standing(share),
        in_plan=listed,
    )


PLAN = Report(
    "plan", "", "Two fit.", notes=(Note("gate", "Not known: a gate."),), facts={"value": 1}
)


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study, plan=ask(small_study, PlanQuestion()).result.plan)


@pytest.fixture(scope="module")
def drawn(small_study: Study) -> Sample:
    inquiry = Inquiry(small_study.problem(), Drawn(small_study.scorecard(), ANY), EXACT)
    return sample(inquiry, DRAWS)


@pytest.fixture(scope="module")
def found(drawn: Sample, setting: Setting) -> Sureness:
    assert setting.plan is not None
    return Sureness(drawn, setting.plan.decisions)


def made(
    found: Sureness,
    candidates: Iterable[CandidateIndex],
    draws: int = 100,
    services: Iterable[ServiceIndex] = (),
) -> Sureness:
    """Return the same draws with made-up shares of so many."""
    many = replace(found.sample, numbers=np.arange(draws), bound=found.sample.value)
    known = replace(found, sample=many)
    about = {"candidates": tuple(candidates), "services": tuple(services), "regret": found.regret}
    known.__dict__.update(
        about, least_worst=found.least_worst, least_mean=found.least_mean, hardly_told_apart=False
    )
    return known


def told(found: Sureness, setting: Setting, question: SampleQuestion = QUESTION) -> Report:
    return robust.report(found, question, setting, plan=PLAN)


def test_all_faces_say_the_same(found: Sureness, setting: Setting) -> None:
    proof = ask(setting.study, WeightSetQuestion(**dict(QUESTION), moved=0.2)).result
    proving = (WeightSetQuestion(**dict(QUESTION), moved=0.2), proof)
    report = robust.report(found, QUESTION, setting, plan=PLAN, proving=proving)
    said_alike(report)
    facts = report.json()
    assert facts["draws"] == DRAWS
    assert facts["always"]["corners_of_set"] == proof.corners_of_set > 0
    assert [row["share"] for row in facts["candidates"]] == [
        one.index.share for one in found.candidates
    ]
    chart = report["candidates"].pictures[0].chart
    assert without_addresses(chart.to_dict())
    assert png(chart).startswith(PNG)


def test_the_answer_counts_who_is_sure_and_who_is_not(found: Sureness, setting: Setting) -> None:
    indices = [
        index("A", 1.0, listed=True),
        index("B", 0.95, listed=True),
        index("C", 0.8, listed=True),
        index("D", 0.3, listed=True),
        index("E", 0.6),
        index("F", 0.1),
        index("G", 0.05),
        index("H", 0.0),
    ]
    fixed = SampleQuestion(uncertainty=UncertaintyModel(weights=FixedWeights()))
    report = told(made(found, indices), setting, fixed)
    assert report.answer == (
        "2 of the 4 recommended are in nearly every best plan, whatever the unknown evidence. "
        "1 is in most of them and 1 in fewer than half, so that others would do as well. "
        "2 others could come in; 1 of them is in most."
    )
    assert report["candidates"].items == (
        (
            "Countries: 2 of 4 in nearly every best plan; 2 countries outside could come in, "
            "1 hardly ever does, 1 never did."
        ),
        (
            "Proven to be in every best plan: country:A in 50 %, country:B in 48 % and country:C "
            "in 40 % of the draws."
        ),
    )


def test_few_draws_are_said_to_be_few(found: Sureness, setting: Setting) -> None:
    sure = [index("A", 1.0, listed=True), index("B", 0.0)]
    whole = told(made(found, sure, 50), setting).answer
    assert whole == (
        "1 of the 1 recommended is in nearly every best plan, whatever the unknown evidence and "
        "the weights. No others could come in."
    )
    assert told(made(found, sure, 5), setting).answer == f"After 5 draws only: {whole}"
    none = [index("A", 0.5), index("B", 0.0)]
    assert told(made(found, none), setting).answer == (
        "None here is recommended; 1 candidate could come in."
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (index("A", 1.0, listed=True), "in all of the best plans"),
        (index("A", 0.98, listed=True), "in more than 9 in 10 of the best plans"),
        (index("A", 0.72, listed=True), "in about 7 in 10 of the best plans"),
        (index("A", 0.02), "in fewer than 1 in 10 of the best plans"),
        (index("A", 0.0), "in none of the best plans"),
        (index("A", 0.2, listed=True), "recommended all the same"),
        (index("A", 0.8), "left out all the same"),
    ],
)
def test_the_card_tells_the_share_without_false_precision(one: CandidateIndex, words: str) -> None:
    assert words in in_how_many(one, 40)


def test_nothing_is_held_against_the_plan_that_chance_could_explain(
    found: Sureness, setting: Setting
) -> None:
    indices = [index("A", 0.8), index("B", 0.55), index("C", 0.45, listed=True),
               index("D", 0.1, listed=True)]  # fmt: skip
    rows = told(made(found, indices), setting).table("candidates").rows
    assert [row["note"] for row in rows] == [
        "out anyway", "", "", "in anyway",
    ]  # fmt: skip
    assert "all the same" not in in_how_many(indices[1], 40)
    assert [row["contested"] for row in rows] == [True, True, True, True]


def proof(**fields: object) -> Proof:
    verdicts: tuple[Verdict, ...] = ("in", "out", "out", "depends", "not proven")
    names = ("AAA", "BBB", "CCC", "BBB-port", "X")
    candidates = tuple(
        Inclusion(id=f"country:{name}", verdict=verdict)
        for name, verdict in zip(names, verdicts, strict=True)
    )
    known = {"candidates": candidates, "corners": 12, "corners_of_set": 12, "cells": 1,
             "complete": True}  # fmt: skip
    return Proof.model_validate(known | fields)


def test_what_is_proven_is_told_with_what_is_not(found: Sureness, setting: Setting) -> None:
    def said(question: WeightSetQuestion, shown: Proof) -> tuple[str, ...]:
        report = robust.report(found, QUESTION, setting, plan=PLAN, proving=(question, shown))
        return (*report["always"].text, *report["always"].items)

    near = WeightSetQuestion(uncertainty=ANY, moved=0.05)
    assert said(near, proof()) == (
        (
            "What follows holds for all weights that come about by moving 5 % of each kind's "
            "weight, or less, from the given ones to any others, with evidence at its central "
            "values."
        ),
        "In every best plan: Alphaland.",
        "In none: 2 candidates of 5.",
        "In some, by the weights: Port Beta, Betaland.",
        "Of the other 1 nothing is proven (12 corners).",
    )
    many = proof(corners=0, corners_of_set=6_561, complete=False)
    assert said(near.but(corners=400), many)[1] == (
        "Nothing is proven: this set of weights has 6,561 corners, more than the 400 that were to "
        "be looked at."
    )
    stopped = proof(corners=0, complete=False)
    assert said(near, stopped)[1].startswith("Nothing is proven: the search was stopped")
    assert "any weights at all" in said(near.but(moved=1), proof())[0]
    assert "the given weights" in said(near.but(moved=0), proof())[0]


def test_what_was_drawn_is_said(found: Sureness, setting: Setting) -> None:
    """Wilson's interval of 10 of 20: 0.2993 to 0.7007."""
    text = " ".join(told(found, setting).text)
    assert text.startswith(
        "20 draws of any weights and of missing evidence, anywhere on its scale (seed 0). A share "
        "is known to within 20 percentage points (95 % sure). The plan of every draw is proven "
        "best; "
    )
    near = UncertaintyModel(weights=WeightsAround(concentration=9), evidence=False)
    early = told(found, setting, SampleQuestion(uncertainty=near, draws=400, seed=3))
    assert early.text[0] == (
        "Stopped after 20 of 400 draws of weights near the given ones, evidence as it stands "
        "(seed 3)."
    )
    assert early.json()["drawn"] == {
        "asked": 400, "seed": 3, "weights": "around", "concentration": 9.0, "people": [],
        "evidence": False, "missing": "anywhere",
    }  # fmt: skip
    people = {"country": {"Ann": {"civil_society": 1.0}, "Bo": {"political_will": 1.0}}}
    held = uncertainty_of(
        "people", setting.configuration.criteria, people=people, missing=MissingDraw.LIKE_STAND_IN
    )
    both = told(found, setting, SampleQuestion(uncertainty=held, draws=DRAWS))
    assert "the weights of 2 people and of missing evidence, like what stands in" in both.text[0]
    assert both.json()["drawn"]["people"] == ["Ann", "Bo"]
    assert "whoever's weights count" in both.answer


def test_a_plan_that_loses_less_than_is_proven_is_said_to_look_surer(
    drawn: Sample, setting: Setting
) -> None:
    best = drawn.plans[int(drawn.points.mean(axis=0).argmax())]
    own = regret(drawn, best).mean
    loose = Sureness(replace(drawn, bound=drawn.value + own + 1.0), best)
    note, other = told(loose, setting).notes
    assert other == PLAN.notes[0]
    assert "these draws hardly tell plans apart" in note.text
    assert told(loose, setting).json()["hardly_told_apart"]
    for bound in (drawn.value, drawn.value + own / 2):
        tight = told(Sureness(replace(drawn, bound=bound), best), setting)
        assert tight.notes == PLAN.notes
        assert not tight.json()["hardly_told_apart"]


def test_what_could_be_lost_is_the_regret(found: Sureness, setting: Setting) -> None:
    own = regret(found.sample, found.plan)
    first, proven, second, *_ = told(found, setting)["regret"].text
    assert f"{own.mean:,.1f} points" in first
    assert f"{own.worst:,.1f} points in the worst draw" in first
    assert "The average is about a sixth of an average focus country" in first
    assert f"at most {own.mean_most:,.1f} on average and {own.worst_most:,.1f} at worst" in proven
    assert second.endswith(f"{own.share_best * 100:.0f} % of the draws.")


def test_the_plan_that_loses_least_says_how_it_differs(drawn: Sample, setting: Setting) -> None:
    most = drawn.bound[:, None] - drawn.points
    best = drawn.plans[int(np.argmin(np.round(most.max(axis=0), 9)))]
    said = " ".join(told(Sureness(drawn, Decisions()), setting)["regret"].text)
    assert "puts in" in said
    assert sum(setting.label(name) in said for name in best.ids) >= min(len(best.ids), NAMED - 1)
    own = " ".join(told(Sureness(drawn, best), setting)["regret"].text)
    assert "None of the plans found loses less at worst" in own
    for plan in (plan for plan in drawn.plans if plan.ids != best.ids):
        other = " ".join(told(Sureness(drawn, plan), setting)["regret"].text)
        assert all(setting.label(name) in other for name in plan.ids ^ best.ids)
        assert ("leaves out" in other) >= bool(plan.ids - best.ids)


def test_all_of_the_plan_has_bars_and_the_rest_is_counted(
    found: Sureness, setting: Setting
) -> None:
    others = [index(f"O{number}", 0.6 - number / 100) for number in range(MOST_OTHERS + 2)]
    indices = [
        index("A", 1.0, listed=True), *others, index("B", 0.02, listed=True),
        index("C", LEAST - 0.01), index("D", 0.0), index("T", 0.9, listed=True, kind="theme"),
    ]  # fmt: skip
    report = told(made(found, indices), setting)
    (picture,) = report["candidates"].pictures
    _, rows = picture.draw.args  # type: ignore[attr-defined]
    shown = [f"country:{name}" for name in ("A", *[f"O{n}" for n in range(MOST_OTHERS)], "B")]
    assert [row["label"] for row in rows] == [
        "Countries", *shown, "… 4 others", "Themes", "theme:T",
    ]  # fmt: skip
    assert [row["id"] for row in rows][:-3] == ["", *shown]
    assert rows[0]["text"] == "2 recommended, 1 of them nearly always in"
    rest = rows[len(shown) + 1]
    assert rest["text"] == "each in 52 % or less; 1 of them never"
    assert rest["names"] == "O8 52 %; O9 51 %; C 19 %"
    table = report.table("candidates")
    assert [row["name"] for row in table.shown[:2]] == ["A", "B"], "the plan's own come first"
    assert [row["name"] for row in table.brief] == ["A", "B", "O0", "O1", "O2", "T"]
    assert report.json()["candidates"][1]["name"] == "O0", "programs find the surest first"
    one = robust.report(made(found, indices), QUESTION, setting, plan=PLAN, kind="theme")
    assert [row["name"] for row in one.table("candidates").rows] == ["T"]
    nothing = told(made(found, [index("A", 0.0)]), setting)["candidates"].pictures[0]
    assert png(nothing.chart).startswith(PNG)


def test_bars_of_the_same_name_stay_apart(found: Sureness, setting: Setting) -> None:
    twice = [index("A", 0.9, listed=True), index("A", 0.8, listed=True)]
    (picture,) = told(made(found, twice), setting)["candidates"].pictures
    (data,) = [one for one in picture.chart.to_dict()["datasets"].values() if len(one) == 2]
    labels = [row["label"] for row in data]
    assert len(set(labels)) == 2
    assert {label.strip(SAME) for label in labels} == {"country:A"}


def test_services_in_question_come_first_and_all_shares_are_one_table(
    found: Sureness, setting: Setting
) -> None:
    indices = [index("AAA", 0.9, listed=True), index("BBB", 0.3)]
    share = Share(share=0.3, low=0.2, high=0.4)
    service = next(iter(setting.configuration.services.services))
    services = [
        ServiceIndex(candidate=name, service=service, index=share, when_in=when, in_plan=listed)
        for name, when, listed in (
            ("country:BBB", 0.5, False), ("country:AAA", 0.99, True), ("country:AAA", 0.4, True),
        )
    ]  # fmt: skip
    report = told(made(found, indices, services=services), setting)
    assert [row["when_in"] for row in report.table("services").shown] == [0.99, 0.4, 0.5]
    assert [row["when_in"] for row in report.table("services").brief] == [0.4]
    frame = robust.shares(report).frame()
    assert frame["candidate"].tolist() == [
        "country:AAA", "country:BBB", "country:BBB", "country:AAA", "country:AAA",
    ]  # fmt: skip
    assert frame["share"].tolist() == [0.9, 0.3, 0.3, 0.3, 0.3]
    assert frame["service"].tolist() == ["", "", *[service] * 3]


def test_how_often_reads_in_grey() -> None:
    """Neighbouring greys differ by half as much again at least (luminance, WCAG 2.2)."""
    greys = [luminance(colour) + 0.05 for colour in (PROVEN, *HOW_OFTEN.values())]
    assert greys == sorted(greys)
    assert all(lighter / darker > 1.5 for darker, lighter in itertools.pairwise(greys))


def test_without_a_plan_or_draws_that_is_all_there_is_to_say(setting: Setting) -> None:
    why = Report("plan", "", "There is no plan.", ("Why.",), facts={"value": None})
    none = robust.report(None, QUESTION, setting, plan=why)
    assert none.sentences == ("There is no plan.", "Why.")
    early = robust.report(None, QUESTION, setting, plan=PLAN, stopped=True)
    assert early.answer.startswith("Stopped before any draw was done")
    for report in (none, early):
        facts = report.json()
        assert (facts["draws"], facts["candidates"], facts["regret"]) == (0, [], None)
        said_alike(report)


@pytest.fixture(scope="module")
def otherwise(small_study: Study, setting: Setting) -> Sureness:
    """Capacities a quarter off, and nothing else."""
    figures = assumptions(small_study.configuration, 0.25)
    some = tuple(one for one in figures if one.path.startswith("capacity"))
    held = AssumedFigures(small_study, BASELINE, small_study.scorecard(), some)
    fixed = UncertaintyModel(weights=FixedWeights(), evidence=False)
    inquiry = Inquiry(
        small_study.problem(),
        Drawn(small_study.scorecard(), fixed),
        EXACT,
        problems=DrawnProblems(held),
    )
    assert setting.plan is not None
    plan = setting.plan.decisions
    return Sureness(sample(inquiry, 10, plans=(plan,)), plan)


def test_what_is_kept_where_staff_and_money_are_otherwise(
    otherwise: Sureness, setting: Setting
) -> None:
    """Oracle: the best plans of the draws, counted."""
    held = UncertaintyModel(weights=FixedWeights(), evidence=False, assumptions=0.25)
    asked = SampleQuestion(uncertainty=held, draws=10)
    report = told(otherwise, setting, asked)
    best = [otherwise.sample.plans[at] for at in otherwise.sample.best]
    mine = otherwise.plan
    areas = np.mean([len(one.ids & mine.ids) / len(mine.ids) for one in best])
    services = np.mean([len(one.services & mine.services) / len(mine.services) for one in best])
    assert report.json()["assumed"]["focus_areas_kept"] == pytest.approx(areas)
    assert report.json()["assumed"]["services_kept"] == pytest.approx(services)
    assert services < 1
    assert report.json()["regret"] is None
    assert "by the given weights and with staff, money and costs a little off" in report.answer
    assert f"keep {100 * areas:.0f} % of the recommended focus areas" in report.text[2]
    assert "carried out as it stands" in report["regret"].text[0]
    assert report["services"].text[0].startswith(f"Of the {len(mine.services)} services")
    said_alike(report)
