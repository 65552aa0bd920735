"""People at once, each signed in as somebody else; oracle: marks that stand nowhere else."""

from pathlib import Path

import pytest

from benchmarks.app_sessions import SETTLED, VISITORS, marks, play, settled

pytestmark = pytest.mark.server


def test_nobody_is_sent_what_is_anothers(
    small_dataset_folder: Path, small_configuration_folder: Path
) -> None:
    memory, visits = play(4, 0, (small_dataset_folder, small_configuration_folder))
    assert visits == 8
    assert max(memory) > 0


@pytest.mark.long
def test_twenty_for_minutes_on_the_bundled_data() -> None:
    """The benchmark plays ten minutes; here they are two."""
    memory, visits = play(VISITORS, 120)
    assert visits >= 2 * VISITORS
    assert settled(memory) < SETTLED


def test_marks_are_nobody_elses_and_no_part_of_others() -> None:
    every = [one for number in range(120) for one in marks(number)]
    assert [
        (one, other) for one in every for other in every if one is not other and one in other
    ] == []


def test_memory_that_goes_on_growing_is_seen() -> None:
    assert settled([100, 100, 101, 100]) < SETTLED
    assert settled(list(range(100, 200))) > SETTLED
