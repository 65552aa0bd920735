"""Nothing serious stands between a page and people who use it by keyboard or screen reader.

Oracle: axe-core (Deque Systems), rules tagged WCAG 2.1 A and AA.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.web.navigation import SCREENS, Screen
from tests.app.web.server import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.server]

SERIOUS = ("serious", "critical")
SETTLED = """() => document.getAnimations().every(
    one => one.playState !== "running" || one.effect.getTiming().iterations === Infinity
)"""
"""Whether what was drawn anew has its own colour, and nothing but what turns for ever moves."""
BETWEEN = 300
"""Milliseconds until what follows a drawing has begun."""
NOT_OURS = ("canvas", ".vega-embed svg *")
"""Streamlit's own table is drawn on a canvas, which has a table for screen readers beside it; the
parts of a chart, which as a whole has its text alternative."""


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.path)
def test_no_page_has_a_serious_fault(server: str, browser: Browser, screen: Screen) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme="light")
    expect.set_options(timeout=PATIENCE * 1000)
    page = context.new_page()
    page.goto(f"{server}/{screen.path}")
    expect(page.get_by_test_id("stHeading").first).to_be_visible()
    found = {"light": serious(page)}
    light = ground(page)
    page.emulate_media(color_scheme="dark")
    found["dark"] = serious(page)
    assert ground(page) != light
    context.close()
    assert found == {"light": [], "dark": []}


def serious(page: Page) -> list[str]:
    """Return the serious faults of a page, once it stands still."""
    for _ in range(2):  # a page that has just been drawn fades in
        page.wait_for_timeout(BETWEEN)
        expect(page.get_by_test_id("stApp")).to_have_attribute(
            "data-test-script-state", "notRunning"
        )
        page.wait_for_function(SETTLED)
    found = Axe().run(page, context={"exclude": [[part] for part in NOT_OURS]})
    return [
        f"{fault['id']}: {fault['help']}: "
        + "; ".join(str(node["target"]) + " " + node["html"][:160] for node in fault["nodes"][:4])
        for fault in found.response["violations"]
        if fault["impact"] in SERIOUS
    ]


def ground(page: Page) -> str:
    """Return the colour of a page behind everything."""
    shown = page.get_by_test_id("stApp").evaluate("one => getComputedStyle(one).backgroundColor")
    return str(shown)
