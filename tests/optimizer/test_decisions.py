"""Decisions read off a solution. Oracle: worked by hand."""

import numpy as np

from optimizer.decisions import Decisions, read_decisions
from optimizer.model.compile import compile_problem
from tests.optimizer.examples import everything


def test_read_decisions() -> None:
    """Columns within the tolerance of a yes are one; money is what those services cost.

    Technical support of ARM costs USD 10,000, which the core fund alone may pay; the solution's
    own flow is a bit less, and there is dust in a period without any service.
    """
    example = everything()
    sheet = compile_problem(example)
    values = {
        ("focus", "country:ARM", "2020H1"): 1 - 4e-7,
        ("focus", "country:ARM", "2020H2"): 4e-7,
        ("service", "country:ARM", "advocacy", "2020H1"): 1.0,
        ("service", "country:ARM", "technical_support", "2020H1"): 1 - 1e-7,
        ("lead", "partner:open-ownership", "country:ARM", "technical_support", "2020H1"): 1.0,
        ("money", "country:ARM", "technical_support", "core", "2020H1"): 9.9999992,
        ("money", "country:ARM", "technical_support", "core", "2020H2"): 5e-7,
        ("overlap", "commitment:AM0001", "in_country", "2020H1"): 1.0,
    }
    solution = np.zeros(len(sheet.cost))
    for key, value in values.items():
        solution[sheet.columns[key]] = value
    assert read_decisions(example, sheet, solution) == Decisions(
        focus={("country:ARM", "2020H1")},
        services={
            ("country:ARM", "advocacy", "2020H1"),
            ("country:ARM", "technical_support", "2020H1"),
        },
        leads={("partner:open-ownership", "country:ARM", "technical_support", "2020H1")},
        money={("country:ARM", "technical_support", "core", "2020H1"): 10_000.0},
    )


def test_nothing_decided() -> None:
    sheet = compile_problem(everything())
    assert read_decisions(everything(), sheet, np.zeros(len(sheet.cost))) == Decisions()
    assert Decisions().ids == frozenset()


def test_ids_over_all_periods() -> None:
    assert Decisions(focus={("A", "H1"), ("A", "H2"), ("B", "H2")}).ids == {"A", "B"}
