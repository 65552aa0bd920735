"""What was taken back is as if nothing were there: who sees nothing can say it anew."""

import pytest

from optimizer.study import Study
from records import stances
from records.rounds import Round
from records.stances import Stance
from records.store import Records, StaleError
from tests.records.conftest import Joined, moved

BETA = "country:BBB"
YES = Stance(person="", candidate=BETA, stance="agree")


def test_a_stance_that_was_taken_back_can_be_taken_anew(
    records: Records, join: Joined, opened: Round, small_study: Study
) -> None:
    assert opened.state == "draft"
    join("ann", "chair", regions=("Africa",))
    going = moved(records, "review")

    def take(stance: Stance, seen: int) -> int:
        return stances.take(records, "ann", going, small_study, stance, seen)

    assert take(YES, 0) == 1
    assert stances.take_back(records, "ann", going, small_study, BETA, 1) == 2
    with records.reading() as connection:
        assert stances.stances(connection, going) == ()
    with pytest.raises(StaleError):
        take(YES, 1)
    assert take(YES.but(stance="unsure"), 0) == 3
    with pytest.raises(StaleError):
        take(YES, 0)
    with records.reading() as connection:
        history = stances.history(connection, going, BETA)
    assert [one.stance for one in history] == ["agree", "unsure"]
