"""A configuration with some of its values changed, as levers on the command line or screen do."""

import difflib
import hashlib
import json
from collections.abc import Mapping

from pydantic import ValidationError

from config.configuration import Configuration
from config.problems import Problems
from config.wording import in_words

ROOT = "configuration"
"""Where changes are said to be when no other place is named."""


def changed(
    configuration: Configuration,
    changes: Mapping[str, object],
    where: str = ROOT,
) -> Configuration:
    """Return the configuration with values replaced, checked as if read from files.

    Args:
        configuration: stays as it is.
        changes: dotted path → new value, such as ``capacity.teams.europe.weeks`` → 120. Text
            that writes a number is read as one.
        where: what to call the place of the changes in problems: a file, a command-line option.

    Returns:
        The changed configuration. Its hash is made of the old hash and the changes, so that the
        same changes to the same files have the same hash.

    Raises:
        InputError: a path leads nowhere, or a value does not hold.
    """
    if not changes:
        return configuration
    problems = Problems()
    tree = configuration.model_dump(by_alias=True, mode="json", exclude={"content_hash"})
    for path, value in changes.items():
        _put(tree, path, value, where, problems)
    problems.raise_if_any()
    digest = hashlib.sha256(configuration.content_hash.encode())
    digest.update(json.dumps(changes, sort_keys=True, default=str).encode())
    tree["content_hash"] = digest.hexdigest()
    try:
        return Configuration.model_validate(tree)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            must, do = in_words(detail, Configuration)
            problems.add(
                where,
                must=must,
                do=do,
                column=".".join(str(part) for part in detail["loc"]) or None,
                value=None if isinstance(detail["input"], Mapping) else str(detail["input"]),
            )
        problems.raise_if_any()
        raise


def _put(
    tree: dict[str, object],
    path: str,
    value: object,
    where: str,
    problems: Problems,
) -> None:
    """Replace the value at a dotted path; add a problem when the path leads nowhere."""
    here: object = tree
    parts = path.split(".")
    for depth, part in enumerate(parts):
        keys = _keys(here)
        if part not in keys:
            near = difflib.get_close_matches(part, keys, n=1)
            so_far = ".".join(parts[:depth])
            problems.add(
                where,
                must="must be an entry of the configuration",
                do=f"Did you mean `{near[0]}`?"
                if near
                else f"Name one of: {', '.join(keys) or 'nothing'} (below {so_far or ROOT}).",
                column=path,
                value=part,
            )
            return
        last = depth == len(parts) - 1
        if isinstance(here, list):
            if last:
                here[int(part)] = value
            here = here[int(part)]
        elif isinstance(here, dict):
            if last:
                here[part] = value
            here = here[part]


def _keys(node: object) -> list[str]:
    if isinstance(node, dict):
        return [str(key) for key in node]
    return [str(number) for number in range(len(node))] if isinstance(node, list) else []
