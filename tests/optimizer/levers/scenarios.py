"""Scenarios of the small example, with every lever anywhere it may stand."""

from hypothesis import strategies as st

from config.base import MOST_AREAS, MOST_PERIODS, MOST_POINTS, MOST_USD, MOST_WEEKS
from config.configuration import Configuration
from optimizer.levers import normal
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import Study, open_study
from scoring.weights import shared_criteria
from tests.folders import SMALL

STUDY: Study = open_study(SMALL / "dataset", SMALL / "configuration")
CONFIGURATION: Configuration = STUDY.configuration
BY_COUNT = ("african_commitment", "one_country_per_region", "national_only")
"""Rules of the small example by count: at least 1, at most 1, at most 0; near_focus is by share."""
shares = st.floats(0, 1)


def amounts(names: object, most: float) -> st.SearchStrategy[dict[str, float]]:
    return st.dictionaries(st.sampled_from(sorted(names)), st.floats(0, most))  # type: ignore[call-overload]


@st.composite
def weights(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    """Some weights of a kind that leave something to the others, or all of them."""
    found: dict[str, dict[str, float]] = {}
    for kind in draw(st.sets(st.sampled_from(sorted(CONFIGURATION.criteria.kinds)))):
        names = sorted(CONFIGURATION.criteria.kinds[kind].criteria)
        parts = draw(st.lists(shares, min_size=len(names), max_size=len(names)))
        whole = sum(parts)
        if draw(st.booleans()) and whole > 0:
            found[kind] = {name: part / whole for name, part in zip(names, parts, strict=True)}
        else:
            found[kind] = {names[0]: parts[0]} if len(names) > 1 else {}
    return found


@st.composite
def measures(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    """The share of the first measure of some criteria; the others take the rest."""
    every = shared_criteria(CONFIGURATION.criteria)
    chosen = draw(st.sets(st.sampled_from(sorted(every)))) if every else set()
    return {name: {every[name].measures[0].measure: draw(shares)} for name in sorted(chosen)}


@st.composite
def rules(draw: st.DrawFn) -> dict[str, RuleLever]:
    """Levers of any rules; bounds that do not contradict those of the configuration."""
    found = {}
    switches = st.none() | st.booleans()
    for name in draw(st.sets(st.sampled_from(BY_COUNT))):
        bounds = CONFIGURATION.rules.rules[name].bounds
        low = draw(st.none() | st.integers(0, int(bounds.max) if bounds.max is not None else 9))
        least = max(low or 0, bounds.min or 0 if low is None else 0)
        high = draw(st.none() | st.integers(int(least), MOST_AREAS))
        found[name] = RuleLever(enabled=draw(switches), min=low, max=high)
    if draw(st.booleans()):
        share = draw(st.none() | shares)
        most = draw(st.none() | st.floats(0.5 if share is None else share, 1))
        found["near_focus"] = RuleLever(enabled=draw(switches), min=share, max=most)
    return found


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Draw a scenario in its normal form, under any name."""
    capacity = CONFIGURATION.capacity
    ids = st.frozensets(st.sampled_from(sorted(STUDY.dataset.by_id)), max_size=3)
    must = draw(ids)
    scenario = Scenario(
        name=draw(st.text(max_size=5)),
        weeks=draw(amounts(capacity.teams, MOST_WEEKS)),
        universal_share=draw(amounts(capacity.teams, 1)),
        usd=draw(amounts(capacity.funds, MOST_USD)),
        weights=draw(weights()),
        measures=draw(measures()),
        worth=draw(amounts(CONFIGURATION.criteria.kinds, MOST_POINTS)),
        rules=draw(rules()),
        must=must,
        must_not=draw(ids) - must,
        periods=draw(st.none() | st.just(1)),
        min_stay=draw(st.integers(1, MOST_PERIODS)),
        most_changes=draw(st.none() | st.integers(0, MOST_AREAS)),
        tolerance=draw(st.just(Scenario().tolerance) | shares),
    )
    return normal(scenario, CONFIGURATION)
