"""Chances from earlier commitments. Oracles: shares by hand, the bundled evidence, planted odds."""

from math import exp, log

import numpy as np
import pytest

from config.load import bundled_configuration_folder, load_configuration
from data.chances.estimate import estimate, foreseen, known_by
from data.chances.history import (
    BY_THE_REPORT,
    Case,
    History,
    bundled_history,
    history,
    read_history,
)
from data.load import bundled_dataset_folder, load_dataset


def cases(share: dict[str, tuple[int, int]], *, column: str = "ambition") -> list[dict[str, str]]:
    """Return rows of twelve members: level → how many came, of how many."""
    return [
        {
            "commitment": f"{column}-{level}-{place}",
            "member": f"m{(5 * place + len(level)) % 12}",
            "submitted": "2014",
            "assessed": "2015",
            "completed": "yes" if place < came else "no",
            "completed_in": "2016",
            column: level,
        }
        for level, (came, many) in share.items()
        for place in range(many)
    ]


def told(rows: list[dict[str, str]], *columns: str) -> History:
    return history(rows, columns)


def test_one_column_is_shares_with_half_a_case_more() -> None:
    """20 of 60 with low, 30 of 40 with high: odds with ½ more in every cell, chances on average."""
    found = told(cases({"low": (20, 60), "high": (30, 40)}), "ambition")
    made = estimate(found.cases, "completed", found.beforehand, found.references)
    assert made is not None
    (one,) = made.influences()
    assert (one.column, one.level, one.reference) == ("ambition", "high", "low")
    assert (one.cases, one.came) == (40, 30)
    assert one.coefficient == pytest.approx(log(30.5 * 40.5 / (10.5 * 20.5)), abs=1e-6)
    low, high = (made.chances([{"ambition": level}])[0].value for level in ("low", "high"))
    assert 60 * low + 40 * high == pytest.approx(50)
    assert log(high / (1 - high)) - log(low / (1 - low)) == pytest.approx(one.coefficient)


def test_columns_are_let_in_as_far_as_there_are_cases() -> None:
    """Nine with the outcome bear one coefficient; the second column is left out."""
    rows = cases({"low": (3, 40), "high": (6, 30)})
    for place, row in enumerate(rows):
        row["region"] = "here" if place % 3 else "there"
    found = told(rows, "ambition", "region")
    made = estimate(found.cases, "completed", found.beforehand, found.references)
    assert made is not None
    assert (made.columns, made.left_out) == (("ambition",), ("region",))
    for row in rows[:43]:
        row["completed"] = "yes"
    both = told(rows, "ambition", "region")
    made = estimate(both.cases, "completed", both.beforehand, both.references)
    assert made is not None
    assert made.columns == ("ambition", "region")


def test_columns_that_say_the_same_count_once() -> None:
    rows = cases({"low": (20, 60), "high": (30, 40)})
    for row in rows:
        row["again"] = row["ambition"]
    found = told(rows, "ambition", "again")
    made = estimate(found.cases, "completed", found.beforehand, found.references)
    assert made is not None
    assert [column for column, _ in made.levels] == ["ambition"]


def test_too_few_say_nothing() -> None:
    rows = cases({"low": (8, 20), "high": (4, 9)})
    found = told(rows, "ambition")
    assert estimate(found.cases, "completed", found.beforehand, found.references) is None
    assert foreseen(found, "completed", "2019", [{"ambition": "low"}]) == [None]


def test_what_is_not_known_is_left_out() -> None:
    """Without its ambition a commitment has the chance of all: the share that came."""
    found = told(cases({"low": (20, 60), "high": (30, 40)}), "ambition")
    plain, high = foreseen(found, "completed", "2016", [{}, {"ambition": "high"}])
    assert plain is not None
    assert high is not None
    assert plain.value == pytest.approx(0.5)
    assert high.value > plain.value
    assert foreseen(found, "completed", "2015", [{}]) == [None]


def test_planted_odds_are_found() -> None:
    """Oracle: simulated members with odds of 3 planted; the interval holds them, and not 1."""
    random = np.random.default_rng(6)
    rows = []
    for place in range(900):
        high = bool(random.integers(0, 2))
        chance = 1 / (1 + exp(-(-1.0 + high * log(3))))
        rows.append(
            {
                "commitment": str(place), "member": f"m{place % 40}", "submitted": "2014",
                "completed": "yes" if random.random() < chance else "no",
                "completed_in": "2016", "ambition": "high" if high else "low",
            }
        )  # fmt: skip
    found = told(rows, "ambition")
    made = estimate(found.cases, "completed", found.beforehand, {"ambition": "low"})
    assert made is not None
    (one,) = made.influences()
    assert one.low is not None
    assert one.high is not None
    assert 1 < exp(one.low) < 3 < exp(one.high)


def test_the_bundled_chances_are_those_of_the_bundled_table() -> None:
    """Each commitment of the export is foreseen by reports to 2019; what it became is not used."""
    configuration = load_configuration(bundled_configuration_folder())
    dataset = load_dataset(bundled_dataset_folder(), configuration)
    rows = {row.candidate: row for row in dataset.evidence if row.measure == "chance_of_results"}
    earlier = read_history(bundled_history())
    sample = [one for one in earlier.cases if f"commitment:{one.commitment}" in rows]
    assert len(sample) == 165
    chances = foreseen(earlier, "strong_results", "2019", [one.by("2019") for one in sample])
    for one, chance in zip(sample, chances, strict=True):
        row = rows[f"commitment:{one.commitment}"]
        assert chance is not None
        told_ = tuple(round(end, 2) for end in (chance.low, chance.value, chance.high))
        assert (row.low, row.value, row.high) == told_
    known = {one.commitment for one in known_by(earlier, "strong_results", "2019")}
    assert not known & {one.commitment for one in sample}


def test_reports_of_later_years_say_nothing_before() -> None:
    case = Case(
        commitment="A", member="m", submitted="2018", assessed="2021", came={}, known={},
        levels={"ambition": "moderate", "verifiable": "yes", "region": "here"},
    )  # fmt: skip
    assert not set(case.by("2020")) & set(BY_THE_REPORT)
    assert case.by("2021")["ambition"] == "moderate"
