"""Evidence as arrays: for the candidates of one kind, one column per measure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from config.criteria import Measure
from data.dataset import Dataset, Evidence
from scoring.value import Floats

Derived = Mapping[str, Mapping[str, float]]
"""Name of a derived measure → candidate id → value."""

BASES = ("observed", "judgement", "assumption", "missing")
"""What a value can rest on, from firm to nothing at all; arrays hold the position in this list."""
MISSING = BASES.index("missing")

HEADER_LINES = 1
"""Lines of a table before its first row."""


@dataclass(frozen=True, eq=False)
class MeasureColumn:
    """The evidence of one measure for n candidates; NaN, None and ``MISSING`` where there is none.

    Attributes:
        number: shape (n,), the measured number in its unit; NaN for levels.
        low: shape (n,), least possible number; the number itself where no range is given.
        high: shape (n,), greatest possible number.
        label: n levels, as evidence writes them; None for numbers.
        basis: shape (n,), positions in ``BASES``.
        line: shape (n,), line of the row in the evidence table; 0 where there is none.
    """

    number: Floats
    low: Floats
    high: Floats
    label: tuple[str | None, ...]
    basis: NDArray[np.int8]
    line: NDArray[np.int64]

    @property
    def known(self) -> NDArray[np.bool_]:
        """Shape (n,): where there is evidence."""
        return np.asarray(self.basis != MISSING)

    def text(self, position: int) -> str:
        """Return the value of one candidate as text; a whole number reads without a fraction."""
        label = self.label[position]
        return f"{self.number[position]:g}" if label is None else label


class _Row(NamedTuple):
    """One evidence row with its line in the table."""

    line: int
    evidence: Evidence

    @property
    def precedence(self) -> tuple[str, int, str, str]:
        """Newest first, then the firmest basis; source and value make the choice unique."""
        row = self.evidence
        return row.as_of, -BASES.index(row.basis), row.source, str(row.value)


@dataclass(frozen=True)
class EvidenceTable:
    """All evidence of a dataset, ready to be read by measure.

    Where a candidate has several rows on one measure, the newest counts (``as_of``), among equally
    new ones the firmest basis, whatever the order of the rows.

    Attributes:
        rows: measure → candidate → the row that counts.
        catalogue: every measure of the configuration.
        derived: values of derived measures, which have no evidence rows.
    """

    rows: Mapping[str, Mapping[str, _Row]]
    catalogue: Mapping[str, Measure]
    derived: Derived

    def column(self, measure: str, ids: Sequence[str]) -> MeasureColumn:
        """Return the evidence of one measure for the given candidates, in their order."""
        name = self.catalogue[measure].derived
        if name is not None:
            return _derived_column(self.derived.get(name, {}), ids)
        return _evidence_column(self.rows.get(measure, {}), ids)

    def counting(self, measure: str, candidate: str) -> Evidence | None:
        """Return the row that counts for a candidate on a measure; None where there is none."""
        row = self.rows.get(measure, {}).get(candidate)
        return None if row is None else row.evidence


def evidence_table(
    dataset: Dataset,
    catalogue: Mapping[str, Measure],
    derived: Derived,
    of_sets: Iterable[Evidence] = (),
) -> EvidenceTable:
    """Read a dataset's evidence by measure, and choose the row that counts for each candidate.

    Args:
        dataset: evidence is read.
        catalogue: every measure of the configuration.
        derived: values of derived measures.
        of_sets: what sets have from their parts (:mod:`scoring.bundles`), where they have no
            evidence of their own.
    """
    found: dict[str, dict[str, _Row]] = {}
    for index, evidence in enumerate(dataset.evidence):
        row = _Row(index + 1 + HEADER_LINES, evidence)
        rows = found.setdefault(evidence.measure, {})
        other = rows.get(evidence.candidate)
        if other is None or row.precedence > other.precedence:
            rows[evidence.candidate] = row
    for evidence in of_sets:
        found.setdefault(evidence.measure, {})[evidence.candidate] = _Row(0, evidence)
    return EvidenceTable(found, catalogue, derived)


def _evidence_column(rows: Mapping[str, _Row], ids: Sequence[str]) -> MeasureColumn:
    count = len(ids)
    number, low, high = (np.full(count, np.nan) for _ in range(3))
    label: list[str | None] = [None] * count
    basis = np.full(count, MISSING, dtype=np.int8)
    line = np.zeros(count, dtype=np.int64)
    for position, candidate in enumerate(ids):
        row = rows.get(candidate)
        if row is None:
            continue
        evidence = row.evidence
        basis[position] = BASES.index(evidence.basis)
        line[position] = row.line
        if isinstance(evidence.value, str):
            label[position] = evidence.value
        else:
            number[position] = low[position] = high[position] = evidence.value
        if evidence.low is not None:
            low[position] = np.fmin(low[position], evidence.low)
        if evidence.high is not None:
            high[position] = np.fmax(high[position], evidence.high)
    return MeasureColumn(number, low, high, tuple(label), basis, line)


def _derived_column(values: Mapping[str, float], ids: Iterable[str]) -> MeasureColumn:
    """Return a column of derived values: they rest on the tables they are computed from."""
    number = np.array([values.get(candidate, np.nan) for candidate in ids], dtype=np.float64)
    basis = np.where(np.isnan(number), MISSING, BASES.index("observed")).astype(np.int8)
    line = np.zeros(number.size, dtype=np.int64)
    return MeasureColumn(number, number, number, (None,) * number.size, basis, line)
