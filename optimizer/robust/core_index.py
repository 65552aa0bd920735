r"""The core index: in how many of the best plans is a candidate, or a service of one?

.. math:: CI_i = \frac{1}{D} \sum_d [\, i \in P_d \,], \qquad P_d = \text{best plan under draw } d

(Liesiö, Mild & Salo 2007, *European Journal of Operational Research* 181(3), 1488-1505, over draws
in place of all efficient portfolios.) It comes with two kinds of uncertainty, kept apart:

* draws are a sample: a 95 % confidence interval (Wilson);
* P_d is the best plan *known*, proven within a gap. The share of draws in which bounds prove that
  every best plan has the candidate, and that none has it, hold whatever the gap.

A candidate is **core** where its index is at least :data:`FIRM`, **exterior** where it is at most
1 − FIRM, and **borderline** between.
"""

from typing import Literal

import numpy as np

from config.base import Frozen
from optimizer.decisions import Decisions
from optimizer.robust.sampling import Sample
from scoring.sampling_error import wilson

FIRM = 0.95
"""Core index from which a candidate is core."""

Standing = Literal["core", "borderline", "exterior"]


class Share(Frozen):
    """A sampled share with its 95 % confidence interval."""

    share: float
    low: float
    high: float


def share_of(count: int, draws: int) -> Share:
    """Return the share of draws, with its interval."""
    share = count / draws
    low, high = wilson(share, draws)
    return Share(share=share, low=min(share, float(low)), high=max(share, float(high)))


class CandidateIndex(Frozen):
    """How sure it is that a candidate is in focus."""

    id: str
    kind: str
    name: str
    region: str
    index: Share
    """Of draws whose best plan known has it in focus in some period."""
    surely_in: float
    """Share of draws in which every best plan is proven to have it."""
    surely_out: float
    """Share of draws in which no best plan is proven to have it."""
    standing: Standing
    in_plan: bool
    """Whether the recommended plan has it."""

    @property
    def contested(self) -> bool:
        """Whether the recommended plan decides against most draws."""
        return self.in_plan != (self.index.share >= 0.5)


class ServiceIndex(Frozen):
    """How sure it is that a candidate gets a service."""

    candidate: str
    service: str
    index: Share
    """Of draws whose best plan known gives it in some period."""
    when_in: float | None
    """Share among the draws in which the candidate is in focus; None where it never is."""
    in_plan: bool


def standing(index: float, firm: float = FIRM) -> Standing:
    """Return whether an index makes a candidate core, borderline or exterior."""
    if index >= firm:
        return "core"
    return "exterior" if index <= 1 - firm else "borderline"


def core_indices(
    sample: Sample, recommended: Decisions | None = None, firm: float = FIRM
) -> tuple[CandidateIndex, ...]:
    """Return the core index of every candidate, the surest first; ties by id.

    Args:
        sample: at least one draw.
        recommended: the plan in question, to say whether it has the candidate.
        firm: index from which a candidate is core.

    Raises:
        ValueError: the sample has no draws.
    """
    _check(sample)
    has = np.array([[name in plan.ids for name in _ids(sample)] for plan in sample.plans])
    times = has[sample.best].sum(axis=0).tolist()
    inside, outside = sample.surely_in.mean(axis=0), sample.surely_out.mean(axis=0)
    chosen = recommended.ids if recommended is not None else frozenset()
    found = [
        CandidateIndex(
            id=area.id,
            kind=area.kind,
            name=area.name or area.id,
            region=area.region,
            index=share_of(times[at], sample.draws),
            surely_in=inside[at],
            surely_out=outside[at],
            standing=standing(times[at] / sample.draws, firm),
            in_plan=area.id in chosen,
        )
        for at, area in enumerate(sample.inquiry.problem.areas)
    ]
    return tuple(sorted(found, key=lambda one: (-one.index.share, -one.surely_in, one.id)))


def shares(sample: Sample) -> dict[str, float]:
    """Return candidate → share of the best lists that have it, of those that are in any.

    Raises:
        ValueError: the sample has no draws.
    """
    found = {one.id: one.index.share for one in core_indices(sample)}
    return {one: found[one] for one in sorted(found) if found[one] > 0}


def service_indices(
    sample: Sample, recommended: Decisions | None = None
) -> tuple[ServiceIndex, ...]:
    """Return the core index of every service of every candidate that is ever in focus.

    Raises:
        ValueError: the sample has no draws.
    """
    _check(sample)
    count = np.bincount(sample.best, minlength=len(sample.plans))
    given: dict[tuple[str, str], int] = {}
    focus: dict[str, int] = {}
    for plan, times in zip(sample.plans, count.tolist(), strict=True):
        for candidate in plan.ids:
            focus[candidate] = focus.get(candidate, 0) + times
        for pair in {(candidate, service) for candidate, service, _ in plan.services}:
            given[pair] = given.get(pair, 0) + times
    chosen = set()
    if recommended is not None:
        chosen = {(candidate, service) for candidate, service, _ in recommended.services}
    found = []
    for area in sample.inquiry.problem.areas:
        for option in area.options if focus.get(area.id) else ():
            times = given.get((area.id, option.service), 0)
            found.append(
                ServiceIndex(
                    candidate=area.id,
                    service=option.service,
                    index=share_of(times, sample.draws),
                    when_in=times / focus[area.id],
                    in_plan=(area.id, option.service) in chosen,
                )
            )
    return tuple(found)


def _ids(sample: Sample) -> tuple[str, ...]:
    return tuple(area.id for area in sample.inquiry.problem.areas)


def _check(sample: Sample) -> None:
    if not sample.draws:
        msg = "the sample must have at least one draw"
        raise ValueError(msg)
