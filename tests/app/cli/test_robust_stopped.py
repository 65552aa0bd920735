"""``focus robust`` ended early: what is done is kept, and how little that says is told."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.app.cli.conftest import Focus, inputs
from tests.app.cli.interrupting import interrupting

ROOT = Path(__file__).parents[3]
FOCUS = (sys.executable, "-c", "from app.cli.main import run; run()")
ALONE = ("--workers", "1")


def test_ctrl_c_keeps_what_is_done(focus: Focus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.asking.working_on", interrupting(20))
    words = ("--draws", "400", "--periods", "1", *ALONE, "--always")
    found = focus("robust", *words, "--json")
    assert found.status == 0
    assert found.json["interrupted"]
    assert (found.json["draws"], found.json["drawn"]["asked"]) == (20, 400)
    assert found.json["always"] is None
    told = focus("robust", *words).words
    assert "Stopped after 20 of 400 draws" in told
    assert "to within 20 percentage points" in told
    whole = focus("robust", "--draws", "20", "--periods", "1", *ALONE, "--json").json
    assert found.json["candidates"] == whole["candidates"]


def test_ctrl_c_in_a_terminal_reaches_all_processes(tmp_path: Path) -> None:
    """It goes to the whole group; workers are deaf to it and hand over what they have."""
    words = ["robust", *inputs(), "--draws", "10000", "--periods", "1", "--workers", "2"]
    with subprocess.Popen(
        [*FOCUS, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env={**os.environ, "HOME": str(tmp_path)},
    ) as process:  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until and len(_workers(process.pid)) < 2:
            time.sleep(0.1)
        time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert "Stopped" in out


def _workers(process: int) -> list[psutil.Process]:
    children = psutil.Process(process).children()
    return [one for one in children if "spawn_main" in " ".join(one.cmdline())]


def test_stopped_before_any_draw_it_says_so(focus: Focus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cli.asking.working_on", interrupting(0))
    words = ("--draws", "15", *ALONE)
    told = focus("robust", *words)
    assert told.status == 130
    assert "Stopped before any draw was done" in told.words
    found = focus("robust", *words, "--json").json
    assert (found["draws"], found["candidates"], found["regret"]) == (0, [], None)
