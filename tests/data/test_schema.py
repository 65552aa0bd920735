"""Headers and single cells that are not as they must be.

Oracle: the description of each column in ``data.tables``; lines counted by hand in the fixture.
"""

import pytest

from config.problems import InputProblem
from data.schema import how_to_write, number, similar
from tests.folders import Folder, one

SPACES = "text without spaces at its ends"
A_NUMBER = "a number with a decimal point"
DIGITS = "Write digits, with a point for the decimals and without unit or spaces."


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "value", "must", "do"),
    [
        ("candidates.csv", "country:CCC,country,", "country CCC,country,", 4, "id", "country CCC",
         "must be letters, digits, `_`, `-` and `:`, starting with a letter or digit",
         "Rename it, here and wherever it is used (letters, digits, `_`, `-`, `:`)."),
        ("candidates.csv", "CCC,suspended", "CCC,Suspended", 4, "status", "Suspended",
         "must be one of active, inactive, suspended, withdrawn, prospective",
         "Write `suspended`."),
        ("candidates.csv", "CCC,suspended", "CCC,", 4, "status", "",
         "must be given", "Fill in the cell, or delete the row."),
        ("candidates.csv", "CCC,suspended,no", "CCC,suspended,0", 4, "incumbent", "0",
         "must be one of yes, no", "Write one of these words."),
        ("candidates.csv", "Gammaland,Africa,CCC", "Gammaland,Africa,CC", 4, "country", "CC",
         "must be an ISO 3166-1 alpha-3 code (three capital letters)",
         "Write the ISO code, such as KEN, or nothing."),
        ("candidates.csv", "suspended,no,national,low", "suspended,no,national, low", 4,
         "income_group", " low", f"must be {SPACES}", "Write `low`, without spaces at the ends."),
        ("evidence.csv", "AAA,participation,0.8,", 'AAA,participation,"0,8",', 2, "value", "0,8",
         "must be a number with a decimal point, or a level",
         "Write 0.8: decimals have a point, thousands no separator."),
        ("evidence.csv", "BBB,participation,0.5,0.4,0.7,", "BBB,participation,0.5,low,0.7,", 5,
         "low", "low", f"must be {A_NUMBER}", DIGITS),
        ("evidence.csv", "AAA,participation,0.8,", "AAA,participation,nan,", 2, "value", "nan",
         "must be a number with a decimal point, or a level",
         "Delete the row or the cell: what is unknown is left out."),
        ("evidence.csv", "AAA,participation,0.8,", "AAA,participation,-Inf,", 2, "value", "-Inf",
         "must be a number with a decimal point, or a level",
         "Delete the row or the cell: what is unknown is left out."),
        ("evidence.csv", "AAA,participation,0.8,", "AAA,participation,,", 2, "value", "",
         "must be given", "Fill in the cell, or delete the row."),
        ("evidence.csv", "AAA,participation,0.8,", "AAA,participation,  ,", 2, "value", "  ",
         "must be given", "Fill in the cell, or delete the row."),
        ("evidence.csv", "0.8,,,observed", "0.8,,,estimated", 2, "basis", "estimated",
         "must be one of observed, judgement, assumption", "Write one of these words."),
        ("evidence.csv", "0.8,,,observed,index,2019", "0.8,,,observed,index,2019-13", 2, "as_of",
         "2019-13", "must be YYYY, YYYY-MM or YYYY-MM-DD",
         "Write a date that exists."),
        ("evidence.csv", "0.8,,,observed,index,2019", "0.8,,,observed,index,31/12/2019", 2,
         "as_of", "31/12/2019", "must be YYYY, YYYY-MM or YYYY-MM-DD",
         "Write the year first, and months and days with two digits: 2020-01-31."),
        ("engagements.csv", "country:BBB,technical_support,0.8", "country:BBB,technical_support,8",
         4, "strength", "8", "must be a number from 0 to 1", "Write 0.5 for half, 1 for all."),
        ("engagements.csv", "country:BBB,technical_support,0.8",
         "country:BBB,technical_support,much", 4, "strength", "much",
         "must be a number from 0 to 1", DIGITS),
        ("demands.csv", "usd,25000", "usd,-1", 2, "amount", "-1",
         "must be a number from 0 to 1e12", "Correct the number."),
        ("demands.csv", "usd,25000", "usd,25 000", 2, "amount", "25 000",
         "must be a number from 0 to 1e12", DIGITS),
        ("partners.csv", "civil society,1", "civil society,1e400", 2, "capacity", "1e400",
         "must be a number from 0 to 1e12", DIGITS),
        ("sources.csv", "2020-01-15", "2020-02-30", 2, "retrieved", "2020-02-30",
         "must be YYYY, YYYY-MM or YYYY-MM-DD",
         "Write a date that exists."),
    ],
)  # fmt: skip
def test_a_cell_is_not_what_its_column_holds(
    folder: Folder,
    file: str,
    old: str,
    new: str,
    row: int,
    column: str,
    value: str,
    must: str,
    do: str,
) -> None:
    folder.replace(file, old, new)
    expected = InputProblem(file=file, row=row, column=column, value=value, must=must, do=do)
    assert expected in folder.dataset_problems()


@pytest.mark.parametrize(
    ("old", "new", "column", "must", "do"),
    [
        ("candidate,target,relation", "Candidate,target,relation", "Candidate",
         "columns must be among candidate, target, relation",
         "Rename the column to `candidate`."),
        ("candidate,target,relation", "candidate, target,relation", " target",
         "columns must be among candidate, target, relation", "Rename the column to `target`."),
        ("candidate,target,relation", "candidate,target,relatoin", "relatoin",
         "columns must be among candidate, target, relation", "Rename the column to `relation`."),
        ("candidate,target,relation", "candidate,target,weight", "weight",
         "columns must be among candidate, target, relation", "Delete the column."),
        ("candidate,target,relation", "candidate,target,target", "target",
         "a column must stand once in the header", "Delete or rename one of the two columns."),
        ("candidate,target,relation", "candidate,target,weight", "relation",
         "the column must be there",
         "Add the column `relation` to the header (and check the separator: a comma)."),
    ],
)  # fmt: skip
def test_a_header_is_not_as_it_must_be(
    folder: Folder,
    old: str,
    new: str,
    column: str,
    must: str,
    do: str,
) -> None:
    folder.replace("links.csv", old, new)
    found = folder.dataset_problems()
    assert (column, must, do) in {(each.column, each.must, each.do) for each in found}
    assert {(each.file, each.row) for each in found} == {("links.csv", 1)}


def test_a_heading_too_many_is_not_told_row_by_row(folder: Folder) -> None:
    folder.replace("partners.csv", "id,name,type,capacity", "id,name,type,capacity,")
    assert [(each.row, each.must) for each in folder.dataset_problems()] == [
        (1, "the header must have as many columns as the rows have cells (4)"),
        (1, "columns must be among id, name, type, capacity"),
    ]


def test_a_table_without_headings_is_told_once(folder: Folder) -> None:
    folder.replace("links.csv", "candidate,target,relation\n", "")
    problem = one(folder.dataset_problems())
    assert problem.must == "the first line must be the headings of the columns"
    assert problem.do == "Put this line above the rows: candidate,target,relation"
    assert (problem.row, problem.value) == (1, "commitment:AA001, country:AAA, in_country")


def test_a_misspelt_column_is_reported_once(folder: Folder) -> None:
    folder.replace("candidates.csv", "id,kind,name,region", "id,kind,name,Region")
    problem = one(folder.dataset_problems())
    assert (problem.column, problem.do) == ("Region", "Rename the column to `region`.")


@pytest.mark.parametrize("name", ["income group", "not", "", "1st"])
def test_an_attribute_needs_a_name_that_filters_can_use(folder: Folder, name: str) -> None:
    folder.replace("candidates.csv", "level,income_group", f"level,{name}")
    found = folder.dataset_problems()
    assert found[0].row == 1
    assert found[0].must.startswith("a column must have a name of letters, digits and underscores")


def test_every_wrong_cell_is_told_at_once(folder: Folder) -> None:
    folder.replace("candidates.csv", "CCC,suspended,no", "CCC,gone,perhaps")
    folder.replace("partners.csv", "civil society,1", "civil society,few")
    folder.replace("sources.csv", "2020-01-15", "lately")
    assert [(each.file, each.column) for each in folder.dataset_problems()] == [
        ("candidates.csv", "incumbent"),
        ("candidates.csv", "status"),
        ("partners.csv", "capacity"),
        ("sources.csv", "retrieved"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0", 0.0), ("-1.50", -1.5), (".5", 0.5), ("2.", 2.0), ("1e3", 1000.0), ("+4", 4.0),
        ("1_000", None), (" 1", None), ("1,5", None), ("nan", None), ("inf", None), ("", None),
        ("1e999", None), ("0x10", None), ("١", None), ("½", None), ("1.2.3", None), ("5%", None),
    ],
)  # fmt: skip
def test_numbers_are_plain_decimals(text: str, found: float | None) -> None:
    assert number(text) == found


def test_advice_on_numbers_never_guesses_a_thousand() -> None:
    assert how_to_write("1,5") == "Write 1.5: decimals have a point, thousands no separator."
    for text in ("1,000,000", "1,000,000.00"):
        bare = text.replace(",", "")
        assert how_to_write(text) == f"Write {bare}: thousands have no separator."
    said = "Write 25000, or 25.000 where the comma begins decimals."
    assert how_to_write("25,000") == said
    assert how_to_write("0,800") == "Write 0.800: decimals have a point, thousands no separator."
    assert how_to_write("1,00,000") == DIGITS


def test_a_similar_word_is_offered_only_from_short_lists() -> None:
    assert similar("Afrika", ["Africa", "Europe"]) == "Africa"
    assert similar(" africa ", ["Africa", "Europe"]) == "Africa"
    assert similar("Oceania", ["Africa", "Europe"]) is None
    many = [f"id-{number}" for number in range(1000)]
    assert similar("id-1000x", many) is None
    assert similar("ID-77", many) == "id-77"
