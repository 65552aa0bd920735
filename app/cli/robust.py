"""From the options of ``focus robust`` to how sure a plan is."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from app.cli.drawing import Draws, DrawTexts, at_work, read_draws, take
from app.cli.known import AskedAbout, Known, knowing
from app.cli.limits import within
from config.problems import InputError, Problems
from optimizer.decisions import Decisions
from optimizer.levers import read_number
from optimizer.robust.core_index import (
    FIRM,
    CandidateIndex,
    ServiceIndex,
    core_indices,
    service_indices,
)
from optimizer.robust.regret import Regret, least_regret, regret
from optimizer.robust.robust_inclusion import CORNERS, Proof
from optimizer.robust.sampling import Sample
from optimizer.robust.value_of_information.results import ValueOfInformation
from optimizer.robust.weight_sets import count_corners
from optimizer.robust.workers import Here, Workers
from optimizer.study import Study
from questions.find_out import FindOutQuestion
from questions.robust import GAP, SampleQuestion, WeightSetQuestion

DRAWS = 200
"""Usual number of draws."""
NEAR = 0.1
"""Share of the weight that may move, where weights are near the given ones."""


@dataclass(frozen=True)
class RobustTexts:
    """The options of ``focus robust``, as typed."""

    draws: DrawTexts
    gap: str | None = None
    firm: str | None = None
    always: bool = False
    moved: str | None = None
    corners: int | None = None
    find_out: int | None = None
    workers: int | None = None
    cluster: str | None = None
    save: Path | None = None
    out_of_place: tuple[str, ...] = ()
    """Options given that ask about a ranking."""


@dataclass(frozen=True)
class _Read:
    """The options, read."""

    draws: Draws
    gap: float
    firm: float
    moved: float
    corners: int


@dataclass(frozen=True)
class Proven:
    """What is proven over a whole set of weights."""

    proof: Proof
    moved: float
    corners: int
    """Corners that the whole set has."""
    most: int
    """Corners that could be looked at."""


@dataclass(frozen=True)
class Sureness:
    """How sure a plan is: what was drawn and found. Without a plan nothing was drawn."""

    known: Known
    draws: Draws
    gap: float
    """Relative gap asked of the plan of every draw."""
    firm: float
    sample: Sample | None = None
    proven: Proven | None = None
    value_of_information: ValueOfInformation | None = None
    interrupted: bool = False

    @property
    def recommended(self) -> Decisions:
        """The plan in question."""
        return self.known.found.plan.decisions

    @cached_property
    def candidates(self) -> tuple[CandidateIndex, ...]:
        """Every candidate, the surest first; none without draws."""
        if self.sample is None or not self.sample.draws:
            return ()
        return core_indices(self.sample, self.recommended, self.firm)

    @cached_property
    def services(self) -> tuple[ServiceIndex, ...]:
        """Services of every candidate that is ever in focus; none without draws."""
        if self.sample is None or not self.sample.draws:
            return ()
        return service_indices(self.sample, self.recommended)

    @cached_property
    def lost(self) -> "Lost | None":
        """What the plan loses, and the plans that lose least; None without draws."""
        if self.sample is None or not self.sample.draws:
            return None
        return Lost(
            recommended=regret(self.sample, self.recommended),
            least_worst=least_regret(self.sample, "worst"),
            least_mean=least_regret(self.sample, "mean"),
        )


@dataclass(frozen=True)
class Lost:
    """Regret of the recommended plan, and of the plans found that have least of it."""

    recommended: Regret
    least_worst: tuple[Decisions, Regret]
    least_mean: tuple[Decisions, Regret]


def find_sureness(asked: AskedAbout, texts: RobustTexts) -> Sureness:
    """Make the plan, draw, and find the best plan of every draw.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    read: _Read | None = None
    workers: Workers = Here()

    def check(study: Study, problems: Problems) -> None:
        nonlocal read, workers
        read = _read(study, texts, problems)
        try:
            workers = stack.enter_context(at_work(texts.workers, texts.cluster))
        except InputError as error:
            take(error, problems)

    with ExitStack() as stack, knowing(asked, problems, check, lambda: workers) as known:
        assert read is not None  # noqa: S101 (its problems were raised just now)
        found = Sureness(known, read.draws, read.gap, read.firm)
        return _asked_of(found, texts, read) if known.found.plan.found else found


def _asked_of(found: Sureness, texts: RobustTexts, read: _Read) -> Sureness:
    """Draw, prove and look for what to find out, as asked."""
    known, scenario = found.known, found.known.found.scenario
    about: dict[str, Any] = {
        "scenario": scenario,
        "plan": known.limits.plan,
        "uncertainty": read.draws.uncertainty(known.found.configuration.criteria),
        "draws": read.draws.count,
        "seed": read.draws.seed,
        "gap": read.gap,
    }
    drawing = SampleQuestion(**about)
    drawn = known.ask(drawing, "Planning again")
    proven = unknown = None
    if texts.always and not known.interrupted:
        proving = WeightSetQuestion(**about, moved=read.moved, corners=read.corners)
        proof = known.ask(proving, "Looking at corners")
        corners = count_corners(proving.cell(known.found.problem, known.scorecard))
        if proof is not None:
            proven = Proven(proof, read.moved, corners, read.corners)
    if texts.find_out and not known.interrupted:
        finding = FindOutQuestion(
            scenario=scenario,
            plan=known.limits.plan,
            missing=read.draws.missing,
            sampled=drawing,
        )
        unknown = known.ask(finding, "What to find out")
    return replace(
        found,
        sample=drawn,
        proven=proven,
        value_of_information=unknown,
        interrupted=known.interrupted,
    )


def _read(study: Study, texts: RobustTexts, problems: Problems) -> _Read | None:
    """Return the options; None when problems were added."""
    draws = read_draws(texts.draws, study.configuration.criteria, DRAWS, problems)
    exact = "Write, say, 1%; 0 proves the plan of every draw best."
    gap = _share("--gap", texts.gap, GAP, (0, 1), exact, problems)
    firm = _share("--firm", texts.firm, FIRM, (0.5, 1), "Write, say, 95%.", problems)
    near = draws is not None and draws.belief == "around"
    usual = NEAR if near else 1.0
    moved = _share("--moved", texts.moved, usual, (0, 1), "Write, say, 10%.", problems)
    corners = CORNERS if texts.corners is None else texts.corners
    within("--corners", corners, problems)
    within("--find-out", texts.find_out, problems)
    within("--workers", texts.workers, problems)
    if texts.workers is not None and texts.cluster is not None:
        problems.add(
            "--workers", must="must not be given with --cluster", do="Leave one of them away."
        )
    for option in ("moved", "corners"):
        if getattr(texts, option) is not None and not texts.always:
            problems.add(
                f"--{option}",
                must="must be given with --always",
                do="Add --always, or leave it away.",
            )
    check_asked(texts.out_of_place, "only with --ranking", problems)
    check_place(texts.save, problems)
    if draws is None or gap is None or firm is None or moved is None:
        return None
    return _Read(draws, gap, firm, moved, corners)


def check_asked(out_of_place: Iterable[str], when: str, problems: Problems) -> None:
    """Tell options that do not belong to what is asked."""
    for option in out_of_place:
        problems.add(option, must=f"must be given {when}", do="Leave it away.")


def check_place(place: Path | None, problems: Problems) -> None:
    """Check that a table can be saved, before anything is solved."""
    if place is not None and (place.is_dir() or not place.absolute().parent.is_dir()):
        problems.add(
            "--save",
            must="must be a file in a folder that exists",
            do="Make the folder, or name another.",
            value=str(place),
        )


def _share(
    option: str,
    text: str | None,
    usual: float,
    within: tuple[float, float],
    do: str,
    problems: Problems,
) -> float | None:
    share = usual if text is None else read_number(text)
    least, most = within
    if share is not None and least <= share <= most:
        return share
    problems.add(option, must=f"must be a share between {least:g} and {most:g}", do=do, value=text)
    return None
