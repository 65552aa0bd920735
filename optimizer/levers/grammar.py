"""The one parser and the one writer of scenarios: for options, addresses and records alike."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from config.configuration import Configuration
from config.problems import Problems
from optimizer.levers.lever import SIGNS, Ground, Lever, Named, Statement
from optimizer.levers.registry import BY_FIELD, LEVERS
from optimizer.scenario import Scenario

if TYPE_CHECKING:
    from optimizer.study import Study

Json = dict[str, Any]
_ASSIGNMENT = re.compile(r"\s*(.*?)\s*(\+=|-=|=)\s*([^=]*?)\s*")


def read(
    statements: Mapping[str, Sequence[Statement]],
    study: "Study",
    problems: Problems,
    *,
    name: str,
    kind: str | None = None,
) -> Scenario:
    """Return the scenario that statements describe, in its normal form.

    Args:
        statements: field of the scenario → what is said of it.
        study: names what they may speak of.
        problems: receives everything that does not hold.
        name: of the scenario.
        kind: kind that a criterion without one belongs to, where several kinds have it.
    """
    candidates = {one.id: one.name for one in study.dataset.candidates}
    ground = Ground(study.configuration, candidates, kind)
    scenario = Scenario(name=name)
    for lever in LEVERS:
        said = statements.get(lever.field, ())
        if said:
            scenario = lever.read(scenario, said, ground, problems)
    return scenario


def statement(lever: Lever[Any], where: str, text: str, problems: Problems) -> Statement | None:
    """Return what an option's text says, ``NAME=VALUE`` or a value alone; None with a problem."""
    if not isinstance(lever, Named):
        return Statement(where, "", "=", text.strip(), text)
    match = _ASSIGNMENT.fullmatch(text)
    if match is None or not match[1] or not match[3]:
        problems.add(
            where,
            must="must be a name, an equals sign and a value",
            do="Write it without spaces, as in the examples of --help.",
            value=text,
        )
        return None
    (sign,) = (sign for sign in SIGNS if sign == match[2])
    return Statement(where, match[1], sign, match[3], text)


def written(
    scenario: Scenario, configuration: Configuration
) -> Iterator[tuple[Lever[Any], str, str]]:
    """Yield lever, name and value of everything that is moved, as :func:`read` reads it again."""
    for lever in LEVERS:
        for name, value in lever.values(scenario).items():
            for what, text in lever.texts(name, value, configuration):
                yield lever, what, text


def options(scenario: Scenario, configuration: Configuration) -> tuple[tuple[str, str], ...]:
    """Return option and text of every lever that is moved, as the command line reads them."""
    return tuple(
        (lever.option, f"{name}={text}" if name else text)
        for lever, name, text in written(scenario, configuration)
    )


def option_text(field: str, name: str, value: object) -> str:
    """Return what one writes on the command line to move one lever.

    Args:
        field: of the scenario, such as ``weeks``.
        name: team, fund, kind or rule; empty for levers of the whole plan.
        value: where to, as the scenario has it.

    Returns:
        Such as ``--capacity europe=122``; several options with spaces between where it takes them.
    """
    lever = BY_FIELD[field]
    return " ".join(
        f"{lever.option} {what}={text}" if what else f"{lever.option} {text}"
        for what, text in lever.texts(name, value)
    )


def normal(scenario: Scenario, configuration: Configuration) -> Scenario:
    """Return the scenario without levers that stand where the configuration has them."""
    for lever in LEVERS:
        for name, value in lever.values(scenario).items():
            scenario = lever.move(scenario, configuration, name, value)
    return scenario


def canonical(scenario: Scenario) -> Json:
    """Return the levers that are moved, sorted, in JSON's own types, without the name.

    Equal scenarios give equal values; ``Scenario.model_validate`` reads them back. A scenario that
    was not read or moved here is brought to its :func:`normal` form first, where that matters.
    """
    found = scenario.model_dump(mode="json", exclude={"name"}, exclude_defaults=True)
    return {name: value for name, value in _ordered(found).items() if value not in ({}, [])}


def _ordered(node: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(node, dict):
        kept = ((key, _ordered(node[key])) for key in sorted(node))
        return {key: value for key, value in kept if value != {}}
    if isinstance(node, list):
        return sorted(node)
    return node + 0.0 if isinstance(node, float) else node
