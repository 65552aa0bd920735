"""Random problems in which every family of conditions comes up.

Figures lie on a coarse grid (points on multiples of 0.005, whole weeks or quarters of them, whole
thousands of USD), so that two plans are either equally good or visibly different, and equally good
ones are common. The same generator state gives the same problem.
"""

from dataclasses import dataclass

import numpy as np

from optimizer.problem import (
    Area,
    Fund,
    Joint,
    Lead,
    Option,
    OverlapTerm,
    Period,
    Problem,
    Review,
    RuleTerm,
    Team,
)

KINDS = ("country", "commitment", "theme")
TEAMS = ("europe", "africa", "thematic")
TWINS = 0.25
"""Share of problems in which the last area is like the first, so that plans tie."""
PARTNERS = ("partner:p", "partner:q")
RELATIONS = ("in_country", "on_theme")
SPLITS = {
    1: ((1.0,),),
    2: ((0.5, 0.5), (0.6, 0.4), (0.7, 0.3)),
    3: ((0.5, 0.3, 0.2), (0.4, 0.4, 0.2)),
}


@dataclass(frozen=True)
class Size:
    """How large a random problem is."""

    areas: int = 4
    services: int = 2
    periods: int = 1
    rules: int = 3
    weeks: int = 10
    """Most weeks of a team."""
    usd: int = 60
    """Most thousand USD of a fund."""
    locks: float = 0.1
    """Share of areas locked in."""
    hard: float = 0.4
    """Share of rules that are hard."""
    few: int = 3
    """Least of a rule by count stays below."""


def random_problem(rng: np.random.Generator, size: Size | None = None) -> Problem:
    """Return a problem of at most the given size."""
    size = size or Size()
    periods = tuple(
        Period(id=f"H{number + 1}", discount=(1.0, 0.9, 0.8)[number])
        for number in range(size.periods)
    )
    areas = tuple(_area(rng, number, size, periods) for number in range(size.areas))
    if rng.random() < TWINS:
        areas = (*areas[:-1], areas[0].but(id=areas[-1].id))
    ids = [area.id for area in areas]
    return Problem(
        periods=periods,
        areas=areas,
        teams=tuple(
            Team(
                id=name,
                weeks=int(rng.integers(size.weeks // 3, size.weeks + 1)),
                universal_share=float(rng.choice((0.0, 0.25, 0.5))),
            )
            for name in TEAMS
        ),
        funds=tuple(_fund(rng, f"fund{number}", ids, size) for number in range(rng.integers(1, 4))),
        overlaps=_overlaps(rng, ids),
        rules=tuple(
            _rule(rng, number, ids, size) for number in range(rng.integers(0, size.rules + 1))
        ),
        must=_some(rng, ids, size.locks),
        must_not=_some(rng, ids, 0.08),
        leads=_leads(rng, areas),
        partner_capacity={name: float(rng.integers(0, 3)) for name in PARTNERS},
        min_stay=int(rng.choice((1, 2, 2))),
        most_changes=None if rng.random() < 0.6 else int(rng.integers(size.areas // 5, size.areas)),
    )


def with_families(rng: np.random.Generator, problem: Problem) -> Problem:
    """Return a problem with every family that is off in :func:`random_problem`.

    Two services at most of an area come in sizes, so that brute force has no more to try than
    three services each.
    """
    areas = tuple(area.but(options=_sized(rng, area.options)) for area in problem.areas)
    return problem.but(
        teams=tuple(_keeping(rng, team, problem) for team in problem.teams),
        areas=areas,
        joints=_joints(rng, areas, [fund.id for fund in problem.funds]),
    )


def with_rhythm(rng: np.random.Generator, problem: Problem) -> Problem:
    """Return a problem with kinds that are not reviewed in some periods, and services that wait."""
    periods = [period.id for period in problem.periods]
    between = {
        kind: tuple(one for one in periods if rng.random() < 0.5)
        for kind in KINDS
        if rng.random() < 0.6
    }

    def waits(option: Option) -> Option:
        when = tuple(one for one in periods if rng.random() < 0.6)
        return option.but(periods=when) if when and rng.random() < 0.3 else option

    return problem.but(
        areas=tuple(area.but(options=tuple(map(waits, area.options))) for area in problem.areas),
        reviews=tuple(Review(kind=kind, between=when) for kind, when in between.items() if when),
    )


def _joints(
    rng: np.random.Generator, areas: tuple[Area, ...], funds: list[str]
) -> tuple[Joint, ...]:
    """Return joint services: the smaller size of the first services, for all or in two groups."""
    service = "s1:small"
    offered = [area.id for area in areas if any(o.service == service for o in area.options)]
    half = len(offered) // 2 if rng.random() < 0.4 else 0
    groups = {"": offered[half:], "Africa & Asia": offered[:half]}
    return tuple(
        Joint(
            service=service,
            group=group,
            members=tuple(members),
            weeks={str(rng.choice(TEAMS)): float(rng.integers(0, 3))},
            usd=float(rng.choice((0, 0, 10_000))),
            funds=tuple(fund for fund in funds if rng.random() < 0.7),
            least=int(rng.integers(1, 3)),
            most=None if rng.random() < 0.6 else 2,
        )
        for group, members in groups.items()
        if members
    )


def _sized(rng: np.random.Generator, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return services, the last of them in a second size, and sometimes the first too."""
    found = list(options)
    for place in {len(options) - 1, 0 if rng.random() < 0.3 else len(options) - 1}:
        whole = options[place]
        small = whole.but(
            service=f"{whole.service}:small",
            size_of=whole.service,
            unlocks=whole.unlocks / 2,
            weeks={team: weeks // 2 for team, weeks in whole.weeks.items()},
            usd=whole.usd if rng.random() < 0.3 else whole.usd - whole.usd % 20_000,
        )
        found[place] = whole.but(size_of=whole.service)
        found.append(small)
    return tuple(found)


def _keeping(rng: np.random.Generator, team: Team, problem: Problem) -> Team:
    """Return a team that keeps some weeks for everybody, in some periods more."""
    some = [period.id for period in problem.periods if rng.random() < 0.3]
    return team.but(
        universal_weeks=float(rng.integers(0, 3)),
        universal_more={period: float(rng.integers(1, 3)) for period in some},
    )


def _area(rng: np.random.Generator, number: int, size: Size, periods: tuple[Period, ...]) -> Area:
    kind = str(rng.choice(KINDS))
    count = int(rng.integers(1, size.services + 1))
    shares = SPLITS[count][rng.integers(len(SPLITS[count]))]
    windows = None
    if rng.random() < 0.15:
        windows = tuple(period.id for period in periods if rng.random() < 0.6)
    return Area(
        id=f"{kind}:{chr(97 + number // 10)}{number % 10}",
        kind=kind,
        potential=rng.integers(4, 19) / 20,
        worth=float(rng.choice((40.0, 60.0, 100.0))),
        support_min=float(rng.choice((0.0, 0.3, 0.5, 0.6))),
        drop_price=float(rng.choice((0.0, 2.0, 5.0))),
        incumbent=bool(rng.random() < 0.4),
        options=tuple(_option(rng, place, share) for place, share in enumerate(shares)),
        windows=windows,
        barred="fails a gate" if rng.random() < 0.08 else None,
    )


def _option(rng: np.random.Generator, place: int, share: float) -> Option:
    teams = rng.choice(TEAMS, size=rng.integers(1, 3), replace=False)
    return Option(
        service=f"s{place + 1}",
        unlocks=share,
        weeks={str(team): float(rng.integers(0, 5)) for team in sorted(teams)},
        usd=float(rng.choice((0, 0, 10_000, 20_000, 30_000))),
        partner_lead=float(rng.choice((0.0, 0.25, 0.5))),
    )


def _fund(rng: np.random.Generator, name: str, ids: list[str], size: Size) -> Fund:
    return Fund(
        id=name,
        usd=float(rng.integers(0, size.usd // 10 + 1)) * 10_000,
        pays_for=frozenset(one for one in ids if rng.random() < 0.7),
        services=None if rng.random() < 0.6 else frozenset({f"s{rng.integers(1, 3)}"}),
        most_per_candidate=None if rng.random() < 0.5 else float(rng.choice((10_000, 20_000))),
    )


def _overlaps(rng: np.random.Generator, ids: list[str]) -> tuple[OverlapTerm, ...]:
    found = []
    for one in ids:
        others = [other for other in ids if other != one]
        for relation in RELATIONS:
            if one.startswith("commitment") and others and rng.random() < 0.6:
                targets = rng.choice(others, size=rng.integers(1, min(3, len(others)) + 1))
                found.append(
                    OverlapTerm(
                        candidate=one,
                        relation=relation,
                        targets=tuple(sorted({str(target) for target in targets})),
                        points=float(rng.choice((2.0, 5.0, 10.0))),
                    )
                )
    return tuple(found)


def _rule(rng: np.random.Generator, number: int, ids: list[str], size: Size) -> RuleTerm:
    members = tuple(sorted(_some(rng, ids, 0.6)))
    share = rng.random() < 0.3
    base = tuple(sorted({*members, *_some(rng, ids, 0.5)})) if share else ()
    low = float(rng.choice((0.3, 0.5))) if base else float(rng.integers(0, size.few))
    high = float(rng.choice((0.5, 0.75))) if base else low + int(rng.integers(0, 2))
    side = rng.random()
    near = None
    if rng.random() < 0.3:
        near = {one: tuple(sorted(_some(rng, ids, 0.4) - {one})) for one in members}
    hard = bool(rng.random() < size.hard)
    return RuleTerm(
        rule=f"rule{number}",
        group=str(rng.choice(("", "Africa & Asia"))),
        members=members,
        base=base,
        low=low if side < 0.7 else None,
        high=high if side > 0.4 else None,
        near=near,
        hard=hard,
        penalty=0.0 if hard else float(rng.choice((1.0, 10.0, 40.0))),
    )


def _leads(rng: np.random.Generator, areas: tuple[Area, ...]) -> tuple[Lead, ...]:
    return tuple(
        Lead(partner=partner, candidate=area.id, service=option.service)
        for partner in PARTNERS
        for area in areas
        for option in area.options
        if rng.random() < 1.5 / len(areas)
    )


def _some(rng: np.random.Generator, ids: list[str], share: float) -> frozenset[str]:
    return frozenset(one for one in ids if rng.random() < share)
