"""``focus import``: what would change is told first, and written once confirmed."""

from pathlib import Path

from data.load import load_dataset
from tests.app.cli.conftest import run
from tests.data.importers.indicators.published import published
from tests.data.importers.ogp.test_update import as_2024
from tests.data.importers.ogp_2020.raw_folder import export_row


def exported(folder: Path) -> Path:
    path = folder / "export.csv"
    rows = [export_row("AM9999", **{"Year Of Submission": "2020", "Inclusion": "1"})]
    path.write_text(as_2024(rows), encoding="utf-8")
    return path


def test_nothing_is_written_unasked(tmp_path: Path) -> None:
    export, out = exported(tmp_path), tmp_path / "out"
    told = run("import", "ogp", export, "--years", "2020")
    assert told.status == 0
    assert "candidates (1 new)" in told.words
    asked = run("import", "ogp", export, "--years", "2020", "--out", out)
    assert asked.status == 2
    assert not out.exists()
    done = run("import", "ogp", export, "--years", "2020", "--out", out, "--yes", "--json")
    assert done.status == 0
    (new,) = [row for row in done.json["differences"] if row["table"] == "candidates"]
    assert new["name"] == "Title of AM9999"
    assert load_dataset(out).by_id["commitment:AM9999"].country == "ARM"
    assert run("import", "ogp", export, "--years", "2020", "--out", out, "--yes").status == 2


def test_nothing_differs(tmp_path: Path) -> None:
    export = exported(tmp_path)
    run("import", "ogp", export, "--years", "2020", "--out", tmp_path / "a", "--yes")
    again = run("import", "ogp", export, "--data", tmp_path / "a", "--out", tmp_path / "b", "--yes")
    assert again.status == 0
    assert "Nothing differs" in again.words
    assert not (tmp_path / "b").exists()


def test_refused(tmp_path: Path) -> None:
    other = tmp_path / "x.csv"
    other.write_text("A,B\n1,2\n")
    assert "focus new" in run("import", "ogp", other).words
    several = run("import", "eu", other, "--years", "2020..2018", "--json")
    assert several.status == 2
    assert [one["file"] for one in several.json["problems"]] == ["--years", "WHAT"]


def test_indices(tmp_path: Path) -> None:
    """Romania's figures of 2023 beside those that the bundled dataset has."""
    files = published(tmp_path / "files", "wgi_2024", "rsf_2022")
    out = tmp_path / "out"
    told = run("import", "indicators", *files, "--out", out, "--yes", "--json")
    assert told.status == 0
    (new,) = [row for row in told.json["differences"] if row["table"] == "evidence"]
    assert (new["name"], new["field"]) == ("Romania", "Voice and accountability, 2023")
    assert (new["before"], new["after"]) == ("61.6", "65.5")
    said = told.out
    assert "two measures, and not to be compared" in said
    assert "as of 31 December 2023, in place of 31 December 2020" in said
    assert load_dataset(out).usual_as_of == "2023"
    again = run("import", "indicators", *files, "--data", out, "--as-of", "2021-06")
    assert "Nothing differs" in again.words


def test_indices_refused(tmp_path: Path) -> None:
    (file,) = published(tmp_path, "wgi_2024")
    told = run("import", "ogp", file, "--as-of", "2021", "--sheet", "x", "--json")
    assert [one["file"] for one in told.json["problems"]] == ["--as-of", "--sheet"]
    assert run("import", "indicators", file, "--as-of", "all").status == 2
    (tmp_path / "x.csv").write_text("A,B\n1,2\n")
    assert "must be one of a known index" in run("import", "indicators", tmp_path / "x.csv").words
