"""A round looked at once and again: what cannot change is taken over, everything else is new."""

import pytest

from optimizer.study import Study
from records import decisions, ratings
from records.decisions import Signature
from records.ratings import Accepted
from records.rounds import Round
from records.store import Records, StaleError
from records.view import view
from tests.records.conftest import Joined, moved

BETA = "country:BBB"


def test_a_later_look_takes_over_what_cannot_change(
    records: Records, join: Joined, opened: Round, small_study: Study
) -> None:
    join("ann", "chair", regions=("Africa",))
    going = moved(records, "rating")
    with records.reading() as connection:
        first = view(connection, opened)
        second = view(connection, going, first)
        assert second == view(connection, going)
    assert second.study is first.study
    assert first.rated.dataset_hash == small_study.dataset_hash
    agreed = Accepted(candidate=BETA, measure="will", value="strong", reason="talked it over")
    ratings.accept(records, "ann", going, first.study, agreed, 0)
    with records.reading() as connection:
        third = view(connection, going, second)
        assert third.rated == view(connection, going).rated
    assert third.rated is not second.rated
    assert [one.value for one in third.rated.dataset.evidence if one.candidate == BETA][-1] == (
        "strong"
    )


def test_who_signs_another_list_than_they_saw_is_told(
    records: Records, join: Joined, opened: Round, small_study: Study
) -> None:
    assert opened.state == "draft"
    join("ann", "chair", regions=("Africa",))
    join("abe", "chair", regions=("Africa",))
    going = moved(records, "review")
    one = Signature(region="Africa", ids=(BETA,), words="Nobody answered.")
    other = Signature(region="Africa", ids=())
    assert decisions.sign(records, "ann", going, small_study, one, seen=0) == 1
    assert decisions.sign(records, "abe", going, small_study, one, seen=0) == 1
    with pytest.raises(StaleError):
        decisions.sign(records, "abe", going, small_study, other, seen=0)
    assert decisions.sign(records, "abe", going, small_study, other, seen=1) == 2
