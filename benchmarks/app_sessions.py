"""Many people at once, each signed in as somebody else: nobody sees what is another's; memory.

Each has marks of their own that stand nowhere else: in their name and address, in the reason of a
rating (blind to those who have not rated the same), in a draft, in the name of a scenario. Each
opens the app again and again, as a new session with a scenario of their own, and walks through the
pages. Every byte that the server sends to anybody is searched for the marks of all others. Memory
is that of the server process.

    python -m benchmarks.app_sessions            20 people, 10 minutes, on the bundled data
    python -m benchmarks.app_sessions 5 1        5 people, 1 minute
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
from itsdangerous import URLSafeTimedSerializer
from rich.console import Console
from rich.table import Table
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from app import CONFIG, DATA
from benchmarks.app_load import MEGABYTE, Visitor
from config.rated import levels_of
from optimizer.study import Study, open_study
from questions.asking import ask
from questions.plan import PlanQuestion
from records import drafts, people, ratings, rounds
from records.permissions import EVERYWHERE, Person, Role
from records.ratings import Given
from records.rounds import Opening
from records.store import Records
from tests.app.web.provider import CLIENT, COOKIE_SECRET, signing_in

VISITORS, MINUTES = 20, 10.0
ISSUER = "https://id.example.org"
COOKIE, XSRF = "_streamlit_user", "_streamlit_xsrf"
WALK = ("review", "people", "evidence", "overview")
"""Pages that everybody walks through, after What-if."""
SCENARIOS = 4
"""Scenarios that each has, one after the other."""
SETTLED = 1.2
"""How much more memory there may be in the end than halfway."""


def mark(number: int, what: str) -> str:
    """Return a mark that stands nowhere else."""
    return f"{what}{number:03d}zq"


def marks(number: int) -> tuple[bytes, ...]:
    """Return all marks of somebody."""
    return tuple(mark(number, what).encode() for what in ("Name", "mail", "why", "draft", "Case"))


def prepare(file: Path, study: Study, visitors: int) -> None:
    """Write a roster and a round in rating, in which each has said something of their own."""
    records = Records.at(str(file), make=True)
    roles: frozenset[Role] = frozenset(("administrator", "leadership"))
    people.begin(records, Person(id="ada", name="Ada", roles=roles))
    raters = [_person(number) for number in range(visitors)]
    for one in raters:
        people.put(records, "ada", one)
    opening = Opening(id="round", title="Round")
    of = rounds.open_round(records, "ada", opening, study, ask(study, PlanQuestion()))
    rounds.advance(records, "ada", of.id, "rating")
    for number, (candidate, measure, value) in zip(range(visitors), _things(study), strict=False):
        said = Given(
            person="", candidate=candidate, measure=measure, value=value, reason=mark(number, "why")
        )
        ratings.rate(records, f"p{number}", of, study, said)
    for number, one in enumerate(raters):
        drafts.keep(records, one.id, "place", json.dumps({"words": mark(number, "draft")}))
        people.put(records, "ada", one.but(roles=frozenset(("reader",))))
    records.close()


def _person(number: int) -> Person:
    """Return somebody who rates, and then only reads: of readers nobody else is told."""
    return Person(
        id=f"p{number}",
        name=mark(number, "Name"),
        email=f"{mark(number, 'mail')}@example.org",
        roles=frozenset(("rater",)),
        regions=frozenset((EVERYWHERE,)),
        issuer=ISSUER,
        subject=f"sub-{number}",
    )


def _things(study: Study) -> list[tuple[str, str, float | str]]:
    """Return what can be rated, each with a value that can be given."""
    found: list[tuple[str, str, float | str]] = []
    kinds = study.configuration.criteria.kinds
    for one in study.dataset.candidates:
        for measure in ratings.measures(study, one.id):
            levels = levels_of(kinds[one.kind], measure)
            found.append((one.id, measure, levels[0] if levels else 0.0))
    return found


class Signed(Visitor):
    """A session of somebody who has signed in, and everything foreign that it was sent."""

    def __init__(
        self, socket: ClientConnection, own: Sequence[bytes], every: Sequence[bytes]
    ) -> None:
        super().__init__(socket)
        self.own = frozenset(own)
        self.others = [one for one in every if one not in self.own]
        self.seen_own: set[bytes] = set()

    async def _received(self) -> bytes:
        data = await super()._received()
        foreign = [one for one in self.others if one in data]
        if foreign:
            kind = ForwardMsg.FromString(data).WhichOneof("type")
            msg = f"somebody was sent what is another's, in {kind}: {foreign}"
            raise AssertionError(msg)
        self.seen_own |= {one for one in self.own if one in data}
        return data


def headers(url: str, number: int) -> tuple[Mapping[str, str], str]:
    """Return what a browser sends with a socket when somebody has signed in, and its token."""
    claims = {
        "iss": ISSUER, "aud": CLIENT, "sub": f"sub-{number}", "exp": time.time() + 36_000,
        "origin": url, "is_logged_in": True, "provider": "default",
    }  # fmt: skip
    signed = URLSafeTimedSerializer(COOKIE_SECRET, salt=COOKIE).dumps(json.dumps(claims))
    token = httpx.get(f"{url}/_stcore/health").cookies[XSRF].strip('"')
    return {"Cookie": f"{COOKIE}={signed}; {XSRF}={token}", "Origin": url}, token


async def visit(
    url: str, number: int, turn: int, every: Sequence[bytes], lever: tuple[str, float]
) -> set[bytes]:
    """Open the app as somebody, look around, leave; return which marks of their own they saw."""
    sent, token = headers(url, number)
    address = url.replace("http", "ws") + "/_stcore/stream"
    protocols = [Subprotocol("streamlit"), Subprotocol(token)]
    name, weeks = lever
    value = round(weeks - 1 - number / 10 - (turn % SCENARIOS) / 100, 2)
    async with connect(
        address, max_size=None, additional_headers=sent, subprotocols=protocols, origin=None
    ) as socket:
        visitor = Signed(socket, marks(number), every)
        await visitor.run(query=f"page=what-if&name={mark(number, 'Case')}&weeks.{name}={value}")
        while "being made" in "\n".join(visitor.texts.values()):
            await visitor.look()
        for page in WALK:
            visitor.page = visitor.pages.get(page, visitor.pages[""])
            await visitor.run()
        return visitor.seen_own


async def live(
    url: str, pid: int, visitors: int, seconds: float, lever: tuple[str, float]
) -> tuple[list[int], int]:
    """Let all of them come and go for a while; return memory over time, and the visits made."""
    every = [one for number in range(visitors) for one in marks(number)]
    process, until = psutil.Process(pid), time.monotonic() + seconds
    memory: list[int] = []
    visits = 0

    async def somebody(number: int) -> None:
        nonlocal visits
        turn = 0
        while turn < 2 or time.monotonic() < until:
            seen = await visit(url, number, turn, every, lever)
            missing = {marks(number)[0], marks(number)[4]} - seen
            if missing:
                msg = f"person {number} did not see what is their own: {missing}"
                raise AssertionError(msg)
            visits, turn = visits + 1, turn + 1

    async def watch(people: Sequence[asyncio.Task[None]]) -> None:
        while not all(one.done() for one in people):
            memory.append(process.memory_info().rss)
            await asyncio.sleep(1)

    async with asyncio.TaskGroup() as group:
        found = [group.create_task(somebody(number)) for number in range(visitors)]
        group.create_task(watch(found))
    return memory, visits


def settled(memory: Sequence[int]) -> float:
    """Return how many times as much memory there was at most in the last quarter as by halfway."""
    half, last = memory[: max(1, len(memory) // 2)], memory[len(memory) * 3 // 4 :]
    return max(last) / max(half)


def play(
    visitors: int, seconds: float, folders: tuple[Path, Path] | None = None
) -> tuple[list[int], int]:
    """Start the app, let everybody in, and return memory over time and the visits made.

    Args:
        visitors: how many people.
        seconds: how long they come and go.
        folders: dataset and configuration; None = the bundled ones.
    """
    study = open_study(*(folders or (None, None)))
    team = study.problem().teams[0]
    with tempfile.TemporaryDirectory() as place:
        prepare(Path(place) / "records.sqlite3", study, visitors)
        names = dict(zip((DATA, CONFIG), map(str, folders or ("", "")), strict=True))
        with signing_in(Path(place), ISSUER, names) as app:
            lever = (team.id, team.weeks)
            with ThreadPoolExecutor(1) as apart:  # whoever calls may have a loop of their own
                living = live(app.url, app.pid, visitors, seconds, lever)
                return apart.submit(asyncio.run, living).result()


def main() -> None:
    """Measure and print."""
    numbers = [float(word) for word in sys.argv[1:] if word.replace(".", "", 1).isdigit()]
    visitors, minutes = (numbers + [VISITORS, MINUTES][len(numbers) :])[:2]
    memory, visits = play(int(visitors), minutes * 60)
    table = Table("part", "most memory", title=f"{visitors:g} people, {visits} visits")
    parts = 10
    for part in range(parts):
        own = memory[len(memory) * part // parts : len(memory) * (part + 1) // parts]
        if own:
            table.add_row(f"{part + 1} of {parts}", f"{max(own) / MEGABYTE:,.0f} MB")
    Console().print(table)
    print(f"nobody was sent what is another's; memory at the end: {settled(memory):.2f} of halfway")


if __name__ == "__main__":
    main()
