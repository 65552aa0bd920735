"""Conditions in words: the one place where a lock, rule, limit, capacity or gate gets its text.

What to type on a command line to give one up is the command line's own to say.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.conditions import (
    CapacityCondition,
    ChangeLimit,
    Condition,
    DependencyCondition,
    DropPrice,
    Gate,
    Lock,
    MinimumStay,
    ReviewCondition,
    RuleCondition,
    Window,
)
from optimizer.difference import PlanDifference
from optimizer.least_change import LeastChange
from optimizer.plan import Conflict
from optimizer.problem import Problem, RuleTerm, Team
from optimizer.scenario import Scenario
from reports import words

if TYPE_CHECKING:
    from optimizer.why.infeasible import Correction
    from optimizer.why.packages import Package, SupportNeed

SHOWN = 12
"""Conditions of a conflict that are listed before the rest is only counted."""


@dataclass(frozen=True)
class ConditionWords:
    """Puts the conditions of a problem into words."""

    problem: Problem
    scenario: Scenario
    label: Callable[[str], str] | None = None
    """Gives the name of a candidate for its id; None = the problem's own."""

    def name(self, candidate: str) -> str:
        """Return the name of a candidate; its id where it has none, or is not known."""
        if self.label is not None:
            return self.label(candidate)
        area = self.problem.by_id.get(candidate)
        return candidate if area is None else area.name or candidate

    def of(self, condition: Condition) -> str:
        """Return a condition in words."""
        match condition:
            case Lock():
                verb = "must have" if condition.side == "in" else "must not have"
                return f"{verb} {self.name(condition.candidate)}"
            case RuleCondition():
                return self._rule(condition)
            case DependencyCondition():
                found = (one for one in self.problem.dependencies if one.rule == condition.rule)
                return next(one.label or one.rule for one in found)
            case ChangeLimit() | MinimumStay():
                return self._limit(condition)
            case CapacityCondition():
                return f"{self._label(condition)}: {self._open(condition)}"
            case Gate():
                why = self.problem.by_id[condition.candidate].barred
                return f"{self.name(condition.candidate)} is barred: {why}"
            case Window():
                return f"{self.name(condition.candidate)} can be supported {self._when(condition)}"
            case ReviewCondition():
                return self._review(condition)
            case DropPrice():
                return "price for dropping from the list in force"

    def _limit(self, condition: ChangeLimit | MinimumStay) -> str:
        if isinstance(condition, ChangeLimit):
            return f"at most {self.problem.most_changes} changes per period"
        return f"a new focus area stays at least {self.problem.min_stay} periods"

    def _rule(self, condition: RuleCondition) -> str:
        terms = [term for term in self.problem.rules if condition.of(term)]
        first = terms[0]
        if condition.group is None:
            if len(terms) > 1:
                return f"{first.label or first.rule} ({len(terms)} groups)"
            if first.label:
                return first.label
        asked = " and ".join(_bounds(first, condition))
        where = f", {first.group}" if first.group else ""
        return f"rule “{first.label or first.rule}”{where} ({asked})"

    def _when(self, window: Window) -> str:
        windows = self.problem.by_id[window.candidate].windows or ()
        inside = [period for period in self.problem.periods if period.id in windows]
        if not inside:
            return "in none of the periods planned for"
        return f"in {words.listing([period.label or period.id for period in inside])} only"

    def _review(self, condition: ReviewCondition) -> str:
        review = next(one for one in self.problem.reviews if one.kind == condition.of)
        when = [one.label or one.id for one in self.problem.periods if one.id in review.between]
        name = words.mid_sentence(review.label or review.kind)
        after = f"; its next review is in {review.next}" if review.next else ""
        return f"the list of {name} stays as it is in {words.listing(when)}{after}"

    def _label(self, capacity: CapacityCondition) -> str:
        return capacity.held_by(self.problem).label or capacity.resource

    def _open(self, capacity: CapacityCondition) -> str:
        holder = capacity.held_by(self.problem)
        if not isinstance(holder, Team):
            return words.usd(holder.usd)
        text = f"{_weeks(holder.open_weeks)} for focus areas"
        kept = [_share(holder.universal_share)] if holder.universal_share else []
        kept += [_weeks(holder.universal_weeks)] if holder.universal_weeks else []
        if not holder.weeks or not kept:
            return text
        told = f"{typed(holder.weeks)} less {' and '.join(kept)} for universal services"
        more = " and more in some half-years" if any(holder.universal_more.values()) else ""
        return f"{text} ({told}{more})"

    def conflict(self, conflict: Conflict) -> tuple[str, ...]:
        """Return the conditions of a conflict; with capacities, how much would be needed."""
        return tuple(self.of(one) + self._needed(one, conflict) for one in conflict.conditions)

    def _needed(self, condition: Condition, conflict: Conflict) -> str:
        """Return how much of a capacity is needed, or would do where another one does as well."""
        for change in conflict.changes:
            if len(change) == 1 and change[0].capacity == condition:
                usd = change[0].capacity.unit == "USD"
                need = words.usd(change[0].need) if usd else typed(change[0].need)
                if len(conflict.changes) > 1 or not change[0].exact:
                    return f"; {need} would be enough"
                return f"; at least {need} {'is' if usd or need == '1' else 'are'} needed"
        return ""

    def conflict_title(self, conflict: Conflict) -> str:
        """Return what is true of the conditions of a conflict, to stand above them."""
        if not conflict.irreducible:
            return (
                "Among these are some that cannot all hold at once; "
                "the search for which ones was ended:"
            )
        if len(conflict.conditions) == 1:
            return "This one cannot be met:"
        return "These cannot all hold at once; without any one of them, they can:"

    def listed(self, conflict: Conflict) -> tuple[str, ...]:
        """Return the conditions of a conflict; where they are many, the rest only counted."""
        every = self.conflict(conflict)
        if len(every) <= SHOWN:
            return every
        return (*every[: SHOWN - 1], f"{len(every) - SHOWN + 1} more")

    def changes(self, conflict: Conflict) -> str:
        """Return the least changes of capacities that help, as a sentence; blank without any."""
        if not conflict.changes:
            return ""
        told = [words.listing([self.change(one) for one in change]) for change in conflict.changes]
        exact = all(one.exact for change in conflict.changes for one in change)
        what = "Least change that helps" if exact else "A change that helps"
        return f"{what}: {'; or '.join(told)}."

    def change(self, change: LeastChange) -> str:
        """Return a change of a capacity: the lever, from what it is to what it has to be."""
        after = change.lever(self.scenario)
        name = change.capacity.resource
        label = self._label(change.capacity)
        holder = change.capacity.held_by(self.problem)
        if not isinstance(holder, Team):
            return f"raise {label} from {words.usd(holder.usd)} to {words.usd(change.need)}"
        if name in self.scenario.universal_share and name in self.scenario.weeks:
            have, need = typed(round(change.have, 2)), _weeks(change.need)
            return f"give {label} {need} for focus areas, and not {have}"
        if after.universal_share != self.scenario.universal_share:
            return (
                f"reserve {_share(after.universal_share[name])} of {label} for universal services, "
                f"and not {_share(holder.universal_share)}"
            )
        if change.total is None:
            return f"free {_weeks(change.need)} of {label} for focus areas"
        return f"raise {label} from {typed(holder.weeks)} to {_weeks(change.total)}"

    def correction(self, correction: "Correction") -> tuple[str, ...]:
        """Return what a way out gives up, and what it raises."""
        raised = {change.capacity: change for change in correction.changes}
        return tuple(
            self.change(raised[one])
            if isinstance(one, CapacityCondition) and one in raised
            else self.of(one)
            for one in correction.conditions
        )

    def way_out(self, correction: "Correction") -> str:
        """Return a way out as it is told: what to give up, and what to raise."""
        given_up = [
            text if "“" in (text := self.of(one)) else f"“{text}”"
            for one in correction.conditions
            if not isinstance(one, CapacityCondition)
        ]
        raised = [self.change(one) for one in correction.changes]
        parts = [f"give up {words.listing(given_up)}"] if given_up else []
        return words.listing([*parts, *raised])

    def moved(self, change: PlanDifference | None) -> dict[str, object]:
        """Return who enters and who leaves, as ids and as names."""
        entered, left = ((), ()) if change is None else (change.entered, change.left)
        names = {
            "comes_in": tuple(map(self.name, entered)),
            "goes_out": tuple(map(self.name, left)),
        }
        return {"entered": entered, "left": left, **names}

    def moves(self, left: Sequence[str], entered: Sequence[str]) -> str:
        """Return who goes out and who comes in, as a part of a sentence; blank for nobody."""
        gone, new = (map(self.name, ids) for ids in (left, entered))
        return " and ".join(words.moves((gone, "go out"), (new, "come in")))

    def bought(self, change: PlanDifference | None) -> str:
        """Return who moves, or else whose services change, as the end of a sentence."""
        if change is None:
            return ""
        moving = self.moves(change.left, change.entered)
        if not moving and change.services:
            more = sum(len(one.gained) - len(one.lost) for one in change.services)
            how = "more" if more > 0 else "fewer"
            what = words.count(abs(more), f"{how} service") if more else "other services"
            areas = words.listing(map(self.name, sorted({one.id for one in change.services})))
            moving = f"{what} ({areas})"
        return moving and f": {moving}"

    def support(self, need: "SupportNeed") -> Iterator[str]:
        """Yield what a candidate needs to be in, and how far what there is goes."""
        if need.packages:
            much = f"unlock at least {words.percent(need.least)} of its potential"
            least = much if need.least else "be one at least"
            told = [_package(one) for one in need.packages[:3]]
            more = len(need.packages) - len(told)
            told += [words.count(more, "other package")] if more else []
            yield f"Its services have to {least}: {'; or '.join(told)}."
        if need.reachable < need.least:
            reach = words.percent(need.reachable) if need.reachable else "nothing"
            yield (
                f"With what there is its services unlock {reach} of the "
                f"{words.percent(need.least)} needed."
            )


def condition_json(condition: Condition, told: ConditionWords) -> dict[str, object]:
    """Return a condition with its words."""
    return {**condition.model_dump(exclude={"loose"}), "words": told.of(condition)}


def change_json(change: LeastChange, told: ConditionWords) -> dict[str, object]:
    """Return a least change with its option and words."""
    return {
        **change.capacity.model_dump(include={"resource", "unit"}),
        **change.model_dump(exclude={"capacity"}),
        "option": capacity_option(change, told.scenario),
        "words": told.change(change),
    }


def conflicts_json(conflicts: Sequence[Conflict], told: ConditionWords) -> dict[str, object]:
    """Return conflicts in words, and as typed values beside them."""
    values = [conflict_json(one, told) for one in conflicts]
    return {"conflicts": [list(told.conflict(one)) for one in conflicts], "conflicting": values}


def conflict_json(conflict: Conflict, told: ConditionWords) -> dict[str, object]:
    """Return a conflict as typed values."""
    return {
        "irreducible": conflict.irreducible,
        "conditions": [condition_json(one, told) for one in conflict.conditions],
        "changes": [[change_json(one, told) for one in change] for change in conflict.changes],
    }


def capacity_option(change: LeastChange, scenario: Scenario) -> str:
    """Return what to type on a command line for a change; blank where nothing does it."""
    after, name = change.lever(scenario), change.capacity.resource
    levers = {
        "--capacity": (scenario.weeks, after.weeks),
        "--universal": (scenario.universal_share, after.universal_share),
        "--fund": (scenario.usd, after.usd),
    }
    moved = {option: now[name] for option, (was, now) in levers.items() if now != was}
    return " ".join(f"{option} {name}={typed(value)}" for option, value in moved.items())


def _weeks(value: float) -> str:
    """Return staff-weeks without rounding away what a least change says."""
    return words.amount(value, "staff-weeks", digits=2)


def _bounds(term: RuleTerm, condition: RuleCondition) -> Iterator[str]:
    for side, bound, other in (("least", term.low, "most"), ("most", term.high, "least")):
        if bound is not None and condition.bound != other:
            yield f"at {side} {bound_words(bound, share=bool(term.base))}"


def bound_words(bound: float, *, share: bool) -> str:
    """Return the bound of a rule: a number, or a share in percent."""
    return f"{100 * bound:g} %" if share else f"{bound:g}"


def _package(package: "Package") -> str:
    names = words.listing([service.replace("_", " ") for service in package.services])
    takes = [_weeks(weeks) for weeks in package.weeks.values() if weeks]
    takes += [words.usd(package.usd)] if package.usd else []
    return f"{names} ({words.listing(takes)})"


def _share(share: float) -> str:
    """Return a share in percent, with as many decimals as it has."""
    return f"{share * 100:.4g} %"


def typed(value: float) -> str:
    """Return a number as one types it."""
    return f"{value:.10f}".rstrip("0").rstrip(".")
