"""Published indices are known by their headings; every expectation is worked out by hand."""

from pathlib import Path

import openpyxl
import pytest

from config.problems import InputError, InputProblem
from data.importers.indicators.catalogue import figures, indices, series, versions
from data.importers.indicators.read import Published, Release, read_releases
from tests.data.importers.indicators.published import TABLES, changed, published

NAMES = {"armenia": "ARM", "denmark": "DNK", "romania": "ROU"}


def read(folder: Path, layout: str) -> Release:
    (made,) = read_releases(published(folder, layout), NAMES)
    return made


@pytest.mark.parametrize(
    ("layout", "index", "found"),
    [
        ("vdem", "vdem", [
            ("civil_society_participation", "ARM", 2019, 0.5, 0.4, 0.6),
            ("cso_entry_exit", "ARM", 2019, 0.1, None, None),
            ("cso_entry_exit_coding", "ARM", 2019, 3, None, None),
            ("cso_repression_coding", "ARM", 2019, 2, None, None),
            ("values_check", "ARM", 2019, 3, None, None),
            ("civil_society_participation", "ARM", 2021, 0.6124, 0.5, 0.7),
            ("values_check", "ARM", 2021, 3, None, None),
            ("values_check", "ZZB", 2021, 1, None, None),
        ]),
        ("wgi_2020", "wgi", [("voice_accountability", "ROU", 2019, 64.04, 60.04, 70.1),
                             ("regulatory_quality", "ROU", 2019, 2, 1, 3)]),
        ("wgi_2024", "wgi", [("voice_accountability", "ROU", 2019, 61.04, 57, 66),
                             ("voice_accountability", "ROU", 2023, 65.5, 60, 72.25)]),
        ("cpi_year", "cpi", [("score", "ARM", 2023, 47, 44, 50)]),
        ("fiw", "fiw", [("total", "ARM", 2021, 55, None, None),
                        ("total", "CIV", 2021, 49, None, None)]),
        ("wjp", "wjp", [("open_government", "ROU", 2018, 0.61, None, None),
                        ("open_government", "ROU", 2021, 0.6345, None, None)]),
        ("obs", "obs", [("transparency", "ROU", 2021, 63.4, None, None),
                        ("participation", "ROU", 2021, 2, None, None)]),
        ("rsf_2022", "rsf", [("score_from_2022", "ARM", 2022, 68.97, None, None),
                             ("score_from_2022", "DNK", 2022, 90.27, None, None)]),
        ("rsf_both", "rsf", [("score_to_2021", "ARM", 2021, 71.17, None, None),
                             ("score_from_2022", "ARM", 2022, 68.97, None, None)]),
        ("egov", "egov", [("e_participation", "ARM", 2022, 0.5341, None, None)]),
    ],
)  # fmt: skip
def test_layouts(
    tmp_path: Path, layout: str, index: str, found: list[tuple[str, str, int, float, float, float]]
) -> None:
    """An edition of Freedom in the World speaks of the year before; a year of polls, of its end."""
    made = read(tmp_path, layout)
    assert made.index.id == index
    wanted = {Published(f"{index}.{one[0]}", *one[1:]) for one in found}
    assert wanted <= set(made.values)
    assert layout == "vdem" or wanted == set(made.values)


def test_a_standard_error_is_an_interval_of_90_percent(tmp_path: Path) -> None:
    """49 ± 1.6449 × 2, cut off at the end of the scale."""
    made = {(one.place, one.year): one for one in read(tmp_path, "cpi_series").values}
    one = made["ARM", 2021]
    assert (one.low, one.high) == pytest.approx((49 - 3.28971, 49 + 3.28971), abs=1e-4)
    assert made["DNK", 2021].high == 100
    assert set(made) == {("ARM", 2020), ("ARM", 2021), ("DNK", 2021)}


def test_as_a_workbook_below_a_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Read me", 0).append(["About"])
    sheet = book.create_sheet("Data")
    sheet.append(["Freedom in the World"])
    for line in TABLES["fiw"].splitlines():
        sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.save(tmp_path / "fiw.xlsx")
    (made,) = read_releases([tmp_path / "fiw.xlsx"], NAMES, "Data")
    assert {(one.place, one.value) for one in made.values} == {("ARM", 55), ("CIV", 49)}


@pytest.mark.parametrize(
    ("layout", "line", "column", "cell", "must"),
    [
        ("wjp", 3, "Factor 3: Open Government", "63.45", "must be from 0 to 1"),
        ("wgi_2024", 3, "pctrank", "high", "must be a number"),
        ("wgi_2024", 3, "year", "twenty", "must be a year"),
        ("wgi_2024", 3, "pctranklower", "66",
         "must not lie beyond the figure (65.5), nor beyond its scale"),
        ("wgi_2024", 3, "pctrankupper", "101",
         "must not lie beyond the figure (65.5), nor beyond its scale"),
        ("wgi_2024", 3, "year", "2019",
         "a place must stand once for a year, ROU stands on line 2, too"),
        ("cpi_series", 2, "Standard error 2021", "-1", "a standard error must not be below 0"),
    ],
)  # fmt: skip
def test_a_cell_is_refused_by_file_row_and_column(
    tmp_path: Path, layout: str, line: int, column: str, cell: str, must: str
) -> None:
    path = changed(tmp_path, layout, line, column, cell)
    with pytest.raises(InputError) as caught:
        read_releases([path], NAMES)
    told: InputProblem = caught.value.problems[0]
    assert (told.file, told.row, told.must) == (path.name, line, must)
    assert told.column == ("pctrank" if must.startswith("a place") else column)


def test_another_unit_is_refused(tmp_path: Path) -> None:
    rows = "".join(f"A{letter}A,2021,0.{letter == 'A':d}5,1\n" for letter in "ABCDE")
    path = tmp_path / "obs.csv"
    path.write_text(TABLES["obs"].splitlines()[0] + "\n" + rows)
    with pytest.raises(InputError, match="must run to 100; here nothing is above 1"):
        read_releases([path], NAMES)


@pytest.mark.parametrize(
    ("header", "column", "must"),
    [
        ("Country,Year,Value", None, "the table must be one of a known index"),
        ("iso3,year,pct_rank,pct_lower", "indicator", "the table of Worldwide Governance"),
    ],
)
def test_what_is_no_index(tmp_path: Path, header: str, column: str | None, must: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{header}\n{','.join('1' for _ in header.split(','))}\n")
    with pytest.raises(InputError) as caught:
        read_releases([path], NAMES)
    (told,) = caught.value.problems
    assert told.column == column
    assert told.must.startswith(must)


def test_one_coding_is_not_the_check(tmp_path: Path) -> None:
    text = TABLES["vdem"].replace("v2cseeorgs_ord", "other")
    (tmp_path / "x.csv").write_text(text)
    (made,) = read_releases([tmp_path / "x.csv"], NAMES)
    assert made.lacks == ("vdem.values_check",)
    assert not any(one.figure == "vdem.values_check" for one in made.values)


def test_the_tables_of_what_is_known_hold_together() -> None:
    """Every column leads to a figure or dates, places or sorts a row; every figure has a column."""
    others = {"code", "name", "year", "edition", "survey_after", "series", "value", "only", "mark"}
    named = {f"{index}.{figure}" for (index, _), figure in series().items()}
    for (index, version), headings in versions().items():
        assert index in indices()
        fields = {one.field.partition(".")[0] for one in headings}
        named |= {f"{index}.{one}" for one in fields - others}
        assert fields & {"code", "name"}, version
        years = any("year" in one.pattern.groupindex for one in headings)
        assert years or fields & {"year", "edition", "survey_after"}, version
    assert named | {"vdem.values_check"} == set(figures())
