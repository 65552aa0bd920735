"""Everything that is known of a round at one moment, for those who show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.engine import Connection

from optimizer.study import Study
from questions.plan import Planned
from records import comments, decisions, people, ratings, recusal, rounds, stances
from records.comments import Comment
from records.decisions import Override, Signature
from records.permissions import Person
from records.ratings import Accepted, Given
from records.recusal import Recusal
from records.rounds import Round
from records.stances import Count, Stance


@dataclass(frozen=True)
class View:
    """A round with all that was said in it, as it is in the records at one moment."""

    round: Round
    study: Study
    """As it was kept when the round was opened, without the ratings of the round."""
    rated: Study
    """The study with the accepted ratings as evidence: what is planned with from then on."""
    recommended: Planned
    """The plan that was recommended when it was opened."""
    people: tuple[Person, ...]
    given: tuple[Given, ...]
    accepted: tuple[Accepted, ...]
    stances: tuple[Stance, ...]
    recused: Mapping[str, Mapping[str, Recusal]]
    """Person → candidate → why they do not count on it."""
    overrides: tuple[Override, ...]
    signatures: Mapping[str, Signature]
    comments: tuple[Comment, ...]

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Person → name."""
        return {one.id: one.name or one.email or one.id for one in self.people}

    def counts(self, candidates: Sequence[str]) -> dict[str, Count]:
        """Return candidate → what the taskforce says of it."""
        return stances.counts(self.stances, candidates, self.people, self.recused, self.study)

    def decided(self, plan: Planned | None = None) -> tuple[str, ...]:
        """Return the list on the table: a plan's, the recommended one if none, and departures."""
        return decisions.decided((plan or self.recommended).plan, self.overrides)


def view(connection: Connection, of: Round, before: View | None = None) -> View:
    """Read a round.

    Args:
        connection: to the records.
        of: the round.
        before: an earlier look at it, from which what cannot change since is taken over.
    """
    same = before if before is not None and before.round.id == of.id else None
    study = rounds.study(connection, of) if same is None else same.study
    roster = people.roster(connection, by=of.by)
    accepted = ratings.accepted(connection, of)
    rated = same.rated if same is not None and same.accepted == accepted else None
    return View(
        round=of,
        study=study,
        rated=rated or ratings.rated_study(study, of, accepted),
        recommended=rounds.plan(connection, of) if same is None else same.recommended,
        people=roster,
        given=ratings.given(connection, of),
        accepted=accepted,
        stances=stances.stances(connection, of),
        recused=recusal.recused(connection, of, roster, study.dataset),
        overrides=decisions.overrides(connection, of),
        signatures=decisions.signatures(connection, of),
        comments=comments.comments(connection, of),
    )
