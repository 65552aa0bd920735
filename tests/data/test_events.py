"""The calendar of events. Oracles: rows written by hand, and a hash taken before it was there."""

from pathlib import Path

import pytest

from config.configuration import Configuration
from data.dataset import Dataset, Event, Window
from data.difference import RowDifference, difference
from data.load import load_dataset
from data.write import write_dataset
from tests.folders import SMALL, Folder

HEADER = "candidate,event,name,period,opens,place,source"
WEEK = "country:AAA,week,Week of action,H1,yes,Alphaland,staff"
BEFORE = "0e06c8a79764145df61a894205171ee5b98e49857a827da21cc1c1c2ced8a341"
"""Hash of the small example as it was when there was no table of events."""


def with_events(folder: Folder, *lines: str) -> Folder:
    folder.path("events.csv").write_text("\n".join((HEADER, *lines)) + "\n")
    return folder


def test_an_event_is_read_and_written_again(
    folder: Folder, tmp_path: Path, small_configuration: Configuration
) -> None:
    """A blank under opens is no; a blank period is not on record."""
    with_events(folder, WEEK, "theme:ownership,summit,Summit,,,,")
    dataset = load_dataset(folder.root / "dataset", small_configuration)
    assert dataset.events == (
        Event(candidate="country:AAA", event="week", name="Week of action", period="H1",
              opens=True, place="Alphaland", source="staff"),
        Event(candidate="theme:ownership", event="summit", name="Summit"),
    )  # fmt: skip
    write_dataset(dataset, tmp_path / "written", small_configuration)
    back = load_dataset(tmp_path / "written", small_configuration)
    assert back.events == dataset.events
    assert back.content_hash == dataset.content_hash != BEFORE


def test_without_events_a_dataset_keeps_its_hash(folder: Folder) -> None:
    assert load_dataset(SMALL / "dataset").content_hash == BEFORE
    assert load_dataset(with_events(folder).root / "dataset").content_hash == BEFORE


@pytest.mark.parametrize(
    ("line", "column", "must"),
    [
        ("country:ZZZ,week,Week of action,H1,,Alphaland,", "candidate",
         "must be an id of candidates.csv"),
        ("country:BBB,week,Week of action,H1,,Alphaland,hearsay", "source",
         "must be an id of sources.csv"),
        ("country:BBB,week,Week of action,H9,,Alphaland,", "period",
         "must be a period of capacity.yaml, or blank"),
        ("country:BBB,week,Week of action,H1,perhaps,Alphaland,", "opens",
         "must be one of yes, no"),
        ("country:BBB,week,Other week,H1,,Alphaland,", "name",
         "all rows of an event must have the same name"),
        ("country:BBB,week,Week of action,H1,,Betaland,", "place",
         "all rows of an event must have the same place"),
        ("country:BBB,week,Week of action,,yes,Alphaland,", "period",
         "an event that a candidate is made at must have a period"),
        ("country:AAA,week,Week of action,H1,,Alphaland,", "candidate, event, period",
         "candidate, event, period must together stand once in the table"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_told(folder: Folder, line: str, column: str, must: str) -> None:
    problems = with_events(folder, WEEK, line).dataset_problems()
    assert [(one.file, one.row, one.column, one.must) for one in problems] == [
        ("events.csv", 3, column, must)
    ]


def test_an_event_opens_its_half_year(small_dataset: Dataset) -> None:
    """Beside windows; an event that only serves, and one without a date, open and close nothing."""
    dataset = small_dataset.but(
        windows=(Window(candidate="country:AAA", period="H3"),),
        events=(
            Event(candidate="country:AAA", event="a", name="A", period="H1", opens=True),
            Event(candidate="country:AAA", event="b", name="B", period="H1", opens=True),
            Event(candidate="country:BBB", event="a", name="A", period="H1"),
            Event(candidate="theme:ownership", event="c", name="C"),
            Event(candidate="commitment:AA001", event="a", name="A", period="H2", opens=True),
        ),
    )
    assert dataset.open_periods == {"country:AAA": ("H3", "H1"), "commitment:AA001": ("H2",)}


def test_what_differs(small_dataset: Dataset) -> None:
    event = Event(candidate="country:AAA", event="a", name="A", period="H1")
    (found,) = difference(small_dataset, small_dataset.but(events=(event,)))
    assert found == RowDifference(table="events", key=("country:AAA", "a", "H1"), what="new")
    assert found.candidate == "country:AAA"
