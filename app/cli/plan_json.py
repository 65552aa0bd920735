"""A plan as JSON: the names of its fields are a promise to other programs."""

from app.cli.planning import Found
from optimizer.bounded_value import BoundedValue
from optimizer.levers import canonical
from optimizer.partner_leads import leading
from optimizer.plan import CapacityUse, FocusLine, Plan, RuleStanding
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.study import Study
from reports.condition_words import ConditionWords, conflicts_json

Json = dict[str, object]


def found_json(found: Found) -> Json:
    """Return a plan with what the search cost, and who ended it early, if anybody did."""
    return {
        **plan_json(found.plan, found.study, found.scenario),
        "interrupted": found.stopped == "person",
        "stopped": found.stopped,
        "work": found.work.model_dump(),
    }


def plan_json(plan: Plan, study: Study, scenario: Scenario) -> Json:
    """Return a plan with the hashes of what it was made from.

    The hash of the configuration is that of the files; what the options changed on top of them
    stands under ``scenario``.
    """
    problem = study.problem(scenario)
    return {
        "status": plan.status,
        "value": plan.value,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": plan.seconds,
        "focus": [_focus(line) for line in plan.focus],
        "capacity": [_capacity(use) for use in plan.capacity],
        "rules": [_rule(standing) for standing in plan.rules],
        "overlaps": [pair.model_dump() for pair in plan.overlaps],
        "entered": list(plan.entered),
        "left": list(plan.left),
        "inputs": {
            "dataset": study.dataset.content_hash,
            "config": study.configuration.content_hash,
        },
        "stayed": list(plan.stayed),
        **conflicts_json(plan.conflicts, ConditionWords(problem, scenario, typed=True)),
        "worth": None if plan.worth is None else plan.worth.model_dump(),
        "solver": plan.solver,
        "ties_settled": plan.ties_settled,
        "other_ties": plan.other_ties,
        "scenario": canonical(scenario),
        **_leads(plan, study, problem),
        "gave_up": plan.gave_up,
    }


def priced_json(points: BoundedValue | None) -> Json | None:
    """Return what is found and proven; ``found`` is null where the figure is no news."""
    if points is None:
        return None
    return {"found": points.estimate, "low": points.low, "high": points.high}


def _leads(plan: Plan, study: Study, problem: Problem) -> Json:
    """Return who leads what, what that saves, and what is assumed about it."""
    found = leading(study, problem, plan)
    return {
        "weeks_saved": found.weeks_saved,
        "leads": [led.model_dump() for led in found.services],
        "assumed_capacity": dict.fromkeys(found.assumed, found.assumed_capacity),
    }


def _focus(line: FocusLine) -> Json:
    return {
        "id": line.id,
        "kind": line.kind,
        "name": line.name,
        "region": line.region,
        "score": line.score,
        "services": list(line.services),
        "staff": dict(sorted(line.staff.items())),
        "money": dict(sorted(line.money.items())),
        "period": line.period,
        "points": line.points,
        "unlocked": line.unlocked,
        "incumbent": line.incumbent,
        "leads": dict(sorted(line.leads.items())),
        "weeks_saved": line.weeks_saved,
    }


def _capacity(use: CapacityUse) -> Json:
    return {
        "resource": use.resource,
        "period": use.period,
        "available": use.available,
        "reserved": use.reserved,
        "used": use.used,
        "unit": use.unit,
    }


def _rule(standing: RuleStanding) -> Json:
    return {
        "id": standing.id,
        "group": standing.group,
        "min": standing.min,
        "max": standing.max,
        "count": standing.count,
        "met": standing.met,
        "period": standing.period,
        "hard": standing.hard,
        "cost": standing.cost,
    }
