"""Made-up wide tables of three shapes, and how their plans are found without Focus."""

import csv
import io
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

PUBLIC = Path(__file__).parents[2] / "fixtures" / "wide" / "project_portfolio_dataset.csv"
"""The public table of 250 projects and 21 columns."""


def text(rows: Sequence[Sequence[object]], separator: str = ",") -> str:
    """Return rows as CSV."""
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator="\n").writerows(rows)
    return made.getvalue()


def projects(rows: int = 60, seed: int = 1) -> list[list[object]]:
    """Return a table of the shape of the public one: numbers, levels, truth values, one cost."""
    draw = random.Random(seed)  # noqa: S311
    levels = ("Very Low", "Low", "Medium", "High", "Very High")
    head: list[object] = [
        "Project_ID", "Project_Name", "Category", "Budget_USD", "Expected_ROI_Percent",
        "Risk_Level", "Duration_Months", "Regulatory_Requirement",
    ]  # fmt: skip
    body: list[list[object]] = [
        [
            f"PRJ-{row:04}",
            f"Project {row}",
            draw.choice(("Technology", "Compliance", "Innovation")),
            draw.randrange(50_000, 900_000),
            round(draw.uniform(5, 300), 2),
            draw.choice(levels),
            draw.randrange(3, 36),
            draw.choice(("True", "False")),
        ]
        for row in range(1, rows + 1)
    ]
    return [head, *body]


def towns(rows: int = 30, seed: int = 2) -> list[list[object]]:
    """Return a table with decimal commas, two costs, staff, regions, and gaps."""
    draw = random.Random(seed)  # noqa: S311
    head: list[object] = ["Gemeinde", "Region", "Kosten Bau (EUR)", "Budget Betrieb", "Staff weeks",
            "Nutzen score", "Bereitschaft"]  # fmt: skip

    def comma(number: float) -> str:
        whole, _, rest = f"{number:.2f}".partition(".")
        return f"{int(whole):,}".replace(",", ".") + f",{rest}"

    body: list[list[object]] = [
        [
            f"Ort Ä{row}",
            draw.choice(("Nord", "Süd", "Mitte")),
            comma(draw.uniform(10_000, 90_000)),
            comma(draw.uniform(1_000, 9_000)),
            comma(draw.uniform(1, 9)),
            "" if row % 7 == 0 else comma(draw.uniform(0, 10)),
            draw.choice(("weak", "fair", "strong")),
        ]
        for row in range(1, rows + 1)
    ]
    return [head, *body]


def countries(rows: int = 24, seed: int = 3) -> list[list[object]]:
    """Return a table that names no costs: a plan is limited in number only."""
    draw = random.Random(seed)  # noqa: S311
    head: list[object] = ["Country", "Region", "Reform readiness", "Corruption risk"]
    regions = ("Africa", "Americas", "Asia", "Europe")
    body: list[list[object]] = [
        [f"Land {row}", regions[row % 4], round(draw.uniform(0, 1), 3), draw.randrange(1, 101)]
        for row in range(1, rows + 1)
    ]
    return [head, *body]


def shares(values: Sequence[float], *, lower: bool = False) -> list[float]:
    """Return numbers on the straight line from the worst, 0, to the best, 1."""
    low, high = min(values), max(values)
    found = [(value - low) / (high - low) for value in values]
    return [1 - share for share in found] if lower else found


def best(
    scores: Sequence[float],
    needs: Mapping[str, Sequence[float]],
    have: Mapping[str, float],
    groups: Mapping[str, tuple[Sequence[str], float, float]] | None = None,
) -> float:
    """Return the largest sum of scores within what there is, by SciPy's own solver.

    Args:
        scores: of each row.
        needs: resource → what each row needs of it.
        have: resource → what there is.
        groups: name → the group of each row, and the least and most of each group.
    """
    rows = [np.asarray(needs[name]) for name in have]
    least = [-np.inf] * len(rows)
    most = [have[name] for name in have]
    for of, low, high in (groups or {}).values():
        for one in sorted(set(of)):
            rows.append(np.asarray([float(group == one) for group in of]))
            least.append(low)
            most.append(high)
    found = milp(
        -np.asarray(scores, dtype=float),
        integrality=np.ones(len(scores)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(np.vstack(rows), least, most),
        options={"mip_rel_gap": 0.0},
    )
    assert found.success
    return float(-found.fun)
