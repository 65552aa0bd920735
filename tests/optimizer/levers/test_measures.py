"""Weights of measures inside a criterion, on the bundled criteria; oracle: by hand."""

import pytest

from config.problems import InputError, Problems
from optimizer.levers import WEIGHTS_OF_MEASURES, canonical, configured, options, read
from optimizer.levers.lever import Statement
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study
from reports.levers import in_words
from scoring.weights import measure_weights, shared_criteria

WILL = "country.political_will"


def stated(study: Study, *texts: str) -> tuple[Scenario, list[str]]:
    problems = Problems()
    said = []
    for text in texts:
        name, _, value = text.partition("=")
        said.append(Statement("--measure", name, "=", value, text))
    scenario = read({"measures": said}, study, problems, name="Test")
    return scenario, [str(problem) for problem in problems.found()]


def test_the_others_keep_their_proportions(bundled_study: Study) -> None:
    """Will, participation and consultation weigh 0.4, 0.35 and 0.25: 7 to 5 for the last two."""
    given = bundled_study.configuration
    moved = WEIGHTS_OF_MEASURES.move_one(BASELINE, given, WILL, "political_will", 0.7)
    now = measure_weights(shared_criteria(configured(moved, given).criteria)[WILL])
    assert now == pytest.approx(
        {"political_will": 0.7, "civil_society_participation": 0.175, "cso_consultation": 0.125}
    )
    assert WEIGHTS_OF_MEASURES.move_one(moved, given, WILL, "political_will", 0.4) == BASELINE


def test_a_score_is_the_mean_of_its_measures(bundled_study: Study) -> None:
    """With all weight on one measure a criterion is worth what that measure is."""
    scenario, problems = stated(bundled_study, "requests_for_support=1")
    assert problems == []
    other, _ = stated(bundled_study, "requests_for_support=0")
    mixed, full, none = (
        {row.id: row.contributions["requests"] for row in scores.kinds["theme"].rows}
        for scores in map(bundled_study.scorecard, (BASELINE, scenario, other))
    )
    assert mixed == pytest.approx({name: 0.6 * full[name] + 0.4 * none[name] for name in mixed})


def test_it_is_written_read_and_told(bundled_study: Study) -> None:
    scenario, problems = stated(bundled_study, "enabling_environment.core_civil_society=0.6")
    assert problems == []
    assert options(scenario, bundled_study.configuration) == (
        ("--measure", "country.enabling_environment.core_civil_society=0.6"),
    )
    assert Scenario.model_validate(canonical(scenario)).measures == scenario.measures
    (told,) = in_words(scenario, bundled_study)
    assert told.endswith("weighs 60 % in “Enabling environment for open government”, not 15 %")


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        (("nothing=0.5",), "must be a measure of a criterion that has several"),
        (("ambitious_share_2011_2014=0.5",), "must say which of these is meant"),
        (("influence.influence=1.5",), "a share between 0 and 1"),
        (("influence.influence=0.8", "influence.population=0.4"), "sum to more than 1"),
        (("influence.influence=0.8", "influence.influence=0.4"), "given once"),
    ],
)
def test_what_does_not_hold_is_told(
    bundled_study: Study, texts: tuple[str, ...], problem: str
) -> None:
    scenario, problems = stated(bundled_study, *texts)
    assert any(problem in one for one in problems), problems
    assert scenario.measures == {} or len(texts) == 2


def test_a_criterion_without_shares_is_refused(bundled_study: Study) -> None:
    wrong = Scenario(measures={"country.nothing": {"x": 0.5}})
    with pytest.raises(InputError, match="a criterion with shares of measures"):
        configured(wrong, bundled_study.configuration)
