"""Bad input of every sort ends with status 2 and a message; nothing is guessed, nothing crashes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.cli.conftest import Focus, run
from tests.folders import Folder

COMMANDS = (("check",), ("rank",), ("plan", "--gap", "0"))


def _folder_for(path: Path) -> None:
    """Put a folder in the place of a file."""
    path.unlink()
    path.mkdir()


Spoil = Callable[[Folder], object]
SPOILS: dict[str, Spoil] = {
    "no dataset table": lambda f: f.path("candidates.csv").unlink(),
    "no configuration file": lambda f: f.path("rules.yaml").unlink(),
    "empty table": lambda f: f.path("candidates.csv").write_bytes(b""),
    "empty configuration": lambda f: f.path("capacity.yaml").write_bytes(b""),
    "not text": lambda f: f.path("evidence.csv").write_bytes(b"\xff\xfe\x00\x01"),
    "not a table": lambda f: f.path("links.csv").write_text("hello", encoding="utf-8"),
    "not YAML": lambda f: f.path("criteria.yaml").write_text("{[", encoding="utf-8"),
    "a folder for a file": lambda f: _folder_for(f.path("links.csv")),
    "wrong header": lambda f: f.replace("candidates.csv", "id,kind,name", "id,sort,name"),
    "duplicate id": lambda f: f.append(
        "candidates.csv", "country:AAA,country,Again,Europe,AAA,active,no,national,high"
    ),
    "unknown id": lambda f: f.append("links.csv", "commitment:AA001,country:ZZZ,in_country"),
    "semicolons": lambda f: f.map_bytes("links.csv", lambda raw: raw.replace(b",", b";")),
    "self link": lambda f: f.append("links.csv", "country:AAA,country:AAA,in_country"),
    "word for a number": lambda f: f.append(
        "engagements.csv", "partner:bank,country:AAA,,strong,staff"
    ),
    "not a number": lambda f: f.append(
        "engagements.csv", "partner:bank,country:AAA,,nan,staff"
    ),
    "outside the scale": lambda f: f.replace(
        "evidence.csv", "country:AAA,participation,0.8", "country:AAA,participation,80"
    ),
    "no weight": lambda f: f.map_bytes(
        "criteria.yaml", lambda text: text.replace(b"weight: 0.6", b"weight: -1")
    ),
    "no such team": lambda f: f.map_bytes(
        "services.yaml", lambda text: text.replace(b"thematic", b"thematics")
    ),
    "a fund that pays for nothing": lambda f: f.map_bytes(
        "capacity.yaml", lambda text: text.replace(b"technical_support", b"advocacy")
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILS)
def test_spoilt_folders(name: str, folder: Folder, spoilt: Focus) -> None:
    SPOILS[name](folder)
    for command, *words in COMMANDS:
        ended = spoilt(command, *words, "--json")
        assert ended.status == 2
        assert ended.err == ""
        assert ended.json["problems"]
        for problem in ended.json["problems"]:
            assert problem["file"]
            assert problem["must"]
            assert problem["do"]
        text = spoilt(command, *words)
        assert text.status == 2
        assert "to solve first:" in text.words


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_folders_that_are_none(command: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    for data, config in ((tmp_path / "nowhere", tmp_path / "nowhere"), (file, file)):
        ended = run(*command, "--data", data, "--config", config, "--json")
        assert ended.status == 2
        files = {problem["file"] for problem in ended.json["problems"]}
        assert str(data) in files
        assert len(files) > 1 or config == data


def test_problems_of_folders_and_options_at_once(folder: Folder, spoilt: Focus) -> None:
    folder.path("rules.yaml").unlink()
    ended = spoilt("plan", "--gap", "-1", "--time-limit", "nan", "--json")
    assert {problem["file"] for problem in ended.json["problems"]} == {
        "rules.yaml", "--gap", "--time-limit",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--gap", "-1"), "--gap"),
        (("--gap", "nan"), "--gap"),
        (("--gap", "2"), "--gap"),
        (("--gap", ""), "--gap"),
        (("--time-limit", "0"), "--time-limit"),
        (("--time-limit", "-5"), "--time-limit"),
        (("--time-limit", "inf"), "--time-limit"),
        (("--solver", "abacus"), "--solver"),
        (("--lp", "/"), "--lp"),
        (("--lp", "no/such/folder/model.lp"), "--lp"),
        (("--periods", "1.5"), "--periods"),
        (("--nonsense",), "command line"),
        (("stray",), "command line"),
        (("--json", "--gap"), "--gap"),
        (("--in", "AAA", "--out", "AAA"), "--out"),
        (("--rule", "african_commitment=..0", "--rule", "african_commitment=3.."), "--rule"),
        (("--capacity", "europe=1e300"), "--capacity"),
        (("--worth", "theme=1e300"), "--worth"),
        (("--weight", "political_will=0.7", "--weight", "civil_society=0.7"), "--weight"),
    ],
)
def test_options_of_plan(focus: Focus, words: tuple[str, ...], told: str) -> None:
    ended = focus("plan", *words, "--json")
    assert ended.status == 2
    assert told in {problem["file"] for problem in ended.json["problems"]}
    assert focus("plan", *words).status == 2


def test_commands_that_are_none() -> None:
    ended = run("pln", "--json")
    assert ended.status == 2
    assert "'plan'" in ended.json["problems"][0]["do"]


def test_odd_but_right_files_are_read(folder: Folder, spoilt: Focus) -> None:
    """A byte-order mark and Windows line ends are no reason to refuse a table."""
    before = spoilt("rank", "--json").json
    folder.map_bytes("evidence.csv", lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    ended = spoilt("rank", "--json")
    assert ended.status == 0
    assert ended.json == before
