"""The plan's policy areas as candidates of kind ``theme``, and its own trend table."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from data.importers.ogp_2020 import plan
from data.importers.ogp_2020.tables import Row, evidence_row, read_rows

TABLE = Path(__file__).with_name("plan_themes.csv")

OUTSIDE_THE_TEN = "11"
"""Rank given to a policy area that a list of the trend table, which has ten, does not name."""

RANKS = {
    "growth_rank": "trend_growth_rank",
    "ambition_rank": "trend_ambition_rank",
    "results_rank": "trend_results_rank",
}


def policy_areas(path: Path = TABLE) -> list[dict[str, str]]:
    """Return the transcribed table of policy areas, in its order."""
    return read_rows(path)


def candidates(areas: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return the policy areas as candidates; those in focus in 2020 are incumbents."""
    return [
        {
            "id": f"theme:{area['id']}",
            "kind": "theme",
            "name": area["name"],
            "status": "active",
            "incumbent": area["incumbent"],
            "incumbent_since": plan.CYCLE if area["incumbent"] == "yes" else "",
            "cross_cutting": area["cross_cutting"],
            "family": area["family"],
        }
        for area in areas
    ]


def columns(areas: Iterable[Mapping[str, str]], table: str) -> dict[str, tuple[str, ...]]:
    """Return theme id → the policy-area columns of one database that belong to it.

    Args:
        areas: the table of policy areas.
        table: ``columns_2024`` or ``columns_2011``.
    """
    return {f"theme:{area['id']}": tuple(filter(None, area[table].split("|"))) for area in areas}


def trend_evidence(areas: Iterable[Mapping[str, str]]) -> list[Row]:
    """Return what the plan itself says of each policy area: ranks, fora, trust-fund window.

    An area that the database behind its trend table did not know of has no rank, not the last one.
    """
    rows = []
    for area in areas:
        theme = f"theme:{area['id']}"
        rows += [
            evidence_row(
                theme,
                measure,
                area[column] or OUTSIDE_THE_TEN,
                source=plan.PLAN,
                as_of="2020-02-05",
                note="" if area[column] else "not among the ten named",
            )
            for column, measure in RANKS.items()
            if area[column] or area["columns_2011"]
        ]
        rows.append(
            evidence_row(
                theme, "global_fora", area["global_fora"], source=plan.PLAN, as_of=plan.CYCLE
            )
        )
        rows.append(
            evidence_row(
                theme,
                "trust_fund_window",
                area["trust_fund_window"],
                source=plan.PLAN,
                as_of=plan.CYCLE,
            )
        )
    return rows
