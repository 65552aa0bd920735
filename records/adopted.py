"""What was decided in a round, as a record of the decision has it, and whether it fits the rest."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.engine import Connection

from config.base import Frozen
from optimizer.study import Study
from questions.decision import Decision
from questions.plan import Planned
from questions.recheck import Mismatch
from records import answers, trail
from records.decisions import WHOLE, Override, Signature, decided
from records.ratings import Accepted
from records.rounds import Round
from records.trail import Head
from records.view import View

ROUND = "round.json"
"""What messages call it."""


class Adopted(Frozen):
    """A round with what was decided in it; what people said stands in its minutes only."""

    round: Round
    head: Head
    """End of the audit trail when the round was closed, or else when the record was made."""
    listed: tuple[str, ...]
    """The list that was adopted, or is on the table, by id."""
    overrides: tuple[Override, ...]
    accepted: tuple[Accepted, ...]
    signatures: Mapping[str, Signature]
    priced_on: Mapping[str, str] = {}
    """Candidate that was departed on → hash of the tables on which the price was worked out."""
    planned_with: str = ""
    """Versions that found the plan, where it was kept then; blank = those that made the record."""

    @property
    def departures(self) -> tuple[str, ...]:
        """Candidates on which the list departs from the plan."""
        return tuple(one.candidate for one in self.overrides)


def adopted(connection: Connection, view: View, planned: Planned) -> Adopted:
    """Return what was decided in a round.

    Args:
        connection: to the records.
        view: the round.
        planned: the plan that is recommended with the accepted ratings.
    """
    priced = {one.candidate: answers.dataset_of(connection, one.answer) for one in view.overrides}
    return Adopted(
        round=view.round,
        head=trail.head(connection, view.round.by),
        listed=view.decided(planned),
        overrides=view.overrides,
        accepted=view.accepted,
        signatures=dict(view.signatures),
        planned_with=answers.engine_of(connection, view.rated, view.question),
        priced_on={one: dataset for one, dataset in priced.items() if dataset},
    )


def faults(found: Adopted, decision: Decision, study: Study) -> Iterator[Mismatch]:
    """Yield what was decided and does not fit plan, tables and prices.

    Args:
        found: what was decided.
        decision: plan and prices.
        study: tables and settings, with the accepted ratings.
    """
    listed = decided(decision.plan, found.overrides)
    if tuple(sorted(found.listed)) != listed:
        odd = sorted({*found.listed} ^ {*listed})
        yield Mismatch(what="list", about=ROUND, found=", ".join(odd))
    whole = found.signatures.get(WHOLE)
    if whole is not None and {*whole.ids} != {*found.listed}:
        odd = sorted({*found.listed} ^ {*whole.ids})
        yield Mismatch(what="signature", about=ROUND, found=", ".join(odd))
    known = {(one.candidate, one.measure): one.value for one in study.dataset.evidence}
    for rating in found.accepted:
        value = known.get(rating.thing)
        if value != rating.value:
            yield Mismatch(what="rating", about=rating.candidate,
                           stated=f"{rating.measure} {rating.value}", found=f"{value}")  # fmt: skip
    for one in found.overrides:
        yield from _price(one, found, decision, study)


def _price(one: Override, found: Adopted, decision: Decision, study: Study) -> Iterator[Mismatch]:
    """Yield a price of a departure that the price worked out for the record refutes.

    One that was worked out on other tables, before more ratings were accepted, may differ rightly.
    """
    price = decision.prices.get(one.candidate)
    if found.priced_on.get(one.candidate) != study.dataset_hash or price is None:
        return
    if price.points is None or price.forced != one.direction:
        return
    if not one.price.meets(price.points):
        yield Mismatch(what="price", about=one.candidate, stated=one.price.span,
                       found=price.points.span)  # fmt: skip


def minutes_differ(found: Adopted, minutes: Mapping[str, Any]) -> bool:
    """Say whether minutes tell another list, other departures, ratings or signatures.

    Args:
        found: what was decided.
        minutes: as programs get them.
    """
    told = (
        sorted(minutes.get("list", ())),
        [(row["id"], row["direction"], row["reason"]) for row in minutes.get("overrides", ())],
        [(row["id"], row["measure"], row["value"]) for row in minutes.get("accepted", ())],
        {row["region"]: sorted(row["ids"]) for row in minutes.get("signatures", ())},
    )
    kept = (
        sorted(found.listed),
        [(one.candidate, one.direction, one.reason) for one in found.overrides],
        [(one.candidate, one.measure, one.value) for one in found.accepted],
        {region: sorted(one.ids) for region, one in found.signatures.items()},
    )
    return told != kept
