"""A provider of sign-in as a process of its own, on loopback, and an app that uses it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from app import CONFIG, DATA
from records.database import RECORDS
from tests.app.web.server import PATIENCE, Running, free_port, running
from tests.folders import SMALL

CLIENT, SECRET = "focus-client", "a-client-secret-that-nobody-may-see"
COOKIE_SECRET = "a-cookie-secret-that-nobody-may-see-" + "0" * 32


def settings(folder: Path, provider: str, **other: str) -> Path:
    """Write the settings of a sign-in on loopback; return the file."""
    lines = {
        "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": COOKIE_SECRET,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
        **other,
    }
    file = folder / "secrets.toml"
    text = "\n".join(f"{name} = {json.dumps(value)}" for name, value in lines.items())
    file.write_text(f"[auth]\n{text}\n", encoding="utf-8")
    return file


@contextmanager
def signing_in(folder: Path, provider: str, environment: Mapping[str, str] | None = None,
               **other: str) -> Iterator[Running]:  # fmt: skip
    """Start the app on the small example, with sign-in at a provider and records of its own.

    Args:
        folder: for settings and records.
        provider: its address.
        environment: variables, over those that name the small example.
        other: settings, over the usual ones.
    """
    variables = {
        DATA: str(SMALL / "dataset"),
        CONFIG: str(SMALL / "configuration"),
        RECORDS: str(folder / "records.sqlite3"),
        **(environment or {}),
    }
    file = settings(folder, provider, **other)
    with running(variables, ("--secrets.files", str(file))) as app:
        yield app


@contextmanager
def provider(users: Sequence[Mapping[str, Any]], lifetime: int = 3600) -> Iterator[str]:
    """Start oidc-provider-mock, and give its address.

    Args:
        users: claims of those who can sign in there, ``sub`` among them.
        lifetime: of their tokens, in seconds.
    """
    port = free_port()
    command = [
        sys.executable, "-W", "ignore", "-m", "oidc_provider_mock",
        "--port", str(port), "--token-max-age", str(lifetime),
    ]  # fmt: skip
    for claims in users:
        command += ["--user-claims", json.dumps(claims)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ})
    try:
        url = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE
        while not _answers(url):
            assert process.poll() is None, "the provider does not start"
            assert time.monotonic() < until, "the provider does not answer"
            time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/.well-known/openid-configuration", timeout=5).is_success
    except httpx.HTTPError:
        return False
