"""Cautions about evidence, by changing the small example so that one answer is right."""

import pytest

from config.configuration import Configuration
from data.dataset import Dataset, Evidence
from optimizer.presolve.caution import Caution
from optimizer.presolve.evidence import evidence_cautions
from optimizer.study import Study

OBSERVED = {"basis": "observed", "source": "index"}


def cautions(dataset: Dataset, configuration: Configuration) -> list[Caution]:
    scorecard = Study(dataset, configuration).scorecard()
    return list(evidence_cautions(dataset, configuration.criteria, scorecard))


def without(dataset: Dataset, measure: str, *but: str) -> Dataset:
    """Return the dataset without evidence on a measure, but for some candidates."""
    return dataset.but(
        evidence=tuple(
            one for one in dataset.evidence if one.measure != measure or one.candidate in but
        )
    )


def weighing(configuration: Configuration, kind: str, **weights: float) -> Configuration:
    """Return the configuration with the weights of some criteria replaced."""
    spec = configuration.criteria.kinds[kind]
    criteria = {
        name: one.but(weight=weights.get(name, one.weight)) for name, one in spec.criteria.items()
    }
    kinds = {**configuration.criteria.kinds, kind: spec.but(criteria=criteria)}
    return configuration.but(criteria=configuration.criteria.but(kinds=kinds))


def test_the_small_example_lacks_two_links_only(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    (found,) = cautions(small_dataset, small_configuration)
    assert found.check == "link_missing"
    assert "commitment:BB001, commitment:BB002" in found.what
    assert found.so_what == "They cannot earn 10.0 % of the weight in any plan."


@pytest.mark.parametrize(
    ("rated", "weight", "expected"),
    [
        ((), 3.0, {"weight_on_missing_evidence", "measure_without_evidence"}),
        (("country:AAA",), 3.0, {"weight_on_missing_evidence"}),
        (("country:AAA", "country:CCC"), 3.0, set()),
        (("country:AAA",), 0.3, set()),
    ],
)
def test_heavy_criteria_on_missing_evidence(
    small_dataset: Dataset,
    small_configuration: Configuration,
    rated: tuple[str, ...],
    weight: float,
    expected: set[str],
) -> None:
    """Political will has 3 of 10 parts of the weight; most of four countries means three."""
    dataset = without(small_dataset, "will", *rated)
    configuration = weighing(small_configuration, "country", political_will=weight)
    found = {one.check: one for one in cautions(dataset, configuration)}
    checks = {"weight_on_missing_evidence", "measure_without_evidence"}
    assert found.keys() & checks == expected
    if "weight_on_missing_evidence" in expected:
        one = found["weight_on_missing_evidence"]
        assert one.column == "kinds.country.criteria.political_will"
        assert f"has 30 % of the weight, but for {4 - len(rated)} of 4" in one.what
        assert (
            f"on average {30 * (4 - len(rated)) / 4:.0f} points of a score's range" in one.so_what
        )


def test_a_measure_nobody_has_is_told_as_a_rating(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    found = {
        one.check: one for one in cautions(without(small_dataset, "will"), small_configuration)
    }
    assert "1 measure that criteria use has no evidence at all: will" in (
        found["measure_without_evidence"].what
    )
    assert "only staff can give" in found["measure_without_evidence"].what
    assert "criterion_without_effect" in found


def test_criteria_that_tell_nobody_apart(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    same = tuple(
        one.but(value=0.5, low=None, high=None) if one.measure == "participation" else one
        for one in small_dataset.evidence
    )
    found = {
        one.check: one for one in cautions(small_dataset.but(evidence=same), small_configuration)
    }
    assert found["criterion_without_effect"].column == "kinds.country.criteria.civil_society"
    assert found["criterion_without_effect"].so_what == "50 % of the weight changes no ranking."


def test_criteria_without_weight(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    configuration = weighing(small_configuration, "theme", results=0)
    found = {one.check: one for one in cautions(small_dataset, configuration)}
    assert found["criterion_without_weight"].column == "kinds.theme.criteria"
    assert "results" in found["criterion_without_weight"].what


def test_evidence_and_measures_that_nothing_uses(
    small_dataset: Dataset, small_configuration: Configuration
) -> None:
    criteria = small_configuration.criteria
    idle = criteria.measures["growth"].but(label="Idle")
    configuration = small_configuration.but(
        criteria=criteria.but(measures={**criteria.measures, "idle": idle})
    )
    found = {one.check: one for one in cautions(small_dataset, configuration)}
    assert "idle" in found["measure_unused"].what
    row = Evidence.model_validate({"candidate": "theme:ownership", "measure": "idle", "value": 1}
                                  | OBSERVED)  # fmt: skip
    stray = row.but(measure="participation")
    dataset = small_dataset.but(evidence=(*small_dataset.evidence, row, stray))
    found = {one.check: one for one in cautions(dataset, configuration)}
    assert "measure_unused" not in found
    assert "2 rows of evidence on 2 measures" in found["evidence_unused"].what
    assert "idle, participation" in found["evidence_unused"].what
