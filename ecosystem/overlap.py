"""Partner overlap: where several partners do the same thing in the same place.

(Focus overlap, a commitment lying in a focus country or on a focus theme, is another thing.)

With w_Lps the strength of partner p's work at place L on service s (:mod:`ecosystem.doing`), all
0..1, in units of one full engagement where they are added up:

- **shared work**: a place and a service with two partners or more; ``duplicated`` = Σ_p w − max_p w
  is the effort beyond what the strongest of them does there already.
- **overlap index** of a focus area: duplicated effort ÷ all effort there, Σ over the services; 0 =
  everybody does something else, towards 1 = many do the same. Work whose service is unknown may or
  may not repeat, so that the index is an interval: ``low`` takes it as all distinct, ``high`` as
  one and the same service.
- **planned overlap**: a service that a plan wants to give to a candidate at which partners do it.

1 − index = Σ_s max_p w ÷ Σ_s Σ_p w is the share of the effort that would be left if every service
were done once. Overlap need not be waste: two funders may well be wanted. The words follow the
GAO's *Fragmentation, Overlap, and Duplication: An Evaluation and Management Guide* (GAO-15-49SP,
2015); the index is our own construction.
"""

from collections.abc import Collection, Iterable, Mapping

from config.base import Frozen
from data.dataset import Dataset
from ecosystem.doing import Doing, Place, Work, work_at_candidates, work_everywhere
from ecosystem.graph import focus_areas
from ecosystem.links import links_of

SEVERAL = 2
"""Partners from which on work is shared."""


class SharedWork(Frozen):
    """Several partners doing the same service at the same place."""

    place: Place
    service: str | None
    """None = unknown, so that the partners may be doing different things."""
    partners: tuple[Doing, ...]
    """Strongest first."""
    duplicated: float
    """Effort beyond the strongest partner's, in units of one full engagement."""


class OverlapIndex(Frozen):
    """How much of the effort at one focus area repeats what somebody else does there."""

    candidate: str
    low: float
    """Work whose service is unknown taken as distinct."""
    high: float
    """Work whose service is unknown taken as all the same."""
    effort: float
    """All work there, in units of one full engagement."""
    shared: tuple[SharedWork, ...]
    """What is shared there: known services first, then the most duplicated."""


class PlannedOverlap(Frozen):
    """A planned service that partners already give to the same candidate."""

    candidate: str
    service: str
    partners: tuple[Doing, ...]
    """Partners with that service there, strongest first."""
    perhaps: tuple[Doing, ...]
    """Partners there whose service is unknown, who may be giving it, strongest first."""


def shared_work(dataset: Dataset, focus: Iterable[str] | None = None) -> tuple[SharedWork, ...]:
    """Return the places and services with two partners or more.

    A country–theme pair is listed only when it says more than its commitments do: not where all
    its partners work for one commitment there, which is listed by itself. What partners share only
    by working across the same region is listed once, with the region as its place.

    Args:
        dataset: links and engagements are read.
        focus: keep only the places that are, or consist of, one of these; None = everywhere.

    Returns:
        Known services first, then the most duplicated.

    Raises:
        InputError: a name in ``focus`` is no candidate.
    """
    kept = None if focus is None else set(focus_areas(dataset, focus))
    found = {
        (shared.place, shared.service): shared
        for place, work in work_everywhere(dataset).items()
        for shared in (_across(one, dataset) for one in _shared(place, work))
    }
    commitments = links_of(dataset).commitments
    return tuple(
        sorted(
            (
                shared
                for shared in found.values()
                if (kept is None or not kept.isdisjoint(_lies_at(shared.place, dataset)))
                and not any(
                    _covers(found.get(((one,), shared.service)), shared)
                    for one in commitments.get((shared.place[0], shared.place[-1]), ())
                )
            ),
            key=_most_duplicated,
        )
    )


def overlap_indices(
    dataset: Dataset, focus: Iterable[str] | None = None
) -> tuple[OverlapIndex, ...]:
    """Return the overlap index of every focus area with work on record, greatest first.

    Args:
        dataset: links and engagements are read.
        focus: ids of the focus areas; None = the list in force.

    Raises:
        InputError: a name in ``focus`` is no candidate.
    """
    at = work_at_candidates(dataset, focus_areas(dataset, focus))
    found = [_index(candidate, work) for candidate, work in at.items() if work]
    return tuple(sorted(found, key=lambda item: (-item.high, -item.low, item.candidate)))


def planned_overlaps(
    dataset: Dataset, planned: Mapping[str, Collection[str]]
) -> tuple[PlannedOverlap, ...]:
    """Return which planned support would repeat what partners do.

    Args:
        dataset: links and engagements are read.
        planned: candidate → ids of the services a plan gives it.

    Returns:
        One entry for each planned service that a partner is on record with there, by the strength
        of the strongest, then by ids.

    Raises:
        InputError: a planned candidate is no candidate.
    """
    found = [
        PlannedOverlap(
            candidate=candidate,
            service=service,
            partners=work[service],
            perhaps=work.get(None, ()),
        )
        for candidate, work in work_at_candidates(dataset, focus_areas(dataset, planned)).items()
        for service in sorted(set(planned[candidate]))
        if service in work
    ]
    return tuple(
        sorted(found, key=lambda item: (-item.partners[0].strength, item.candidate, item.service))
    )


def _across(shared: SharedWork, dataset: Dataset) -> SharedWork:
    """Return work that is shared by region alone as that of the smallest region it is for."""
    regions = {doing.region for doing in shared.partners}
    if len(shared.place) > 1 or "" in regions:
        return shared
    region = min(regions, key=lambda name: (len(dataset.regions[name]), name))
    partners = tuple(doing.but(through=(doing.region,)) for doing in shared.partners)
    return shared.but(place=(region,), partners=partners)


def _lies_at(place: Place, dataset: Dataset) -> tuple[str, ...]:
    """Return the candidates that a place consists of, those of a region included."""
    return tuple(one for name in place for one in dataset.regions.get(name, (name,)))


def _shared(place: Place, work: Work) -> tuple[SharedWork, ...]:
    found = [
        SharedWork(
            place=place, service=service, partners=partners, duplicated=_beyond_first(partners)
        )
        for service, partners in work.items()
        if len(partners) >= SEVERAL
    ]
    return tuple(sorted(found, key=_most_duplicated))


def _most_duplicated(shared: SharedWork) -> tuple[bool, float, Place, str]:
    return (shared.service is None, -shared.duplicated, shared.place, shared.service or "")


def _covers(one: SharedWork | None, other: SharedWork) -> bool:
    """Say whether all partners of the other are among the partners of the one."""
    return one is not None and {doing.partner for doing in other.partners} <= {
        doing.partner for doing in one.partners
    }


def _beyond_first(partners: tuple[Doing, ...]) -> float:
    return sum(doing.strength for doing in partners[1:])


def _index(candidate: str, work: Work) -> OverlapIndex:
    effort = sum(doing.strength for partners in work.values() for doing in partners)
    named = sum(
        _beyond_first(partners) for service, partners in work.items() if service is not None
    )
    unnamed = _beyond_first(work.get(None, ()))
    return OverlapIndex(
        candidate=candidate,
        low=named / effort,
        high=(named + unnamed) / effort,
        effort=effort,
        shared=_shared((candidate,), work),
    )
