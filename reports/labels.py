"""Names of candidates as lists and boxes show them: told apart even where names repeat."""

from collections.abc import Callable

from data.dataset import Dataset
from optimizer.study import Study


def labeller(study: Study) -> Callable[[str], str]:
    """Return what turns a candidate's id into its name, its kind and the country it lies in."""
    lies_in = {
        link.candidate: link.target for link in study.dataset.links if link.relation == "in_country"
    }
    by_id, kinds = study.dataset.by_id, study.configuration.criteria.kinds

    def label(name: str) -> str:
        candidate = by_id[name]
        kind = kinds[candidate.kind].singular.lower()
        place = lies_in.get(name)
        where = "" if place is None or by_id[place].name in candidate.name else by_id[place].name
        return f"{candidate.name} ({kind}{', ' if where else ''}{where})"

    return label


def by_kind_and_name(study: Study) -> list[str]:
    """Return every candidate, kinds in configured order, names in alphabetical order."""
    order = {kind: place for place, kind in enumerate(study.configuration.criteria.kinds)}
    dataset: Dataset = study.dataset
    return sorted(
        dataset.by_id,
        key=lambda name: (
            order[dataset.by_id[name].kind],
            dataset.by_id[name].name.casefold(),
            name,
        ),
    )
