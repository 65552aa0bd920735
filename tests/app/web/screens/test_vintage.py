"""The field Known by: what is later is left out on every page, and links carry it."""

from streamlit.testing.v1 import AppTest

from app.web.state import PLACE
from optimizer.study import open_study
from tests.app.web.screens.conftest import MAIN, PATIENCE, Opener, answer, field, words


def shares(as_of: str) -> str:
    """Return how many values are left out, in words."""
    study = open_study(as_of=as_of)
    return f"{len(study.dataset.vintage.evidence):,} values"


def looking_back(page: AppTest, place: str, text: str) -> AppTest:
    field(page.text_input, f"as-of-{place}").set_value(text).run()
    assert not page.exception
    return page


def test_evidence_is_cut_and_what_is_left_out_is_listed(opened: Opener) -> None:
    page = opened("evidence")
    page.segmented_control(key="evidence-part").set_value("vintage").run()
    assert "What was known by 31 December 2020 counts: 533 values" in words(page)
    before = answer(page)
    looking_back(page, "evidence", "2019")
    assert f"What was known by 31 December 2019 counts: {shares('2019')}" in words(page)
    assert "This is what would be said as of 31 December 2019." in words(page)
    assert answer(page) != before
    looking_back(page, "evidence", "all")
    assert "Everything on record counts, whatever its date." in words(page)
    looking_back(page, "evidence", "")
    assert answer(page) == before


def test_what_names_no_day_is_told_and_changes_nothing(opened: Opener) -> None:
    page = opened("evidence")
    page.segmented_control(key="evidence-part").set_value("vintage").run()
    looking_back(page, "evidence", "[last](June)")
    assert page.session_state[PLACE].as_of == ""
    assert "must be a year, a month or a day that exists, or all (found '[last](June)')" in words(
        page
    )


def test_a_link_opens_the_vintage() -> None:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    page.query_params["as_of"] = "2019"
    page.query_params["page"] = "evidence"
    page.run()
    assert not page.exception
    assert page.session_state[PLACE].as_of == "2019"
    assert "What was known by 31 December 2019 counts" in words(page)


def test_a_rating_speaks_of_the_day_and_the_table_keeps_what_is_later(opened: Opener) -> None:
    from app.web.evidence.rating import _file
    from questions.overlay import Rating

    del opened
    vintage = open_study().dataset.vintage
    made = Rating(
        candidate="country:KEN", measure="political_will", value="strong", reason="x",
        as_of="2026-01-01",
    )  # fmt: skip
    assert made.within(vintage).as_of == "2020-12-31"
    assert made.but(as_of="2019-05-01").within(vintage).as_of == "2019-05-01"
    assert made.within(vintage.but(day="")).as_of == "2026-01-01"
    table = _file([made.within(vintage)], "evidence.csv").decode()
    whole = open_study(as_of="all").dataset.evidence
    assert table.count("\n") == 1 + len(whole) + 1
