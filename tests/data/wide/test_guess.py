"""What columns are taken for: each heading and its cells by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.problems import InputError
from data.wide.guess import guess
from data.wide.layout import Layout, Role, Why, Wishes
from data.wide.read import read_bytes
from data.wide.sheet import Sheet
from data.wide.words import scale_of, words
from tests.data.wide.tables import portfolio, text


def sheet(*rows: tuple[object, ...]) -> Sheet:
    return read_bytes("table.csv", text(rows).encode())


def told(layout: Layout) -> dict[str, Role]:
    return {column.title: column.role for column in layout.columns}


def test_a_portfolio() -> None:
    """Every column of a portfolio, as it was made."""
    layout = guess(sheet(*map(tuple, portfolio())))
    roles = told(layout)
    others = {"Project_ID": Role.ID, "Project_Name": Role.NAME, "Category": Role.GROUP,
              "Budget_USD": Role.COST, "Risk_Level": Role.LEVELS,
              "Strategic_Alignment": Role.LEVELS,
              "Regulatory_Requirement": Role.LEVELS}  # fmt: skip
    assert roles == {title: others.get(title, Role.NUMBER) for title in roles}
    assert len(roles) == 21
    less = {column.title for column in layout.columns if column.lower}
    assert less == {"Duration_Months", "Risk_Level", "Implementation_Complexity_Score",
                    "Dependency_Count", "Critical_Path_Days"}  # fmt: skip
    risk = next(column for column in layout.columns if column.title == "Risk_Level")
    assert risk.levels == ("Very High", "High", "Medium", "Low", "Very Low")
    assert (layout.singular, layout.label, layout.kind) == ("Project", "Projects", "project")


def test_one_candidate_leaves_nothing_to_choose() -> None:
    with pytest.raises(InputError, match="there must be several candidates to choose from"):
        guess(sheet(("City", "Cost", "Need"), ("A", 5, 0.5)))


def test_roles() -> None:
    layout = guess(
        sheet(
            ("ref", "City", "kind", "incumbent", "region", "Total cost", "Cost 2024", "FTE", "Need",
             "Same", "Empty", "Text"),
            (1, "A", "town", "yes", "N", 5, 2, 1, 0.5, "x", "", "one thing"),
            (2, "B", "town", "no", "S", 6, 3, 1, 0.7, "x", "n/a", "two things"),
            (3, "C", "village", "no", "N", 7, 4, 2, 0.1, "x", "", "three things"),
            (4, "D", "village", "no", "S", 8, 5, 2, 0.2, "x", "", "four things"),
        )
    )  # fmt: skip
    assert [(column.role, column.why) for column in layout.columns] == [
        (Role.ID, Why.WORD), (Role.NAME, Why.WORD), (Role.KIND, Why.WORD),
        (Role.INCUMBENT, Why.WORD), (Role.GROUP, Why.FEW_WORDS), (Role.COST, Why.WORD),
        (Role.KEPT, Why.PART_OF_TOTAL), (Role.WORK, Why.WORD), (Role.NUMBER, Why.NUMBERS),
        (Role.KEPT, Why.ONE_VALUE), (Role.KEPT, Why.EMPTY), (Role.KEPT, Why.ALL_DIFFER),
    ]  # fmt: skip
    assert [column.budget for column in layout.of(Role.COST, Role.WORK)] == [6.5, 1.5]
    assert layout.choose is None


def test_money_that_is_wanted_is_no_cost() -> None:
    table = sheet(
        ("Name", "Benefit USD", "Cost savings", "Price index"), ("A", 1, 2, 3), ("B", 4, 5, 6)
    )
    assert guess(table).of(Role.COST) == ()


def test_nothing_costs_anything() -> None:
    layout = guess(sheet(("Name", "Score"), *((f"N{row}", row) for row in range(9))))
    assert (layout.choose, layout.choose_asked) == (3, False)
    assert guess(sheet(("Name", "Score"), ("A", 1), ("B", 2)), Wishes(choose=0)).choose == 0


def test_wishes_overrule_guesses() -> None:
    table = sheet(("Name", "Score", "Grade", "Risk"), ("A", 1, "p", 1), ("B", 2, "q", 2))
    layout = guess(
        table,
        Wishes(levels=(("Grade", ("q", "p")),), higher=("D",), lower=("score",), keep=("Name",),
               weights=(("Risk", 3.0),), basis=(("", "observed"), ("Grade", "assumption"))),
    )  # fmt: skip
    name, score, grade, risk = layout.columns
    assert (name.role, name.why) == (Role.KEPT, Why.ASKED)
    assert (score.lower, score.direction, score.basis) == (True, Why.ASKED, "observed")
    assert (grade.levels, grade.basis) == (("q", "p"), "assumption")
    assert (risk.lower, risk.weight) == (False, 3.0)


def test_asked_for_and_not_so() -> None:
    table = sheet(("Name", "Cost", "Grade"), ("A", 1, "p"), ("A", -2, "q"))
    wishes = Wishes(id="Name", costs=("Cost",), measures=("Grade",), budgets=(("Name", 1.0),))
    with pytest.raises(InputError) as caught:
        guess(table, wishes)
    said = [(one.file, one.column) for one in caught.value.problems]
    assert said == [("--measure", None), ("table.csv", "line 3, column Cost"),
                    ("table.csv", "line 3, column Name")]  # fmt: skip


def test_words() -> None:
    assert words("Expected_ROI-Percent2024") == ("expected", "roi", "percent2024") or words(
        "Expected_ROI-Percent2024"
    ) == ("expected", "roi", "percent", "2024")
    assert words("grossValue") == ("gross", "value")
    assert scale_of({"High", "low", "Medium"}) == ("low", "Medium", "High")
    assert scale_of({"2 - fair", "1 - weak"}) == ("1 - weak", "2 - fair")
    assert scale_of({"High", "Purple"}) == ()


CELLS = st.one_of(
    st.sampled_from(["", "n/a", "1", "2,5", "3.5", "yes", "no", "low", "High", "A b", "x", "7 %"]),
    st.text("ab1,. -", max_size=4),
)


@settings(max_examples=60)
@given(st.data())
def test_a_guess_depends_on_nothing_else(data: st.DataObject) -> None:
    """The same table has the same guesses, and rows in another order have them, too."""
    width = data.draw(st.integers(2, 5))
    rows = data.draw(st.lists(st.tuples(*[CELLS] * width), min_size=2, max_size=6))
    head = tuple(f"Column name {place}" for place in range(width))

    def roles(body: list[tuple[str, ...]]) -> object:
        try:
            return told(guess(sheet(head, *[(*row[:-1], row[-1] + "z") for row in body])))
        except InputError as error:
            return sorted(one.must for one in error.problems)

    assert roles(rows) == roles(rows) == roles(rows[::-1])
