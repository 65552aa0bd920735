"""What may be believed about weights and about missing evidence, in words that people choose."""

from data.people import PeopleWeights, everyone
from optimizer.robust.uncertainty import UncertaintyModel, uncertainty_of_people
from optimizer.scenario import Scenario
from optimizer.study import Study
from scoring.draws import MissingDraw
from scoring.weight_samples import (
    AnyWeights,
    FixedWeights,
    WeightBelief,
    WeightOrder,
    WeightsAround,
)

PEOPLE = "people"
"""Each person's own weights."""
BELIEFS: dict[str, tuple[str, WeightBelief]] = {
    "around": ("near the present ones", WeightsAround()),
    "fixed": ("exactly the present ones", FixedWeights()),
    "order": ("any in the same order", WeightOrder()),
    "none": ("any at all", AnyWeights()),
}
"""What may be believed about weights, in words."""
MISSING: dict[str, str] = {
    MissingDraw.ANYWHERE.value: "could be anything",
    MissingDraw.LIKE_STAND_IN.value: "is like what stands in for it",
}
"""Where missing evidence is drawn from, in words."""
EXPLAINED: dict[str, str] = {
    MissingDraw.ANYWHERE.value: "What is missing is drawn from the whole scale, worst to best: "
    "nothing is assumed, so a candidate of whom little is known can land anywhere.",
    MissingDraw.LIKE_STAND_IN.value: "What is missing is drawn from the values that others have "
    "(or stays at the lowest, where the criterion says so): the unknown is taken to be ordinary.",
}
"""What each way of drawing takes for granted."""
WHATEVER: dict[str, str] = {
    "around": "whatever the unknown evidence and with weights a little off",
    "fixed": "whatever the unknown evidence",
    "order": "whatever the unknown evidence and the weights, in their present order",
    "none": "whatever the unknown evidence and the weights",
    PEOPLE: "whatever the unknown evidence and whoever's weights count",
}
"""What a figure that hardly moves holds for, in a sentence."""


def offered(people: PeopleWeights) -> dict[str, str]:
    """Return what may be believed about weights, with people's own where there are any."""
    words = {name: told for name, (told, _) in BELIEFS.items()}
    if people:
        words[PEOPLE] = f"each of {len(everyone(people))} people's own"
    return words


def uncertainty(
    belief: str, missing: str, people: PeopleWeights, study: Study, scenario: Scenario
) -> UncertaintyModel:
    """Return what is drawn, and from where.

    Args:
        belief: a key of :func:`offered`.
        missing: a key of :data:`MISSING`.
        people: kind → person → criterion → weight.
        study: the study.
        scenario: gives the weights of a kind to people who give none for it.

    Raises:
        InputError: people's weights do not fit the criteria.
    """
    if belief == PEOPLE and people:
        criteria = study.configured(scenario).criteria
        return uncertainty_of_people(people, criteria, missing=MissingDraw(missing))
    found = BELIEFS.get(belief, BELIEFS["around"])[1]
    return UncertaintyModel(weights=found, missing=MissingDraw(missing))
