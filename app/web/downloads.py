"""Files that are made when somebody asks for them, also while the page is rendered anew.

Streamlit numbers the button of such a file anew at every rendering and forgets the old number when
the rendering is over: a click on what is still in sight then finds nothing. Here a button has one
number for as long as it is on the page, and what was made last stays until it is fetched.
"""

from collections import deque
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorage

KEPT = 16
"""Files that were made last, of all sessions, and are kept."""


class Downloads(MediaFileManager):
    """What the app hands out: pictures and tables, and files that are made on demand."""

    def __init__(self, storage: MediaFileStorage) -> None:
        """Keep files in a storage."""
        super().__init__(storage)
        self._made: deque[str] = deque(maxlen=KEPT)

    def add_deferred(
        self,
        data_callable: Callable[[], Any],
        mimetype: str | None,
        coordinates: str,
        file_name: str | None = None,
        *,
        element_id: str = "",
    ) -> str:
        """Offer a file under the number that its button has for as long as it is on the page.

        ``element_id`` is that of the button, the same at every rendering.
        """
        once = super().add_deferred(
            data_callable, mimetype, coordinates, file_name, element_id=element_id
        )
        with self._lock:
            offer = self._deferred_callables.pop(once, None)
            if offer is None:
                return once
            session = offer["session_id"]
            number = sha256(f"{session} {element_id or coordinates}".encode()).hexdigest()
            self._deferred_callables[number] = offer
            self._deferred_ids_by_session[session] ^= {once}
            self._deferred_ids_by_session[session].add(number)
            self._files_by_session_and_coord[session][coordinates] = number
        return number

    def execute_deferred(self, file_id: str) -> str:
        """Make a file, and return the address under which it can be fetched.

        Raises:
            MediaFileStorageError: its button is no longer there, or it cannot be made.
        """
        address = super().execute_deferred(file_id)
        with self._lock:
            self._made.append(address.rpartition("/")[2].partition(".")[0])
        return address

    def _get_inactive_file_ids(self) -> set[str]:
        return super()._get_inactive_file_ids().difference(self._made)
