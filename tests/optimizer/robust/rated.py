"""Scorecards with gaps, and problems that rest on them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from config.criteria import Criteria
from data.dataset import Candidate, Dataset, Evidence
from optimizer.problem import Problem
from scoring.scorecard import Scorecard, score

Rating = float | tuple[float, float, float] | None
"""Points, (value, least, greatest), or missing."""


def rated(
    ratings: Mapping[str, Sequence[Rating]],
    kinds: Mapping[str, str] | None = None,
    gates: Mapping[str, Any] | None = None,
    check: Mapping[str, float | None] | None = None,
) -> Scorecard:
    """Return scores by measures m0, m1, … that weigh the same, each a criterion of its own.

    Args:
        ratings: candidate → one rating per measure.
        kinds: candidate → kind, else all are countries.
        gates: of every kind.
        check: candidate → its value of the measure ``check``, on a scale of 0 to 8; None = missing.
    """
    kinds = kinds or {}
    measures = [f"m{number}" for number in range(len(next(iter(ratings.values()))))]
    criteria = {
        name: {
            "label": name,
            "weight": 1,
            "measure": name,
            "value": {"type": "linear", "worst": 0, "best": 100},
            "missing": "midpoint",
            "source": "test",
        }
        for name in measures
    }
    kind = {"label": "K", "singular": "k", "worth": 100, "criteria": criteria, "gates": gates or {}}
    every = sorted({kinds.get(name, "country") for name in ratings})
    evidence = []
    for name, values in ratings.items():
        for measure, rating in zip(measures, values, strict=True):
            if rating is not None:
                value, low, high = rating if isinstance(rating, tuple) else (rating, None, None)
                evidence.append(
                    Evidence(
                        candidate=name, measure=measure, value=value, low=low, high=high,
                        basis="observed", source="test",
                    )
                )  # fmt: skip
    evidence += [
        Evidence(candidate=name, measure="check", value=value, basis="observed", source="test")
        for name, value in (check or {}).items()
        if value is not None
    ]
    dataset = Dataset(
        candidates=tuple(
            Candidate(id=name, kind=kinds.get(name, "country"), name=name) for name in ratings
        ),
        evidence=tuple(evidence),
    )
    names: dict[str, dict[str, Any]] = {name: {"label": name} for name in (*measures, "check")}
    if check:
        names["check"]["scale"] = [0, 8]
    return score(
        dataset, Criteria.model_validate({"kinds": dict.fromkeys(every, kind), "measures": names})
    )


def resting_on(problem: Problem, scorecard: Scorecard) -> Problem:
    """Return a problem with the potentials of a scorecard, all candidates worth the same.

    Focus overlap earns the same for every candidate of a kind, as criteria have it.
    """
    earned = {
        (term.candidate.split(":")[0], term.relation): term.points for term in problem.overlaps
    }
    return problem.but(
        areas=tuple(
            area.but(potential=scorecard.potential[area.id], worth=60.0) for area in problem.areas
        ),
        overlaps=tuple(
            term.but(points=earned[term.candidate.split(":")[0], term.relation])
            for term in problem.overlaps
        ),
    )


def some_ratings(
    rng: np.random.Generator, ids: Sequence[str], measures: int = 2
) -> dict[str, list[Rating]]:
    """Return random ratings: about a third missing, a third ranges."""

    def one() -> Rating:
        chance = rng.random()
        if chance < 1 / 3:
            return None
        low, value, high = np.sort(rng.integers(0, 21, 3) * 5.0).tolist()
        return (value, low, high) if chance < 2 / 3 else value

    return {name: [one() for _ in range(measures)] for name in ids}
