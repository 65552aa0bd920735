"""Options of a what-if, and the scenario they describe, worked out by hand on the small example.

Before any lever: Europe team 20 weeks, half of them universal; trust fund USD 80,000; weights of
countries 0.5, 0.3 and 0.2.
"""

from collections.abc import Sequence

import pytest

from app.cli.options import Asked
from app.cli.reading import Reader
from config.problems import InputError, InputProblem
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study


def read(study: Study, kind: str | None = None, /, **texts: Sequence[str]) -> Scenario:
    reader = Reader(Asked(levers={name: tuple(typed) for name, typed in texts.items()}))
    reader.study = study
    return reader.scenario(kind=kind)


def refused(study: Study, **texts: Sequence[str]) -> tuple[InputProblem, ...]:
    with pytest.raises(InputError) as caught:
        read(study, **texts)
    return caught.value.problems


def test_nothing_typed_moves_nothing(study: Study) -> None:
    assert read(study) == Scenario(name="command line")


def test_capacities(study: Study) -> None:
    scenario = read(
        study,
        weeks=["europe=12", "Thematic team+=1.5", "africa-=10"],
        universal_share=["europe=70%", "africa+=10%"],
        usd=["trust+=20k", "core=0"],
    )
    assert scenario.weeks == {"europe": 12.0, "thematic": 21.5, "africa": 20.0}
    assert scenario.universal_share == {"europe": 0.7, "africa": pytest.approx(0.6)}
    assert scenario.usd == {"trust": 100_000.0, "core": 0.0}


def test_weights_and_worth(study: Study) -> None:
    scenario = read(
        study, weights=["civil_society=40%", "country.political_will+=0.1"], worth=["theme=55"]
    )
    assert scenario.weights == {
        "country": {"civil_society": pytest.approx(0.4), "political_will": pytest.approx(0.4)}
    }
    assert scenario.worth == {"theme": 55.0}


@pytest.mark.parametrize(
    ("texts", "lever"),
    [
        (["near_focus=off"], RuleLever(enabled=False)),
        (["near_focus=0.2..0.8"], RuleLever(min=0.2, max=0.8)),
        (["near_focus=70%.."], RuleLever(min=0.7)),
        (["near_focus=..1"], RuleLever(max=1)),
        (["near_focus=1"], RuleLever(min=1, max=1)),
        (["near_focus=off,..1"], RuleLever(enabled=False, max=1)),
        (["near_focus=on,1"], RuleLever(min=1, max=1)),
        (["near_focus=on"], None),
        (["near_focus=50%.."], None),
    ],
)
def test_rules(study: Study, texts: list[str], lever: RuleLever | None) -> None:
    """The rule is on, and at least half, in the configuration: that much is no lever."""
    assert read(study, rules=texts).rules == ({} if lever is None else {"near_focus": lever})


def test_locks_are_forgiving(study: Study) -> None:
    scenario = read(study, must=["AAA", "country:AAA", "open contracts"], must_not=["Betaland"])
    assert scenario.must == {"country:AAA", "commitment:BB001"}
    assert scenario.must_not == {"country:BBB"}


def test_horizon(study: Study) -> None:
    scenario = read(study, periods=["1"], min_stay=["2"], most_changes=["3"], tolerance=["0.5%"])
    assert scenario == Scenario(name="command line", min_stay=2, most_changes=3, tolerance=0.005)


@pytest.mark.parametrize(
    ("option", "field", "texts"),
    [
        ("--capacity", "weeks", ["europ=1"]),
        ("--capacity", "weeks", ["europe"]),
        ("--capacity", "weeks", ["=3"]),
        ("--capacity", "weeks", ["europe="]),
        ("--capacity", "weeks", ["europe=many"]),
        ("--capacity", "weeks", ["europe=-1"]),
        ("--capacity", "weeks", ["europe-=21"]),
        ("--capacity", "weeks", ["europe=30%"]),
        ("--capacity", "weeks", ["europe=1e15"]),
        ("--capacity", "weeks", ["europe=1", "europe=2"]),
        ("--capacity", "weeks", ["europe+=1", "Europe team+=1"]),
        ("--universal", "universal_share", ["europe=1.2"]),
        ("--fund", "usd", ["trust=nan"]),
        ("--fund", "usd", ["trust=inf"]),
        ("--fund", "usd", ["trust=50%"]),
        ("--worth", "worth", ["continent=3"]),
        ("--worth", "worth", ["theme=3%"]),
        ("--weight", "weights", ["civil_societ=0.1"]),
        ("--weight", "weights", ["country.ambition=0.1"]),
        ("--weight", "weights", ["civil_society=2"]),
        ("--weight", "weights", ["civil_society=0.1", "country.civil_society=0.1"]),
        ("--weight", "weights", ["civil_society=0.6", "political_will=0.6"]),
        ("--rule", "rules", ["nothing=off"]),
        ("--rule", "rules", ["near_focus=maybe"]),
        ("--rule", "rules", ["near_focus=.."]),
        ("--rule", "rules", ["near_focus+=1"]),
        ("--rule", "rules", ["near_focus=-1.."]),
        ("--rule", "rules", ["near_focus=2..3"]),
        ("--rule", "rules", ["near_focus=1..0"]),
        ("--rule", "rules", ["near_focus=..0.4"]),
        ("--rule", "rules", ["near_focus=off", "near_focus=..1"]),
        ("--rule", "rules", ["african_commitment=50%.."]),
        ("--rule", "rules", ["african_commitment=150%.."]),
        ("--rule", "rules", ["african_commitment=0.5.."]),
        ("--rule", "rules", ["african_commitment=..0.5"]),
        ("--rule", "rules", ["african_commitment=3..2"]),
        ("--rule", "rules", ["african_commitment=1e15.."]),
        ("--in", "must", ["XYZ"]),
        ("--out", "must_not", [""]),
        ("--periods", "periods", ["2"]),
        ("--periods", "periods", ["0"]),
        ("--periods", "periods", ["1", "1"]),
        ("--periods", "periods", ["0.5"]),
        ("--periods", "periods", ["100%"]),
        ("--min-stay", "min_stay", ["0"]),
        ("--min-stay", "min_stay", ["1.5"]),
        ("--most-changes", "most_changes", ["-1"]),
        ("--most-changes", "most_changes", ["1e15"]),
        ("--tolerance", "tolerance", ["2"]),
        ("--tolerance", "tolerance", ["-1%"]),
        ("--tolerance", "tolerance", ["small"]),
    ],
)
def test_what_is_refused(study: Study, option: str, field: str, texts: Sequence[str]) -> None:
    (problem,) = refused(study, **{field: texts})
    assert problem.file == option
    assert problem.value is not None
    assert problem.do.endswith((".", "?"))


def test_nobody_is_a_must_and_a_must_not(study: Study) -> None:
    (problem,) = refused(study, must=["AAA"], must_not=["Alphaland", "BBB"])
    assert (problem.file, problem.value) == ("--out", "Alphaland")


def test_a_label_with_signs_of_its_own_is_a_name(study: Study) -> None:
    capacity = study.configuration.capacity
    label = "Europe = near+=far, [x](y)"
    europe = capacity.teams["europe"].but(label=label)
    changed = capacity.but(teams={**capacity.teams, "europe": europe})
    odd = Study(study.dataset, study.configuration.but(capacity=changed))
    assert read(odd, weeks=[f"{label}-=5"]).weeks == {"europe": 15.0}


def test_every_fault_is_told_at_once(study: Study) -> None:
    problems = refused(
        study,
        weeks=["a=1", "europe=x"],
        must=["b"],
        rules=["c=off"],
        most_changes=["-1"],
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
    (problem,) = refused(twice, weights=["results=0.1"])
    assert "country.results or theme.results" in problem.must
    of_themes = read(twice, "theme", weights=["results=0.1"])
    assert of_themes.weights == {"theme": {"results": 0.1}}
    assert read(twice, weights=["country.results=0.1"]).weights == {"country": {"results": 0.1}}
