"""Write a configuration as the four files that read back as the same values."""

import re
from collections.abc import Mapping

import yaml
from pydantic import BaseModel

from config.configuration import Configuration
from config.filters import Filter
from config.load import FILES
from config.ranges import HIGH, LOW, VALUE, Ranged

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z_]*( [A-Za-z_]+)*")
"""Text that needs no quotation marks, whatever a reader of YAML makes of others."""

_ALWAYS = ("type", "basis", "unlocks")
"""Entries that are written even where they have their default: people should see them."""


def texts(configuration: Configuration, heads: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the contents of a configuration folder: file name → text.

    Args:
        configuration: what to write; entries that have their default are left out.
        heads: file name → what a comment at its top says.
    """
    made = {}
    for file in FILES:
        words = (heads or {}).get(file, "")
        head = "".join(f"# {line}\n" for line in words.splitlines())
        tree = _plain(getattr(configuration, file.removesuffix(".yaml")))
        body = yaml.dump(
            tree, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=100, indent=2
        )
        made[file] = head + body
    return made


class _Writer(yaml.SafeDumper):
    """Writes text in quotation marks unless it is plain words, and repeats nothing by alias."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Spell everything out: the reader takes no aliases."""
        return True


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    style = None if _PLAIN.fullmatch(text) else '"'
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(str, _text)


def _plain(value: object) -> object:
    """Return a value as YAML's types, as people write it."""
    if isinstance(value, Filter):
        named = {"not": value.exclude, "linked_to": value.linked_to, "overlap": value.overlap}
        given = {name: item for name, item in named.items() if item}
        return _plain({**value.columns, **given})
    if isinstance(value, Ranged) and value.ranges:
        return _with_ranges(value)
    if isinstance(value, BaseModel):
        return {
            field.alias or name: _plain(getattr(value, name))
            for name, field in type(value).model_fields.items()
            if name in _ALWAYS
            or field.is_required()
            or getattr(value, name) != field.get_default(call_default_factory=True)
        }
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return str(value) if isinstance(value, str) else value


def _with_ranges(entry: Ranged) -> object:
    """Return an entry with the range of every figure that has one beside it."""
    tree = _plain(entry.but(ranges={}))
    for path, value, given in entry.figures():
        if given is None:
            continue
        *above, last = path.split(".")
        here = tree
        for part in above:
            assert isinstance(here, dict)  # noqa: S101 (figures lie in mappings)
            here = here[part]
        assert isinstance(here, dict)  # noqa: S101
        here[last] = _plain({VALUE: value, LOW: given.low, HIGH: given.high})
    return tree
