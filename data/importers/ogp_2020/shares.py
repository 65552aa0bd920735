"""Shares of commitments with an interval that says how much so few cases can tell."""

import math
from collections.abc import Iterable

from data.importers.ogp_2020.tables import Row, evidence_row, number

Z_90 = 1.6448536269514722
"""Standard normal quantile of a two-sided interval of 90 %."""

FEWEST = 3
"""Fewest assessed commitments for which a share is given; below, the share is missing."""


def wilson(successes: int, cases: int, z: float = Z_90) -> tuple[float, float]:
    """Return Wilson's score interval of a share.

    Args:
        successes: cases that count.
        cases: all cases, at least one.
        z: standard normal quantile of the interval's level.

    Returns:
        Lower and upper end, both in 0..1 and around ``successes / cases`` (Wilson 1927, J. Am.
        Stat. Assoc. 22:209-212).

    Raises:
        ValueError: there are no cases, or more successes than cases.
    """
    if not 0 <= successes <= cases or cases == 0:
        msg = f"a share needs 0 <= successes <= cases and cases > 0, not {successes} of {cases}"
        raise ValueError(msg)
    share = successes / cases
    spread = 1 + z * z / cases
    centre = (share + z * z / (2 * cases)) / spread
    half = z * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases)) / spread
    return max(0.0, centre - half), min(1.0, centre + half)


def share_evidence(
    candidate: str, measure: str, found: Iterable[bool], *, source: str, as_of: str, what: str
) -> list[Row]:
    """Return one row with the share of ``True``, or none when there are too few cases.

    Args:
        candidate: id.
        measure: id.
        found: one truth value per assessed commitment.
        source: source id.
        as_of: year of the youngest report that may enter.
        what: what the cases are, for the note.
    """
    cases = list(found)
    if len(cases) < FEWEST:
        return []
    low, high = wilson(sum(cases), len(cases))
    return [
        evidence_row(
            candidate,
            measure,
            number(sum(cases) / len(cases)),
            low=number(low),
            high=number(high),
            source=source,
            as_of=as_of,
            note=f"{sum(cases)} of {len(cases)} {what}; range: Wilson 90 %",
        )
    ]
