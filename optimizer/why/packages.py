r"""What it takes at least to serve one candidate: the smallest packages of services.

A candidate *i* with the least support :math:`\beta_{min}` needs services *s* that unlock
:math:`\sum_s \beta_{is} \ge \beta_{min}` of its potential (one service at least). A package is
smallest when none of its services can be left out. It takes the teams' weeks, less what a partner
who can lead saves, and the USD of its services.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from config.base import Frozen
from optimizer.conditions import CapacityCondition
from optimizer.presolve.possible import Possible
from optimizer.problem import Area, Option, Problem, one_size_each
from optimizer.tolerances import FEASIBILITY

MOST_OPTIONS = 12
"""Services of one candidate up to which packages are put together."""


class Package(Frozen):
    """Services that are just enough, and what they take of the capacities asked about."""

    services: tuple[str, ...]
    weeks: Mapping[str, float]
    """Team → least staff-weeks per period."""
    usd: float
    """USD per period that funds asked about may pay; 0 where none was asked about."""


class SupportNeed(Frozen):
    """How much support a candidate needs, and how much it can get."""

    least: float
    """Share of its potential that its services have to unlock, 0..1."""
    reachable: float
    """Share that all services unlock which can be given to it, each by itself."""
    packages: tuple[Package, ...]
    """Those that take least first; none where no services are enough."""


def support_need(
    problem: Problem, candidate: str, short: Sequence[CapacityCondition]
) -> SupportNeed:
    """Return what a candidate needs of capacities that are short.

    Raises:
        KeyError: the problem has no such candidate.
    """
    area = problem.by_id[candidate]
    when = [period.id for period in problem.periods]
    given = tuple(one for one in area.options if any(map(one.is_open, when)))
    area = area.but(options=given)
    possible = Possible(problem)
    packages = [_package(possible, area, options, short) for options in _smallest(area)]
    packages = [one for one in packages if any(one.weeks.values()) or one.usd > 0]
    packages.sort(key=lambda one: (sum(one.weeks.values()), one.usd, one.services))
    return SupportNeed(
        least=area.support_min,
        reachable=possible.unlockable(area),
        packages=tuple(packages),
    )


def _smallest(area: Area) -> Iterator[tuple[Option, ...]]:
    """Yield every smallest set of services that is enough."""
    if len(area.options) > MOST_OPTIONS:
        return
    for size in range(1, len(area.options) + 1):
        for options in itertools.combinations(area.options, size):
            if not one_size_each(options):
                continue
            left_out = min(option.unlocks for option in options)
            unlocked = sum(option.unlocks for option in options)
            enough = unlocked >= area.support_min - FEASIBILITY
            fewer = size > 1 and unlocked - left_out >= area.support_min - FEASIBILITY
            if enough and not fewer:
                yield options


def _package(
    possible: Possible,
    area: Area,
    options: Sequence[Option],
    short: Sequence[CapacityCondition],
) -> Package:
    teams = [one.resource for one in short if one.unit == "staff-weeks"]
    funds = {one.resource for one in short if one.unit == "USD"}
    weeks = [possible.weeks(area, option) for option in options]
    return Package(
        services=tuple(option.service for option in options),
        weeks={team: sum(one.get(team, 0.0) for one in weeks) for team in teams},
        usd=sum(
            option.usd
            for option in options
            if any(
                fund.pays(area.id, option.service)
                for fund in possible.problem.funds
                if fund.id in funds
            )
        ),
    )
