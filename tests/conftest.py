"""Fixtures that every room's tests share."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from config.configuration import Configuration
from config.load import load_configuration
from data.dataset import Dataset
from data.load import load_dataset
from optimizer.study import Study, open_study
from tests import distribution
from tests.folders import SMALL, Folder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")  # on a busy machine one example may be slow
pytest_xdist_make_scheduler = distribution.scheduler


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give what a browser did not get done once a second try, which the summary lists."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """Take back a main module that a page left, which processes started later would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def small_configuration_folder() -> Path:
    return SMALL / "configuration"


@pytest.fixture(scope="session")
def small_dataset_folder() -> Path:
    return SMALL / "dataset"


@pytest.fixture(scope="session")
def small_configuration(small_configuration_folder: Path) -> Configuration:
    return load_configuration(small_configuration_folder)


@pytest.fixture(scope="session")
def small_dataset(small_dataset_folder: Path, small_configuration: Configuration) -> Dataset:
    return load_dataset(small_dataset_folder, small_configuration)


@pytest.fixture(scope="session")
def small_study(small_dataset_folder: Path, small_configuration_folder: Path) -> Study:
    return open_study(small_dataset_folder, small_configuration_folder)


@pytest.fixture(scope="session")
def bundled_study() -> Study:
    return open_study()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a copy of the small example that the test may spoil."""
    return Folder.copy(tmp_path)


@pytest.fixture(scope="session")
def executable() -> str:
    """Return where Chromium is; skip without it, or fail where CI says it must be there."""
    from tests.app.web.server import CHROMIUM, chromium

    found = chromium(os.environ.get("CHROMIUM", CHROMIUM))
    if found is None:
        why = f"needs Chromium at {CHROMIUM}, or where the variable CHROMIUM says"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return found


@pytest.fixture(scope="session")
def browser(executable: str) -> "Iterator[Browser]":
    """Return the one browser of a process: two cannot be driven from the same one."""
    from playwright.sync_api import sync_playwright

    from tests.app.web.server import FLAGS

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield made
        made.close()
