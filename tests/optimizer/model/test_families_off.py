"""Families of the model that a set does not use leave its programme as it was, to the byte.

Oracle: the exported file of the small example, which has no sizes, joint services, dependencies and
weeks kept for everybody, as it was written before a set that comes with Focus used any of them.
"""

import hashlib
from pathlib import Path

from optimizer.model.compile import compile_problem
from optimizer.study import Study
from tests.optimizer.model.test_compile import normal

SMALL = "76d3d480bdd944f1744f6494e183d0e950f5cf2ba62277d09e8d585a0a9a4afe"
"""SHA-256 of the lines of the small problem's file, as PuLP 3 and 4 both write them."""


def test_a_programme_without_them_is_the_same_to_the_byte(
    small_study: Study, tmp_path: Path
) -> None:
    problem = small_study.problem()
    assert not problem.joints
    assert not problem.dependencies
    assert not any(option.size_of for option in problem.options.values())
    compile_problem(problem).write(tmp_path / "model.lp")
    lines = normal((tmp_path / "model.lp").read_text(encoding="utf-8"))
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == SMALL
