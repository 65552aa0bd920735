"""Links: how candidates lie in each other, looked up from either end.

A link joins a part to a whole: a commitment to its country and its themes, a local member to its
country. Kinds of candidate are never named here: a link between two candidates of *one* kind makes
the first a part of the second; a candidate that is ``in_country`` and ``on_theme`` of candidates of
*another* kind is called a commitment, and lies in the country–theme pairs of both. What a member
has committed on (``commits_on``) says nothing of who works there, and is left out.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from data.dataset import Dataset
from data.tables import COMMITS_ON

IN_COUNTRY = "in_country"
ON_THEME = "on_theme"

Pair = tuple[str, str]
"""A country (or local member) and a theme."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a dataset; every table and tuple is in the order of ids."""

    wholes: Mapping[str, Mapping[str, float]]
    """Candidate → target of a link → 1 ÷ number of targets by the same relation."""
    parts: Mapping[str, Mapping[str, float]]
    """Candidate → candidate of the same kind that links to it → 1."""
    pairs: Mapping[str, tuple[Pair, ...]]
    """Commitment → the country–theme pairs it lies in."""
    commitments: Mapping[Pair, tuple[str, ...]]
    """Country–theme pair → the commitments that lie in it."""
    neighbours: Mapping[str, Mapping[str, float]]
    """Commitment → another commitment with a pair in common → share of the first one's pairs."""
    themes_at: Mapping[str, tuple[str, ...]]
    """Country → themes with which it makes a pair."""


def links_of(dataset: Dataset) -> Links:
    """Return the links of a dataset, looked up from either end."""
    kind = {candidate.id: candidate.kind for candidate in dataset.candidates}
    targets: dict[str, dict[str, set[str]]] = {}
    parts: dict[str, set[str]] = {}
    for link in dataset.links:
        if link.relation == COMMITS_ON:
            continue
        by_relation = targets.setdefault(link.candidate, {})
        by_relation.setdefault(link.relation, set()).add(link.target)
        if kind.get(link.candidate) == kind.get(link.target):
            parts.setdefault(link.target, set()).add(link.candidate)
    pairs: dict[str, tuple[Pair, ...]] = {}
    commitments: dict[Pair, list[str]] = {}
    themes_at: dict[str, set[str]] = {}
    for commitment in sorted(targets):
        pairs[commitment] = _pairs_of(commitment, targets[commitment], kind)
        for place, theme in pairs[commitment]:
            commitments.setdefault((place, theme), []).append(commitment)
            themes_at.setdefault(place, set()).add(theme)
    pairs = {commitment: found for commitment, found in pairs.items() if found}
    return Links(
        wholes={candidate: _shares(targets[candidate]) for candidate in sorted(targets)},
        parts={whole: dict.fromkeys(sorted(parts[whole]), 1.0) for whole in sorted(parts)},
        pairs=pairs,
        commitments={pair: tuple(commitments[pair]) for pair in sorted(commitments)},
        neighbours={
            commitment: _neighbours(commitment, found, commitments)
            for commitment, found in pairs.items()
        },
        themes_at={place: tuple(sorted(themes_at[place])) for place in sorted(themes_at)},
    )


def places_of(dataset: Dataset) -> dict[str, frozenset[str]]:
    """Return the places that each candidate lies in: a town's commitment in town and country.

    A place does not lie in itself; candidates that lie nowhere are absent.
    """
    own: dict[str, set[str]] = {}
    for link in dataset.links:
        if link.relation == IN_COUNTRY:
            own.setdefault(link.candidate, set()).add(link.target)
    found: dict[str, frozenset[str]] = {}
    for candidate in sorted(own):
        places: set[str] = set()
        waiting = sorted(own[candidate])
        while waiting:
            place = waiting.pop()
            if place not in places:
                places.add(place)
                waiting.extend(own.get(place, ()))
        found[candidate] = frozenset(places - {candidate})
    return found


def themes_of(dataset: Dataset) -> dict[str, frozenset[str]]:
    """Return the themes that each candidate is on; a theme is on itself.

    Themes are the candidates of a kind that some candidate of another kind is ``on_theme`` of.
    """
    kind = {candidate.id: candidate.kind for candidate in dataset.candidates}
    found: dict[str, set[str]] = {}
    kinds: set[str] = set()
    for link in dataset.links:
        if link.relation == ON_THEME:
            found.setdefault(link.candidate, set()).add(link.target)
            if kind.get(link.candidate) != kind.get(link.target):
                kinds.add(kind.get(link.target, ""))
    for candidate in dataset.candidates:
        if candidate.kind in kinds:
            found.setdefault(candidate.id, set()).add(candidate.id)
    return {candidate: frozenset(found[candidate]) for candidate in sorted(found)}


def _pairs_of(
    candidate: str, targets: Mapping[str, set[str]], kind: Mapping[str, str]
) -> tuple[Pair, ...]:
    def of_other_kind(relation: str) -> list[str]:
        found = targets.get(relation, set())
        return sorted(target for target in found if kind.get(target) != kind.get(candidate))

    return tuple(
        (place, theme) for place in of_other_kind(IN_COUNTRY) for theme in of_other_kind(ON_THEME)
    )


def _neighbours(
    commitment: str, pairs: tuple[Pair, ...], commitments: Mapping[Pair, list[str]]
) -> dict[str, float]:
    common = Counter(other for pair in pairs for other in commitments[pair])
    return {other: common[other] / len(pairs) for other in sorted(common) if other != commitment}


def _shares(targets: Mapping[str, set[str]]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for found in targets.values():
        for target in found:
            shares[target] = max(shares.get(target, 0.0), 1.0 / len(found))
    return {target: shares[target] for target in sorted(shares)}
