"""What became known later, over the bundled dataset. Facts were read off the pages named there."""

import shutil
from pathlib import Path

import pytest

from config.load import bundled_configuration_folder, load_configuration
from config.problems import InputError
from data.cycles import CYCLES, CycleId
from data.dataset import Dataset
from data.later import bundled_later_folder, everything, with_later
from data.load import bundled_dataset_folder, load_dataset
from data.vintage import at
from tests.folders import SMALL

CONFIGURATION = load_configuration(bundled_configuration_folder())


@pytest.fixture(scope="module")
def base() -> Dataset:
    return load_dataset(bundled_dataset_folder(), CONFIGURATION)


@pytest.fixture(scope="module")
def whole(base: Dataset) -> Dataset:
    return with_later(base, CONFIGURATION, bundled_later_folder())


def value(dataset: Dataset, candidate: str, measure: str) -> object:
    (row,) = [r for r in dataset.evidence if (r.candidate, r.measure) == (candidate, measure)]
    return row.value


@pytest.mark.parametrize("as_of", [None, "2020", "2019", "2018-06"])
def test_the_cycle_of_2020_sees_none_of_it(
    base: Dataset, whole: Dataset, as_of: str | None
) -> None:
    before, after = at(base, as_of), at(whole, as_of)
    assert after.evidence == before.evidence
    assert after.engagements == before.engagements
    assert after.candidates == before.candidates


def test_facts_count_from_their_day_on(whole: Dataset) -> None:
    """CPI of 2020 came out in January 2021: Armenia 49; of 2021 again 49, of 2022 46."""
    years = {year: at(whole, year) for year in ("2020", "2021", "2022", "2023")}
    cpi = [value(one, "country:ARM", "corruption_perceptions") for one in years.values()]
    assert cpi == [42, 49, 49, 46]
    status = [one.by_id["country:SLV"].status for one in years.values()]
    assert status == ["active", "active", "inactive", "inactive"]
    seat = [value(one, "country:ESP", "steering_committee_seat") for one in years.values()]
    assert seat == ["no", "no", "no", "yes"]
    programmes = [value(one, "country:SEN", "support_programmes") for one in years.values()]
    assert programmes == [0, 0, 1, 1]
    pagof = [
        any((e.partner, e.target) == ("partner:pagof", "country:SEN") for e in one.engagements)
        for one in years.values()
    ]
    assert pagof == [False, False, True, True]


def test_what_is_not_comparable_is_not_there(whole: Dataset, base: Dataset) -> None:
    """The press index of 2022 is another measure; nothing is later than 2023."""
    new = whole.evidence[len(base.evidence) :]
    assert {row.as_of[:4] for row in new} == {"2021", "2022", "2023"}
    assert {row.as_of for row in new if row.measure == "press_freedom"} == {"2021"}
    assert all(row.basis == "observed" for row in new)
    used = {
        use.measure
        for kind in CONFIGURATION.criteria.kinds.values()
        for criterion in kind.criteria.values()
        for use in criterion.measures
    }
    assert {row.measure for row in new} <= used


def test_the_bundled_dataset_alone_has_it(base: Dataset, whole: Dataset) -> None:
    assert everything(None, CONFIGURATION) == whole
    assert everything(bundled_dataset_folder(), CONFIGURATION) == whole
    small = load_configuration(SMALL / "configuration")
    assert everything(SMALL / "dataset", small) == load_dataset(SMALL / "dataset", small)
    assert len(base.evidence) < len(whole.evidence)


def test_a_table_that_does_not_hold_is_told(base: Dataset, tmp_path: Path) -> None:
    shutil.copytree(bundled_later_folder(), tmp_path / "later")
    file = tmp_path / "later" / "evidence.csv"
    file.write_text(file.read_text() + "country:XXX,population,1,,,observed,cpi-2023-macro,2021,\n")
    with pytest.raises(InputError, match="must be an id of candidates"):
        with_later(base, CONFIGURATION, tmp_path / "later")
    file.unlink()
    assert with_later(base, CONFIGURATION, tmp_path / "later").evidence == base.evidence


STRATEGY = CYCLES[CycleId.STRATEGY_2023]


@pytest.fixture(scope="module")
def strategy() -> tuple[Dataset, Dataset]:
    """The set of the strategy, and the same with what was known in other years."""
    configuration = load_configuration(STRATEGY.config)
    return load_dataset(STRATEGY.data, configuration), everything(STRATEGY.data, configuration)


@pytest.mark.parametrize("as_of", [None, "2022"])
def test_as_of_its_own_day_the_strategy_is_as_it_was(
    strategy: tuple[Dataset, Dataset], as_of: str | None
) -> None:
    before, after = (at(one, as_of) for one in strategy)
    assert {(r.candidate, r.measure, r.value, r.as_of) for r in after.evidence} == {
        (r.candidate, r.measure, r.value, r.as_of) for r in before.evidence
    }
    assert after.engagements == before.engagements
    assert after.candidates == before.candidates


def test_earlier_years_are_known_under_the_strategy(strategy: tuple[Dataset, Dataset]) -> None:
    """CPI of Armenia as in the set of 2020 and the years after; nothing of what is only of 2022."""
    whole = strategy[1]
    years = {year: at(whole, year) for year in ("2020", "2021", "2022")}
    cpi = [value(one, "country:ARM", "corruption_perceptions") for one in years.values()]
    assert cpi == [42, 49, 46]
    known = {year: {row.measure for row in one.evidence} for year, one in years.items()}
    only_later = known["2022"] - known["2020"]
    assert {"press_freedom_2022", "levels_and_branches", "political_turn"} <= only_later
    assert {row.candidate for row in whole.evidence} == {
        row.candidate for row in strategy[0].evidence
    }
