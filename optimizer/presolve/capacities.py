"""Cautions about teams, funds and services: capacity that nothing can use, and the reverse."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from optimizer.presolve.caution import Caution, naming, number_of
from optimizer.presolve.possible import Possible
from optimizer.problem import Fund, Option, Problem, Team
from optimizer.tolerances import FEASIBILITY


def capacity_cautions(problem: Problem, possible: Possible) -> Iterator[Caution]:
    """Yield every caution about teams, funds and services."""
    for team in problem.teams:
        yield from _team(team, problem, possible)
    for fund in problem.funds:
        yield from _fund(fund, problem, possible)
    yield from _services(problem, possible)
    yield from _joints(problem, possible)


def _team(team: Team, problem: Problem, possible: Possible) -> Iterator[Caution]:
    """A team that nothing asks for, that has more than could be asked for, or has nothing."""
    asked = sum(
        area.at_most(lambda option: option.weeks.get(team.id, 0.0))
        for area in problem.areas
        if area.id in possible.choosable
    ) + sum(joint.weeks.get(team.id, 0.0) for joint in problem.joints)
    offers = (option.weeks for area in problem.areas for option in area.options)
    wanted = any(team.id in weeks for weeks in (*offers, *(one.weeks for one in problem.joints)))
    label, path = team.label or team.id, f"teams.{team.id}"
    if not wanted:
        yield Caution(
            check="team_without_use",
            file="capacity.yaml",
            column=path,
            what=f"No service asks for any week of {label}.",
            so_what=f"{team.open_weeks:g} staff-weeks per period are left unused by every plan.",
            do="Add the team to services.yaml, or delete it.",
        )
    elif team.open_weeks <= 0:
        yield Caution(
            check="team_without_weeks",
            file="capacity.yaml",
            column=path,
            what=f"{label} has no weeks left for focus areas, but services need it.",
            so_what="Those services can be given to nobody, unless a partner does all of the work.",
            do="Add weeks, or lower universal_share or universal_weeks.",
        )
    elif asked < team.open_weeks - FEASIBILITY:
        yield Caution(
            check="team_larger_than_use",
            file="capacity.yaml",
            column=path,
            what=(
                f"{label} has {team.open_weeks:g} weeks per period for focus areas; every service "
                f"to every candidate would use {asked:g}."
            ),
            so_what="Some of its time is left unused by every plan.",
            do="Check the weeks, or what services ask of the team.",
        )


def _fund(fund: Fund, problem: Problem, possible: Possible) -> Iterator[Caution]:
    """A fund that may pay for nothing, has nothing, or has more than it may pay."""
    most = sum(joint.usd for joint in problem.joints if fund.id in joint.funds)
    eligible = most > 0
    for area in problem.areas:
        bill = area.at_most(partial(_bill, fund, area.id))
        eligible = eligible or bill > 0
        if area.id in possible.choosable:
            limit = fund.most_per_candidate
            most += bill if limit is None else min(bill, limit)
    label, path = fund.label or fund.id, f"funds.{fund.id}"
    if not eligible:
        matches = "matches no candidate" if not fund.pays_for else "meets no service with a cost"
        yield Caution(
            check="fund_without_use",
            file="capacity.yaml",
            column=f"{path}.pays_for",
            what=f"{label} may pay for nothing: what it pays for {matches}.",
            so_what=f"USD {fund.usd:,.0f} per period are left unused by every plan.",
            do="Widen pays_for, or delete the fund.",
        )
    elif fund.usd <= 0:
        yield Caution(
            check="fund_without_money",
            file="capacity.yaml",
            column=path,
            what=f"{label} has no money.",
            so_what="It pays for nothing.",
            do="Enter its balance, or delete the fund.",
        )
    elif most < fund.usd - 1:
        yield Caution(
            check="fund_larger_than_use",
            file="capacity.yaml",
            column=path,
            what=(
                f"{label} has USD {fund.usd:,.0f} per period, but could pay USD {most:,.0f} at "
                "most, with every service it may pay for given to every candidate."
            ),
            so_what="Some of it is left unused by every plan.",
            do="Check the balance, most_per_candidate and pays_for.",
        )


def _bill(fund: Fund, candidate: str, option: Option) -> float:
    """Return the USD of a service that a fund may pay."""
    return option.usd if fund.pays(candidate, option.service) else 0.0


def _joints(problem: Problem, possible: Possible) -> Iterator[Caution]:
    """Joint services that cannot be held: too few to take part, no time or money to set up."""
    there = {
        team.id: max(team.open_in(period.id) for period in problem.periods)
        for team in problem.teams
    }
    balances = {fund.id: fund.usd for fund in problem.funds}
    for joint in problem.joints:
        able = len(possible.choosable.intersection(joint.members))
        short = sorted(team for team, weeks in joint.weeks.items() if weeks > there[team])
        if able < joint.least:
            why = f"{number_of(able, 'candidate')} could take part, and it takes {joint.least}"
        elif short:
            why = f"setting it up takes more weeks than there are of {naming(short)}"
        elif joint.usd > sum(balances[fund] for fund in joint.funds):
            why = f"setting it up costs USD {joint.usd:,.0f}, which no fund may pay or has"
        else:
            continue
        yield Caution(
            check="joint_service_for_nobody",
            file="services.yaml",
            column=f"services.{joint.service.replace(':', '.sizes.')}.together",
            what=f"{joint.id} can never be held: {why}.",
            so_what="Nobody can get the service in this way.",
            do="Lower its least, widen where, add weeks, or let a fund pay.",
        )


def _services(problem: Problem, possible: Possible) -> Iterator[Caution]:
    """Services that staff or money give to no candidate of a kind, or not to some."""
    refused: dict[tuple[str, str], list[str]] = defaultdict(list)
    offered: dict[tuple[str, str], int] = defaultdict(int)
    teams: dict[tuple[str, str], set[str]] = defaultdict(set)
    for area in problem.areas:
        if area.barred is not None:
            continue
        for option in area.options:
            key = (option.service, area.kind)
            offered[key] += 1
            if not possible.can_give(area, option):
                refused[key].append(area.id)
                teams[key].update(possible.short_teams(area, option))
    for (service, kind), ids in sorted(refused.items()):
        nobody = len(ids) == offered[service, kind]
        short = sorted(teams[service, kind])
        why = f"more weeks than there are of {naming(short)}" if short else "money no fund may pay"
        yield Caution(
            check="service_for_nobody" if nobody else "service_not_for_all",
            file="capacity.yaml",
            what=(
                f"{service} can be given to no {kind}: it needs {why}."
                if nobody
                else f"{service} can be given to all but {len(ids)} of {offered[service, kind]} "
                f"candidates of the kind {kind}: for {naming(ids)} it needs {why}."
            ),
            so_what="What it would unlock is lost to them.",
            do="Let a fund pay for it, add weeks, or correct its cost in services.yaml.",
        )
