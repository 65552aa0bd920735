"""Kinds of candidate, their criteria and gates, and the catalogue of measures (criteria.yaml)."""

import itertools
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from config.base import MOST_PERIODS, MOST_POINTS, Frozen, Name, Share, Weight, refuse
from config.gates import Gate
from config.ranges import Range, Ranged

UNKNOWN_MEASURE = "unknown_measure"
"""Type of the error of a measure that the catalogue does not have."""

Points = Annotated[float, Field(ge=0, le=100)]
"""A value on the common scale, 0 (worst) to 100 (best)."""


class Linear(Frozen):
    """A straight line from ``worst`` (0 points) to ``best`` (100 points); flat beyond both."""

    type: Literal["linear"] = "linear"
    worst: float
    """Measure, in its unit, that is worth nothing."""
    best: float
    """Measure, in its unit, that is worth 100 points."""

    @model_validator(mode="after")
    def _differ(self) -> Self:
        refuse(
            self.worst == self.best,
            "worst and best must differ",
            "Give worst the measure that is worth 0 points, best the one worth 100.",
        )
        return self


class Piecewise(Frozen):
    """Straight lines between points; flat before the first and after the last."""

    type: Literal["points"] = "points"
    points: tuple[tuple[float, Points], ...] = Field(min_length=2)
    """Pairs of measure (in its unit) and value (0..100), the measures strictly increasing."""

    @model_validator(mode="after")
    def _increase(self) -> Self:
        measures = [measure for measure, _ in self.points]
        refuse(
            any(right <= left for left, right in itertools.pairwise(measures)),
            "the measures of the points must strictly increase",
            "Order the pairs [measure, value] by measure, each measure once.",
        )
        return self


class Levels(Frozen):
    """An ordinal scale: each named level has its value."""

    type: Literal["levels"] = "levels"
    levels: Mapping[str, Points] = Field(min_length=2)
    """Level, as evidence writes it → value (0..100)."""


class Threshold(Frozen):
    """One value below a limit, another at and above it."""

    type: Literal["threshold"] = "threshold"
    at: float
    """The limit, in the measure's unit; the limit itself counts as above."""
    below: Points = 0.0
    above: Points = 100.0


ValueFunction = Annotated[Linear | Piecewise | Levels | Threshold, Field(discriminator="type")]


class Against(StrEnum):
    """What of the peers a measure is held against."""

    MEDIAN = "median"
    PERCENTILE = "percentile"


class MeasureUse(Frozen):
    """How a criterion uses one measure: its share in the criterion and its value function."""

    measure: str
    """Id in the catalogue of measures."""
    weight: Weight = 1.0
    """Share within the criterion; the shares of a criterion are normalised to 1."""
    peers: str | None = None
    """Column of candidates, such as ``income_group``: those of the kind with the same value in it
    are the peers, oneself included. The value function then reads what lies above their median, in
    the measure's unit, or the percentile among them, 0..100. None = it reads the measure."""
    against: Against = Against.MEDIAN
    """What of the peers it is held against."""
    value: ValueFunction

    @model_validator(mode="after")
    def _numbers_have_peers(self) -> Self:
        refuse(
            self.peers is not None and isinstance(self.value, Levels),
            "a measure held against peers must have a value function of numbers",
            "Delete peers, or use linear, points or threshold.",
        )
        refuse(
            self.peers is None and self.against is not Against.MEDIAN,
            "against must come with peers",
            "Name the column of candidates that says who the peers are.",
        )
        return self


class Combine(StrEnum):
    """How a criterion over several measures makes one value of theirs."""

    MEAN = "mean"
    MIN = "min"
    MAX = "max"


class Missing(StrEnum):
    """The central value of a missing measure; its interval is the whole scale in every case."""

    MIDPOINT = "midpoint"
    MEDIAN = "median"
    LOW = "low"


class Criterion(Frozen):
    """What counts for one kind: a weight, and the measures that speak to it.

    Either ``measures`` or ``overlap`` is given. An ``overlap`` criterion is worth what share of
    its relations leads into the plan, so that the plan itself decides its value.
    """

    label: str
    short: str = ""
    """The label where there is little room, as it reads inside a sentence; blank = the label."""
    weight: Weight
    """Share within the kind, before normalising to 1."""
    measures: tuple[MeasureUse, ...] = ()
    combine: Combine = Combine.MEAN
    overlap: Mapping[str, Weight] = Field(default_factory=dict)
    """Relation of a link → share of the criterion earned when one linked candidate is in focus."""
    missing: Missing = Missing.MEDIAN
    source: str
    """Where the criterion comes from: document and section."""
    why: str = ""
    """Why this weight and these value functions."""
    note: str = ""
    """What to know when reading it: proxies, limits."""
    additional: bool = False
    """An additional consideration of the plan rather than a main criterion."""

    @model_validator(mode="before")
    @classmethod
    def _one_measure(cls, raw: object) -> object:
        """Read ``measure: … value: …`` as a list of one."""
        own = ("measure", "peers", "against", "value")
        if isinstance(raw, Mapping) and "measure" in raw and "measures" not in raw:
            fields = {key: item for key, item in raw.items() if key not in own}
            fields["measures"] = [{key: raw[key] for key in own if key in raw}]
            return fields
        return raw

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        refuse(
            bool(self.measures) == bool(self.overlap),
            "a criterion must have either measures or overlap, and not both",
            "Write `measure` and `value`, or a list `measures`, or `overlap`.",
        )
        refuse(
            bool(self.measures and not sum(use.weight for use in self.measures) > 0),
            "the weights of a criterion's measures must not all be zero",
            "Give at least one measure a weight above 0.",
        )
        refuse(
            bool(self.overlap and not sum(self.overlap.values()) > 0),
            "the shares of an overlap criterion must not all be zero",
            "Give at least one relation a share above 0.",
        )
        names = [use.measure for use in self.measures]
        refuse(
            len(set(names)) < len(names),
            "a criterion must name each measure once",
            "Delete one of the two entries, or name another measure.",
        )
        return self


class Success(Ranged):
    """The chance that support leads to the result. It is no part of the score."""

    RANGED: ClassVar[Mapping[str, float]] = {"chance": 1.0}

    chance: Share
    """Of a candidate of the kind of which nothing more is known."""
    measure: str | None = None
    """Evidence that gives candidates a chance of their own, 0..1; None = all have the kind's."""
    counts: bool = True
    """Whether plans count with it; if not, it is only told beside each candidate."""
    results: Mapping[str, tuple[str | float, ...]] = Field(default_factory=dict)
    """Measure of an outcome → what of it is a success; blank = it is not said what one is."""
    basis: Literal["observed", "judgement", "assumption"] = "assumption"
    source: str = ""
    why: str = ""

    @property
    def usual(self) -> Range:
        """The chance of a candidate of which nothing more is known, with its range."""
        ((_, value, given),) = self.figures()
        return given or Range(value=value, low=value, high=value)


class Review(Frozen):
    """How often the list of a kind is reviewed: between two reviews nobody enters it or leaves."""

    every: Annotated[int, Field(ge=1, le=MOST_PERIODS)]
    """Periods from one review to the next, counted from the first period of capacity.yaml."""
    basis: Literal["observed", "judgement", "assumption"] = "assumption"
    source: str = ""
    why: str = ""


def _every(raw: object) -> object:
    """Read a bare number as how many periods there are between reviews."""
    bare = isinstance(raw, int) and not isinstance(raw, bool)
    return {"every": raw} if bare else raw


class Kind(Ranged):
    """One kind of candidate: what its candidates are worth, and by which criteria and gates."""

    RANGED: ClassVar[Mapping[str, float]] = {"worth": MOST_POINTS, "drop_price": MOST_POINTS}

    label: str
    """Name of many, for headings."""
    singular: str
    """Name of one."""
    worth: Weight
    """Points of one perfect, fully supported candidate of the kind in one period."""
    support_min: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Least share of a focus area's potential that its services must unlock."""
    drop_price: Weight = 0.0
    """Points lost when a candidate of the list in force is not in the plan."""
    criteria: Mapping[Name, Criterion] = Field(min_length=1)
    gates: Mapping[Name, Gate] = Field(default_factory=dict)
    success: Success | None = None
    """Chance that support leads to the result; None = what a candidate is worth counts in full."""
    review: Annotated[Review | None, BeforeValidator(_every)] = None
    """How often its list is reviewed; None = in every period."""
    source: str = ""
    why: str = ""

    @model_validator(mode="after")
    def _some_weight(self) -> Self:
        refuse(
            not sum(criterion.weight for criterion in self.criteria.values()) > 0,
            "the weights of a kind's criteria must not all be zero",
            "Give at least one criterion a weight above 0.",
        )
        return self

    @property
    def reads(self) -> tuple[str, ...]:
        """Measures that criteria, gates and a chance that counts read, in this order."""
        used = [use.measure for criterion in self.criteria.values() for use in criterion.measures]
        used += [measure for gate in self.gates.values() for measure in gate.measures]
        if self.success is not None and self.success.counts and self.success.measure is not None:
            used.append(self.success.measure)
        return tuple(used)

    @property
    def weights(self) -> dict[str, float]:
        """Criterion → weight, normalised to a sum of 1."""
        total = sum(criterion.weight for criterion in self.criteria.values())
        return {name: criterion.weight / total for name, criterion in self.criteria.items()}


class Measure(Frozen):
    """One thing that evidence can speak of."""

    label: str
    unit: str = ""
    scale: tuple[float, float] | None = None
    """Lowest and highest possible value; evidence outside is refused. None for ordinal levels."""
    missing_within: tuple[float, float] | None = None
    """Where a missing value is taken to lie, any number equally likely. None = on the scale."""
    publisher: str = ""
    proxy_for: str | None = None
    """What it stands in for, where the thing itself is not measured in public."""
    judgement: bool = False
    """Only staff can rate it."""
    derived: str | None = None
    """Name of the derived measure of the partner graph; such a measure has no evidence rows."""
    about: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        refuse(
            self.scale is not None and not self.scale[0] < self.scale[1],
            "a scale must run from a lower to a higher value",
            "Write [lowest, highest].",
        )
        within = self.missing_within
        refuse(
            within is not None and not within[0] < within[1],
            "missing_within must run from a lower to a higher value",
            "Write [lowest, highest] of what a missing value may turn out to be.",
        )
        refuse(
            within is not None
            and self.scale is not None
            and not self.scale[0] <= within[0] < within[1] <= self.scale[1],
            "missing_within must lie on the scale of the measure",
            "Correct one of the two.",
        )
        return self


class Criteria(Frozen):
    """The whole of criteria.yaml: every kind with its criteria, and the catalogue of measures."""

    title: str = ""
    kinds: Mapping[Name, Kind] = Field(min_length=1)
    measures: Mapping[Name, Measure] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _levels_of_gates(self) -> Self:
        for kind_id, kind in self.kinds.items():
            levels: dict[str, set[str]] = {}
            for criterion in kind.criteria.values():
                for use in criterion.measures:
                    if isinstance(use.value, Levels):
                        levels.setdefault(use.measure, set()).update(use.value.levels)
            for gate_id, gate in kind.gates.items():
                for one in gate.single:
                    known = levels.get(one.measure or "", set())
                    refuse(
                        one.measure is not None
                        and one.allowed is not None
                        and not set(one.allowed) <= known,
                        f"levels of {one.measure} (kinds.{kind_id}.gates.{gate_id}) must be among "
                        "those to which a criterion of the kind gives a value",
                        f"Write some of: {', '.join(known)}."
                        if known
                        else "Let a criterion read the measure, with weight 0 if it counts for "
                        "nothing else.",
                    )
        return self

    @model_validator(mode="after")
    def _measures_known(self) -> Self:
        used = (
            {
                (f"kinds.{kind_id}.criteria.{criterion_id}", use.measure)
                for kind_id, kind in self.kinds.items()
                for criterion_id, criterion in kind.criteria.items()
                for use in criterion.measures
            }
            | {
                (f"kinds.{kind_id}.gates.{gate_id}", measure)
                for kind_id, kind in self.kinds.items()
                for gate_id, gate in kind.gates.items()
                for measure in gate.measures
            }
            | {
                (f"kinds.{kind_id}.success", kind.success.measure)
                for kind_id, kind in self.kinds.items()
                if kind.success is not None and kind.success.measure is not None
            }
            | {
                (f"kinds.{kind_id}.success.results", measure)
                for kind_id, kind in self.kinds.items()
                if kind.success is not None
                for measure in kind.success.results
            }
        )
        unknown = sorted(f"{name} ({place})" for place, name in used if name not in self.measures)
        refuse(
            bool(unknown),
            "every measure used must be in the catalogue `measures`: " + ", ".join(unknown),
            "Add it to `measures`, or correct its id.",
            UNKNOWN_MEASURE,
        )
        chances = {
            kind.success.measure
            for kind in self.kinds.values()
            if kind.success is not None and kind.success.measure is not None
        }
        wide = sorted(name for name in chances if self.measures[name].scale != (0.0, 1.0))
        refuse(
            bool(wide),
            "a measure of the chance of success must be on the scale 0 to 1: " + ", ".join(wide),
            "Write `scale: [0, 1]`.",
        )
        return self
