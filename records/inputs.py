"""Whole datasets and configurations under their hashes, so that every answer can be made again."""

import zlib

import sqlalchemy as sql
from sqlalchemy.engine import Connection

from config.configuration import Configuration
from config.problems import InputError
from data.content import content_hash
from data.dataset import Dataset
from optimizer.study import Study
from records.schema import inputs
from records.store import Writer

DATASET, CONFIGURATION = "dataset", "configuration"
"""What is kept."""


def keep(writer: Writer, study: Study) -> tuple[str, str]:
    """Keep what a study is made of, unless it is there already; return both identities."""
    configuration = study.configuration.but(content_hash=study.configuration_hash)
    kept = (
        (DATASET, study.dataset_hash, study.dataset.model_dump_json(exclude={"content_hash"})),
        (
            CONFIGURATION,
            study.configuration_hash,
            configuration.model_dump_json(by_alias=True),
        ),
    )
    for kind, identity, text in kept:
        if not _there(writer.connection, kind, identity):
            content = zlib.compress(text.encode(), 9)
            writer.add("inputs", kind=kind, identity=identity, content=content)
    return study.dataset_hash, study.configuration_hash


def _there(connection: Connection, kind: str, identity: str) -> bool:
    which = sql.select(inputs.c.act).where(inputs.c.kind == kind, inputs.c.identity == identity)
    return connection.execute(which).first() is not None


def study_of(connection: Connection, dataset: str, configuration: str) -> Study:
    """Return a study as it was kept.

    Raises:
        InputError: it was not, or what is there is not what was kept.
    """
    tables = Dataset.model_validate_json(_text(connection, DATASET, dataset))
    if content_hash(tables) != dataset:
        raise _lost(DATASET, dataset)
    settings = Configuration.model_validate_json(_text(connection, CONFIGURATION, configuration))
    if settings.content_hash != configuration:
        raise _lost(CONFIGURATION, configuration)
    return Study(tables.but(content_hash=dataset), settings)


def _text(connection: Connection, kind: str, identity: str) -> bytes:
    content = connection.execute(
        sql.select(inputs.c.content).where(inputs.c.kind == kind, inputs.c.identity == identity)
    ).scalar()
    if content is None:
        raise _lost(kind, identity)
    try:
        return zlib.decompress(content)
    except zlib.error:
        raise _lost(kind, identity) from None


def _lost(kind: str, identity: str) -> InputError:
    return InputError.one(
        "records",
        f"must hold the {kind} of the round as it was kept",
        "Look for what was changed with: focus records verify",
        value=identity[:12],
    )
