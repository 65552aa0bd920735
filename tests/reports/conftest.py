"""A round on the small example, for reports about rounds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from optimizer.study import Study
from questions.answer import Answer
from questions.asking import ask
from questions.plan import Planned, PlanQuestion
from tests.rounds import Played, decide


@pytest.fixture(scope="session")
def recommended(small_study: Study) -> Answer[Planned]:
    """Return the plan of the small example."""
    return ask(small_study, PlanQuestion())


@pytest.fixture
def play(tmp_path: Path, small_study: Study, recommended: Answer[Planned]) -> Callable[..., Played]:
    """Return what opens a round."""

    def played(**how: Any) -> Played:
        return Played(tmp_path / "records.sqlite3", small_study, recommended, **how)

    return played


@pytest.fixture
def decided(play: Callable[..., Played]) -> Played:
    """Return a round with an accepted rating, stances, a departure and both signatures."""
    played = play()
    decide(played)
    return played
