"""A YAML file as a tree that remembers its lines, read without YAML's surprises.

There are mappings, lists, text, numbers and null. Words such as ``no``, ``true``, ``2020-01-01``
or ``007`` stay text; whoever wants a yes or no reads it from the text. Keys are text as written. A
key twice in a mapping, an alias, a tag or an overly deep nesting is a problem, never a guess.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from config.problems import Problems

DEEPEST = 30
"""Levels of nesting that a configuration file may have."""

Scalar = None | int | float | str

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,300})")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


@dataclass(slots=True)
class Entry:
    """One entry of the file: a scalar, a mapping or a list, and the line of it or of its key."""

    value: "Scalar | dict[str, Entry] | list[Entry]"
    line: int

    def plain(self) -> object:
        """Return the entry as plain dicts, lists and scalars."""
        if isinstance(self.value, dict):
            return {key: entry.plain() for key, entry in self.value.items()}
        if isinstance(self.value, list):
            return [entry.plain() for entry in self.value]
        return self.value

    def child(self, part: str | int) -> "Entry | None":
        """Return the entry under one key or list position, None when there is none."""
        if isinstance(self.value, dict):
            return self.value.get(str(part))
        if isinstance(self.value, list) and isinstance(part, int) and part < len(self.value):
            return self.value[part]
        return None

    def at(self, *path: str | int) -> "Entry | None":
        """Return the entry at a path, None when the path leads nowhere."""
        entry: Entry | None = self
        for part in path:
            entry = entry.child(part) if entry is not None else None
        return entry

    def entries(self, *path: str | int) -> "list[tuple[str, Entry]]":
        """Return key and entry of the mapping at a path; nothing when there is no mapping."""
        found = self.at(*path)
        return list(found.value.items()) if found and isinstance(found.value, dict) else []

    def words(self, *path: str | int) -> "list[tuple[str, Entry]]":
        """Return the text of the scalar, or of each scalar of the list, at a path."""
        found = self.at(*path)
        if found is None or isinstance(found.value, dict):
            return []
        entries = found.value if isinstance(found.value, list) else [found]
        return [
            (str(entry.value), entry)
            for entry in entries
            if not isinstance(entry.value, dict | list) and entry.value is not None
        ]

    def follow(self, location: Sequence[str | int]) -> "tuple[Entry, tuple[str, ...]]":
        """Walk a location that may name steps the file does not have, and skip those.

        Returns:
            The deepest entry reached, and the path to it as the file writes it.
        """
        entry, path = self, []
        for part in location:
            below = entry.child(part)
            if below is not None:
                entry = below
                path.append(str(part))
        return entry, tuple(path)


def read_tree(file: str, text: str, problems: Problems) -> Entry | None:
    """Read YAML text into a tree.

    Args:
        file: name used in problems.
        text: the file's contents.
        problems: receives what is wrong with the YAML itself.

    Returns:
        The root entry; None when the text is not readable as one YAML document.
    """
    builder = _Builder(file, problems)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not builder.take(event):
                return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        detail = getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable"
        tabs = " Indent with spaces, never with tabs." if "\\t" in str(detail) else ""
        problems.add(
            file,
            must="the file must be valid YAML",
            do=f"Look at this line and the one before: {detail}.{tabs}",
            row=None if mark is None else mark.line + 1,
        )
        return None
    if builder.root is None:
        problems.add(
            file,
            must="the file must not be empty",
            do="Fill it as docs/configuration.md shows, or copy the bundled file.",
        )
    return builder.root


class _Builder:
    """Makes a tree of YAML events without recursion."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.root: Entry | None = None
        self._file = file
        self._problems = problems
        self._open: list[tuple[Entry, tuple[str, int] | None]] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take in one event; False when reading further makes no sense."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(line, "the file must be one YAML document", "Delete the line `---`.")
                return False
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(
                line,
                "the file must spell out every entry",
                "Replace the alias by a copy of the entry that it stands for.",
                f"*{event.anchor}",
            )
            self._place(Entry(None, line))
        elif isinstance(event, yaml.ScalarEvent):
            self._no_tag(event.tag, line)
            plain = event.style in (None, "")
            self._place(
                Entry(_scalar(event.value) if plain else event.value, line),
                key=event.value,
            )
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._begin(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
        return True

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, line: int) -> bool:
        self._no_tag(event.tag, line)
        mapping = isinstance(event, yaml.MappingStartEvent)
        if len(self._open) >= DEEPEST:
            self._refuse(
                line,
                f"entries must not be nested deeper than {DEEPEST} levels",
                "Close the brackets that are still open before this line.",
            )
            return False
        if self._open and isinstance(self._open[-1][0].value, dict) and self._open[-1][1] is None:
            self._refuse(line, "a key must be a single word or text", "Write the key as text.")
            return False
        entry = Entry({} if mapping else [], line)
        self._place(entry)
        self._open.append((entry, None))
        return True

    def _place(self, entry: Entry, key: str | None = None) -> None:
        """Put an entry where it belongs: as key or value of a mapping, in a list, or as root."""
        if not self._open:
            self.root = entry
            return
        holder, waiting = self._open[-1]
        if isinstance(holder.value, list):
            holder.value.append(entry)
        elif isinstance(holder.value, dict):
            if waiting is None:
                self._open[-1] = (holder, (key or "", entry.line))
                self._once(holder.value, key or "", entry.line)
            else:
                entry.line = waiting[1]
                holder.value.setdefault(waiting[0], entry)
                self._open[-1] = (holder, None)

    def _once(self, known: dict[str, Entry], key: str, line: int) -> None:
        if key in known:
            self._refuse(
                line,
                "a key must stand once in its entry",
                f"Delete or rename one of the two (the first stands on line {known[key].line}).",
                key,
            )

    def _no_tag(self, tag: str | None, line: int) -> None:
        if tag is not None:
            self._refuse(
                line,
                "entries must be plain text, numbers, lists or mappings",
                "Delete the tag (the word that starts with `!`).",
                tag,
            )

    def _refuse(self, line: int, must: str, do: str, value: str | None = None) -> None:
        self._problems.add(self._file, must, do, row=line, value=value)


def _scalar(text: str) -> Scalar:
    """Return what an unquoted word means."""
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.lower().replace(".", "")) if _NOT_FINITE.fullmatch(text) else text
