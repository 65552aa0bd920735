"""Krippendorff's alpha; oracles: his own published example, and the library of that name.

Published: Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011), section on any number
of observers with missing data: four observers, twelve units; alpha is 0.743 nominal, 0.815 ordinal,
0.849 interval.
"""

import math
import warnings

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.agreement import krippendorff_alpha, middle

NO = math.nan
PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NO, NO, NO],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NO, 3],
    [NO, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NO],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NO],
]
RATINGS = st.integers(1, 6).flatmap(
    lambda things: st.lists(
        st.lists(st.sampled_from([NO, 0, 1, 2, 3, 4.5]), min_size=things, max_size=things),
        min_size=1,
        max_size=5,
    )
)


@pytest.mark.parametrize(("ordinal", "alpha"), [(True, 0.815), (False, 0.849)])
def test_as_published(ordinal: bool, alpha: float) -> None:
    assert krippendorff_alpha(PUBLISHED, ordinal=ordinal) == pytest.approx(alpha, abs=5e-4)


@given(ratings=RATINGS, ordinal=st.booleans())
def test_as_the_library_has_it(ratings: list[list[float]], ordinal: bool) -> None:
    found = krippendorff_alpha(ratings, ordinal=ordinal)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = krippendorff.alpha(
                reliability_data=ratings,
                level_of_measurement="ordinal" if ordinal else "interval",
            )
    except ValueError:  # one value only: it has no alpha
        assert found is None
        return
    if found is None:
        assert not math.isfinite(theirs) or theirs == 1.0
        assert nothing_differs(ratings)
    else:
        assert found == pytest.approx(theirs, abs=1e-9)


def nothing_differs(ratings: list[list[float]]) -> bool:
    """Say whether all that can be compared, what two people rated, is the same."""
    given = np.asarray(ratings, dtype=float)
    paired = given[:, (~np.isnan(given)).sum(axis=0) > 1]
    return len(np.unique(paired[~np.isnan(paired)])) < 2


@given(ratings=RATINGS, ordinal=st.booleans())
def test_who_is_who_does_not_matter(ratings: list[list[float]], ordinal: bool) -> None:
    found = krippendorff_alpha(ratings, ordinal=ordinal)
    for other in (ratings[::-1], [row[::-1] for row in ratings]):
        again = krippendorff_alpha(other, ordinal=ordinal)
        assert (found is None) == (again is None)
        assert found is None or found == pytest.approx(again)
    assert found is None or found <= 1 + 1e-12


def test_all_agree_and_nobody_does() -> None:
    """Worked out by hand: two people, two things; D observed 1, expected 2/3 of the pairs."""
    assert krippendorff_alpha([[1, 2], [1, 2]]) == 1
    assert krippendorff_alpha([[1, 2], [2, 1]]) == pytest.approx(-0.5)
    assert krippendorff_alpha([[1, 2]]) is None
    assert krippendorff_alpha([[3, 3], [3, 3]]) is None


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=7))
def test_the_middle_has_half_on_either_side(values: list[float]) -> None:
    found = middle(values)
    assert sum(one < found for one in values) <= len(values) / 2
    assert sum(one > found for one in values) <= len(values) / 2
