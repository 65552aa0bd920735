"""``focus records``: where rounds are kept, their backups, and who takes part."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import AsJson, Kept, Out, Overwrite, given, options

if TYPE_CHECKING:
    from app.cli.records import Entry

records = typer.Typer(help="The records: make, back up and verify them, and say who takes part.")
people = typer.Typer(help="Who takes part: in which role, for which regions, with what interests.")
records.add_typer(people, name="people")
Address = Annotated[
    str | None,
    given(
        "ADDRESS",
        "A file, or an address of PostgreSQL. Default: FOCUS_RECORDS, or the file in the data "
        "folder.",
        "--records",
    ),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.", show_default=False)]
Who = Annotated[
    str, typer.Argument(metavar="PERSON", help="An id, as short as ann.", show_default=False)
]


@dataclass(frozen=True)
class About:
    """What is said of somebody."""

    name: Annotated[str | None, given("NAME", "What they are called.")] = None
    email: Annotated[str | None, given("ADDRESS", "Their e-mail address.")] = None
    role: Annotated[
        list[str] | None,
        given(
            "ROLE",
            "reader, rater, member, chair, analyst, leadership or administrator; may be repeated.",
        ),
    ] = None
    region: Annotated[
        list[str] | None, given("REGION", "A region of theirs; * = all; may be repeated.")
    ] = None
    interest: Annotated[
        list[str] | None,
        given("ID", "A country or partner they belong to, as KEN; may be repeated."),
    ] = None
    issuer: Annotated[str | None, given("URL", "Who issues their sign-in.")] = None
    subject: Annotated[str | None, given("TEXT", "Who they are to the issuer.")] = None


@records.callback(invoke_without_command=True)
def _help(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@people.callback(invoke_without_command=True)
def _help_people(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@records.command()
@options()
def init(
    *,
    administrator: Annotated[
        str | None, given("ID", "The first person, who can let others in.")
    ] = None,
    name: Annotated[str | None, given("NAME", "What the administrator is called.")] = None,
    email: Annotated[
        str | None, given("ADDRESS", "The e-mail address that the administrator signs in with.")
    ] = None,
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
    from app.cli import records as work

    first = None if administrator is None else work.Entry(administrator, name, email)
    work.init(address, first, as_json=as_json)


@records.command()
@options()
def status(*, kept: Kept, as_json: AsJson = False) -> None:
    """Say what is kept: rounds, people, acts, and the head of the trail.

    Examples:
      focus records status
          The head of the trail is what to note elsewhere.
    """
    from app.cli import records as work

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
    from app.cli import records as work

    work.back_up(kept, file, overwrite=overwrite, as_json=as_json)


@records.command()
@options()
def restore(*, file: File, address: Address = None, as_json: AsJson = False) -> None:
    """Put a backup back, into new records, after all of it was checked.

    Examples:
      focus records restore backup.zip --records again.sqlite3
          Records that hold anything are left as they are.
    """
    from app.cli import records as work

    work.restore(address, file, as_json=as_json)


@records.command()
@options()
def verify(
    *,
    head: Annotated[
        str | None, given("ROW:HASH", "A head of the trail that was noted before.")
    ] = None,
    kept: Kept,
    as_json: AsJson = False,
) -> None:
    """Find every row that was changed, deleted, moved or added by another way.

    Examples:
      focus records verify
          Row by row; only a noted head shows whether the end was cut off.

    Exit status: 0 all is as it was written, 2 it is not.
    """
    from app.cli import records as work

    work.verify(kept, head, as_json=as_json)


@records.command()
@options()
def roles(*, as_json: AsJson = False) -> None:
    """Say who may do what, on what, in which state of a round.

    Examples:
      focus records roles
          All of the rules; what is not listed may be done by nobody.
    """
    from app.cli.render import show
    from reports.refusals import rules

    show(rules(), Out(as_json=as_json), every=True)


@people.command("list")
@options()
def list_(*, kept: Kept, as_json: AsJson = False) -> None:
    """List everybody, those who have no access any more as well.

    Examples:
      focus records people list
          Roles, regions, interests.
    """
    from app.cli import records as work

    work.list_people(kept, as_json=as_json)


@people.command()
@options()
def add(*, person: Who, about: About, kept: Kept, as_json: AsJson = False) -> None:
    """Add somebody to the roster.

    Examples:
      focus records people add ann --name Ann --email ann@example.org --role chair --region Africa
          A chair of a taskforce; they sign in with that e-mail address.
    """
    from app.cli import records as work

    work.add(kept, _entry(person, about), as_json=as_json)


@people.command()
@options()
def change(
    *,
    person: Who,
    about: About,
    back: Annotated[bool, typer.Option("--back", help="Give access again.")] = False,
    kept: Kept,
    as_json: AsJson = False,
) -> None:
    """Change what the roster says of somebody; what is not given stays.

    Examples:
      focus records people change ann --interest KEN --as ada
          Ann belongs to Kenya: she does not count on it, nor on what lies in it.
    """
    from app.cli import records as work

    work.change(kept, _entry(person, about), back=back, as_json=as_json)


@people.command()
@options()
def withdraw(*, person: Who, kept: Kept, as_json: AsJson = False) -> None:
    """Take somebody's access away, at once; what they said stays.

    Examples:
      focus records people withdraw ann --as ada
          Also in a tab that is still open.
    """
    from app.cli import records as work

    work.withdraw(kept, person, as_json=as_json)


@people.command()
@options()
def invite(
    *,
    about: About,
    until: Annotated[str | None, given("DAY", "Last day of the invitation, 2020-03-12.")] = None,
    address: Annotated[str, typer.Option(metavar="URL", help="Where the app is.")] = (
        "http://localhost:8501/"
    ),
    kept: Kept,
    as_json: AsJson = False,
) -> None:
    """Make an invitation; its link is shown once, and you send it yourself.

    Examples:
      focus records people invite --name Bo --email bo@example.org --role member --region Africa
          Whoever signs in with that address and opens the link is in.
    """
    from app.cli import records as work

    work.invite(kept, _entry("", about), until, address, as_json=as_json)


def _entry(person: str, about: About) -> "Entry":
    from app.cli.records import Entry

    return Entry(
        id=person,
        name=about.name,
        email=about.email,
        roles=about.role,
        regions=about.region,
        interests=about.interest,
        issuer=about.issuer,
        subject=about.subject,
    )
