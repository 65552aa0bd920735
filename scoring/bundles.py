r"""Sets of candidates that are one candidate: their evidence, from that of their parts.

A candidate to which others lead by the relation ``part_of`` is a set of these, its parts: related
commitments that are supported as one. On a measure on which it has no evidence of its own, and
every part has some,

.. math:: m = \frac1n \sum_{p} m_p, \qquad
   low = \frac1n \sum_p low_p, \qquad high = \frac1n \sum_p high_p

over its n parts *p* (the number itself where a part has no range). Of levels it has the middle one
of its parts, in the order of the points that the kind gives them; of two in the middle the one with
fewer points. It rests on the least firm basis among its parts, and speaks of the latest year. Where
a part has no evidence the set has none either: what is not known of a part is not known of the
whole.

Weights are linear, so that a set whose measures are all numbers with straight value functions has
the mean of its parts' scores. Partners reach a set by its parts (:mod:`ecosystem.reach`), and a
dependency of ``rules.yaml`` keeps a set and its parts from being in focus at once.

Source: OGP three-year plan 2020-2022, Commitments, first criterion (a set of related commitments);
the rule is our own.
"""

from collections.abc import Iterator, Mapping
from statistics import fmean

from config.criteria import Kind, Levels
from data.dataset import Dataset, Evidence
from data.tables import PART_OF
from scoring.evidence_table import BASES, EvidenceTable, evidence_table


def parts_of(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Return set → its parts, both in the order of their ids."""
    found: dict[str, set[str]] = {}
    for link in dataset.links:
        if link.relation == PART_OF:
            found.setdefault(link.target, set()).add(link.candidate)
    return {one: tuple(sorted(found[one])) for one in sorted(found)}


def evidence_of_sets(dataset: Dataset, kinds: Mapping[str, Kind]) -> tuple[Evidence, ...]:
    """Return the evidence that sets have from their parts, by set and measure.

    Args:
        dataset: links and evidence are read.
        kinds: say in which order the levels of a measure stand.
    """
    parts = parts_of(dataset)
    if not parts:
        return ()
    table = evidence_table(dataset, {}, {})
    return tuple(
        row
        for whole, members in parts.items()
        for row in _of_set(whole, members, table, kinds[dataset.by_id[whole].kind])
    )


def _of_set(
    whole: str, parts: tuple[str, ...], table: EvidenceTable, kind: Kind
) -> Iterator[Evidence]:
    for measure in sorted(table.rows):
        rows = [row for part in parts if (row := table.counting(measure, part)) is not None]
        if len(rows) < len(parts) or table.counting(measure, whole) is not None:
            continue
        value = _middle(rows, measure, kind)
        low, high = (_ends(rows, end) if isinstance(value, float) else None for end in (0, 1))
        yield Evidence(
            candidate=whole,
            measure=measure,
            value=value,
            low=low,
            high=high,
            basis=max((row.basis for row in rows), key=BASES.index),
            source=rows[0].source,
            as_of=max(row.as_of for row in rows),
        )


def _middle(rows: list[Evidence], measure: str, kind: Kind) -> float | str:
    numbers = [row.value for row in rows if not isinstance(row.value, str)]
    if len(numbers) == len(rows):
        return fmean(numbers)
    points = next(
        (
            use.value.levels
            for criterion in kind.criteria.values()
            for use in criterion.measures
            if use.measure == measure and isinstance(use.value, Levels)
        ),
        dict[str, float](),
    )
    ranked = sorted((str(row.value) for row in rows), key=lambda one: (points.get(one, 0.0), one))
    return ranked[(len(ranked) - 1) // 2]


def _ends(rows: list[Evidence], end: int) -> float | None:
    """Return the mean of the low (0) or high (1) ends; None where no part has a range."""
    ends = [(row.low, row.high)[end] for row in rows]
    if all(one is None for one in ends):
        return None
    numbers = [row.value if one is None else one for row, one in zip(rows, ends, strict=True)]
    return fmean(float(one) for one in numbers)
