"""The page Evidence, held against the dataset; what it hands out reads back as a dataset."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.web.evidence.rating import number
from app.web.state import PLACE
from config.configuration import Configuration
from config.rated import levels_of, rateable
from data.load import bundled_dataset_folder, load_dataset
from data.write import files, write_dataset
from optimizer.study import open_study
from questions.overlay import Rating, with_ratings
from scoring.coverage import coverage
from scoring.difference import kind_changes
from scoring.selection import of_candidates
from tests.app.web.screens.conftest import Opener, answer, words

STUDY = open_study()
KENYA, MEASURE = "country:KEN", "civil_society_participation"
NATIONAL = of_candidates(
    STUDY.scorecard().kinds["country"],
    {c.id for c in STUDY.dataset.of_kind("country") if c.attributes["level"] == "national"},
)


def ratings(page: AppTest) -> tuple[Rating, ...]:
    found = page.session_state[PLACE].ratings
    assert isinstance(found, tuple)
    return found


def editing(opened: Opener, measure: str = MEASURE) -> AppTest:
    page = opened("evidence")
    page.segmented_control(key="evidence-part").set_value("edit").run()
    page.selectbox(key="rating-candidate:country").set_value(KENYA)
    page.selectbox(key="rating-measure:country").set_value(measure).run()
    assert not page.exception
    return page


def save(page: AppTest, value: str, reason: str, measure: str = MEASURE) -> None:
    begins = f"rating:{KENYA}:{measure}"
    page.text_input(key=f"{begins}:value").set_value(value)
    page.text_area(key=f"{begins}:reason").set_value(reason)
    next(one for one in page.button if one.label == "Keep in this session").click().run()
    assert not page.exception


def test_answer_counts_what_is_known(opened: Opener) -> None:
    page = opened("evidence")
    found = coverage(NATIONAL)
    assert f"{found.shares['observed'] * 100:.0f} % is observed" in answer(page)
    assert f"{found.shares['missing'] * 100:.0f} % missing" in answer(page)
    assert f"for {found.count} countries" in answer(page)
    for gap in found.unknown:
        assert STUDY.configuration.criteria.measures[gap.measure].label in words(page)


def test_pages_and_orders_of_the_picture(opened: Opener) -> None:
    page = opened("evidence")
    page.segmented_control(key="evidence-order").set_value("missing").run()
    table = page.dataframe[1].value
    assert table["Missing"].is_monotonic_decreasing
    page.pagination(key="evidence-page").set_value(2).run()
    assert not page.exception
    for kind in STUDY.configuration.criteria.kinds:
        page.segmented_control(key="kind").set_value(kind).run()
        assert not page.exception


def test_search_finds_rows_with_every_word(opened: Opener) -> None:
    page = opened("evidence")
    page.segmented_control(key="evidence-part").set_value("values").run()
    page.text_input(key="evidence-search").set_value("kenya PRESS").run()
    table = page.dataframe[0].value
    assert len(table) >= 1
    assert set(table["Candidate"]) == {"Kenya"}
    page.text_input(key="evidence-search").set_value("no such thing (").run()
    assert not page.exception
    assert "No values with" in words(page)


def test_sources_are_all_there_with_their_links(opened: Opener) -> None:
    page = opened("evidence")
    page.segmented_control(key="evidence-part").set_value("sources").run()
    table = page.dataframe[0].value
    assert table["Link"].tolist() == [source.url for source in STUDY.dataset.sources]
    assert table["Values"].sum() == len(STUDY.dataset.evidence)


def test_a_rating_with_its_reason_changes_score_and_can_be_taken_back(opened: Opener) -> None:
    page = editing(opened)
    save(page, "0.2", "Consultations were called off")
    [rating] = ratings(page)
    assert (rating.candidate, rating.measure, rating.value) == (KENYA, MEASURE, 0.2)
    after = with_ratings(STUDY, [rating]).scorecard().kinds["country"]
    changes = kind_changes(STUDY.scorecard().kinds["country"], after)
    own = next(change for change in changes if change.candidate == KENYA)
    assert own.points < 0
    assert f"**Kenya: −{abs(own.points):.1f} points, now {own.after:.1f}" in words(page)
    assert "1 rating edited" in words(page)
    page.button(key=f"withdraw:{KENYA}:{MEASURE}").click().run()
    assert ratings(page) == ()
    assert "No rating is edited" in words(page)


def test_first_rating_of_a_measure_moves_nobody_else(opened: Opener) -> None:
    page = editing(opened, "political_will")
    begins = f"rating:{KENYA}:political_will"
    page.selectbox(key=f"{begins}:value").set_value("strong")
    page.text_area(key=f"{begins}:reason").set_value("Regional lead")
    next(one for one in page.button if one.label == "Keep in this session").click().run()
    assert not page.exception
    assert "1 rating edited" in words(page)
    assert "that median has moved" not in words(page)


def test_an_edit_that_moves_a_median_says_why_others_change(opened: Opener) -> None:
    """Kenya lies below the median of budget transparency, which 17 national members lack."""
    measure = "budget_transparency"
    page = editing(opened, measure)
    save(page, "80", "A new survey", measure)
    after = with_ratings(STUDY, ratings(page)).scorecard().kinds["country"]
    changes = kind_changes(STUDY.scorecard().kinds["country"], after)
    assert len(changes) > 1
    assert "that median has moved" in words(page)


@pytest.mark.parametrize(
    ("value", "reason", "says"),
    [
        ("0.5", "  ", "a reason is needed"),
        ("", "why", "a value is needed"),
        ("1.7", "why", "must lie on its scale, 0 to 1"),
        ("plenty", "why", "must be a number"),
        ("nan", "why", "must be a number"),
    ],
)
def test_what_does_not_hold_is_said_in_a_sentence(
    opened: Opener, value: str, reason: str, says: str
) -> None:
    page = editing(opened)
    save(page, value, reason)
    assert says in words(page)
    assert ratings(page) == ()


def test_a_range_must_hold_the_value(opened: Opener) -> None:
    page = editing(opened)
    begins = f"rating:{KENYA}:{MEASURE}"
    page.text_input(key=f"{begins}:low").set_value("0.6")
    page.text_input(key=f"{begins}:high").set_value("about 1")
    save(page, "0.5", "why")
    assert "each end of the range must be a number" in words(page)
    page.text_input(key=f"{begins}:high").set_value("0.9")
    save(page, "0.5", "why")
    assert "must lie between low and high" in words(page)
    page.text_input(key=f"{begins}:low").set_value("0.4")
    save(page, "0.5", "why")
    [rating] = ratings(page)
    assert (rating.low, rating.high) == (0.4, 0.9)


def test_changed_tables_read_back_as_the_edited_dataset(tmp_path: Path) -> None:
    rating = Rating(candidate=KENYA, measure="political_will", value="fair", reason='a, "b"\nc')
    edited = with_ratings(STUDY, [rating]).dataset
    write_dataset(STUDY.dataset, tmp_path / "copy", STUDY.configuration)
    for name in ("evidence.csv", "sources.csv"):
        (tmp_path / "copy" / name).write_text(files(edited)[name], encoding="utf-8")
    back = load_dataset(tmp_path / "copy", STUDY.configuration)
    assert back.evidence == edited.evidence
    assert back.sources == edited.sources
    assert (bundled_dataset_folder() / "evidence.csv").read_text(encoding="utf-8").splitlines()[
        0
    ] == files(edited)["evidence.csv"].splitlines()[0]


def test_only_what_can_be_rated_is_offered() -> None:
    configuration: Configuration = STUDY.configuration
    for kind in configuration.criteria.kinds.values():
        offered = rateable(kind, configuration)
        assert len(set(offered)) == len(offered)
        assert all(configuration.criteria.measures[name].derived is None for name in offered)
    country = configuration.criteria.kinds["country"]
    assert levels_of(country, "political_will") == ("none", "weak", "fair", "strong")
    assert levels_of(country, MEASURE) == ()


def test_numbers_as_people_type_them() -> None:
    assert number(" 1.5 ") == 1.5
    assert number("−2") == -2
    assert number("1e3") == 1000
    assert [number(text) for text in ("", "x", "inf", "nan")] == [None] * 4
