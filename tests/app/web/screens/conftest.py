"""The pages, opened and operated without a browser."""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import app.web.asking

MAIN = Path(app.web.asking.__file__).with_name("main.py")
"""The script that Streamlit runs."""
PATIENCE = 120
"""Seconds for one drawing of a page, on a busy machine."""

Opener = Callable[[str], AppTest]


@pytest.fixture(autouse=True)
def _left() -> Iterator[None]:
    """Let go of what a page began, as nobody looks at it any more."""
    yield
    app.web.asking.jobs().forget(answers=False)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Return what opens a page by the name of its file; errands are waited for."""
    monkeypatch.setattr(app.web.asking, "AT_ONCE", float(PATIENCE))

    def page(name: str) -> AppTest:
        found = AppTest.from_file(MAIN, default_timeout=2 * PATIENCE)
        found.switch_page(f"screens/{name}.py").run()
        assert not found.exception
        return found

    return page


def field(group: Iterable[Any], key: str) -> Any:
    """Return the widget that stands for a field of a lever now, whichever took its place."""
    return next(one for one in group if re.fullmatch(rf"{key}(:\d+)?", str(one.key)))


def answer(page: AppTest) -> str:
    """Return the sentence at the top of a page."""
    return read(str(page.subheader[0].value))


def words(page: AppTest) -> str:
    """Return all running text of a page."""
    kinds = (page.markdown, page.caption, page.info, page.warning, page.error, page.success)
    return "\n".join(read(str(element.value)) for group in kinds for element in group)


def read(text: str) -> str:
    """Return text as people read it: signs that are escaped for Markdown stand for themselves."""
    return re.sub(r"\\(?=[^\w\s]|_)|\u2060", "", text).replace("\u00a0", " ")


def until(page: AppTest, text: str) -> str:
    """Draw a page anew until its running text has some words; return all of it."""
    end = time.monotonic() + PATIENCE
    while text not in words(page) and time.monotonic() < end:
        page.run()
    assert not page.exception
    assert text in words(page)
    return words(page)
