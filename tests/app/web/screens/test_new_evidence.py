"""New evidence: the difference is shown first; taken over, the session's pages speak of it."""

import pytest
from streamlit.testing.v1 import AppTest

from app import CONFIG, DATA
from app.web.state import PLACE
from tests.app.web.screens.conftest import Opener, read, words
from tests.folders import SMALL

HEAD = "candidate,measure,value,basis,source\n"
WILL = "country:BBB,will,{},judgement,staff round\n"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on the small example, in which nobody has rated the will of Betaland."""
    monkeypatch.setenv(DATA, str(SMALL / "dataset"))
    monkeypatch.setenv(CONFIG, str(SMALL / "configuration"))


def given(opened: Opener, content: str) -> AppTest:
    page = opened("evidence")
    page.segmented_control(key="evidence-part").set_value("new").run()
    page.file_uploader(key="new-evidence-file").set_value(("e.csv", content.encode(), "")).run()
    assert not page.exception
    return page


def test_the_difference_is_shown_first_and_taken_over(opened: Opener) -> None:
    page = given(opened, HEAD + WILL.format("strong"))
    said = read(words(page))
    assert "2 differences, about 1 candidate: evidence (1 new) and sources (1 new)." in said
    assert "score would change, most of all Betaland: +" in said
    assert page.session_state[PLACE].own is None
    page.toggle(key="new-evidence-plan").set_value(True).run()
    assert not page.exception
    assert "The plan would hold the same." in read(words(page))
    next(one for one in page.button if one.key == "new-evidence-take").click().run()
    assert not page.exception
    own = page.session_state[PLACE].own
    assert own.name == "Evidence of e.csv"
    (found,) = [
        row
        for row in own.study.dataset.evidence
        if (row.candidate, row.measure) == ("country:BBB", "will")
    ]
    assert (found.value, found.source) == ("strong", "staff round")
    assert "Nothing differs" in words(page)
    page.switch_page("screens/ranking.py").run()
    assert not page.exception
    assert "Evidence of e.csv: only you see it." in read(words(page))


def test_what_does_not_hold_is_told(opened: Opener) -> None:
    page = given(opened, HEAD + WILL.format("strongest"))
    said = read(words(page))
    assert "e.csv line 2, value: must be a level that criteria.yaml gives a value" in said
    assert not [one for one in page.button if one.key == "new-evidence-take"]
