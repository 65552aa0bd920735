"""``--evidence FILE``: one table laid over the dataset, on the command line and for the app."""

from pathlib import Path

from app import EVIDENCE
from app.cli.options import Asked
from app.cli.serving import environment
from tests.app.cli.conftest import Focus

TEXT = "candidate;measure;value;basis;source\ncountry:CCC;participation;0.9;observed;index\n"


def table(folder: Path, text: str = TEXT) -> Path:
    path = folder / "new.csv"
    path.write_text(text, encoding="utf-16")
    return path


def test_it_counts(focus: Focus, tmp_path: Path) -> None:
    def scores(*words: str | Path) -> dict[str, float]:
        return {one["id"]: one["score"] for one in focus("rank", *words, "--json").json}

    before, after = scores(), scores("--evidence", table(tmp_path))
    assert {name for name in before if before[name] != after[name]} >= {"country:CCC"}
    assert after["country:CCC"] > before["country:CCC"]


def test_reassess_says_what_it_changes(focus: Focus, tmp_path: Path) -> None:
    ended = focus("reassess", "--evidence", table(tmp_path), "--gap", "0")
    assert ended.status == 0
    assert "evidence" in ended.words.lower()


def test_problems_are_told(focus: Focus, tmp_path: Path) -> None:
    wrong = focus("rank", "--evidence", table(tmp_path, TEXT.replace("0.9", "9")))
    assert wrong.status == 2
    assert "new.csv" in wrong.words
    assert "line 2, value" in wrong.words
    absent = focus("plan", "--evidence", tmp_path / "none.csv")
    assert absent.status == 2
    assert "none.csv" in absent.words


def test_the_app_is_told() -> None:
    told = environment(Asked(evidence=Path("new.csv")))
    assert told[EVIDENCE] == str(Path("new.csv").resolve())
