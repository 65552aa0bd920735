"""Make a Dataset of tables that have been checked and found without a problem."""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from config.base import Frozen
from data.dataset import (
    Candidate,
    Dataset,
    Demand,
    Engagement,
    Event,
    Evidence,
    Link,
    Partner,
    Source,
    Window,
)
from data.schema import Checked

Row = TypeVar("Row", bound=Frozen)


def make_dataset(
    name: str,
    tables: Mapping[str, Checked],
    levels: Collection[str] = frozenset(),
) -> Dataset:
    """Return the dataset that the checked tables hold.

    Args:
        name: name of the dataset.
        tables: table name → its checked cells; an absent table has no rows.
        levels: measures whose values are labels and stay text, even when they look like numbers.
    """
    return Dataset(
        name=name,
        candidates=_candidates(tables["candidates"]),
        evidence=_evidence(tables.get("evidence"), levels),
        links=_rows(tables.get("links"), Link),
        partners=_rows(tables.get("partners"), Partner),
        engagements=_engagements(tables.get("engagements")),
        demands=_rows(tables.get("demands"), Demand),
        windows=_rows(tables.get("windows"), Window),
        events=_events(tables.get("events")),
        sources=_rows(tables.get("sources"), Source),
    )


def _rows(
    checked: Checked | None,
    model: type[Row],
    **replaced: Sequence[object],
) -> tuple[Row, ...]:
    """Return one value per row; ``replaced`` columns take the place of those of the table."""
    if checked is None:
        return ()
    columns: dict[str, Sequence[object]] = {
        name: checked.numbers.get(name, checked.raw.columns[name])
        for name in checked.raw.header
        if name in checked.table.names
    }
    columns |= replaced
    names = tuple(columns)
    return tuple(
        model.model_validate(dict(zip(names, row, strict=True)))
        for row in zip(*columns.values(), strict=True)
    )


def _candidates(checked: Checked) -> tuple[Candidate, ...]:
    names = checked.attributes()
    attributes = [
        {name: cell for name, cell in zip(names, row, strict=True) if cell}
        for row in zip(*(checked.cells(name) for name in names), strict=True)
    ] or [{} for _ in checked.raw.lines]
    return _rows(checked, Candidate, attributes=attributes)


def _evidence(checked: Checked | None, levels: Collection[str]) -> tuple[Evidence, ...]:
    if checked is None:
        return ()
    values = [
        text if number is None or measure in levels else number
        for text, number, measure in zip(
            checked.cells("value"),
            checked.numbers["value"],
            checked.cells("measure"),
            strict=True,
        )
    ]
    return _rows(checked, Evidence, value=values)


def _engagements(checked: Checked | None) -> tuple[Engagement, ...]:
    if checked is None:
        return ()
    services = [service or None for service in checked.cells("service")]
    return _rows(checked, Engagement, service=services)


def _events(checked: Checked | None) -> tuple[Event, ...]:
    if checked is None:
        return ()
    return _rows(checked, Event, opens=[cell == "yes" for cell in checked.cells("opens")])
