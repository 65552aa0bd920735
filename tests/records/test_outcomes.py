"""Outcomes of a list, from a table and back. Oracle: tables and mistakes written by hand."""

from pathlib import Path

import pytest

from config.problems import InputError
from optimizer.study import Study
from questions.answer import Answer
from questions.plan import Planned
from records import against_plan, hindsight, outcomes
from records.outcomes import Outcome
from records.permissions import RefusedError
from tests.rounds import AA1, AAA, BB1, BB2, BBB, OWNERSHIP, Played

HEAD = "candidate,period,measure,value,source,note\n"
TABLE = f"""{HEAD}\
{AAA},H1,service:peer_exchange,yes,report,
{BBB},H1,service:peer_exchange,0.5,report,half of it
Betaland,H1,weeks:africa,4.5,timesheets,
{BBB},H1,usd:core,1000,ledger,
{BBB},2021,will,strong,survey,=cmd
{BBB},2021,participation,0.8,survey,
"""


@pytest.fixture
def played(tmp_path: Path, small_study: Study, recommended: Answer[Planned]) -> Played:
    return Played(tmp_path / "records.sqlite3", small_study, recommended)


def read(study: Study, text: str, listed: tuple[str, ...] = (AAA, BBB)) -> tuple[Outcome, ...]:
    return outcomes.read("outcomes.csv", text.encode(), study, listed)


def test_a_table_is_read_row_by_row(small_study: Study) -> None:
    found = read(small_study, TABLE)
    assert [(one.candidate, one.measure, one.value) for one in found] == [
        (AAA, "service:peer_exchange", 1.0), (BBB, "service:peer_exchange", 0.5),
        (BBB, "weeks:africa", 4.5), (BBB, "usd:core", 1000.0), (BBB, "will", "strong"),
        (BBB, "participation", 0.8),
    ]  # fmt: skip
    assert [one.words for one in found][1::3] == ["half of it", "=cmd"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"{BB1},H1,service:peer_exchange,1,x,", "a focus area of the list"),
        (f"{BBB},H9,service:peer_exchange,1,x,", "must be a half-year of the round: H1"),
        (f"{BBB},H1,service:dancing,1,x,", "must name one of"),
        (f"{BBB},H1,weeks:mars,1,x,", "must name one of"),
        (f"{BBB},H1,cost:core,1,x,", "must be service:ID, weeks:TEAM, usd:FUND"),
        (f"{BBB},H1,dancing,1,x,", "or a measure of the configuration"),
        (f"{BBB},H1,service:peer_exchange,2,x,", "the share that was delivered, 0 to 1"),
        (f"{BBB},H1,service:peer_exchange,maybe,x,", "yes, no, or the share"),
        (f"{BBB},H1,weeks:africa,-1,x,", "must be a number from 0"),
        (f'{BBB},H1,weeks:africa,"1,5",x,', "value: must be a number"),
        (f"{BBB},2021,will,mighty,x,", "must be a level"),
        (f"{BBB},2021,participation,8,x,", "must lie on its scale"),
        (f"{BBB},H1,weeks:africa,1,,", "source: must be given"),
        (f"{BBB},H1,weeks:africa,1,x,\n{BBB},H1,weeks:africa,2,x,", "no two rows"),
        (f"{BBB},H1", "as many cells as the header"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(small_study: Study, row: str, said: str) -> None:
    with pytest.raises(InputError) as found:
        read(small_study, f"{HEAD}{row}\n")
    assert said in str(found.value)
    assert all(one.row is not None for one in found.value.problems)


def test_every_problem_is_told_at_once(small_study: Study) -> None:
    rows = f"{BB1},H1,weeks:mars,-1,x,\n{BBB},H1,weeks:africa,x,x,\nXX,H1,will,strong,x,\n"
    with pytest.raises(InputError) as found:
        read(small_study, HEAD + rows)
    assert {one.row for one in found.value.problems} == {2, 3, 4}
    with pytest.raises(InputError, match="the column must be there"):
        read(small_study, "candidate,period\n")


def test_what_is_kept_is_kept_once_and_whole_or_not_at_all(
    played: Played, small_study: Study
) -> None:
    played.move("review")
    found = read(small_study, TABLE)
    with pytest.raises(RefusedError):
        outcomes.record_all(played.records, "lea", played.round, small_study, found)
    closed = played.close()

    def keep(what: tuple[Outcome, ...]) -> int:
        return outcomes.record_all(played.records, "lea", closed, small_study, what)

    assert keep(found) == len(found)
    assert keep(found) == 0
    assert keep((found[0].but(value=0.0),)) == 1
    with pytest.raises(RefusedError):
        outcomes.record_all(played.records, "bo", closed, small_study, found)
    with pytest.raises(InputError):
        keep((found[0].but(value=1.0), found[1].but(candidate="country:ZZZ")))
    with played.records.reading() as connection:
        kept = outcomes.outcomes(connection, closed)
    assert len(kept) == len(found)
    assert {one.value for one in kept if one.candidate == AAA} == {0.0}


def test_what_was_planned_is_that_of_the_plan_and_of_who_was_put_in(played: Played) -> None:
    played.move("review")
    played.depart(BB2, "in", "promised")
    played.depart(AAA, "out", "no mandate")
    played.close()
    with played.records.reading() as connection:
        found = against_plan.against_plan(connection, played.view)
    assert set(found.listed) == {BBB, AA1, BB1, BB2, OWNERSHIP}
    assert found.unplanned == ()
    assert {line.id for line in found.lines} == set(found.listed)
    planned = {line.id: line for line in played.view.recommended.plan.focus}
    assert all(line == planned[line.id] for line in found.lines if line.id in planned)


def test_ratings_of_a_round_are_still_known_in_hindsight(
    played: Played, small_study: Study
) -> None:
    """Betaland has no evidence on political will; the panel said strong, later evidence none."""
    played.move("rating")
    played.rate("ann", BBB, "strong")
    played.accept(BBB, "strong")
    seen = hindsight.study_in_hindsight(played.view, small_study)
    (row,) = (one for one in seen.dataset.evidence if (one.candidate, one.measure) == (BBB, "will"))
    assert (row.value, row.source) == ("strong", "round-2020-annual")
    coded = row.but(value="none", source=small_study.dataset.sources[0].id)
    later = Study(
        small_study.dataset.but(evidence=(*small_study.dataset.evidence, coded)),
        small_study.configuration,
    )
    now = hindsight.study_in_hindsight(played.view, later)
    assert [one.value for one in now.dataset.evidence if one.measure == "will"].count("none") >= 1
    assert coded in now.dataset.evidence
    assert hindsight.regret(played.view) is None
