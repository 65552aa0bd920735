"""Reach: how far a partner's work counts for a candidate, by engagement and along links.

Symbols (p partner, i candidate, all amounts 0..1 without unit; 1 = the partner's full effort):

| symbol | meaning |
|---|---|
| d_pi | strength of p's strongest engagement with i or across its region; undefined without one |
| η (`upward`) | what work for a part counts for the whole: commitment → its country and themes |
| μ (`downward`) | what work for the whole counts for a part: country → local member, commitment |
| n_i | how many targets i links to by the same relation |
| T_ij | share of i's country–theme pairs in which j lies as well |
| u_pi, v_pi | amount after going up, and after going down to parts of the same kind |
| e_pi | amount in i's country on its theme |
| r_pi | reach |

    u_pj = max(d_pj, η · max { u_pi ÷ n_i : i links to j })
    v_pi = max(u_pi, μ · max { v_pj : i links to j, both of one kind })
    e_pi = max(max { min(v_pn, v_pt) : i in_country n, i on_theme t }, η · max { d_pj · T_ji })
    r_pi = max(v_pi, μ · e_pi)

The last two lines are the condition that a commitment profits only from those partners of its
country who work *on its theme*: in the country and on the theme, in which case the weaker presence
counts, or for another commitment j in the same country on the same themes. A record does not say on
which of a commitment's themes a partner works: going up to a theme its work is divided by their
number, going over to another commitment it counts by the share of themes they have in common (its
expected value, every theme being equally likely). One partner counts once per candidate, by its
best path, so work recorded for a commitment, its country and its theme is never added up.

An undefined amount stays undefined: no record is not "no work". An engagement of strength 0 is a
record, and says that somebody looked and found no work there. What comes along links counts only
from ``least`` up: fainter conclusions say nothing, and must not pass for knowledge.

Every operation is a maximum, a minimum or a product with a factor in 0..1: another engagement, or a
stronger one, never lowers a reach. The factors are planning assumptions (``basis: assumption``).

Source: the conjunction and the attenuated maximum along paths are the max-min and max-product
compositions of fuzzy relations (Zadeh 1971, *Information Sciences* 3, 177-200).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.links import Links, links_of

Share = Annotated[float, Field(ge=0, le=1)]


class ReachRules(Frozen):
    """The planning assumptions of reach and strength."""

    upward: Share = 0.5
    """η: what work for a part (a commitment, a local member) counts for the whole."""
    downward: Share = 0.5
    """μ: what work for the whole (a country, a theme) counts for a part."""
    least: Annotated[float, Field(gt=0, le=1)] = 0.1
    """Least amount, along links, that says anything."""
    closes: Share = 0.5
    """a: share of the missing strength that one partner of full reach closes."""


ASSUMED = ReachRules()
"""The rules used when none are given."""


class How(StrEnum):
    """By which kind of path a partner reaches a candidate, the most direct first."""

    DIRECT = "direct"
    """An engagement with the candidate itself."""
    REGION = "region"
    """An engagement across the candidate's region."""
    PARTS = "parts"
    """Engagements with what lies in it: its commitments, its local members."""
    WHOLE = "whole"
    """Engagements with what it is a part of, of the same kind: a local member's country."""
    CROSSING = "crossing"
    """Work in its country and on its theme, for another commitment or in general."""


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
    """Candidates, or the region, of the engagements the reach rests on."""

    @property
    def order(self) -> tuple[float, int, int, tuple[str, ...]]:
        """Sort key: the better path first."""
        return (-self.amount, _ORDER[self.how], len(self.through), self.through)


def direct_strengths(dataset: Dataset) -> dict[str, dict[str, float]]:
    """Return d: partner → candidate → strength of the strongest engagement, zeros included."""
    found: dict[str, dict[str, float]] = {}
    for partner, recorded in _recorded(dataset).items():
        found[partner] = {candidate: reach.amount for candidate, reach in recorded.items()}
    return found


def _recorded(dataset: Dataset) -> dict[str, dict[str, Reach]]:
    """Return partner → candidate → its strongest engagement with it, or across its region."""
    found: dict[str, dict[str, Reach]] = {}
    for row in dataset.works:
        reach = Reach(
            row.partner,
            row.target,
            row.strength,
            How.REGION if row.region else How.DIRECT,
            (row.region or row.target,),
        )
        _keep_better(found.setdefault(row.partner, {}), reach)
    return found


def reaches(dataset: Dataset, rules: ReachRules = ASSUMED) -> dict[str, tuple[Reach, ...]]:
    """Return everyone's reach, by candidate.

    Args:
        dataset: candidates, links and engagements are read.
        rules: attenuation along links.

    Returns:
        Candidate → its reaches, greatest amount first, then by partner id. Candidates that no
        record reaches are absent; engagements of strength 0 are there, with amount 0.
    """
    links = links_of(dataset)
    found: dict[str, list[Reach]] = {}
    for _, recorded in sorted(_recorded(dataset).items()):
        for reach in _of_partner(recorded, links, rules):
            found.setdefault(reach.candidate, []).append(reach)
    return {
        candidate: tuple(sorted(found[candidate], key=lambda reach: (-reach.amount, reach.partner)))
        for candidate in sorted(found)
    }


def _of_partner(direct: Mapping[str, Reach], links: Links, rules: ReachRules) -> list[Reach]:
    """Return one partner's reach wherever it has a record, or something along links that counts."""
    best = dict(direct)
    _spread(best, links.wholes, rules.upward, How.PARTS)
    _spread(best, links.parts, rules.downward, How.WHOLE)
    for reach in (*_in_both(dict(best), links), *_next_to(direct, links, rules)):
        _keep_better(best, replace(reach, amount=rules.downward * reach.amount))
    return [
        reach if candidate not in direct or reach.amount >= rules.least else direct[candidate]
        for candidate, reach in best.items()
        if reach.amount >= rules.least or candidate in direct
    ]


def _spread(
    best: dict[str, Reach], along: Mapping[str, Mapping[str, float]], factor: float, how: How
) -> None:
    """Carry every reach along, attenuated, until none gets better (cycles end by themselves)."""
    waiting = sorted(best)
    while waiting:
        reach = best[waiting.pop()]
        for candidate, share in along.get(reach.candidate, {}).items():
            amount = factor * share * reach.amount
            if _keep_better(best, Reach(reach.partner, candidate, amount, how, reach.through)):
                waiting.append(candidate)


def _in_both(present: Mapping[str, Reach], links: Links) -> Iterator[Reach]:
    """Yield min(v_pn, v_pt) for every commitment in n on t, of one partner."""
    for place in sorted(present.keys() & links.themes_at.keys()):
        for theme in links.themes_at[place]:
            if theme in present:
                here, there = present[place], present[theme]
                amount = min(here.amount, there.amount)
                through = tuple(sorted({*here.through, *there.through}))
                for commitment in links.commitments[place, theme]:
                    yield Reach(here.partner, commitment, amount, How.CROSSING, through)


def _next_to(direct: Mapping[str, Reach], links: Links, rules: ReachRules) -> Iterator[Reach]:
    """Yield η · d_pj · T_ji for every commitment i next to a commitment j of one partner."""
    for commitment in sorted(direct.keys() & links.neighbours.keys()):
        reach = direct[commitment]
        for neighbour, share in links.neighbours[commitment].items():
            amount = rules.upward * share * reach.amount
            yield Reach(reach.partner, neighbour, amount, How.CROSSING, reach.through)


def _keep_better(best: dict[str, Reach], reach: Reach) -> bool:
    known = best.get(reach.candidate)
    if known is not None and known.order <= reach.order:
        return False
    best[reach.candidate] = reach
    return True
