"""Everything that is known of a round at one moment, for those who show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.engine import Connection

from optimizer.study import Study
from questions.objections import ObjectionsQuestion
from questions.plan import Planned, PlanQuestion
from questions.question import Question
from questions.rated import RatedPlanQuestion
from questions.shares import Shares
from records import answers, comments, decisions, people, ratings, recusal, rounds, stances
from records.comments import Comment
from records.decisions import Override, Signature
from records.permissions import Person
from records.ratings import Accepted, Given, Panel
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
    kept: Planned | None = None
    """The plan with the accepted ratings, where it was kept."""
    shares: Shares | None = None
    """How sure each area is, with the accepted ratings, where that was kept."""

    @property
    def question(self) -> Question[Planned]:
        """The question for the plan of the round; it is asked of :attr:`rated`.

        With accepted ratings it is the plan nearest to the one that was recommended without them.
        """
        if not self.accepted:
            return PlanQuestion(scenario=self.round.scenario)
        return RatedPlanQuestion.since(self.study, self.round.scenario)

    def objections(self, without: tuple[str, ...]) -> ObjectionsQuestion:
        """Return what the list would be without some candidates; it is asked of :attr:`rated`."""
        earlier = self.study if self.accepted else None
        return ObjectionsQuestion.of(self.round.scenario, without, earlier)

    @property
    def planned(self) -> Planned | None:
        """The plan that is recommended now; None where it has to be worked out first."""
        return self.kept if self.accepted else self.recommended

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Person → name."""
        return {one.id: one.name or one.email or one.id for one in self.people}

    def counts(self, candidates: Sequence[str]) -> dict[str, Count]:
        """Return candidate → what the taskforce says of it."""
        return stances.counts(self.stances, candidates, self.people, self.recused, self.study)

    def decided(self, plan: Planned | None = None) -> tuple[str, ...]:
        """Return the list on the table: a plan's, and what departs from it.

        Args:
            plan: None = what is recommended now, as far as it is known.
        """
        return decisions.decided((plan or self.planned or self.recommended).plan, self.overrides)

    def open_to(self, person: Person) -> tuple[Stance, ...]:
        """Return the stances that somebody may see."""
        return stances.open_to(self.stances, person, self.round)

    def panels(self, person: Person, region: str | None = None) -> tuple[Panel, ...]:
        """Return what people say together of what somebody may see.

        Args:
            person: who looks.
            region: of the candidates; None = all.
        """
        said = ratings.open_to(self.given, person, self.round)
        found = ratings.panels(said, self.study)
        by_id = self.study.dataset.by_id
        return tuple(one for one in found if region in (None, by_id[one.candidate].region))

    def objected(self, person: Person, region: str | None = None) -> tuple[str, ...]:
        """Return the candidates that somebody who counts objects to, by id.

        Args:
            person: who looks: only what they may see.
            region: of the candidates; None = all.
        """
        seen = {one.candidate for one in self.open_to(person) if one.stance == "object"}
        of_region = (one for one in seen if region in (None, self.study.dataset.by_id[one].region))
        counts = self.counts(sorted(of_region))
        return tuple(sorted(one for one, count in counts.items() if count.object))


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
    found = View(
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
        kept=None if same is None or rated is None else same.kept,
    )
    found = replace(found, shares=answers.shares_of(connection, found.rated, of.scenario))
    if not accepted or found.kept is not None:
        return found
    return replace(found, kept=answers.plan_of(connection, found.rated, found.question))
