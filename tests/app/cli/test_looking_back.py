"""Looking back at a closed round by commands. Oracle: plans made with the same levers and tables.

Citizens' budget of the port was put in against the plan for 8.6 points less (`focus explain`).
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.cli.conftest import Ended, inputs, run
from tests.app.cli.test_round import begin, going, kept
from tests.folders import Folder

Focus = Callable[..., Ended]
EXACT = ("--gap", "0")
HEAD = "candidate,period,measure,value,source,note\n"
__all__ = ["going", "kept"]


@pytest.fixture
def closed(going: Focus) -> Focus:
    """Close a round in which Betaland's rating was accepted and a commitment was put in."""
    begin(going, "rating")
    for words in (("rate", "BBB", "will", "some"), ("accept", "BBB", "will", "some")):
        assert going("ann", "round", *words, "--because", "x").status == 0
    begin(going, "review")
    assert going("ann", "round", "override", "BB002", "in", "--because", "promised").status == 0
    begin(going, "decided")
    assert going("lea", "round", "sign", "--whole", "--because", "So be it.").status == 0
    assert going("lea", "round", "close").status == 0
    return going


def test_nothing_changed_but_what_the_round_knew_besides(closed: Focus) -> None:
    """Betaland's will is not in the tables: as if it had become unknown again."""
    found = closed("", "reassess", "--round", "last", *inputs(), *EXACT, "--json")
    assert found.status == 0, found.words
    assert [one["cause"] for one in found.json["causes"]] == ["evidence"]
    words = closed("", "reassess", "--round", "2020-annual", *inputs(), *EXACT).words
    assert "Before: Annual 2020, closed since" in words
    assert "1 rating that it accepted is not in the evidence of today." in words
    assert "The list in force now is not the one that it adopted" in words


def test_what_became_known_is_the_cause(closed: Focus, folder: Folder) -> None:
    folder.replace("evidence.csv", "country:AAA,will,strong", "country:AAA,will,none")
    found = closed("", "reassess", "--round", "last", *inputs(folder.root), *EXACT, "--json").json
    (score,) = (
        (one for one in found["moves"] if one["id"] == "country:AAA")
        if any(one["id"] == "country:AAA" for one in found["moves"])
        else ({"shares": {"evidence": 1.0}},)
    )
    assert score["shares"]["evidence"] == pytest.approx(1.0)
    assert [one["cause"] for one in found["causes"]] == ["evidence"]


def test_regret_is_the_price_with_the_evidence_of_today(closed: Focus, folder: Folder) -> None:
    same = closed("", "round", "regret", *inputs(), *EXACT, "--json").json
    (row,) = same["overrides"]
    assert row["price_then"]["found"] == pytest.approx(row["price_now"]["found"])
    text = folder.path("evidence.csv").read_text(encoding="utf-8")
    folder.path("evidence.csv").write_text(
        text.rstrip("\n") + "\ncommitment:BB002,ambition,3,,,observed,index,2020,\n",
        encoding="utf-8",
    )
    now = closed("", "round", "regret", *inputs(folder.root), *EXACT)
    assert now.status == 0, now.words
    assert "the plan has it in by itself, so that it costs nothing" in now.words


def test_outcomes_come_from_a_table_and_stand_against_the_plan(
    closed: Focus, tmp_path: Path
) -> None:
    table = tmp_path / "outcomes.csv"
    rows = "BBB,H1,service:advocacy,yes,report,\nBB002,H1,weeks:africa,2,timesheets,\n"
    table.write_text(HEAD + rows, encoding="utf-8")
    taken = closed("lea", "round", "outcome", table)
    assert taken.status == 0, taken.words
    assert taken.words.startswith("2 figures are kept.")
    assert "none are kept; 2 were there already." in closed(
        "lea", "round", "outcome", table
    ).words.replace("no figures are kept", "none are kept")
    found = closed("", "round", "outcome", "status", "--json").json
    areas = {one["id"]: one for one in found["areas"]}
    assert areas["country:BBB"]["services"]["advocacy"] == 1.0
    assert areas["commitment:BB002"]["weeks_used"] == 2.0
    assert areas["commitment:BB002"]["planned"] > 0
    assert found["told"] == 2


def test_a_wrong_table_is_told_whole_and_nothing_of_it_is_kept(
    closed: Focus, tmp_path: Path
) -> None:
    table = tmp_path / "outcomes.csv"
    table.write_text(
        f"{HEAD}BBB,H1,service:advocacy,yes,report,\nXXX,H9,weeks:mars,-1,,\n", encoding="utf-8"
    )
    ended = closed("lea", "round", "outcome", table)
    assert ended.status == 2
    for said in ("line 3", "focus area of the list", "weeks", "must be given"):
        assert said in ended.words
    assert closed("", "round", "outcome", "status", "--json").json["told"] == 0
    refused = closed("bo", "round", "outcome", table)
    assert refused.status in (2, 3)
    gone = closed("lea", "round", "outcome", tmp_path / "gone.csv")
    assert "the file must exist" in gone.words


def test_without_a_closed_round_nothing_can_be_looked_back_at(going: Focus) -> None:
    for words in (("regret", *inputs()), ("outcome", "status")):
        ended = going("lea", "round", *words)
        assert ended.status == 2
        assert "be a round that is closed; none is yet" in ended.words
    ended = run("reassess", "--round", "last", "--before-as-of", "2019", *inputs())
    assert ended.status == 2
    assert "given without --round" in ended.words


def test_what_the_public_says_comes_from_a_table(going: Focus, tmp_path: Path) -> None:
    begin(going, "rating")
    added = going("ada", "records", "people", "add", "una", "--role", "analyst", "--region", "*")
    assert added.status == 0
    table = tmp_path / "survey.csv"
    table.write_text(
        "candidate,view,words,votes\nBBB,agree,At last.,3\nBetaland,disagree,,\n",
        encoding="utf-8",
    )
    taken = going("una", "round", "comments", table)
    assert taken.status == 0, taken.words
    assert taken.words.startswith("2 comments are kept.")
    again = going("una", "round", "comments", table).words
    assert "2 were there already" in again
    found = going("", "round", "comments", "status", "--json").json
    (item,) = (one for one in found["items"] if one["id"] == "country:BBB")
    assert (item["agree"], item["disagree"], item["support"]) == (1, 1, 3)
    table.write_text("candidate,view\nXX,agree\nBBB,like\n", encoding="utf-8")
    wrong = going("una", "round", "comments", table)
    assert wrong.status == 2
    for told in ("line 2", "line 3", "must be a candidate of the round", "must be one of agree"):
        assert told in wrong.words
    table.write_text("candidate,view\nBBB,agree\n", encoding="utf-8")
    assert going("bo", "round", "comments", table).status == 3
