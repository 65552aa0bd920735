"""Levers: one grammar for what may be moved, wherever it is written, read or moved."""

from optimizer.levers.amounts import (
    MONEY_OF_FUNDS,
    UNIVERSAL_SHARES,
    WEEKS_OF_TEAMS,
    WORTH_OF_KINDS,
)
from optimizer.levers.chances import CHANCES
from optimizer.levers.configured import configured
from optimizer.levers.continuity import FIRST, HORIZON, MOST_CHANGES, STAY
from optimizer.levers.focus_weeks import Gives, with_focus_weeks
from optimizer.levers.grammar import (
    canonical,
    normal,
    option_text,
    options,
    read,
    statement,
    written,
)
from optimizer.levers.lever import SAME, Ground, Lever, Named, Statement
from optimizer.levers.locks import MUST, MUST_NOT
from optimizer.levers.numbers import read_number
from optimizer.levers.openings import gate_openings
from optimizer.levers.registry import (
    BY_FIELD,
    BY_PARAMETER,
    LEVERS,
    OPENINGS,
    RULES,
    WEIGHTS_OF_CRITERIA,
    WEIGHTS_OF_MEASURES,
)
from optimizer.levers.tolerance import TOLERANCE

__all__ = [
    "BY_FIELD",
    "BY_PARAMETER",
    "CHANCES",
    "FIRST",
    "HORIZON",
    "LEVERS",
    "MONEY_OF_FUNDS",
    "MOST_CHANGES",
    "MUST",
    "MUST_NOT",
    "OPENINGS",
    "RULES",
    "SAME",
    "STAY",
    "TOLERANCE",
    "UNIVERSAL_SHARES",
    "WEEKS_OF_TEAMS",
    "WEIGHTS_OF_CRITERIA",
    "WEIGHTS_OF_MEASURES",
    "WORTH_OF_KINDS",
    "Gives",
    "Ground",
    "Lever",
    "Named",
    "Statement",
    "canonical",
    "configured",
    "gate_openings",
    "normal",
    "option_text",
    "options",
    "read",
    "read_number",
    "statement",
    "with_focus_weeks",
    "written",
]  # fmt: skip
