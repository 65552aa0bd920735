"""What tells one visitor from others. Oracle: Streamlit's own cookies, made anew at every load."""

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from app.web.consulting import browser


def test_a_browser_is_the_same_at_every_load() -> None:
    token, other = bytes(range(16)), bytes(range(1, 17))
    made = [generate_xsrf_token_string(token, 1_795_787_336) for _ in range(5)]
    assert len(set(made)) > 1
    assert {browser(one) for one in made} == {token.hex()}
    assert browser(generate_xsrf_token_string(other, 1)) != token.hex()


@pytest.mark.parametrize("cookie", ["", "2", "2|xx|yy|1", "2||aa|1", "2|aa||1", "<script>", "||||"])
def test_what_is_no_such_cookie_tells_nothing(cookie: str) -> None:
    assert browser(cookie) == ""
