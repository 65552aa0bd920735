"""What a plan loses against the best plan of each draw.

Oracle: two plans under three draws, worked by hand.
"""

import numpy as np
import pytest

from optimizer.decisions import Decisions
from optimizer.problem import Area, Option, Period, Problem, Team
from optimizer.robust.core_index import core_indices, standing
from optimizer.robust.jobs import Inquiry, Listed
from optimizer.robust.objective import ObjectiveCoefficients
from optimizer.robust.regret import least_regret, regret
from optimizer.robust.sampling import Sample, plan_values
from optimizer.search.effort import EXACT

SERVICE = Option(service="s", unlocks=1.0, weeks={"team": 10.0})
PROBLEM = Problem(
    periods=(Period(id="H1"),),
    areas=tuple(
        Area(id=name, kind="k", potential=0.5, worth=100, options=(SERVICE,)) for name in "abc"
    ),
    teams=(Team(id="team", weeks=10.0),),
)


def _plan(name: str) -> Decisions:
    return Decisions(focus=frozenset({(name, "H1")}), services=frozenset({(name, "s", "H1")}))


def _sample() -> Sample:
    """Return three draws: a is worth 90, 50, 50; b 60, 60, 60; c 0, 0, 70 (and bounds 2 more)."""
    coefficients = np.array([[0.9, 0.6, 0.0], [0.5, 0.6, 0.0], [0.5, 0.6, 0.7]])
    objective = ObjectiveCoefficients(PROBLEM)
    plans = tuple(_plan(name) for name in "abc")
    points = plan_values(objective, plans, coefficients)
    best = points.max(axis=1)
    return Sample(
        inquiry=Inquiry(PROBLEM, Listed(coefficients), EXACT),
        asked=3,
        numbers=np.arange(3),
        coefficients=coefficients,
        plans=plans,
        given=0,
        points=points,
        bound=best + 2.0,
        with_it=np.array([[92.0, 60, 0], [50, 62, 0], [50, 60, 72]]),
        without_it=np.array([[60.0, 92, 92], [62, 50, 62], [72, 72, 60]]),
    )


def test_regret_by_hand() -> None:
    """Plan b loses 30, 0 and 10: 13.3 on average, 30 at worst, in draw 0; it is best once."""
    lost = regret(_sample(), _plan("b"))
    assert lost.mean == pytest.approx(40 / 3)
    assert lost.mean_most == pytest.approx(40 / 3 + 2)
    assert lost.worst == pytest.approx(30)
    assert lost.worst_most == pytest.approx(32)
    assert lost.worst_draw == 0
    assert lost.share_best == pytest.approx(1 / 3)
    assert lost.mean_value == pytest.approx(60)
    half = 1.959964 * np.std([30, 0, 10], ddof=1) / np.sqrt(3)
    assert lost.mean_high == pytest.approx(40 / 3 + half)
    assert lost.mean_low == pytest.approx(max(0.0, 40 / 3 - half))


def test_the_least_regret_by_hand() -> None:
    """Plan a loses 0, 10 and 20, b 30, 0 and 10, c 90, 60 and 0: a is best both ways."""
    plan, lost = least_regret(_sample())
    assert plan == _plan("a")
    assert lost.worst == pytest.approx(20)
    assert least_regret(_sample(), by="mean")[0] == _plan("a")


def test_core_indices_by_hand() -> None:
    """Each is in the best plan of one draw of three; bounds prove what they prove."""
    found = {one.id: one for one in core_indices(_sample(), _plan("c"))}
    assert [found[name].index.share for name in "abc"] == pytest.approx([1 / 3] * 3)
    assert [found[name].surely_in for name in "abc"] == pytest.approx([1 / 3] * 3)
    assert [found[name].surely_out for name in "abc"] == pytest.approx([2 / 3] * 3)
    assert found["a"].index.low == pytest.approx(0.0615, abs=1e-3)
    assert found["a"].index.high == pytest.approx(0.7923, abs=1e-3)
    assert found["c"].in_plan
    assert found["c"].contested
    assert not found["a"].contested


def test_standings() -> None:
    assert [standing(share) for share in (1.0, 0.95, 0.94, 0.06, 0.05, 0.0)] == [
        "core",
        "core",
        "borderline",
        "borderline",
        "exterior",
        "exterior",
    ]
    assert standing(0.99, firm=1.0) == "borderline"
