"""``focus`` as a process of its own: start-up, pipes, full disks, Ctrl-C, plain encodings."""

import contextlib
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import psutil
import pytest

from tests.app.cli.conftest import inputs

FOCUS = (sys.executable, "-c", "from app.cli.main import run; run()")
ROOT = Path(__file__).parents[3]
HEAVY = (
    "numpy", "pandas", "pulp", "networkx", "highspy", "streamlit", "scipy", "scipy.stats", "altair",
)  # fmt: skip
QUICK = 3.0
"""Seconds of processor time that a start may take on the slowest machine of ours; 0.2 is usual."""


def focus(*words: str, env: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*FOCUS, *words], cwd=ROOT, capture_output=True, text=True, check=False, env=env
    )


def first_lines(words: Sequence[str], lines: int) -> tuple[int, str, str]:
    """Return status, first lines and errors of a command whose reader leaves early."""
    with subprocess.Popen(
        [*FOCUS, *words], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        read = "".join(process.stdout.readline() for _ in range(lines))
        process.stdout.close()
        errors = process.stderr.read()
        return process.wait(30), read, but_progress(errors)


def but_progress(errors: str) -> str:
    """Return standard error without the lines that say how far it is, on a slow machine."""
    return "".join(line for line in errors.splitlines(keepends=True) if "so far" not in line)


def test_the_version_is_that_of_the_package() -> None:
    ended = focus("--version")
    assert (ended.returncode, ended.stdout) == (0, f"focus {version('ogp-focus')}\n")


def watched(*words: str) -> "subprocess.CompletedProcess[str]":
    """Return how a command ended that tells the heavy modules it loaded on standard error."""
    script = (
        "import sys\nfrom app.cli.main import run\n"
        "try:\n    run()\nfinally:\n"
        f"    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_ranking_loads_neither_solver_nor_graphs() -> None:
    ended = watched("rank", *inputs())
    assert but_progress(ended.stderr) == "['numpy']\n"


def test_a_plan_loads_no_statistics_and_no_second_model() -> None:
    ended = watched("plan", *inputs())
    assert but_progress(ended.stderr) == "['numpy', 'networkx', 'highspy', 'scipy']\n"


@pytest.mark.parametrize(
    "words", [(), ("--help",), ("plan", "--help"), ("rank", "-h"), ("robust", "-h")]
)
def test_help_teaches_without_loading_anything_heavy(words: tuple[str, ...]) -> None:
    began = os.times().children_user
    ended = watched(*words)
    assert ended.returncode == 0
    assert ended.stderr == "[]\n"
    assert "Usage: focus" in ended.stdout
    assert os.times().children_user - began < QUICK
    if words[:1] == ("plan",):
        assert "focus plan --capacity europe-=22" in ended.stdout


@pytest.mark.parametrize("words", [("rank",), ("rank", "--json"), ("plan", "--gap", "5%")])
def test_a_reader_who_leaves_is_no_failure(words: tuple[str, ...]) -> None:
    status, read, errors = first_lines(words, 1)
    assert (status, errors) == (0, "")
    assert read


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(
            [*FOCUS, "rank", *inputs()],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ended.returncode == 2
    assert "No space left" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_screens_that_know_only_ascii() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "COLUMNS": "100"}
    ended = focus("plan", *inputs(), env=env)
    assert ended.returncode == 0
    assert ended.stdout.isascii()
    assert "ok  At least one commitment" in ended.stdout
    assert "#" in ended.stdout


def test_ctrl_c_ends_the_search_and_gives_what_was_found(tmp_path: Path) -> None:
    """The model is written just before the search; how far it gets depends on the machine."""
    model = tmp_path / "model.lp"
    with subprocess.Popen(
        [*FOCUS, "plan", "--gap", "0", "--time-limit", "none", "--json", "--lp", str(model)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        until = time.monotonic() + 60
        while time.monotonic() < until and not (model.exists() and _ends(model)):
            time.sleep(0.1)
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert but_progress(errors) == ""
    found = json.loads(out)
    assert found["interrupted"]
    assert (process.returncode, found["status"]) in ((0, "feasible"), (130, "unknown"))
    assert (found["gap"] is None) == (found["status"] == "unknown")


MOMENTS = (0.0, 0.1, 0.3, 0.6, 1.0, 1.5, 2.5)
"""Seconds after the start: before anything is imported, while it is, while it is searched."""
PROMPT = 10.0
"""Seconds in which a command must have ended after Ctrl-C; under 1 on an idle machine."""
LONG = ("--gap", "0")
"""Options of searches that go on for minutes."""


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    "words",
    [
        ("frontier", *LONG),
        ("robust", "--draws", "10000", "--workers", "2"),
        ("explain", "--rules", *LONG),
        ("reassess", "--capacity", "europe-=20", "--in", "GHA", *LONG),
    ],
    ids=lambda words: words[0],
)
def test_ctrl_c_is_heard_at_every_moment(words: tuple[str, ...], moment: float) -> None:
    """With what there is (0) or, where there is nothing yet, as interrupted (130)."""
    with started(*words) as process:
        wait_until_it_listens(process)
        time.sleep(moment)
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert time.monotonic() - began < PROMPT
    assert process.returncode in (0, 130)
    assert "Traceback" not in errors
    assert out or "Interrupted." in errors


def test_the_second_ctrl_c_ends_at_once_with_all_processes() -> None:
    with started("robust", "--draws", "10000", "--workers", "2") as process:
        workers = wait_for_workers(process)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PROMPT)
    assert (process.returncode, but_progress(errors)) == (130, "Interrupted.\n")
    assert gone(workers)


@pytest.mark.parametrize(
    ("signum", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 143), (signal.SIGKILL, -9)]
)
def test_whoever_ends_a_command_ends_its_processes(signum: int, status: int) -> None:
    with started("robust", "--draws", "10000", "--workers", "2") as process:
        workers = wait_for_workers(process)
        process.send_signal(signum)
        _, errors = process.communicate(timeout=PROMPT)
    assert process.returncode == status
    assert but_progress(errors) == "" or signum == signal.SIGKILL
    assert gone(workers)


@contextlib.contextmanager
def started(*words: str) -> "Iterator[subprocess.Popen[str]]":
    """Start a command as a terminal does, whatever this process ignores; never leave it behind."""
    with subprocess.Popen(
        [*FOCUS, *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until_it_listens(process: "subprocess.Popen[str]") -> None:
    """Before that Python itself is starting, and Ctrl-C is not yet ours."""
    status = Path(f"/proc/{process.pid}/status")
    until = time.monotonic() + 30
    while time.monotonic() < until and status.exists():
        (caught,) = [line for line in status.read_text().splitlines() if line.startswith("SigCgt")]
        if int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.005)


def wait_for_workers(process: "subprocess.Popen[str]") -> list[psutil.Process]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        children = psutil.Process(process.pid).children()
        found = [one for one in children if "spawn_main" in " ".join(one.cmdline())]
        if len(found) == 2:
            return found
        time.sleep(0.05)
    pytest.fail("no processes were started")


def gone(processes: list[psutil.Process]) -> bool:
    """Say whether processes end within a moment."""
    return not psutil.wait_procs(processes, timeout=PROMPT)[1]


def _ends(model: Path) -> bool:
    """Say whether a model is written to its end."""
    return model.read_text(encoding="utf-8").rstrip().endswith("End")


def test_errors_go_to_where_errors_go() -> None:
    ended = focus("plan", *inputs(), "--in", "XYZ")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "XYZ" in ended.stderr
    as_json = focus("plan", *inputs(), "--in", "XYZ", "--json")
    assert (as_json.returncode, as_json.stderr) == (2, "")
    assert json.loads(as_json.stdout)["problems"][0]["value"] == "XYZ"


def test_nothing_is_said_about_what_is_soon_done() -> None:
    assert but_progress(focus("plan", *inputs()).stderr) == ""


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_failure(closed: str) -> None:
    command = shlex.join([*FOCUS, "plan", *inputs()])
    ended = subprocess.run(
        ["sh", "-c", f"{command} {closed}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0
    assert but_progress(ended.stderr) == ""
