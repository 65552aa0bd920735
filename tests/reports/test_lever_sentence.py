"""What a lever bought, in a sentence. Oracle: sentences written by hand."""

import pytest

from optimizer.bounded_value import BoundedValue
from optimizer.difference import PlanDifference
from questions.levers import LeverGain
from reports.why_sentences import lever_sentence

EXACT = BoundedValue(found=3.0, low=3.0, high=3.0)


def gain(more: float, free: float, points: BoundedValue | None, *moves: tuple[str, ...]) -> str:
    entered, left = moves or ((), ())
    change = None
    if points is not None:
        change = PlanDifference(entered=entered, left=left, stayed=(), services=(), gain=points)
    found = LeverGain(
        field="usd", resource="trust", label="the Trust fund", unit="USD", more=more, free=free,
        points=points, change=change,
    )  # fmt: skip
    return lever_sentence(found, str.upper)


def test_what_more_buys_and_who_comes_in_for_it() -> None:
    assert gain(50_000, 0.0, EXACT, ("chl",), ("lva",)) == (
        "USD 50,000 more of the Trust fund buy 3.0 points (proven): LVA goes out and CHL comes in."
    )


def test_what_less_costs() -> None:
    assert gain(-50_000, 0.0, EXACT.turned, (), ("lva",)) == (
        "USD 50,000 less of the Trust fund cost 3.0 points (proven): LVA goes out."
    )


def test_a_figure_that_is_no_news_is_told_by_its_bounds() -> None:
    wide = BoundedValue(found=0.5, low=0.0, high=8.0)
    assert gain(1.0, 0.0, wide) == "USD 1 more of the Trust fund buy at most 8.0 points (proven)."


@pytest.mark.parametrize(
    ("free", "why"),
    [
        (20_000.0, "USD 20,000 of it are left"),
        (0.0, "what it pays for now is worth no more than what else could be done"),
    ],
)
def test_why_more_buys_nothing(free: float, why: str) -> None:
    nothing = BoundedValue(found=0.0, low=0.0, high=4.0)
    assert gain(50_000, free, nothing) == (
        "USD 50,000 more of the Trust fund were found to buy nothing "
        f"(proven: at most 4.0 points): {why}."
    )


def test_without_the_lever_there_is_no_plan() -> None:
    assert gain(50_000, 0.0, None) == (
        "USD 50,000 more of the Trust fund: without that no plan meets all conditions."
    )
