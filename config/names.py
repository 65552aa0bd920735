"""From what a user typed to the id that was meant: forgiving, but never guessing."""

import difflib
from collections.abc import Callable, Mapping

from config.problems import Problems

SHOWN = 3
"""Near matches that a message offers."""


def resolve(
    text: str,
    names: Mapping[str, str],
    what: str,
    option: str,
    problems: Problems,
) -> str | None:
    """Return the id that a text means.

    An id as it stands, else the one id whose part after the last colon it is, else the one id
    whose name it is; upper and lower case do not matter for the last two.

    Args:
        text: what was typed.
        names: id → name for people.
        what: what is named, for messages: "a candidate of the dataset".
        option: the option it was typed for.
        problems: receives a problem when nothing, or more than one thing, is meant.

    Returns:
        The id; None when a problem was added.
    """
    wanted = text.strip()
    if wanted in names:
        return wanted
    folded = wanted.casefold()
    readings: tuple[Callable[[str], str], ...] = (
        id_end,
        lambda key: names[key],
        lambda key: key,
    )
    for reading in readings:
        found = [key for key in names if reading(key).casefold() == folded]
        if len(found) == 1:
            return found[0]
        if found:
            problems.add(
                option,
                must=f"must mean one thing only; it could be {', '.join(found)}",
                do="Write one of these ids in full.",
                value=text,
            )
            return None
    problems.add(option, must=f"must be {what}", do=_hint(folded, names), value=text)
    return None


def id_end(candidate: str) -> str:
    """Return the part of an id after its kind, by which options accept it too."""
    return candidate.rpartition(":")[2]


def _hint(folded: str, names: Mapping[str, str]) -> str:
    """Return what to write instead: what is near, or everything there is when that is little."""
    spellings: dict[str, str] = {}
    for key, name in names.items():
        for spelling in (key, id_end(key), name):
            spellings.setdefault(spelling.casefold(), key)
    near = difflib.get_close_matches(folded, spellings, n=SHOWN, cutoff=0.6)
    near += [text for text in spellings if len(folded) > 2 and folded in text and text not in near]
    keys = list(dict.fromkeys(spellings[text] for text in near))[:SHOWN]
    if keys:
        return f"Did you mean {' or '.join(_shown(key, names[key]) for key in keys)}?"
    if not names:
        return "There is none: leave the option away."
    if len(names) <= 20:
        return f"Write one of: {', '.join(names)}."
    return "Look it up with focus rank."


def _shown(key: str, name: str) -> str:
    return key if not name or name == key else f"{key} ({name})"
