"""Partners as reports; oracle: the small example, worked by hand, and the bundled data's records.

In the small example Owners in the Open works on beneficial ownership (a full engagement) and for
one commitment of Alphaland; the bank works in Betaland. In force are Alphaland, reached along that
commitment only, the theme, and a commitment that nobody is on record with.
"""

import json
from pathlib import Path

import pytest

from optimizer.study import Study, open_study
from questions.asking import ask
from questions.jobs import JobQueue
from questions.partners import (
    AroundQuestion,
    CandidateQuestion,
    GapsQuestion,
    LanesQuestion,
    OverlapsQuestion,
    PartnerQuestion,
    ServedQuestion,
    TiesQuestion,
    services_of,
)
from questions.plan import PlanQuestion
from reports.partners import around, candidate, ecosystem, gaps, overlap, partner
from reports.report import Report
from reports.setting import Setting
from tests.hostile import hostile_example
from tests.reports.faces import said_alike


@pytest.fixture(scope="module")
def setting(small_study: Study) -> Setting:
    return Setting(small_study, queue=JobQueue(cores=0))


@pytest.fixture(scope="module")
def planned(small_study: Study) -> Setting:
    return Setting(small_study, plan=ask(small_study, PlanQuestion()).result.plan)


def whole(study: Study, setting: Setting) -> Report:
    served = ask(study, ServedQuestion()).result
    return ecosystem.report(served, setting, ties=ask(study, TiesQuestion()).result)


def one(study: Study, setting: Setting, name: str) -> Report:
    return candidate.report(ask(study, CandidateQuestion(candidate=name)).result, setting)


def test_how_the_list_in_force_is_served(small_study: Study, setting: Setting) -> None:
    found = whole(small_study, setting)
    said_alike(found)
    assert found.answer == (
        "Of the 3 focus areas of the list in force, 1 has partners of their own, 1 is reached "
        "from afar, and 1 has nobody on record: Open contracts (Betaland)."
    )
    assert found["fewest"].text == (
        (
            "1 partner reaches the 2 focus areas that can be reached: Owners in the Open; no "
            "smaller set does."
        ),
        "Nobody on record reaches Open contracts (Betaland).",
    )
    areas = {row["candidate"]: row for row in found.table("focus_areas").rows}
    assert areas["commitment:BB001"]["strength"] is None
    assert areas["commitment:BB001"]["remark"] == "nobody on record"
    assert areas["country:AAA"]["strength"] == pytest.approx(0.125)
    assert [note.kind for note in found.notes] == ["missing", "assumption"]


def test_a_few_focus_areas_are_called_so(small_study: Study, setting: Setting) -> None:
    served = ask(small_study, ServedQuestion(focus=("theme:ownership",))).result
    assert ecosystem.report(served, setting, chosen=True).answer.startswith(
        "Of the 1 focus area of the list in force chosen here, 1 has partners of their own"
    )
    nothing = ask(small_study, ServedQuestion(focus=())).result
    assert ecosystem.report(nothing, setting).answer == "There is no focus area to look at."


def test_the_strongest_come_first_and_those_of_a_kind_together(bundled_study: Study) -> None:
    served = ask(bundled_study, ServedQuestion()).result
    found = ecosystem.areas(served, Setting(bundled_study)).tables[0].shown
    assert [row["area"] for row in found[:2]] == ["Kenya", "Armenia"]
    kinds = [row["kind"] for row in found]
    assert kinds == sorted(kinds, key=kinds.index)
    assert found[0]["who"] == "Open Ownership, Hivos and 13 more"
    assert {row["area"] for row in found if row["who"] == "nobody on record"} == {
        "South Korea",
        "Digital governance",
    }


def test_gaps_name_who_could_be_asked(small_study: Study, setting: Setting) -> None:
    found = gaps.report(ask(small_study, GapsQuestion()).result, setting)
    said_alike(found)
    assert found.answer == (
        "1 focus area of the list in force has no partner on record; 3 of 3 lack a partner for "
        "some service that one could lead."
    )
    assert {row["area"]: row["how"] for row in found.table("gaps").rows} == {
        "Open contracts (Betaland)": "nobody on record",
        "Alphaland": "from afar only",
        "Beneficial ownership": "directly",
    }
    asked = found.table("whom_to_ask").rows
    assert ("Bank of Good Works", "works in Betaland") in [
        (row["name"], row["because"]) for row in asked
    ]


def test_overlap_of_a_plan_says_what_it_would_repeat(small_study: Study, planned: Setting) -> None:
    assert planned.plan is not None
    question = OverlapsQuestion(focus=tuple(planned.plan.ids), planned=services_of(planned.plan))
    found = overlap.report(ask(small_study, question).result, planned)
    said_alike(found)
    assert found.answer.startswith("In 0 of the 5 focus areas of the recommended plan")
    rows = {row["area"]: row for row in found.table("planned").rows}
    assert rows["Betaland"]["given_by"] == ("Bank of Good Works",)
    assert rows["Betaland"]["in_plan"] == "led by a partner"


def test_overlap_of_the_bundled_list(bundled_study: Study) -> None:
    """Gender: nothing repeats for certain, most may, since services are not named."""
    setting = Setting(bundled_study)
    found = overlap.report(ask(bundled_study, OverlapsQuestion()).result, setting)
    row = next(row for row in found.table("overlap").rows if row["area"] == "Gender")
    assert row["low"] == 0 < row["high"]
    assert all(row["duplicated"] > 0 for row in found.table("shared_work").rows)
    assert "Open Ownership and Open Contracting" not in found.answer


def test_one_candidate(small_study: Study, setting: Setting) -> None:
    said_alike(one(small_study, setting, "country:BBB"))
    found = one(small_study, setting, "country:AAA")
    assert found.answer == "Alphaland: 1 partner on record, partner strength 12 %."
    assert found.text == (
        "Of the effort there, none of it repeats what another partner does.",
    ) or (found.text == ())
    (row,) = found.table("reaching").rows
    assert row["works"] == "for what lies in it: Open register of company owners (Alphaland)"
    nobody = one(small_study, setting, "commitment:BB001")
    assert nobody.answer.endswith("no partner is on record, which is not “no partner”.")
    assert [note.kind for note in nobody.notes] == ["missing"]


def test_overlap_around_one_is_told_where_there_is_some(bundled_study: Study) -> None:
    found = ask(bundled_study, CandidateQuestion(candidate="country:KEN")).result
    (said,) = candidate.overlap_sentence(found, Setting(bundled_study))
    assert said.startswith("Partner overlap: 25 to 41 % of the effort here repeats what another")
    none = ask(bundled_study, CandidateQuestion(candidate="country:KOR")).result
    assert list(candidate.overlap_sentence(none, Setting(bundled_study))) == []


def test_one_partner(small_study: Study, setting: Setting) -> None:
    found = partner.report(
        ask(small_study, PartnerQuestion(partner="partner:owners")).result, setting
    )
    said_alike(found)
    assert found.answer == (
        "Owners in the Open (civil society): 2 engagements on record, reaching 2 of the 3 focus "
        "areas looked at."
    )
    assert found.text[0] == (
        "Without it they would lose 0.62 of partner strength in all; Alphaland and Beneficial "
        "ownership would have nobody left."
    )
    assert found.notes[0].text == "It can lead 1 engagement a period, as recorded."
    assert [row["where"] for row in found.table("engagements").rows] == [
        "Beneficial ownership",
        "Open register of company owners (Alphaland)",
    ]


def test_a_partner_of_unknown_capacity_is_taken_for_one_engagement(bundled_study: Study) -> None:
    about = ask(bundled_study, PartnerQuestion(partner="partner:open-ownership")).result
    found = partner.report(about, Setting(bundled_study))
    assert [note.kind for note in found.notes] == ["assumption"]
    assert "plans take it for 1 engagement a period" in found.notes[0].text
    assert any("of the shortest connections" in said for said in found.text)
    assert found.table("alike").rows[0]["name"] == "Open Contracting Partnership"


def test_lanes_list_every_line(small_study: Study, setting: Setting) -> None:
    found = around.lanes(ask(small_study, LanesQuestion(most=30)).result, setting)
    assert {(row["name"], row["where"]) for row in found.tables[0].rows} == {
        ("Owners in the Open", "Alphaland"),
        ("Owners in the Open", "Beneficial ownership"),
    }
    nobody = ask(small_study, LanesQuestion(focus=(), most=30)).result
    assert around.lanes(nobody, setting).text == ("No work is on record for these focus areas.",)


def test_those_around_one_are_described(small_study: Study, setting: Setting) -> None:
    question = AroundQuestion(centre="partner:owners", rings=1, most=1)
    found = around.around(ask(small_study, question).result, setting)
    assert found.text == ("1 neighbour with the weakest ties is not in the picture.",)
    assert found.pictures[0].describe == (
        "Owners in the Open and 1 neighbour: Beneficial ownership."
    )


def test_hostile_names_are_shown_as_typed(tmp_path: Path) -> None:
    root = hostile_example(tmp_path).root
    study = open_study(root / "dataset", root / "configuration")
    setting = Setting(study)
    ego = ask(study, AroundQuestion(centre="partner:owners", rings=2, most=9)).result
    about = ask(study, PartnerQuestion(partner="partner:owners")).result
    for found in (
        whole(study, setting),
        gaps.report(ask(study, GapsQuestion()).result, setting),
        overlap.report(ask(study, OverlapsQuestion()).result, setting),
        one(study, setting, "country:BBB"),
        partner.report(about, setting, ego=ego),
    ):
        said_alike(found)
        for picture in found.pictures:
            assert "\x1b" not in json.dumps(picture.chart.to_dict())
