"""Whatever happens to a dataset folder, reading it ends in a dataset or in problems in words.

Properties, on random damage to the small example.
"""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.configuration import Configuration
from config.problems import InputError, InputProblem
from data.dataset import Candidate, Dataset
from data.load import load_dataset
from data.tables import TABLES
from tests.folders import Folder

FILES = [*(table.file for table in TABLES), "datapackage.json"]
CELLS = ["", " ", "nan", "-1", "1e999", "1,5", "é", "yes", "country:AAA", '"', "x" * 200, "None"]


@st.composite
def damage(draw: st.DrawFn) -> tuple[str, str, int, object]:
    """Draw a file, a way to spoil it, where, and with what."""
    file = draw(st.sampled_from(FILES))
    way = draw(st.sampled_from(["bytes", "cut", "cell", "double", "drop", "delete"]))
    where = draw(st.integers(0, 10_000))
    if way == "bytes":
        return file, way, where, draw(st.binary(min_size=1, max_size=6))
    return file, way, where, draw(st.sampled_from(CELLS))


def spoil(path: Path, way: str, where: int, what: object) -> None:
    """Do the damage."""
    if not path.exists():
        return
    raw = path.read_bytes()
    if way == "delete":
        path.unlink()
    elif way == "bytes" and isinstance(what, bytes):
        at = where % (len(raw) + 1)
        path.write_bytes(raw[:at] + what + raw[at + len(what) :])
    elif way == "cut":
        path.write_bytes(raw[: where % (len(raw) + 1)])
    else:
        lines = raw.decode(errors="replace").split("\n")
        at = where % len(lines)
        cells = lines[at].split(",")
        if way == "double":
            lines.insert(at, lines[at])
        elif way == "drop":
            del lines[at]
        else:
            cells[where % len(cells)] = str(what)
            lines[at] = ",".join(cells)
        path.write_text("\n".join(lines), encoding="utf-8")


@given(damages=st.lists(damage(), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_damage_ends_in_a_dataset_or_in_problems(
    tmp_path_factory: pytest.TempPathFactory,
    small_configuration: Configuration,
    damages: list[tuple[str, str, int, object]],
) -> None:
    folder = Folder.copy(tmp_path_factory.mktemp("spoilt"))
    for file, way, where, what in damages:
        spoil(folder.path(file), way, where, what)
    problems: tuple[InputProblem, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    try:
        candidates = load_dataset(folder.root / "dataset", small_configuration).candidates
    except InputError as error:
        problems = error.problems
    assert bool(problems) != bool(candidates)
    for problem in problems:
        assert problem.must
        assert problem.do
        str(problem).encode()


@given(seed=st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_changes_nothing_but_the_order(
    tmp_path_factory: pytest.TempPathFactory,
    small_dataset: Dataset,
    small_configuration: Configuration,
    seed: int,
) -> None:
    folder = Folder.copy(tmp_path_factory.mktemp("shuffled"))
    shuffle = random.Random(seed).shuffle  # noqa: S311
    for table in TABLES:
        header, *rows = folder.path(table.file).read_text().splitlines()
        shuffle(rows)
        folder.path(table.file).write_text("\n".join([header, *rows]))
    read = load_dataset(folder.root / "dataset", small_configuration)
    assert read.content_hash == small_dataset.content_hash
    for table in TABLES:
        assert sorted(map(repr, getattr(read, table.name))) == sorted(
            map(repr, getattr(small_dataset, table.name)),
        )


def test_a_table_full_of_nonsense_is_answered_soon_and_briefly(folder: Folder) -> None:
    """200,000 rows of which every cell is wrong make a short list."""
    rows = (f"ghost:{n},what{n},{n}€,x,y,rumour,nobody{n},then,\n" for n in range(200_000))
    with folder.path("evidence.csv").open("a", encoding="utf-8") as file:
        file.writelines(rows)
    problems = folder.dataset_problems()
    assert {problem.column for problem in problems} >= {"candidate", "measure", "basis", "low"}
    assert len(problems) <= 21 * 9
