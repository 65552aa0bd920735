"""What a panel says together; oracle: medians and ranges worked out by hand."""

from itertools import permutations

import pytest

from optimizer.study import Study
from records.ratings import Given, Panel, agreement, panels
from tests.records.acts import ALPHA, BETA

WILL = Given(person="ann", candidate=BETA, measure="will", value="none", reason="so")


@pytest.mark.parametrize(
    ("said", "middle", "lowest", "highest"),
    [
        (("strong",), "strong", "strong", "strong"),
        (("none", "strong"), "none", "none", "strong"),
        (("none", "some", "strong"), "some", "none", "strong"),
        (("some", "some", "strong", "strong"), "some", "some", "strong"),
        (("none", "none", "strong", "strong", "strong"), "strong", "none", "strong"),
    ],
)
def test_levels_in_the_order_of_the_configuration(
    small_study: Study, said: tuple[str, ...], middle: str, lowest: str, highest: str
) -> None:
    """None comes before some, some before strong; of an even number the lower of the two."""
    for order in set(permutations(said)):
        every = [WILL.but(person=f"p{nth}", value=value) for nth, value in enumerate(order)]
        (found,) = panels(every, small_study)
        assert (found.middle, found.lowest, found.highest) == (middle, lowest, highest)


def test_numbers_and_how_sure_each_is(small_study: Study) -> None:
    said = [(2.0, None, None), (3.0, 1.0, 4.0), (5.0, None, None), (4.0, 3.5, 6.5)]
    every = [
        WILL.but(person=f"p{nth}", measure="reach", value=value, low=low, high=high)
        for nth, (value, low, high) in enumerate(said)
    ]
    (found,) = panels(every, small_study)
    assert (found.middle, found.lowest, found.highest) == (3.5, 1.0, 6.5)


def test_agreement_over_all_candidates(small_study: Study) -> None:
    def panel(candidate: str, *values: str) -> Panel:
        every = [
            WILL.but(person=f"p{nth}", candidate=candidate, value=value)
            for nth, value in enumerate(values)
        ]
        return panels(every, small_study)[0]

    same = [panel(ALPHA, "none", "none"), panel(BETA, "strong", "strong")]
    assert agreement(same, small_study, "will") == pytest.approx(1)
    assert agreement(same, small_study, "reach") is None
    cross = [panel(ALPHA, "none", "strong"), panel(BETA, "strong", "none")]
    assert agreement(cross, small_study, "will") == pytest.approx(-0.5)
