"""What became of a list as a report. Oracle: figures added up by hand on the small example.

Planned are three services each for Alphaland and Betaland (advocacy, peer exchange, technical
support), and what the other focus areas get.
"""

from collections.abc import Callable

import pytest

from optimizer.study import Study
from records import against_plan, outcomes
from records.against_plan import AgainstPlan
from records.outcomes import Outcome
from reports.outcomes import recorded, report
from reports.report import Report
from reports.setting import Setting
from tests.hostile import ATTACKS
from tests.reports.faces import said_alike
from tests.rounds import AAA, BBB, Played


def outcome(candidate: str, measure: str, value: float | str, period: str = "H1") -> Outcome:
    return Outcome(
        candidate=candidate, period=period, measure=measure, value=value, source="report"
    )


TOLD = (
    outcome(AAA, "service:advocacy", 1.0),
    outcome(AAA, "service:peer_exchange", 0.5),
    outcome(AAA, "weeks:europe", 5.0),
    outcome(AAA, "usd:core", 9_000.0),
    outcome(BBB, "service:advocacy", 0.0),
    outcome(BBB, "will", "strong", "2021"),
)


@pytest.fixture
def told(play: Callable[..., Played], small_study: Study) -> Callable[..., Report]:
    found = play()
    found.close()

    def made(*said: Outcome) -> Report:
        outcomes.record_all(found.records, "lea", found.round, small_study, said)
        with found.records.reading() as connection:
            now = against_plan.against_plan(connection, found.view)
        return report(now, Setting(found.view.rated))

    return made


def planned(of: Report) -> int:
    return sum(row["planned"] for row in of.table("areas").rows)


def test_nothing_told_is_nothing_known(told: Callable[..., Report]) -> None:
    found = told()
    assert found.answer == ("Nothing is told yet of what became of the list of Annual round 2020.")
    rows = found.table("areas").rows
    assert {row["delivered"] for row in rows} == {None}
    assert all(row["untold"] == row["planned"] for row in rows)
    assert {row["weeks_used"] for row in rows} == {None}


def test_what_is_told_is_counted_against_what_was_planned(told: Callable[..., Report]) -> None:
    found = told(*TOLD)
    every = planned(found)
    assert found.answer == (
        f"Annual round 2020: of {every} services that were planned, 1.5 were delivered and 1.5 "
        f"not, and of {every - 3} nothing is told yet."
    )
    rows = {row["id"]: row for row in found.table("areas").rows}
    assert (rows[AAA]["delivered"], rows[AAA]["missed"]) == (1.5, 0.5)
    assert (rows[BBB]["delivered"], rows[BBB]["missed"], rows[BBB]["weeks_used"]) == (0, 1, None)
    line = next(one for one in rows if one == AAA)
    assert rows[line]["weeks_used"] == 5.0
    assert "None of what is told was delivered to Betaland." in found.text
    assert "1 result is coded, of 1 focus area." in found.text
    (result,) = found.table("results").rows
    assert (result["value"], result["before"], result["before_words"]) == (
        "strong", None, "not known",
    )  # fmt: skip


def test_weeks_and_money_are_compared_where_they_are_told(told: Callable[..., Report]) -> None:
    """Alphaland's core money of 10,000 was planned (peer exchange); 9,000 were used."""
    found = told(*TOLD)
    rows = {row["resource"]: row for row in found.table("resources").rows}
    assert rows["core"]["told"] == pytest.approx(10_000.0)
    assert rows["core"]["planned"] > 10_000.0
    assert rows["core"]["share"] == pytest.approx(0.9)
    assert (rows["africa"]["used"], rows["africa"]["share"]) == (None, None)
    assert "Where it is told, USD 9,000 were used of USD 10,000 planned (90 %)." in found.text


def test_what_was_given_besides_the_plan_is_counted_apart(told: Callable[..., Report]) -> None:
    found = told(outcome(BBB, "weeks:thematic", 2.0), outcome(BBB, "usd:trust", 500.0))
    assert "USD 500 were used where none were planned." in found.text


def test_all_faces_say_the_same(told: Callable[..., Report]) -> None:
    hostile = TOLD[-1].but(source=ATTACKS[4], words=ATTACKS[2])
    said_alike(told(*TOLD[:-1], hostile))


def test_without_services_there_is_nothing_to_deliver(
    play: Callable[..., Played], small_study: Study
) -> None:
    view = play().view
    found = report(AgainstPlan(view, (), (), TOLD[:1]), Setting(small_study))
    assert found.answer == "No service was planned for the list of Annual round 2020."


def test_how_many_figures_were_taken() -> None:
    assert recorded(2, TOLD[:2]) == "2 figures are kept."
    assert recorded(1, TOLD[:3]) == "1 figure is kept; 2 were there already."
