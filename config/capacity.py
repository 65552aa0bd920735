"""Teams, funds and periods: what there is to allocate (capacity.yaml)."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from config.base import Frozen
from config.filters import Filter, Values
from config.services import Amount, Basis


class Period(Frozen):
    """One period, a half-year."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+$")]
    label: str = ""
    discount: Annotated[float, Field(gt=0, le=1)] = 1.0
    """What one point in this period is worth today."""


class Team(Frozen):
    """One team of the Support Unit or the Independent Reporting Mechanism."""

    label: str
    weeks: Amount
    """Staff-weeks per period, all work included."""
    universal_share: Annotated[float, Field(ge=0, le=1)]
    """Share of the weeks reserved for universal services."""
    region: str | None = None
    """The region it serves; None = all."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""


class PaysFor(Frozen):
    """What a fund may pay for."""

    where: Filter = Field(default_factory=Filter)
    services: Values | None = None
    """Service ids; None = every service."""


class Fund(Frozen):
    """One source of money."""

    label: str
    usd: Amount
    """USD per period."""
    pays_for: PaysFor = Field(default_factory=PaysFor)
    most_per_candidate: Amount | None = None
    """Most USD for one focus area in one period; None = no limit."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""


class Capacity(Frozen):
    """The whole of capacity.yaml."""

    title: str = ""
    periods: tuple[Period, ...] = Field(min_length=1)
    teams: Mapping[str, Team] = Field(default_factory=dict)
    funds: Mapping[str, Fund] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        ids = [period.id for period in self.periods]
        if len(set(ids)) < len(ids):
            msg = "every period must have its own id"
            raise ValueError(msg)
        both = sorted(set(self.teams) & set(self.funds))
        if both:
            msg = "a team and a fund must not share an id: " + ", ".join(both)
            raise ValueError(msg)
        if "regional" in self.teams:
            msg = "no team may be called regional: services use the word for the candidate's team"
            raise ValueError(msg)
        return self
