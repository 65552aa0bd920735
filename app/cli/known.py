"""The best plan known, which explanations, alternatives and frontiers start from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.cli.levers import LeverTexts, read_levers
from app.cli.planning import Found, find, opened
from app.cli.solving import Solving, read_solving
from config.problems import Problems
from optimizer.search.effort import QUESTION, Effort
from optimizer.search.model import HIGHS
from optimizer.study import Study


@dataclass(frozen=True)
class AskedAbout:
    """The options that every question about a plan has, as they were typed."""

    data: Path | None
    config: Path | None
    levers: LeverTexts
    gap: str | None = None
    time_limit: str = "none"


@dataclass(frozen=True)
class Known:
    """The best plan found, and how questions about it are searched for."""

    found: Found
    solving: Solving

    @property
    def effort(self) -> Effort:
        """How hard each search of a question about the plan looks."""
        return self.solving.effort(QUESTION)


def know(asked: AskedAbout, problems: Problems, check: Callable[[Study, Problems], None]) -> Known:
    """Make the plan that questions are asked about, once all options hold.

    Args:
        asked: the options.
        problems: what is wrong with options that were read already.
        check: looks at the options of the command itself, before anything is solved.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    solving = read_solving(asked.gap, asked.time_limit, HIGHS, problems)
    study = opened(asked.data, asked.config, problems)
    check(study, problems)
    scenario = read_levers(study, asked.levers, problems)
    assert solving is not None  # noqa: S101 (its problems were raised just now)
    return Known(find(study, scenario, solving), solving)
