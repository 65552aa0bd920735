"""The decision record: one archive from which anybody can make a decision again, and see its seal.

Every file stands in ``manifest.json`` with its SHA-256; the seal is the SHA-256 of the canonical
JSON (RFC 8785) of all of the manifest but itself. Files are stored and not packed, in one order and
without a time, so that the same record is the same bytes on every machine, and any byte that is
another one belongs to a file, or to the archive around them.
"""

import hashlib
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

import rfc8785
from pydantic import ValidationError

from app.export.archive import zipped
from app.export.takeaway import as_json
from config import write as configuration_files
from config.load import load_configuration
from config.problems import InputError
from data import write as dataset_files
from data.content import content_hash
from data.dataset import Dataset, Vintage
from data.load import load_dataset
from optimizer.study import Study
from questions.decision import Decision
from questions.question import engine, inputs_of
from records.adopted import Adopted
from records.stated import Record
from reports.html import page
from reports.record import reports
from reports.report import Report
from reports.setting import Setting
from reports.source import source_line

FORMAT = "focus-decision-record/1"
MANIFEST, VINTAGE, DECISION = "manifest.json", "vintage.json", "decision.json"
ROUND, BRIEF, MINUTES = "round.json", "brief", "minutes"
REPEATED: Any = {"overrulings": {"__all__": {"before"}}}
"""What is left out of the decision as it is written: the plan itself, beside every price."""
HERE = "RECORD"
"""What messages call the file."""
INPUT = re.compile(r"(dataset|configuration)/[A-Za-z0-9_]+\.(csv|json|yaml)")
"""Files that are read as tables and settings; no other path is ever written to a disk."""
LARGEST = 200 * 2**20
"""Bytes of a record that are read."""
README = """This is a decision record of Focus.

dataset/         the tables, a Frictionless data package; vintage.json: what is later than the day
configuration/   criteria, services, capacity and rules, as people write them
decision.json    levers, plan, alternatives and prices, as they were found and what was proven
round.json       departures, accepted ratings and signatures of the round, with the end of its
                 audit trail (only where there was a round)
reports/         what is said of all this: pages for people, JSON for programs
manifest.json    the hash of every file, and the seal: the hash of this list

To check it, with Focus installed:    focus verify RECORD.zip
With another solver besides:          focus verify RECORD.zip --solver SCIP_PY
"""


class Fault(NamedTuple):
    """One thing that is wrong with the files of a record."""

    kind: Literal["changed", "missing", "added", "seal", "archive", "inputs"]
    file: str


@dataclass(frozen=True)
class Read:
    """A record as far as it can be read."""

    faults: tuple[Fault, ...]
    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]
    seal: str
    """As it follows from the manifest."""

    @property
    def title(self) -> str:
        """Of what it is the record."""
        return str(self.manifest.get("title", ""))

    @property
    def same_engine(self) -> bool:
        """Whether it was made with the versions that run here."""
        return self.manifest.get("made_with") == engine()


def made(
    title: str,
    study: Study,
    decision: Decision,
    *,
    brief: Report,
    minutes: Report | None = None,
    acts: Adopted | None = None,
) -> tuple[bytes, str]:
    """Return a record, and its seal.

    Without a round there are no minutes and no acts.

    Raises:
        InputError: the tables or the settings would not read back as they are.
    """
    files: dict[str, bytes] = {"README.txt": README.encode(), **_inputs(study)}
    files[DECISION] = decision.model_dump_json(indent=1, exclude=REPEATED).encode()
    if acts is not None:
        files[ROUND] = acts.model_dump_json(indent=1).encode()
    told = {**reports(decision, Setting(study, decision.scenario)), BRIEF: brief}
    told |= {} if minutes is None else {MINUTES: minutes}
    for name, one in told.items():
        files[place(name)] = as_json(one.json()).encode()
        files[f"reports/{name}.html"] = page(one, pictures=False, source=source_line(study))
    manifest = {
        "format": FORMAT,
        "title": title,
        "made_with": engine(),
        "inputs": inputs_of(study).model_dump(),
        "files": {name: _about(content) for name, content in files.items()},
    }
    seal = sealed(manifest)
    files[MANIFEST] = as_json({**manifest, "seal": seal}).encode()
    _held(files, study)
    return zipped(files, packed=False), seal


def _inputs(study: Study) -> dict[str, bytes]:
    dataset, vintage = study.dataset, study.dataset.vintage
    tables = dataset_files.files(dataset.but(vintage=Vintage()))
    settings = configuration_files.texts(study.configuration)
    return {
        **{f"dataset/{name}": text.encode() for name, text in tables.items()},
        VINTAGE: vintage.model_dump_json(indent=1).encode(),
        **{f"configuration/{name}": text.encode() for name, text in settings.items()},
    }


def _held(files: Mapping[str, bytes], study: Study) -> None:
    """Check that tables and settings read back as they are.

    Raises:
        InputError: they do not.
    """
    back = study_of(files, inputs_of(study).model_dump())
    alike = back.configuration == study.configuration.but(
        content_hash=back.configuration.content_hash
    )
    if back.dataset_hash != study.dataset_hash or not alike:
        must = "must read back as they were written"
        raise InputError.one(HERE, must, "Write line ends in texts as a plain line feed.")


def _about(content: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def sealed(manifest: Mapping[str, Any]) -> str:
    """Return the seal of a manifest."""
    held = {name: value for name, value in manifest.items() if name != "seal"}
    return hashlib.sha256(rfc8785.dumps(held)).hexdigest()


def read(content: bytes) -> Read:
    """Return a record with everything that is wrong with its files.

    Raises:
        InputError: it is no decision record.
    """
    if FORMAT.encode() not in content and MANIFEST.encode() not in content:
        must = "must be a decision record of Focus"
        raise InputError.one(HERE, must, "Make one with: focus record FILE.zip")
    files, faults = _files(content)
    try:
        manifest: Any = json.loads(files.get(MANIFEST, b""))
        stated = {str(k): str(v["sha256"]) for k, v in manifest["files"].items()}
        seal = sealed(manifest)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Read((*faults, Fault("seal", MANIFEST)), files, {}, "")
    named = {fault.file for fault in faults}
    if manifest.get("seal") != seal and MANIFEST not in named:
        faults.append(Fault("seal", MANIFEST))
    for name, expected in stated.items():
        if name not in files:
            faults += [] if name in named else [Fault("missing", name)]
        elif hashlib.sha256(files[name]).hexdigest() != expected and name not in named:
            faults.append(Fault("changed", name))
    faults += [Fault("added", name) for name in files if name not in {*stated, MANIFEST}]
    if not faults and zipped(files, packed=False) != content:
        faults.append(Fault("archive", ARCHIVE))
    return Read(tuple(faults), files, manifest, seal)


ARCHIVE = "the archive itself"


def _files(content: bytes) -> tuple[dict[str, bytes], list[Fault]]:
    """Return the files that can be read, and those that cannot."""
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    odd = Fault("archive", ARCHIVE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return files, [odd]
    with archive:
        for one in archive.infolist():
            if one.filename in files or one.compress_type != zipfile.ZIP_STORED:
                faults += [] if odd in faults else [odd]
                continue
            try:
                files[one.filename] = archive.read(one)
            except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, EOFError):
                faults.append(Fault("changed", one.filename))
    return files, faults


def study_of(files: Mapping[str, bytes], inputs: Mapping[str, str]) -> Study:
    """Return the study of a record.

    ``inputs`` are the hashes that are stated of it.

    Raises:
        InputError: tables or settings are not as they must be.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("dataset", "configuration"):
            (root / name).mkdir()
        for name, content in files.items():
            if INPUT.fullmatch(name):
                (root / name).write_bytes(content)
        configuration = load_configuration(root / "configuration")
        dataset = load_dataset(root / "dataset", configuration)
    try:
        vintage = Vintage.model_validate_json(files.get(VINTAGE, b""))
    except ValidationError:
        must = "must say what is later than the day"
        raise InputError.one(VINTAGE, must, "Ask for the record again.") from None
    found: Dataset = dataset.but(vintage=vintage)
    return Study(
        found.but(content_hash=content_hash(found)),
        configuration.but(content_hash=str(inputs.get("configuration", ""))),
    )


def decision_of(files: Mapping[str, bytes]) -> Decision:
    """Return the decision of a record.

    Raises:
        InputError: it is not as it must be.
    """
    try:
        found = json.loads(files.get(DECISION, b""))
        for price in found["overrulings"]:
            price["before"] = found["planned"]["plan"]
        return Decision.model_validate_json(json.dumps(found))
    except (ValueError, KeyError, TypeError, RecursionError):
        must = "must hold a decision that this version of Focus can read"
        raise InputError.one(DECISION, must, "Use the version that made it.") from None


def acts_of(files: Mapping[str, bytes]) -> Adopted | None:
    """Return what was decided in the round of a record; None where there was none.

    Raises:
        InputError: it is not as it must be.
    """
    if ROUND not in files:
        return None
    try:
        return Adopted.model_validate_json(files[ROUND])
    except ValidationError:
        must = "must hold a round that this version of Focus can read"
        raise InputError.one(ROUND, must, "Use the version that made it.") from None


def stated_of(content: bytes) -> Record:
    """Return what a record states of how sure each area was, and its list.

    Raises:
        InputError: it is no record, or not as it must be.
    """
    found = read(content)
    for fault in found.faults:
        must = "must be as it was made"
        raise InputError.one(fault.file, must, "Ask for the record again: focus verify says more.")
    decision, acts = decision_of(found.files), acts_of(found.files)
    study = study_of(found.files, found.manifest.get("inputs", {}))
    return Record(
        title=found.title,
        round=None if acts is None else acts.round.id,
        listed=decision.plan.ids if acts is None else frozenset(acts.listed),
        shares=dict(decision.shares),
        dataset=study.dataset,
        configuration=study.configuration,
    )


def minutes_of(files: Mapping[str, bytes]) -> Mapping[str, Any]:
    """Return the minutes of the round of a record, for programs; nothing where there are none."""
    try:
        found = json.loads(files.get(place(MINUTES), b"{}"))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def place(name: str) -> str:
    """Return where a report stands in a record, for programs."""
    return f"reports/{name}.json"


def retold(files: Mapping[str, bytes], told: Mapping[str, Report]) -> Iterator[tuple[str, bool]]:
    """Yield where each report stands, and whether the record says the same."""
    for name, one in told.items():
        yield place(name), files.get(place(name), b"") == as_json(one.json()).encode()
