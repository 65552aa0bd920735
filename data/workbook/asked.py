"""The ratings sheets: which judgements are asked of whom, and in which columns."""

from collections.abc import Mapping

from config.base import Frozen
from config.configuration import Configuration
from config.rated import judged, levels_of
from data.dataset import Candidate, Dataset

READ_ME, LISTS = "Read me", "Lists"
"""The sheets that hold no table: what to do, and the words that drop-downs offer."""
AS_WRITTEN, RATED = "As written", "ratings"
"""The hidden sheet that says how each row was when it was written; how it calls rows of ratings."""
TITLES: Mapping[str, str] = {
    "name": "Candidate", "kind": "Kind", "label": "What is rated", "value": "Rating",
    "low": "At least", "high": "At most", "unit": "Unit or levels", "reason": "Reason",
    "note": "Note", "basis": "Rests on", "source": "Source", "as_of": "Speaks of",
    "candidate": "Candidate id", "measure": "Measure id",
}  # fmt: skip
"""Column of a ratings sheet → its heading: columns of evidence, and what helps to fill them in."""
NEEDED = ("candidate", "measure", "value")
"""Columns by which a sheet is known for one of ratings, whatever it is called."""
SHOWN = ("name", "kind", "label", "unit")
"""Columns that are there to be read; nothing of them is taken over."""
VERSION = "Version of the dataset: "
"""Beginning of the line that says from which dataset a workbook was written."""
ENTERED = "workbook"
"""Id of the source of ratings that name none."""


class Asked(Frozen):
    """One judgement that is asked for."""

    candidate: Candidate
    measure: str
    levels: tuple[str, ...]
    """Worst first; none for numbers."""

    @property
    def thing(self) -> tuple[str, str]:
        """Candidate and measure."""
        return self.candidate.id, self.measure


def asked(dataset: Dataset, configuration: Configuration) -> Mapping[str, tuple[Asked, ...]]:
    """Return region → what only people can rate of its candidates: by kind, name and criterion.

    What lies in no region comes last, under a blank name. A region where nothing is rated is
    left out.
    """
    found: dict[str, list[Asked]] = {}
    for name, kind in configuration.criteria.kinds.items():
        rated = [(one, levels_of(kind, one)) for one in judged(kind, configuration)]
        of_kind = sorted(dataset.of_kind(name), key=lambda one: (one.name.casefold(), one.id))
        for candidate in of_kind:
            for measure, levels in rated:
                one = Asked(candidate=candidate, measure=measure, levels=levels)
                found.setdefault(candidate.region, []).append(one)
    return {
        region: tuple(found[region]) for region in sorted(found, key=lambda one: (not one, one))
    }
