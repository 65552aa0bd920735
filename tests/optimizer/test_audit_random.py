"""The audit of random decisions. Oracle: brute force's yes or no, and its sums."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest

from optimizer import audit
from optimizer.audit import broken, worth
from optimizer.decisions import Decisions
from optimizer.problem import Problem
from tests.optimizer.checker import holds, value
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.solved import solve

SEEDS = range(1000, 1060)
TRIES = 12


def random_decisions(rng: np.random.Generator, example: Problem) -> Decisions:
    """Return decisions that name only what the problem has, and mostly break something."""
    focus, services, leads = set(), set(), set()
    money: dict[tuple[str, str, str, str], float] = {}
    for period in example.periods:
        for one in example.areas:
            if rng.random() < 0.4:
                focus.add((one.id, period.id))
            for service in one.options:
                if (one.id, period.id) in focus and rng.random() < 0.8:
                    services.add((one.id, service.service, period.id))
                    payers = [f.id for f in example.funds if f.pays(one.id, service.service)]
                    if service.usd and payers:
                        payer = str(rng.choice(payers))
                        money[one.id, service.service, payer, period.id] = service.usd
        for lead in example.leads:
            if (lead.candidate, lead.service, period.id) in services and rng.random() < 0.5:
                leads.add((lead.partner, lead.candidate, lead.service, period.id))
    return Decisions(focus=focus, services=services, leads=leads, money=money)


def changed(rng: np.random.Generator, example: Problem, decisions: Decisions) -> Decisions:
    """Return decisions with one thing added or taken away."""
    areas = [one for one in example.areas if one.options]
    one = areas[rng.integers(len(areas))]
    service = one.options[rng.integers(len(one.options))].service
    period = example.periods[rng.integers(len(example.periods))].id
    flows = dict(decisions.money)
    match rng.integers(6):
        case 0:
            return decisions.but(focus=decisions.focus ^ {(one.id, period)})
        case 1:
            return decisions.but(services=decisions.services ^ {(one.id, service, period)})
        case 2:
            lead = (str(rng.choice(("partner:p", "partner:q"))), one.id, service, period)
            return decisions.but(leads=decisions.leads ^ {lead})
        case 3 if flows:
            key = sorted(flows)[rng.integers(len(flows))]
            flows[key] += float(rng.choice((-5000, 5000)))
        case 4 if flows:
            candidate, paid, _, when = key = sorted(flows)[rng.integers(len(flows))]
            other = (candidate, paid, example.funds[rng.integers(len(example.funds))].id, when)
            flows[other] = flows.get(other, 0.0) + flows.pop(key)
        case 5 if flows:
            candidate, _, payer, when = key = sorted(flows)[rng.integers(len(flows))]
            of_candidate = example.by_id[candidate].options
            other = (candidate, of_candidate[rng.integers(len(of_candidate))].service, payer, when)
            flows[other] = flows.get(other, 0.0) + flows.pop(key)
    return decisions.but(money=flows)


def candidates_for_audit(seed: int) -> Iterator[tuple[Problem, Decisions]]:
    """Yield a random problem with random decisions, and with small changes of its best plan."""
    rng = np.random.default_rng(seed)
    example = random_problem(rng, Size(areas=3, periods=1 + seed % 2, rules=2))
    best = solve(example).decisions
    for _ in range(TRIES):
        yield example, random_decisions(rng, example)
        yield example, changed(rng, example, best)
        yield example, changed(rng, example, changed(rng, example, best))


def test_audit_agrees_with_brute_force_on_random_decisions() -> None:
    """``broken`` is empty, and ``holds``, exactly when brute force finds that all conditions do."""
    verdicts: Counter[bool] = Counter()
    for seed in SEEDS:
        for example, decisions in candidates_for_audit(seed):
            good = holds(example, decisions)
            verdicts[good] += 1
            faults = broken(example, decisions)
            assert (not faults) == audit.holds(example, decisions) == good, (
                seed,
                decisions,
                faults,
            )
    assert verdicts[True] > 150
    assert verdicts[False] > 1000


def test_worth_agrees_with_brute_force_on_random_decisions() -> None:
    for seed in SEEDS:
        for example, decisions in candidates_for_audit(seed):
            assert worth(example, decisions).total == pytest.approx(value(example, decisions))
