"""Neighbours: partners who could be asked to work for a candidate, with the reasons.

With, for a partner p (strengths of engagements 0..1, the strongest counting):

- θ_p(t) its work on theme t: with the theme, or with a commitment on it;
- κ_p(n) its work in country n: with the country, a local member or a commitment in it;

and for a candidate i its themes T, countries C and the other countries N of its region (a country
has the themes of its commitments, a theme has their countries, a local member lies in its country,
too), p is near i by

| near by | amount | nearness |
|---|---|---|
| here | its work for i itself, on other services | 1.0 |
| theme and country | min(max θ over T, max κ over C) | 0.9 |
| theme and region | min(max θ over T, max κ over N) | 0.8 |
| theme | max θ over T | 0.5 |
| country | max κ over C | 0.4 |
| across the region | its work across a region that i or one of C lies in | 0.4 |
| region | max κ over N, of a p at work in two countries or more | 0.2 |

    fit_p = max over the rows of amount · nearness, times ½ if a service is asked for that p is not
            on record with anywhere

0..1, without unit; among equals whoever works in more countries comes first. Partners that do it
there already are left out, and a purely national partner of another country is asked for its theme
only. The figures are assumptions that
put one order (who works on the theme in another country of the region comes before who works on it
elsewhere, who comes before those in the country on other themes) into numbers. Every entry carries
its reasons, so that the order can be argued with. Our own construction.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from config.base import Frozen
from data.dataset import Dataset, Engagement
from ecosystem.graph import focus_areas
from ecosystem.links import places_of, themes_of


class Near(StrEnum):
    """What a partner's work shares with the candidate, the nearest first."""

    HERE = "here"
    THEME_AND_COUNTRY = "theme and country"
    THEME_AND_REGION = "theme and region"
    THEME = "theme"
    COUNTRY = "country"
    ACROSS = "across"
    REGION = "region"


NEARNESS: Mapping[Near, float] = {
    Near.HERE: 1.0,
    Near.THEME_AND_COUNTRY: 0.9,
    Near.THEME_AND_REGION: 0.8,
    Near.THEME: 0.5,
    Near.COUNTRY: 0.4,
    Near.ACROSS: 0.4,
    Near.REGION: 0.2,
}
"""Nearness of each, 0..1 (assumption)."""

OTHER_SERVICE = 0.5
"""Factor for a partner not on record with the service asked for (assumption)."""

SEVERAL = 2
"""Countries from which on a partner is more than national."""

MOST_REASONS = 3
"""Reasons given for one partner."""


class Reason(Frozen):
    """One thing that speaks for asking a partner."""

    near: Near
    amount: float
    """Strength of the work, 0..1."""
    theme: str | None = None
    """The theme in common."""
    place: str | None = None
    """Where it works: the country in common, the one in the same region, or the region itself."""


class Neighbour(Frozen):
    """A partner who could be asked."""

    partner: str
    fit: float
    """0..1."""
    does_service: bool
    """On record with the service asked for; true when none is asked for."""
    countries: int
    """Countries and local members it works in."""
    reasons: tuple[Reason, ...]
    """The three that speak most for it, the weightiest first."""


def whom_to_ask(
    dataset: Dataset, candidate: str, service: str | None = None, *, most: int = 10
) -> tuple[Neighbour, ...]:
    """Return the partners who could be asked to work for a candidate, best fit first.

    Args:
        dataset: candidates, links and engagements are read.
        candidate: id of the candidate.
        service: id of the service wanted; None = any work. Partners that do it there already (any
            work there, when None) are left out.
        most: how many to return.

    Raises:
        InputError: the dataset has no such candidate.
    """
    (wanted,) = focus_areas(dataset, [candidate])
    lie = _Lie.of(dataset)
    around = lie.around(wanted)
    found = []
    for partner, rows in sorted(_by_partner(dataset).items()):
        there = {row.service for row in rows if row.target == wanted}
        if service in there or (service is None and there):
            continue
        countries = len(
            {
                place
                for row in rows
                for target in dataset.regions.get(row.target, (row.target,))
                for place in lie.within.get(target, ())
            }
        )
        reasons = _reasons(rows, around, lie, national=countries < SEVERAL)
        if reasons:
            does_service = service is None or any(row.service == service for row in rows)
            best = NEARNESS[reasons[0].near] * reasons[0].amount
            found.append(
                Neighbour(
                    partner=partner,
                    fit=best if does_service else OTHER_SERVICE * best,
                    does_service=does_service,
                    countries=countries,
                    reasons=reasons,
                )
            )
    return tuple(sorted(found, key=lambda item: (-item.fit, -item.countries, item.partner))[:most])


class _Around(NamedTuple):
    """What is around one candidate."""

    candidate: str
    themes: frozenset[str]
    places: frozenset[str]
    nearby: frozenset[str]
    """Candidates of its region, apart from its own places."""
    regions: frozenset[str]
    """Regions, and parts of them, that it or one of its places lies in."""


@dataclass(frozen=True, slots=True)
class _Lie:
    """How candidates lie to each other."""

    on: Mapping[str, frozenset[str]]
    """Commitment → its themes; theme → itself."""
    within: Mapping[str, frozenset[str]]
    """Candidate → the places it lies in, whole countries of local members included."""
    regions: Mapping[str, str]
    across: Mapping[str, tuple[str, ...]]
    """Region or part of one → the candidates in it for which work across it counts."""

    @classmethod
    def of(cls, dataset: Dataset) -> "_Lie":
        """Return how the candidates of a dataset lie."""
        on = themes_of(dataset)
        within = places_of(dataset)
        for item in dataset.candidates:
            if item.id not in on:
                within[item.id] = within.get(item.id, frozenset()) | {item.id}
        regions = {item.id: item.region for item in dataset.candidates}
        return cls(on, within, regions, dataset.regions)

    def around(self, candidate: str) -> "_Around":
        """Return what is around: a country has the themes of its commitments, and so on."""
        themes = self.on.get(candidate, frozenset[str]())
        places = self.within.get(candidate, frozenset[str]())
        for other, on in self.on.items():
            inside = self.within.get(other, frozenset[str]())
            if candidate in inside:
                themes |= on
            if candidate in on:
                places |= inside
        region = self.regions[candidate]
        nearby = (name for name, other in self.regions.items() if region and other == region)
        here = {candidate, *places} if region else {candidate}
        across = {name for name, inside in self.across.items() if not here.isdisjoint(inside)}
        return _Around(candidate, themes, places, frozenset(nearby) - places, frozenset(across))


def _by_partner(dataset: Dataset) -> dict[str, list[Engagement]]:
    found: dict[str, list[Engagement]] = {}
    for row in dataset.engagements:
        if row.strength > 0:
            found.setdefault(row.partner, []).append(row)
    return found


def _reasons(
    rows: list[Engagement], around: _Around, lie: _Lie, *, national: bool
) -> tuple[Reason, ...]:
    """Return the rows of the table that hold for one partner, the weightiest first."""
    here = max((row.strength for row in rows if row.target == around.candidate), default=0.0)
    on, theme = _strongest(rows, lie.on, around.themes)
    inside, country = _strongest(rows, lie.within, around.places)
    close, other = _strongest(rows, lie.within, around.nearby)
    across, region = max(
        ((row.strength, row.target) for row in rows if row.target in around.regions),
        default=(0.0, None),
    )
    found = (
        Reason(near=Near.HERE, amount=here, place=around.candidate),
        Reason(near=Near.THEME_AND_COUNTRY, amount=min(on, inside), theme=theme, place=country),
        Reason(near=Near.THEME_AND_REGION, amount=min(on, close), theme=theme, place=other),
        Reason(near=Near.THEME, amount=on, theme=theme),
        Reason(near=Near.COUNTRY, amount=inside, place=country),
        Reason(near=Near.ACROSS, amount=across, place=region),
        Reason(near=Near.REGION, amount=0.0 if national else close, place=other),
    )
    kept: list[Reason] = []
    for reason in sorted(found, key=lambda reason: -NEARNESS[reason.near] * reason.amount):
        said = any(
            (reason.theme or one.theme) == one.theme and (reason.place or one.place) == one.place
            for one in kept
        )
        if reason.amount > 0 and not said:
            kept.append(reason)
    return tuple(kept[:MOST_REASONS])


def _strongest(
    rows: Iterable[Engagement],
    table: Mapping[str, frozenset[str]],
    wanted: Collection[str],
) -> tuple[float, str | None]:
    """Return the strength of the strongest work for one of the wanted, and which one it is."""
    best: tuple[float, str | None] = (0.0, None)
    for row in rows:
        for name in sorted(table.get(row.target, ())):
            if name in wanted and (
                row.strength > best[0] or (row.strength == best[0] and name < (best[1] or name))
            ):
                best = (row.strength, name)
    return best
