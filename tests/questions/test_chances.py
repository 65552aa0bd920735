"""What foresaw results. Oracles: the parts asked alone, and the day of the study."""

import pytest

from data.chances.estimate import estimate, known_by
from data.chances.history import History, bundled_history, history, read_history
from optimizer.study import Study
from questions.asking import ask
from questions.chances import Chances, ChancesQuestion
from scoring.foresight import foresight, foretold


@pytest.fixture(scope="module")
def earlier() -> History:
    """The bundled table without the outcome that has many cases."""
    found = read_history(bundled_history())
    rows = [
        {
            **case.levels, "commitment": case.commitment, "member": case.member,
            "submitted": case.submitted, "assessed": case.assessed,
            **(
                {"strong_results": "yes" if case.came["strong_results"] else "no",
                 "strong_results_in": case.known["strong_results"]}
                if "strong_results" in case.came else {}
            ),
        }
        for case in found.cases
    ]  # fmt: skip
    return history(rows, found.beforehand)


@pytest.fixture(scope="module")
def found(bundled_study: Study, earlier: History) -> Chances:
    return ask(bundled_study, ChancesQuestion.over(earlier)).result


def test_it_is_what_was_reported_before_the_cycle(found: Chances, earlier: History) -> None:
    """The cycle is of 2020: reports to 2019 count, those after are held against them."""
    assert found.by == "2019"
    assert found.too_few == ("completed",)
    (one,) = found.outcomes
    assert (one.outcome, one.reported, one.came) == ("strong_results", 176, 33)
    cases = known_by(earlier, "strong_results", "2019")
    made = estimate(cases, "strong_results", earlier.beforehand, earlier.references)
    assert made is not None
    assert one.influences == tuple(made.influences())
    assert one.held_out == foresight(foretold(earlier, "strong_results", "0000", "2019"))
    assert one.since == foresight(foretold(earlier, "strong_results", "2020", "9999"))


def test_the_year_can_be_another(bundled_study: Study, earlier: History) -> None:
    found = ask(bundled_study, ChancesQuestion.over(earlier, by="2022")).result
    assert found.by == "2022"
    assert found.outcomes[0].reported == len(known_by(earlier, "strong_results", "2022"))


def test_another_table_is_another_question(bundled_study: Study, earlier: History) -> None:
    """And a changed copy of a question is about the same table."""
    question = ChancesQuestion.over(earlier)
    fewer = history([], earlier.beforehand)
    assert question.key(bundled_study) != ChancesQuestion.over(fewer).key(bundled_study)
    changed = question.but(by="2022")
    assert changed.key(bundled_study) == ChancesQuestion.over(earlier, by="2022").key(bundled_study)
    assert ask(bundled_study, ChancesQuestion.over(fewer).but(by="2022")).result.outcomes == ()
