"""What is not sure: the weights, and the evidence that is missing or given as a range."""

from collections.abc import Mapping

from pydantic import Field

from config.base import Frozen
from scoring.draws import MissingDraw
from scoring.scorecard import Scorecard
from scoring.weight_samples import WeightBelief, WeightsAround, WeightsOfPeople


class Doubt(Frozen):
    """What is drawn, and from where."""

    weights: WeightBelief = Field(default_factory=WeightsAround)
    """What is believed about every kind's weights."""
    by_kind: Mapping[str, WeightBelief] = Field(default_factory=dict)
    """Kind → what is believed about its weights instead."""
    evidence: bool = True
    """Whether missing and ranged evidence is drawn too; else central values are used."""
    missing: MissingDraw = MissingDraw.ANYWHERE
    """Where missing evidence is drawn from."""

    def of(self, kind: str) -> WeightBelief:
        """Return what is believed about a kind's weights."""
        return self.by_kind.get(kind, self.weights)


def beliefs_of_people(
    people: Mapping[str, Mapping[str, Mapping[str, float]]], scorecard: Scorecard
) -> dict[str, WeightsOfPeople]:
    """Return kind → everybody's weights, so that a draw is one person with all their weights.

    Args:
        people: kind → person → criterion → weight.
        scorecard: gives the weights of a kind to people who give none for it.
    """
    names = dict.fromkeys(person for weights in people.values() for person in weights)
    beliefs = {}
    for kind, scores in scorecard.kinds.items():
        given = dict(zip(scores.criteria, scores.weights.tolist(), strict=True))
        own = people.get(kind, {})
        beliefs[kind] = WeightsOfPeople(people={name: own.get(name, given) for name in names})
    return beliefs
