"""Joint services: set up once for several. Oracles: worked by hand."""

import pytest

from optimizer.audit import broken
from optimizer.decisions import Decisions
from optimizer.model.compile import compile_problem
from optimizer.model.joint import add_joint_constraints, add_joint_decisions, add_setup_flows
from optimizer.model.matrix import MatrixModel
from optimizer.model.selection import add_focus_decisions
from optimizer.model.support import add_service_decisions
from optimizer.problem import Joint, Problem
from tests.optimizer.examples import together
from tests.optimizer.problems import area, fund, option, problem, teams
from tests.optimizer.solved import solve
from tests.optimizer.written import SHARE, Column, Row, columns, rows


def workshop(weeks: float, number: int = 3, usd: float = 100_000, **fields: object) -> Problem:
    """Return candidates of 20 points, each served alone by 3 weeks, or by 1 in a workshop.

    The workshop takes 4 weeks and USD 10,000 to set up, which ``core`` pays.
    """
    names = "ABCDE"[:number]
    ways = (option("peers:alone", 1.0, team=3), option("peers:place", 1.0, team=1))
    joint = Joint.model_validate(
        {
            "service": "peers:place",
            "label": "Workshop",
            "members": tuple(names),
            "weeks": {"team": 4},
            "usd": 10_000,
            "funds": ("core",),
            "least": 2,
            **fields,
        }
    )
    return problem(
        *(area(name, 20, *ways) for name in names),
        teams=teams(team=weeks),
        funds=(fund("core", usd, *names),),
        joints=(joint,),
    )


def written(example: Problem) -> MatrixModel:
    sheet = MatrixModel()
    for add in (add_focus_decisions, add_service_decisions, add_joint_decisions):
        add(sheet, example)
    add_joint_constraints(sheet, example)
    add_setup_flows(sheet, example)
    return sheet


def test_compile_add_joint_decisions() -> None:
    """Nobody pays the set-up in the second case: the workshop is closed."""
    assert columns(written(workshop(9)), "joint") == {"joint(peers.place,H1)": SHARE}
    assert columns(written(workshop(9, funds=())), "joint") == {
        "joint(peers.place,H1)": Column(upper=0.0, integer=False)
    }


def test_compile_add_joint_constraints() -> None:
    held = "joint(peers.place,H1)"
    places = [f"service({name},peers.place,H1)" for name in "AB"]
    found = rows(written(workshop(9, 2, most=5)), "joint_member", "joint_least", "joint_most")
    assert found == {
        "joint_member(A,peers.place,H1)": Row({places[0]: 1, held: -1}, upper=0),
        "joint_member(B,peers.place,H1)": Row({places[1]: 1, held: -1}, upper=0),
        "joint_least(peers.place,H1)": Row({places[0]: 1, places[1]: 1, held: -2}, lower=0),
        "joint_most(peers.place,H1)": Row({places[0]: 1, places[1]: 1, held: -5}, upper=0),
    }


def test_compile_add_setup_flows() -> None:
    """In thousand USD; no more flows than the fund has."""
    sheet = written(workshop(9, usd=8_000))
    assert columns(sheet, "setup") == {
        "setup(peers.place,core,H1)": Column(upper=8.0, integer=False)
    }
    assert rows(sheet, "setup_paid") == {
        "setup_paid(peers.place,H1)": Row(
            {"setup(peers.place,core,H1)": 1, "joint(peers.place,H1)": -10}, lower=0, upper=0
        )
    }


def test_compile_counts_the_set_up_with_team_and_fund() -> None:
    found = rows(compile_problem(together()), "staff", "fund")
    held = "joint(peers.place!2f;Europe,2020H1)"
    assert found["staff(thematic,2020H1)"] == Row({held: 2}, upper=6)
    assert found["staff(europe,2020H1)"].terms[held] == 3
    assert found["staff(europe,2020H1)"].upper == 30
    assert found["fund(core,2020H1)"].terms["setup(peers.place!2f;Europe,core,2020H1)"] == 1


@pytest.mark.parametrize(
    ("weeks", "number", "value", "held"),
    [
        (7, 3, 60, True),  # 4 + 3 · 1 weeks; alone there would be time for two
        (9, 3, 60, False),  # 3 · 3 weeks: all alone, and no money spent
        (6, 3, 40, False),  # two alone, which costs nothing, or two in the workshop
        (5, 3, 20, False),  # a workshop for one is none
        (9, 5, 100, True),
        (10, 4, 80, True),
    ],
)
def test_solve_sets_up_once_where_that_pays(
    weeks: float, number: int, value: float, held: bool
) -> None:
    plan = solve(workshop(weeks, number))
    assert plan.value == pytest.approx(value)
    assert bool(plan.joints) is held
    uses = {use.resource: use.used for use in plan.capacity}
    assert uses["core"] == (10_000 if held else 0)


def test_solve_tells_who_takes_part_and_what_it_takes() -> None:
    """Seven weeks: three of their own and four of the set-up, which is nobody's own."""
    plan = solve(workshop(7))
    (joint,) = plan.joints
    assert (joint.label, joint.members, joint.period) == ("Workshop", ("A", "B", "C"), "H1")
    assert (joint.staff, joint.money) == ({"team": 4}, {"core": 10_000})
    assert [line.staff for line in plan.focus] == [{"team": 1}] * 3
    assert {use.resource: use.used for use in plan.capacity} == {"team": 7, "core": 10_000}
    assert plan.decisions.money == {("peers:place", "peers:place", "core", "H1"): 10_000}


def test_solve_takes_no_more_than_there_is_room_for() -> None:
    """A workshop for two: A and B there, 6 weeks; C alone, 3 more."""
    assert solve(workshop(9, most=2)).value == pytest.approx(60)
    assert solve(workshop(8, most=2)).value == pytest.approx(40)


def test_solve_holds_none_that_cannot_be_paid() -> None:
    assert solve(workshop(7, usd=9_999)).value == pytest.approx(40)


def test_solve_holds_one_in_each_group() -> None:
    """Two pairs, each with a workshop of its own: 2 · (4 + 2) weeks; one for all takes 4 + 4."""
    example = workshop(12, 4)
    (joint,) = example.joints
    pairs = tuple(
        joint.but(group=group, members=members)
        for group, members in (("north", ("A", "B")), ("south", ("C", "D")))
    )
    assert solve(example.but(joints=pairs)).value == pytest.approx(80)
    assert solve(workshop(11, 4).but(joints=pairs)).value == pytest.approx(60)


def test_the_audit_counts_members_and_set_up() -> None:
    example = workshop(4, most=2)

    def decided(names: str, usd: float) -> list[str]:
        return broken(
            example,
            Decisions(
                focus={(name, "H1") for name in names},
                services={(name, "peers:place", "H1") for name in names},
                money={("peers:place", "peers:place", "core", "H1"): usd},
            ),
        )

    assert decided("A", 10_000) == [
        "team is over its weeks in H1: 5 > 4",
        "peers:place is held for 1 in H1, fewer than 2",
    ]
    assert decided("ABC", 9_000) == [
        "team is over its weeks in H1: 7 > 4",
        "peers:place is not paid what it costs in H1: USD 1000.00 off",
        "peers:place is held for 3 in H1, more than 2",
    ]
