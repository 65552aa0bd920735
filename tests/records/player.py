"""A process that plays acts in children of its own, each of which may be killed at any moment.

It reads one request a line, forks, and says what became of it, a line each as JSON: ``began`` with
the child's process id, ``acknowledged`` for each act that returned to the child, and ``ended``.
Started anew, a Python process would take a second to import what it needs; a fork takes a few
milliseconds.
"""

import contextlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sql
from sqlalchemy.engine import Connection

from config.problems import InputError
from records import database, decisions, stances, trail
from records.permissions import RefusedError
from records.stances import Stance
from records.store import Records, StaleError
from tests.records.acts import BETA, PORT, SCENES, Material, Stage

TOP = Path(__file__).parents[2]
WRITING = ("INSERT", "DELETE", "CREATE", "UPDATE")
BEFORE_COMMIT, AFTER_COMMIT = "before COMMIT", "after COMMIT"
Tell = Callable[[str, Any], None]


@dataclass
class Boundaries:
    """Moments in an act at which its process can end: around each statement and each commit."""

    end_at: int | str | None = None
    """Which of them, the first being 1, or the first of a sort; None = at none."""
    end: Callable[[Connection], None] = lambda _: os.kill(os.getpid(), signal.SIGKILL)
    passed: list[str] = field(default_factory=list)
    """What each of them was."""
    _wrote: bool = False

    def watch(self, engine: sql.Engine) -> None:
        """Count from now on what an engine does."""
        event, dialect = sql.event, engine.dialect

        @event.listens_for(engine, "before_cursor_execute")
        def _(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
            self._pass(f"before {statement.split()[0]}", connection)

        @event.listens_for(engine, "after_cursor_execute")
        def _(connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
            self._wrote = self._wrote or statement.split()[0] in WRITING
            self._pass(f"after {statement.split()[0]}", connection)

        @event.listens_for(engine, "commit")
        def _(connection: Connection) -> None:
            self._pass(BEFORE_COMMIT if self._wrote else "before the end of reading", connection)
            self._committing = connection

        commit = dialect.do_commit

        def committed(connection: Any) -> None:
            commit(connection)
            wrote, self._wrote = self._wrote, False
            self._pass(AFTER_COMMIT if wrote else "after reading", self._committing)

        dialect.do_commit = committed  # type: ignore[method-assign,assignment]

    def _pass(self, which: str, connection: Connection) -> None:
        self.passed.append(which)
        if self.end_at in (which, len(self.passed)):
            self.end_at = None
            self.end(connection)


def play(records: Records, material: Material, request: dict[str, Any], tell: Tell) -> None:
    """Do what a request says."""
    what, stage = request["what"], Stage(records, material)
    if what == "make":
        tell("acknowledged", database.bring_up(records.engine))
    elif what == "scene":
        scene = next(one for one in SCENES if one.name == request["scene"])
        scene.play(stage)
        tell("acknowledged", head(records))
    elif what == "stances":
        stance(stage, request, tell)
    elif what == "versions":
        versions(stage, request, tell)


def stance(stage: Stage, request: dict[str, Any], tell: Tell) -> None:
    """Take one stance after the other, each other than the one before."""
    of, who = stage.round, request["who"]
    for nth in range(request["times"]):
        said = Stance(person="", candidate=BETA, stance="unsure", words=f"{who} {nth}")
        stances.take(stage.records, who, of, stage.study, said)
        tell("acknowledged", head(stage.records))


def versions(stage: Stage, request: dict[str, Any], tell: Tell) -> None:
    """Decide on the same thing as others do, again and again, each time on what is there then."""
    of, seen = stage.round, 0
    price = decisions.price_of(*(stage.material.answer.result.plan,) * 2)
    for nth in range(request["times"]):
        departure = decisions.Override(
            candidate=PORT, direction="in", reason=f"{request['nth']} {nth}", price=price
        )
        while True:
            try:
                seen = decisions.override(
                    stage.records, "lea", of, stage.study, departure, seen=seen
                )
            except StaleError as stale:
                tell("stale", [seen, seen := stale.now["version"]])
            else:
                tell("acknowledged", seen)
                break


def head(records: Records) -> dict[str, Any]:
    """Return the end of the trail."""
    with records.reading() as connection:
        return trail.head(connection).model_dump()


def cut_off(connection: Connection) -> None:
    """End the server's side of a connection, as a server that goes down does."""
    url = connection.engine.url.set(drivername="postgresql")
    mine = connection.connection.dbapi_connection.info.backend_pid  # type: ignore[union-attr]
    with psycopg.connect(url.render_as_string(hide_password=False)) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (mine,))


def _child(material: Material, request: dict[str, Any]) -> None:
    def tell(event: str, value: Any = None) -> None:
        line = json.dumps({"id": request["id"], "event": event, "value": value})
        os.write(1, f"{line}\n".encode())

    engine = database.engine_of(request["address"])
    if "largest" in request:
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["largest"],) * 2)
    boundaries = Boundaries(request.get("end_at"))
    if request.get("cut_off"):
        boundaries.end = cut_off
    boundaries.watch(engine)
    try:
        play(Records(engine), material, request, tell)
    except (InputError, RefusedError, StaleError) as error:
        tell("told", f"{type(error).__name__}: {error}")
    except BaseException:  # noqa: BLE001 (the test reads it)
        tell("broke", traceback.format_exc())
    tell("passed", boundaries.passed)


def main() -> None:
    """Play what is asked for, until nothing more is."""
    material, rest = Material.made(), b""
    children: dict[int, int] = {}
    _ = material.other
    database.newest()
    os.write(1, b'{"id": 0, "event": "ready", "value": null}\n')
    while True:
        ready, _, _ = select.select([0], [], [], 0.005 if children else None)
        if ready:
            part = os.read(0, 65536)
            if not part:
                return
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                request = json.loads(line)
                child = os.fork()
                if child == 0:
                    _child(material, request)
                    os._exit(0)
                children[child] = request["id"]
                began = {"id": request["id"], "event": "began", "value": child}
                os.write(1, f"{json.dumps(began)}\n".encode())
        while children:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                break
            ended = {"id": children.pop(child), "event": "ended", "value": status}
            os.write(1, f"{json.dumps(ended)}\n".encode())


class Played:
    """What became of one request."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any]] = []

    def all(self, event: str) -> list[Any]:
        """Return what was told of a sort of event."""
        return [value for name, value in self.events if name == event]

    def one(self, event: str) -> Any:
        """Return what was told of an event that there is at most once; None where there is none."""
        return next(iter(self.all(event)), None)


class Player:
    """The other side: asks for acts, and reads what became of them."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._played: dict[int, Played] = {0: Played()}
        self._wait(0, "ready")

    def start(self, address: str, what: str, **how: Any) -> int:
        """Begin to play; return the number of the request."""
        number = len(self._played)
        self._played[number] = Played()
        request = {"id": number, "address": address, "what": what, **how}
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(request)}\n".encode())
        self._process.stdin.flush()
        self._wait(number, "began")
        return number

    def ended(self, number: int) -> Played:
        """Wait for the end of a request; return what became of it."""
        self._wait(number, "ended")
        played = self._played[number]
        assert not played.all("broke"), played.one("broke")
        return played

    def play(self, address: str, what: str, **how: Any) -> Played:
        """Play to the end."""
        return self.ended(self.start(address, what, **how))

    def kill(self, number: int) -> None:
        """Kill a child that this process asked for, unless it has ended."""
        if not self._played[number].all("ended"):
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._played[number].one("began"), signal.SIGKILL)

    def _wait(self, number: int, event: str) -> None:
        assert self._process.stdout is not None
        while not self._played[number].all(event):
            line = self._process.stdout.readline()
            assert line, "the player ended"
            told = json.loads(line)
            self._played[told["id"]].events.append((told["event"], told["value"]))


@contextlib.contextmanager
def playing() -> Iterator[Player]:
    """Start a player; it ends with what it was started for."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.records.player"],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": str(TOP)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield Player(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.wait(timeout=60)
        process.stdout.close()


if __name__ == "__main__":
    main()
