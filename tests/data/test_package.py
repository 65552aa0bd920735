"""Datasets are tabular data packages, as anybody's tools read them; oracle: frictionless."""

import json
from collections.abc import Mapping
from pathlib import Path

import frictionless

from data.dataset import Dataset
from data.load import PACKAGE, bundled_dataset_folder
from data.write import files
from optimizer.study import Study


def faults(folder: Path) -> list[str]:
    """Return what frictionless finds wrong with a package and its tables."""
    report = frictionless.validate(str(folder / PACKAGE))
    found: list[str] = [str(one) for one in report.flatten(["type", "message"])]
    return found


def written(folder: Path, contents: Mapping[str, str]) -> Path:
    folder.mkdir()
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_bundled_dataset_is_a_valid_data_package() -> None:
    assert faults(bundled_dataset_folder()) == []


def test_what_is_written_is_a_valid_data_package(
    small_dataset: Dataset, bundled_study: Study, tmp_path: Path
) -> None:
    assert faults(written(tmp_path / "small", files(small_dataset))) == []
    assert faults(written(tmp_path / "bundled", files(bundled_study.dataset))) == []


def test_what_is_no_package_is_told(small_dataset: Dataset, tmp_path: Path) -> None:
    contents = files(small_dataset)
    package = json.loads(contents[PACKAGE])
    del package["resources"][0]["path"]
    assert faults(written(tmp_path / "broken", {**contents, PACKAGE: json.dumps(package)}))
