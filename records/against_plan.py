"""What became of a round's list, next to what was planned for it."""

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from optimizer.plan import FocusLine
from records import answers, outcomes
from records.decisions import WHOLE
from records.outcomes import Outcome
from records.view import View


@dataclass(frozen=True)
class AgainstPlan:
    """A round's list with what was planned and what became of it."""

    view: View
    listed: tuple[str, ...]
    """The list that was adopted, or else the one on the table."""
    lines: tuple[FocusLine, ...]
    """What was planned for those of the list: in the recommended plan, or else, for who was put in
    against it, in the plan by which that was priced."""
    outcomes: tuple[Outcome, ...]

    @property
    def unplanned(self) -> tuple[str, ...]:
        """Those of the list for whom no plan was kept."""
        return tuple(sorted(set(self.listed) - {line.id for line in self.lines}))


def listed(of: View) -> tuple[str, ...]:
    """Return the list that was adopted, or else the one on the table."""
    whole = of.signatures.get(WHOLE)
    return of.decided() if whole is None else whole.ids


def against_plan(connection: Connection, of: View) -> AgainstPlan:
    """Read what became of a round's list."""
    ids = listed(of)
    plan = (of.planned or of.recommended).plan
    lines = [line for line in plan.focus if line.id in ids]
    there = {line.id for line in lines}
    for one in of.overrides:
        priced = answers.planned(connection, one.answer) if one.candidate in ids else None
        if priced is not None and one.candidate not in there:
            lines += [line for line in priced.plan.focus if line.id == one.candidate]
            there.add(one.candidate)
    return AgainstPlan(
        view=of,
        listed=ids,
        lines=tuple(lines),
        outcomes=outcomes.outcomes(connection, of.round),
    )
