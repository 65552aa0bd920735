"""Files that are made on demand, while pages are rendered anew. Oracle: Streamlit's own manager.

A rendering of a whole page drops what the session refers to, offers its buttons again, and then
clears away what nobody refers to any more.
"""

from collections.abc import Callable

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from app.web.downloads import KEPT, Downloads

BUTTON = "csv:overview-lists"


def rendered(files: MediaFileManager, *texts: str) -> list[str]:
    """Render a page with a button for each text, and return the numbers of the buttons."""
    files.clear_session_refs()
    numbers = [
        files.add_deferred(
            _of(text), "text/csv", f"1.{place}", "a.csv", element_id=f"{BUTTON}{place}"
        )
        for place, text in enumerate(texts)
    ]
    files.remove_orphaned_files()
    return numbers


def _of(text: str) -> Callable[[], bytes]:
    return text.encode


def fetched(files: MediaFileManager, address: str) -> bytes:
    found = files.read_file(address.rpartition("/")[2])
    assert found is not None
    return found.content


@pytest.fixture
def files() -> Downloads:
    return Downloads(MemoryMediaFileStorage("/media"))


def test_a_click_on_what_is_in_sight_gives_what_stands_there_now(files: Downloads) -> None:
    before = rendered(files, "then", "other")
    assert len(set(before)) == 2
    assert rendered(files, "now", "other") == before
    assert fetched(files, files.execute_deferred(before[0])) == b"now"
    usual = MediaFileManager(MemoryMediaFileStorage("/media"))
    (old,) = rendered(usual, "then")
    rendered(usual, "now")
    with pytest.raises(MediaFileStorageError):
        usual.execute_deferred(old)


def test_a_button_that_is_gone_hands_out_nothing(files: Downloads) -> None:
    number = rendered(files, "one", "two")[1]
    rendered(files, "one")
    with pytest.raises(MediaFileStorageError):
        files.execute_deferred(number)


def test_what_was_made_stays_until_others_were_made(files: Downloads) -> None:
    numbers = rendered(files, *map(str, range(KEPT + 1)))
    first = files.execute_deferred(numbers[0])
    for _ in range(3):
        rendered(files, *map(str, range(KEPT + 1)))
    assert fetched(files, first) == b"0"
    for number in numbers[1:]:
        files.execute_deferred(number)
    for _ in range(2):
        files.remove_orphaned_files()
    assert files.read_file(first.rpartition("/")[2]) is None
