"""Run ``focus`` in this process on the small example."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli.application import app
from optimizer.study import Study, open_study
from tests.folders import SMALL, Folder


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """Everything written, with every run of spaces and line ends as one space."""
        return " ".join((self.out + " " + self.err).split())


COLUMNS = "110"
"""Width of the pages that commands write."""

Focus = Callable[..., Ended]


def run(*words: str | Path) -> Ended:
    """Run ``focus`` with these words; an error that is not told fails the test."""
    result = CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": COLUMNS})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ended(result.exit_code, result.stdout, result.stderr)


def inputs(root: Path = SMALL) -> list[str]:
    """Return the options that name the dataset and the configuration below a folder."""
    return ["--data", str(root / "dataset"), "--config", str(root / "configuration")]


@pytest.fixture(scope="session")
def focus() -> Focus:
    """Run a command on the small example."""
    return lambda command, *words: run(command, *inputs(), *words)


@pytest.fixture(scope="session")
def bundled() -> Focus:
    """Run a command on the bundled data."""
    return run


@pytest.fixture
def spoilt(folder: Folder) -> Focus:
    """Run a command on the copy of the small example that the test spoils."""
    return lambda command, *words: run(command, *inputs(folder.root), *words)


@pytest.fixture(scope="session")
def study() -> Study:
    """The small example."""
    return open_study(SMALL / "dataset", SMALL / "configuration")
