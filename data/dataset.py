"""A dataset as a frozen value: the rows of its tables, and simple look-ups over them."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field

from config.base import Amount, Frozen

Basis = Literal["observed", "judgement", "assumption"]
Status = Literal["active", "inactive", "suspended", "withdrawn", "prospective"]

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_:-]*$"
"""Ids consist of letters, digits, ``_``, ``-`` and ``:``, so that model names cannot collide."""

Id = Annotated[str, Field(pattern=ID_PATTERN)]


class Candidate(Frozen):
    """What could become a focus area."""

    id: Id
    kind: str
    name: str
    region: str = ""
    """OGP region; blank for themes."""
    country: str = ""
    """ISO 3166-1 alpha-3; blank for themes."""
    status: Status = "active"
    incumbent: bool = False
    """In the list now in force."""
    incumbent_since: str = ""
    """Year, month or day from which it is in that list; blank = not recorded."""
    status_since: str = ""
    """Year, month or day from which it has its status; blank = not recorded."""
    attributes: Mapping[str, str] = Field(default_factory=dict)
    """Every further column of the table, as written."""

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """Every column as a filter sees it; yes/no for ``incumbent``."""
        return {
            **self.attributes,
            "id": self.id,
            "kind": self.kind,
            "name": self.name,
            "region": self.region,
            "country": self.country,
            "status": self.status,
            "incumbent": "yes" if self.incumbent else "no",
            "incumbent_since": self.incumbent_since,
            "status_since": self.status_since,
        }


class Evidence(Frozen):
    """One value for one candidate on one measure."""

    candidate: str
    measure: str
    value: float | str
    """A number in the measure's unit, or the label of an ordinal level."""
    low: float | None = None
    high: float | None = None
    basis: Basis
    source: str
    as_of: str = ""
    """Year, month or day that the value speaks of: YYYY, YYYY-MM or YYYY-MM-DD."""
    note: str = ""


class Link(Frozen):
    """A relation from one candidate to another: ``in_country``, ``on_theme``."""

    candidate: str
    target: str
    relation: str


class Partner(Frozen):
    """An organisation that works beside the partnership."""

    id: Id
    name: str
    type: str = ""
    capacity: Amount | None = None
    """Engagements it can lead in one period; None = unknown."""


SUBREGION = "subregion"
"""Attribute of candidates: the part of their region that they lie in, where partners name one."""


class Engagement(Frozen):
    """A partner's work for one candidate or across a region, on one service or in general."""

    partner: str
    target: str
    """Id of a candidate; or a region, or a part of one, by its name."""
    service: str | None = None
    """None = general."""
    strength: Annotated[float, Field(ge=0, le=1)]
    source: str = ""
    as_of: str = ""
    """Year, month or day that it speaks of; blank = that of its source, if that has one."""


class Work(Engagement):
    """A partner's work as it counts for one candidate."""

    region: str = ""
    """The region, or part of one, that it is for; blank = for the candidate itself."""


class Demand(Frozen):
    """What one service for one candidate costs, in place of the default of the service."""

    candidate: str
    service: str
    resource: str
    """A team id (staff-weeks per period) or the word ``usd`` (USD per period)."""
    amount: Amount


class Window(Frozen):
    """A period in which a candidate can be supported."""

    candidate: str
    period: str
    phase: str = ""
    """What happens then, in words, such as "action plan due"; blank = not on record."""


class Event(Frozen):
    """An event of the calendar, as far as it concerns one candidate."""

    candidate: str
    """Whom it serves."""
    event: Id
    name: str
    period: str = ""
    """Period in which it takes place; blank = not on record."""
    opens: bool = False
    """The candidate is made at it, and can be supported only in periods that are open to it."""
    place: str = ""
    """Where it takes place, in words; blank = not on record."""
    source: str = ""


class Source(Frozen):
    """Where evidence or an engagement comes from."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    licence: str = ""
    retrieved: str = ""
    as_of: str = ""
    """Year, month or day that whatever has no date of its own speaks of; blank = none."""


class Vintage(Frozen):
    """The day up to which what is known counts, and what a dataset leaves out as later."""

    day: str = ""
    """YYYY-MM-DD; blank = everything counts."""
    evidence: tuple[Evidence, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    statuses: tuple[str, ...] = ()
    """Candidates whose status is later, and who count as active."""
    incumbents: tuple[str, ...] = ()
    """Candidates who came into the list in force later."""
    undated: int = 0
    """Values and engagements without a date, which count."""
    earlier: int = 0
    """Values behind which a later one of the same candidate and measure counts."""

    @property
    def later(self) -> int:
        """How many entries are left out."""
        return sum(map(len, (self.evidence, self.engagements, self.statuses, self.incumbents)))


class Dataset(Frozen):
    """The tables one cycle looks at. Rows keep the order of the files."""

    name: str = ""
    candidates: tuple[Candidate, ...]
    evidence: tuple[Evidence, ...] = ()
    links: tuple[Link, ...] = ()
    partners: tuple[Partner, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    demands: tuple[Demand, ...] = ()
    windows: tuple[Window, ...] = ()
    events: tuple[Event, ...] = ()
    sources: tuple[Source, ...] = ()
    content_hash: str = ""
    """SHA-256 of the tables' contents, hexadecimal; empty when not loaded from files."""
    usual_as_of: str = ""
    """Year, month or day up to which what is known counts unless somebody asks otherwise."""
    vintage: Vintage = Vintage()
    """What was left out of the tables; nothing, as they are loaded."""

    @cached_property
    def by_id(self) -> Mapping[str, Candidate]:
        """Id → candidate."""
        return {candidate.id: candidate for candidate in self.candidates}

    @cached_property
    def targets(self) -> Mapping[str, frozenset[str]]:
        """Id → ids it links to, by any relation; candidates without links are absent."""
        found: dict[str, set[str]] = {}
        for link in self.links:
            found.setdefault(link.candidate, set()).add(link.target)
        return {candidate: frozenset(ids) for candidate, ids in found.items()}

    @cached_property
    def open_periods(self) -> Mapping[str, tuple[str, ...]]:
        """Id → periods in which it can be supported: its windows, and those of its events.

        Absent = always.
        """
        found: dict[str, dict[str, None]] = {}
        windows = [(window.candidate, window.period) for window in self.windows]
        made = [(event.candidate, event.period) for event in self.events if event.opens]
        for candidate, period in windows + made:
            found.setdefault(candidate, {})[period] = None
        return {candidate: tuple(periods) for candidate, periods in found.items()}

    @cached_property
    def regions(self) -> Mapping[str, tuple[str, ...]]:
        """Region or part of one → the candidates in it that lie in no other one in it, by id.

        So what counts across a region counts for its countries, and comes to the local members,
        commitments and actions in them along links, as all work there does.
        """
        found: dict[str, set[str]] = {}
        for candidate in self.candidates:
            for name in {candidate.region, candidate.attributes.get(SUBREGION, "")} - {""}:
                found.setdefault(name, set()).add(candidate.id)
        return {
            name: tuple(
                sorted(one for one in found[name] if not found[name] & self.targets.get(one, set()))
            )
            for name in sorted(found)
        }

    @cached_property
    def works(self) -> tuple[Work, ...]:
        """The engagements as they count for candidates, in the order of the table.

        One across a region counts, as strong as it is, for each candidate of :attr:`regions`.
        """
        found: list[Work] = []
        for row in self.engagements:
            given = dict(row)
            if row.target in self.by_id:
                found.append(Work.model_construct(**given))
                continue
            for candidate in self.regions.get(row.target, ()):
                given["target"] = candidate
                found.append(Work.model_construct(**given, region=row.target))
        return tuple(found)

    def but(self, **changes: object) -> Self:
        """Return a validated copy; other tables no longer have the hash of the old ones."""
        return super().but(**{"content_hash": "", **changes})

    def of_kind(self, kind: str) -> tuple[Candidate, ...]:
        """Return the candidates of one kind, in table order."""
        return tuple(candidate for candidate in self.candidates if candidate.kind == kind)
