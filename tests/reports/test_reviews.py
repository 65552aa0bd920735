"""Which lists are due. Oracle: worked by hand."""

import dataclasses

import pytest

from config.capacity import Period
from optimizer.scenario import Scenario
from optimizer.study import Study
from reports.reviews import due
from reports.setting import Setting


@pytest.fixture
def yearly(small_study: Study) -> Study:
    """Three half-years; commitments and themes every second one, countries in every one."""
    old = small_study.configuration
    kinds = {name: kind.but(review=1 if name == "country" else 2)
             for name, kind in old.criteria.kinds.items()}  # fmt: skip
    periods = tuple(Period(id=f"H{at}", label=f"half-year {at}") for at in (1, 2, 3))
    new = old.but(
        criteria=old.criteria.but(kinds=kinds),
        capacity=old.capacity.but(periods=periods, horizon=1),
        content_hash="",
    )
    return dataclasses.replace(small_study, configuration=new)


def test_what_is_due_and_when_the_others_are(yearly: Study, small_study: Study) -> None:
    assert list(due(Setting(small_study))) == []
    assert list(due(Setting(yearly))) == [
        "The lists of countries, commitments and themes are due for review in half-year 1."
    ]
    assert list(due(Setting(yearly, Scenario(since="H2")))) == [
        "The list of countries is due for review in half-year 2.",
        "The lists of commitments and themes are not due; the next review is in half-year 3.",
    ]
    assert "due for review in half-year 3" in next(due(Setting(yearly, Scenario(since="H3"))))
