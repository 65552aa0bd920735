"""The whole model: golden files, names, and agreement of its two copies.

The files in ``golden/`` are what PuLP exports for three small problems, checked by hand against
``docs/mathematics.md``. PuLP 3 and 4 write the same model with the columns of the last sections in
another order, and an empty row with another coefficient of its dummy; :func:`normal` undoes that.
After a wanted change of the model, write them anew with
``FOCUS_WRITE_GOLDEN=1 pytest tests/optimizer/model/test_compile.py`` and read the difference.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from optimizer.highs_model import HighsModel
from optimizer.model.compile import CONSTRAINTS, DECISIONS, OBJECTIVES, compile_problem
from optimizer.model.names import name_of
from optimizer.problem import Problem
from tests.optimizer.examples import everything, plain, rhythm, soft, together

GOLDEN = Path(__file__).parents[1] / "golden"
EXAMPLES = {
    "everything": everything,
    "plain": plain,
    "rhythm": rhythm,
    "soft": soft,
    "together": together,
}
UNORDERED = ("Bounds", "Generals", "Binaries")


def normal(text: str) -> list[str]:
    """Return the lines of an exported model, those of unordered sections sorted."""
    kept: list[str] = []
    waiting: list[str] = []
    inside = False
    for line in text.splitlines():
        if line in (*UNORDERED, "End"):
            kept += [*sorted(waiting), line]
            waiting, inside = [], True
        elif inside:
            waiting.append(line)
        else:
            kept.append(line.replace(" 1 __dummy", " __dummy"))
    return kept


@pytest.mark.parametrize("name", EXAMPLES)
def test_golden(name: str, tmp_path: Path) -> None:
    compile_problem(EXAMPLES[name]()).write(tmp_path / "model.lp")
    found = normal((tmp_path / "model.lp").read_text(encoding="utf-8"))
    golden = GOLDEN / f"{name}.lp"
    if os.environ.get("FOCUS_WRITE_GOLDEN"):
        golden.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8").splitlines()


def test_every_family_is_in_the_golden_files() -> None:
    """Each function that adds decisions, rows or points adds some to one of three of them."""
    sheets = [compile_problem(one) for one in (everything(), together(), rhythm())]
    concepts = {key[0] for sheet in sheets for key in (*sheet.columns, *sheet.rows)}
    assert concepts == {
        *("focus", "service", "lead", "overlap", "near", "short", "over", "drop", "start"),
        *("money", "must", "must_not", "only_in_focus", "enough_support", "led_service"),
        *("partner_capacity", "staff", "paid_in_full", "fund", "fund_limit", "overlap_here"),
        *("overlap_there", "near_here", "near_there", "rule_least", "rule_most", "is_drop"),
        *("is_start", "stay", "most_changes"),
        *("requires", "excludes", "after", "review"),
        *("joint", "setup", "joint_member", "joint_least", "joint_most", "setup_paid"),
    } - {"near_both"}


@pytest.mark.parametrize("add", [*DECISIONS, *CONSTRAINTS, *OBJECTIVES])
def test_leaving_out_a_family_is_noticed(
    add: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without any one of the functions the model of an example is another one, or none."""
    examples = (everything(), together(), rhythm())
    whole = [arrays(one) for one in examples]

    def families(kept: tuple[Callable[..., None], ...]) -> tuple[Callable[..., None], ...]:
        return tuple(one for one in kept if one is not add)

    for name, kept in (
        ("DECISIONS", DECISIONS),
        ("CONSTRAINTS", CONSTRAINTS),
        ("OBJECTIVES", OBJECTIVES),
    ):
        monkeypatch.setattr(f"optimizer.model.compile.{name}", families(kept))
    try:
        less = [arrays(one) for one in examples]
    except KeyError:
        return
    assert less != whole


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_two_columns_or_rows_share_a_name(name: str) -> None:
    sheet = compile_problem(EXAMPLES[name]())
    assert len(set(sheet.names())) == len(sheet.columns) == len(sheet.cost)
    assert len({name_of(*key) for key in sheet.rows}) == len(sheet.rows) == len(sheet.row_lower)


def test_compiling_twice_gives_the_same_model() -> None:
    assert arrays(everything()) == arrays(everything())


def test_ids_that_look_alike_stay_apart() -> None:
    """Areas ``a-b`` and ``a_b``, which PuLP alone would name alike, are two columns."""
    example = plain()
    first, second = example.areas
    twins = example.but(
        areas=(first.but(id="a-b"), second.but(id="a_b")),
        funds=(example.funds[0].but(pays_for={"a-b"}),),
    )
    names = compile_problem(twins).names()
    assert "focus(a~b,2020H1)" in names
    assert "focus(a_b,2020H1)" in names


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("plain", 50 * 0.6 + 50 * 0.4),
        # All three earn 90, less 2 · 20 for two beyond one, half of 10 for A being half a focus
        # area short of half of three, and 1 each for A and B beside T: 43. A and B: 60 − 20 = 40.
        ("soft", 43.0),
        # GEO never; ARM needs KEN then, and not both alone: 50 and, in Africa's workshop, 20.
        ("together", 70.0),
    ],
)
def test_solved_by_hand(name: str, value: float) -> None:
    assert HighsModel(compile_problem(EXAMPLES[name]())).solve(gap=0.0).value == pytest.approx(
        value
    )


def arrays(example: Problem) -> tuple[object, ...]:
    sheet = compile_problem(example)
    return (
        sheet.columns,
        sheet.rows,
        sheet.lower,
        sheet.upper,
        sheet.integer,
        sheet.cost,
        sheet.row_lower,
        sheet.row_upper,
        sheet.row_start,
        sheet.indices,
        sheet.coefficients,
    )
