"""The card, operated without a browser. Oracle: the same questions asked of the optimizer."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking
from app import CONFIG, DATA
from app.web.state import PLACE
from app.web.widgets.sidebar import FINDER
from optimizer.search.effort import EXACT
from optimizer.study import BASELINE, Study, open_study
from optimizer.why.explanation import explain
from reports import explain as reports
from reports.escape import visible
from reports.setting import Setting
from tests.app.web.screens.conftest import MAIN, PATIENCE, read, words
from tests.hostile import hostile_example
from tests.optimizer.solved import solve


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(MAIN, default_timeout=PATIENCE)
    for name, text in query.items():
        page.query_params[name] = text
    page.run().run()
    assert not page.exception
    return page


@pytest.mark.usefixtures("small_app")
def test_it_opens_from_the_finder() -> None:
    page = opened()
    page.selectbox(key=FINDER).select("country:AAA").run()
    assert not page.exception
    assert page.session_state[PLACE].card == "country:AAA"
    assert "It scores 72.5 of 100" in words(page)
    assert page.selectbox(key=FINDER).value is None


@pytest.mark.usefixtures("small_app")
def test_it_opens_by_a_link_for_every_kind(small_study: Study) -> None:
    scorecard = small_study.scorecard()
    for name in ("country:BBB-port", "commitment:BB001", "theme:ownership"):
        page = opened(card=name)
        line = scorecard.of(name)
        digits = 0 if line.high - line.low > 1 else 1
        assert f"It scores {line.score:.{digits}f} of 100" in words(page)
        known = {row.measure for row in small_study.dataset.evidence if row.candidate == name}
        evidence = next(
            t.value for t in page.table if {"Measure", "Rests on"} <= set(t.value.columns)
        )
        measures = small_study.configuration.criteria.measures
        assert {measures[one].label for one in known} <= set(map(read, evidence["Measure"]))


@pytest.mark.usefixtures("small_app")
def test_a_card_of_nobody_is_no_card_and_is_said_so() -> None:
    page = opened(card="![p](http://127.0.0.1:9/q.png)")
    assert page.session_state[PLACE].card is None
    assert "It scores" not in words(page)


@pytest.mark.usefixtures("small_app")
def test_it_tells_the_price_of_overruling(
    small_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))
    plan = solve(small_study.problem())
    candidate = min(plan.ids)
    page = opened(card=candidate)
    page.toggle(key=f"overruling:{candidate}").set_value(True).run()
    assert not page.exception
    found = explain(small_study, BASELINE, plan, candidate, effort=EXACT)
    for sentence in reports.report((found,), Setting(small_study, plan=plan)).sentences:
        assert sentence in words(page)


def test_hostile_names_are_shown_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sign that Markdown would obey stands behind a backslash."""
    folder = hostile_example(tmp_path)
    study = open_study(folder.root / "dataset", folder.root / "configuration")
    monkeypatch.setenv(DATA, str(folder.root / "dataset"))
    monkeypatch.setenv(CONFIG, str(folder.root / "configuration"))
    for name in ("country:AAA", "country:BBB", "country:CCC", "theme:ownership"):
        page = opened(card=name)
        shown = [str(one.value) for one in (*page.markdown, *page.caption, *page.warning)]
        assert not [text for text in shown if re.search(r"(?<!\\)(\]\(http|<img)", text)]
        assert visible(study.dataset.by_id[name].name) in words(page)
