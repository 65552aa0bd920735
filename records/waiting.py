"""What waits for somebody in a round: to rate, to take a stance, to sign."""

from typing import Literal

from config.base import Frozen
from records import ratings
from records.decisions import WHOLE
from records.permissions import EVERYWHERE, Act, Matter, Person, may
from records.view import View

What = Literal["rate", "review", "sign", "sign whole"]


class Waiting(Frozen):
    """One thing that somebody is asked for, and how far they are."""

    what: What
    done: int
    asked: int
    """Candidates that they are asked about, those left out of which they are recused; or lists."""

    @property
    def open(self) -> int:
        """How much of it waits still."""
        return self.asked - self.done


def waiting(view: View, person: Person) -> tuple[Waiting, ...]:
    """Return what a round asks of somebody, what they have done already included."""
    found = (_rate(view, person), _review(view, person), _sign(view, person), _whole(view, person))
    return tuple(one for one in found if one.asked)


def _mine(view: View, person: Person, act: Act, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some candidates on which somebody counts, and may act now."""
    recused, by_id = view.recused.get(person.id, {}), view.study.dataset.by_id
    return tuple(
        one
        for one in candidates
        if one not in recused
        and may(person, act, Matter(region=by_id[one].region, owner=person.id), view.round.state)
    )


def _rate(view: View, person: Person) -> Waiting:
    asked = {
        one: ratings.measures(view.study, one)
        for one in _mine(view, person, Act.RATE, tuple(view.study.dataset.by_id))
    }
    said = {one.thing for one in view.given if one.person == person.id}
    whole = [all((one, name) in said for name in names) for one, names in asked.items() if names]
    return Waiting(what="rate", done=sum(whole), asked=len(whole))


def _review(view: View, person: Person) -> Waiting:
    asked = _mine(view, person, Act.STANCE, view.decided())
    said = {one.candidate for one in view.stances if one.person == person.id}
    return Waiting(what="review", done=len(said & set(asked)), asked=len(asked))


def _sign(view: View, person: Person) -> Waiting:
    every = {one.region for one in view.study.dataset.candidates if one.region}
    own = every if EVERYWHERE in person.regions else every & person.regions
    asked = {
        one
        for one in own
        if may(person, Act.SIGN_REGION, Matter(region=one, owner=person.id), view.round.state)
    }
    return Waiting(what="sign", done=len(asked & view.signatures.keys()), asked=len(asked))


def _whole(view: View, person: Person) -> Waiting:
    asked = bool(may(person, Act.SIGN_WHOLE, Matter(owner=person.id), view.round.state))
    return Waiting(what="sign whole", done=int(asked and WHOLE in view.signatures), asked=asked)
