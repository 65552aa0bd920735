"""Every numerical tolerance of the optimizer, named once."""

FEASIBILITY = 1e-6
"""How far a row or bound may be missed: weeks, USD / :data:`USD_SCALE`, or counts."""
INTEGRALITY = 1e-6
"""How far a yes/no decision may be from 0 or 1 and still be read as one."""
EXACT_GAP = 1e-9
"""Relative gap asked of the solver when a plan must be proven best."""
VALUE_TIE = 1e-5
"""Points within which two plans count as equally good; well above the solver's own tolerance, or
it may find a value that is held no longer attainable."""
MONEY_TIE_USD = 0.005
"""USD within which two plans count as equally cheap: half a cent, since plans cost whole cents."""
STAFF_TIE_WEEKS = 1e-4
"""Staff-weeks within which two plans count as equally light."""
USD_SCALE = 1000.0
"""Money rows are written in thousands of USD, so that no coefficient dwarfs the others."""


def worth_more(points: float, than: float) -> bool:
    """Say whether one plan is worth more than another, by more than counts as equally good."""
    return points > than + VALUE_TIE
