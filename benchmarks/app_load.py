"""Twenty people at once: each with another scenario, on loopback, speaking the app's own protocol.

Every visitor is a session of its own over a websocket, as a browser opens it, opens What-if, moves
the same lever to a value that nobody else uses, looks again as often as the page asks, and checks
that what comes back is the answer to its own move and to nobody else's. Beside it stands one
visitor who is alone. Memory is that of the server after each round; processor seconds are its own
until everybody has an answer, proofs that go on meanwhile included.

    python -m benchmarks.app_load             20 visitors, 4 rounds
    python -m benchmarks.app_load 5 3         5 visitors, 3 rounds
"""

import asyncio
import re
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import psutil
from rich.console import Console
from rich.table import Table
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.app.web.server import Running, running

VISITORS = 20
ROUNDS = 4
FIELD = "Regional team, Europe, staff-weeks for focus areas"
SHOWN = re.compile(r"Regional team, Europe has ([\d.]+) weeks for focus areas, not \d")
PATIENCE = 120.0
"""Seconds for one move to be answered."""
PAUSE = 3.0
"""Seconds that a visitor looks at a plan before the next move."""
MEGABYTE = 1024 * 1024


class Visitor:
    """One session: a websocket, and what its page shows."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.field = ""
        self.value: float | None = None
        self.page = ""
        self.texts: dict[tuple[int, ...], str] = {}
        self.polls: dict[str, float] = {}
        self.pages: dict[str, str] = {}
        """Address of a page → what the server calls it."""
        self.seen: set[str] = set()

    async def run(self, *, value: float | None = None, fragment: str = "", query: str = "") -> None:
        """Ask for the page, or a part of it, to be drawn, and take in everything until it is."""
        if not fragment:
            self.texts.clear()
            self.polls.clear()
        message = BackMsg()
        state = message.rerun_script
        state.query_string = query
        state.page_script_hash = self.page
        if fragment:
            state.fragment_id = fragment
            state.is_auto_rerun = True
        self.value = self.value if value is None else value
        if self.value is not None:
            widget = state.widget_states.widgets.add()
            widget.id, widget.double_value = self.field, self.value
        await self.socket.send(message.SerializeToString())
        while not await self._finished():
            pass

    async def _finished(self) -> bool:
        """Take in one message; say whether it ends the drawing, and no other follows by itself."""
        message = ForwardMsg()
        message.ParseFromString(await self._received())
        kind = str(message.WhichOneof("type"))
        if kind == "new_session":
            self.page = message.new_session.page_script_hash
        elif kind == "navigation":
            pages = message.navigation.app_pages
            self.pages = {one.url_pathname: one.page_script_hash for one in pages}
        elif kind == "auto_rerun":
            self.polls[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._element(tuple(message.metadata.delta_path), message)
        if kind != "script_finished":
            return False
        again = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
        if again:
            self.texts.clear()
            self.polls.clear()
        return not again

    async def _received(self) -> bytes:
        """Take in what the server says next."""
        data = await asyncio.wait_for(self.socket.recv(), PATIENCE)
        return data if isinstance(data, bytes) else data.encode()

    def _element(self, path: tuple[int, ...], message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "number_input" and element.number_input.label == FIELD:
            self.field = element.number_input.id
        text = {
            "heading": element.heading.body,
            "markdown": element.markdown.body,
            "alert": element.alert.body,
        }.get(str(kind), "")
        self.texts[path] = text
        self.seen.update(SHOWN.findall(text))

    def answered(self, weeks: float) -> bool:
        """Say whether the page shows the plan of a capacity."""
        words = "\n".join(self.texts.values())
        return f"{weeks:g}" in SHOWN.findall(words) and "being made" not in words

    async def move(self, weeks: float) -> float:
        """Move the lever; return the seconds until the plan is there."""
        began = time.perf_counter()
        await self.run(value=weeks)
        while not self.answered(weeks):
            await self.look()
            if time.perf_counter() - began > PATIENCE:
                msg = f"no answer for {weeks:g} weeks"
                raise TimeoutError(msg)
        return time.perf_counter() - began

    async def look(self) -> None:
        """Look again, as the page asks for while a plan is being made; or draw it anew."""
        polls = dict(self.polls)
        if not polls:
            await asyncio.sleep(0.2)
            await self.run()
        for fragment, interval in polls.items():
            await asyncio.sleep(interval)
            await self.run(fragment=fragment)

    async def watch(self, seconds: float) -> None:
        """Look on for a while."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            if self.polls:
                await self.look()
            else:
                await asyncio.sleep(0.2)


def scenario(visitor: int, turn: int) -> float:
    """Return a capacity, as the page writes it, that nobody else asks for in eight rounds."""
    return round(32.9 - 0.8 * visitor - turn / 10, 1)


async def visit(
    url: str, number: int, turn: int, gate: asyncio.Barrier, moved: asyncio.Barrier
) -> float:
    """Be one visitor for one move; return the seconds that it took."""
    address = url.replace("http", "ws") + "/_stcore/stream"
    async with connect(address, max_size=None) as socket:
        visitor = Visitor(socket)
        await visitor.run(query="page=what-if")
        until = time.perf_counter() + PATIENCE
        while not visitor.field:
            await visitor.run()
            if time.perf_counter() > until:
                msg = f"no field {FIELD!r} on What-if"
                raise TimeoutError(msg)
        await gate.wait()
        weeks = scenario(number, turn)
        seconds = await visitor.move(weeks)
        await moved.wait()
        await visitor.watch(PAUSE)
        others = visitor.seen - {f"{weeks:g}"}
        if others:
            msg = f"visitor {number} saw the scenarios of others: {sorted(others)}"
            raise AssertionError(msg)
        return seconds


@dataclass(frozen=True)
class Round:
    """One move of everybody."""

    seconds: list[float]
    """Of each visitor."""
    processor: float
    """Seconds of the server until the last has an answer, per visitor."""
    memory: int
    """Bytes, after it."""


def processor(server: psutil.Process) -> float:
    """Return the processor seconds that a process has taken."""
    return float(sum(server.cpu_times()[:2]))


async def measure(app: Running, visitors: int, turn: int) -> Round:
    """Let everybody open the page and, at the same moment, move the lever."""
    gate, moved = asyncio.Barrier(visitors + 1), asyncio.Barrier(visitors + 1)
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(visit(app.url, number, turn, gate, moved))
            for number in range(visitors)
        ]
        await gate.wait()
        server = psutil.Process(app.pid)
        before = processor(server)
        await moved.wait()
        used = (processor(server) - before) / visitors
    return Round([task.result() for task in tasks], used, server.memory_info().rss)


def tell(results: Sequence[Round], title: str) -> None:
    """Print what the rounds took."""
    table = Table("round", "median", "slowest", "processor per move", "memory", title=title)
    for turn, one in enumerate(results, start=1):
        table.add_row(
            str(turn),
            f"{statistics.median(one.seconds):.1f} s",
            f"{max(one.seconds):.1f} s",
            f"{one.processor:.2f} s",
            f"{one.memory / MEGABYTE:,.0f} MB",
        )
    Console().print(table)


def main() -> None:
    """Measure and print."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    visitors, rounds = (numbers + [VISITORS, ROUNDS][len(numbers) :])[:2]
    with running() as app:
        alone = [asyncio.run(measure(app, 1, turn)) for turn in range(rounds)]
        many = [asyncio.run(measure(app, visitors, rounds + turn)) for turn in range(rounds)]
    tell(alone, "one person alone")
    tell(many, f"{visitors} people at once")
    one, each = (
        statistics.median(chain.from_iterable(found.seconds for found in rounds_))
        for rounds_ in (alone, many)
    )
    print(f"at once a person waits {each / one:.1f} times as long as alone (medians)")
    print("nobody saw another's scenario, no session broke")


if __name__ == "__main__":
    main()
