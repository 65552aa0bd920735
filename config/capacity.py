"""Teams, funds and periods: what there is to allocate (capacity.yaml)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from config.base import MOST_AREAS, MOST_USD, MOST_WEEKS, Frozen, Name, Share, Usd, Weeks, refuse
from config.filters import Filter, Values
from config.ranges import Ranged
from config.services import Basis


class Period(Frozen):
    """One period, a half-year."""

    id: Name
    label: str = ""
    discount: Annotated[float, Field(gt=0, le=1)] = 1.0
    """What one point in this period is worth today."""


class UniversalWeeks(Ranged):
    """Staff-weeks that a team keeps for everybody, however many weeks it has."""

    RANGED: ClassVar[Mapping[str, float]] = {"weeks": MOST_WEEKS}

    weeks: Weeks
    """Staff-weeks per period, for each member."""
    members: Annotated[int, Field(ge=0, le=MOST_AREAS)] = 1
    """Members that each take them; 1 = the weeks are for all together."""
    periods: Values | None = None
    """Ids of the periods in which they are kept, such as a year of action plans; None = all."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""


def _loads(raw: object) -> object:
    """Read a bare number of weeks as one entry."""
    bare = isinstance(raw, int | float) and not isinstance(raw, bool)
    return [{"weeks": raw}] if bare else raw


class Team(Ranged):
    """One team of the Support Unit or the Independent Reporting Mechanism."""

    RANGED: ClassVar[Mapping[str, float]] = {"weeks": MOST_WEEKS, "universal_share": 1.0}

    label: str
    weeks: Weeks
    """Staff-weeks per period, all work included."""
    universal_share: Share
    """Share of the weeks reserved for universal services."""
    universal_weeks: Annotated[tuple[UniversalWeeks, ...], BeforeValidator(_loads)] = ()
    """Weeks kept for universal services besides the share."""
    region: str | None = None
    """The region it serves; None = all."""
    basis: Basis = "assumption"
    why: str = ""
    source: str = ""

    def universal_in(self, period: str | None = None) -> float:
        """Return the weeks that are kept besides the share in one period; None = in every one."""
        return sum(
            load.weeks * load.members
            for load in self.universal_weeks
            if (load.periods is None if period is None else period in (load.periods or ()))
        )

    def besides(self, periods: Sequence[Period]) -> float:
        """Return the weeks that are kept besides the share in each one of some periods."""
        least = min((self.universal_in(period.id) for period in periods), default=0.0)
        return self.universal_in() + least

    def focus_weeks(self, periods: Sequence[Period]) -> float:
        """Return the staff-weeks for focus areas in that of some periods with the most of them."""
        return max(0.0, self.weeks * (1 - self.universal_share) - self.besides(periods))


class PaysFor(Frozen):
    """What a fund may pay for."""

    where: Filter = Field(default_factory=Filter)
    also: Values | None = None
    """Ids of candidates for which it pays besides, such as those that have an award of it."""
    services: Values | None = None
    """Service ids; None = every service."""


class Fund(Ranged):
    """One source of money."""

    RANGED: ClassVar[Mapping[str, float]] = {"usd": MOST_USD}

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
    horizon: Annotated[int, Field(ge=1)] | None = None
    """How many of the periods a plan is for unless more are asked for; None = all."""
    teams: Mapping[Name, Team] = Field(default_factory=dict)
    funds: Mapping[Name, Fund] = Field(default_factory=dict)

    def planned(self, first: str | None = None, count: int | None = None) -> tuple[Period, ...]:
        """Return the periods that a plan is for.

        Args:
            first: the period that it begins with; None = the first of all.
            count: how many; None = ``horizon``.
        """
        ids = [period.id for period in self.periods]
        at = ids.index(first) if first in ids else 0
        wanted = self.horizon if count is None else count
        return self.periods[at:] if wanted is None else self.periods[at : at + wanted]

    def label(self, period: str) -> str:
        """Return what a period is called."""
        return next(one.label or one.id for one in self.periods if one.id == period)

    def is_review(self, period: str, every: int) -> bool:
        """Say whether a list that is reviewed every so many periods is reviewed in one of them.

        The first period has a review.
        """
        return [one.id for one in self.periods].index(period) % every == 0

    def next_review(self, period: str, every: int) -> Period | None:
        """Return the next period after one that has a review; None where none is configured."""
        at = [one.id for one in self.periods].index(period) + 1
        later = self.periods[at:]
        return next((one for one in later if self.is_review(one.id, every)), None)

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        ids = [period.id for period in self.periods]
        refuse(
            self.horizon is not None and self.horizon > len(ids),
            "the horizon must not exceed the number of periods",
            "Write a smaller number, or add periods.",
        )
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
        unknown = sorted(
            f"{period} ({name})"
            for name, team in self.teams.items()
            for load in team.universal_weeks
            for period in load.periods or ()
            if period not in ids
        )
        refuse(
            bool(unknown),
            "universal weeks must be of periods that there are, not " + ", ".join(unknown),
            "Name ids of `periods`.",
        )
        refuse(
            "regional" in self.teams,
            "no team may be called regional",
            "Rename the team: services use the word for the team of the candidate's region.",
        )
        return self
