"""From the options of ``focus rank`` to the lines of a ranking."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.cli.levers import LeverTexts, read_levers
from app.cli.limits import within
from app.cli.planning import opened
from config.names import resolve
from config.problems import Problems
from optimizer.study import Study
from questions.asking import ask
from questions.rank import RankQuestion
from scoring.kind_scores import CandidateScore, KindScores


@dataclass(frozen=True)
class AskedRanking:
    """What was asked for."""

    data: Path | None
    config: Path | None
    kind: str | None
    region: str | None
    weight: tuple[str, ...]
    top: int | None


@dataclass(frozen=True)
class Ranking:
    """Scores of the kinds asked for, and the lines of each that are in the region asked for.

    Attributes:
        kinds: kind → its scores.
        lines: kind → lines of the ranking, best first, those failing a gate last.
        top: most lines of a kind to show; None = the caller's choice, 0 = all.
        region: the region asked for; None = all.
    """

    kinds: Mapping[str, KindScores]
    lines: Mapping[str, tuple[CandidateScore, ...]]
    top: int | None
    region: str | None


def make_ranking(asked: AskedRanking) -> Ranking:
    """Return the ranking that was asked for.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    problems = Problems()
    within("--top", asked.top, problems)
    study = opened(asked.data, asked.config, problems)
    kind = None
    if asked.kind is not None:
        kinds = {name: spec.label for name, spec in study.configuration.criteria.kinds.items()}
        kind = resolve(asked.kind, kinds, "a kind of criteria.yaml", "--kind", problems)
    region = None if asked.region is None else _region(asked.region, study, problems)
    levers = LeverTexts({"weights": asked.weight}, kind)
    scenario = read_levers(study, levers, problems)
    scorecard = ask(study, RankQuestion(scenario=scenario)).result
    kinds_shown = {name: scores for name, scores in scorecard.kinds.items() if kind in (None, name)}
    return Ranking(
        kinds=kinds_shown,
        lines={
            name: tuple(row for row in scores.rows if region in (None, row.region))
            for name, scores in kinds_shown.items()
        },
        top=asked.top,
        region=region,
    )


def _region(text: str, study: Study, problems: Problems) -> str | None:
    """Return the region that a text names, in full or by its first word."""
    regions = sorted({one.region for one in study.dataset.candidates if one.region})
    short = [region for region in regions if region.split()[0].casefold() == text.casefold()]
    meant = short[0] if len(short) == 1 else text
    names = dict.fromkeys(regions, "")
    return resolve(meant, names, "a region of candidates.csv", "--region", problems)


def ranking_json(ranking: Ranking) -> list[dict[str, object]]:
    """Return every line of a ranking; the names of its fields are a promise to other programs."""
    return [
        {
            "id": line.id,
            "kind": line.kind,
            "name": line.name,
            "rank": line.rank,
            "score": line.score,
            "low": line.low,
            "high": line.high,
            "coverage": line.coverage,
            "gate": line.gate,
            "contributions": dict(line.contributions),
            "region": line.region,
            "judged": line.judged,
            "assumed": line.assumed,
            "missing": line.missing,
            "reasons": list(line.reasons),
        }
        for lines in ranking.lines.values()
        for line in lines[: ranking.top or None]
    ]
