"""The chance that each commitment leads to results, by how earlier ones had fared by the cycle."""

from collections.abc import Iterable
from pathlib import Path

from data.chances.estimate import Chance, foreseen
from data.chances.history import OUTCOMES, Case, Outcome, history
from data.importers.irm_history import build as irm
from data.importers.ogp_2020.history import LAST_KNOWN
from data.importers.ogp_2020.tables import Row, evidence_row, number

SOURCE = "irm-history"
MEASURES: dict[Outcome, str] = {
    "completed": "chance_of_completion",
    "strong_results": "chance_of_results",
}
"""Outcome → measure of its chance."""


def chance_evidence(raw: Path, wanted: Iterable[Row]) -> list[Row]:
    """Return the chances of commitments, each with its range.

    Args:
        raw: folder of the raw files.
        wanted: commitments as candidates.
    """
    earlier = history(irm.build(raw), irm.BEFOREHAND)
    more = history(irm.considered(raw), irm.BEFOREHAND)
    cases = {f"commitment:{case.commitment}": case for case in (*more.cases, *earlier.cases)}
    ids = [row["id"] for row in wanted if row["id"] in cases]
    rows = []
    for outcome in OUTCOMES:
        known = [cases[one].by(LAST_KNOWN) for one in ids]
        for one, chance in zip(ids, foreseen(earlier, outcome, LAST_KNOWN, known), strict=True):
            if chance is not None:
                rows.append(_row(one, outcome, chance, cases[one]))
    return rows


def _row(candidate: str, outcome: Outcome, chance: Chance, case: Case) -> Row:
    unknown = "" if "ambition" in case.by(LAST_KNOWN) else "; ambition not known by then"
    return evidence_row(
        candidate,
        MEASURES[outcome],
        number(chance.value, 2),
        low=number(chance.low, 2),
        high=number(chance.high, 2),
        basis="assumption",
        source=SOURCE,
        as_of=LAST_KNOWN,
        note=f"estimated, not observed: logistic regression; range: 95 % of the estimate{unknown}",
    )
