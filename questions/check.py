"""What is allowed in the dataset and the configuration, but unwise?"""

from typing import ClassVar

from config.base import Frozen
from optimizer.conflicts import find_conflict
from optimizer.plan import Conflict
from optimizer.presolve.caution import Caution
from optimizer.presolve.check import presolve_check
from questions.asking import Asking
from questions.question import Question


class Checked(Frozen):
    """What was found."""

    cautions: tuple[Caution, ...]
    """Those about evidence first; found without solving anything."""
    conflict: Conflict | None = None
    """Conditions that together leave no plan; None where none were found."""
    searched: bool = True
    """Whether the search for such conditions came to its end."""


class CheckQuestion(Question[Checked]):
    """Every caution, and conditions that leave no plan: the one check that asks the solver.

    Each look for a plan is bounded by branches (:mod:`optimizer.feasibility`); the stop ends them.
    """

    name: ClassVar[str] = "check"

    search: bool = True
    """Whether to look for conditions that leave no plan, too."""

    def work(self, asking: Asking[Checked]) -> Checked:
        """Look at everything."""
        cautions = presolve_check(asking.study, self.scenario)
        if not self.search:
            return Checked(cautions=cautions, searched=False)
        conflict = find_conflict(asking.problem(self.scenario), stop=asking.stop)
        return Checked(cautions=cautions, conflict=conflict, searched=not asking.stop.thrown)
