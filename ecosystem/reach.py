"""Reach: how far a partner's work counts for a candidate, by engagement and along links.

Symbols (p partner, i candidate, all amounts 0..1 without unit; 1 = the partner's full effort):

| symbol | meaning |
|---|---|
| d_pi | strength of p's strongest engagement with i; undefined when none is recorded |
| η (`upward`) | what work for a part counts for the whole: commitment → its country and themes |
| μ (`downward`) | what work for the whole counts for a part: country → local member, commitment |
| u_pi, v_pi, r_pi | amount after going up, after going down to parts of the same kind, reach |

    u_pj = max(d_pj, η · max { u_pi : i links to j })
    v_pi = max(u_pi, μ · max { v_pj : i links to j, both of one kind })
    r_pi = max(v_pi, μ · max { min(v_pn, v_pt) : i in_country n, i on_theme t })

The last line is the condition that a commitment profits only from those partners of its country
who work *on its theme*: the weaker of the two presences counts. One partner counts once per
candidate, by its best path, so work recorded for a commitment, its country and its theme is never
added up. An undefined amount stays undefined (no record is not "no work"); a recorded strength of
0 is defined and says that somebody looked and found no work.

Every operation is a maximum, a minimum or a product with a factor in 0..1: another engagement, or a
stronger one, never lowers a reach. η and μ are planning assumptions (``basis: assumption``).

Source: the conjunction and the attenuated maximum along paths are the max-min and max-product
compositions of fuzzy relations (Zadeh 1971, *Information Sciences* 3, 177-200).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from config.base import Frozen
from data.dataset import Dataset

IN_COUNTRY = "in_country"
ON_THEME = "on_theme"

Share = Annotated[float, Field(ge=0, le=1)]


class ReachRules(Frozen):
    """The planning assumptions of reach and strength."""

    upward: Share = 0.5
    """η: what work for a part (a commitment, a local member) counts for the whole."""
    downward: Share = 0.5
    """μ: what work for the whole (a country, a theme) counts for a part."""
    closes: Share = 0.5
    """a: share of the missing strength that one partner of full reach closes."""


ASSUMED = ReachRules()
"""The rules used when none are given."""


class How(StrEnum):
    """By which kind of path a partner reaches a candidate, the most direct first."""

    DIRECT = "direct"
    """An engagement with the candidate itself."""
    PARTS = "parts"
    """Engagements with what lies in it: its commitments, its local members."""
    WHOLE = "whole"
    """Engagements with what it is a part of, of the same kind: a local member's country."""
    CROSSING = "crossing"
    """Work in its country and on its theme."""


_ORDER = {how: place for place, how in enumerate(How)}


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of one partner's work counts for one candidate, and by which engagements."""

    partner: str
    candidate: str
    amount: float
    """r_pi, 0..1."""
    how: How
    through: tuple[str, ...]
    """Candidates of the engagements the reach rests on."""

    @property
    def order(self) -> tuple[float, int, int, tuple[str, ...]]:
        """Sort key: the better path first."""
        return (-self.amount, _ORDER[self.how], len(self.through), self.through)


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a dataset, looked up from either end; every tuple sorted by id."""

    wholes: Mapping[str, tuple[str, ...]]
    """Candidate → targets of its links."""
    parts: Mapping[str, tuple[str, ...]]
    """Candidate → candidates of the same kind that link to it."""
    places: Mapping[str, tuple[str, ...]]
    """Candidate → targets of another kind that it lies in."""
    themes: Mapping[str, tuple[str, ...]]
    """Candidate → targets of another kind that it is on."""
    crossings: Mapping[str, tuple[str, ...]]
    """Place → candidates that lie in it and are on some theme."""


def links_of(dataset: Dataset) -> Links:
    """Return the links of a dataset, looked up from either end."""
    kind = {candidate.id: candidate.kind for candidate in dataset.candidates}
    wholes: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    themes: dict[str, set[str]] = {}
    for link in dataset.links:
        wholes.setdefault(link.candidate, set()).add(link.target)
        if kind.get(link.candidate) == kind.get(link.target):
            parts.setdefault(link.target, set()).add(link.candidate)
        elif link.relation == IN_COUNTRY:
            places.setdefault(link.candidate, set()).add(link.target)
        elif link.relation == ON_THEME:
            themes.setdefault(link.candidate, set()).add(link.target)
    crossings: dict[str, set[str]] = {}
    for candidate in places.keys() & themes.keys():
        for place in places[candidate]:
            crossings.setdefault(place, set()).add(candidate)
    return Links(*(_sorted(table) for table in (wholes, parts, places, themes, crossings)))


def _sorted(table: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(ids)) for key, ids in table.items()}


def direct_strengths(dataset: Dataset) -> dict[str, dict[str, float]]:
    """Return d: partner → candidate → strength of the strongest engagement, zeros included."""
    found: dict[str, dict[str, float]] = {}
    for engagement in dataset.engagements:
        row = found.setdefault(engagement.partner, {})
        row[engagement.target] = max(row.get(engagement.target, 0.0), engagement.strength)
    return found


def reaches(dataset: Dataset, rules: ReachRules = ASSUMED) -> dict[str, tuple[Reach, ...]]:
    """Return everyone's reach, by candidate.

    Args:
        dataset: candidates, links and engagements are read.
        rules: attenuation along links.

    Returns:
        Candidate → its reaches, greatest amount first, then by partner id. Candidates that no
        record reaches are absent; recorded zeros are there, with amount 0.
    """
    links = links_of(dataset)
    found: dict[str, list[Reach]] = {}
    for partner, strengths in sorted(direct_strengths(dataset).items()):
        for reach in _of_partner(partner, strengths, links, rules).values():
            found.setdefault(reach.candidate, []).append(reach)
    return {
        candidate: tuple(sorted(found[candidate], key=lambda reach: (-reach.amount, reach.partner)))
        for candidate in sorted(found)
    }


def _of_partner(
    partner: str, strengths: Mapping[str, float], links: Links, rules: ReachRules
) -> dict[str, Reach]:
    best = {
        candidate: Reach(partner, candidate, strength, How.DIRECT, (candidate,))
        for candidate, strength in strengths.items()
    }
    _spread(best, links.wholes, rules.upward, How.PARTS)
    _spread(best, links.parts, rules.downward, How.WHOLE)
    present = dict(best)
    for place in sorted(present):
        for candidate in links.crossings.get(place, ()):
            for theme in links.themes[candidate]:
                if theme in present:
                    _keep_better(best, _crossing(candidate, present[place], present[theme], rules))
    return best


def _spread(
    best: dict[str, Reach], along: Mapping[str, tuple[str, ...]], factor: float, how: How
) -> None:
    """Carry every reach along, attenuated, until none gets better (cycles end by themselves)."""
    waiting = sorted(best)
    while waiting:
        reach = best[waiting.pop()]
        for candidate in along.get(reach.candidate, ()):
            carried = Reach(reach.partner, candidate, factor * reach.amount, how, reach.through)
            if _keep_better(best, carried):
                waiting.append(candidate)


def _crossing(candidate: str, place: Reach, theme: Reach, rules: ReachRules) -> Reach:
    return Reach(
        partner=place.partner,
        candidate=candidate,
        amount=rules.downward * min(place.amount, theme.amount),
        how=How.CROSSING,
        through=tuple(sorted({*place.through, *theme.through})),
    )


def _keep_better(best: dict[str, Reach], reach: Reach) -> bool:
    known = best.get(reach.candidate)
    if known is not None and known.order <= reach.order:
        return False
    best[reach.candidate] = reach
    return True
