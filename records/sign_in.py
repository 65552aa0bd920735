"""Sign-in by a provider of OpenID Connect: what is set, and who somebody is by their token.

Streamlit and Authlib do the exchange: they hold state, nonce, signature and issuer to what they
must be, and keep what the token says in a signed cookie. What they leave open is held here, on
every look: that the token is meant for this app (``aud``), and that it has not expired (``exp``);
see OpenID Connect Core 1.0, 3.1.3.7.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from config.base import Frozen
from config.problems import InputError, Problems
from records.permissions import NOBODY, Person

SECRETS = "FOCUS_SECRETS"
"""Environment variable: the file with the settings of sign-in."""
PERSON = "FOCUS_PERSON"
"""Environment variable: name of the one person for whom the app acts, where nobody signs in."""
SECTION = "auth"
"""Of that file."""
DEFAULT = "default"
"""Name of the provider that stands in the section itself."""
CALLBACK = "/oauth2callback"
"""Where the provider sends people back to."""
SHORTEST = 32
"""Letters of the secret that signs cookies: 128 bits, written in hexadecimal digits."""
LONGEST = 200
"""Letters that are kept of what a token calls somebody."""
HERE = ("localhost", "127.0.0.1", "::1")
_SHARED = ("redirect_uri", "cookie_secret")
_OWN = ("client_id", "client_secret", "server_metadata_url")


class Provider(Frozen):
    """One place where people sign in."""

    name: str
    """In the settings; ``default`` where the section itself names it."""
    client: str
    """Who this app is to it."""


class Identity(Frozen):
    """Who somebody is, as a provider says."""

    issuer: str
    subject: str
    name: str = ""
    email: str = ""
    verified: bool = False
    """Whether the provider says that the e-mail address is theirs."""


Unbelieved = Literal["out", "expired", "foreign"]
"""Nobody has signed in; the token has expired; it is not meant for this app, or not whole."""
How = Literal["nowhere", "both", "single", "broken", "guest", "known"] | Unbelieved
"""How a face knows who is there: it does not, since neither way is set, or both are; it acts for
one person; settings or records cannot be used; they have signed in and the roster does not know
them; it does; or why a sign-in is not believed."""


class Presence(NamedTuple):
    """Who is there."""

    how: How
    person: Person = NOBODY
    """As the roster has them now."""
    identity: Identity | None = None
    """As their sign-in says."""


def identity(
    claims: Mapping[str, Any], providers: tuple[Provider, ...], now: float
) -> Identity | Unbelieved:
    """Return who somebody is by the claims of their token, or why that cannot be believed.

    Args:
        claims: of the token, with ``is_logged_in`` and the name of the ``provider``.
        providers: as they are set.
        now: seconds since 1970.
    """
    if claims.get("is_logged_in") is not True:
        return "out"
    client = {one.name: one.client for one in providers}.get(str(claims.get("provider", DEFAULT)))
    audience = claims.get("aud")
    meant_for = audience if isinstance(audience, list) else [audience]
    issuer, subject = claims.get("iss"), claims.get("sub")
    whole = all(isinstance(one, str) and one for one in (issuer, subject))
    if client is None or client not in meant_for or not whole:
        return "foreign"
    until, verified = claims.get("exp"), claims.get("email_verified")
    if not isinstance(until, int | float) or isinstance(until, bool) or until <= now:
        return "expired"
    return Identity(
        issuer=str(issuer),
        subject=str(subject),
        name=_text(claims.get("name")),
        email=_text(claims.get("email")),
        verified=verified is True or verified == "true",
    )


def _text(value: object) -> str:
    return value.strip()[:LONGEST] if isinstance(value, str) else ""


def same_address(one: str, other: str) -> bool:
    """Say whether two e-mail addresses are one; blank ones never are.

    Capitals of ASCII do not count. Other signs must be the same: folding them would make somebody
    else's address out of one that only looks like it (the sign for kelvin, ``ß``).
    """
    return bool(one) and _lower(one) == _lower(other)


def _lower(address: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in address.strip())


def providers(section: Mapping[str, Any], file: str = SECRETS) -> tuple[Provider, ...]:
    """Return where people can sign in.

    Args:
        section: ``[auth]`` of the settings.
        file: what they are called where they are not as they must be.

    Raises:
        InputError: every problem at once; it repeats no setting, since some are secrets.
    """
    problems = Problems()
    for name in _SHARED:
        _check(name, section.get(name), file, problems)
    own = {name: one for name, one in section.items() if isinstance(one, Mapping)}
    own.pop("client_kwargs", None)
    if any(name in section for name in _OWN) or not own:
        own[DEFAULT] = section
    for name, one in own.items():
        if "_" in name:
            must = "must be a provider's name without underscores"
            problems.add(file, must, "Use a hyphen.", column=f"{SECTION}.{name}")
        for key in _OWN:
            _check(key, one.get(key), file, problems, "" if name == DEFAULT else name)
    if section.get("expose_tokens"):
        must = "must not be there: pages need no tokens"
        problems.add(file, must, "Leave it away.", column=f"{SECTION}.expose_tokens")
    problems.raise_if_any()
    return tuple(Provider(name=name, client=str(one["client_id"])) for name, one in own.items())


def _check(key: str, value: object, file: str, problems: Problems, provider: str = "") -> None:
    column = ".".join(filter(None, (SECTION, provider, key)))
    if not isinstance(value, str) or not value.strip():
        problems.add(file, "must be there", "Set it, as the documentation says.", column=column)
        return
    for must, do in _wrong(key, value):
        problems.add(file, must, do, column=column)


def _wrong(key: str, value: str) -> Iterator[tuple[str, str]]:
    if key == "cookie_secret" and len(value) < SHORTEST:
        do = 'Make one: python -c "import secrets; print(secrets.token_hex(32))".'
        yield f"must have {SHORTEST} letters or more", do
    if key in ("redirect_uri", "server_metadata_url"):
        parts = urlsplit(value)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
            yield "must be an address that begins with https://", "Write the whole address."
    if key == "redirect_uri" and not value.endswith(CALLBACK):
        yield f"must end in {CALLBACK}", f"Write the address of the app, then {CALLBACK}."


def read_settings(file: Path) -> tuple[Provider, ...]:
    """Return where people can sign in, by a file of settings.

    Raises:
        InputError: it cannot be read, or is not as it must be.
    """
    name = str(file)
    try:
        if file.exists() and not file.is_file():
            do = "Name a file of settings."
            raise InputError.one(name, "must be a file", do)
        section = loads(file.read_text(encoding="utf-8")).get(SECTION)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        do = "Name a file that is there and may be read."
        raise InputError.one(name, f"must be a file that can be read ({why})", do) from None
    except TOMLDecodeError:
        do = "Mend it; the documentation has an example."
        raise InputError.one(name, "must be written in TOML", do) from None
    if not isinstance(section, Mapping):
        raise InputError.one(name, f"must have a section [{SECTION}]", "Add it.", column=SECTION)
    return providers(section, name)
