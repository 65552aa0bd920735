"""A copy of the small example that a test may spoil, and what the readers say about it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.load import load_configuration
from config.problems import InputError, InputProblem
from data.load import load_dataset

SMALL = Path(__file__).parent / "fixtures" / "small"
NOISE = Path(__file__).parent / "fixtures" / "solver_noise"
"""An example in which a full search comes back a millionth of a point below its start."""


@dataclass(frozen=True)
class Folder:
    """A writable copy of the small example: ``dataset`` and ``configuration``."""

    root: Path

    @classmethod
    def copy(cls, root: Path) -> "Folder":
        """Copy the small example into an empty folder."""
        shutil.copytree(SMALL, root, dirs_exist_ok=True)
        return cls(root)

    def path(self, file: str) -> Path:
        """Return the path of a table or configuration file."""
        return self.root / ("configuration" if file.endswith(".yaml") else "dataset") / file

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace a text that occurs once; end with an error when it does not."""
        text = self.path(file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {file}"
        self.path(file).write_text(text.replace(old, new), encoding="utf-8")

    def append(self, file: str, *lines: str) -> int:
        """Append lines; return the number of the first of them."""
        text = self.path(file).read_text(encoding="utf-8")
        self.path(file).write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
        return text.count("\n") + 1

    def map_bytes(self, file: str, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of a file."""
        self.path(file).write_bytes(change(self.path(file).read_bytes()))

    def dataset_problems(self) -> tuple[InputProblem, ...]:
        """Return what is wrong with the dataset against the configuration of this folder."""
        configuration = load_configuration(self.root / "configuration")
        with pytest.raises(InputError) as caught:
            load_dataset(self.root / "dataset", configuration)
        return caught.value.problems

    def configuration_problems(self) -> tuple[InputProblem, ...]:
        """Return what is wrong with the configuration."""
        with pytest.raises(InputError) as caught:
            load_configuration(self.root / "configuration")
        return caught.value.problems


def one(problems: tuple[InputProblem, ...]) -> InputProblem:
    """Return the only problem."""
    assert len(problems) == 1, "\n".join(str(problem) for problem in problems)
    return problems[0]
