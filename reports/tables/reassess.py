"""Tables of a reassessment: who enters, leaves and stays, with what carries each."""

from collections.abc import Iterable

import pandas as pd

from config.configuration import Configuration
from config.criteria import Kind
from data.dataset import Dataset
from optimizer.plan import Plan
from optimizer.scenario import Scenario
from reports import words
from reports.reasons import reason
from reports.standing import in_the_list as standing
from scoring.difference import CriterionGap
from scoring.kind_scores import CandidateScore
from scoring.scorecard import Scorecard

ORDER = {"enters": 0, "leaves": 1, "stays": 2}
"""Standings in the order of the table."""
CARRIES = 3
"""Criteria named as what carries a score."""


def carried_by(line: CandidateScore, kind: Kind, most: int = CARRIES) -> str:
    """Return the criteria that add most to a score, with their points."""
    largest = sorted(line.contributions.items(), key=lambda item: -item[1])[:most]
    return ", ".join(f"{kind.criteria[name].label} {points:.1f}" for name, points in largest)


def reassessment_table(
    plan: Plan,
    scenario: Scenario,
    scorecard: Scorecard,
    dataset: Dataset,
    configuration: Configuration,
) -> pd.DataFrame:
    """Return one row per candidate of the list in force or the plan.

    Columns: ``id, Candidate, Kind, Region, Standing, Place, Score, Carried by, Why``; those that
    enter first, then those that leave, then those that stay, kind by kind, the best scores first.
    """
    kinds = {name: place for place, name in enumerate(configuration.criteria.kinds)}
    rows = []
    for name in sorted({*plan.entered, *plan.left, *plan.stayed}):
        line = scorecard.of(name)
        kind = configuration.criteria.kinds[line.kind]
        where = standing(dataset.by_id[name], plan.ids)
        rows.append(
            {
                "sort": (ORDER[where], kinds[line.kind], -line.score, name),
                "id": name,
                "Candidate": line.name,
                "Kind": kind.singular,
                "Region": line.region,
                "Standing": where,
                "Place": line.rank,
                "Score": line.score,
                "Carried by": carried_by(line, kind),
                "Why": reason(name, plan, scenario, scorecard, configuration),
            }
        )
    rows.sort(key=lambda row: row["sort"])  # type: ignore[arg-type, return-value]
    table = pd.DataFrame(
        rows,
        columns=[
            *("id", "Candidate", "Kind", "Region", "Standing", "Place", "Score"),
            *("Carried by", "Why"),
        ],
    )
    return table.astype({"Place": "Int64"})


def gap_table(gaps: Iterable[CriterionGap], kind: Kind) -> pd.DataFrame:
    """Return one row per criterion, the largest difference first.

    Columns: ``Criterion, Points`` (of the one more than of the other), ``Value, Other value``.
    """
    return pd.DataFrame(
        [
            {
                "Criterion": kind.criteria[gap.criterion].label,
                "Points": gap.points,
                "Value": gap.value,
                "Other value": gap.other_value,
            }
            for gap in gaps
        ]
    )


def standing_label(line: CandidateScore, where: str) -> str:
    """Return a candidate with where it stands, as charts write it."""
    return f"{where}: {line.name}"


def counts_in_words(table: pd.DataFrame) -> str:
    """Return how many enter, leave and stay, in a sentence."""
    found = table["Standing"].value_counts()
    plural = {"enters": "enter", "leaves": "leave", "stays": "stay"}
    parts = []
    for word in ORDER:
        number = int(found.get(word, 0))
        parts.append(f"{number or 'nobody'} {plural[word] if number > 1 else word}")
    return words.sentence(words.listing(parts))
