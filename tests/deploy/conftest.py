"""Where nginx is."""

import os

import pytest

from tests.deploy.proxy import nginx
from tests.records.conftest import postgresql

__all__ = ["postgresql"]


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
