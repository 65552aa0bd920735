"""``--as-of`` on every command: what is later is left out and told."""

import pytest
import typer

from app.cli.application import app
from tests.app.cli.conftest import Focus
from tests.folders import Folder

EXACT = ("--gap", "0")


def test_every_command_has_it() -> None:
    """Every command that is asked of a dataset has both; `import` lays exports over a whole one."""
    group = typer.main.get_group(app)
    for name, command in group.commands.items():
        options = {option for one in command.params for option in one.opts}
        if "--data" in options and name != "import":
            assert options >= {"--as-of", "--evidence"}, name


@pytest.mark.parametrize("command", [("check",), ("rank",), ("plan", *EXACT)])
def test_what_names_no_day_is_refused(focus: Focus, command: tuple[str, ...]) -> None:
    ended = focus(*command, "--as-of", "2019-6")
    assert ended.status == 2
    assert "--as-of" in ended.words
    assert "must be a year, a month or a day that exists, or all (found '2019-6')" in ended.words


@pytest.mark.parametrize("command", [("rank",), ("plan", *EXACT), ("explain", "AAA", *EXACT)])
def test_reports_say_up_to_when(focus: Focus, command: tuple[str, ...]) -> None:
    assert "What was known by 31 December 2017 counts:" in focus(*command, "--as-of", "2017").words
    assert "As of" not in focus(*command, "--as-of", "all").words


def test_the_answer_is_that_of_the_tables_without_what_is_later(
    spoilt: Focus, folder: Folder
) -> None:
    """Oracle: the same tables with the later rows, dated 2019 without a month, deleted."""
    text = folder.path("evidence.csv").read_text(encoding="utf-8").splitlines()
    kept = [row for row in text[1:] if ",2019-11," in row]
    assert len(kept) == 6
    early = spoilt("plan", *EXACT, "--as-of", "2019-11", "--json").json
    folder.path("evidence.csv").write_text("\n".join([text[0], *kept, ""]), encoding="utf-8")
    by_hand = spoilt("plan", *EXACT, "--json").json
    assert early["focus"] == by_hand["focus"]
    assert early["value"] == by_hand["value"]
    assert early["inputs"]["dataset"] == by_hand["inputs"]["dataset"]
    assert (early["inputs"]["as_of"], by_hand["inputs"]["as_of"]) == ("2019-11-30", "")


def test_what_has_become_known_since(focus: Focus) -> None:
    told = focus("reassess", "--before-as-of", "2017", *EXACT).words
    assert "Different: new evidence" in told
    same = focus("reassess", "--before-as-of", "2999", *EXACT).words
    assert "Nothing differs between the two rounds" in same
    wrong = focus("reassess", "--before-as-of", "June", *EXACT)
    assert wrong.status == 2
    assert "--before-as-of" in wrong.words
