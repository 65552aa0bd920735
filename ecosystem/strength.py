"""Partner strength: how well a candidate is served by partners (measure ``partner_strength``).

    strength_i = 1 − Π_p (1 − a · r_pi)

with r_pi the reach of partner p to candidate i (:mod:`ecosystem.reach`) and a (``closes``) the
share of the missing strength that one partner of full reach closes; 0..1, without unit. Returns
diminish in the number of partners and in their reach: with a = 0.5 one full partner gives 0.5, a
second one 0.75, a third 0.875. Another partner, or a stronger engagement, never lowers it.

A candidate that no record reaches is *absent* from the result, that is missing, and never 0: no
record is not "no partner". A candidate whose every record has strength 0 is known to have no
partner, and is 0.

What it serves: the criterion "ecosystem of partners" of commitments and countries (OGP three-year
plan 2020-2022, Commitments, third criterion; Countries, third criterion). The form is the
probabilistic sum, the noisy-or of Pearl (1988), *Probabilistic Reasoning in Intelligent Systems*,
section 4.3.2. The measure is a proxy: it counts what is on record, not what works.
"""

import math
from collections.abc import Mapping

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.reach import ASSUMED, How, Reach, ReachRules, reaches


class Contribution(Frozen):
    """What one partner adds to one candidate's strength."""

    partner: str
    amount: float
    """r_pi, 0..1: how much of the partner's work counts for the candidate."""
    how: How
    through: tuple[str, ...]
    """Candidates of the engagements it rests on."""
    loss: float
    """Strength lost if this partner alone went, 0..1."""


class Strength(Frozen):
    """One candidate's partner strength and where it comes from."""

    candidate: str
    strength: float
    """0..1."""
    contributions: tuple[Contribution, ...]
    """Greatest first; partners recorded with no work come last, with amount 0."""

    @property
    def partners(self) -> tuple[str, ...]:
        """Partners whose work counts for the candidate, the one that counts most first."""
        return tuple(part.partner for part in self.contributions if part.amount > 0)


def partner_strength(dataset: Dataset, rules: ReachRules = ASSUMED) -> dict[str, float]:
    """Return the strength (0..1) of every candidate that a record reaches, by id.

    Args:
        dataset: candidates, links and engagements are read.
        rules: attenuation along links, and what one partner closes.
    """
    return {
        candidate: strength_of(found, rules) for candidate, found in reaches(dataset, rules).items()
    }


def strength_of(found: tuple[Reach, ...], rules: ReachRules = ASSUMED) -> float:
    """Return 1 − Π (1 − a · amount); the factors are ordered by size, so names do not matter."""
    return 1.0 - math.prod(sorted(1.0 - rules.closes * reach.amount for reach in found))


def losses_of(found: tuple[Reach, ...], rules: ReachRules = ASSUMED) -> tuple[float, ...]:
    """Return, for each reach, a · r_p · Π_{q≠p} (1 − a · r_q): the strength lost without p."""
    factors = [1.0 - rules.closes * reach.amount for reach in found]
    product = math.prod(sorted(factor for factor in factors if factor > 0))
    complete = factors.count(0.0)
    return tuple(
        (1.0 - factor) * product / factor * (complete == 0)
        if factor > 0
        else product * (complete == 1)
        for factor in factors
    )


def strength_breakdown(dataset: Dataset, rules: ReachRules = ASSUMED) -> Mapping[str, Strength]:
    """Return the strength of every candidate that a record reaches, with who contributes what."""
    return {
        candidate: _broken_down(candidate, found, rules)
        for candidate, found in reaches(dataset, rules).items()
    }


def _broken_down(candidate: str, found: tuple[Reach, ...], rules: ReachRules) -> Strength:
    return Strength(
        candidate=candidate,
        strength=strength_of(found, rules),
        contributions=tuple(
            Contribution(
                partner=reach.partner,
                amount=reach.amount,
                how=reach.how,
                through=reach.through,
                loss=loss,
            )
            for reach, loss in zip(found, losses_of(found, rules), strict=True)
        ),
    )
