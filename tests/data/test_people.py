"""Tables of people's weights, in both forms, as spreadsheets write them.

Oracle: the table below, read by eye.
"""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.criteria import Criteria
from config.load import bundled_configuration_folder, load_configuration
from config.problems import InputError
from data.people import PeopleWeights, everyone, people_table, template, who_speaks, with_given
from data.people.reading import LARGEST, MOST_PEOPLE, parse_people, read_people

CRITERIA: Criteria = load_configuration(bundled_configuration_folder()).criteria
LONG = """person,kind,criterion,weight
Ann,theme,requests,60
Ann,theme,collaboration,40
Bo,theme,requests,1
Ann,country,stability,5
"""
WIDE = """kind,criterion,label,Ann,Bo
theme,requests,Requests,60,1
theme,collaboration,Working together,40,
country,stability,Stability,5,
"""
READ = {
    "country": {"Ann": {"stability": 5}, "Bo": {}},
    "theme": {"Ann": {"requests": 60, "collaboration": 40}, "Bo": {"requests": 1}},
}


def parsed(text: str, encoding: str = "utf-8") -> PeopleWeights:
    return parse_people("people.csv", text.encode(encoding), CRITERIA)


def refused(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        parsed(text)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["sep={}\n", "SEP={}\r\n", '"sep={}"\n'])
def test_a_first_line_may_name_the_separator(sign: str, first: str) -> None:
    assert parsed(first.format(sign) + WIDE.replace(",", sign)) == READ
    (problem,) = refused(first.format(sign) + WIDE.replace(",", sign).replace("stability", "charm"))
    assert "line 5" in problem
    assert "separated by commas" in refused("sep=|\n" + WIDE)[0]


@pytest.mark.parametrize("text", [LONG, WIDE])
def test_both_forms_say_the_same(text: str, tmp_path: Path) -> None:
    found = parsed(text)
    assert found == READ
    assert list(found) == ["country", "theme"], "kinds stand in the order of the criteria"
    assert everyone(found) == ("Ann", "Bo")
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert read_people(tmp_path / "t.csv", CRITERIA) == found


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("form", [LONG, WIDE])
def test_as_spreadsheets_write_them(form: str, separator: str) -> None:
    """Byte-order mark, other separators, Windows line ends, commas for decimals, empty columns."""
    text = form.replace(",", separator).replace("60", "60,0").replace("\n", separator + "\r\n")
    assert parsed(text, "utf-8-sig") == READ


def test_percent_signs_are_understood_where_all_have_them() -> None:
    signed = WIDE.replace("60", "60%").replace("40", "40 %")
    assert parsed(signed) == READ
    (problem,) = refused(WIDE.replace("60", "60%"))
    assert "must all have a percent sign, or none" in problem
    assert "Ann" in problem


def test_people_come_in_the_order_of_the_table_in_every_kind() -> None:
    found = parsed("kind,criterion,Zoe,Ann\ncountry,stability,,3\ntheme,collaboration,2,\n")
    assert everyone(found) == ("Zoe", "Ann")
    assert who_speaks(found, "country") == {"Ann": {"stability": 3}}
    assert who_speaks(found, "theme") == {"Zoe": {"collaboration": 2}}
    assert who_speaks(found, "commitment") == {}


def test_every_problem_is_told_at_once_with_its_place() -> None:
    text = (
        "person,kind,criterion,weight\n"
        ",theme,requests,1\n"
        "Ann,planet,requests,1\n"
        "Ann,theme,charm,1\n"
        "Ann,theme,requests,-1\n"
        "Ann,theme,requests,lots\n"
        "Bo,theme,requests,0\n"
    )
    found = refused(text)
    assert len(found) == 8
    for line, what in [
        (2, "must have a name"),
        (3, "the kind must be one of"),
        (4, "a criterion of theme must be one of"),
        (5, "found '-1'"),
        (6, "found 'lots'"),
        (6, "must weigh a criterion once"),
    ]:
        assert any(f"line {line}" in text and what in text for text in found), what
    for person in ("Ann", "Bo"):
        assert any(f"one weight of {person} at least" in text for text in found)


def test_a_wrong_row_of_the_wide_form_is_told_once() -> None:
    assert len(refused(WIDE + "theme,charm,,1,2\n")) == 1


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "must not be empty"),
        ("kind;criterion\ntheme;requests\n", "a column per person"),
        ("person,kind,criterion\nAnn,theme,requests\n", "must have the column weight"),
        ("who|what\n", "separated by commas"),
        ("kind,criterion,Ann,Ann\ntheme,requests,1,2\n", "no two columns"),
        ("kind,criterion,Ann\ntheme,requests,\n", "one person at least"),
        ("kind,criterion,Ann\ntheme,requests,1,2\n", "as many cells"),
        ("kind,criterion," + "x" * 61 + "\ntheme,requests,1\n", "at most 60 characters"),
        ("kind,criterion,Ann\ntheme,requests,1_0\n", "must be a number"),
        ("kind,criterion,Ann\ntheme,requests,inf\n", "must be a number"),
        ('kind,criterion,Ann\ntheme,requests,"1,5"\n', "must be a number"),
    ],
)
def test_what_is_no_such_table_is_refused(text: str, what: str) -> None:
    assert any(what in problem for problem in refused(text))


def test_files_that_are_none_too_large_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="must be a file that can be read"):
        read_people(tmp_path / "nothing.csv", CRITERIA)
    (tmp_path / "large.csv").write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(InputError, match="must not be larger"):
        read_people(tmp_path / "large.csv", CRITERIA)
    with pytest.raises(InputError, match="UTF-16"):
        parse_people("people.csv", WIDE.encode("utf-16"), CRITERIA)
    with pytest.raises(InputError, match="UTF-8"):
        parse_people("people.csv", WIDE.replace("Ann", "André").encode("cp1252"), CRITERIA)


def test_too_many_people() -> None:
    rows = "".join(f"p{n},theme,requests,1\n" for n in range(MOST_PEOPLE + 1))
    (problem,) = refused("person,kind,criterion,weight\n" + rows)
    assert f"at most {MOST_PEOPLE} people" in problem


def test_a_template_holds_the_weights_in_force() -> None:
    found = parsed(template(["Ann", "Smith, Bo"], CRITERIA))
    assert everyone(found) == ("Ann", "Smith, Bo")
    for kind, spec in CRITERIA.kinds.items():
        for weights in found[kind].values():
            total = sum(weights.values())
            shares = {name: weight / total for name, weight in weights.items()}
            assert shares == pytest.approx(spec.weights, abs=1e-3)


def test_given_weights_stand_in_where_somebody_says_nothing() -> None:
    filled = with_given(READ, CRITERIA)
    assert list(filled) == list(CRITERIA.kinds)
    assert all(tuple(people) == ("Ann", "Bo") for people in filled.values())
    assert filled["country"]["Bo"] == CRITERIA.kinds["country"].weights
    assert filled["theme"]["Bo"] == {"requests": 1}


weight = st.floats(0.001, 1000, allow_nan=False).map(lambda x: math.floor(x * 100 + 1) / 100)
people = st.dictionaries(
    st.sampled_from(list(CRITERIA.kinds)),
    st.dictionaries(
        st.sampled_from(["Ann", "Bo, Cy", 'D "x"', "É;ü"]),
        st.lists(weight, min_size=1, max_size=3),
        min_size=1,
    ),
    min_size=1,
)


@given(people)
def test_what_is_written_is_read(given_weights: dict[str, dict[str, list[float]]]) -> None:
    told = {
        kind: {
            who: dict(zip(CRITERIA.kinds[kind].criteria, weights, strict=False))
            for who, weights in all_of_them.items()
        }
        for kind, all_of_them in given_weights.items()
    }
    found = parsed(people_table(told, CRITERIA))
    assert set(everyone(found)) == set(everyone(told))
    for kind, everybody in told.items():
        for who, weights in everybody.items():
            read = {name: share for name, share in found[kind][who].items() if share}
            assert read == pytest.approx(weights, rel=1e-4)


def test_labels_that_look_like_formulas_leave_as_text() -> None:
    """The column says in words what a criterion is; nobody reads it back."""
    theme = CRITERIA.kinds["theme"]
    name, criterion = next(iter(theme.criteria.items()))
    named = theme.but(criteria={**theme.criteria, name: criterion.but(label="=1+1")})
    text = template(["Ann"], CRITERIA.but(kinds={"theme": named}))
    assert f"theme,{name},'=1+1," in text
    assert "Ann" in parsed(text)["theme"]
