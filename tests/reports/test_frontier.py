"""The frontier as a report: by hand, and against enumeration."""

import pytest

from optimizer.frontier import Frontier, FrontierPoint, frontier
from optimizer.nestedness import Path
from optimizer.plan import Plan
from optimizer.search.effort import EXACT, Effort
from optimizer.study import Study
from questions.plan import Planned
from reports.frontier import level, path_words, report
from reports.plan import brief
from reports.report import Report
from reports.setting import Setting
from tests.optimizer.solved import solve
from tests.optimizer.test_frontier import budget
from tests.reports.charts.test_charts import luminance, without_addresses
from tests.reports.faces import said_alike

LEVELS = ("0", "1", "2", "3", "4")
BRIEF = Report("plan", "", "The plan.")


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study, plan=solve(small_study.problem()))


def by_hand(setting: Setting, *values: float, complete: bool = True) -> Frontier:
    """10,000 USD more at each point."""
    assert setting.plan is not None
    points = tuple(
        FrontierPoint(used=1e4 * place, value=value, bound=value + (place == 1), limit=1e4 * place,
                      plan=setting.plan)
        for place, value in enumerate(values, 1)
    )  # fmt: skip
    return Frontier(by="money", unit="USD", points=points, step=1e4, complete=complete)


def test_the_answer_says_what_half_is_worth(setting: Setting) -> None:
    told = report(by_hand(setting, 30.0, 45.0, 50.0, 60.0), setting, plan=BRIEF)
    assert told.answer == (
        "With USD 20,000, 50 % of what the plan uses, the best plan found is worth 75 % as much."
    )
    assert told.text == (
        "From USD 10,000 to USD 40,000 the best plan found goes from 30.0 to 60.0 points.",
    )
    assert told["paths"].text == ("With more money the list only grows: no focus area drops out.",)
    (note, *_) = told.notes
    assert note.text == (
        "3 of these 4 plans are proven the best at their level; “At most” says how much the others "
        "could be worth."
    )


def test_what_is_not_found_is_said(setting: Setting) -> None:
    lonely = report(by_hand(setting, 30.0, complete=False), setting, plan=BRIEF)
    assert lonely.answer.endswith("30.0 points; lower levels are still open.")
    assert lonely.notes[-1].text == "Not all levels are planned: more would follow."
    none = report(None, setting, plan=BRIEF, stopped="person")
    assert none.answer.startswith("The search was stopped before")
    assert (none.json()["points"], none.json()["interrupted"]) == ([], True)
    infeasible = Plan(status="infeasible", value=None, bound=None, gap=None, seconds=0, solver="")
    nothing = report(None, Setting(setting.study, plan=infeasible), plan=BRIEF)
    assert nothing.answer == BRIEF.answer


def test_two_kinds_against_each_other(setting: Setting) -> None:
    line = by_hand(setting, 60.0, 40.0).but(by=("country", "commitment"), unit="points")
    assert report(line, setting, plan=BRIEF).answer == (
        "Countries can earn 60.0 points beside 10,000.0 points of commitments, or 40.0 points "
        "beside 20,000.0 points."
    )
    alone = line.but(points=line.points[:1])
    assert "neither of the two has to give way" in report(alone, setting, plan=BRIEF).answer


def test_levels_read_with_their_unit(setting: Setting) -> None:
    money = by_hand(setting, 1.0)
    assert level(money, 1_250_000) == "USD 1,250,000"
    assert level(money.but(unit="staff-weeks"), 1.0) == "1 staff-week"


def test_a_path_in_words() -> None:
    def told(*inside: bool) -> str:
        return path_words(Path(candidate="x", inside=inside), LEVELS)

    yes, no = True, False
    assert told(no, yes, no, yes, yes) == "in at 1, out at 2, in again from 3 on"
    assert told(yes, yes, no, no, yes) == "in from 0 to 1, out from 2 to 3, in again at 4"
    assert told(no, no, yes, no, no) == "in at 2, out from 3 on"
    assert told(yes, yes, yes, yes, yes) == "in from 0 on"


def test_the_picture_crosses_who_is_out_again(setting: Setting) -> None:
    """20,000: b. 30,000: a, b is out. 40,000: b and c, a is out and b is in again."""
    line = frontier(budget(), solve(budget()), "money", step=5_000, effort=EXACT)
    told = report(line, setting, plan=BRIEF)
    (strip,) = told["paths"].pictures
    (cells,) = strip.chart.to_dict()["datasets"].values()
    found: dict[str, list[str]] = {}
    for cell in cells:
        found.setdefault(cell["label"], []).append(cell["what"])
        assert cell["sign"] == ("×" if cell["what"] == "out again" else "")
    assert found == {
        "b": ["not yet in", "in", "out again", "in"],
        "a": ["not yet in", "not yet in", "in", "out again"],
        "c": ["not yet in", "not yet in", "not yet in", "in"],
    }
    assert [row["candidate"] for row in told.json()["paths"]] == ["b", "a", "c"]
    assert len(told["paths"].items) == 2


def test_in_and_out_again_differ_in_grey(setting: Setting) -> None:
    line = frontier(budget(), solve(budget()), "money", step=5_000, effort=EXACT)
    (strip,) = report(line, setting, plan=BRIEF)["paths"].pictures
    spec = strip.chart.to_dict()
    assert without_addresses(spec)
    filled, crossed, _ = spec["layer"][0]["encoding"]["color"]["scale"]["range"]
    assert (luminance(crossed) + 0.05) / (luminance(filled) + 0.05) > 2


def test_steps_have_a_band_the_plan_and_all_there_is(setting: Setting) -> None:
    line = by_hand(setting, 30.0, 45.0)
    (steps,) = report(line, setting, plan=BRIEF)["points"].pictures
    assert without_addresses(steps.chart.to_dict())
    kinds = [layer["mark"]["type"] for layer in steps.chart.to_dict()["layer"]]
    assert kinds == ["rect", "line", "point", "rule", "text", "point", "text"]
    between = line.but(by=("country", "commitment"), unit="points")
    (bare,) = report(between, setting, plan=BRIEF)["points"].pictures
    kinds = [layer["mark"]["type"] for layer in bare.chart.to_dict()["layer"]]
    assert kinds == ["rect", "line", "point"]


@pytest.mark.parametrize("effort", [EXACT, Effort(gap=0.5, nodes=1)])
def test_bands_hold_the_true_frontier(effort: Effort) -> None:
    """0 for 0, 40 from 20,000, 50 from 30,000, 70 from 40,000 (by hand), in steps of 15,000."""
    true = {0.0: 0, 10_000.0: 0, 25_000.0: 40, 35_000.0: 50, 39_999.0: 50}
    line = frontier(budget(), solve(budget()), "money", step=15_000, effort=effort)
    bands = line.bands(50_000)
    assert max(band.end for band in bands) == 50_000
    for at, best in true.items():
        for band in bands:
            if band.start < at < band.end:
                assert band.found - 1e-6 <= best <= band.most + 1e-6, (at, band)


@pytest.mark.parametrize("by", ["money", "staff", ("country", "commitment")])
def test_all_faces_say_the_same_of_the_small_example(setting: Setting, by: object) -> None:
    assert setting.plan is not None
    line = frontier(setting.problem, setting.plan, by, effort=EXACT)  # type: ignore[arg-type]
    plan = brief(Planned(scenario=setting.scenario, plan=setting.plan), setting)
    told = report(line, setting, plan=plan)
    said_alike(told)
    assert [row["value"] for row in told.json()["points"]] == [p.value for p in line.points]
    assert told.notes[-len(plan.notes) :] == plan.notes
