"""What earlier records and rounds stated of how sure each area was, and what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sqlalchemy.engine import Connection

from config.base import Frozen
from config.configuration import Configuration
from data.dataset import Dataset
from records import outcomes, rounds
from records.decisions import WHOLE
from records.outcomes import Outcome
from records.rounds import Round
from records.view import View, view
from scoring.calibration import Stated


class Record(Frozen):
    """A decision record or a round, as far as stated shares go."""

    title: str
    round: str | None
    """Id of the round that it is of; None = of none."""
    listed: frozenset[str]
    """The list that was adopted, or recommended where there was no round."""
    shares: dict[str, float]
    """Candidate → share of the best lists of its draws that had it; nothing where none had."""
    dataset: Dataset
    configuration: Configuration


def closed(connection: Connection) -> tuple[Round, ...]:
    """Return the rounds that are closed, in the order in which they were."""
    return tuple(one for one in rounds.every_round(connection) if one.closed)


def of_rounds(connection: Connection, which: Iterable[Round]) -> tuple[Record, ...]:
    """Return what rounds state, in their order."""
    return tuple(of_round(view(connection, one)) for one in which)


def of_round(found: View) -> Record:
    """Return what a round states: the list that it adopted, and the shares kept with it."""
    whole = found.signatures.get(WHOLE)
    return Record(
        title=found.round.title,
        round=found.round.id,
        listed=frozenset(found.decided() if whole is None else whole.ids),
        shares={} if found.shares is None else dict(found.shares.shares),
        dataset=found.rated.dataset,
        configuration=found.rated.configuration,
    )


def once(made: Sequence[Record]) -> tuple[Record, ...]:
    """Return the same without what stands there twice: a round, and a record of it.

    The one that states shares is taken, the earlier one of two that do.
    """
    found: dict[str | int, Record] = {}
    for place, one in enumerate(made):
        key = place if one.round is None else one.round
        if key not in found or not found[key].shares:
            found[key] = one
    return tuple(found.values())


def came_of(connection: Connection, made: Iterable[Record]) -> tuple[Stated, ...]:
    """Return what came of the lists of rounds, as far as these are there and it is recorded."""
    there = {one.id: one for one in rounds.every_round(connection)}
    return tuple(
        found
        for one in made
        if one.round in there
        for found in led(one, outcomes.outcomes(connection, there[one.round]))
    )


def again(made: Sequence[Record]) -> tuple[Stated, ...]:
    """Return, of every record but the last, who is in the list of the next.

    Whoever is no candidate any more is left out.

    Args:
        made: in the order in which they were made.
    """
    return tuple(
        Stated(
            candidate=one,
            record=before.title,
            share=share,
            came=one in after.listed,
        )
        for before, after in pairwise(made)
        for one, share in sorted(before.shares.items())
        if one in after.dataset.by_id
    )


def led(of: Record, became: Sequence[Outcome]) -> Iterator[Stated]:
    """Yield, of the areas of a list of which a result is recorded, whether it was a success.

    Of several results that say what a success is, one is enough.

    Args:
        of: the record.
        became: of it, the outcomes of its round.
    """
    kinds = of.configuration.criteria.kinds
    for one in sorted(of.listed & of.shares.keys()):
        success = kinds[of.dataset.by_id[one].kind].success
        wanted = {} if success is None else success.results
        said = [each for each in became if each.candidate == one and each.measure in wanted]
        if said:
            came = any(each.value in wanted[each.measure] for each in said)
            yield Stated(candidate=one, record=of.title, share=of.shares[one], came=came)
