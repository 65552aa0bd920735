"""What is found about a group as JSON: the names of its fields are a promise to other programs."""

from app.cli.grouping import Grouped
from app.cli.plan_json import Json
from optimizer.bounded_value import BoundedValue
from optimizer.group_plans import PersonPlan
from optimizer.levers import canonical
from optimizer.plan import Plan
from reports.conditions import conflicts_json
from scoring.group import GroupWeights


def group_json(found: Grouped) -> Json:
    """Return weights, plans and losses; plans are null where there are none."""
    plans = found.plans
    told: Json = {
        "status": "found" if plans else found.no_plan.plan.status if found.no_plan else "unknown",
        "scenario": canonical(found.scenario),
        "gap": found.gap,
        "interrupted": found.interrupted,
        "weights": {kind: _weights(group) for kind, group in found.groups.items()},
        **(
            {"conflicts": [], "conflicting": []}
            if found.no_plan is None
            else conflicts_json(found.no_plan.plan.conflicts, found.no_plan.conditions)
        ),
        "inputs": {
            "dataset": found.study.dataset.content_hash,
            "config": found.study.configuration.content_hash,
        },
    }
    if plans is None:
        return told
    return told | {
        "people": [_person(one) for one in plans.people],
        "waiting": list(plans.waiting),
        "shared": list(plans.shared),
        "some": list(plans.some),
        "support": dict(plans.support),
        "consensus": {**_plan(plans.consensus), "worst": _points(plans.consensus_worst)},
        "compromise": None
        if plans.compromise is None
        else {
            **_plan(plans.compromise),
            "worst": _points(plans.compromise_worst),
            "least": plans.compromise_least,
        },
    }


def _weights(group: GroupWeights) -> Json:
    return {
        "people": {
            person: dict(zip(group.criteria, row, strict=True))
            for person, row in zip(group.people, group.weights.tolist(), strict=True)
        },
        "consensus": dict(group.mean),
        "disagreement": group.disagreement,
        "furthest": None if group.furthest is None else list(group.furthest),
        "contested": dict(group.contested),
    }


def _person(one: PersonPlan) -> Json:
    return {
        "person": one.person,
        **_plan(one.plan),
        "surely_in": list(one.surely_in),
        "surely_out": list(one.surely_out),
        "only": list(one.only),
        "without": list(one.without),
        "consensus_costs": _points(one.consensus_costs),
        "compromise_costs": _points(one.compromise_costs),
    }


def _plan(plan: Plan) -> Json:
    return {
        "value": plan.value,
        "bound": plan.bound,
        "status": plan.status,
        "focus": sorted(plan.ids),
    }


def _points(found: BoundedValue | None) -> Json | None:
    return None if found is None else found.model_dump()
