"""The options of every question about a plan, declared once.

A command takes them as one argument, ``asked``; on the command line each is an option of its own.
So are the fields of any other argument that is a dataclass.
"""

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from app.cli.options import (
    Capacities,
    Config,
    Data,
    FundAmounts,
    Gap,
    MeasureWeightOptions,
    MinStay,
    MostChanges,
    Must,
    MustNot,
    Periods,
    RuleLevers,
    TimeLimit,
    Tolerance,
    UniversalShares,
    Weights,
    Worths,
)

if TYPE_CHECKING:
    from app.cli.known import AskedAbout

Command = Callable[..., None]

ASKED = "asked"
"""The argument that stands for all these options."""
FOLDERS: Mapping[str, Any] = {"data": Data, "config": Config}
LEVERS: Mapping[str, Any] = {
    "weeks": Capacities,
    "universal_share": UniversalShares,
    "usd": FundAmounts,
    "must": Must,
    "must_not": MustNot,
    "weights": Weights,
    "measures": MeasureWeightOptions,
    "worth": Worths,
    "rules": RuleLevers,
    "periods": Periods,
    "min_stay": MinStay,
    "most_changes": MostChanges,
    "tolerance": Tolerance,
}
"""Field of the scenario → its option."""


def plan_question(*, search: bool = True) -> Callable[[Command], Command]:
    """Give a command folders, levers and the limits of a search in place of its ``asked``.

    Args:
        search: whether the command has ``--gap`` and ``--time-limit``.
    """
    shared: dict[str, tuple[Any, object]] = {
        **{name: (option, None) for name, option in FOLDERS.items()},
        **{_lever(field): (option, None) for field, option in LEVERS.items()},
    }
    if search:
        shared |= {"gap": (Gap, None), "time_limit": (TimeLimit, None)}

    def with_options(command: Command) -> Command:
        @functools.wraps(command)
        def run(**options: Any) -> None:  # noqa: ANN401 (as Typer reads them)
            taken = {name: options.pop(name) for name in shared}
            made = {
                name: value(**{one.name: options.pop(one.name) for one in fields(value)})
                for name, value in values.items()
            }
            command(**{ASKED: _asked(taken)}, **made, **options)

        own = inspect.signature(command)
        values: dict[str, Any] = {
            one.name: one.annotation
            for one in own.parameters.values()
            if is_dataclass(one.annotation)
        }
        parameters = [
            one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for parameter in own.parameters.values()
            for one in _options(parameter, shared)
        ]
        run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return with_options


def _lever(field: str) -> str:
    """Return the parameter that takes a lever; commands have options of their own."""
    return f"lever_{field}"


def _options(
    parameter: inspect.Parameter, shared: Mapping[str, tuple[Any, object]]
) -> Iterator[inspect.Parameter]:
    """Yield the options that an argument of a command stands for."""
    options: Mapping[str, tuple[Any, object]] = {}
    if parameter.name == ASKED:
        options = shared
    elif is_dataclass(parameter.annotation):
        options = {one.name: (one.type, one.default) for one in fields(parameter.annotation)}
    else:
        yield parameter
    kind = inspect.Parameter.KEYWORD_ONLY
    for name, (option, default) in options.items():
        yield inspect.Parameter(name, kind, default=default, annotation=option)


def _asked(options: Mapping[str, Any]) -> "AskedAbout":
    from app.cli.known import AskedAbout
    from app.cli.levers import LeverTexts

    return AskedAbout(
        data=options["data"],
        config=options["config"],
        levers=LeverTexts({field: tuple(options[_lever(field)] or ()) for field in LEVERS}),
        gap=options.get("gap"),
        time_limit=options.get("time_limit"),
    )
