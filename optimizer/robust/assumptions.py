r"""Draws of what is assumed: staff, money, costs, unlock shares, worths, prices and partners' help.

A figure with a range is drawn from it, as likely below its value as above, evenly on either side.
A figure without one, of an entry that is an assumption, is drawn from within some share of its
value where that is asked for; a share (0..1) from within so much of the smaller of itself and what
it leaves of 1, so that neither is multiplied: a quarter more or less of an open tenth is 0.075 to
0.125, not everything.

What services unlock must add up to 1 for a kind. With β drawn for each service within its ends l
and h, those drawn too high in all are moved towards their low ends, those drawn too low towards
their high ends, all by the same share of the way:

.. math:: β_s ← β_s − \frac{\sum β - 1}{\sum β - \sum l} (β_s - l_s), \quad
          β_s ← β_s + \frac{1 - \sum β}{\sum h - \sum β} (h_s - β_s).

A draw is a configuration of its own, and so a problem of its own: other right-hand sides, other
coefficients, other costs. Every figure has its own source of chance, made from the seed and its
path: neither the draws of weights and evidence nor those of other figures depend on it (common
random numbers).
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np

from config.base import Frozen
from config.capacity import Team
from config.configuration import Configuration
from config.criteria import Kind
from config.ranges import Range, Ranged
from config.services import Service
from optimizer.audit import broken, worth
from optimizer.decisions import Decisions
from optimizer.highs_model import Vector
from optimizer.payments import payments
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.study import Study
from scoring.draws import BLOCK
from scoring.scorecard import Scorecard

ASSUMPTION = "assumption"
SHARES = ("universal_share", "unlocks", "partner_lead", "chance")
"""Figures that are shares of 1."""
UNLOCKS = "unlocks"
MIDDLE = (0.0, 0.5, 1.0)
"""Chances of what is at most the low end, the value, the high end."""
STREAM = zlib.crc32(b"assumptions")


class Assumption(Frozen):
    """One figure that is drawn."""

    path: str
    """Dotted path in the configuration, such as ``capacity.teams.europe.weeks``."""
    value: float
    low: float
    high: float
    adds_up: str = ""
    """Kind for which it is one of the shares that add up to 1; blank = it is none."""
    within: str = ""
    """Path of a figure that it must not exceed, as a smaller size the largest; blank = none."""


def assumptions(configuration: Configuration, share: float = 0.0) -> tuple[Assumption, ...]:
    """Return the figures that are drawn, by path.

    Args:
        configuration: with the levers moved; a range moves along with its figure.
        share: how far off, as a share of its value, an assumption without a range may be.
    """
    found = []
    for path, entry in entries(configuration):
        assumed = getattr(entry, "basis", ASSUMPTION) == ASSUMPTION
        for name, value, given in entry.figures():
            ends = given or (_around(name, value, share) if assumed else None)
            if ends is not None and ends.low < ends.high:
                found.append((f"{path}.{name}", value, ends))
    largest = dict(_largest(configuration))
    return tuple(
        Assumption(
            path=path,
            value=value,
            low=ends.low,
            high=ends.high,
            adds_up=path.rpartition(".")[2] if largest.get(path) == path else "",
            within=largest.get(path, path) if largest.get(path) != path else "",
        )
        for path, value, ends in sorted(found, key=lambda one: one[0])
    )


def _largest(configuration: Configuration) -> Iterator[tuple[str, str]]:
    """Yield path of what a service, or a size of one, unlocks, and that of its largest size."""
    for name, service in configuration.services.services.items():
        path = f"services.services.{name}"
        for kind in service.unlocks:
            yield f"{path}.{UNLOCKS}.{kind}", f"{path}.{UNLOCKS}.{kind}"
        for kind in service.most if service.sizes else ():
            shares = {
                f"{path}.sizes.{key}.{UNLOCKS}.{kind}": size.unlocks[kind]
                for key, size in service.sizes.items()
                if kind in size.unlocks
            }
            most = max(shares, key=lambda one: shares[one])
            yield from ((one, most) for one in shares)


def entries(configuration: Configuration) -> Iterator[tuple[str, Ranged]]:
    """Yield path and entry of everything with figures that may have a range."""
    for path, group in (
        ("capacity.teams", configuration.capacity.teams),
        ("capacity.funds", configuration.capacity.funds),
        ("services.services", configuration.services.services),
        ("criteria.kinds", configuration.criteria.kinds),
        ("rules.rules", configuration.rules.rules),
    ):
        for name, entry in group.items():
            yield f"{path}.{name}", entry
            for within, parts in _parts(entry):
                yield f"{path}.{name}.{within}", parts


def _parts(entry: Ranged) -> Iterator[tuple[str, Ranged]]:
    """Yield what lies within an entry and has such figures too."""
    if isinstance(entry, Service):
        if entry.together is not None:
            yield "together", entry.together
        for name, size in entry.sizes.items():
            yield f"sizes.{name}", size
            if size.together is not None:
                yield f"sizes.{name}.together", size.together
    if isinstance(entry, Kind) and entry.success is not None and entry.success.counts:
        yield "success", entry.success
    if isinstance(entry, Team):
        for number, load in enumerate(entry.universal_weeks):
            yield f"universal_weeks.{number}", load


def _around(name: str, value: float, share: float) -> Range:
    is_share = name.split(".")[0] in SHARES
    part = share * (min(value, 1.0 - value) if is_share else value)
    return Range(value=value, low=max(0.0, value - part), high=value + part)


def draw_assumptions(found: tuple[Assumption, ...], seed: int, number: int) -> Vector:
    """Return the figures of one draw, shape (assumptions,); the same for the same arguments."""
    block, place = divmod(number, BLOCK)
    drawn = np.empty(len(found))
    for at, one in enumerate(found):
        key = STREAM, zlib.crc32(one.path.encode()), block
        chance = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
        drawn[at] = np.interp(chance.random(BLOCK)[place], MIDDLE, (one.low, one.value, one.high))
    groups: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        if one.adds_up:
            groups[one.adds_up].append(at)
    for places in groups.values():
        ends = np.array([(found[at].low, found[at].value, found[at].high) for at in places])
        drawn[places] = _adding_up(drawn[places], *ends.T)
    places_of = {one.path: at for at, one in enumerate(found)}
    for at, one in enumerate(found):
        if one.within:
            most = drawn[places_of[one.within]] if one.within in places_of else one.value
            drawn[at] = min(drawn[at], most)
    return drawn


def _adding_up(shares: Vector, low: Vector, value: Vector, high: Vector) -> Vector:
    """Return shares that add up to what the values add up to, each within its ends."""
    over = float(shares.sum() - value.sum())
    ends = low if over > 0 else high
    room = float(abs(shares - ends).sum())
    part = min(1.0, abs(over) / room) if room > 0 else 0.0
    return np.asarray(shares + (ends - shares) * part)


class Problems(Protocol):
    """The problem of every draw, where draws change more than the objective."""

    def of(self, number: int) -> Problem:
        """Return the problem of a draw, with the base problem's potentials."""


@dataclass(frozen=True, eq=False)
class AssumedFigures:
    """A scenario's problem, whatever the figures that are assumed."""

    study: Study
    scenario: Scenario
    scorecard: Scorecard
    figures: tuple[Assumption, ...]

    def with_values(self, values: Vector) -> Problem:
        """Return the problem in which the assumptions have these values, shape (assumptions,)."""
        changes = dict(zip((one.path for one in self.figures), values.tolist(), strict=True))
        return self.study.problem_of(
            self.scenario, with_figures(self._configured, changes), self.scorecard
        )

    @cached_property
    def _configured(self) -> Configuration:
        return self.study.configured(self.scenario)


def with_figures(configuration: Configuration, changes: Mapping[str, float]) -> Configuration:
    """Return a configuration with some figures changed.

    It is not checked again, since draws lie where the figures may lie.

    Args:
        configuration: stays as it is.
        changes: dotted path → figure.
    """
    tree: dict[str, object] = {}
    for path, value in changes.items():
        here = tree
        *above, last = path.split(".")
        for part in above:
            below = here.setdefault(part, {})
            assert isinstance(below, dict)  # noqa: S101 (no path lies within another)
            here = below
        here[last] = value
    changed = _replaced(configuration, tree)
    assert isinstance(changed, Configuration)  # noqa: S101 (as it came in)
    return changed


def _replaced(item: object, changes: Mapping[str, object]) -> object:
    def new(old: object, change: object) -> object:
        return _replaced(old, change) if isinstance(change, Mapping) else change

    if isinstance(item, tuple):
        return tuple(
            new(old, changes[str(place)]) if str(place) in changes else old
            for place, old in enumerate(item)
        )
    if isinstance(item, Mapping):
        return {**item, **{name: new(item[name], change) for name, change in changes.items()}}
    assert isinstance(item, Frozen)  # noqa: S101 (paths lead through entries and mappings)
    fields = {name: getattr(item, name) for name in type(item).model_fields}
    changed = {name: new(fields[name], change) for name, change in changes.items()}
    return type(item).model_construct(item.model_fields_set, **{**fields, **changed})


@dataclass(frozen=True, eq=False)
class DrawnProblems:
    """The problems of draws by a seed; the same seed gives the same ones."""

    assumed: AssumedFigures
    seed: int = 0

    def of(self, number: int) -> Problem:
        """Return the problem of a draw."""
        return self.assumed.with_values(draw_assumptions(self.assumed.figures, self.seed, number))


@dataclass(frozen=True, eq=False)
class ListedProblems:
    """The problems of draws that are given, shape (draws, assumptions)."""

    assumed: AssumedFigures
    values: Vector = field(repr=False)

    def of(self, number: int) -> Problem:
        """Return the problem of a draw."""
        return self.assumed.with_values(self.values[number])


def points_under(problem: Problem, decisions: Decisions) -> float:
    """Return what decisions are worth in a problem, minus infinity where they break a condition.

    Focus areas, services and leads stay as they are; who pays is worked out anew.
    """
    paid = decisions.but(money=payments(problem, decisions.services))
    return -np.inf if broken(problem, paid) else worth(problem, paid).total
