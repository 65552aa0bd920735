"""Ids, duplicates, links and ranges that do not hold within a dataset."""

import pytest

from config.problems import InputProblem
from data.load import load_dataset
from tests.folders import Folder, one


@pytest.mark.parametrize(
    ("file", "line", "column", "value", "table"),
    [
        ("evidence.csv", "country:ZZZ,participation,0.5,,,observed,index,2019,", "candidate",
         "country:ZZZ", "candidates"),
        ("evidence.csv", "country:BBB,will,some,,,judgement,hearsay,2019,", "source", "hearsay",
         "sources"),
        ("links.csv", "commitment:BB002,country:QQQ,in_country", "target", "country:QQQ",
         "candidates"),
        ("links.csv", "commitment:XX9,country:AAA,in_country", "candidate", "commitment:XX9",
         "candidates"),
        ("engagements.csv", "partner:nobody,country:AAA,,1,staff", "partner", "partner:nobody",
         "partners"),
        ("engagements.csv", "partner:bank,country:QQQ,,1,staff", "target", "country:QQQ",
         "candidates"),
        ("engagements.csv", "partner:bank,country:AAA,,1,hearsay", "source", "hearsay", "sources"),
        ("demands.csv", "commitment:XX9,technical_support,usd,1", "candidate", "commitment:XX9",
         "candidates"),
        ("windows.csv", "commitment:XX9,H1", "candidate", "commitment:XX9", "candidates"),
    ],
)  # fmt: skip
def test_an_unknown_id(
    folder: Folder,
    file: str,
    line: str,
    column: str,
    value: str,
    table: str,
) -> None:
    row = folder.append(file, line)
    problem = one(folder.dataset_problems())
    or_region = ", or a region that stands there" * (
        (file, column) == ("engagements.csv", "target")
    )
    assert problem.must == f"must be an id of {table}.csv{or_region}"
    assert (problem.file, problem.row, problem.column, problem.value) == (file, row, column, value)


def test_a_nearly_right_id_is_offered(folder: Folder) -> None:
    folder.append("links.csv", "commitment:BB002,Country:AAA,in_country")
    assert one(folder.dataset_problems()).do == "Write `country:AAA`."


@pytest.mark.parametrize(
    ("file", "line", "must", "first"),
    [
        ("candidates.csv", "country:AAA,country,Alphaland,Europe,AAA,active,no,national,high",
         "an id must stand once in the table", 2),
        ("partners.csv", "partner:bank,Another bank,donor,", "an id must stand once in the table",
         3),
        ("sources.csv", "index,Another index,,,,", "an id must stand once in the table", 2),
        ("evidence.csv", "country:AAA,participation,0.9,,,judgement,staff,2019,",
         "candidate, measure, as_of must together stand once in the table", 2),
        ("links.csv", "commitment:AA001,country:AAA,in_country",
         "candidate, target, relation must together stand once in the table", 2),
        ("engagements.csv", "partner:owners,theme:ownership,,1,staff",
         "partner, target, service, strength, source must together stand once in the table", 3),
        ("demands.csv", "commitment:BB002,technical_support,usd,10",
         "candidate, service, resource must together stand once in the table", 2),
        ("windows.csv", "commitment:AA001,H1",
         "candidate, period must together stand once in the table", 2),
    ],
)  # fmt: skip
def test_a_row_twice(folder: Folder, file: str, line: str, must: str, first: int) -> None:
    row = folder.append(file, line)
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.row, problem.must) == (file, row, must)
    assert problem.do == f"Delete one of the two rows (the first stands on line {first})."


def test_values_of_several_years(folder: Folder) -> None:
    """Line 2 speaks of participation of AAA in 2019; a year ends on its 31 December."""
    folder.append("evidence.csv", "country:AAA,participation,0.9,,,judgement,staff,2021,")
    dataset = load_dataset(folder.root / "dataset")
    both = [row for row in dataset.evidence if row.measure == "participation"]
    both = [row for row in both if row.candidate == "country:AAA"]
    assert [row.as_of for row in both] == ["2019", "2021"]


@pytest.mark.parametrize(
    ("as_of", "must", "do"),
    [
        ("2019-12-31", "of several values on one measure no two may end on the same day",
         "Correct one of the two dates (the other stands on line 2), or delete it."),
        ("", "of several values on one measure each must say what it speaks of",
         "Write a year, a month or a day, or keep one of the rows."),
    ],
)  # fmt: skip
def test_which_value_is_later_must_be_clear(folder: Folder, as_of: str, must: str, do: str) -> None:
    row = folder.append("evidence.csv", f"country:AAA,participation,0.9,,,judgement,staff,{as_of},")
    problem = one(folder.dataset_problems())
    assert (problem.row, problem.column, problem.must, problem.do) == (row, "as_of", must, do)


def test_engagements_that_disagree(folder: Folder) -> None:
    row = folder.append("engagements.csv", "partner:owners,theme:ownership,,0.25,index")
    assert one(folder.dataset_problems()) == InputProblem(
        file="engagements.csv",
        row=row,
        column="strength",
        value="0.25",
        must="the same work of a partner must have one strength",
        do="Make it the same as on line 3 (1), or delete one of the rows.",
    )


def test_a_partner_engaged_with_itself(folder: Folder) -> None:
    row = folder.append("engagements.csv", "partner:bank,partner:bank,,0.5,staff")
    problem = one(folder.dataset_problems())
    assert (problem.row, problem.column, problem.value) == (row, "target", "partner:bank")
    assert problem.must == "a partner must not be engaged with itself"
    folder.append("engagements.csv", "partner:owners,partner:bank,,0.5,staff")
    assert [problem.must for problem in folder.dataset_problems()] == [
        "a partner must not be engaged with itself",
        "must be an id of candidates.csv, or a region that stands there",
    ]


def test_one_engagement_may_have_several_sources(folder: Folder) -> None:
    folder.append("engagements.csv", "partner:owners,theme:ownership,,1,index", "a,b")
    assert one(folder.dataset_problems()).value == "2 cells"


def test_a_link_to_itself(folder: Folder) -> None:
    row = folder.append("links.csv", "theme:ownership,theme:ownership,on_theme")
    assert one(folder.dataset_problems()) == InputProblem(
        file="links.csv",
        row=row,
        column="target",
        value="theme:ownership",
        must="a candidate must not be linked to itself",
        do="Delete the row, or correct one of the two ids.",
    )


def test_links_in_a_circle(folder: Folder) -> None:
    row = folder.append(
        "links.csv",
        "theme:ownership,country:BBB,in_country",
        "country:BBB,commitment:AA001,on_theme",
    )
    assert one(folder.dataset_problems()) == InputProblem(
        file="links.csv",
        row=row + 1,
        column="target",
        value="commitment:AA001",
        must="links must not lead back to where they start",
        do="Delete one of the links that go round in a circle (lines 3, 6, 7).",
    )


def test_two_circles_are_two_problems(folder: Folder) -> None:
    folder.append(
        "links.csv",
        "country:AAA,commitment:AA001,on_theme",
        "country:BBB,commitment:BB001,on_theme",
    )
    assert len(folder.dataset_problems()) == 2


@pytest.mark.parametrize("cells", ["0.5,0.6,0.7", "0.5,0.1,0.4", "0.5,0.7,0.4", "0.5,0.6,"])
def test_low_value_and_high_are_in_order(folder: Folder, cells: str) -> None:
    folder.replace("evidence.csv", "BBB,participation,0.5,0.4,0.7", f"BBB,participation,{cells}")
    value, low, high = cells.split(",")
    assert one(folder.dataset_problems()) == InputProblem(
        file="evidence.csv",
        row=5,
        column="low, value, high",
        value=f"{low}, {value}, {high}",
        must="low, value and high must be in this order",
        do="Correct or empty the cells.",
    )


def test_a_level_has_no_range(folder: Folder) -> None:
    folder.replace("evidence.csv", "AAA,will,strong,,,", "AAA,will,strong,0,1,")
    problem = one(folder.dataset_problems())
    assert (problem.row, problem.must) == (3, "a level must have no low and high")


def test_a_word_for_a_number_is_told_alone(folder: Folder) -> None:
    folder.replace("evidence.csv", "AAA,participation,0.8,,", "AAA,participation,lots,0,1")
    problem = one(folder.dataset_problems())
    assert (problem.row, problem.column) == (2, "value")
    assert problem.must == "must be a number with a decimal point"


def test_the_same_twice_without_a_day_is_told_by_what_lacks(folder: Folder) -> None:
    """Each of the two rows lacks its day; that they stand twice is the same mistake."""
    row = folder.append("evidence.csv", *["country:AAA,ambition,1,,,judgement,staff,,"] * 2)
    found = [(each.row, each.column) for each in folder.dataset_problems()]
    assert found == [(row, "as_of"), (row + 1, "as_of")]


def test_what_refers_to_a_misspelt_id_is_not_told_as_well(folder: Folder) -> None:
    """A space in an id: three rows of evidence name it as it must be."""
    folder.replace("candidates.csv", "country:CCC,country", "country: CCC,country")
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.column) == ("candidates.csv", "id")
    folder.replace("links.csv", "AA001,country:AAA", "AA001,country:CCD")
    (_, other) = folder.dataset_problems()
    assert other.value == "country:CCD"
    assert "country: CCC" not in other.do


def test_partner_and_candidate_do_not_share_an_id(folder: Folder) -> None:
    row = folder.append("partners.csv", "country:AAA,Alphaland,donor,")
    assert one(folder.dataset_problems()) == InputProblem(
        file="partners.csv",
        row=row,
        column="id",
        value="country:AAA",
        must="a partner must not have the id of a candidate",
        do="Rename the partner, such as `partner:…`, here and in engagements.csv.",
    )


def test_references_to_an_unreadable_table_are_not_reported(folder: Folder) -> None:
    folder.map_bytes("sources.csv", lambda _: b"")
    problem = one(folder.dataset_problems())
    assert (problem.file, problem.must) == ("sources.csv", "the file must not be empty")


def test_a_thousand_of_a_sort_are_counted_not_listed(folder: Folder) -> None:
    rows = [f"commitment:X{number},country:AAA,in_country" for number in range(1000)]
    folder.append("links.csv", *rows)
    problems = folder.dataset_problems()
    assert len(problems) == 21
    assert (problems[-1].row, problems[-1].value) == (None, "… and 980 more")


def test_an_engagement_may_be_for_a_region(folder: Folder) -> None:
    folder.append("engagements.csv", "partner:bank,Europe,,0.2,staff")
    dataset = load_dataset(folder.root / "dataset")
    assert [one.target for one in dataset.works if one.region] == ["country:AAA"]


def test_a_region_that_does_not_stand_in_the_table(folder: Folder) -> None:
    row = folder.append("engagements.csv", "partner:bank,europe,,0.2,staff")
    assert one(folder.dataset_problems()) == InputProblem(
        file="engagements.csv",
        row=row,
        column="target",
        value="europe",
        must="must be an id of candidates.csv, or a region that stands there",
        do="Write `Europe`.",
    )


@pytest.mark.parametrize(
    ("rows", "column", "value", "must"),
    [
        (["commitment:BB001,theme:ownership,part_of"], "target", "theme:ownership",
         "a part and its set must be of one kind"),
        (["commitment:AA001,commitment:BB001,part_of", "commitment:BB001,commitment:BB002,part_of"],
         "candidate", "commitment:BB001", "a part must not be a set itself"),
    ],
)  # fmt: skip
def test_parts_and_sets(
    folder: Folder, rows: list[str], column: str, value: str, must: str
) -> None:
    folder.replace(
        "rules.yaml",
        "rules:\n",
        "dependencies: {sets: {label: Or its parts, excludes: {linked: part_of}}}\nrules:\n",
    )
    row = folder.append("links.csv", *rows)
    problem = one(folder.dataset_problems())
    assert (problem.must, problem.column, problem.value) == (must, column, value)
    assert problem.row == row + len(rows) - 1


def test_a_set_needs_a_dependency_that_keeps_its_parts_out(folder: Folder) -> None:
    folder.append("links.csv", "commitment:AA001,commitment:BB001,part_of")
    assert one(folder.dataset_problems()).must == "must be a relation of the configuration"
