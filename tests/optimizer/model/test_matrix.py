"""The sheet: one model, written for PuLP and as arrays. Oracles: PuLP's own view, and HiGHS."""

import subprocess
import sys
from pathlib import Path

import highspy
import numpy as np
import pulp
import pytest

from optimizer.highs_model import HighsModel
from optimizer.model.compile import compile_problem
from optimizer.model.matrix import INFINITY, MatrixModel
from tests.optimizer.examples import everything
from tests.optimizer.factories import Size, random_problem
from tests.optimizer.written import Column, Row, columns, earnings, rows


def example() -> MatrixModel:
    sheet = MatrixModel()
    one = sheet.column("take", "one")
    two = sheet.column("take", "two", fixed=1.0)
    amount = sheet.column("amount", "x", upper=INFINITY, integer=False)
    share = sheet.column("share", "x", upper=0.5, integer=False)
    sheet.row("least", "a", terms=[(one, 1), (amount, 2)], lower=1)
    sheet.row("most", "a", terms=[(one, 1), (share, 0), (amount, -1)], upper=3)
    sheet.row("same", "a", terms=[(two, 1), (share, 4)], lower=2, upper=2)
    sheet.row("both", "a", terms=[(amount, 1)], lower=1, upper=9)
    sheet.earn(one, 5)
    sheet.earn(amount, -1)
    sheet.earn(one, 2)
    return sheet


def test_columns() -> None:
    assert columns(example()) == {
        "take(one)": Column(),
        "take(two)": Column(lower=1),
        "amount(x)": Column(upper=INFINITY, integer=False),
        "share(x)": Column(upper=0.5, integer=False),
    }


def test_rows_leave_out_zeros() -> None:
    assert rows(example()) == {
        "least(a)": Row({"take(one)": 1, "amount(x)": 2}, lower=1),
        "most(a)": Row({"take(one)": 1, "amount(x)": -1}, upper=3),
        "same(a)": Row({"take(two)": 1, "share(x)": 4}, lower=2, upper=2),
        "both(a)": Row({"amount(x)": 1}, lower=1, upper=9),
    }


def test_earnings_add_up() -> None:
    assert earnings(example()) == {"take(one)": 7, "amount(x)": -1}


def test_pulp_holds_the_same_model() -> None:
    """A row with two different sides is two rows in PuLP; all else is as written."""
    lp = example().lp
    found = {
        row.name: ({v.name: c for v, c in row.items()}, row.sense, -row.constant)
        for row in pulp_rows(lp)
    }
    least, same, most = pulp.LpConstraintGE, pulp.LpConstraintEQ, pulp.LpConstraintLE
    assert found == {
        "least(a)": ({"take(one)": 1, "amount(x)": 2}, least, 1),
        "most(a)": ({"take(one)": 1, "amount(x)": -1}, most, 3),
        "same(a)": ({"take(two)": 1, "share(x)": 4}, same, 2),
        "both(a)": ({"amount(x)": 1}, most, 9),
        "both_low(a)": ({"amount(x)": 1}, least, 1),
    }
    assert {v.name: c for v, c in lp.objective.items()} == {"take(one)": 7, "amount(x)": -1}
    assert lp.sense == pulp.LpMaximize


def test_pulp_and_the_arrays_are_one_model_row_by_row() -> None:
    """Every column's bounds, kind and points, and every row's terms and sides, of random models."""
    for seed in range(10):
        size = Size(areas=8, services=3, periods=2)
        sheet = compile_problem(random_problem(np.random.default_rng(seed), size))
        expected = {}
        for name, row in rows(sheet).items():
            concept, _, ids = name.partition("(")
            if row.lower == row.upper:
                expected[name] = (row.terms, pulp.LpConstraintEQ, row.lower)
                continue
            if row.upper < INFINITY:
                expected[name] = (row.terms, pulp.LpConstraintLE, row.upper)
            if row.lower > -INFINITY:
                other = f"{concept}_low({ids}" if row.upper < INFINITY else name
                expected[other] = (row.terms, pulp.LpConstraintGE, row.lower)
        found = {
            row.name: ({v.name: c for v, c in row.items()}, row.sense, -row.constant)
            for row in pulp_rows(sheet.lp)
        }
        assert found == expected
        assert {v.name: c for v, c in sheet.lp.objective.items()} == earnings(sheet)
        assert sheet.lp.objective.constant == sheet.constant
        in_pulp = {
            v.name: Column(
                v.lowBound,
                INFINITY if v.upBound is None else v.upBound,
                v.cat == pulp.LpInteger,
            )
            for v in sheet.lp.variables()
        }
        assert in_pulp == columns(sheet)


def test_pulp_is_not_written_until_it_is_asked_for() -> None:
    """Compiling, loading and solving need no PuLP object."""
    code = (
        "import sys; from optimizer.model.compile import compile_problem; "
        "from optimizer.highs_model import HighsModel; "
        "from tests.optimizer.examples import plain; "
        "print(HighsModel(compile_problem(plain())).solve(gap=0.0).status, 'pulp' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.split() == ["optimal", "False"]


def pulp_rows(lp: pulp.LpProblem) -> list[pulp.LpConstraint]:
    found = lp.constraints()
    return list(found.values()) if isinstance(found, dict) else list(found)


def test_values_from_pulp() -> None:
    """take(one) = 1 needs no amount by the first row; ``both`` asks for 1 of it: 7 − 1 = 6."""
    sheet = example()
    sheet.lp.solve(pulp.getSolver("HiGHS", msg=False))
    values = sheet.values_from_pulp()
    assert values == pytest.approx([1, 1, 1, 0.25])
    assert float(np.dot(sheet.cost, values)) == pytest.approx(6)


def test_written_file_is_the_model_that_is_solved(tmp_path: Path) -> None:
    """HiGHS reads the exported file and finds the value that the live model has."""
    sheet = compile_problem(everything())
    path = tmp_path / "model.lp"
    sheet.write(path)
    reader = highspy.Highs()  # type: ignore[no-untyped-call]
    reader.setOptionValue("output_flag", False)
    assert reader.readModel(str(path)) == highspy.HighsStatus.kOk
    reader.run()
    live = HighsModel(sheet).solve(gap=0.0)
    assert live.status == "optimal"
    assert reader.getInfo().objective_function_value == pytest.approx(live.value, abs=1e-6)


def test_long_names_can_be_written(tmp_path: Path) -> None:
    """Four long ids make a name of more than PuLP's usual 100 characters."""
    sheet = MatrixModel()
    key = ("lead", "partner:" + "p" * 60, "commitment:" + "c" * 60, "technical_support", "2020H1")
    column = sheet.column(*key)
    sheet.row("led_service", *key[2:], terms=[(column, 1)], upper=1)
    sheet.earn(column, 1)
    sheet.write(tmp_path / "model.lp")
    assert "p" * 60 in (tmp_path / "model.lp").read_text(encoding="utf-8")
