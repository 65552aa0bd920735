"""The decisions of a plan: what is chosen, apart from any model or solver."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
from pydantic import Field

from config.base import Frozen
from optimizer.highs_model import Vector
from optimizer.model.matrix import Key, MatrixModel
from optimizer.tolerances import INTEGRALITY, USD_SCALE

SERVED = 0.5
"""A yes/no column above this is a yes; columns lie within the integrality tolerance of 0 or 1."""
CENT = 2
"""Decimals of a USD amount."""


class Decisions(Frozen):
    """Focus areas, services, partner leads and money flows; every period in one value."""

    focus: frozenset[tuple[str, str]] = frozenset()
    """(candidate, period)."""
    services: frozenset[tuple[str, str, str]] = frozenset()
    """(candidate, service, period)."""
    leads: frozenset[tuple[str, str, str, str]] = frozenset()
    """(partner, candidate, service, period)."""
    money: Mapping[tuple[str, str, str, str], float] = Field(default_factory=dict)
    """(candidate, first service of the money class, fund, period) → USD."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """Candidates in focus in at least one period."""
        return frozenset(candidate for candidate, _ in self.focus)

    def columns(self) -> Iterator[Key]:
        """Yield the key of every column that is a yes."""
        yield from (("focus", *key) for key in self.focus)
        yield from (("service", *key) for key in self.services)
        yield from (("lead", *key) for key in self.leads)


def read_decisions(sheet: MatrixModel, solution: Vector) -> Decisions:
    """Read the decisions off a solution, shape (columns,)."""
    focus: set[tuple[str, str]] = set()
    services: set[tuple[str, str, str]] = set()
    leads: set[tuple[str, str, str, str]] = set()
    money: dict[tuple[str, str, str, str], float] = {}
    for key, position in sheet.columns.items():
        value = float(solution[position])
        match key:
            case ("focus", candidate, period) if value > SERVED:
                focus.add((candidate, period))
            case ("service", candidate, service, period) if value > SERVED:
                services.add((candidate, service, period))
            case ("lead", partner, candidate, service, period) if value > SERVED:
                leads.add((partner, candidate, service, period))
            case ("money", candidate, service, fund, period) if value > INTEGRALITY:
                money[candidate, service, fund, period] = round(value * USD_SCALE, CENT)
    return Decisions(
        focus=frozenset(focus), services=frozenset(services), leads=frozenset(leads), money=money
    )


def write_decisions(sheet: MatrixModel, decisions: Decisions) -> Vector:
    """Return a solution that is 1 for every yes and 0 elsewhere, shape (columns,).

    Raises:
        KeyError: the model has no column for a decision.
    """
    values = np.zeros(len(sheet.cost))
    values[[sheet.columns[key] for key in decisions.columns()]] = 1.0
    return values
