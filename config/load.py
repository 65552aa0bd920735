"""Read a configuration folder: four YAML files in, one Configuration or all problems out."""

import difflib
import hashlib
import re
from pathlib import Path

from pydantic import ValidationError

from config.base import Frozen
from config.capacity import Capacity
from config.configuration import Configuration
from config.criteria import Criteria
from config.crosschecks import check_together
from config.problems import Problems
from config.rules import Rules
from config.services import Services
from config.tree import Entry, read_tree
from config.wording import tell

FILES: dict[str, type[Frozen]] = {
    "criteria.yaml": Criteria,
    "services.yaml": Services,
    "capacity.yaml": Capacity,
    "rules.yaml": Rules,
}
"""The files of a configuration folder, and what each holds."""
ROUNDS, INDICATORS = OPTIONAL = "rounds.yaml", "indicators.yaml"
"""Files that may be there besides."""
NEARLY = 0.8
"""How alike two names are, 0..1, of which one is taken for the other misspelt."""

LARGEST_FILE = 2 * 2**20
"""Bytes that one configuration file may have."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def bundled_configuration_folder() -> Path:
    """Return the folder of the configuration that comes with Focus."""
    return Path(__file__).resolve().parent


def load_configuration(folder: Path) -> Configuration:
    """Read and check a configuration folder.

    Args:
        folder: holds criteria.yaml, services.yaml, capacity.yaml and rules.yaml.

    Returns:
        The configuration, with the hash of the four files' contents.

    Raises:
        InputError: anything in the four files is not as it must be; carries every problem.
    """
    problems = Problems()
    if folder.exists() and not folder.is_dir():
        problems.add(
            str(folder),
            must="the configuration must be a folder",
            do="Name the folder that holds criteria.yaml.",
        )
        problems.raise_if_any()
    texts = {file: _text(folder / file, problems) for file in FILES}
    _check_names(folder, problems)
    trees: dict[str, Entry] = {}
    for file, text in texts.items():
        tree = None if text is None else read_tree(file, text, problems)
        if tree is not None:
            trees[file] = tree
    fields: dict[str, Frozen] = {}
    for file, model in FILES.items():
        if file not in trees:
            continue
        found = _held(file, trees[file], model, problems)
        if found is not None:
            fields[file.removesuffix(".yaml")] = found
    check_together(trees, problems)
    problems.raise_if_any()
    digest = hashlib.sha256()
    for file, text in texts.items():
        digest.update(f"{file}\n{text}\n".encode())
    return Configuration.model_validate({**fields, "content_hash": digest.hexdigest()})


def read_file(path: Path, model: type[Frozen], problems: Problems) -> Frozen | None:
    """Return what one YAML file holds; None where it is not as it must be."""
    text = _text(path, problems)
    tree = None if text is None else read_tree(path.name, text, problems)
    return None if tree is None else _held(path.name, tree, model, problems)


def _held(file: str, tree: Entry, model: type[Frozen], problems: Problems) -> Frozen | None:
    try:
        return model.model_validate(tree.plain())
    except ValidationError as error:
        tell(file, tree, error.errors(include_url=False), model, problems)
        return None


def _check_names(folder: Path, problems: Problems) -> None:
    """No optional file is passed over because its name is misspelt."""
    names = [path.name for path in sorted(folder.glob("*.y*ml"))]
    for name in names:
        near = difflib.get_close_matches(name, (*FILES, *OPTIONAL), n=1, cutoff=NEARLY)
        if name not in near and near and near[0] in OPTIONAL and near[0] not in names:
            must = "a YAML file must have a name that Focus reads"
            do = f"Rename it to {near[0]}, or move it to another folder."
            problems.add(name, must=must, do=do)


def _text(path: Path, problems: Problems) -> str | None:
    """Return a file's text with plain line ends; None when it cannot be read."""
    if not path.is_file():
        problems.add(
            path.name,
            must="the file must exist",
            do="Copy it from the bundled configuration, or name another folder.",
        )
        return None
    try:
        if path.stat().st_size > LARGEST_FILE:
            problems.add(
                path.name,
                must=f"the file must not be larger than {LARGEST_FILE // 2**20} MiB",
                do="Name another folder: this is no configuration file.",
            )
            return None
        raw = path.read_bytes()
    except OSError as error:
        problems.add(
            path.name,
            must="the file must be readable",
            do=f"Check its permissions ({error.strerror}).",
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(
            path.name,
            must="the file must be UTF-8 text",
            do="Save it again with the encoding UTF-8.",
            row=raw.count(b"\n", 0, error.start) + 1,
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control = _CONTROL.search(text)
    if control is not None:
        problems.add(
            path.name,
            must="the file must hold no control characters",
            do="Delete the character, or save the file again as plain text.",
            row=text.count("\n", 0, control.start()) + 1,
            value=control.group(),
        )
        return None
    return text
