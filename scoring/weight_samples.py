r"""What is believed about weights, and samples of weights that agree with it.

Five beliefs, from firm to none at all, over the m criteria of a kind with given weights *w*:

* ``fixed``: the given weights and no others;
* ``around``: near the given ones, a Dirichlet distribution with parameters :math:`c\,w`. Its mean
  is *w*, its standard deviation :math:`\sqrt{w_i (1 - w_i) / (c + 1)}`; the greater the
  concentration *c*, the nearer. Criteria without weight stay without;
* ``people``: each draw is one of several people's own weights, all equally likely;
* ``order``: uniform over all weights in which the criteria are ordered as the given weights are.
  Equal given weights have no order among themselves;
* ``any``: uniform over all weights (the whole simplex).

Sources: Lahdelma & Salminen (2001), Operations Research 49(3), 444-454, for SMAA with partial
preference information; Tervonen & Lahdelma (2007), European Journal of Operational Research 178(2),
500-513, for sampling the simplex and sorting for an order.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from config.base import Frozen
from scoring.group import group_weights
from scoring.value import Floats


class FixedWeights(Frozen):
    """The given weights and no others."""

    type: Literal["fixed"] = "fixed"


class WeightsAround(Frozen):
    """Weights near the given ones."""

    type: Literal["around"] = "around"
    concentration: Annotated[float, Field(gt=0)] = 50.0
    """How near: a weight of 0.2 has a standard deviation of 0.056 at 50, 0.13 at 9."""


class WeightsOfPeople(Frozen):
    """One of several people's own weights."""

    type: Literal["people"] = "people"
    people: Mapping[str, Mapping[str, float]] = Field(min_length=1)
    """Person → criterion → weight; normalised for each person."""


class WeightOrder(Frozen):
    """Any weights that are ordered as the given ones are."""

    type: Literal["order"] = "order"


class AnyWeights(Frozen):
    """Any weights at all."""

    type: Literal["any"] = "any"


WeightBelief = Annotated[
    FixedWeights | WeightsAround | WeightsOfPeople | WeightOrder | AnyWeights,
    Field(discriminator="type"),
]


def sample_weights(
    belief: WeightBelief, weights: Mapping[str, float], draws: int, rng: np.random.Generator
) -> Floats:
    """Draw weights.

    Args:
        belief: what is believed.
        weights: criterion → given weight, the m weights summing to 1.
        draws: number of draws.
        rng: the source of chance.

    Returns:
        Shape (draws, m), in the order of ``weights``; no weight is negative, every row sums to 1.

    Raises:
        InputError: someone's own weights name an unknown criterion or are no weights.
    """
    given = np.array(list(weights.values()))
    match belief:
        case FixedWeights():
            return np.tile(given, (draws, 1))
        case WeightsAround():
            return _around(given, belief.concentration, draws, rng)
        case WeightsOfPeople():
            group = group_weights(belief.people, tuple(weights))
            return group.weights[rng.integers(len(group.people), size=draws)]
        case WeightOrder():
            return _ordered(given, draws, rng)
        case AnyWeights():
            return rng.dirichlet(np.ones(given.size), draws)


def _around(given: Floats, concentration: float, draws: int, rng: np.random.Generator) -> Floats:
    """Draw from the Dirichlet distribution over the criteria that have weight."""
    weighted = given > 0
    sample = np.zeros((draws, given.size))
    sample[:, weighted] = rng.dirichlet(concentration * given[weighted], draws)
    return sample


def _ordered(given: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Sort uniform draws into the given order; ties take a random order in every draw."""
    falling = -np.sort(-rng.dirichlet(np.ones(given.size), draws), axis=1)
    tie_break = rng.random((draws, given.size))
    order = np.lexsort((tie_break, np.tile(-given, (draws, 1))), axis=1)
    sample = np.empty_like(falling)
    np.put_along_axis(sample, order, falling, axis=1)
    return sample
