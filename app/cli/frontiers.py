"""From the options of ``focus frontier`` to its points, as a drawing and as JSON."""

from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.known import AskedAbout, Known, knowing
from app.cli.limits import within
from app.cli.output import drawable
from app.cli.plan_json import Json
from app.cli.plan_sentences import no_plan_sentences
from config.problems import Problems
from optimizer.frontier import By, Frontier, FrontierPoint
from optimizer.levers import canonical
from optimizer.nestedness import path_sentence, paths
from optimizer.study import Study
from questions.frontier import FrontierQuestion
from reports.condition_words import conflicts_json
from reports.why_sentences import namer
from reports.words import amount

WIDTH = 30
"""Characters of the longest bar."""
FULL = "█"


@dataclass(frozen=True)
class Walked:
    """A frontier, or the plan that there is none."""

    known: Known
    frontier: Frontier | None = None
    interrupted: bool = False

    @property
    def answered(self) -> bool:
        """Whether there is a plan, and any point unless there was no time for one."""
        some = self.frontier is not None and bool(self.frontier.points)
        return self.known.found.plan.found and (some or not self.interrupted)


def find_frontier(asked: AskedAbout, by: str, points: int) -> Walked:
    """Walk the frontier that was asked for.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    within("--points", points, problems)
    what: By | None = None

    def chosen(study: Study, problems: Problems) -> None:
        nonlocal what
        what = _by(study, by, problems)

    with knowing(asked, problems, chosen) as known:
        if not known.found.plan.found or what is None:
            return Walked(known)
        question = FrontierQuestion(
            scenario=known.found.scenario,
            plan=known.limits.plan,
            effort=known.limits.each,
            by=what,
            points=points,
        )
        walked = known.ask(question, f"Planning at about {points} budgets")
        return Walked(known, walked, interrupted=known.interrupted)


def _by(study: Study, text: str, problems: Problems) -> By | None:
    """Return what the frontier is walked by; None when a problem was added."""
    wanted = text.strip().casefold()
    if wanted == "money":
        return "money"
    if wanted == "staff":
        return "staff"
    kinds = list(study.configuration.criteria.kinds)
    first, _, second = wanted.partition(":")
    if first in kinds and second in kinds and first != second:
        return first, second
    problems.add(
        "--by",
        must=f"must be money, staff or two different kinds of {', '.join(kinds)}",
        do="Write, say, money or country:commitment.",
        value=text,
    )
    return None


def print_frontier(console: Console, walked: Walked) -> None:
    """Print a frontier: a line and a bar per point, and who drops out along the way."""
    found = walked.known.found
    if walked.frontier is None:
        for sentence in no_plan_sentences(found):
            console.print(sentence, markup=False)
        return
    line = walked.frontier
    for sentence in _headline(line):
        console.print(sentence, markup=False)
    if not line.points:
        return
    console.print()
    console.print(_table(console, line))
    name = namer(found.problem)
    gone = [point for point in line.points if point.dropped]
    if gone:
        console.print()
        console.print(Text("Out again, although they were in at the point before:", style="bold"))
    levels = [_used(line, point) for point in line.points]
    for path in paths(line.points):
        if path.breaks:
            console.print(Padding(Text(path_sentence(path, levels, name)), (0, 0, 0, 2)))


def _headline(line: Frontier) -> list[str]:
    if not line.points:
        return ["No point was found before the search was ended."]
    first, last = line.points[0], line.points[-1]
    if isinstance(line.by, tuple):
        one, other = line.by
        text = (
            f"{one} can earn {first.value:,.1f} points beside {first.used:,.1f} of {other}, "
            f"down to {last.value:,.1f} beside {last.used:,.1f}."
        )
    else:
        text = (
            f"From {_used(line, first)} to {_used(line, last)} the best plan found goes from "
            f"{first.value:,.1f} to {last.value:,.1f} points."
        )
    told = [text]
    exact = sum(point.exact for point in line.points)
    told.append(
        f"{exact} of {len(line.points)} points are proven best; the column “at most” says how much "
        "higher each could be."
    )
    if not line.complete:
        told.append("The walk was ended early; more points would follow.")
    return told


def _used(line: Frontier, point: FrontierPoint) -> str:
    return f"{point.used:,.1f} points" if line.unit == "points" else amount(point.used, line.unit)


def _table(console: Console, line: Frontier) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    used = line.by[1] if isinstance(line.by, tuple) else line.unit
    table.add_column(used, justify="right", no_wrap=True)
    table.add_column(line.by[0] if isinstance(line.by, tuple) else "Points", justify="right")
    table.add_column("at most", justify="right", no_wrap=True)
    table.add_column("Focus areas", justify="right", no_wrap=True)
    table.add_column("Out again", justify="right", no_wrap=True)
    table.add_column("")
    highest = max((point.value for point in line.points), default=0.0) or 1.0
    for point in line.points:
        bar = FULL * max(0, round(WIDTH * point.value / highest))
        table.add_row(
            f"{point.used:,.0f}" if line.unit == "USD" else f"{point.used:,.1f}",
            f"{point.value:,.1f}",
            "proven" if point.exact else f"{point.bound:,.1f}",
            str(len(point.plan.ids)),
            str(len(point.dropped) or ""),
            drawable(console, bar),
        )
    return table


def frontier_json(walked: Walked) -> Json:
    """Return a frontier with the focus areas of every point."""
    found, line = walked.known.found, walked.frontier
    return {
        "status": found.plan.status,
        "scenario": canonical(found.scenario),
        "by": None if line is None else line.by,
        "unit": None if line is None else line.unit,
        "step": None if line is None else line.step,
        "complete": line is not None and line.complete,
        "points": [
            {
                **point.model_dump(exclude={"plan", "dropped"}),
                "focus": sorted(point.plan.ids),
                "dropped": list(point.dropped),
            }
            for point in (() if line is None else line.points)
        ],
        **conflicts_json(found.plan.conflicts, found.conditions),
        "interrupted": walked.interrupted,
    }
