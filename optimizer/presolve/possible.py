r"""What is possible for single candidates, everything else left aside.

A service *can be given* to candidate *i* when every team it needs has that many open weeks, with a
partner in the lead where one can lead, and the funds that may pay for it have the money:

.. math:: weeks_{isg} (1 - \lambda_{is}) \le weeks_g (1 - \rho_g), \qquad
   usd_{is} \le \sum_{f \text{ pays}} \min(usd_f, most_f).

A candidate *can be chosen* when no gate bars it, it has a window in the periods planned for, it is
in force or its kind is reviewed in one of them, no hard rule allows none of its filter, and the
services that can be given reach its least support.
All conditions are necessary, none is sufficient: capacities are shared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from optimizer.problem import Area, Option, Problem
from optimizer.tolerances import FEASIBILITY


@dataclass(frozen=True)
class Possible:
    """What is possible for the candidates of one problem."""

    problem: Problem

    @cached_property
    def _led(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (lead.candidate, lead.service)
            for lead in self.problem.leads
            if self.problem.partner_capacity.get(lead.partner, 0.0) >= 1
        )

    @cached_property
    def _open_weeks(self) -> Mapping[str, float]:
        return {
            team.id: max(team.open_in(period.id) for period in self.problem.periods)
            for team in self.problem.teams
        }

    def weeks(self, area: Area, option: Option) -> dict[str, float]:
        """Return team → least staff-weeks of a service: with a partner in the lead, if any can."""
        left = 1.0
        if (area.id, option.service) in self._led:
            left -= option.partner_lead
        return {team: weeks * left for team, weeks in option.weeks.items()}

    def short_teams(self, area: Area, option: Option) -> list[str]:
        """Return the teams that do not have the weeks of a service."""
        return [
            team
            for team, weeks in self.weeks(area, option).items()
            if weeks > self._open_weeks[team] + FEASIBILITY
        ]

    def payable(self, area: Area, option: Option) -> float:
        """Return the USD that funds could pay for a service of a candidate."""
        return sum(
            fund.usd if fund.most_per_candidate is None else min(fund.usd, fund.most_per_candidate)
            for fund in self.problem.funds
            if fund.pays(area.id, option.service)
        )

    def can_give(self, area: Area, option: Option) -> bool:
        """Say whether a service can be given to a candidate in some period."""
        if not any(option.is_open(period.id) for period in self.problem.periods):
            return False
        paid = option.usd <= self.payable(area, option) + FEASIBILITY
        return paid and not self.short_teams(area, option)

    def unlockable(self, area: Area) -> float:
        """Return the share of a candidate's potential that services which can be given unlock."""
        return area.at_most(lambda one: one.unlocks if self.can_give(area, one) else 0.0)

    def lacks_support(self, area: Area) -> bool:
        """Say whether the services that can be given stay below the least support."""
        return self.unlockable(area) < area.support_min - FEASIBILITY

    def lacks_window(self, area: Area) -> bool:
        """Say whether the candidate can be supported in none of the periods."""
        periods = {period.id for period in self.problem.periods}
        return area.windows is not None and periods.isdisjoint(area.windows)

    @cached_property
    def ruled_out(self) -> Mapping[str, str]:
        """Candidate → the hard rule that allows none of its filter."""
        return {
            member: rule.rule
            for rule in self.problem.rules
            if rule.hard and rule.high is not None and rule.high < 1 and not rule.base
            and rule.near is None
            for member in rule.members
        }  # fmt: skip

    @cached_property
    def before_rules(self) -> frozenset[str]:
        """Candidates that can be chosen as far as gates, locks, windows, reviews, support go."""
        return frozenset(
            area.id
            for area in self.problem.areas
            if area.barred is None
            and area.id not in self.problem.must_not
            and area.id not in self.problem.kept_out
            and not self.lacks_window(area)
            and not self.lacks_support(area)
        )

    @cached_property
    def choosable(self) -> frozenset[str]:
        """Candidates that can be chosen."""
        return self.before_rules - self.ruled_out.keys()
