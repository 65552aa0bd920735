"""Exports as they come, laid over a dataset.

Oracle: the importer of the bundled dataset, whose tests work its tables out by hand: both exports,
laid over what it made of them, change nothing.
"""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from config.load import bundled_configuration_folder, load_configuration
from config.problems import InputError
from data.dataset import Dataset
from data.difference import difference
from data.importers.ogp.exports import EXPORT_2024, LEGACY, columns_of, read_exports
from data.importers.ogp.update import LeftOut, update
from data.importers.ogp_2020.package import REBUILD
from data.load import bundled_dataset_folder, load_dataset
from tests.data.importers.ogp_2020.raw_folder import (
    EARLY,
    EXPORT,
    early_row,
    export_row,
    write_raw,
)

CONFIGURATION = load_configuration(bundled_configuration_folder())
RAW = os.environ.get("FOCUS_RAW")
"""Folder with the raw exports, where somebody has them; they are not part of the project."""
NAMES = ("ogpirm_live_data.csv", "open_parliament_0703.csv")
Rows = Sequence[Mapping[str, str]]


def whole(version: str, rows: Rows) -> list[dict[str, str]]:
    """Return rows with every column that an export of a version has."""
    usual = {one: "ND" if one.startswith("Starred") else "0" for one in columns_of(version)}
    return [{**usual, **row} for row in rows]


def as_legacy(rows: Rows) -> str:
    """Return the database of 2011-2014 as it comes: running numbers on top, blank headings."""
    full = whole(LEGACY, rows)
    head = list(full[0])
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow([*range(len(head)), "", ""])
    writer.writerow([*head, "", ""])
    writer.writerows([[*row.values(), "", ""] for row in full])
    return made.getvalue()


def as_2024(rows: Rows) -> str:
    """Return the export of 2024 as it comes: line breaks in cells, cells without end."""
    more = {"Legislation": "1", "Full Text": "line\nline, " + "x" * 27_000}
    full = [{**row, **more} for row in whole(EXPORT_2024, rows)]
    made = io.StringIO()
    writer = csv.DictWriter(made, list(full[0]))
    writer.writeheader()
    writer.writerows(full)
    return made.getvalue()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """What the importer of the bundled dataset makes of the made-up raw folder."""
    folder = tmp_path_factory.mktemp("raw")
    tables = dict(REBUILD.build(write_raw(folder / "raw")))
    there = {row["id"] for row in tables["candidates"]}
    for table, column in (("engagements", "target"), ("links", "target"), ("events", "candidate")):
        tables[table] = [row for row in tables[table] if row[column] in there]
    REBUILD.write(tables, folder / "made")
    return load_dataset(folder / "made", CONFIGURATION)


def exported(folder: Path, early: Rows = EARLY, recent: Rows = EXPORT) -> list[Path]:
    paths = [folder / "legacy.csv", folder / "2024.csv"]
    paths[0].write_text(as_legacy(early), encoding="utf-8")
    paths[1].write_text(as_2024(recent), encoding="utf-8")
    return paths


def test_both_exports_change_nothing(base: Dataset, tmp_path: Path) -> None:
    paths = exported(tmp_path)
    for chosen in (paths, paths[:1], paths[1:]):
        made = update(base, read_exports(chosen), CONFIGURATION)
        assert difference(base, made.dataset) == ()
        assert made.dataset.content_hash == base.content_hash


@pytest.mark.parametrize("form", ["utf-16", "cp1252", "semicolons", "xlsx", "capitals"])
def test_in_any_form(base: Dataset, tmp_path: Path, form: str) -> None:
    text = as_2024(EXPORT)
    path = tmp_path / ("export.xlsx" if form == "xlsx" else "export.csv")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if form == "semicolons":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
    elif form == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(row)
        book.save(path)
    elif form == "capitals":
        head, _, body = text.partition("\n")
        path.write_text(f"{head.upper()}\n{body}", encoding="utf-8")
    else:
        path.write_bytes(text.encode(form))
    made = update(base, read_exports([path]), CONFIGURATION)
    assert difference(base, made.dataset) == ()


def test_what_is_new_and_what_is_changed(base: Dataset, tmp_path: Path) -> None:
    """A coding of AM0037 falls, Romania's commitment of 2021 is taken with its year, UK is told."""
    recent = [
        {**EXPORT[0], "Potential Impact": "Minor"},
        EXPORT[1],
        export_row("GB0001", **{"Country/Locality": "UK"}),
    ]
    exports = read_exports(exported(tmp_path, EARLY, recent)[1:])
    usual = update(base, exports, CONFIGURATION)
    assert usual.left_out == (LeftOut("UK", 1),)
    changed = [
        (one.key, one.column, one.before, one.after)
        for one in difference(base, usual.dataset)
        if one.candidate == "commitment:AM0037"
    ]
    assert changed == [
        (("commitment:AM0037", "irm_ambition"), "value", "transformative", "minor"),
    ]
    more = update(base, exports, CONFIGURATION, (2018, 2021)).dataset
    new = {one.key[0] for one in difference(base, more) if one.what == "new"}
    assert new == {"commitment:RO0001"}
    assert more.by_id["commitment:RO0001"].country == "ROU"
    assert more.targets["commitment:RO0001"] == {"country:ROU"}


def test_shares_of_a_member_follow(base: Dataset, tmp_path: Path) -> None:
    """Mexico had 2 of 4 assessed as ambitious; one more makes 3 of 5."""
    more = [*EARLY, early_row("Mexico", **{"Potential impact": "Moderate"})]
    made = update(base, read_exports(exported(tmp_path, more)[:1]), CONFIGURATION).dataset
    notes = {(row.candidate, row.measure): row.note.split(" assessed")[0] for row in made.evidence}
    assert notes["country:MEX", "ambitious_share_2011_2014"] == "3 of 5"


def test_what_members_committed_on_follows(base: Dataset, tmp_path: Path) -> None:
    """Ghana has a commitment on justice of 2018; one of Armenia of 2020 comes after the cycle."""
    recent = [
        *EXPORT,
        export_row("GH0001", **{"Country/Locality": "Ghana", "Justice": "1"}),
        export_row("AM0099", **{"Year Of Submission": "2020", "Justice": "1"}),
    ]
    exports = read_exports(exported(tmp_path, EARLY, recent)[1:])
    made = update(base, exports, CONFIGURATION).dataset
    new = {(row.candidate, row.target) for row in set(made.links) - set(base.links)
           if row.relation == "commits_on"}  # fmt: skip
    assert new == {("country:GHA", "theme:justice")}


def test_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Name,Score\nAnn,1\n", encoding="utf-8")
    with pytest.raises(InputError, match="must be an export of OGP's commitments"):
        read_exports([other])
    text = as_2024(EXPORT).replace("Potential Impact", "Impact", 1)
    other.write_text(text.replace("Short Title", "Title", 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_exports([other])
    assert {one.column for one in caught.value.problems} == {"Potential Impact", "Short Title"}


@pytest.mark.skipif(not RAW, reason="FOCUS_RAW names no folder with the raw exports")
def test_the_bundled_tables_come_out_of_the_raw_exports() -> None:
    base = load_dataset(bundled_dataset_folder(), CONFIGURATION)
    paths = [Path(str(RAW)) / name for name in NAMES]
    exports = read_exports(paths)
    assert [(one.version, len(one.rows)) for one in exports] == [(LEGACY, 1927), (EXPORT_2024, 558)]
    for chosen in (exports, exports[:1], exports[1:]):
        made = update(base, chosen, CONFIGURATION)
        assert made.dataset.content_hash == base.content_hash
