"""``--cycle``: another bundled set, its own folders, and folders that go before them."""

import pytest

from data.cycles import CYCLES, CycleId
from tests.app.cli.conftest import Focus, run
from tests.folders import SMALL

STRATEGY = CYCLES[CycleId.STRATEGY_2023]


def test_it_is_that_set() -> None:
    """Oracle: the same folders, named."""
    folders = ("--data", STRATEGY.data, "--config", STRATEGY.config)
    asked = ("rank", "--kind", "country", "--json")
    ended = run(*asked, "--cycle", "strategy-2023")
    assert ended.status == 0
    assert ended.json == run(*asked, *folders).json
    assert ended.json != run(*asked).json


def test_folders_go_before_it(focus: Focus) -> None:
    without = focus("rank", "--json").json
    assert focus("rank", "--cycle", "strategy-2023", "--json").json == without
    config = SMALL / "configuration"
    mixed = run("check", "--cycle", "strategy-2023", "--config", config)
    assert mixed.status == 2


def test_an_unknown_cycle_is_told() -> None:
    ended = run("plan", "--cycle", "2019")
    assert ended.status == 2
    assert (
        "Invalid value for '--cycle': '2019' is not one of '2020', 'strategy-2023'" in ended.words
    )


@pytest.mark.parametrize(
    ("command", "told"), [("check", "47 thematic priorities"), ("partners", "31 partners")]
)
def test_commands_speak_its_words(command: str, told: str) -> None:
    ended = run(command, "--cycle", "strategy-2023")
    assert ended.status == 0
    assert told in ended.words
