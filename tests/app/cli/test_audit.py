"""``focus audit`` on the small example; what it says is tested on the report."""

from reports.audit.steps import STEPS
from tests.app.cli.conftest import Focus


def test_every_step_is_told_of_one_kind(focus: Focus) -> None:
    ended = focus("audit", "--kind", "country", "--draws", "5")
    assert ended.status == 0
    assert all(title in ended.words for title in STEPS.values())
    assert "What was tested, and against what" in ended.words


def test_json_has_every_kind_and_the_same_seed_says_the_same(focus: Focus) -> None:
    first, again, other = (
        focus("audit", "--json", "--draws", "5", "--seed", seed).json for seed in ("1", "1", "2")
    )
    assert first == again
    assert set(first["kinds"]) == {"country", "commitment", "theme"}
    assert first["stand_ins-country"] == other["stand_ins-country"]
    assert {row["choice"] for row in first["scales-theme"]} == {"min-max", "z-score", "rank"}


def test_bad_options_are_told_together(focus: Focus) -> None:
    ended = focus("audit", "--kind", "planet", "--draws", "0", "--seed", "-1")
    assert ended.status == 2
    for option in ("--kind", "--draws", "--seed"):
        assert option in ended.err
