"""Names of rows and columns. Oracle: two keys never share a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.model.names import name_of

keys = st.lists(
    st.text(st.sampled_from("aZ0_-:/ ,()!.~;éж2f")) | st.text(max_size=4), min_size=1, max_size=3
)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (("focus", "country:ARM", "2020H1"), "focus(country.ARM,2020H1)"),
        (("focus", "country:GHA-sekondi-takoradi"), "focus(country.GHA~sekondi~takoradi)"),
        (("rule_least", "r/Asia & Pacific"), "rule_least(r!2f;Asia!20;!26;!20;Pacific)"),
        (("most_changes",), "most_changes()"),
    ],
)
def test_names(key: tuple[str, ...], name: str) -> None:
    assert name_of(*key) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a-b",), ("a_b",)),
        (("a b",), ("a_b",)),
        (("a:b",), ("a.b",)),
        (("a-b",), ("a~b",)),
        (("a", "b"), ("a,b",)),
        (("a!20;b",), ("a b",)),
    ],
)
def test_ids_that_look_alike_keep_apart(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert name_of("focus", *one) != name_of("focus", *other)


@given(keys, keys)
def test_names_are_one_to_one(one: list[str], other: list[str]) -> None:
    assert (name_of("focus", *one) == name_of("focus", *other)) == (one == other)


@given(keys)
def test_names_hold_no_character_that_a_file_or_pulp_would_change(key: list[str]) -> None:
    assert set(name_of("focus", *key)).isdisjoint("-+[] ->/*<=\n\t\\^")
    assert name_of("focus", *key).isascii()
