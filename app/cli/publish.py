"""From the options of ``focus publish`` to a folder of pages."""

import hashlib
import json
from typing import TYPE_CHECKING

import typer

from app.cli.options import Asked
from app.cli.output import working
from app.cli.reading import Reader
from app.cli.record import content_of, noted
from app.export import files, record, site

if TYPE_CHECKING:
    from app.cli.commands.publish import PublishOptions

FOLDER = "DIR"


def make(wanted: "PublishOptions", asked: Asked) -> None:
    """Make the pages, and say what the hash of their hashes is.

    Raises:
        InputError: an input or an option is not as it must be; carries every problem.
    """
    reader = Reader(asked)
    files.check_new_folder(FOLDER, wanted.folder, reader.problems, inputs=reader.inputs)
    if (wanted.record is None) != wanted.method:
        must, do = "must be given, or else --method", "Make one with: focus record decision.zip"
        reader.problems.add(record.HERE, must, do)
    made = _method(wanted, reader) if wanted.method else _pages(wanted, reader)
    files.write_folder(FOLDER, wanted.folder, made, inputs=reader.inputs)
    sums = hashlib.sha256(made[site.SUMS]).hexdigest()
    typer.echo(f"Made: {wanted.folder / 'index.html'} and {len(made) - 1:,} more files.")
    typer.echo(f"SHA-256 of {site.SUMS}: {sums}. Note it elsewhere.")


def _method(wanted: "PublishOptions", reader: Reader) -> dict[str, bytes]:
    reader.only({"--seal": wanted.seal}, "with a record")
    study = reader.study
    reader.problems.raise_if_any()
    return site.method(study)


def _pages(wanted: "PublishOptions", reader: Reader) -> dict[str, bytes]:
    reader.only(reader.typed, "only with --method: a record says data and settings")
    content = b"" if wanted.record is None else content_of(wanted.record, reader.problems)
    reader.problems.raise_if_any()
    found = record.read(content)
    for fault in found.faults:
        must = f"must be as it was made ({fault.kind}: {fault.file})"
        reader.problems.add(record.HERE, must, "See: focus verify RECORD.", value=fault.file)
    if wanted.seal is not None and not noted(wanted.seal, found.seal):
        must, do = "must be the seal of the record", "Ask for the record with this seal."
        reader.problems.add("--seal", must, do, value=wanted.seal)
    reader.problems.raise_if_any()
    study = record.study_of(found.files, found.manifest["inputs"])
    decision = record.decision_of(found.files)
    listed = frozenset(json.loads(found.files["reports/brief.json"])["list"])
    with working("Making the pages"):
        return site.Site(study, decision, found, content, listed).files()
