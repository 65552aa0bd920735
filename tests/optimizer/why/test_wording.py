"""Points with what is proven of them. Oracle: the sentences, written by hand."""

import pytest

from optimizer.bounded_value import BoundedValue
from optimizer.why.wording import priced

UNKNOWN = float("inf")


@pytest.mark.parametrize(
    ("found", "low", "high", "told"),
    [
        (8.9, 8.9, 8.9, "8.9 points (proven)"),
        (0.0, 0.0, 0.0, "nothing (proven)"),
        (8.9, 3.0, 12.0, "8.9 points (proven: between 3.0 and 12.0 points)"),
        (5.0, 0.0, 9.0, "5.0 points (proven: at most 9.0 points)"),
        (0.5, 0.0, 289.6, "at most 289.6 points (proven)"),
        (289.6, -1.0, 900.0, "between −1.0 and 900.0 points (proven)"),
        (4.0, 0.0, UNKNOWN, "points that are not known yet"),
    ],
)
def test_a_figure_that_is_no_news_is_told_by_its_bounds(
    found: float, low: float, high: float, told: str
) -> None:
    assert priced(BoundedValue(found=found, low=low, high=high)) == told
