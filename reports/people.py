"""Who takes part: the roster, what each belongs to, and whom the round still waits for."""

from collections.abc import Mapping, Sequence

from records.people import Invited
from records.permissions import Person
from records.recusal import Recusal
from records.view import View
from reports.presence import part, region_words, role_words
from reports.report import Column, Report, Section, Table, fields, picked, tabled
from reports.setting import Setting
from reports.taskforce import regions_words, roles_words
from reports.waiting import Left, left
from reports.words import count, day, listing, sentence, verb

NAME, EMAIL = Column("name", "Name"), Column("email", "E-mail")
ROLES, REGIONS = Column("roles", "Takes part as"), Column("regions", "For")
COLUMNS = (
    NAME,
    EMAIL,
    ROLES,
    REGIONS,
    Column("interests", "Belongs to", help="Own country, and partners that they work with or for."),
    Column("state", "State"),
)
INVITED = (NAME, EMAIL, ROLES, REGIONS, Column("until", "Until"))
WAITED = (NAME, EMAIL, Column("waits", "What is waited for", "sentence"))


ROSTER = (
    Column("id", "Person"), Column("name", "Name"), Column("roles_words", "Roles"),
    Column("regions_words", "Regions"), Column("interests_words", "Interests", narrow=False),
    Column("email", "E-mail", narrow=False), Column("active_words", "Active"),
)  # fmt: skip


def report(people: Sequence[Person], invited: Sequence[Invited], setting: Setting) -> Report:
    """Return who takes part, and who is invited."""
    rows = [_row(one, setting) for one in sorted(people, key=lambda one: called(one).casefold())]
    still = [one for one in invited if not one.used]
    sections = (
        Section("roster", "The roster", tables=(Table("people", COLUMNS, tuple(rows)),)),
        Section(
            "invited",
            "Invited, and not there yet",
            tables=(Table("invitations", INVITED, tuple(map(_invited, still))),),
        ),
    )
    return Report(
        id="people",
        title="Who takes part?",
        answer=_answer(people, len(still)),
        sections=sections,
    )


def _answer(people: Sequence[Person], invited: int) -> str:
    active = [one for one in people if one.active]
    new = sum(not one.subject for one in active)
    told = f"{count(len(active), 'person takes', 'people take')} part"
    if new:
        told += f"; {new} {verb(new, 'have')} not signed in yet"
    if invited:
        told += f"; {count(invited, 'invitation is', 'invitations are')} open"
    return f"{told}."


def called(person: Person) -> str:
    """Return what somebody is called."""
    return person.name or person.email or person.id


def _row(one: Person, setting: Setting) -> dict[str, object]:
    return {
        **picked(one, "id", "email"),
        "name": called(one),
        "roles": role_words(one.roles) if one.roles else "",
        "regions": region_words(one.regions),
        "interests": listing(belongings(one, setting)) if one.interests else "",
        "state": state(one),
    }


def belongings(one: Person, setting: Setting) -> list[str]:
    """Return the names of the countries and partners that somebody belongs to."""
    return [belonging(name, setting) for name in sorted(one.interests)]


def belonging(name: str, setting: Setting) -> str:
    """Return the name of a candidate or a partner."""
    return setting.label(name) if name in setting.dataset.by_id else setting.partner(name)


def state(one: Person) -> str:
    """Return whether somebody takes part, and has signed in."""
    if not one.active:
        return "withdrawn"
    return "takes part" if one.subject else "has not signed in yet"


def _invited(one: Invited) -> dict[str, object]:
    return {
        **fields(one, "interests", "used"),
        "roles": role_words(one.roles),
        "regions": region_words(one.regions),
        "until": day(one.until) if one.until else "",
    }


def reminder(view: View, setting: Setting) -> Section:
    """Return whom a round waits for, as a table and as text to copy into a message.

    Args:
        setting: of ``view.rated``, with the plan that is recommended now.
    """
    found: dict[str, list[Left]] = {}
    for one in left(view, setting):
        found.setdefault(one.person.id, []).append(one)
    by_id = {one.id: one for one in view.people}
    rows = tuple(
        {
            "id": who,
            "name": called(by_id[who]),
            "email": by_id[who].email,
            "waits": listing(count(one.number, one.what) for one in waits),
        }
        for who, waits in sorted(found.items(), key=lambda pair: called(by_id[pair[0]]).casefold())
    )
    title = "Whom the round waits for"
    if not rows:
        return Section("reminder", title, text=("The round waits for nobody.",))
    said = f"{view.round.title} waits for {count(len(rows), 'person', 'people')}."
    return Section("reminder", title, text=(said,), tables=(Table("waiting", WAITED, rows),))


def addresses(section: Section) -> str:
    """Return the e-mail addresses of those whom a round waits for, to copy into a message."""
    rows = [row for table in section.tables for row in table.rows]
    return ", ".join(sorted({row["email"] for row in rows if row["email"]}))


def roster(every: Sequence[Person]) -> Report:
    """Return the people of the records, for those who manage them."""
    rows = tuple(
        {
            **fields(one, "issuer", "subject", "version"),
            "name": one.name or one.email or one.id,
            "signs_in": bool(one.subject),
            "roles_words": roles_words(one),
            "regions_words": regions_words(one),
            "interests_words": ", ".join(sorted(one.interests)) or None,
            "active_words": "yes" if one.active else "withdrawn",
        }
        for one in every
    )
    active = sum(one.active for one in every)
    gone = len(every) - active
    withdrawn = f"; {gone} withdrawn" if gone else ""
    return Report(
        id="people",
        title="Who takes part",
        answer=sentence(f"{count(active, 'person', 'people')}{withdrawn}"),
        sections=(tabled("people", "", ROSTER, rows),),
    )


def yourself(person: Person) -> str:
    """Return as what somebody takes part, in a sentence to themselves."""
    return f"You take part as {part(person)}."


def offered(setting: Setting, person: Person) -> tuple[str, ...]:
    """Return what somebody can belong to: what lies in nothing else, partners, what they have."""
    within = {one.candidate for one in setting.dataset.links if one.relation == "in_country"}
    places = [one.id for one in setting.dataset.candidates if one.country and one.id not in within]
    partners = [one.id for one in setting.dataset.partners]
    found = dict.fromkeys((*places, *partners, *person.interests))
    return tuple(sorted(found, key=lambda one: (belonging(one, setting).casefold(), one)))


def own(person: Person, recused: Mapping[str, Recusal], setting: Setting) -> tuple[str, ...]:
    """Return what somebody belongs to, and what follows from it, in sentences."""
    if not person.interests:
        return ("You have not said that you belong to any country or partner.",)
    mine = listing(belongings(person, setting))
    told = f"You belong to {mine}."
    if not recused:
        return (told, "Nothing follows from that for any candidate.")
    names = listing(map(setting.label, sorted(recused)))
    return (told, f"So you do not count on {names}; what you say of them is shown all the same.")
