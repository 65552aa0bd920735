"""Whatever somebody types is kept as typed, or told that it cannot be; alike on both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.problems import InputError
from optimizer.scenario import Scenario
from records import people, scenarios, stances, trail
from records.scenarios import Saved
from records.stances import Stance
from records.store import Records
from tests.records.acts import BETA, Material, Stage, member

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(codec=None), max_size=20),
    st.sampled_from(
        (
            "=cmd|' /C calc'!A0",
            "<script>alert(1)</script>",
            "'; DROP TABLE trail; --",
            "%s %(x)s :x {x} \\",
            "[/x] **b** $x$",
            "\u202egnol",
            "é\u0301 👩‍👩‍👧",
            "a\0b",
            "\ud800",
            "[" * 200,
        )
    ),
)


def whole(text: str) -> bool:
    """Say whether a text can stand in a file of UTF-8, and in PostgreSQL."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def test_words_are_kept_as_typed(reviewed: Records, material: Material) -> None:
    of = Stage(reviewed, material).round

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(words=HOSTILE)
    def typed(words: str) -> None:
        said = Stance(person="", candidate=BETA, stance="unsure", words=words)
        if whole(words):
            stances.take(reviewed, "ann", of, material.study, said)
            with reviewed.reading() as connection:
                (found,) = stances.stances(connection, of)
            assert found.words == words.strip()
        else:
            with pytest.raises(InputError, match="text"):
                stances.take(reviewed, "ann", of, material.study, said)

    typed()
    with reviewed.reading() as connection:
        assert list(trail.verify(connection)) == []


def test_names_and_levers_are_kept_as_typed(records: Records, material: Material) -> None:
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(text=HOSTILE)
    def typed(text: str) -> None:
        levers = Scenario(name=text, must=frozenset((text,)))
        saved = Saved(id="", scenario=levers, author="admin")
        if whole(text) and 0 < len(text.strip()) <= scenarios.LONGEST_NAME:
            kept = scenarios.save(records, "admin", material.study, saved)
            with records.reading() as connection:
                mine = scenarios.scenarios(connection, member("admin"))
            assert [one.scenario.must for one in mine if one.id == kept.id] == [levers.must]
        else:
            with pytest.raises(InputError):
                scenarios.save(records, "admin", material.study, saved)
        if not whole(text):
            with pytest.raises(InputError):
                people.put(records, "admin", member("ann").but(name=text))

    typed()
    with records.reading() as connection:
        assert list(trail.verify(connection)) == []
