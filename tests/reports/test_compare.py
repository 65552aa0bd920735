"""Scenarios side by side as a report. Oracle: plans and differences made by hand."""

import pytest

from optimizer.decisions import Decisions
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study
from questions.asking import ask
from questions.compare import Compared, CompareQuestion, Side
from questions.plan import Planned
from records.scenarios import Saved
from reports.compare import Named, report
from reports.report import Report
from reports.setting import Setting
from tests.hostile import ATTACKS
from tests.reports.faces import said_alike

AAA, BBB, THEME = "country:AAA", "country:BBB", "theme:ownership"
FEWER = Scenario(name="Fewer people", weeks={"europe": 12.0})
MORE = Scenario(name="More money", usd={"core": 30_000.0})


def side(
    scenario: Scenario, value: float | None, bound: float, *ids: str, best: float | None = None
) -> Side:
    plan = Plan(
        status="infeasible" if value is None else "feasible",
        value=value, bound=bound, gap=None if value is None else (bound - value) / value,
        seconds=0.0, solver="by hand",
        decisions=Decisions(focus=frozenset((one, "H1") for one in ids)),
    )  # fmt: skip
    planned = Planned(scenario=scenario.but(name=BASELINE.name), plan=plan)
    return Side(planned=planned, best=value if best is None else best)


def told(study: Study, *sides: Side, named: tuple[Named, ...] = ()) -> Report:
    given = named or tuple(map(Named, (BASELINE, FEWER, MORE)))
    return report(Compared(sides=sides), given[: len(sides)], Setting(study))


def test_two_are_told_as_a_change(small_study: Study) -> None:
    first = side(BASELINE, 100.0, 100.0, AAA, THEME)
    found = told(small_study, first, side(FEWER, 94.4, 94.4, BBB, THEME))
    assert found.answer == (
        "With “Fewer people” in place of “Baseline” Betaland enters and Alphaland leaves; the plan "
        "is worth 5.6 points less than with “Baseline”."
    )
    assert found["scenarios"].items == (
        "“Baseline”: no lever is moved. Worth 100.0 points, proven the best possible.",
        (
            "“Fewer people”: Europe team has 6 weeks for focus areas, not 10. Worth 94.4 points, "
            "proven the best possible."
        ),
    )


def test_a_difference_that_the_proof_does_not_bear_is_a_range(small_study: Study) -> None:
    """98 ≤ V ≤ 103 and 99 ≤ V′ ≤ 104: between 4 points less and 6 more."""
    found = told(small_study, side(BASELINE, 98.0, 103.0, AAA), side(FEWER, 99.0, 104.0, AAA))
    assert "what that is worth is not settled: between −4" in found.answer
    (_, row) = found.table("scenarios").rows
    assert (row["gain"].low, row["gain"].high) == (-4.0, 6.0)
    assert found.json()["scenarios"][1]["gain"] == {"found": None, "low": -4.0, "high": 6.0}
    assert "All scenarios have the same focus areas." in found["lists"].text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (((90, 90), (95, 95), (99, 99)), "“More money” is worth most, 4.0 points more than "),
        (((90, 90), (98, 99.5), (99, 99.5)), "which of “Fewer people” and “More money” is worth "),
        (((99, 99), (95, 95), (99, 99)), "“Baseline” and “More money” are worth the same, and "),
    ],
)
def test_of_several_the_one_worth_most_is_told_as_far_as_proven(
    small_study: Study, values: tuple[tuple[float, float], ...], said: str
) -> None:
    sides = [
        side(scenario, value, bound, *ids)
        for scenario, (value, bound), ids in zip(
            (BASELINE, FEWER, MORE), values, ((AAA, THEME), (THEME,), (BBB, THEME)), strict=True
        )
    ]
    found = told(small_study, *sides)
    assert found.answer.lower().startswith(said.lower())
    assert found.answer.endswith("1 of 3 focus areas is in all three scenarios.")
    rows = {row["id"]: row["inside"] for row in found.table("lists").rows}
    assert rows == {AAA: (True, False, False), BBB: (False, False, True), THEME: (True,) * 3}
    assert [row["id"] for row in found.table("lists").brief] == [AAA, BBB]


def test_points_of_other_weights_are_not_compared(small_study: Study) -> None:
    heavy = Scenario(name="Heavy", weights={"country": {"political_will": 1.0}})
    second = side(heavy, 120.0, 120.0, AAA).but(as_first=93.0)
    found = told(
        small_study, side(BASELINE, 100.0, 100.0, AAA), second,
        named=(Named(BASELINE), Named(heavy)),
    )  # fmt: skip
    assert "points" not in found.answer
    assert found.text == (
        (
            "Valued as “Baseline” weighs, the plan of “Heavy” is worth 7.0 points less than that "
            "of “Baseline”."
        ),
    )
    assert any("weigh differently" in note.text for note in found.notes)


def test_where_it_was_made_is_told(small_study: Study) -> None:
    def kept(dataset: str, configuration: str) -> Named:
        saved = Saved(
            id="x", scenario=FEWER, author="lea", version=3, dataset=dataset,
            configuration=configuration,
        )  # fmt: skip
        return Named(FEWER, saved, "Lea")

    here = small_study.dataset_hash, small_study.configuration_hash
    sides = side(BASELINE, 100.0, 100.0, AAA), side(FEWER, 94.4, 94.4, AAA)
    other = told(small_study, *sides, named=(Named(BASELINE), kept("0", here[1])))
    assert any(
        note.text.startswith("“Fewer people” was made on other data; here it is planned")
        for note in other.notes
    )
    assert other.table("scenarios").rows[1]["kept"] == "version 3, of Lea"
    same = told(small_study, *sides, named=(Named(BASELINE), kept(*here)))
    assert not any("was made on" in note.text for note in same.notes)
    assert same.table("scenarios").rows[1]["made_on_other"] == ""


def test_without_a_plan_and_with_one_name_twice(small_study: Study) -> None:
    twice = FEWER.but(weeks={"europe": 0.0})
    found = told(
        small_study, side(FEWER, 94.4, 94.4, AAA), side(twice, None, 0.0),
        named=(Named(FEWER), Named(twice)),
    )  # fmt: skip
    assert found.answer == "Only “Fewer people” has a plan that meets all conditions."
    assert found.text == ("“Fewer people (2)”: no plan meets all conditions.",)


def test_all_faces_say_the_same_whatever_they_are_called(small_study: Study) -> None:
    scenarios = [FEWER, MORE.but(usd={"core": 0.0}), BASELINE]
    named = [one.but(name=name) for one, name in zip(scenarios, ATTACKS[2:5], strict=True)]
    found = ask(small_study, CompareQuestion.of(*named, plan=EXACT)).result
    said_alike(report(found, list(map(Named, named)), Setting(small_study)))
