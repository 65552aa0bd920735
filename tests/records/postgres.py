"""A PostgreSQL server of the tests' own: in a folder that goes away, on a socket of its own."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

USER = "postgres"
"""Whom the server runs as when the tests run as root, which PostgreSQL refuses."""


def binaries() -> Path | None:
    """Return the folder of PostgreSQL's programs; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    if found:
        return found[-1].parent
    return None if named is None else Path(named).resolve().parent


def _as_user(command: list[str]) -> list[str]:
    if os.geteuid() != 0:
        return command
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *command]


@contextlib.contextmanager
def running(folder_of_programs: Path) -> Iterator[str]:
    """Start a server and give the address of its first database."""
    folder = Path(tempfile.mkdtemp(prefix="focus-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "TMPDIR": str(folder)}

        def run(program: str, *arguments: str) -> None:
            command = _as_user([str(folder_of_programs / program), *arguments])
            done = subprocess.run(
                command, capture_output=True, text=True, env=environment, cwd=folder, check=False
            )
            assert done.returncode == 0, done.stdout + done.stderr

        data = str(folder / "data")
        run("initdb", "-D", data, "-U", "focus", "--auth=trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://focus@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
