"""The small example as a study, and a queue of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from optimizer.study import Study, open_study
from questions.jobs import JobQueue


@pytest.fixture(scope="session")
def small_study(small_dataset_folder: Path, small_configuration_folder: Path) -> Study:
    return open_study(small_dataset_folder, small_configuration_folder)


@pytest.fixture
def queue() -> Iterator[JobQueue]:
    made = JobQueue(cores=2)
    yield made
    made.close()
    made.join()
