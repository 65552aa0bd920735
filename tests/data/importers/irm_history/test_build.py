"""Earlier commitments out of both databases. Oracles: rows made by hand; a rebuild."""

import os
from pathlib import Path

import pytest

from data.chances.history import bundled_history
from data.importers.irm_history import build as irm
from data.importers.ogp_2020.tables import read_rows
from tests.data.importers.ogp_2020.raw_folder import write_raw

RAW = os.environ.get("FOCUS_RAW")


def test_what_was_known_and_what_came(tmp_path: Path) -> None:
    """Armenia's commitment of the made-up export; Mexico's five of the database before."""
    rows = {row["commitment"]: row for row in irm.build(write_raw(tmp_path))}
    one = rows["AM0037"]
    assert (one["member"], one["submitted"], one["assessed"]) == ("country:ARM", "2018", "2019")
    assert (one["ambition"], one["plan"], one["region"]) == (
        "transformative", "later", "Asia and the Pacific",
    )  # fmt: skip
    assert (one["strong_results"], one["strong_results_in"]) == ("yes", "2021")
    assert one["anti_corruption"] == "yes"
    assert one["record"] == one["forum"] == irm.EARLIER
    mexico = [row for row in rows.values() if row["member"] == "country:MEX"]
    assert sorted(row["ambition"] for row in mexico) == [
        "", "low", "low", "moderate", "transformative",
    ]  # fmt: skip
    assert all("completed" not in row and row["participation"] == "yes" for row in mexico)


@pytest.mark.parametrize(
    ("until", "number", "told"),
    [
        ("2015", 3, irm.EARLIER),
        ("2016", 3, "half or more"),
        ("2018", 3, "under half"),
        ("2018", 2, "half or more"),
        ("2018", 1, irm.EARLIER),
    ],
)
def test_the_record_is_of_earlier_plans_and_of_reports_by_then(
    until: str, number: int, told: str
) -> None:
    """Plan 1: two of three completed, reported in 2016; plan 2: none of two, in 2018."""
    done = {
        "m": [(1, "2016", True), (1, "2016", True), (1, "2016", False), (2, "2018", False),
              (2, "2018", False)]
    }  # fmt: skip
    assert irm.record_before(done, "m", number, until) == told
    assert irm.record_before(done, "other", number, until) == irm.EARLIER


def test_the_forum_is_that_of_the_last_earlier_plan() -> None:
    forums = {"m": {1: False, 3: True}}
    before = [irm.forum_before(forums, "m", number) for number in (1, 2, 3, 4, 5)]
    assert before == [irm.EARLIER, "did not meet", "did not meet", "met", "met"]


@pytest.mark.parametrize(
    ("text", "number"), [("4.0999999999999996", "4.1"), ("10", "10"), ("4M3 ", "4m3")]
)
def test_numbers_as_spreadsheets_spoil_them(text: str, number: str) -> None:
    assert irm.number_of(text) == number


@pytest.mark.skipif(RAW is None, reason="FOCUS_RAW names no folder with the raw tables")
def test_the_same_table_comes_out() -> None:
    wanted = [
        {name: row.get(name, "") for name in irm.COLUMNS} for row in irm.build(Path(RAW or ""))
    ]
    assert [dict(row) for row in read_rows(bundled_history())] == wanted
