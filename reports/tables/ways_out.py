"""Ways out of conditions that no plan meets: as rows, and as levers."""

import pandas as pd

from config.configuration import Configuration
from optimizer.levers import normal
from optimizer.scenario import Scenario
from optimizer.why.infeasible import Correction, Corrections
from reports.condition_words import ConditionWords
from reports.words import points


def way_rows(found: Corrections, told: ConditionWords) -> pd.DataFrame:
    """Return one row per way out, in order.

    Columns: ``Way out, Conditions`` (how many), ``Best plan then, points`` (blank where none was
    looked for yet), ``In words``.
    """
    return pd.DataFrame(
        [
            {
                "Way out": told.way_out(way),
                "Conditions": len(way.conditions),
                "Best plan then, points": way.plan.value,
                "In words": "Its best plan is being looked for."
                if way.plan.value is None
                else f"The best plan found is then worth {points(way.plan.value)}.",
            }
            for way in found.sets
        ],
        columns=["Way out", "Conditions", "Best plan then, points", "In words"],
    )


def scenario_without(
    scenario: Scenario, way: Correction, configuration: Configuration
) -> Scenario | None:
    """Return the scenario that takes a way out; None where some condition has no lever.

    Args:
        scenario: without a plan.
        way: of the scenario's problem.
        configuration: as loaded; a lever put back to what it says is no lever any more.
    """
    moved = scenario
    for one in way.steps:
        after = one.lever(moved)
        if after == moved:
            return None
        moved = after
    return normal(moved, configuration)
