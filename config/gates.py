"""Gates: pass/fail conditions on measures, on columns of candidates, and on peers; composed."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from config.base import Frozen, Name, refuse
from config.filters import Values


class Condition(Frozen):
    """One condition of a gate, or several that ``all``, ``any`` or so many ``of`` must hold."""

    label: str = ""
    """What it asks, in a few words; blank = its measure or column."""
    measure: str | None = None
    at_least: float | None = None
    """Limit in the measure's unit, included; with ``of``: how many of its conditions must hold."""
    at_most: float | None = None
    above_median: str | None = None
    """Column of candidates: must be above the median of those who have the same value in it."""
    below_median: str | None = None
    """The same for measures of which less is better."""
    attribute: str | None = None
    allowed: Values | None = Field(default=None, alias="in")
    """Values of the attribute, or levels of the measure, that pass."""
    all_of: tuple["Condition", ...] = Field(default=(), alias="all")
    any_of: tuple["Condition", ...] = Field(default=(), alias="any")
    of: tuple["Condition", ...] = ()

    @model_validator(mode="after")
    def _one_condition(self) -> Self:
        limits = self.at_least is not None or self.at_most is not None
        medians = [self.above_median is not None, self.below_median is not None]
        forms = [
            self.measure is not None
            and sum([limits, *medians, self.allowed is not None]) == 1
            and not self._listed,
            self.measure is None
            and self.attribute is not None
            and self.allowed is not None
            and not (limits or any(medians) or self._listed),
            (self.measure, self.attribute, self.allowed) == (None, None, None)
            and sum(map(bool, (self.all_of, self.any_of, self.of))) == 1
            and limits == bool(self.of)
            and self.at_most is None
            and not any(medians),
        ]
        wrong = sum(forms) != 1 or (self.measure is not None and self.attribute is not None)
        composed = bool(self._listed) or any(medians)
        refuse(
            wrong and not composed,
            "a gate must have a measure with at_least or at_most, or an attribute with in",
            "Write one of the two conditions, and not both.",
        )
        refuse(
            wrong,
            "a gate must compose conditions by all, by any, or by at_least and of, or hold a "
            "measure against above_median or below_median",
            "Write one of these, and nothing else beside it.",
        )
        refuse(
            bool(self.of)
            and not (
                float(self.at_least or 0).is_integer() and 1 <= (self.at_least or 0) <= len(self.of)
            ),
            "at_least must be a whole number from 1 to the number of conditions under of",
            "Write how many of them must hold.",
        )
        return self

    @property
    def _listed(self) -> tuple["Condition", ...]:
        return self.all_of or self.any_of or self.of

    @property
    def parts(self) -> tuple["Condition", ...]:
        """The conditions that it is composed of; none where it is a single one."""
        return self._listed

    @property
    def needed(self) -> int:
        """How many of its parts must hold."""
        if self.of:
            return int(self.at_least or 0)
        return 1 if self.any_of else len(self.all_of)

    @property
    def peers(self) -> str | None:
        """Column of candidates that says who the peers are, where they are looked at."""
        return self.above_median or self.below_median

    @property
    def single(self) -> Iterator["Condition"]:
        """Every single condition in it."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.single

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure that it reads, each once."""
        found = (one.measure for one in self.single)
        return tuple(dict.fromkeys(measure for measure in found if measure is not None))

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of candidates that it reads, each once."""
        found = (one.attribute or one.peers for one in self.single)
        return tuple(dict.fromkeys(column for column in found if column is not None))


class Opening(Condition):
    """Another way in at a gate: who does not meet its condition passes where this one holds."""

    label: str
    """What it asks, as a clause about who comes in by it: "has just joined"."""
    enabled: bool = True
    source: str = ""
    why: str = ""


class Gate(Condition):
    """A pass/fail condition that no score can make up for, and the openings beside it."""

    label: str
    openings: Mapping[Name, Opening] = Field(default_factory=dict)
    source: str
    note: str = ""
    why: str = ""

    @cached_property
    def open(self) -> Mapping[str, Opening]:
        """The openings that are on."""
        return {name: one for name, one in self.openings.items() if one.enabled}

    @cached_property
    def own(self) -> Condition:
        """The condition itself, openings aside."""
        given = {name: getattr(self, name) for name in Condition.model_fields if name != "label"}
        return Condition.model_construct(**given)

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions of which it is composed; with openings, its own and these."""
        return (self.own, *self.open.values()) if self.open else self._listed

    @property
    def needed(self) -> int:
        """How many of its parts must hold; with openings, one."""
        return 1 if self.open else super().needed
