"""What is not sure: the weights, and the evidence that is missing or given as a range."""

from collections.abc import Mapping

from pydantic import Field

from config.base import Frozen
from config.criteria import Criteria
from data.people import PeopleWeights, with_given
from scoring.draws import MissingDraw
from scoring.weight_samples import FixedWeights, WeightBelief, WeightsAround, WeightsOfPeople


class UncertaintyModel(Frozen):
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


def uncertainty_of_people(
    people: PeopleWeights,
    criteria: Criteria,
    *,
    evidence: bool = True,
    missing: MissingDraw = MissingDraw.ANYWHERE,
) -> UncertaintyModel:
    """Return the uncertainty in which every draw is one person, with their weights of all kinds.

    Args:
        people: kind → person → criterion → weight.
        criteria: give the weights of a kind to people who give none for it.
        evidence: whether missing and ranged evidence is drawn too.
        missing: where missing evidence is drawn from.
    """
    return UncertaintyModel(
        weights=FixedWeights(),
        by_kind={
            kind: WeightsOfPeople(people=weights)
            for kind, weights in with_given(people, criteria).items()
        },
        evidence=evidence,
        missing=missing,
    )
