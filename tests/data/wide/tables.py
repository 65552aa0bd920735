"""Made-up wide tables of three shapes, and how their plans are found without Focus."""

import csv
import io
import random
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def text(rows: Sequence[Sequence[object]], separator: str = ",") -> str:
    """Return rows as CSV."""
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator="\n").writerows(rows)
    return made.getvalue()


NUMBERS = {
    "Duration_Months": (3, 35), "Expected_ROI_Percent": (7.0, 299.0),
    "Resource_Availability_Percent": (20, 99), "Implementation_Complexity_Score": (1, 9),
    "Stakeholder_Support_Score": (1, 9), "Timeline_Feasibility_Score": (1, 9),
    "Dependency_Count": (0, 4), "Annual_Benefit_USD": (22_000, 1_995_000),
    "Critical_Path_Days": (30, 996), "Team_Availability_Percent": (30, 99),
    "Customer_Impact_Score": (1, 9), "Competitive_Advantage_Score": (1, 9),
    "Operational_Efficiency_Gain_Percent": (0.1, 49.9), "Quality_Improvement_Score": (1, 9),
}  # fmt: skip
"""Column of a portfolio → its least and its greatest number."""
RISK = ("Very Low", "Low", "Medium", "High", "Very High")


def portfolio(rows: int = 250, seed: int = 4) -> list[list[object]]:
    """Return a table of 21 columns as project offices keep them: 14 numbers, levels, one cost."""
    draw = random.Random(seed)  # noqa: S311
    head = ["Project_ID", "Project_Name", "Category", "Budget_USD", *NUMBERS, "Risk_Level",
            "Strategic_Alignment", "Regulatory_Requirement"]  # fmt: skip

    def number(low: float, high: float) -> float:
        whole = isinstance(low, int)
        return draw.randint(int(low), int(high)) if whole else round(draw.uniform(low, high), 2)

    body: list[list[object]] = [
        [
            f"PRJ-{row:04}",
            f"Project {row}: {draw.choice(('Digital', 'Process', 'Product'))} renewal",
            draw.choice(("Technology", "Compliance", "Innovation", "Infrastructure")),
            draw.randrange(72_000, 4_960_000),
            *(number(low, high) for low, high in NUMBERS.values()),
            draw.choice(RISK),
            draw.choice(("Low", "Medium", "High", "Critical")),
            draw.choice(("True", "False")),
        ]
        for row in range(1, rows + 1)
    ]
    return [list(head), *body]


def projects(rows: int = 60, seed: int = 1) -> list[list[object]]:
    """Return a smaller table of that kind: numbers, levels, truth values, one cost."""
    draw = random.Random(seed)  # noqa: S311
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
            draw.choice(RISK),
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
