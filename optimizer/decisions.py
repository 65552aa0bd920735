"""The decisions of a plan: what is chosen, apart from any model or solver."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field, field_serializer, field_validator

from config.base import Frozen
from optimizer.cents import Usd
from optimizer.payments import payments
from optimizer.problem import Problem

if TYPE_CHECKING:
    from optimizer.highs_model import Vector
    from optimizer.model.matrix import Key, MatrixModel

SERVED = 0.5
"""A yes/no column above this is a yes; columns lie within the integrality tolerance of 0 or 1."""


class Decisions(Frozen):
    """Focus areas, services, partner leads and money flows; every period in one value."""

    focus: frozenset[tuple[str, str]] = frozenset()
    """(candidate, period)."""
    services: frozenset[tuple[str, str, str]] = frozenset()
    """(candidate, service, period)."""
    leads: frozenset[tuple[str, str, str, str]] = frozenset()
    """(partner, candidate, service, period)."""
    money: Mapping[tuple[str, str, str, str], Usd] = Field(default_factory=dict)
    """(candidate, first service of the purse, fund, period) → USD."""

    @field_validator("money", mode="before")
    @classmethod
    def _from_pairs(cls, given: object) -> object:
        """Take flows as pairs of key and amount too, as JSON has them: its keys are only text."""
        return {tuple(key): usd for key, usd in given} if isinstance(given, list) else given

    @field_serializer("money", when_used="json")
    def _as_pairs(self, money: Mapping[tuple[str, str, str, str], Usd]) -> list[list[object]]:
        return [[list(key), usd] for key, usd in sorted(money.items())]

    @field_serializer("focus", "services", "leads", when_used="json")
    def _in_order(self, chosen: frozenset[tuple[str, ...]]) -> list[tuple[str, ...]]:
        return sorted(chosen)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Candidates in focus in at least one period."""
        return frozenset(candidate for candidate, _ in self.focus)

    def columns(self) -> "Iterator[Key]":
        """Yield the key of every column that is a yes."""
        yield from (("focus", *key) for key in self.focus)
        yield from (("service", *key) for key in self.services)
        yield from (("lead", *key) for key in self.leads)


def read_decisions(problem: Problem, sheet: "MatrixModel", solution: "Vector") -> Decisions:
    """Read the decisions off a solution, shape (columns,): what is a yes, and who then pays.

    The solution's own money flows are not looked at: they follow from what is a yes, exactly.
    """
    focus: set[tuple[str, str]] = set()
    services: set[tuple[str, str, str]] = set()
    leads: set[tuple[str, str, str, str]] = set()
    keys = list(sheet.columns)
    for position in np.flatnonzero(np.asarray(solution) > SERVED).tolist():
        match keys[position]:
            case ("focus", candidate, period):
                focus.add((candidate, period))
            case ("service", candidate, service, period):
                services.add((candidate, service, period))
            case ("lead", partner, candidate, service, period):
                leads.add((partner, candidate, service, period))
    return Decisions(
        focus=frozenset(focus),
        services=frozenset(services),
        leads=frozenset(leads),
        money=payments(problem, services),
    )


def write_decisions(sheet: "MatrixModel", decisions: Decisions) -> "Vector":
    """Return a solution that is 1 for every yes and 0 elsewhere, shape (columns,).

    Raises:
        KeyError: the model has no column for a decision.
    """
    values = np.zeros(len(sheet.cost))
    values[[sheet.columns[key] for key in decisions.columns()]] = 1.0
    return values
