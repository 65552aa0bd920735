"""A scenario: a named set of levers on top of a cycle's dataset and configuration."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, field_serializer

from config.base import (
    MOST_AREAS,
    MOST_PERIODS,
    Frozen,
    Share,
    Usd,
    Weeks,
    Weight,
)

Bound = Annotated[float, Field(ge=0, le=MOST_AREAS)]

OF_SCORES = ("weights", "measures", "worth", "openings")
"""The fields that scores depend on."""

NEAR_EQUAL = 1e-3
"""Usual share of the best value found within which a swap of focus areas is no news."""


class RuleLever(Frozen):
    """A rule turned on or off, or with other bounds; None leaves what the configuration says."""

    enabled: bool | None = None
    min: Bound | None = None
    max: Bound | None = None


class Scenario(Frozen):
    """Levers. Everything not named stays as the configuration has it."""

    name: str = "Baseline"
    weeks: Mapping[str, Weeks] = Field(default_factory=dict)
    """Team → staff-weeks per period, all work included."""
    universal_share: Mapping[str, Share] = Field(default_factory=dict)
    """Team → share reserved for universal services."""
    usd: Mapping[str, Usd] = Field(default_factory=dict)
    """Fund → USD per period."""
    weights: Mapping[str, Mapping[str, Share]] = Field(default_factory=dict)
    """Kind → criterion → share of the kind's weight; the others share the rest in proportion."""
    measures: Mapping[str, Mapping[str, Share]] = Field(default_factory=dict)
    """Kind and criterion, ``country.stability`` → measure → share of the criterion; the others
    share the rest in proportion."""
    worth: Mapping[str, Weight] = Field(default_factory=dict)
    """Kind → points of one perfect, fully supported candidate."""
    chances: Mapping[str, bool] = Field(default_factory=dict, exclude_if=lambda moved: not moved)
    """Kind → whether its chance of success counts."""
    rules: Mapping[str, RuleLever] = Field(default_factory=dict)
    """Rule → lever."""
    openings: Mapping[str, bool] = Field(default_factory=dict)
    """Opening of a gate → whether it is on."""
    must: frozenset[str] = frozenset()
    """Candidates in focus in every period."""
    must_not: frozenset[str] = frozenset()
    """Candidates in focus in no period."""
    since: str | None = None
    """The period that the plan begins with; None = the first configured one."""
    periods: Annotated[int, Field(ge=1, le=MOST_PERIODS)] | None = None
    """How many of the configured periods to plan for; None = as many as the configuration says."""
    min_stay: Annotated[int, Field(ge=1, le=MOST_PERIODS)] = 1
    """Periods that a newly started focus area must stay."""
    most_changes: Annotated[int, Field(ge=0, le=MOST_AREAS)] | None = None
    """Most starts and drops together in one period; None = no limit."""
    tolerance: Share = NEAR_EQUAL
    """Share of the best value found within which plans count as near-equals: of these, the one
    nearest to the list that it is compared with is recommended."""

    def locked(self, candidate: str, side: Literal["in", "out"]) -> "Scenario":
        """Return the scenario with one candidate as a must-have, or as a must-not."""
        one = frozenset((candidate,))
        must, must_not = self.must - one, self.must_not - one
        if side == "in":
            return self.but(must=must | one, must_not=must_not)
        return self.but(must=must, must_not=must_not | one)

    @field_serializer("must", "must_not", when_used="json")
    def _in_order(self, candidates: frozenset[str]) -> list[str]:
        return sorted(candidates)

    @property
    def of_scores(self) -> "Scenario":
        """The levers that scores depend on, and no others."""
        return Scenario.model_validate({name: getattr(self, name) for name in OF_SCORES})
