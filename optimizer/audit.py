"""An audit of decisions against a problem, in plain sums that share nothing with the model.

:func:`broken` lists every condition that decisions break, in words; :func:`holds` says whether
there is none; :func:`worth` adds up their value in points. Every plan is audited before anyone sees
it. Money holds to the cent.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import fsum

from config.base import Frozen
from optimizer.cents import cents, in_usd
from optimizer.decisions import Decisions
from optimizer.problem import Area, Problem, RuleTerm
from optimizer.tolerances import FEASIBILITY


class Worth(Frozen):
    """The value of a plan in points, by what earns or costs it."""

    support: float
    """Σ δ α V β over services given."""
    overlap: float
    """Earned by focus overlap."""
    drops: float
    """Lost by dropping incumbents or earlier focus areas (≤ 0)."""
    rules: float
    """Lost by missing soft rules (≤ 0)."""

    @property
    def total(self) -> float:
        """All four together."""
        return self.support + self.overlap + self.drops + self.rules


def in_focus(decisions: Decisions, period: str) -> frozenset[str]:
    """Return the candidates in focus in one period."""
    return frozenset(candidate for candidate, when in decisions.focus if when == period)


def net_weeks(problem: Problem, decisions: Decisions) -> dict[tuple[str, str], float]:
    """Return (team, period) → staff-weeks used, after what partners who lead save.

    The set-up of every joint service that is held is in it once. Like the worth, it is the same to
    the last digit in every process.
    """
    led = {(candidate, service, period) for _, candidate, service, period in decisions.leads}
    used: dict[tuple[str, str], list[float]] = defaultdict(list)
    for candidate, service, period in decisions.services:
        option = problem.options[candidate, service]
        share = 1 - option.partner_lead * ((candidate, service, period) in led)
        for team, weeks in option.weeks.items():
            used[team, period].append(weeks * share)
    for joint, period in held(problem, decisions):
        for team, weeks in problem.joint_by_id[joint].weeks.items():
            used[team, period].append(weeks)
    return {pair: fsum(weeks) for pair, weeks in used.items()}


def held(problem: Problem, decisions: Decisions) -> dict[tuple[str, str], list[str]]:
    """Return (joint service, period) → those who take part, sorted, of those that are held."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for candidate, service, period in sorted(decisions.services) if problem.joints else ():
        joint = problem.joint_of.get((candidate, service))
        if joint is not None:
            found[joint.id, period].append(candidate)
    return dict(found)


def spent(decisions: Decisions) -> dict[tuple[str, str], float]:
    """Return (fund, period) → USD paid, exact to the cent."""
    paid: dict[tuple[str, str], int] = defaultdict(int)
    for (_, _, fund, period), usd in decisions.money.items():
        paid[fund, period] += cents(usd)
    return {pair: in_usd(amount) for pair, amount in paid.items()}


def rule_count(rule: RuleTerm, focus: frozenset[str]) -> tuple[int, int]:
    """Return the number of members that count, and of base candidates, in focus."""
    members = [member for member in rule.members if member in focus]
    if rule.near is not None:
        members = [m for m in members if not focus.isdisjoint(rule.near.get(m, ()))]
    return len(members), len(focus.intersection(rule.base))


def rule_limits(rule: RuleTerm, base: int) -> tuple[float | None, float | None]:
    """Return the least and most that the rule asks for, given the base count."""
    scale = base if rule.base else 1
    return (
        None if rule.low is None else rule.low * scale,
        None if rule.high is None else rule.high * scale,
    )


def rule_miss(rule: RuleTerm, focus: frozenset[str]) -> float:
    """Return how many focus areas a rule is short of or beyond its bounds."""
    count, base = rule_count(rule, focus)
    low, high = rule_limits(rule, base)
    return max(0.0, 0.0 if low is None else low - count, 0.0 if high is None else count - high)


def dropped(problem: Problem, decisions: Decisions) -> Iterator[tuple[Area, float]]:
    """Yield every area that is dropped, with the discount of the period of its dropping."""
    before = frozenset(area.id for area in problem.areas if area.incumbent)
    for period in problem.periods:
        now = in_focus(decisions, period.id)
        for candidate in sorted(before - now):
            yield problem.by_id[candidate], period.discount
        before = now


def worth(problem: Problem, decisions: Decisions) -> Worth:
    """Return the value of decisions in points, the same to the last digit in every process."""
    discount = {period.id: period.discount for period in problem.periods}
    by_id = problem.by_id
    support = fsum(
        discount[period]
        * by_id[candidate].worth
        * by_id[candidate].potential
        * problem.options[candidate, service].unlocks
        for candidate, service, period in decisions.services
    )
    overlap = 0.0
    for period_value in problem.periods:
        focus = in_focus(decisions, period_value.id)
        overlap += period_value.discount * sum(
            term.points
            for term in problem.overlaps
            if term.candidate in focus and not focus.isdisjoint(term.targets)
        )
    drops, rules = lost(problem, decisions)
    return Worth(support=support, overlap=overlap, drops=drops, rules=rules)


def lost(problem: Problem, decisions: Decisions) -> tuple[float, float]:
    """Return the points lost by drops and by missing soft rules, each 0 or below."""
    penalty = 0.0
    for period in problem.periods:
        focus = in_focus(decisions, period.id)
        penalty += period.discount * sum(
            rule.penalty * rule_miss(rule, focus) for rule in problem.rules if not rule.hard
        )
    drops = fsum(share * area.drop_price for area, share in dropped(problem, decisions))
    return -drops, -penalty


def broken(problem: Problem, decisions: Decisions) -> list[str]:
    """Return every condition that the decisions break, in words; empty when they hold.

    Decisions that name what the problem does not have are told that only.
    """
    unknown = list(_unknown_names(problem, decisions))
    if unknown:
        return unknown
    return [fault for check in _CHECKS for fault in check(problem, decisions)]


def holds(problem: Problem, decisions: Decisions) -> bool:
    """Say whether decisions break no condition, ended by the first that they break.

    Money comes first: what cannot be paid is what most changes of a plan come to grief on.
    """
    checks = dict.fromkeys((_unknown_names, _broken_money, *_CHECKS))
    return not any(fault for check in checks for fault in check(problem, decisions))


def _unknown_names(problem: Problem, decisions: Decisions) -> Iterator[str]:
    """Yield what decisions name and the problem does not have."""
    periods = {period.id for period in problem.periods}
    funds = {fund.id for fund in problem.funds}
    when = {period for _, period in decisions.focus}
    given: set[tuple[str, str]] = set()
    for candidate, service, period in decisions.services:
        given.add((candidate, service))
        when.add(period)
    for _, candidate, service, period in decisions.leads:
        given.add((candidate, service))
        when.add(period)
    joints = {(joint.id, joint.service) for joint in problem.joints}
    for candidate, service, fund, period in decisions.money:
        if (candidate, service) not in joints:
            given.add((candidate, service))
        when.add(period)
        if fund not in funds:
            yield f"{fund} is no fund of the problem"
    for candidate in sorted({candidate for candidate, _ in decisions.focus} - problem.by_id.keys()):
        yield f"{candidate} is no candidate of the problem"
    for candidate, service in sorted(given - problem.options.keys()):
        yield f"{candidate} gets {service}, which it is not offered"
    for period in sorted(when - periods):
        yield f"{period} is no period of the problem"


def _broken_selection(problem: Problem, decisions: Decisions) -> Iterator[str]:
    for candidate, period in sorted(decisions.focus):
        area = problem.by_id[candidate]
        if area.barred is not None:
            yield f"{candidate} is in focus though barred: {area.barred}"
        if area.windows is not None and period not in area.windows:
            yield f"{candidate} is in focus in {period}, outside its windows"
        if candidate in problem.must_not:
            yield f"{candidate} is in focus though it must not be"
    for period_value in problem.periods:
        for candidate in sorted(problem.must - in_focus(decisions, period_value.id)):
            yield f"{candidate} is not in focus in {period_value.id} though it must be"


def _broken_support(problem: Problem, decisions: Decisions) -> Iterator[str]:
    unlocked: dict[tuple[str, str], float] = defaultdict(float)
    sizes: Counter[tuple[str, str, str]] = Counter()
    for candidate, service, period in sorted(decisions.services):
        size_of = problem.options[candidate, service].size_of
        sizes[candidate, size_of, period] += bool(size_of)
        if (candidate, period) not in decisions.focus:
            yield f"{candidate} gets {service} in {period} without being in focus"
        when = problem.options[candidate, service].periods
        if when is not None and period not in when:
            yield f"{candidate} gets {service} in {period}, when it cannot be given"
        unlocked[candidate, period] += problem.options[candidate, service].unlocks
    for (candidate, service, period), number in sizes.items():
        if number > 1:
            yield f"{candidate} gets {service} in {number} sizes in {period}"
    for candidate, period in sorted(decisions.focus):
        least = problem.by_id[candidate].support_min
        if (candidate, period) not in unlocked:
            yield f"{candidate} is in focus in {period} without any service"
        elif unlocked[candidate, period] < least - FEASIBILITY:
            yield f"{candidate} gets token support in {period}: below {least:g} of its potential"


def _broken_staff(problem: Problem, decisions: Decisions) -> Iterator[str]:
    used = net_weeks(problem, decisions)
    for team in problem.teams:
        for period in problem.periods:
            weeks = used.get((team.id, period.id), 0.0)
            there = team.weeks * (1 - team.universal_share) - team.universal_weeks
            there = max(0.0, there - team.universal_more.get(period.id, 0.0))
            if weeks > there + FEASIBILITY * max(1.0, there):
                yield f"{team.id} is over its weeks in {period.id}: {weeks:g} > {there:g}"


def _broken_money(problem: Problem, decisions: Decisions) -> Iterator[str]:
    """Yield what is not paid as it must be: services that the same funds may pay share a purse."""
    owed: dict[tuple[str, str, tuple[str, ...]], int] = defaultdict(int)
    for joint, period in held(problem, decisions):
        setup = problem.joint_by_id[joint].usd
        owed[joint, period, problem.setup_payers[joint]] += cents(setup)
    for (candidate, service, fund, period), usd in sorted(decisions.money.items()):
        setup_payers = problem.setup_payers.get(candidate)
        payers = problem.payers[candidate, service] if setup_payers is None else setup_payers
        if fund not in payers:
            yield f"{fund} pays for {service} of {candidate}, which it may not"
        if usd < 0:
            yield f"{fund} is paid by {candidate} in {period}: USD {usd:.2f}"
        owed[candidate, period, payers] -= cents(usd)
    for candidate, service, period in sorted(decisions.services):
        payers = problem.payers[candidate, service]
        owed[candidate, period, payers] += cents(problem.options[candidate, service].usd)
    for (candidate, period, _), amount in owed.items():
        if amount != 0:
            yield (
                f"{candidate} is not paid what it costs in {period}: USD {in_usd(amount):.2f} off"
            )


def _broken_funds(problem: Problem, decisions: Decisions) -> Iterator[str]:
    single: dict[tuple[str, str, str], int] = defaultdict(int)
    funds = {fund.id: fund for fund in problem.funds}
    for (candidate, _, fund, period), usd in sorted(decisions.money.items()):
        single[fund, candidate, period] += cents(usd)
    for (fund, period), usd in spent(decisions).items():
        if usd > funds[fund].usd:
            yield f"{fund} is over its balance in {period}: {usd:.2f} > {funds[fund].usd:.2f}"
    for (fund, candidate, period), amount in single.items():
        most = funds[fund].most_per_candidate
        if candidate in problem.by_id and most is not None and amount > cents(most):
            yield (
                f"{fund} pays {candidate} more than its limit in {period}: "
                f"{in_usd(amount):.2f} > {most:.2f}"
            )


def _broken_leads(problem: Problem, decisions: Decisions) -> Iterator[str]:
    possible = {(lead.partner, lead.candidate, lead.service) for lead in problem.leads}
    led: Counter[tuple[str, str, str]] = Counter()
    load: Counter[tuple[str, str]] = Counter()
    for partner, candidate, service, period in sorted(decisions.leads):
        if (partner, candidate, service) not in possible:
            yield f"{partner} leads {service} for {candidate}, which it cannot"
        elif problem.options[candidate, service].partner_lead == 0:
            yield f"{partner} leads {service} for {candidate}, which no partner can lead"
        if (candidate, service, period) not in decisions.services:
            yield f"{partner} leads {service} for {candidate}, which is not given"
        led[candidate, service, period] += 1
        load[partner, period] += 1
    for (candidate, service, period), number in sorted(led.items()):
        if number > 1:
            yield f"{number} partners lead {service} for {candidate} in {period}"
    for (partner, period), number in sorted(load.items()):
        most = problem.partner_capacity.get(partner, 0.0)
        if number > most + FEASIBILITY:
            yield f"{partner} leads {number} services in {period}, more than its {most:g}"


def _broken_joints(problem: Problem, decisions: Decisions) -> Iterator[str]:
    for (name, period), members in held(problem, decisions).items():
        joint = problem.joint_by_id[name]
        if len(members) < joint.least:
            yield f"{joint.id} is held for {len(members)} in {period}, fewer than {joint.least}"
        if joint.most is not None and len(members) > joint.most:
            yield f"{joint.id} is held for {len(members)} in {period}, more than {joint.most}"


def _broken_rules(problem: Problem, decisions: Decisions) -> Iterator[str]:
    for rule in problem.rules:
        if not rule.hard:
            continue
        for period in problem.periods:
            miss = rule_miss(rule, in_focus(decisions, period.id))
            if miss > FEASIBILITY:
                yield f"rule {rule.id} is missed by {miss:g} in {period.id}"


def _broken_dependencies(problem: Problem, decisions: Decisions) -> Iterator[str]:
    chosen: set[tuple[str, str, str]] = {(one, "", when) for one, when in decisions.focus}
    for one, service, when in decisions.services if problem.dependencies else ():
        family = problem.options[one, service].family
        chosen |= {(one, service, when), (one, family, when)}
    for rule in problem.dependencies:
        before = {area.id for area in problem.areas if area.incumbent and not rule.other}
        for period in problem.periods:
            now = {one for one, what, when in chosen if (what, when) == (rule.other, period.id)}
            there = before if rule.kind == "after" else now
            for candidate, others in rule.pairs.items():
                found = sorted(there.intersection(others))
                bound = (candidate, rule.service, period.id) in chosen
                if bound and rule.kind == "excludes" and found:
                    yield f"{candidate} has what {rule.rule} excludes in {period.id}: {found[0]}"
                elif bound and rule.kind != "excludes" and not found:
                    yield f"{candidate} lacks what {rule.rule} asks for in {period.id}"
            before |= now


def _broken_continuity(problem: Problem, decisions: Decisions) -> Iterator[str]:
    before = frozenset(area.id for area in problem.areas if area.incumbent)
    for position, period in enumerate(problem.periods):
        now = in_focus(decisions, period.id)
        changes = len(now ^ before)
        if problem.most_changes is not None and changes > problem.most_changes:
            yield f"{changes} changes in {period.id}, more than {problem.most_changes}"
        for later in problem.periods[position + 1 : position + problem.min_stay]:
            for candidate in sorted(now - before - in_focus(decisions, later.id)):
                yield f"{candidate} starts in {period.id} and is gone in {later.id}"
        before = now


def _broken_reviews(problem: Problem, decisions: Decisions) -> Iterator[str]:
    """Yield who enters or leaves between two reviews; who has no window or is barred may leave."""
    between = {(review.kind, when) for review in problem.reviews for when in review.between}
    before = frozenset(area.id for area in problem.areas if area.incumbent)
    for period in problem.periods if between else ():
        now = in_focus(decisions, period.id)
        for candidate in sorted(now ^ before):
            area = problem.by_id[candidate]
            shut = area.windows is not None and period.id not in area.windows
            if (area.kind, period.id) not in between:
                continue
            if candidate in now:
                yield f"{candidate} enters in {period.id}, between two reviews"
            elif area.barred is None and not shut:
                yield f"{candidate} leaves in {period.id}, between two reviews"
        before = now


_CHECKS = (
    _broken_selection,
    _broken_support,
    _broken_staff,
    _broken_money,
    _broken_funds,
    _broken_leads,
    _broken_joints,
    _broken_rules,
    _broken_dependencies,
    _broken_continuity,
    _broken_reviews,
)
