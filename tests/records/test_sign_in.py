"""Who somebody is by their sign-in, and how they come into the roster.

Oracle: OpenID Connect Core 1.0, 3.1.3.7 and 5.7 (issuer and subject, never the address, name
somebody); Unicode's own case folding, for addresses that only look alike.
"""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from config.problems import InputError
from records import people, sign_in, trail
from records.people import Invitation
from records.permissions import Person
from records.sign_in import Identity, Provider, identity, providers, read_settings, same_address
from records.store import Records
from tests.records.acts import ADMIN
from tests.records.conftest import Joined

HERE = (Provider(name="default", client="focus"), Provider(name="okta", client="focus-2"))
CLAIMS: dict[str, Any] = {
    "is_logged_in": True,
    "iss": "https://id.example.org",
    "sub": "42",
    "aud": "focus",
    "exp": 1000,
    "provider": "default",
    "email": " Bo@example.org ",
    "email_verified": True,
}
BO = Identity(issuer="https://id.example.org", subject="42", email="Bo@example.org", verified=True)


def test_claims_that_hold() -> None:
    assert identity(CLAIMS, HERE, 999) == BO
    assert identity({**CLAIMS, "provider": "okta", "aud": ["x", "focus-2"]}, HERE, 999) == BO
    assert identity({**CLAIMS, "email_verified": "true"}, HERE, 999) == BO
    for unsure in (False, None, "false", 1, "yes"):
        found = identity({**CLAIMS, "email_verified": unsure}, HERE, 999)
        assert found == BO.but(verified=False)


@given(some.dictionaries(some.sampled_from([*CLAIMS, "x"]), some.none() | some.text(max_size=3)))
def test_claims_of_any_kind_are_nobody_unless_they_hold(other: dict[str, Any]) -> None:
    found = identity({**CLAIMS, **other}, HERE, 999)
    held = {"is_logged_in", "exp", "aud", "provider"} & other.keys()
    whole = all(other.get(name, "y") for name in ("iss", "sub"))
    assert isinstance(found, Identity) == (whole and not held)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bo@Example.org", "bo@example.org", True),
        (" bo@example.org", "bo@example.org", True),
        ("", "", False),
        ("bo@example.org", "bo@example.com", False),
        ("mike@example.org", "mi\u212ae@example.org", False),  # the sign for kelvin folds to k
        ("strasse@example.org", "stra\u00dfe@example.org", False),  # ß folds to ss
        ("straße@example.org", "straße@EXAMPLE.org", True),
    ],
)
def test_addresses(one: str, other: str, same: bool) -> None:
    assert same_address(one, other) is same
    assert same_address(other, one) is same


def test_settings_that_hold(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    file.write_text(
        '[auth]\nredirect_uri = "https://f.example.org/oauth2callback"\n'
        f'cookie_secret = "{"c" * 32}"\n'
        "[auth.okta]\n"
        'client_id = "focus"\nclient_secret = "s"\nserver_metadata_url = "https://o.example.org/x"\n'
    )
    assert read_settings(file) == (Provider(name="okta", client="focus"),)


def test_what_is_no_file_of_settings_is_never_read_to_its_end() -> None:
    with pytest.raises(InputError, match="must be a file"):
        read_settings(Path("/dev/zero"))


def test_every_problem_of_settings_is_told_and_no_secret_is_repeated(tmp_path: Path) -> None:
    secret = "not-to-be-seen"  # noqa: S105
    section = {
        "redirect_uri": "http://f.example.org/",
        "cookie_secret": secret,
        "client_secret": secret,
        "server_metadata_url": "http://o.example.org/x",
        "expose_tokens": "id",
        "my_own": {"client_id": "x", "client_secret": secret, "server_metadata_url": "https://x"},
    }
    with pytest.raises(InputError) as error:
        providers(section)
    told = [str(problem) for problem in error.value.problems]
    assert {problem.column for problem in error.value.problems} == {
        "auth.redirect_uri", "auth.cookie_secret", "auth.client_id", "auth.server_metadata_url",
        "auth.expose_tokens", "auth.my_own",
    }  # fmt: skip
    assert len(told) == 7  # the address must be https, and end in /oauth2callback
    assert secret not in " ".join(told)
    for content in ("[auth", "x = 1", None):
        file = tmp_path / "secrets.toml"
        file.unlink(missing_ok=True)
        if content is not None:
            file.write_text(content)
        with pytest.raises(InputError):
            read_settings(file)


def waits(records: Records, **other: Any) -> Person:
    """Put somebody into the roster by their e-mail address."""
    fields = {"id": "bo", "email": "bo@example.org", "roles": frozenset(("member",)), **other}
    return people.put(records, ADMIN.id, Person(**fields))


def test_an_address_alone_becomes_whoever_first_signs_in_with_it(records: Records) -> None:
    waits(records)
    assert people.arrive(records, BO.but(verified=False)) is None
    assert people.arrive(records, BO.but(email="eve@example.org")) is None
    bo = people.arrive(records, BO.but(name="Bo Aiyé"))
    assert bo is not None
    assert (bo.id, bo.issuer, bo.subject, bo.name) == ("bo", BO.issuer, BO.subject, "Bo Aiyé")
    assert people.arrive(records, BO.but(email="", verified=False)) == bo
    with records.reading() as connection:
        assert people.signed_in(connection, BO.issuer, BO.subject) == bo
        assert list(trail.verify(connection)) == []


@pytest.mark.parametrize(
    "thief",
    [
        BO.but(subject="43"),
        BO.but(issuer="https://other.example.org"),
        BO.but(subject="43", email="BO@EXAMPLE.ORG"),
    ],
)
def test_nobody_takes_over_whom_somebody_has_become(records: Records, thief: Identity) -> None:
    waits(records)
    bo = people.arrive(records, BO)
    assert people.arrive(records, thief) is None
    assert people.arrive(records, BO) == bo


def test_an_entry_that_names_an_issuer_waits_for_it_alone(records: Records) -> None:
    waits(records, issuer="https://other.example.org")
    assert people.arrive(records, BO) is None
    assert people.arrive(records, BO.but(issuer="https://other.example.org")) is not None


def test_nobody_becomes_somebody_who_was_withdrawn(records: Records) -> None:
    bo = waits(records)
    people.put(records, ADMIN.id, bo.but(active=False))
    assert people.arrive(records, BO) is None


def test_two_entries_are_never_one_sign_in_or_one_address(records: Records) -> None:
    waits(records, issuer="i", subject="s")
    for other in ({"email": "BO@example.org"}, {"email": "", "issuer": "i", "subject": "s"},
                  {"email": "", "subject": "s"}):  # fmt: skip
        with pytest.raises(InputError):
            waits(records, id="eve", **other)
    with pytest.raises(InputError):
        waits(records, id=people.SINGLE, email="")


def invited(records: Records, **other: Any) -> str:
    """Invite Bo; return the secret of the link."""
    fields = {"id": "i1", "email": "bo@example.org", "roles": frozenset(("rater",)), **other}
    return people.invite(records, ADMIN.id, Invitation(**fields))


def test_an_invitation_lets_in_once_whom_it_invites(records: Records) -> None:
    secret = invited(records)
    for refused in (BO.but(verified=False), BO.but(email="eve@example.org"), BO.but(email="")):
        with pytest.raises(InputError):
            people.join(records, secret, refused)
    with pytest.raises(InputError):
        people.join(records, f"{secret}x", BO)
    bo = people.join(records, secret, BO.but(name="Bo Aiyé"))
    assert (bo.id, bo.roles, bo.email) == ("bo-aiye", frozenset(("rater",)), BO.email)
    for again in (BO, BO.but(subject="43"), BO.but(subject="43", email="bo@Example.org")):
        with pytest.raises(InputError):
            people.join(records, secret, again)
    with records.reading() as connection:
        (made,) = people.invited(connection)
        assert made.used
        said = [entry["changes"] for entry in _trail(connection)]
    assert secret not in " ".join(said)


def _trail(connection: Any) -> list[Any]:
    from records.schema import trail as table

    return list(connection.execute(table.select()).mappings())


def test_an_invitation_is_over_after_its_last_day(records: Records) -> None:
    secret = invited(records, until="2020-01-05")
    with pytest.raises(InputError):
        people.join(records, secret, BO)


def test_an_invitation_makes_no_second_entry_of_somebody(records: Records, join: Joined) -> None:
    join("bo", "reader")
    secret = invited(records, email="")
    with pytest.raises(InputError):
        people.join(records, secret, BO)


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Bo Aiyé", "bo-aiye-2"), ("", "person"), ("王", "person"), ("Single", "single-2"),
     ("../../x; DROP", "x-drop")],
)  # fmt: skip
def test_ids_read_like_names_and_are_nobody_elses(name: str, id_: str) -> None:
    assert people.new_id(name, {"bo-aiye"}) == id_


def test_settings_are_named_as_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "sign-in.md").read_text(encoding="utf-8")
    for name in (sign_in.PERSON, sign_in.SECRETS, *sign_in._SHARED, *sign_in._OWN):
        assert name in page
