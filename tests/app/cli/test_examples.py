"""Every example of every ``--help`` runs as it is written, on the data that it names.

Nothing is solved: an example has run when its options, names and levers were accepted and the first
plan is asked for.
"""

import inspect
import re
import shlex
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Self

import openpyxl
import pytest

import app.cli.reading
import app.cli.workbook
from app.cli.application import app as commands
from app.cli.commands.workbook import workbook
from app.export.dataset_workbook import dataset_workbook
from config.load import bundled_configuration_folder
from data.load import bundled_dataset_folder
from data.vintage import EVERYTHING
from optimizer.scenario import Scenario
from optimizer.study import Study, open_study
from questions.asking import ask
from questions.jobs import JobQueue
from questions.overlay import Rating, with_ratings
from questions.plan import PlanQuestion
from records import people
from records.database import RECORDS
from records.scenarios import Saved, save
from records.sign_in import PERSON
from reports.workbook import read_me, sheet_names
from tests.app.cli.conftest import inputs, run
from tests.data.importers.indicators.published import TABLES
from tests.data.importers.ogp.test_update import as_2024, as_legacy
from tests.data.importers.ogp_2020.raw_folder import EARLY, EXPORT
from tests.data.wide.tables import projects, text
from tests.folders import SMALL
from tests.rounds import Played, decide


def examples() -> list[str]:
    """Return what stands below the word focus in the help of each command."""
    every = [*commands.registered_commands, *workbook.registered_commands]
    texts = [inspect.getdoc(one.callback) or "" for one in every]
    line = re.compile(r"^ {2}focus (.+)$", re.MULTILINE)
    return [found for text in texts for found in line.findall(text)]


SEARCHING = (
    "audit", "backtest", "compare", "decision", "group", "inverse_weights", "plan",
    "rank_sureness", "reassess", "roadmap", "robust", "trade_offs", "years",
)  # fmt: skip
EVIDENCE = "candidate,measure,value,basis,source\ncountry:KEN,political_will,fair,judgement,staff\n"
LONG = {f"questions.{name}" for name in SEARCHING}
"""Where the questions are that search or draw."""
opened = cache(open_study)


class Accepted(Exception):  # noqa: N818 (it is no error)
    """A plan was asked for."""


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory, small_study: Study) -> Path:
    """Make records with a closed round and a kept scenario, and the record of that decision."""
    folder = tmp_path_factory.mktemp("decided")
    file = folder / "records.sqlite3"
    played = Played(file, small_study, ask(small_study, PlanQuestion()))
    decide(played)
    played.move("closed")
    fewer = Scenario(name="Fewer people in Europe", weeks={"europe": 122.0})
    zoe = people.single(played.records, "Zoe")
    save(played.records, zoe.id, opened(), Saved(id="", scenario=fewer, author=""))
    played.records.close()
    words = ("--round", "2020-annual", "--no-prices", "--others", "0", "--records", str(file))
    assert run("record", str(folder / "decision.zip"), *words).status == 0
    return folder


@pytest.fixture(scope="module")
def rated() -> bytes:
    """Make a workbook of the bundled dataset in which somebody has rated Kenya."""
    study = opened(as_of=EVERYTHING)
    will = Rating(candidate="country:KEN", measure="political_will", value="fair", reason="so")
    after = with_ratings(study, [will])
    names = sheet_names(study.dataset, study.configuration)
    told = read_me(study.dataset, study.configuration, names)
    return dataset_workbook(after.dataset, study.configuration, names, *told)


@pytest.fixture
def here(rated: bytes, decided: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the files that examples name."""
    shutil.copytree(SMALL / "dataset", tmp_path / "mine")
    shutil.copytree(SMALL / "configuration", tmp_path / "mine" / "settings")
    (tmp_path / "last").mkdir()
    (tmp_path / "last" / "data").symlink_to(bundled_dataset_folder())
    (tmp_path / "last" / "config").symlink_to(bundled_configuration_folder())
    (tmp_path / "projects.csv").write_text(text(projects(12)))
    (tmp_path / "evidence.csv").write_text(EVIDENCE)
    (tmp_path / "ogpirm_live_data.csv").write_text(as_legacy(EARLY), encoding="utf-8")
    for name, layout in (("wgi", "wgi_2024"), ("cpi", "cpi_series")):
        (tmp_path / f"{name}.csv").write_text(TABLES[layout], encoding="utf-8")
    (tmp_path / "commitments.csv").write_text(as_2024(EXPORT), encoding="utf-8")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Shortlist")
    for row in projects(12):
        sheet.append(row)
    book.save(tmp_path / "projects.xlsx")
    for name in ("fewer.json", "more.yaml"):
        (tmp_path / name).write_text('{"usd": {"core": 600000}}', encoding="utf-8")
    (tmp_path / "filled.xlsx").write_bytes(rated)
    for name in ("records.sqlite3", "decision.zip"):
        shutil.copy(decided / name, tmp_path)
    (tmp_path / "mine.csv").write_text("commitment,member,submitted\n", encoding="utf-8")
    for year in ("2020", "2021", "2022"):
        shutil.copy(decided / "decision.zip", tmp_path / f"{year}.zip")
    monkeypatch.setenv(RECORDS, str(tmp_path / "records.sqlite3"))
    monkeypatch.setenv(PERSON, "Zoe")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_examples_for_every_command() -> None:
    told = {example.split()[0] for example in examples()}
    assert told == {one.name for one in commands.registered_commands} | {"workbook"}
    assert len(examples()) > 40


def typed(example: str, here: Path) -> list[str]:
    """Return the words of an example, once what stands in its way or has to be there is done."""
    words = shlex.split(example)
    if words[0] == "record":
        (here / "decision.zip").unlink()
    words += ["--yes"] if words[0] == "new" and "--yes" not in words else []
    if words[:2] == ["workbook", "in"] and "my-ratings.xlsx" in words:
        assert run("workbook", "out", *words[2:]).status == 0
    if "--first" in words:
        assert run("publish", words[-1], "--method", *inputs()).status == 0
    if "taskforce.csv" in words and "--template" not in words:
        assert run("group", "--template", "taskforce.csv", "--person", "Ann").status == 0
    return words


@pytest.mark.parametrize("example", examples())
def test_an_example_runs(example: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = JobQueue.answer

    def answer(queue: JobQueue, study: object, question: object, **more: object) -> object:
        if type(question).__module__ in LONG:
            raise Accepted
        return asked(queue, study, question, **more)  # type: ignore[arg-type]

    class Server:
        """An app that ends at once."""

        def __init__(self, *_: object, **__: object) -> None: ...
        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...
        def terminate(self) -> None: ...
        def wait(self) -> int:
            return 0

    words = typed(example, here)
    monkeypatch.setattr(app.cli.reading, "open_study", opened)
    monkeypatch.setattr(app.cli.workbook, "open_study", opened)
    monkeypatch.setattr(JobQueue, "answer", answer)
    monkeypatch.setattr(subprocess, "Popen", Server)
    try:
        ended = run(*words)
    except Accepted:
        return
    assert ended.status == 0, ended.words
    assert (here / "mine").exists()
