"""Every family of the model is tested: a register that fails when one has no tests."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import optimizer.model
from optimizer.model.compile import CONSTRAINTS, DECISIONS, OBJECTIVES, compile_problem
from tests.optimizer.examples import everything, plain, rhythm, soft, together

EXAMPLES = (everything, plain, rhythm, soft, together)
HERE = Path(__file__).parent


def families() -> Iterator[tuple[str, str]]:
    """Yield module and name of every function of ``optimizer.model`` that writes on a sheet."""
    for module in pkgutil.iter_modules(optimizer.model.__path__):
        found = importlib.import_module(f"optimizer.model.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if name.startswith("add_") and function.__module__ == found.__name__:
                yield module.name, name


FAMILIES = sorted(families())


def test_there_are_families() -> None:
    assert len(FAMILIES) >= 19


@pytest.mark.parametrize(("module", "function"), FAMILIES)
def test_every_family_is_tested(module: str, function: str) -> None:
    """Its module has a test module, which calls it and compiles and solves an example."""
    path = HERE / f"test_{module}.py"
    assert path.exists(), f"write tests/optimizer/model/test_{module}.py"
    text = path.read_text(encoding="utf-8")
    assert re.search(rf"^(from .*|    )\b{function}\b", text, re.MULTILINE), function
    assert "def test_compile" in text
    assert "def test_solve" in text


@pytest.mark.parametrize(("module", "function"), FAMILIES)
def test_every_family_is_compiled(module: str, function: str) -> None:
    found = getattr(importlib.import_module(f"optimizer.model.{module}"), function)
    assert found in (*DECISIONS, *CONSTRAINTS, *OBJECTIVES)


def test_every_module_is_tested() -> None:
    for module in pkgutil.iter_modules(optimizer.model.__path__):
        assert (HERE / f"test_{module.name}.py").exists(), module.name


def test_every_column_and_row_is_in_the_mathematics() -> None:
    """docs/mathematics.md names every concept that the golden problems have."""
    text = (HERE.parents[2] / "docs" / "mathematics.md").read_text(encoding="utf-8")
    sheets = [compile_problem(example()) for example in EXAMPLES]
    concepts = {key[0] for sheet in sheets for key in (*sheet.columns, *sheet.rows)}
    assert {concept for concept in concepts if f"`{concept}(" not in text} == set()
    modules = {module for module, _ in FAMILIES}
    assert {module for module in modules if f"{module}.py" not in text} == set()
