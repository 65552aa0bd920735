"""How small and how large a number may be that an option takes: named here and nowhere else.

The largest are far beyond use and still within the memory and time of one machine;
docs/command-line.md says what they need.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from config.problems import Problems


@dataclass(frozen=True)
class Limit:
    """What one option's number must lie between, both included."""

    least: float
    most: float
    do: str


SECONDS = "--time-limit"
LIMITS: Mapping[str, Limit] = {
    "--draws": Limit(1, 10_000, "Write, say, 1000; more draws are more precise."),
    "--seed": Limit(0, 10**12, "Write any whole number from 0."),
    "--concentration": Limit(
        1e-3, 1e6, "Write, say, 50; the greater, the nearer to the given weights."
    ),
    "--corners": Limit(1, 10_000, "Write, say, 400."),
    "--find-out": Limit(0, 10_000, "Write, say, 5."),
    "--first": Limit(1, 1_000_000, "Write, say, 10."),
    "--top": Limit(0, 1_000_000, "Write 0 for all."),
    "--workers": Limit(1, 128, "Leave it away to use all cores; 1 is this process alone."),
    "--number": Limit(1, 1_000, "Write, say, 3."),
    "--differ": Limit(1, 1_000_000, "Write, say, 3."),
    "--points": Limit(2, 1_000, "Write, say, 7."),
    SECONDS: Limit(1e-6, 1e7, "Write, say, 60."),
}


RANKING_DRAWS = Limit(1, 100_000, "Write, say, 20000; more draws are more precise.")
"""Those of ``--draws`` where nothing is planned: a draw of a ranking is kept as counts only."""


def within(
    option: str, number: float | None, problems: Problems, limit: Limit | None = None
) -> None:
    """Tell a number that an option does not take; None is not given."""
    limit = limit or LIMITS[option]
    if number is not None and not limit.least <= number <= limit.most:
        problems.add(
            option,
            must=f"must be between {limit.least:,g} and {limit.most:,.0f}",
            do=limit.do,
            value=f"{number}",
        )
