"""The ratings of a filled workbook, as one person says them in a round."""

from collections.abc import Iterable, Mapping, Sequence

from data.dataset import Dataset, Evidence
from data.tables import EVIDENCE
from data.workbook.asked import ENTERED, asked
from data.workbook.changes import Change
from optimizer.study import Study
from records.ratings import Given, Thing


def ratings_among(every: Iterable[Change], study: Study) -> tuple[Change, ...]:
    """Return the rows that rate something which only people can rate."""
    rows = asked(study.dataset, study.configuration).values()
    things = {one.thing for of_region in rows for one in of_region}
    return tuple(one for one in every if one.table == EVIDENCE.name and one.key[:2] in things)


def said(
    chosen: Sequence[Change], before: Dataset, after: Dataset, who: str, reason: str = ""
) -> Mapping[Thing, Given | None]:
    """Return what a person says by the ratings that are taken over; None takes one back.

    A rating has a value, a range and a reason: what else a row says stands in the reason.

    Args:
        chosen: the ratings.
        before: the dataset with what they said until now.
        after: the dataset that the workbook makes.
        who: id of the person.
        reason: why, where a row does not say it.
    """
    old, new = (
        {(row.candidate, row.measure): row for row in sorted(one.evidence, key=lambda x: x.as_of)}
        for one in (before, after)
    )
    found: dict[Thing, Given | None] = {}
    for one in chosen:
        candidate, measure = one.key[:2]
        row = new.get((candidate, measure))
        found[candidate, measure] = (
            None
            if row is None
            else Given(
                person=who,
                candidate=candidate,
                measure=measure,
                value=row.value,
                low=row.low,
                high=row.high,
                reason=_reason(row, old.get((candidate, measure)), reason),
            )
        )
    return found


def _reason(row: Evidence, before: Evidence | None, reason: str) -> str:
    """Return why, and whatever else a row says."""
    was = ("", ENTERED, "", "judgement") if before is None else _about(before)
    note, source, as_of, basis = _about(row)
    parts = [note if note != was[0] else reason or note]
    parts += [f"source: {source}"] if source not in (was[1], ENTERED) else []
    parts += [f"speaks of {as_of}"] if as_of not in (was[2], "") else []
    parts += [f"rests on: {basis}"] if basis != was[3] else []
    return "; ".join(filter(None, parts))


def _about(row: Evidence) -> tuple[str, str, str, str]:
    return row.note, row.source, row.as_of, row.basis
