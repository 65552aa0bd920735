"""Doing: which partner does which service at which place.

A *place* is either one candidate, or a country–theme pair (n, t) that some commitment lies in.
w_Lps ∈ 0..1 is the strength of partner p's work at place L on service s; s may be *unknown*, where
an engagement names no service.

- candidate i: w_ips = the strength of p's strongest engagement on s with i, or across its region.
- pair (n, t): the greatest of

  - the engagements on s with commitments that lie in n and are on t;
  - *inferred*: min(w_np a, w_tp b) where a and b are both s, or one of them is s and the other
    unknown. Where p names different services in the country and on the theme, its service at the
    pair is unknown; it stays unknown only if no service can be named.

- commitment: its own work and that at each of its pairs, whichever is stronger.

An inferred work is a conclusion and carries its mark: a partner that works in a country and on a
theme need not work on the theme in the country. Unlike :mod:`ecosystem.reach` nothing is attenuated
and nothing goes up or down: two partners on one theme in two countries do not do the same thing.
"""

from collections.abc import Iterable, Mapping

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.links import Pair, links_of

Place = tuple[str, ...]
"""The id of one candidate, or the ids of a country and a theme."""


class Doing(Frozen):
    """One partner's work at one place on one service."""

    partner: str
    strength: float
    """0..1, greater than 0."""
    inferred: bool = False
    """Concluded from work in the country and on the theme, not from a commitment there."""
    through: tuple[str, ...] = ()
    """Candidates of the engagements it rests on."""
    region: str = ""
    """The region across which the partner works; blank = it works at the place itself."""

    @property
    def order(self) -> tuple[float, bool, bool, str, tuple[str, ...]]:
        """Sort key: the stronger first, then what is on record for the place itself."""
        return (-self.strength, self.inferred, bool(self.region), self.partner, self.through)


Work = Mapping[str | None, tuple[Doing, ...]]
"""Service (None = unknown) → who does it, the strongest first."""

_Rows = dict[str | None, dict[str, Doing]]


def work_at_candidates(
    dataset: Dataset, candidates: Iterable[str], *, neighbours: bool = True
) -> dict[str, Work]:
    """Return the work for each candidate, that at the pairs a commitment lies in included.

    Args:
        dataset: links and engagements are read.
        candidates: ids.
        neighbours: count work for other commitments at the same pair, too.
    """
    links = links_of(dataset)
    direct = _direct(dataset)
    found: dict[str, Work] = {}
    for candidate in candidates:
        rows: _Rows = {}
        _add(rows, direct.get(candidate, {}))
        for pair in links.pairs.get(candidate, ()):
            others = links.commitments[pair] if neighbours else ()
            _add(rows, _at_pair(direct, pair, others))
        found[candidate] = _ranked(rows)
    return found


def work_everywhere(dataset: Dataset) -> dict[Place, Work]:
    """Return the work at every candidate and every country–theme pair that has some."""
    direct = _direct(dataset)
    found: dict[Place, Work] = {(candidate,): _ranked(rows) for candidate, rows in direct.items()}
    for pair, commitments in links_of(dataset).commitments.items():
        rows = _at_pair(direct, pair, commitments)
        if rows:
            found[pair] = _ranked(rows)
    return {place: found[place] for place in sorted(found)}


def _direct(dataset: Dataset) -> dict[str, _Rows]:
    found: dict[str, _Rows] = {}
    for row in dataset.works:
        if row.strength > 0:
            doing = Doing(
                partner=row.partner,
                strength=row.strength,
                through=(row.target,),
                region=row.region,
            )
            _add(found.setdefault(row.target, {}), {row.service: {row.partner: doing}})
    return found


def _at_pair(direct: Mapping[str, _Rows], pair: Pair, commitments: Iterable[str]) -> _Rows:
    place, theme = pair
    rows: _Rows = {}
    _add(rows, _inferred(direct.get(place, {}), direct.get(theme, {})))
    for commitment in commitments:
        _add(rows, direct.get(commitment, {}))
    return rows


def _inferred(in_country: _Rows, on_theme: _Rows) -> _Rows:
    """Return what partners seem to do on the theme in the country, the weaker end counting."""
    rows: _Rows = {}
    for here, by_partner in in_country.items():
        for there, others in on_theme.items():
            service = _service_of_both(here, there)
            for partner in by_partner.keys() & others.keys():
                ends = (by_partner[partner], others[partner])
                doing = Doing(
                    partner=partner,
                    strength=min(end.strength for end in ends),
                    inferred=True,
                    through=(*ends[0].through, *ends[1].through),
                    region=ends[0].region,
                )
                _add(rows, {service: {partner: doing}})
    unknown = rows.pop(None, {})
    named = {partner for by_partner in rows.values() for partner in by_partner}
    rest = {partner: doing for partner, doing in unknown.items() if partner not in named}
    return {**rows, None: rest} if rest else rows


def _service_of_both(here: str | None, there: str | None) -> str | None:
    if here is None or there is None:
        return there if here is None else here
    return here if here == there else None


def _add(rows: _Rows, more: Mapping[str | None, Mapping[str, Doing]]) -> None:
    """Merge, keeping for each service and partner the entry that comes first in order."""
    for service, by_partner in more.items():
        known = rows.setdefault(service, {})
        for partner, doing in by_partner.items():
            if partner not in known or doing.order < known[partner].order:
                known[partner] = doing


def _ranked(rows: _Rows) -> Work:
    return {
        service: tuple(sorted(rows[service].values(), key=lambda doing: doing.order))
        for service in sorted(rows, key=lambda service: (service is None, service or ""))
    }
