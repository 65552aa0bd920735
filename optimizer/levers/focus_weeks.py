"""Weeks that a team has for focus areas: what is left of its weeks after universal services.

A team of w weeks that keeps the share ρ for universal services, and U weeks besides, has
f = w (1 − ρ) − U for focus areas, in that of the planned periods with the least U. Another f takes
another w, another ρ, or both; which, is for whoever moves it to say. U, a load of the
configuration, stays.
"""

from typing import Literal

from config.configuration import Configuration
from config.problems import InputError
from optimizer.levers.amounts import UNIVERSAL_SHARES, WEEKS_OF_TEAMS
from optimizer.levers.configured import configured
from optimizer.scenario import Scenario

Gives = Literal["staff", "share", "universal"]
"""What gives when f changes: ``staff``, w, while w ρ, the weeks of universal services, stay;
``share``, w, while ρ stays; ``universal``, ρ, while w stays."""
DECIMALS = 12
"""Of shares, so that what is put back is what was configured."""


def with_focus_weeks(
    scenario: Scenario, configuration: Configuration, team: str, weeks: float, gives: Gives
) -> Scenario:
    """Return the scenario in which a team has so many weeks for focus areas.

    Args:
        scenario: stays as it is.
        configuration: as loaded, without levers.
        team: its id.
        weeks: for focus areas, per period.
        gives: what gives.

    Raises:
        InputError: the team cannot have them that way.
    """
    capacity = configured(scenario, configuration).capacity
    now = capacity.teams[team]
    besides = now.besides(capacity.planned(scenario.since, scenario.periods))
    share, every = now.universal_share, now.weeks
    if gives == "staff":
        kept = every * share
        every = kept + weeks + besides
        share = kept / every if every else share
    elif gives == "share":
        if share >= 1 and weeks > 0:
            raise _refused(now.label, "universal services keep all of its weeks")
        every = (weeks + besides) / (1 - share) if share < 1 else every
    else:
        if weeks + besides > every:
            fixed = f", {besides:,.6g} of them kept for everybody" if besides else ""
            raise _refused(now.label, f"it has {every:,.6g} weeks in all{fixed}")
        share = 1 - (weeks + besides) / every if every else share
    moved = WEEKS_OF_TEAMS.move(scenario, configuration, team, round(every, DECIMALS))
    return UNIVERSAL_SHARES.move(moved, configuration, team, round(share, DECIMALS))


def _refused(label: str, why: str) -> InputError:
    return InputError.one(
        file=label,
        must=f"cannot have more weeks for focus areas that way: {why}",
        do="Choose another way for it to give, or fewer weeks.",
    )
