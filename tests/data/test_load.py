"""Reading a whole dataset folder."""

import os
import shutil
from pathlib import Path

import pytest

from config.configuration import Configuration
from config.load import bundled_configuration_folder, load_configuration
from config.problems import InputError, InputProblem
from data.content import content_hash
from data.dataset import Candidate, Dataset, Demand, Engagement, Evidence, Link, Partner, Window
from data.load import bundled_dataset_folder, load_dataset, load_inputs
from data.tables import TABLES
from tests.folders import Folder, one


def test_every_table_reads_as_written(small_dataset: Dataset) -> None:
    """Oracle: one row of each table, copied by eye from the fixture."""
    dataset = small_dataset
    assert dataset.name == "Small example"
    assert dataset.by_id["country:BBB-port"] == Candidate(
        id="country:BBB-port",
        kind="country",
        name="Port Beta, Betaland",
        region="Africa",
        country="BBB",
        status="active",
        incumbent=False,
        attributes={"level": "local", "income_group": "low"},
    )
    assert dataset.by_id["theme:ownership"].attributes == {}
    assert dataset.evidence[3] == Evidence(
        candidate="country:BBB",
        measure="participation",
        value=0.5,
        low=0.4,
        high=0.7,
        basis="observed",
        source="index",
        as_of="2019",
        note="range of the index, 68 %",
    )
    assert dataset.evidence[1].value == "strong"
    assert dataset.links[1] == Link(
        candidate="commitment:AA001",
        target="theme:ownership",
        relation="on_theme",
    )
    assert dataset.partners == (
        Partner(id="partner:owners", name="Owners in the Open", type="civil society", capacity=1),
        Partner(id="partner:bank", name="Bank of Good Works", type="donor", capacity=None),
    )
    assert dataset.engagements[1] == Engagement(
        partner="partner:owners",
        target="theme:ownership",
        service=None,
        strength=1,
        source="staff",
    )
    assert dataset.demands[1] == Demand(
        candidate="commitment:BB002",
        service="technical_support",
        resource="africa",
        amount=2,
    )
    assert dataset.windows == (Window(candidate="commitment:AA001", period="H1"),)
    assert dataset.sources[0].retrieved == "2020-01-15"
    assert {table: len(getattr(dataset, table)) for table in ("candidates", "evidence")} == {
        "candidates": 8,
        "evidence": 18,
    }


def test_without_configuration_numbers_are_numbers(small_dataset_folder: Path) -> None:
    values = [row.value for row in load_dataset(small_dataset_folder).evidence]
    assert values[:3] == [0.8, "strong", 4.0]


def test_labels_that_look_like_numbers_stay_labels(folder: Folder) -> None:
    folder.replace("criteria.yaml", "{none: 0, some: 50, strong: 100}", "{1: 0, 2: 50, 3: 100}")
    for old, new in (("strong", "3"), ("CCC,will,some", "CCC,will,2"), ("will,some", "will,2")):
        folder.replace("evidence.csv", old, new)
    configuration = load_configuration(folder.root / "configuration")
    dataset = load_dataset(folder.root / "dataset", configuration)
    assert [row.value for row in dataset.evidence if row.measure == "will"] == ["3", "2", "2"]


@pytest.mark.parametrize("file", [table.file for table in TABLES if table.needed])
def test_a_needed_table_is_missing(folder: Folder, file: str) -> None:
    folder.path(file).unlink()
    expected = InputProblem(
        file=file,
        must="the table must be there",
        do="Add it to the folder; without rows, the line of headers is enough.",
    )
    assert one(folder.dataset_problems()) == expected


@pytest.mark.parametrize("file", [table.file for table in TABLES if not table.needed])
def test_an_optional_table_may_be_missing(
    folder: Folder,
    small_configuration: Configuration,
    file: str,
) -> None:
    folder.path(file).unlink()
    dataset = load_dataset(folder.root / "dataset", small_configuration)
    assert getattr(dataset, file.removesuffix(".csv")) == ()


def test_columns_that_are_not_needed_may_be_missing(folder: Folder) -> None:
    folder.path("sources.csv").write_text("id,title\nindex,An index\nstaff,Staff\n")
    assert load_dataset(folder.root / "dataset").sources[0].publisher == ""


def test_a_dataset_without_candidates(folder: Folder) -> None:
    for table in TABLES:
        header = folder.path(table.file).read_text().split("\n", 1)[0]
        folder.path(table.file).write_text(header + "\n")
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.must) == (
        "candidates.csv",
        "there must be at least one candidate",
    )


@pytest.mark.parametrize(
    ("name", "do"),
    [
        ("Candidates.CSV", "Move it to another folder."),
        ("candidates (1).csv", "Move it to another folder."),
        ("notes.csv", "Move it to another folder."),
    ],
)
def test_a_csv_file_that_is_no_table(folder: Folder, name: str, do: str) -> None:
    folder.path("links.csv").with_name(name).write_text("a,b\n")
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.do) == (name, do)
    assert problem.must == "a CSV file of the folder must be one of the tables, each there once"


def test_a_misnamed_table_is_recognised(folder: Folder) -> None:
    folder.path("demands.csv").rename(folder.path("demand.csv"))
    do = one(folder.dataset_problems()).do
    assert do == "Rename it to demands.csv, or move it to another folder."


def test_no_folder_and_no_dataset(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for path in (tmp_path / "nowhere", file):
        with pytest.raises(InputError) as caught:
            load_dataset(path)
        assert one(caught.value.problems).must == "the dataset must be a folder"


def test_an_empty_folder_names_every_needed_table(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_dataset(tmp_path)
    assert {problem.file for problem in caught.value.problems} == {
        table.file for table in TABLES if table.needed
    }


@pytest.mark.parametrize(
    ("text", "row"),
    [("{", 1), ('{"name": "x",\n}', 2), ("[]", None), ("", 1), ("[" * 100_000, None)],
)
def test_a_package_that_is_no_json_object(folder: Folder, text: str, row: int | None) -> None:
    folder.path("datapackage.json").write_text(text)
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.row) == ("datapackage.json", row)
    assert problem.must == "the file must be a JSON object"


@pytest.mark.parametrize("path", ["nothing.csv", "../dataset/links.csv", "/etc/passwd"])
def test_a_package_that_names_a_file_which_is_not_there(folder: Folder, path: str) -> None:
    folder.replace("datapackage.json", '"candidates.csv"', f'"{path}"')
    assert one(folder.dataset_problems()) == InputProblem(
        file="datapackage.json",
        column="resources.0.path",
        value=path,
        must="a resource must be a file of this folder",
        do="Correct its `path`, or delete the resource.",
    )


def test_without_a_package_the_folder_names_the_dataset(folder: Folder) -> None:
    folder.path("datapackage.json").unlink()
    assert load_dataset(folder.root / "dataset").name == "dataset"


def test_problems_of_all_tables_come_at_once_in_order(folder: Folder) -> None:
    folder.replace("candidates.csv", "CCC,suspended", "CCC,gone")
    folder.append("links.csv", "commitment:BB002,country:QQQ,in_country", "short")
    folder.replace("evidence.csv", "AAA,participation,0.8", "AAA,participation,8")
    folder.path("windows.csv").write_text("")
    folder.path("sources.csv").unlink()
    assert [(each.file, each.row) for each in folder.dataset_problems()] == [
        ("candidates.csv", 4),
        ("evidence.csv", 2),
        ("links.csv", 6),
        ("links.csv", 7),
        ("sources.csv", None),
        ("windows.csv", None),
    ]


def test_both_inputs_are_told_at_once(folder: Folder) -> None:
    dataset, configuration = folder.root / "dataset", folder.root / "configuration"
    read, settings = load_inputs(dataset, configuration)
    assert (read, settings) == (load_dataset(dataset, settings), load_configuration(configuration))
    folder.replace("links.csv", "commitment:BB002,country:BBB-port", "commitment:BB002,country:QQQ")
    folder.replace("capacity.yaml", "weeks: 30", "weeks: many")
    with pytest.raises(InputError) as caught:
        load_inputs(dataset, configuration)
    assert [problem.file for problem in caught.value.problems] == ["capacity.yaml", "links.csv"]
    folder.replace("links.csv", "country:QQQ", "country:BBB-port")
    with pytest.raises(InputError) as caught:
        load_inputs(dataset, configuration)
    assert one(caught.value.problems).file == "capacity.yaml"


@pytest.mark.parametrize("title", [r'"\ud800"', r'"a\nb"', "7", "[]"])
def test_a_title_that_no_screen_can_show(folder: Folder, title: str) -> None:
    folder.replace("datapackage.json", '"Small example"', title)
    problem = one(folder.dataset_problems())
    assert (problem.column, problem.must) == ("title", "must be text of one line")


def test_a_file_name_that_is_no_text(folder: Folder) -> None:
    name = os.fsencode(folder.root / "dataset") + b"/caf\xe9.csv"
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(b"a,b\n")
    problem = one(folder.dataset_problems())
    assert problem.file == "caf?.csv"
    str(problem).encode()


def test_the_hash_speaks_of_the_content_alone(folder: Folder, small_dataset: Dataset) -> None:
    assert small_dataset.content_hash == content_hash(small_dataset)
    elsewhere = folder.root / "elsewhere"
    shutil.copytree(folder.root / "dataset", elsewhere)
    lines = (elsewhere / "evidence.csv").read_text().split("\n")[:-1]
    (elsewhere / "evidence.csv").write_text("\r\n".join([lines[0], *reversed(lines[1:])]) + "\r\n")
    (elsewhere / "engagements.csv").write_text(
        (elsewhere / "engagements.csv").read_text().replace(",0.5,", ",0.50,"),
    )
    (elsewhere / "datapackage.json").unlink()
    assert load_dataset(elsewhere).content_hash == small_dataset.content_hash
    folder.replace("evidence.csv", "AAA,participation,0.8", "AAA,participation,0.81")
    changed = load_dataset(folder.root / "dataset")
    assert changed.content_hash != small_dataset.content_hash


def test_a_changed_copy_has_no_hash(small_dataset: Dataset) -> None:
    assert small_dataset.but(links=()).content_hash == ""


def test_the_bundled_inputs_fit_each_other() -> None:
    """Oracle: the plan for 2020 names thirteen focus countries."""
    dataset, _ = load_inputs(bundled_dataset_folder(), bundled_configuration_folder())
    assert sum(candidate.incumbent for candidate in dataset.of_kind("country")) == 13
