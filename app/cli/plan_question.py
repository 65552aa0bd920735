"""The options of every question about a plan, declared once.

A command takes them as one argument, ``asked``; on the command line each is an option of its own.
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from app.cli.options import (
    Capacities,
    Config,
    Data,
    FundAmounts,
    Gap,
    MinStay,
    MostChanges,
    Must,
    MustNot,
    Periods,
    RuleLevers,
    TimeLimit,
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
    "capacity": Capacities,
    "universal": UniversalShares,
    "fund": FundAmounts,
    "must": Must,
    "must_not": MustNot,
    "weight": Weights,
    "worth": Worths,
    "rule": RuleLevers,
    "periods": Periods,
    "min_stay": MinStay,
    "most_changes": MostChanges,
}
"""Field of ``LeverTexts`` → its option."""
ONCE = ("periods", "min_stay", "most_changes")
"""Levers that are given once; all others may be repeated."""


def plan_question(*, search: bool = True) -> Callable[[Command], Command]:
    """Give a command folders, levers and the limits of a search in place of its ``asked``.

    Args:
        search: whether the command has ``--gap`` and ``--time-limit``.
    """
    shared: dict[str, tuple[Any, object]] = {
        name: (option, None) for name, option in {**FOLDERS, **LEVERS}.items()
    }
    if search:
        shared |= {"gap": (Gap, None), "time_limit": (TimeLimit, None)}

    def with_options(command: Command) -> Command:
        @functools.wraps(command)
        def run(**options: Any) -> None:  # noqa: ANN401 (as Typer reads them)
            taken = {name: options.pop(name) for name in shared}
            command(**{ASKED: _asked(taken)}, **options)

        own = inspect.signature(command)
        parameters = [
            one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for parameter in own.parameters.values()
            for one in (_parameters(shared) if parameter.name == ASKED else [parameter])
        ]
        run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        return run

    return with_options


def _parameters(shared: Mapping[str, tuple[Any, object]]) -> list[inspect.Parameter]:
    kind = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(name, kind, default=default, annotation=option)
        for name, (option, default) in shared.items()
    ]


def _asked(options: Mapping[str, Any]) -> "AskedAbout":
    from app.cli.known import AskedAbout
    from app.cli.levers import LeverTexts

    levers: dict[str, Any] = {
        name: options[name] if name in ONCE else tuple(options[name] or ()) for name in LEVERS
    }
    return AskedAbout(
        data=options["data"],
        config=options["config"],
        levers=LeverTexts(**levers),
        gap=options.get("gap"),
        time_limit=options.get("time_limit"),
    )
