"""What is lost when a partner goes, in words; the values are made by hand, the words read aloud."""

import pytest

from optimizer.bounded_value import BoundedValue
from reports.loss_words import lose_between, loses, loss_figure, stands_and_anew, worth_less


def loss(low: float, high: float) -> BoundedValue:
    return BoundedValue(found=(low + high) / 2, low=low, high=high)


@pytest.mark.parametrize(
    ("found", "words", "figure"),
    [
        (loss(34, 34), "lose exactly 34.0 points", "34.0"),
        (loss(1, 3), "lose between 1.0 and 3.0 points", "1.0 to 3.0"),
        (loss(-50, -50), "gain exactly 50.0 points", "−50.0"),
        (loss(-3, -1), "gain between 1.0 and 3.0 points", "−3.0 to −1.0"),
        (loss(-1, 3), "gain at most 1.0 points or lose at most 3.0 points", "−1.0 to 3.0"),
        (loss(0, 0), "lose exactly 0 points", "0"),
    ],
)
def test_what_the_best_plans_lose_or_gain(found: BoundedValue, words: str, figure: str) -> None:
    assert lose_between(found) == words
    assert loss_figure(found) == figure


@pytest.mark.parametrize(
    ("at_most", "anew", "words"),
    [
        (
            8,
            loss(8, 8),
            "loses at most 8.0 points as it stands, and 8.0 points after planning anew",
        ),
        (
            -50,
            loss(-50, -50),
            "gains at least 50.0 points as it stands, and gains 50.0 points after planning anew",
        ),
        (
            3,
            loss(-2, -2),
            "loses at most 3.0 points as it stands, and gains 2.0 points after planning anew",
        ),
        (None, loss(5, 5), "cannot be kept, and loses 5.0 points after planning anew"),
        (3, None, "loses at most 3.0 points as it stands"),
    ],
)
def test_as_it_stands_and_planned_anew(
    at_most: float | None, anew: BoundedValue | None, words: str
) -> None:
    assert stands_and_anew(at_most, anew) == words


def test_a_loss_below_nothing_is_worth_more() -> None:
    assert worth_less(3) == "Worth less: 3.0 points"
    assert worth_less(-3) == "Worth more: 3.0 points"
    assert loses(-0.01) == "loses 0 points"
