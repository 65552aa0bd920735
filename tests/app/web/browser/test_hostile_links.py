"""Links that somebody means harm with: told as typed; nothing is fetched, nothing runs."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.app.web.browser.conftest import Watched
from tests.hostile import ADDRESS, ATTACKS

pytestmark = [pytest.mark.browser, pytest.mark.server]


@pytest.mark.parametrize(
    "query",
    [
        {"must": f"![p]({ADDRESS}q.png)"},
        {f"[x]({ADDRESS})": "1"},
        {"card": ATTACKS[1]},
        {"page": ATTACKS[2]},
        {f"weight.{ATTACKS[0]}.x": "0.5"},
        {"rule.near_focus": ATTACKS[2]},
        {"not": f"ask {ADDRESS} or www.example.org or me@example.org"},
    ],
)
def test_a_link_is_told_as_typed_and_fetches_nothing(
    small_server: str, watched: Watched, query: dict[str, str]
) -> None:
    """What must not be asked for is told by :class:`Watched`, afterwards."""
    page = watched.page
    page.goto(f"{small_server}/?{urlencode({'page': 'what-if', **query})}")
    told = page.get_by_test_id("stAlert").first
    expect(told).to_contain_text("The link could not be read")
    (name, value), *_ = query.items()
    said = (told.text_content() or "").replace("\u2060", "")
    assert (value if name.isidentifier() else name)[:60] in said
    assert told.locator("img, a, script").count() == 0
