"""A scenario as the query parameters of an address, so that a colleague sees the same.

:mod:`optimizer.levers.query` says how levers are written; a page (``page=what-if``), a card
(``card=country:KEN``) and a vintage (``as_of=2019-06``) may stand beside them.
Whatever cannot be read, or does not hold, is told in a sentence; then no lever is moved at all,
because half a scenario would show a colleague something else than what was sent.
"""

from collections.abc import Collection, Sequence
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from app.web.navigation import SCREENS
from config.configuration import Configuration
from config.problems import Problems
from data.vintage import is_as_of
from optimizer.levers import query as levers
from optimizer.levers.query import LONGEST_NAME, SHARED_NAME, Query
from optimizer.scenario import Scenario
from optimizer.study import BASELINE, Study

__all__ = ["LONGEST_NAME", "SHARED_NAME"]
CARD = "card"
"""Parameter that opens a candidate's card."""
PAGE = "page"
"""Parameter that opens a page."""
AS_OF = "as_of"
"""Parameter that says up to when what is known counts."""
INVITATION = "invitation"
"""Parameter that carries the secret of an invitation."""
OWN = frozenset({CARD, PAGE, AS_OF, INVITATION, "embed", "embed_options"})
"""Parameters that say nothing of the scenario."""


def to_query(scenario: Scenario, configuration: Configuration, as_of: str = "") -> dict[str, str]:
    """Return the parameters of a scenario; none for the baseline.

    ``configuration`` is that without levers; a blank ``as_of`` is as usual.
    """
    vintage = {AS_OF: as_of} if as_of else {}
    return {**vintage, **levers.to_query(scenario, configuration)}


def address(
    url: str | None, scenario: Scenario, page: str, configuration: Configuration, as_of: str = ""
) -> str:
    """Return the address that opens a page with a scenario.

    ``url`` is that of the page as the browser has it, None where it is not known; ``page`` its path
    in the navigation, and ``configuration`` that without levers.
    """
    parts = urlsplit(url or "")
    root = parts.path.removesuffix(page)
    query = urlencode({PAGE: page, **to_query(scenario, configuration, as_of)}, safe=":,")
    return urlunsplit((parts.scheme, parts.netloc, root or "/", query, ""))


def invite(url: str | None, secret: str) -> str:
    """Return the address that an invitation is sent as."""
    parts = urlsplit(url or "")
    root = "/".join(parts.path.split("/")[:-1])
    query = urlencode({INVITATION: secret})
    return urlunsplit((parts.scheme, parts.netloc, f"{root}/", query, ""))


def invitation(text: str) -> str:
    """Return the secret in what somebody was sent: the whole address, or the secret itself."""
    found = parse_qs(urlsplit(text.strip()).query).get(INVITATION)
    return found[0] if found else text.strip()


def from_query(query: Query, study: Study) -> tuple[Scenario, tuple[str, ...]]:
    """Return the scenario of an address, or the baseline and what is wrong with the address.

    Args:
        query: parameters as the address has them: their value, or every value of a repeated one.
        study: says which teams, funds, rules and candidates there are.

    Returns:
        The scenario, and the problems in words; with any problem the scenario is the baseline.
    """
    problems = Problems()
    for parameter, given in query.items():
        if parameter in OWN:
            _check(parameter, (given,) if isinstance(given, str) else given, study, problems)
    moved = {name: given for name, given in query.items() if name not in OWN}
    scenario = levers.from_query(moved, study, problems)
    if problems:
        return BASELINE, tuple(str(problem) for problem in problems.found())
    return (BASELINE if scenario.but(name=BASELINE.name) == BASELINE else scenario), ()


def vintage(values: Sequence[str]) -> str:
    """Return up to when what is known counts, as an address says; blank = as usual.

    What names no day is told by :func:`from_query`.
    """
    text = values[-1] if values else ""
    return text if text and is_as_of(AS_OF, text, Problems()) else ""


def _check(parameter: str, values: Sequence[str], study: Study, problems: Problems) -> None:
    """Tell a card of nobody, and a page that there is not."""
    known: Collection[str] = {
        CARD: study.dataset.by_id.keys(), PAGE: {screen.path for screen in SCREENS},
    }.get(parameter, values)  # fmt: skip
    what = "a candidate of the dataset" if parameter == CARD else "a page of this app"
    for value in values:
        if parameter == AS_OF:
            is_as_of(parameter, value, problems)
        elif value not in known:
            problems.add(
                parameter, must=f"must be {what}", do="Leave the parameter away.", value=value
            )
