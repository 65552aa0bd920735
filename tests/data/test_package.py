"""Datasets are tabular data packages, as anybody's tools read them.

Oracle: the JSON schema of the profile *tabular-data-package* of https://specs.frictionlessdata.io
(as the package datapackage 1.15.4 has it, MIT licence), by the library jsonschema; and the CSV
files themselves, by the standard library.
"""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from data.dataset import Dataset
from data.load import PACKAGE, bundled_dataset_folder
from data.write import files
from optimizer.study import Study

SCHEMA = Path(__file__).parents[1] / "fixtures" / "frictionless" / "tabular-data-package.json"


def valid(contents: Mapping[str, str]) -> None:
    """Check a package against the profile, and its tables against what it says of them."""
    package: dict[str, Any] = json.loads(contents[PACKAGE])
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema)(schema).validate(package)
    rows = {}
    for resource in package["resources"]:
        reader = csv.DictReader(io.StringIO(contents[resource["path"]]))
        rows[resource["name"]] = [*reader]
        fields = resource["schema"]["fields"]
        assert reader.fieldnames == [field["name"] for field in fields]
        for field in fields:
            cells = [row[field["name"]] for row in rows[resource["name"]] if row[field["name"]]]
            if field["type"] in ("number", "integer"):
                assert all(float(cell) == float(cell) for cell in cells), field
            if field.get("constraints", {}).get("required"):
                assert len(cells) == len(rows[resource["name"]]), field
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            other = rows[key["reference"]["resource"] or resource["name"]]
            column, target = (
                one[0] if isinstance(one, list) else one
                for one in (key["fields"], key["reference"]["fields"])
            )
            ids = {row[target] for row in other}
            assert {row[column] for row in rows[resource["name"]] if row[column]} <= ids


def test_the_bundled_dataset_is_a_valid_data_package() -> None:
    folder = bundled_dataset_folder()
    contents = {one.name: one.read_text(encoding="utf-8-sig") for one in folder.iterdir()}
    valid(contents)


def test_what_is_written_is_a_valid_data_package(
    small_dataset: Dataset, bundled_study: Study
) -> None:
    valid(files(small_dataset))
    valid(files(bundled_study.dataset))


def test_what_is_no_package_is_told(small_dataset: Dataset) -> None:
    contents = files(small_dataset)
    package = json.loads(contents[PACKAGE])
    del package["resources"][0]["path"]
    with pytest.raises(jsonschema.ValidationError):
        valid({**contents, PACKAGE: json.dumps(package)})
