"""What is found about a group, in sentences: where it disagrees, and what its plans cost whom."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from config.criteria import Kind
from data.people import PeopleWeights, everyone
from optimizer.bounded_value import BoundedValue
from optimizer.group_plans import GroupPlans, PersonPlan
from optimizer.problem import Problem
from reports.words import count, listing, mid_sentence, percent
from scoring.group import GroupWeights

NOTHING = 0.05
"""Points that read as nothing, with one decimal."""
SURE = 1e-3
"""Points within which two ends of an interval are one figure."""


@dataclass(frozen=True)
class Names:
    """How candidates are named and ordered in lists: by kind as configured, then by name."""

    problem: Problem
    kinds: Sequence[str]

    def of(self, candidate: str) -> str:
        """Return the name of a candidate."""
        area = self.problem.by_id.get(candidate)
        return candidate if area is None else area.name or candidate

    def ordered(self, ids: Iterable[str]) -> list[str]:
        """Return ids in the order of lists."""
        areas, place = self.problem.by_id, {kind: at for at, kind in enumerate(self.kinds)}
        return sorted(ids, key=lambda one: (place[areas[one].kind], areas[one].name, one))

    def listing(self, ids: Iterable[str], most: int) -> str:
        """Return names in a sentence; beyond ``most`` the rest is only counted."""
        return listing([self.of(one) for one in self.ordered(ids)], most)


def people_listing(names: Sequence[str], most: int = 12) -> str:
    """Return people in a sentence, told apart even where their names have commas."""
    if any("," in name for name in names):
        shown = list(names) if len(names) <= most else [*names[: most - 1], "others"]
        return "; ".join(shown)
    return listing(names, most)


def people_count(number: int) -> str:
    """Return a number of people."""
    return count(number, "person", "people")


def who_words(people: PeopleWeights) -> str:
    """Return who weighs the criteria, in a sentence."""
    names = everyone(people)
    verb = "weighs" if len(names) == 1 else "weigh"
    return f"{people_count(len(names))} {verb} the criteria: {people_listing(names)}."


def disagreement_words(kind: Kind, group: GroupWeights) -> str:
    """Return how far people disagree about a kind, between whom most, and about what."""
    label = kind.label
    if len(group.people) == 1:
        return f"{label}: only {group.people[0]} gives weights."
    if group.furthest is None:
        who = "both" if len(group.people) == 2 else f"all {len(group.people)}"
        return f"{label}: {who} give the same weights."
    one, other = group.furthest
    places = [group.people.index(name) for name in group.furthest]
    apart = float(group.distances[places[0], places[1]])
    first, part = group.contested[0]
    share = percent(part / group.disagreement) if group.disagreement else "0 %"
    if len(group.people) == 2:
        text = f"{label}: {one} and {other} would have to move {percent(apart)} of their weight"
        return (
            f"{text} to agree; the largest part of it, {share}, is about "
            f"{mid_sentence(kind.criteria[first].label)}."
        )
    return (
        f"{label}: to agree, any two would have to move {percent(group.disagreement)} of their "
        f"weight on average; {one} and {other} most, {percent(apart)}. The largest part, {share}, "
        f"is about {mid_sentence(kind.criteria[first].label)}."
    )


def loss(found: BoundedValue, *, value: float | None = None) -> str:
    """Return points lost as ``29.0 to 38.9``, and as a share of ``value`` if given.

    The lower figure is what was found, and proven; the upper one is proven, too.
    """
    low, high = found.low, found.high
    if high - low < SURE or f"{low:.1f}" == f"{high:.1f}":
        text = "0" if low < NOTHING else f"{low:,.1f}"
    else:
        text = f"{low:,.1f} to {high:,.1f}"
    if value and low >= NOTHING:
        text += f" ({percent(low / value, 1)})"
    return text


def loser(
    plans: Sequence[PersonPlan], costs: Callable[[PersonPlan], BoundedValue | None]
) -> str | None:
    """Return who loses most; None where nobody does."""
    told = [(found.low, one.person) for one in plans if (found := costs(one)) is not None]
    most, name = max(told, key=lambda pair: pair[0], default=(0.0, ""))
    return name if most >= NOTHING else None


def plan_sentences(found: GroupPlans) -> Iterator[str]:
    """Yield what all share, and what consensus and compromise cost whom."""
    total = len(found.people)
    if found.waiting:
        who = people_listing(found.waiting)
        yield f"Stopped before everybody had a plan: nothing is known of {who}; no compromise yet."
    if not total:
        return
    if total > 1:
        own = f"{count(len(found.shared), 'focus area')}"
        verb = "is" if len(found.shared) == 1 else "are"
        more = "is" if len(found.some) == 1 else "are"
        rest = f"{len(found.some)} more {more} in some" if found.some else "no other is in any"
        yield f"{own} {verb} in the best plan found of each of the {total}; {rest}."
    if found.consensus_worst is None:
        return
    yield _worst("The plan of the consensus weights", found.consensus_worst, loser(
        found.people, lambda one: one.consensus_costs))  # fmt: skip
    if found.compromise_worst is not None and found.compromise_least is not None:
        yield _worst("The compromise", found.compromise_worst, loser(
            found.people, lambda one: one.compromise_costs))  # fmt: skip
        if found.compromise_worst.high > NOTHING:
            yield _least(found.compromise_worst, found.compromise_least)


def _worst(plan: str, worst: BoundedValue, who: str | None) -> str:
    most = "" if worst.high - worst.low < NOTHING else f" (proven: at most {worst.high:,.1f})"
    if who is None:
        return f"{plan} costs nobody anything against their own best plan found{most}."
    return (
        f"{plan} costs {who} most: {worst.low:,.1f} points against their own best plan found{most}."
    )


def _least(worst: BoundedValue, least: float) -> str:
    if worst.high - least < NOTHING:
        return "No plan has a smaller worst loss: proven."
    if least < NOTHING:
        return "How much smaller a worst loss could be is not proven."
    return f"No plan can bring the worst loss below {least:,.1f} points: proven."


def person_sentences(found: PersonPlan, total: int, names: Names, most: int) -> Iterator[str]:
    """Yield what sets a person's own plan apart from everybody else's.

    Args:
        found: their plan.
        total: how many people have one.
        names: of candidates.
        most: names that a list shows before it only counts.
    """
    others = "the other has not" if total == 2 else "nobody else has"
    if found.only:
        yield f"In, which {others}: {names.listing(found.only, most)}."
    if found.without and total > 2:
        yield f"Not in, which all others have: {names.listing(found.without, most)}."


def support_lines(found: GroupPlans, names: Names, most: int) -> Iterator[tuple[int, int, str]]:
    """Yield number of people, number of focus areas that so many have, and their names."""
    for times in sorted(set(found.support.values()), reverse=True):
        ids = [one for one, people in found.support.items() if people == times]
        yield times, len(ids), names.listing(ids, most)
