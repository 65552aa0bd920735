"""Tables of plans: capacity, focus areas, rules, and what changed."""

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from config.configuration import Configuration
from optimizer.difference import PlanDifference
from optimizer.plan import CapacityUse, FocusLine, Plan, RuleStanding
from optimizer.study import Study
from reports.words import amount

Unit = Literal["staff-weeks", "USD"]


def capacity_table(plan: Plan, unit: Unit, period: str, before: Plan | None) -> pd.DataFrame:
    """Return one row per team or fund in one period, as the capacity bars want them.

    Columns: ``id, label, unit, available, reserved, used, free, used_before, text``;
    ``used_before`` is blank without a plan to compare with.
    """
    earlier: Mapping[str, CapacityUse] = (
        {}
        if before is None
        else {use.resource: use for use in before.capacity if use.period == period}
    )
    return pd.DataFrame(
        [
            {
                "id": use.resource,
                "label": use.label,
                "unit": use.unit,
                "available": use.available,
                "reserved": use.reserved,
                "used": use.used,
                "free": max(0.0, use.free),
                "used_before": earlier[use.resource].used if use.resource in earlier else None,
                "text": f"{amount(use.used, unit)} of {amount(use.used + use.free, unit)}"
                " for focus areas used",
            }
            for use in plan.capacity
            if use.unit == unit and use.period == period
        ],
        columns=[
            "id",
            "label",
            "unit",
            "available",
            "reserved",
            "used",
            "free",
            "used_before",
            "text",
        ],
    )


def capacity_numbers(table: pd.DataFrame) -> pd.DataFrame:
    """Return a capacity table as people read it."""
    names = {
        "label": "Team or fund",
        "unit": "Unit",
        "available": "All",
        "reserved": "Universal services",
        "used": "Used",
        "free": "Free",
        "used_before": "Used in the baseline",
    }
    shown = table[list(names)].rename(columns=names).round(1)
    return shown.dropna(axis="columns", how="all")


def focus_table(plan: Plan, configuration: Configuration) -> pd.DataFrame:
    """Return one row per focus area and period, best first within its kind.

    Columns: ``id, Candidate, Kind, Region, Standing, Score, Points, Support, Services,
    Staff-weeks, USD``, and ``Period`` when there are several.
    """
    rows = [_focus_row(line, configuration) for line in plan.focus]
    table = pd.DataFrame(rows, columns=list(_FOCUS))
    return table if len(set(table["Period"])) > 1 else table.drop(columns="Period")


_FOCUS = (
    "id",
    "Candidate",
    "Kind",
    "Region",
    "Standing",
    "Score",
    "Points",
    "Support",
    "Services",
    "Staff-weeks",
    "USD",
    "Period",
)


def _focus_row(line: FocusLine, configuration: Configuration) -> dict[str, object]:
    services = configuration.services.services
    return {
        "id": line.id,
        "Candidate": line.name,
        "Kind": configuration.criteria.kinds[line.kind].singular,
        "Region": line.region,
        "Standing": "stays" if line.incumbent else "enters",
        "Score": line.score,
        "Points": line.points,
        "Support": line.unlocked,
        "Services": ", ".join(services[name].label for name in line.services),
        "Staff-weeks": sum(line.staff.values()),
        "USD": sum(line.money.values()),
        "Period": line.period,
    }


def rules_table(plan: Plan) -> pd.DataFrame:
    """Return one row per rule, group and period: what it asks, what the plan has, what it costs."""
    return pd.DataFrame(
        [
            {
                "Rule": rule.label,
                "Where": rule.group or "everywhere",
                "Asked": asked(rule),
                "In the plan": rule.count,
                "Met": "yes" if rule.met else "no",
                "Points lost": rule.cost,
                "Firm": "must hold" if rule.hard else "may be missed at a price",
            }
            for rule in plan.rules
        ]
    )


def asked(rule: RuleStanding) -> str:
    """Return the bounds of a rule in words."""
    low = None if rule.min is None else f"{rule.min:.3g}"
    high = None if rule.max is None else f"{rule.max:.3g}"
    if low is not None and high is not None:
        return low if low == high else f"{low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


def change_table(
    change: PlanDifference, before: Plan, after: Plan, configuration: Configuration
) -> pd.DataFrame:
    """Return one row per candidate that entered or left between two plans.

    Columns: ``id, Candidate, Kind, Region, Change, Points``: of those that left the points they
    had in the first plan.
    """
    rows: list[dict[str, object]] = []
    for word, ids, plan in (("enters", change.entered, after), ("leaves", change.left, before)):
        lines = {line.id: line for line in plan.focus}
        rows.extend(
            {
                "id": name,
                "Candidate": lines[name].name,
                "Kind": configuration.criteria.kinds[lines[name].kind].singular,
                "Region": lines[name].region,
                "Change": word,
                "Points": lines[name].points,
            }
            for name in ids
        )
    return pd.DataFrame(rows, columns=["id", "Candidate", "Kind", "Region", "Change", "Points"])


def services_table(change: PlanDifference, study: Study) -> pd.DataFrame:
    """Return one row per focus area of both plans whose services differ."""
    services = study.configuration.services.services
    return pd.DataFrame(
        [
            {
                "Candidate": study.dataset.by_id[item.id].name,
                "Gains": ", ".join(services[name].label for name in item.gained),
                "Loses": ", ".join(services[name].label for name in item.lost),
            }
            for item in change.services
        ],
        columns=["Candidate", "Gains", "Loses"],
    )
