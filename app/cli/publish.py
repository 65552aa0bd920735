"""From the options of ``focus publish`` to a folder of pages."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import typer

from app.cli.commands.publish import PublishOptions
from app.cli.options import Asked
from app.cli.output import working
from app.cli.reading import Reader
from app.cli.record import content_of, noted
from app.export import files, record, site
from config.problems import Problems
from reports import publication

FOLDER, FIRST_OPTION = "DIR", "--first"


def make(wanted: PublishOptions, asked: Asked) -> None:
    """Make the pages, and say what the hash of their hashes is."""
    reader = Reader(asked)
    files.check_new_folder(FOLDER, wanted.folder, reader.problems, inputs=reader.inputs)
    if (wanted.record is None) != wanted.method:
        must, do = "must be given, or else --method", "Make one with: focus record decision.zip"
        reader.problems.add(record.HERE, must, do)
    made = _method(wanted, reader) if wanted.method else _pages(wanted, reader)
    files.write_folder(FOLDER, wanted.folder, made, inputs=reader.inputs)
    sums = hashlib.sha256(made[site.SUMS]).hexdigest()
    method = hashlib.sha256(made[publication.METHOD_SUMS]).hexdigest()
    typer.echo(f"Made: {wanted.folder / 'index.html'} and {len(made) - 1:,} more files.")
    typer.echo(publication.method_hash(method))
    typer.echo(f"SHA-256 of {site.SUMS}: {sums}. Note it elsewhere.")


def _method(wanted: PublishOptions, reader: Reader) -> dict[str, bytes]:
    others = {"--seal": wanted.seal, "--first": wanted.first, "--first-at": wanted.first_at}
    reader.only(others, "with a record")
    study = reader.study
    reader.problems.raise_if_any()
    return site.method(study)


def _pages(wanted: PublishOptions, reader: Reader) -> dict[str, bytes]:
    reader.only(reader.typed, "only with --method: a record says data and settings")
    content = None if wanted.record is None else content_of(wanted.record, reader.problems)
    reader.problems.raise_if_any()
    content = content or b""
    found = record.read(content)
    for fault in found.faults:
        must = f"must be as it was made ({fault.kind}: {fault.file})"
        reader.problems.add(record.HERE, must, "See: focus verify RECORD.", value=fault.file)
    if wanted.seal is not None and not noted(wanted.seal, found.seal):
        must, do = "must be the seal of the record", "Ask for the record with this seal."
        reader.problems.add("--seal", must, do, value=wanted.seal)
    first = _first(wanted, found, reader.problems)
    reader.problems.raise_if_any()
    at = wanted.first_at or ""
    with working("Making the pages"):
        return site.Site.of(
            content, first=first, first_at=at, promised=wanted.first is not None
        ).files()


def _first(wanted: PublishOptions, found: record.Read, problems: Problems) -> dict[str, bytes]:
    """Return the method as it was published before the data; tell where the record has another.

    Nothing where only its hash is known.
    """
    if wanted.first_at is not None and not wanted.first_at.startswith(("https://", "http://")):
        must, do = "must be an address on the web", "Begin it with https://."
        problems.add("--first-at", must, do, value=wanted.first_at)
    if wanted.first_at is not None and wanted.first is None:
        must, do = "must be given with --first", "Say also what was published: its folder or hash."
        problems.add("--first-at", must, do)
    if wanted.first is None:
        return {}
    folder, mine = Path(wanted.first), site.method_sums(found.files)
    if not folder.is_dir():
        if not noted(wanted.first, hashlib.sha256(mine).hexdigest()):
            must = "must be the folder, or the hash, of the method that the record has"
            problems.add(FIRST_OPTION, must, "See METHOD-SHA256SUMS of both.", value=wanted.first)
        return {}
    there = {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }
    for name in site.unlike(there):
        must = f"must be as it was published ({name} is not)"
        problems.add(FIRST_OPTION, must, "Take the folder as it was made.", value=name)
    for name in sorted(_settings(there) | _settings(found.files)):
        if there.get(name) != found.files.get(name):
            must = f"must be the method that the record has ({name} is another)"
            do = "Publish without --first, and say what was changed since."
            problems.add(FIRST_OPTION, must, do, value=name)
    return there


def _settings(there: Mapping[str, bytes]) -> set[str]:
    return {name for name in there if name.startswith("configuration/")}
