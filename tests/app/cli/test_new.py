"""``focus new``: one table, one command, one confirmation, and the plan that SciPy finds, too."""

import csv
from pathlib import Path
from statistics import median

import openpyxl
import pytest
from typer.testing import CliRunner

from app.cli.application import app
from tests.app.cli.conftest import run
from tests.data.wide.tables import best, countries, portfolio, projects, shares, text, towns

POINTS: dict[str, float] = {"Very High": 0, "High": 25, "Medium": 50, "Low": 75, "Very Low": 100}
ALIGNED = {"Low": 0, "Medium": 100 / 3, "High": 200 / 3, "Critical": 100}
NEAR = 1e-6
"""Points."""


def new(table: Path, *words: str) -> dict:  # type: ignore[type-arg]
    """Run the command with its one confirmation; return what it says for machines."""
    ended = run("new", table, "--out", table.parent / "out", "--yes", "--json", *words)
    assert ended.status == 0, ended.words
    found: dict = ended.json  # type: ignore[type-arg]
    assert found["status"] == "optimal"
    assert found["gap"] == pytest.approx(0, abs=NEAR)
    return found


def percent(values: list[float], *, lower: bool = False) -> list[float]:
    return [100 * share for share in shares(values, lower=lower)]


def test_a_portfolio_of_250_projects(tmp_path: Path) -> None:
    """Oracle: SciPy's solver on the original table of 21 columns, its 17 measures by hand."""
    table = tmp_path / "projects.csv"
    table.write_text(text(portfolio()))
    found = new(table)
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    less = {"Duration_Months", "Implementation_Complexity_Score", "Dependency_Count",
            "Critical_Path_Days"}  # fmt: skip
    words = {"Project_ID", "Project_Name", "Category", "Budget_USD", "Risk_Level",
             "Strategic_Alignment", "Regulatory_Requirement"}  # fmt: skip
    numbers = [name for name in rows[0] if name not in words]
    parts = [percent([float(row[name]) for row in rows], lower=name in less) for name in numbers]
    parts += [
        [POINTS[row["Risk_Level"]] for row in rows],
        [ALIGNED[row["Strategic_Alignment"]] for row in rows],
        [100.0 * (row["Regulatory_Requirement"] == "True") for row in rows],
    ]
    assert len(parts) == 17
    scores = [sum(row) / 17 for row in zip(*parts, strict=True)]
    budget = 150_000_000  # a quarter of all, 155 million, with two digits
    value = best(scores, {"usd": [float(row["Budget_USD"]) for row in rows]}, {"usd": budget})
    assert found["value"] == pytest.approx(value, abs=1e-4)


def test_confirmation(tmp_path: Path) -> None:
    table = tmp_path / "projects.csv"
    table.write_text(text(projects(12)))
    out = tmp_path / "out"
    words = ["new", str(table), "--out", str(out)]
    asked = CliRunner().invoke(app, words, input="n\n")
    assert (asked.exit_code, out.exists()) == (0, False)
    assert "Nothing was written" in asked.stdout
    nobody = CliRunner().invoke(app, words)
    assert (nobody.exit_code, out.exists()) == (2, False)
    agreed = CliRunner().invoke(app, words, input="y\n")
    assert agreed.exit_code == 0
    again = run(*words, "--yes")
    assert again.status == 2
    assert "empty" in again.words
    folders = ("--data", out / "dataset", "--config", out / "configuration")
    assert run("check", *folders).status == 0


def test_projects(tmp_path: Path) -> None:
    """Groups by a rule; a weight; less of a measure though its heading says nothing."""
    rows = projects()
    table = tmp_path / "projects.csv"
    table.write_text(text(rows))
    found = new(
        table, "--budget", "6m", "--at-most", "Category=4", "--weight", "Risk_Level=2",
        "--keep", "Regulatory_Requirement",
    )  # fmt: skip
    body = rows[1:]
    roi = percent([float(str(row[4])) for row in body])
    months = percent([float(str(row[6])) for row in body], lower=True)
    scores = [
        (a + 2 * POINTS[str(row[5])] + b) / 4 for a, row, b in zip(roi, body, months, strict=True)
    ]
    value = best(
        scores,
        {"usd": [float(str(row[3])) for row in body]},
        {"usd": 6e6},
        {"category": ([str(row[2]) for row in body], 0, 4)},
    )
    assert found["value"] == pytest.approx(value, abs=NEAR)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_towns(tmp_path: Path, encoding: str) -> None:
    """Semicolons, decimal commas, another encoding; two costs and staff; gaps at their median."""
    rows = towns()
    table = tmp_path / "towns.csv"
    table.write_bytes(text(rows, ";").encode(encoding))
    found = new(
        table, "--cost", "Kosten Bau (EUR)", "--cost", "Budget Betrieb",
        "--budget", "Kosten Bau (EUR)=400k", "--budget", "Budget Betrieb=40k",
        "--budget", "Staff weeks=50", "--at-least", "Region=1",
    )  # fmt: skip

    def number(cell: object) -> float:
        return float(str(cell).replace(".", "").replace(",", "."))

    body = rows[1:]
    known = [number(row[5]) for row in body if row[5]]
    benefit = [
        100 * (found - min(known)) / (max(known) - min(known))
        for found in ((number(row[5]) if row[5] else median(known)) for row in body)
    ]
    points = {"weak": 0, "fair": 50, "strong": 100}
    scores = [(a + points[str(row[6])]) / 2 for a, row in zip(benefit, body, strict=True)]
    value = best(
        scores,
        {name: [number(row[at]) for row in body] for at, name in ((2, "a"), (3, "b"), (4, "c"))},
        {"a": 4e5, "b": 4e4, "c": 50},
        {"region": ([str(row[1]) for row in body], 1, 99)},
    )
    assert found["value"] == pytest.approx(value, abs=NEAR)


def test_countries_in_a_workbook(tmp_path: Path) -> None:
    """Nothing costs anything: a quarter of all at most, and two of each region."""
    rows = countries()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Reform countries, draft of May"])
    sheet.append([])
    for row in rows:
        sheet.append(row)
    table = tmp_path / "countries.xlsx"
    book.save(table)
    found = new(table, "--at-most", "Region=2")
    body = rows[1:]
    ready = shares([float(str(row[2])) for row in body])
    risk = shares([float(str(row[3])) for row in body], lower=True)
    value = best(
        [50 * sum(pair) for pair in zip(ready, risk, strict=True)],
        {"all": [1.0] * len(body)},
        {"all": 6},
        {"region": ([str(row[1]) for row in body], 0, 2)},
    )
    assert found["value"] == pytest.approx(value, abs=NEAR)


def test_services(tmp_path: Path) -> None:
    """Each cost is a service: a town may get one without the other, for half of its worth."""
    rows = towns(16, seed=5)
    table = tmp_path / "towns.csv"
    table.write_text(text(rows, ";"), encoding="utf-8")
    words = ("--cost", "Kosten Bau (EUR)", "--cost", "Budget Betrieb", "--keep", "Staff weeks",
             "--keep", "Nutzen score", "--services", "--budget", "Kosten Bau (EUR)=150k",
             "--budget", "Budget Betrieb=20k")  # fmt: skip
    found = new(table, *words)

    def number(cell: object) -> float:
        return float(str(cell).replace(".", "").replace(",", "."))

    body = rows[1:]
    points = [{"weak": 0, "fair": 50, "strong": 100}[str(row[6])] / 2 for row in body]
    alone = [
        best(points, {"usd": [number(row[at]) for row in body]}, {"usd": most})
        for at, most in ((2, 150e3), (3, 20e3))
    ]
    assert found["value"] == pytest.approx(sum(alone), abs=NEAR)


BAD = {
    "no such column": (("--cost", "Badget"), "Budget_USD"),
    "two things": (("--cost", "Budget_USD", "--keep", "Budget_USD"), "one thing only"),
    "both better": (("--lower", "Risk_Level", "--higher", "Risk_Level"), "not both"),
    "words are no amounts": (("--cost", "Category"), "line 2, column Category"),
    "order of levels": (("--measure", "Category"), "--levels"),
    "levels left out": (("--levels", "Risk_Level=Low,High"), "line "),
    "budget of what": (("--budget", "lots"), "--budget"),
    "no whole number": (("--at-most", "Category=1.5"), "whole number"),
    "basis": (("--basis", "hearsay"), "observed"),
    "decimal": (("--decimal", ";"), "point or a comma"),
    "separator": (("--separator", "ab"), "one sign"),
    "encoding": (("--encoding", "klingon"), "utf-16"),
    "nothing counts": (
        ("--keep", "Expected_ROI_Percent", "--keep", "Risk_Level", "--keep", "Duration_Months",
         "--keep", "Regulatory_Requirement"),
        "how good a candidate is",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_refused(name: str, tmp_path: Path) -> None:
    words, says = BAD[name]
    table = tmp_path / "projects.csv"
    table.write_text(text(projects(8)))
    ended = run("new", table, "--out", tmp_path / "out", "--yes", *words)
    assert ended.status == 2
    assert says in ended.words
    assert not (tmp_path / "out").exists()


def test_several_problems_at_once(tmp_path: Path) -> None:
    ended = run("new", tmp_path / "none.csv", "--out", tmp_path, "--choose", "-1")
    (tmp_path / "x").write_text("")
    told = run("new", tmp_path / "none.csv", "--out", tmp_path, "--choose", "-1", "--json")
    assert ended.status == told.status == 2
    assert {problem["file"] for problem in told.json["problems"]} == {
        "--out", "--choose", str(tmp_path / "none.csv"),
    }  # fmt: skip
