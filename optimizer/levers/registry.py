"""All levers, in the order in which scenarios, pages and help tell them.

A new lever is its file, its field in :class:`Scenario` and its entry here; its words for people
stand in ``reports.levers`` and ``app.cli.options``.
"""

from collections.abc import Mapping
from typing import Any

from optimizer.levers.amounts import (
    MONEY_OF_FUNDS,
    UNIVERSAL_SHARES,
    WEEKS_OF_TEAMS,
    WORTH_OF_KINDS,
)
from optimizer.levers.chances import CHANCES
from optimizer.levers.continuity import FIRST, HORIZON, MOST_CHANGES, STAY
from optimizer.levers.lever import Lever
from optimizer.levers.locks import MUST, MUST_NOT
from optimizer.levers.openings import Openings
from optimizer.levers.rules import Rules
from optimizer.levers.tolerance import TOLERANCE
from optimizer.levers.weights import CriterionWeights, MeasureWeights

WEIGHTS_OF_CRITERIA, WEIGHTS_OF_MEASURES = CriterionWeights(), MeasureWeights()
RULES = Rules()
OPENINGS = Openings()
LEVERS: tuple[Lever[Any], ...] = (
    WEEKS_OF_TEAMS,
    UNIVERSAL_SHARES,
    MONEY_OF_FUNDS,
    WORTH_OF_KINDS,
    CHANCES,
    WEIGHTS_OF_CRITERIA,
    WEIGHTS_OF_MEASURES,
    RULES,
    OPENINGS,
    MUST,
    MUST_NOT,
    MOST_CHANGES,
    FIRST,
    HORIZON,
    STAY,
    TOLERANCE,
)
"""Every lever."""
BY_FIELD: Mapping[str, Lever[Any]] = {lever.field: lever for lever in LEVERS}
BY_PARAMETER: Mapping[str, Lever[Any]] = {lever.parameter: lever for lever in LEVERS}
