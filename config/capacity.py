"""Teams, funds and periods: what there is to allocate (capacity.yaml)."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from config.base import Frozen, Name, Share, Usd, Weeks, refuse
from config.filters import Filter, Values
from config.services import Basis


class Period(Frozen):
    """One period, a half-year."""

    id: Name
    label: str = ""
    discount: Annotated[float, Field(gt=0, le=1)] = 1.0
    """What one point in this period is worth today."""


class Team(Frozen):
    """One team of the Support Unit or the Independent Reporting Mechanism."""

    label: str
    weeks: Weeks
    """Staff-weeks per period, all work included."""
    universal_share: Share
    """Share of the weeks reserved for universal services."""
    region: str | None = None
    """The region it serves; None = all."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""


class PaysFor(Frozen):
    """What a fund may pay for."""

    where: Filter = Field(default_factory=Filter)
    also: Values | None = None
    """Ids of candidates for which it pays besides, such as those that have an award of it."""
    services: Values | None = None
    """Service ids; None = every service."""


class Fund(Frozen):
    """One source of money."""

    label: str
    usd: Usd
    """USD per period."""
    pays_for: PaysFor = Field(default_factory=PaysFor)
    most_per_candidate: Usd | None = None
    """Most USD for one focus area in one period; None = no limit."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""


class Capacity(Frozen):
    """The whole of capacity.yaml."""

    title: str = ""
    periods: tuple[Period, ...] = Field(min_length=1)
    teams: Mapping[Name, Team] = Field(default_factory=dict)
    funds: Mapping[Name, Fund] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        ids = [period.id for period in self.periods]
        refuse(
            len(set(ids)) < len(ids),
            "every period must have its own id",
            "Rename one of the periods.",
        )
        both = sorted(set(self.teams) & set(self.funds))
        refuse(
            bool(both),
            "a team and a fund must not share an id: " + ", ".join(both),
            "Rename the fund.",
        )
        refuse(
            "regional" in self.teams,
            "no team may be called regional",
            "Rename the team: services use the word for the team of the candidate's region.",
        )
        return self
