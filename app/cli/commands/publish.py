"""``focus publish``: pages that anybody can read, made of a decision record."""

from dataclasses import dataclass
from pathlib import Path

from app.cli.options import Asked, argument, given, options, switch


@dataclass(frozen=True)
class PublishOptions:
    """The options of the command itself, as typed."""

    folder: Path = argument("DIR", "Folder to make.")
    record: Path | None = argument("[RECORD]", "A record, as focus record makes.", optional=True)
    method: bool = switch("Only the method: what counts, and by how much; no data.")
    first: str | None = given(
        "DIR|HASH",
        "The method as --method published it before the data, or its hash: the record has to have "
        "the same; a folder is put among the pages.",
    )
    first_at: str | None = given("ADDRESS", "Where that stands on the web, to be linked to.")
    seal: str | None = given("HASH", "Only if the record has this seal, or one that begins so.")


@options(levers=(), search=())
def publish(*, wanted: PublishOptions, asked: Asked) -> None:
    """Make public pages: the list, the method, every candidate with its reasons, the record.

    Examples:
      focus publish site decision.zip
          A folder of pages that any web server, or a memory stick, can offer.

      focus publish method --method
          What counts and by how much, published before anybody has rated anything.

      focus publish site decision.zip --first method
          Pages that show that their method is the one that was published before.

    The pages need no script and no network. SHA256SUMS has the hash of every file; what is told at
    the end is the hash of that: note it elsewhere, and nothing can change unseen.

    A record whose files are not as they were made is not published; focus verify says more.

    Exit status: 0 done, 2 an input is not as it must be.
    """
    from app.cli.publish import make

    make(wanted, asked)
