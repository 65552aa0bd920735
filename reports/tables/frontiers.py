"""Tables of a frontier: what is found and what is possible at each level, and who is in where."""

from collections.abc import Callable

import pandas as pd

from optimizer.frontier import Frontier
from optimizer.nestedness import moving
from reports.tables.other_plans import unlike

IN, OUT_AGAIN, NOT_YET = "in", "out again", "not yet in"
"""What a candidate is at a level."""
MILLION = 1e6


def level_words(line: Frontier, used: float) -> str:
    """Return what is used at a point, in words."""
    if line.unit == "USD":
        return f"USD {used / MILLION:.2f} m"
    return f"{used:,.0f} {line.unit}"


def point_rows(line: Frontier) -> pd.DataFrame:
    """Return one row per point, from the least used to the most.

    Columns: ``used, value, bound, areas, level`` (what is used, in words), ``dropped`` (number).
    """
    return pd.DataFrame(
        [
            {
                "used": point.used,
                "value": point.value,
                "bound": point.bound,
                "areas": len(point.plan.ids),
                "level": level_words(line, point.used),
                "dropped": len(point.dropped),
            }
            for point in line.points
        ],
        columns=["used", "value", "bound", "areas", "level", "dropped"],
    )


def band_rows(line: Frontier, end: float | None = None) -> pd.DataFrame:
    """Return one row per band of the frontier: ``start, end, found, most``."""
    rows = [band.model_dump() for band in line.bands(end)]
    return pd.DataFrame(rows, columns=["start", "end", "found", "most"])


def path_rows(line: Frontier, name: Callable[[str], str]) -> pd.DataFrame:
    """Return one row per level and candidate that is neither in at every level nor at none.

    Those whose path breaks come first, then the others; within each, who is in at less first.

    Columns: ``id, label, breaks, level, what`` (in, out again, not yet in), ``sign``.
    """
    found = sorted(moving(line.points), key=lambda path: (not path.breaks, path.first))
    labels = unlike([name(path.candidate) for path in found])
    levels = [level_words(line, point.used) for point in line.points]
    return pd.DataFrame(
        [
            {
                "id": path.candidate,
                "label": label,
                "breaks": path.breaks,
                "level": level,
                "what": IN if here else NOT_YET if place < path.first else OUT_AGAIN,
                "sign": "×" if not here and place > path.first else "",
            }
            for path, label in zip(found, labels, strict=True)
            for place, (level, here) in enumerate(zip(levels, path.inside, strict=True))
        ],
        columns=["id", "label", "breaks", "level", "what", "sign"],
    )


def frontier_table(line: Frontier, name: Callable[[str], str]) -> pd.DataFrame:
    """Return a frontier as people read it, one row per point."""
    kinds = isinstance(line.by, tuple)
    used = f"{line.unit} used" if not kinds else f"Points of {line.by[1]}"
    value = "Worth of the plan, points" if not kinds else f"Points of {line.by[0]}"
    return pd.DataFrame(
        [
            {
                used: point.used,
                value: point.value,
                "At most": point.bound,
                "Focus areas": len(point.plan.ids),
                "Out, though in with less": ", ".join(name(one) for one in point.dropped),
            }
            for point in line.points
        ]
    )
