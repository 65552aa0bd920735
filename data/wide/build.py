"""Make a dataset and a starter configuration of a wide table and what its columns are taken for.

Every cell is kept: in the name or id of a candidate, as evidence, as a demand, or as an attribute
under the name of its column. What says that there is no value makes no row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from config.capacity import Capacity, Fund, PaysFor, Period, Team
from config.configuration import Configuration
from config.criteria import Criteria, Criterion, Kind, Levels, Linear, Measure, MeasureUse
from config.filters import Filter
from config.rules import Bounds, Rule, Rules
from config.services import Service, Services
from data.dataset import Candidate, Dataset, Demand, Evidence, Source
from data.tables import USD
from data.wide import words
from data.wide.keys import REGION, candidate_ids, key_of
from data.wide.layout import ColumnGuess, Layout, Role
from data.wide.numerals import is_missing, value
from data.wide.sheet import Sheet

SOURCE = "table"
"""Id of the one source: the table itself."""
SUPPORT = "support"
"""Id of the one service, where all that a candidate needs is given at once."""
CHOOSE = "choose"
"""Id of the rule that says how many a plan may hold."""
PERIOD = "now"
"""The one period."""
A_QUARTER = "A quarter of all, as nothing costs anything."
WORTH = 100
"""Points of one perfect candidate: a plan is worth the sum of its scores."""


@dataclass(frozen=True)
class Made:
    """What a table was made into."""

    dataset: Dataset
    configuration: Configuration


def build(sheet: Sheet, layout: Layout) -> Made:
    """Return the dataset and the configuration of a table.

    Args:
        sheet: the table.
        layout: what its columns are taken for.
    """
    return _Building(sheet, layout).made()


class _Building:
    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.sheet, self.layout = sheet, layout
        self.ids, self.as_given = candidate_ids(sheet, layout)
        self.places = {title: place for place, title in enumerate(sheet.titles)}
        self.kinds = self._kinds()
        self.kind_of = self._kind_of()

    def made(self) -> Made:
        services, capacity = self._services()
        configuration = Configuration(
            criteria=self._criteria(),
            services=services,
            capacity=capacity,
            rules=self._rules(),
        )
        dataset = Dataset(
            name=self.layout.title,
            candidates=tuple(self._candidates()),
            evidence=tuple(self._evidence()),
            demands=tuple(self._demands(services)),
            sources=(
                Source(
                    id=SOURCE,
                    title=f"As given in {self.sheet.source}",
                    licence="not stated by the table",
                ),
            ),
        )
        return Made(dataset, configuration)

    def _cells(self, column: ColumnGuess) -> list[str]:
        return self.sheet.column(self.places[column.title])

    def _from(self, column: ColumnGuess) -> str:
        return f"As given in {self.sheet.source}, column {column.letter} ({column.title})"

    # kinds

    def _kinds(self) -> dict[str, tuple[str, str]]:
        """Return kind → label and singular."""
        column = self.layout.one(Role.KIND)
        if column is None:
            return {self.layout.kind: (self.layout.label, self.layout.singular)}
        found: dict[str, tuple[str, str]] = {}
        for cell in dict.fromkeys(self._cells(column)):
            found[key_of(cell, found)] = (cell, cell)
        return found

    def _kind_of(self) -> list[str]:
        column = self.layout.one(Role.KIND)
        if column is None:
            return [self.layout.kind] * len(self.ids)
        by_word = {label: kind for kind, (label, _) in self.kinds.items()}
        return [by_word[cell] for cell in self._cells(column)]

    # the dataset

    def _candidates(self) -> Sequence[Candidate]:
        name = self.layout.one(Role.NAME)
        names = self.ids if name is None else self._cells(name)
        incumbent = self.layout.one(Role.INCUMBENT)
        in_force = [] if incumbent is None else self._cells(incumbent)
        kept = self._kept()
        made = []
        for row, identity in enumerate(self.ids):
            cells = {column.key: self._cells(column)[row] for column in kept}
            made.append(
                Candidate(
                    id=identity,
                    kind=self.kind_of[row],
                    name=names[row] or identity,
                    region=cells.pop(REGION, ""),
                    incumbent=bool(in_force) and words.TRUTH.get(in_force[row].casefold(), False),
                    attributes={key: cell for key, cell in cells.items() if cell},
                )
            )
        return made

    def _kept(self) -> list[ColumnGuess]:
        """Return the columns that stand with the candidates as they are."""
        roles = [Role.GROUP, Role.KEPT]
        if not self.as_given:
            roles.append(Role.ID)
        if self.layout.one(Role.INCUMBENT) is not None:
            roles.append(Role.INCUMBENT)
        return list(self.layout.of(*roles))

    def _evidence(self) -> list[Evidence]:
        made = []
        for column in self.layout.of(Role.NUMBER, Role.LEVELS):
            place = self.places[column.title]
            for row, cell in enumerate(self._cells(column)):
                if is_missing(cell):
                    continue
                read = cell if column.notation is None else value(cell, column.notation)
                assert read is not None  # noqa: S101 (the notation reads all cells)
                made.append(
                    Evidence(
                        candidate=self.ids[row],
                        measure=column.key,
                        value=read,
                        basis=column.basis,
                        source=SOURCE,
                        note=self._note(row, place, cell, read),
                    )
                )
        return made

    def _note(self, row: int, place: int, cell: str, read: float | str) -> str:
        """Return where a value stands, and how it is written there where that is not the same."""
        same = cell == (repr(read).removesuffix(".0") if isinstance(read, float) else read)
        where = self.sheet.where(row, place)
        return where if same else f"{where}, written {cell}"

    def _demands(self, services: Services) -> list[Demand]:
        made = []
        for service, columns in self._by_service().items():
            assert service in services.services  # noqa: S101
            for column in columns:
                resource = USD if column.role is Role.COST else column.key
                for row, cell in enumerate(self._cells(column)):
                    assert column.notation is not None  # noqa: S101 (costs are numbers)
                    read = None if is_missing(cell) else value(cell, column.notation)
                    if read is not None:
                        made.append(
                            Demand(candidate=self.ids[row], service=service, resource=resource,
                                   amount=read)
                        )  # fmt: skip
        return made

    # what counts

    def _criteria(self) -> Criteria:
        measures = self.layout.of(Role.NUMBER, Role.LEVELS)
        title = self.layout.title
        kinds = {
            kind: Kind(
                label=label,
                singular=singular,
                worth=WORTH,
                support_min=1.0 if self.layout.pieces == "whole" else 0.0,
                criteria={one.key: self._criterion(one) for one in self._speaking(kind, measures)},
                source=f"Started from {self.sheet.source}",
                why="Everybody counts the same: a plan is worth the sum of its scores.",
            )
            for kind, (label, singular) in self.kinds.items()
        }
        return Criteria(
            title=title, kinds=kinds, measures={one.key: self._measure(one) for one in measures}
        )

    def _speaking(self, kind: str, measures: Sequence[ColumnGuess]) -> Sequence[ColumnGuess]:
        """Return the measures that say anything of a kind; all where none does, or none counts."""
        found = [
            one
            for one in measures
            if any(
                not is_missing(cell)
                for cell, of in zip(self._cells(one), self.kind_of, strict=True)
                if of == kind
            )
        ]
        return found if any(one.weight for one in found) else measures

    def _criterion(self, column: ColumnGuess) -> Criterion:
        return Criterion(
            label=words.label(column.title),
            weight=column.weight,
            measures=(MeasureUse(measure=column.key, value=_value(column)),),
            source=self._from(column),
            why="The weight is a start: all the same unless said otherwise.",
            note="" if column.role is Role.LEVELS else (
                "From the least to the most that the table has."
            ),
        )  # fmt: skip

    def _measure(self, column: ColumnGuess) -> Measure:
        scale = None if column.role is Role.LEVELS else (column.low or 0.0, column.high or 0.0)
        unit = column.notation.unit if column.notation is not None else "level"
        return Measure(
            label=words.label(column.title), unit=unit, scale=scale, about=self._from(column)
        )

    # what it costs, and what there is

    def _by_service(self) -> dict[str, tuple[ColumnGuess, ...]]:
        """Return service → the columns of what it costs."""
        costs, work = self.layout.of(Role.COST), self.layout.of(Role.WORK)
        if self.layout.pieces == "services" and len(costs) + len(work) > 1:
            return {one.key: (one,) for one in (*costs, *work)}
        if len(costs) > 1:
            first, *rest = costs
            return {first.key: (first, *work), **{one.key: (one,) for one in rest}}
        return {SUPPORT: (*costs, *work)}

    def _services(self) -> tuple[Services, Capacity]:
        by_service = self._by_service()
        shares = [1 / len(by_service)] * len(by_service)
        shares[-1] = 1 - sum(shares[:-1])
        services = {}
        funds: dict[str, Fund] = {}
        teams: dict[str, Team] = {}
        for (name, columns), share in zip(by_service.items(), shares, strict=True):
            money = [one for one in columns if one.role is Role.COST]
            work = [one for one in columns if one.role is Role.WORK]
            titles = " and ".join(words.label(one.title) for one in columns)
            services[name] = Service(
                label="Full support" if name == SUPPORT else titles,
                unlocks=dict.fromkeys(self.kinds, share),
                staff={kind: {one.key: _highest(one) for one in work} for kind in self.kinds}
                if work
                else {},
                money={kind: _highest(one) for kind in self.kinds for one in money},
                basis="judgement",
                source="; ".join(self._from(one) for one in columns) or self.sheet.source,
                why=_default_why(columns),
            )
            for one in money:
                funds[one.key] = Fund(
                    label=words.label(one.title),
                    usd=one.budget or 0.0,
                    pays_for=PaysFor(services=(name,)),
                    **_budget_basis(one),
                )
            for one in work:
                teams[one.key] = Team(
                    label=words.label(one.title),
                    weeks=one.budget or 0.0,
                    universal_share=0.0,
                    **_budget_basis(one),
                )
        title = self.layout.title
        return Services(title=title, services=services), Capacity(
            title=title, periods=(Period(id=PERIOD, label="this round"),), teams=teams, funds=funds
        )

    def _rules(self) -> Rules:
        made: dict[str, Rule] = {}
        if self.layout.choose is not None:
            made[CHOOSE] = Rule(
                label=f"At most {self.layout.choose:,} in all",
                where=Filter(),
                count=Bounds(max=self.layout.choose),
                hard=True,
                source="Asked for" if self.layout.choose_asked else "",
                why=""
                if self.layout.choose_asked
                else "A quarter of all, as nothing costs anything.",
            )
        by_title = {column.title: column for column in self.layout.columns}
        bound: set[str] = set()
        for one in self.layout.bounds:
            column = by_title[one.title]
            bound.add(one.title)
            name = key_of(f"{'least' if one.most is None else 'most'}_{column.key}", made)
            bound_words = f"At least {one.least}" if one.most is None else f"At most {one.most}"
            made[name] = Rule(
                label=f"{bound_words} of each {words.label(one.title)}",
                where=Filter(),
                each=column.key,
                count=Bounds(min=one.least, max=one.most),
                hard=True,
                source="Asked for",
            )
        for column in self.layout.of(Role.GROUP):
            if column.title not in bound:
                made[key_of(f"each_{column.key}", made)] = Rule(
                    label=f"One at least of each {words.label(column.title)}",
                    where=Filter(),
                    each=column.key,
                    count=Bounds(min=1),
                    hard=True,
                    enabled=False,
                    source=self._from(column),
                    why="Switched off: an example of a rule for these groups.",
                )
        return Rules(title=self.layout.title, rules=made)


def _value(column: ColumnGuess) -> Linear | Levels:
    """Return the value function: a straight line over what the table has, or equal steps."""
    if column.role is Role.LEVELS:
        last = len(column.levels) - 1
        return Levels(levels={level: 100 * step / last for step, level in enumerate(column.levels)})
    low, high = column.low or 0.0, column.high or 0.0
    return Linear(worst=high, best=low) if column.lower else Linear(worst=low, best=high)


def _highest(column: ColumnGuess) -> float:
    """Return what a candidate without an amount is taken to need: the most that any needs."""
    return column.high or 0.0


def _default_why(columns: Sequence[ColumnGuess]) -> str:
    if not columns:
        return "The table names no costs."
    if not any(one.missing for one in columns):
        return "demands.csv has the amount of each."
    return (
        "demands.csv has the amount of each; where the table has none, the most that any needs is "
        "assumed."
    )


def _budget_basis(column: ColumnGuess) -> Mapping[str, Any]:
    """Return what a budget rests on."""
    if column.budget_asked:
        return {"basis": "judgement", "source": "Asked for"}
    return {"basis": "assumption", "why": "A quarter of what all together need; nobody said it."}
