"""Overview and shortlists as reports: places made by hand, and lists of the small example.

Oracle: the places and the plan themselves, and the figures of the example's tables.
"""

import pytest

from optimizer.plan import Plan
from optimizer.robust.core_index import core_indices
from optimizer.robust.jobs import Drawn, Inquiry
from optimizer.robust.sampling import Sample, sample
from optimizer.robust.uncertainty import UncertaintyModel
from optimizer.scenario import Scenario
from optimizer.search.effort import EXACT
from optimizer.standing import Place
from optimizer.study import BASELINE, Study, open_study
from reports import overview, shortlist, standing
from reports.html import page
from reports.report import Report
from reports.setting import Setting
from tests.optimizer.solved import solve
from tests.reports.faces import said_alike

BUNDLED = Setting(open_study())
ALL = ("enters", "stays", "leaves")


def place(**fields: object) -> Place:
    given: dict[str, object] = {
        "id": "country:KEN", "kind": "country", "region": "Africa and the Middle East",
        "where": "stays", "locked": False,
    }  # fmt: skip
    return Place.model_validate({**given, **fields})


OUT = {"where": "next", "other": "country:SEN"}
LEAD = (("enabling_environment", 5.0), ("influence", 3.0), ("stability", 2.9))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"locked": True}, "must be in"),
        ({"locked": True, "where": "leaves"}, "must not be in"),
        ({"barred": True, "where": "leaves"}, "fails a gate"),
        ({"criteria": LEAD}, "open environment, influence on others"),
        ({"criteria": LEAD[:1] + LEAD[2:]}, "open environment, a stable process"),
        ({"criteria": (("stability", 9.0), *LEAD[1:])}, "a stable process"),
        ({"criteria": (("stability", 0.9),)}, "fits in what is left"),
        ({"rules": ("A rule",)}, "a rule asks for it (a rule)"),
        ({"criteria": LEAD[:1], "price": 5.0}, "open environment; dropping it costs 5 points"),
        ({"where": "next"}, "no other country of its region is in"),
        (
            {**OUT, "short": 2.4, "criteria": (("influence", -3.0),)},
            "scores 2 points less than Senegal, mostly on influence on others",
        ),
        ({**OUT, "short": 0.4}, "scores a little less than Senegal"),
        (
            {**OUT, "short": -3.0, "price": 5.0, "dearer": True},
            "scores 3 points more than Senegal, but dropping Senegal costs more",
        ),
        (
            {**OUT, "short": -9.0, "price": 5.0},
            "scores 9 points more than Senegal; staff and money go further elsewhere",
        ),
        (
            {**OUT, "short": -9.0, "rules": ("Two at most",)},
            "scores 9 points more than Senegal; no room: two at most",
        ),
    ],
)
def test_the_reason_in_a_few_words(fields: dict[str, object], words: str) -> None:
    assert standing.reason(place(**fields), BUNDLED) == words


def told(**fields: object) -> str:
    return " ".join(standing.why(place(**fields), (), BUNDLED))


def test_the_reason_in_sentences() -> None:
    assert told(criteria=LEAD, other="country:TUN", short=2.6, price=5.0) == (
        "Enabling environment for open government: 5 points more than the average country, its "
        "greatest lead. Tunisia scores 3 points more and is left out; dropping Kenya would cost "
        "5 points."
    )
    assert told(**OUT, short=2.4, criteria=(("influence", -3.0),)) == (
        "Scores 2 points less than Senegal, the lowest inside; it is furthest behind on “Ability "
        "to inspire and influence other countries”. What is not yet known of it could make up for "
        "that."
    )
    assert told(**OUT, short=-0.5, price=5.0, dearer=True) == (
        "Scores a little more than Senegal, the lowest inside. Dropping Senegal from the "
        "list would cost 5 points, more than that could bring."
    )
    assert told(**OUT, short=-9.0, rules=("Two at most",)) == (
        "Scores 9 points more than Senegal, the lowest inside. Another would have to make room "
        "(two at most)."
    )
    assert told(where="next").startswith("No other country of its region is in the plan")
    assert told(locked=True) == "This scenario says that it must be in."


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "● nearly always"), (0.95, "● nearly always"), (0.94, "◐ mostly"), (0.5, "◐ mostly"),
     (0.49, "○ could be another")],
)  # fmt: skip
def test_marks(share: float, words: str) -> None:
    assert standing.mark(share) == words


def test_a_draft_is_said_to_be_one_as_long_as_nobody_has_rated() -> None:
    """The bundled data: all ratings by staff are missing, for 78 national members."""
    (said,) = standing.draft(BUNDLED)
    assert said == (
        "Draft: 4 ratings that only staff can give are missing for all 78 countries, 4 for all 169 "
        "commitments, 2 for all 47 themes and 4 for all 23 advocacy moves."
    )


def test_all_members_are_on_the_map() -> None:
    """78 national members of early 2020 (three-year plan)."""
    assert len(standing.map_rows(BUNDLED, None)) == 78


@pytest.fixture(scope="module")
def plan(small_study: Study) -> Plan:
    return solve(small_study.problem())


@pytest.fixture(scope="module")
def draws(small_study: Study, plan: Plan) -> Sample:
    source = Drawn(small_study.scorecard(), UncertaintyModel(), 0)
    inquiry = Inquiry(small_study.problem(), source, EXACT)
    return sample(inquiry, standing.ENOUGH, plans=(plan.decisions,))


def told_overview(study: Study, plan: Plan | None, draws: Sample | None = None) -> Report:
    return overview.report(plan, Setting(study, plan=plan), sample=draws)


def test_overview_is_told_alike_and_holds_both_lists(
    small_study: Study, plan: Plan, draws: Sample
) -> None:
    report = told_overview(small_study, plan, draws)
    said_alike(report)
    rows = report.json()["standing"]
    in_force = {one.id for one in small_study.dataset.candidates if one.incumbent}
    assert {row["id"] for row in rows if row["standing"] in ALL} == in_force | plan.ids
    shares = {one.id: one.index.share for one in core_indices(draws)}
    for row in rows:
        inside = row["standing"] in ("enters", "stays")
        assert inside == (row["id"] in plan.ids)
        share = shares[row["id"]]
        assert row["agree"] == pytest.approx(share if inside else 1 - share)
        assert row["sure"] == standing.mark(row["agree"])
    scores = small_study.scorecard()
    assert all(
        row["range"] == [scores.of(row["id"]).low, scores.of(row["id"]).high] for row in rows
    )


def test_overview_without_a_plan_says_what_is_in_force(small_study: Study) -> None:
    report = told_overview(small_study, None)
    said_alike(report)
    assert report.answer == (
        "The list in force has 1 country; the recommended list is being worked out."
    )
    nothing = Plan(
        status="infeasible", value=None, bound=None, gap=None, seconds=0.0, solver="by hand"
    )
    assert "no list meets all conditions" in told_overview(small_study, nothing).answer


def test_the_answer_can_be_read_aloud(small_study: Study, plan: Plan) -> None:
    """Of the countries Alphaland is in force; the plan has it, and Betaland as well."""
    assert told_overview(small_study, plan).answer == (
        "Two countries are recommended; one of them is in the list in force, and no country would "
        "leave it."
    )
    left = frozenset(key for key in plan.decisions.focus if key[0] != "country:AAA")
    lines = tuple(one for one in plan.focus if one.id != "country:AAA")
    without = plan.but(focus=lines, decisions=plan.decisions.but(focus=left))
    told = told_overview(small_study, without)
    assert told.answer == (
        "One country is recommended; it is not in the list in force. Alphaland would leave it."
    )
    assert told.text == (
        "With them go 2 commitments (1 of them new) and 1 theme (none of them new).",
    )


def test_sureness_is_not_told_before_it_is_known(small_study: Study, plan: Plan) -> None:
    report = told_overview(small_study, plan)
    assert all(row["sure"] is None for row in report.table("standing").rows)
    assert "How sure each of them is has not been worked out yet." in report.sentences
    assert standing.legend(None) == ""


def test_shortlists_are_told_alike_and_hold_each_of_the_region_once(
    small_study: Study, plan: Plan, draws: Sample
) -> None:
    setting = Setting(small_study, plan=plan)
    assert shortlist.regions(setting) == ("Africa", "Europe")
    seen: list[str] = []
    for region in shortlist.regions(setting):
        report = shortlist.report(region, plan, setting, sample=draws)
        said_alike(report)
        inside = report.table("inside").rows
        assert {row["id"] for row in inside} == {
            line.id for line in plan.focus if line.region == region
        }
        used = sum(sum(line.staff.values()) for line in plan.focus if line.region == region)
        assert sum(row["weeks"] for row in report.table("support").rows) == pytest.approx(used)
        seen += [row["id"] for row in inside]
        version = small_study.dataset_hash[:8]
        assert any(f"Evidence up to 2019-11. Data version {version}" in one.text
                   for one in report.notes)  # fmt: skip
    assert sorted(seen) == sorted({line.id for line in plan.focus if line.region})


def test_a_shortlist_tells_chances_that_do_not_count(small_study: Study, plan: Plan) -> None:
    """Commitments have one; countries none, which is no zero; without any there is no column."""
    criteria = small_study.configuration.criteria
    success = {"chance": {"value": 0.2, "low": 0.1, "high": 0.4}, "counts": False}
    kind = criteria.kinds["commitment"].but(success=success)
    changed = criteria.but(kinds={**criteria.kinds, "commitment": kind})
    study = Study(small_study.dataset, small_study.configuration.but(criteria=changed))
    report = shortlist.report("Africa", plan, Setting(study, plan=plan))
    table = report.table("inside")
    assert "chance" in {column.id for column in table.columns}
    told = {row["kind"]: (row["chance"], row["chance_range"]) for row in table.rows}
    assert told["commitment"] == (0.2, (0.1, 0.4))
    assert told["country"] == (None, None)
    beside = {row["kind"]: row["beside"] for row in table.rows}
    assert beside["commitment"] == "Chance of success 20 % (10 % to 40 %), not counted."
    assert beside["country"] == ""
    said_alike(report)
    without = shortlist.report("Africa", plan, Setting(small_study, plan=plan)).table("inside")
    assert "chance" not in {column.id for column in without.columns}


def test_a_shortlist_tells_its_levers(small_study: Study, plan: Plan) -> None:
    scenario = Scenario(must=frozenset({"country:BBB"}))
    setting = Setting(small_study, scenario, plan, edits=2)
    notes = " ".join(note.text for note in shortlist.report("Africa", plan, setting).notes)
    assert "Levers moved: " in notes
    assert "With 2 ratings edited" in notes
    assert "No lever is moved." in " ".join(
        note.text for note in shortlist.report("Africa", plan, Setting(small_study)).notes
    )


def test_a_commitment_is_named_with_its_country(small_study: Study, plan: Plan) -> None:
    setting = Setting(small_study, BASELINE, plan)
    rows = told_overview(small_study, plan).table("standing").rows
    labels = {row["id"]: row["label"] for row in rows}
    assert (
        labels["commitment:BB001"]
        == "Open contracts (Betaland)"
        == setting.label("commitment:BB001")
    )


def test_the_print_has_room_to_agree_object_and_sign(small_study: Study, plan: Plan) -> None:
    report = shortlist.report("Africa", plan, Setting(small_study, plan=plan))
    text = page(report, pen=dict.fromkeys(shortlist.LISTS, ("Agree", "Object"))).decode()
    rows = sum(len(report.table(name).rows) for name in shortlist.LISTS)
    assert text.count("☐") == 2 * rows
    assert "Signature" in text
    assert "Could be" in text, "a score is never without its range"
    assert "At the line" not in text, "which would push the boxes off the sheet"
    assert "At the line" in page(report, pictures=False).decode()
    assert "<svg" in text
    assert "http" not in text.replace("http://www.w3.org", "")
    assert "Signature" not in page(report, pictures=False).decode()


def test_every_picture_can_be_drawn_and_is_described(small_study: Study, plan: Plan) -> None:
    setting = Setting(small_study, plan=plan)
    several = (told_overview(small_study, plan), shortlist.report("Africa", plan, setting))
    pictures = [one for report in several for one in report.pictures]
    assert len(pictures) >= 4
    for one in pictures:
        assert one.describe.endswith(".")
        assert "url" not in str(one.chart.to_dict())
