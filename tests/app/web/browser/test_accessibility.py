"""Nothing serious stands between a page and people who use it by keyboard or screen reader.

Oracle: axe-core (Deque Systems), rules tagged WCAG 2.1 A and AA.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from app.web.navigation import SCREENS, Screen
from tests.app.web.server import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.server]

SERIOUS = ("serious", "critical")
FADING = 1_500
"""Milliseconds until what was drawn anew has its own colour."""
NOT_OURS = ("canvas", ".vega-embed svg *")
"""Streamlit's own table is drawn on a canvas, which has a table for screen readers beside it; the
parts of a chart, which as a whole has its text alternative."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.path)
def test_no_page_has_a_serious_fault(
    server: str, browser: Browser, screen: Screen, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 720},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    expect.set_options(timeout=PATIENCE * 1000)
    page = context.new_page()
    page.goto(f"{server}/{screen.path}")
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    for _ in range(2):  # a page that has just been drawn fades in
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning"
        )
        page.wait_for_timeout(FADING)
    found = Axe().run(page, context={"exclude": [[part] for part in NOT_OURS]})
    serious = [
        f"{fault['id']}: {fault['help']}: "
        + "; ".join(str(node["target"]) + " " + node["html"][:160] for node in fault["nodes"][:4])
        for fault in found.response["violations"]
        if fault["impact"] in SERIOUS
    ]
    context.close()
    assert serious == []
