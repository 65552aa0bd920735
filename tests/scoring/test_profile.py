"""A profile takes a score apart without losing any of it."""

import pytest

from optimizer.study import Study, open_study
from scoring.profile import profile
from tests.folders import SMALL


@pytest.fixture(scope="module")
def study() -> Study:
    return open_study(SMALL / "dataset", SMALL / "configuration")


def test_points_add_up_to_the_score_and_its_interval(study: Study) -> None:
    scorecard = study.scorecard()
    for candidate in study.dataset.by_id:
        found = profile(scorecard, study.dataset, candidate)
        assert sum(row.points for row in found.criteria) == pytest.approx(found.score.score)
        assert sum(row.low for row in found.criteria) == pytest.approx(found.score.low)
        assert sum(row.high for row in found.criteria) == pytest.approx(found.score.high)
        assert sum(row.most for row in found.criteria) == pytest.approx(100)


def test_the_evidence_that_counts_is_the_newest(study: Study) -> None:
    scorecard = study.scorecard()
    for candidate in study.dataset.by_id:
        for criterion in profile(scorecard, study.dataset, candidate).criteria:
            for item in criterion.measures:
                rows = [
                    row
                    for row in study.dataset.evidence
                    if row.candidate == candidate and row.measure == item.measure
                ]
                if item.evidence is None:
                    assert not rows
                    continue
                assert item.evidence.as_of == max(row.as_of for row in rows)
                found = item.found if isinstance(item.found, str) else float(item.found or 0)
                expected = item.evidence.value
                assert found == expected or float(found) == pytest.approx(float(expected))


def test_gaps_are_the_measures_without_evidence(study: Study) -> None:
    found = profile(study.scorecard(), study.dataset, "country:AAA")
    known = {row.measure for row in study.dataset.evidence if row.candidate == "country:AAA"}
    derived = {n for n, m in study.configuration.criteria.measures.items() if m.derived}
    used = {item.measure for row in found.criteria for item in row.measures}
    assert set(found.gaps) - derived == used - known - derived


def test_an_unknown_candidate_is_refused(study: Study) -> None:
    with pytest.raises(KeyError):
        profile(study.scorecard(), study.dataset, "country:ZZZ")
