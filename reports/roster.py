"""Who takes part: the roster, for those who manage it."""

from collections.abc import Sequence

from records.permissions import Person
from reports.report import Column, Report, fields, tabled
from reports.taskforce import regions_words, roles_words
from reports.words import count, sentence

COLUMNS = (
    Column("id", "Person"), Column("name", "Name"), Column("roles_words", "Roles"),
    Column("regions_words", "Regions"), Column("interests_words", "Interests", narrow=False),
    Column("email", "E-mail", narrow=False), Column("active_words", "Active"),
)  # fmt: skip


def report(every: Sequence[Person]) -> Report:
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
        sections=(tabled("people", "", COLUMNS, rows),),
    )
