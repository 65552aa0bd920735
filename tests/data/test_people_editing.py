"""People's weights as a page edits them.

Oracle: the mappings below, changed by hand.
"""

import pytest

from config.problems import InputError
from data.people import editing, everyone
from data.people.editing import CRITERION, number_table, numbers, with_edits
from data.people.reading import MOST_PEOPLE
from optimizer.study import Study

PEOPLE = {
    "country": {"Ann": {"civil_society": 3.0, "political_will": 1.0}, "Bo": {}},
    "theme": {"Ann": {}, "Bo": {"momentum": 2.0}},
}


def test_one_more_person_begins_with_the_given_weights(small_study: Study) -> None:
    criteria = small_study.configuration.criteria
    found = editing.with_person(PEOPLE, criteria, " Cy ")
    assert everyone(found) == ("Ann", "Bo", "Cy")
    for kind, spec in criteria.kinds.items():
        told = found[kind]["Cy"]
        assert sum(told.values()) == pytest.approx(100, abs=0.5)
        for name, share in spec.weights.items():
            assert told[name] == pytest.approx(100 * share, abs=0.05)
        for other in ("Ann", "Bo"):
            assert found[kind][other] == PEOPLE.get(kind, {}).get(other, {})


@pytest.mark.parametrize(
    ("name", "what"),
    [("", "must have a name"), ("x" * 61, "at most 60"), ("A\nB", "name"), ("Ann", "same name")],
)
def test_names_that_do_not_hold(small_study: Study, name: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        editing.with_person(PEOPLE, small_study.configuration.criteria, name)


def test_there_is_an_end_to_people(small_study: Study) -> None:
    many = {"country": {f"p{n}": {"civil_society": 1.0} for n in range(MOST_PEOPLE)}}
    with pytest.raises(InputError, match=f"at most {MOST_PEOPLE} people"):
        editing.with_person(many, small_study.configuration.criteria, "one more")


def test_one_fewer() -> None:
    left = editing.without_person(PEOPLE, "Ann")
    assert left == {"country": {"Bo": {}}, "theme": {"Bo": {"momentum": 2.0}}}
    assert editing.without_person(left, "Bo") == {}


def test_other_numbers() -> None:
    found = editing.with_numbers(
        PEOPLE,
        "country",
        {"Ann": {"civil_society": 5.0, "political_will": None}, "Bo": {"political_will": 0.0}},
    )
    assert found["country"] == {"Ann": {"civil_society": 5.0}, "Bo": {}}
    assert found["theme"] == PEOPLE["theme"]
    assert PEOPLE["country"]["Ann"]["civil_society"] == 3.0, "the people before are not touched"
    new = editing.with_numbers(PEOPLE, "commitment", {"Bo": {"ambition": 1.0}})
    assert new["commitment"] == {"Ann": {}, "Bo": {"ambition": 1.0}}


def test_numbers_that_do_not_hold() -> None:
    with pytest.raises(InputError, match="a weight of Ann must be a number from 0"):
        editing.with_numbers(PEOPLE, "country", {"Ann": {"civil_society": -1.0}})
    with pytest.raises(InputError, match="one weight of Bo at least"):
        editing.with_numbers(PEOPLE, "theme", {"Bo": {"momentum": None}})


def test_numbers_come_back_as_they_were_entered(small_study: Study) -> None:
    for kind_id, kind in small_study.configuration.criteria.kinds.items():
        table = number_table(PEOPLE, kind_id, kind)
        assert table[CRITERION].tolist() == [one.label for one in kind.criteria.values()]
        back = numbers(table)
        for person in ("Ann", "Bo"):
            told = PEOPLE.get(kind_id, {}).get(person, {})
            assert {name: value for name, value in back[person].items() if value} == told
            if not told:
                assert set(back[person].values()) == {None}


def test_cells_that_were_changed(small_study: Study) -> None:
    kind = small_study.configuration.criteria.kinds["country"]
    table = number_table(PEOPLE, "country", kind)
    names = list(kind.criteria)
    changed = numbers(with_edits(table, {0: {"Ann": 5.0, "Bo": 1.0}, 1: {"Ann": None}}))
    assert changed["Ann"][names[0]] == 5.0
    assert changed["Ann"][names[1]] is None
    assert changed["Bo"][names[0]] == 1.0
    assert numbers(table)["Ann"][names[0]] == 3.0, "the table shown is not touched"
