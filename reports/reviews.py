"""Which lists are reviewed when: kinds whose reviews are further apart than a half-year."""

from collections.abc import Iterator, Sequence

from reports.setting import Setting
from reports.words import listing, mid_sentence, sentence


def lists(kinds: Sequence[str], setting: Setting) -> str:
    """Return the lists of some kinds with a verb, as in ``the list of commitments is``."""
    criteria = setting.kinds
    names = listing(mid_sentence(criteria[kind].label) for kind in kinds)
    return f"the list of {names} is" if len(kinds) == 1 else f"the lists of {names} are"


def due(setting: Setting) -> Iterator[str]:
    """Yield which lists are due in the half-year that is planned, and when the others are.

    Nothing where every kind is reviewed in every half-year.
    """
    configuration, problem = setting.configuration, setting.problem
    first = problem.periods[0]
    waiting = {one.kind: one for one in problem.reviews if first.id in one.between}
    kinds = configuration.criteria.kinds
    if all(kind.review is None for kind in kinds.values()):
        return
    here = [kind for kind in kinds if kind not in waiting]
    if here:
        yield sentence(f"{lists(here, setting)} due for review in {first.label or first.id}")
    after: dict[str, list[str]] = {}
    for name in waiting:
        every = kinds[name].review
        assert every is not None  # noqa: S101 (else it would not wait)
        later = configuration.capacity.next_review(first.id, every.every)
        after.setdefault("" if later is None else later.label or later.id, []).append(name)
    for when, names in after.items():
        next_one = f"; the next review is in {when}" if when else ""
        yield sentence(f"{lists(names, setting)} not due{next_one}")
