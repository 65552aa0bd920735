"""What earlier decision records stated of how sure each area was, and what came of it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from config.base import Frozen
from config.configuration import Configuration
from data.dataset import Dataset
from records.outcomes import Outcome
from scoring.calibration import Stated


class Record(Frozen):
    """A decision record, as far as stated shares go."""

    title: str
    round: str | None
    """Id of the round that it is of; None = of none."""
    listed: frozenset[str]
    """The list that was adopted, or recommended where there was no round."""
    shares: dict[str, float]
    """Candidate → share of the best lists of its draws that had it; nothing where none had."""
    dataset: Dataset
    configuration: Configuration


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


def led(of: Record, outcomes: Sequence[Outcome]) -> Iterator[Stated]:
    """Yield, of the areas of a list of which a result is recorded, whether it was a success.

    Of several results that say what a success is, one is enough.

    Args:
        of: the record.
        outcomes: of its round.
    """
    kinds = of.configuration.criteria.kinds
    for one in sorted(of.listed & of.shares.keys()):
        success = kinds[of.dataset.by_id[one].kind].success
        wanted = {} if success is None else success.results
        said = [each for each in outcomes if each.candidate == one and each.measure in wanted]
        if said:
            came = any(each.value in wanted[each.measure] for each in said)
            yield Stated(candidate=one, record=of.title, share=of.shares[one], came=came)
