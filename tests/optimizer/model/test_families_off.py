"""Families of the model that a set does not use leave its programme as it was, to the byte.

Oracle: the exported file of the bundled problem, as it was before sizes, joint services and weeks
kept for everybody came in. The hash changes with the bundled data and configuration: whoever
changes those writes down the new one; whoever changes the model must not have to.
"""

import hashlib
from pathlib import Path

from optimizer.model.compile import compile_problem
from optimizer.study import Study
from tests.optimizer.model.test_compile import normal

BUNDLED = "77c5e67f2d78034d9e9f107e5d2bf587f210dc17b3153ca1b27a13507ea8cd6d"
"""SHA-256 of the lines of the bundled problem's file, as PuLP 3 and 4 both write them."""


def test_the_bundled_programme_is_the_same_to_the_byte(
    bundled_study: Study, tmp_path: Path
) -> None:
    compile_problem(bundled_study.problem()).write(tmp_path / "model.lp")
    lines = normal((tmp_path / "model.lp").read_text(encoding="utf-8"))
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == BUNDLED
