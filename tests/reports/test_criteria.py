"""What counts, on the small example: weights 50, 30 and 20 % of its README."""

import pytest

from optimizer.scenario import Scenario
from optimizer.study import Study
from reports import criteria
from reports.setting import Setting
from scoring.rank_change import ranking_change


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study)


def test_the_answer_names_the_heaviest(setting: Setting) -> None:
    assert criteria.report("country", setting).answer == (
        "3 criteria count for countries; the heaviest at present is civil society takes part with "
        "50.0 of 100."
    )


def test_weights_by_their_draft_and_as_configured(setting: Setting, small_study: Study) -> None:
    names = list(small_study.configuration.criteria.kinds["country"].criteria)
    draft = dict(zip(names, (0.2, 0.3, 0.5), strict=True))
    scenario = Scenario(weights={"country": draft})
    change = ranking_change(
        small_study.scorecard().kinds["country"], small_study.scorecard(scenario).kinds["country"]
    )
    told = criteria.report("country", setting, draft=draft, change=change, places=1)
    rows = told.table("weights-country").rows
    assert [(row["weight"], row["configured"]) for row in rows] == [
        (0.2, 0.5), (0.3, 0.3), (0.5, 0.2),
    ]  # fmt: skip
    assert [picture.chart.to_dict() is not None for picture in told.pictures]


def test_nothing_moves(setting: Setting, small_study: Study) -> None:
    same = small_study.scorecard().kinds["country"]
    told = criteria.report("country", setting, change=ranking_change(same, same))
    assert told["effect"].text == ("Nothing moves: the ranking is that of the configured weights.",)
    assert not told["effect"].pictures


def test_every_criterion_says_its_source_and_how_many_are_known(
    setting: Setting, small_study: Study
) -> None:
    for scores in small_study.scorecard().kinds.values():
        for name, criterion in scores.spec.criteria.items():
            about, *measures = criteria.value_functions(scores, name, setting)
            assert f"Source: {criterion.source}." in about.text
            assert len(measures) == len(criterion.measures)
            for one in measures:
                assert one.text[-1].startswith("Known for ")
                assert one.pictures[0].chart.to_dict()
