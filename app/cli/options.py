"""How commands declare their options, and those that several of them share.

An option is the default of a field or of an argument (:func:`given`, :func:`usual`,
:func:`switch`), or stands in the type of one that several share. A command takes most of the shared
ones as one argument, ``asked``; on the command line each is an option of its own. So are the fields
of any other argument that is a dataclass.
"""

import functools
import importlib
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from data.cycles import CYCLES, USUAL, CycleId

Command = Callable[..., None]
DECLARED = "option"
"""Under which the default of a field or an argument holds how it is typed."""


def option(metavar: str, words: str, *names: str) -> Any:  # noqa: ANN401 (as Typer returns them)
    """Return an option whose default, none, is not told, for the type of what is typed."""
    return typer.Option(*names, metavar=metavar, help=words, show_default=False)


def word(metavar: str, words: str) -> Any:  # noqa: ANN401
    """Return what is typed without a name, for the type of it."""
    return typer.Argument(metavar=metavar, help=words, show_default=False)


def given(metavar: str, words: str, *names: str, value: str | None = None) -> Any:  # noqa: ANN401
    """Return an option whose default, none, is not told."""
    return field(default=value, metadata={DECLARED: option(metavar, words, *names)})


def usual(value: object, metavar: str | None, words: str, *names: str, **more: Any) -> Any:  # noqa: ANN401
    """Return an option whose default is told."""
    found = typer.Option(*names, metavar=metavar, help=words, **more)
    return field(default=value, metadata={DECLARED: found})


def switch(words: str, *names: str) -> Any:  # noqa: ANN401
    """Return what is off until it is typed; without another name it is called as its field."""
    return field(
        default=False, metadata={DECLARED: lambda own: typer.Option(*names or (own,), help=words)}
    )


def argument(metavar: str, words: str, *, optional: bool = False) -> Any:  # noqa: ANN401
    """Return what is typed without a name."""
    default = None if optional else MISSING
    return field(default=default, metadata={DECLARED: word(metavar, words)})


def group_of(words: str) -> typer.Typer:
    """Return commands that share their first word; by itself it shows their help."""
    found = typer.Typer(help=words)

    @found.callback(invoke_without_command=True)
    def show(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    return found


class Later:
    """A module that is imported once something of it is wanted: help needs none of it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        """Return something of the module."""
        return getattr(importlib.import_module(self._name), name)


AsJson = Annotated[
    bool, typer.Option("--json", help="Write JSON for machines instead of text for people.")
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace a file that exists already.")]
Kind = Annotated[str | None, option("KIND", "Only one kind: country, theme, …")]
TimeLimit = Annotated[
    str | None,
    option(
        "SECONDS",
        "Longest time, after which the best so far is told. Default: none, so that every machine "
        "finds the same.",
        "--time-limit",
    ),
]
Workers = Annotated[
    int | None,
    option("N", "Processes that share the work. Default: one per core.", "--workers"),
]
Cycle = Annotated[
    CycleId | None,
    typer.Option(
        help="Which of the cycles that come with Focus: its dataset and configuration, where "
        f"--data or --config name no others. Default: {USUAL}.",
        show_default=False,
    ),
]


@dataclass(frozen=True)
class Out:
    """How a report leaves a command, as typed."""

    as_json: AsJson = False
    save: list[Path] | None = given(
        "FILE",
        "Also save the report: .docx, .xlsx, .html, .csv (main table), .json, or .zip (all).",
    )
    overwrite: Overwrite = False

    @property
    def places(self) -> tuple[Path, ...]:
        """Files that are to be saved, each once."""
        return tuple(dict.fromkeys(self.save or ()))


LEVERS: Mapping[str, Any] = {
    name: Annotated[list[str] | None, one]
    for name, one in {
        "weeks": option(
            "TEAM=WEEKS",
            "Staff-weeks of a team per period, all work included; TEAM+=22 or TEAM-=22 adds or "
            "takes away.",
            "--capacity",
        ),
        "universal_share": option(
            "TEAM=SHARE",
            "Share of a team's weeks that universal services keep: 0.7 or 70%.",
            "--universal",
        ),
        "usd": option(
            "FUND=USD",
            "Money of a fund per period; 500k and 1.2m are understood, and so is FUND+=500k.",
            "--fund",
        ),
        "must": option("ID", "A candidate that must be in the plan.", "--in"),
        "must_not": option("ID", "A candidate that must not be in the plan.", "--out"),
        "weights": option(
            "CRITERION=SHARE",
            "Share of its kind's weight that a criterion has; the others share the rest. Where "
            "several kinds have it, write KIND.CRITERION=SHARE.",
            "--weight",
        ),
        "measures": option(
            "MEASURE=SHARE",
            "Share of its criterion that a measure has; the others share the rest. Where "
            "several criteria have it, write KIND.CRITERION.MEASURE=SHARE.",
            "--measure",
        ),
        "worth": option(
            "KIND=POINTS",
            "Points that one perfect, fully supported candidate of a kind is worth.",
            "--worth",
        ),
        "chances": option(
            "KIND=on|off",
            "Whether plans count with the chance of success of a kind, as criteria.yaml gives it.",
            "--chance",
        ),
        "rules": option(
            "RULE=off|on|MIN..MAX",
            "Switch a rule off or on, or change its bounds: 2..3, 2.. or ..3; a rule by share "
            "takes 60%.. instead.",
            "--rule",
        ),
        "openings": option(
            "OPENING=off|on",
            "Switch an opening of a gate, another way in beside its condition, off or on.",
            "--opening",
        ),
        "since": option(
            "PERIOD",
            "Begin with this period of capacity.yaml, such as 2020H2; the list in force is "
            "what was decided before. Default: the first.",
            "--from",
        ),
        "periods": option(
            "N",
            "Plan for N periods of capacity.yaml. Default: as many as it says (horizon).",
            "--periods",
            "--period",
        ),
        "min_stay": option("N", "Periods that a new focus area must stay.", "--min-stay"),
        "most_changes": option(
            "N",
            "Most that may enter and leave together in one period.",
            "--most-changes",
        ),
        "tolerance": option(
            "SHARE",
            "Share of the best value within which a plan nearer to the list it is compared "
            "with is preferred; 0 = the best found, however different. Default: 0.1 %.",
            "--tolerance",
        ),
    }.items()
}
"""Field of the scenario → its option."""


@dataclass(frozen=True)
class Asked:
    """What every question is asked about, as it was typed."""

    data: Path | None = given(
        "DIR", "Folder of the dataset (candidates.csv, evidence.csv, …). Default: the bundled one."
    )
    config: Path | None = given(
        "DIR", "Folder of the configuration (criteria.yaml, …). Default: the bundled one."
    )
    evidence: Path | None = given(
        "FILE",
        "A table of evidence laid over the dataset: its rows take the place of those on the same "
        "candidate and measure.",
    )
    as_of: str | None = given(
        "DATE",
        "Only what was known by then counts: a year, a month or a day, as 2019, 2019-06 or "
        "2019-06-30; all = everything. Default: as the dataset says.",
    )
    levers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field of the scenario → what was typed for it."""
    gap: str | None = given(
        "SHARE",
        "How far from the best possible is good enough to end a search early; 0 = search until "
        "all is proven. Default: 0.2 % for the plan, else 0.5 %.",
    )
    time_limit: TimeLimit = None


SEARCH = ("gap", "time_limit")
"""Limits of a search, among what is asked."""
ENDS = (
    "Exit status: 0 done, 1 there is no plan, 2 an input is not as it must be, 130 ended by Ctrl-C "
    "before anything was found."
)


@dataclass(frozen=True)
class Drawn:
    """What weights and evidence are drawn from, as typed."""

    people: Path | None = given("FILE", "Table of people's own weights; each draw is one of them.")
    concentration: float = usual(
        50.0, "C", "How near weights around the given ones are: the greater, the nearer."
    )
    missing: str = usual(
        "anywhere",
        "WHERE",
        "Where missing evidence is drawn from: anywhere on its scale, or like-stand-in.",
    )


@dataclass(frozen=True)
class Kept:
    """Whose records, and for whom the command acts, as typed."""

    records: str | None = given(
        "ADDRESS",
        "Where the records are: a file, or an address of PostgreSQL. Default: FOCUS_RECORDS, or "
        "the file in the data folder.",
    )
    acts_as: str | None = given(
        "PERSON",
        "Who does this: id, e-mail address or name in the roster. Default: FOCUS_PERSON, or the "
        "only person of the roster.",
        "--as",
    )


def options(
    *,
    levers: Collection[str] = tuple(LEVERS),
    search: Collection[str] = SEARCH,
    ends: bool = False,
) -> Callable[[Command], Command]:
    """Give a command options in place of its arguments that are dataclasses.

    Args:
        levers: the fields of the scenario that it has an option for.
        search: which limits of a search it has.
        ends: whether its help closes with the usual exit statuses of a command that plans.
    """

    def with_options(command: Command) -> Command:
        signature = inspect.signature(command)
        values: dict[str, Any] = {
            one.name: one.annotation
            for one in signature.parameters.values()
            if is_dataclass(one.annotation)
        }

        @functools.wraps(command)
        def run(**typed: Any) -> None:  # noqa: ANN401 (as Typer reads them)
            made: dict[str, Any] = {}
            for name, value in values.items():
                more = {}
                if value is Asked:
                    more["levers"] = {one: tuple(typed.pop(f"lever_{one}") or ()) for one in levers}
                    cycle = typed.pop("cycle")
                    if cycle is not None and cycle != USUAL:
                        typed["data"] = typed["data"] or CYCLES[cycle].data
                        typed["config"] = typed["config"] or CYCLES[cycle].config
                names = {one.name for one in fields(value)} - more.keys()
                own = {one: typed.pop(one) for one in names if one in typed}
                made[name] = value(**own, **more)
            command(**made, **typed)

        parameters = [
            one
            for parameter in signature.parameters.values()
            for one in _parameters(parameter, levers, search)
        ]
        run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        if ends:
            run.__doc__ = f"{inspect.cleandoc(command.__doc__ or '')}\n\n{ENDS}"
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return with_options


def _parameters(
    of: inspect.Parameter, levers: Collection[str], search: Collection[str]
) -> Iterator[inspect.Parameter]:
    """Yield the options that an argument of a command stands for."""
    if not is_dataclass(of.annotation):
        yield _parameter(of.name, of.annotation, of.default)
        return
    if of.annotation is Asked:
        yield _parameter("cycle", Cycle, None)
    for one in fields(of.annotation):
        if of.annotation is Asked and one.name == "levers":
            for name in levers:
                yield _parameter(f"lever_{name}", LEVERS[name], None)
        elif of.annotation is not Asked or one.name not in SEARCH or one.name in search:
            yield _parameter(one.name, one.type, one if one.metadata else one.default)


def _parameter(name: str, kind: Any, default: Any) -> inspect.Parameter:  # noqa: ANN401
    """Return an option as Typer takes it."""
    if isinstance(default, Field):
        declared = default.metadata[DECLARED]
        if inspect.isfunction(declared):
            declared = declared(f"--{name.replace('_', '-')}")
        kind, default = Annotated[kind, declared], default.default
    if default is MISSING:
        default = inspect.Parameter.empty
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
