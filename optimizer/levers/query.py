"""Scenarios as the parameters of an address, and from there back again.

One parameter per lever that is moved, in words that can be read and typed:

    weeks.europe=122  share.europe=0.7  usd.core=300000  worth.theme=60
    weight.country.influence=0.3  rule.few_themes=off  rule.few_themes=1..8
    must=country:KEN,country:GHA  not=theme:gender
    periods=1  stay=2  changes=4  tolerance=0.005  name=Less for Europe

The values are those of the command line; older links, with ``1:8`` for bounds, are read too.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from config.configuration import Configuration
from config.problems import Problems
from optimizer.levers.grammar import read, written
from optimizer.levers.lever import Lever, Named, Statement
from optimizer.levers.registry import BY_PARAMETER
from optimizer.scenario import Scenario

if TYPE_CHECKING:
    from optimizer.study import Study

SHARED_NAME = "What if"
"""Name of a scenario to which nobody gave one."""
LONGEST_NAME = 80
"""Characters of a scenario's name."""
NAME = "name"
"""Parameter that has the scenario's name."""
SEPARATOR = ","
"""Stands between candidates."""
Query = Mapping[str, str | Sequence[str]]
"""Parameters as an address has them: their value, or every value of a repeated one."""


def to_query(scenario: Scenario, configuration: Configuration) -> dict[str, str]:
    """Return the parameters of a scenario; none for the baseline."""
    query: dict[str, str] = {}
    if scenario.name not in (SHARED_NAME, Scenario().name):
        query[NAME] = scenario.name
    for lever, name, text in written(scenario, configuration):
        parameter = f"{lever.parameter}.{name}" if name else lever.parameter
        query[parameter] = SEPARATOR.join((query[parameter], text)) if parameter in query else text
    return query


def from_query(query: Query, study: "Study", problems: Problems) -> Scenario:
    """Return the scenario that parameters describe.

    Args:
        query: parameters, of which each but the name must be a lever.
        study: says which teams, funds, rules and candidates there are.
        problems: receives everything that does not hold.
    """
    statements: dict[str, list[Statement]] = {}
    for parameter, given in query.items():
        if parameter == NAME:
            continue
        head, point, name = parameter.partition(".")
        lever = BY_PARAMETER.get(head)
        if lever is None or isinstance(lever, Named) != bool(point and name):
            problems.add(
                parameter,
                must="must be a lever of this app",
                do="Leave the parameter away.",
            )
            continue
        for text in (given,) if isinstance(given, str) else given:
            statements.setdefault(lever.field, []).extend(_statements(lever, parameter, name, text))
    named = query.get(NAME, ())
    name = (named if isinstance(named, str) else " ".join(named)).strip()[:LONGEST_NAME]
    return read(statements, study, problems, name=name or SHARED_NAME)


def _statements(lever: Lever[Any], parameter: str, name: str, text: str) -> Iterator[Statement]:
    """Yield what a parameter says: a value, or every candidate of a list."""
    parts = [text]
    if lever.listed:
        parts = [part for part in text.split(SEPARATOR) if part.strip()]
    for part in parts:
        yield Statement(parameter, name, "=", part.strip(), part)
