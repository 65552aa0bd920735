"""The page Shortlists, on the small example, held against its plan."""

import time

import pytest

from optimizer.study import Study
from reports import shortlist
from reports.setting import Setting
from tests.app.web.screens.conftest import Opener, answer, read, words


@pytest.mark.usefixtures("small_app")
def test_every_region_shows_its_part_of_the_plan(opened: Opener, small_study: Study) -> None:
    page = opened("shortlists")
    for region in shortlist.regions(Setting(small_study)):
        page.segmented_control(key="shortlist-region").set_value(region).run()
        assert not page.exception
        assert answer(page).startswith(f"{region}: ")
        keys = [str(one.key).split("-", 3) for one in page.button]
        named = [key[3] for key in keys if key[0] == "open"]
        assert named
        assert {small_study.dataset.by_id[name].region for name in named} == {region}


@pytest.mark.usefixtures("small_app")
def test_the_whole_reason_is_told(opened: Opener) -> None:
    page = opened("shortlists")
    label = read(page.button(key="open-enters-inside-country:BBB").label)
    assert "**Betaland** enters." in label
    assert " Score " in label


@pytest.mark.usefixtures("small_app")
def test_planning_again_tells_the_price_of_overruling(opened: Opener, small_study: Study) -> None:
    page = opened("shortlists")
    key = f"crossing:{shortlist.regions(Setting(small_study))[0]}"
    for _ in range(50):
        if not page.selectbox(key=key).disabled:
            break
        time.sleep(0.1)
        page.run()
    page.selectbox(key=key).set_value("country:BBB").run()
    assert not page.exception
    name = small_study.dataset.by_id["country:BBB"].name
    said = [text for text in words(page).splitlines() if text.startswith(f"**{name}")]
    assert any("cost" in text or "impossible" in text for text in said), words(page)
