"""Figures of later years beside those of a dataset: worked out by hand on the bundled one."""

import os
import shutil
from pathlib import Path

import pytest

from config.indicators import FILE, Indicators, load_indicators
from config.load import bundled_configuration_folder, load_configuration
from config.problems import InputError
from data.cycles import CYCLES, Cycle, CycleId
from data.dataset import Dataset, Evidence
from data.difference import difference
from data.importers.indicators.catalogue import figures
from data.importers.indicators.read import read_releases
from data.importers.indicators.update import Laid, Years, lay, national_names
from data.load import bundled_dataset_folder, load_dataset
from data.vintage import at
from tests.data.importers.indicators.published import published

CONFIG = bundled_configuration_folder()
CONFIGURATION = load_configuration(CONFIG)
FEEDS = load_indicators(CONFIG)
RAW = os.environ.get("FOCUS_RAW")
"""Folder with the raw tables, where somebody has them; they are not part of the project."""
ROMANIA, ARMENIA = "country:ROU", "country:ARM"


@pytest.fixture(scope="module")
def base() -> Dataset:
    return load_dataset(bundled_dataset_folder(), CONFIGURATION)


def laid(base: Dataset, folder: Path, *layouts: str, years: Years | None = None) -> Laid:
    found = read_releases(published(folder, *layouts), national_names(base))
    return lay(base, CONFIGURATION, found, FEEDS, years=years)


def values(dataset: Dataset, candidate: str, measure: str) -> list[Evidence]:
    return [r for r in dataset.evidence if (r.candidate, r.measure) == (candidate, measure)]


def test_a_later_year_stands_beside_the_earlier_one(base: Dataset, tmp_path: Path) -> None:
    made = laid(base, tmp_path, "wgi_2024")
    before, after = values(made.dataset, ROMANIA, "voice_accountability")
    (known,) = values(base, ROMANIA, "voice_accountability")
    assert before == known
    assert (after.value, after.low, after.high) == (65.5, 60, 72.2)
    assert (after.as_of, after.source, after.basis) == ("2023", "wgi-2024", "observed")
    (source,) = [one for one in made.dataset.sources if one.id == "wgi-2024"]
    assert "years up to 2023, as given in wgi_2024.csv" in source.title
    assert len(made.dataset.evidence) == len(base.evidence) + 1
    assert made.dataset.usual_as_of == "2023"
    (taken,) = made.taken
    assert (taken.measure, taken.year, taken.values) == ("voice_accountability", 2023, 1)
    assert len(taken.without) == 77
    (overlap,) = made.overlaps
    assert isinstance(known.value, float)
    assert (overlap.compared, overlap.different) == (1, 1)
    assert overlap.most == pytest.approx(abs(61 - known.value))


def test_what_was_known_before_is_as_before(base: Dataset, tmp_path: Path) -> None:
    made = laid(base, tmp_path, "vdem", "cpi_series", "fiw").dataset
    then = at(made, "2019-06")
    assert at(base, "2019-06").evidence == then.evidence
    assert [one.value for one in values(at(made), ARMENIA, "corruption_perceptions")] == [49]
    assert at(made).vintage.earlier > 0
    (check,) = values(at(made), ARMENIA, "values_check")
    assert (check.value, check.as_of) == (3, "2021")


def test_commitments_have_the_figures_of_their_country(base: Dataset, tmp_path: Path) -> None:
    text = published(tmp_path, "wgi_2024")[0]
    text.write_text(
        text.read_text()
        .replace(",va,", ",ge,")
        .replace("\nRomania,ROM,2023,ge,0.6,0.1,9,#N/A,#N/A,#N/A", "")
    )
    found = read_releases([text], national_names(base))
    made = lay(base, CONFIGURATION, found, FEEDS).dataset
    hosts = [
        row for row in made.evidence
        if row.measure == "host_government_effectiveness" and row.as_of == "2023"
    ]  # fmt: skip
    romanian = [
        one.id for one in base.of_kind("commitment")
        if one.country == "ROU" and one.attributes["level"] == "national"
    ]  # fmt: skip
    assert sorted(row.candidate for row in hosts) == sorted(romanian) != []
    assert {row.note.partition(";")[0] for row in hosts} == {"of ROU"}


def test_years_that_are_asked_for_are_taken_anew(base: Dataset, tmp_path: Path) -> None:
    made = laid(base, tmp_path, "wgi_2024", years=(2019, 2019)).dataset
    (only,) = values(made, ROMANIA, "voice_accountability")
    assert (only.value, only.low, only.high) == (61, 57, 66)
    assert made.usual_as_of == base.usual_as_of
    changed = {(one.key, one.column) for one in difference(base, made) if one.table == "evidence"}
    assert ((ROMANIA, "voice_accountability"), "value") in changed


def test_a_second_time_nothing_differs(base: Dataset, tmp_path: Path) -> None:
    once = laid(base, tmp_path, "wgi_2024", "cpi_year").dataset
    again = laid(once, tmp_path, "wgi_2024", "cpi_year")
    assert difference(once, again.dataset) == ()
    assert ("voice_accountability", 2023) in again.nothing_later


def test_places_that_are_no_members_and_figures_that_feed_nothing(
    base: Dataset, tmp_path: Path
) -> None:
    made = laid(base, tmp_path, "vdem", "rsf_both")
    assert made.others == (("ZZB", 5),)
    assert [one for one, _ in made.unfed] == ["rsf.score_from_2022"]
    (old, new) = values(made.dataset, ARMENIA, "press_freedom")
    assert (old.as_of, new.as_of, new.value) == ("2019", "2021", 71.2)


def test_a_mapping_of_ones_own(base: Dataset, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        "feeds:\n  country:\n    nothing: wgi.voice_accountability\n    population: wgi.wealth\n"
        "  planet:\n    population: cpi.score\n"
    )
    own = load_indicators(tmp_path)
    assert own.own
    found = read_releases(published(tmp_path / "x", "wgi_2024"), national_names(base))
    with pytest.raises(InputError) as caught:
        lay(base, CONFIGURATION, found, own)
    assert [(one.file, one.column) for one in caught.value.problems] == [
        (FILE, "feeds.country.nothing"), (FILE, "feeds.country.population"), (FILE, "feeds.planet"),
    ]  # fmt: skip
    kept = Indicators(feeds={**FEEDS.feeds, "planet": {"population": "cpi.score"}})
    assert lay(base, CONFIGURATION, found, kept).taken


@pytest.mark.parametrize("cycle", CYCLES.values(), ids=lambda one: one.config.name)
def test_every_measure_that_is_fed_is_in_the_catalogue(cycle: Cycle) -> None:
    criteria = load_configuration(cycle.config).criteria
    fed = load_indicators(cycle.config)
    assert fed.own
    for kind, measures in fed.feeds.items():
        assert kind in criteria.kinds
        assert set(measures) <= set(criteria.measures)
        assert set(measures.values()) <= set(figures())


def test_the_second_set_takes_the_press_index_of_the_new_method(tmp_path: Path) -> None:
    cycle = CYCLES[CycleId.STRATEGY_2023]
    configuration = load_configuration(cycle.config)
    base = load_dataset(cycle.data, configuration)
    found = read_releases(published(tmp_path, "rsf_both"), national_names(base))
    made = lay(base, configuration, found, load_indicators(cycle.config), years=(2022, 2022))
    (row,) = values(made.dataset, ARMENIA, "press_freedom_2022")
    assert (row.value, row.as_of) == (69, "2022")
    assert [one for one, _ in made.unfed] == ["rsf.score_to_2021"]


@pytest.mark.skipif(RAW is None, reason="FOCUS_RAW names no folder with the raw tables")
def test_the_tables_of_the_bundled_figures_say_the_same(base: Dataset, tmp_path: Path) -> None:
    """Oracle: the importer of the bundled dataset, which reads them in another way."""
    folder = Path(RAW or "") / "indicators"
    names = (
        "wgi_2014-2019_long", "ti_cpi_timeseries_2012-2020", "freedom_house_fiw_editions_2017-2022",
        "wjp_rule_of_law_2013-2020", "open_budget_survey_2006-2023",
        "vdem_v15_core_wb_cliaretl_2012-2022", "vdem_demspaces_2012-2023",
        "wb_data360_governance_selection_2015-2022",
    )  # fmt: skip
    for name in names:
        shutil.copy(folder / f"{name}.csv", tmp_path)
    found = read_releases(sorted(tmp_path.glob("*.csv")), national_names(base))
    made = lay(base, CONFIGURATION, found, FEEDS)
    assert sum(one.compared for one in made.overlaps) > 1000
    assert all(one.different == 0 for one in made.overlaps)
    anew = lay(base, CONFIGURATION, found, FEEDS, years=(2019, 2020)).dataset
    told = [one for one in difference(base, anew) if one.table == "evidence"]
    assert not [one for one in told if one.column in ("value", "low", "high")]
