"""Matrix: focus areas × partners, to see overlap and gaps at a glance.

A cell is the reach of a partner to a focus area (:mod:`ecosystem.reach`) with the services it does
there (:mod:`ecosystem.doing`). A row says how well the focus area is served, how much of the effort
repeats (:mod:`ecosystem.overlap`) and how strong its partners are (:mod:`ecosystem.strength`); a
row without cells is a gap. Rows are ordered by kind, region and name; columns by the number of
rows they reach, then by Σ of amounts. At most ``most`` columns are shown; the rest are named.
"""

import math
from collections.abc import Iterable, Mapping

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.doing import Work, work_at_candidates
from ecosystem.gaps import Served, served_by
from ecosystem.graph import focus_areas
from ecosystem.overlap import overlap_indices
from ecosystem.reach import ASSUMED, How, Reach, ReachRules, reaches
from ecosystem.strength import strength_of

MOST = 60
"""Most columns that a picture carries."""


class MatrixRow(Frozen):
    """One focus area."""

    candidate: str
    label: str
    kind: str
    region: str
    served: Served
    strength: float | None
    """Partner strength, 0..1; None = nothing on record."""
    overlap_low: float
    """Overlap index with work on unknown services taken as distinct, 0..1."""
    overlap_high: float
    """The same, taken as one and the same service."""


class MatrixColumn(Frozen):
    """One partner."""

    partner: str
    label: str
    type: str
    rows: int
    """Focus areas it reaches."""
    amount: float
    """Σ of its amounts."""


class MatrixCell(Frozen):
    """One partner's work for one focus area."""

    candidate: str
    partner: str
    amount: float
    """Reach, 0..1, above 0."""
    how: How
    services: tuple[str, ...]
    """Services it is on record with there."""


class Matrix(Frozen):
    """Focus areas × partners."""

    rows: tuple[MatrixRow, ...]
    columns: tuple[MatrixColumn, ...]
    cells: tuple[MatrixCell, ...]
    """Those that are not empty, in the order of rows and columns."""
    hidden: tuple[str, ...]
    """Partners left out."""


def matrix(
    dataset: Dataset,
    focus: Iterable[str] | None = None,
    rules: ReachRules = ASSUMED,
    *,
    most: int = MOST,
) -> Matrix:
    """Return focus areas × partners.

    Args:
        dataset: candidates, links, partners and engagements are read.
        focus: ids of the focus areas; None = the list in force.
        rules: attenuation along links.
        most: most partners to show.

    Raises:
        InputError: a name in ``focus`` is no candidate.
    """
    areas = focus_areas(dataset, focus)
    found = reaches(dataset, rules)
    work = work_at_candidates(dataset, areas)
    cells = [
        MatrixCell(
            candidate=area,
            partner=reach.partner,
            amount=reach.amount,
            how=reach.how,
            services=_services(work[area], reach.partner),
        )
        for area in areas
        for reach in found.get(area, ())
        if reach.amount > 0
    ]
    rows = _rows(dataset, areas, found, rules)
    columns = _columns(dataset, cells)
    shown = [column.partner for column in columns[:most]]
    place = {name: at for at, name in enumerate([row.candidate for row in rows] + shown)}
    return Matrix(
        rows=tuple(rows),
        columns=tuple(columns[:most]),
        cells=tuple(
            sorted(
                (cell for cell in cells if cell.partner in place),
                key=lambda cell: (place[cell.candidate], place[cell.partner]),
            )
        ),
        hidden=tuple(sorted(column.partner for column in columns[most:])),
    )


def _rows(
    dataset: Dataset,
    areas: Iterable[str],
    found: Mapping[str, tuple[Reach, ...]],
    rules: ReachRules,
) -> list[MatrixRow]:
    overlap = {item.candidate: item for item in overlap_indices(dataset, areas)}
    rows = [
        MatrixRow(
            candidate=area,
            label=dataset.by_id[area].name,
            kind=dataset.by_id[area].kind,
            region=dataset.by_id[area].region,
            served=served_by(found.get(area, ())),
            strength=strength_of(found[area], rules) if area in found else None,
            overlap_low=overlap[area].low if area in overlap else 0.0,
            overlap_high=overlap[area].high if area in overlap else 0.0,
        )
        for area in areas
    ]
    return sorted(rows, key=lambda row: (row.kind, row.region, row.label, row.candidate))


def _services(work: Work, partner: str) -> tuple[str, ...]:
    return tuple(
        service
        for service, who in work.items()
        if service is not None and any(doing.partner == partner for doing in who)
    )


def _columns(dataset: Dataset, cells: Iterable[MatrixCell]) -> list[MatrixColumn]:
    amounts: dict[str, list[float]] = {}
    for cell in cells:
        amounts.setdefault(cell.partner, []).append(cell.amount)
    known = {partner.id: partner for partner in dataset.partners}
    columns = [
        MatrixColumn(
            partner=partner,
            label=known[partner].name if partner in known else partner,
            type=known[partner].type if partner in known else "",
            rows=len(row),
            amount=math.fsum(row),
        )
        for partner, row in amounts.items()
    ]
    return sorted(columns, key=lambda column: (-column.rows, -column.amount, column.partner))
