"""Cautions about rules: filters that match nothing, bounds that never bind or can never hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from config.rules import Rule, Rules
from data.dataset import Dataset
from optimizer.presolve.caution import Caution, naming, number_of
from optimizer.presolve.possible import Possible
from optimizer.problem import Problem, RuleTerm

CONSIDERED = "considered"
"""What columns of ``candidates.csv`` begin with that mark a list somebody considered."""


def rule_cautions(
    rules: Rules, dataset: Dataset, problem: Problem, possible: Possible
) -> Iterator[Caution]:
    """Yield every caution about the rules that are switched on."""
    terms: dict[str, list[RuleTerm]] = defaultdict(list)
    lists = _lists(dataset)
    for term in problem.rules:
        terms[term.rule].append(term)
    for name, rule in rules.rules.items():
        if not rule.enabled:
            continue
        mine = terms[name]
        if not any(term.members for term in mine):
            yield _matches_nothing(name, rule)
            continue
        yield from _blank_groups(name, rule, dataset)
        yield from _never_binds(name, rule, mine, possible)
        for term in mine:
            yield from _never_holds(term, possible, len(problem.periods))
        yield from _breaks_list(name, rule, mine, lists)


def _matches_nothing(name: str, rule: Rule) -> Caution:
    return Caution(
        check="rule_matches_nothing",
        file="rules.yaml",
        column=f"rules.{name}.where",
        what=f"{rule.label}: the filter matches no candidate.",
        so_what="It counts nobody: a least number cannot be met, a most is met by every plan.",
        do="Compare the filter with the words in candidates.csv.",
    )


def _blank_groups(name: str, rule: Rule, dataset: Dataset) -> Iterator[Caution]:
    """Candidates that a rule split by a column leaves out, because the column is blank."""
    if rule.each is None:
        return
    left_out = [
        candidate.id
        for candidate in dataset.candidates
        if not candidate.columns.get(rule.each, "")
        and rule.where.keeps(candidate.columns, dataset.targets.get(candidate.id, frozenset()))
    ]
    if left_out:
        yield Caution(
            check="rule_leaves_out",
            file="candidates.csv",
            column=rule.each,
            what=(
                f"{rule.label}: {number_of(len(left_out), 'candidate')} with a blank {rule.each} "
                f"in no group of rules.{name}: {naming(left_out)}."
            ),
            so_what="The rule does not count them.",
            do=f"Fill in {rule.each}, or exclude them in the filter.",
        )


def countable(term: RuleTerm, choosable: frozenset[str]) -> int:
    """Return how many members of a rule could count: choosable, beside a choosable neighbour."""
    members = [member for member in term.members if member in choosable]
    if term.near is not None:
        members = [m for m in members if not choosable.isdisjoint(term.near.get(m, ()))]
    return len(members)


def _never_binds(
    name: str, rule: Rule, terms: Sequence[RuleTerm], possible: Possible
) -> Iterator[Caution]:
    """A rule that every plan meets, whatever other rules say."""
    if all(_met_by_all(term, countable(term, possible.before_rules)) for term in terms):
        yield Caution(
            check="rule_never_binds",
            file="rules.yaml",
            column=f"rules.{name}",
            what=f"{rule.label}: no plan can break the rule.",
            so_what="It changes nothing.",
            do="Tighten its bounds, or delete it.",
        )


def _met_by_all(term: RuleTerm, most: int) -> bool:
    """Say whether the bounds hold for every number of members from 0 to ``most``."""
    low_free = term.low is None or term.low <= 0
    if term.base:
        whole = set(term.members) <= set(term.base)
        high_free = term.high is None or most == 0 or (whole and term.high >= 1)
        return low_free and high_free
    return low_free and (term.high is None or term.high >= most)


def _breaks_list(
    name: str, rule: Rule, terms: Sequence[RuleTerm], lists: Mapping[str, frozenset[str]]
) -> Iterator[Caution]:
    """A hard rule that a list on record does not meet: by it, that list was impossible."""
    for which, listed in lists.items():
        broken = []
        for term in (
            terms if rule.hard and any(listed.intersection(t.members) for t in terms) else ()
        ):
            count, base = countable(term, listed), len(listed.intersection(term.base))
            within = base if term.base else 1
            low, high = (None if end is None else end * within for end in (term.low, term.high))
            if (low is not None and count < low) or (high is not None and count > high):
                broken.append(f"{count}{f' in {term.group}' if term.group else ''}")
        if broken:
            yield Caution(
                check="rule_breaks_list",
                file="rules.yaml",
                column=f"rules.{name}",
                what=f"{rule.label}: {which} does not meet it ({naming(broken)}).",
                so_what="It is a condition here, and was none when that list was made.",
                do="Make it a target (penalty in place of hard), or say so in its why.",
            )


def _lists(dataset: Dataset) -> dict[str, frozenset[str]]:
    """Return the lists on record: the one in force, and those of columns named considered_…."""
    found = {"the list in force": frozenset(one.id for one in dataset.candidates if one.incumbent)}
    columns = {name for one in dataset.candidates for name in one.attributes}
    for column in sorted(name for name in columns if name.startswith(CONSIDERED)):
        found[f"the list {column.replace('_', ' ')}"] = frozenset(
            one.id for one in dataset.candidates if one.attributes.get(column) == "yes"
        )
    return found


def _never_holds(term: RuleTerm, possible: Possible, periods: int) -> Iterator[Caution]:
    """A least number greater than the members that could count."""
    most = countable(term, possible.choosable)
    if term.base or term.low is None or term.low <= most:
        return
    group = f" in {term.group}" if term.group else ""
    cost = term.penalty * (term.low - most)
    yield Caution(
        check="rule_never_holds",
        file="rules.yaml",
        column=f"rules.{term.rule}",
        what=(
            f"{term.label or term.rule}{group}: it asks for at least {term.low:g}, but only "
            f"{most} of {number_of(len(term.members), 'candidate')} can be chosen."
        ),
        so_what=(
            "No plan meets all hard rules." if term.hard
            else f"Every plan pays {cost:g} points for it"
            + (" in every period." if periods > 1 else ".")
        ),
        do="Lower its least number, or find out what keeps the candidates out.",
    )  # fmt: skip
