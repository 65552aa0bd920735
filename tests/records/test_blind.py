"""Nobody sees another's rating or stance before their own is in; oracle: the sentence itself."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optimizer.scenario import Scenario
from records import ratings, stances
from records.permissions import NOBODY, Person
from records.ratings import Given
from records.rounds import Round, Step
from records.stances import Stance
from tests.records.acts import member

PEOPLE = ("ann", "bo", "cy")
THINGS = ("country:AAA", "country:BBB")
MEASURES = ("will", "reach")
STATES = ("draft", "rating", "review", "decided", "closed")


def round_in(state: str) -> Round:
    step = Step.model_validate({"state": state, "at": "2020", "by": "lea", "act": 1})
    return Round(
        id="r", title="R", dataset="", configuration="", scenario=Scenario(), plan="", steps=(step,)
    )


RATED = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.sampled_from(THINGS), st.sampled_from(MEASURES)),
    unique=True,
    max_size=10,
)
LOOKER = st.sampled_from(
    (
        NOBODY,
        *(member(who, "member", regions=("*",)).but(version=1) for who in PEOPLE),
        member("una", "analyst", "leadership", "administrator", "chair").but(version=1),
    )
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(said=RATED, person=LOOKER, state=st.sampled_from(STATES))
def test_ratings(said: list[tuple[str, str, str]], person: Person, state: str) -> None:
    every = [
        Given(person=who, candidate=one, measure=what, value=1.0, reason="so")
        for who, one, what in said
    ]
    seen = ratings.open_to(every, person, round_in(state))
    over = state in ("review", "decided", "closed") and person is not NOBODY
    for one in every:
        own_is_in = (person.id, one.candidate, one.measure) in said
        assert (one in seen) == (own_is_in or over)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(said=RATED, person=LOOKER, state=st.sampled_from(STATES))
def test_stances(said: list[tuple[str, str, str]], person: Person, state: str) -> None:
    stood = sorted({(who, one) for who, one, _ in said})
    every = [Stance(person=who, candidate=one, stance="agree") for who, one in stood]
    seen = stances.open_to(every, person, round_in(state))
    over = state in ("decided", "closed") and person is not NOBODY
    for one in every:
        assert (one in seen) == ((person.id, one.candidate) in stood or over)
