"""The browser of the app's own tests, and nginx."""

import os

import pytest

from tests.app.web.browser.conftest import browser, executable
from tests.deploy.proxy import nginx
from tests.records.conftest import postgresql

__all__ = ["browser", "executable", "postgresql"]


@pytest.fixture(scope="session")
def program() -> str:
    """Return where nginx is; skip without it, or fail where CI says it must be there."""
    found = nginx()
    if found is None:
        why = "needs nginx (Debian: nginx-light) to run the proxy that the documentation shows"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return found
