"""Some of the candidates: filters over the columns of their table."""

from collections.abc import Collection, Mapping, Sequence

from data.dataset import Candidate, Dataset
from data.tables import PART_OF


def values(candidates: Sequence[Candidate], column: str) -> list[str]:
    """Return the values that a column has among candidates, blank last."""
    found = {candidate.columns.get(column, "") for candidate in candidates}
    return sorted(found, key=lambda value: (not value, value))


def of_values(
    candidates: Sequence[Candidate], wanted: Mapping[str, Collection[str]]
) -> tuple[Candidate, ...]:
    """Return the candidates that hold one of the wanted values in every column; none = any."""
    return tuple(
        candidate
        for candidate in candidates
        if all(
            not accepted or candidate.columns.get(column, "") in accepted
            for column, accepted in wanted.items()
        )
    )


def usual(dataset: Dataset, kind: str, column: str) -> list[str]:
    """Return the values that a filter begins with; none = all.

    Where some candidates of a kind lie in others of it (local members in a country), their levels
    are left out to begin with: the evidence that is published speaks of the whole, and of its
    parts hardly at all.
    """
    if column != "level":
        return []
    inside = {
        link.candidate
        for link in dataset.links
        if link.relation != PART_OF
        and dataset.by_id[link.candidate].kind == dataset.by_id[link.target].kind == kind
    }
    everyone = dataset.of_kind(kind)
    of_parts = values([one for one in everyone if one.id in inside], column)
    return [value for value in values(everyone, column) if value not in of_parts and inside]
