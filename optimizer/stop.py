"""A switch that ends a running solve early, from another thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

By = Literal["person", "time"]
"""Who ends a search early: somebody, or the time that somebody set."""


class Stop:
    """Thrown once; every solve that watches it then ends with the best plan found so far."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._by: By | None = None

    def throw(self, by: By = "person") -> None:
        """End the solves that watch this switch; who throws it first is remembered."""
        self._by = self._by or by
        self._event.set()

    @property
    def by(self) -> By | None:
        """Who threw the switch; None as long as nobody has."""
        return self._by

    @property
    def thrown(self) -> bool:
        """Whether the switch was thrown."""
        return self._event.is_set()

    @contextmanager
    def watching(self, highs: Any) -> Iterator[None]:  # noqa: ANN401 (highspy is untyped)
        """Let a HiGHS model look at the switch while it runs."""

        def look(event: Any) -> None:  # noqa: ANN401 (highspy is untyped)
            if self._event.is_set():
                event.interrupt()

        highs.cbMipInterrupt += look
        highs.cbSimplexInterrupt += look
        try:
            yield
        finally:
            highs.cbMipInterrupt -= look
            highs.cbSimplexInterrupt -= look
