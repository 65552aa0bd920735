"""From the options of ``focus reassess`` to changes and their causes, in words and as JSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from app.cli.drawing import counting, steps
from app.cli.interruption import INTERRUPTION
from app.cli.known import AskedAbout
from app.cli.levers import read_levers
from app.cli.plan_json import Json
from app.cli.planning import opened
from app.cli.solving import read_limits, searching
from config.problems import InputError, Problems
from optimizer.attribution import ATTRIBUTION, Attribution, Move
from optimizer.levers import canonical
from optimizer.plan import Plan
from optimizer.rounds import Rounds
from questions.asking import ask
from questions.question import NothingYetError
from questions.reassess import ReassessQuestion
from reports import causes
from scoring.difference import ScoreChange


@dataclass(frozen=True)
class Changes:
    """What changed between two rounds, and why."""

    rounds: Rounds
    found: Attribution | None
    """None where there is none."""
    trouble: str = ""
    """Why there is none."""

    def name(self, candidate: str) -> str:
        """Return a candidate's name, from the later round or else the earlier."""
        for one in (self.rounds.after, self.rounds.before):
            if candidate in one.study.dataset.by_id:
                return one.study.dataset.by_id[candidate].name
        return candidate

    def scores(self) -> dict[str, ScoreChange]:
        """Return the change of score of everybody who enters or leaves."""
        before, after = (
            one.study.scorecard(one.scenario) for one in (self.rounds.before, self.rounds.after)
        )
        moves = () if self.found is None else self.found.moves
        return causes.score_changes(before, after, tuple(move.id for move in moves))


def find_changes(
    asked: AskedAbout, before_data: Path | None, before_config: Path | None
) -> Changes:
    """Plan every mix of the two rounds.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    limits = read_limits(asked.gap, asked.time_limit, problems, each=ATTRIBUTION)
    study = opened(asked.data, asked.config, problems)
    earlier = study
    if before_data is not None or before_config is not None:
        try:
            earlier = opened(before_data or asked.data, before_config or asked.config, Problems())
        except InputError as error:
            raise InputError([*error.problems, *problems.found()]) from None
    scenario = read_levers(study, asked.levers, problems)
    assert limits is not None  # noqa: S101 (its problems were raised just now)
    question = ReassessQuestion.since(earlier, scenario, limits.plan, limits.each)
    rounds = question.rounds(study)
    with (
        searching(limits) as search,
        counting("Planning what lies between", 2 ** len(rounds.causes)) as told,
    ):
        try:
            found = ask(study, question, stop=search.stop, progress=steps(told)).result
        except NothingYetError:
            return Changes(rounds, None, "The search was ended before all plans were made.")
    if found.attribution is None:
        return Changes(rounds, None, f"Changes cannot be put down to causes: {found.trouble}.")
    return Changes(rounds, found.attribution)


def print_changes(console: Console, changes: Changes) -> None:
    """Print what changed, what each cause did, and who enters and leaves for which reason."""
    found = changes.found
    if found is None:
        console.print(changes.trouble, markup=False)
        return
    console.print(causes.answer(found), markup=False)
    console.print(_worth(found), markup=False)
    if not found.causes:
        return
    console.print()
    table = Table(
        "What changed", "What it did to the plan's worth", box=SIMPLE_HEAD, pad_edge=False
    )
    for one in found.causes:
        table.add_row(causes.CAUSES[one.cause].capitalize(), causes.cause_sentence(one))
    console.print(table)
    scores = changes.scores()
    for title, entered in (("Who enters", True), ("Who leaves", False)):
        moves = [move for move in found.moves if move.entered == entered]
        if moves:
            console.print(Text(title, style="bold"))
            for move in moves:
                console.print(Padding(Text(_line(changes, scores, move)), (0, 0, 0, 2)))
    if found.stayed:
        console.print(Text("Who stays", style="bold"))
        stayed = ", ".join(changes.name(name) for name in found.stayed)
        console.print(Padding(Text(stayed), (0, 0, 0, 2)))


def _worth(found: Attribution) -> str:
    gaps = [plan.gap or 0.0 for plan in (found.before, found.after)]
    return (
        f"Before {found.before.value or 0.0:,.1f} points, now {found.after.value or 0.0:,.1f}, "
        f"each proven within {max(gaps) * 100:.1f} % of the best possible."
    )


def _line(changes: Changes, scores: dict[str, ScoreChange], move: Move) -> str:
    text = f"{changes.name(move.id)}: {causes.why(move)}"
    if move.id not in scores:
        return f"{text}; scored in one of the rounds only"
    study = changes.rounds.after.study
    kind = study.dataset.by_id[move.id].kind
    criteria = changes.rounds.after.configuration.criteria
    return f"{text}; {causes.score_sentence(scores[move.id], criteria, kind)}"


def changes_json(changes: Changes) -> Json:
    """Return what changed; the names of its fields are a promise to other programs."""
    found = changes.found
    if found is None:
        return {
            "status": "unknown",
            "trouble": changes.trouble,
            "interrupted": INTERRUPTION.interrupted,
        }
    scores = changes.scores()
    return {
        "status": "done",
        "scenario": canonical(changes.rounds.after.scenario),
        "plans": found.plans,
        "before": _plan_json(found.before),
        "after": _plan_json(found.after),
        "causes": [
            {
                "cause": one.cause.name.lower(),
                "points": one.points,
                "low": one.low,
                "high": one.high,
            }
            for one in found.causes
        ],
        "moves": [_move_json(move, scores) for move in found.moves],
        "stayed": list(found.stayed),
        "interrupted": INTERRUPTION.interrupted,
    }


def _plan_json(plan: Plan) -> Json:
    return {"value": plan.value, "bound": plan.bound, "gap": plan.gap, "focus": sorted(plan.ids)}


def _move_json(move: Move, scores: dict[str, ScoreChange]) -> Json:
    change = scores.get(move.id)
    return {
        "id": move.id,
        "entered": move.entered,
        "shares": {cause.name.lower(): share for cause, share in move.shares.items()},
        "score_before": None if change is None else change.before,
        "score_after": None if change is None else change.after,
        "criteria": {} if change is None else dict(_criteria(change)),
    }


def _criteria(change: ScoreChange) -> Iterator[tuple[str, Json]]:
    for one in change.changes:
        if one.points:
            yield (
                one.criterion,
                {
                    "points": one.points,
                    "by_weight": one.by_weight,
                    "by_value": one.by_value,
                    "because": [cause.value for cause in one.causes],
                },
            )
