"""Services: families of advanced support, what they unlock and what they cost (services.yaml)."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from config.base import Frozen, Name, Usd, Weeks, refuse

REGIONAL = "regional"
"""In a service's staff: the team whose region is the candidate's."""

Basis = Literal["observed", "judgement", "assumption"]


class Service(Frozen):
    """One service, with its default demands for one focus area of each kind in one period."""

    label: str
    short: str = ""
    """Name of one word for narrow tables; blank = the id."""
    unlocks: Mapping[str, Annotated[float, Field(ge=0, le=1)]]
    """Kind → share of a candidate's potential that the service unlocks; absent = not offered."""
    staff: Mapping[str, Mapping[str, Weeks]] = Field(default_factory=dict)
    """Kind → team id (or ``regional``) → staff-weeks per period."""
    money: Mapping[str, Usd] = Field(default_factory=dict)
    """Kind → USD per period."""
    partner_lead: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Share of the staff-weeks saved when a partner leads; 0 = a partner cannot lead it."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""


class Services(Frozen):
    """The whole of services.yaml."""

    title: str = ""
    services: Mapping[Name, Service] = Field(min_length=1)

    @model_validator(mode="after")
    def _shares_add_up(self) -> Self:
        kinds = sorted({kind for service in self.services.values() for kind in service.unlocks})
        totals = {
            kind: sum(service.unlocks.get(kind, 0.0) for service in self.services.values())
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
