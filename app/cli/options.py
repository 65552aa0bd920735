"""The options that several commands share, declared once.

A command takes most of them as one argument, ``asked``; on the command line each is an option of
its own. So are the fields of any other argument that is a dataclass.
"""

import functools
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from data.cycles import CYCLES, USUAL, CycleId

Command = Callable[..., None]


def given(metavar: str, words: str, *names: str) -> Any:  # noqa: ANN401 (as Typer returns them)
    """Return an option whose default, none, is not told."""
    return typer.Option(*names, metavar=metavar, help=words, show_default=False)


AsJson = Annotated[
    bool, typer.Option("--json", help="Write JSON for machines instead of text for people.")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace a file that exists already.")]


@dataclass(frozen=True)
class Out:
    """How a report leaves a command, as typed."""

    as_json: AsJson = False
    save: Annotated[
        list[Path] | None,
        given(
            "FILE",
            "Also save the report: .docx, .xlsx, .html, .csv (main table), .json, or .zip (all).",
        ),
    ] = None
    overwrite: Overwrite = False

    @property
    def places(self) -> tuple[Path, ...]:
        """Files that are to be saved, each once."""
        return tuple(dict.fromkeys(self.save or ()))


TimeLimit = Annotated[
    str | None,
    given(
        "SECONDS",
        "Longest time, after which the best so far is told. Default: none, so that every machine "
        "finds the same.",
        "--time-limit",
    ),
]
Workers = Annotated[
    int | None,
    given("N", "Processes that share the work. Default: one per core.", "--workers"),
]

INPUTS: Mapping[str, Any] = {
    "cycle": Annotated[
        CycleId | None,
        typer.Option(
            "--cycle",
            help=(
                "Which of the cycles that come with Focus: its dataset and configuration, where "
                f"--data or --config name no others. Default: {USUAL}."
            ),
            show_default=False,
        ),
    ],
    "data": Annotated[
        Path | None,
        given(
            "DIR",
            "Folder of the dataset (candidates.csv, evidence.csv, …). Default: the bundled one.",
            "--data",
        ),
    ],
    "config": Annotated[
        Path | None,
        given(
            "DIR",
            "Folder of the configuration (criteria.yaml, …). Default: the bundled one.",
            "--config",
        ),
    ],
    "evidence": Annotated[
        Path | None,
        given(
            "FILE",
            "A table of evidence laid over the dataset: its rows take the place of those on the "
            "same candidate and measure.",
            "--evidence",
        ),
    ],
    "as_of": Annotated[
        str | None,
        given(
            "DATE",
            "Only what was known by then counts: a year, a month or a day, as 2019, 2019-06 or "
            "2019-06-30; all = everything. Default: as the dataset says.",
            "--as-of",
        ),
    ],
}
SEARCH: Mapping[str, Any] = {
    "gap": Annotated[
        str | None,
        given(
            "SHARE",
            (
                "How far from the best possible is good enough to end a search early; 0 = search "
                "until all is proven. Default: 0.2 % for the plan, else 0.5 %."
            ),
            "--gap",
        ),
    ],
    "time_limit": TimeLimit,
}
LEVERS: Mapping[str, Any] = {
    name: Annotated[list[str] | None, given(*about)]
    for name, about in {
        "weeks": (
            "TEAM=WEEKS",
            (
                "Staff-weeks of a team per period, all work included; TEAM+=22 or TEAM-=22 adds or "
                "takes away."
            ),
            "--capacity",
        ),
        "universal_share": (
            "TEAM=SHARE",
            "Share of a team's weeks that universal services keep: 0.7 or 70%.",
            "--universal",
        ),
        "usd": (
            "FUND=USD",
            "Money of a fund per period; 500k and 1.2m are understood, and so is FUND+=500k.",
            "--fund",
        ),
        "must": ("ID", "A candidate that must be in the plan.", "--in"),
        "must_not": ("ID", "A candidate that must not be in the plan.", "--out"),
        "weights": (
            "CRITERION=SHARE",
            (
                "Share of its kind's weight that a criterion has; the others share the rest. Where "
                "several kinds have it, write KIND.CRITERION=SHARE."
            ),
            "--weight",
        ),
        "measures": (
            "MEASURE=SHARE",
            (
                "Share of its criterion that a measure has; the others share the rest. Where "
                "several criteria have it, write KIND.CRITERION.MEASURE=SHARE."
            ),
            "--measure",
        ),
        "worth": (
            "KIND=POINTS",
            "Points that one perfect, fully supported candidate of a kind is worth.",
            "--worth",
        ),
        "chances": (
            "KIND=on|off",
            "Whether plans count with the chance of success of a kind, as criteria.yaml gives it.",
            "--chance",
        ),
        "rules": (
            "RULE=off|on|MIN..MAX",
            (
                "Switch a rule off or on, or change its bounds: 2..3, 2.. or ..3; a rule by share "
                "takes 60%.. instead."
            ),
            "--rule",
        ),
        "openings": (
            "OPENING=off|on",
            "Switch an opening of a gate, another way in beside its condition, off or on.",
            "--opening",
        ),
        "since": (
            "PERIOD",
            (
                "Begin with this period of capacity.yaml, such as 2020H2; the list in force is "
                "what was decided before. Default: the first."
            ),
            "--from",
        ),
        "periods": (
            "N",
            "Plan for N periods of capacity.yaml. Default: as many as it says (horizon).",
            "--periods",
            "--period",
        ),
        "min_stay": ("N", "Periods that a new focus area must stay.", "--min-stay"),
        "most_changes": (
            "N",
            "Most that may enter and leave together in one period.",
            "--most-changes",
        ),
        "tolerance": (
            "SHARE",
            (
                "Share of the best value within which a plan nearer to the list it is compared "
                "with is preferred; 0 = the best found, however different. Default: 0.1 %."
            ),
            "--tolerance",
        ),
    }.items()
}
"""Field of the scenario → its option."""


@dataclass(frozen=True)
class Asked:
    """What every question is asked about, as it was typed."""

    data: Path | None = None
    config: Path | None = None
    evidence: Path | None = None
    as_of: str | None = None
    levers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field of the scenario → what was typed for it."""
    gap: str | None = None
    time_limit: str | None = None


@dataclass(frozen=True)
class Drawn:
    """What weights and evidence are drawn from, as typed."""

    people: Annotated[
        Path | None, given("FILE", "Table of people's own weights; each draw is one of them.")
    ] = None
    concentration: Annotated[
        float,
        typer.Option(
            metavar="C",
            help="How near weights around the given ones are: the greater, the nearer.",
        ),
    ] = 50.0
    missing: Annotated[
        str,
        typer.Option(
            metavar="WHERE",
            help="Where missing evidence is drawn from: anywhere on its scale, or like-stand-in.",
        ),
    ] = "anywhere"


@dataclass(frozen=True)
class Kept:
    """Whose records, and for whom the command acts, as typed."""

    records: Annotated[
        str | None,
        given(
            "ADDRESS",
            "Where the records are: a file, or an address of PostgreSQL. Default: FOCUS_RECORDS, "
            "or the file in the data folder.",
            "--records",
        ),
    ] = None
    acts_as: Annotated[
        str | None,
        given(
            "PERSON",
            "Who does this: id, e-mail address or name in the roster. Default: FOCUS_PERSON, or "
            "the only person of the roster.",
            "--as",
        ),
    ] = None


def options(
    *, levers: Collection[str] = tuple(LEVERS), search: Collection[str] = tuple(SEARCH)
) -> Callable[[Command], Command]:
    """Give a command options in place of its ``asked``, and of its other dataclasses.

    Args:
        levers: the fields of the scenario that it has an option for.
        search: which limits of a search it has.
    """
    shared: dict[str, Any] = {
        **INPUTS,
        **{f"lever_{name}": LEVERS[name] for name in levers},
        **{name: SEARCH[name] for name in search},
    }

    def with_options(command: Command) -> Command:
        own = inspect.signature(command)
        values: dict[str, Any] = {
            one.name: one.annotation
            for one in own.parameters.values()
            if is_dataclass(one.annotation)
        }

        @functools.wraps(command)
        def run(**typed: Any) -> None:  # noqa: ANN401 (as Typer reads them)
            made: dict[str, Any] = {}
            for name, value in values.items():
                if value is Asked:
                    taken = {one: typed.pop(one) for one in shared}
                    moved = {one: tuple(taken.pop(f"lever_{one}") or ()) for one in levers}
                    made[name] = Asked(levers=moved, **_of_cycle(**taken))
                else:
                    made[name] = value(**{one.name: typed.pop(one.name) for one in fields(value)})
            command(**made, **typed)

        parameters = [
            one for parameter in own.parameters.values() for one in _options(parameter, shared)
        ]
        run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return with_options


def _of_cycle(*, cycle: CycleId | None, **typed: Any) -> Mapping[str, Any]:  # noqa: ANN401
    """Return what was typed, with the folders of a cycle where no others are named."""
    if cycle is None or cycle == USUAL:
        return typed
    one = CYCLES[cycle]
    return {
        **typed,
        "data": typed["data"] or one.data,
        "config": typed["config"] or one.config,
    }


def _options(
    parameter: inspect.Parameter, shared: Mapping[str, Any]
) -> Iterator[inspect.Parameter]:
    """Yield the options that an argument of a command stands for."""
    kind, value = inspect.Parameter.KEYWORD_ONLY, parameter.annotation
    if value is Asked:
        for name, option in shared.items():
            yield inspect.Parameter(name, kind, default=None, annotation=option)
    elif is_dataclass(value):
        for one in fields(value):
            default = inspect.Parameter.empty if one.default is MISSING else one.default
            yield inspect.Parameter(one.name, kind, default=default, annotation=one.type)
    else:
        yield parameter.replace(kind=kind)
