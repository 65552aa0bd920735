"""Services: families of advanced support, what they unlock and what they cost (services.yaml)."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from config.base import MOST_AREAS, MOST_USD, MOST_WEEKS, Frozen, Name, Usd, Weeks, refuse
from config.filters import Filter, Values
from config.ranges import Ranged

REGIONAL = "regional"
"""In a service's staff: the team whose region is the candidate's."""

OF_SIZE = ":"
"""Between the id of a service and of its size."""

Basis = Literal["observed", "judgement", "assumption"]


def service_of(way: str) -> str:
    """Return the service that an id of a service, or of one of its sizes, belongs to."""
    return way.partition(OF_SIZE)[0]


Unlocks = Mapping[str, Annotated[float, Field(ge=0, le=1)]]
"""Kind → share of a candidate's potential that a service unlocks; absent = not offered."""


class Together(Ranged):
    """Set-up of a service that several focus areas get together: a workshop, a cohort, a coalition.

    It is paid once in a period in which it is held, beside what each of those who take part takes.
    """

    RANGED: ClassVar[Mapping[str, float]] = {"staff": MOST_WEEKS, "money": MOST_USD}

    staff: Mapping[str, Weeks] = Field(default_factory=dict)
    """Team id (or ``regional``) → staff-weeks per period."""
    money: Usd = 0.0
    """USD per period."""
    min: Annotated[int, Field(ge=1, le=MOST_AREAS)] = 2
    """Fewest focus areas that take part."""
    max: Annotated[int, Field(ge=1, le=MOST_AREAS)] | None = None
    """Most; None = no limit."""
    each: str | None = None
    """Column of ``candidates.csv``: one for every one of its values; None = one for all."""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        refuse(
            self.max is not None and self.min > self.max,
            "min must not exceed max",
            "Correct one of the two.",
        )
        return self


class Size(Ranged):
    """One size of a service, of which a focus area gets one at most."""

    RANGED: ClassVar[Mapping[str, float]] = {
        "unlocks": 1.0,
        "staff": MOST_WEEKS,
        "money": MOST_USD,
    }

    label: str
    unlocks: Unlocks
    """Kind → share that this size unlocks."""
    where: Filter = Field(default_factory=Filter)
    """Candidates that it fits; empty = all."""
    staff: Mapping[str, Mapping[str, Weeks]] = Field(default_factory=dict)
    """Kind → team id (or ``regional``) → staff-weeks per period."""
    money: Mapping[str, Usd] = Field(default_factory=dict)
    """Kind → USD per period."""
    together: Together | None = None
    """What it takes besides where several get it together; None = each gets it alone."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""


class Service(Ranged):
    """One service, with its default demands for one focus area of each kind in one period."""

    RANGED: ClassVar[Mapping[str, float]] = {
        "unlocks": 1.0,
        "staff": MOST_WEEKS,
        "money": MOST_USD,
        "partner_lead": 1.0,
    }

    label: str
    short: str = ""
    """Name of one word for narrow tables; blank = the id."""
    unlocks: Unlocks = Field(default_factory=dict)
    """Kind → share of a candidate's potential that the service unlocks; absent = not offered."""
    where: Filter = Field(default_factory=Filter)
    """Candidates that it fits; empty = all."""
    staff: Mapping[str, Mapping[str, Weeks]] = Field(default_factory=dict)
    """Kind → team id (or ``regional``) → staff-weeks per period."""
    money: Mapping[str, Usd] = Field(default_factory=dict)
    """Kind → USD per period."""
    partner_lead: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Share of the staff-weeks saved when a partner leads; 0 = a partner cannot lead it."""
    together: Together | None = None
    """What it takes besides where several get it together; None = each gets it alone."""
    periods: Values | None = None
    """Ids of the periods in which it can be given; None = all."""
    phases: Values | None = None
    """Phases of ``windows.csv`` in which it can be given; None = all. Where the phase of a
    candidate is not on record it can be given."""
    sizes: Mapping[Name, Size] = Field(default_factory=dict)
    """Id → size; the service then has no shares, staff and money of its own."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""

    @model_validator(mode="after")
    def _whole_or_in_sizes(self) -> Self:
        refuse(
            "unlocks" not in self.model_fields_set and not self.sizes,
            "a service must unlock something",
            "Write `unlocks:` with a share for each kind, or `sizes:` that have it.",
        )
        refuse(
            bool(self.sizes) and bool(self.unlocks or self.staff or self.money or self.together),
            "a service with sizes must leave unlocks, staff, money and together to its sizes",
            "Move them below one of the sizes.",
        )
        return self

    @property
    def most(self) -> dict[str, float]:
        """Kind → share that the service unlocks, in its largest size if it has sizes."""
        found = dict(self.unlocks)
        for size in self.sizes.values():
            for kind, share in size.unlocks.items():
                found[kind] = max(share, found.get(kind, 0.0))
        return found

    def ways(self, name: str) -> "dict[str, Service]":
        """Return what a focus area may get of it: itself by its id, or ``id:size`` → the size."""
        if not self.sizes:
            return {name: self}
        return {
            f"{name}{OF_SIZE}{key}": Service(
                label=f"{self.label}: {size.label}",
                short=f"{self.short or name} {key}".replace("_", " "),
                unlocks=size.unlocks,
                where=size.where.but(
                    columns={**self.where.columns, **size.where.columns},
                    exclude={**self.where.exclude, **size.where.exclude},
                ),
                staff=size.staff,
                money=size.money,
                partner_lead=self.partner_lead,
                together=size.together,
                periods=self.periods,
                phases=self.phases,
                basis=size.basis,
                why=size.why,
                source=size.source,
            )
            for key, size in self.sizes.items()
        }


class Services(Frozen):
    """The whole of services.yaml."""

    title: str = ""
    services: Mapping[Name, Service] = Field(min_length=1)

    @cached_property
    def ways(self) -> Mapping[str, Service]:
        """Id → what a focus area may get: services, and every size by ``service:size``."""
        return {
            way: found
            for name, service in self.services.items()
            for way, found in service.ways(name).items()
        }

    @model_validator(mode="after")
    def _shares_add_up(self) -> Self:
        kinds = sorted({kind for service in self.services.values() for kind in service.most})
        totals = {
            kind: sum(service.most.get(kind, 0.0) for service in self.services.values())
            for kind in kinds
        }
        wrong = [
            f"{kind} {total:.10g}"
            for kind, total in totals.items()
            if abs(total - 1) > SHARE_TOLERANCE
        ]
        refuse(
            bool(wrong),
            "what the services unlock for a kind must add up to 1, not " + ", ".join(wrong),
            "Correct the shares under `unlocks`.",
        )
        return self


SHARE_TOLERANCE = 1e-9
"""How far shares that must add up to 1 may be from it."""
