"""Sets of candidates as one candidate. Oracle: worked by hand on the small example.

The set of Alphaland's register (ambition 3, readiness 0.6) and Betaland's contracts (1.5, and 0.5
in 0.3 to 0.7) has ambition 2.25 and readiness 0.55 in 0.45 to 0.65.
"""

import pytest

from config.configuration import Configuration
from config.rules import Choice, Dependency
from data.dataset import Candidate, Dataset, Evidence, Link
from optimizer.study import Study
from scoring.bundles import evidence_of_sets, parts_of
from scoring.profile import profile
from scoring.scorecard import score

SET, PARTS = "commitment:SET", ("commitment:AA001", "commitment:BB001")


@pytest.fixture
def bundled(small_dataset: Dataset) -> Dataset:
    return with_set(small_dataset, *PARTS)


def with_set(dataset: Dataset, *parts: str) -> Dataset:
    whole = Candidate(id=SET, kind="commitment", name="Owners and contracts", region="Africa")
    links = tuple(Link(candidate=part, target=SET, relation="part_of") for part in parts)
    return dataset.but(candidates=(*dataset.candidates, whole), links=(*dataset.links, *links))


def of_sets(dataset: Dataset, configuration: Configuration) -> dict[str, Evidence]:
    found = evidence_of_sets(dataset, configuration.criteria.kinds)
    return {row.measure: row for row in found if row.candidate == SET}


def test_a_set_has_the_mean_of_its_parts(
    bundled: Dataset, small_configuration: Configuration
) -> None:
    assert parts_of(bundled) == {SET: PARTS}
    found = of_sets(bundled, small_configuration)
    ambition, readiness = found["ambition"], found["readiness"]
    assert (ambition.value, ambition.low, ambition.high) == (2.25, None, None)
    ends = (readiness.value, readiness.low, readiness.high)
    assert ends == pytest.approx((0.55, 0.45, 0.65))
    assert (ambition.basis, readiness.basis) == ("observed", "judgement")
    assert (readiness.source, readiness.as_of) == ("staff", "2019-11")


def test_its_score_is_that_of_the_means(
    bundled: Dataset, small_configuration: Configuration
) -> None:
    """Ambition 2.25 of 3: 75 of 100; readiness below 0.6: 20; it lies in nothing in force.

    0.5 · 75 + 0.3 · 20 = 43.5; at the high end of its readiness 0.3 · 100 in place of 6: 67.5.
    """
    card = score(bundled, small_configuration.criteria)
    line = card.of(SET)
    assert (line.score, line.low, line.high) == pytest.approx((43.5, 43.5, 67.5))
    told = profile(card, bundled, SET)
    assert [one.measures[0].found for one in told.criteria[:2]] == [2.25, pytest.approx(0.55)]
    assert "ambition" not in told.gaps


def test_what_is_not_known_of_a_part_is_not_known_of_the_set(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    """Nothing is on record of the ambition of the port's budget."""
    dataset = with_set(small_dataset, "commitment:AA001", "commitment:BB002")
    assert set(of_sets(dataset, small_configuration)) == {"readiness"}


def test_evidence_of_its_own_comes_first(
    bundled: Dataset, small_configuration: Configuration
) -> None:
    own = Evidence(candidate=SET, measure="ambition", value=3, basis="judgement", source="staff")
    dataset = bundled.but(evidence=(*bundled.evidence, own))
    assert "ambition" not in of_sets(dataset, small_configuration)
    card = score(dataset, small_configuration.criteria)
    assert card.of(SET).score == pytest.approx(0.5 * 100 + 0.3 * 20)


@pytest.mark.parametrize(
    ("levels", "middle"),
    [
        (("strong", "none"), "none"),
        (("strong", "none", "some"), "some"),
        (("strong", "none", "strong", "some"), "some"),
    ],
)
def test_of_levels_it_has_the_middle_one(
    small_configuration: Configuration, levels: tuple[str, ...], middle: str
) -> None:
    """By their points 0, 50 and 100, not by their names; of two in the middle the lower."""
    parts = [f"country:P{number}" for number in range(len(levels))]
    dataset = Dataset(
        candidates=tuple(Candidate(id=one, kind="country", name=one) for one in (*parts, SET)),
        links=tuple(Link(candidate=one, target=SET, relation="part_of") for one in parts),
        evidence=tuple(
            Evidence(candidate=one, measure="will", value=level, basis="judgement", source="staff")
            for one, level in zip(parts, levels, strict=True)
        ),
    )
    assert of_sets(dataset, small_configuration)["will"].value == middle


def test_a_set_and_its_parts_rule_each_other_out(
    bundled: Dataset, small_configuration: Configuration
) -> None:
    one = Dependency(label="A set or its parts", excludes=Choice(linked="part_of"))
    rules = small_configuration.rules.but(dependencies={"sets": one})
    study = Study(bundled, small_configuration.but(rules=rules))
    (found,) = study.problem().dependencies
    assert found.kind == "excludes"
    assert {part: others for part, others in found.pairs.items() if others} == dict.fromkeys(
        PARTS, (SET,)
    )
