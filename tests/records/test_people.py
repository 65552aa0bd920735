"""The roster: nobody locks themselves out, nobody becomes somebody else; oracle: the sentences."""

import pytest

from config.problems import InputError
from records import people
from records.people import Invitation
from records.permissions import RefusedError
from records.store import Records, StaleError
from tests.records.acts import ADMIN, member


def test_nobody_takes_their_own_administration_away(records: Records) -> None:
    for changed in (ADMIN.but(roles=frozenset(("reader",))), ADMIN.but(active=False)):
        with pytest.raises(InputError, match="stay an administrator"):
            people.put(records, "admin", changed)
    people.put(records, "admin", member("bea", "administrator"))
    people.put(records, "bea", ADMIN.but(active=False))
    with pytest.raises(RefusedError):
        people.put(records, "admin", member("cy"))


def test_a_sign_in_is_one_person(records: Records) -> None:
    ann = member("ann").but(issuer="https://id.example", subject="1")
    people.put(records, "admin", ann)
    with pytest.raises(InputError, match="sign in as nobody else"):
        people.put(records, "admin", member("bo").but(issuer=ann.issuer, subject=ann.subject))
    people.put(records, "admin", member("bo"))
    with records.reading() as connection:
        found = people.signed_in(connection, ann.issuer, ann.subject)
        assert found is not None
        assert found.id == "ann"
        for issuer, subject in (("", ""), (ann.issuer, ""), ("", "1"), ("https://other", "1")):
            assert people.signed_in(connection, issuer, subject) is None


def test_who_edits_an_entry_that_another_changed_is_told(records: Records) -> None:
    first = people.put(records, "admin", member("ann", "member", regions=("Africa",)))
    people.declare(records, "ann", ["country:BBB"])
    with pytest.raises(StaleError) as stale:
        people.put(records, "admin", first.but(name="Anna"), seen=first.version)
    assert stale.value.now["version"] == 2
    assert "country:BBB" in stale.value.now["interests"]


def test_an_invitation_is_made_once(records: Records) -> None:
    people.invite(records, "admin", Invitation(id="first"))
    with pytest.raises(InputError, match="must not be made yet"):
        people.invite(records, "admin", Invitation(id="first"))
    with records.reading() as connection:
        (only,) = people.invited(connection)
    assert (only.id, only.used) == ("first", False)
