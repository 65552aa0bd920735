"""What somebody has typed and not yet said: kept for them alone, and no record."""

from collections.abc import Mapping

import sqlalchemy as sql

from records.database import writing
from records.permissions import Act, Matter, RefusedError, may
from records.schema import drafts
from records.store import Records, person_of, see_text


def keep(records: Records, who: str, place: str, content: str) -> None:
    """Keep what somebody is typing in a place; blank forgets it.

    Raises:
        InputError: it is text that cannot be kept, or the records cannot be written to.
        RefusedError: the roster does not know them, or no longer.
    """
    see_text({"place": place, "content": content})
    mine = sql.and_(drafts.c.person == who, drafts.c.place == place)
    with writing(records.engine) as connection:
        verdict = may(person_of(connection, who), Act.DRAFT, Matter(owner=who))
        if not verdict:
            raise RefusedError(verdict)
        connection.execute(sql.delete(drafts).where(mine))
        if content:
            connection.execute(
                sql.insert(drafts).values(
                    person=who, place=place, content=content, at=records.now().isoformat()
                )
            )


def drafts_of(records: Records, who: str) -> Mapping[str, str]:
    """Return place → what somebody has typed there."""
    with records.reading() as connection:
        rows = connection.execute(
            sql.select(drafts.c.place, drafts.c.content).where(drafts.c.person == who)
        )
        return {row.place: row.content for row in rows}
