"""Figures that carry a range: what is assumed, how low it may be, and how high.

Wherever an entry holds such a figure, ``weeks: 132`` may be written
``weeks: {value: 132, low: 110, high: 154}``. The value is what plans count with; the range says how
far off it may be, and is used only where that is asked for.
"""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self, get_args, get_origin

from pydantic import Field, model_validator

from config.base import Frozen, refuse

VALUE, LOW, HIGH = "value", "low", "high"


class Range(Frozen):
    """How far off a figure may be, in its own unit."""

    value: float
    """The figure that the range was given for."""
    low: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        refuse(
            not self.low <= self.value <= self.high,
            "a figure must lie between its low and its high",
            f"{self.value:g} does not lie in {self.low:g} to {self.high:g}: correct one of them.",
        )
        return self

    def around(self, value: float) -> "Range":
        """Return the range moved along with its figure, in proportion."""
        share = value / self.value if self.value else 1.0
        low, high = min(self.low * share, value), max(self.high * share, value)
        return Range(value=value, low=low, high=high)


class Ranged(Frozen):
    """An entry with figures that may carry ranges."""

    RANGED: ClassVar[Mapping[str, float]] = {}
    """Field → the most that its figures may be; the least is 0."""

    ranges: Mapping[str, Range] = Field(default_factory=dict, exclude_if=lambda ranges: not ranges)
    """Path of a figure within the entry, such as ``unlocks.country`` → its range."""

    @model_validator(mode="before")
    @classmethod
    def _apart(cls, raw: object) -> object:
        """Part figures from their ranges."""
        if not isinstance(raw, Mapping):
            return raw
        found: dict[str, object] = {}
        fields = {
            name: _parted(item, name, _headings(cls.model_fields[name].annotation), found)
            if name in cls.RANGED
            else item
            for name, item in raw.items()
        }
        return {**fields, "ranges": {**raw.get("ranges", {}), **found}} if found else raw

    @model_validator(mode="after")
    def _possible(self) -> Self:
        for path, given in self.ranges.items():
            most = self.RANGED[path.split(".")[0]]
            refuse(
                given.low < 0 or given.high > most,
                f"the range of {path} must lie within 0 and {most:g}",
                "Correct its low or its high.",
            )
        return self

    def figures(self) -> Iterator[tuple[str, float, Range | None]]:
        """Yield path, value, and range of every figure that may have one."""
        for name, most in self.RANGED.items():
            for path, value in _figures(name, getattr(self, name)):
                given = self.ranges.get(path)
                moved = None if given is None else given.around(value)
                if moved is not None:
                    moved = moved.but(high=max(value, min(moved.high, most)))
                yield path, value, moved


def _headings(annotation: object) -> int:
    """Return how many headings, such as kind and team, stand above a figure of a field."""
    if get_origin(annotation) is not Mapping:
        return 0
    _, below = get_args(annotation)
    return 1 + _headings(below)


def _parted(raw: object, path: str, headings: int, found: dict[str, object]) -> object:
    """Return what was written without ranges; put these into ``found``.

    A kind or a team may itself be called ``low``: where it stands decides, not its name.
    """
    if not isinstance(raw, Mapping):
        return raw
    if headings:
        return {
            key: _parted(item, f"{path}.{key}", headings - 1, found) for key, item in raw.items()
        }
    if VALUE not in raw:
        if LOW in raw or HIGH in raw:
            _refuse(path, "must have a value beside its low and high", "Add `value:`.")
        return raw
    unknown = sorted(str(key) for key in raw.keys() - {VALUE, LOW, HIGH})
    if unknown:
        do = "Write it as `{value: 132, low: 110, high: 154}`."
        _refuse(path, f"must have value, low and high only, not {', '.join(unknown)}", do)
    given = {key: raw.get(key, raw[VALUE]) for key in (VALUE, LOW, HIGH)}
    for key, item in given.items():
        if isinstance(item, bool) or not isinstance(item, int | float):
            _refuse(path, f"must have a number as its {key}", "Write a number, without unit.")
    _check(path, given)
    found[path] = given
    return raw[VALUE]


def _check(path: str, given: Mapping[str, object]) -> None:
    low, value, high = (float(str(given[key])) for key in (LOW, VALUE, HIGH))
    if not low <= value <= high:
        do = f"{value:g} does not lie in {low:g} to {high:g}: correct one of them."
        _refuse(path, "must lie between its low and its high", do)


def _refuse(path: str, must: str, do: str) -> None:
    refuse(True, f"{path} {must}", do)


def _figures(path: str, item: object) -> Iterator[tuple[str, float]]:
    if isinstance(item, Mapping):
        for key, below in item.items():
            yield from _figures(f"{path}.{key}", below)
    elif isinstance(item, int | float):
        yield path, float(item)
