"""Sentences about plans; the plans are made by hand, the sentences read off them."""

import pytest

from optimizer.bottleneck import Scarcity
from optimizer.bounded_value import BoundedValue
from optimizer.decisions import Decisions
from optimizer.difference import PlanDifference, difference
from optimizer.plan import CapacityUse, FocusLine, Plan
from optimizer.scenario import RuleLever, Scenario
from optimizer.study import BASELINE, Study
from reports import reasons, sentences
from tests.optimizer.solved import solve


def change(**fields: object) -> PlanDifference:
    nothing: dict[str, object] = {
        "entered": (),
        "left": (),
        "stayed": ("a",),
        "services": (),
        "gain": BoundedValue(found=0.0, low=0.0, high=0.0),
    }
    return PlanDifference.model_validate({**nothing, **fields})


def test_no_change_is_said_so() -> None:
    assert sentences.change_sentence(change()) == (
        "Nobody enters and nobody leaves; the plan is worth as much as the baseline."
    )


def test_a_proven_change_names_its_worth() -> None:
    found = change(entered=("a", "b"), left=("c",), gain=BoundedValue(found=12.34, low=8, high=15))
    assert sentences.change_sentence(found) == (
        "2 focus areas enter and 1 leaves; the plan is worth 12.3 points more than the baseline."
    )
    assert "That it is a gain is proven" in sentences.certainty_sentence(found)


def test_a_change_within_the_proof_is_not_sold_as_one() -> None:
    wide = BoundedValue(found=-3.0, low=-9.0, high=4.0)
    found = change(entered=("a",), gain=wide)
    assert sentences.change_sentence(found) == (
        "1 focus area enters and no leave; what that is worth is not settled."
    )
    assert sentences.gain_figure(wide) == "−9.0 to +4.0 points"
    nearly = BoundedValue(found=-3.0, low=-5.0, high=0.5)
    told = sentences.change_sentence(change(entered=("a",), gain=nearly))
    assert told.endswith("worth 3.0 points less than the baseline, which is not proven.")
    assert sentences.gain_figure(nearly) == "−3.0 points"
    assert "between −9.0 points and +4.0 points" in sentences.certainty_sentence(found)


def test_two_exact_plans_differ_exactly() -> None:
    found = change(left=("a",), gain=BoundedValue(found=-3.0, low=-3.0, high=-3.0))
    assert sentences.certainty_sentence(found) == (
        "Both plans are proven best, so this difference is exact."
    )


def use(resource: str, available: float, used: float, unit: str = "staff-weeks") -> CapacityUse:
    fields = {"resource": resource, "label": f"The {resource}", "unit": unit, "period": "H1"}
    more = {"available": available, "reserved": 0.0, "used": used}
    return CapacityUse.model_validate({**fields, **more})


def plan(ids: tuple[str, ...], uses: tuple[CapacityUse, ...]) -> Plan:
    lines = tuple(
        FocusLine(
            id=name,
            kind="country",
            name=name,
            region="",
            period="H1",
            score=50.0,
            points=10.0,
            unlocked=0.6,
            services=("a",),
            staff={"team": 3.0},
            money={"fund": 5000.0},
        )
        for name in ids
    )
    return Plan(
        status="optimal",
        value=10.0 * len(ids),
        bound=10.0 * len(ids),
        gap=0.0,
        seconds=0.0,
        solver="by hand",
        focus=lines,
        capacity=uses,
        decisions=Decisions(focus=frozenset((name, "H1") for name in ids)),
    )


def test_why_somebody_enters_or_leaves_is_read_off_the_plans(small_study: Study) -> None:
    before = plan(("x", "y"), (use("team", 10, 6), use("fund", 1e4, 1e4, "USD")))
    after = plan(("y", "z"), (use("team", 7, 6), use("fund", 3e4, 1e4, "USD")))
    configuration = small_study.configuration

    def why(name: str, scenario: Scenario = BASELINE) -> str:
        return sentences.why_changed(name, before, after, scenario, configuration)

    assert why("x") == "took 3 staff-weeks of The team, which has 3 staff-weeks less"
    assert why("z") == "takes USD 5,000 of The fund, which has USD 20,000 more"
    assert why("z", Scenario(must=frozenset({"z"}))) == "must be in"
    assert why("x", Scenario(must_not=frozenset({"x"}))) == "must not be in"
    assert "the worth of countries changed" in why("x", Scenario(worth={"country": 1.0}))
    same = plan(("y", "z"), before.capacity)
    assert sentences.why_changed("z", before, same, BASELINE, configuration) == (
        "fits in; no lever touches what it takes"
    )
    assert sentences.why_changed("x", before, same, BASELINE, configuration) == (
        "gives way; no lever touches what it took"
    )


def test_what_is_short_comes_first_and_what_is_not_is_left_out() -> None:
    found = plan((), (use("team", 10, 10), use("other", 10, 2), use("fund", 1e4, 0, "USD")))
    short = (
        Scarcity(resource="team", label="The team", period="H1", unit="staff-week", points=4.0),
        Scarcity(resource="other", label="The other", period="H1", unit="staff-week", points=0.0),
        Scarcity(resource="fund", label="The fund", period="H1", unit="USD 10,000", points=0.0),
    )
    assert sentences.shortages(found, short) == {
        "Staff": ("**The team**: 100 % used; one week more, about +4.0 points",),
        "Money": (),
    }


def test_where_we_stand_counts_every_kind(small_study: Study) -> None:
    # In force: Alphaland, Open contracts, Beneficial ownership.
    assert sentences.standing_sentence(small_study, None) == (
        "The list in force has 1 country, 1 commitment and 1 theme; there is no recommended "
        "list yet."
    )
    said = sentences.standing_sentence(small_study, solve(small_study.problem()))
    assert said.startswith("The list in force has 1 country, 1 commitment and 1 theme; the rec")


@pytest.mark.parametrize(
    ("scenario", "candidate", "said"),
    [
        (BASELINE, "country:CCC", "Out, because a gate fails"),
        (Scenario(must_not=frozenset({"country:AAA"})), "country:AAA", "says it must not be in"),
        (Scenario(must=frozenset({"country:BBB"})), "country:BBB", "In, because this scenario"),
    ],
)
def test_reasons_come_from_locks_and_gates(
    small_study: Study, scenario: Scenario, candidate: str, said: str
) -> None:
    found = solve(small_study.problem(scenario))
    text = reasons.reason(
        candidate, found, scenario, small_study.scorecard(), small_study.configuration
    )
    assert said in text


def test_every_candidate_has_a_reason_that_agrees_with_the_plan(small_study: Study) -> None:
    found = solve(small_study.problem())
    scorecard = small_study.scorecard()
    for candidate in small_study.dataset.by_id:
        text = reasons.reason(candidate, found, BASELINE, scorecard, small_study.configuration)
        assert text.startswith("In" if candidate in found.ids else "Out")


def test_without_a_plan_nobody_is_in_or_out(small_study: Study) -> None:
    scenario = Scenario(
        must=frozenset({"country:BBB", "country:BBB-port"}),
        rules={"national_only": RuleLever(enabled=False)},
    )
    none = solve(small_study.problem(scenario))
    text = reasons.reason(
        "country:AAA", none, scenario, small_study.scorecard(), small_study.configuration
    )
    assert text.startswith("There is no plan")


def test_the_difference_of_a_plan_with_itself_is_nothing(small_study: Study) -> None:
    found = solve(small_study.problem())
    assert sentences.change_sentence(difference(found, found)).startswith("Nobody enters")
