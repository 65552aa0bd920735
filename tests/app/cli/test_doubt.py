"""``focus doubt`` on the small example."""

from tests.app.cli.conftest import Focus


def test_it_is_said_in_focus_areas(focus: Focus) -> None:
    ended = focus("doubt", "--draws", "10", "--workers", "1")
    assert ended.status == 0
    assert "would change" in ended.words
    assert "looking again at the very same changes 0" in ended.words
    assert "10 rows of five lists each" in ended.words


def test_the_same_for_programs(focus: Focus) -> None:
    words = ("doubt", "--draws", "10", "--workers", "1", "--json")
    found = focus(*words).json
    assert [one["group"] for one in found["doubt"]] == ["weights", "evidence", "search"]
    assert (found["rows"], found["asked"]) == (10, 10)
    assert found == focus(*words).json
    assert all(0 <= one["inside"] <= 1 for one in found["doubtful"])


def test_wrong_options_are_told_together(focus: Focus) -> None:
    ended = focus("doubt", "--draws", "0", "--weights", "planets", "--seed", "-1", "--workers", "0")
    assert ended.status == 2
    for option in ("--draws", "--weights", "--seed", "--workers"):
        assert option in ended.words


def test_without_a_plan_that_is_told(focus: Focus) -> None:
    ended = focus("doubt", "--draws", "2", "--in", "AAA", "--capacity", "europe=0")
    assert ended.status == 1
    assert "no plan" in ended.words.lower()
