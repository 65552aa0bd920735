"""What is lost when a partner goes, in words: a loss below 0 is a gain, and is said so."""

from optimizer.bounded_value import BoundedValue
from reports.words import points

EXACT_POINTS = 0.05
"""Points within which both ends of an interval read as one figure."""


def stands_and_anew(at_most: float | None, anew: BoundedValue | None) -> str:
    """Return what a plan loses as it stands, and when it is planned anew.

    Args:
        at_most: points as it stands; None where nothing of it can be kept.
        anew: points after planning anew; None where there is no plan.
    """
    stands = loses_at_most(at_most) + (" as it stands" if at_most is not None else "")
    if anew is None:
        return stands
    told = loses(anew.found) if anew.estimate is not None else _singular(lose_between(anew))
    if stands.startswith("loses"):
        told = told.removeprefix("loses ")
    return f"{stands}, and {told} after planning anew"


def _singular(told: str) -> str:
    return told.replace("lose ", "loses ").replace("gain ", "gains ")


def loses(lost: float) -> str:
    """Return a loss, as in ``loses 3.0 points``, or ``gains 3.0 points`` where it is below 0."""
    told = points(abs(lost))
    return f"gains {told}" if lost < 0 and told != points(0) else f"loses {told}"


def loses_at_most(lost: float | None) -> str:
    """Return a loss that is not known to be as large; None where nothing can be kept."""
    if lost is None:
        return "cannot be kept"
    told = points(abs(lost))
    return f"gains at least {told}" if lost < 0 and told != points(0) else f"loses at most {told}"


def worth_less(lost: float) -> str:
    """Return what the same decisions are worth less, as in ``Worth less: 3.0 points``."""
    told = points(abs(lost))
    more = lost < 0 and told != points(0)
    return f"Worth {'more' if more else 'less'}: {told}"


def lose_between(loss: BoundedValue) -> str:
    """Return what the best plans lose, as in ``lose between 1.0 and 3.0 points``."""
    if loss.high - loss.low < EXACT_POINTS:
        verb, told = loses(loss.high).split(" ", 1)
        return f"{verb.removesuffix('s')} exactly {told}"
    if loss.high <= 0:
        return f"gain between {-loss.high:,.1f} and {points(-loss.low)}"
    if loss.low < 0:
        return f"gain at most {points(-loss.low)} or lose at most {points(loss.high)}"
    return f"lose between {loss.low:,.1f} and {points(loss.high)}"


def loss_figure(loss: BoundedValue) -> str:
    """Return the interval of a loss in figures, as in ``1.0 to 3.0``; gains stand below 0."""
    if loss.high - loss.low < EXACT_POINTS:
        return points(loss.high).removesuffix(" points")
    return f"{loss.low:,.1f} to {loss.high:,.1f}".replace("-", "−")
