"""From decisions to a plan that people can read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from optimizer.audit import (
    Worth,
    held,
    in_focus,
    net_weeks,
    rule_count,
    rule_limits,
    rule_miss,
    spent,
    worth,
)
from optimizer.cents import cents, in_usd
from optimizer.decisions import Decisions
from optimizer.plan import (
    CapacityUse,
    FocusLine,
    JointHeld,
    OverlapPair,
    Plan,
    RuleStanding,
    Status,
)
from optimizer.problem import Area, Problem
from optimizer.tolerances import FEASIBILITY


def read_plan(
    problem: Problem,
    decisions: Decisions,
    *,
    status: Status,
    bound: float,
    seconds: float,
    solver: str,
) -> Plan:
    """Return the plan that the decisions are, its value added up anew from the problem."""
    value: Worth = worth(problem, decisions)
    incumbents = {area.id for area in problem.areas if area.incumbent}
    bound = max(bound, value.total)
    return Plan(
        status=status,
        value=value.total,
        bound=bound,
        gap=(bound - value.total) / max(1.0, abs(value.total)),
        seconds=seconds,
        solver=solver,
        worth=value,
        focus=_focus_lines(problem, decisions),
        capacity=_capacity_uses(problem, decisions),
        rules=_rule_standings(problem, decisions),
        overlaps=_overlap_pairs(problem, decisions),
        joints=tuple(_joints_held(problem, decisions)),
        entered=tuple(sorted(decisions.ids - incumbents)),
        left=tuple(sorted(incumbents - decisions.ids)),
        stayed=tuple(sorted(incumbents & decisions.ids)),
        decisions=decisions,
    )


def _focus_lines(problem: Problem, decisions: Decisions) -> tuple[FocusLine, ...]:
    """Return one line per focus area and period: by period, kind (as in the problem), points."""
    services: dict[tuple[str, str], set[str]] = defaultdict(set)
    for candidate, service, period in decisions.services:
        services[candidate, period].add(service)
    leads: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for partner, candidate, service, period in decisions.leads:
        leads[candidate, period][service] = partner
    money: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (candidate, _, fund, period), usd in decisions.money.items():
        money[candidate, period][fund] += cents(usd)
    kinds = list(dict.fromkeys(area.kind for area in problem.areas))
    lines: list[FocusLine] = []
    for period_value in problem.periods:
        focus = in_focus(decisions, period_value.id)
        lines.extend(
            _line(
                problem,
                problem.by_id[candidate],
                period_value.id,
                focus,
                services[candidate, period_value.id],
                leads[candidate, period_value.id],
                dict(money[candidate, period_value.id]),
            )
            for candidate in focus
        )
    order = {period.id: position for position, period in enumerate(problem.periods)}
    lines.sort(key=lambda x: (order[x.period], kinds.index(x.kind), -x.points, x.id))
    return tuple(lines)


def _line(
    problem: Problem,
    area: Area,
    period: str,
    focus: frozenset[str],
    services: set[str],
    leads: Mapping[str, str],
    money: Mapping[str, int],
) -> FocusLine:
    given = [option for option in area.options if option.service in services]
    staff: dict[str, float] = defaultdict(float)
    saved = 0.0
    for option in given:
        share = option.partner_lead if option.service in leads else 0.0
        for team, weeks in option.weeks.items():
            staff[team] += weeks * (1 - share)
            saved += weeks * share
    overlap = sum(
        term.points
        for term in problem.overlaps
        if term.candidate == area.id and not focus.isdisjoint(term.targets)
    )
    unlocked = sum(option.unlocks for option in given)
    return FocusLine(
        id=area.id,
        kind=area.kind,
        name=area.name or area.id,
        region=area.region,
        period=period,
        score=area.score,
        points=area.worth * area.potential * unlocked + overlap,
        unlocked=unlocked,
        services=tuple(option.service for option in given),
        staff={team: weeks for team, weeks in sorted(staff.items()) if weeks > 0},
        money={fund: in_usd(amount) for fund, amount in sorted(money.items()) if amount > 0},
        leads=dict(sorted(leads.items())),
        weeks_saved=saved,
        incumbent=area.incumbent,
    )


def _capacity_uses(problem: Problem, decisions: Decisions) -> tuple[CapacityUse, ...]:
    weeks = net_weeks(problem, decisions)
    paid = spent(decisions)
    uses: list[CapacityUse] = []
    for period in problem.periods:
        uses.extend(
            CapacityUse(
                resource=team.id,
                label=team.label or team.id,
                unit="staff-weeks",
                period=period.id,
                available=team.weeks,
                reserved=team.weeks - team.open_in(period.id),
                used=weeks.get((team.id, period.id), 0.0),
            )
            for team in problem.teams
        )
        uses.extend(
            CapacityUse(
                resource=fund.id,
                label=fund.label or fund.id,
                unit="USD",
                period=period.id,
                available=fund.usd,
                reserved=0.0,
                used=paid.get((fund.id, period.id), 0.0),
            )
            for fund in problem.funds
        )
    return tuple(uses)


def _rule_standings(problem: Problem, decisions: Decisions) -> tuple[RuleStanding, ...]:
    standings = []
    for period in problem.periods:
        focus = in_focus(decisions, period.id)
        for rule in problem.rules:
            count, base = rule_count(rule, focus)
            low, high = rule_limits(rule, base)
            miss = rule_miss(rule, focus)
            standings.append(
                RuleStanding(
                    id=rule.rule,
                    group=rule.group,
                    label=rule.label,
                    period=period.id,
                    min=low,
                    max=high,
                    count=count,
                    met=miss <= FEASIBILITY,
                    hard=rule.hard,
                    cost=0.0 if rule.hard else period.discount * rule.penalty * miss,
                )
            )
    return tuple(standings)


def _joints_held(problem: Problem, decisions: Decisions) -> Iterator[JointHeld]:
    """Yield the joint services that are held, period by period."""
    found = held(problem, decisions)
    for period in problem.periods:
        for joint in problem.joints:
            if (members := found.get((joint.id, period.id))) is None:
                continue
            paid = {
                fund: usd
                for (payee, _, fund, when), usd in decisions.money.items()
                if (payee, when) == (joint.id, period.id)
            }
            yield JointHeld(
                **joint.model_dump(include={"service", "label", "group"}),
                id=joint.id,
                period=period.id,
                members=tuple(members),
                staff={team: weeks for team, weeks in sorted(joint.weeks.items()) if weeks > 0},
                money=dict(sorted(paid.items())),
            )


def _overlap_pairs(problem: Problem, decisions: Decisions) -> tuple[OverlapPair, ...]:
    pairs: list[OverlapPair] = []
    for period in problem.periods:
        focus = in_focus(decisions, period.id)
        pairs.extend(
            OverlapPair(
                candidate=term.candidate, target=target, relation=term.relation, period=period.id
            )
            for term in problem.overlaps
            if term.candidate in focus
            for target in term.targets
            if target in focus
        )
    return tuple(sorted(pairs, key=lambda p: (p.period, p.candidate, p.relation, p.target)))
