"""A closed round on the page Reassess, without a browser.

Oracle: the round as it was played, worked out by hand; the price of `focus explain` (8.6 points).
"""

from pathlib import Path

import pytest

from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from questions.shares import SharesQuestion
from records import answers, decisions, outcomes, people, rounds
from records.database import RECORDS
from records.decisions import Signature
from records.rounds import Opening
from records.sign_in import PERSON
from tests.app.cli.conftest import run
from tests.app.web.screens.conftest import Opener, until, words
from tests.rounds import BB2, BBB, Played

pytestmark = pytest.mark.usefixtures("small_app")


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_study: Study) -> Played:
    """Close a round in which a commitment was put in; let the app act for one person."""
    file = tmp_path / "records.sqlite3"
    found = Played(file, small_study, ask(small_study, PlanQuestion()))
    found.move("review")
    found.depart(BB2, "in", "promised *in* 2019")
    found.close()
    people.single(found.records, "Ada")
    monkeypatch.setenv(RECORDS, str(file))
    monkeypatch.setenv(PERSON, "Ada")
    return found


@pytest.mark.usefixtures("closed")
def test_a_closed_round_is_chosen_and_what_it_cost_is_told(opened: Opener) -> None:
    page = opened("reassess")
    assert page.selectbox(key="since-round").options == [
        "Annual round 2020", "Files, or the same tables",
    ]  # fmt: skip
    said = until(page, "Did its list lead to results?")
    assert "was put in against the plan, for 8.6 points (proven): “promised *in* 2019”" in said
    assert "Nothing is told yet of what became of the list of Annual round 2020." in said
    assert "Nothing differs between that round and what there is now." in said
    page.toggle(key="regret:2020-annual").set_value(True).run()
    said = until(page, "with today's evidence it costs 8.6 points")
    assert "the list in force then" in said
    page.selectbox(key="since-round").set_value("").run()
    assert not page.exception
    assert "Did its list lead to results?" not in words(page)


def test_a_table_of_outcomes_is_kept_and_told_against_the_plan(
    opened: Opener, closed: Played
) -> None:
    page = opened("reassess")
    until(page, "Did its list lead to results?")
    upload = next(one for one in page.file_uploader if "outcomes" in str(one.key))
    head = "candidate,period,measure,value,source\n"
    upload.upload("wrong.csv", f"{head}{BBB},H9,service:advocacy,2,report\n".encode(), "text/csv")
    page.run()
    said = words(page)
    assert "Nothing of the table can be kept as it is" in said
    assert "must be a half-year of the round: H1" in said
    upload = next(one for one in page.file_uploader if "outcomes" in str(one.key))
    upload.set_value(
        ("o.csv", f"{head}{BBB},H1,service:advocacy,yes,report\n".encode(), "text/csv")
    )
    page.run()
    page.button(key="keep:2020-annual/outcomes").click().run()
    assert not page.exception
    assert "1 figure is kept." in words(page)
    assert "1 was delivered and none not" in words(page)
    with closed.records.reading() as connection:
        (kept,) = outcomes.outcomes(connection, closed.round)
    assert (kept.candidate, kept.value, kept.by) == (BBB, 1.0, people.SINGLE)


def test_whether_shares_of_closed_rounds_held(opened: Opener, closed: Played) -> None:
    """A second round adopts Betaland alone. Oracle: the command on the same records."""
    first = closed.view
    answer = ask(first.rated, SharesQuestion(draws=20))
    answers.keep_alone(closed.records, "lea", first.round.id, first.rated, answer)
    opening = Opening(id="2021-annual", title="Annual *round* 2021")
    rounds.open_round(
        closed.records, "lea", opening, closed.study, ask(closed.study, PlanQuestion())
    )
    for state in ("rating", "review", "decided"):
        rounds.advance(closed.records, "lea", opening.id, state)
    with closed.records.reading() as connection:
        going = rounds.round_of(connection)
    signed = Signature(region="", ids=(BBB,), words="So be it.")
    decisions.sign(closed.records, "lea", going, closed.study, signed)
    assert "Did earlier shares hold?" in words(opened("reassess"))
    rounds.advance(closed.records, "lea", opening.id, "closed")
    page = opened("reassess")
    told = run("learn", "--stated", "rounds", "--json").json
    assert told["again_areas"] == len(answer.result.shares)
    assert "Records, in order: Annual round 2020 and Annual *round* 2021." in words(page)
    assert told["answer"] in words(page)
    page.multiselect(key="stated-rounds").set_value(["2021-annual"]).run()
    assert not page.exception
    assert "Records, in order" not in words(page)


@pytest.mark.usefixtures("closed")
def test_whom_nobody_knows_sees_files_only(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PERSON)
    page = opened("reassess")
    assert "Did its list lead to results?" not in words(page)
    assert all(one.key != "since-round" for one in page.selectbox)
