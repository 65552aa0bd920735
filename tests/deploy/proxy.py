"""Debian's nginx with the configuration of ``deploy/``, on loopback, before an app of the tests."""

import datetime as dt
import ipaddress
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.app.web.server import PATIENCE, free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
HOST = "focus.example.org"
"""Name of the place in the example."""


def nginx() -> str | None:
    """Return where nginx is, if it is."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def certificate(folder: Path, name: str = "127.0.0.1") -> None:
    """Write a certificate of one's own and its key: fullchain.pem, privkey.pem."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(name))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def rendered(folder: Path, upstream: int, secure: int, plain: int) -> str:
    """Return the example with nothing changed but name, ports and places of files."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for old, new, times in (
        (HOST, "127.0.0.1", 3),
        ("listen 443", f"listen 127.0.0.1:{secure}", 2),
        ("listen 80", f"listen 127.0.0.1:{plain}", 1),
        ("127.0.0.1:8501", f"127.0.0.1:{upstream}", 2),
        ("/etc/focus/tls/", f"{folder}/", 4),
        ("/var/log/nginx/", f"{folder}/", 2),
    ):
        text, found = re.subn(rf"(?<![\w.]){re.escape(old)}(?![\d])", new, text)
        assert found == times, f"{old}: {found} times in deploy/nginx.conf, not {times}"
    return text


@contextmanager
def proxied(program: str, folder: Path, upstream: int, secure: int) -> Iterator[str]:
    """Start nginx before an app, and give its address.

    Args:
        program: nginx.
        folder: for its files.
        upstream: port of the app.
        secure: port that it listens on.
    """
    certificate(folder)
    (folder / "site.conf").write_text(rendered(folder, upstream, secure, free_port()))
    whole = folder / "nginx.conf"
    temporary = "".join(
        f"  {name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    whole.write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log stderr warn;\nevents {{}}\nhttp {{\n"
        f"  include /etc/nginx/mime.types;\n{temporary}  include {folder}/site.conf;\n}}\n"
    )
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [program, "-c", str(whole), "-p", str(folder)], stdout=said, stderr=said
        )
        try:
            until = time.monotonic() + PATIENCE
            while not _listens(secure):
                assert process.poll() is None, (folder / "said").read_text()
                assert time.monotonic() < until, "nginx does not listen"
                time.sleep(0.05)
            yield f"https://127.0.0.1:{secure}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
