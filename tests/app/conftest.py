"""The small example as the app sees it."""

from pathlib import Path

import pytest

from app import CONFIG, DATA


@pytest.fixture
def small_app(
    monkeypatch: pytest.MonkeyPatch, small_dataset_folder: Path, small_configuration_folder: Path
) -> None:
    """Let the app read the small example."""
    monkeypatch.setenv(DATA, str(small_dataset_folder))
    monkeypatch.setenv(CONFIG, str(small_configuration_folder))
