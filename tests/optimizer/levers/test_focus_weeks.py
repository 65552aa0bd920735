"""Weeks for focus areas, whatever gives. Oracle: w (1 − ρ) − U, by hand and put back together."""

import pytest

from config.configuration import Configuration
from config.problems import InputError
from optimizer.levers import configured, with_focus_weeks
from optimizer.levers.focus_weeks import Gives
from optimizer.study import BASELINE
from tests.optimizer.levers.scenarios import CONFIGURATION


def keeping(weeks: float) -> Configuration:
    """Return the small example, of whose Europe team (20 weeks, half a share) more are kept."""
    capacity = CONFIGURATION.capacity
    team = capacity.teams["europe"].but(universal_weeks=weeks)
    return CONFIGURATION.but(capacity=capacity.but(teams={**capacity.teams, "europe": team}))


@pytest.mark.parametrize(
    ("gives", "weeks", "share"),
    [
        ("staff", 18, 10 / 18),  # 10 of the share and 4 besides stay: 18 in all
        ("share", 16, 0.5),  # (4 + 4) / 0.5
        ("universal", 20, 0.6),  # 1 − 8 / 20
    ],
)
def test_four_weeks_for_focus_areas(gives: Gives, weeks: float, share: float) -> None:
    with_load = keeping(4)
    moved = with_focus_weeks(BASELINE, with_load, "europe", 4, gives)
    team = configured(moved, with_load).capacity.teams["europe"]
    assert (team.weeks, team.universal_share) == pytest.approx((weeks, share))
    assert team.focus_weeks(with_load.capacity.planned()) == pytest.approx(4)


def test_what_is_kept_for_everybody_is_not_given_away() -> None:
    with pytest.raises(InputError, match=r"20 weeks in all, 4 of them kept for everybody"):
        with_focus_weeks(BASELINE, keeping(4), "europe", 17, "universal")


def test_what_the_planned_half_year_keeps_counts() -> None:
    """Two weeks of H1 for each of three members: 20 · 0.5 − 6 = 4 for focus areas in it."""
    load = [{"weeks": 2, "members": 3, "periods": [CONFIGURATION.capacity.periods[0].id]}]
    capacity = CONFIGURATION.capacity
    team = capacity.teams["europe"].but(universal_weeks=load)
    with_load = CONFIGURATION.but(
        capacity=capacity.but(teams={**capacity.teams, "europe": team}, horizon=1)
    )
    planned = with_load.capacity.planned()
    assert team.focus_weeks(planned) == pytest.approx(4)
    moved = with_focus_weeks(BASELINE, with_load, "europe", 6, "staff")
    after = configured(moved, with_load).capacity.teams["europe"]
    assert (after.weeks, after.focus_weeks(planned)) == pytest.approx((22, 6))
