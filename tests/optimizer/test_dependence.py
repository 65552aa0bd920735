"""What a plan loses with a partner; oracles are plans worked by hand, and exact solves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.problems import InputError
from optimizer.dependence import most_important, partner_loss, partner_losses, without_partner
from optimizer.stop import Stop
from optimizer.study import Study
from tests.factories import cases
from tests.optimizer.partner_examples import GIVEN, LENT, study
from tests.optimizer.solved import solve

KEN, GHA = "country:KEN", "country:GHA"
P = "partner:p"
TWO = study(("p", "KEN", 1.0, LENT), ("r", "KEN", 1.0, None), ("s", "GHA", 0.8, None))
"""V is 0.75 for Kenya and 0.4 for Ghana; p leads in Kenya.

The best plan: both services in Kenya (2 + 2 weeks), technical support in Ghana (4): 75 + 24 = 99.
Without p: V of Kenya 0.5, and 2 weeks short. Best of what is left: technical support in both
(4 + 4): 30 + 24 = 54.
"""


def test_worth_less_and_costs_more_by_hand() -> None:
    plan = solve(TWO.problem())
    assert plan.value == pytest.approx(99)
    loss = partner_loss(TWO, plan, P)
    assert loss.leads == ((KEN, LENT, "H1"),)
    assert loss.weeks_saved == pytest.approx(2)
    assert loss.weeks_short == pytest.approx({"core": 2})
    assert loss.falls == pytest.approx({KEN: 25})
    assert loss.worth_less == pytest.approx(25)  # (0.75 − 0.5) · 100 · 1.0
    assert loss.costs_more == pytest.approx(20)  # exchange in Kenya: 0.5 · 100 · 0.4
    assert loss.at_most == pytest.approx(45)
    assert loss.kept is not None
    assert loss.kept.decisions.services == {(KEN, LENT, "H1"), (GHA, LENT, "H1")}
    assert loss.kept.value == pytest.approx(54)


def test_a_partner_that_leads_nothing_costs_strength_only() -> None:
    """Without r Kenya's V is 0.5 and all services stay: 50 + 24."""
    loss = partner_loss(TWO, solve(TWO.problem()), "partner:r")
    assert (loss.leads, loss.weeks_saved, loss.weeks_short) == ((), 0, {})
    assert loss.worth_less == pytest.approx(25)
    assert loss.costs_more == pytest.approx(0)


def test_the_only_partner_leaves_its_country_alone() -> None:
    loss = partner_loss(TWO, solve(TWO.problem()), "partner:s")
    assert loss.alone == (GHA,)
    assert loss.worth_less == pytest.approx(24)


def test_the_greatest_loss_comes_first() -> None:
    plan = solve(TWO.problem())
    losses = partner_losses(TWO, plan, ("partner:s", "partner:r", P))
    assert [loss.partner for loss in losses] == [P, "partner:r", "partner:s"]


def test_a_stop_leaves_the_partners_not_looked_at_out() -> None:
    stop = Stop()
    stop.throw()
    assert partner_losses(TWO, solve(TWO.problem()), (P,), stop=stop) == ()


def test_progress_is_told_after_every_partner() -> None:
    told: list[tuple[int, int]] = []
    partner_losses(
        TWO,
        solve(TWO.problem()),
        (P, "partner:r"),
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(1, 2), (2, 2)]


def test_leaders_come_before_those_who_lend_strength_only() -> None:
    """P saves weeks; s takes 0.4 of strength with it, r 0.25."""
    assert most_important(TWO, solve(TWO.problem())) == (P, "partner:s", "partner:r")
    assert most_important(TWO, solve(TWO.problem()), 1) == (P,)


def test_without_a_partner_scores_and_leads_both_change() -> None:
    gone = without_partner(TWO, P)
    assert gone.leads == ()
    assert gone.scorecard().potential == pytest.approx({GHA: 0.4, KEN: 0.5})
    assert TWO.scorecard().potential == pytest.approx({GHA: 0.4, KEN: 0.75})


def test_an_unknown_partner_is_refused() -> None:
    with pytest.raises(InputError, match="the id must be one of the dataset"):
        partner_loss(TWO, solve(TWO.problem()), "partner:nobody")


def test_a_plan_that_gives_nothing_loses_nothing() -> None:
    """No staff, no plan worth anything: nothing hangs on anybody."""
    broke = Study(
        TWO.dataset,
        TWO.configuration.but(
            capacity=TWO.configuration.capacity.but(
                teams={"core": TWO.configuration.capacity.teams["core"].but(weeks=0)}
            )
        ),
    )
    loss = partner_loss(broke, solve(broke.problem()), P)
    assert loss.at_most == pytest.approx(0)
    assert GIVEN not in {service for _, service, _ in loss.leads}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_is_left_can_be_had_and_the_best_plan_loses_no_more(data: st.DataObject) -> None:
    """Exact solves: the best plan without the partner is worth what is left, or more."""
    configuration, dataset = data.draw(cases(most=4, periods=2))
    example = Study(dataset, configuration)
    plan = solve(example.problem())
    if not plan.found:
        return
    loss = partner_loss(example, plan, "partner:p0")
    best = solve(without_partner(example, "partner:p0").problem())
    if loss.at_most is not None:
        assert best.value is not None
        assert plan.value is not None
        assert plan.value - best.value <= loss.at_most + 1e-6
