"""Which process runs which file, where several share the suite out (``pytest -n``).

Each file runs whole in one process. Those that look at the app on the bundled data share one of
its servers, which has then answered what the app looks up by itself.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

BROWSER = "tests/app/web/browser/"
ONE_SERVER = ("test_accessibility.py", "test_main_flow.py", "test_pages.py", "test_partners.py")
"""Files that use the fixture ``server``."""


class Distribution(LoadFileScheduling):  # type: ignore[misc]
    """Whole files, those of one server together, in the order in which they are collected.

    What waits for browsers comes early in it, and the quickest tests last, so that no process is
    left alone with long ones at the end.
    """

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return BROWSER if file in {BROWSER + one for one in ONE_SERVER} else file


def scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Return what shares the suite out by files; None where it is not shared out so."""
    if config.getoption("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False
    return Distribution(config, log)
