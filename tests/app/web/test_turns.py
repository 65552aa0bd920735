"""Turns: no more than so many pages at once, each in turn, and whoever waits lets others draw."""

import threading
import time
from collections.abc import Iterator

import pytest

from app.web import turns

PATIENCE = 30.0


@pytest.fixture(autouse=True)
def two_places(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(turns, "_PLACES", threading.BoundedSemaphore(2))
    yield
    assert turns._PLACES._value == 2


class Pages:
    """Pages that are drawn until they are told to end."""

    def __init__(self, number: int, *, waiting: bool = False) -> None:
        self.drawing: list[int] = []
        self.most = 0
        self.ended = threading.Event()
        self.waiting = waiting
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.draw, args=(one,)) for one in range(number)]
        for thread in self.threads:
            thread.start()

    def draw(self, one: int) -> None:
        with turns.turn():
            with self.lock:
                self.drawing.append(one)
            if self.waiting:
                with turns.let_go():
                    self.ended.wait(PATIENCE)
            else:
                self.ended.wait(PATIENCE)

    def end(self) -> None:
        self.ended.set()
        for thread in self.threads:
            thread.join(PATIENCE)


def begun(pages: Pages, number: int) -> bool:
    until = time.monotonic() + PATIENCE
    while len(pages.drawing) < number and time.monotonic() < until:
        time.sleep(0.01)
    return len(pages.drawing) == number


def test_two_pages_are_drawn_and_the_others_wait_for_them() -> None:
    pages = Pages(5)
    assert begun(pages, 2)
    time.sleep(0.1)
    assert len(pages.drawing) == 2
    pages.end()
    assert sorted(pages.drawing) == [0, 1, 2, 3, 4]


def test_who_waits_for_a_plan_lets_others_draw() -> None:
    pages = Pages(5, waiting=True)
    assert begun(pages, 5)
    pages.end()


def test_a_page_that_breaks_off_leaves_its_place() -> None:
    for _ in range(5):
        with pytest.raises(RuntimeError), turns.turn():
            raise RuntimeError


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.1)
    pages = Pages(5)
    assert begun(pages, 5)
    pages.end()


def test_without_a_turn_there_is_nothing_to_let_go_of() -> None:
    with turns.let_go():
        assert turns._PLACES._value == 2
