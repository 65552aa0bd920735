"""Options of a what-if, and the scenario they describe, worked out by hand on the small example.

Before any lever: Europe team 20 weeks, half of them universal; trust fund USD 80,000; weights of
countries 0.5, 0.3 and 0.2.
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.levers import LeverTexts, read_levers, read_number
from config.problems import InputError, InputProblem, Problems
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study


def read(study: Study, **texts: object) -> Scenario:
    return read_levers(study, LeverTexts(**texts), Problems())  # type: ignore[arg-type]


def refused(study: Study, **texts: object) -> tuple[InputProblem, ...]:
    with pytest.raises(InputError) as caught:
        read(study, **texts)
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0), ("0.25", 0.25), (" 30% ", 0.3), ("500k", 500_000.0), ("1.2M", 1_200_000.0),
        ("-5", -5.0), ("1e3", 1000.0), ("", None), ("k", None), ("nan", None), ("inf", None),
        ("1e999", None), ("1,000", None), ("1_000", None), ("a lot", None),
    ],
)  # fmt: skip
def test_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == (None if number is None else pytest.approx(number))


@given(st.text(max_size=12))
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    number = read_number(text)
    assert number is None or math.isfinite(number)


def test_nothing_typed_moves_nothing(study: Study) -> None:
    assert read(study) == Scenario(name="command line")


def test_capacities(study: Study) -> None:
    scenario = read(
        study,
        capacity=["europe=12", "Thematic team+=1.5", "africa-=10", "africa-=5"],
        universal=["europe=70%"],
        fund=["trust+=20k", "core=0"],
    )
    assert scenario.weeks == {"europe": 12.0, "thematic": 21.5, "africa": 15.0}
    assert scenario.universal_share == {"europe": pytest.approx(0.7)}
    assert scenario.usd == {"trust": 100_000.0, "core": 0.0}


def test_weights_and_worth(study: Study) -> None:
    scenario = read(
        study, weight=["civil_society=40%", "country.political_will+=0.1"], worth=["theme=55"]
    )
    assert scenario.weights == {
        "country": {"civil_society": pytest.approx(0.4), "political_will": pytest.approx(0.4)}
    }
    assert scenario.worth == {"theme": 55.0}


@pytest.mark.parametrize(
    ("texts", "lever"),
    [
        (["near_focus=off"], RuleLever(enabled=False)),
        (["near_focus=on"], RuleLever(enabled=True)),
        (["near_focus=0.2..0.8"], RuleLever(enabled=True, min=0.2, max=0.8)),
        (["near_focus=50%.."], RuleLever(enabled=True, min=0.5)),
        (["near_focus=..1"], RuleLever(enabled=True, max=1)),
        (["near_focus=1"], RuleLever(enabled=True, min=1, max=1)),
        (["near_focus=..1", "near_focus=off"], RuleLever(enabled=False, max=1)),
    ],
)
def test_rules(study: Study, texts: list[str], lever: RuleLever) -> None:
    assert read(study, rule=texts).rules == {"near_focus": lever}


def test_locks_are_forgiving(study: Study) -> None:
    scenario = read(study, must=["AAA", "country:AAA", "open contracts"], must_not=["Betaland"])
    assert scenario.must == {"country:AAA", "commitment:BB001"}
    assert scenario.must_not == {"country:BBB"}


def test_horizon(study: Study) -> None:
    scenario = read(study, periods=1, min_stay=2, most_changes=3)
    assert (scenario.periods, scenario.min_stay, scenario.most_changes) == (1, 2, 3)


@pytest.mark.parametrize(
    ("option", "field", "texts"),
    [
        ("--capacity", "capacity", ["europ=1"]),
        ("--capacity", "capacity", ["europe"]),
        ("--capacity", "capacity", ["=3"]),
        ("--capacity", "capacity", ["europe="]),
        ("--capacity", "capacity", ["europe=many"]),
        ("--capacity", "capacity", ["europe=-1"]),
        ("--capacity", "capacity", ["europe-=21"]),
        ("--universal", "universal", ["europe=1.2"]),
        ("--fund", "fund", ["trust=nan"]),
        ("--worth", "worth", ["continent=3"]),
        ("--weight", "weight", ["civil_societ=0.1"]),
        ("--weight", "weight", ["country.ambition=0.1"]),
        ("--weight", "weight", ["civil_society=2"]),
        ("--rule", "rule", ["nothing=off"]),
        ("--rule", "rule", ["near_focus=maybe"]),
        ("--rule", "rule", ["near_focus=.."]),
        ("--rule", "rule", ["near_focus+=1"]),
        ("--rule", "rule", ["near_focus=-1.."]),
        ("--in", "must", ["XYZ"]),
        ("--out", "must_not", [""]),
        ("--periods", "periods", 2),
        ("--periods", "periods", 0),
        ("--min-stay", "min_stay", 0),
        ("--most-changes", "most_changes", -1),
    ],
)
def test_what_is_refused(study: Study, option: str, field: str, texts: object) -> None:
    (problem,) = refused(study, **{field: texts})
    assert problem.file == option
    assert problem.value is not None
    assert problem.must.startswith("must")
    assert problem.do.endswith((".", "?"))


def test_every_fault_is_told_at_once(study: Study) -> None:
    problems = refused(
        study, capacity=["a=1", "europe=x"], must=["b"], rule=["c=off"], most_changes=-1
    )
    assert [problem.file for problem in problems] == [
        "--capacity", "--capacity", "--in", "--most-changes", "--rule",
    ]  # fmt: skip


def test_a_criterion_that_two_kinds_have_needs_its_kind(study: Study) -> None:
    criteria = study.configuration.criteria
    theme = criteria.kinds["theme"]
    country = criteria.kinds["country"]
    both = country.but(criteria={**country.criteria, "results": theme.criteria["results"]})
    twice = Study(
        study.dataset,
        study.configuration.but(
            criteria=criteria.but(kinds={**criteria.kinds, "country": both}),
        ),
    )
    (problem,) = refused(twice, weight=["results=0.1"])
    assert "country.results or theme.results" in problem.must
    assert read(twice, weight=["results=0.1"], kind="theme").weights == {"theme": {"results": 0.1}}
    assert read(twice, weight=["country.results=0.1"]).weights == {"country": {"results": 0.1}}
