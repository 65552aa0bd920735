"""From the options of ``focus robust --ranking`` to how sure each kind's ranking is."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from app.cli.drawing import Draws, DrawTexts, counting, read_draws, steps
from app.cli.known import AskedAbout
from app.cli.levers import read_levers
from app.cli.limits import RANKING_DRAWS, within
from app.cli.plan_json import Json
from app.cli.planning import opened
from app.cli.robust import check_asked, check_place
from app.cli.robust_json import draws_json, write_table
from app.cli.robust_words import precision
from app.cli.solving import searching
from config.base import Frozen
from config.names import resolve
from config.problems import Problems
from ecosystem.export import csv
from optimizer.levers import canonical
from optimizer.scenario import Scenario
from optimizer.study import Study
from questions.asking import ask
from questions.robust import RanksQuestion
from scoring.acceptability import DRAWS, Acceptability
from scoring.kind_scores import CandidateScore, KindScores
from scoring.sampling_error import wilson

FIRST = 10
"""How many count as the first where the list in force has nobody of the kind."""
SURE, OPEN = 0.9, 0.1
"""Shares of draws from which a candidate is as good as always, or never, among the first."""
ONE_SIDED = 1.96
"""Standard errors on each side of a 95 % interval."""


@dataclass(frozen=True)
class RankingTexts:
    """The options of ``focus robust --ranking``, as typed."""

    draws: DrawTexts
    kind: str | None = None
    first: int | None = None
    save: Path | None = None
    out_of_place: tuple[str, ...] = ()
    """Options given that ask about a plan."""


@dataclass(frozen=True)
class KindSureness:
    """How sure the ranking of one kind is.

    Attributes:
        scores: the kind's scores.
        found: shares of draws.
        first: how many count as the first.
    """

    scores: KindScores
    found: Acceptability
    first: int

    @cached_property
    def lines(self) -> tuple["RankLine", ...]:
        """One line per candidate that is ranked, in the order of the scores."""
        place = {name: number for number, name in enumerate(self.found.ids)}
        rows = [row for row in self.scores.rows if row.rank is not None]
        after = [*(place[row.id] for row in rows[1:]), None]
        return tuple(
            self._line(row, place[row.id], following)
            for row, following in zip(rows, after, strict=True)
        )

    def _line(self, row: CandidateScore, at: int, following: int | None) -> "RankLine":
        found = self.found
        among = float(found.among_first(self.first)[at])
        low, high = wilson(among, found.draws)
        first_low, first_high = found.rank_interval[0][at, 0], found.rank_interval[1][at, 0]
        confidence = found.confidence[at]
        sure = [float(one[at]) for one in found.confidence_interval]
        known = bool(np.isfinite(confidence))
        above = None
        if following is not None and found.winning is not None:
            above = float(found.winning[at, following])
        best, worst = self._ranges[at]
        return RankLine(
            id=row.id,
            kind=row.kind,
            name=row.name,
            region=row.region,
            rank=row.rank or 0,
            score=row.score,
            first=float(found.rank[at, 0]),
            first_low=float(first_low),
            first_high=float(first_high),
            among=among,
            among_low=min(among, float(low)),
            among_high=max(among, float(high)),
            mean_rank=float(found.expected_rank[at]),
            best_rank=best,
            worst_rank=worst,
            above_next=above,
            confidence=float(confidence) if known else None,
            confidence_low=sure[0] if known else None,
            confidence_high=sure[1] if known else None,
        )

    @cached_property
    def _ranges(self) -> tuple[tuple[int, int], ...]:
        return self.found.rank_range()

    def central(self, candidate: str) -> tuple[Mapping[str, float], Mapping[str, float]] | None:
        """Return central weights and half of their 95 % intervals; None where never first."""
        at = self.found.ids.index(candidate)
        weights = self.found.central_weights[at]
        if not np.isfinite(weights).all():
            return None
        half = ONE_SIDED * np.nan_to_num(self.found.central_error[at], nan=1.0)
        names = self.found.criteria
        return (
            dict(zip(names, weights.tolist(), strict=True)),
            dict(zip(names, half.tolist(), strict=True)),
        )


class RankLine(Frozen):
    """How sure the place of one candidate is; shares of draws with their 95 % intervals."""

    id: str
    kind: str
    name: str
    region: str
    rank: int
    """By the scores."""
    score: float
    first: float
    first_low: float
    first_high: float
    among: float
    """Among the first so many."""
    among_low: float
    among_high: float
    mean_rank: float
    best_rank: int
    worst_rank: int
    """Places that hold the middle 90 % of the draws."""
    above_next: float | None
    """Share of draws in which it ranks above the next one by the scores."""
    confidence: float | None
    """Share in which it is first if its central weights hold; None where it never is first."""
    confidence_low: float | None
    confidence_high: float | None


@dataclass(frozen=True)
class RankingSureness:
    """How sure the ranking of every kind asked for is; kinds not reached are not there."""

    study: Study
    scenario: Scenario
    draws: Draws
    kinds: Mapping[str, KindSureness]
    interrupted: bool


def find_ranking_sureness(asked: AskedAbout, texts: RankingTexts) -> RankingSureness:
    """Draw, and rank the candidates of every kind asked for under every draw.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    study = opened(asked.data, asked.config, problems)
    draws = read_draws(texts.draws, study.configuration.criteria, DRAWS, problems, RANKING_DRAWS)
    kind = None
    if texts.kind is not None:
        kinds = {name: spec.label for name, spec in study.configuration.criteria.kinds.items()}
        kind = resolve(texts.kind, kinds, "a kind of criteria.yaml", "--kind", problems)
    within("--first", texts.first, problems)
    check_asked(texts.out_of_place, "only without --ranking", problems)
    check_place(texts.save, problems)
    scenario = read_levers(study, asked.levers, problems)
    assert draws is not None  # noqa: S101 (its problems were raised just now)
    uncertainty = draws.uncertainty(study.configured(scenario).criteria)
    found: dict[str, KindSureness] = {}
    with searching(None) as search:
        for name, scores in study.scorecard(scenario).kinds.items():
            if kind not in (None, name) or not scores.passing.any() or search.stop.thrown:
                continue
            with counting(f"Ranking {scores.spec.label.lower()}", draws.count) as told:
                question = RanksQuestion(
                    scenario=scenario,
                    kind=name,
                    belief=uncertainty.of(name),
                    evidence=uncertainty.evidence,
                    missing=uncertainty.missing,
                    draws=draws.count,
                    seed=draws.seed,
                )
                one = ask(study, question, stop=search.stop, progress=steps(told)).result
            found[name] = KindSureness(scores, one, texts.first or _usual_first(study, name))
    return RankingSureness(study, scenario, draws, found, interrupted=search.interrupted)


def _usual_first(study: Study, kind: str) -> int:
    """Return how many of a kind the list in force has, or some ten."""
    return sum(one.incumbent for one in study.dataset.candidates if one.kind == kind) or FIRST


def ranking_sureness_json(found: RankingSureness) -> Json:
    """Return every share; the names of the fields are a promise to other programs."""
    return {
        "scenario": canonical(found.scenario),
        "drawn": draws_json(found.draws),
        "kinds": {name: _kind_json(one) for name, one in found.kinds.items()},
        "interrupted": found.interrupted,
        "inputs": {
            "dataset": found.study.dataset.content_hash,
            "config": found.study.configuration.content_hash,
        },
    }


def _kind_json(one: KindSureness) -> Json:
    found = one.found
    return {
        "draws": found.draws,
        "precision": precision(found.draws),
        "first": one.first,
        "candidates": [
            {
                **line.model_dump(),
                "ranks": found.rank[found.ids.index(line.id)].tolist(),
                **_central_json(one, line.id),
            }
            for line in one.lines
        ],
        "pairwise": _pairwise(found),
    }


def _central_json(one: KindSureness, candidate: str) -> Json:
    central = one.central(candidate)
    if central is None:
        return {"central_weights": None, "central_half_widths": None}
    return {"central_weights": dict(central[0]), "central_half_widths": dict(central[1])}


def _pairwise(found: Acceptability) -> Json | None:
    """Return in which share of draws each candidate (row) ranks above each other (column)."""
    if found.winning is None or found.winning_interval is None:
        return None
    low, high = found.winning_interval
    return {
        "ids": list(found.ids),
        "share": found.winning.tolist(),
        "low": low.tolist(),
        "high": high.tolist(),
    }


def save_ranking_sureness(found: RankingSureness, place: Path) -> None:
    """Write one row per candidate as a table.

    Raises:
        InputError: the file cannot be written.
    """
    lines = [line for one in found.kinds.values() for line in one.lines]
    write_table(place, csv(lines, RankLine))
