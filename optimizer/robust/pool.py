"""The plans known so far: what each is worth under any draw, by one matrix product."""

from dataclasses import dataclass, field

import numpy as np

from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.robust.objective import ObjectiveCoefficients, PlanTerms

PlanKey = tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str, str]]]
"""Focus areas and services: what a plan's value depends on."""


def plan_key(decisions: Decisions) -> PlanKey:
    """Return what tells plans apart: who leads and which fund pays change no value."""
    return decisions.focus, decisions.services


@dataclass(frozen=True, eq=False)
class KnownPlan:
    """A plan that was found under some draw."""

    decisions: Decisions
    terms: PlanTerms
    start: Vector | None
    """Values of the columns, where they are known, to start a search from; shape (columns,)."""


@dataclass
class Pool:
    """The plans known so far, none twice."""

    objective: ObjectiveCoefficients
    terms: dict[PlanKey, PlanTerms] = field(default_factory=dict)
    """Of any plan ever seen, so that none is added up twice."""
    plans: list[KnownPlan] = field(default_factory=list)
    _numbers: dict[PlanKey, int] = field(default_factory=dict)
    _fixed: list[float] = field(default_factory=list)
    _slopes: list[Vector] = field(default_factory=list)

    def add(self, decisions: Decisions, start: Vector | None = None) -> int:
        """Add a plan, unless it is known; return its number."""
        key = plan_key(decisions)
        if key not in self._numbers:
            self._numbers[key] = len(self.plans)
            if key not in self.terms:
                self.terms[key] = self.objective.of_plan(decisions)
            terms = self.terms[key]
            self.plans.append(KnownPlan(decisions, terms, start))
            self._fixed.append(terms.fixed)
            self._slopes.append(terms.slopes)
        return self._numbers[key]

    def values(self, coefficients: Vector) -> Vector:
        """Return the points of every plan under draws (d, coefficients), shape (d, plans)."""
        if not self.plans:
            return np.empty((len(coefficients), 0))
        return np.asarray(coefficients @ np.array(self._slopes).T + np.array(self._fixed))

    def best(self, coefficients: Vector) -> tuple[int, float]:
        """Return number and points of the best plan of (coefficients,); −1 without any."""
        if not self.plans:
            return -1, -np.inf
        values = self.values(coefficients[None])[0]
        number = int(np.argmax(values))
        return number, float(values[number])
