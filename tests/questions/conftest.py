"""The small example as a study, and a queue of its own for each test."""

from collections.abc import Iterator

import pytest

from questions.jobs import JobQueue


@pytest.fixture
def queue() -> Iterator[JobQueue]:
    made = JobQueue(cores=2)
    yield made
    made.close()
    made.join()
