"""Whether decisions, money flows included, meet every condition: one yes or no, by brute force.

The answer that :mod:`optimizer.audit` is held against.
"""

from optimizer.decisions import Decisions
from optimizer.problem import Problem
from tests.optimizer.brute_force import BruteForce, Focus, Given, Led, Served

Flows = dict[tuple[str, str, str], float]
"""(candidate, service, fund) → USD."""


def holds(problem: Problem, decisions: Decisions) -> bool:
    """Say whether decisions meet every condition of the problem."""
    oracle = BruteForce(problem)
    sets: list[Focus] = []
    for period in problem.periods:
        when = period.id
        focus = frozenset(name for name, then in decisions.focus if then == when)
        given = frozenset((i, s) for i, s, then in decisions.services if then == when)
        led = frozenset((p, i, s) for p, i, s, then in decisions.leads if then == when)
        flows = {
            (i, s, fund): usd for (i, s, fund, then), usd in decisions.money.items() if then == when
        }
        sets.append(focus)
        if not (
            oracle.allowed(focus, when)
            and served(oracle, focus, given)
            and all(when in (oracle.option(*pair).periods or (when,)) for pair in given)
            and led_well(oracle, given, led, when)
            and oracle.joined(given)
            and paid(problem, given, flows)
        ):
            return False
    return oracle.continuous(sets)


def value(problem: Problem, decisions: Decisions) -> float:
    """Return the points of decisions."""
    oracle = BruteForce(problem)
    total, before = 0.0, oracle.in_force
    for period in problem.periods:
        now = frozenset(name for name, then in decisions.focus if then == period.id)
        points = oracle.level(now)
        points -= sum(oracle.areas[name].drop_price for name in before - now)
        for name, service, then in decisions.services:
            if then == period.id:
                area = oracle.areas[name]
                points += area.worth * area.potential * oracle.option(name, service).unlocks
        total += period.discount * points
        before = now
    return total


def served(oracle: BruteForce, focus: Focus, given: Given) -> bool:
    """Say whether the focus areas, and no others, get services that are enough."""
    if {candidate for candidate, _ in given} != focus:
        return False
    sized = [(pair[0], family) for pair in given if (family := oracle.option(*pair).size_of)]
    return len(set(sized)) == len(sized) and all(
        sum(oracle.option(*pair).unlocks for pair in given if pair[0] == name)
        >= oracle.areas[name].support_min - 1e-9
        for name in focus
    )


def led_well(oracle: BruteForce, given: Given, led: Led, period: str) -> bool:
    """Say whether partners can lead what they lead, and staff can do the rest."""
    problem = oracle.problem
    possible = {(lead.partner, lead.candidate, lead.service) for lead in problem.leads}
    services = [(candidate, service) for _, candidate, service in led]
    partners = [partner for partner, _, _ in led]
    return (
        led <= possible
        and set(services) <= given
        and len(set(services)) == len(services)
        and all(oracle.option(*pair).partner_lead > 0 for pair in services)
        and all(partners.count(p) <= problem.partner_capacity.get(p, 0) for p in partners)
        and all(
            used <= oracle.room[team, period] + 1e-9
            for team, used in oracle.weeks(Served(given, led)).items()
        )
    )


def paid(problem: Problem, given: Given, flows: Flows) -> bool:
    """Say whether the flows pay every service in full, from funds that may, within their limits.

    Services of one candidate that the same funds may pay share a purse.
    """
    purse: dict[tuple[str, frozenset[str]], float] = {}
    for area in problem.areas:
        for option in area.options:
            payers = payers_of(problem, area.id, option.service)
            owed = option.usd if (area.id, option.service) in given else 0.0
            key = (area.id, payers)
            purse[key] = purse.get(key, 0.0) + owed
    setups = {joint.id: joint for joint in BruteForce(problem).setups(given)}
    purse |= {(joint.id, frozenset(joint.funds)): joint.usd for joint in setups.values()}
    for (candidate, service, fund), usd in flows.items():
        payers = (
            frozenset(setups[candidate].funds)
            if candidate in setups
            else payers_of(problem, candidate, service)
        )
        if usd < 0 or fund not in payers or (candidate, payers) not in purse:
            return False
        purse[candidate, payers] -= usd
    return not any(abs(left) > 0.5 for left in purse.values()) and within(problem, flows)


def within(problem: Problem, flows: Flows) -> bool:
    """Say whether no fund pays more than it has, in all or for one candidate."""
    for fund_value in problem.funds:
        out = {key: usd for key, usd in flows.items() if key[2] == fund_value.id}
        if sum(out.values()) > fund_value.usd + 0.5:
            return False
        most = fund_value.most_per_candidate
        for area in problem.areas:
            if most is not None and sum(u for k, u in out.items() if k[0] == area.id) > most + 0.5:
                return False
    return True


def payers_of(problem: Problem, candidate: str, service: str) -> frozenset[str]:
    """Return the funds that may pay for a service of a candidate."""
    return frozenset(
        fund.id
        for fund in problem.funds
        if candidate in fund.pays_for and (fund.services is None or service in fund.services)
    )
