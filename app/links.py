"""A scenario as the query parameters of an address, so that a colleague sees the same.

One parameter per lever that is moved, in words that can be read and typed:

    weeks.europe=122  share.europe=0.7  usd.core=300000  worth.theme=60
    weight.country.influence=0.3  rule.few_themes=off  rule.few_themes=1:8
    must=country:KEN,country:GHA  not=theme:gender
    periods=1  stay=2  changes=4  card=country:KEN  page=what-if

Whatever cannot be read, or does not hold, is told in a sentence; then no lever is moved at all,
because half a scenario would show a colleague something else than what was sent.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from pydantic import ValidationError

from config.problems import InputError
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study
from scoring.weights import normalised

SHARED_NAME = "What if"
"""Name of a scenario that came by a link."""
CARD = "card"
"""Parameter that opens a candidate's card."""
PAGE = "page"
"""Parameter that opens a page."""
OWN = frozenset({CARD, PAGE, "embed", "embed_options"})
"""Parameters that are no levers."""

_AMOUNTS = {"weeks": "weeks", "share": "universal_share", "usd": "usd", "worth": "worth"}
_LOCKS = {"must": "must", "not": "must_not"}
_WHOLE = {"periods": "periods", "stay": "min_stay", "changes": "most_changes"}
_NAMED = 2
"""Parts of a parameter such as ``weeks.europe``."""
_WEIGHT = 3
"""Parts of a parameter such as ``weight.country.influence``."""
_SWITCH = {"on": True, "off": False}
_WEIGHT_DIGITS = 6


class UnreadableError(ValueError):
    """A parameter that says nothing a scenario knows; its text is a sentence for people."""


def to_query(scenario: Scenario) -> dict[str, str]:
    """Return the parameters of a scenario; none for the baseline."""
    query: dict[str, str] = {}
    for prefix, field in _AMOUNTS.items():
        levers: Mapping[str, float] = getattr(scenario, field)
        query.update({f"{prefix}.{name}": _number(value) for name, value in levers.items()})
    for kind, shares in scenario.weights.items():
        query.update(
            {
                f"weight.{kind}.{name}": f"{share:.{_WEIGHT_DIGITS}g}"
                for name, share in shares.items()
            }
        )
    rules = {f"rule.{name}": _rule_text(lever) for name, lever in scenario.rules.items()}
    query.update({name: text for name, text in rules.items() if text})
    for prefix, field in _LOCKS.items():
        names: frozenset[str] = getattr(scenario, field)
        if names:
            query[prefix] = ",".join(sorted(names))
    for prefix, field in _WHOLE.items():
        value = getattr(scenario, field)
        if value != getattr(BASELINE, field):
            query[prefix] = str(value)
    return query


def address(url: str | None, scenario: Scenario, page: str) -> str:
    """Return the address that opens a page with a scenario.

    Args:
        url: the address of that page, as the browser has it; None where it is not known.
        scenario: the levers.
        page: path of the page, as in the navigation.
    """
    parts = urlsplit(url or "")
    root = parts.path.removesuffix(page)
    query = urlencode({PAGE: page, **to_query(scenario)}, safe=":,")
    return urlunsplit((parts.scheme, parts.netloc, root or "/", query, ""))


def from_query(query: Mapping[str, str], study: Study) -> tuple[Scenario, tuple[str, ...]]:
    """Return the scenario of an address, or the baseline and what is wrong with the address.

    Args:
        query: parameters as the address has them.
        study: says which teams, funds, rules and candidates there are.

    Returns:
        The scenario, and the problems in words; with any problem the scenario is the baseline.
    """
    fields: dict[str, Any] = {"name": SHARED_NAME}
    problems: list[str] = []
    for name, text in query.items():
        if name in OWN:
            continue
        try:
            _read(name, text, fields)
        except UnreadableError as error:
            problems.append(str(error))
    if problems:
        return BASELINE, tuple(problems)
    try:
        scenario = Scenario.model_validate(_with_whole_weights(fields, study))
        study.problem(scenario)
    except ValidationError as error:
        return BASELINE, tuple(
            f"{'.'.join(str(part) for part in detail['loc'])}: {detail['msg']}."
            for detail in error.errors(include_url=False)
        )
    except InputError as error:
        return BASELINE, tuple(str(problem) for problem in error.problems)
    return (BASELINE if set(fields) == {"name"} else scenario), ()


def _read(name: str, text: str, fields: dict[str, Any]) -> None:
    """Add one parameter to the fields of a scenario."""
    head, *rest = name.split(".")
    if head in _AMOUNTS and len(rest) == _NAMED - 1:
        fields.setdefault(_AMOUNTS[head], {})[rest[0]] = _read_number(name, text)
    elif head == "weight" and len(rest) == _WEIGHT - 1:
        shares = fields.setdefault("weights", {}).setdefault(rest[0], {})
        shares[rest[1]] = _read_number(name, text)
    elif head == "rule" and len(rest) == _NAMED - 1:
        fields.setdefault("rules", {})[rest[0]] = _read_rule(name, text)
    elif name in _LOCKS:
        fields[_LOCKS[name]] = frozenset(part.strip() for part in text.split(",") if part.strip())
    elif name in _WHOLE:
        fields[_WHOLE[name]] = _read_whole(name, text)
    else:
        msg = f"“{name}” is no lever of this app."
        raise UnreadableError(msg)


def _read_number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        msg = f"“{name}” must be a number, not “{text}”."
        raise UnreadableError(msg) from None


def _read_whole(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        msg = f"“{name}” must be a whole number, not “{text}”."
        raise UnreadableError(msg) from None


def _read_rule(name: str, text: str) -> RuleLever:
    """Read ``on``, ``off``, bounds such as ``1:8`` or ``:8``, or both with a comma."""
    lever: dict[str, object] = {}
    for part in text.split(","):
        if part in _SWITCH:
            lever["enabled"] = _SWITCH[part]
        elif part.count(":") == 1:
            low, high = part.split(":")
            lever |= {
                side: _read_number(name, bound)
                for side, bound in (("min", low), ("max", high))
                if bound
            }
        else:
            msg = f"“{name}” must be on, off, or bounds such as 1:8, not “{text}”."
            raise UnreadableError(msg)
    try:
        return RuleLever.model_validate(lever)
    except ValidationError:
        msg = f"“{name}” must have bounds from 0, not “{text}”."
        raise UnreadableError(msg) from None


def _with_whole_weights(fields: Mapping[str, Any], study: Study) -> dict[str, Any]:
    """Bring weights of all criteria of a kind back to a sum of 1, which rounding has moved."""
    weights: dict[str, Mapping[str, float]] = dict(fields.get("weights", {}))
    kinds = study.configuration.criteria.kinds
    for kind, shares in weights.items():
        if kind in kinds and set(shares) == set(kinds[kind].criteria):
            weights[kind] = normalised(shares)
    return {**fields, "weights": weights} if weights else dict(fields)


def _number(value: float) -> str:
    return f"{value:.12g}"


def _rule_text(lever: RuleLever) -> str:
    parts: Iterable[str] = () if lever.enabled is None else ("on" if lever.enabled else "off",)
    if lever.min is not None or lever.max is not None:
        low = "" if lever.min is None else _number(lever.min)
        high = "" if lever.max is None else _number(lever.max)
        parts = (*parts, f"{low}:{high}")
    return ",".join(parts)
