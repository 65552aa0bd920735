"""The small example, ready to be asked how sure it is."""

from pathlib import Path

import pytest

from optimizer.study import Study, open_study


@pytest.fixture(scope="session")
def small_study(small_dataset_folder: Path, small_configuration_folder: Path) -> Study:
    return open_study(small_dataset_folder, small_configuration_folder)
