"""Earlier commitments as a table. Oracle: tables written by hand."""

from pathlib import Path

import pytest

from config.problems import InputError
from data.chances.history import bundled_history, read_history

HEAD = "commitment,member,submitted,assessed,completed,completed_in,ambition,coded,region\n"


def written(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "mine.csv"
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_table_is_read_and_cut_at_a_year(tmp_path: Path) -> None:
    rows = ("A1,Ghana,2014,2016,yes,2017,low,at the end,Africa",
            "A2,Ghana,2016-05,2018,no,2018,,half-way,Africa",
            "B1,Kenya,2018,,,,moderate,,Africa")  # fmt: skip
    found = read_history(written(tmp_path, *rows))
    assert found.beforehand == ("ambition", "coded", "region")
    first, second, third = found.cases
    assert (first.came, first.known) == ({"completed": True}, {"completed": "2017"})
    assert (second.came, second.submitted) == ({"completed": False}, "2016")
    assert third.came == {}
    at_the_end = {"coded": "at the end", "region": "Africa"}
    assert first.by("2015") == at_the_end
    assert first.by("2016") == {"ambition": "low", **at_the_end}
    assert third.by("2030") == at_the_end
    assert found.references["coded"] == "at the end"


def test_order_of_rows_makes_no_difference(tmp_path: Path) -> None:
    rows = ["A1,Ghana,2014,,yes,2017,low,,", "A2,Ghana,2014,,no,2017,low,,"]
    one = read_history(written(tmp_path, *rows))
    assert read_history(written(tmp_path, *reversed(rows))) == one
    other = read_history(written(tmp_path, rows[0], rows[1].replace("no", "yes")))
    assert other.content != one.content


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    levels = [f"C{place},Peru,2014,,,,level {place},," for place in range(13)]
    rows = ["A1,Ghana,2014,,maybe,2017,low,,", "A2,Ghana,2014,,no,,low,,",
            "A2,Ghana,14,,no,2017,low,,", *levels]  # fmt: skip
    with pytest.raises(InputError) as raised:
        read_history(written(tmp_path, *rows))
    told = {(one.row, one.column) for one in raised.value.problems}
    assert told == {
        (2, "completed"), (3, "completed_in"), (4, "submitted"), (4, "commitment"),
        (None, "ambition"),
    }  # fmt: skip


def test_a_table_without_a_column_that_is_needed(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="member"):
        read_history(written(tmp_path, "A1,2014", head="commitment,submitted\n"))
    with pytest.raises(InputError, match="must exist"):
        read_history(tmp_path / "none.csv")


def test_the_bundled_table() -> None:
    """Counted in the raw files, to 2019: 1,819 completed or not, 176 with results or not."""
    found = read_history(bundled_history())
    done = [one for one in found.cases if one.known.get("completed", "9999") <= "2019"]
    strong = [one for one in found.cases if one.known.get("strong_results", "9999") <= "2019"]
    assert (len(done), sum(one.came["completed"] for one in done)) == (1819, 969)
    assert (len(strong), sum(one.came["strong_results"] for one in strong)) == (176, 33)
