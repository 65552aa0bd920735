"""Who leads what in a plan; the oracle is the example worked by hand in partner_examples."""

import pytest

from optimizer.partner_leads import leading
from optimizer.study import Study
from tests.optimizer.partner_examples import LENT, study
from tests.optimizer.solved import solve

KEN = "country:KEN"


def example(capacity: float | None) -> Study:
    """Return a study in which p can lead in Kenya, beside r whose service is not known."""
    made = study(("p", "KEN", 1.0, LENT), ("r", "KEN", 1.0, None), ("s", "GHA", 0.8, None))
    partners = tuple(
        partner.but(capacity=capacity) if partner.id == "partner:p" else partner
        for partner in made.dataset.partners
    )
    return Study(made.dataset.but(partners=partners), made.configuration)


def test_what_a_lead_saves_and_what_it_counts_twice() -> None:
    """Half of 4 weeks; of Kenya's 0.75 a quarter would go with p (0.75 − 0.5)."""
    made = example(2.0)
    problem = made.problem()
    found = leading(made, problem, solve(problem))
    (led,) = found.services
    assert (led.partner, led.candidate, led.service, led.period) == ("partner:p", KEN, LENT, "H1")
    assert led.weeks_saved == pytest.approx(2)
    assert [led.strength, led.share] == pytest.approx([0.75, 0.25])
    assert (led.inherited, led.why) == (False, "On record with this service here.")
    assert found.weeks_saved == pytest.approx(2)
    assert found.partners == ("partner:p",)
    assert found.assumed == ()


def test_a_capacity_that_is_not_on_record_is_said_to_be_assumed() -> None:
    made = example(None)
    problem = made.problem()
    found = leading(made, problem, solve(problem))
    assert found.assumed == ("partner:p",)
    assert found.assumed_capacity == 1


def test_a_partner_known_to_have_no_capacity_leads_nothing() -> None:
    made = example(0.0)
    problem = made.problem()
    found = leading(made, problem, solve(problem))
    assert (found.services, found.weeks_saved, found.partners) == ((), 0, ())


def test_the_weeks_saved_are_those_of_the_plan() -> None:
    made = example(1.0)
    problem = made.problem()
    plan = solve(problem)
    assert leading(made, problem, plan).weeks_saved == pytest.approx(
        sum(line.weeks_saved for line in plan.focus)
    )
