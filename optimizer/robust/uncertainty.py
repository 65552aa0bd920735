"""What is not sure: the weights, and the evidence that is missing or given as a range."""

from collections.abc import Mapping

from pydantic import Field

from config.base import Frozen, Share
from config.criteria import Criteria
from data.people import PeopleWeights, with_given
from scoring.belief import MissingDraw
from scoring.weight_samples import (
    AnyWeights,
    FixedWeights,
    WeightBelief,
    WeightOrder,
    WeightsAround,
    WeightsOfPeople,
)

PEOPLE = "people"
"""Name of the belief that weights are one of several people's own."""


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
    assumptions: Share | None = Field(default=None, exclude_if=lambda share: share is None)
    """How far off, as a share, figures that are assumed may be where they have no range of their
    own; None = what is assumed stays as it is, those with a range too."""
    method: bool = Field(default=False, exclude_if=lambda drawn: not drawn)
    """Whether scales of criteria, and how they are put together, are drawn too."""

    def of(self, kind: str) -> WeightBelief:
        """Return what is believed about a kind's weights."""
        return self.by_kind.get(kind, self.weights)

    @property
    def belief(self) -> str:
        """Name of what is believed about weights: ``around``, ``order``, ``any`` and so on."""
        return PEOPLE if self.by_kind else self.weights.type

    @property
    def people(self) -> tuple[str, ...]:
        """Those whose own weights are drawn, if that is believed."""
        beliefs = (one for one in self.by_kind.values() if isinstance(one, WeightsOfPeople))
        return tuple(dict.fromkeys(name for one in beliefs for name in one.people))


def uncertainty_of(
    belief: str,
    criteria: Criteria,
    *,
    people: PeopleWeights | None = None,
    concentration: float | None = None,
    evidence: bool = True,
    missing: MissingDraw = MissingDraw.ANYWHERE,
    assumptions: float | None = None,
) -> UncertaintyModel:
    """Return the uncertainty in which a belief about weights is held.

    Args:
        belief: its name.
        criteria: give the weights of a kind to people who give none for it.
        people: their own weights; nobody's = the given ones are believed in.
        concentration: how near weights around the given ones are; None = as usual.
        evidence: whether missing and ranged evidence is drawn too.
        missing: where missing evidence is drawn from.
        assumptions: how far off what is assumed may be; None = it is not drawn.
    """
    if belief == PEOPLE and people:
        return uncertainty_of_people(
            people, criteria, evidence=evidence, missing=missing, assumptions=assumptions
        )
    near = WeightsAround() if concentration is None else WeightsAround(concentration=concentration)
    beliefs: Mapping[str, WeightBelief] = {
        one.type: one for one in (near, WeightOrder(), AnyWeights(), FixedWeights())
    }
    return UncertaintyModel(
        weights=beliefs.get(belief, near),
        evidence=evidence,
        missing=missing,
        assumptions=assumptions,
    )


def uncertainty_of_people(
    people: PeopleWeights,
    criteria: Criteria,
    *,
    evidence: bool = True,
    missing: MissingDraw = MissingDraw.ANYWHERE,
    assumptions: float | None = None,
) -> UncertaintyModel:
    """Return the uncertainty in which every draw is one person, with their weights of all kinds.

    Args:
        people: kind → person → criterion → weight.
        criteria: give the weights of a kind to people who give none for it.
        evidence: whether missing and ranged evidence is drawn too.
        missing: where missing evidence is drawn from.
        assumptions: how far off what is assumed may be; None = it is not drawn.
    """
    return UncertaintyModel(
        weights=FixedWeights(),
        by_kind={
            kind: WeightsOfPeople(people=weights)
            for kind, weights in with_given(people, criteria).items()
        },
        evidence=evidence,
        missing=missing,
        assumptions=assumptions,
    )
