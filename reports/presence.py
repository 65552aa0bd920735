"""Who is at the screen, as what, and what waits for them in the round."""

from collections.abc import Collection

from records.permissions import EVERYWHERE, Person, Role
from records.sign_in import PERSON, SECRETS, Presence
from reports.taskforce import ROLES
from reports.words import listing

NOWHERE = (
    f"To rate, review and decide, say who you are: set {PERSON} to your name (focus app --person "
    f"NAME), or name the settings of a sign-in in {SECRETS} (focus app --sign-in FILE)."
)
BOTH = (
    f"Nobody can write: {PERSON} says that the app acts for one person, and a sign-in is set as "
    "well. Take one of them away."
)


def told(presence: Presence) -> tuple[str, ...]:
    """Return who is at the screen, in sentences."""
    who = presence.person
    match presence.how:
        case "nowhere":
            return (NOWHERE,)
        case "both":
            return (BOTH,)
        case "broken":
            return ("Nobody can write: sign-in or records cannot be used.",)
        case "single":
            name = who.name or who.id
            return (
                f"This app acts for {name}: nobody signs in, and whoever opens it is {name}.",
                *_withdrawn(who),
            )
        case "out":
            return ("You are not signed in: you can look at everything that is open to all.",)
        case "expired":
            return ("Your sign-in has ended; sign in again. What you have typed is kept.",)
        case "foreign":
            return ("Your sign-in was not meant for this app; sign in again.",)
        case "guest":
            return _guest(presence)
        case "known":
            return (f"{who.name or who.email or who.id}: {part(who)}.", *_withdrawn(who))


def _withdrawn(who: Person) -> tuple[str, ...]:
    return () if who.active else ("You no longer take part, so you can write nothing.",)


def _guest(presence: Presence) -> tuple[str, ...]:
    seen = presence.identity
    name = "somebody" if seen is None else seen.email or seen.name or seen.subject
    told = f"You are signed in as {name}, whom the roster does not know."
    if seen is not None and not seen.verified:
        return (
            told,
            (
                "Your sign-in does not say that this e-mail address is yours, so no invitation can "
                "be used with it. An administrator can put you in by issuer and subject."
            ),
        )
    return (told, "Open your invitation once more, or ask an administrator for one.")


def account(presence: Presence) -> tuple[str, ...]:
    """Return what an administrator needs to put somebody into the roster by hand; none if known."""
    seen = presence.identity
    return () if seen is None else (f"Issuer: {seen.issuer}", f"Subject: {seen.subject}")


def part(person: Person) -> str:
    """Return as what somebody takes part, and for which regions."""
    held = role_words(person.roles)
    where = region_words(person.regions)
    return f"{held}, for {where}" if where else held


def role_words(roles: Collection[Role]) -> str:
    """Return roles in a list, in the order in which they are known."""
    held = [words for role, words in ROLES.items() if role in roles]
    return listing(held, len(held)) if held else "no role"


def region_words(regions: Collection[str]) -> str:
    """Return regions in a list; blank where there are none."""
    if EVERYWHERE in regions:
        return "all regions"
    return listing(sorted(regions), len(regions)) if regions else ""
