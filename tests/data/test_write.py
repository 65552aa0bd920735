"""Writing a dataset folder.

Oracle: reading. What is written reads back as the same value.
"""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from config.configuration import Configuration
from config.problems import InputError
from data.content import content_hash
from data.dataset import Candidate, Dataset, Evidence, Source
from data.load import load_dataset
from data.write import files, write_dataset
from tests.factories import cases

TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=12).filter(
    lambda text: not text or not text.isspace(),
)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def _back(dataset: Dataset, folder: Path, configuration: Configuration | None = None) -> Dataset:
    write_dataset(dataset, folder, configuration)
    return load_dataset(folder, configuration)


@given(case=cases())
@settings(max_examples=40, deadline=None)
def test_a_dataset_reads_back_as_written(
    tmp_path_factory: pytest.TempPathFactory,
    case: tuple[Configuration, Dataset],
) -> None:
    configuration, dataset = case
    folder = tmp_path_factory.mktemp("written") / "dataset"
    back = _back(dataset, folder, configuration)
    assert back == dataset.but(content_hash=content_hash(dataset))


@given(
    names=st.lists(TEXTS.filter(bool), min_size=1, max_size=4),
    values=st.lists(NUMBERS, max_size=4),
    note=TEXTS,
)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(names=['say "yes", no'], values=[-0.0, 1e22, 5e-324, 0.1], note="a\nb")
def test_any_text_and_number_survives(
    tmp_path: Path,
    names: list[str],
    values: list[float],
    note: str,
) -> None:
    dataset = Dataset(
        name="Any",
        candidates=tuple(
            Candidate(id=f"c{number}", kind="k", name=name) for number, name in enumerate(names)
        ),
        evidence=tuple(
            Evidence(
                candidate="c0", measure=f"m{n}", value=x, basis="observed", source="s", note=note
            )
            for n, x in enumerate(values)
        ),
        sources=(Source(id="s", title="A source"),),
    )
    back = _back(dataset, tmp_path / "dataset")
    assert back == dataset.but(content_hash=content_hash(dataset))


def test_the_small_example_reads_back(
    tmp_path: Path,
    small_dataset: Dataset,
    small_configuration: Configuration,
) -> None:
    assert _back(small_dataset, tmp_path / "dataset", small_configuration) == small_dataset


def test_writing_twice_gives_the_same_bytes(tmp_path: Path, small_dataset: Dataset) -> None:
    folder = tmp_path / "dataset"
    write_dataset(small_dataset, folder)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_dataset(load_dataset(folder), folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_other_files_of_the_folder_stay(tmp_path: Path, small_dataset: Dataset) -> None:
    folder = tmp_path / "dataset"
    write_dataset(small_dataset, folder)
    (folder / "SOURCES.md").write_text("what the sample is")
    (folder / "raw").mkdir()
    (folder / "raw" / "index.csv").write_text("a,b\n")
    package = json.loads((folder / "datapackage.json").read_text())
    (folder / "datapackage.json").write_text(json.dumps({**package, "licenses": ["CC0"]}))
    write_dataset(small_dataset.but(windows=()), folder)
    assert (folder / "SOURCES.md").read_text() == "what the sample is"
    assert (folder / "raw" / "index.csv").exists()
    assert not (folder / "windows.csv").exists()
    assert json.loads((folder / "datapackage.json").read_text())["licenses"] == ["CC0"]
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_what_could_not_be_read_again_is_not_written(
    tmp_path: Path,
    small_dataset: Dataset,
) -> None:
    folder = tmp_path / "dataset"
    write_dataset(small_dataset, folder)
    dangling = small_dataset.but(candidates=small_dataset.candidates[1:])
    with pytest.raises(InputError) as caught:
        write_dataset(dangling, folder)
    assert caught.value.problems[0].must == "must be an id of candidates.csv"
    assert load_dataset(folder).content_hash == small_dataset.content_hash
    assert [path.name for path in tmp_path.iterdir()] == ["dataset"]


def test_a_label_that_would_turn_into_a_number_is_not_written(tmp_path: Path) -> None:
    dataset = Dataset(
        candidates=(Candidate(id="c", kind="k", name="C"),),
        evidence=(Evidence(candidate="c", measure="m", value="1", basis="observed", source="s"),),
        sources=(Source(id="s", title="A source"),),
    )
    with pytest.raises(InputError, match="must read back as it was written"):
        write_dataset(dataset, tmp_path / "dataset")


def test_a_failed_exchange_leaves_the_old_folder(
    tmp_path: Path,
    small_dataset: Dataset,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "dataset"
    write_dataset(small_dataset, folder)
    rename = Path.rename

    def fail_on_the_fresh_one(self: Path, target: Path) -> Path:
        if target == folder and self.name == "dataset":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_on_the_fresh_one)
    with pytest.raises(OSError, match="No space left"):
        write_dataset(small_dataset.but(windows=()), folder)
    monkeypatch.undo()
    assert load_dataset(folder).windows == small_dataset.windows


def test_the_package_describes_every_table_that_is_written(small_dataset: Dataset) -> None:
    contents = files(small_dataset.but(demands=()))
    package = json.loads(contents["datapackage.json"])
    assert package["title"] == "Small example"
    assert package["name"] == "small-example"
    paths = {resource["path"] for resource in package["resources"]}
    assert paths == set(contents) - {"datapackage.json"}
    assert "demands.csv" not in paths
    for resource in package["resources"]:
        header = contents[resource["path"]].split("\n", 1)[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header
