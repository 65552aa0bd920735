"""Rules: balance conditions over filters of candidates (rules.yaml)."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from config.base import MOST_AREAS, MOST_POINTS, Frozen, Name, Weight, refuse
from config.filters import Filter
from config.ranges import Ranged


class Bounds(Frozen):
    """Least and most, both included; None = no limit."""

    min: Annotated[float, Field(ge=0, le=MOST_AREAS)] | None = None
    max: Annotated[float, Field(ge=0, le=MOST_AREAS)] | None = None

    @model_validator(mode="after")
    def _some_and_ordered(self) -> Self:
        refuse(
            self.min is None and self.max is None,
            "a rule must have a min or a max",
            "Write `min:`, `max:` or both.",
        )
        refuse(
            self.min is not None and self.max is not None and self.min > self.max,
            "min must not exceed max",
            "Correct one of the two.",
        )
        return self


def _whole(bounds: Bounds) -> Bounds:
    refuse(
        any(bound is not None and bound % 1 != 0 for bound in (bounds.min, bounds.max)),
        "the bounds of a count must be whole numbers of focus areas",
        "Write 2 for two; a share of the focus areas is written `share: {min: 0.5}`, with `of:`.",
    )
    return bounds


def _shares(bounds: Bounds) -> Bounds:
    refuse(
        any(bound is not None and bound > 1 for bound in (bounds.min, bounds.max)),
        "the bounds of a share must lie in 0..1",
        "Write 0.5 for half, 1 for all.",
    )
    return bounds


class Rule(Ranged):
    """One rule: how many of the filtered candidates, or which share of ``of``, a plan may hold."""

    RANGED: ClassVar[Mapping[str, float]] = {"penalty": MOST_POINTS}

    label: str
    where: Filter
    """The candidates that count."""
    each: str | None = None
    """Column; the rule then holds for every one of its values separately."""
    count: Annotated[Bounds, AfterValidator(_whole)] | None = None
    """Bounds on the number of focus areas, per period."""
    share: Annotated[Bounds, AfterValidator(_shares)] | None = None
    """Bounds (0..1) on the share that ``where`` has among the focus areas of ``of``."""
    of: Filter | None = None
    hard: bool = False
    penalty: Weight = 0.0
    """Points lost per focus area short of, or beyond, the bounds of a rule that is not hard."""
    enabled: bool = True
    source: str = ""
    why: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        refuse(
            (self.count is None) == (self.share is None),
            "a rule must have either count or share",
            "Write `count: {min: …, max: …}` or `share: {min: …, max: …}`, and not both.",
        )
        refuse(
            self.share is not None and self.of is None,
            "a rule with share must say of what",
            "Add `of:` with the filter of all those that the share is taken of.",
        )
        refuse(
            self.hard == (self.penalty > 0),
            "a rule must be either hard or have a penalty above 0",
            "Write `hard: yes`, or `penalty:` with the points lost per focus area, not both.",
        )
        return self

    @property
    def bounds(self) -> Bounds:
        """The bounds, in focus areas or as a share.

        Raises:
            ValueError: it has neither, which no checked rule has.
        """
        bounds = self.count if self.count is not None else self.share
        if bounds is None:
            msg = "a rule must have either count or share"
            raise ValueError(msg)
        return bounds


class Choice(Frozen):
    """What is chosen besides: that others, or the same candidate, are in focus or get a service."""

    where: Filter | None = None
    """The others; None without ``linked`` = the same candidate."""
    linked: str | None = None
    """Relation: only those that the candidate links to by it."""
    service: str | None = None
    """The service that they get; None = they are in focus."""

    @property
    def same(self) -> bool:
        """Whether it is about the same candidate."""
        return self.where is None and self.linked is None


class Dependency(Frozen):
    """One choice that needs another, rules it out, or comes after it."""

    label: str
    where: Filter = Field(default_factory=Filter)
    """The candidates that are bound."""
    service: str | None = None
    """The service of theirs that is bound; None = their being in focus."""
    requires: Choice | None = None
    """What must be chosen too, of one of the others at least, in the same period."""
    excludes: Choice | None = None
    """What must not be chosen in the same period, of any of the others."""
    after: Choice | None = None
    """What must have been chosen in an earlier period, of one of the others at least."""
    enabled: bool = True
    source: str = ""
    why: str = ""

    @model_validator(mode="after")
    def _one_of_another(self) -> Self:
        given = [one for one in (self.requires, self.excludes, self.after) if one is not None]
        refuse(
            len(given) != 1,
            "a dependency must say one of requires, excludes and after",
            "Write one of the three; of several, make several dependencies.",
        )
        refuse(
            given[0].same and given[0].service == self.service,
            "a choice must not depend on itself",
            "Name another service, or other candidates (`where` or `linked`).",
        )
        return self

    @property
    def kind(self) -> Literal["requires", "excludes", "after"]:
        """Which of the three it is."""
        if self.requires is not None:
            return "requires"
        return "excludes" if self.excludes is not None else "after"

    @property
    def other(self) -> Choice:
        """The other choice."""
        return self.requires or self.excludes or self.after or Choice()


class Rules(Frozen):
    """The whole of rules.yaml."""

    title: str = ""
    rules: Mapping[Name, Rule] = Field(default_factory=dict)
    dependencies: Mapping[Name, Dependency] = Field(default_factory=dict)
