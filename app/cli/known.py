"""The best plan known, which explanations, alternatives and frontiers start from."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from optimizer.solve import HIGHS, SolveOptions, solve
from optimizer.why.asking import NODES, Effort

from app.cli.levers import LeverTexts, read_levers
from app.cli.output import working
from app.cli.plan_question import DEFAULT_GAP, DEFAULT_SECONDS
from app.cli.planning import Found, opened
from app.cli.solving import read_solving, searching
from config.problems import Problems
from optimizer.conditions import moved_conditions
from optimizer.study import Study

FIRST = 3.0
"""How many times as long as any later search the first one, for the best plan, may take."""


@dataclass(frozen=True)
class AskedAbout:
    """The options that every question about a plan has, as they were typed."""

    data: Path | None
    config: Path | None
    levers: LeverTexts
    gap: str = DEFAULT_GAP
    time_limit: str = DEFAULT_SECONDS


@dataclass(frozen=True)
class Known:
    """The best plan found, and how long each question about it may take."""

    found: Found
    effort: Effort


def know(asked: AskedAbout, problems: Problems, check: Callable[[Study, Problems], None]) -> Known:
    """Make the plan that questions are asked about, once all options hold.

    Args:
        asked: the options.
        problems: what is wrong with options that were read already.
        check: looks at the options of the command itself, before anything is solved.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    options = read_solving(asked.gap, asked.time_limit, HIGHS, problems)
    study = opened(asked.data, asked.config, problems)
    check(study, problems)
    scenario = read_levers(study, asked.levers, problems)
    assert options is not None  # noqa: S101 (its problems were raised just now)
    longer = None if options.seconds is None else FIRST * options.seconds
    problem = study.problem(scenario)
    words = "" if longer is None else f", at most {longer:g} s"
    message = f"Searching for the best plan{words} (Ctrl-C: the best so far)"
    with working(message), searching(longer) as search:
        moved = moved_conditions(problem, scenario)
        plan = solve(problem, options.but(seconds=longer), search.stop, moved)
    found = Found(
        plan=plan,
        study=study,
        scenario=scenario,
        configuration=study.configured(scenario),
        problem=problem,
        options=options.but(seconds=longer),
        interrupted=search.interrupted,
    )
    return Known(found, effort_of(options))


def effort_of(options: SolveOptions) -> Effort:
    """Return how long each question may take: branches count too, unless there is no limit."""
    nodes = None if options.seconds is None else NODES
    return Effort(gap=options.gap, nodes=nodes, seconds=options.seconds)
