"""``focus choose`` on the small example; what it says is tested on the report."""

import pytest
from typer.testing import CliRunner

import app.cli.reading
from app.cli import choosing
from app.cli.application import app as commands
from optimizer.study import Study
from tests.app.cli.conftest import Focus
from tests.questions.test_trade_offs import many_countries


def test_it_tells_weights_and_whether_the_plan_is_settled(focus: Focus) -> None:
    ended = focus("choose", "--kind", "country")
    assert ended.status == 0
    assert "Before anything is said the plan is" in ended.words
    assert "The weights that fit" in ended.words


def test_answers_cut_the_weights(focus: Focus) -> None:
    said = "AAA over BBB on civil_society/partner_ecosystem"
    one, other = (
        focus("choose", "--kind", "country", "--json", *words).json
        for words in ((), ("--answer", said))
    )
    before, after = ({row["criterion"]: row for row in found["fitting"]} for found in (one, other))
    if other["contradicted"]:
        pytest.fail("one answer cannot contradict")
    assert before["civil_society"]["range"] == [0, 1]
    assert after["civil_society"]["weight"] != before["civil_society"]["weight"]
    assert other["answers"][0]["typed"].endswith("on civil_society/partner_ecosystem")


def test_bad_answers_are_told_together(focus: Focus) -> None:
    ended = focus("choose", "--answer", "AAA beats BBB", "--answer", "this", "--seed", "-1")
    assert ended.status == 2
    assert ended.err.count("must read FIRST over SECOND") == 2
    assert "--seed" in ended.err
    unknown = focus("choose", "--kind", "country", "--answer", "AAA over ZZZ on a/b")
    assert unknown.status == 2
    assert "ZZZ" in unknown.err


def test_in_a_terminal_it_goes_on_asking(
    monkeypatch: pytest.MonkeyPatch, small_study: Study
) -> None:
    """What cannot be an answer is asked again; q ends it with what follows so far."""
    many = many_countries(small_study)
    monkeypatch.setattr(app.cli.reading, "open_study", lambda *_, **__: many)
    monkeypatch.setattr(choosing, "_somebody_there", lambda: True)
    ended = CliRunner().invoke(commands, ["choose", "--kind", "country"], input="x\n1\nq\n")
    assert ended.exit_code == 0
    assert ended.stdout.count("=  about the same") == 2
    assert ended.stdout.count("Your answer:") == 3
    assert "After 1 answer the plan is" in " ".join(ended.stdout.split())
