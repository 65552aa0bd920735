"""The choice of a bundled cycle in the sidebar."""

import pytest

from app import DATA
from app.web.state import PLACE
from tests.app.web.screens.conftest import Opener, answer, words
from tests.folders import SMALL


def test_another_cycle_is_on_all_pages(opened: Opener) -> None:
    page = opened("ranking")
    page.sidebar.selectbox(key="cycle").select("strategy-2023").run()
    assert not page.exception
    own = page.session_state[PLACE].own
    assert set(own.study.configuration.criteria.kinds) == {
        "country", "local", "action", "theme", "platform",
    }  # fmt: skip
    assert "only you see it" not in words(page)
    for name in ("evidence", "criteria", "ranking", "partners"):
        page.switch_page(f"screens/{name}.py").run()
        assert not page.exception, name
        assert answer(page)
        assert page.sidebar.selectbox(key="cycle").value == "strategy-2023"
    page.sidebar.selectbox(key="cycle").select("2020").run()
    assert page.session_state[PLACE].own is None


def test_folders_of_ones_own_offer_none(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA, str(SMALL / "dataset"))
    monkeypatch.setenv("FOCUS_CONFIG", str(SMALL / "configuration"))
    page = opened("evidence")
    assert not [one for one in page.sidebar.selectbox if one.key == "cycle"]
