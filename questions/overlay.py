"""Evidence edited in a session: ratings that lie over the dataset, which itself stays as it is."""

import dataclasses
import datetime as dt
from collections.abc import Collection, Sequence
from typing import Annotated, Self

from pydantic import Field

from config.base import Frozen
from config.configuration import Configuration
from config.problems import InputError, InputProblem
from data.dataset import Basis, Dataset, Evidence, Source, Vintage
from data.values import level_words
from optimizer.study import Study

SESSION = Source(id="session", title="Edited in this session", publisher="the person at the screen")
"""The source that edited evidence names."""


class Rating(Frozen):
    """One value entered by hand, with its reason."""

    candidate: str
    measure: str
    value: float | str
    low: float | None = None
    high: float | None = None
    basis: Basis = "judgement"
    reason: Annotated[str, Field(min_length=1)]
    """Why, in the editor's words; kept in the note of the evidence."""
    as_of: str = Field(default_factory=lambda: dt.datetime.now(dt.UTC).date().isoformat())

    def evidence(self, source: Source = SESSION) -> Evidence:
        """Return the rating as a row of evidence."""
        told = self.model_dump(exclude={"reason"})
        return Evidence(**told, source=source.id, note=self.reason)

    def within(self, vintage: Vintage) -> Self:
        """Return the rating as entered in a study as of a day: it speaks of that day."""
        return self.but(as_of=vintage.day) if vintage.day and self.as_of > vintage.day else self


def with_ratings(study: Study, ratings: Sequence[Rating], source: Source = SESSION) -> Study:
    """Return the study with ratings in place of all recorded evidence on the same measure.

    The latest of a candidate and measure counts.

    Raises:
        InputError: every problem of every rating.
    """
    dataset, configuration = study.dataset, study.configuration
    problems = [rating_problems(rating, dataset, configuration) for rating in ratings]
    if any(problems):
        raise InputError([problem for found in problems for problem in found])
    replaced = {(rating.candidate, rating.measure): rating for rating in ratings}
    kept = [row for row in dataset.evidence if (row.candidate, row.measure) not in replaced]
    rows = (*kept, *(rating.evidence(source) for rating in replaced.values()))
    sources = dataset.sources
    if source.id not in {one.id for one in sources}:
        sources = (*sources, source)
    return dataclasses.replace(study, dataset=dataset.but(evidence=rows, sources=sources))


def with_list_in_force(study: Study, ids: Collection[str]) -> Study:
    """Return the study with another list in force, such as the one that a round has adopted."""
    candidates = [one.but(incumbent=one.id in ids) for one in study.dataset.candidates]
    return dataclasses.replace(study, dataset=study.dataset.but(candidates=tuple(candidates)))


def rating_problems(
    rating: Rating, dataset: Dataset, configuration: Configuration
) -> list[InputProblem]:
    """Return everything that does not hold for a rating, in words."""
    measure = configuration.criteria.measures.get(rating.measure)
    candidate = dataset.by_id.get(rating.candidate)
    if candidate is None:
        return [_problem("candidate", rating.candidate, "must be a candidate", "Choose one.")]
    if measure is None:
        return [_problem("measure", rating.measure, "must be a measure", "Choose one.")]
    if measure.derived is not None:
        must = "must be a measure that is rated, not one that comes from the partner graph"
        return [_problem("measure", rating.measure, must, "Enter the partner's work instead.")]
    levels = level_words(configuration).get(rating.measure)
    if levels is not None:
        labels = levels.by_kind.get(candidate.kind, levels.all)
        if rating.value not in labels:
            do = f"Choose one of: {', '.join(sorted(labels))}."
            return [_problem("value", rating.value, f"{measure.label} must be a level", do)]
        return []
    if isinstance(rating.value, str):
        return [_problem("value", rating.value, f"{measure.label} must be a number", "Give one.")]
    value, problems = rating.value, []
    if measure.scale is not None:
        lowest, highest = measure.scale
        must = f"{measure.label} must lie on its scale, {lowest:g} to {highest:g}"
        problems += [
            _problem(column, given, must, "Correct the number.")
            for column, given in (("value", value), ("low", rating.low), ("high", rating.high))
            if given is not None and not lowest <= given <= highest
        ]
    ends = (rating.low, rating.high)
    low, high = (value if end is None else end for end in ends)
    if not low <= value <= high:
        must = "the value must lie between low and high"
        problems.append(_problem("value", value, must, "Correct one of the three."))
    return problems


def _problem(column: str, value: float | str, must: str, do: str) -> InputProblem:
    return InputProblem(file="rating", column=column, value=str(value), must=must, do=do)
