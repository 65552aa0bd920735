"""A list of the past, and the study as if nobody had ever known it."""

from config.problems import InputError
from data.dataset import Candidate, Dataset
from optimizer.problem import Problem
from optimizer.scenario import Scenario
from optimizer.standing import closed
from optimizer.study import Study

INCUMBENT = "incumbent"
"""The column that says who is in the list in force."""


def past_list(dataset: Dataset, column: str = INCUMBENT, value: str = "yes") -> frozenset[str]:
    """Return who is on a list of the past.

    Args:
        dataset: as of a day or not; the list in force counts also where it is later than the day.
        column: of ``candidates.csv``.
        value: that those on the list have there.

    Raises:
        InputError: nobody has that value.
    """
    found = {one.id for one in dataset.candidates if one.columns.get(column) == value}
    if (column, value) == (INCUMBENT, "yes"):
        found |= set(dataset.vintage.incumbents)
    if not found:
        raise InputError.one(
            file="candidates.csv",
            must="the list that is to be found must have a candidate",
            do="Name a column and a value that some candidates have, as in considered_2020=yes.",
            column=column,
            value=value,
        )
    return frozenset(found)


def on_record(dataset: Dataset) -> bool:
    """Say whether there is a list in force, or was one later than the dataset's day."""
    return bool(dataset.vintage.incumbents) or any(one.incumbent for one in dataset.candidates)


def could_be_chosen(problem: Problem) -> frozenset[str]:
    """Return who is behind no failed gate, kept out by no firm rule, and not locked out."""
    never = closed(problem) | problem.must_not
    return frozenset(
        area.id for area in problem.areas if area.barred is None and area.id not in never
    )


def unaware(study: Study, scenario: Scenario) -> tuple[Study, Scenario]:
    """Return study and levers without any list in force.

    So nothing is paid for dropping, no plan is drawn towards the list, focus overlap is not read
    off it, and no lever limits what may change against it.
    """

    def without(one: Candidate) -> Candidate:
        return one.but(incumbent=False, incumbent_since="") if one.incumbent else one

    dataset = study.dataset
    cleared = dataset.but(candidates=tuple(map(without, dataset.candidates)))
    return Study(cleared, study.configuration), scenario.but(most_changes=None)
