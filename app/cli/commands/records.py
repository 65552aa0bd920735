"""``focus records``: where rounds are kept, their backups, and who takes part."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from app.cli.options import (
    AsJson,
    Kept,
    Later,
    Overwrite,
    given,
    group_of,
    option,
    options,
    switch,
    usual,
    word,
)  # fmt: skip

if TYPE_CHECKING:
    from app.cli import records as work
else:
    work = Later("app.cli.records")

records = group_of("The records: make, back up and verify them, and say who takes part.")
people = group_of("Who takes part: in which role, for which regions, with what interests.")
records.add_typer(people, name="people")
Address = Annotated[
    str | None,
    option(
        "ADDRESS",
        "A file, or an address of PostgreSQL. Default: FOCUS_RECORDS, or the file in the data "
        "folder.",
        "--records",
    ),
]
File = Annotated[Path, word("FILE", "The backup.")]
Who = Annotated[str, word("PERSON", "An id, as short as ann.")]


@dataclass(frozen=True)
class About:
    """What is said of somebody."""

    name: str | None = given("NAME", "What they are called.")
    email: str | None = given("ADDRESS", "Their e-mail address.")
    role: list[str] | None = given(
        "ROLE",
        "reader, rater, member, chair, analyst, leadership or administrator; may be repeated.",
    )
    region: list[str] | None = given("REGION", "A region of theirs; * = all; may be repeated.")
    interest: list[str] | None = given(
        "ID", "A country or partner they belong to, as KEN; may be repeated."
    )
    issuer: str | None = given("URL", "Who issues their sign-in.")
    subject: str | None = given("TEXT", "Who they are to the issuer.")


@records.command()
@options()
def init(
    *,
    administrator: str | None = given("ID", "The first person, who can let others in."),
    name: str | None = given("NAME", "What the administrator is called."),
    email: str | None = given(
        "ADDRESS", "The e-mail address that the administrator signs in with."
    ),
    address: Address = None,
    as_json: AsJson = False,
) -> None:
    """Make the records, or bring those of an older version up.

    Examples:
      focus records init --administrator ada --name Ada --email ada@example.org
          In the data folder of this user; Ada can add people and invite them.

      focus records init --records postgresql+psycopg://focus@localhost/focus
          On PostgreSQL; the database must be there.

    With FOCUS_PERSON set and no administrator, that one person may do everything.
    """
    work.init(address, administrator, name, email, as_json=as_json)


@records.command()
@options()
def status(*, kept: Kept, as_json: AsJson = False) -> None:
    """Say what is kept: rounds, people, acts, and the head of the trail.

    Examples:
      focus records status
          The head of the trail is what to note elsewhere.
    """
    work.status(kept, as_json=as_json)


@records.command()
@options()
def backup(
    *, file: File, overwrite: Overwrite = False, kept: Kept, as_json: AsJson = False
) -> None:
    """Write all records into one file, whole, while others go on.

    Examples:
      focus records backup backup.zip --as ada
          Refused where the records are not as they were written.
    """
    work.back_up(kept, file, overwrite=overwrite, as_json=as_json)


@records.command()
@options()
def restore(*, file: File, address: Address = None, as_json: AsJson = False) -> None:
    """Put a backup back, into new records, after all of it was checked.

    Examples:
      focus records restore backup.zip --records again.sqlite3
          Records that hold anything are left as they are.
    """
    work.restore(address, file, as_json=as_json)


@records.command()
@options()
def verify(
    *,
    head: str | None = given("ROW:HASH", "A head of the trail that was noted before."),
    kept: Kept,
    as_json: AsJson = False,
) -> None:
    """Find every row that was changed, deleted, moved or added by another way.

    Examples:
      focus records verify
          Row by row; only a noted head shows whether the end was cut off.

    Exit status: 0 all is as it was written, 2 it is not.
    """
    work.verify(kept, head, as_json=as_json)


@records.command()
@options()
def roles(*, as_json: AsJson = False) -> None:
    """Say who may do what, on what, in which state of a round.

    Examples:
      focus records roles
          All of the rules; what is not listed may be done by nobody.
    """
    work.roles(as_json=as_json)


@people.command("list")
@options()
def list_(*, kept: Kept, as_json: AsJson = False) -> None:
    """List everybody, those who have no access any more as well.

    Examples:
      focus records people list
          Roles, regions, interests.
    """
    work.list_people(kept, as_json=as_json)


@people.command()
@options()
def add(*, person: Who, about: About, kept: Kept, as_json: AsJson = False) -> None:
    """Add somebody to the roster.

    Examples:
      focus records people add ann --name Ann --email ann@example.org --role chair --region Africa
          A chair of a taskforce; they sign in with that e-mail address.
    """
    work.add(kept, person, about, as_json=as_json)


@people.command()
@options()
def change(
    *,
    person: Who,
    about: About,
    back: bool = switch("Give access again."),
    kept: Kept,
    as_json: AsJson = False,
) -> None:
    """Change what the roster says of somebody; what is not given stays.

    Examples:
      focus records people change ann --interest KEN --as ada
          Ann belongs to Kenya: she does not count on it, nor on what lies in it.
    """
    work.change(kept, person, about, back=back, as_json=as_json)


@people.command()
@options()
def withdraw(*, person: Who, kept: Kept, as_json: AsJson = False) -> None:
    """Take somebody's access away, at once; what they said stays.

    Examples:
      focus records people withdraw ann --as ada
          Also in a tab that is still open.
    """
    work.withdraw(kept, person, as_json=as_json)


@people.command()
@options()
def invite(
    *,
    about: About,
    until: str | None = given("DAY", "Last day of the invitation, 2020-03-12."),
    address: str = usual("http://localhost:8501/", "URL", "Where the app is."),
    kept: Kept,
    as_json: AsJson = False,
) -> None:
    """Make an invitation; its link is shown once, and you send it yourself.

    Examples:
      focus records people invite --name Bo --email bo@example.org --role member --region Africa
          Whoever signs in with that address and opens the link is in.
    """
    work.invite(kept, about, until, address, as_json=as_json)
