"""What may be believed about weights and missing evidence: to choose from, and in sentences."""

from collections.abc import Mapping

from data.people import PeopleWeights, everyone
from optimizer.robust.uncertainty import PEOPLE, UncertaintyModel
from reports.report import Row
from reports.words import count, percent
from scoring.belief import MissingDraw
from scoring.weight_samples import WeightsAround

BELIEFS: Mapping[str, str] = {
    "around": "near the present ones",
    "fixed": "exactly the present ones",
    "order": "any in the same order",
    "any": "any at all",
}
"""What may be believed about weights."""
MISSING: Mapping[str, str] = {
    MissingDraw.ANYWHERE.value: "could be anything",
    MissingDraw.LIKE_STAND_IN.value: "is like what stands in for it",
}
"""Where missing evidence is drawn from."""
ASSUMED: Mapping[str, str] = {
    "": "as they stand",
    "0": "within their ranges",
    "0.25": "a quarter off where they have none",
}
"""How far off what is assumed may be."""
EXPLAINED: Mapping[str, str] = {
    MissingDraw.ANYWHERE.value: "What is missing is drawn from the whole scale, worst to best: "
    "nothing is assumed, so a candidate of whom little is known can land anywhere.",
    MissingDraw.LIKE_STAND_IN.value: "What is missing is drawn from the values that others have "
    "(or stays at the lowest, where the criterion says so): the unknown is taken to be ordinary.",
}
"""What each way of drawing takes for granted."""
NO_RANGES = (
    "Nothing that is assumed has a range, so nothing of it is drawn: write ranges in the "
    "configuration, or let figures without one be off by a share, such as 25 %."
)
_SAMPLED = {
    "around": "weights near the given ones", "fixed": "the given weights",
    "order": "any weights in the same order", "any": "any weights",
}  # fmt: skip
_OFF = "staff, money and costs a little off"
_WHATEVER = {
    "around": (" and with weights a little off", "with weights a little off"),
    "fixed": ("", "by the given weights"),
    "order": (" and the weights, in their present order",
              "whatever the weights, in their present order"),
    "any": (" and the weights", "whatever the weights"),
    PEOPLE: (" and whoever's weights count", "whoever's weights count"),
}  # fmt: skip


def offered(people: PeopleWeights) -> dict[str, str]:
    """Return what may be believed about weights, with people's own where there are any."""
    own = {PEOPLE: f"each of {len(everyone(people))} people's own"} if people else {}
    return {**BELIEFS, **own}


def whatever(uncertainty: UncertaintyModel) -> str:
    """Return what a figure that hardly moves holds for, as in ``whatever the weights``."""
    beside, alone = _WHATEVER[uncertainty.belief]
    held = f"whatever the unknown evidence{beside}" if uncertainty.evidence else alone
    if uncertainty.assumptions is None:
        return held
    return (
        held.replace(" a little off", f", {_OFF}") if "off" in held else f"{held} and with {_OFF}"
    )


def sampled(done: int, asked: int, uncertainty: UncertaintyModel, seed: int) -> str:
    """Return how many draws there are, and of what, in a sentence."""
    how_many = count(done, "draw") if done < 1000 else f"{done:,} draws"
    if done < asked:
        how_many = f"Stopped after {done:,} of {asked:,} draws"
    people = f"the weights of {count(len(uncertainty.people), 'person', 'people')}"
    weights, evidence = _SAMPLED.get(uncertainty.belief, people), ", evidence as it stands"
    if uncertainty.evidence:
        anywhere = uncertainty.missing is MissingDraw.ANYWHERE
        how = "anywhere on its scale" if anywhere else "like what stands in for it"
        evidence = f" and of missing evidence, {how}"
    assumed = ""
    if uncertainty.assumptions is not None:
        assumed = ", and of what is assumed within its ranges"
        if uncertainty.assumptions:
            assumed += f", {percent(uncertainty.assumptions)} either way where it has none"
    if uncertainty.method:
        assumed += ", and of the scales of criteria and the way they are put together"
    return f"{how_many} of {weights}{evidence}{assumed} (seed {seed})."


def as_drawn(uncertainty: UncertaintyModel, *, assumed: bool) -> UncertaintyModel:
    """Return what was drawn, where nothing that is assumed may have had a range."""
    return uncertainty if assumed else uncertainty.but(assumptions=None)


def drawn(asked: int, uncertainty: UncertaintyModel, seed: int) -> Row:
    """Return what was to be drawn, for programs; the names are a promise."""
    near = uncertainty.weights if uncertainty.belief == "around" else None
    return {
        "asked": asked,
        "seed": seed,
        "weights": uncertainty.belief,
        "concentration": near.concentration if isinstance(near, WeightsAround) else None,
        "people": list(uncertainty.people),
        "evidence": uncertainty.evidence,
        "missing": uncertainty.missing.value,
        **({} if uncertainty.assumptions is None else {"assumptions": uncertainty.assumptions}),
    }
