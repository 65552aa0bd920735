"""How results are written; expected texts by hand."""

import io
import time

import pytest
from rich.console import Console

from app.cli import output
from app.cli.one_screen import service_letters
from app.cli.output import PIPED_WIDTH, console, drawable, write_json
from app.cli.render import grid
from reports.report import Column


def test_json_has_no_noise_of_binary_fractions(capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"a": 0.1 + 0.2, "b": [-0.0, 1], "c": {"d": (True, None, "é")}})
    text = capsys.readouterr().out
    assert text == (
        '{\n  "a": 0.3,\n  "b": [\n    0.0,\n    1\n  ],\n'
        '  "c": {\n    "d": [\n      true,\n      null,\n      "é"\n    ]\n  }\n}\n'
    )


def test_json_never_says_nan() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json({"a": float("nan")})


@pytest.mark.parametrize(("columns", "width"), [(None, PIPED_WIDTH), ("90", 90), ("10", 60)])
def test_width_of_a_page(monkeypatch: pytest.MonkeyPatch, columns: str | None, width: int) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert console().width == width


def test_drawings_on_plain_screens() -> None:
    plain = Console(file=io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    full = Console(file=io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert drawable(plain, "·░█") == ".-#"
    assert drawable(full, "·░█") == "·░█"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Open parliaments", "Open parliaments        55"),
        ("Open Congress Action Plan (Argentina)", "Open Cong… (Argentina)  55"),
        ("Public Service (Sekondi-Takoradi, Ghana)", "Public Service (Sekon…  55"),
        ("Gender at UN Women and Generation", "Gender at UN Women an…  55"),
    ],
)
def test_a_name_that_is_cut_off_keeps_its_country(name: str, line: str) -> None:
    """Of 26 columns two are the figure's, two lie between: 22 are left."""
    narrow = Console(file=io.StringIO(), width=26)
    columns = (Column("label", ""), Column("score", "", "count"))
    rows = [{"label": name, "score": 55}, {"label": "A name of more than 22 letters", "score": 1}]
    with narrow.capture() as shown:
        narrow.print(grid(narrow, columns, rows))
    lines = shown.get().splitlines()
    assert lines[1].rstrip() == line
    assert len(lines) == 3


def test_every_service_has_a_letter_of_its_own() -> None:
    names = {"a": "peers", "b": "political", "c": "press", "d": "ppp", "e": "3rd"}
    letters = service_letters(names)
    assert letters["a"] == "P"
    assert letters["b"] == "O"
    assert letters["c"] == "R"
    assert len(set(letters.values())) == len(names)


def test_what_takes_longer_says_so_in_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "EVERY", 0.05)
    with output.working_on("Counting") as told:
        time.sleep(0.12)
        told(1, 4, "sheep")
        time.sleep(0.12)
    with output.working("Looking"):
        pass
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Counting, 0 s so far"
    assert lines[-1].startswith("Counting: 1 of 4 sheep, 0 s so far, about ")
    assert 2 <= len(lines) <= 5
