"""The page Ranking, held against the scores that it shows."""

import pytest

from optimizer.study import open_study
from reports import methods
from reports.setting import Setting
from scoring.methods import compare_methods
from scoring.selection import of_candidates
from tests.app.web.screens.conftest import Opener, answer, words

STUDY = open_study()
COUNTRIES = STUDY.scorecard().kinds["country"]
NATIONAL = of_candidates(
    COUNTRIES,
    {c.id for c in STUDY.dataset.of_kind("country") if c.attributes["level"] == "national"},
)


def test_the_page_opens_with_the_answer_about_national_members(opened: Opener) -> None:
    page = opened("ranking")
    first = NATIONAL.rows[0]
    assert answer(page).startswith(
        f"{first.name} comes first of {NATIONAL.places} countries (national)"
    )
    table = page.dataframe[0].value
    assert sorted(table["Candidate"]) == sorted(NATIONAL.names)
    assert table["Band"].iloc[0] == "Band 1"
    assert table["Place"].isna().sum() == NATIONAL.gate.count("fail")


def test_filters_leave_places_as_they_are(opened: Opener) -> None:
    page = opened("ranking")
    page.multiselect(key="ranking:country:region").set_value(["Europe"]).run()
    table = page.dataframe[0].value
    assert set(table["Region"]) == {"Europe"}
    whole = dict(zip(COUNTRIES.names, COUNTRIES.rank, strict=True))
    known = table.dropna(subset=["Place"])
    assert [whole[name] for name in known["Candidate"]] == known["Place"].tolist()


def test_a_filter_that_nobody_meets_says_what_to_do(opened: Opener) -> None:
    page = opened("ranking")
    page.multiselect(key="ranking:country:status").set_value(["inactive"])
    page.multiselect(key="ranking:country:region").set_value(["Americas"]).run()
    assert not page.exception
    assert "Take one of them away" in words(page)


def test_every_kind_can_be_ranked(opened: Opener) -> None:
    page = opened("ranking")
    for kind, scores in STUDY.scorecard().kinds.items():
        page.segmented_control(key="kind").set_value(kind).run()
        assert not page.exception
        assert scores.spec.label.lower() in answer(page)


def test_pages_of_the_picture_turn(opened: Opener) -> None:
    page = opened("ranking")
    page.pagination(key="ranking-page").set_value(2).run()
    assert not page.exception
    page.multiselect(key="ranking:country:income_group").set_value(["Low income"]).run()
    assert not page.exception


def test_sureness_shows_shares_that_add_up(opened: Opener) -> None:
    page = opened("ranking")
    page.segmented_control(key="ranking-part").set_value("sure").run()
    assert not page.exception
    table = page.dataframe[0].value
    assert len(table) == int(NATIONAL.passing.sum())
    rounded = len(table) / 200  # shares are shown in whole percent
    assert table["First"].sum() == pytest.approx(1, abs=rounded)
    incumbents = sum(STUDY.dataset.by_id[name].incumbent for name in NATIONAL.ids)
    assert table["Among first"].sum() == pytest.approx(incumbents, abs=rounded)
    assert f"among the first {incumbents} in nine of ten draws" in words(page)


def test_sureness_says_how_missing_evidence_is_drawn(opened: Opener) -> None:
    page = opened("ranking")
    page.segmented_control(key="ranking-part").set_value("sure").run()
    assert "drawn from the whole scale" in words(page)
    anywhere = page.dataframe[0].value
    page.segmented_control(key="sure-missing").set_value("like the stand-in").run()
    assert "taken to be ordinary" in words(page)
    assert not page.dataframe[0].value.equals(anywhere)
    page.segmented_control(key="sure-belief").set_value("fixed").run()
    assert not page.exception


def test_other_methods_are_those_of_the_core(opened: Opener) -> None:
    page = opened("ranking")
    page.segmented_control(key="ranking-part").set_value("methods").run()
    assert not page.exception
    places = sum(STUDY.dataset.by_id[name].incumbent for name in NATIONAL.ids)
    told = methods.report(compare_methods(NATIONAL), Setting(STUDY), first=places)
    assert told.answer in words(page)
    for shown, table in zip(page.dataframe, told.tables, strict=True):
        assert shown.value.equals(table.frame())
