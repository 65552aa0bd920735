"""Who does not count on a candidate; oracle: worked out by hand on the small example.

Open contracts lies in Betaland, and the citizens' budget in Port Beta; the bank is engaged for
Betaland, the owners' partner for the register in Alphaland and its theme.
"""

import pytest

from config.problems import InputError
from data.dataset import Dataset, Link
from optimizer.study import Study
from records import recusal
from records.recusal import read_off
from records.rounds import Round
from records.store import Records
from tests.records.acts import BETA, member
from tests.records.conftest import Joined


@pytest.mark.parametrize(
    ("interest", "expected"),
    [
        ("country:BBB", {"country:BBB": "own", "commitment:BB001": "within"}),
        ("country:BBB-port", {"country:BBB-port": "own", "commitment:BB002": "within"}),
        ("commitment:BB001", {"commitment:BB001": "own"}),
        ("partner:bank", {"country:BBB": "partner", "commitment:BB001": "within"}),
        ("partner:owners", {"commitment:AA001": "partner", "theme:ownership": "partner"}),
        ("country:XXX", {}),
    ],
)
def test_read_off_interests(
    small_dataset: Dataset, interest: str, expected: dict[str, str]
) -> None:
    found = read_off(member("ann").but(interests=frozenset((interest,))), small_dataset)
    assert {name: one.why for name, one in found.items()} == expected


def test_what_lies_in_what_lies_in_ones_own(small_dataset: Dataset) -> None:
    """However the links are ordered, and also where they go round in a circle."""
    ann = member("ann").but(interests=frozenset(("country:BBB",)))
    more = (
        Link(candidate="country:BBB-port", target="country:BBB", relation="in_country"),
        Link(candidate="country:BBB", target="country:BBB-port", relation="in_country"),
    )
    for links in ((*small_dataset.links, *more), (*more, *small_dataset.links)):
        found = read_off(ann, small_dataset.but(links=links))
        assert {name: (one.why, one.through) for name, one in found.items()} == {
            "country:BBB": ("own", "country:BBB"),
            "country:BBB-port": ("within", "country:BBB"),
            "commitment:BB001": ("within", "country:BBB"),
            "commitment:BB002": ("within", "country:BBB-port"),
        }


def test_a_record_of_no_work_is_no_interest(small_dataset: Dataset) -> None:
    none = tuple(one.but(strength=0) for one in small_dataset.engagements)
    ann = member("ann").but(interests=frozenset(("partner:bank",)))
    assert read_off(ann, small_dataset.but(engagements=none)) == {}


def test_what_the_tables_say_cannot_be_taken_back(
    records: Records, join: Joined, opened: Round, small_study: Study
) -> None:
    ann = join("ann", "member", interests=("country:BBB",))
    for active in (True, False):
        recusal.recuse(records, "ann", opened, small_study, BETA, "mine", active=active)
    with records.reading() as connection:
        found = recusal.recused(connection, opened, [ann], small_study.dataset)
        assert not recusal.declared(connection, opened, "ann", BETA)
    assert found["ann"][BETA].why == "own"
    with pytest.raises(InputError, match="candidate of the round"):
        recusal.recuse(records, "ann", opened, small_study, "country:XXX", "mine")
