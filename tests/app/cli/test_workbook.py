"""``focus workbook out|in``: what differs is told first, and taken over where it is accepted."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from config.load import load_configuration
from config.problems import InputError
from data.load import load_dataset
from data.workbook.read import read
from optimizer.study import Study
from questions.asking import ask
from questions.plan import PlanQuestion
from records import ratings
from records.store import StaleError
from tests.app.cli.conftest import Ended, inputs, run
from tests.data.workbook.books import (
    FILE,
    STUDY,
    cell_of,
    differences,
    edited,
    made,
    put,
    sheet_of,
    written,
)
from tests.folders import SMALL
from tests.hostile import hostile_example
from tests.rounds import BBB, PORT, Played

AFRICA = "Ratings Africa"


def rated(book: Workbook) -> None:
    """Rate two candidates of Africa, one of them with a reason."""
    sheet = sheet_of(book, AFRICA)
    cell_of(sheet, 2, "value").value = "strong"
    cell_of(sheet, 2, "reason").value = "A new minister."
    cell_of(sheet, 4, "value").value = "none"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / FILE
    path.write_bytes(edited(rated))
    return path


def test_out_and_in(tmp_path: Path) -> None:
    file = tmp_path / "ratings.xlsx"
    told = run("workbook", "out", file, *inputs())
    assert told.status == 0
    assert "Ratings sheets: Ratings Africa and Ratings Europe." in told.words
    assert run("workbook", "out", file, *inputs()).status == 2
    assert run("workbook", "out", file, *inputs(), "--overwrite").status == 0
    same = run("workbook", "in", file, *inputs())
    assert same.status == 0
    assert "Nothing differs" in same.words


def test_the_difference_is_told_and_nothing_is_taken_over(filled: Path) -> None:
    told = run("workbook", "in", filled, *inputs(), "--json")
    assert told.status == 0
    rows = [row for row in told.json["differences"] if row["table"] == "evidence"]
    assert [(row["row"], row["where"], row["before"], row["after"]) for row in rows] == [
        ("Ratings Africa!2", "Ratings Africa!D2", "", "strong"),
        ("Ratings Africa!4", "Ratings Africa!D4", "some", "none"),
    ]
    words = run("workbook", "in", filled, *inputs()).words
    assert "score would change" in words or "scores would change" in words
    assert "the plan" in words.lower()
    assert not [one for one in filled.parent.iterdir() if one.is_dir()]


def test_rows_are_taken_over_with_a_reason(filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words: tuple[str | Path, ...] = (*inputs(), "--no-plan", "--out", out)
    assert "--accept" in run("workbook", "in", filled, *words).words
    unsaid = run("workbook", "in", filled, *words, "--accept", "all")
    assert unsaid.status == 2
    assert "'Ratings Africa!4'" in unsaid.words
    assert not out.exists()
    done = run(
        "workbook", "in", filled, *words, "--accept", "Ratings Africa!4", "--reason", "Staff round"
    )
    assert done.status == 0, done.words
    assert "1 row taken over" in done.words
    configuration = load_configuration(SMALL / "configuration")
    made_of_it = load_dataset(out, configuration)
    by_hand = tuple(
        one.but(value="none", note="Staff round")
        if (one.candidate, one.measure) == (PORT, "will") else one
        for one in STUDY.dataset.evidence
    )  # fmt: skip
    assert made_of_it.evidence == by_hand
    package = (out / "datapackage.json").read_text(encoding="utf-8")
    assert '"reason": "Staff round"' in package
    assert run("check", "--data", out, "--config", SMALL / "configuration").status == 0
    assert run("workbook", "in", filled, *words, "--accept", "all", "--reason", "x").status == 2


def test_refused(filled: Path, tmp_path: Path) -> None:
    nowhere = run("workbook", "in", filled, *inputs(), "--accept", "all")
    assert "Must have somewhere to go" in nowhere.words
    other = tmp_path / "x.csv"
    other.write_text("a,b\n")
    assert "ust be an Excel workbook" in run("workbook", "in", other, *inputs()).words
    assert run("workbook", "in", tmp_path / "none.xlsx", *inputs()).status == 2
    assert run("workbook", "out", tmp_path / "x.csv", *inputs()).status == 2
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(edited(put("evidence", "C2", "about 3")))
    told = run("workbook", "in", bad, *inputs(), "--json")
    assert told.status == 2
    assert [one["column"] for one in told.json["problems"]] == ["evidence!C2"]


@pytest.fixture
def played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Played:
    file = tmp_path / "records.sqlite3"
    monkeypatch.setenv("FOCUS_RECORDS", str(file))
    monkeypatch.delenv("FOCUS_PERSON", raising=False)
    going = Played(file, STUDY, ask(STUDY, PlanQuestion()))
    going.move("rating")
    return going


def in_round(who: str, *words: str | Path) -> Ended:
    return run("workbook", *words, "--round", "now", "--as", who)


def edit(path: Path, change: Callable[[Workbook], object]) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def test_ratings_of_a_round_are_ones_own(played: Played, tmp_path: Path) -> None:
    played.rate("bo", BBB, "none", "seen with my own eyes")
    played.rate("ann", PORT, "strong", "they publish all of it")
    mine = tmp_path / "mine.xlsx"
    assert in_round("ann", "out", mine).status == 0
    words = mine.read_bytes()
    cells = [
        str(cell)
        for sheet in openpyxl.load_workbook(io.BytesIO(words)).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert "they publish all of it" in cells
    assert "seen with my own eyes" not in cells
    assert "Nothing differs" in in_round("ann", "in", mine).words

    def change(book: Workbook) -> None:
        sheet = sheet_of(book, AFRICA)
        cell_of(sheet, 2, "value").value = "some"
        cell_of(sheet, 2, "reason").value = "The forum met."
        cell_of(sheet, 2, "source").value = "field trip"
        cell_of(sheet, 4, "value").value = None
        sheet_of(book, "candidates")["C2"].value = "Alfaland"

    edit(mine, change)
    told = in_round("ann", "in", mine, "--no-plan")
    assert "A round takes ratings only." in told.words
    assert "candidates!2" in told.words
    assert {one.candidate for one in played.view.given if one.person == "ann"} == {PORT}
    unsaid = in_round("ann", "in", mine, "--no-plan", "--accept", "all")
    assert unsaid.status == 2
    done = in_round("ann", "in", mine, "--no-plan", "--accept", "all", "--reason", "Second look")
    assert done.status == 0, done.words
    (said,) = [one for one in played.view.given if one.person == "ann"]
    assert (said.candidate, said.value) == (BBB, "some")
    assert said.reason == "The forum met.; source: field trip"


def test_a_round_takes_all_or_nothing_and_only_from_whom_may(
    played: Played, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.xlsx"
    assert in_round("cy", "out", mine).status == 0

    def change(book: Workbook) -> None:
        for row in (2, 3):
            cell_of(sheet_of(book, AFRICA), row, "value").value = "strong"

    edit(mine, change)
    words = ("in", mine, "--no-plan", "--reason", "Staff round")
    refused = in_round("cy", *words, "--accept", "all")
    assert refused.status == 3
    assert "permission - country:BBB: You are recused from it" in refused.words
    assert not [one for one in played.view.given if one.person == "cy"]
    assert in_round("cy", *words, "--accept", "Ratings Africa!3").status == 0
    played.move("review")
    late = in_round("cy", "in", mine, "--no-plan", "--accept", "all", "--reason", "Staff round")
    assert late.status == 3


def test_what_was_said_meanwhile_is_not_written_over(played: Played) -> None:
    of, study = played.round, played.study
    given = ratings.Given(person="", candidate=BBB, measure="will", value="some", reason="so")
    ratings.rate(played.records, "bo", of, study, given)
    with pytest.raises(StaleError):
        ratings.rate_together(
            played.records, "bo", of, study,
            {(PORT, "will"): given.but(candidate=PORT), (BBB, "will"): given.but(value="none")}, {},
        )  # fmt: skip
    assert [one.candidate for one in played.view.given] == [BBB]


def test_hostile_names_stand_as_they_are_and_are_never_run(tmp_path: Path) -> None:
    folder = hostile_example(tmp_path / "hostile")
    words = ("--data", folder.root / "dataset", "--config", folder.root / "configuration")
    file = tmp_path / "hostile.xlsx"
    assert run("workbook", "out", file, *words).status == 0
    book = openpyxl.load_workbook(file)
    names = {row[2].value for row in sheet_of(book, "candidates").iter_rows(min_row=2)}
    dataset = load_dataset(
        folder.root / "dataset", load_configuration(folder.root / "configuration")
    )
    assert names == {one.name for one in dataset.candidates}
    assert not [
        cell.coordinate
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" or cell.hyperlink
    ]
    assert "Nothing differs" in run("workbook", "in", file, *words).words


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_it_without_any_difference(tmp_path: Path) -> None:
    evidence = tuple(
        one.but(value=0.1 + 0.2) if one.value == 0.8 else one for one in STUDY.dataset.evidence
    )
    study = Study(STUDY.dataset.but(evidence=evidence), STUDY.configuration)
    (tmp_path / "out.xlsx").write_bytes(made(study))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "lo"),
         str(tmp_path / "out.xlsx")],
        check=True, timeout=300, capture_output=True,
    )  # fmt: skip
    saved = (tmp_path / "lo" / "out.xlsx").read_bytes()
    assert saved != (tmp_path / "out.xlsx").read_bytes()
    found = read(FILE, saved, study.dataset, study.configuration)
    assert found.after.evidence == study.dataset.evidence
    assert not found.noted


def test_what_no_workbook_can_hold_is_told() -> None:
    first, *others = STUDY.dataset.candidates
    long = STUDY.dataset.but(candidates=(first.but(name="x" * 32_768), *others))
    with pytest.raises(InputError, match=r"candidates.csv line 2, name: a cell of a workbook"):
        made(Study(long, STUDY.configuration))


def test_the_same_dataset_is_the_same_file() -> None:
    assert made(STUDY) == written()
    assert differences(lambda _: None) == []


def test_officers_of_two_regions_work_side_by_side(tmp_path: Path) -> None:
    """Both got the same workbook; the second takes nothing back of what the first has done."""
    africa, europe = tmp_path / "africa.xlsx", tmp_path / "europe.xlsx"
    africa.write_bytes(edited(rated))
    europe.write_bytes(edited(put("Ratings Europe", "D2", "some")))
    words = ("--accept", "all", "--reason", "Staff round", "--no-plan")
    first, both = tmp_path / "first", tmp_path / "both"
    assert run("workbook", "in", africa, *inputs(), *words, "--out", first).status == 0
    config = ("--config", SMALL / "configuration")
    told = run("workbook", "in", europe, "--data", first, *config, *words, "--out", both)
    assert told.status == 0, told.words
    assert "rows that nobody touched in it stay as the dataset has them now" in told.words
    made_of_it = load_dataset(both, load_configuration(SMALL / "configuration"))
    will = {one.candidate: one.value for one in made_of_it.evidence if one.measure == "will"}
    assert will == {BBB: "strong", PORT: "none", "country:CCC": "some", "country:AAA": "some"}
    package = (both / "datapackage.json").read_text(encoding="utf-8")
    assert package.count('"from"') == 2
