"""Figures with a range: read, refused, carried along by levers, and written back."""

from pathlib import Path

import pytest

from config.change import changed
from config.load import load_configuration
from config.ranges import Range
from config.services import Service
from config.write import texts
from tests.folders import Folder, one

WEEKS = "{label: Europe team, weeks: 20"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder.copy(tmp_path)
    made.replace(
        "capacity.yaml", WEEKS, "{label: Europe team, weeks: {value: 20, low: 15, high: 30}"
    )
    made.replace(
        "services.yaml",
        "unlocks: {country: 0.5, commitment: 0.6, theme: 0.4}",
        "unlocks: {country: {value: 0.5, low: 0.4, high: 0.6}, commitment: 0.6, theme: 0.4}",
    )
    return made


def test_a_range_stands_beside_its_figure(folder: Folder) -> None:
    found = load_configuration(folder.root / "configuration")
    team = found.capacity.teams["europe"]
    assert team.weeks == 20
    assert team.ranges == {"weeks": Range(value=20, low=15, high=30)}
    service = found.services.services["technical_support"]
    assert service.unlocks["country"] == 0.5
    assert service.ranges["unlocks.country"].low == 0.4


def test_plans_count_with_the_figure(folder: Folder, small_configuration_folder: Path) -> None:
    given = load_configuration(small_configuration_folder)
    found = load_configuration(folder.root / "configuration")
    assert "ranges" not in given.model_dump_json()
    assert found.capacity.teams["europe"].but(ranges={}) == given.capacity.teams["europe"]


def test_what_is_no_range_is_refused_by_name(folder: Folder) -> None:
    folder.replace("capacity.yaml", "low: 15, high: 30", "low: 21, high: 30")
    problem = one(folder.configuration_problems())
    assert "weeks must lie between its low and its high" in problem.must
    assert "20 does not lie in 21 to 30" in problem.do
    assert problem.row == 4


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{low: 15, high: 30}", "weeks must have a value"),
        ("{value: 20, low: 15, most: 30}", "value, low and high only, not most"),
        ("{value: 20, low: few, high: 30}", "a number as its low"),
        ("{value: 20, low: -1, high: 30}", "must lie within 0 and 1e+06"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, written: str, said: str) -> None:
    folder = Folder.copy(tmp_path)
    folder.replace("capacity.yaml", WEEKS, f"{{label: Europe team, weeks: {written}")
    assert said in one(folder.configuration_problems()).must


def test_a_share_must_stay_a_share(tmp_path: Path) -> None:
    folder = Folder.copy(tmp_path)
    folder.replace(
        "capacity.yaml", "universal_share: 0.4", "universal_share: {value: 0.4, high: 1.2}"
    )
    assert "within 0 and 1" in one(folder.configuration_problems()).must


def test_a_range_goes_along_with_a_lever(folder: Folder) -> None:
    """Ten of twenty weeks: half of everything, 7.5 to 15."""
    found = load_configuration(folder.root / "configuration")
    half = changed(found, {"capacity.teams.europe.weeks": 10})
    figures = {path: given for path, _, given in half.capacity.teams["europe"].figures()}
    assert figures == {"weeks": Range(value=10, low=7.5, high=15), "universal_share": None}


def test_ranges_are_written_back(folder: Folder, tmp_path: Path) -> None:
    found = load_configuration(folder.root / "configuration")
    again = tmp_path / "again"
    again.mkdir()
    for file, text in texts(found).items():
        (again / file).write_text(text, encoding="utf-8")
    assert load_configuration(again).but(content_hash="") == found.but(content_hash="")


def test_kinds_and_teams_may_be_called_low_and_high() -> None:
    """What stands below a heading decides: a kind's own figure may have a range all the same."""
    service = Service.model_validate(
        {
            "label": "Help",
            "unlocks": {"low": 0.5, "high": {"value": 0.4, "low": 0.1, "high": 0.6}, "value": 1},
            "staff": {"low": {"high": 3, "value": {"value": 2, "high": 4}}},
            "money": {"high": 10},
        }
    )
    assert service.unlocks == {"low": 0.5, "high": 0.4, "value": 1}
    assert service.staff == {"low": {"high": 3, "value": 2}}
    assert service.money == {"high": 10}
    assert service.ranges == {
        "unlocks.high": Range(value=0.4, low=0.1, high=0.6),
        "staff.low.value": Range(value=2, low=2, high=4),
    }
