"""Who pays what: money flows that follow from the services given, exact to the cent.

Which services a plan gives is what a search decides. Given them, money is a transportation problem
per period: from funds *f* with balances C_f, through a door (f, i) with the fund's limit for one
candidate, to the purses *c* of candidate *i*, each of which is due what its services cost. All
amounts are whole cents, so that a maximum flow is one in whole cents.

Of all flows that pay everything, the one told is made by the funds in their configured order: the
first pays as much as it can, then the second as much as it then can, and so on (augmenting paths
from one fund after the other never lower what an earlier one pays: Ford & Fulkerson 1956; sources
that are filled one by one reach the lexicographic maximum, Megiddo 1974, *Mathematical Programming*
7, 97-107). Among purses that a fund may pay, those of the lowest ids come first. So equal decisions
have equal flows, whoever searched.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from optimizer.cents import cents, in_usd
from optimizer.problem import Problem

Node = tuple[str, ...]
"""A fund (1 id), a door (fund and candidate), a purse (candidate, service and blank)."""
PAID: Node = ()
"""Where all money ends."""


def payments(
    problem: Problem, services: Iterable[tuple[str, str, str]]
) -> Mapping[tuple[str, str, str, str], float]:
    """Return (candidate, first service of the purse, fund, period) → USD, in whole cents.

    The set-up of a joint service is a purse of its own, under the joint service's id in place of a
    candidate's. Where the funds cannot pay for everything, what they can pay.

    Args:
        problem: has the funds, their balances and limits, and what services cost.
        services: (candidate, service, period) of every service given.
    """
    due: dict[str, dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    for candidate, service, period in services:
        joint = problem.joint_of.get((candidate, service))
        if joint is not None and joint.usd > 0:
            due[period][joint.id, service] = cents(joint.usd)
        purse = problem.purse_of.get((candidate, service))
        if purse is not None:
            due[period][candidate, purse] += cents(problem.options[candidate, service].usd)
    return {
        (candidate, purse, fund, period): in_usd(amount)
        for period in sorted(due)
        for (candidate, purse, fund), amount in _pay(problem, due[period]).items()
    }


def _pay(
    problem: Problem, due: Mapping[tuple[str, str], int]
) -> Mapping[tuple[str, str, str], int]:
    """Return (candidate, purse, fund) → cents paid in one period."""
    room: dict[Node, dict[Node, int]] = {(fund.id,): {} for fund in problem.funds}
    limits = {
        fund.id: None if fund.most_per_candidate is None else cents(fund.most_per_candidate)
        for fund in problem.funds
    }
    flows: list[tuple[str, str, str]] = []
    everything = sum(due.values())
    for (candidate, purse), amount in sorted(due.items()):
        place: Node = (candidate, purse, "")
        room[place] = {PAID: amount}
        setup = problem.setup_payers.get(candidate)
        for fund in problem.payers[candidate, purse] if setup is None else setup:
            door = (fund, candidate)
            most = limits[fund] if setup is None else None
            room[fund,][door] = everything if most is None else most
            room.setdefault(door, {(fund,): 0})[place] = amount
            room[place][door] = 0
            flows.append((candidate, purse, fund))
    for source in problem.funds:
        start, left = (source.id,), cents(source.usd)
        for candidate, purse, fund in flows:
            if fund == source.id:
                path: tuple[Node, ...] = (start, (fund, candidate), (candidate, purse, ""), PAID)
                left -= _push(room, path, left)
        while left > 0 and (path := _path(room, start)):
            left -= _push(room, path, left)
    paid = {
        (candidate, purse, fund): room[candidate, purse, ""][fund, candidate]
        for candidate, purse, fund in flows
    }
    return {flow: amount for flow, amount in paid.items() if amount}


def _push(room: Mapping[Node, dict[Node, int]], path: Sequence[Node], most: int) -> int:
    """Send as much as a path has room for, and no more than asked; return it."""
    steps = list(pairwise(path))
    amount = min(most, *(room[here][there] for here, there in steps))
    for here, there in steps if amount else ():
        room[here][there] -= amount
        if there != PAID:
            room[there][here] = room[there].get(here, 0) + amount
    return amount


def _path(room: Mapping[Node, Mapping[Node, int]], start: Node) -> tuple[Node, ...]:
    """Return a shortest path with room to where money ends; empty when there is none."""
    before: dict[Node, Node] = {start: start}
    queue = deque([start])
    while queue:
        here = queue.popleft()
        for there, left in room[here].items():
            if left <= 0 or there in before:
                continue
            before[there] = here
            if there == PAID:
                path = [there]
                while path[-1] != start:
                    path.append(before[path[-1]])
                return tuple(reversed(path))
            queue.append(there)
    return ()
