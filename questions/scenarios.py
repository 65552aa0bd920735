"""Scenarios as people hand them over: a link, levers as JSON or YAML, a file of either.

What is read is brought to its normal form on the study that is asked about, and held against it: a
lever of a team that there is no more, or a candidate that left, is told.
"""

import re
from pathlib import PurePath
from urllib.parse import parse_qsl

from pydantic import ValidationError

from config.problems import InputError, Problems
from config.tree import Entry, read_tree
from config.wording import tell
from data.vintage import is_as_of
from optimizer.levers import normal
from optimizer.levers.query import LONGEST_NAME, SHARED_NAME, from_query
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study

BASELINE_WORDS = ("baseline", "no levers")
"""Words for the scenario in which no lever is moved."""
INSIDE = "scenario"
"""Entry of the JSON of commands that holds the levers."""
AS_OF = "as_of"
"""Parameter of a link that says which vintage it speaks of."""
ELSEWHERE = frozenset({"page", "card", "embed", "embed_options"})
"""Parameters of a link that say nothing of the scenario."""
_PARAMETERS = re.compile(r"[a-z_]+(\.[^=&?]+)?=")


def is_written(text: str) -> bool:
    """Say whether a text is a scenario, and not the name of one: levers, or a link."""
    begun = text.strip()
    return begun.startswith("{") or "?" in begun or bool(_PARAMETERS.match(begun))


def is_baseline(text: str) -> bool:
    """Say whether a text means the scenario in which no lever is moved."""
    return text.strip().casefold() in BASELINE_WORDS


def scenario_of(text: str, study: Study, where: str = INSIDE, *, name: str = "") -> Scenario:
    """Return the scenario that a text describes: a link, its parameters, or levers as JSON or YAML.

    ``where`` it came from stands in messages; ``name`` is what it is called where it does not say
    so.

    Raises:
        InputError: every problem of it.
    """
    problems = Problems()
    begun = text.strip()
    if not begun.startswith("{") and "\n" not in begun and is_written(begun):
        scenario = _of_link(begun, study, problems)
    else:
        scenario = _of_levers(text, where, problems)
    problems.raise_if_any()
    if scenario.name in (SHARED_NAME, BASELINE.name, "") and name:
        scenario = scenario.but(name=name)
    return fitting(scenario.but(name=scenario.name.strip()[:LONGEST_NAME]), study)


def scenario_file(file: str, content: bytes, study: Study) -> Scenario:
    """Return the scenario of a file, called as the file where it has no name.

    Raises:
        InputError: every problem of it.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        do = "Save it again with the encoding UTF-8."
        raise InputError.one(file, "the file must be UTF-8 text", do) from None
    return scenario_of(text, study, file, name=PurePath(file).stem)


def fitting(scenario: Scenario, study: Study) -> Scenario:
    """Return a scenario without levers that stand where the configuration has them.

    Raises:
        InputError: it does not fit the study; every problem, under the scenario's name.
    """
    try:
        study.problem(scenario)
    except InputError as error:
        problems = Problems()
        for one in error.problems:
            column = f"{one.file}, {one.column}" if one.column else one.file
            column = one.column or "" if one.file in (scenario.name, INSIDE) else column
            problems.add(
                f"scenario “{scenario.name}”", one.must, one.do, column=column or None,
                value=one.value,
            )  # fmt: skip
        raise InputError(problems.found()) from None
    return normal(scenario, study.configuration)


def _of_link(text: str, study: Study, problems: Problems) -> Scenario:
    query: dict[str, list[str]] = {}
    for name, value in parse_qsl(text.rpartition("?")[2].partition("#")[0], keep_blank_values=True):
        query.setdefault(name, []).append(value)
    for value in query.pop(AS_OF, ()):
        known = value in (study.dataset.vintage.day, study.dataset.usual_as_of)
        if not known and is_as_of(AS_OF, value, problems):
            problems.add(
                AS_OF,
                must="must be planned on what was known by the same day",
                do=f"Plan all of them as of that day, as with --as-of {value}, or leave it away.",
                value=value,
            )
    moved = {name: given for name, given in query.items() if name not in ELSEWHERE}
    return from_query(moved, study, problems)


def _of_levers(text: str, where: str, problems: Problems) -> Scenario:
    tree = read_tree(where, text, problems)
    inside = None if tree is None else tree.child(INSIDE)
    found = inside if inside is not None and isinstance(inside.value, dict) else tree
    if found is None:
        return BASELINE
    if not isinstance(found.value, dict):
        problems.add(
            where,
            must="must be a scenario: levers by name, or a link",
            do='Write, say, {"weeks": {"europe": 122}}, or hand over the JSON of focus plan.',
        )
        return BASELINE
    return _held(found, where, problems)


def _held(found: Entry, where: str, problems: Problems) -> Scenario:
    try:
        return Scenario.model_validate({"name": SHARED_NAME, **_plain(found)})
    except ValidationError as error:
        tell(where, found, error.errors(include_url=False), Scenario, problems)
        return BASELINE


def _plain(found: Entry) -> dict[str, object]:
    plain = found.plain()
    return plain if isinstance(plain, dict) else {}
