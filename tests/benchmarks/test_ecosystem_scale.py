"""The synthetic network is what it says, and every measure of the room runs on it."""

import pytest

from benchmarks.ecosystem_scale import MEASURES, Measure
from benchmarks.synthetic_partners import ecosystem
from config.load import bundled_configuration_folder, load_configuration
from ecosystem.strength import partner_strength


def test_the_synthetic_network_has_the_size_asked_for_and_comes_again_with_the_seed() -> None:
    dataset = ecosystem(partners=60, candidates=120, engagements=500)
    assert (len(dataset.partners), len(dataset.candidates)) == (60, 120)
    pairs = {(row.partner, row.target) for row in dataset.engagements}
    assert len(pairs) == len(dataset.engagements) == 500
    assert dataset == ecosystem(partners=60, candidates=120, engagements=500)
    assert dataset != ecosystem(partners=60, candidates=120, engagements=500, seed=1)
    assert 0 < max(partner_strength(dataset).values()) <= 1


@pytest.mark.parametrize("name", list(MEASURES))
def test_every_measure_of_the_benchmark_runs(name: str) -> None:
    services = load_configuration(bundled_configuration_folder()).services
    measure: Measure = MEASURES[name]
    small = ecosystem(partners=40, candidates=90, engagements=200, themes=20)
    assert measure(small, services) is not None
