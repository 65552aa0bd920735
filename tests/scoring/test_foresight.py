"""How well chances foresaw. Oracles: scores by hand, scikit-learn, a published interval."""

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss  # type: ignore[import-untyped]

from data.chances.history import bundled_history, history, read_history
from scoring.foresight import Foretold, foresight, foretold, wilson


def one(chance: float, base: float, came: bool, member: str = "m", year: str = "2016") -> Foretold:
    return Foretold(
        commitment="-", member=member, year=year, chance=chance, base=base, came=came
    )  # fmt: skip


def test_by_hand() -> None:
    """Two members with two each. Gains of the chances over ½: 0.21, 0.21 and −0.39, 0.21.

    Mean 0.06; sums about it 0.30 and −0.30; SE² = 2 · (0.09 + 0.09) / 16 = 0.0225.
    """
    told = (one(0.8, 0.5, True, "a"), one(0.2, 0.5, False, "a"),
            one(0.8, 0.5, False, "b"), one(0.2, 0.5, False, "b", "2017"))  # fmt: skip
    found = foresight(told)
    assert found is not None
    assert (found.cases, found.members) == (4, 2)
    assert found.brier == pytest.approx((0.04 + 0.04 + 0.64 + 0.04) / 4)
    assert found.base == pytest.approx(0.25)
    assert found.better == pytest.approx(0.06)
    assert found.high - found.better == pytest.approx(12.706 * 0.15, abs=1e-3)
    assert not found.tells
    assert [(year.label, year.cases, year.came) for year in found.years] == [
        ("2016", 3, pytest.approx(1 / 3)), ("2017", 1, 0.0),
    ]  # fmt: skip
    assert found.parts == ()


def test_wilson_reproduces_newcombe() -> None:
    """Newcombe (1998), table I: 81 of 263, 0.2553 to 0.3662."""
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_what_is_known_is_told_and_what_is_not_is_not() -> None:
    """Simulated: true chances tell beyond chance; chances drawn at random are worse."""
    random = np.random.default_rng(3)
    chances = random.uniform(0.1, 0.9, 600)
    came = random.random(600) < chances
    truly = [
        one(float(p), 0.5, bool(y), f"m{place % 40}")
        for place, (p, y) in enumerate(zip(chances, came, strict=True))
    ]
    found = foresight(truly)
    assert found is not None
    assert found.tells
    assert found.brier == pytest.approx(brier_score_loss(came, chances))
    assert [part.cases for part in found.parts] == [120] * 5
    assert all(part.low <= part.foreseen <= part.high for part in found.parts)
    others = random.permutation(chances)
    lots = [case.but(chance=float(p)) for case, p in zip(truly, others, strict=True)]
    blind = foresight(lots)
    assert blind is not None
    assert blind.high < 0


def test_nothing_of_a_year_is_used_before_it() -> None:
    """Turning every outcome of the last year around changes nothing that was foreseen."""
    found = read_history(bundled_history())
    told = foretold(found, "strong_results", "0000", "2019")
    assert {case.year for case in told} == {"2017", "2018", "2019"}
    turned = [
        {
            **case.levels, "commitment": case.commitment, "member": case.member,
            "submitted": case.submitted, "assessed": case.assessed,
            "strong_results": "yes" if case.came["strong_results"] != (known == "2019") else "no",
            "strong_results_in": known,
        }
        for case in found.cases
        if (known := case.known.get("strong_results")) is not None
    ]  # fmt: skip
    other = foretold(history(turned, found.beforehand), "strong_results", "0000", "2019")
    assert [(case.commitment, case.base) for case in other] == [
        (case.commitment, case.base) for case in told
    ]
    was = {case.commitment: case.came for case in told}
    assert all((case.came != was[case.commitment]) == (case.year == "2019") for case in other)


def test_one_member_alone_tells_nothing() -> None:
    assert foresight([one(0.5, 0.5, True)]) is None
    assert foresight([]) is None
