"""Filters of candidates, as configuration writes them."""

import pytest
from pydantic import ValidationError

from config.filters import Filter

ROW = {"kind": "country", "region": "Africa", "incumbent": "yes", "cohort": "2020"}


@pytest.mark.parametrize(
    ("written", "keeps"),
    [
        ({}, True),
        ({"kind": "country"}, True),
        ({"kind": ["theme", "country"], "region": "Africa"}, True),
        ({"kind": "country", "region": "Europe"}, False),
        ({"wealth": "high"}, False),
        ({"wealth": ""}, True),
        ({"incumbent": True}, True),
        ({"incumbent": "true"}, True),
        ({"incumbent": "no"}, False),
        ({"cohort": 2020}, True),
        ({"not": {"region": "Europe"}}, True),
        ({"not": {"region": ["Europe", "Africa"]}}, False),
        ({"kind": "country", "not": {"incumbent": False}}, True),
        ({"linked_to": "theme:a"}, True),
        ({"linked_to": ["theme:b", "theme:c"]}, False),
    ],
)
def test_a_filter_keeps_what_holds_one_value_of_each_column(
    written: dict[str, object],
    keeps: bool,
) -> None:
    where = Filter.model_validate(written)
    assert where.keeps(ROW, frozenset({"theme:a", "country:KEN"})) is keeps
    assert Filter.model_validate(where.model_dump()) == where


@pytest.mark.parametrize("written", [{"kind": []}, {"linked_to": []}, "country", {"kind": [None]}])
def test_an_empty_choice_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        Filter.model_validate(written)
