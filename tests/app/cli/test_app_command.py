"""``focus app``: inputs checked first, the server told what to show, and really started."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from app import AS_OF, CONFIG, DATA
from app.cli.commands.app import Acting
from app.cli.options import Asked
from app.cli.serving import command, environment, settings_of
from records.sign_in import PERSON, SECRETS
from tests.app.cli.conftest import inputs, run
from tests.folders import SMALL

ROOT = Path(__file__).parents[3]


def test_bad_input_ends_before_any_server_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a server was started"))
    assert run("app", "--data", "nowhere").status == 2
    assert run("app", "--port", "0").status == 2
    assert run("app", "--port", "eighty").status == 2


def test_the_server_is_told_folders_port_and_address() -> None:
    words = command(port=8600, address="127.0.0.1", browser=False)
    assert words[words.index("--server.port") + 1] == "8600"
    assert words[words.index("--server.address") + 1] == "127.0.0.1"
    assert words[words.index("--server.headless") + 1] == "true"
    assert words[words.index("--browser.gatherUsageStats") + 1] == "false"
    assert words[words.index("--logger.hideWelcomeMessage") + 1] == "true"
    named = environment(Asked(data=SMALL / "dataset", as_of="2019"))
    assert named[AS_OF] == "2019"
    assert named[DATA] == str((SMALL / "dataset").resolve())
    assert CONFIG not in named or named[CONFIG] == os.environ[CONFIG]


SETTINGS = """[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "cccccccccccccccccccccccccccccccc"
client_id = "focus"
client_secret = "ssss"
server_metadata_url = "https://id.example.org/.well-known/openid-configuration"
"""


def test_the_server_is_told_who_signs_in_or_for_whom_it_acts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(SETTINGS)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a server was started"))
    for name in (PERSON, SECRETS):
        monkeypatch.delenv(name, raising=False)
    assert settings_of(Acting()) is None
    assert settings_of(Acting(sign_in=file)) == file
    words = command(port=1, address="x", browser=False, settings=file)
    assert words[words.index("--secrets.files") + 1] == str(file)
    assert environment(Asked(), Acting(person="Ada"))[PERSON] == "Ada"
    monkeypatch.setenv(SECRETS, str(file))
    assert settings_of(Acting()) == file
    both = run("app", *inputs(), "--person", "Ada")
    assert both.status == 2
    assert "where people sign in" in both.words
    file.write_text(SETTINGS.replace("ssss", "").replace("c" * 32, "c" * 9))
    spoilt = run("app", *inputs())
    assert spoilt.status == 2
    assert "auth.client_secret" in spoilt.words
    assert "auth.cookie_secret" in spoilt.words
    assert "c" * 9 not in spoilt.words


@pytest.mark.parametrize(("ended", "status"), [(0, 0), (-2, 0), (-15, 0), (130, 0), (3, 3)])
def test_the_status_of_the_server(monkeypatch: pytest.MonkeyPatch, ended: int, status: int) -> None:
    real = subprocess.Popen
    words = [sys.executable, "-c", f"import os, signal; {_end(ended)}"]
    monkeypatch.setattr(subprocess, "Popen", lambda _, env, cwd: real(words, env=env, cwd=cwd))
    port = _free_port()
    shown = run("app", *inputs(), "--no-browser", "--port", str(port))
    assert shown.status == status
    assert f"Focus is at http://localhost:{port} in a moment." in shown.err


def test_where_the_server_cannot_listen_is_told_before_it_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a server was started"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        taken = run("app", *inputs(), "--no-browser", "--address", "127.0.0.1", "--port", port)
    assert taken.status == 2
    assert f"must be a port that is free, and that you may use (found '{port}')" in taken.words
    nowhere = run("app", *inputs(), "--no-browser", "--address", "999.1.1.1")
    assert nowhere.status == 2
    assert "must be an address of this machine (found '999.1.1.1')" in nowhere.words


def _end(status: int) -> str:
    """Return what a process does to end with a status; below 0, by that signal."""
    return f"os._exit({status})" if status >= 0 else f"os.kill(os.getpid(), {-status})"


@pytest.mark.server
@pytest.mark.parametrize(("signum", "status"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_the_server_ends_with_its_command(signum: int, status: int) -> None:
    port = _free_port()
    words = [sys.executable, "-c", "from app.cli.main import run; run()", "app", *inputs()]
    with subprocess.Popen(
        [*words, "--port", str(port), "--no-browser"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        assert _health(port) == "ok"
        servers = psutil.Process(process.pid).children(recursive=True)
        assert servers
        process.send_signal(signum)
        assert process.wait(30) == status
        assert not psutil.wait_procs(servers, timeout=30)[1]


@pytest.mark.server
def test_the_app_answers() -> None:
    port = _free_port()
    words = command(port=port, address="127.0.0.1", browser=False)
    env = environment(Asked(SMALL / "dataset", SMALL / "configuration"))
    root = Path(words[4]).parents[2]
    with subprocess.Popen(
        words, env=env, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert _health(port) == "ok"
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _health(port: int) -> str:
    """Return what the server says about its health, within 30 seconds."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    return "no answer"
