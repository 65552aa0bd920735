"""What ``deploy/`` holds; oracle: systemd's own checker, PostgreSQL's own rights, a restore."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sql
from sqlalchemy.engine import Engine

from records import backup, drafts, people, trail
from records.grants import grants
from records.permissions import Person
from records.schema import KEPT
from records.sign_in import providers
from records.store import Records
from tests.deploy.proxy import DEPLOY

ROOT = DEPLOY.parent
ADA = Person(id="ada", name="Ada", roles=frozenset(("administrator",)))


def test_the_documentation_names_every_header_of_the_proxy_and_every_file() -> None:
    hosting = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    headers = re.findall(r"add_header (\S+)", conf)
    assert len(headers) == len(set(headers)) > 5
    assert [name for name in headers if f"`{name}`" not in hosting] == []
    readme = (DEPLOY / "README.md").read_text(encoding="utf-8")
    files = [one for one in DEPLOY.rglob("*") if one.is_file() and one.name != "README.md"]
    assert [one.name for one in files if one.name not in readme] == []


def test_the_example_of_settings_is_as_settings_must_be() -> None:
    section = tomllib.loads((DEPLOY / "secrets.toml.example").read_text(encoding="utf-8"))["auth"]
    assert [one.name for one in providers(section)] == ["default"]


def test_the_container_has_every_room() -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (\w+) \w+$", text, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = project["tool"]["setuptools"]["packages"]["find"]["include"]
    assert copied == {one.removesuffix("*") for one in rooms}


def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    checker = shutil.which("systemd-analyze")
    if checker is None:
        pytest.skip("needs systemd-analyze")
    user = os.environ.get("USER", "root")
    names = ("focus.service", "focus-backup.service", "focus-backup.timer")
    for name in names:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text)
        (tmp_path / name).write_text(re.sub(r"(?m)^(User|Group)=.*", rf"\1={user}", text))
    done = subprocess.run(
        [checker, "verify", *(str(tmp_path / name) for name in names)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "Unknown" not in said


def test_a_night_of_backups(tmp_path: Path) -> None:
    """The script backs up, the backup restores to the same head, and old ones go."""
    address = str(tmp_path / "records.sqlite3")
    records = Records.at(address, make=True)
    people.begin(records, ADA)
    with records.reading() as connection:
        head = trail.head(connection)
    records.close()
    focus = tmp_path / "focus"
    run = "from app.cli.main import run; run()"
    focus.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{run}" "$@"\n')
    focus.chmod(0o700)
    folder = tmp_path / "backups"
    folder.mkdir()
    old = folder / "focus-20200101T000000Z.zip"
    old.write_bytes(b"")
    os.utime(old, (0, 0))
    environment = {
        **os.environ, "FOCUS": str(focus), "FOCUS_RECORDS": address, "FOCUS_BACKUP_AS": "ada",
    }  # fmt: skip
    command = [str(DEPLOY / "backup.sh"), str(folder)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.iterdir()
    copy = Records.at(str(tmp_path / "copy.sqlite3"), make=True)
    assert backup.restore(copy, made).head.number >= head.number
    copy.close()

    engine = sql.create_engine(f"sqlite:///{address}")
    with engine.begin() as hand:
        hand.exec_driver_sql("DROP TRIGGER people_no_update")
        hand.exec_driver_sql("UPDATE people SET name = 'Eve'")
    engine.dispose()
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode != 0
    assert list(folder.iterdir()) == [made]


def statements(file: str) -> list[str]:
    """Return the statements of a file, without comments."""
    text = (DEPLOY / "postgresql" / file).read_text(encoding="utf-8")
    bare = re.sub(r"--.*", "", text)
    return [one.strip() for one in bare.split(";") if one.strip()]


@pytest.fixture
def server(postgresql: str) -> Iterator[tuple[str, str]]:
    """Set PostgreSQL up as ``deploy/`` says; return the addresses of the owner and of the app."""
    engine = sql.create_engine(postgresql, isolation_level="AUTOCOMMIT")
    with engine.connect() as hand:
        for one in statements("roles.sql"):
            hand.exec_driver_sql(one)
    url = sql.make_url(postgresql).set(database="focus")
    owner, app = (url.set(username=name) for name in ("focus_owner", "focus_app"))
    yield owner.render_as_string(hide_password=False), app.render_as_string(hide_password=False)
    with engine.connect() as hand:
        hand.exec_driver_sql("DROP DATABASE focus WITH (FORCE)")
        hand.exec_driver_sql("DROP ROLE focus_owner")
        hand.exec_driver_sql("DROP ROLE focus_app")
    engine.dispose()


def test_the_role_of_the_app_can_add_and_change_nothing(server: tuple[str, str]) -> None:
    assert statements("grants.sql")[1:] == list(grants("focus_app"))
    owner, app = server
    made = Records.at(owner, make=True)
    with made.engine.begin() as hand:
        for one in statements("grants.sql"):
            hand.exec_driver_sql(one)
    people.begin(made, ADA)
    records = Records.at(app)
    bo = people.put(records, "ada", Person(id="bo", name="Bo", roles=frozenset(("member",))))
    people.put(records, "ada", bo.but(name="Robert"))
    drafts.keep(records, "bo", "place", "typing")
    drafts.keep(records, "bo", "place", "")
    for statement in (
        *(f"UPDATE {name} SET act = 0" for name in KEPT),
        *(f"DELETE FROM {name}" for name in KEPT),
        "UPDATE trail SET person = 'x'", "DELETE FROM trail", "TRUNCATE trail CASCADE",
        "ALTER TABLE trail DISABLE TRIGGER ALL", "DROP TABLE drafts", "CREATE TABLE mine (x int)",
        "UPDATE alembic_version SET version_num = 'x'",
        "INSERT INTO alembic_version VALUES ('x')",
    ):  # fmt: skip
        assert refused(records.engine, statement), statement
    with records.reading() as connection:
        assert list(trail.verify(connection)) == []
    records.close()
    made.close()


def refused(engine: Engine, statement: str) -> bool:
    """Say whether PostgreSQL itself refuses a statement for want of a right."""
    with pytest.raises(sql.exc.DBAPIError) as error, engine.begin() as hand:
        hand.exec_driver_sql(statement)
    said = str(error.value.orig)
    return "permission denied" in said or "must be owner" in said
